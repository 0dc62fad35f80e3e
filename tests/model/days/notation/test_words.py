"""The words for places and zones: each calendar has its own, and each means one thing."""

from __future__ import annotations

import pytest

from model.days.calendar import known_calendars
from model.days.calendar_names import OFFERED, PLACES, SEVERAL, say_calendar, say_calendars
from model.days.deadline import After
from model.days.notation import Ambiguous, Context, parse
from model.days.notation.asking import Asker
from model.days.notation.numbers import number, ordinal
from model.days.notation.reader import Reader
from model.days.notation.times import ZONE_WORDS, say_zone
from model.days.operation import Add
from model.days.zone import check_zone
from tests.model.days.notation.forms import after

HERE = Context(anchors=("closing",))


def calendars_of(words: str) -> tuple[str, ...]:
    said = parse(f"4 business days after closing, {words}", HERE)
    assert isinstance(said, After)
    return said.calendars


def test_every_calendar_has_words_of_its_own() -> None:
    assert set(PLACES) == set(known_calendars())
    assert set(OFFERED) <= set(PLACES)
    words = [word.casefold() for group in PLACES.values() for word in group]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("name", sorted(PLACES))
def test_each_word_for_a_calendar_means_it(name: str) -> None:
    for words in (*PLACES[name], name, name.casefold(), say_calendar(name), f"{say_calendar(name)} business days"):
        assert calendars_of(words) == (name,)


def test_new_york_names_no_one_calendar_and_its_state_its_banks_and_its_exchange_each_do() -> None:
    for words in ("New York", "in London and New York"):
        with pytest.raises(Ambiguous):
            calendars_of(words)
    assert [calendars_of(words) for words in ("New York State", "New York banks", "NYSE")] == [
        ("US-NY",), ("US-FRB",), ("NYSE",),
    ]  # fmt: skip


@pytest.mark.parametrize("place", sorted(SEVERAL))
def test_a_place_with_several_calendars_is_asked_about_and_each_answer_names_one(place: str) -> None:
    with pytest.raises(Ambiguous) as refused:
        calendars_of(place)
    assert str(refused.value).startswith(f"Business days in {place}: by which calendar?")
    assert [calendars_of(say_calendar(name)) for name in SEVERAL[place]] == [(name,) for name in SEVERAL[place]]


def test_all_calendars_together_are_written_as_a_list() -> None:
    names = known_calendars()
    assert calendars_of(say_calendars(names)) == names


@pytest.mark.parametrize("zone", sorted(ZONE_WORDS))
def test_each_word_for_a_zone_means_it(zone: str) -> None:
    check_zone(zone)
    for words in (*ZONE_WORDS[zone], say_zone(zone), zone):
        assert parse(f"closing, by 17:30 {words}", HERE) == after(
            (Add(n=0, unit="day"),),
            "closing",
            time="17:30",
            zone=zone,
        )


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0", 0), ("45", 45), ("1,095", 1095), ("100,000", 100_000), ("seven", 7), ("Nineteen", 19), ("twenty", 20),
        ("ninety-nine", 99), ("forty five", 45), ("forty-five (45)", 45), ("(45)", None), ("one hundred", 100),
        ("one hundred and twenty", 120), ("two hundred fifty-five", 255), ("a hundred", 100), ("45 (40)", None),
        ("forty-", None), ("4.5", None), ("45th", None),
    ],
)  # fmt: skip
def test_numbers(typed: str, value: int | None) -> None:
    reader = Reader(typed, HERE)
    found = number(reader)
    assert (found(Asker()) if found and reader.at_end() else None) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1st", 1), ("22nd", 22), ("103rd", 103), ("fifth", 5), ("thirty-first", 31), ("ninety ninth", 99),
     ("fifteenth (15th)", 15), ("0th", None), ("5", None), ("five", None)],
)  # fmt: skip
def test_places(typed: str, value: int | None) -> None:
    reader = Reader(typed, HERE)
    found = ordinal(reader)
    assert (found if reader.at_end() else None) == value
