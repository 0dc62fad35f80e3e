"""Where marks and words stand on the seven-week strip. Plain numbers, no Qt: widths come from whoever measures.

With few deadlines each has its stretch of work and its words; with many, each day tells its standings by number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

LANES = 2
"""Lanes for deadlines; the reliefs have one of their own below."""
MARK = 14.0
_GAP = 6.0
_APART = 14.0
"""Between what stands in one lane."""


class StripItem(NamedTuple):
    """A deadline to be placed: its middle, where the work before it begins, and its words, the longest first.

    Each wording is a strong part and a plain part.
    """

    key: str
    middle: float
    begins: float | None
    words: tuple[tuple[str, str], ...]


class PlacedStripItem(NamedTuple):
    """A deadline in its lane. ``x`` is where its words begin; ``through`` says that they stand in its tail."""

    key: str
    lane: int
    middle: float
    begins: float | None
    strong: str
    plain: str
    x: float
    width: float


Measure = Callable[[str, str], float]
"""The width of a strong and a plain part together."""


def place(
    items: Sequence[StripItem], measure: Measure, left: float, right: float, clear: float | None = None
) -> tuple[PlacedStripItem, ...] | None:
    """Every item in a lane with as many of its words as fit; None where not even the shortest words of all do.

    No words stand across ``clear``, the line of the day looked at.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in range(LANES)]
    found: list[PlacedStripItem] = []
    for item in items:
        placed = _place(item, measure, (left, right, clear), taken)
        if placed is None:
            return None
        found.append(placed)
        first, last = _extent(placed)
        taken[placed.lane].append((first - _APART, last + _APART))
    return tuple(found)


Bounds = tuple[float, float, float | None]


def _place(
    item: StripItem, measure: Measure, bounds: Bounds, taken: list[list[tuple[float, float]]]
) -> PlacedStripItem | None:
    for strong, plain in item.words:
        width = measure(strong, plain)
        for begins in dict.fromkeys((item.begins, None)):
            for lane in range(LANES):
                for x in _sides(item.middle, begins, width, bounds):
                    placed = PlacedStripItem(item.key, lane, item.middle, begins, strong, plain, x, width)
                    first, last = _extent(placed)
                    if all(last <= other or first >= end for other, end in taken[lane]):
                        return placed
    return None


def _sides(middle: float, begins: float | None, width: float, bounds: Bounds) -> list[float]:
    """Where the words may begin: after the mark, in the tail, before it, and clear of the line where it is near."""
    left, right, clear = bounds
    places = []
    after = middle + MARK / 2 + _GAP
    if after + width <= right:
        places.append(after)
    if begins is not None and middle - max(begins, left) >= width + MARK + 3 * _GAP:
        places.append(max(begins, left) + 2 * _GAP)
    before = (max(begins, left) if begins is not None else middle - MARK / 2) - _GAP - width
    if before >= left:
        places.append(before)
    if clear is None:
        return places
    if clear + _GAP + width <= right and 0 <= clear - after < 2 * MARK:
        places.insert(0, clear + _GAP)
    return [x for x in places if not x - 2 < clear < x + width + 2]


def _extent(placed: PlacedStripItem) -> tuple[float, float]:
    """From the first to the last pixel of what is painted."""
    half = MARK / 2
    first = min(placed.middle - half, placed.x, placed.begins if placed.begins is not None else placed.middle)
    return first, max(placed.middle + half, placed.x + placed.width)
