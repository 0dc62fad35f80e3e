"""Networks to lay out, and what is looked for in their drawings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from model.outlook.graph import Edge, Network
from ui.network.layout.placing import Sizes
from ui.network.layout.plan import NetworkPlan
from ui.network.layout.routing import Point

SIZES = Sizes(width=184, height=92, event=46, gap=105, track=8, between=20, aside=14, bend=9, port=8)


def linked(*pairs: tuple[str, str]) -> Network:
    """A network in which each first of a pair leads to the second."""
    nodes = dict.fromkeys(end for pair in pairs for end in pair)
    return Network(nodes, [Edge(before, after, ("needs",)) for before, after in pairs])


def boxes(plan: NetworkPlan, events: Iterable[str] = ()) -> dict[str, tuple[float, float, float, float]]:
    """Left, top, right and foot of each record."""
    tall = dict.fromkeys(events, SIZES.event)
    return {one: (x, y, x + SIZES.width, y + tall.get(one, SIZES.height)) for one, (x, y) in plan.corners.items()}


def stretches(plan: NetworkPlan) -> Iterator[tuple[Point, Point]]:
    """Every straight piece of every edge: stubs, and trunks between what meets them."""
    for route in plan.routes:
        for join in (*route.sources, *route.targets):
            yield from pairwise(join.way)
        heights = sorted({join.at for join in (*route.sources, *route.targets)})
        yield from (((route.x, one), (route.x, other)) for one, other in pairwise(heights))


def crosses(piece: tuple[Point, Point], box: tuple[float, float, float, float]) -> bool:
    """Whether a piece runs through the inside of a record."""
    (x1, y1), (x2, y2) = piece
    left, top, right, foot = box
    across = min(x1, x2) < right - 1 and max(x1, x2) > left + 1
    return across and min(y1, y2) < foot - 1 and max(y1, y2) > top + 1
