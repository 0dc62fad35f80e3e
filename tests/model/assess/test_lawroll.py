"""A contract under a law that moves closed days: what is proposed, what explains it, and what is left alone."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from model.assess import assess
from model.assess.lawroll import proposed_roll, unrolled, with_roll
from model.days.lawroll import roll_of_law
from model.days.operation import Add, Roll, Step
from model.record.day import Day
from model.record.deadline import After, Anchor, Deadline, Every, On
from model.record.instrument import Instrument
from model.wording.explain import why_this_date
from tests.builders import docket_of
from tests.model.assess.dockets import BANK
from tests.model.assess.small import EVENT, duty, event

LOAN = Instrument(id="i", title="Credit Agreement", governing_law="the laws of the State of New York")
CITED = "N.Y. Gen. Constr. Law 25(1)"
SUNDAY = On(day=Day(on=date(1997, 2, 2)))
PROPOSED = f"falls on a Sunday; no roll is entered; under {CITED} it would move to Mon 3 Feb 1997"


def why(instrument: Instrument, deadline: Deadline) -> list[str]:
    docket = docket_of((BANK, instrument, event(0), duty(instrument="i", deadline=deadline)))
    return [line.words for line in why_this_date(docket, assess(docket, date(1997, 1, 20)), "x")]


def counted(*steps: Step) -> After[Anchor]:
    return After(anchor=EVENT, steps=steps)


def due(instrument: Instrument, deadline: Deadline) -> date | None:
    docket = docket_of((BANK, instrument, event(0), duty(instrument="i", deadline=deadline)))
    return assess(docket, date(1997, 1, 20))["x"].due


def taken(instrument: Instrument) -> Instrument:
    found = proposed_roll(instrument)
    assert found is not None
    return with_roll(instrument, found)


@pytest.mark.parametrize("words", ["New York", "new york law", "the laws of the State of New York", "N.Y."])
def test_a_governing_law_is_known_by_its_name_however_it_is_written(words: str) -> None:
    found = roll_of_law(words)
    assert found is not None
    assert (found.citation, found.convention, found.calendars) == (CITED, "following", ("US-NY",))


@pytest.mark.parametrize("words", ["", "England and Wales", "Delaware", "York", "New Yorkshire"])
def test_a_law_without_a_roll_in_the_rulebook_proposes_nothing(words: str) -> None:
    assert roll_of_law(words) is None


def test_a_stated_sunday_stays_and_says_what_the_law_would_do() -> None:
    assert due(LOAN, SUNDAY) == date(1997, 2, 2)
    assert PROPOSED in why(LOAN, SUNDAY)


def test_a_public_holiday_is_named() -> None:
    christmas = On(day=Day(on=date(1997, 12, 25)))
    says = f"falls on a closed day (Christmas Day); no roll is entered; under {CITED} it would move to Fri 26 Dec 1997"
    assert says in why(LOAN, christmas)


def test_once_taken_the_day_moves_and_the_law_is_cited() -> None:
    under = taken(LOAN)
    assert (under.roll, under.roll_rule, under.calendars) == ("following", "ny-gcl-25", ("US-NY",))
    assert due(under, SUNDAY) == date(1997, 2, 3)
    lines = why(under, SUNDAY)
    assert PROPOSED not in lines
    assert f"by {CITED}: Sun 2 Feb 1997 is closed (Sunday): moved to the next business day" in lines[1]


def test_the_business_days_that_an_instrument_names_itself_are_kept() -> None:
    assert taken(replace(LOAN, calendars=("US-FRB",))).calendars == ("US-FRB",)


def test_a_series_and_a_count_say_so_too() -> None:
    series = Every(rule="FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2", start=date(1997, 8, 31))
    says = f"falls on a Sunday; no roll is entered; under {CITED} it would move to Tue 2 Sep 1997"
    assert says in why(LOAN, series)
    assert PROPOSED in why(LOAN, counted(Add(n=244, unit="day")))


@pytest.mark.parametrize(
    ("instrument", "deadline"),
    [
        (replace(LOAN, governing_law="England"), SUNDAY),
        (replace(LOAN, kind="statute"), SUNDAY),
        (replace(LOAN, roll="preceding"), SUNDAY),
        (LOAN, On(day=Day(on=date(1997, 2, 3)))),
        (LOAN, On(day=Day(on=date(1997, 2, 3)), strictly_before=True)),
        (LOAN, counted(Add(n=244, unit="day"), Roll(convention="none"))),
    ],
    ids=["another law", "a statute", "a roll of its own", "an open day", "strictly before", "a step that settles it"],
)
def test_nothing_is_proposed_where_the_law_has_no_say(instrument: Instrument, deadline: Deadline) -> None:
    assert not any("no roll is entered" in words for words in why(instrument, deadline))


def test_a_day_outside_the_years_of_the_calendar_proposes_nothing() -> None:
    assert unrolled(docket_of((LOAN,)), LOAN, date(1950, 1, 1)) is None


def test_a_law_that_moves_days_is_not_named_where_they_are_not_moved() -> None:
    assert [problem.field for problem in replace(LOAN, roll_rule="ny-gcl-25").problems()] == ["roll_rule"]
