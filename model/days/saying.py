"""Steps in plain words."""

from __future__ import annotations

from datetime import date
from typing import Final

from model.days.calendar import Calendar
from model.days.operation import (
    Add,
    BusinessDays,
    ClearDays,
    Convention,
    CountDays,
    Cutoff,
    ExtendIfInaccessible,
    Fixed,
    Hours,
    LastDayOfMonth,
    LeapYearDays,
    MonthEnd,
    NextMonthDay,
    NthBusinessDayOfMonth,
    NthWeekday,
    RegFdPromptly,
    Roll,
    Step,
)
from model.days.wording import MONTHS, say_count, say_day, say_ordinal, zone_city


def say_steps(steps: tuple[Step, ...], anchor: str = "") -> str:
    """The steps in plain words, with the anchor's name in its place where one is given.

    >>> say_steps((Add(n=45, unit="day"),)), say_steps((BusinessDays(n=4),)), say_steps((Add(n=-10, unit="day"),))
    ('45 days after', '4 business days after', '10 days before')
    >>> say_steps((Add(n=45, unit="day"), Roll()), "quarter end")
    '45 days after quarter end, then to the next business day if closed'
    >>> say_steps((Roll(),), "31 December")
    '31 December, to the next business day if closed'
    """
    said = [say_step(step) for step in steps]
    if anchor and steps:
        said[0] = f"{anchor}, {said[0]}" if isinstance(steps[0], MOVES) else f"{said[0]} {anchor}"
    return ", then ".join(said)


MOST_NAMED: Final = 12


def say_opening(words: str, *, in_time: bool) -> str:
    """Where a window opens, by the ``words`` of its last step; one that opens after the due day is set aside."""
    if in_time:
        return f"the window opens, that day in time: {words}"
    return f"the window would open after the due day and is set aside: {words}"


def passing_over(day: date, reached: date, calendar: Calendar) -> str:
    """The named closures between the two days, neither included; weekends go without saying.

    >>> from model.days.calendar import named
    >>> passing_over(date(2014, 8, 30), date(2014, 9, 2), named(("US-FED",)))
    ', passing over Mon 1 Sep 2014 (Labor Day)'
    """
    passed = calendar.closures_between(min(day, reached), max(day, reached))
    named = [f"{say_day(closed)} ({reason})" for closed, reason in passed if closed not in (day, reached)]
    if len(named) > MOST_NAMED:
        shown = f"{', '.join(named[:MOST_NAMED])} and {len(named) - MOST_NAMED} more"
        return f", passing over {say_count(len(named), 'closure')} ({calendar.words}): {shown}"
    return f", passing over {', '.join(named)}" if named else ""


MOVES: Final = (Roll, Cutoff, ExtendIfInaccessible, Fixed)
"""Steps that are said of a day, not of a distance from it."""


def say_step(step: Step) -> str:
    """One step in words that its anchor can follow."""
    match step:
        case Add(n=0):
            return "on"
        case Add():
            return _say_add(step)
        case BusinessDays():
            counted = ", the first day counted," if step.count == "include_trigger" else ""
            return f"{say_count(abs(step.n), 'business day')}{counted} {_side(step.n)}"
        case Roll():
            return _ROLLS[step.convention] + (", state holidays included" if step.use_forward_only else "")
        case ClearDays():
            noun = "clear business day" if step.skip_non_business else "clear day"
            return f"{say_count(step.n, noun)} {step.direction}"
        case LastDayOfMonth():
            return _say_last_day(step.months)
        case NthBusinessDayOfMonth():
            return f"on the {say_place(step.n)} business day of the month of"
        case _:
            return _say_rarer(step)


def _say_rarer(
    step: CountDays
    | Cutoff
    | Hours
    | ExtendIfInaccessible
    | RegFdPromptly
    | LeapYearDays
    | Fixed
    | NextMonthDay
    | NthWeekday,
) -> str:
    match step:
        case CountDays():
            return f"{say_count(abs(step.n), 'day')}{_say_not_counted(step)} {_side(step.n)}"
        case Cutoff():
            return f"the same day until {step.time} in {zone_city(step.tz)}, else the next business day"
        case Hours():
            return f"{say_count(abs(step.n), 'hour')}{_HOURS[step.roll]} {_side(step.n)}"
        case ExtendIfInaccessible():
            return "to the next business day if the office could not be reached"
        case RegFdPromptly():
            return "the later of 24 hours and the next opening of the New York Stock Exchange after"
        case LeapYearDays():
            return f"{say_count(abs(step.n), 'day')}, 29 February not counted, {_side(step.n)}"
        case Fixed():
            return f"on {say_day(step.date)}, as stated," if step.date else "on the day stated"
        case NextMonthDay():
            return f"on the next {step.day} {MONTHS[step.month - 1]} after"
        case NthWeekday():
            return f"on {say_nth_weekday(step)}"


def say_nth_weekday(step: NthWeekday) -> str:
    """The weekday with its side, which a day or an event can follow.

    >>> say_nth_weekday(NthWeekday(n=2, weekday="Wednesday"))
    'the 2nd Wednesday after'
    >>> say_nth_weekday(NthWeekday(n=-1, weekday="Friday", count="include_trigger"))
    'the last Friday on or before'
    """
    place = "last" if step.n == -1 else say_ordinal(abs(step.n))
    return f"the {place} {step.weekday} {'on or ' if step.count == 'include_trigger' else ''}{_side(step.n)}"


_ROLLS: Final[dict[Convention, str]] = {
    "following": "to the next business day if closed",
    "preceding": "to the business day before if closed",
    "modified_following": "to the next business day of the same month if closed, else the one before",
    "modified_preceding": "to the business day before in the same month if closed, else the next one",
    "nearest_fpml": "to the business day before if closed, or the next one from a Sunday or Monday",
    "nearest_quantlib": "to the nearest business day if closed, the later in a tie",
    "none": "not moved if closed",
}

_MONTH_ENDS: Final[dict[MonthEnd, str]] = {
    "clip": "",
    "sticky": ", month end to month end,",
    "sticky_business": ", last business day to last business day,",
    "day_before": ", less a day,",
}


_HOURS: Final = {
    "none": "",
    "following_same_time": ", to the same time on the next business day if closed,",
    "preceding_same_time": ", to the same time on the business day before if closed,",
}


def _say_not_counted(step: CountDays) -> str:
    left_out = ["closed days"] if step.skip_non_business else []
    left_out += [f"{_say_month_day(first)} to {_say_month_day(last)}" for first, last in step.exclude_ranges]
    return f", {' and '.join(left_out)} not counted," if left_out else ""


def _say_month_day(text: str) -> str:
    return f"{int(text[3:])} {MONTHS[int(text[:2]) - 1]}"


def _side(n: int) -> str:
    return "after" if n > 0 else "before"


def _say_add(step: Add) -> str:
    return f"{say_count(abs(step.n), step.unit)}{_MONTH_ENDS[step.month_end]} {_side(step.n)}"


def say_place(n: int) -> str:
    """A place among the business days of a month: 5th, last, 2nd last."""
    if n > 0:
        return say_ordinal(n)
    return "last" if n == -1 else f"{say_ordinal(-n)} last"


def _say_last_day(months: int) -> str:
    if months == 0:
        return "on the last day of the month of"
    return f"on the last day of the month {say_count(abs(months), 'month')} {_side(months)}"
