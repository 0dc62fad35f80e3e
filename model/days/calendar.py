"""Calendars of business days: which days are open, which are closed and why, and counting over them.

A calendar answers only for the years it covers. Outside them it refuses with DayError and names both years: it
never falls back to weekends.

>>> fed = named(("US-FED",))
>>> fed.reason_closed(date(1996, 11, 28))
'Thanksgiving Day'
>>> fed.add(date(1996, 11, 27), 1)
datetime.date(1996, 11, 29)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

import msgspec

from model.days.wording import WEEKDAYS
from model.errors import DayError

WEEKENDS: Final = ("SAT_SUN",)
"""Where an instrument names no calendar, working days are Monday to Friday."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The open days of one place or several, from 1 January `first_year` to 31 December `last_year`.

    `weekend` holds weekday numbers, Monday 0. `closures` gives the reason for each day closed besides weekends.
    `words` name it within a sentence, "U.S. federal holidays", where `name` is only its short name.
    Every question is a bisection or two, whatever the distance.
    """

    name: str
    weekend: frozenset[int]
    closures: Mapping[date, str] = field(hash=False, repr=False)
    first_year: int
    last_year: int
    words: str = field(default="", compare=False)
    _days: tuple[date, ...] = field(init=False, repr=False, compare=False)
    _week: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _shut: list[int] = field(init=False, repr=False, compare=False)
    _gaps: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.weekend >= frozenset(range(7)):
            raise DayError(f"The calendar {self.words} has no open day in its week. Leave one day out of its weekend.")
        ready = MappingProxyType(dict(sorted(self.closures.items())))
        open_days = [number for number in range(7) if number not in self.weekend]
        week = tuple(bisect_right(open_days, number) for number in range(7))
        object.__setattr__(self, "closures", ready)
        object.__setattr__(self, "words", self.words or self.name)
        object.__setattr__(self, "_days", tuple(ready))
        object.__setattr__(self, "_week", week)
        shut = [self._weekdays_to(day) for day in ready if day.weekday() not in self.weekend]
        object.__setattr__(self, "_shut", shut)
        object.__setattr__(self, "_gaps", [count - place for place, count in enumerate(shut)])

    def is_open(self, day: date) -> bool:
        """Whether `day` is a business day.

        >>> named(("NYSE",)).is_open(date(2001, 9, 11))
        False
        """
        self._check(day)
        return day.weekday() not in self.weekend and day not in self.closures

    def reason_closed(self, day: date) -> str | None:
        """Why `day` is closed: the name of the closure or of the weekend day; None if it is open.

        >>> named(("US-FED",)).reason_closed(date(1996, 11, 30))
        'Saturday'
        """
        self._check(day)
        if reason := self.closures.get(day):
            return reason
        return WEEKDAYS[day.weekday()] if day.weekday() in self.weekend else None

    def next_open(self, day: date) -> date:
        """`day` itself if it is open, else the first business day after it.

        >>> named(("SAT_SUN",)).next_open(date(1996, 11, 30))
        datetime.date(1996, 12, 2)
        """
        return day if self.is_open(day) else self.add(day, 1)

    def previous_open(self, day: date) -> date:
        """`day` itself if it is open, else the last business day before it.

        >>> named(("SAT_SUN",)).previous_open(date(1996, 12, 1))
        datetime.date(1996, 11, 29)
        """
        return day if self.is_open(day) else self.add(day, -1)

    def add(self, day: date, n: int) -> date:
        """The n-th business day strictly after `day`, or before it where `n` is negative; 0 leaves `day` as it is.

        From a closed day no roll comes first: the next business day is day one (Form 8-K, General Instruction B.1).

        >>> named(("US-FED",)).add(date(2024, 11, 23), 4)
        datetime.date(2024, 11, 29)
        """
        self._check(day)
        if n == 0:
            return day
        opened = self._opened_to(day)
        before_closed = n < 0 and not self.is_open(day)
        return self._opened(opened + n + (1 if before_closed else 0), day)

    def count(self, after: date, through: date) -> int:
        """How many business days lie after the one day, up to and with the other; negative if it is earlier.

        >>> named(("US-FED",)).count(date(1996, 11, 27), date(1996, 12, 2))
        2
        """
        self._check(after)
        self._check(through)
        return self._opened_to(through) - self._opened_to(after)

    def latest_start(self, due: date, working_days: int) -> date:
        """The last day on which work of so many working days can start and still be done by the end of `due`.

        The last day worked counts: one day's work due on a Monday starts on that Monday. Due on a closed day, the
        business day before it is the last one worked. No work at all may start on the due day itself.

        >>> named(("US-FED",)).latest_start(date(1996, 12, 2), 5)
        datetime.date(1996, 11, 25)
        """
        if working_days <= 0:
            self._check(due)
            return due
        return self.add(self.previous_open(due), 1 - working_days)

    def closures_between(self, first: date, last: date) -> list[tuple[date, str]]:
        """Each closure from `first` to `last`, both included, with its reason; plain weekends are not named.

        >>> named(("US-FED",)).closures_between(date(1996, 11, 20), date(1996, 12, 31))
        [(datetime.date(1996, 11, 28), 'Thanksgiving Day'), (datetime.date(1996, 12, 25), 'Christmas Day')]
        """
        self._check(first)
        self._check(last)
        found = self._days[bisect_left(self._days, first) : bisect_right(self._days, last)]
        return [(day, self.closures[day]) for day in found]

    def also_closed(self, closures: Mapping[date, str]) -> Calendar:
        """The same calendar with further dated closures, such as a day of mourning."""
        return replace(self, closures={**self.closures, **closures})

    def together_with(self, other: Calendar) -> Calendar:
        """Closed where either is closed, over the years that both cover; DayError if there are none."""
        first_year, last_year = max(self.first_year, other.first_year), min(self.last_year, other.last_year)
        name, words = f"{self.name} and {other.name}", f"{self.words} and {other.words}"
        if first_year > last_year:
            raise DayError(f"{words} have no year in common. Choose calendars that cover the same years.")
        closures = dict(self.closures)
        for day, reason in other.closures.items():
            known = closures.get(day, reason)
            closures[day] = reason if known == reason else f"{known}; {reason}"
        return Calendar(name, self.weekend | other.weekend, closures, first_year, last_year, words)

    def _check(self, day: date) -> None:
        if not self.first_year <= day.year <= self.last_year:
            raise self._uncovered(day.isoformat())

    def _uncovered(self, what: str) -> DayError:
        return DayError(
            f"The calendar “{self.words}” covers {self.first_year} to {self.last_year}, and {what} lies outside. "
            "Choose a calendar that covers it, or state the day."
        )

    def _weekdays_to(self, day: date) -> int:
        """Days that are no weekend, counted from 1 January of the year 1 (a Monday) to `day`, both included."""
        weeks, number = divmod(day.toordinal() - 1, 7)
        return weeks * self._week[6] + self._week[number]

    def _opened_to(self, day: date) -> int:
        weekdays = self._weekdays_to(day)
        return weekdays - bisect_right(self._shut, weekdays)

    def _opened(self, count: int, asked: date) -> date:
        """The day on which the count of business days reaches `count`: closures are put back, then weekends."""
        weekdays = count + bisect_right(self._gaps, count)
        weeks, rest = divmod(weekdays - 1, self._week[6])
        number = self._week.index(rest + 1)
        try:
            day = date.fromordinal(weeks * 7 + number + 1)
        except (ValueError, OverflowError) as beyond:
            raise self._uncovered(f"the answer counted from {asked.isoformat()}") from beyond
        self._check(day)
        return day


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A ready calendar as kept in `resources/calendars/NAME.json`."""

    words: str
    weekend: tuple[int, ...]
    first_year: int
    last_year: int
    closures: dict[date, str]


_FOLDER: Final = files("resources").joinpath("calendars")


@lru_cache(maxsize=1)
def known_calendars() -> tuple[str, ...]:
    """The names of all calendars that Duly has, in alphabetical order.

    >>> "US-FED" in known_calendars()
    True
    """
    return tuple(sorted(entry.name[:-5] for entry in _FOLDER.iterdir() if entry.name.endswith(".json")))


@lru_cache(maxsize=64)
def named(names: tuple[str, ...]) -> Calendar:
    """The calendar of that name; several together are closed where any of them is closed.

    Together they cover only the years that all of them cover. Raises DayError for a name that is not known, for
    no name at all, and for calendars whose years don't meet.

    >>> both = named(("US-FED", "GB-ENG"))
    >>> both.name, both.reason_closed(date(2024, 8, 26)), both.reason_closed(date(2024, 9, 2))
    ('US-FED and GB-ENG', 'Late Summer Bank Holiday', 'Labor Day')
    >>> named(("MARS",))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    model.errors.DayError: “MARS” is no calendar that Duly has. Choose from CA-AB, CA-BANK-CAL, ...
    """
    if not names:
        raise DayError(f"No calendar is named. Choose from {', '.join(known_calendars())}.")
    first, *others = dict.fromkeys(names)
    calendar = _load(first)
    for name in others:
        calendar = calendar.together_with(_load(name))
    return calendar


@lru_cache(maxsize=256)
def with_closures(names: tuple[str, ...], closures: tuple[tuple[date, str], ...]) -> Calendar:
    """The calendar of those names with further dated closures, kept, so that asking again costs nothing."""
    return named(names).also_closed(dict(closures)) if closures else named(names)


@lru_cache(maxsize=64)
def _load(name: str) -> Calendar:
    if name not in known_calendars():
        raise DayError(f"“{name}” is no calendar that Duly has. Choose from {', '.join(known_calendars())}.")
    table = msgspec.json.decode(_FOLDER.joinpath(f"{name}.json").read_bytes(), type=_Table)
    weekend = frozenset(table.weekend)
    return Calendar(name, weekend, table.closures, table.first_year, table.last_year, table.words)
