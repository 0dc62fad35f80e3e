"""The keyboard's walk along links."""

from __future__ import annotations

import pytest

from model.outlook.graph import network
from tests.builders import sample_docket
from tests.ui.network.laying import SIZES, linked
from ui.network.layout.plan import NetworkPlan, arrange
from ui.network.layout.walk import first, step

USMX = network(sample_docket())
PLAN = arrange(USMX, frozenset(), ("usmx-18", "usmx-21"), SIZES)


@pytest.mark.parametrize(
    ("start", "way", "ends"),
    [
        ("usmx-05", "right", {"usmx-01", "usmx-02", "usmx-03", "usmx-04"}),
        ("usmx-05", "left", {"usmx-07", "usmx-08", "usmx-09", "usmx-10"}),
        ("usmx-05", "down", {"usmx-06"}),
        ("usmx-06", "up", {"usmx-05"}),
        ("usmx-01", "down", {"usmx-02"}),
        ("usmx-01", "right", {"usmx-18"}),
        ("usmx-18", "right", {"usmx-18"}),
        ("usmx-08", "left", {"usmx-08"}),
    ],
)
def test_an_arrow_goes_along_a_link_or_to_a_sibling(start: str, way: str, ends: set[str]) -> None:
    assert step(PLAN, USMX, start, way) in ends


def test_of_several_the_nearest_in_height_is_taken() -> None:
    fan = linked(("a", "b"), ("a", "c"), ("a", "d"))
    plan = arrange(fan, frozenset(), (), SIZES)
    found = step(plan, fan, "a", "right")
    away = {one: abs(plan.corners[one][1] - plan.corners["a"][1]) for one in "bcd"}
    assert away[found] == min(away.values())


def test_every_record_is_reached_by_arrows() -> None:
    start = first(PLAN)
    reached, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for way in ("left", "right", "up", "down"):
            there = step(PLAN, USMX, here, way)
            if there not in reached:
                reached.add(there)
                waiting.append(there)
    assert reached == set(PLAN.corners)


def test_with_nothing_selected_a_walk_begins_at_the_top_of_the_first_column() -> None:
    start = step(PLAN, USMX, "", "right")
    assert PLAN.columns[start] == 0
    assert PLAN.corners[start] == min(corner for one, corner in PLAN.corners.items() if PLAN.columns[one] == 0)


def test_in_an_empty_drawing_there_is_nowhere_to_go() -> None:
    assert step(NetworkPlan(), USMX, "usmx-08", "right") == ""
