"""The whole drawing as plain values: where every record stands and how every edge runs. Worked out off the window."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from model.outlook.graph import Edge, Network
from ui.network.layout.layering import ConnectedPart, layered
from ui.network.layout.placing import Sizes, heights, packed
from ui.network.layout.routing import Join, Point, Route, Routed, routed

_PARTS_APART = 48.0
_BRACKET = 14.0
"""How far the tie of two records that stand for one another reaches out, where they share a column."""


class PlannedLine(Struct, frozen=True):
    """A tie without direction: its edge and its corners."""

    edge: Edge
    way: tuple[Point, ...]


class NetworkPlan(Struct, frozen=True):
    """Left top corner of each record, the ways of the edges, and the size of the whole."""

    corners: Mapping[str, Point] = {}
    columns: Mapping[str, int] = {}
    routes: tuple[Route, ...] = ()
    lines: tuple[PlannedLine, ...] = ()
    width: float = 0.0
    height: float = 0.0


def arrange(
    network: Network,
    events: frozenset[str],
    last: Collection[str],
    sizes: Sizes,
    ratio: float = 1.6,
    report: Callable[[float], None] = lambda _: None,
) -> NetworkPlan:
    """Lay out what is linked. ``report`` is told the share that is done, and may raise to stop."""
    drawn: list[tuple[ConnectedPart, NetworkPlan]] = []
    done = 0
    for part in layered(network, last):
        share = done / max(len(network.nodes), 1)
        drawn.append((part, _drawn(part, events, sizes, partial(report, share))))
        done += len(drawn[-1][1].corners)
    offsets = packed([(plan.width, plan.height) for _, plan in drawn], _PARTS_APART, ratio)
    return _together([_moved(plan, *offset) for (_, plan), offset in zip(drawn, offsets, strict=True)])


def _drawn(part: ConnectedPart, events: frozenset[str], sizes: Sizes, pause: Callable[[], None]) -> NetworkPlan:
    middle = heights(part, sizes, events, pause)
    pause()
    ways = routed(part, middle, sizes, events)
    corners: dict[str, Point] = {}
    columns: dict[str, int] = {}
    for number, column in enumerate(part.columns):
        for place in column:
            if isinstance(place, str):
                corners[place] = (ways.columns[number], middle[place] - sizes.tall(place, events) / 2)
                columns[place] = number
    lines = tuple(PlannedLine(edge, _tie(edge, corners, columns, sizes, events)) for edge in part.mutual)
    height = max(at + sizes.height / 2 for at in middle.values())
    return NetworkPlan(corners, columns, ways.routes, lines, _width(ways, lines), height)


def _width(ways: Routed, lines: tuple[PlannedLine, ...]) -> float:
    return max([ways.width, *(x for line in lines for x, _ in line.way)])


def _tie(
    edge: Edge, corners: Mapping[str, Point], columns: Mapping[str, int], sizes: Sizes, events: frozenset[str]
) -> tuple[Point, ...]:
    one, other = sorted((edge.before, edge.after), key=lambda record: (columns[record], corners[record][1]))
    (left, top), (right, low) = corners[one], corners[other]
    start = (left + sizes.width, top + sizes.tall(one, events) / 2)
    foot = low + sizes.tall(other, events) / 2
    turn = start[0] + _BRACKET
    end = right + sizes.width if columns[one] == columns[other] else right
    return (start, (turn, start[1]), (turn, foot), (end, foot))


def _moved(plan: NetworkPlan, x: float, y: float) -> NetworkPlan:
    def ways(joins: tuple[Join, ...]) -> tuple[Join, ...]:
        return tuple(Join(one.record, one.at + y, _shifted(one.way, x, y)) for one in joins)

    return NetworkPlan(
        {record: (left + x, top + y) for record, (left, top) in plan.corners.items()},
        plan.columns,
        tuple(Route(one.bundle, one.x + x, ways(one.sources), ways(one.targets)) for one in plan.routes),
        tuple(PlannedLine(one.edge, _shifted(one.way, x, y)) for one in plan.lines),
        plan.width + x,
        plan.height + y,
    )


def _shifted(way: tuple[Point, ...], x: float, y: float) -> tuple[Point, ...]:
    return tuple((left + x, top + y) for left, top in way)


def _together(plans: list[NetworkPlan]) -> NetworkPlan:
    return NetworkPlan(
        {record: corner for plan in plans for record, corner in plan.corners.items()},
        {record: column for plan in plans for record, column in plan.columns.items()},
        tuple(route for plan in plans for route in plan.routes),
        tuple(line for plan in plans for line in plan.lines),
        max((plan.width for plan in plans), default=0.0),
        max((plan.height for plan in plans), default=0.0),
    )


class Room(NamedTuple):
    """Where a small network is set: width and height, and the least and the most room between its columns."""

    width: float
    height: float
    least: float
    most: float

    @property
    def ratio(self) -> float:
        """How much wider than high."""
        return max(self.width, 1.0) / max(self.height, 1.0)


def arrange_within(
    network: Network, events: frozenset[str], last: Collection[str], sizes: Sizes, room: Room
) -> tuple[NetworkPlan, Sizes]:
    """Lay out a small network: its columns stand nearer where it is too wide, and apart where it is too high."""
    plan = arrange(network, events, last, sizes, room.ratio)
    gaps = max(plan.columns.values(), default=0)
    if not gaps:
        return plan, sizes
    # What is too high is shown smaller, and leaves room at its side.
    wide = room.width * max(1.0, plan.height / max(room.height, 1.0))
    gap = min(max(sizes.gap + (wide - plan.width) / gaps, room.least), room.most if wide > room.width else sizes.gap)
    if abs(gap - sizes.gap) < 1:
        return plan, sizes
    other = replace(sizes, gap=gap)
    again = arrange(network, events, last, other, room.ratio)
    return (again, other) if again.width <= max(wide, plan.width) + 1 else (plan, sizes)
