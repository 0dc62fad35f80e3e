"""A document's text as it is read: lines that a typist broke are joined, and every character keeps its place."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

_PROSE = 50
"""A line shorter than this was broken on purpose."""


def reflow(text: str) -> str:
    r"""The text with each line break inside a paragraph made a space, so that it can be set to any measure.

    A break is kept before and after an empty line, an indented one, and after a short one. No character is added
    or lost: a place in the result is the same place in the source.

    >>> reflow("A line that a typewriter broke, since it was full, at the\nedge of the page.\n\n  Next")
    'A line that a typewriter broke, since it was full, at the edge of the page.\n\n  Next'
    """
    lines = text.split("\n")
    made = [lines[0]]
    for before, line in pairwise(lines):
        joins = len(before.rstrip()) >= _PROSE and line.strip() and not line[0].isspace()
        made.append((" " if joins else "\n") + line)
    return "".join(made)


class TextPlaces:
    """Places in a Python string and in Qt's text, where a character beyond the basic plane takes two units."""

    def __init__(self, text: str) -> None:
        self._wide = [place for place, sign in enumerate(text) if ord(sign) > 0xFFFF]
        self._length = len(text) + len(self._wide)

    def in_qt(self, place: int) -> int:
        """Where Qt has the character at ``place``."""
        return place + bisect_left(self._wide, place)

    def from_qt(self, place: int) -> int:
        """The character that Qt has at ``place``."""
        return place - bisect_left([wide + before for before, wide in enumerate(self._wide)], place)

    @property
    def length(self) -> int:
        """How long Qt's text is."""
        return self._length
