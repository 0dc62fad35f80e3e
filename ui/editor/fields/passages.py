"""Words within a document's text: finding what was pasted, and Qt's positions against Python's. No Qt here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

MOST = 50

_ALIKE: dict[str, str] = {
    **dict.fromkeys("'‘’", "['‘’]"),
    **dict.fromkeys('"“”', '["“”]'),
    **dict.fromkeys("-‐‑–—", "[-‐‑–—]"),  # noqa: RUF001 - hyphens and dashes that a copy may have changed
}
"""Marks that a word processor may have changed on the way: one stands for all."""


class Passage(NamedTuple):
    """Characters ``start`` to ``end`` (exclusive) of a text."""

    start: int
    end: int


def find_words(text: str, words: str) -> tuple[Passage, ...]:
    """Every place where ``words`` stand in ``text``, whatever the white space and the shape of quotation marks."""
    parts = words.replace("…", " ").split()
    if not parts:
        return ()
    pattern = r"\s+".join("".join(_ALIKE.get(letter, re.escape(letter)) for letter in part) for part in parts)
    found = re.finditer(pattern, text, re.IGNORECASE)
    return tuple(Passage(*match.span()) for match, _ in zip(found, range(MOST), strict=False))


def trimmed(text: str, passage: Passage) -> Passage | None:
    """The passage without white space at its ends; None where nothing else is in it."""
    words = text[passage.start : passage.end]
    start = passage.start + len(words) - len(words.lstrip())
    end = passage.end - len(words) + len(words.rstrip())
    return Passage(start, end) if start < end else None


class Positions:
    """Python's indices and Qt's positions in the same text: Qt counts UTF-16 units and a CRLF as one."""

    def __init__(self, text: str) -> None:
        self._plain = text.isascii() and "\r" not in text
        self._index_at: list[int] = []
        if not self._plain:
            self._index_at = list(_index_at(text))
            self._position_of = {index: place for place, index in reversed(list(enumerate(self._index_at)))}

    def index(self, position: int) -> int:
        """Python's index of a Qt position."""
        return position if self._plain else self._index_at[position]

    def position(self, index: int) -> int:
        """Qt's position of a Python index."""
        return index if self._plain else self._position_of[index]


def _index_at(text: str) -> Iterator[int]:
    index = 0
    while index < len(text):
        yield index
        if ord(text[index]) > 0xFFFF:
            yield index
        index += 2 if text.startswith("\r\n", index) else 1
    yield index
