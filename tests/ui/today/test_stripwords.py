"""What stands beside a mark of the strip: the day is that on which it was due, whenever it came to stand missed."""

from __future__ import annotations

from datetime import date

from model.assess import assess
from model.assess.standing import Standing
from model.days.operation import Add
from model.outlook.today.weeks import Falling, seven_weeks, weeks_from
from model.record.day import Day
from model.record.deadline import After, EventAnchor
from model.record.event import Event
from model.record.obligation import Obligation
from tests.builders import docket_of, sample_docket
from ui.filter.snapshot import Snapshot
from ui.today.stripwords import day_words, falling_words, strip_words


def test_a_miss_is_told_by_the_day_that_was_due() -> None:
    docket = sample_docket()
    snapshot = Snapshot(docket, assess(docket, date(1996, 12, 10)), {})
    missed = Falling("usmx-17", date(1996, 12, 2), Standing.MISSED)
    assert falling_words(snapshot, missed)[0][1].endswith(", due 2 Dec, missed")


def test_an_expected_day_is_said_to_be_expected_and_why() -> None:
    closing = Event(id="closing", title="Closing", expected=Day(on=date(1996, 12, 13)))
    deadline = After(anchor=EventAnchor(event="closing"), steps=(Add(n=5, unit="day"),))
    duty = Obligation(id="x", ref="A-1", title="Deliver opinion", kind="delivery", deadline=deadline)
    docket = docket_of((closing, duty))
    day = date(1996, 11, 20)
    snapshot = Snapshot(docket, assess(docket, day), {})
    weeks = seven_weeks(docket, snapshot.assessment, weeks_from(day, day))
    (one,) = weeks.falling
    assert falling_words(snapshot, one) == (
        ("A-1", "Deliver opinion, expected 18 Dec"),
        ("A-1", "expected"),
        ("A-1", ""),
    )
    said = "A-1 Deliver opinion: expected to fall due, dormant, Closing is expected Fri 13 Dec 1996"
    assert said in day_words(snapshot, weeks, date(1996, 12, 18))
    assert said in strip_words(snapshot, weeks)
