"""The drawing: records in columns that nothing overlaps, and edges that run level or upright and through no record."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.docket import Docket
from model.outlook.graph import Edge, Network, network
from tests.bench.generate import docket
from tests.builders import sample_docket
from tests.ui.network.laying import SIZES, boxes, crosses, linked, stretches
from ui.network.layout.layering import layered
from ui.network.layout.placing import packed, spaced
from ui.network.layout.plan import NetworkPlan, Room, arrange, arrange_within
from ui.shell.jobs import JobCancelled

TOP = Path(__file__).parents[4]
DOCKETS = {"sample": sample_docket(), "generated": docket(160)}


def drawing(of: Docket) -> NetworkPlan:
    return arrange(network(of), frozenset(of.events), frozenset(of.consequences), SIZES)


def check(plan: NetworkPlan, events: frozenset[str] = frozenset()) -> None:
    placed = boxes(plan, events)
    for (one, a), (other, b) in combinations(placed.items(), 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, f"{one} and {other} overlap"
    for piece in stretches(plan):
        (x1, y1), (x2, y2) = piece
        assert abs(x1 - x2) < 0.01 or abs(y1 - y2) < 0.01, f"{piece} is neither level nor upright"
        through = [one for one, box in placed.items() if crosses(piece, box)]
        assert not through, f"{piece} runs through {through}"
    assert all(x >= 0 and y >= 0 and x2 <= plan.width + 1 and y2 <= plan.height + 1 for x, y, x2, y2 in placed.values())


@pytest.mark.parametrize("name", DOCKETS)
def test_no_records_overlap_and_no_edge_runs_through_one(name: str) -> None:
    check(drawing(DOCKETS[name]), frozenset(DOCKETS[name].events))


@pytest.mark.parametrize("name", DOCKETS)
def test_what_is_linked_is_drawn_once_and_what_is_not_is_left_out(name: str) -> None:
    whole = network(DOCKETS[name])
    assert set(drawing(DOCKETS[name]).corners) == set(whole.beside)


@pytest.mark.parametrize("name", DOCKETS)
def test_links_lead_from_left_to_right(name: str) -> None:
    plan, known = drawing(DOCKETS[name]), DOCKETS[name]
    for edge in network(known).edges:
        if not edge.mutual and "causes" not in edge.links:
            assert plan.columns[edge.before] < plan.columns[edge.after], edge


@pytest.mark.parametrize("name", DOCKETS)
def test_every_edge_leaves_its_source_at_the_right_and_reaches_its_target_at_the_left(name: str) -> None:
    plan = drawing(DOCKETS[name])
    placed = boxes(plan, DOCKETS[name].events)
    for route in plan.routes:
        for join in route.sources:
            _, top, right, foot = placed[join.record]
            assert join.way[0][0] == right
            assert top < join.way[0][1] < foot
        for join in route.targets:
            left, top, _, foot = placed[join.record]
            assert join.way[-1][0] == left
            assert top < join.way[-1][1] < foot


def test_every_edge_is_drawn_and_no_other() -> None:
    known = network(DOCKETS["generated"])
    drawn = [
        (source, target, route.bundle.links)
        for route in drawing(DOCKETS["generated"]).routes
        for source in route.bundle.sources
        for target in route.bundle.targets
    ]
    assert sorted(drawn) == sorted((one.before, one.after, one.links) for one in known.edges if not one.mutual)


def test_conditions_of_two_reliefs_share_a_trunk() -> None:
    found = [route.bundle for route in drawing(DOCKETS["sample"]).routes if route.bundle.links == ("condition",)]
    assert [(set(one.sources), set(one.targets)) for one in found] == [
        ({"usmx-07", "usmx-08", "usmx-09", "usmx-10"}, {"usmx-05", "usmx-06"})
    ]


def test_the_last_consequences_of_a_small_network_stand_in_the_last_column() -> None:
    plan = drawing(DOCKETS["sample"])
    last = max(plan.columns.values())
    assert {one for one, column in plan.columns.items() if column == last} == {"usmx-18", "usmx-21"}


def test_siblings_stand_in_the_order_of_their_refs() -> None:
    corners = drawing(DOCKETS["sample"]).corners
    assert corners["usmx-05"][1] < corners["usmx-06"][1]
    heights = [corners[f"usmx-0{number}"][1] for number in (1, 2, 3, 4)]
    assert heights == sorted(heights)


def test_an_edge_that_goes_back_passes_its_own_ends() -> None:
    plan = arrange(linked(("a", "b"), ("b", "c"), ("c", "a")), frozenset(), (), SIZES)
    check(plan)
    assert len(plan.routes) == 3


def test_two_records_that_stand_for_one_another_are_tied_without_an_arrow() -> None:
    both = Network(
        ("a", "b", "c"), (Edge("a", "b", ("either",)), Edge("a", "c", ("needs",)), Edge("b", "c", ("needs",)))
    )
    plan = arrange(both, frozenset(), (), SIZES)
    assert [line.edge.links for line in plan.lines] == [("either",)]
    assert plan.columns["a"] == plan.columns["b"]


@pytest.mark.parametrize(
    ("room", "gap"),
    [
        (Room(5000, 3000, 84, 160), 105),  # there is room for all
        (Room(600, 3000, 84, 160), 84),  # too wide: nearer, and no nearer than may be
        (Room(3000, 500, 84, 160), 160),  # too high: apart, and no further than may be
    ],
)
def test_columns_stand_nearer_where_it_is_too_wide_and_apart_where_it_is_too_high(room: Room, gap: float) -> None:
    plan, sizes = arrange_within(network(DOCKETS["sample"]), frozenset(), (), SIZES, room)
    assert sizes.gap == gap
    check(plan)


def test_the_same_network_is_drawn_alike_in_another_process() -> None:
    code = (
        "from tests.ui.network.layout.test_plan import *; print(sorted(drawing(DOCKETS['generated']).corners.items()))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=TOP,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(TOP)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] != pair[1]), min_size=1)


@given(PAIRS)
def test_any_network_is_drawn_soundly_circles_included(pairs: list[tuple[int, int]]) -> None:
    check(arrange(linked(*dict.fromkeys((str(one), str(other)) for one, other in pairs)), frozenset(), (), SIZES))


@given(PAIRS)
def test_every_record_has_one_column_and_every_edge_its_places(pairs: list[tuple[int, int]]) -> None:
    whole = linked(*dict.fromkeys((str(one), str(other)) for one, other in pairs))
    for part in layered(whole):
        places = [place for column in part.columns for place in column]
        assert len(set(places)) == len(places)


WANTED = st.lists(st.tuples(st.floats(-500, 500), st.floats(0.5, 20), st.floats(0, 60)), min_size=1, max_size=12)


@given(WANTED)
def test_spacing_keeps_the_least_distances_and_moves_nothing_that_has_them(
    rows: list[tuple[float, float, float]],
) -> None:
    wanted, weights, spaces = (list(column) for column in zip(*rows, strict=True))
    found = spaced(wanted, weights, spaces)
    for at in range(1, len(found)):
        assert found[at] - found[at - 1] >= spaces[at] - 1e-6
    again = spaced(found, weights, spaces)
    assert all(abs(one - other) < 1e-6 for one, other in zip(found, again, strict=True))


@given(st.lists(st.tuples(st.floats(10, 900), st.floats(10, 900)), min_size=1, max_size=20))
def test_parts_are_packed_without_touching(sizes: list[tuple[float, float]]) -> None:
    corners = packed(sizes, 48, 1.6)
    rects = [(x, y, x + wide, y + high) for (x, y), (wide, high) in zip(corners, sizes, strict=True)]
    for one, other in combinations(rects, 2):
        assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


def test_the_work_can_be_stopped_between_its_steps() -> None:
    told: list[float] = []

    def stop(share: float) -> None:
        told.append(share)
        if len(told) == 3:
            raise JobCancelled

    with pytest.raises(JobCancelled):
        arrange(network(DOCKETS["generated"]), frozenset(), (), SIZES, 1.6, stop)
    assert len(told) == 3
