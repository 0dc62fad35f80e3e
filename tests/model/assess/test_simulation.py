"""The judge judged: the lines for duties, amounts and days, each worked by hand from the domain page."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from model.record.base import Record
from model.record.conditions import Need
from model.record.deadline import (
    Earliest,
    EventAnchor,
    Every,
    Latest,
    ObligationAnchor,
    Override,
    Start,
    While,
)
from model.record.fact import (
    Approved,
    Cancelled,
    Fact,
    NotPerformed,
    Performed,
    Rejected,
    Submitted,
)
from tests.builders import PAID, docket_of
from tests.model.assess.dockets import BANK
from tests.model.assess.numbered import on
from tests.model.assess.simulation import simulate
from tests.model.assess.small import (
    BY_BOTH,
    EVENT,
    FOR_APPROVAL,
    FOR_SUBMISSION,
    Says,
    after,
    agreement,
    by,
    counted,
    course,
    covenant,
    cure,
    duty,
    event,
    fact,
    follows,
    links,
    met,
    owed,
    part,
    plan,
    right,
    turns,
    waiver,
)

# --- Lines 1 to 12 ------------------------------------------------------------------------------------------

DUTIES: dict[str, tuple[tuple[Record, ...], str]] = {
    "nothing happens": ((duty(),), "open 0, due 10, missed 11"),
    "1 the instrument is not yet in force": (
        (agreement(5), duty(instrument="i"), fact(2, PAID)),
        "dormant 0, satisfied 5",
    ),
    "2 performed": ((duty(), fact(7, PAID)), "open 0, satisfied 7"),
    "2 performed on the due day": ((duty(), fact(10, PAID)), "open 0, satisfied 10"),
    "2 performed the day after": ((duty(), fact(11, PAID)), "open 0, due 10, satisfied late 11"),
    "2 performed in cure": (
        (duty(cure=cure(3)), fact(12, PAID)),
        "open 0, due 10, in cure 11, satisfied late 12",
    ),
    "2 performed and later cancelled": ((duty(), fact(7, PAID), fact(8, Cancelled())), "open 0, satisfied 7"),
    "2 a right by its day": ((right(), fact(10, PAID)), "open 0, satisfied 10"),
    "2 a right too late": ((right(), fact(11, PAID)), "open 0, due 10, lapsed 11"),
    "2 a right in cure": ((right(cure=cure(3)), fact(13, PAID)), "open 0, due 10, in cure 11, satisfied late 13"),
    "2 a right past cure": ((right(cure=cure(3)), fact(14, PAID)), "open 0, due 10, in cure 11, lapsed 14"),
    "2 a right without a day": ((right(due=None), fact(30, PAID)), "open 0, satisfied 30"),
    "3 cancelled": ((duty(), fact(4, Cancelled())), "open 0, released 4"),
    "3 cancelled when missed": ((duty(), fact(14, Cancelled())), "open 0, due 10, missed 11, released 14"),
    "3 replaced": (
        (duty(), agreement(4), duty("y", instrument="i", replaces=links("x"))),
        "open 0, released 4",
    ),
    "3 replaced by what has no instrument": ((duty(), duty("y", replaces=links("x"))), "released 0"),
    "3 released": ((duty(), waiver(4, kind="release")), "open 0, released 4"),
    "3 released until a day": (
        (duty(), waiver(4, 20, kind="release")),
        "open 0, released 4, missed 21",
    ),
    "3 the instrument ended before": ((agreement(until=5), duty(instrument="i")), "open 0, released 6"),
    "3 the instrument ended past c": (
        (agreement(until=10), duty(instrument="i")),
        "open 0, due 10, missed 11",
    ),
    "3 another of the group satisfied": (
        (duty(either=links("y")), duty("y", due=30), fact(4, PAID, "y")),
        "open 0, released 4",
    ),
    "4 it starts with an event": (
        (event(6), duty(starts=Start(of=(EVENT,)))),
        "dormant 0, open 6, due 10, missed 11",
    ),
    "4 it starts with an event that has not happened": (
        (event(None), duty(starts=Start(of=(EVENT,)))),
        "dormant 0",
    ),
    "4 it starts with the earlier": (
        (event(6), event(8, "f"), duty(starts=Start(of=(EVENT, EventAnchor(event="f"))))),
        "dormant 0, open 6, due 10, missed 11",
    ),
    "4 it starts with the later": (
        (event(6), event(8, "f"), duty(starts=Start(of=(EVENT, EventAnchor(event="f")), pick="later"))),
        "dormant 0, open 8, due 10, missed 11",
    ),
    "4 its anchor": ((event(6), duty(deadline=after(EVENT, 4))), "dormant 0, open 6, due 10, missed 11"),
    "4 its anchor, counted back": ((event(6), duty(deadline=after(EVENT, -2))), "dormant 0, missed 6"),
    "4 not earlier than": ((duty(deadline=by(10, not_earlier_than=on(8))),), "dormant 0, open 8, due 10, missed 11"),
    "4 paid from what brought in nothing": ((duty(due=None, paid_from=links("y")), duty("y")), "dormant 0"),
    "4 paid from what brought in a part": (
        (duty(due=None, paid_from=links("y")), duty("y", amount=owed("exactly")), fact(6, part(30), "y")),
        "dormant 0, open 6",
    ),
    "4 paid from nothing, with a day of its own": (
        (duty(paid_from=links("y")), duty("y")),
        "open 0, due 10, missed 11",
    ),
    "4 the earliest needs one part": (
        (event(6), duty(deadline=Earliest(of=(after(EVENT, 9), by(20))))),
        "open 0, due 15, missed 16",
    ),
    "4 the latest needs every part": (
        (event(6), duty(deadline=Latest(of=(after(EVENT, 4), by(8))))),
        "dormant 0, open 6, due 10, missed 11",
    ),
    "4 an override needs no anchor": (
        (event(None), duty(deadline=after(EVENT, 4), override=Override(day=on(10), reason="agreed"))),
        "open 0, due 10, missed 11",
    ),
    "5 submitted, the deadline for the submission": (
        (duty(approval=FOR_SUBMISSION), fact(9, Submitted())),
        "open 0, submitted 9",
    ),
    "5 submitted past c": ((duty(approval=FOR_SUBMISSION), fact(11, Submitted())), "open 0, due 10, missed 11"),
    "5 submitted in cure": (
        (duty(approval=FOR_SUBMISSION, cure=cure(3)), fact(12, Submitted())),
        "open 0, due 10, in cure 11, submitted 12",
    ),
    "5 submitted, the deadline for the approval": (
        (duty(approval=FOR_APPROVAL), fact(4, Submitted())),
        "open 0, submitted 4, missed 11",
    ),
    "5 approved in time": (
        (duty(approval=FOR_APPROVAL), fact(4, Submitted()), fact(10, Approved())),
        "open 0, submitted 4, satisfied 10",
    ),
    "5 approved late": (
        (duty(approval=FOR_APPROVAL), fact(4, Submitted()), fact(12, Approved())),
        "open 0, submitted 4, missed 11, satisfied late 12",
    ),
    "5 rejected past c": (
        (duty(approval=FOR_SUBMISSION), fact(9, Submitted()), fact(14, Rejected())),
        "open 0, submitted 9, missed 14",
    ),
    "5 rejected and submitted again in time": (
        (duty(approval=FOR_SUBMISSION), fact(4, Submitted()), fact(6, Rejected()), fact(9, Submitted())),
        "open 0, submitted 4, open 6, submitted 9",
    ),
    "5 approved with no submission recorded": (
        (duty(approval=FOR_SUBMISSION), fact(9, Approved())),
        "open 0, satisfied 9",
    ),
    "5 performed awaits approval": (
        (duty(approval=FOR_SUBMISSION), fact(9, PAID), fact(13, Approved())),
        "open 0, submitted 9, satisfied 13",
    ),
    "5 no approval needed": ((duty(), fact(9, Submitted())), "open 0, due 10, missed 11"),
    "6 waived": ((duty(), waiver(4)), "open 0, due 10, suspended 11"),
    "6 waived until a day": ((duty(), waiver(4, 20)), "open 0, due 10, suspended 11, missed 21"),
    "6 waived when missed": ((duty(), waiver(14)), "open 0, due 10, missed 11, suspended 14"),
    "6 standstill in cure": (
        (duty(cure=cure(9)), waiver(14, 16, kind="standstill")),
        "open 0, due 10, in cure 11, suspended 14, in cure 17, missed 20",
    ),
    "6 an extension covers up to its new due day": (
        (duty(), waiver(4, kind="extension", new_due=on(15))),
        "open 0, due 10, suspended 11, missed 16",
    ),
    "6 performed within an extension": (
        (duty(), waiver(4, 15, kind="extension", new_due=on(15)), fact(15, PAID)),
        "open 0, due 10, suspended 11, satisfied 15",
    ),
    "6 performed past an extension": (
        (duty(), waiver(4, kind="extension", new_due=on(15)), fact(16, PAID)),
        "open 0, due 10, suspended 11, satisfied late 16",
    ),
    "7 confirmed not performed": ((duty(), fact(4, NotPerformed())), "open 0, due 10, missed 11"),
    "7 strictly before": ((duty(deadline=by(10, strictly_before=True)),), "open 0, due 9, missed 10"),
    "8 in cure": ((duty(cure=cure(3)),), "open 0, due 10, in cure 11, missed 14"),
    "8 cure from a notice": (
        (event(15), duty(cure=cure(3, runs_from="notice", event="e"))),
        "open 0, due 10, in cure 11, missed 14, in cure 15, missed 19",
    ),
    "8 cure from a notice before the due day": (
        (event(9), duty(cure=cure(3, runs_from="notice", event="e"))),
        "open 0, due 10, in cure 11, missed 14",
    ),
    "10 in part": (
        (duty(amount=owed("exactly")), fact(5, part(30))),
        "open 0, partly performed 5, due 10, missed 11",
    ),
    "10 in part, and the rest": (
        (duty(amount=owed("exactly")), fact(5, part(30)), fact(8, part(70))),
        "open 0, partly performed 5, satisfied 8",
    ),
    "10 done, but not all of it": ((duty(due=None), fact(5, Performed(in_full=False))), "open 0, partly performed 5"),
    "11 blocked": (
        (duty(needs=(Need(one_of=("y",)),)), duty("y", due=20), fact(4, PAID, "y")),
        "blocked 0, open 4, due 10, missed 11",
    ),
    "11 one of several is enough": (
        (duty(due=None, needs=(Need(one_of=("y", "z")),)), duty("y"), duty("z"), fact(4, Cancelled(), "z")),
        "blocked 0, open 4",
    ),
    "11 both are needed": (
        (
            duty(due=None, needs=(Need(one_of=("y",)), Need(one_of=("z",)))),
            duty("y"),
            covenant("z"),
            fact(4, PAID, "y"),
            fact(6, met(True), "z"),
        ),
        "blocked 0, open 6",
    ),
    "11 late is satisfied": (
        (duty(due=None, needs=(Need(one_of=("y",)),)), duty("y"), fact(12, PAID, "y")),
        "blocked 0, open 12",
    ),
    "2 a right within an extension": (
        (right(), waiver(4, kind="extension", new_due=on(15)), fact(15, PAID)),
        "open 0, due 10, suspended 11, satisfied 15",
    ),
    "3 the instrument ended past c of an occurrence": (
        (agreement(until=12), duty(instrument="i", deadline=Every(rule="FREQ=DAILY;INTERVAL=10", start=on(10)))),
        "open 0, due 10, missed 11",
    ),
    "4 an override sets aside not earlier than": (
        (duty(deadline=by(10, not_earlier_than=on(8)), override=Override(day=on(5), reason="agreed")),),
        "open 0, due 5, missed 6",
    ),
    "4 its time has not begun": ((duty(deadline=While(since=on(4), until=on(8))),), "dormant 0, open 4"),
    "4 paid from a performance that was rejected": (
        (
            duty(due=None, paid_from=links("y")),
            duty("y", approval=FOR_SUBMISSION),
            fact(5, PAID, "y"),
            fact(7, Rejected(), "y"),
        ),
        "dormant 0, open 5, dormant 7",
    ),
    "10 a rejected performance is no part": (
        (duty(due=None, approval=FOR_SUBMISSION), fact(5, PAID), fact(7, Rejected())),
        "open 0, submitted 5, open 7",
    ),
    "11 each occurrence waits": (
        (
            duty(deadline=Every(rule="FREQ=DAILY;INTERVAL=10", start=on(10)), needs=(Need(one_of=("y",)),)),
            duty("y"),
            fact(4, PAID, "y"),
        ),
        "blocked 0, open 4, due 10, missed 11",
    ),
    "a series passes over an occurrence that was cancelled": (
        (duty(deadline=Every(rule="FREQ=DAILY;INTERVAL=10", start=on(10))), fact(10, Cancelled(), occurrence=10)),
        "open 0, due 20, missed 21",
    ),
    "a plan is never missed": ((plan(),), "open 0"),
    "a plan takes lines 10 and 11": (
        (plan(needs=(Need(one_of=("y",)),)), duty("y"), fact(4, Performed(in_full=False))),
        "blocked 0, partly performed 4",
    ),
    "a plan done after its day is not late": ((plan(), fact(12, PAID)), "open 0, satisfied 12"),
    "a series stands by its earliest occurrence not done": (
        (
            duty(deadline=Every(rule="FREQ=DAILY;INTERVAL=10", start=on(10))),
            fact(10, PAID, occurrence=10),
            fact(24, PAID, occurrence=20),
        ),
        "open 0, due 20, missed 21, open 24, due 30",
    ),
}


@BY_BOTH
@pytest.mark.parametrize("name", DUTIES)
def test_a_duty_takes_the_first_line_that_matches(name: str, says: Says) -> None:
    records, expected = DUTIES[name]
    assert turns(course(says, records, "x", 30)) == expected


# --- Amounts ------------------------------------------------------------------------------------------------


@BY_BOTH
@pytest.mark.parametrize(
    ("bound", "performed", "standing"),
    [
        ("exactly", (part(60), part(40)), "satisfied"),
        ("exactly", (part(60),), "partly performed"),
        ("exactly", (part(60, in_full=True),), "satisfied"),
        ("at least", (part(60), part(60)), "partly performed"),
        ("at least", (part(60), part(100)), "satisfied"),
        ("at least", (part(60, in_full=True),), "partly performed"),
        ("at least", (PAID,), "satisfied"),
        ("about", (part(100),), "partly performed"),
        ("about", (part(90, in_full=True),), "satisfied"),
        ("at most", (part(60),), "partly performed"),
        ("at most", (part(60, in_full=True),), "satisfied"),
        ("at most", (part(60), part(40)), "satisfied"),
    ],
)
def test_an_amount_is_reached(says: Says, bound: str, performed: tuple[Performed, ...], standing: str) -> None:
    facts = tuple(fact(2, what, minute=minute) for minute, what in enumerate(performed))
    assert course(says, (duty(due=None, amount=owed(bound)), *facts), "x", 3)[-1] == standing


# --- Days that hang on others, and days seen again later ----------------------------------------------------


@pytest.mark.parametrize(
    ("of", "facts", "due"),
    [
        ("performed", (fact(7, PAID, "y"),), 12),
        ("performed", (), None),
        ("missed", (), 16),
        ("missed", (fact(7, PAID, "y"),), None),
        ("due", (), 15),
    ],
)
def test_a_deadline_counts_from_another(of: Any, facts: tuple[Fact, ...], due: int | None) -> None:
    anchor = ObligationAnchor(obligation="y", of=of)
    docket = docket_of((duty("y"), duty(deadline=after(anchor, 5)), *facts))
    assert simulate(docket, on(14))["x"].due == (None if due is None else on(due))


@BY_BOTH
def test_a_due_day_as_anchor_is_known_before_it_comes(says: Says) -> None:
    anchor = ObligationAnchor(obligation="y", of="due")
    records = (duty("y"), duty(deadline=after(anchor, -4)))
    assert turns(course(says, records, "x", 12)) == "open 0, due 6, missed 7"


@BY_BOTH
@pytest.mark.parametrize("form", ["on", "latest"])
def test_a_long_stop_comes_whether_or_not_what_starts_it_has_happened(says: Says, form: str) -> None:
    stop: Any = by(10, promptly=True) if form == "on" else Latest(of=(by(10), by(5)), promptly=True)
    stopped = duty(deadline=stop, starts=Start(of=(EventAnchor(event="e"),)))
    assert turns(course(says, (event(None), stopped), "x", 12)) == "dormant 0, due 10, missed 11"
    assert turns(course(says, (event(4), stopped), "x", 12)) == "dormant 0, open 4, due 10, missed 11"


@BY_BOTH
def test_a_start_alone_decides_while_the_anchor_of_a_long_stop_has_not_happened(says: Says) -> None:
    counted = after(EventAnchor(event="e"), 5, promptly=True)
    started = duty(deadline=counted, starts=Start(of=(EventAnchor(event="f"),)))
    assert turns(course(says, (event(None), event(3, "f"), started), "x", 12)) == "dormant 0, open 3"
    assert turns(course(says, (event(4), event(None, "f"), started), "x", 12)) == "dormant 0, due 9, missed 10"
    assert turns(course(says, (event(None), duty(deadline=counted)), "x", 12)) == "dormant 0"


@BY_BOTH
def test_each_occurrence_has_its_own_long_stop(says: Says) -> None:
    series = Every(rule="FREQ=DAILY;INTERVAL=6", start=on(4), promptly=True)
    started = duty(deadline=series, starts=Start(of=(EventAnchor(event="e"),)))
    assert turns(course(says, (event(None), started), "x", 6)) == "dormant 0, due 4, missed 5"


@BY_BOTH
def test_a_window_sleeps_until_its_opening_day_which_is_in_time(says: Says) -> None:
    window = duty(deadline=after(EventAnchor(event="e"), 9, opens=counted(4)))
    assert turns(course(says, (event(2), window), "x", 12)) == "dormant 0, open 6, due 11, missed 12"
    assert turns(course(says, (event(2), window, fact(6, PAID)), "x", 12)) == "dormant 0, satisfied 6"


@BY_BOTH
def test_what_is_done_before_the_window_opens_counts_for_nothing(says: Says) -> None:
    window = duty(deadline=after(EventAnchor(event="e"), 9, opens=counted(4)))
    records = (event(2), window, fact(5, PAID), follows("x"), duty("y", None, paid_from=links("x")))
    assert turns(course(says, records, "x", 12)) == "dormant 0, open 6, due 11, missed 12"
    assert turns(course(says, records, "q", 12)) == "dormant 0, exposed 12"
    assert turns(course(says, records, "y", 12)) == "dormant 0"
    by_hand = msgspec.structs.replace(window, override=Override(day=on(9), reason="agreed"))
    assert turns(course(says, (event(2), by_hand, fact(5, PAID)), "x", 12)) == "open 0, satisfied 5"


@BY_BOTH
def test_each_occurrence_has_its_own_window(says: Says) -> None:
    series = Every(rule="FREQ=DAILY;INTERVAL=6", start=on(4), opens=counted(-2))
    early, in_time = fact(1, PAID, occurrence=4), fact(2, PAID, occurrence=4)
    assert turns(course(says, (duty(deadline=series), early), "x", 5)) == "dormant 0, open 2, due 4, missed 5"
    assert turns(course(says, (duty(deadline=series), in_time), "x", 9)) == "dormant 0, open 8"


@BY_BOTH
@pytest.mark.parametrize(("in_full", "standing"), [(None, "satisfied"), (True, "satisfied"), (False, "missed")])
def test_what_has_no_amount_is_performed_in_full_unless_it_says_in_part(
    says: Says, in_full: bool | None, standing: str
) -> None:
    performed = fact(5, Performed(in_full=in_full))
    assert says(docket_of((duty(), performed)), on(20))["x"] == standing
    assert says(docket_of((duty(amount=owed("exactly")), performed)), on(20))["x"] == (
        "satisfied" if in_full else "missed"
    )


@BY_BOTH
def test_what_was_approved_stays_brought_in_after_a_rejection(says: Says) -> None:
    facts = (fact(4, PAID), fact(5, Approved()), fact(6, Rejected()))
    records = (BANK, duty(approval=FOR_SUBMISSION), duty("y", None, paid_from=links("x")), *facts)
    said = says(docket_of(records), on(8))
    assert (said["x"], said["y"]) == ("satisfied", "open")


@BY_BOTH
def test_an_approval_reaches_back_to_the_submission(says: Says) -> None:
    records = (duty(approval=FOR_SUBMISSION), follows("x"), fact(9, Submitted()), fact(14, Approved()))
    assert says(docket_of((BANK, *records)), on(14))["x"] == "satisfied"
    assert turns(course(says, records, "q", 20)) == "dormant 0"


@BY_BOTH
def test_a_notice_of_cure_reaches_back_over_the_days_missed_before_it(says: Says) -> None:
    noticed = duty(cure=cure(3, runs_from="notice", event="e"))
    assert turns(course(says, (event(16), noticed, follows("x")), "q", 22)) == (
        "dormant 0, exposed 14, dormant 16, exposed 20"
    )


@BY_BOTH
@pytest.mark.parametrize(
    ("first", "second", "standing"),
    [
        (fact(9, Submitted(), minute=0), fact(9, Rejected(), minute=0), "due"),
        (fact(9, Rejected(), minute=0), fact(9, Submitted(), minute=1), "submitted"),
        (fact(9, Rejected(), minute=0), fact(9, Approved(), minute=0), "satisfied"),
    ],
)
def test_on_one_day_what_was_recorded_first_comes_first(says: Says, first: Fact, second: Fact, standing: str) -> None:
    docket = docket_of((BANK, duty(approval=FOR_SUBMISSION), second, first))
    assert says(docket, on(10))["x"] == standing


def test_a_miss_counts_from_its_first_day_through_a_waiver() -> None:
    outcome = simulate(docket_of((duty(), waiver(14, 20))), on(25))["x"]
    assert (outcome.standing, outcome.due, outcome.since) == ("missed", on(10), on(11))
