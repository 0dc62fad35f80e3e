"""The judge judged: instruments that come into force on conditions, and that end by their own terms."""

from __future__ import annotations

from typing import Any

import pytest

from model.record.base import Record
from model.record.conditions import Need
from model.record.day import Day
from model.record.deadline import Deadline, Earliest, EventAnchor, InstrumentAnchor, Latest, ObligationAnchor, Start
from model.record.fact import Cancelled
from model.record.instrument import InForceWhen, Instrument
from tests.builders import PAID, docket_of
from tests.model.assess.dockets import on
from tests.model.assess.simulation import simulate
from tests.model.assess.small import (
    BY_BOTH,
    EVENT,
    Case,
    Says,
    after,
    again,
    agreement,
    by,
    course_of,
    covenant,
    duty,
    event,
    fact,
    follows,
    links,
    met,
    unsound,
    waiver,
)

START = InstrumentAnchor(instrument="i")
END = InstrumentAnchor(instrument="i", of="end")
Y_DONE = ObligationAnchor(obligation="y", of="performed")


def on_conditions(*needs: str, events: str = "", effective: int | None = None, **fields: Any) -> Instrument:
    """An agreement in force once each of ``needs`` ("y" or "y or z") is satisfied and each event has happened."""
    when = InForceWhen(
        needs=tuple(Need(one_of=tuple(need.split(" or "))) for need in needs),
        events=tuple(events.split()),
        effective=None if effective is None else on(effective),
    )
    return agreement(in_force_when=when, **fields)


def ending(ends: Deadline, **fields: Any) -> Instrument:
    return agreement(ends=ends, **fields)


X: Record = duty(instrument="i")
Y: Record = duty("y", due=30)

IN_FORCE: dict[str, Case] = {
    "no condition met yet": ((on_conditions("y"), Y, X), "dormant 0"),
    "a condition met": ((on_conditions("y"), Y, fact(4, PAID, "y"), X), "dormant 0, open 4, due 10, missed 11"),
    "a condition released": (
        (on_conditions("y"), Y, fact(4, Cancelled(), "y"), X),
        "dormant 0, open 4, due 10, missed 11",
    ),
    "what was done before counts": (
        (on_conditions("y"), Y, fact(4, PAID, "y"), X, fact(2, PAID)),
        "dormant 0, satisfied 4",
    ),
    "one of several": (
        (on_conditions("y or z"), Y, duty("z", due=30), fact(6, PAID, "z"), X),
        "dormant 0, open 6, due 10, missed 11",
    ),
    "all of several": (
        (on_conditions("y", "z"), Y, duty("z", due=30), fact(6, PAID, "z"), X),
        "dormant 0",
    ),
    "a condition and an event": (
        (on_conditions("y", events="e"), Y, event(7), fact(4, PAID, "y"), X),
        "dormant 0, open 7, due 10, missed 11",
    ),
    "an event that happens again": (
        (on_conditions(events="e"), again(7, 12), X),
        "dormant 0, open 7, due 10, missed 11",
    ),
    "not before its own first day": (
        (on_conditions("y", begins=6), Y, fact(4, PAID, "y"), X),
        "dormant 0, open 6, due 10, missed 11",
    ),
    "met after its own first day": (
        (on_conditions("y", begins=2), Y, fact(4, PAID, "y"), X),
        "dormant 0, open 4, due 10, missed 11",
    ),
    "a covenant kept on that day, failing later": (
        (on_conditions("y"), covenant("y"), fact(4, met(True), "y"), fact(6, met(False), "y"), X),
        "dormant 0, open 4, due 10, missed 11",
    ),
    "two conditions never met together": (
        (
            on_conditions("y", "z"),
            covenant("y"),
            duty("z", due=30),
            fact(4, met(True), "y"),
            fact(6, met(False), "y"),
            fact(8, PAID, "z"),
            X,
        ),
        "dormant 0",
    ),
    "a covenant that forbids, with no breach recorded": (
        (on_conditions("y"), covenant("y", must_not=True), X),
        "open 0, due 10, missed 11",
    ),
    "past c by then": ((on_conditions("y"), Y, fact(14, PAID, "y"), X), "dormant 0, missed 14"),
    "met after its end": (
        (on_conditions("y", until=6), Y, fact(8, PAID, "y"), duty(instrument="i", due=5)),
        "dormant 0",
    ),
    "met on its last day": (
        (on_conditions("y", until=6), Y, fact(6, PAID, "y"), duty(instrument="i", due=5)),
        "dormant 0, missed 6",
    ),
}

OWN: dict[str, Case] = {
    "its own condition is judged before": (
        (on_conditions("x"), X),
        "open 0, due 10, missed 11",
    ),
    "and when it is met": ((on_conditions("x"), X, fact(4, PAID)), "open 0, satisfied 4"),
    "from the instrument's own day": (
        (on_conditions("x", day=Day(on=on(3))), X),
        "dormant 0, open 3, due 10, missed 11",
    ),
    "whatever day it is to be in force from": (
        (on_conditions("x", day=Day(on=on(3)), begins=6), X),
        "dormant 0, open 3, due 10, missed 11",
    ),
}

EFFECTIVE: dict[str, Case] = {
    "the first day in force": (
        (on_conditions("y"), Y, fact(4, PAID, "y"), duty(deadline=after(START, 6))),
        "dormant 0, open 4, due 10, missed 11",
    ),
    "as of an earlier day": (
        (on_conditions("y", effective=1), Y, fact(4, PAID, "y"), duty(deadline=after(START, 6))),
        "dormant 0, open 4, due 7, missed 8",
    ),
    "as of an earlier day, past c by then": (
        (on_conditions("y", effective=1), Y, fact(14, PAID, "y"), duty(instrument="i", deadline=after(START, 6))),
        "dormant 0, missed 14",
    ),
    "as of a later day": (
        (on_conditions("y", effective=7), Y, fact(4, PAID, "y"), duty(deadline=after(START, 6))),
        "dormant 0, open 4, due 13, missed 14",
    ),
    "a start as of a later day": (
        (on_conditions("y", effective=7), Y, fact(4, PAID, "y"), duty(starts=Start(of=(START,)))),
        "dormant 0, open 7, due 10, missed 11",
    ),
    "a stated first day": (
        (agreement(5), duty(deadline=after(START, 5))),
        "dormant 0, open 5, due 10, missed 11",
    ),
    "always in force": ((agreement(), duty(deadline=after(START, 5))), "dormant 0"),
}

ENDS: dict[str, Case] = {
    "after a notice": ((ending(after(EVENT, 1)), event(7), X), "open 0, released 9"),
    "after a notice, too late to matter": ((ending(after(EVENT, 3)), event(7), X), "open 0, due 10, missed 11"),
    "no notice yet": ((ending(after(EVENT, 1)), event(None), X), "open 0, due 10, missed 11"),
    "the sooner of a day and a notice": (
        (ending(Earliest(of=(by(9), after(EVENT, 1)))), event(4), X),
        "open 0, released 6",
    ),
    "the sooner of a day and a notice that never came": (
        (ending(Earliest(of=(by(9), after(EVENT, 1)))), event(None), X),
        "open 0, released 10",
    ),
    "the later of a day and a notice that never came": (
        (ending(Latest(of=(by(5), after(EVENT, 1)))), event(None), X),
        "open 0, due 10, missed 11",
    ),
    "beside a stated end the earlier": ((ending(by(9), until=5), X), "open 0, released 6"),
    "beside a later stated end": ((ending(by(5), until=9), X), "open 0, released 6"),
    "by a performance": ((ending(after(Y_DONE, 0)), Y, fact(6, PAID, "y"), X), "open 0, released 7"),
    "by its own performance": (
        (ending(after(Y_DONE, 0)), duty("y", due=5, instrument="i"), fact(6, PAID, "y"), X),
        "open 0, released 7",
    ),
    "by another instrument's end": (
        (ending(after(InstrumentAnchor(instrument="j", of="end"), 2)), agreement(until=5, id="j"), X),
        "open 0, released 8",
    ),
    "counted back from a notice": ((ending(after(EVENT, -3)), event(12), X), "open 0, due 10, missed 11, released 12"),
    "before it began": ((ending(after(EVENT, 0), begins=5), event(3), duty(instrument="i", due=4)), "dormant 0"),
}

END_AS_ANCHOR: dict[str, Case] = {
    "of a stated end, known before": (
        (agreement(until=12), duty(deadline=after(END, -2))),
        "open 0, due 10, missed 11",
    ),
    "of an end by notice, known from it": (
        (ending(after(EVENT, 6)), event(6), duty(deadline=after(END, -2))),
        "dormant 0, open 6, due 10, missed 11",
    ),
    "no end": ((agreement(), duty(deadline=after(END, -2))), "dormant 0"),
    "a start has to come": (
        (agreement(until=6), duty(starts=Start(of=(END,)))),
        "dormant 0, open 6, due 10, missed 11",
    ),
}

TABLES = (IN_FORCE, OWN, EFFECTIVE, ENDS, END_AS_ANCHOR)
CASES = {f"{number}: {name}": case for number, table in enumerate(TABLES) for name, case in table.items()}


@BY_BOTH
@pytest.mark.parametrize("name", CASES)
def test_an_instrument_begins_and_ends_by_its_terms(name: str, says: Says) -> None:
    assert course_of(says, CASES[name]) == CASES[name][1]


@BY_BOTH
def test_what_comes_with_an_instrument_begins_on_the_day_it_comes_into_force(says: Says) -> None:
    when = on_conditions("y", effective=1)
    records = (when, Y, fact(6, PAID, "y"), duty(), duty("z", due=30, instrument="i", replaces=links("x")))
    assert course_of(says, (records, "")) == "open 0, released 6"
    relieved = (when, Y, fact(14, PAID, "y"), duty(), waiver(4, instrument="i"))
    assert course_of(says, (relieved, "")) == "open 0, due 10, missed 11, suspended 14"
    assert course_of(says, (relieved, ""), "w") == "pending 0, live 14"
    followed = (when, Y, fact(14, PAID, "y"), duty(), follows("x", instrument="i"))
    assert course_of(says, (followed, ""), "q") == "dormant 0, exposed 14"


def test_a_miss_before_an_instrument_bound_anybody_began_when_it_did() -> None:
    docket = docket_of((on_conditions("y"), Y, fact(14, PAID, "y"), X))
    assert simulate(docket, on(20))["x"].since == on(14)


def test_a_cross_end_is_seen_from_any_day() -> None:
    """On the very day of the notice the end is known; on a day before it, it is not."""
    docket = docket_of((ending(after(EventAnchor(event="e"), 6)), event(6), duty(deadline=after(END, -2))))
    assert simulate(docket, on(5))["x"].due is None
    assert simulate(docket, on(6))["x"].due == on(10)


def test_every_case_passes_the_door() -> None:
    assert not [problem for case in CASES.values() for problem in unsound(case)]
