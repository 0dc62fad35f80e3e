r"""Text as calendar files carry it: escaped, folded to at most 75 octets (RFC 5545, 3.1 and 3.3.11).

icalendar 7.3 turns the two characters ``\N`` of a title into a line break and folds between a backslash and the
character it escapes, so both are done here.
"""

from __future__ import annotations

from typing import Final

from model.readable import clean

LONGEST_LINE: Final = 75
LONGEST_SUMMARY: Final = 255

_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_BACKSLASH: Final = ord("\\")


def one_line(text: str, longest: int = LONGEST_SUMMARY) -> str:
    """The text on one line, white space run together, cut with an ellipsis where it is longer than ``longest``."""
    line = " ".join(clean(text).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def escape(text: str) -> str:
    r"""The text as a TEXT value.

    >>> print(escape("C:\\New; a, b\nc"))
    C:\\New\; a\, b\nc
    """
    return clean(text).translate(_ESCAPED)


def fold(line: str) -> str:
    """The content line with a CRLF and a space wherever 75 octets are full, never inside a character or an escape."""
    octets = line.encode()
    if len(octets) <= LONGEST_LINE:
        return line
    parts, start, room = [], 0, LONGEST_LINE
    while len(octets) - start > room:
        end = _boundary(octets, start, start + room)
        parts.append(octets[start:end])
        start, room = end, LONGEST_LINE - 1
    parts.append(octets[start:])
    return b"\r\n ".join(parts).decode()


def _boundary(octets: bytes, start: int, end: int) -> int:
    """The last place up to ``end`` that lies between two characters, and not behind the backslash of an escape."""
    while octets[end] & 0xC0 == 0x80:
        end -= 1
    slashes = end
    while slashes > start and octets[slashes - 1] == _BACKSLASH:
        slashes -= 1
    return end - (end - slashes) % 2
