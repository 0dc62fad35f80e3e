"""A due day and why it is that day are one answer: what explains a date reads the trail that the date came from."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from model.assess import assess
from model.assess.engine import assess_whole
from model.assess.lawroll import roll_offered
from model.assess.standing import Standing
from model.days.operation import Add, Cutoff, Hours, Step
from model.docket import Docket
from model.outlook.changes.moves import moves
from model.record.base import Record
from model.record.day import Day
from model.record.deadline import EventAnchor, Every, On, Override
from model.record.event import Event
from model.record.instrument import Instrument
from model.wording.explain import why_this_date
from tests.builders import PAID, docket_of
from tests.model.assess.dockets import BANK, random_docket_on_a_day
from tests.model.assess.numbered import on
from tests.model.assess.small import after, duty, event, fact, plan

# Day 0 is Mon 3 Jun 1996, so day 5 is a Saturday, day 6 a Sunday and day 7 a Monday.

ROLLING = Instrument(id="i", title="Agreement", calendars=("SAT_SUN",), roll="following")
AT_CLOSING = EventAnchor(event="e")
DAILY = "FREQ=DAILY;COUNT=3"


def docket(*records: Record) -> Docket:
    return docket_of((BANK, ROLLING, *records))


def why(records: Docket, day: int = 0) -> list[str]:
    return [line.words for line in why_this_date(records, assess(records, on(day)), "x")]


def troubles(records: Docket, day: int = 0) -> list[str]:
    return [reason.text for reason in assess(records, on(day))["x"].reasons if reason.code == "trouble"]


@pytest.mark.parametrize("seed", range(80))
def test_the_day_that_is_explained_is_the_due_day(seed: int) -> None:
    found, day = random_docket_on_a_day(Random(seed))
    assessment = assess(found, day)
    for one in found.obligations.values():
        position = assessment[one.id]
        lines = [line for line in why_this_date(found, assessment, one.id) if line.role in ("due", "override")]
        if position.due and one.binding != "plan":
            assert lines[-1].day == position.due
        assert position.trail.due == position.due or one.binding == "plan"


def test_what_is_expected_is_rolled_as_it_would_be_once_it_came() -> None:
    expected = Event(id="e", title="Closing", expected=Day(on=on(0)))
    found = docket(expected, duty(instrument="i", deadline=after(AT_CLOSING, 5)))
    assert assess(found, on(0))["x"].expected == on(7)
    assert "expected on Mon 3 Jun 1996: by then it would fall due on Mon 10 Jun 1996" in why(found)


@pytest.mark.parametrize("node", [duty, plan], ids=["a duty", "a plan"])
def test_a_window_that_opens_by_the_rolled_day_is_not_set_aside(node: Any) -> None:
    window = after(AT_CLOSING, 5, opens=(Add(n=6, unit="day"),))
    found = docket(event(0), node(instrument="i", deadline=window))
    assert any(words.startswith("the window opens, that day in time") for words in why(found))


def test_a_window_of_an_occurrence_opens_by_its_rolled_day_too() -> None:
    weekly = Every(rule="FREQ=WEEKLY", start=on(0), steps=(Add(n=5, unit="day"),), opens=(Add(n=6, unit="day"),))
    found = docket(duty(instrument="i", deadline=weekly))
    assert assess(found, on(0))["x"].due == on(7)
    assert any(words.startswith("the window opens, that day in time") for words in why(found))


def test_a_window_that_cannot_be_worked_out_leaves_the_due_day() -> None:
    by_the_hour = after(AT_CLOSING, 9, opens=(Hours(n=24, tz="America/New_York"),))
    found = docket(event(0), duty(deadline=by_the_hour))
    assert assess(found, on(20))["x"].standing is Standing.MISSED
    assert assess(found, on(20))["x"].due == on(9)
    (said,) = troubles(found)
    assert said.endswith("The window is set aside.")
    assert said in why(found)


def test_a_window_of_a_series_that_is_set_aside_is_said() -> None:
    never = Every(rule="FREQ=WEEKLY", start=on(0), opens=(Add(n=6, unit="day"),))
    assert troubles(docket(duty(deadline=never)))[0].endswith("after the due day of Mon 3 Jun 1996: it is set aside.")


def test_not_earlier_than_a_day_after_the_due_day_is_said() -> None:
    found = docket(event(0), duty(deadline=after(AT_CLOSING, 4, not_earlier_than=on(10))))
    assert assess(found, on(0))["x"].due == on(4)
    (said,) = troubles(found)
    assert "lies after the due day, Fri 7 Jun 1996" in said


def test_of_two_occurrences_due_on_one_day_the_open_one_is_explained() -> None:
    both = Every(rule=DAILY, start=on(4), steps=(Add(n=1, unit="day"),))
    open_both = docket(duty(instrument="i", deadline=both))
    trail = assess(open_both, on(0))["x"].trail
    assert (trail.due, trail.legs[0].zero) == (on(7), on(4))
    first_done = docket(duty(instrument="i", deadline=both), fact(0, PAID, occurrence=4))
    trail = assess(first_done, on(0))["x"].trail
    assert (trail.due, trail.legs[0].zero) == (on(7), on(5))
    assert "1 day after Sat 8 Jun 1996" in why(first_done)


def test_a_change_counts_from_the_hour_that_the_due_day_counts_from() -> None:
    steps: tuple[Step, ...] = (Cutoff(time="17:00", tz="America/New_York"), Add(n=2, unit="day"))
    counted = replace(after(AT_CLOSING, 1), steps=steps)
    before = docket(Event(id="e", title="Closing"), duty(deadline=counted))
    told = Event(id="e", title="Closing", happened=Day(on=on(0)), time="16:00", zone="America/New_York")
    (move,) = moves(before, docket(told, duty(deadline=counted)), on(1))
    assert move.new == on(2)
    assert "needs the hour" not in move.why


def test_no_roll_is_offered_to_a_day_that_was_set_by_hand() -> None:
    loan = Instrument(id="l", title="Loan", governing_law="the laws of the State of New York")
    sunday = duty(instrument="l", deadline=On(day=Day(on=on(6))))
    found = docket(loan, sunday)
    assert roll_offered(found, sunday, assess(found, on(0))["x"])
    by_hand = replace(sunday, override=Override(day=on(6), reason="agreed"))
    found = docket(loan, by_hand)
    assert roll_offered(found, by_hand, assess(found, on(0))["x"]) == ""


def test_the_day_that_was_computed_stays_beside_the_one_set_by_hand() -> None:
    found = docket(event(0), duty(deadline=after(AT_CLOSING, 9), override=Override(day=on(12), reason="agreed")))
    trail = assess_whole(found, on(1)).assessment["x"].trail
    assert (trail.due, trail.computed, trail.legs[0].zero) == (on(12), on(9), date(1996, 6, 3))
