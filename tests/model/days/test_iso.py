"""Days are read strictly into records, and kindly but never by guessing from a person's hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.days.iso import FIRST_DAY, LAST_DAY, check_day, parse_day, read_day
from model.days.wording import say_day, say_long
from model.errors import DayError

DECEMBER_2 = date(1996, 12, 2)
days = st.dates(FIRST_DAY, LAST_DAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1996-12-02", DECEMBER_2),
        ("1996-02-29", date(1996, 2, 29)),
        ("1900-01-01", FIRST_DAY),
        ("2199-12-31", LAST_DAY),
    ],
)
def test_a_strict_day_is_read(text: str, day: date) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "", " 1996-12-02", "1996-12-02\n", "1996-12-2", "19961202", "1996-W49-1", "1996-12-02T00:00", "96-12-02",
        "+1996-12-02", "\u0661\u0669\u0669\u0666-\u0661\u0662-\u0660\u0662", "1996/12/02", "2 Dec 1996",
    ],
)  # fmt: skip
def test_any_other_form_is_refused_with_the_form_to_use(text: str) -> None:
    with pytest.raises(DayError, match=r"is not a day in the form 1996-11-30\."):
        parse_day(text)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("1996-11-31", "1996-11-30"),
        ("1997-02-29", "1997-02-28"),
        ("1900-02-29", "1900-02-28"),
        ("1996-00-10", "1996-11-30"),
        ("1996-13-01", "1996-11-30"),
        ("1996-12-00", "1996-12-01"),
    ],
)
def test_a_day_that_does_not_exist_is_refused_with_one_that_does(text: str, near: str) -> None:
    with pytest.raises(DayError) as refused:
        parse_day(text)
    assert str(refused.value) == f"“{text}” is no day of the calendar. Write a day as {near}."


@pytest.mark.parametrize("text", ["1899-12-31", "2200-01-01", "0000-01-01", "9999-12-31"])
def test_years_beyond_1900_to_2199_are_refused(text: str) -> None:
    with pytest.raises(DayError, match="1900 to 2199"):
        parse_day(text)


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(2200, 1, 1), date.min, date.max])
def test_a_day_beyond_the_years_is_refused(day: date) -> None:
    with pytest.raises(DayError, match="1900 to 2199"):
        check_day(day)


@given(days)
def test_what_is_written_in_iso_is_read_back(day: date) -> None:
    check_day(day)
    assert parse_day(day.isoformat()) == day


@given(days)
def test_what_duly_shows_can_be_typed(day: date) -> None:
    assert read_day(say_day(day)) == read_day(say_long(day)) == day


@pytest.mark.parametrize(
    "text",
    [
        "1996-12-02", "  1996-12-02 ", "2 Dec 1996", "2 December 1996", "02 dec 1996", "2nd December, 1996",
        "2-Dec-1996", "Dec 2, 1996", "DEC. 2 1996", "December 2nd, 1996", "Mon 2 Dec 1996", "Monday, December 2, 1996",
    ],
)  # fmt: skip
def test_unambiguous_forms_are_read_by_hand(text: str) -> None:
    assert read_day(text) == DECEMBER_2


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/12/1996", "1996-12-31"),
        ("12/31/1996", "1996-12-31"),
        ("12.12.1996", "1996-12-12"),
        ("1/1/1997", "1997-01-01"),
    ],
)
def test_numbers_that_can_be_one_day_only_are_read(text: str, day: str) -> None:
    assert read_day(text) == parse_day(day)


@pytest.mark.parametrize("text", ["02/12/1996", "2.12.1996", "12-2-1996"])
def test_numbers_that_could_be_two_days_raise_the_question(text: str) -> None:
    with pytest.raises(DayError) as refused:
        read_day(text)
    for reading in ("Mon 2 Dec 1996", "Mon 12 Feb 1996", "1996-12-02", "1996-02-12"):
        assert reading in str(refused.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2/12/96", "in four figures"),
        ("2 Dec 96", "in four figures"),
        ("2 Dec", "names no year"),
        ("Tue 2 Dec 1996", "is a Monday, not a Tuesday"),
        ("31 Nov 1996", "Write a day as 1996-11-30"),
        ("30/30/1996", "no day of the calendar"),
        ("31/11/1996", "Write a day as 1996-11-30"),
        ("2 Ju 1996", "is not a day"),
        ("2 Mai 1996", "is no month"),
        ("2 Dec 1896", "1900 to 2199"),
        ("30 June 99999", "outside the years Duly knows, 1900 to 2199"),
        ("June 30, 12026", "outside the years Duly knows, 1900 to 2199"),
        ("30/6/99999", "outside the years Duly knows, 1900 to 2199"),
        ("99999-06-30", "outside the years Duly knows, 1900 to 2199"),
        ("today", "is not a day"),
        ("soon", "is not a day"),
        ("", "is not a day"),
    ],
)
def test_what_is_not_certain_is_refused_and_says_why(text: str, says: str) -> None:
    with pytest.raises(DayError) as refused:
        read_day(text)
    assert says in str(refused.value)


def test_words_near_the_day_need_the_day_handed_in() -> None:
    today = date(1996, 11, 20)
    assert [read_day(word, today) for word in ("yesterday", "Today", "tomorrow")] == [
        date(1996, 11, 19),
        today,
        date(1996, 11, 21),
    ]
    with pytest.raises(DayError, match=r"Write 1996-12-02 if you mean Mon 2 Dec 1996\."):
        read_day("2 Dec", today)
