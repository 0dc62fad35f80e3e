"""Text that leaves: nothing in it commands a terminal, begins another line, or shows other words than there are."""

from __future__ import annotations

import doctest
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import readable
from model.readable import as_json, clean, cleaned, on_one_line

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Pay\nBcc: all", "Pay Bcc: all"),
        ("Pay\r\nnow\rhere\u2028there\x85and\x0bon\x0con", "Pay now here there and on on"),
        ("\x1b[2J\x1b]0;title\x07Pay", "[2J]0;titlePay"),
        ("\x9b31mPay\x9d", "31mPay"),
        ("a\x00b\x7fc\x80d", "abcd"),
        ("Pay \u202e000,1\u202c or \u2066x\u2069", "Pay 000,1 or x"),
        ("no\ufffechar\uffffacter\ufdd0\U0001ffff", "nocharacter"),
        ("half \ud83d", "half "),
        ("columns   stay\there", "columns   stay here"),
        ("שלום, 日本, é, 👩\u200d⚖️", "שלום, 日本, é, 👩\u200d⚖️"),
    ],
)
def test_a_text_is_made_safe_for_one_line(text: str, line: str) -> None:
    assert on_one_line(text) == line


@given(ANY_TEXT)
def test_whatever_comes_leaves_as_one_line_of_characters(text: str) -> None:
    line = on_one_line(text)
    assert len(line.splitlines()) <= 1
    assert not {unicodedata.category(one) for one in line} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(line) & {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), "\ufffe", "\uffff"}
    assert on_one_line(line) == line
    assert line.encode().decode() == line


@given(ANY_TEXT)
def test_json_that_is_printed_keeps_every_character_and_shows_none_that_is_unfit(text: str) -> None:
    printed = as_json({"title": text, "more": [text]})
    assert json.loads(printed) == {"title": text, "more": [text]}
    assert clean(printed) == printed


def test_every_text_of_a_value_is_cleaned() -> None:
    assert cleaned({"a": ["x\x1b", 1, None, {"b": "\ufffe"}]}) == {"a": ["x", 1, None, {"b": ""}]}


def test_examples() -> None:
    assert doctest.testmod(readable).failed == 0
