"""The network of a docket: which way links point, what a selection lights, and what lies around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.outlook.graph import Edge, Network, network, words_of
from tests.builders import sample_docket

USMX = sample_docket()
NETWORK = network(USMX)


def ids(*numbers: int) -> frozenset[str]:
    return frozenset(f"usmx-{number:02d}" for number in numbers)


def chain(*pairs: tuple[str, str]) -> Network:
    nodes = dict.fromkeys(end for pair in pairs for end in pair)
    return Network(nodes, [Edge(before, after, ("needs",)) for before, after in pairs])


def test_every_obligation_and_relief_is_a_node_and_of_events_those_that_start_a_clock() -> None:
    records = {node for node in NETWORK.nodes if node not in USMX.events}
    assert records == {node.id for node in USMX.nodes()}
    assert set(NETWORK.nodes) - records == {one for ends in USMX.links_from.values() for _, one in ends} & set(
        USMX.events
    )


@pytest.mark.parametrize(
    ("before", "after", "links"),
    [
        ("usmx-08", "usmx-05", ("condition",)),
        ("usmx-05", "usmx-01", ("covers",)),
        ("usmx-08", "usmx-09", ("starts",)),
        ("usmx-08", "usmx-10", ("paid from",)),
        ("usmx-08", "usmx-20", ("needs",)),
        ("usmx-17", "usmx-18", ("causes",)),
    ],
)
def test_a_link_points_the_way_that_time_and_trouble_go(before: str, after: str, links: tuple[str, ...]) -> None:
    found = [edge.links for edge in NETWORK.edges if (edge.before, edge.after) == (before, after)]
    assert links in found


def test_selecting_the_offering_lights_what_hangs_on_it_and_what_falls() -> None:
    lit = NETWORK.lit("usmx-08")
    assert lit.needed == frozenset()
    assert lit.follows == ids(1, 2, 3, 4, 5, 6, 9, 10, 18, 20, 21)


def test_selecting_the_waiver_lights_its_conditions_and_what_stands_again() -> None:
    lit = NETWORK.lit("usmx-05")
    assert ids(7, 8, 9, 10) <= lit.needed
    assert lit.follows == ids(1, 2, 3, 4, 18)
    assert lit.needed.isdisjoint(ids(6, 20, 23))


def test_an_edge_is_lit_on_the_way_to_the_record_or_on_from_it() -> None:
    lit = NETWORK.lit("usmx-05")
    lighted = {(edge.before, edge.after) for edge in NETWORK.edges if lit.holds(edge)}
    assert ("usmx-08", "usmx-10") in lighted
    assert ("usmx-01", "usmx-18") in lighted
    assert ("usmx-08", "usmx-18") not in lighted  # from before the waiver past it: no part of either way
    assert ("usmx-08", "usmx-06") not in lighted


def test_a_circle_of_consequences_is_followed_once() -> None:
    lit = chain(("a", "b"), ("b", "c"), ("c", "b")).lit("b")
    assert lit.needed == {"a", "c"}
    assert lit.follows == {"c"}


def test_either_is_one_edge_without_direction_and_lights_nothing_beyond() -> None:
    both = Network(("a", "b", "c"), (Edge("a", "b", ("either",)), Edge("b", "c", ("needs",))))
    assert both.onward.get("a") is None
    assert both.lit("a").follows == frozenset()
    assert both.lit("a").holds(both.edges[0])
    assert both.around(("a",)) == {"a", "b", "c"}


def test_around_counts_links_whichever_way_and_takes_the_nearest_first() -> None:
    line = chain(("a", "b"), ("c", "b"), ("c", "d"), ("d", "e"))
    assert line.around(("a",), 1) == {"a", "b"}
    assert line.around(("a",), 2) == {"a", "b", "c"}
    assert line.around(("a",), None, 4) == {"a", "b", "c", "d"}
    assert line.around(("nowhere",)) == frozenset()


def test_bare_causes_are_those_that_do_nothing_else() -> None:
    assert set(NETWORK.bare_causes()) == {"usmx-18"}
    assert set(NETWORK.bare_causes()["usmx-18"]) >= ids(11, 12, 13, 14, 16, 17)
    assert "usmx-07" not in NETWORK.bare_causes()["usmx-18"]


def test_within_keeps_only_edges_that_have_both_ends() -> None:
    part = NETWORK.within(ids(5, 8, 18))
    assert {(edge.before, edge.after) for edge in part.edges} == {("usmx-08", "usmx-05"), ("usmx-08", "usmx-18")}
    assert part.unlinked == ()


def test_the_words_of_the_source_stand_with_a_link() -> None:
    for edge in NETWORK.edges:
        assert all(words_of(USMX, edge))
    start = next(edge for edge in NETWORK.edges if edge.links == ("starts",) and edge.before == "usmx-08")
    assert words_of(USMX, start) == (USMX.obligations["usmx-09"].starts.words,)  # type: ignore[union-attr]


PAIRS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] != pair[1]), max_size=20)


@given(PAIRS, st.integers(0, 8))
def test_what_a_record_needs_is_exactly_what_it_follows_from(pairs: list[tuple[int, int]], start: int) -> None:
    made = chain(*{(str(one), str(other)) for one, other in pairs})
    lit = made.lit(str(start))
    assert all(str(start) in made.lit(one).follows for one in lit.needed)
    assert all(str(start) in made.lit(one).needed for one in lit.follows)
