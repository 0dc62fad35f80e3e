"""The judge's reading of figures: what they say of a test on each day, worked out anew for every day, slowly.

Where the domain page is silent, this is the reading taken:

1.  A figure is of its day alone, unless its metric lasts; a continuing test is read on each day that figures of
    metrics that do not last are of, and on those of the others only where it has no such metric.
2.  A test with test dates is read on those alone: by the figures of the date itself, else of the day that names it.
3.  Whatever is divided by must be more than nothing; else nothing is told, as where a figure lacks.
4.  Money put in cures the test of its day from the day it was put in, if by the last day that the clause gives and not
    too often, and no more once a later test was due (of a continuing test: once a later one was read).
5.  What is expected is no figure.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from model.days.calendar import named
from model.days.step import work_out
from model.docket import Docket
from model.record.amount import Threshold
from model.record.fact import Fact, Reading
from model.record.figure import Figure
from model.record.obligation import Obligation
from tests.builders import fact

Values = dict[str, Fraction]

WORKED_OUT: dict[str, Callable[[Values], Fraction | None]] = {
    "[profit] ÷ [interest]": lambda v: quotient(v["profit"], v["interest"]),
    "[interest] ÷ [profit]": lambda v: times_100(quotient(v["interest"], v["profit"])),
    "[profit] − [interest]": lambda v: v["profit"] - v["interest"],
    "max([profit], USD 4) ÷ [commitment]": lambda v: quotient(max(v["profit"], Fraction(4)), v["commitment"]),
    "[commitment]": lambda v: v["commitment"],
}
"""What each formula of the random dockets comes to; nothing is told where it is None."""


def quotient(left: Fraction, right: Fraction) -> Fraction | None:
    return left / right if right > 0 else None


def times_100(value: Fraction | None) -> Fraction | None:
    return None if value is None else value * 100


def pretended(node: str, day: date, met: bool) -> Fact:
    """A reading by figures as one by hand, recorded before any other."""
    moment = datetime(1900, 1, 1, tzinfo=UTC)
    return fact(node, day, Reading(met=met), id="figures", recorded_by="Judge", recorded_at=moment)


def read_by_figures(
    docket: Docket, test: Obligation, today: date, tests: list[tuple[date, date]] | None
) -> list[tuple[date, bool]]:
    """Each day up to today on which figures say whether the test is met. ``tests``: each test date and its period."""
    threshold = test.threshold
    if threshold is None or not threshold.formula:
        return []
    judge = Judge(docket, test, threshold, today)
    asked = [(due, judge.of(due, named)) for due, named in tests or ()]
    if tests is None:
        asked = [(x, x) for x in judge.days_of_figures()]
    found: dict[date, bool] = {}
    cured: list[date] = []
    for place, (due, of) in enumerate(asked):
        sums = judge.put_in(of)
        recent = [one for one, _ in asked[max(0, place - judge.running + 1) : place]]
        if judge.too_often([one for one in cured if one in recent], cured):
            sums = []
        if sums:
            cured.append(due)
        for x in sorted({due, *(max(due, one.made or one.as_of) for one in sums)}):
            outdone = [one for one, later in asked if due < one <= x and (tests is not None or judge.told(later))]
            met = judge.met(of, [one for one in sums if (one.made or one.as_of) <= x])
            if met is not None and not outdone:
                found[x] = met
    return sorted(found.items())


class Judge:
    """One test by the figures known today."""

    def __init__(self, docket: Docket, test: Obligation, threshold: Threshold, today: date) -> None:
        self.docket, self.test, self.threshold, self.today = docket, test, threshold, today
        facts = [one for one in docket.figures.values() if not one.expected]
        self.known = [one for one in facts if not one.cure and one.as_of <= today]
        self.sums = [one for one in facts if one.cure and (one.made or one.as_of) <= today]
        self.over = [one.id for one in docket.metrics.values() if f"[{one.id}]" in threshold.formula]

    @property
    def running(self) -> int:
        cure = self.threshold.equity_cure
        return cure.in_tests if cure else 0

    def days_of_figures(self) -> list[date]:
        changing = [one for one in self.over if not self.docket.metrics[one].lasts] or self.over
        return sorted({one.as_of for one in self.known if one.metric in changing})

    def of(self, due: date, named: date) -> date:
        """The day whose figures count for a test date."""
        days = [day for day in (due, named) if day <= due]
        whole = [day for day in days if len(self.values(day)) == len(self.over)]
        some = [day for day in days if any(one.as_of == day and one.metric in self.over for one in self.known)]
        return (whole + some + [due])[0]

    def values(self, of: date) -> Values:
        found: Values = {}
        for metric in self.over:
            lasts = self.docket.metrics[metric].lasts
            mine = [one for one in self.known if one.metric == metric and one.as_of <= of]
            mine = [one for one in mine if lasts or one.as_of == of]
            if mine:
                last = max(mine, key=lambda one: (one.as_of, one.recorded_at, one.id))
                found[metric] = Fraction(last.value)
        return found

    def told(self, of: date) -> bool:
        """Whether the figures of a day say anything, with or without what was put in."""
        return any(self.met(of, sums) is not None for sums in ([], self.put_in(of)))

    def met(self, of: date, sums: list[Figure]) -> bool | None:
        values = self.values(of)
        if len(values) < len(self.over):
            return None
        for one in sums:
            values[one.metric] += Fraction(one.value)
        value = WORKED_OUT[self.threshold.formula](values)
        if value is None:
            return None
        wanted = Fraction(self.threshold.value)
        for step in sorted(self.threshold.steps, key=lambda step: step.since):
            wanted = Fraction(step.value) if step.since <= of else wanted
        return {
            "at least": value >= wanted,
            "at most": value <= wanted,
            "more than": value > wanted,
            "less than": value < wanted,
        }[self.threshold.comparator]

    def put_in(self, of: date) -> list[Figure]:
        """The sums put in for a day, in time."""
        cure = self.threshold.equity_cure
        if cure is None:
            return []
        instrument = self.docket.instruments.get(self.test.instrument or "")
        calendars = instrument.calendars if instrument and instrument.calendars else ("SAT_SUN",)
        last = work_out(cure.within, of, named(calendars))[-1].day if cure.within else today_or_later(self.today)
        mine = [one for one in self.sums if one.metric == cure.metric and one.as_of == of]
        return [one for one in mine if (one.made or one.as_of) <= last]

    def too_often(self, recent: list[date], ever: list[date]) -> bool:
        cure = self.threshold.equity_cure
        if cure is None:
            return True
        return (cure.most > 0 and len(recent) >= cure.most) or (cure.most_in_all > 0 and len(ever) >= cure.most_in_all)


def today_or_later(today: date) -> date:
    return today + timedelta(days=1)
