"""Each ready table says what its source says, and each calendar names its authority and law.

The federal table is also worked out here from the text of the statute, which knows nothing of the `holidays` package.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from importlib.resources import files
from typing import Literal

import msgspec
import pytest

from model.days.calendar import known_calendars, named
from model.days.closures import (
    CalendarSource,
    Drop,
    Holiday,
    Mend,
    Origin,
    Special,
    closures_of,
    ready_table,
    source_of,
)
from model.errors import DayError

ROOT = files("resources").joinpath("calendars")
MONDAY, THURSDAY = 0, 3


def nth(year: int, month: int, weekday: int, n: int) -> date:
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (n - 1))


def observed(day: date) -> date:
    """5 U.S.C. 6103(b)(1) for a Saturday, Executive Order 11582, section 3, for a Sunday."""
    return day + timedelta({5: -1, 6: 1}.get(day.weekday(), 0))


def federal_holidays(year: int) -> set[date]:
    """5 U.S.C. 6103(a) as it stood in that year, from 1971."""
    days = {observed(date(year, month, day)) for month, day in ((1, 1), (7, 4), (12, 25))}
    days |= {nth(year, 2, MONDAY, 3), nth(year, 9, MONDAY, 1), nth(year, 10, MONDAY, 2), nth(year, 11, THURSDAY, 4)}
    days.add(nth(year, 6, MONDAY, 1) - timedelta(7))
    days.add(nth(year, 10, MONDAY, 4) if year < 1978 else observed(date(year, 11, 11)))
    if year >= 1986:
        days.add(nth(year, 1, MONDAY, 3))
    if year >= 2021:
        days.add(observed(date(year, 6, 19)))
    return days


def test_the_federal_table_is_what_the_statute_says() -> None:
    federal = named(("US-FED",))
    by_statute = set().union(*(federal_holidays(year) for year in range(1971, 2101)))
    assert set(federal.closures) == {day for day in by_statute if 1971 <= day.year <= 2099}


@pytest.mark.parametrize("name", known_calendars())
def test_every_ready_table_is_made_from_its_source(name: str) -> None:
    source = source_of(name)
    if source.origin is not None:
        pytest.importorskip("holidays", reason="the package that the closures come from is not installed")
    assert ROOT.joinpath(f"{name}.json").read_bytes() == ready_table(source)


@pytest.mark.parametrize("name", known_calendars())
def test_every_calendar_says_what_it_rests_on(name: str) -> None:
    source = source_of(name)
    calendar = named((name,))
    assert source.title
    assert source.authority
    assert source.note
    assert bool(source.law) == bool(calendar.closures)
    assert (source.first_year, source.last_year) == (calendar.first_year, calendar.last_year)
    cited: list[Drop | Holiday | Special | Mend] = [
        *source.drops, *source.holidays, *source.specials, *source.mends,
    ]  # fmt: skip
    assert all(each.reason and each.citation for each in cited)


def test_no_calendar_lacks_its_source_or_its_table() -> None:
    names = {entry.name for entry in ROOT.iterdir()}
    assert names == {f"{name}.{ending}" for name in known_calendars() for ending in ("json", "toml")}


@pytest.mark.parametrize("name", known_calendars())
def test_closures_are_weekdays_within_the_years_with_a_reason(name: str) -> None:
    calendar = named((name,))
    for day, reason in calendar.closures.items():
        assert day.weekday() not in calendar.weekend
        assert calendar.first_year <= day.year <= calendar.last_year
        assert reason.strip()


def test_what_a_calendar_without_a_source_rests_on_is_refused() -> None:
    with pytest.raises(DayError, match="Choose from"):
        source_of("MARS")


MENDED = CalendarSource(
    title="Mended",
    words="mended days",
    authority="The test",
    law=("None",),
    note="None",
    weekend=("Saturday", "Sunday"),
    first_year=2018,
    last_year=2018,
    mends=(Mend(date(2018, 12, 5), "add", "Day of mourning", "Executive Order 13852"),),
)


def test_a_mend_adds_its_day_with_its_reason() -> None:
    assert closures_of(MENDED) == {date(2018, 12, 5): "Day of mourning"}
    assert json.loads(ready_table(MENDED))["closures"] == {"2018-12-05": "Day of mourning"}


def test_a_mend_takes_its_day_away() -> None:
    pytest.importorskip("holidays", reason="the package that the closures come from is not installed")
    gone = Mend(date(2018, 10, 8), "remove", "Not observed", "The test")
    source = msgspec.structs.replace(MENDED, origin=Origin(country="US"), mends=(*MENDED.mends, gone))
    assert date(2018, 10, 8) not in closures_of(source)
    assert len(closures_of(source)) == 10


@pytest.mark.parametrize(
    "mend",
    [
        Mend(date(2018, 12, 5), "add", "Again", "Twice"),
        Mend(date(2018, 12, 6), "remove", "Nothing there", "Nowhere"),
    ],
)
def test_a_mend_that_changes_nothing_is_refused(mend: Mend) -> None:
    source = msgspec.structs.replace(MENDED, mends=(*MENDED.mends, mend))
    with pytest.raises(DayError, match="changes nothing"):
        closures_of(source)


BARE = msgspec.structs.replace(MENDED, first_year=1996, last_year=2027, mends=())
CHRISTMAS, BOXING = "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=26"


def laid_down(*holidays: Holiday, year: int, source: CalendarSource = BARE) -> list[tuple[str, str]]:
    found = closures_of(msgspec.structs.replace(source, holidays=holidays))
    return [(day.isoformat(), reason) for day, reason in found.items() if day.year == year]


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (1996, ["12-25 Christmas Day", "12-26 Boxing Day"]),
        (2020, ["12-25 Christmas Day", "12-28 Boxing Day (observed)"]),
        (2021, ["12-27 Christmas Day (observed)", "12-28 Boxing Day (observed)"]),
        (2022, ["12-26 Boxing Day", "12-27 Christmas Day (observed)"]),
    ],
)
def test_two_holidays_on_a_weekend_take_the_next_days_that_are_free(year: int, expected: list[str]) -> None:
    christmas = Holiday("Christmas Day", "The law", rule=CHRISTMAS, saturday="next", sunday="next")
    boxing = Holiday("Boxing Day", "The law", rule=BOXING, saturday="next", sunday="next")
    found = laid_down(christmas, boxing, year=year)
    assert [f"{day[5:]} {reason}" for day, reason in found] == expected


@pytest.mark.parametrize(
    ("saturday", "sunday", "year", "expected"),
    [
        ("Friday", "Monday", 2021, [("2021-12-24", "Christmas Day (observed)")]),
        ("Friday", "Monday", 2022, [("2022-12-26", "Christmas Day (observed)")]),
        ("", "Monday", 2021, []),
        ("Monday", "", 2021, [("2021-12-27", "Christmas Day (observed)")]),
        ("Monday", "", 2022, []),
    ],
)
def test_a_holiday_on_a_weekend_moves_as_its_law_says(
    saturday: Literal["", "Friday", "Monday"], sunday: Literal["", "Monday"], year: int, expected: list[tuple[str, str]]
) -> None:
    christmas = Holiday("Christmas Day", "The law", rule=CHRISTMAS, saturday=saturday, sunday=sunday)
    assert laid_down(christmas, year=year) == expected


def test_a_monday_that_is_closed_already_takes_what_moves_to_it() -> None:
    """D.C. Code 28-2701: Inauguration Day of 2013 was a Sunday, and Monday the birthday of Dr. King."""
    king = Holiday("King Day", "The law", rule="FREQ=YEARLY;BYMONTH=1;BYDAY=3MO")
    every_fourth = "FREQ=YEARLY;INTERVAL=4;BYMONTH=1;BYMONTHDAY=20"
    inauguration = Holiday("Inauguration Day", "The law", rule=every_fourth, since=1977, sunday="Monday")
    assert laid_down(king, inauguration, year=2013) == [("2013-01-21", "King Day")]
    assert laid_down(king, inauguration, year=2021) == [("2021-01-18", "King Day"), ("2021-01-20", "Inauguration Day")]


def test_a_holiday_is_kept_from_its_first_year_to_its_last() -> None:
    good_friday = Holiday("Good Friday", "The law", easter=-2, since=1997, until=1998)
    assert [laid_down(good_friday, year=year) for year in (1996, 1997, 1998, 1999)] == [
        [], [("1997-03-28", "Good Friday")], [("1998-04-10", "Good Friday")], [],
    ]  # fmt: skip


def test_new_years_day_of_the_year_after_the_last_is_kept_on_its_friday() -> None:
    new_year = Holiday("New Year's Day", "The law", rule="FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", saturday="Friday")
    short = msgspec.structs.replace(BARE, last_year=2021)
    assert ("2021-12-31", "New Year's Day (observed)") in laid_down(new_year, year=2021, source=short)


def test_a_calendar_rests_on_another_less_what_its_law_does_not_know() -> None:
    pytest.importorskip("holidays", reason="the package that the closures come from is not installed")
    gone = Drop("Juneteenth National Independence Day", "The law", until=2021)
    source = msgspec.structs.replace(BARE, origin=Origin(calendar="US-FED"), drops=(gone,))
    found = closures_of(source)
    federal = named(("US-FED",)).closures
    assert set(federal) - set(found) == {day for day in federal if day.year not in range(1996, 2028)} | {
        date(2021, 6, 18)
    }


def days_cited_alone(source: CalendarSource) -> set[date]:
    """The special days and mends of a calendar and of the one it starts from."""
    own = {one.day for one in source.specials} | {one.day for one in source.mends}
    rests_on = source.origin.calendar if source.origin else ""
    return own | days_cited_alone(source_of(rests_on)) if rests_on else own


@pytest.mark.parametrize("name", known_calendars())
def test_every_closure_of_a_few_years_alone_is_cited_by_its_day_or_by_the_law_that_recurs(name: str) -> None:
    """Storms, mourning, jubilees, elections: what falls in fewer than ten years is special and carries its notice."""
    source = source_of(name)
    years: dict[str, set[int]] = {}
    for day, reason in named((name,)).closures.items():
        years.setdefault(reason.removesuffix(" (observed)"), set()).add(day.year)
    recurring = {holiday.reason for holiday in source.holidays}
    rare = {reason for reason, kept in years.items() if len(kept) < 10 and "; " not in reason} - recurring
    special = days_cited_alone(source)
    found = named((name,)).closures.items()
    assert {day for day, reason in found if reason.removesuffix(" (observed)") in rare} <= special


@pytest.mark.parametrize(
    ("source", "what"),
    [
        (msgspec.structs.replace(BARE, drops=(Drop("Feast", "The law"),)), "drop of Feast changes nothing"),
        (
            msgspec.structs.replace(BARE, holidays=(Holiday("Feast", "The law", easter=0, since=2100),)),
            "Feast never falls on a day",
        ),
        (msgspec.structs.replace(BARE, holidays=(Holiday("Feast", "The law"),)), "no recurrence rule"),
        (
            msgspec.structs.replace(BARE, specials=(Special(date(2018, 12, 5), "Mourning", "The notice"),)),
            "2018-12-05 is not closed: The notice",
        ),
    ],
)
def test_what_changes_nothing_is_refused(source: CalendarSource, what: str) -> None:
    with pytest.raises(DayError, match=what):
        closures_of(source)
