"""Too early is not in time: what is done before "not earlier than" or before a window opens, and what is accepted."""

from __future__ import annotations

from typing import Any

import pytest

from model.assess import assess
from model.record.base import Record
from model.record.deadline import ObligationAnchor, Override, Start
from model.record.fact import Approved, Performed, Submitted
from tests.builders import PAID, docket_of
from tests.model.assess.dockets import BANK
from tests.model.assess.numbered import on
from tests.model.assess.small import (
    EVENT,
    FOR_SUBMISSION,
    after,
    assessed,
    by,
    counted,
    course,
    duty,
    event,
    fact,
    links,
    owed,
    part,
    plan,
    turns,
)

LATE = by(10, not_earlier_than=on(5))
"""Due on day 10, and not earlier than day 5."""
OPENS = after(EVENT, 8, opens=counted(3))
"""Event on day 2: a window from day 5 to day 10."""


def accepted(day: int, **fields: Any) -> Performed:
    return Performed(accepted=on(day), **fields)


@pytest.mark.parametrize(
    ("deadline", "done", "expected"),
    [
        (LATE, fact(4, PAID), "dormant 0, open 5, due 10, missed 11"),
        (LATE, fact(5, PAID), "dormant 0, satisfied 5"),
        (OPENS, fact(4, PAID), "dormant 0, open 5, due 10, missed 11"),
        (OPENS, fact(5, PAID), "dormant 0, satisfied 5"),
        (LATE, fact(4, accepted(4)), "dormant 0, satisfied 4"),
        (LATE, fact(3, accepted(4)), "dormant 0, satisfied 4"),
        (LATE, fact(4, accepted(7)), "dormant 0, open 5, satisfied 7"),
        (LATE, fact(4, accepted(12)), "dormant 0, open 5, due 10, missed 11, satisfied 12"),
        (OPENS, fact(4, accepted(12)), "dormant 0, open 5, due 10, missed 11, satisfied 12"),
    ],
    ids=[
        "the day before the first",
        "the first day itself",
        "the day before the window",
        "the day it opens",
        "accepted on its day",
        "accepted before the first day",
        "accepted in between",
        "accepted after a miss, it was in time after all",
        "the same of a window",
    ],
)
def test_what_is_done_too_early_counts_from_its_acceptance_or_not_at_all(
    deadline: Any, done: Record, expected: str
) -> None:
    assert turns(course(assessed, (event(2), duty(deadline=deadline), done), "x", 13)) == expected


def test_an_acceptance_is_judged_on_past_days_too_once_it_has_come() -> None:
    records = (BANK, duty(deadline=LATE), fact(4, accepted(12)))
    assert assess(docket_of(records), on(11))["x"].since == on(11)
    position = assess(docket_of(records), on(12))["x"]
    assert (position.standing, position.done_on, position.since) == ("satisfied", on(4), None)


def test_an_override_sets_aside_not_earlier_than() -> None:
    by_hand = duty(deadline=LATE, override=Override(day=on(10), reason="agreed"))
    assert turns(course(assessed, (by_hand, fact(3, PAID)), "x", 11)) == "open 0, satisfied 3"


def test_not_earlier_than_after_the_due_day_is_set_aside_and_said() -> None:
    crossed = duty(deadline=after(EVENT, 3, not_earlier_than=on(7)))
    records = (event(2), crossed, fact(4, PAID))
    assert turns(course(assessed, records, "x", 6)) == "dormant 0, open 2, satisfied 4"
    codes = [reason.code for reason in assess(docket_of((BANK, *records)), on(6))["x"].reasons]
    assert "trouble" in codes


def test_what_is_done_before_its_start_or_its_anchor_counts() -> None:
    started = duty(starts=Start(of=(EVENT,)))
    assert turns(course(assessed, (event(6), started, fact(3, PAID)), "x", 7)) == "dormant 0, satisfied 3"
    counting = duty(deadline=after(EVENT, 4))
    assert turns(course(assessed, (event(6), counting, fact(3, PAID)), "x", 7)) == "dormant 0, satisfied 3"


def test_a_stated_first_day_is_asked_while_the_anchor_has_not_happened() -> None:
    counting = duty(deadline=after(EVENT, 9, not_earlier_than=on(5)))
    assert turns(course(assessed, (event(6), counting, fact(3, PAID)), "x", 7)) == "dormant 0, open 6"


def test_it_is_no_part_no_anchor_and_brings_in_nothing() -> None:
    source = duty("y", deadline=LATE, amount=owed("exactly"))
    counting = duty("x", deadline=after(ObligationAnchor(obligation="y", of="performed"), 3))
    paid = duty("z", None, paid_from=links("y"))
    early = (source, counting, paid, fact(4, part(40), "y"))
    assert turns(course(assessed, early, "y", 6)) == "dormant 0, open 5"
    assert turns(course(assessed, early, "z", 6)) == "dormant 0"
    assert assess(docket_of((BANK, *early)), on(6))["y"].performed is None
    whole = (source, counting, paid, fact(4, part(100), "y"))
    assert turns(course(assessed, whole, "x", 6)) == "dormant 0"
    taken = (source, counting, paid, fact(4, accepted(6, amount="100", currency="USD"), "y"))
    assert turns(course(assessed, taken, "x", 8)) == "dormant 0, open 6, due 7, missed 8"
    assert turns(course(assessed, taken, "z", 8)) == "dormant 0, open 6"


def test_what_is_handed_in_too_early_is_not_submitted() -> None:
    asked = duty(deadline=LATE, approval=FOR_SUBMISSION)
    handed = (asked, fact(3, Submitted()))
    assert turns(course(assessed, handed, "x", 11)) == "dormant 0, open 5, due 10, missed 11"
    taken = (asked, fact(3, Submitted(accepted=on(7))), fact(12, Approved()))
    assert turns(course(assessed, taken, "x", 13)) == "dormant 0, open 5, submitted 7, satisfied 12"
    # An approval counts as one without a submission where that came too early.
    approved = (*handed, fact(8, Approved()))
    assert turns(course(assessed, approved, "x", 9)) == "dormant 0, open 5, satisfied 8"


def test_an_alternative_done_too_early_releases_none_of_the_others() -> None:
    group = (duty("x", 20), duty("y", deadline=LATE, either=links("x")))
    assert turns(course(assessed, (*group, fact(4, PAID, "y")), "x", 12)) == "open 0"
    assert turns(course(assessed, (*group, fact(4, accepted(7), "y")), "x", 12)) == "open 0, released 7"


def test_a_plan_done_too_early_is_not_done() -> None:
    assert turns(course(assessed, (plan(deadline=LATE), fact(4, PAID)), "x", 6)) == "dormant 0, open 5"
