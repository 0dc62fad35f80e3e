"""Regular expressions that are made when they are first needed: the window starts without the cost of them.

>>> Pattern("[0-9]+").match("45 days", 0)[0]
'45'
"""

from __future__ import annotations

import re
from functools import cached_property


class Pattern:
    """A regular expression, compiled on its first use."""

    def __init__(self, text: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._text, self._flags = text, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself."""
        return re.compile(self._text, self._flags)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """What fits from a place on."""
        return self.compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The whole text, where it fits."""
        return self.compiled.fullmatch(text)

    def search(self, text: str) -> re.Match[str] | None:
        """The first place that fits."""
        return self.compiled.search(text)
