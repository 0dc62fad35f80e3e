"""The judge judged: what an instrument's end releases, leaves owed and lets follow, worked by hand."""

from __future__ import annotations

import pytest

from model.record.deadline import Every, InstrumentAnchor, Latest, Start
from model.record.fact import Cancelled, DefaultCeased, Submitted
from tests.builders import PAID
from tests.model.assess.dockets import on
from tests.model.assess.small import (
    BY_BOTH,
    EVENT,
    FOR_SUBMISSION,
    Case,
    Says,
    after,
    agreement,
    by,
    counted,
    course_of,
    covenant,
    cure,
    duty,
    event,
    fact,
    follows,
    links,
    met,
    plan,
    right,
    unsound,
    waiver,
)

END = InstrumentAnchor(instrument="i", of="end")
END_OF_ANOTHER = InstrumentAnchor(instrument="j", of="end")
TENTHS = Every(rule="FREQ=DAILY;INTERVAL=10", start=on(5))
LATER = Every(rule="FREQ=DAILY;INTERVAL=10", start=on(5), steps=counted(4))
EXTENDED = waiver(4, 18, kind="extension", new_due=on(18))

ENDS: dict[str, Case] = {
    "due on the last day": ((agreement(until=10), duty(instrument="i")), "open 0, due 10, missed 11"),
    "due the day after": ((agreement(until=9), duty(instrument="i")), "open 0, released 10"),
    "due by then, cure and all": (
        (agreement(until=11), duty(instrument="i", cure=cure(2))),
        "open 0, due 10, in cure 11, missed 13",
    ),
    "due by then and done after": (
        (agreement(until=11), duty(instrument="i"), fact(14, PAID)),
        "open 0, due 10, missed 11, satisfied late 14",
    ),
    "due by then and extended past the end": (
        (agreement(until=12), duty(instrument="i"), EXTENDED),
        "open 0, due 10, suspended 11, missed 19",
    ),
    "due after it, extended or not": ((agreement(until=9), duty(instrument="i"), EXTENDED), "open 0, released 10"),
    "submitted and due after": (
        (agreement(until=7), duty(instrument="i", approval=FOR_SUBMISSION), fact(5, Submitted())),
        "open 0, submitted 5, released 8",
    ),
    "no due day": ((agreement(until=9), duty(due=None, instrument="i")), "open 0, released 10"),
    "no due day, done on the last day": (
        (agreement(until=9), duty(due=None, instrument="i"), fact(9, PAID)),
        "open 0, satisfied 9",
    ),
    "a right still open": ((agreement(until=9), right(instrument="i")), "open 0, released 10"),
    "a right that had lapsed": ((agreement(until=12), right(instrument="i")), "open 0, due 10, lapsed 11"),
    "a plan": ((agreement(until=12), plan(instrument="i")), "open 0, released 13"),
    "dormant": (
        (agreement(until=9), event(None), duty(instrument="i", deadline=after(EVENT, 3))),
        "dormant 0, released 10",
    ),
    "occurrences due after it": (
        (
            agreement(until=17),
            duty(instrument="i", deadline=TENTHS),
            fact(5, PAID, occurrence=5),
            fact(15, PAID, occurrence=15),
        ),
        "open 0, released 18",
    ),
}


@BY_BOTH
@pytest.mark.parametrize("name", ENDS)
def test_an_end_releases_what_falls_due_after_it(name: str, says: Says) -> None:
    assert course_of(says, ENDS[name]) == ENDS[name][1]


SURVIVES: dict[str, Case] = {
    "so worded": ((agreement(until=5), duty(instrument="i", survives=True)), "open 0, due 10, missed 11"),
    "so worded, without a day": ((agreement(until=5), duty(due=None, instrument="i", survives=True)), "open 0"),
    "counted forward from the end": (
        (agreement(until=5), duty(instrument="i", deadline=after(END, 5))),
        "open 0, due 10, missed 11",
    ),
    "counted back from the end": (
        (agreement(until=12), duty(instrument="i", deadline=after(END, -2))),
        "open 0, due 10, missed 11",
    ),
    "counted from the end of another": (
        (agreement(until=7), agreement(until=5, id="j"), duty(instrument="i", deadline=after(END_OF_ANOTHER, 5))),
        "open 0, released 8",
    ),
    "the later of two, one of them counted from the end": (
        (agreement(until=5), duty(instrument="i", deadline=Latest(of=(after(END, 2), by(10))))),
        "open 0, due 10, missed 11",
    ),
    "starts with the end": (
        (agreement(until=5), duty(due=None, instrument="i", starts=Start(of=(END,)))),
        "dormant 0, open 5",
    ),
    "a covenant so worded": (
        (agreement(until=8), covenant(instrument="i", survives=True), fact(12, met(False))),
        "untested 0, failing 12",
    ),
    "a covenant not so worded": (
        (agreement(until=8), covenant(instrument="i"), fact(12, met(False))),
        "untested 0, released 9",
    ),
}


@BY_BOTH
@pytest.mark.parametrize("name", SURVIVES)
def test_some_things_survive_the_end(name: str, says: Says) -> None:
    assert course_of(says, SURVIVES[name]) == SURVIVES[name][1]


PAYMENT = duty(instrument="i", kind="payment", deadline=after(EVENT, 6))
RENT = duty(instrument="i", kind="payment", deadline=LATER)

ACCRUED: dict[str, Case] = {
    "its anchor had come": ((agreement(until=10), event(8), PAYMENT), "dormant 0, open 8, due 14, missed 15"),
    "its anchor came on the last day": (
        (agreement(until=10), event(10), PAYMENT),
        "dormant 0, open 10, due 16, missed 17",
    ),
    "its anchor came the day after": ((agreement(until=10), event(11), PAYMENT), "dormant 0, released 11"),
    "no payment": (
        (agreement(until=10), event(8), duty(instrument="i", deadline=after(EVENT, 6))),
        "dormant 0, open 8, released 11",
    ),
    "a right to a payment": (
        (agreement(until=10), event(8), right(instrument="i", kind="payment", deadline=after(EVENT, 6))),
        "dormant 0, open 8, released 11",
    ),
    "nothing sets it off": ((agreement(until=9), duty(instrument="i", kind="payment")), "open 0, released 10"),
    "its start had come": (
        (agreement(until=9), event(4), duty(instrument="i", kind="payment", starts=Start(of=(EVENT,)))),
        "dormant 0, open 4, due 10, missed 11",
    ),
    "its source had come": (
        (
            agreement(until=10),
            duty("y", due=8),
            fact(8, PAID, "y"),
            duty(due=None, instrument="i", kind="payment", paid_from=links("y")),
        ),
        "dormant 0, open 8",
    ),
    "its source came the day after": (
        (
            agreement(until=10),
            duty("y", due=8),
            fact(11, PAID, "y"),
            duty(due=None, instrument="i", kind="payment", paid_from=links("y")),
        ),
        "dormant 0, released 11",
    ),
    "the day that names an occurrence had come": (
        (agreement(until=15), RENT, fact(9, PAID, occurrence=5)),
        "open 0, due 19, missed 20",
    ),
    "the day that names an occurrence came the day after": (
        (agreement(until=14), RENT, fact(9, PAID, occurrence=5)),
        "open 0, released 15",
    ),
    "the start of a lease accrues no later rent": (
        (
            agreement(until=12),
            event(1),
            duty(instrument="i", kind="payment", deadline=TENTHS, starts=Start(of=(EVENT,))),
            fact(5, PAID, occurrence=5),
        ),
        "dormant 0, open 1, released 13",
    ),
}


@BY_BOTH
@pytest.mark.parametrize("name", ACCRUED)
def test_a_payment_that_had_accrued_stays_owed(name: str, says: Says) -> None:
    assert course_of(says, ACCRUED[name]) == ACCRUED[name][1]


CURED = duty(cure=cure(3))

FOLLOWS: dict[str, Case] = {
    "due by then": ((agreement(until=10), duty(), follows("x", instrument="i")), "dormant 0, exposed 11"),
    "due after": ((agreement(until=9), duty(), follows("x", instrument="i")), "dormant 0, released 10"),
    "due by then and in cure": ((agreement(until=11), CURED, follows("x", instrument="i")), "dormant 0, exposed 14"),
    "done in cure": (
        (agreement(until=11), CURED, follows("x", instrument="i"), fact(13, PAID)),
        "dormant 0, released 13",
    ),
    "done in time": (
        (agreement(until=14), duty(), follows("x", instrument="i"), fact(9, PAID)),
        "dormant 0, released 15",
    ),
    "ceased": (
        (agreement(until=14), duty(), follows("x", instrument="i"), fact(12, DefaultCeased())),
        "dormant 0, exposed 11, dormant 12, released 15",
    ),
    "ceased after the end": (
        (agreement(until=14), duty(), follows("x", instrument="i"), fact(17, DefaultCeased())),
        "dormant 0, exposed 11, released 17",
    ),
    "cancelled": (
        (agreement(until=14), duty(), follows("x", instrument="i"), fact(12, Cancelled())),
        "dormant 0, exposed 11, dormant 12, released 15",
    ),
    "covered by a relief that lasts longer": (
        (agreement(until=11), duty(), waiver(4, 20), follows("x", instrument="i")),
        "dormant 0, exposed 21",
    ),
    "done late and covered": (
        (agreement(until=12), duty(), fact(13, PAID), waiver(14, 20), follows("x", instrument="i")),
        "dormant 0, exposed 11, dormant 14, exposed 21",
    ),
    "of what survives": (
        (agreement(until=5), duty(instrument="i", survives=True), follows("x", instrument="i")),
        "dormant 0, exposed 11",
    ),
    "of what survives the end of another": (
        (agreement(until=5), agreement(id="j"), duty(instrument="j", survives=True), follows("x", instrument="i")),
        "dormant 0, released 6",
    ),
    "of what had accrued": (
        (agreement(until=10), event(8), PAYMENT, follows("x", instrument="i")),
        "dormant 0, exposed 15",
    ),
    "of what began to fail by then": (
        (agreement(until=8), covenant(cure=cure(5)), fact(6, met(False)), follows("x", instrument="i")),
        "dormant 0, exposed 12",
    ),
    "of what began to fail after": (
        (agreement(until=8), covenant(), fact(10, met(False)), follows("x", instrument="i")),
        "dormant 0, released 9",
    ),
    "one of two is left": (
        (agreement(until=10), duty(), duty("y", due=30), fact(9, PAID), follows("x", "y", instrument="i")),
        "dormant 0, released 11",
    ),
    "by a causing consequence, due by then": (
        (agreement(until=12), duty(), follows("x", id="p"), follows("p", instrument="i")),
        "dormant 0, exposed 11",
    ),
    "by a causing consequence, due after": (
        (agreement(until=8), duty(), follows("x", id="p"), follows("p", instrument="i")),
        "dormant 0, released 9",
    ),
    "by a consequence whose own instrument had ended": (
        (agreement(until=8), duty(), follows("x", id="p", instrument="i"), follows("p")),
        "dormant 0",
    ),
}


@BY_BOTH
@pytest.mark.parametrize("name", FOLLOWS)
def test_a_consequence_after_the_end_follows_what_had_begun(name: str, says: Says) -> None:
    assert course_of(says, FOLLOWS[name], "q") == FOLLOWS[name][1]


STANDSTILLS: dict[str, Case] = {
    "a standstill": (
        (agreement(until=14), duty(), waiver(4, 20, kind="standstill", instrument="i")),
        "open 0, due 10, suspended 11, missed 15",
    ),
    "a standstill without an end of its own": (
        (agreement(until=14), duty(), waiver(4, kind="standstill", instrument="i")),
        "open 0, due 10, suspended 11, missed 15",
    ),
    "a standstill that ends before": (
        (agreement(until=14), duty(), waiver(4, 12, kind="standstill", instrument="i")),
        "open 0, due 10, suspended 11, missed 13",
    ),
    "a waiver": (
        (agreement(until=14), duty(), waiver(4, 20, instrument="i")),
        "open 0, due 10, suspended 11, missed 21",
    ),
    "an extension": (
        (agreement(until=14), duty(), waiver(4, kind="extension", new_due=on(18), instrument="i")),
        "open 0, due 10, suspended 11, missed 19",
    ),
    "a release": ((agreement(until=14), duty(), waiver(4, kind="release", instrument="i")), "open 0, released 4"),
}


@BY_BOTH
@pytest.mark.parametrize("name", STANDSTILLS)
def test_a_standstill_ends_with_its_instrument(name: str, says: Says) -> None:
    assert course_of(says, STANDSTILLS[name]) == STANDSTILLS[name][1]


@pytest.mark.parametrize("table", [ENDS, SURVIVES, ACCRUED, FOLLOWS, STANDSTILLS])
def test_every_case_passes_the_door(table: dict[str, Case]) -> None:
    assert not [problem for case in table.values() for problem in unsound(case)]
