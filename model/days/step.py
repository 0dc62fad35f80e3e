"""Deadlines as ordered steps from an anchor: each step gives a day and the line that explains it.

Period, month-end policy, roll and calendar are four separate things. Day zero, direction and month-end policy are
data of the rule, never guesses. The JSON form has the operation in `op`.

>>> from model.days.calendar import named
>>> late = (Add(n=45, unit="day"), Roll())
>>> for line in work_out(late, date(2022, 3, 31), named(("US-FED",))):
...     print(say_day(line.day), "|", line.words)
Sun 15 May 2022 | 45 days after Thu 31 Mar 2022
Mon 16 May 2022 | Sun 15 May 2022 is closed in US-FED (Sunday): moved to the next business day
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Final, Literal, TypeAlias

from dateutil.relativedelta import relativedelta
from msgspec import Meta, Struct

from model.days.calendar import Calendar
from model.days.iso import FIRST_DAY, LAST_DAY
from model.days.wording import MONTHS, say_count, say_day, say_ordinal
from model.errors import DayError

Unit: TypeAlias = Literal["day", "week", "month", "year"]
MonthEnd: TypeAlias = Literal["clip", "sticky", "sticky_business", "day_before"]
Convention: TypeAlias = Literal[
    "following",
    "preceding",
    "modified_following",
    "modified_preceding",
    "nearest_fpml",
    "nearest_quantlib",
    "none",
]
MONDAY: Final = 0
SUNDAY: Final = 6

Number: TypeAlias = Annotated[int, Meta(ge=-100_000, le=100_000)]


class Add(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="add"):
    """A period from the day before it, which is day zero; negative counts back.

    `month_end` says where a period of months or years ends: `clip`, on the same number, else the last day of the
    month (Dodds v Walker [1981] 1 WLR 1027); `sticky`, a last day of the month stays one (Companies Act 2006
    s.443); `sticky_business`, a last business day stays one; `day_before`, the day before that of `clip`.
    """

    n: Number
    unit: Unit
    month_end: MonthEnd = "clip"


class BusinessDays(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="business_days"):
    """The n-th business day after the day, or before it where `n` is negative.

    `include_trigger`: a trigger that is a business day is itself day one (17 CFR 240.14d-1(g)(3)).
    """

    n: Number
    count: Literal["exclude_trigger", "include_trigger"] = "exclude_trigger"


class Roll(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="roll"):
    """Where a closed day moves to; an open day stays.

    The modified conventions turn round rather than leave the month. `nearest_fpml` goes back, but forward from a
    Sunday or Monday; `nearest_quantlib` goes to the nearer business day, forward in a tie.
    """

    convention: Convention = "following"


class ClearDays(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="clear_days"):
    """So many whole days between the two ends, neither end counted (CPR 2.8).

    `skip_non_business` counts business days only, and then the answer is one.
    """

    n: Annotated[int, Meta(ge=0, le=100_000)]
    direction: Literal["before", "after"]
    skip_non_business: bool = False


class LastDayOfMonth(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="last_day_of_month"
):
    """The last day of the month that lies so many months on; 0 is the month of the day itself."""

    months: Number = 0


class NthBusinessDayOfMonth(
    Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag_field="op",
    tag="nth_business_day_of_month",
):
    """The n-th business day of the month in which the day falls; -1 is the last."""

    n: Annotated[int, Meta(ge=-23, le=23)]


Step: TypeAlias = Add | BusinessDays | Roll | ClearDays | LastDayOfMonth | NthBusinessDayOfMonth


@dataclass(frozen=True, slots=True)
class Line:
    """One step worked out: the day it gives, and why in one line."""

    day: date
    words: str


def check_steps(steps: tuple[Step, ...]) -> None:
    """Refuse, with DayError, steps that say nothing certain.

    >>> check_steps((Add(n=-1, unit="month", month_end="day_before"),))
    Traceback (most recent call last):
    model.errors.DayError: A period that ends the day before is not defined when counted back. Choose another month end.
    """
    if not steps:
        raise DayError("The deadline has no step. Say how it is counted, for example 45 days.")
    for step in steps:
        if isinstance(step, Add) and step.month_end == "day_before" and step.n <= 0:
            raise DayError(
                "A period that ends the day before is not defined when counted back. Choose another month end."
            )
        if isinstance(step, Add) and step.month_end != "clip" and step.unit not in ("month", "year"):
            raise DayError("A month-end policy needs a period of months or years. Leave it out for days and weeks.")
        if isinstance(step, BusinessDays | NthBusinessDayOfMonth) and step.n == 0:
            raise DayError("0 business days could mean the day itself or the next one. Say at least 1, or use a roll.")


def work_out(steps: tuple[Step, ...], anchor: date, calendar: Calendar) -> tuple[Line, ...]:
    """Apply the steps in order; one line each, the last line's day is the result. The anchor is no line.

    Months and years that follow each other directly count from where the first began, so that 31 January, one
    month and one month more, is 31 March. Raises DayError where a step says nothing certain, where the calendar
    does not cover a day it is asked about, and outside 1900 to 2199.

    >>> from model.days.calendar import named
    >>> month = Add(n=1, unit="month")
    >>> [line.day.isoformat() for line in work_out((month, month), date(1997, 1, 31), named(("NONE",)))]
    ['1997-02-28', '1997-03-31']
    """
    check_steps(steps)
    lines: list[Line] = []
    base, months, day = anchor, 0, anchor
    for step in steps:
        if isinstance(step, Add) and step.unit in ("month", "year") and step.month_end == "clip":
            months += _months(step)
            line = Line(_shift(base, months), f"{_say_step(step)} {say_day(day)}")
        else:
            line = _take(step, day, calendar)
            base, months = line.day, 0
        lines.append(line)
        day = line.day
    return tuple(lines)


def say_steps(steps: tuple[Step, ...], anchor: str = "") -> str:
    """The steps in plain words, with the anchor's name in its place where one is given.

    >>> say_steps((Add(n=45, unit="day"),)), say_steps((BusinessDays(n=4),)), say_steps((Add(n=-10, unit="day"),))
    ('45 days after', '4 business days after', '10 days before')
    >>> say_steps((Add(n=45, unit="day"), Roll()), "quarter end")
    '45 days after quarter end, then to the next business day if closed'
    >>> say_steps((Roll(),), "31 December")
    '31 December, to the next business day if closed'
    """
    said = [_say_step(step) for step in steps]
    if anchor and steps:
        said[0] = f"{anchor}, {said[0]}" if isinstance(steps[0], Roll) else f"{said[0]} {anchor}"
    return ", then ".join(said)


def _take(step: Step, day: date, calendar: Calendar) -> Line:
    match step:
        case Add():
            return Line(_add(step, day, calendar), f"{_say_step(step)} {say_day(day)}")
        case BusinessDays():
            return _count_business_days(step, day, calendar)
        case Roll():
            return _roll(step, day, calendar)
        case ClearDays():
            return _count_clear_days(step, day, calendar)
        case LastDayOfMonth():
            return Line(last_of_month(_shift(day, step.months)), f"{_say_step(step)} {say_day(day)}")
        case NthBusinessDayOfMonth():
            return _nth_business_day(step, day, calendar)


def _say_step(step: Step) -> str:
    match step:
        case Add(n=0):
            return "on"
        case Add():
            return _say_add(step)
        case BusinessDays():
            counted = ", the first day counted," if step.count == "include_trigger" else ""
            return f"{say_count(abs(step.n), 'business day')}{counted} {_side(step.n)}"
        case Roll():
            return _ROLLS[step.convention]
        case ClearDays():
            noun = "clear business day" if step.skip_non_business else "clear day"
            return f"{say_count(step.n, noun)} {step.direction}"
        case LastDayOfMonth():
            return _say_last_day(step.months)
        case NthBusinessDayOfMonth():
            return f"on the {_say_place(step.n)} business day of the month of"


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


def _side(n: int) -> str:
    return "after" if n > 0 else "before"


def _say_add(step: Add) -> str:
    return f"{say_count(abs(step.n), step.unit)}{_MONTH_ENDS[step.month_end]} {_side(step.n)}"


def _say_place(n: int) -> str:
    if n > 0:
        return say_ordinal(n)
    return "last" if n == -1 else f"{say_ordinal(-n)} last"


def _say_last_day(months: int) -> str:
    if months == 0:
        return "on the last day of the month of"
    return f"on the last day of the month {say_count(abs(months), 'month')} {_side(months)}"


def last_of_month(day: date) -> date:
    """The last day of the month in which `day` falls.

    >>> last_of_month(date(1996, 2, 1))
    datetime.date(1996, 2, 29)
    """
    return day.replace(day=monthrange(day.year, day.month)[1])


def _months(step: Add) -> int:
    return step.n * 12 if step.unit == "year" else step.n


def _shift(day: date, months: int) -> date:
    """The same number so many months on, else the last day of that month."""
    try:
        return _known(day + relativedelta(months=months), day)
    except (ValueError, OverflowError) as beyond:
        raise _too_far(day) from beyond


def _move(day: date, days: int) -> date:
    try:
        return _known(day + timedelta(days), day)
    except OverflowError as beyond:
        raise _too_far(day) from beyond


def _known(day: date, start: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise _too_far(start)
    return day


def _too_far(day: date) -> DayError:
    return DayError(f"Counted from {say_day(day)}, the deadline falls outside the years Duly knows, 1900 to 2199.")


def _add(step: Add, day: date, calendar: Calendar) -> date:
    if step.unit in ("day", "week"):
        return _move(day, step.n * (7 if step.unit == "week" else 1))
    clipped = _shift(day, _months(step))
    if step.month_end == "day_before":
        return _move(clipped, -1)
    if step.month_end == "sticky" and day == last_of_month(day):
        return last_of_month(clipped)
    if step.month_end == "sticky_business" and day == calendar.previous_open(last_of_month(day)):
        return calendar.previous_open(last_of_month(clipped))
    return clipped


def _count_business_days(step: BusinessDays, day: date, calendar: Calendar) -> Line:
    included = step.count == "include_trigger" and calendar.is_open(day)
    nearer = 0 if not included else (-1 if step.n > 0 else 1)
    reached = calendar.add(day, step.n + nearer)
    words = f"{_say_step(step)} {say_day(day)}{_passing_over(day, reached, calendar)}"
    return Line(reached, words)


def _count_clear_days(step: ClearDays, day: date, calendar: Calendar) -> Line:
    n = step.n + 1 if step.direction == "after" else -step.n - 1
    reached = calendar.add(day, n) if step.skip_non_business else _move(day, n)
    passed = _passing_over(day, reached, calendar) if step.skip_non_business else ""
    return Line(reached, f"{_say_step(step)} {say_day(day)}{passed}")


def _nth_business_day(step: NthBusinessDayOfMonth, day: date, calendar: Calendar) -> Line:
    outside = day.replace(day=1) - timedelta(1) if step.n > 0 else last_of_month(day) + timedelta(1)
    reached = calendar.add(outside, step.n)
    if (reached.year, reached.month) != (day.year, day.month):
        month = f"{MONTHS[day.month - 1]} {day.year}"
        raise DayError(f"{month} has no {_say_place(step.n)} business day in {calendar.name}. Choose another.")
    return Line(reached, f"{_say_step(step)} {say_day(day)}{_passing_over(outside, reached, calendar)}")


def _passing_over(day: date, reached: date, calendar: Calendar) -> str:
    """The named closures between the two days, neither included; weekends go without saying."""
    passed = calendar.closures_between(min(day, reached), max(day, reached))
    named = [f"{say_day(closed)} ({reason})" for closed, reason in passed if closed != day]
    if len(named) > 4:
        return f", passing over {say_count(len(named), 'closure')} of {calendar.name}"
    return f", passing over {', '.join(named)}" if named else ""


def _roll(step: Roll, day: date, calendar: Calendar) -> Line:
    if step.convention == "none":
        return Line(day, f"{say_day(day)} is not moved, open or closed")
    reason = calendar.reason_closed(day)
    if reason is None:
        return Line(day, f"{say_day(day)} is a business day in {calendar.name}: not moved")
    reached = _rolled(step.convention, day, calendar)
    moved = _say_moved(step.convention, day, reached)
    return Line(reached, f"{say_day(day)} is closed in {calendar.name} ({reason}): {moved}")


def _rolled(convention: Convention, day: date, calendar: Calendar) -> date:
    if convention == "preceding":
        return calendar.previous_open(day)
    if convention == "modified_preceding":
        before = calendar.previous_open(day)
        return before if before.month == day.month else calendar.next_open(day)
    after = calendar.next_open(day)
    if convention == "modified_following":
        return after if after.month == day.month else calendar.previous_open(day)
    if convention == "nearest_fpml":
        return after if day.weekday() in (SUNDAY, MONDAY) else calendar.previous_open(day)
    if convention == "nearest_quantlib":
        before = calendar.previous_open(day)
        return after if after - day <= day - before else before
    return after


def _say_moved(convention: Convention, day: date, reached: date) -> str:
    if convention == "modified_following" and reached < day:
        return "the next business day is in another month, so moved to the business day before"
    if convention == "modified_preceding" and reached > day:
        return "the business day before is in another month, so moved to the next one"
    return "moved to the next business day" if reached > day else "moved to the business day before"
