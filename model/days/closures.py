"""Where a calendar comes from: its authority, its law, and how its ready table of closures is made.

`resources/calendars/NAME.toml` says what a calendar rests on; `NAME.json` beside it is the ready table that
`model.days.calendar` reads, for building one from the `holidays` package takes some 200 ms and reading it 2 ms.
After a change of a TOML file, `python -m model.days.closures` writes the tables anew; a test holds each table
against its source.
"""

from __future__ import annotations

from datetime import date
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import msgspec

from model.days.calendar import known_calendars
from model.days.wording import WEEKDAYS
from model.errors import DayError


class Origin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to ask of the `holidays` package: a country and its subdivision by categories, or a market."""

    country: str = ""
    subdivision: str = ""
    categories: tuple[str, ...] = ("public",)
    market: str = ""


class Mend(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One dated correction of the origin, with the text it rests on."""

    day: date
    change: Literal["add", "remove"]
    reason: str
    citation: str


class CalendarSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a calendar rests on, as written in its TOML file."""

    title: str
    authority: str
    law: tuple[str, ...]
    note: str
    weekend: tuple[str, ...]
    first_year: int
    last_year: int
    origin: Origin | None = None
    mends: tuple[Mend, ...] = ()


def source_of(name: str) -> CalendarSource:
    """What the calendar of that name rests on. Raises DayError for a name that is not known.

    >>> source_of("US-FED").title
    'United States federal holidays'
    """
    if name not in known_calendars():
        raise DayError(f"“{name}” is no calendar that Duly has. Choose from {', '.join(known_calendars())}.")
    text = files("resources").joinpath("calendars", f"{name}.toml").read_bytes()
    return msgspec.toml.decode(text, type=CalendarSource)


def closures_of(source: CalendarSource) -> dict[date, str]:
    """Every closure of the years covered that is no weekend day, in order, with its reason; mends applied."""
    weekend = _weekend(source)
    found = {} if source.origin is None else _ask(source.origin, source.first_year, source.last_year)
    for mend in source.mends:
        if (mend.day in found) == (mend.change == "add"):
            raise DayError(f"The mend of {mend.day.isoformat()} changes nothing: {mend.citation}")
        if mend.change == "add":
            found[mend.day] = mend.reason
        else:
            del found[mend.day]
    covered = range(source.first_year, source.last_year + 1)
    return {day: found[day] for day in sorted(found) if day.year in covered and day.weekday() not in weekend}


def ready_table(source: CalendarSource) -> bytes:
    """The JSON table of a calendar, one closure to a line, so that a change of law reads as a change of lines."""
    table = {
        "weekend": sorted(_weekend(source)),
        "first_year": source.first_year,
        "last_year": source.last_year,
        "closures": {day.isoformat(): reason for day, reason in closures_of(source).items()},
    }
    return msgspec.json.format(msgspec.json.encode(table), indent=1) + b"\n"


def _weekend(source: CalendarSource) -> set[int]:
    return {WEEKDAYS.index(name) for name in source.weekend}


def _ask(origin: Origin, first_year: int, last_year: int) -> dict[date, str]:
    """Asked a year further on both sides, since New Year's Day may be observed on 31 December."""
    # By name: the package is needed where tables are made, never where Duly runs.
    holidays: Any = import_module("holidays")
    years = range(first_year - 1, last_year + 2)
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


def _write_all() -> None:
    folder = Path(__file__).parents[2] / "resources" / "calendars"
    for source in sorted(folder.glob("*.toml")):
        made = ready_table(msgspec.toml.decode(source.read_bytes(), type=CalendarSource))
        source.with_suffix(".json").write_bytes(made)


if __name__ == "__main__":
    _write_all()
