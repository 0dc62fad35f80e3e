"""Where a calendar comes from: its authority, its law, and how its ready table of closures is made.

`resources/calendars/NAME.toml` says what a calendar rests on; `NAME.json` beside it is the ready table that
`model.days.calendar` reads, for building one from the `holidays` package takes some 200 ms and reading it 2 ms.
After a change of a TOML file, `python -m model.days.closures` writes the tables anew; a test holds each table
against its source.

A table is made in this order: what the origin gives (the `holidays` package or another calendar of Duly), less
the drops, with the holidays that a law lays down by rule, its special days named, and last the dated mends. Each of
these carries the text it rests on, and one that changes nothing is refused: so a gap that the package has since closed
is noticed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import msgspec
from dateutil.easter import easter

from model.days.calendar import known_calendars
from model.days.recurrence import occurrences
from model.days.wording import WEEKDAYS
from model.errors import DayError


class Origin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to start from: a country and its subdivision by categories, a market, or a calendar of Duly."""

    country: str = ""
    subdivision: str = ""
    categories: tuple[str, ...] = ("public",)
    market: str = ""
    calendar: str = ""


class Drop(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A holiday of the origin that the law does not know, in the years from `since` to `until`, both included.

    It is named as the origin names it; its observed days go with it.
    """

    reason: str
    citation: str
    since: int = 1
    until: int = 9999


class Holiday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A holiday that recurs by law: an RFC 5545 rule, or so many days from Easter Sunday.

    `since` and `until` are the first and the last year of it. `saturday` and `sunday` say where it is observed if it
    falls there: on the Friday before, on the Monday after even if that is a holiday already, or on the "next"
    weekday that is none (Boxing Day on a Sunday goes to Tuesday where Christmas Day has taken Monday).
    """

    reason: str
    citation: str
    rule: str = ""
    easter: int | None = None
    since: int = 1900
    until: int = 9999
    saturday: Literal["", "Friday", "Monday", "next"] = ""
    sunday: Literal["", "Monday", "next"] = ""


class Special(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A closure of one day alone that the origin knows: the reason that Duly gives, and the notice it rests on."""

    day: date
    reason: str
    citation: str


class Mend(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One dated correction, with the text it rests on."""

    day: date
    change: Literal["add", "remove"]
    reason: str
    citation: str


class CalendarSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a calendar rests on, as written in its TOML file. `words` name it within a sentence."""

    title: str
    words: str
    authority: str
    law: tuple[str, ...]
    note: str
    weekend: tuple[str, ...]
    first_year: int
    last_year: int
    origin: Origin | None = None
    drops: tuple[Drop, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    specials: tuple[Special, ...] = ()
    mends: tuple[Mend, ...] = ()


def source_of(name: str) -> CalendarSource:
    """What the calendar of that name rests on. Raises DayError for a name that is not known.

    >>> source_of("US-FED").title
    'United States federal holidays'
    """
    if name not in known_calendars():
        raise DayError(f"“{name}” is no calendar that Duly has. Choose from {', '.join(known_calendars())}.")
    return _read(name)


def closures_of(source: CalendarSource) -> dict[date, str]:
    """Every closure of the years covered that is no weekend day, in order, with its reason; all mends applied.

    Raises DayError for a drop, a holiday or a mend that changes nothing, and for a special day that is not there.
    """
    covered = range(source.first_year, source.last_year + 1)
    weekend = _weekend(source)
    found = {} if source.origin is None else _ask(source.origin, source.first_year, source.last_year)
    for drop in source.drops:
        _drop(drop, found)
    _observe(source.holidays, found, range(source.first_year - 1, source.last_year + 2), weekend)
    for special in source.specials:
        _name(special, found)
    for mend in source.mends:
        _mend(mend, found)
    return {day: found[day] for day in sorted(found) if day.year in covered and day.weekday() not in weekend}


def ready_table(source: CalendarSource) -> bytes:
    """The JSON table of a calendar, one closure to a line, so that a change of law reads as a change of lines."""
    table = {
        "words": source.words,
        "weekend": sorted(_weekend(source)),
        "first_year": source.first_year,
        "last_year": source.last_year,
        "closures": {day.isoformat(): reason for day, reason in closures_of(source).items()},
    }
    return msgspec.json.format(msgspec.json.encode(table), indent=1) + b"\n"


def _read(name: str) -> CalendarSource:
    text = files("resources").joinpath("calendars", f"{name}.toml").read_bytes()
    return msgspec.toml.decode(text, type=CalendarSource)


def _weekend(source: CalendarSource) -> set[int]:
    return {WEEKDAYS.index(name) for name in source.weekend}


# ----------------------------------------------------------------------------------------------- origin


def _ask(origin: Origin, first_year: int, last_year: int) -> dict[date, str]:
    """Asked a year further on both sides, since New Year's Day may be observed on 31 December."""
    years = range(first_year - 1, last_year + 2)
    if origin.calendar:
        return _built(origin.calendar, years)
    # By name: the package is needed where tables are made, never where Duly runs.
    holidays: Any = import_module("holidays")
    if origin.market:
        return dict(holidays.financial_holidays(origin.market, years=years, language="en_US"))
    return dict(
        holidays.country_holidays(
            origin.country,
            subdiv=origin.subdivision or None,
            years=years,
            categories=origin.categories,
            language="en_US",
        )
    )


def _built(name: str, years: range) -> dict[date, str]:
    """Another calendar's closures, from its source rather than its table, so that none is ever a change behind."""
    source = _read(name)
    first_year, last_year = max(years[0], source.first_year), min(years[-1], source.last_year)
    return closures_of(msgspec.structs.replace(source, first_year=first_year, last_year=last_year))


def _drop(drop: Drop, found: dict[date, str]) -> None:
    names = (drop.reason, f"{drop.reason} (observed)")
    gone = [day for day, reason in found.items() if reason in names and drop.since <= day.year <= drop.until]
    if not gone:
        raise DayError(f"The drop of {drop.reason} changes nothing: {drop.citation}")
    for day in gone:
        del found[day]


# --------------------------------------------------------------------------------------------- holidays


def _observe(holidays: Iterable[Holiday], found: dict[date, str], years: range, weekend: set[int]) -> None:
    """Put the holidays on their days, and then those that move on the days they move to."""
    moving: list[tuple[date, str, str]] = []
    for holiday in holidays:
        days = list(_days(holiday, years))
        if not days:
            raise DayError(f"{holiday.reason} never falls on a day: {holiday.citation}")
        for day in days:
            if day.weekday() not in weekend:
                found.setdefault(day, holiday.reason)
            elif target := _target(holiday, day):
                moving.append((day, target, holiday.reason))
    for day, target, reason in moving:
        found.setdefault(_moved(day, target, found), f"{reason} (observed)")


def _days(holiday: Holiday, years: range) -> Iterator[date]:
    """A rule counts from 1 January of `since`, so that “every second year” keeps its step whatever is asked."""
    first, last = max(years[0], holiday.since), min(years[-1], holiday.until)
    if holiday.easter is not None:
        yield from (easter(year) + timedelta(holiday.easter) for year in range(first, last + 1))
    elif first <= last:
        found = occurrences(holiday.rule, date(holiday.since, 1, 1), date(last, 12, 31))
        yield from (day for day in found if day.year >= first)


def _target(holiday: Holiday, day: date) -> str:
    return holiday.saturday if WEEKDAYS[day.weekday()] == "Saturday" else holiday.sunday


def _moved(day: date, target: str, found: dict[date, str]) -> date:
    if target == "Friday":
        return day - timedelta(day.weekday() - WEEKDAYS.index(target))
    moved = day + timedelta(7 - day.weekday())
    while target == "next" and moved in found:
        moved += timedelta(1)
    return moved


# ------------------------------------------------------------------------------------------ single days


def _name(special: Special, found: dict[date, str]) -> None:
    if special.day not in found:
        raise DayError(f"{special.day.isoformat()} is not closed: {special.citation}")
    found[special.day] = special.reason


def _mend(mend: Mend, found: dict[date, str]) -> None:
    if (mend.day in found) == (mend.change == "add"):
        raise DayError(f"The mend of {mend.day.isoformat()} changes nothing: {mend.citation}")
    if mend.change == "add":
        found[mend.day] = mend.reason
    else:
        del found[mend.day]


def _write_all() -> None:
    folder = Path(__file__).parents[2] / "resources" / "calendars"
    for source in sorted(folder.glob("*.toml")):
        source.with_suffix(".json").write_bytes(ready_table(_read(source.stem)))


if __name__ == "__main__":
    _write_all()
