"""Duly and numpy, which share no line of code, count business days alike."""

from __future__ import annotations

from datetime import date

import pytest

from model.days.calendar import known_calendars, named
from tests.bench.counting import by_duly, by_numpy, questions


@pytest.mark.parametrize("name", known_calendars())
def test_every_calendar_counts_as_numpy_does(name: str) -> None:
    calendar = named((name,))
    first, last = date(calendar.first_year + 2, 1, 1), date(calendar.last_year - 1, 1, 1)
    asked = [(day, n) for day, n in questions(2_000) if first <= day <= last]
    assert len(asked) > 400
    assert by_duly(calendar, asked)() == by_numpy(calendar, asked)()


def test_the_questions_are_the_same_every_time() -> None:
    assert questions(5) == questions(5)
    assert {n > 0 for _, n in questions(100)} == {True, False}
