"""How edges run: level from record to record, upright only in the gaps between columns, each on a track of its own.

Plain values, no Qt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from ui.network.layout.layering import Bundle, ConnectedPart
from ui.network.layout.places import Place, Via
from ui.network.layout.placing import Heights, Sizes, led, spaced

Point = tuple[float, float]
_LEAD = 16.0
"""Least way between a column and the first trunk."""
_ARROW = 9.0
_REACH = 0.36
"""How far from its middle an edge may meet a record, as a share of the record's height, to run level."""
_ROUND = 0.2
"""The same for an event, whose ends are round."""
_JOG = 12.0
"""An edge that would step by no more than this runs level instead, where there is room."""
_TOUCH = 8.0
"""Stretches nearer than this, end to end, stand on tracks of their own."""
_MANY = 60
"""With more trunks in one gap than this, their order is by rule rather than by counting crossings."""


class Join(Struct, frozen=True):
    """Where a record's stub meets the trunk: the record, the height, and the way to it from the record.

    The way of a source ends at the trunk, that of a target begins there.
    """

    record: str
    at: float
    way: tuple[Point, ...]


class Route(Struct, frozen=True):
    """A bundle as it is drawn: the upright trunk at ``x``, what leads into it and what leads out of it."""

    bundle: Bundle
    x: float
    sources: tuple[Join, ...]
    targets: tuple[Join, ...]


class _Upright(NamedTuple):
    """An upright stretch in a gap: what meets it from the left and from the right, and from where to where it runs."""

    left: tuple[float, ...]
    right: tuple[float, ...]
    top: float
    foot: float

    @classmethod
    def of(cls, left: tuple[float, ...], right: tuple[float, ...]) -> _Upright:
        """The stretch that joins what comes from the left to what goes on at the right."""
        return cls(left, right, min(*left, *right), max(*left, *right))


class Ports(Struct, frozen=True):
    """The height at which each bundle leaves its sources and reaches its targets."""

    leaving: Mapping[tuple[str, int], float]
    reaching: Mapping[tuple[str, int], float]


class Routed(Struct, frozen=True):
    """The left edge of each column, the whole width, and the ways of the bundles."""

    columns: tuple[float, ...]
    width: float
    routes: tuple[Route, ...]


def routed(part: ConnectedPart, middle: Heights, sizes: Sizes, events: frozenset[str]) -> Routed:
    """The ways of all edges of a part, and how far apart its columns must be for them."""
    led(part, _nearly_level(part, middle, _ports(part, middle, sizes, events)), sizes, events, middle)
    ports = _ports(part, middle, sizes, events)
    uprights: defaultdict[int, dict[object, _Upright]] = defaultdict(dict)
    for number, bundle in enumerate(part.bundles):
        for gap, key, upright in _uprights(number, bundle, middle, ports):
            uprights[gap][key] = upright
    tracks = {gap: _tracks(found) for gap, found in uprights.items()}
    counts = {gap: max(found.values(), default=0) + 1 for gap, found in tracks.items()}
    columns = [counts.get(-1, 0) * sizes.track + (_LEAD if -1 in counts else 0.0)]
    for gap in range(len(part.columns) - 1):
        columns.append(columns[-1] + sizes.width + _gap(counts.get(gap, 0), sizes))
    last = counts.get(len(part.columns) - 1, 0)
    width = columns[-1] + sizes.width + (_LEAD + last * sizes.track if last else 0.0)
    xs = {
        (gap, key): _track_x(columns, gap, track, counts[gap], sizes)
        for gap, found in tracks.items()
        for key, track in found.items()
    }
    routes = (_route(number, bundle, middle, ports, columns, xs, sizes) for number, bundle in enumerate(part.bundles))
    return Routed(tuple(columns), width, tuple(routes))


def _gap(tracks: int, sizes: Sizes) -> float:
    return max(sizes.gap, 2 * _LEAD + _ARROW + (tracks - 1) * sizes.track)


def _track_x(columns: Sequence[float], gap: int, track: int, count: int, sizes: Sizes) -> float:
    """Trunks stand left of the middle, so that a label has room before the arrow."""
    if gap < 0:
        return columns[0] - _LEAD - (count - 1 - track) * sizes.track
    left = columns[gap] + sizes.width
    wide = _gap(count, sizes)
    spread = (count - 1) * sizes.track
    start = max(_LEAD, min(wide * 0.3 - spread / 2, wide - _LEAD - _ARROW - spread))
    return round(left + start + track * sizes.track)


# --------------------------------------------------------------------------------------------------- ports


def _ports(part: ConnectedPart, middle: Heights, sizes: Sizes, events: frozenset[str]) -> Ports:
    """Edges that meet one record stand apart, in the order of what they lead to; one that can run level does."""
    reaching = _side(_arrivals(part, middle), middle, sizes, events)
    departures: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, bundle in enumerate(part.bundles):
        for source in bundle.sources:
            leg = bundle.legs[source]
            ends = [middle[leg[0]]] if leg else [reaching[target, number] for target in bundle.targets]
            departures[source].append((number, min(ends, key=lambda at: abs(at - middle[source]))))
    return Ports(_side(departures, middle, sizes, events), reaching)


def _nearly_level(part: ConnectedPart, middle: Heights, ports: Ports) -> dict[tuple[Via, ...], float]:
    """The legs that leave their source with a small jog, and the heights at which there would be none."""
    found: dict[tuple[Via, ...], float] = {}
    for number, bundle in enumerate(part.bundles):
        for source, leg in bundle.legs.items():
            if leg and 0 < abs(middle[leg[0]] - ports.leaving[source, number]) <= _JOG:
                found[leg] = ports.leaving[source, number]
    return found


def _arrivals(part: ConnectedPart, middle: Heights) -> dict[str, list[tuple[int, float]]]:
    found: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, bundle in enumerate(part.bundles):
        starts: list[Place] = [(bundle.legs[source] or (source,))[-1] for source in bundle.sources]
        for target in bundle.targets:
            found[target].append(
                (number, min((middle[one] for one in starts), key=lambda at: abs(at - middle[target])))
            )
    return found


def _side(
    ends: Mapping[str, Sequence[tuple[int, float]]], middle: Heights, sizes: Sizes, events: frozenset[str]
) -> dict[tuple[str, int], float]:
    found: dict[tuple[str, int], float] = {}
    for record, met in ends.items():
        centre = middle[record]
        reach = sizes.event * _ROUND if record in events else sizes.height * _REACH
        ordered = sorted(met, key=lambda end: end[1])
        level = [abs(at - centre) <= reach for _, at in ordered]
        wanted = [at if near else centre for (_, at), near in zip(ordered, level, strict=True)]
        weights = [1000.0 if near else 1.0 for near in level]
        step = min(sizes.port, 2 * reach / max(len(ordered) - 1, 1))
        placed = spaced(wanted, weights, [0.0, *[step] * (len(ordered) - 1)])
        shift = max(centre - reach - placed[0], min(0.0, centre + reach - placed[-1]))
        found |= {(record, number): at + shift for (number, _), at in zip(ordered, placed, strict=True)}
    return found


# -------------------------------------------------------------------------------------------------- tracks


def _uprights(number: int, bundle: Bundle, middle: Heights, ports: Ports) -> Iterator[tuple[int, object, _Upright]]:
    """Every upright stretch of a bundle with its gap: jogs on the way, and the trunk."""
    for source in bundle.sources:
        at = ports.leaving[source, number]
        for via in bundle.legs[source]:
            if abs(middle[via] - at) >= 1:
                yield _gap_before(bundle, source, via.column), via, _Upright.of((at,), (middle[via],))
            at = middle[via]
    left = tuple(_end_of_leg(number, bundle, source, middle, ports) for source in bundle.sources)
    right = tuple(ports.reaching[target, number] for target in bundle.targets)
    if len(left) > 1 or len(right) > 1 or abs(left[0] - right[0]) >= 1:
        yield bundle.column - 1, number, _Upright.of(left, right)


def _end_of_leg(number: int, bundle: Bundle, source: str, middle: Heights, ports: Ports) -> float:
    leg = bundle.legs[source]
    return middle[leg[-1]] if leg else ports.leaving[source, number]


def _gap_before(bundle: Bundle, source: str, column: int) -> int:
    """The gap in which an edge turns towards a column: left of it, or right of it where the edge goes back."""
    leg = bundle.legs[source]
    return column if leg[0].column > leg[-1].column else column - 1


def _tracks(uprights: Mapping[object, _Upright]) -> dict[object, int]:
    """A track for each stretch, from the left. Stretches that do not overlap may share one."""
    ordered = _in_order(list(uprights.items()))
    taken: list[tuple[float, float, int]] = []
    found: dict[object, int] = {}
    for key, upright in ordered:
        top, foot = upright.top - _TOUCH, upright.foot + _TOUCH
        found[key] = max((track for low, high, track in taken if top <= high and low <= foot), default=-1) + 1
        taken.append((upright.top, upright.foot, found[key]))
    return found


def _in_order(uprights: list[tuple[object, _Upright]]) -> list[tuple[object, _Upright]]:
    """From the left, so that stretches and what meets them cross little."""
    uprights.sort(key=lambda pair: _leaning(pair[1]))
    if len(uprights) > _MANY:
        return uprights
    moved = True
    while moved:
        moved = False
        for place in range(len(uprights) - 1):
            one, other = uprights[place], uprights[place + 1]
            if _crossings(other[1], one[1]) < _crossings(one[1], other[1]):
                uprights[place : place + 2] = [other, one]
                moved = True
    return uprights


def _leaning(upright: _Upright) -> tuple[bool, float]:
    """What goes up comes first, the highest before; of what goes down the lowest before."""
    up = sum(upright.right) / len(upright.right) < sum(upright.left) / len(upright.left)
    return (not up, upright.top if up else -upright.foot)


def _crossings(left: _Upright, right: _Upright) -> int:
    """How often two stretches cross what meets the other, with one of them left of the other."""
    return sum(right.top < at < right.foot for at in left.right) + sum(left.top < at < left.foot for at in right.left)


# --------------------------------------------------------------------------------------------------- ways


def _route(
    number: int,
    bundle: Bundle,
    middle: Heights,
    ports: Ports,
    columns: Sequence[float],
    xs: Mapping[tuple[int, object], float],
    sizes: Sizes,
) -> Route:
    end = columns[bundle.column]
    trunk = xs.get((bundle.column - 1, number), end - _LEAD - _ARROW)
    sources = []
    for source in bundle.sources:
        way = _levelled(_way(number, bundle, source, middle, ports, columns, xs, sizes))
        at = way[-1][1]
        sources.append(Join(source, at, (*way, (trunk, at))))
    targets = []
    for target in bundle.targets:
        at = ports.reaching[target, number]
        targets.append(Join(target, at, ((trunk, at), (end, at))))
    return Route(bundle, trunk, tuple(sources), tuple(targets))


def _levelled(way: Iterable[Point]) -> list[Point]:
    """The corners, with a step of less than a pixel between two columns taken out: it would be drawn as a slant."""
    found: list[Point] = []
    for x, y in way:
        level = found and x != found[-1][0] and abs(y - found[-1][1]) < 1
        found.append((x, found[-1][1] if level else y))
    return found


def _way(
    number: int,
    bundle: Bundle,
    source: str,
    middle: Heights,
    ports: Ports,
    columns: Sequence[float],
    xs: Mapping[tuple[int, object], float],
    sizes: Sizes,
) -> Iterator[Point]:
    """The corners of an edge from its source to where its trunk begins."""
    leg = bundle.legs[source]
    at = ports.leaving[source, number]
    column = leg[0].column if leg else bundle.column
    start = column if len(leg) > 1 and leg[0].column > leg[-1].column else column - 1
    yield columns[start] + sizes.width, at
    for via in leg:
        x = xs.get((_gap_before(bundle, source, via.column), via))
        if x is not None:
            yield x, at
            yield x, middle[via]
        at = middle[via]
