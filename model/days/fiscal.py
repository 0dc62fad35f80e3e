"""Fiscal years and their quarters, by calendar months or of 52 and 53 weeks.

A year of weeks ends on the same weekday each time: the last one of a month, or the one nearest to its end. Its
quarters have 13 weeks each, and the last one takes the fifty-third (Treas. Reg. 1.441-2).

>>> retail = FiscalYear(month=12, ends="nearest weekday", weekday="Saturday")
>>> [say_day(day) for day in period_ends(retail, date(2022, 1, 1), date(2023, 1, 31))]
['Sat 1 Jan 2022', 'Sat 31 Dec 2022']
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from model.days.iso import LAST_DAY
from model.days.operation import Weekday
from model.days.step import last_of_month
from model.days.wording import MONTHS, WEEKDAYS
from model.errors import DayError

QUARTER: Final = timedelta(weeks=13)


class FiscalYear(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """When a company's year ends, and whether its years or its quarters are meant.

    `month end`: on the last day of `month`, or on its `day` where one is given (5 April). `last weekday`: on the
    last such weekday of the month. `nearest weekday`: on the one nearest to the last day of the month, which may
    fall in the next.
    """

    month: Annotated[int, Meta(ge=1, le=12)]
    ends: Literal["month end", "last weekday", "nearest weekday"] = "month end"
    day: Annotated[int, Meta(ge=0, le=31)] = 0
    weekday: Weekday | None = None
    period: Literal["year", "quarter"] = "year"


def check_fiscal(fiscal: FiscalYear) -> None:
    """Refuse, with DayError, a year that does not say when it ends.

    >>> check_fiscal(FiscalYear(month=12, ends="last weekday"))
    Traceback (most recent call last):
    model.errors.DayError: A year of 52 or 53 weeks ends on a weekday. Choose which.
    """
    if fiscal.ends == "month end":
        if fiscal.weekday:
            raise DayError("A year that ends with a month has no weekday. Clear it, or choose a year of weeks.")
        if fiscal.day > (29 if fiscal.month == 2 else last_of_month(date(2001, fiscal.month, 1)).day):
            raise DayError(f"{MONTHS[fiscal.month - 1]} has no day {fiscal.day}. Correct the day.")
        return
    if not fiscal.weekday:
        raise DayError("A year of 52 or 53 weeks ends on a weekday. Choose which.")
    if fiscal.day:
        raise DayError("A year of weeks has no day of the month. Clear the day.")


def period_ends(fiscal: FiscalYear, first: date, through: date) -> tuple[date, ...]:
    """The days on which years or quarters end, from `first` to `through`, both included, in order.

    Raises DayError for a year that does not say when it ends.

    >>> quarters = FiscalYear(month=6, period="quarter")
    >>> [day.isoformat() for day in period_ends(quarters, date(1996, 7, 1), date(1997, 6, 30))]
    ['1996-09-30', '1996-12-31', '1997-03-31', '1997-06-30']
    """
    check_fiscal(fiscal)
    return tuple(day for day in _ends(fiscal, first.year, through.year) if first <= day <= through)


def say_fiscal(fiscal: FiscalYear) -> str:
    """The year in words.

    >>> say_fiscal(FiscalYear(month=12, ends="last weekday", weekday="Friday", period="quarter"))
    'each fiscal quarter; the year ends on the last Friday of December'
    >>> say_fiscal(FiscalYear(month=4, day=5))
    'each fiscal year, ending on 5 April'
    """
    month = MONTHS[fiscal.month - 1]
    if fiscal.ends == "last weekday":
        end = f"on the last {fiscal.weekday} of {month}"
    elif fiscal.ends == "nearest weekday":
        end = f"on the {fiscal.weekday} nearest to the end of {month}"
    else:
        end = f"on {fiscal.day} {month}" if fiscal.day else f"at the end of {month}"
    if fiscal.period == "year":
        return f"each fiscal year, ending {end}"
    return f"each fiscal quarter; the year ends {end}"


@lru_cache(maxsize=256)
def _ends(fiscal: FiscalYear, first_year: int, last_year: int) -> tuple[date, ...]:
    """A year further on both sides, since a year named after one calendar year may end in the next."""
    found: list[date] = []
    for year in range(first_year - 1, min(last_year + 1, LAST_DAY.year) + 1):
        found += [_year_end(fiscal, year)] if fiscal.period == "year" else _quarter_ends(fiscal, year)
    return tuple(found)


def _quarter_ends(fiscal: FiscalYear, year: int) -> list[date]:
    end = _year_end(fiscal, year)
    if fiscal.ends != "month end":
        before = _year_end(fiscal, year - 1)
        return [before + QUARTER * number for number in (1, 2, 3)] + [end]
    months = [fiscal.month - 9, fiscal.month - 6, fiscal.month - 3, fiscal.month]
    return [_in_month(year + (month - 1) // 12, (month - 1) % 12 + 1, fiscal.day) for month in months]


def _year_end(fiscal: FiscalYear, year: int) -> date:
    end = _in_month(year, fiscal.month, fiscal.day)
    if fiscal.weekday is None:
        return end
    back = timedelta((end.weekday() - WEEKDAYS.index(fiscal.weekday)) % 7)
    last = end - back
    if fiscal.ends == "nearest weekday" and back > timedelta(3):
        return last + timedelta(7)
    return last


def _in_month(year: int, month: int, day: int) -> date:
    last = last_of_month(date(year, month, 1))
    return last.replace(day=min(day, last.day)) if day else last
