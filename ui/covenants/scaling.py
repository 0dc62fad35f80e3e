"""Where days and values stand on the chart. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from model.outlook.covenants.financial import Limit
from ui.covenants.plot import Dot, Plot

Place = tuple[float, float]
_LEAST_SPREAD = 0.2
_AIR = 0.22


class Area(NamedTuple):
    """The rectangle that the chart's lines stand in."""

    left: float
    top: float
    right: float
    bottom: float


class Scaling:
    """Days across, values up."""

    def __init__(self, plot: Plot, area: Area) -> None:
        self.plot, self.area = plot, area
        values = [float(step.value) for step in plot.limits]
        values += [float(one.y) for one in plot.stops if one.y is not None]
        low, high = min(values), max(values)
        spread = max(high - low, abs(high) * _LEAST_SPREAD, 1e-9)
        middle = (low + high) / 2
        half = max(spread / 2, (high - low) / 2) * (1 + 2 * _AIR)
        self.low, self.high = middle - half, middle + half

    def x(self, day: date) -> float:
        """Where a day stands."""
        whole = max((self.plot.last - self.plot.first).days, 1)
        return self.area.left + (day - self.plot.first).days / whole * (self.area.right - self.area.left)

    def y(self, value: float) -> float:
        """Where a value stands."""
        share = (value - self.low) / (self.high - self.low)
        return self.area.bottom - share * (self.area.bottom - self.area.top)

    def required(self, day: date) -> float:
        """Where what is required on a day stands."""
        return self.y(float(_limit_on(self.plot.limits, day).value))

    def place(self, dot: Dot) -> Place:
        """Where a reading stands; one without a value on its own side of the line, half way to the edge."""
        if dot.y is not None:
            return self.x(dot.day), self.y(float(dot.y))
        line = self.required(dot.day)
        above = self.plot.floor == (dot.mark == "in_compliance")
        edge = self.area.top if above else self.area.bottom
        return self.x(dot.day), line if dot.mark == "untested" else line + (edge - line) * 0.42

    def lines(self) -> Iterator[tuple[Limit, float, float, float]]:
        """The stretches of the threshold: each with its left and right end and its height."""
        for step in self.plot.limits:
            yield step, self.x(step.first), self.x(step.last), self.y(float(step.value))

    def headroom(self) -> Iterator[tuple[bool, list[Place]]]:
        """The areas between readings and threshold: whether there is room, and the corners of each."""
        valued = [one for one in self.plot.dots if one.y is not None]
        for before, after in pairwise(valued):
            for first, last in self._without_step(before.day, after.day):
                yield from self._between(before, after, first, last)

    def _without_step(self, first: date, last: date) -> Iterator[tuple[date, date]]:
        """The days from one reading to the next, cut where the threshold steps."""
        cuts = [first, *(step.first for step in self.plot.limits if first < step.first < last), last]
        yield from pairwise(cuts)

    def _between(self, before: Dot, after: Dot, first: date, last: date) -> Iterator[tuple[bool, list[Place]]]:
        line = self.required(first)
        a, b = self._on_line(before, after, first), self._on_line(before, after, last)
        if (a[1] - line) * (b[1] - line) < 0:
            share = (line - a[1]) / (b[1] - a[1])
            cross = (a[0] + share * (b[0] - a[0]), line)
            yield self._has_room(a[1], line), [a, cross, (a[0], line)]
            yield self._has_room(b[1], line), [cross, b, (b[0], line)]
        elif a[0] < b[0]:
            farther = a if abs(a[1] - line) > abs(b[1] - line) else b
            yield self._has_room(farther[1], line), [a, b, (b[0], line), (a[0], line)]

    def _has_room(self, y: float, line: float) -> bool:
        return (y <= line) if self.plot.floor else (y >= line)

    def _on_line(self, before: Dot, after: Dot, day: date) -> Place:
        """A point on the line that joins two readings."""
        a, b = self.place(before), self.place(after)
        whole = (after.day - before.day).days
        share = float(Fraction((day - before.day).days, whole)) if whole else 0.0
        return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])


def _limit_on(limits: tuple[Limit, ...], day: date) -> Limit:
    return next((step for step in reversed(limits) if step.first <= day), limits[0])
