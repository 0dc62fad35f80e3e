"""Covenants and tests: readings, runs of failing, cure."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import Protocol

from model.assess.due import Occasion, lines_after
from model.assess.own import is_met
from model.assess.spells import NEVER, Spells, joined, less, preceding, spell, within
from model.assess.weighed import Weighed, default_of
from model.days.calendar import Calendar
from model.errors import DayError
from model.record.deadline import Every, While
from model.record.instrument import Instrument
from model.record.obligation import Obligation


class Terms(Protocol):
    """What a covenant asks of the pass that weighs it."""

    def instrument(self, node: Obligation) -> Instrument | None:
        """The instrument it arises under."""

    def cure_start(self, w: Weighed, missed_on: date) -> tuple[date, bool]:
        """Day zero of the cure period, and whether what it runs from is recorded."""

    def cure_calendar(self, node: Obligation) -> Calendar:
        """The calendar that its cure period counts by."""

    def occasions(self, w: Weighed, through: date) -> tuple[Occasion, ...]:
        """Its test dates up to a day."""


def weigh_covenant(w: Weighed, terms: Terms) -> None:
    """Fill in what a covenant's readings say, day by day.

    A reading counts until the next one, or until the next test date asks for a new one.
    """
    deadline = w.node.deadline
    if isinstance(deadline, While) and deadline.since:
        w.wakes = max(w.wakes, deadline.since)
    if isinstance(deadline, Every) and deadline.start:
        w.wakes = max(w.wakes, deadline.start)
    until = deadline.until if isinstance(deadline, While | Every) else None
    instrument = terms.instrument(w.node)
    ended = instrument.in_force_until if instrument else None
    w.over = min(until or NEVER, ended or NEVER)
    readings = _readings(w)
    if readings:
        _runs(w, readings, _ends(w, readings, terms), terms)


def _readings(w: Weighed) -> list[tuple[date, bool]]:
    """The readings that say something, the last recorded of each day. One by hand goes before figures."""
    found: dict[date, bool] = {one.day: one.met for one in w.measured.standing}
    for fact in w.own.readings:
        met = is_met(w.node, fact)
        if met is not None:
            found[fact.day.on] = met
    return sorted(found.items())


def _ends(w: Weighed, readings: list[tuple[date, bool]], terms: Terms) -> list[date]:
    """The last day that each reading counts for."""
    days = [day for day, _ in readings]
    nexts = [*days[1:], NEVER]
    if not isinstance(w.node.deadline, Every):
        return [preceding(day) if day != NEVER else NEVER for day in nexts]
    last = days[-1].replace(year=min(days[-1].year + 30, 2199))
    tests = [test.due for test in terms.occasions(w, last)]
    ends = []
    for day, following_reading in zip(days, nexts, strict=True):
        place = bisect_right(tests, day)
        test = tests[place] if place < len(tests) else NEVER
        ends.append(min(preceding(following_reading), preceding(test)))
    return ends


def _runs(
    w: Weighed,
    readings: list[tuple[date, bool]],
    ends: list[date],
    terms: Terms,
) -> None:
    tested: list[Spells] = []
    met: list[Spells] = []
    runs: list[tuple[date, list[Spells]]] = []
    running = False
    for (day, is_good), end in zip(readings, ends, strict=True):
        stretch = spell(day, end)
        tested.append(stretch)
        if is_good:
            met.append(stretch)
        elif running and not any(runs[-1][0] <= ceased < day for ceased in w.own.ceased):
            runs[-1][1].append(stretch)
        else:
            runs.append((day, [stretch]))
        running = not is_good
    w.tested, w.met = joined(*tested), joined(*met)
    w.unmet = joined(*(stretch for _, stretches in runs for stretch in stretches))
    cured_by = {start: _last_of_cure(w, start, terms) for start, _ in runs}
    w.in_cure = joined(*(spell(start, last) for start, last in cured_by.items()))
    w.failing = less(w.unmet, w.in_cure)
    w.ends_failing = _ends_failing(w, readings, ends, cured_by)
    standing = within(w.failing, max(w.begins, w.wakes), NEVER if w.ends_failing else w.over)
    w.missed = less(less(standing, w.relieved), w.released)
    last = NEVER if w.ends_failing else w.over
    stood = [(start, _stood(w, stretches)) for start, stretches in runs]
    w.defaults = tuple(default_of(w, start, days, last) for start, days in stood if days)


def _ends_failing(w: Weighed, readings: list[tuple[date, bool]], ends: list[date], cured_by: dict[date, date]) -> bool:
    """Whether its time ended while it was failing, by the readings up to its last day and past its cure."""
    place = bisect_right([day for day, _ in readings], w.over) - 1
    if w.over == NEVER or place < 0 or w.over < max(w.begins, w.wakes):
        return False
    day, is_good = readings[place]
    began = max((start for start in cured_by if start <= day), default=None)
    return not is_good and ends[place] >= w.over and began is not None and cured_by[began] <= w.over


def _stood(w: Weighed, stretches: list[Spells]) -> Spells:
    """The days of one run on which the covenant was failing, unrelieved."""
    return joined(*(within(w.missed, first, last) for first, last in joined(*stretches)))


def _last_of_cure(w: Weighed, start: date, terms: Terms) -> date:
    """The last day of the cure of a failing that began on ``start``."""
    cure = w.node.cure
    if cure is None:
        return preceding(start)
    day_zero, recorded = terms.cure_start(w, start)
    w.cure_unrecorded = not recorded
    try:
        w.last = max(start, lines_after(cure.period, day_zero, terms.cure_calendar(w.node))[-1].day)
    except DayError as error:
        w.trouble = str(error)
        return preceding(start)
    return w.last
