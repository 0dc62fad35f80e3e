"""A day as a source gives it."""

from __future__ import annotations

from datetime import date

from model.record.base import Value


class Day(Value, frozen=True, kw_only=True):
    """A date, with the source's own words where it is not exact.

    "July 1996" is ``Day(on=date(1996, 7, 31), words="July 1996")``: it counts from the last day it can mean, and
    before that day the reasons say that it may already have happened.
    """

    on: date
    words: str = ""

    @property
    def exact(self) -> bool:
        """Whether the source names the day itself."""
        return not self.words
