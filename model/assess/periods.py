"""The periods of a test: its test dates, back beyond the first by the same rhythm.

A period ends on a test date. The quarters before an agreement have no test dates, yet "four consecutive fiscal quarters
then ending" counts them: they are where the rule of the test dates, or the fiscal year of their event, would have put
them. Where that cannot be told, there is none, and a function that needs it gives no value.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

from model.assess.due import Occasion, occasions_of
from model.days.fiscal import period_ends
from model.days.iso import FIRST_DAY
from model.days.recurrence import occurrences
from model.docket import Docket
from model.errors import DayError
from model.record.deadline import Every
from model.record.obligation import Obligation

YEARS_BACK: Final = 24
"""How far back periods are looked for. Twenty-four years are whole months, quarters, half-years and weeks."""
WEEKS_BACK: Final = 52 * YEARS_BACK
COMPARED: Final = 12
"""As many of its own test dates has a rhythm to meet before it is trusted to say where earlier ones lay."""


class PeriodEnds(NamedTuple):
    """Where periods end, in order; ``back`` is the first day from which all of them are known."""

    occasions: tuple[Occasion, ...]
    back: date


def period_ends_of(docket: Docket, test: Obligation, own: tuple[Occasion, ...]) -> PeriodEnds:
    """The periods of a test whose test dates are ``own``, with those before the first."""
    series = test.deadline
    if not own or not isinstance(series, Every):
        return PeriodEnds(own, date.max)
    known = docket.periods(series, own[-1].period)
    try:
        days = _rhythm(docket, series, known[0], own[-1].period)
        earlier = tuple(day for day in days if day < known[0])
        if not earlier or tuple(day for day in days if day >= known[0])[:COMPARED] != known[:COMPARED]:
            return PeriodEnds(own, known[0])
        before = _occasions_on(docket, test, series, earlier)
    except DayError:
        return PeriodEnds(own, known[0])
    return PeriodEnds((*before, *own), earlier[0])


def _rhythm(docket: Docket, series: Every, first: date, last: date) -> tuple[date, ...]:
    """The days that name test dates, from long before the first of them."""
    event = docket.events.get(series.event or "")
    if event is not None and event.again:
        return ()
    if event is not None and event.fiscal:
        return period_ends(event.fiscal, _long_before(event.first or first), last)
    rule = event.recurs if event is not None else series.rule
    start = (event.first if event is not None else series.start) or first
    endless = re.sub(r";?(COUNT|UNTIL)=[^;]*", "", rule).lstrip(";")
    weekly = re.search(r"FREQ=(WEEKLY|DAILY)", rule)
    return occurrences(endless, start - timedelta(weeks=WEEKS_BACK) if weekly else _long_before(start), last)


def _long_before(day: date) -> date:
    year = max(day.year - YEARS_BACK, FIRST_DAY.year)
    return day.replace(year=year, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _occasions_on(docket: Docket, test: Obligation, series: Every, days: tuple[date, ...]) -> tuple[Occasion, ...]:
    """The test dates that these days would name, by the steps of the series."""
    if not series.steps:
        return tuple(Occasion(day, day) for day in days)
    from msgspec.structs import replace

    found: list[Occasion] = []
    for day in days:
        one = replace(series, rule="FREQ=DAILY;COUNT=1", event=None, start=day, until=None, begins=None, ends=None)
        found += occasions_of(docket, replace(test, deadline=replace(one, changed=())), day)
    return tuple(found)
