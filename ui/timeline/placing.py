"""Where the name of a row stands: beside its marks, or in its bar. Plain numbers, no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

GAP = 9.0
_AIR = 4.0

Side = Literal["left", "right", "inside", "before", "after"]


class Extent(NamedTuple):
    """What a row draws, in pixels; ``room`` is what its first bar has inside, from ``inner`` on."""

    first: float
    last: float
    inner: float = 0.0
    room: float = 0.0


class Label(NamedTuple):
    """A name in its place: which of its wordings, where it begins, how wide it may be."""

    side: Side
    wording: int
    x: float
    width: float


def place(widths: Sequence[float], extent: Extent, right: float, line: float | None, inside_first: bool) -> Label:
    """The first place that has room, with as many words as it has room for; no name stands across ``line``.

    ``widths`` are those of the wordings, long to short. What is out of sight at either side has its name at that edge.
    """
    if extent.last < 0:
        return _cut("before", widths, 14.0, right - 28.0)
    if extent.first > right:
        width = min(widths[-1], right - 28.0)
        return Label("after", len(widths) - 1, right - 14.0 - width, width)
    ahead = line is None or extent.first >= line
    sides: tuple[Side, ...] = ("right", "left") if ahead else ("left", "right")
    order: tuple[Side, ...] = ("inside", *sides) if inside_first else (*sides, "inside")
    places = [(side, wording) for wording in range(len(widths)) for side in order]
    if not ahead:
        # What is past stands before its mark even with fewer words; what comes would rather keep its day.
        places.sort(key=lambda place: order.index(place[0]))
    found = (_try(side, wording, widths[wording], extent, right, line) for side, wording in places)
    return next((label for label in found if label is not None), None) or _squeezed(widths, extent, right)


def _try(side: Side, wording: int, width: float, extent: Extent, right: float, line: float | None) -> Label | None:
    if side == "inside":
        return Label(side, wording, extent.inner, width) if width <= extent.room else None
    x = extent.last + GAP if side == "right" else extent.first - GAP - width
    fits = x >= _AIR and x + width <= right - _AIR
    crosses = line is not None and x - 3 < line < x + width + 3
    return Label(side, wording, x, width) if fits and not crosses else None


def _squeezed(widths: Sequence[float], extent: Extent, right: float) -> Label:
    """Room nowhere: across the line if need be, else cut on the side that has more of it."""
    for wording, width in enumerate(widths):
        for side in ("right", "left"):
            found = _try(side, wording, width, extent, right, None)
            if found is not None:
                return found
    after, before = right - _AIR - extent.last - GAP, extent.first - GAP - _AIR
    if extent.room > max(after, before):
        return _cut("inside", widths, extent.inner, extent.room)
    if after >= before:
        return _cut("right", widths, extent.last + GAP, after)
    label = _cut("left", widths, _AIR, before)
    return label._replace(x=extent.first - GAP - label.width)


def _cut(side: Side, widths: Sequence[float], x: float, room: float) -> Label:
    fitting = next((place for place, width in enumerate(widths) if width <= room), len(widths) - 1)
    return Label(side, fitting, x, max(min(widths[fitting], room), 0.0))
