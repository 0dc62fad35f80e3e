"""The judge judged: what happens again, series that begin and end with something, instalments, worked by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import pytest

from model.record.amount import Amount
from model.record.deadline import (
    Changed,
    Deadline,
    EventAnchor,
    Every,
    InstrumentAnchor,
    ObligationAnchor,
    SeriesBound,
    Start,
)
from model.record.fact import Cancelled, Performed
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
    counted,
    course_of,
    covenant,
    cure,
    duty,
    event,
    fact,
    follows,
    met,
    right,
    unsound,
)

# --- Happens again --------------------------------------------------------------------------------------------

EACH = Every(event="e", steps=counted(5))
X = duty(deadline=EACH)

AGAIN: dict[str, Case] = {
    "none yet": ((again(), X), "dormant 0"),
    "one": ((again(4), X), "dormant 0, open 4, due 9, missed 10"),
    "one done": ((again(4), X, fact(7, PAID, occurrence=4)), "dormant 0, open 4, satisfied 7"),
    "done before it happened": ((again(4), X, fact(2, PAID, occurrence=4)), "dormant 0, satisfied 4"),
    "two": (
        (again(4, 12), X, fact(7, PAID, occurrence=4)),
        "dormant 0, open 4, satisfied 7, open 12, due 17, missed 18",
    ),
    "two running at once": (
        (again(4, 6), X, fact(7, PAID, occurrence=4)),
        "dormant 0, open 4, due 11, missed 12",
    ),
    "the later one done first": (
        (again(4, 6), X, fact(7, PAID, occurrence=6)),
        "dormant 0, open 4, due 9, missed 10",
    ),
    "two on one day, one of them done": (
        (again(4, 4), X, fact(7, PAID, occurrence=4)),
        "dormant 0, open 4, due 9, missed 10",
    ),
    "two on one day, both done": (
        (again(4, 4), X, fact(7, PAID, occurrence=4), fact(8, PAID, occurrence=4, number=2)),
        "dormant 0, open 4, satisfied 8",
    ),
    "a number that there is not": (
        (again(4), X, fact(7, PAID, occurrence=4, number=2)),
        "dormant 0, open 4, due 9, missed 10",
    ),
    "counted back": ((again(8), duty(deadline=Every(event="e", steps=counted(-2)))), "dormant 0, missed 8"),
    "one that is not owed": (
        (
            again(4, 12),
            duty(deadline=msgspec.structs.replace(EACH, changed=(Changed(occurrence=on(4), reason="agreed"),))),
        ),
        "dormant 0, open 12, due 17, missed 18",
    ),
    "one that was moved": (
        (
            again(4),
            duty(
                deadline=msgspec.structs.replace(EACH, changed=(Changed(occurrence=on(4), due=on(6), reason="agreed"),))
            ),
        ),
        "dormant 0, open 4, due 6, missed 7",
    ),
    "after its last day": (
        (again(4, 12), duty(deadline=Every(event="e", steps=counted(5), until=on(8))), fact(5, PAID, occurrence=4)),
        "dormant 0, open 4, satisfied 5",
    ),
    "cancelled before any": ((again(8), X, fact(5, Cancelled())), "dormant 0, released 5"),
    "a right each time": (
        (again(4, 12), right(deadline=EACH)),
        "dormant 0, open 4, due 9, lapsed 10, open 12, due 17, lapsed 18",
    ),
    "in cure": ((again(4), duty(deadline=EACH, cure=cure(3))), "dormant 0, open 4, due 9, in cure 10, missed 13"),
    "the end of its instrument, none yet": (
        (again(), agreement(until=6), duty(deadline=EACH, instrument="i")),
        "dormant 0, released 7",
    ),
    "test dates": (
        (again(4, 12), covenant(deadline=Every(event="e")), fact(4, met(True))),
        "untested 0, in compliance 4, untested 12",
    ),
    "a deadline of its own takes the first": (
        (again(4, 12), duty(deadline=after(EVENT, 3))),
        "dormant 0, open 4, due 7, missed 8",
    ),
    "a start takes the first": (
        (again(4, 12), duty(starts=Start(of=(EVENT,)))),
        "dormant 0, open 4, due 10, missed 11",
    ),
    "a cure takes the first on or after the due day": (
        (again(4, 12, 14), duty(cure=cure(3, runs_from="notice", event="e"))),
        "open 0, due 10, in cure 11, missed 16",
    ),
}


@BY_BOTH
@pytest.mark.parametrize("name", AGAIN)
def test_what_happens_again_gives_an_occurrence_each_time(name: str, says: Says) -> None:
    assert course_of(says, AGAIN[name]) == AGAIN[name][1]


@BY_BOTH
def test_a_miss_of_any_happening_exposes(says: Says) -> None:
    case: Case = ((again(2, 4), X, fact(5, PAID, occurrence=2), follows("x")), "")
    assert course_of(says, case, "q") == "dormant 0, exposed 10"
    second: Case = ((again(2, 2), X, fact(5, PAID, occurrence=2), follows("x")), "")
    assert course_of(says, second, "q") == "dormant 0, exposed 8"


# --- Begins and ends ------------------------------------------------------------------------------------------

Y_DONE = ObligationAnchor(obligation="y", of="performed")


def bound(anchor: Any, steps: int | None = None) -> SeriesBound:
    return SeriesBound(anchor=anchor, steps=() if steps is None else counted(steps))


def every(interval: int = 5, count: int | None = None, **fields: Any) -> Every:
    ends = "" if count is None else f";COUNT={count}"
    return Every(rule=f"FREQ=DAILY;INTERVAL={interval}{ends}", **fields)


def begun_by(anchor: Any, steps: int | None = None, **fields: Any) -> Every:
    return every(begins=bound(anchor, steps), **fields)


Y = duty("y", due=30)
BOTH = (fact(4, PAID, occurrence=4), fact(9, PAID, occurrence=9))

BOUNDS: dict[str, Case] = {
    "not begun": ((event(None), duty(deadline=begun_by(EVENT))), "dormant 0"),
    "begun on the day itself": ((event(4), duty(deadline=begun_by(EVENT))), "dormant 0, due 4, missed 5"),
    "begun with steps": ((event(2), duty(deadline=begun_by(EVENT, 3))), "dormant 0, open 2, due 5, missed 6"),
    "begun by a performance": (
        (Y, fact(4, PAID, "y"), duty(deadline=begun_by(Y_DONE, 2))),
        "dormant 0, open 4, due 6, missed 7",
    ),
    "begun with an instrument": (
        (agreement(4), duty(deadline=begun_by(InstrumentAnchor(instrument="i"), 2))),
        "dormant 0, open 4, due 6, missed 7",
    ),
    "begun before it was known": (
        (event(8), duty(deadline=begun_by(EVENT, -4)), fact(8, PAID, occurrence=4)),
        "dormant 0, open 8, due 9, missed 10",
    ),
    "counted from its beginning": (
        (event(4), duty(deadline=begun_by(EVENT, count=2)), *BOTH),
        "dormant 0, open 4, satisfied 9",
    ),
    "with an event, from its beginning on": (
        (
            again(3, 7, 12),
            event(5, "f"),
            duty(deadline=Every(event="e", steps=counted(2), begins=bound(EventAnchor(event="f")))),
        ),
        "dormant 0, open 7, due 9, missed 10",
    ),
    "end not known": (
        (event(None), duty(deadline=every(start=on(4), ends=bound(EVENT))), *BOTH),
        "open 0, due 14, missed 15",
    ),
    "the end itself may be the last": (
        (event(9), duty(deadline=every(start=on(4), ends=bound(EVENT))), *BOTH),
        "open 0, satisfied 9",
    ),
    "later ones were never owed": (
        (event(12), duty(deadline=every(start=on(4), ends=bound(EVENT))), *BOTH),
        "open 0, satisfied 12",
    ),
    "an end counted back takes away what was due": (
        (event(16), duty(deadline=every(start=on(4), ends=bound(EVENT, -3))), *BOTH),
        "open 0, due 14, missed 15, satisfied 16",
    ),
    "until something is filed": (
        (Y, fact(7, PAID, "y"), duty(deadline=every(start=on(4), ends=bound(Y_DONE))), BOTH[0]),
        "open 0, satisfied 7",
    ),
    "over months after it becomes binding": (
        (event(4), duty(deadline=begun_by(EVENT, ends=bound(EVENT, 6))), *BOTH),
        "dormant 0, open 4, satisfied 9",
    ),
    "nothing owed at all": ((event(3), duty(deadline=every(start=on(4), ends=bound(EVENT)))), "open 0, dormant 3"),
    "a covenant before its tests begin": (
        (event(4), covenant(deadline=begun_by(EVENT, 2)), fact(5, met(True))),
        "dormant 0, untested 6",
    ),
    "a covenant after its tests end": (
        (event(8), covenant(deadline=every(start=on(4), ends=bound(EVENT))), fact(4, met(True))),
        "dormant 0, in compliance 4, released 9",
    ),
}


@BY_BOTH
@pytest.mark.parametrize("name", BOUNDS)
def test_a_series_begins_and_ends_with_something(name: str, says: Says) -> None:
    assert course_of(says, BOUNDS[name]) == BOUNDS[name][1]


# --- Instalments ----------------------------------------------------------------------------------------------


def instalments(total: str, deadline: Deadline, **fields: Any) -> Any:
    return duty(kind="payment", deadline=deadline, amount=Amount(value=total, currency="USD", in_all=True, **fields))


def paid(day: int, amount: str, occurrence: int, **fields: Any) -> Any:
    return fact(day, Performed(amount=amount, currency="USD"), occurrence=occurrence, **fields)


THREE = every(start=on(4), until=on(14))
THIRDS = instalments("100", THREE)
STRUCK = instalments("100", every(start=on(4), until=on(14), changed=(Changed(occurrence=on(9), reason="agreed"),)))

INSTALMENTS: dict[str, Case] = {
    "an equal part": ((THIRDS, paid(4, "33.33", 4)), "open 0, due 9, missed 10"),
    "less than an equal part": ((THIRDS, paid(4, "33.32", 4)), "open 0, due 4, missed 5"),
    "the last is the rest": (
        (THIRDS, paid(4, "33.33", 4), paid(9, "33.33", 9), paid(14, "33.34", 14)),
        "open 0, satisfied 14",
    ),
    "the last is short of the rest": (
        (THIRDS, paid(4, "33.33", 4), paid(9, "33.33", 9), paid(14, "33.33", 14)),
        "open 0, due 14, missed 15",
    ),
    "an excess is not carried over": (
        (THIRDS, paid(4, "40", 4), paid(9, "30", 9)),
        "open 0, due 9, missed 10",
    ),
    "one that is struck out": ((STRUCK, paid(4, "49.99", 4)), "open 0, due 4, missed 5"),
    "half of it each": ((STRUCK, paid(4, "50", 4), paid(14, "50", 14)), "open 0, satisfied 14"),
    "by its number": (
        (instalments("90", every(count=3, start=on(4))), paid(4, "30", 4)),
        "open 0, due 9, missed 10",
    ),
    "end not known": (
        (event(None), instalments("90", every(start=on(4), ends=bound(EVENT))), paid(4, "90", 4)),
        "open 0, due 4, missed 5",
    ),
    "end not known, in full": (
        (event(None), instalments("90", every(start=on(4), ends=bound(EVENT))), fact(4, PAID, occurrence=4)),
        "open 0, due 9, missed 10",
    ),
}


@BY_BOTH
@pytest.mark.parametrize("name", INSTALMENTS)
def test_instalments_are_equal_parts(name: str, says: Says) -> None:
    assert course_of(says, INSTALMENTS[name]) == INSTALMENTS[name][1]


def test_what_an_instalment_comes_to() -> None:
    docket = docket_of((THIRDS,))
    assert simulate(docket, on(2))["x"].owed == Decimal("33.33")
    done = docket_of((THIRDS, fact(4, PAID, occurrence=4), fact(9, PAID, occurrence=9)))
    assert simulate(done, on(10))["x"].owed == Decimal("33.34")
    unknown = docket_of((event(None), instalments("90", every(start=on(4), ends=bound(EVENT)))))
    assert simulate(unknown, on(2))["x"].owed is None


@pytest.mark.parametrize("table", [AGAIN, BOUNDS, INSTALMENTS])
def test_every_case_passes_the_door(table: dict[str, Case]) -> None:
    assert not [problem for case in table.values() for problem in unsound(case)]
