"""What a row says of its day: short where there is little room, and never so short that a year is missed."""

from __future__ import annotations

from datetime import date

import pytest

from model.assess.engine import assess_whole
from model.days.operation import Add
from model.docket import Docket
from model.outlook.forward import look_on
from model.outlook.time.lanes import coming_of
from model.record.day import Day
from model.record.deadline import After, EventAnchor
from model.record.event import Event
from model.record.obligation import Obligation
from tests.builders import sample_docket
from ui.timeline.rowcontent import RowContent, face_of, tooltip_of

DAY = date(1996, 11, 20)


def face(record: str, day: date = DAY, *, lit: bool = False) -> RowContent:
    docket = sample_docket()
    known = assess_whole(docket, day)
    return face_of(known, record, coming_of(look_on(known, date(1999, 12, 31))), lit=lit)


@pytest.mark.parametrize(
    ("record", "day", "whole", "short"),
    [
        ("usmx-17", DAY, "due Mon 2 Dec 1996, in 12 days", "due Mon 2 Dec"),
        ("usmx-17", date(1997, 1, 1), "was due Mon 2 Dec 1996", "was due Mon 2 Dec"),
        ("usmx-17", date(1998, 1, 1), "was due Mon 2 Dec 1996", "was due Mon 2 Dec 1996"),
        ("usmx-07", DAY, "done Fri 1 Nov 1996", "done 1 Nov"),
        ("usmx-07", date(1999, 1, 1), "done Fri 1 Nov 1996", "done 1 Nov 1996"),
        ("usmx-09", DAY, "when 8 is done; by Tue 31 Dec for 5 and 6", "by Tue 31 Dec"),
        ("usmx-20", DAY, "spring of 1997", "a plan"),
        ("usmx-22", DAY, "no day is stated", "no day"),
    ],
)
def test_what_is_told_of_a_day_from_long_to_short(record: str, day: date, whole: str, short: str) -> None:
    assert face(record, day).more == (whole, short, "")


def test_a_row_that_waits_gives_its_own_expected_day_and_not_that_of_the_event() -> None:
    closing = Event(id="closing", title="Closing", expected=Day(on=date(1996, 12, 13)))
    thirty = After(anchor=EventAnchor(event="closing"), steps=(Add(n=30, unit="day"),))
    price = Obligation(id="price", ref="A-1", title="Pay the price", kind="payment", deadline=thirty)
    known = assess_whole(Docket.of((("event", closing), ("obligation", price))), DAY)
    whole, short, _ = face_of(known, "price", coming_of(look_on(known, date(1999, 12, 31))), lit=False).more
    assert whole == "Closing is expected Fri 13 Dec 1996; expected to fall due Sun 12 Jan 1997"
    assert short == "expected Sun 12 Jan"


def test_a_link_of_a_chain_says_by_when_it_is_begun() -> None:
    assert face("usmx-08", lit=True).more[0] == "due Tue 31 Dec 1996, in 41 days; start by Tue 3 Dec 1996"
    assert face("usmx-08", date(1996, 12, 10), lit=True).more[0] == "due Tue 31 Dec 1996, in 21 days"


@pytest.mark.parametrize(
    ("record", "day", "words"),
    [
        (
            "usmx-02",
            DAY,
            ["untested until Tue 19 Nov 1996", "suspended", "suspended", "stands again from Wed 1 Jan 1997"],
        ),
        ("usmx-05", DAY, ["until Tue 31 Dec 1996"]),
        ("usmx-05", date(1996, 10, 15), ["pending, until Tue 31 Dec 1996"]),
        ("usmx-18", DAY, ["exposed from Tue 3 Dec 1996"]),
        ("usmx-18", date(1997, 1, 1), ["exposed since Tue 3 Dec 1996", "exposed"]),
        ("usmx-20", DAY, ["forecast, blocked"]),
    ],
)
def test_bars_say_how_it_stands_and_until_or_from_when(record: str, day: date, words: list[str]) -> None:
    assert [bar.words[0] for bar in face(record, day).bars] == words


def test_the_tooltip_tells_what_was_and_what_comes() -> None:
    docket = sample_docket()
    known = assess_whole(docket, DAY)
    lines = tooltip_of(known, face("usmx-02")).splitlines()
    assert lines[0] == "2 Current ratio at least 2.0 to 1.0"
    assert "untested Wed 31 Jul 1996 to Tue 19 Nov 1996" in lines
    assert "If nothing more is done: stands again from Wed 1 Jan 1997" in lines
