"""The shapes of the standings: one geometry for the window and for the reports.

Every shape lies in a box of 14 by 14 and is a list of strokes and fills in SVG path syntax. Only the commands M, L, C
and Z are used, so that any painter can follow them. No Qt here: reports are set without it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import cos, pi, radians, sin, tan
from typing import NamedTuple

from resources.themes import standing_colour, standing_look

BOX = 14.0

_MIDDLE = BOX / 2
_RADIUS = 5.6
_PEN = 1.7
_LEAST_SHARE = 0.12
"""A part performed is never drawn as nothing and never as all."""


class Part(NamedTuple):
    """One stroke or fill of a shape. `width` 0 fills the path; `dash` is dash and gap in the units of the box."""

    path: str
    width: float = 0.0
    round_ends: bool = True
    dash: tuple[float, float] | None = None


def _at(x: float, y: float, radius: float, degrees: float) -> tuple[float, float]:
    return x + radius * cos(radians(degrees)), y - radius * sin(radians(degrees))


def _arc(x: float, y: float, radius: float, start: float, sweep: float) -> str:
    """Cubic curves along a circle, anticlockwise for a positive sweep, without the move to their first point."""
    pieces = max(1, round(abs(sweep) / 45))
    step = sweep / pieces
    reach = 4 / 3 * tan(radians(step) / 4)
    curves = []
    for piece in range(pieces):
        a, b = radians(start + piece * step), radians(start + (piece + 1) * step)
        points = (
            (cos(a) - reach * sin(a), sin(a) + reach * cos(a)),
            (cos(b) + reach * sin(b), sin(b) - reach * cos(b)),
            (cos(b), sin(b)),
        )
        curves.append("C " + " ".join(f"{x + radius * u:.3f} {y - radius * v:.3f}" for u, v in points))
    return " ".join(curves)


def _open_arc(x: float, y: float, radius: float, start: float, sweep: float) -> str:
    first_x, first_y = _at(x, y, radius, start)
    return f"M {first_x:.3f} {first_y:.3f} {_arc(x, y, radius, start, sweep)}"


def _circle(x: float, y: float, radius: float) -> str:
    return f"{_open_arc(x, y, radius, 0, 360)} Z"


def _sector(start: float, sweep: float) -> str:
    first_x, first_y = _at(_MIDDLE, _MIDDLE, _RADIUS, start)
    curve = _arc(_MIDDLE, _MIDDLE, _RADIUS, start, sweep)
    return f"M {_MIDDLE} {_MIDDLE} L {first_x:.3f} {first_y:.3f} {curve} Z"


_RING = Part(_circle(_MIDDLE, _MIDDLE, _RADIUS), _PEN)
_ARCH = f"M 2 13 L 2 7 {_arc(7, 7, 5, 180, -180)} L 12 13"
_ARCH_LENGTH = 12 + 5 * pi
_SQUARE = (
    f"M 3.4 1.9 L 10.6 1.9 {_arc(10.6, 3.4, 1.5, 90, -90)} L 12.1 10.6 {_arc(10.6, 10.6, 1.5, 0, -90)} "
    f"L 3.4 12.1 {_arc(3.4, 10.6, 1.5, -90, -90)} L 1.9 3.4 {_arc(3.4, 3.4, 1.5, 180, -90)} Z"
)


def _dashes(length: float, count: int, dash: float, *, closed: bool) -> tuple[float, float]:
    """Dash and gap that divide a line evenly, so that no dash is cut at its end."""
    gaps = count if closed else count - 1
    return dash, (length - count * dash) / gaps


def _filled_square(share: float) -> tuple[Part, ...]:
    top = 10.5 - 7 * min(max(share, _LEAST_SHARE), 1 - _LEAST_SHARE)
    return Part(_SQUARE, 1.6), Part(f"M 3.5 {top:.3f} L 10.5 {top:.3f} L 10.5 10.5 L 3.5 10.5 Z")


_SHAPES: dict[str, tuple[Part, ...]] = {
    "tick": (Part("M 2.3 7.5 L 5.7 10.9 L 11.9 3.2", 2.0),),
    "tick over a bar": (Part("M 2.5 5.4 L 5.5 8.4 L 11.4 1.9", 1.9), Part("M 1.8 12 L 12.2 12", 2.0, round_ends=False)),
    "tick in a ring": (_RING, Part("M 4.4 7.3 L 6.3 9.2 L 9.6 5", 1.5)),
    "ring": (_RING,),
    "ring with a dot": (_RING, Part(_circle(_MIDDLE, _MIDDLE, 2.2))),
    "ring, left half filled": (_RING, Part(_sector(90, 180))),
    "ring, first quarter filled": (_RING, Part(_sector(0, 90))),
    "cross": (Part("M 3.1 3.1 L 10.9 10.9 M 10.9 3.1 L 3.1 10.9", 2.3),),
    "cross in a ring": (_RING, Part("M 5 5 L 9 9 M 9 5 L 5 9", 1.7)),
    "two bars": (Part("M 4.5 2 L 4.5 12 M 9.5 2 L 9.5 12", 2.0),),
    "arch": (Part(_ARCH, 2.0, round_ends=False),),
    "broken arch": (
        Part(f"M 2 13 L 2 7 {_arc(7, 7, 5, 180, -66)}", 2.0, round_ends=False),
        Part(f"{_open_arc(7.6, 8.2, 5, 58, -58)} L 12.6 13.4", 2.0, round_ends=False),
    ),
    "dashed arch": (Part(_ARCH, 2.0, round_ends=False, dash=_dashes(_ARCH_LENGTH, 7, 2.0, closed=False)),),
    "open ring": (Part(_open_arc(_MIDDLE, _MIDDLE, _RADIUS, 18, 262), _PEN),),
    "ring with a slash": (_RING, Part("M 3.1 10.9 L 10.9 3.1", _PEN, round_ends=False)),
    "dashed ring": (Part(_RING.path, _PEN, round_ends=False, dash=_dashes(2 * pi * _RADIUS, 8, 2.2, closed=True)),),
    "three dots": (Part(" ".join(_circle(x, _MIDDLE, 1.45) for x in (2.4, 7.0, 11.6))),),
    "dash": (Part("M 2 7 L 12 7", 2.0, round_ends=False),),
    "filled triangle": (Part("M 7 1.6 L 13 12.2 L 1 12.2 Z"), Part("M 7 1.6 L 13 12.2 L 1 12.2 Z", 0.9)),
}
_SHARED: dict[str, Callable[[float], tuple[Part, ...]]] = {
    "square, filled from below by the share performed": _filled_square
}

SHAPES: tuple[str, ...] = (*_SHAPES, *_SHARED)


@cache
def parts(shape: str, share: float | None = None) -> tuple[Part, ...]:
    """The strokes and fills of a shape, first one lowest. `share` (0 to 1, a half if unknown) fills the square.

    Raises `KeyError` for a shape that is not drawn.
    """
    if shape in _SHARED:
        return _SHARED[shape](0.5 if share is None else share)
    return _SHAPES[shape]


def svg(shape: str, colour: str, share: float | None = None, size: float = BOX) -> str:
    """A self-contained SVG picture of one shape in one colour, `size` units wide and high."""
    body = "".join(_element(part, colour) for part in parts(shape, share))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size:g}" height="{size:g}" '
        f'viewBox="0 0 {BOX:g} {BOX:g}">{body}</svg>'
    )


def standing_svg(standing: str, scheme: str = "light", share: float | None = None, size: float = BOX) -> str:
    """The mark of a standing in its own colour, for reports: `standing_svg("suspended")`."""
    _, shape = standing_look(standing)
    return svg(shape, standing_colour(standing, "mark", scheme), share, size)


def _element(part: Part, colour: str) -> str:
    if not part.width:
        return f'<path d="{part.path}" fill="{colour}"/>'
    ends = 'stroke-linecap="round" stroke-linejoin="round"' if part.round_ends else 'stroke-linecap="butt"'
    dash = f' stroke-dasharray="{part.dash[0]:g} {part.dash[1]:.3f}"' if part.dash else ""
    return f'<path d="{part.path}" fill="none" stroke="{colour}" stroke-width="{part.width:g}" {ends}{dash}/>'
