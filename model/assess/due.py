"""Due days: what a deadline works out to, on what is known, and from when its clock runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from model.assess.spells import ALWAYS, DAY, NEVER
from model.days.calendar import named
from model.days.step import Line, Roll, Step, work_out
from model.errors import DayError
from model.record.deadline import After, Anchor, Dated, Earliest, Latest, On, Start
from model.record.instrument import Instrument
from model.record.obligation import Obligation

WEEKENDS = ("SAT_SUN",)
"""Where an instrument names no calendar, working days are Monday to Friday."""


class Clock(NamedTuple):
    """A due day as far as it is known, the first day it can be missed or waited for, and what went wrong.

    ``wakes`` is NEVER while what the clock counts from has not happened.
    """

    due: date | None
    wakes: date
    trouble: str = ""


class AnchorDay(NamedTuple):
    """The day of an anchor, None while it is not known, and the day on which it came to be."""

    day: date | None
    wakes: date


FindAnchor = Callable[[Anchor], AnchorDay]


def calendars_of(instrument: Instrument | None) -> tuple[str, ...]:
    """The business-day calendars that count under an instrument."""
    return instrument.calendars if instrument and instrument.calendars else WEEKENDS


@lru_cache(maxsize=20_000)
def lines_after(steps: tuple[Step, ...], anchor: date, calendars: tuple[str, ...]) -> tuple[Line, ...]:
    """Each step from the anchor with the day it gives and why. Raises :class:`DayError`."""
    return work_out(steps, anchor, named(calendars))


def clock_of(obligation: Obligation, instrument: Instrument | None, find: FindAnchor) -> Clock:
    """The due day of an obligation's deadline, by what ``find`` knows of its anchors.

    An override stands in for whatever is computed, and then no anchor is waited for.
    """
    if obligation.override:
        return Clock(obligation.override.day, ALWAYS)
    deadline = obligation.deadline
    try:
        if isinstance(deadline, On | After):
            return _dated(deadline, instrument, find)
        if isinstance(deadline, Earliest | Latest):
            return _several(deadline, [_dated(part, instrument, find) for part in deadline.of])
    except DayError as error:
        return Clock(None, ALWAYS, str(error))
    return Clock(None, ALWAYS)


def _dated(part: Dated, instrument: Instrument | None, find: FindAnchor) -> Clock:
    floor = part.not_earlier_than or ALWAYS
    if isinstance(part, On):
        if part.strictly_before:
            # Rolled, it could land on the very day that is too late.
            return Clock(part.day.on - DAY, floor)
        return Clock(rolled(part.day.on, (), instrument), floor)
    anchor = find(part.anchor)
    if anchor.day is None:
        return Clock(None, NEVER)
    line = lines_after(part.steps, anchor.day, calendars_of(instrument))[-1]
    return Clock(rolled(line.day, part.steps, instrument), max(anchor.wakes, floor))


def rolled(day: date, steps: tuple[Step, ...], instrument: Instrument | None) -> date:
    """``day`` by the instrument's own roll convention, unless a step has said how it rolls."""
    if instrument is None or instrument.roll == "none" or any(isinstance(step, Roll) for step in steps):
        return day
    return lines_after((Roll(convention=instrument.roll),), day, calendars_of(instrument))[-1].day


def _several(deadline: Earliest | Latest, clocks: list[Clock]) -> Clock:
    known = [clock for clock in clocks if clock.due is not None]
    if isinstance(deadline, Latest):
        if len(known) < len(clocks):
            return Clock(None, NEVER)
        return Clock(max(clock.due for clock in known if clock.due), max(clock.wakes for clock in known))
    if not known:
        return Clock(None, NEVER)
    return Clock(min(clock.due for clock in known if clock.due), min(clock.wakes for clock in known))


def start_of(start: Start, find: FindAnchor) -> date:
    """The day on which what starts an obligation has happened, or NEVER."""
    days = [found.day if found.day is not None else NEVER for found in map(find, start.of)]
    return min(days) if start.pick == "earlier" else max(days)
