"""Calendars answer for the years they cover, say why a day is closed, and count as a person would with a diary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.days.calendar import Calendar, known_calendars, named
from model.days.iso import FIRST_DAY, LAST_DAY
from model.errors import DayError

FED = named(("US-FED",))
REAL = ("US-FED", "NYSE", "GB-ENG")
ONE = timedelta(1)

calendars = st.sampled_from([named((name,)) for name in known_calendars()] + [named(REAL)])


@st.composite
def asked(draw: st.DrawFn) -> tuple[Calendar, date]:
    """Any calendar that Duly has, and a day far enough within its years for every count below."""
    calendar = draw(calendars)
    return calendar, draw(st.dates(date(calendar.first_year + 2, 1, 1), date(calendar.last_year - 3, 12, 31)))


@st.composite
def own_calendars(draw: st.DrawFn) -> Calendar:
    """Any weekend but a whole week, and closures anywhere in two years, thick enough to meet each other."""
    weekend = draw(st.frozensets(st.integers(0, 6), max_size=6))
    closed = draw(st.sets(st.dates(date(1996, 1, 1), date(1997, 12, 31)), max_size=80))
    return Calendar("OWN", weekend, dict.fromkeys(closed, "Feast"), 1995, 1999)


def test_the_calendars_that_duly_has() -> None:
    assert known_calendars() == (
        "CA-AB", "CA-BANK-CAL", "CA-BANK-TO", "CA-BANK-VAN", "CA-BC", "CA-CRA", "CA-FED", "CA-ON", "CA-ON-COURT",
        "CA-ON-FAMILY", "CA-QC", "CA-QC-COURT", "GB-ENG", "GB-NIR", "GB-SCT", "NONE", "NYSE", "SAT_SUN", "SIFMA",
        "TARGET", "TSX", "US-AK", "US-CA", "US-CO", "US-DC", "US-DE", "US-FED", "US-FL", "US-FRB", "US-IL", "US-MA",
        "US-NY", "US-TX", "ZA",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "day", "reason"),
    [
        ("US-FED", "1996-11-28", "Thanksgiving Day"),
        ("US-FED", "1996-11-29", None),
        ("US-FED", "1996-11-30", "Saturday"),
        ("US-FED", "1996-12-01", "Sunday"),
        ("US-FED", "1996-12-25", "Christmas Day"),
        ("US-FED", "1996-12-24", None),
        ("US-FED", "2021-06-18", "Juneteenth National Independence Day (observed)"),
        ("US-FED", "2020-06-19", None),
        ("US-FED", "2021-12-31", "New Year's Day (observed)"),
        ("US-FED", "2018-12-05", None),
        ("NYSE", "1996-04-05", "Good Friday"),
        ("NYSE", "1996-10-14", None),
        ("NYSE", "1997-01-20", None),
        ("NYSE", "1998-01-19", "Martin Luther King Jr. Day"),
        ("NYSE", "2021-12-31", None),
        ("GB-ENG", "1996-08-26", "Late Summer Bank Holiday"),
        ("GB-ENG", "1995-05-01", None),
        ("GB-ENG", "1995-05-08", "May Day"),
        ("GB-ENG", "2020-12-28", "Boxing Day (observed)"),
        ("NONE", "1996-12-25", None),
        ("SAT_SUN", "1996-12-25", None),
        ("SAT_SUN", "1996-12-28", "Saturday"),
    ],
)
def test_a_closed_day_says_why(name: str, day: str, reason: str | None) -> None:
    calendar = named((name,))
    assert calendar.reason_closed(date.fromisoformat(day)) == reason
    assert calendar.is_open(date.fromisoformat(day)) == (reason is None)


@pytest.mark.parametrize(
    "day",
    ["1985-09-27", "1994-04-27", "2001-09-11", "2001-09-12", "2001-09-13", "2001-09-14", "2004-06-11", "2007-01-02",
     "2012-10-29", "2012-10-30", "2018-12-05", "2025-01-09"],
)  # fmt: skip
def test_special_closings_of_the_exchange_are_known(day: str) -> None:
    assert not named(("NYSE",)).is_open(date.fromisoformat(day))
    assert FED.is_open(date.fromisoformat(day))


FIRST_YEARS = {
    "CA-AB": 2006, "CA-BANK-CAL": 2019, "CA-BANK-TO": 1990, "CA-BANK-VAN": 2019, "CA-BC": 1996, "CA-CRA": 1990,
    "CA-FED": 1990, "CA-ON": 1990, "CA-ON-COURT": 1990, "CA-ON-FAMILY": 1990, "CA-QC": 2009, "CA-QC-COURT": 2009,
    "GB-ENG": 1978, "GB-NIR": 1978, "GB-SCT": 1978, "NONE": 1900, "NYSE": 1980, "SAT_SUN": 1900, "SIFMA": 2010,
    "TARGET": 1999, "TSX": 2002, "US-AK": 1990, "US-CA": 1990, "US-CO": 1990, "US-DC": 1978, "US-DE": 1990,
    "US-FED": 1971, "US-FL": 1997, "US-FRB": 1978, "US-IL": 2011, "US-MA": 1971, "US-NY": 1986, "US-TX": 2000,
    "ZA": 1996,
}  # fmt: skip
LAST_YEARS = {"NONE": 2199, "SAT_SUN": 2199, "SIFMA": 2026}


@pytest.mark.parametrize("name", known_calendars())
def test_outside_its_years_a_calendar_refuses_and_names_both(name: str) -> None:
    calendar = named((name,))
    first, last = FIRST_YEARS[name], LAST_YEARS.get(name, 2099)
    assert (calendar.first_year, calendar.last_year) == (first, last)
    assert_refuses(calendar, first, last)


@pytest.mark.parametrize(
    ("calendar", "first", "last"),
    [
        (named(("US-FED", "TARGET")), 1999, 2099),
        (named(("SAT_SUN", "US-NY")).together_with(named(("ZA",))), 1996, 2099),
        (FED.also_closed({date(2018, 12, 5): "Day of mourning"}), 1971, 2099),
    ],
    ids=["named together", "put together", "with a further closure"],
)
def test_calendars_put_together_refuse_outside_the_years_that_all_cover(
    calendar: Calendar, first: int, last: int
) -> None:
    assert_refuses(calendar, first, last)


def assert_refuses(calendar: Calendar, first: int, last: int) -> None:
    early, late = date(first - 1, 12, 31), date(last + 1, 1, 1)
    edges = (early + ONE, late - ONE)
    asked: list[Callable[[], object]] = [
        lambda: calendar.is_open(early), lambda: calendar.is_open(late), lambda: calendar.reason_closed(early),
        lambda: calendar.reason_closed(late), lambda: calendar.next_open(early), lambda: calendar.next_open(late),
        lambda: calendar.previous_open(early), lambda: calendar.previous_open(late), lambda: calendar.add(early, 1),
        lambda: calendar.add(late, 0), lambda: calendar.add(edges[0], -2), lambda: calendar.add(edges[1], 2),
        lambda: calendar.add(edges[1], 10**6), lambda: calendar.add(edges[0], -(10**6)),
        lambda: calendar.latest_start(late, 0), lambda: calendar.latest_start(edges[0], 5),
        lambda: calendar.closures_between(early, edges[1]), lambda: calendar.closures_between(edges[0], late),
        lambda: calendar.count(early, edges[1]), lambda: calendar.count(edges[0], late),
    ]  # fmt: skip
    for ask in asked:
        with pytest.raises(DayError, match=f"covers {first} to {last}"):
            ask()


def test_the_calendars_without_holidays_cover_all_the_days_of_duly() -> None:
    for name in ("NONE", "SAT_SUN"):
        calendar = named((name,))
        assert (calendar.first_year, calendar.last_year) == (FIRST_DAY.year, LAST_DAY.year)
        assert calendar.is_open(FIRST_DAY)
        assert calendar.is_open(LAST_DAY)


@pytest.mark.parametrize(
    ("due", "working_days", "start"),
    [
        ("1996-12-02", 1, "1996-12-02"),  # one day's work due on a Monday starts on that Monday
        ("1996-12-02", 2, "1996-11-29"),
        ("1996-12-02", 3, "1996-11-27"),  # over Thanksgiving
        ("1996-12-01", 1, "1996-11-29"),  # due on a Sunday: Friday is the last day worked
        ("1996-12-01", 2, "1996-11-27"),
        ("1996-12-25", 1, "1996-12-24"),
        ("1996-12-25", 0, "1996-12-25"),
    ],
)
def test_the_latest_start_counts_the_last_day_worked(due: str, working_days: int, start: str) -> None:
    assert FED.latest_start(date.fromisoformat(due), working_days).isoformat() == start


def test_several_calendars_are_closed_where_one_of_them_is() -> None:
    both = named(("US-FED", "GB-ENG"))
    assert (both.first_year, both.last_year, both.name) == (1978, 2099, "US-FED and GB-ENG")
    assert both.reason_closed(date(1996, 12, 26)) == "Boxing Day"
    assert both.reason_closed(date(1996, 11, 28)) == "Thanksgiving Day"
    assert both.reason_closed(date(1996, 5, 27)) == "Memorial Day; Spring Bank Holiday"
    assert named(("US-FED", "US-FED")) == FED


def test_a_calendar_is_loaded_once() -> None:
    assert named(("US-FED",)) is FED
    assert hash(FED) == hash(named(("US-FED", "US-FED")))


@pytest.mark.parametrize("names", [(), ("MARS",), ("US-FED", "us-fed"), ("../US-FED",), ("",)])
def test_a_name_that_is_not_known_is_answered_with_those_that_are(names: tuple[str, ...]) -> None:
    with pytest.raises(DayError, match=r"Choose from CA-AB, .*, GB-ENG, .*, US-FED, .*, ZA"):
        named(names)


def test_calendars_whose_years_do_not_meet_are_not_put_together() -> None:
    old = Calendar("OLD", frozenset({5, 6}), {}, 1900, 1950)
    with pytest.raises(DayError, match="no year in common"):
        old.together_with(FED)


def test_further_closures_are_added_beside_the_known() -> None:
    mourning = FED.also_closed({date(2018, 12, 5): "Day of mourning"})
    assert mourning.reason_closed(date(2018, 12, 5)) == "Day of mourning"
    assert mourning.add(date(2018, 11, 30), 5) == date(2018, 12, 10)
    assert FED.is_open(date(2018, 12, 5))


def test_a_calendar_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        FED.closures[date(1996, 12, 2)] = "No"  # type: ignore[index]


def test_a_week_without_open_days_is_refused() -> None:
    with pytest.raises(DayError, match="no open day"):
        Calendar("SHUT", frozenset(range(7)), {}, 1996, 1996)


@given(own_calendars(), st.dates(date(1996, 6, 1), date(1997, 6, 30)), st.integers(-60, 60))
def test_counting_agrees_with_walking_day_by_day(calendar: Calendar, day: date, n: int) -> None:
    walked, left = day, abs(n)
    while left:
        walked += ONE if n > 0 else -ONE
        if walked.year not in range(1995, 2000):
            return
        left -= calendar.is_open(walked)
    assert calendar.add(day, n) == walked


@given(own_calendars(), st.dates(date(1996, 6, 1), date(1997, 6, 30)), st.integers(0, 120))
def test_a_count_agrees_with_counting_day_by_day(calendar: Calendar, day: date, length: int) -> None:
    through = day + timedelta(length)
    walked = sum(calendar.is_open(day + timedelta(k)) for k in range(1, length + 1))
    assert calendar.count(day, through) == walked
    assert calendar.count(through, day) == -walked


@given(asked(), st.integers(1, 400))
def test_counting_back_undoes_counting_on_from_an_open_day(asked: tuple[Calendar, date], n: int) -> None:
    calendar, day = asked
    opened = calendar.next_open(day)
    assert calendar.add(calendar.add(opened, n), -n) == opened
    assert calendar.add(calendar.add(opened, -n), n) == opened


@given(asked())
def test_the_nearest_open_days_are_open_and_nothing_open_lies_between(asked: tuple[Calendar, date]) -> None:
    calendar, day = asked
    before, after = calendar.previous_open(day), calendar.next_open(day)
    assert before <= day <= after
    assert calendar.is_open(before)
    assert calendar.is_open(after)
    between = (before + timedelta(k) for k in range(1, (after - before).days))
    assert not any(calendar.is_open(shut) for shut in between)


@given(asked(), st.integers(1, 60))
def test_the_latest_start_leaves_exactly_the_days_of_work(asked: tuple[Calendar, date], working_days: int) -> None:
    calendar, due = asked
    start = calendar.latest_start(due, working_days)
    assert calendar.is_open(start)
    assert start <= due
    assert calendar.count(start, due) + 1 == working_days


@given(asked(), st.integers(0, 800))
def test_closures_between_two_days_are_those_and_no_others(asked: tuple[Calendar, date], length: int) -> None:
    calendar, first = asked
    last = first + timedelta(length)
    found = calendar.closures_between(first, last)
    assert found == [(day, reason) for day, reason in calendar.closures.items() if first <= day <= last]
    assert all(not calendar.is_open(day) for day, _ in found)
