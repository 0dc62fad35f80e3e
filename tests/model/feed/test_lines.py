"""Text in calendar files: cleaned, escaped and folded as RFC 5545 asks."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.feed import lines
from model.feed.lines import LONGEST_LINE, escape, fold, one_line
from model.readable import clean

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=400)


def unescape(text: str) -> str:
    found, rest = "", iter(text)
    for character in rest:
        if character == "\\":
            following = next(rest)
            found += "\n" if following == "n" else following
        else:
            found += character
    return found


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Smith, Jones; Co", r"Smith\, Jones\; Co"),
        ("C:\\New folder", r"C:\\New folder"),
        ("\\N is no line break", r"\\N is no line break"),
        ("one\r\ntwo\rthree\u2028four", r"one\ntwo\nthree\nfour"),
        ("a: “b”", "a: “b”"),
        ("bell\x07 and escape\x1b", "bell and escape"),
        ("half a pair \ud83d", "half a pair "),
    ],
)
def test_what_would_end_or_split_a_value_is_escaped_or_left_out(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@given(ANY_TEXT)
def test_escaping_loses_nothing_of_the_cleaned_text(text: str) -> None:
    assert unescape(escape(text)) == clean(text)


@given(ANY_TEXT)
def test_a_folded_line_is_the_line_again_when_unfolded_and_never_too_long(text: str) -> None:
    line = f"SUMMARY:{escape(text)}"
    folded = fold(line)
    assert folded.replace("\r\n ", "") == line
    assert max(len(part.encode()) for part in folded.split("\r\n")) <= LONGEST_LINE


@given(st.text("äß漢🎉,;\\", min_size=60, max_size=200))
def test_no_fold_falls_inside_a_character_or_an_escape(text: str) -> None:
    for part in fold(f"SUMMARY:{escape(text)}").encode().split(b"\r\n"):
        whole = part.decode()  # would raise inside a character
        assert (len(whole) - len(whole.rstrip("\\"))) % 2 == 0


def test_a_summary_is_one_line_of_at_most_255_characters() -> None:
    assert one_line("Pay\n  the\tfee ") == "Pay the fee"
    long = one_line("ä" * 300)
    assert len(long) == 255
    assert long.endswith("ä…")


def test_the_examples_in_the_docstrings_hold() -> None:
    results = doctest.testmod(lines)
    assert results.attempted
    assert not results.failed
