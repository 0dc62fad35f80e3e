"""Due days: what a deadline works out to, on what is known, and from when its clock runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from model.assess.spells import ALWAYS, DAY, NEVER
from model.days.calendar import WEEKENDS, Calendar
from model.days.operation import Convention, Fixed, Roll, Step
from model.days.recurrence import falls_every_day
from model.days.step import Line, work_out
from model.days.wording import say_day
from model.docket import Docket
from model.errors import DayError
from model.record.deadline import After, Anchor, Dated, Earliest, Every, Latest, On, Start
from model.record.instrument import Instrument
from model.record.obligation import Obligation


class Clock(NamedTuple):
    """A due day as far as it is known, the first day it can be missed or waited for, and what went wrong.

    ``wakes`` is NEVER while what the clock counts from has not happened. ``floor`` is the day before which it may not
    be performed; ``opens`` that on which its window opens, before which what is performed counts for nothing.
    """

    due: date | None
    wakes: date
    trouble: str = ""
    floor: date = ALWAYS
    opens: date = ALWAYS


class AnchorDay(NamedTuple):
    """The day of an anchor, None while it is not known, the day on which it came to be, and its minute if told."""

    day: date | None
    wakes: date
    at: datetime | None = None


class Occasion(NamedTuple):
    """One occurrence of a series: the day that names it, its due day, and the day on which its window opens."""

    period: date
    due: date
    opens: date = ALWAYS


FindAnchor = Callable[[Anchor], AnchorDay]
FindCalendar = Callable[[tuple[str, ...]], Calendar]


def calendars_of(instrument: Instrument | None) -> tuple[str, ...]:
    """The business-day calendars that count under an instrument."""
    return instrument.calendars if instrument and instrument.calendars else WEEKENDS


def calendars_for(part: After | Every, instrument: Instrument | None) -> tuple[str, ...]:
    """The calendars that a deadline counts by: its own, else those of its instrument."""
    return part.calendars or calendars_of(instrument)


@lru_cache(maxsize=20_000)
def lines_after(steps: tuple[Step, ...], anchor: date, calendar: Calendar) -> tuple[Line, ...]:
    """Each step from the anchor with the day it gives and why. Raises :class:`DayError`."""
    return work_out(steps, anchor, calendar)


def clock_of(obligation: Obligation, instrument: Instrument | None, find: FindAnchor, calendar: FindCalendar) -> Clock:
    """The due day of an obligation's deadline, by what ``find`` knows of its anchors.

    An override stands in for whatever is computed, and then no anchor is waited for.
    """
    if obligation.override:
        return Clock(obligation.override.day, ALWAYS)
    deadline = obligation.deadline
    try:
        if isinstance(deadline, On | After):
            return _dated(deadline, instrument, find, calendar)
        if isinstance(deadline, Earliest | Latest):
            return _several(deadline, [_dated(part, instrument, find, calendar) for part in deadline.of])
    except DayError as error:
        return Clock(None, ALWAYS, str(error))
    return Clock(None, ALWAYS)


def _dated(part: Dated, instrument: Instrument | None, find: FindAnchor, calendar: FindCalendar) -> Clock:
    floor = part.not_earlier_than or ALWAYS
    if isinstance(part, On):
        if part.strictly_before:
            # Rolled, it could land on the very day that is too late.
            return Clock(part.day.on - DAY, floor, floor=floor)
        return Clock(rolled(part.day.on, (), instrument, calendar(calendars_of(instrument))), floor, floor=floor)
    anchor = find(part.anchor)
    if anchor.day is None:
        return Clock(None, NEVER)
    counted_by = calendar(calendars_for(part, instrument))
    line = lines_after(part.steps, anchor.at or anchor.day, counted_by)[-1]
    due = rolled(line.day, part.steps, instrument, counted_by)
    opens, trouble = opening(part.opens, anchor.at or anchor.day, due, counted_by)
    floor = max(floor, opens)
    return Clock(due, max(anchor.wakes, floor), trouble, floor, opens)


def opening(opens: tuple[Step, ...], anchor: date, due: date, calendar: Calendar) -> tuple[date, str]:
    """The day on which a window opens, ALWAYS where there is none; and what is wrong with it.

    One that would open after the due day is set aside, and said: by it nothing could ever be in time.
    """
    if not opens:
        return ALWAYS, ""
    day = lines_after(opens, anchor, calendar)[-1].day
    if day > due:
        return ALWAYS, f"The window would open on {say_day(day)}, after the due day of {say_day(due)}: it is set aside."
    return day, ""


SETTLES = (Roll, Fixed)
"""Steps after which the instrument's own roll has no say."""


def rolled(day: date, steps: tuple[Step, ...], instrument: Instrument | None, calendar: Calendar) -> date:
    """``day`` by the instrument's own roll convention, unless a step has said how it rolls."""
    if instrument is None or instrument.roll == "none" or any(isinstance(step, SETTLES) for step in steps):
        return day
    return lines_after((Roll(convention=instrument.roll),), day, calendar)[-1].day


def _several(deadline: Earliest | Latest, clocks: list[Clock]) -> Clock:
    known = [clock for clock in clocks if clock.due is not None]
    if isinstance(deadline, Latest):
        if len(known) < len(clocks):
            return Clock(None, NEVER)
        floor = max(clock.floor for clock in known)
        return Clock(max(clock.due for clock in known if clock.due), max(clock.wakes for clock in known), floor=floor)
    if not known:
        return Clock(None, NEVER)
    floor = min(clock.floor for clock in known)
    return Clock(min(clock.due for clock in known if clock.due), min(clock.wakes for clock in known), floor=floor)


def start_of(start: Start, find: FindAnchor) -> date:
    """The day on which what starts an obligation has happened, or NEVER."""
    days = [found.day if found.day is not None else NEVER for found in map(find, start.of)]
    return min(days) if start.pick == "earlier" else max(days)


def occasions_of(docket: Docket, node: Obligation, through: date) -> tuple[Occasion, ...]:
    """The occurrences of a recurring obligation whose period falls by ``through``, by due day; else none.

    Raises :class:`DayError` where they cannot be worked out.
    """
    series = node.deadline
    if not isinstance(series, Every):
        return ()
    instrument = docket.instruments.get(node.instrument or "")
    calendar = docket.calendar(calendars_for(series, instrument))
    return _of_series(series, docket.periods(series, through), instrument, calendar, continuing=node.continuing)


def _of_series(
    series: Every, periods: tuple[date, ...], instrument: Instrument | None, calendar: Calendar, *, continuing: bool
) -> tuple[Occasion, ...]:
    """The occurrences that those days name, by due day; what is not owed is left out.

    In a series for every day, or every weekday, a closed day has no occurrence of its own where it would only move.

    The test days of what continues are as its steps give them: a fiscal quarter ends on a Sunday too.
    """
    roll = "none" if instrument is None or continuing else instrument.roll
    if roll == "none" and not (series.steps or series.opens or series.changed):
        return tuple(Occasion(period, period) for period in periods)
    return _occasions(series, periods, roll, calendar)


@lru_cache(maxsize=4_096)
def _occasions(series: Every, periods: tuple[date, ...], roll: Convention, calendar: Calendar) -> tuple[Occasion, ...]:
    own = any(isinstance(step, SETTLES) for step in series.steps) or roll == "none"
    steps = series.steps if own else (*series.steps, Roll(convention=roll))
    changed = {change.occurrence: change.due for change in series.changed}
    found = []
    by_the_day = falls_every_day(series.rule) and [type(step) for step in steps] == [Roll]
    for period in periods:
        if by_the_day and period not in changed and not calendar.is_open(period):
            # What is owed each day is owed once on the day to which a closed one would move.
            continue
        due = changed[period] if period in changed else _due_of(period, steps, calendar)
        if due is not None:
            # A day set by hand sets the window aside, as an override does.
            opens = ALWAYS if period in changed else opening(series.opens, period, due, calendar)[0]
            found.append(Occasion(period, due, opens))
    return tuple(sorted(found, key=lambda one: (one.due, one.period)))


def _due_of(period: date, steps: tuple[Step, ...], calendar: Calendar) -> date:
    return lines_after(steps, period, calendar)[-1].day if steps else period
