"""Links that close a circle are refused, by the shortest way round."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.docket import Docket, predecessors
from model.errors import CircleError
from model.ledger.entry import check_entries, check_entry, entry_problems, first_problems
from model.ledger.proposal import ProposedDocket
from model.record.base import Record
from model.record.obligation import Obligation
from model.record.relief import Relief
from tests.builders import docket_of
from tests.model.ledger import matters
from tests.model.ledger.matters import docket, duty, links, needs, starts_with
from tests.model.ledger.test_entry import after, changed, fields

CIRCLES: list[tuple[Record, str, str]] = [
    (changed(matters.OFFERING, needs=needs(1)), "8 → 5 → 1 → 8", "needs"),
    (changed(matters.OFFERING, needs=needs(9)), "8 → 9 → 8", "needs"),
    (changed(matters.OFFERING, paid_from=links(9)), "8 → 9 → 8", "paid_from"),
    (changed(matters.OFFERING, replaces=links(9)), "8 → 9 → 8", "replaces"),
    (changed(matters.OFFERING, deadline=after(9)), "8 → 9 → 8", "deadline"),
    (changed(matters.OFFERING, starts=starts_with(9)), "8 → 9 → 8", "starts"),
    (changed(matters.OFFERING, needs=needs(1), starts=starts_with(9)), "8 → 9 → 8", "starts"),
    (changed(matters.WAIVER, covers=("obligation-1", "obligation-17")), "", ""),
    (changed(matters.PROSPECTUS, needs=needs(2)), "7 → 5 → 2 → 7", "needs"),
]


@pytest.mark.parametrize(("record", "path", "field"), CIRCLES)
def test_a_link_that_closes_a_circle_is_refused_by_the_shortest_way_round(
    record: Record, path: str, field: str
) -> None:
    found = entry_problems(docket(), record)
    if not path:
        assert found == ()
        return
    assert fields(found) == [field]
    assert f"circle: {path}." in found[0].message
    with pytest.raises(CircleError) as raised:
        check_entry(docket(), record)
    assert raised.value.path == tuple(f"ACME-{number}" for number in path.split(" → "))
    assert raised.value.field == field


def test_a_relief_closes_a_circle_by_what_it_covers_or_hangs_on() -> None:
    standing = docket(changed(matters.OFFERING, needs=needs(17)))
    covering = changed(matters.WAIVER, covers=("obligation-1", "obligation-17"))
    with pytest.raises(CircleError, match="5 → 17 → 8 → 5") as raised:
        check_entry(standing, covering)
    assert raised.value.field == "covers"
    hanging = changed(matters.WAIVER, conditions=("obligation-8", "obligation-30"))
    with pytest.raises(CircleError, match="5 → 1 → 30 → 5") as raised:
        check_entry(docket(duty(30, "Reply", needs=needs(1))), hanging)
    assert raised.value.field == "conditions"


def test_consequences_may_form_circles_and_alternatives_are_mutual() -> None:
    cross = changed(matters.FORECLOSURE, causes=links(1, 30))
    default = duty(30, "Cross-default", kind="consequence", deadline=None, causes=links(18))
    check_entries(docket(), (cross, default))
    check_entries(docket(), (duty(31, "One", either=links(32)), duty(32, "Other", either=links(31))))


def test_several_that_enter_together_close_a_circle_through_what_stands() -> None:
    with pytest.raises(CircleError) as raised:
        check_entries(docket(), (changed(matters.OFFERING, needs=needs(30)), duty(30, "Sign", needs=needs(9))))
    assert raised.value.path == ("ACME-8", "ACME-9", "ACME-30", "ACME-8")


NODES = [f"obligation-{number}" for number in range(1, 8)]


@st.composite
def webs(draw: st.DrawFn) -> tuple[Docket, Obligation | Relief]:
    """A docket without circles, and one more record that may close some."""
    standing: list[Record] = [matters.CAPTION]
    for number, node in enumerate(NODES, start=1):
        before = draw(st.lists(st.sampled_from(NODES[: number - 1]), max_size=3, unique=True)) if number > 1 else []
        field = draw(st.sampled_from(["needs", "starts", "paid_from", "replaces"]))
        standing.append(_linked(number, field, before))
        assert standing[-1].id == node
    number = draw(st.integers(1, 9))
    if number <= len(NODES):
        field = draw(st.sampled_from(["needs", "starts", "paid_from", "replaces"]))
        others = [node for node in NODES if node != f"obligation-{number}"]
        return docket_of(standing), _linked(number, field, draw(st.lists(st.sampled_from(others), unique=True)))
    sides = draw(st.permutations(NODES))
    cut = draw(st.integers(1, len(NODES) - 1))
    return docket_of(standing), changed(
        matters.WAIVER, ref="ACME-R", covers=tuple(sides[:cut]), conditions=tuple(sides[cut:])
    )


def _linked(number: int, field: str, before: list[str]) -> Obligation:
    made = duty(number, "T", obligor=None)
    numbers = [int(node.removeprefix("obligation-")) for node in before]
    value: Any = {"needs": needs, "starts": starts_with}.get(field, links)(*numbers)
    return changed(made, **{field: value}) if before else made


@given(webs())
def test_a_proposal_sees_the_neighbours_that_the_changed_docket_has(web: tuple[Docket, Obligation | Relief]) -> None:
    standing, record = web
    whole = docket_of([*(one for _, one in standing.records() if one.id != record.id), record])
    proposal = ProposedDocket(standing, (record,))
    for node in (*NODES, record.id):
        assert set(proposal.predecessors(node)) == set(predecessors(whole, node))


@given(webs())
def test_the_circle_told_is_real_and_none_is_shorter(web: tuple[Docket, Obligation | Relief]) -> None:
    standing, record = web
    whole = docket_of([*(one for _, one in standing.records() if one.id != record.id), record])
    shortest = _length_of_shortest_circle(whole, record.id)
    circles = [path for _, _, path in first_problems(standing, (record,)) if path]
    assert [len(path) - 1 for path in circles] == ([] if shortest is None else [shortest])
    for path in circles:
        ids = [whole.by_ref[ref.casefold()].id for ref in path]
        assert ids[0] == ids[-1] == record.id
        for earlier, later in itertools.pairwise(ids):
            assert earlier in set(predecessors(whole, later))


def _length_of_shortest_circle(whole: Docket, start: str) -> int | None:
    """By brute force: how many links back from ``start`` lead to itself for the first time."""
    reached = {start}
    for length in range(1, 20):
        reached = {earlier for node in reached for earlier in predecessors(whole, node)}
        if start in reached:
            return length
    return None
