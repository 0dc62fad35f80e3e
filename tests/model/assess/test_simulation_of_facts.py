"""The judge judged: what is done too early, withdrawn approvals, defaults that ceased, plans as anchors."""

from __future__ import annotations

import pytest

from model.record.conditions import Need
from model.record.deadline import Every, ObligationAnchor, Override, Start
from model.record.fact import Approved, DefaultCeased, Performed, Rejected, Submitted
from tests.builders import PAID, docket_of
from tests.model.assess.dockets import BANK, on
from tests.model.assess.small import (
    BY_BOTH,
    EVENT,
    FOR_APPROVAL,
    FOR_SUBMISSION,
    Case,
    Says,
    after,
    agreement,
    by,
    counted,
    course_of,
    covenant,
    duty,
    event,
    fact,
    follows,
    links,
    met,
    owed,
    part,
    plan,
    unsound,
    waiver,
)

NOT_BEFORE_8 = duty(deadline=by(10, not_earlier_than=on(8)))
WINDOW = duty(deadline=after(EVENT, 8, opens=counted(6)))
WINDOWS = Every(rule="FREQ=DAILY;INTERVAL=9", start=on(10), opens=counted(-2))


def accepted(day: int, **fields: object) -> Performed:
    return Performed(accepted=on(day), **fields)  # type: ignore[arg-type] # the fields of a case


EARLY: dict[str, Case] = {
    "the day before": ((NOT_BEFORE_8, fact(7, PAID)), "dormant 0, open 8, due 10, missed 11"),
    "the day itself": ((NOT_BEFORE_8, fact(8, PAID)), "dormant 0, satisfied 8"),
    "accepted": ((NOT_BEFORE_8, fact(7, accepted(9))), "dormant 0, open 8, satisfied 9"),
    "accepted on the day it was done": ((NOT_BEFORE_8, fact(5, accepted(5))), "dormant 0, satisfied 5"),
    "accepted when it was missed": (
        (NOT_BEFORE_8, fact(7, accepted(14))),
        "dormant 0, open 8, due 10, missed 11, satisfied 14",
    ),
    "before its window": ((event(2), WINDOW, fact(7, PAID)), "dormant 0, open 8, due 10, missed 11"),
    "before its window and accepted": ((event(2), WINDOW, fact(7, accepted(9))), "dormant 0, open 8, satisfied 9"),
    "an occurrence before its window": (
        (duty(deadline=WINDOWS), fact(7, PAID, occurrence=10)),
        "dormant 0, open 8, due 10, missed 11",
    ),
    "an occurrence accepted": (
        (duty(deadline=WINDOWS), fact(7, accepted(9), occurrence=10)),
        "dormant 0, open 8, dormant 9, open 17, due 19, missed 20",
    ),
    "a part": (
        (duty(deadline=by(10, not_earlier_than=on(8)), amount=owed("exactly")), fact(7, part(60)), fact(9, part(60))),
        "dormant 0, open 8, partly performed 9, due 10, missed 11",
    ),
    "a part that was accepted": (
        (
            duty(deadline=by(10, not_earlier_than=on(8)), amount=owed("exactly")),
            fact(7, accepted(8, amount="60", currency="USD")),
            fact(9, part(60)),
        ),
        "dormant 0, partly performed 8, satisfied 9",
    ),
    "handed in": (
        (duty(deadline=by(10, not_earlier_than=on(8)), approval=FOR_SUBMISSION), fact(7, Submitted())),
        "dormant 0, open 8, due 10, missed 11",
    ),
    "handed in and accepted": (
        (duty(deadline=by(10, not_earlier_than=on(8)), approval=FOR_SUBMISSION), fact(7, Submitted(accepted=on(9)))),
        "dormant 0, open 8, submitted 9",
    ),
    "a day set by hand": (
        (duty(deadline=by(10, not_earlier_than=on(8)), override=Override(day=on(9), reason="agreed")), fact(5, PAID)),
        "open 0, satisfied 5",
    ),
    "before its start": ((event(6), duty(starts=Start(of=(EVENT,))), fact(3, PAID)), "dormant 0, satisfied 3"),
    "before its anchor": ((event(6), duty(deadline=after(EVENT, 4)), fact(3, PAID)), "dormant 0, satisfied 3"),
    "before its instrument": ((agreement(6), duty(instrument="i"), fact(3, PAID)), "dormant 0, satisfied 6"),
    "not earlier than a day past the due day": (
        (event(2), duty(deadline=after(EVENT, 4, not_earlier_than=on(9))), fact(5, PAID)),
        "dormant 0, open 2, satisfied 5",
    ),
}


@BY_BOTH
@pytest.mark.parametrize("name", EARLY)
def test_too_early_is_not_in_time(name: str, says: Says) -> None:
    assert course_of(says, EARLY[name]) == EARLY[name][1]


@BY_BOTH
def test_what_is_done_too_early_is_no_anchor_and_brings_in_nothing(says: Says) -> None:
    performed = ObligationAnchor(obligation="x", of="performed")
    waiting = (duty("y", deadline=after(performed, 3)), duty("z", due=None, paid_from=links("x")))
    early: Case = ((NOT_BEFORE_8, *waiting, fact(7, PAID)), "")
    assert course_of(says, early, "y") == course_of(says, early, "z") == "dormant 0"
    good: Case = ((NOT_BEFORE_8, *waiting, fact(7, accepted(9))), "")
    assert course_of(says, good, "y") == "dormant 0, open 9, due 10, missed 11"
    assert course_of(says, good, "z") == "dormant 0, open 9"


@BY_BOTH
def test_an_acceptance_counts_as_of_the_day_of_what_was_done(says: Says) -> None:
    case: Case = ((NOT_BEFORE_8, fact(7, accepted(14)), follows("x")), "")
    assert course_of(says, case, "q") == "dormant 0, exposed 11, dormant 14"


WITHDRAWN = Rejected(withdraws_approval=True)
HANDED_IN = duty(approval=FOR_SUBMISSION)
APPROVED = (fact(7, Submitted()), fact(8, Approved()))

WITHDRAWALS: dict[str, Case] = {
    "past c": ((HANDED_IN, *APPROVED, fact(14, WITHDRAWN)), "open 0, submitted 7, satisfied 8, missed 14"),
    "on the due day": (
        (HANDED_IN, *APPROVED, fact(10, WITHDRAWN)),
        "open 0, submitted 7, satisfied 8, due 10, missed 11",
    ),
    "before the due day": (
        (HANDED_IN, *APPROVED, fact(9, WITHDRAWN)),
        "open 0, submitted 7, satisfied 8, open 9, due 10, missed 11",
    ),
    "and handed in again": (
        (HANDED_IN, *APPROVED, fact(9, WITHDRAWN), fact(10, Submitted(), minute=1), fact(12, Approved(), minute=1)),
        "open 0, submitted 7, satisfied 8, open 9, submitted 10, satisfied 12",
    ),
    "on the day of the approval, recorded first": (
        (HANDED_IN, fact(7, Submitted()), fact(8, Approved(), minute=2), fact(8, WITHDRAWN, minute=1)),
        "open 0, submitted 7, open 8, due 10, missed 11",
    ),
    "a rejection that withdraws nothing": (
        (HANDED_IN, *APPROVED, fact(14, Rejected())),
        "open 0, submitted 7, satisfied 8",
    ),
    "with nothing approved": (
        (HANDED_IN, fact(7, Submitted()), fact(8, WITHDRAWN)),
        "open 0, submitted 7, open 8, due 10, missed 11",
    ),
    "with something handed in between": (
        (HANDED_IN, *APPROVED, fact(9, Submitted(), minute=1), fact(9, WITHDRAWN, minute=2)),
        "open 0, submitted 7, satisfied 8, open 9, due 10, missed 11",
    ),
    "where the approval is the deadline": (
        (duty(approval=FOR_APPROVAL), *APPROVED, fact(14, WITHDRAWN)),
        "open 0, submitted 7, satisfied 8, missed 14",
    ),
}


@BY_BOTH
@pytest.mark.parametrize("name", WITHDRAWALS)
def test_a_withdrawn_approval_is_void_from_its_day(name: str, says: Says) -> None:
    assert course_of(says, WITHDRAWALS[name]) == WITHDRAWALS[name][1]


@BY_BOTH
def test_what_was_withdrawn_brings_in_nothing_and_is_no_anchor_any_more(says: Says) -> None:
    performed = ObligationAnchor(obligation="x", of="performed")
    handed = (HANDED_IN, fact(7, PAID), fact(8, Approved()), fact(14, WITHDRAWN))
    waiting = (
        duty("y", due=None, paid_from=links("x")),
        duty("z", deadline=after(performed, 5)),
        duty("u", due=None, needs=(Need(one_of=("x",)),)),
    )
    case: Case = ((*handed, *waiting, follows("x"), follows("z", id="p")), "")
    assert course_of(says, case, "y") == "dormant 0, open 7, dormant 14"
    assert course_of(says, case, "z") == "dormant 0, open 8, due 12, missed 13, dormant 14"
    assert course_of(says, case, "u") == "blocked 0, open 8, blocked 14"
    assert course_of(says, case, "q") == "dormant 0, exposed 14"


CEASED: dict[str, Case] = {
    "on the first day missed": ((duty(), follows("x"), fact(11, DefaultCeased())), "dormant 0"),
    "on the due day": ((duty(), follows("x"), fact(10, DefaultCeased())), "dormant 0, exposed 11"),
    "while it is waived": (
        (duty(), follows("x"), waiver(4, 20), fact(14, DefaultCeased())),
        "dormant 0",
    ),
    "before a covenant failed": (
        (covenant(), follows("x"), fact(4, DefaultCeased()), fact(5, met(False))),
        "dormant 0, exposed 5",
    ),
    "on the day it failed": (
        (covenant(), follows("x"), fact(5, met(False)), fact(5, DefaultCeased())),
        "dormant 0",
    ),
    "and the miss moved past it": (
        (event(15), duty(deadline=after(EVENT, 1)), follows("x"), fact(12, DefaultCeased())),
        "dormant 0, exposed 17",
    ),
}


@BY_BOTH
@pytest.mark.parametrize("name", CEASED)
def test_a_default_ceased_ends_only_what_began_by_its_day(name: str, says: Says) -> None:
    assert course_of(says, CEASED[name], "q") == CEASED[name][1]


@BY_BOTH
@pytest.mark.parametrize(
    ("what", "bound", "standing"),
    [
        (Performed(), None, "satisfied"),
        (Performed(in_full=False), None, "partly performed"),
        (Performed(amount="5", currency="USD"), None, "satisfied"),
        (Performed(amount="5", currency="USD"), "exactly", "partly performed"),
        (Performed(amount="100", currency="USD"), "exactly", "satisfied"),
        (Performed(), "exactly", "partly performed"),
        (Performed(amount="100", currency="USD"), "about", "partly performed"),
        (Performed(amount="100", currency="EUR"), "exactly", "partly performed"),
    ],
)
def test_a_performance_is_in_full_where_no_amount_is_owed(
    says: Says, what: Performed, bound: str | None, standing: str
) -> None:
    x = duty(amount=None if bound is None else owed(bound))
    assert says(docket_of((BANK, x, fact(5, what))), on(8))["x"] == standing


PLAN_DONE = ObligationAnchor(obligation="y", of="performed")

PLANS: dict[str, Case] = {
    "as a start": (
        (plan("y", due=3), duty(starts=Start(of=(PLAN_DONE,))), fact(5, PAID, "y")),
        "dormant 0, open 5, due 10, missed 11",
    ),
    "as an anchor": (
        (plan("y", due=3), duty(deadline=after(PLAN_DONE, 4)), fact(5, PAID, "y")),
        "dormant 0, open 5, due 9, missed 10",
    ),
    "not performed": ((plan("y", due=3), duty(deadline=after(PLAN_DONE, 4))), "dormant 0"),
    "a plan counted from an event": ((event(3), plan(deadline=after(EVENT, 2))), "dormant 0, open 3"),
}


@BY_BOTH
@pytest.mark.parametrize("name", PLANS)
def test_what_counts_from_a_plan_counts_from_its_performance(name: str, says: Says) -> None:
    assert course_of(says, PLANS[name]) == PLANS[name][1]


@pytest.mark.parametrize("table", [EARLY, WITHDRAWALS, CEASED, PLANS])
def test_every_case_passes_the_door(table: dict[str, Case]) -> None:
    assert not [problem for case in table.values() for problem in unsound(case)]
