"""Expected due days: worked out from expected days, shown as expected, and never due."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from model.assess import assess
from model.assess.awaited import Awaited, awaited_of, awaited_words
from model.assess.engine import assess_whole
from model.assess.reassess import reassess
from model.assess.standing import Standing
from model.days.operation import Add
from model.docket import Change
from model.outlook.time.almanac import Almanac
from model.outlook.time.almanac_words import day_said, spoken, stays
from model.outlook.time.tracks import track_of
from model.outlook.today.agenda import agenda_of
from model.outlook.today.weeks import Falling, seven_weeks
from model.record.day import Day
from model.record.deadline import After, Anchor, EventAnchor, ObligationAnchor, On
from model.record.event import Event
from model.record.fact import Cancelled
from model.record.obligation import Obligation
from model.report.due import due_lines, due_objects
from model.wording.standings import DueText, due_text, due_text_in_full
from tests.builders import docket_of, fact

DAY = date(1996, 11, 20)
CLOSING = Event(id="closing", title="Closing", expected=Day(on=date(1996, 12, 13)))
AT_CLOSING = EventAnchor(event="closing")


def duty(key: str, anchor: Anchor | None, **fields: Any) -> Obligation:
    deadline = After(anchor=anchor, steps=(Add(n=30, unit="day"),)) if anchor else fields.pop("deadline")
    return Obligation(id=key, ref=f"A-{key}", title=f"Deliver {key}", kind="delivery", deadline=deadline, **fields)


FIRST = duty("1", AT_CLOSING)


def test_an_expected_event_gives_an_expected_due_day_and_no_due_day() -> None:
    position = assess(docket_of((CLOSING, FIRST)), DAY)["1"]
    assert (position.expected, position.due, position.last_day) == (date(1997, 1, 12), None, None)
    assert position.standing is Standing.DORMANT


def test_it_is_never_missed_by_it() -> None:
    assert assess(docket_of((CLOSING, FIRST)), date(1997, 6, 1))["1"].standing is Standing.DORMANT


def test_once_it_happens_the_due_day_is_that_of_the_happening() -> None:
    happened = Event(id="closing", title="Closing", happened=Day(on=date(1996, 11, 18)), expected=CLOSING.expected)
    position = assess(docket_of((happened, FIRST)), DAY)["1"]
    assert (position.expected, position.due) == (None, date(1996, 12, 18))


def test_without_an_expected_day_nothing_is_expected() -> None:
    assert assess(docket_of((Event(id="closing", title="Closing"), FIRST)), DAY)["1"].expected is None


@pytest.mark.parametrize(("of", "expected"), [("due", date(1997, 2, 11)), ("performed", None), ("missed", None)])
def test_an_expected_due_day_hands_on_what_counts_from_it(of: Any, expected: date | None) -> None:
    second = duty("2", ObligationAnchor(obligation="1", of=of))
    assert assess(docket_of((CLOSING, FIRST, second)), DAY)["2"].expected == expected


def test_a_plan_gives_the_day_of_its_forecast() -> None:
    plan = duty("p", None, binding="plan", deadline=On(day=Day(on=date(1997, 3, 1))))
    after = duty("2", ObligationAnchor(obligation="p"))
    positions = assess(docket_of((plan, after)), DAY).positions
    assert (positions["2"].expected, positions["2"].due) == (date(1997, 3, 31), None)
    assert (positions["p"].forecast, positions["p"].expected) == (date(1997, 3, 1), None)


def test_what_is_done_expects_nothing() -> None:
    done = fact("1", date(1996, 11, 19), id="done")  # fmt: skip
    assert assess(docket_of((CLOSING, FIRST, done)), DAY)["1"].expected is None


def test_a_moved_expectation_is_taken_in_by_the_next_assessment() -> None:
    docket = docket_of((CLOSING, FIRST, duty("2", ObligationAnchor(obligation="1", of="due"))))
    later = Event(id="closing", title="Closing", expected=Day(on=date(1996, 12, 20)))
    changed = docket.changed((Change("event", "closing", CLOSING, later),))
    went_on = reassess(assess_whole(docket, DAY), changed).assessment
    assert went_on == assess(changed, DAY)
    assert went_on["2"].expected == date(1997, 2, 18)


def test_the_word_stands_with_the_day_and_its_distance() -> None:
    docket = docket_of((CLOSING, FIRST))
    position = assess(docket, DAY)["1"]
    short, full = (said(docket, FIRST, position, DAY) for said in (due_text, due_text_in_full))
    assert short == DueText(date(1997, 1, 12), "", "expected", expected=True)
    assert full == DueText(None, "expected Sun 12 Jan 1997", "in 53 days", expected=True)


def test_it_waits_in_today_and_stands_in_the_list_of_what_is_due() -> None:
    docket = docket_of((CLOSING, FIRST))
    assessment = assess(docket, DAY)
    assert "1" in agenda_of(docket, assessment)["waiting"].ids
    (told,) = due_objects(docket, assessment)
    assert (told["due"], told["expected"], told["days_left"]) == (None, "1997-01-12", None)
    lines = due_lines(docket, assessment)
    assert any("expected Sun 12 Jan 1997" in line for line in lines)
    assert not any(line.startswith("Next deadline") for line in lines)


# ------------------------------------------------------------------------ strip, calendar and timeline


def test_the_almanac_holds_the_expected_day_with_what_it_rests_on_and_as_no_due_day() -> None:
    docket = docket_of((CLOSING, FIRST))
    almanac = Almanac(docket, assess(docket, DAY))
    items = [item for leaf in almanac.coming(DAY) for item in leaf.items if item.ids == ("1",)]
    assert [(item.day, item.sort) for item in items] == [(date(1997, 1, 12), "expected")]
    (item,) = items
    assert (item.fixed, item.movable, item.ahead) == (False, False, True)
    assert item.awaits == (Awaited("closing", date(1996, 12, 13), "event"),)
    said = spoken(docket, item, DAY)
    assert said == (
        "A-1 Deliver 1: expected to fall due Sun 12 Jan 1997, in 53 days; dormant; Closing is expected Fri 13 Dec 1996"
    )
    assert stays(docket, item) == ("Nothing is due by it yet: Closing is expected Fri 13 Dec 1996. It moves with that.")
    (leaf,) = almanac.leaves(item.day, item.day)
    assert "Expected to fall due: Deliver 1, dormant; Closing is expected" in day_said(docket, leaf, DAY)


def test_an_expected_day_that_follows_another_names_that_one() -> None:
    plan = duty("p", None, binding="plan", deadline=On(day=Day(on=date(1997, 3, 1))))
    second = duty("2", ObligationAnchor(obligation="1", of="due"))
    third = duty("3", ObligationAnchor(obligation="p"))
    docket = docket_of((CLOSING, FIRST, plan, second, third))
    assessment = assess(docket, DAY)
    words = [awaited_words(docket, awaited_of(docket, assessment, node)) for node in (second, third)]
    assert words == ["A-1 is expected to fall due Sun 12 Jan 1997", "A-p is forecast for Sat 1 Mar 1997"]


def test_a_plan_that_waits_for_an_event_is_forecast_in_the_calendar() -> None:
    docket = docket_of((CLOSING, duty("p", AT_CLOSING, binding="plan")))
    almanac = Almanac(docket, assess(docket, DAY))
    (leaf,) = almanac.leaves(date(1997, 1, 12), date(1997, 1, 12))
    assert [item.sort for item in leaf.items] == ["forecast"]


def test_once_the_event_happens_the_calendar_holds_the_due_day_alone() -> None:
    happened = Event(id="closing", title="Closing", happened=Day(on=date(1996, 11, 18)), expected=CLOSING.expected)
    docket = docket_of((happened, FIRST))
    almanac = Almanac(docket, assess(docket, DAY))
    items = [item for leaf in almanac.coming(DAY) for item in leaf.items if item.ids == ("1",)]
    assert [(item.day, item.sort, item.awaits) for item in items] == [(date(1996, 12, 18), "due", ())]


def test_the_strip_holds_the_expected_day_without_a_stretch_of_work() -> None:
    docket = docket_of((CLOSING, duty("1", AT_CLOSING, lead_time=5)))
    weeks = seven_weeks(docket, assess(docket, date(1996, 12, 16)), date(1996, 12, 16))
    assert weeks.falling == (
        Falling(
            "1",
            date(1997, 1, 12),
            Standing.DORMANT,
            awaits=(Awaited("closing", date(1996, 12, 13), "event"),),
        ),
    )
    assert weeks.falling[0].expected


def test_the_timeline_marks_the_expected_day_beside_that_of_the_event() -> None:
    second = duty("2", ObligationAnchor(obligation="1", of="due"))
    known = assess_whole(docket_of((CLOSING, FIRST, second)), DAY)
    roles = [[(mark.role, mark.day) for mark in track_of(known, one, {}).marks] for one in ("1", "2")]
    assert roles == [
        [("expected event", date(1996, 12, 13)), ("expected due", date(1997, 1, 12))],
        [("expected due", date(1997, 2, 11))],
    ]


def test_what_is_cancelled_expects_nothing_anywhere() -> None:
    cancelled = fact("1", date(1996, 11, 19), Cancelled(), id="off")  # fmt: skip
    docket = docket_of((CLOSING, FIRST, cancelled))
    known = assess_whole(docket, DAY)
    almanac = Almanac(docket, known.assessment)
    assert [item.ids for leaf in almanac.coming(DAY) for item in leaf.items] == [()]
    assert not seven_weeks(docket, known.assessment, DAY).falling
    assert "expected due" not in {mark.role for mark in track_of(known, "1", {}).marks}
