"""Events: what starts a clock."""

from __future__ import annotations

from collections.abc import Iterator

from model.days.recurrence import check_rule
from model.errors import DayError
from model.record.base import Problem, Record
from model.record.day import Day


class Event(Record, frozen=True, kw_only=True):
    """A closing, a quarter end, a notice received: something that happens and that nobody owes.

    ``happened`` is a fact; ``expected`` is a guess that moves nothing; ``recurs`` is an RFC 5545 rule.
    """

    title: str
    happened: Day | None = None
    expected: Day | None = None
    recurs: str = ""
    notes: str = ""

    def problems(self) -> Iterator[Problem]:
        """A title, and a recurrence that can be read and has a day to start from."""
        if not self.title.strip():
            yield Problem("title", "An event needs a title.")
        if not self.recurs:
            return
        if not (self.happened or self.expected):
            yield Problem("recurs", "A recurring event needs its first day, happened or expected.")
        try:
            check_rule(self.recurs)
        except DayError as error:
            yield Problem("recurs", str(error))
