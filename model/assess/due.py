"""Due days: what a deadline works out to, on what is known, and from when its clock runs.

Each day is walked once, and what was met on the way is kept as a :class:`~model.assess.trail.Trail`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from model.assess.spells import ALWAYS, DAY, NEVER
from model.assess.trail import NO_TRAIL, Leg, Trail, settles
from model.days.calendar import Calendar
from model.days.iso import LAST_DAY
from model.days.operation import Convention, Roll, Step
from model.days.recurrence import falls_every_day
from model.days.step import StepLine, work_out
from model.days.wording import say_day, zone_city
from model.docket import Docket
from model.errors import DayError
from model.record.deadline import After, Anchor, Dated, Deadline, Earliest, Every, Latest, On, Start, dated_parts
from model.record.instrument import Instrument, calendars_for, calendars_of
from model.record.obligation import Obligation


class AnchorDay(NamedTuple):
    """The day of an anchor, None while it is not known, the day on which it came to be, and its minute if told."""

    day: date | None
    wakes: date
    at: datetime | None = None


class Occasion(NamedTuple):
    """One occurrence of a series: the day that names it, its due day, and the day on which its window opens.

    ``number`` tells apart those that one day names, where something happened on it more than once.
    """

    period: date
    due: date
    opens: date = ALWAYS
    number: int = 1


FindAnchor = Callable[[Anchor], AnchorDay]
FindCalendar = Callable[[tuple[str, ...]], Calendar]


@lru_cache(maxsize=20_000)
def lines_after(steps: tuple[Step, ...], anchor: date, calendar: Calendar) -> tuple[StepLine, ...]:
    """Each step from the anchor with the day it gives and why. Raises :class:`DayError`."""
    return work_out(steps, anchor, calendar)


# ------------------------------------------------------------------------------------------ one deadline


def trail_of(obligation: Obligation, instrument: Instrument | None, find: FindAnchor, calendar: FindCalendar) -> Trail:
    """The due day of an obligation's deadline with its trail, by what ``find`` knows of its anchors.

    An override stands in for whatever is computed, and then no anchor is waited for.
    """
    trail, override = trail_of_deadline(obligation.deadline, instrument, find, calendar), obligation.override
    return Trail(override.day, legs=trail.legs, computed=trail.due, by_hand=override) if override else trail


def trail_of_deadline(
    deadline: Deadline | None, instrument: Instrument | None, find: FindAnchor, calendar: FindCalendar
) -> Trail:
    """The day that a deadline comes to under an instrument, with its trail."""
    if isinstance(deadline, On | After):
        leg = leg_of(deadline, instrument, find, calendar)
        return Trail(leg.due, leg.wakes, leg.trouble, leg.floor, leg.opens, (leg,), leg.due)
    if isinstance(deadline, Earliest | Latest):
        return _several(deadline, tuple(leg_of(part, instrument, find, calendar) for part in deadline.of))
    return NO_TRAIL


def _several(deadline: Earliest[Anchor] | Latest[Anchor], legs: tuple[Leg, ...]) -> Trail:
    """The earlier or the later of several days. One that cannot be worked out leaves all of them in doubt."""
    known = [leg for leg in legs if leg.due is not None]
    if len(known) < len(legs):
        trouble = next((leg.trouble for leg in legs if leg.due is None and leg.trouble), "")
        if trouble:
            return Trail(None, ALWAYS, trouble, legs=legs)
        if isinstance(deadline, Latest) or not known:
            return Trail(None, NEVER, legs=legs)
    pick = max if isinstance(deadline, Latest) else min
    due = pick(leg.due for leg in known if leg.due)
    floor = pick(leg.floor for leg in known)
    return Trail(due, pick(leg.wakes for leg in known), floor=floor, legs=legs, computed=due)


def leg_of(part: Dated, instrument: Instrument | None, find: FindAnchor, calendar: FindCalendar) -> Leg:
    """One day of a deadline. What goes wrong is its trouble, and nothing is raised."""
    if isinstance(part, On):
        return _stated(part, instrument, calendar)
    anchor = find(part.anchor)
    floor, zero = part.not_earlier_than or ALWAYS, anchor.at or anchor.day
    if zero is None:
        return Leg(part, None, None, NEVER, floor)
    try:
        counted_by = calendar(calendars_for(part, instrument))
    except DayError as error:
        return Leg(part, zero, None, trouble=str(error))
    zone = part.zone or (instrument.zone if instrument else "")
    return _counted(part, zero, instrument.roll if instrument else "none", counted_by, anchor.wakes, zone)


def _stated(part: On, instrument: Instrument | None, calendar: FindCalendar) -> Leg:
    """A day as the source states it, rolled by the instrument.

    The last day in time before a day that is itself too late is not rolled: it could land on the very day.
    """
    day, roll = part.day.on, None
    due = day - DAY if part.strictly_before else day
    if not (part.strictly_before or instrument is None or instrument.roll == "none"):
        try:
            roll = _rolled(day, (), instrument.roll, calendar(calendars_of(instrument)))
        except DayError as error:
            return Leg(part, day, None, trouble=str(error))
        due = roll.day if roll else day
    floor, trouble = _floor(part, due)
    return Leg(part, day, due, floor, floor, roll=roll, trouble=trouble)


def _counted(
    part: After[Anchor] | Every,
    zero: date,
    roll: Convention,
    calendar: Calendar,
    wakes: date = ALWAYS,
    zone: str = "",
) -> Leg:
    """Steps from day zero, the roll of the instrument, and where a window opens from the same day zero."""
    lines: tuple[StepLine, ...] = ()
    try:
        lines = _told_in(zone, lines_after(part.steps, zero, calendar)) if part.steps else ()
        day = lines[-1].day if lines else zero
        rolled = _rolled(day, part.steps, roll, calendar)
    except DayError as error:
        return Leg(part, zero, None, lines=lines, trouble=str(error))
    due = rolled.day if rolled else day
    opens, opening, trouble = _opening(part.opens, zero, due, calendar) if part.opens else (ALWAYS, (), "")
    floor, odd = _floor(part, due) if isinstance(part, After) else (ALWAYS, "")
    floor = max(floor, opens)
    return Leg(part, zero, due, max(wakes, floor), floor, opens, lines, rolled, opening, odd or trouble)


def _floor(part: Dated, due: date) -> tuple[date, str]:
    """The day before which it may not be done, and what is wrong with it: one after the due day is set aside."""
    floor = part.not_earlier_than or ALWAYS
    if floor <= due:
        return floor, ""
    wrong = f"“Not earlier than” {say_day(floor)} lies after the due day, {say_day(due)}: it is set aside."
    return ALWAYS, f"{wrong} Correct one of the two."


def _told_in(zone: str, lines: tuple[StepLine, ...]) -> tuple[StepLine, ...]:
    """The lines, the last of which is due on the day that its hour is in the zone of the obligation."""
    *before, last = lines
    if not zone or last.at is None:
        return lines
    from zoneinfo import ZoneInfo

    day = last.at.astimezone(ZoneInfo(zone)).date()
    if day == last.day:
        return lines
    words = f"{last.words}, which is {say_day(day)} in {zone_city(zone)}"
    return (*before, StepLine(day, words, last.at))


def _rolled(day: date, steps: tuple[Step, ...], roll: Convention, calendar: Calendar) -> StepLine | None:
    """Where the instrument moves a day by its own convention, or leaves it; None where it has no say.

    This alone decides what the instrument's roll does: it has none, or a step has said already how the day rolls.
    """
    if roll == "none" or settles(steps):
        return None
    return lines_after((Roll(convention=roll),), day, calendar)[-1]


def _opening(
    opens: tuple[Step, ...], zero: date, due: date, calendar: Calendar
) -> tuple[date, tuple[StepLine, ...], str]:
    """The day on which a window opens with the lines to it, and what is wrong with it.

    One that cannot be worked out, or would open after the due day, is set aside, and said: the due day stands.
    """
    try:
        lines = lines_after(opens, zero, calendar)
    except DayError as error:
        return ALWAYS, (), f"{error} The window is set aside."
    day = lines[-1].day
    if day <= due:
        return day, lines, ""
    trouble = f"The window would open on {say_day(day)}, after the due day of {say_day(due)}: it is set aside."
    return ALWAYS, lines, trouble


def start_of(start: Start, find: FindAnchor) -> date:
    """The day on which what starts an obligation has happened, or NEVER."""
    days = [found.day if found.day is not None else NEVER for found in map(find, start.of)]
    return min(days) if start.pick == "earlier" else max(days)


def counting_calendar(docket: Docket, obligation: Obligation) -> Calendar:
    """The calendar that a deadline counts by: of several days that of the first that counts, else its instrument's.

    Raises :class:`DayError` where no calendar can say.
    """
    deadline, instrument = obligation.deadline, docket.instruments.get(obligation.instrument or "")
    parts = (deadline,) if isinstance(deadline, Every) else dated_parts(deadline)
    counted = next((part for part in parts if isinstance(part, After | Every)), None)
    return docket.calendar(calendars_for(counted, instrument) if counted else calendars_of(instrument))


# ---------------------------------------------------------------------------------------------- series

YEARS_AHEAD = 6
"""How many years ahead the next occurrence is looked for."""


def horizon(day: date) -> date:
    """How far ahead occurrences are asked for, the same for all days of a year so that answers can be kept."""
    return date(min(day.year + YEARS_AHEAD, LAST_DAY.year), 12, 31)


def occasions_of(docket: Docket, node: Obligation, through: date) -> tuple[Occasion, ...]:
    """The occurrences of a recurring obligation whose period falls by ``through``, by due day; else none.

    What is not owed is left out. In a series for every day, or every weekday, a closed day has no occurrence of its own
    where it would only move. Raises :class:`DayError` where they cannot be worked out.
    """
    series = node.deadline
    if not isinstance(series, Every):
        return ()
    periods, roll = docket.periods(series, through), _roll_of(docket, node)
    event = docket.events.get(series.event) if series.event else None
    again = event is not None and event.again
    if roll == "none" and not (series.steps or series.opens or series.changed):
        return (
            numbered(Occasion(period, period) for period in periods)
            if again
            else tuple(Occasion(period, period) for period in periods)
        )
    found = _occasions(series, periods, roll, _calendar_of(docket, node, series))
    return numbered(found) if again else found


def numbered(occasions: Iterable[Occasion]) -> tuple[Occasion, ...]:
    """Occurrences with those of one day numbered, in their order."""
    count: Counter[date] = Counter()
    found = []
    for one in occasions:
        count[one.period] += 1
        found.append(one if count[one.period] == 1 else one._replace(number=count[one.period]))
    return tuple(found)


def trail_of_occurrence(docket: Docket, node: Obligation, period: date) -> Trail:
    """The trail of the occurrence that ``period`` names. What its own change sets by hand stands in for the count."""
    series = node.deadline
    if not isinstance(series, Every):
        return NO_TRAIL
    leg = _counted(series, period, _roll_of(docket, node), _calendar_of(docket, node, series))
    change = next((change for change in series.changed if change.occurrence == period), None)
    if change is not None:
        return Trail(change.due, legs=(leg,), computed=leg.due, by_hand=change)
    return Trail(leg.due, leg.wakes, leg.trouble, leg.floor, leg.opens, (leg,), leg.due)


def _roll_of(docket: Docket, node: Obligation) -> Convention:
    """How the instrument rolls an occurrence; test days it leaves alone: a fiscal quarter ends on a Sunday too."""
    instrument = docket.instruments.get(node.instrument or "")
    return "none" if instrument is None or node.continuing else instrument.roll


def _calendar_of(docket: Docket, node: Obligation, series: Every) -> Calendar:
    return docket.calendar(calendars_for(series, docket.instruments.get(node.instrument or "")))


@lru_cache(maxsize=4_096)
def _occasions(series: Every, periods: tuple[date, ...], roll: Convention, calendar: Calendar) -> tuple[Occasion, ...]:
    changed = {change.occurrence: change.due for change in series.changed}
    found = []
    only_rolled = isinstance(series.steps[0], Roll) if len(series.steps) == 1 else not series.steps and roll != "none"
    by_the_day = only_rolled and falls_every_day(series.rule)
    for period in periods:
        if by_the_day and period not in changed and not calendar.is_open(period):
            # What is owed each day is owed once on the day to which a closed one would move.
            continue
        if period in changed:
            # A day set by hand sets the window aside, as an override does.
            due, opens = changed[period], ALWAYS
        else:
            leg = _counted(series, period, roll, calendar)
            if leg.due is None:
                raise DayError(leg.trouble)
            due, opens = leg.due, leg.opens
        if due is not None:
            found.append(Occasion(period, due, opens))
    return tuple(sorted(found, key=lambda one: (one.due, one.period)))
