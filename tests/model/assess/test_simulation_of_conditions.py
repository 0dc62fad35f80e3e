"""The judge judged: what falls away, what needs that nothing is in default, and what forbids, worked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from model.record.base import Record
from model.record.conditions import FallsAway, Need, NoDefault, Qualification, ReliefLimits
from model.record.deadline import Every, InstrumentAnchor, ObligationAnchor, While
from model.record.fact import Approved, Cancelled, DefaultCeased, Rejected, Submitted
from model.record.obligation import Obligation
from model.record.party import Party
from tests.builders import PAID
from tests.model.assess.dockets import on
from tests.model.assess.small import (
    BY_BOTH,
    BY_JUDGE,
    EVENT,
    FOR_SUBMISSION,
    Case,
    Says,
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
    plan,
    right,
    unsound,
    waiver,
)

SERIES = Every(rule="FREQ=DAILY;INTERVAL=10", start=on(5))


def falling(anchor: Any, **fields: Any) -> Obligation:
    """An obligation x that falls away by an anchor."""
    return duty(falls_away=(FallsAway(when=anchor),), **fields)


def of(what: str, obligation: str = "y") -> ObligationAnchor:
    return ObligationAnchor(obligation=obligation, of=what)  # type: ignore[arg-type] # a word of the case


Y: Record = duty("y", due=5)

AWAY: dict[str, Case] = {
    "by an event": ((event(6), falling(EVENT)), "open 0, released 6"),
    "by an event that has not happened": ((event(None), falling(EVENT)), "open 0, due 10, missed 11"),
    "by the first of several happenings": ((again(6, 9), falling(EVENT)), "open 0, released 6"),
    "by an event on the due day": ((event(10), falling(EVENT)), "open 0, released 10"),
    "by an event the day after": ((event(11), falling(EVENT)), "open 0, due 10, missed 11"),
    "by an event in cure": (
        (event(12), falling(EVENT, cure=cure(3))),
        "open 0, due 10, in cure 11, missed 14",
    ),
    "by an event under an extension": (
        (event(12), falling(EVENT), waiver(4, 18, kind="extension", new_due=on(18))),
        "open 0, due 10, suspended 11, missed 19",
    ),
    "without a due day": ((event(12), falling(EVENT, due=None)), "open 0, released 12"),
    "performed before": ((event(6), falling(EVENT), fact(4, PAID)), "open 0, satisfied 4"),
    "performed after all": ((event(6), falling(EVENT), fact(8, PAID)), "open 0, released 6, satisfied 8"),
    "by a performance": ((Y, fact(3, PAID, "y"), falling(of("performed"))), "open 0, released 3"),
    "by a performance whose approval was withdrawn": (
        (
            duty("y", due=5, approval=FOR_SUBMISSION),
            fact(2, Submitted(), "y"),
            fact(3, Approved(), "y"),
            fact(4, Rejected(withdraws_approval=True), "y"),
            falling(of("performed")),
        ),
        "open 0, released 3",
    ),
    "by a right exercised": ((right("y", due=5), fact(5, PAID, "y"), falling(of("performed"))), "open 0, released 5"),
    "by a right exercised too late": (
        (right("y", due=5), fact(6, PAID, "y"), falling(of("performed"))),
        "open 0, due 10, missed 11",
    ),
    "by a plan performed": ((plan("y", due=5), fact(3, PAID, "y"), falling(of("performed"))), "open 0, released 3"),
    "by a miss": ((Y, falling(of("missed"))), "open 0, released 6"),
    "by a miss performed late": ((Y, fact(8, PAID, "y"), falling(of("missed"))), "open 0, released 6"),
    "by a miss that ceased": ((Y, fact(8, DefaultCeased(), "y"), falling(of("missed"))), "open 0, released 6"),
    "by a miss that a relief covers": ((Y, waiver(2, covers="y"), falling(of("missed"))), "open 0, due 10, missed 11"),
    "by a miss once its relief has ended": (
        (Y, waiver(2, 7, covers="y"), falling(of("missed"))),
        "open 0, released 8",
    ),
    "by a lapse": ((right("y", due=5), falling(of("missed"))), "open 0, released 6"),
    "by a failing": ((covenant("y"), fact(4, met(False), "y"), falling(of("missed"))), "open 0, released 4"),
    "by any occurrence performed": (
        (duty("y", deadline=SERIES), fact(8, PAID, "y", occurrence=15), falling(of("performed"))),
        "open 0, released 8",
    ),
    "by a performance of what is no occurrence": (
        (duty("y", deadline=SERIES), fact(4, PAID, "y", occurrence=6), falling(of("performed"))),
        "open 0, due 10, missed 11",
    ),
    "by any occurrence missed": (
        (duty("y", deadline=SERIES), fact(4, PAID, "y", occurrence=5), falling(of("missed"), due=20)),
        "open 0, released 16",
    ),
    "by an instrument coming into force": (
        (agreement(6), falling(InstrumentAnchor(instrument="i"))),
        "open 0, released 6",
    ),
    "by an instrument's end": (
        (agreement(until=6), falling(InstrumentAnchor(instrument="i", of="end"))),
        "open 0, released 7",
    ),
    "the occurrences due from then on": (
        (event(12), falling(EVENT, deadline=SERIES), fact(5, PAID, occurrence=5)),
        "open 0, released 12",
    ),
    "a plan": ((event(12), falling(EVENT, binding="plan")), "open 0, released 12"),
}


@BY_BOTH
@pytest.mark.parametrize("name", AWAY)
def test_what_falls_away_is_released_from_that_day(name: str, says: Says) -> None:
    assert course_of(says, AWAY[name]) == AWAY[name][1]


@BY_JUDGE
def test_an_occurrence_performed_ahead_of_those_before_it_takes_it_away(says: Says) -> None:
    case: Case = ((duty("y", deadline=SERIES), fact(4, PAID, "y", occurrence=25), falling(of("performed"))), "")
    assert course_of(says, case) == "open 0, released 4"


def kept(**fields: Any) -> Obligation:
    """A covenant x that falls away by the event."""
    return falling(EVENT, kind="covenant", deadline=While(), **fields)


COVENANTS: dict[str, Case] = {
    "in compliance": ((event(8), kept(), fact(3, met(True))), "untested 0, in compliance 3, released 8"),
    "untested": ((event(8), kept()), "untested 0, released 8"),
    "failing": ((event(8), kept(), fact(3, met(False))), "untested 0, failing 3"),
    "failing on that very day": ((event(8), kept(), fact(8, met(False))), "untested 0, released 8"),
    "in cure": ((event(8), kept(cure=cure(9)), fact(3, met(False))), "untested 0, in cure 3, released 8"),
    "failing, then met": (
        (event(8), kept(), fact(3, met(False)), fact(12, met(True))),
        "untested 0, failing 3, in compliance 12",
    ),
}


@BY_BOTH
@pytest.mark.parametrize("name", COVENANTS)
def test_a_covenant_that_fails_when_it_falls_away_stays_so(name: str, says: Says) -> None:
    assert course_of(says, COVENANTS[name]) == COVENANTS[name][1]


@BY_BOTH
def test_a_consequence_falls_away_outright(says: Says) -> None:
    away = follows("y", falls_away=(FallsAway(when=EVENT),))
    assert course_of(says, ((event(8), Y, away), ""), "q") == "dormant 0, exposed 6, released 8"
    assert course_of(says, ((event(8), Y, away, follows("q", id="p")), ""), "p") == "dormant 0, exposed 6, dormant 8"
    owed = (event(12), falling(EVENT), follows("x"))
    assert course_of(says, (owed, ""), "q") == "dormant 0, exposed 11"


# --- No default ---------------------------------------------------------------------------------------------

OTHER = Party(id="other", name="The other side")


def needing(level: str = "event of default", **fields: Any) -> Obligation:
    """An obligation x without a due day that needs that nothing is in default."""
    return duty(due=None, no_default=(NoDefault(level=level, **fields),))  # type: ignore[arg-type] # a word of the case


NO_DEFAULT: dict[str, Case] = {
    "nothing missed": ((Y, fact(5, PAID, "y"), needing()), "open 0"),
    "missed": ((Y, needing()), "open 0, blocked 6"),
    "performed late": ((Y, fact(8, PAID, "y"), needing()), "open 0, blocked 6"),
    "ceased": ((Y, fact(8, DefaultCeased(), "y"), needing()), "open 0, blocked 6, open 8"),
    "cancelled": ((Y, fact(8, Cancelled(), "y"), needing()), "open 0, blocked 6, open 8"),
    "waived": ((Y, waiver(2, 9, covers="y"), needing()), "open 0, blocked 10"),
    "failing, then met": (
        (covenant("y"), fact(4, met(False), "y"), fact(8, met(True), "y"), needing()),
        "open 0, blocked 4",
    ),
    "lapsed": ((right("y", due=5), needing()), "open 0"),
    "a plan past its day": ((plan("y", due=5), needing()), "open 0"),
    "in cure": ((duty("y", due=5, cure=cure(4)), needing()), "open 0, blocked 10"),
    "in cure, no default at all": ((duty("y", due=5, cure=cure(4)), needing("default")), "open 0, blocked 6"),
    "in cure and then done": (
        (duty("y", due=5, cure=cure(4)), fact(8, PAID, "y"), needing("default")),
        "open 0, blocked 6, open 8",
    ),
    "a covenant in cure": (
        (covenant("y", cure=cure(4)), fact(3, met(False), "y"), needing("default")),
        "open 0, blocked 3",
    ),
    "under another instrument": (
        (agreement(), agreement(id="j"), duty("y", due=5, instrument="j"), needing(instrument="i")),
        "open 0",
    ),
    "under that instrument": (
        (agreement(), duty("y", due=5, instrument="i"), needing(instrument="i")),
        "open 0, blocked 6",
    ),
    "under an instrument not yet in force": (
        (agreement(8), duty("y", due=5, instrument="i"), needing(instrument="i")),
        "open 0, blocked 8",
    ),
    "by another party": ((OTHER, duty("y", due=5, obligor="bank"), needing(party="other")), "open 0"),
    "by that party": ((OTHER, duty("y", due=5, obligor="other"), needing(party="other")), "open 0, blocked 6"),
    "performed all the same": ((Y, needing(), fact(8, PAID)), "open 0, blocked 6, satisfied 8"),
    "in part all the same": ((Y, duty(due=20, no_default=(NoDefault(),))), "open 0, blocked 6, due 20, missed 21"),
    "itself apart": ((duty(no_default=(NoDefault(),)), event(None)), "open 0, due 10, missed 11"),
    "two that need it of each other": (
        (Y, needing(), duty("z", due=None, no_default=(NoDefault(),))),
        "open 0, blocked 6",
    ),
    "beside a need": (
        (
            Y,
            duty(due=None, no_default=(NoDefault(),), needs=(Need(one_of=("z",)),)),
            duty("z", due=30),
            fact(3, PAID, "z"),
        ),
        "blocked 0, open 3, blocked 6",
    ),
}


@BY_BOTH
@pytest.mark.parametrize("name", NO_DEFAULT)
def test_a_state_need_holds_up_while_anything_else_is_in_default(name: str, says: Says) -> None:
    assert course_of(says, NO_DEFAULT[name]) == NO_DEFAULT[name][1]


# --- What forbids, and what only stands beside ----------------------------------------------------------------

NEEDS_Y = duty(due=None, needs=(Need(one_of=("y",)),))

FORBIDS: dict[str, Case] = {
    "no breach recorded": ((covenant("y", must_not=True), NEEDS_Y), "open 0"),
    "a breach": ((covenant("y", must_not=True), fact(4, met(False), "y"), NEEDS_Y), "open 0, blocked 4"),
    "a breach in cure": (
        (covenant("y", must_not=True, cure=cure(3)), fact(4, met(False), "y"), NEEDS_Y),
        "open 0, blocked 4",
    ),
    "not yet begun": ((covenant("y", must_not=True, deadline=While(since=on(4))), NEEDS_Y), "blocked 0, open 4"),
    "over": ((covenant("y", must_not=True, deadline=While(until=on(4))), NEEDS_Y), "open 0"),
    "a covenant to do something": ((covenant("y"), NEEDS_Y), "blocked 0"),
    "which was done": ((covenant("y"), fact(4, met(True), "y"), NEEDS_Y), "blocked 0, open 4"),
}


@BY_BOTH
@pytest.mark.parametrize("name", FORBIDS)
def test_a_covenant_that_forbids_blocks_nothing_without_a_breach(name: str, says: Says) -> None:
    assert course_of(says, FORBIDS[name]) == FORBIDS[name][1]


@BY_BOTH
def test_a_covenant_that_forbids_stands_untested_and_breaks_no_relief(says: Says) -> None:
    forbids = covenant("y", must_not=True)
    relieved = (forbids, duty(due=3), waiver(1, 9, conditions=("y",)))
    assert course_of(says, (relieved, ""), "y") == "untested 0"
    assert course_of(says, (relieved, ""), "w") == "pending 0, live 1, ended 10"


@BY_BOTH
def test_limits_of_reliefs_and_qualifications_move_nothing(says: Says) -> None:
    words = (Qualification(words="to the extent permitted by law"),)
    limited = duty(relief_limits=ReliefLimits(longest=counted(1), times=1), qualifications=words)
    reliefs = (waiver(4, 12), waiver(13, 15, id="v"))
    assert course_of(says, ((limited, *reliefs), "")) == "open 0, due 10, suspended 11, missed 16"
    assert not unsound(((limited, *reliefs), ""))


@pytest.mark.parametrize("table", [AWAY, COVENANTS, NO_DEFAULT, FORBIDS])
def test_every_case_passes_the_door(table: dict[str, Case]) -> None:
    assert not [problem for case in table.values() for problem in unsound(case)]
