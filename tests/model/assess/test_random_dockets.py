"""Random dockets of all that documents also say: sound, often enough to matter, and judged whatever their order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.docket import Docket
from model.record.amount import Amount
from model.record.base import Record
from model.record.day import Day
from model.record.deadline import After, Every, InstrumentAnchor, Open, Start
from model.record.event import Event, Happening
from model.record.fact import Cancelled, Fact, Performed, Reading, Rejected, Submitted, What
from model.record.instrument import Instrument
from model.record.obligation import Obligation
from tests.builders import docket_of
from tests.model.assess.dockets import ROWS, Row, dockets, dockets_on_a_day, random_docket
from tests.model.assess.making import changed
from tests.model.assess.numbered import SPAN, on
from tests.model.assess.shrinking import is_sound
from tests.model.assess.simulation import Outcome, simulate

# --- Whatever comes out ---------------------------------------------------------------------------------------


@given(docket=dockets(ROWS))
def test_random_dockets_of_every_row_pass_the_door_and_close_no_circle(docket: Docket) -> None:
    assert is_sound(docket)


@given(made=dockets_on_a_day(ROWS), order=st.randoms(use_true_random=False))
def test_the_judge_says_the_same_in_any_order(made: tuple[Docket, date], order: Random) -> None:
    docket, day = made
    records = [record for _, record in docket.records()]
    assert simulate(docket_of(order.sample(records, len(records))), day) == simulate(docket, day)


@given(made=dockets_on_a_day(ROWS), later=st.integers(1, 40), whose=st.randoms(use_true_random=False))
def test_what_comes_later_says_nothing_yet(made: tuple[Docket, date], later: int, whose: Random) -> None:
    docket, day = made
    fact = Fact(
        id="news",
        about=whose.choice(list(docket.obligations)),
        what=whose.choice(NEWS),
        day=Day(on=day + timedelta(days=later)),
        recorded_by="Legal",
        recorded_at=datetime(1997, 1, 2, 9, tzinfo=UTC),
    )
    happened = [with_happening(record, day + timedelta(days=later)) for _, record in docket.records()]
    assert standings(docket_of([*happened, fact]), day) == standings(docket, day)


NEWS: tuple[What, ...] = (
    Performed(in_full=True),
    Cancelled(),
    Reading(met=False),
    Submitted(),
    Rejected(withdraws_approval=True),
)


def with_happening(record: Record, day: date) -> Record:
    """An event that happens again, with one happening more."""
    if isinstance(record, Event) and record.again:
        return changed(record, happenings=(*record.happenings, Happening(day=Day(on=day))))
    return record


def standings(docket: Docket, day: date) -> dict[str, str]:
    return {id: outcome.standing for id, outcome in simulate(docket, day).items()}


# --- Each row matters -----------------------------------------------------------------------------------------


def without_field(kind: type[Record], **fields: Any) -> Callable[[Record], Record]:
    """Leave fields of one kind of record out."""
    return lambda record: changed(record, **fields) if isinstance(record, kind) else record


def without_accepted(record: Record) -> Record:
    early = isinstance(record, Fact) and isinstance(record.what, Performed | Submitted)
    return changed(record, what=changed(record.what, accepted=None)) if early and isinstance(record, Fact) else record


def without_withdrawal(record: Record) -> Record:
    if isinstance(record, Fact) and isinstance(record.what, Rejected):
        return changed(record, what=Rejected())
    return record


def without_bounds(record: Record) -> Record:
    if not isinstance(record, Obligation) or not isinstance(record.deadline, Every):
        return record
    start = on(0) if record.deadline.begins else record.deadline.start
    return changed(record, deadline=changed(record.deadline, begins=None, ends=None, start=start))


def without_second_happenings(record: Record) -> Record:
    return changed(record, happenings=record.happenings[:1]) if isinstance(record, Event) else record


def without_in_all(record: Record) -> Record:
    return with_amount(record, lambda amount: changed(amount, in_all=False))


def without_in_total(record: Record) -> Record:
    return with_amount(record, lambda amount: changed(amount, in_total=False))


def with_amount(record: Record, change: Callable[[Amount], Amount]) -> Record:
    if isinstance(record, Obligation) and record.amount is not None:
        return changed(record, amount=change(record.amount))
    return record


def without_instrument_anchors(record: Record) -> Record:
    if not isinstance(record, Obligation):
        return record
    if isinstance(record.deadline, After) and isinstance(record.deadline.anchor, InstrumentAnchor):
        record = changed(record, deadline=Open())
    left = [one for one in (record.starts.of if record.starts else ()) if not isinstance(one, InstrumentAnchor)]
    return changed(record, starts=Start(of=tuple(left)) if left else None)


def without_payments(record: Record) -> Record:
    payment = isinstance(record, Obligation) and record.kind == "payment"
    return changed(record, kind="delivery") if payment else record


WITHOUT: dict[Row, Callable[[Record], Record]] = {
    "accepted": without_accepted,
    "begins and ends": without_bounds,
    "falls away": without_field(Obligation, falls_away=()),
    "happens again": without_second_happenings,
    "in all": without_in_all,
    "in force when": without_field(Instrument, in_force_when=None),
    "in total": without_in_total,
    "instrument ends": without_field(Instrument, ends=None),
    "instrument anchors": without_instrument_anchors,
    "limits": without_field(Obligation, relief_limits=None, qualifications=()),
    "must not": without_field(Obligation, must_not=False),
    "no default": without_field(Obligation, no_default=()),
    "payments": without_payments,
    "shares": without_field(Obligation, share=None),
    "survives": without_field(Obligation, survives=False),
    "withdrawn": without_withdrawal,
}
"""What a docket is like without a row."""

SEEDS = 300
LATE = on(SPAN - 5)


@cache
def judged_late(seed: int) -> tuple[Docket, dict[str, Outcome]]:
    docket = random_docket(Random(seed), ROWS)
    return docket, simulate(docket, LATE)


def differs(seed: int, without: Callable[[Record], Record]) -> bool:
    docket, outcomes = judged_late(seed)
    fewer = docket_of(without(record) for _, record in docket.records())
    return fewer != docket and simulate(fewer, LATE) != outcomes


@pytest.mark.parametrize("row", sorted(ROWS - {"limits"}))
def test_each_row_moves_something_often_enough(row: Row) -> None:
    found = 0
    for seed in range(SEEDS):
        found += differs(seed, WITHOUT[row])
        if found == 3:
            return
    pytest.fail(f"Without “{row}” only {found} of {SEEDS} dockets stand otherwise.")


def test_limits_and_qualifications_move_nothing() -> None:
    assert not [seed for seed in range(40) if differs(seed, WITHOUT["limits"])]
