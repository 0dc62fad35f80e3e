r"""Text as calendar files carry it: cleaned, escaped, folded to at most 75 octets (RFC 5545, 3.1 and 3.3.11).

icalendar 7.3 turns the two characters ``\N`` of a title into a line break and folds between a backslash and the
character it escapes, so both are done here.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST_LINE: Final = 75
LONGEST_SUMMARY: Final = 255

_BREAKS: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNFIT: Final = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff]")
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_UNIT: Final = re.compile(r"\\.|.", re.DOTALL)


def clean(text: str) -> str:
    """The text without control characters and lone surrogates; every kind of line break becomes a line feed."""
    return _UNFIT.sub("", _BREAKS.sub("\n", text))


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
    if len(line.encode()) <= LONGEST_LINE:
        return line
    parts, part, room = [], "", LONGEST_LINE
    for unit in _UNIT.findall(line):
        size = len(unit.encode())
        if size > room:
            parts.append(part)
            part, room = "", LONGEST_LINE - 1
        part, room = part + unit, room - size
    return "\r\n ".join((*parts, part))
