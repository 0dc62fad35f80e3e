"""assess is held against the judge: on the worked example, and on random dockets."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.assess import Position, assess
from model.docket import Change, Docket
from model.record.door import encode
from model.record.fact import Approved, Cancelled, Fact, Performed, Reading, Rejected, Submitted, What
from model.record.links import Node
from model.record.relief import Relief
from tests import builders
from tests.builders import PAID, docket_of, sample_docket
from tests.model.assess.dockets import dockets, dockets_on_a_day, random_docket_on_a_day
from tests.model.assess.shrinking import is_sound, shrunk
from tests.model.assess.simulation import simulate
from tests.model.assess.small import BY_BOTH, Says, assessed, judged

# --- The worked example -------------------------------------------------------------------------------------

SAID: dict[str, dict[str, str]] = {
    "1996-10-15": {
        "missed": "1",
        "exposed": "18",
        "untested": "2 3 4",
        "dormant": "7 8 9 10 11 12 13 14 15 16 17",
        "pending": "5 6",
    },
    "1996-11-20": {
        "live": "5 6",
        "suspended": "1 2 3 4",
        "satisfied": "7 11",
        "open": "8 12 13 14 16 17 23",
        "dormant": "9 10 18 21",
        "untested": "15 19",
        "partly performed": "22",
        "blocked": "20",
    },
    "1996-12-03": {"missed": "17", "exposed": "18", "live": "5 6", "suspended": "1 2 3 4"},
    "1997-01-01": {
        "missed": "1 8 17",
        "lapsed": "5 6",
        "failing": "2 3 4",
        "exposed": "18 21",
        "dormant": "9 10",
    },
}
IF_8_CLOSES: dict[str, dict[str, str]] = {
    "1996-12-20": {"satisfied": "8", "open": "9 10", "live": "5 6", "missed": "17", "exposed": "18"},
    "1997-01-01": {"lapsed": "5 6", "missed": "1 17", "failing": "2 3 4", "open": "9 10", "dormant": "21"},
}


def expect(says: Says, docket: Docket, day: str, table: dict[str, str]) -> None:
    said = says(docket, date.fromisoformat(day))
    by_ref = {docket.short_ref(node.id): said[node.id] for node in docket.nodes()}
    expected = {ref: word for word, refs in table.items() for ref in refs.split()}
    assert {ref: by_ref[ref] for ref in expected} == expected


@BY_BOTH
@pytest.mark.parametrize("day", SAID)
def test_the_worked_example(says: Says, day: str) -> None:
    expect(says, sample_docket(), day, SAID[day])


@BY_BOTH
@pytest.mark.parametrize("day", IF_8_CLOSES)
def test_the_worked_example_if_8_closes(says: Says, day: str) -> None:
    docket = sample_docket()
    offering = next(ob.id for ob in docket.obligations.values() if docket.short_ref(ob.id) == "8")
    closing = news(offering, date(1996, 12, 20), Performed(amount="9400000", currency="USD"))
    expect(says, with_news(docket, closing), day, IF_8_CLOSES[day])


def news(about: str, day: date, what: What) -> Fact:
    moment = datetime(1997, 1, 2, 9, tzinfo=UTC)
    return builders.fact(about, day, what, id="news", recorded_at=moment)


def with_news(docket: Docket, fact: Fact) -> Docket:
    return docket.changed([Change("fact", fact.id, None, fact)])


# --- Random dockets -----------------------------------------------------------------------------------------


def differences(docket: Docket, day: date) -> list[str]:
    """Where assess and the judge part: standing, due day or last day of cure."""
    positions, outcomes = assess(docket, day).positions, simulate(docket, day)
    said = {id: (str(position.standing), *days_of(docket, position)) for id, position in positions.items()}
    judged = {id: (one.standing, one.due, one.last_day) for id, one in outcomes.items()}
    return [f"{id}: assess {said[id]}, the judge {judged[id]}" for id in judged if said[id] != judged[id]]


def days_of(docket: Docket, position: Position) -> tuple[date | None, date | None]:
    """The due day and the last day of cure of what has them."""
    relief, obligation = docket.reliefs.get(position.id), docket.obligations.get(position.id)
    if relief is not None:
        return position.due, None
    kept = obligation is not None and (obligation.continuing or obligation.is_consequence)
    return (None, None) if kept else (position.due, position.last_day)


def report(docket: Docket, day: date) -> str:
    """The smallest docket found in which the two still part, record by record."""
    found = set(differences(docket, day))
    small = shrunk(docket, lambda less: is_sound(less) and not found.isdisjoint(differences(less, day)))
    records = [encode(record) for _, record in small.records()]
    return "\n".join([f"on {day}", *differences(small, day), *records])


@given(made=dockets_on_a_day())
def test_assess_says_what_the_judge_says(made: tuple[Docket, date]) -> None:
    assert not differences(*made), report(*made)


@pytest.mark.parametrize("batch", range(6))
def test_assess_says_what_the_judge_says_of_the_same_dockets_every_time(batch: int) -> None:
    for seed in range(50 * batch, 50 * (batch + 1)):
        made = random_docket_on_a_day(Random(seed))
        assert not differences(*made), f"seed {seed} {report(*made)}"


@given(made=dockets_on_a_day(), order=st.randoms(use_true_random=False))
def test_the_order_of_records_says_nothing(made: tuple[Docket, date], order: Random) -> None:
    docket, day = made
    records = [record for _, record in docket.records()]
    assert assessed(docket_of(order.sample(records, len(records))), day) == assessed(docket, day)


@given(made=dockets_on_a_day())
def test_the_same_docket_on_the_same_day_gives_the_same_value(made: tuple[Docket, date]) -> None:
    docket, day = made
    again = docket_of([record for _, record in docket.records()])
    assert assess(again, day) == assess(docket, day)


@given(made=dockets_on_a_day(), later=st.integers(1, 40), whose=st.randoms(use_true_random=False))
def test_a_fact_of_a_later_day_says_nothing_yet(made: tuple[Docket, date], later: int, whose: Random) -> None:
    docket, day = made
    fact = news(whose.choice(list(docket.obligations)), day + timedelta(days=later), whose.choice(HAPPENINGS))
    for says in (judged, assessed):
        assert says(with_news(docket, fact), day) == says(docket, day)


@given(made=dockets_on_a_day(), whose=st.randoms(use_true_random=False))
def test_a_fact_changes_nothing_that_is_not_linked(made: tuple[Docket, date], whose: Random) -> None:
    docket, day = made
    about = whose.choice(list(docket.obligations))
    fact = news(about, day - timedelta(days=whose.randint(0, 20)), whose.choice(HAPPENINGS))
    before, after = assess(docket, day).positions, assess(with_news(docket, fact), day).positions
    apart = before.keys() - linked(docket, about)
    assert {id: after[id] for id in apart} == {id: before[id] for id in apart}


HAPPENINGS: tuple[What, ...] = (
    PAID,
    Performed(in_full=False),
    Cancelled(),
    Reading(met=False),
    Submitted(),
    Rejected(),
    Approved(),
)


def linked(docket: Docket, start: str) -> set[str]:
    """Every obligation and relief that a chain of links, in either direction, joins to ``start``."""
    found, waiting = {start}, [start]
    while waiting:
        node = waiting.pop()
        ends = [*docket.links_from.get(node, ()), *docket.links_to.get(node, ())]
        near = {end.id for end in ends if end.id not in docket.events} - found
        found |= near
        waiting += near
    return found


@given(docket=dockets())
def test_random_dockets_pass_the_door_and_close_no_circle(docket: Docket) -> None:
    assert is_sound(docket)


@pytest.mark.parametrize(
    ("kind", "standings"),
    [
        (
            "duty",
            (
                "dormant, satisfied, satisfied late, released, submitted, suspended, missed, in cure, due, "
                "partly performed, blocked, open"
            ),
        ),
        ("right", "lapsed, satisfied, satisfied late"),
        ("plan", "open, satisfied, blocked"),
        ("covenant", "dormant, released, untested, in compliance, suspended, in cure, failing"),
        ("test", "dormant, released, untested, in compliance, suspended, in cure, failing"),
        ("consequence", "dormant, released, exposed"),
        ("relief", "pending, lapsed, ended, live"),
    ],
)
def test_random_dockets_reach_every_standing(reached: dict[str, set[str]], kind: str, standings: str) -> None:
    assert set(standings.split(", ")) <= reached[kind]


@pytest.fixture(scope="module")
def reached() -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for seed in range(900):
        docket, day = random_docket_on_a_day(Random(seed))
        for id, standing in judged(docket, day).items():
            found[kind_of_node(docket.node(id))].add(standing)
    return found


def kind_of_node(node: Node) -> str:
    if isinstance(node, Relief):
        return "relief"
    return node.kind if node.continuing or node.is_consequence else node.binding
