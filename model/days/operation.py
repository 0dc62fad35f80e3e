"""The steps that a deadline is made of: what each one says, and what makes it unsayable.

Period, month-end policy, roll and calendar are four separate things. Day zero, direction and month-end policy are
data of the rule, never guesses. The JSON form has the operation in `op`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Final, Literal, TypeAlias

from msgspec import Meta, Struct

from model.days.zone import check_zone
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
Weekday: TypeAlias = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
Counting: TypeAlias = Literal["exclude_trigger", "include_trigger"]
Day: TypeAlias = date
Number: TypeAlias = Annotated[int, Meta(ge=-100_000, le=100_000)]


class Add(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="add"):
    """A period from the day before it, which is day zero; negative counts back.

    `month_end` says where a period of months or years ends: `clip`, on the same number, else the last day of the
    month (Dodds v Walker [1981] 1 WLR 1027); `sticky`, a last day of the month stays one (Companies Act 2006
    s.443); `sticky_business`, a last business day stays one; `day_before`, the day before
    that number, or the last day of a month without it (Insolvency (Scotland) Rules 2018 r.1.4(2)(a)(ii)).
    """

    n: Number
    unit: Unit
    month_end: MonthEnd = "clip"


class BusinessDays(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="business_days"):
    """The n-th business day after the day, or before it where `n` is negative.

    `include_trigger`: a trigger that is a business day is itself day one (17 CFR 240.14d-1(g)(3)).
    """

    n: Number
    count: Counting = "exclude_trigger"


class Roll(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="roll"):
    """Where a closed day moves to; an open day stays.

    The modified conventions turn round rather than leave the month. `nearest_fpml` goes back, but forward from a
    Sunday or Monday; `nearest_quantlib` goes to the nearer business day, forward in a tie. `use_forward_only`: the
    days of a second calendar are closed too, as state holidays are for a period after an event (FRCP 6(a)(6)(C)).
    """

    convention: Convention = "following"
    use_forward_only: bool = False


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


class CountDays(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="count_days"):
    """So many days counted one by one from the day after, or back from the day before where `n` is negative.

    `skip_non_business` passes over closed days, as short periods do. `exclude_ranges` passes over stretches of the
    year, each from one month and day to another, both included; one may wrap over the new year, as the seasonal
    recess of the Federal Courts Rules does: `("12-21", "01-07")`.
    """

    n: Number
    skip_non_business: bool = False
    exclude_ranges: tuple[tuple[str, str], ...] = ()


class Cutoff(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="cutoff"):
    """The day that a moment counts for: that day up to `time` in the zone `tz`, else the next business day.

    A moment on a closed day counts for the next business day too (17 CFR 232.13(a)(2)).
    """

    time: str
    tz: str


class Hours(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="hours"):
    """So many hours that really pass, changes of the clock included, told by the clock of the zone `tz`.

    `following_same_time`: on a closed day, the same time on the next business day (FRCP 6(a)(2)(C)).
    """

    n: Number
    tz: str
    roll: Literal["none", "following_same_time", "preceding_same_time"] = "none"


class ExtendIfInaccessible(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="extend_if_inaccessible"
):
    """Off a day on which the office could not be reached, to the next business day on which it could (FRCP 6(a)(3))."""


class RegFdPromptly(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="reg_fd_promptly"
):
    """The later of 24 hours and the start of the next day's trading on the New York Stock Exchange.

    Trading starts at 9:30 in New York, whose clock tells the moment too (17 CFR 243.101(d)).
    """

    tz: Literal["America/New_York"] = "America/New_York"


class LeapYearDays(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="leap_year_days"):
    """So many days of which 29 February is none: it and the day before count as one (N.Y. Gen. Constr. Law 58)."""

    n: Number


class Fixed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="fixed"):
    """A day that is stated, never computed and never moved: `date`, or where it is left out the day itself."""

    date: Day | None = None


class NextMonthDay(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="next_month_day"):
    """The first such day of the year after the day: 1 March after 31 December.

    29 February falls on the 28th where the year has none.
    """

    month: Annotated[int, Meta(ge=1, le=12)]
    day: Annotated[int, Meta(ge=1, le=31)]


class NthWeekday(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="nth_weekday"):
    """The n-th such weekday after the day, or before it where `n` is negative: the first Friday after closing.

    A day that is such a weekday itself is not counted; with `include_trigger` it is day one ("on or after").
    """

    n: Annotated[int, Meta(ge=-60, le=60)]
    weekday: Weekday
    count: Counting = "exclude_trigger"


Step: TypeAlias = (
    Add
    | BusinessDays
    | Roll
    | ClearDays
    | LastDayOfMonth
    | NthBusinessDayOfMonth
    | CountDays
    | Cutoff
    | Hours
    | ExtendIfInaccessible
    | RegFdPromptly
    | LeapYearDays
    | Fixed
    | NextMonthDay
    | NthWeekday
)


def check_steps(steps: tuple[Step, ...]) -> None:
    """Refuse, with DayError, steps that say nothing certain.

    >>> check_steps((Add(n=-1, unit="month", month_end="day_before"),))
    Traceback (most recent call last):
    model.errors.DayError: A period that ends the day before is not defined when counted back. Choose another month end.
    """
    if not steps:
        raise DayError("The deadline has no step. Say how it is counted, for example 45 days.")
    for step in steps:
        match step:
            case Add():
                _check_add(step)
            case BusinessDays(n=0) | NthBusinessDayOfMonth(n=0):
                raise DayError(
                    "0 business days could mean the day itself or the next one. Say at least 1, or use a roll."
                )
            case NthWeekday(n=0):
                raise DayError(f"A {step.weekday} is counted from the first on. Say at least 1.")
            case CountDays():
                _check_ranges(step)
            case Cutoff():
                _check_time(step.time)
                check_zone(step.tz)
            case Hours():
                check_zone(step.tz)
            case NextMonthDay():
                _check_month_day(f"{step.month:02}-{step.day:02}")
            case Fixed() if len(steps) > 1:
                raise DayError("A fixed day is neither computed nor moved. Leave the other steps out.")
            case _:
                pass


def _check_add(step: Add) -> None:
    if step.month_end == "day_before" and step.n <= 0:
        raise DayError("A period that ends the day before is not defined when counted back. Choose another month end.")
    if step.month_end != "clip" and step.unit not in ("month", "year"):
        raise DayError("A month-end policy needs a period of months or years. Leave it out for days and weeks.")


def _check_ranges(step: CountDays) -> None:
    for ends in step.exclude_ranges:
        for end in ends:
            _check_month_day(end)
    if any(excluded(step, day) is False for day in _LEAP_YEAR):
        return
    raise DayError("The days not counted fill the whole year. Leave some of it to count.")


def excluded(step: CountDays, day: date) -> bool:
    """Whether `day` falls in a stretch of the year that is not counted."""
    place = f"{day.month:02}-{day.day:02}"
    for first, last in step.exclude_ranges:
        if first <= last and first <= place <= last:
            return True
        if first > last and (place >= first or place <= last):
            return True
    return False


_LEAP_YEAR: Final = tuple(date(1996, 1, 1) + timedelta(number) for number in range(366))
_TIME: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def _check_time(text: str) -> None:
    if not _TIME.fullmatch(text):
        raise DayError(f"“{text}” is no time of day. Write it as 17:30.")


def _check_month_day(text: str) -> None:
    try:
        date.fromisoformat(f"1996-{text}")
    except ValueError as wrong:
        raise DayError(f"“{text}” is no month and day. Write it as 12-21.") from wrong
