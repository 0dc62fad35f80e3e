"""Where the name of a row stands: beside its marks, or in its bar. Plain numbers, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

GAP = 9.0
_AIR = 4.0
_LEAST_GAP = 60.0
"""A name is cut into a gap that is at least so wide."""
_NARROW = 220.0
"""What is out of sight keeps off the line of the day where it has so much room before it."""

Side = Literal["left", "right", "inside", "between", "before", "after"]


class Extent(NamedTuple):
    """What a row draws, in pixels.

    ``room`` is what its bar has inside, from ``inner`` on; in its ``gaps`` nothing is drawn.
    """

    first: float
    last: float
    inner: float = 0.0
    room: float = 0.0
    gaps: tuple[tuple[float, float], ...] = ()


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
        return _before(widths, right, line)
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
    beside = next((label for label in found if label is not None), None)
    return (
        beside or _across(widths, extent, right) or _between(widths, extent, line) or _squeezed(widths, extent, right)
    )


def broken(words: str, room: float, width: Callable[[str], float]) -> tuple[str, ...]:
    """A name in one line, or in two where ``room`` asks for it; the last may still be too wide."""
    if width(words) <= room:
        return (words,)
    parts = words.split()
    taken = 0
    while taken < len(parts) and width(" ".join(parts[: taken + 1])) <= room:
        taken += 1
    return (" ".join(parts[:taken]), " ".join(parts[taken:])) if taken else (words,)


def _before(widths: Sequence[float], right: float, line: float | None) -> Label:
    """At the left edge, before the line of the day, or behind it where that has hardly any room before it."""
    if line is not None and 0 < line <= _NARROW:
        return _cut("before", widths, line + GAP, right - line - 2 * GAP)
    return _cut("before", widths, 14.0, (line if line is not None and 0 < line < right else right) - 28.0)


def _across(widths: Sequence[float], extent: Extent, right: float) -> Label | None:
    """Across the line, if need be: beside its mark a name is found more easily than off the line."""
    sides: tuple[Side, ...] = ("right", "left")
    found = (_try(side, place, width, extent, right, None) for place, width in enumerate(widths) for side in sides)
    return next((label for label in found if label is not None), None)


def _between(widths: Sequence[float], extent: Extent, line: float | None) -> Label | None:
    """Between two marks of a series that fills what is in sight: in the first gap with room, else cut in the widest."""
    parts = [part for gap in extent.gaps for part in _off_the_line(gap, line)]
    for wording, width in enumerate(widths):
        for first, last in parts:
            if width <= last - first - 2 * GAP:
                return Label("between", wording, first + GAP, width)
    first, last = max(parts, key=lambda part: part[1] - part[0], default=(0.0, 0.0))
    return _cut("between", widths, first + GAP, last - first - 2 * GAP) if last - first > _LEAST_GAP else None


def _off_the_line(gap: tuple[float, float], line: float | None) -> list[tuple[float, float]]:
    first, last = gap
    return [(first, line), (line, last)] if line is not None and first < line < last else [gap]


def _try(side: Side, wording: int, width: float, extent: Extent, right: float, line: float | None) -> Label | None:
    if side == "inside":
        return Label(side, wording, extent.inner, width) if width <= extent.room else None
    x = extent.last + GAP if side == "right" else extent.first - GAP - width
    fits = x >= _AIR and x + width <= right - _AIR
    crosses = line is not None and x - 3 < line < x + width + 3
    return Label(side, wording, x, width) if fits and not crosses else None


def _squeezed(widths: Sequence[float], extent: Extent, right: float) -> Label:
    """Room nowhere: cut on the side that has more of it."""
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
