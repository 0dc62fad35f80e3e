"""A day is always said with its weekday, in English, on any machine."""

from __future__ import annotations

import locale
from datetime import date, timedelta

import pytest

from model.days.wording import say_count, say_day, say_day_parts, say_distance, say_long, say_ordinal


@pytest.mark.parametrize(
    ("day", "said", "long"),
    [
        (date(1996, 12, 2), "Mon 2 Dec 1996", "Mon 2 December 1996"),
        (date(1996, 11, 20), "Wed 20 Nov 1996", "Wed 20 November 1996"),
        (date(2000, 2, 29), "Tue 29 Feb 2000", "Tue 29 February 2000"),
        (date(1900, 1, 1), "Mon 1 Jan 1900", "Mon 1 January 1900"),
        (date(2199, 12, 31), "Tue 31 Dec 2199", "Tue 31 December 2199"),
    ],
)
def test_a_day_is_said_with_its_weekday(day: date, said: str, long: str) -> None:
    assert say_day(day) == " ".join(say_day_parts(day)) == said
    assert say_long(day) == long


def test_every_day_of_a_year_is_said_as_the_c_locale_says_it() -> None:
    locale.setlocale(locale.LC_TIME, "C")
    for number in range(366):
        day = date(1996, 1, 1) + timedelta(number)
        assert say_day(day) == day.strftime(f"%a {day.day} %b %Y")


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "today"), (1, "in 1 day"), (-1, "1 day ago"), (12, "in 12 days"), (-2, "2 days ago"), (1500, "in 1,500 days")],
)
def test_distances_are_said_in_days(days: int, said: str) -> None:
    assert say_distance(days) == said


@pytest.mark.parametrize(
    ("n", "noun", "said"),
    [
        (0, "day", "0 days"), (1, "day", "1 day"), (2, "business day", "2 business days"),
        (3, "delivery", "3 deliveries"), (2, "notice", "2 notices"), (2, "loss", "2 losses"),
        (2, "branch", "2 branches"), (10_000, "duty", "10,000 duties"),
    ],
)  # fmt: skip
def test_counts_agree_with_their_noun(n: int, noun: str, said: str) -> None:
    assert say_count(n, noun) == said


@pytest.mark.parametrize(
    ("n", "said"), [(1, "1st"), (22, "22nd"), (103, "103rd"), (11, "11th"), (112, "112th"), (5, "5th")]
)
def test_places_have_their_ending(n: int, said: str) -> None:
    assert say_ordinal(n) == said
