"""Events: what starts a clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from model.days.fiscal import FiscalYear, check_fiscal, period_ends
from model.days.recurrence import check_rule, occurrences
from model.errors import DayError
from model.record.base import Problem, Record, Value
from model.record.day import Day
from model.record.deadline import Every, time_problems


class Happening(Value, frozen=True, kw_only=True):
    """One time that something happened which happens again: its day, and what is to be said of it."""

    day: Day
    note: str = ""


class Event(Record, frozen=True, kw_only=True):
    """A closing, a quarter end, a notice received: something that happens and that nobody owes.

    ``happened`` is a fact; ``expected`` is a guess that moves nothing. ``recurs`` is an RFC 5545 rule, ``fiscal`` a
    company's year or its quarters: one of them where it happens again and again, from its first day on. ``time``
    and ``zone`` give the hour, where a deadline counts hours from it.

    ``again``: it may happen any number of times, on no rule (a request, an issue of shares); each time is one of
    ``happenings``. A series with it has an occurrence for each; whatever else counts from it counts from the first.
    """

    title: str
    happened: Day | None = None
    expected: Day | None = None
    recurs: str = ""
    fiscal: FiscalYear | None = None
    time: str = ""
    zone: str = ""
    again: bool = False
    happenings: tuple[Happening, ...] = ()
    notes: str = ""

    @property
    def recurring(self) -> bool:
        """Whether it happens again and again by a rule, so that its days are known before they come."""
        return bool(self.recurs or self.fiscal)

    @property
    def happened_first(self) -> Day | None:
        """The day on which it happened, or happened first."""
        if not self.again:
            return self.happened
        return min((one.day for one in self.happenings), key=lambda day: day.on, default=None)

    @property
    def first(self) -> date | None:
        """The first day of a recurring event, happened or expected."""
        day = self.happened or self.expected
        return day.on if day else None

    def days(self, through: date) -> tuple[date, ...]:
        """The days on which it happens, from its first up to and with ``through``, in order.

        A day on which it happened twice stands there twice. Raises :class:`DayError`.
        """
        if self.again:
            return tuple(sorted(one.day.on for one in self.happenings if one.day.on <= through))
        first = self.first
        if first is None or through < first:
            return ()
        if self.fiscal:
            return period_ends(self.fiscal, first, through)
        return occurrences(self.recurs, first, through) if self.recurs else ()

    def problems(self) -> Iterator[Problem]:
        """A title, and a recurrence that can be read and has a day to start from."""
        if not self.title.strip():
            yield Problem("title", "An event needs a title.")
        yield from time_problems("time", self.time, self.zone)
        yield from self._happening_problems()
        if not self.recurring:
            return
        if self.recurs and self.fiscal:
            yield Problem("recurs", "An event recurs by a rule or by fiscal periods, not both. Clear one.")
        if self.first is None:
            yield Problem("recurs", "A recurring event needs its first day, happened or expected.")
        try:
            if self.recurs:
                check_rule(self.recurs)
            if self.fiscal:
                check_fiscal(self.fiscal)
        except DayError as error:
            yield Problem("fiscal" if self.fiscal else "recurs", str(error))

    def _happening_problems(self) -> Iterator[Problem]:
        if self.again and self.recurring:
            yield Problem("again", "It happens by a rule, or whenever it happens. Clear one of the two.")
        if self.again and self.happened:
            yield Problem("happened", "What happens again has its days in a list. Move this day there.")
        if self.happenings and not self.again:
            yield Problem("happenings", "Several days belong to what happens again. Say so, or clear them.")


def periods(series: Every, event: Event | None, through: date) -> tuple[date, ...]:
    """The days that name the occurrences of a series, up to and with ``through``: its rule's, else its event's.

    Raises :class:`DayError` where they cannot be worked out.
    """
    last = min(through, series.until or through)
    if not series.event:
        return occurrences(series.rule, series.start, last) if series.start and series.start <= last else ()
    found = event.days(last) if event else ()
    return tuple(day for day in found if day >= series.start) if series.start else found
