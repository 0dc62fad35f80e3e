"""Each decision list in its order: for every two neighbours that can both match, a docket in which both do.

The named test says which of the two wins. The test of the tests exchanges the two lines and sees the named test
fail, so no order can slip unnoticed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from random import Random
from typing import Any, NamedTuple

import pytest

from model.assess import decide
from model.record.base import Record
from model.record.conditions import Need
from model.record.deadline import Every, Start, While
from model.record.fact import Cancelled, Performed, Submitted
from tests.builders import PAID, docket_of
from tests.model.assess.dockets import BANK, random_docket_on_a_day
from tests.model.assess.numbered import on
from tests.model.assess.small import (
    BY_BOTH,
    EVENT,
    FOR_SUBMISSION,
    Says,
    agreement,
    assessed,
    covenant,
    cure,
    duty,
    event,
    fact,
    follows,
    met,
    owed,
    part,
    plan,
    right,
    waiver,
)


class Pair(NamedTuple):
    """Two neighbouring lines by name, a docket in which both match ``id`` on ``day``, and what it then is."""

    first: str
    second: str
    records: tuple[Record, ...]
    day: int
    standing: str
    id: str = "x"


FUTURE = agreement(20)
NOT_STARTED = Start(of=(EVENT,))

PAIRS: dict[str, tuple[Pair, ...]] = {
    "DUTY_LINES": (
        Pair("not in force", "performed in time", (FUTURE, duty(instrument="i"), fact(5, PAID)), 6, "dormant"),
        Pair("performed in time", "performed late", (duty(), fact(5, PAID)), 6, "satisfied"),
        Pair("performed late", "released", (duty(), fact(12, PAID), fact(13, Cancelled())), 14, "satisfied late"),
        Pair(
            "released",
            "not started",
            (event(None), duty(starts=NOT_STARTED), fact(5, Cancelled())),
            6,
            "released",
        ),
        Pair(
            "not started",
            "submitted",
            (event(None), duty(starts=NOT_STARTED, approval=FOR_SUBMISSION), fact(5, Submitted())),
            6,
            "dormant",
        ),
        Pair(
            "submitted",
            "suspended",
            (duty(approval=FOR_SUBMISSION), fact(9, Submitted()), waiver(5)),
            12,
            "submitted",
        ),
        Pair("suspended", "lapsed", (right(), waiver(5)), 12, "suspended"),
        Pair("lapsed", "missed", (right(),), 12, "lapsed"),
        Pair("missed", "in cure", (duty(cure=cure(1)),), 12, "missed"),
        Pair("due", "performed in part", (duty(amount=owed("exactly")), fact(5, part(30))), 10, "due"),
        Pair(
            "performed in part",
            "blocked",
            (duty(needs=(Need(one_of=("y",)),)), duty("y"), fact(5, Performed(in_full=False))),
            6,
            "partly performed",
        ),
        Pair("blocked", "open", (duty(needs=(Need(one_of=("y",)),)), duty("y")), 6, "blocked"),
    ),
    "PLAN_LINES": (
        Pair("not in force", "performed in time", (FUTURE, plan(instrument="i"), fact(5, PAID)), 6, "dormant"),
        Pair("performed in time", "released", (plan(), fact(5, PAID), fact(6, Cancelled())), 7, "satisfied"),
        Pair(
            "released",
            "not started",
            (event(None), plan(starts=NOT_STARTED), fact(5, Cancelled())),
            6,
            "released",
        ),
        Pair(
            "not started",
            "performed in part",
            (event(None), plan(starts=NOT_STARTED), fact(5, Performed(in_full=False))),
            6,
            "dormant",
        ),
        Pair(
            "performed in part",
            "blocked",
            (plan(needs=(Need(one_of=("y",)),)), duty("y"), fact(5, Performed(in_full=False))),
            6,
            "partly performed",
        ),
        Pair("blocked", "open", (plan(needs=(Need(one_of=("y",)),)), duty("y")), 6, "blocked"),
    ),
    "COVENANT_LINES": (
        Pair(
            "not started",
            "released",
            (event(None), covenant(starts=NOT_STARTED), fact(5, Cancelled())),
            6,
            "dormant",
        ),
        Pair("over", "untested", (covenant(deadline=While(until=on(8))),), 9, "released"),
        Pair(
            "untested",
            "met",
            (covenant(deadline=Every(rule="FREQ=DAILY;INTERVAL=10", start=on(5))), fact(6, met(True))),
            16,
            "untested",
        ),
        Pair("met", "suspended", (covenant(), fact(5, met(True)), waiver(6)), 7, "in compliance"),
        Pair("suspended", "in cure", (covenant(cure=cure(9)), fact(5, met(False)), waiver(6)), 7, "suspended"),
        Pair("in cure", "failing", (covenant(cure=cure(9)), fact(5, met(False))), 7, "in cure"),
    ),
    "CONSEQUENCE_LINES": (
        Pair(
            "not in force", "released", (FUTURE, follows(instrument="i"), fact(5, Cancelled(), "q")), 6, "dormant", "q"
        ),
        Pair("released", "exposed", (duty(), follows("x"), fact(12, Cancelled(), "q")), 14, "released", "q"),
        Pair(
            "exposed",
            "instrument ended",
            (agreement(until=12), duty(), follows("x", instrument="i")),
            14,
            "exposed",
            "q",
        ),
        Pair(
            "instrument ended",
            "nothing missed",
            (agreement(until=4), duty(), follows("x", instrument="i")),
            14,
            "released",
            "q",
        ),
    ),
    "RELIEF_LINES": (
        Pair(
            "not begun",
            "lapsed",
            (duty(), duty("y", due=2), waiver(5, 9, conditions=("y",), signed="unsigned")),
            7,
            "pending",
            "w",
        ),
        Pair("lapsed", "ended", (duty(), duty("y", due=6), waiver(5, 9, conditions=("y",))), 12, "lapsed", "w"),
        Pair("ended", "live", (duty(), waiver(5, 9)), 12, "ended", "w"),
    ),
}

ORDER_SAYS_NOTHING: dict[str, dict[tuple[str, str], str]] = {
    "DUTY_LINES": {("in cure", "due"): "past the due day is not the due day"},
    "PLAN_LINES": {},
    "COVENANT_LINES": {
        ("not in force", "not started"): "both are dormant",
        ("released", "over"): "both are released",
        ("untested", "met"): "a reading before the last test date is not weighed as met",
    },
    "CONSEQUENCE_LINES": {
        ("exposed", "instrument ended"): "what exposes it could still do so, so that its end does not release it",
    },
    "RELIEF_LINES": {("not begun", "lapsed"): "what never begins is not weighed as lapsing"},
}
"""The neighbours of which no docket can tell the order, and why."""

CASES = [(name, pair) for name, pairs in PAIRS.items() for pair in pairs]
TELLING = [(name, pair) for name, pair in CASES if (pair.first, pair.second) not in ORDER_SAYS_NOTHING[name]]


def case_id(value: object) -> str:
    return f"{value.first} before {value.second}" if isinstance(value, Pair) else str(value)


def neighbours(name: str) -> Iterator[tuple[str, str]]:
    return pairwise(line.name for line in getattr(decide, name))


def exchanged(name: str, first: str, second: str) -> tuple[Any, ...]:
    """The list with the two neighbouring lines the other way round."""
    lines = list(getattr(decide, name))
    place = [line.name for line in lines].index(first)
    assert lines[place + 1].name == second
    lines[place : place + 2] = [lines[place + 1], lines[place]]
    return tuple(lines)


def stands(says: Says, pair: Pair) -> str:
    return says(docket_of((BANK, *pair.records)), on(pair.day))[pair.id]


@pytest.mark.parametrize("name", PAIRS)
def test_every_two_neighbours_have_a_docket_or_a_reason_why_none_can_tell(name: str) -> None:
    told = {(pair.first, pair.second) for pair in PAIRS[name]}
    assert set(neighbours(name)) == told | ORDER_SAYS_NOTHING[name].keys()


@BY_BOTH
@pytest.mark.parametrize(("name", "pair"), CASES, ids=case_id)
def test_the_first_of_two_lines_wins(says: Says, name: str, pair: Pair) -> None:
    assert stands(says, pair) == pair.standing


@pytest.mark.parametrize(("name", "pair"), TELLING, ids=case_id)
def test_the_other_way_round_it_would_fail(monkeypatch: pytest.MonkeyPatch, name: str, pair: Pair) -> None:
    monkeypatch.setattr(decide, name, exchanged(name, pair.first, pair.second))
    assert stands(assessed, pair) != pair.standing


@pytest.mark.parametrize(
    ("name", "two"), [(name, two) for name, pairs in ORDER_SAYS_NOTHING.items() for two in pairs], ids=str
)
def test_where_the_order_says_nothing_it_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, name: str, two: tuple[str, str]
) -> None:
    made = [random_docket_on_a_day(Random(seed)) for seed in range(60)]
    before = [assessed(*docket_and_day) for docket_and_day in made]
    monkeypatch.setattr(decide, name, exchanged(name, *two))
    assert [assessed(*docket_and_day) for docket_and_day in made] == before
