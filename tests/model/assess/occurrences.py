"""The judge's reading of series: where they begin and end, and which occurrences there are on a day."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import takewhile

from model.days.recurrence import occurrences
from model.record.deadline import Every, SeriesBound
from model.record.obligation import Obligation
from tests.model.assess.dues import Dues
from tests.model.assess.known import DONE, LOOK_AHEAD, Unit, remembered
from tests.model.assess.sums import place

PASSED_OVER = (*DONE, "released", "lapsed")
"""How an occurrence stands that does not hold up the next (see 17)."""


class Occurrences(Dues):
    """Series: each occurrence is named by the day that the rule, the event or a happening gives."""

    def bound_day(self, bound: SeriesBound, obligation: Obligation) -> date | None:
        anchor = self.anchor_day(bound.anchor)
        return self.counted(bound.steps, anchor, obligation.instrument) if anchor else None

    def series_start(self, obligation: Obligation) -> date | None:
        """The first day that may name an occurrence, where there is one and D knows it."""
        series = obligation.deadline
        assert isinstance(series, Every)
        return series.start if series.begins is None else self.bound_day(series.begins, obligation)

    def series_end(self, obligation: Obligation) -> date | None:
        series = obligation.deadline
        assert isinstance(series, Every)
        return series.until if series.ends is None else self.bound_day(series.ends, obligation)

    @remembered
    def occurrences_of(self, node: str, through: date) -> list[Unit]:
        obligation = self.docket.obligations[node]
        start, end = self.series_start(obligation), self.series_end(obligation)
        series = obligation.deadline
        assert isinstance(series, Every)
        if start is None and (series.begins is not None or not series.event):
            return []
        last = through if end is None else min(through, end)
        named = Counter(day for day in self.naming_days(obligation, series, start, last) if day <= last)
        return [
            Unit(node, day, number + 1)
            for day in sorted(named)
            for number in range(named[day])
            if start is None or day >= start
        ]

    def naming_days(self, obligation: Obligation, series: Every, start: date | None, last: date) -> list[date]:
        """The days that a rule, a recurring event or the happenings known by D give, before the bounds."""
        again = self.event_again(obligation)
        if again is not None:
            return self.event_days(again.id)
        rule, first = series.rule, start
        if series.event:
            event = self.docket.events[series.event]
            begins = event.happened or event.expected
            rule, first = event.recurs, begins.on if begins else None
        return list(occurrences(rule, first, last)) if rule and first and first <= last else []

    @remembered
    def owed(self, node: str, through: date) -> list[tuple[date, Unit]]:
        """Each occurrence that is owed, with its due day, by due day and then in its own order."""
        found = [(due, unit) for unit in self.occurrences_of(node, through) if (due := self.due(unit)) is not None]
        return sorted(found, key=lambda pair: (pair[0], place(pair[1])))

    def owed_on(self, node: str, d: date) -> list[tuple[date, Unit]]:
        """Those that there are on d: a happening is known from its own day, a series from its beginning (see 21)."""
        obligation = self.docket.obligations[node]
        series = obligation.deadline
        assert isinstance(series, Every)
        if series.begins is not None and not self.anchor_known(series.begins.anchor, d):
            return []
        again = self.event_again(obligation) is not None
        found = self.owed(node, d + LOOK_AHEAD)
        return [(due, unit) for due, unit in found if not (again and unit.occurrence and unit.occurrence > d)]

    @remembered
    def units(self, node: str, d: date) -> list[Unit]:
        """The obligation itself; of a series, each occurrence up to the next one after d (see 17)."""
        if not self.is_series(node):
            return [Unit(node)]
        there = self.owed_on(node, d)
        past = [unit for due, unit in there if due <= d]
        ahead = [unit for due, unit in there if due > d]
        done = list(takewhile(lambda unit: self.is_done_ahead(unit, d), ahead))
        return [*past, *done, *ahead[len(done) :][:1]]

    def is_done_ahead(self, unit: Unit, d: date) -> bool:
        """Whether an occurrence still to come is settled by what is recorded of it."""
        named = any(
            fact.about == unit.id and (fact.occurrence, fact.number) == (unit.occurrence, unit.number)
            for fact in self.known
        )
        return named and self.duty(unit, d) in PASSED_OVER

    def sleeps(self, node: str, d: date) -> bool:
        """A series that has no occurrence, now or to come."""
        return self.is_series(node) and not self.units(node, d)

    def shown(self, node: str, d: date) -> Unit:
        """The occurrence by which a series stands: the earliest that is not done, else the next, else the last."""
        units = self.units(node, d)
        if not self.is_series(node):
            return units[0]
        return next((unit for unit in units if self.duty(unit, d) not in PASSED_OVER), units[-1])

    def test_dates(self, node: str, d: date) -> list[date]:
        """The test dates of a covenant that there are on d, past and to come."""
        if not isinstance(self.docket.obligations[node].deadline, Every):
            return []
        return sorted({due for due, _ in self.owed_on(node, d)})
