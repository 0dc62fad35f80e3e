"""Closures: days on which a calendar of business days is closed that its ready table does not know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from model.record.base import Problem, Record
from model.record.deadline import calendar_problems


class Closure(Record, frozen=True, kw_only=True):
    """One day on which a calendar is closed by order, storm or proclamation, with the source that says so."""

    calendar: str
    day: date
    reason: str
    source: str

    def problems(self) -> Iterator[Problem]:
        """A calendar that Duly has, a reason that explanations can name, and the source it rests on."""
        if self.calendar:
            yield from calendar_problems("calendar", (self.calendar,))
        else:
            yield Problem("calendar", "Choose the calendar that is closed on that day.")
        if not self.reason.strip():
            yield Problem("reason", "Say why it is closed: each deadline that it moves names the reason.")
        if not self.source.strip():
            yield Problem("source", "Name the order, notice or proclamation that closes it.")
