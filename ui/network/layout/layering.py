"""Columns and the order in them: which column a record stands in, and which edges run together.

Layers and order are those of Sugiyama's method, by fast-sugiyama. It is called for one connected part after another,
since it lets no other thread run while it works. Plain values, no Qt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from model.outlook.graph import Edge, Network
from model.record.links import LinkKind
from ui.network.layout.places import Place, Via

_PASSES = 4
_MANY = 24
"""Two places with more ties than this between them are left as they are."""


def switched(columns: Sequence[list[Place]], ties: Sequence[tuple[Place, Place]], natural: Mapping[Place, int]) -> None:
    """Let neighbours in each column change places, in place. ``natural`` is the order of entry."""
    before: defaultdict[Place, list[Place]] = defaultdict(list)
    after: defaultdict[Place, list[Place]] = defaultdict(list)
    for one, other in ties:
        after[one].append(other)
        before[other].append(one)
    row = {place: number for column in columns for number, place in enumerate(column)}
    for _ in range(_PASSES):
        moved = False
        for column in columns:
            moved |= _switch_in(column, before, after, row, natural)
        if not moved:
            return


def _switch_in(
    column: list[Place],
    before: Mapping[Place, Sequence[Place]],
    after: Mapping[Place, Sequence[Place]],
    row: dict[Place, int],
    natural: Mapping[Place, int],
) -> bool:
    moved = False
    for place in range(len(column) - 1):
        one, other = column[place], column[place + 1]
        now = then = 0
        for side in (before, after):
            upper, lower = side.get(one, ()), side.get(other, ())
            if len(upper) * len(lower) > _MANY**2:
                break
            now += _crossings(upper, lower, row)
            then += _crossings(lower, upper, row)
        else:
            level = then == now and natural.get(other, -1) < natural.get(one, -1) and other in natural
            if then < now or level:
                column[place], column[place + 1] = other, one
                row[one], row[other] = place + 1, place
                moved = True
    return moved


def _crossings(upper: Sequence[Place], lower: Sequence[Place], row: Mapping[Place, int]) -> int:
    """How often the ties of what stands above cross those of what stands below."""
    return sum(row[one] > row[other] for one in upper for other in lower)


_SIMPLEX = 400
"""Up to so many edges layers are chosen so that edges are short; beyond, by the longest path, which is ten times as
fast."""
_COMPACT = 60
"""Up to so many records the last consequences all stand in the last column."""


class Bundle(Struct, frozen=True):
    """Edges of the same links from the same records to records in one column: they share a trunk before it.

    ``legs`` holds, for each source, the places it passes on its way. ``column`` is that of the targets.
    """

    links: tuple[LinkKind, ...]
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    column: int
    legs: Mapping[str, tuple[Via, ...]]


class ConnectedPart(Struct, frozen=True):
    """A connected part: its columns from left to right, each from top to bottom, and its bundles."""

    columns: tuple[tuple[Place, ...], ...]
    bundles: tuple[Bundle, ...]
    mutual: tuple[Edge, ...]

    @property
    def ties(self) -> Iterator[tuple[Place, Place]]:
        """Every pair of neighbouring places that an edge leads through, from left to right."""
        for bundle in self.bundles:
            for source in bundle.sources:
                yield from _ties(bundle, source)


def layered(network: Network, last: Collection[str] = ()) -> Iterator[ConnectedPart]:
    """The connected parts of a network, largest first. ``last`` are consequences. What has no link is left out."""
    for part in _parts(network):
        ranks = _ranks(part)
        if len(part.nodes) <= _COMPACT:
            end = max(ranks.values())
            ranks |= {one: end for one in part.nodes if one in last and one not in part.onward}
        bundles = tuple(_bundles(part, ranks))
        mutual = tuple(edge for edge in part.edges if edge.mutual)
        yield ConnectedPart(_ordered(part, ranks, bundles), bundles, mutual)


def _parts(network: Network) -> Iterator[Network]:
    seen: set[str] = set()
    found: list[frozenset[str]] = []
    for node in network.nodes:
        if node not in seen and node in network.beside:
            found.append(network.around((node,)))
            seen |= found[-1]
    return (network.within(part) for part in sorted(found, key=len, reverse=True))


def _ranks(part: Network) -> dict[str, int]:
    """The column of each record."""
    number = {node: place for place, node in enumerate(part.nodes)}
    pairs = [(number[edge.before], number[edge.after]) for edge in part.edges if not edge.mutual]
    layers = {place: round(layer) for place, _, layer in _laid(pairs)} if pairs else {}
    # It counts layers upwards, from the last.
    end = max(layers.values(), default=0)
    ranks = {node: end - layers[place] for node, place in number.items() if place in layers}
    for edge in (edge for edge in part.edges if edge.mutual):
        known = ranks.get(edge.before, ranks.get(edge.after, 0))
        ranks.setdefault(edge.before, known)
        ranks.setdefault(edge.after, known)
    return ranks


def _laid(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, float, float]]:
    """Number, place in its layer, and layer, of each end of ``pairs``."""
    import fast_sugiyama

    forward = _without_circles(pairs)
    ranking: Literal["minimize", "up"] = "minimize" if len(forward) <= _SIMPLEX else "up"
    laid = fast_sugiyama.from_edges(forward, vertex_spacing=1, dummy_vertices=False, ranking_type=ranking)
    for positions, _, _, _ in laid:
        for place, (across, layer) in positions:
            yield int(place), float(across), float(layer)


def _without_circles(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Each pair once, those turned round that would close a circle: over one, or a pair twice, layering never ends."""
    onward: defaultdict[int, dict[int, None]] = defaultdict(dict)
    for one, other in pairs:
        onward[one][other] = None
    done: dict[int, None] = {}
    open_ones: dict[int, None] = {}
    back: set[tuple[int, int]] = set()
    for start in dict.fromkeys(one for one, _ in pairs):
        if start not in done:
            _walk_from(start, onward, done, open_ones, back)
    turned = ((other, one) if (one, other) in back else (one, other) for one, other in pairs if one != other)
    return list(dict.fromkeys(turned))


def _walk_from(
    start: int,
    onward: Mapping[int, Mapping[int, None]],
    done: dict[int, None],
    open_ones: dict[int, None],
    back: set[tuple[int, int]],
) -> None:
    """Depth first, noting each pair that leads back to one that is still open."""
    open_ones[start] = None
    ways = [(start, iter(onward.get(start, {})))]
    while ways:
        current, rest = ways[-1]
        other = next(rest, None)
        if other is None:
            ways.pop()
            del open_ones[current]
            done[current] = None
        elif other in open_ones:
            back.add((current, other))
        elif other not in done:
            open_ones[other] = None
            ways.append((other, iter(onward.get(other, {}))))


# ------------------------------------------------------------------------------------------------ bundles


def _bundles(part: Network, ranks: Mapping[str, int]) -> Iterator[Bundle]:
    """Records that are led to by the same ones, by the same links, share a trunk where they share a column."""
    sources: defaultdict[tuple[tuple[LinkKind, ...], str], list[str]] = defaultdict(list)
    for edge in part.edges:
        if not edge.mutual:
            sources[edge.links, edge.after].append(edge.before)
    gathered: defaultdict[tuple[tuple[LinkKind, ...], tuple[str, ...], int], list[str]] = defaultdict(list)
    for (links, after), leading in sources.items():
        gathered[links, tuple(leading), ranks[after]].append(after)
    for number, ((links, befores, column), targets) in enumerate(gathered.items()):
        legs = {before: _leg(number, before, ranks[before], column) for before in befores}
        yield Bundle(links, befores, tuple(targets), column, legs)


def _leg(number: int, source: str, start: int, end: int) -> tuple[Via, ...]:
    """The columns passed from ``start`` to ``end``; an edge that goes back passes those of both ends as well."""
    columns = range(start + 1, end) if end > start else range(start, end - 1, -1)
    return tuple(Via(number, source, column) for column in columns)


def _ties(bundle: Bundle, source: str) -> Iterator[tuple[Place, Place]]:
    leg = bundle.legs[source]
    if len(leg) > 1 and leg[0].column > leg[-1].column:
        yield from zip(leg[1:], leg, strict=False)
        # What goes back stands apart from its ends' own column: it is held near them by their neighbours.
        yield leg[1], source
        yield from ((target, leg[-2]) for target in bundle.targets)
        return
    way: tuple[Place, ...] = (source, *leg)
    yield from zip(way, leg, strict=False)
    yield from ((way[-1], target) for target in bundle.targets)


# -------------------------------------------------------------------------------------------------- order


def _ordered(part: Network, ranks: Mapping[str, int], bundles: tuple[Bundle, ...]) -> tuple[tuple[Place, ...], ...]:
    """The columns, each in the order that crosses the fewest edges, as far as a sweep finds it."""
    places: list[Place] = [*part.nodes, *(via for bundle in bundles for leg in bundle.legs.values() for via in leg)]
    number = {place: index for index, place in enumerate(places)}
    ties = [pair for bundle in bundles for source in bundle.sources for pair in _ties(bundle, source)]
    across = {places[index]: x for index, x, _ in _laid(_numbered(ties, number))} if ties else {}
    columns: list[list[Place]] = [[] for _ in range(max(ranks.values()) + 1)]
    for place in places:
        columns[place.column if isinstance(place, Via) else ranks[place]].append(place)
    for column in columns:
        column.sort(key=lambda place: across.get(place, float("inf")))
    switched(columns, ties, {node: index for index, node in enumerate(part.nodes)})
    return tuple(map(tuple, columns))


def _numbered(ties: Iterable[tuple[Place, Place]], number: Mapping[Place, int]) -> list[tuple[int, int]]:
    return [(number[one], number[other]) for one, other in ties]
