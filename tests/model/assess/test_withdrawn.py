"""Approval withdrawn: approval and submission are void from its day on, and not before."""

from __future__ import annotations

from typing import Any

import pytest

from model.assess import assess
from model.record.deadline import ObligationAnchor
from model.record.fact import Approved, Rejected, Submitted
from tests.builders import docket_of
from tests.model.assess.dockets import BANK
from tests.model.assess.numbered import on
from tests.model.assess.small import (
    FOR_APPROVAL,
    FOR_SUBMISSION,
    after,
    assessed,
    course,
    duty,
    fact,
    follows,
    links,
    owed,
    part,
    right,
    turns,
    waiver,
)

WITHDRAWN = Rejected(withdraws_approval=True)


@pytest.mark.parametrize(
    ("approval", "facts", "expected"),
    [
        (
            FOR_SUBMISSION,
            ((3, Submitted()), (5, Approved()), (8, WITHDRAWN)),
            "open 0, submitted 3, satisfied 5, open 8, due 10, missed 11",
        ),
        (
            FOR_SUBMISSION,
            ((3, Submitted()), (5, Approved()), (13, WITHDRAWN)),
            "open 0, submitted 3, satisfied 5, missed 13",
        ),
        (
            FOR_APPROVAL,
            ((3, Submitted()), (12, Approved()), (14, WITHDRAWN)),
            "open 0, submitted 3, missed 11, satisfied late 12, missed 14",
        ),
        (
            FOR_SUBMISSION,
            ((3, Submitted()), (5, Approved()), (8, WITHDRAWN), (9, Submitted()), (14, Approved())),
            "open 0, submitted 3, satisfied 5, open 8, submitted 9, satisfied 14",
        ),
        (
            FOR_SUBMISSION,
            ((3, Submitted()), (5, Approved()), (12, WITHDRAWN), (14, Submitted()), (15, Approved())),
            "open 0, submitted 3, satisfied 5, missed 12, satisfied late 15",
        ),
        (FOR_SUBMISSION, ((5, Approved()), (10, WITHDRAWN)), "open 0, satisfied 5, due 10, missed 11"),
    ],
    ids=["before its day", "past its day", "late", "handed in again", "handed in again late", "on its day"],
)
def test_it_is_void_from_that_day_on(approval: Any, facts: Any, expected: str) -> None:
    records = (duty(approval=approval), *(fact(day, what) for day, what in facts))
    assert turns(course(assessed, records, "x", 16)) == expected


def test_the_miss_begins_with_the_withdrawal() -> None:
    facts = (fact(3, Submitted()), fact(5, Approved()), fact(13, WITHDRAWN))
    records = (BANK, duty(approval=FOR_SUBMISSION), follows("x"), *facts)
    position = assess(docket_of(records), on(15))["x"]
    assert (position.since, position.reasons[0].day) == (on(13), on(13))
    assert assess(docket_of(records), on(15))["q"].since == on(13)


def test_on_one_day_it_sorts_after_the_approval() -> None:
    facts = (fact(3, Submitted()), fact(5, WITHDRAWN, minute=1), fact(5, Approved(), minute=2))
    assert turns(course(assessed, (duty(approval=FOR_SUBMISSION), *facts), "x", 6)) == "open 0, submitted 3, open 5"


def test_what_it_brought_in_goes_with_it_and_so_does_what_counts_from_it() -> None:
    source = duty("y", 20, approval=FOR_SUBMISSION, amount=owed("exactly"))
    paid = duty("z", None, paid_from=links("y"))
    counting = duty("x", deadline=after(ObligationAnchor(obligation="y", of="performed"), 9))
    facts = (fact(3, part(100), "y"), fact(5, Approved(), "y"), fact(8, WITHDRAWN, "y"))
    records = (source, paid, counting, *facts)
    assert turns(course(assessed, records, "y", 9)) == "open 0, submitted 3, satisfied 5, open 8"
    assert turns(course(assessed, records, "z", 9)) == "dormant 0, open 3, dormant 8"
    assert turns(course(assessed, records, "x", 9)) == "dormant 0, open 5, dormant 8"
    assert assess(docket_of((BANK, *records)), on(8))["y"].performed is None


def test_a_relief_lapses_by_it_only_where_it_is_missed_within_its_time() -> None:
    facts = (fact(3, Submitted(), "y"), fact(5, Approved(), "y"), fact(13, WITHDRAWN, "y"))
    hanging = (duty(), duty("y", approval=FOR_SUBMISSION), waiver(1, 20, conditions=("y",)), *facts)
    assert turns(course(assessed, hanging, "w", 14)) == "pending 0, live 1, lapsed 13"
    over = (duty(), duty("y", approval=FOR_SUBMISSION), waiver(1, 11, conditions=("y",)), *facts)
    assert turns(course(assessed, over, "w", 14)) == "pending 0, live 1, ended 12"


def test_a_right_approved_in_time_and_withdrawn_afterwards_has_lapsed() -> None:
    facts = (fact(3, Submitted()), fact(5, Approved()), fact(13, WITHDRAWN))
    records = (right(approval=FOR_SUBMISSION), *facts)
    assert turns(course(assessed, records, "x", 14)) == "open 0, submitted 3, satisfied 5, lapsed 13"
