"""Hours counted back: twenty-four hours prior to filing, by the hour of the filing."""

from __future__ import annotations

from datetime import date

import pytest

from model.assess import assess
from model.days.notation import Context, format_deadline, parse
from model.days.operation import Hours
from model.ledger.entry import entry_problems
from model.record.base import Record
from model.record.day import Day
from model.record.deadline import After, EventAnchor, ObligationAnchor
from model.record.event import Event
from model.record.instrument import Instrument
from tests.builders import docket_of
from tests.model.assess.dockets import BANK
from tests.model.assess.numbered import on
from tests.model.assess.small import EVENT, assessed, course, duty, turns

NEW_YORK = "America/New_York"
BACK = (Hours(n=-24, tz=NEW_YORK),)
NOTICE = duty(deadline=After(anchor=EVENT, steps=BACK), instrument="i")


def filing(at: str, zone: str = NEW_YORK, day: int = 10) -> Event:
    return Event(id="e", title="Filing", happened=Day(on=on(day)), time=at, zone=zone)


def terms(zone: str = "") -> Instrument:
    return Instrument(id="i", title="Agreement", zone=zone)


@pytest.mark.parametrize(
    ("event", "instrument", "due"),
    [
        (filing("14:00"), terms(), 9),
        (filing("00:00"), terms(), 9),
        (filing("23:59"), terms(), 9),
        (filing("14:00"), terms("Asia/Tokyo"), 10),
        (filing("10:00"), terms("Asia/Tokyo"), 9),
        (filing("03:00", "Europe/London"), terms(), 8),
    ],
    ids=["at two", "at midnight", "a minute before", "a day later in Tokyo", "the same day there", "a night in London"],
)
def test_it_is_due_on_the_day_of_that_hour_in_the_zone_of_the_obligation(
    event: Event, instrument: Instrument, due: int
) -> None:
    position = assess(docket_of((BANK, instrument, event, NOTICE)), on(10))["x"]
    assert position.due == on(due)
    assert position.trail.legs[0].lines[-1].day == on(due)


def test_hours_are_those_that_really_pass() -> None:
    """New York put its clocks forward on 7 April 1996: 24 hours before half past midnight of the 8th end on the 6th."""
    monday = Event(
        id="e",
        title="Filing",
        happened=Day(on=date(1996, 4, 8)),
        time="00:30",
        zone=NEW_YORK,
    )
    docket = docket_of((BANK, terms(), monday, NOTICE))
    line = assess(docket, on(0))["x"].trail.legs[0].lines[-1]
    assert (line.day.isoformat(), f"{line.at:%H:%M}") == ("1996-04-06", "23:30")


def test_it_stands_by_an_expected_hour_as_by_an_expected_day() -> None:
    expected = Event(id="e", title="Filing", expected=Day(on=on(10)), time="14:00", zone=NEW_YORK)
    records = (terms(), expected, NOTICE)
    assert turns(course(assessed, records, "x", 12)) == "dormant 0"
    assert assess(docket_of((BANK, *records)), on(3))["x"].expected == on(9)


UNTIMED = Event(id="filing", title="Filing", happened=Day(on=on(10)))
BY_EVENT = duty("notice", deadline=After(anchor=EventAnchor(event="filing"), steps=BACK))
BY_DUTY = duty("notice", deadline=After(anchor=ObligationAnchor(obligation="report"), steps=BACK))


@pytest.mark.parametrize(
    ("record", "known", "field"),
    [(BY_EVENT, (UNTIMED,), "deadline"), (UNTIMED, (BY_EVENT,), "time"), (BY_DUTY, (duty("report"),), "deadline")],
    ids=["from an event without its hour", "an event counted from", "from a performance"],
)
def test_without_an_hour_it_is_refused_with_the_question(record: Record, known: tuple[Record, ...], field: str) -> None:
    problems = entry_problems(docket_of((BANK, *known)), record)
    assert [problem.field for problem in problems] == [field]
    assert "hour" in problems[0].message
    assert "?" in problems[0].message


def test_what_has_not_happened_may_come_to_tell_its_hour() -> None:
    ahead = Event(id="filing", title="Filing", expected=Day(on=on(10)))
    assert not entry_problems(docket_of((BANK, ahead)), BY_EVENT)


@pytest.mark.parametrize("typed", ["twenty-four (24) hours prior to filing", "at least 24 hours before filing"])
def test_it_is_read_and_written_in_words(typed: str) -> None:
    known = Context(today=on(0), anchors=("filing",), zone=NEW_YORK)
    read = parse(typed, known)
    assert format_deadline(read) == "24 hours before filing, Eastern time"
    assert parse(format_deadline(read), known) == read
