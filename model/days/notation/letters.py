"""The characters of a notation: made plain one by one, so that every position stays that of the typed text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

_HYPHENS: Final = "\u2010\u2011\u2012\ufe63\uff0d"
_UNSEEN: Final = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphen, zero-width space, word joiner, byte order mark: left in a text by the page it was copied from."""


def plain(letter: str) -> str:
    r"""One character made plain: any space is a space, any hyphen a hyphen; empty for what cannot be shown.

    >>> plain("\u00a0"), plain("\u2011"), plain("\u00ad"), plain("é")
    (' ', '-', '', 'é')
    """
    if letter.isascii() and letter.isprintable():
        return letter
    if letter.isspace() or unicodedata.category(letter).startswith("Z"):
        return " "
    if letter in _HYPHENS:
        return "-"
    return "" if letter in _UNSEEN or is_odd(letter) else letter


def join_hyphenated(text: str) -> Iterator[tuple[int, str]]:
    r"""The characters with their places, without the hyphen and the line end that a page put into a word.

    >>> "".join(letter for _, letter in join_hyphenated("Busi-\nness Days, Co-Agent"))
    'Business Days, Co-Agent'
    """
    place = 0
    while place < len(text):
        letter = text[place]
        if letter in "-\u00ad\u2010" and 0 < place < len(text) - 2 and text[place - 1].isalpha():
            rest = text[place + 1 :]
            after = rest.lstrip(" \t\r\n")
            if "\n" in rest[: len(rest) - len(after)] and _goes_on(text[place - 1], after[:1]):
                place = len(text) - len(after)
                continue
        yield place, letter
        place += 1


def _goes_on(before: str, after: str) -> bool:
    """Whether a word goes on after the hyphen: in small letters, or in capitals throughout."""
    return after.islower() or (before.isupper() and after.isupper())


def is_odd(letter: str) -> bool:
    r"""Whether a character is none that a sentence holds: control, direction mark, half of a pair, unassigned.

    >>> is_odd("\u202e"), is_odd("é")
    (True, False)
    """
    if letter in _UNSEEN or letter.isspace():
        return False
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn")


def tidy(text: str) -> str:
    r"""A name as the notation keeps it: plain characters, composed, single spaces, none at the ends.

    >>> tidy("  Closing\u00a0 Date ")
    'Closing Date'
    """
    cleaned = unicodedata.normalize("NFC", "".join(map(plain, text)))
    return " ".join("".join(map(plain, cleaned)).split())


_QUOTES: Final = {"“": "”", '"': '"', "‘": "’"}


def unquote(text: str) -> str:
    """The name within quotation marks; a closing mark within it is written twice."""
    closing = _QUOTES[text[0]]
    return tidy(text[1:-1].replace(closing * 2, closing))
