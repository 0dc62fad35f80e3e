"""Where everything stands: heights in each column, so that edges run level where they can, and parts side by side.

Plain values, no Qt. Lengths are logical pixels at full size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from statistics import median

from msgspec import Struct

from ui.network.layout.layering import ConnectedPart
from ui.network.layout.places import Place, Via

_SWEEPS = 6
_FEW = 200
"""Up to so many places, edges are made level with more patience: there each jog is seen."""
_VIA = 4.0
"""The height that an edge takes where it passes a column."""
_STIFF = 400.0
"""How much more it counts that an edge stays level than that a record keeps its place."""
_HEAVY = 6.0
"""How much more it counts that an edge runs level through columns than that it meets a record in its middle."""


class Sizes(Struct, frozen=True):
    """Sizes of records and gaps."""

    width: float
    height: float
    event: float
    gap: float
    track: float
    """Distance of trunks that run side by side."""
    between: float
    """Least distance of two records in a column."""
    aside: float
    """Least distance of a passing edge from what stands next to it."""
    bend: float
    port: float

    def tall(self, place: Place, events: frozenset[str]) -> float:
        """The height of what stands in a column."""
        if isinstance(place, Via):
            return _VIA
        return self.event if place in events else self.height


Heights = dict[Place, float]
"""The middle of each place, from the top."""


def heights(
    part: ConnectedPart, sizes: Sizes, events: frozenset[str], pause: Callable[[], None] = lambda: None
) -> Heights:
    """The middle of every place: as near as may be to what it is tied to, in the given order.

    ``pause`` is called now and then, and may raise to stop.
    """
    before: defaultdict[Place, list[Place]] = defaultdict(list)
    after: defaultdict[Place, list[Place]] = defaultdict(list)
    for left, right in part.ties:
        before[right].append(left)
        after[left].append(right)
    spaces = [_spaces(column, sizes, events) for column in part.columns]
    middle: Heights = {}
    for column, space in zip(part.columns, spaces, strict=True):
        middle |= dict(zip(column, _stacked(space), strict=True))
    ahead = list(zip(part.columns, spaces, strict=True))
    for _ in range(_SWEEPS):
        pause()
        _sweep(ahead, before, middle)
        _sweep(ahead[::-1], after, middle)
    _sweep(ahead, {place: before[place] + after[place] for place in middle}, middle)
    _straighten(part, sizes, events, middle, ahead)
    top = min(middle[place] - sizes.tall(place, events) / 2 for place in middle)
    return {place: round(at - top) for place, at in middle.items()}


def _spaces(column: Sequence[Place], sizes: Sizes, events: frozenset[str]) -> list[float]:
    """The least distance of each place's middle from that of the one above."""
    found = [0.0] if column else []
    for one, other in pairwise(column):
        both = (sizes.tall(one, events) + sizes.tall(other, events)) / 2
        passing = isinstance(one, Via) + isinstance(other, Via)
        found.append(both + (sizes.between, sizes.aside, sizes.port - _VIA)[passing])
    return found


def _stacked(spaces: Sequence[float]) -> list[float]:
    at, found = 0.0, []
    for space in spaces:
        at += space
        found.append(at)
    return [one - at / 2 for one in found]


def _sweep(
    columns: Sequence[tuple[Sequence[Place], Sequence[float]]],
    tied: Mapping[Place, Sequence[Place]],
    middle: Heights,
) -> None:
    """Move each column to where its ties are."""
    for column, spaces in columns:
        wanted, weights = [], []
        for place in column:
            others = tied.get(place, ())
            level = isinstance(place, Via) and any(isinstance(one, Via) for one in others)
            wanted.append(median(middle[one] for one in others) if others else middle[place])
            weights.append(_HEAVY if level else 1.0 if others else 0.2)
        middle.update(zip(column, spaced(wanted, weights, spaces), strict=True))


def spaced(wanted: Sequence[float], weights: Sequence[float], spaces: Sequence[float]) -> list[float]:
    """The places nearest to those wanted, by least squares, that keep the least distances.

    >>> spaced([0, 0], [1, 1], [0, 10])
    [-5.0, 5.0]
    """
    blocks: list[tuple[float, float, int]] = []
    run, offsets = 0.0, []
    for want, weight, space in zip(wanted, weights, spaces, strict=True):
        run += space
        offsets.append(run)
        block = (want - run, weight, 1)
        while blocks and blocks[-1][0] >= block[0]:
            at, heavy, many = blocks.pop()
            whole = heavy + block[1]
            block = ((at * heavy + block[0] * block[1]) / whole, whole, many + block[2])
        blocks.append(block)
    places = [at for at, _, many in blocks for _ in range(many)]
    return [at + offset for at, offset in zip(places, offsets, strict=True)]


def _straighten(
    part: ConnectedPart,
    sizes: Sizes,
    events: frozenset[str],
    middle: Heights,
    columns: Sequence[tuple[Sequence[Place], Sequence[float]]],
) -> None:
    """Lead every edge level through the columns that it passes, as far as what stands there gives way."""
    legs = [leg for bundle in part.bundles for leg in bundle.legs.values() if len(leg) > 1]
    leg_of = {via: leg for leg in legs for via in leg}
    for _ in range(_SWEEPS if len(middle) > _FEW else 4 * _SWEEPS):
        level = {leg: sum(middle[via] for via in leg) / len(leg) for leg in legs}
        for column, spaces in columns:
            wanted = [level[leg_of[place]] if place in leg_of else middle[place] for place in column]
            weights = [_STIFF if place in leg_of else 1.0 for place in column]
            middle.update(zip(column, spaced(wanted, weights, spaces), strict=True))
    led(part, {leg: median(middle[via] for via in leg) for leg in legs}, sizes, events, middle)


def led(
    part: ConnectedPart, wanted: Mapping[tuple[Via, ...], float], sizes: Sizes, events: frozenset[str], middle: Heights
) -> None:
    """Lead edges level at the heights wanted, or as near to them as what stands beside them allows."""
    beside = {place: (column, index) for column in part.columns for index, place in enumerate(column)}
    for leg, at in sorted(wanted.items(), key=itemgetter(1)):
        low, high = float("-inf"), float("inf")
        for via in leg:
            column, index = beside[via]
            if index:
                low = max(low, middle[column[index - 1]] + _spaces(column[index - 1 : index + 1], sizes, events)[1])
            if index + 1 < len(column):
                high = min(high, middle[column[index + 1]] - _spaces(column[index : index + 2], sizes, events)[1])
        # Half a pixel is not seen, and is what sums of distances come to.
        if low <= high + 0.5:
            middle.update(dict.fromkeys(leg, min(max(at, low), high)))


# ------------------------------------------------------------------------------------------------- parts


def packed(sizes: Sequence[tuple[float, float]], apart: float, ratio: float) -> list[tuple[float, float]]:
    """Where the parts of those sizes go, in their order, so that the whole is about ``ratio`` times as wide as high.

    They stand in columns of parts, filled from the top.
    """
    if not sizes:
        return []
    area = sum((wide + apart) * (high + apart) for wide, high in sizes)
    most = max((area / ratio) ** 0.5, *(high for _, high in sizes))
    found: list[tuple[float, float]] = []
    left = top = widest = 0.0
    for wide, high in sizes:
        if top and top + high > most:
            left, top, widest = left + widest + apart, 0.0, 0.0
        found.append((left, top))
        top += high + apart
        widest = max(widest, wide)
    return found
