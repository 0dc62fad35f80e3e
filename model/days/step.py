"""Deadlines as ordered steps from an anchor: each step gives a day, or a minute, and the line that explains it.

Steps apply strictly in order, each to what the one before it gave.

>>> from model.days.calendar import named
>>> late = (Add(n=45, unit="day"), Roll())
>>> for line in work_out(late, date(2022, 3, 31), named(("US-FED",))):
...     print(say_day(line.day), "|", line.words)
Sun 15 May 2022 | 45 days after Thu 31 Mar 2022
Mon 16 May 2022 | Sun 15 May 2022 is closed (Sunday): moved to the next business day (U.S. federal holidays)
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from model.days.calendar import Calendar
from model.days.hours import after_hours, day_that_counts, promptly
from model.days.iso import FIRST_DAY, LAST_DAY
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
    NextMonthDay,
    NthBusinessDayOfMonth,
    NthWeekday,
    RegFdPromptly,
    Roll,
    Step,
    check_steps,
    excluded,
)
from model.days.saying import passing_over, say_opening, say_place, say_step
from model.days.wording import MONTHS, WEEKDAYS, say_day
from model.errors import DayError

MONDAY: Final = 0
SUNDAY: Final = 6
LEAP_DAY: Final = (2, 29)


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step worked out: the day it gives, and why in one line; `at` is the minute, where it gives one.

    The words stand beside their day and don't say it again.
    """

    day: date
    words: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Where:
    """What the steps are worked out against."""

    calendar: Calendar
    forward_only: Calendar | None
    inaccessible: frozenset[date]


def work_out(
    steps: tuple[Step, ...],
    anchor: date | datetime,
    calendar: Calendar,
    *,
    forward_only: Calendar | None = None,
    inaccessible: frozenset[date] = frozenset(),
) -> tuple[StepLine, ...]:
    """Apply the steps in order; one line each, the last line's day is the result. The anchor is no line.

    `forward_only` holds the holidays that only some rolls look at, `inaccessible` the days on which the office could
    not be reached. Raises DayError where a step says nothing certain, where it needs an hour and has none, where a
    calendar does not cover a day it is asked about, and outside 1900 to 2199.

    >>> from model.days.calendar import named
    >>> month = Add(n=1, unit="month")
    >>> [line.day.isoformat() for line in work_out((month, month), date(1997, 1, 31), named(("NONE",)))]
    ['1997-02-28', '1997-03-28']
    """
    check_steps(steps)
    where = _Where(calendar, forward_only, inaccessible)
    lines: list[StepLine] = []
    reached: date | datetime = anchor
    for step in steps:
        line = _take(step, reached, where)
        lines.append(line)
        reached = line.at or line.day
    return tuple(lines)


def with_opening(lines: tuple[StepLine, ...], opening: StepLine) -> tuple[StepLine, ...]:
    """The lines to the due day, behind the day on which a window opens."""
    words = say_opening(opening.words, in_time=opening.day <= lines[-1].day)
    return (StepLine(opening.day, words, opening.at), *lines)


def _take(step: Step, reached: date | datetime, where: _Where) -> StepLine:
    match step:
        case Cutoff():
            return StepLine(*day_that_counts(step, reached, where.calendar))
        case Hours():
            return _at(*after_hours(step, reached, where.calendar))
        case RegFdPromptly():
            return _at(*promptly(reached, where.calendar))
    day = reached.date() if isinstance(reached, datetime) else reached
    return _move_on(step, day, where)


def _at(at: datetime, words: str) -> StepLine:
    return StepLine(at.date(), words, at)


def _move_on(step: Step, day: date, where: _Where) -> StepLine:
    """A step that knows days only."""
    calendar = where.calendar
    match step:
        case Add():
            return _line(step, day, _add(step, day, calendar))
        case BusinessDays():
            return _count_business_days(step, day, calendar)
        case Roll():
            return _roll(step, day, where)
        case ClearDays():
            return _count_clear_days(step, day, calendar)
        case LastDayOfMonth():
            return _line(step, day, last_of_month(_shift(day, step.months)))
        case NthBusinessDayOfMonth():
            return _nth_business_day(step, day, calendar)
        case CountDays():
            return _count_days(step, day, calendar)
        case LeapYearDays():
            return _line(step, day, _without_leap_days(step.n, day))
        case ExtendIfInaccessible():
            return _extend(day, where)
        case NextMonthDay():
            return _line(step, day, _next_month_day(step, day))
        case NthWeekday():
            return _line(step, day, _nth_weekday(step, day))
        case Fixed():
            return StepLine(step.date or day, "as stated: neither computed nor moved")
        case Cutoff() | Hours() | RegFdPromptly():
            raise AssertionError("a step that needs the hour")


def _line(step: Step, day: date, reached: date, passed: str = "") -> StepLine:
    """The step with the day it counts from, which is not said again where it is the day that it gives."""
    return StepLine(reached, f"{say_step(step)} {say_day(day) if reached != day else 'that day'}{passed}")


def last_of_month(day: date) -> date:
    """The last day of the month in which `day` falls.

    >>> last_of_month(date(1996, 2, 1))
    datetime.date(1996, 2, 29)
    """
    return day.replace(day=monthrange(day.year, day.month)[1])


def _months(step: Add) -> int:
    return step.n * 12 if step.unit == "year" else step.n


def _shift(day: date, months: int) -> date:
    """The day of the same number in a later month, or that month's last day where it has no such number."""
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
        # Where the month has no such number, its last day ends the period already.
        return clipped if clipped.day < day.day else _move(clipped, -1)
    if step.month_end == "sticky" and day == last_of_month(day):
        return last_of_month(clipped)
    if step.month_end == "sticky_business" and day == calendar.previous_open(last_of_month(day)):
        return calendar.previous_open(last_of_month(clipped))
    return clipped


def _count_business_days(step: BusinessDays, day: date, calendar: Calendar) -> StepLine:
    included = step.count == "include_trigger" and calendar.is_open(day)
    nearer = 0 if not included else (-1 if step.n > 0 else 1)
    reached = calendar.add(day, step.n + nearer)
    return _line(step, day, reached, passing_over(day, reached, calendar))


def _count_clear_days(step: ClearDays, day: date, calendar: Calendar) -> StepLine:
    n = step.n + 1 if step.direction == "after" else -step.n - 1
    reached = calendar.add(day, n) if step.skip_non_business else _move(day, n)
    passed = passing_over(day, reached, calendar) if step.skip_non_business else ""
    return _line(step, day, reached, passed)


def _nth_business_day(step: NthBusinessDayOfMonth, day: date, calendar: Calendar) -> StepLine:
    outside = day.replace(day=1) - timedelta(1) if step.n > 0 else last_of_month(day) + timedelta(1)
    reached = calendar.add(outside, step.n)
    if (reached.year, reached.month) != (day.year, day.month):
        month = f"{MONTHS[day.month - 1]} {day.year}"
        raise DayError(f"{month} has no {say_place(step.n)} business day ({calendar.words}). Choose another.")
    return _line(step, day, reached, passing_over(outside, reached, calendar))


def _count_days(step: CountDays, day: date, calendar: Calendar) -> StepLine:
    onward = 1 if step.n > 0 else -1
    reached, left = day, abs(step.n)
    while left:
        reached = _move(reached, onward)
        if not excluded(step, reached) and not (step.skip_non_business and not calendar.is_open(reached)):
            left -= 1
    passed = passing_over(day, reached, calendar) if step.skip_non_business else ""
    return _line(step, day, reached, passed)


def _without_leap_days(n: int, day: date) -> date:
    """The days counted without 29 February: as many more as there are of it on the way."""
    onward = 1 if n > 0 else -1
    reached, left = day, abs(n)
    while left:
        reached = _move(reached, onward)
        if (reached.month, reached.day) != LEAP_DAY:
            left -= 1
    return reached


def _extend(day: date, where: _Where) -> StepLine:
    if day not in where.inaccessible:
        return StepLine(day, "the office could be reached: not moved")
    reached = where.calendar.add(day, 1)
    while reached in where.inaccessible:
        reached = where.calendar.add(reached, 1)
    passed = passing_over(day, reached, where.calendar)
    return StepLine(reached, f"{say_day(day)}: the office could not be reached, moved to the next business day{passed}")


def _next_month_day(step: NextMonthDay, day: date) -> date:
    for year in (day.year, day.year + 1):
        found = date(year, step.month, min(step.day, monthrange(year, step.month)[1]))
        if found > day:
            return _known(found, day)
    raise AssertionError("every month and day comes again within a year")


def _nth_weekday(step: NthWeekday, day: date) -> date:
    onward = 1 if step.n > 0 else -1
    first = onward * (WEEKDAYS.index(step.weekday) - day.weekday()) % 7
    if first == 0 and step.count == "exclude_trigger":
        first = 7
    return _move(day, onward * (first + 7 * (abs(step.n) - 1)))


def _roll(step: Roll, day: date, where: _Where) -> StepLine:
    if step.convention == "none":
        return StepLine(day, "not moved, open or closed")
    calendar = where.calendar
    if step.use_forward_only and where.forward_only is not None:
        calendar = calendar.together_with(where.forward_only)
    reason = calendar.reason_closed(day)
    if reason is None:
        return StepLine(day, f"a business day ({calendar.words}): not moved")
    reached = _rolled(step.convention, day, calendar)
    moved = f"{_say_moved(step.convention, day, reached)} ({calendar.words}){passing_over(day, reached, calendar)}"
    return StepLine(reached, f"{say_day(day)} is closed ({reason}): {moved}")


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
