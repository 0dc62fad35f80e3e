"""The judge judged: covenants, consequences and reliefs, line by line, worked by hand from the domain page."""

from __future__ import annotations

import pytest

from model.record.amount import Threshold
from model.record.base import Record
from model.record.day import Day
from model.record.deadline import (
    Every,
    Start,
    While,
)
from model.record.fact import (
    Cancelled,
    DefaultCeased,
    Performed,
    Reading,
    Rejected,
    Submitted,
)
from model.record.relief import Relief
from tests.builders import PAID
from tests.model.assess.numbered import on
from tests.model.assess.small import (
    BY_BOTH,
    EVENT,
    FOR_SUBMISSION,
    Says,
    after,
    agreement,
    course,
    covenant,
    cure,
    duty,
    event,
    fact,
    follows,
    met,
    plan,
    right,
    turns,
    waiver,
)

# --- Covenants and tests ------------------------------------------------------------------------------------

TESTS = Every(rule="FREQ=DAILY;INTERVAL=10", start=on(5))
RATIO = Threshold(metric="ratio", comparator="at least", value="2")

COVENANTS: dict[str, tuple[tuple[Record, ...], str]] = {
    "not in force": ((agreement(5), covenant(instrument="i")), "dormant 0, untested 5"),
    "its time not begun": ((covenant(deadline=While(since=on(5))),), "dormant 0, untested 5"),
    "its start has not happened": ((event(5), covenant(starts=Start(of=(EVENT,)))), "dormant 0, untested 5"),
    "cancelled": ((covenant(), fact(5, Cancelled())), "untested 0, released 5"),
    "released while failing": (
        (covenant(), fact(3, met(False)), waiver(5, kind="release")),
        "untested 0, failing 3, released 5",
    ),
    "over while met": (
        (covenant(deadline=While(until=on(8))), fact(3, met(True))),
        "untested 0, in compliance 3, released 9",
    ),
    "over while untested": ((covenant(deadline=While(until=on(8))),), "untested 0, released 9"),
    "over while failing": (
        (covenant(deadline=While(until=on(8))), fact(3, met(False))),
        "untested 0, failing 3",
    ),
    "over while in cure": (
        (covenant(deadline=While(until=on(8)), cure=cure(9)), fact(3, met(False))),
        "untested 0, in cure 3, released 9",
    ),
    "over with its instrument": ((agreement(until=8), covenant(instrument="i")), "untested 0, released 9"),
    "a reading past its time": (
        (covenant(deadline=While(until=on(8))), fact(9, met(False))),
        "untested 0, released 9",
    ),
    "over while waived": (
        (covenant(deadline=While(until=on(8))), fact(3, met(False)), waiver(5, 12)),
        "untested 0, failing 3, suspended 5, failing 13",
    ),
    "over before it began": (
        (agreement(until=8), covenant(instrument="i", deadline=While(since=on(12))), fact(6, met(False))),
        "dormant 0, released 12",
    ),
    "over on the day after the last day of cure": (
        (covenant(deadline=While(until=on(8)), cure=cure(5)), fact(3, met(False))),
        "untested 0, in cure 3, failing 9",
    ),
    "no reading since the last test date": (
        (covenant(deadline=TESTS), fact(5, met(True)), fact(17, met(True))),
        "dormant 0, in compliance 5, untested 15, in compliance 17, untested 25",
    ),
    "a reading by its value": (
        (
            duty(kind="test", deadline=While(), threshold=RATIO),
            fact(3, Reading(value="1.5")),
            fact(6, Reading(value="2")),
        ),
        "untested 0, failing 3, in compliance 6",
    ),
    "not met and covered": (
        (covenant(), fact(3, met(False)), waiver(5, 8)),
        "untested 0, failing 3, suspended 5, failing 9",
    ),
    "covered in cure": (
        (covenant(cure=cure(9)), fact(3, met(False)), waiver(5, 8)),
        "untested 0, in cure 3, suspended 5, in cure 9, failing 13",
    ),
    "cure runs from the first reading not met": (
        (covenant(cure=cure(4)), fact(3, met(False)), fact(6, met(False))),
        "untested 0, in cure 3, failing 8",
    ),
    "a new failing after one that was met": (
        (covenant(cure=cure(4)), fact(3, met(False)), fact(6, met(True)), fact(10, met(False))),
        "untested 0, in cure 3, in compliance 6, in cure 10, failing 15",
    ),
    "a new failing after the default ceased": (
        (covenant(cure=cure(4)), fact(3, met(False)), fact(9, DefaultCeased()), fact(12, met(False))),
        "untested 0, in cure 3, failing 8, in cure 12, failing 17",
    ),
}


@BY_BOTH
@pytest.mark.parametrize("name", COVENANTS)
def test_a_covenant_takes_the_first_line_that_matches(name: str, says: Says) -> None:
    records, expected = COVENANTS[name]
    assert turns(course(says, records, "x", 25)) == expected


# --- Consequences -------------------------------------------------------------------------------------------

X_MISSED = (duty(), follows("x"))

CONSEQUENCES: dict[str, tuple[tuple[Record, ...], str]] = {
    "nothing missed": ((duty(), fact(9, PAID), follows("x")), "dormant 0"),
    "not in force": ((agreement(14), duty(), follows("x", instrument="i")), "dormant 0, exposed 14"),
    "cancelled": ((*X_MISSED, fact(14, Cancelled(), "q")), "dormant 0, exposed 11, released 14"),
    "released by a relief": (
        (*X_MISSED, waiver(4, 20, covers="q", kind="release")),
        "dormant 0, released 4, exposed 21",
    ),
    "its instrument ended before the miss of another": (
        (agreement(until=8), duty(), follows("x", instrument="i")),
        "dormant 0, released 9",
    ),
    "failing, then untested": (
        (covenant(deadline=TESTS), follows("x"), fact(5, met(False))),
        "dormant 0, exposed 5",
    ),
    "its instrument ended when exposed": (
        (agreement(until=12), duty(), follows("x", instrument="i")),
        "dormant 0, exposed 11",
    ),
    "missed": (X_MISSED, "dormant 0, exposed 11"),
    "performed late": ((*X_MISSED, fact(14, PAID)), "dormant 0, exposed 11"),
    "performed on the first day late": ((*X_MISSED, fact(11, PAID)), "dormant 0"),
    "lapsed": ((right(), follows("x")), "dormant 0, exposed 11"),
    "failing": ((covenant(), follows("x"), fact(4, met(False))), "dormant 0, exposed 4"),
    "failing, then met": (
        (covenant(), follows("x"), fact(4, met(False)), fact(6, met(True))),
        "dormant 0, exposed 4",
    ),
    "in cure": ((covenant(cure=cure(9)), follows("x"), fact(4, met(False)), fact(6, met(True))), "dormant 0"),
    "missed, then cancelled": ((*X_MISSED, fact(14, Cancelled())), "dormant 0, exposed 11, dormant 14"),
    "missed, then ceased": ((*X_MISSED, fact(14, DefaultCeased())), "dormant 0, exposed 11, dormant 14"),
    "ceased before the miss": ((*X_MISSED, fact(8, DefaultCeased())), "dormant 0, exposed 11"),
    "missed, then covered": ((*X_MISSED, waiver(14, 20)), "dormant 0, exposed 11, dormant 14, exposed 21"),
    "performed late, then covered": (
        (*X_MISSED, fact(12, PAID), waiver(14, 20)),
        "dormant 0, exposed 11, dormant 14, exposed 21",
    ),
    "covered all along": ((*X_MISSED, waiver(4)), "dormant 0"),
    "a new failing after the default ceased": (
        (covenant(), follows("x"), fact(4, met(False)), fact(6, DefaultCeased()), fact(9, met(False))),
        "dormant 0, exposed 4, dormant 6, exposed 9",
    ),
    "by a causing consequence": ((duty(), follows("x", id="p"), follows("p")), "dormant 0, exposed 11"),
    "in a circle": (
        (duty(), follows("x", "r", id="p"), follows("p", id="r"), follows("r")),
        "dormant 0, exposed 11",
    ),
    "a circle that nothing exposes": (
        (duty(), fact(3, PAID), follows("x", "r", id="p"), follows("p", id="r"), follows("r")),
        "dormant 0",
    ),
    "a plan is no cause": ((plan(), follows("x")), "dormant 0"),
    "rejected past c": (
        (duty(approval=FOR_SUBMISSION), fact(9, Submitted()), fact(14, Rejected()), follows("x")),
        "dormant 0, exposed 14",
    ),
}


@BY_BOTH
@pytest.mark.parametrize("name", CONSEQUENCES)
def test_a_consequence_takes_the_first_line_that_matches(name: str, says: Says) -> None:
    records, expected = CONSEQUENCES[name]
    assert turns(course(says, records, "q", 25)) == expected


# --- Reliefs ------------------------------------------------------------------------------------------------

X = duty(due=3)

RELIEFS: dict[str, tuple[tuple[Record, ...], str]] = {
    "before its grant": ((X, waiver(5)), "pending 0, live 5"),
    "only asked for": ((X, Relief(id="w", ref="W", title="A relief", covers=("x",))), "pending 0"),
    "before its start": ((X, waiver(5, since=on(8))), "pending 0, live 8"),
    "granted later with effect from earlier": ((X, waiver(5, since=on(2))), "pending 0, live 5"),
    "unsigned": ((X, waiver(5, signed="unsigned")), "pending 0"),
    "its instrument not yet in force": ((X, agreement(7), waiver(5, instrument="i")), "pending 0, live 7"),
    "ended": ((X, waiver(5, 20)), "pending 0, live 5, ended 21"),
    "a condition missed": (
        (X, duty("y"), waiver(5, 20, conditions=("y",))),
        "pending 0, live 5, lapsed 11",
    ),
    "lapsed for good": (
        (X, duty("y"), waiver(5, 20, conditions=("y",)), fact(14, PAID, "y")),
        "pending 0, live 5, lapsed 11",
    ),
    "a condition missed and performed before its start": (
        (X, duty("y", due=2), waiver(5, 20, conditions=("y",)), fact(4, PAID, "y")),
        "pending 0, live 5, ended 21",
    ),
    "a condition missed before its start and not performed": (
        (X, duty("y", due=2), waiver(5, 20, conditions=("y",))),
        "pending 0, lapsed 5",
    ),
    "a condition missed on the day after its end": (
        (X, duty("y", due=20), waiver(5, 20, conditions=("y",))),
        "pending 0, live 5, lapsed 21",
    ),
    "a condition due after its end": (
        (X, duty("y", due=21), waiver(5, 20, conditions=("y",))),
        "pending 0, live 5, ended 21",
    ),
    "a condition in cure": (
        (X, duty("y", cure=cure(30)), waiver(5, 20, conditions=("y",))),
        "pending 0, live 5, ended 21",
    ),
    "a condition that is covered": (
        (X, duty("y"), waiver(5, 20, conditions=("y",)), waiver(5, covers="y", id="v")),
        "pending 0, live 5, ended 21",
    ),
    "a condition released": (
        (X, duty("y"), waiver(5, 20, conditions=("y",)), fact(9, Cancelled(), "y")),
        "pending 0, live 5, ended 21",
    ),
    "a condition failing": (
        (X, covenant("y"), waiver(5, 20, conditions=("y",)), fact(9, met(False), "y"), fact(10, met(True), "y")),
        "pending 0, live 5, lapsed 9",
    ),
    "a right as condition": ((X, right("y"), waiver(5, 20, conditions=("y",))), "pending 0, live 5, ended 21"),
    "a plan as condition": ((X, plan("y"), waiver(5, 20, conditions=("y",))), "pending 0, live 5, ended 21"),
    "a condition without a day": (
        (X, duty("y", due=None), waiver(5, 20, conditions=("y",))),
        "pending 0, live 5, lapsed 21",
    ),
    "a condition without a day, in part": (
        (X, duty("y", due=None), waiver(5, 20, conditions=("y",)), fact(9, Performed(in_full=False), "y")),
        "pending 0, live 5, lapsed 21",
    ),
    "a condition without a day, performed on the last day": (
        (X, duty("y", due=None), waiver(5, 20, conditions=("y",)), fact(20, PAID, "y")),
        "pending 0, live 5, ended 21",
    ),
    "a condition without a day, submitted": (
        (X, duty("y", due=None, approval=FOR_SUBMISSION), waiver(5, 20, conditions=("y",)), fact(9, Submitted(), "y")),
        "pending 0, live 5, ended 21",
    ),
    "a condition without a day, dormant": (
        (X, event(None), duty("y", deadline=after(EVENT, 3)), waiver(5, 20, conditions=("y",))),
        "pending 0, live 5, ended 21",
    ),
    "a condition without a day, of a relief without an end": (
        (X, duty("y", due=None), waiver(5, conditions=("y",))),
        "pending 0, live 5",
    ),
    "an unclear end counts as exclusive": (
        (
            X,
            Relief(id="w", ref="W", title="A relief", covers=("x",), granted_on=Day(on=on(5)), until=on(20)),
        ),
        "pending 0, live 5, ended 20",
    ),
}


@BY_BOTH
@pytest.mark.parametrize("name", RELIEFS)
def test_a_relief_takes_the_first_line_that_matches(name: str, says: Says) -> None:
    records, expected = RELIEFS[name]
    assert turns(course(says, records, "w", 25)) == expected
