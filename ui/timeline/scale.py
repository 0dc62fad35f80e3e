"""How days lie along the timeline: from a day to its place and back, zoom and pan, and the days that are named.

Plain numbers, no Qt.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import log
from typing import Final, Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from model.days.wording import say_day

Zoom = Literal["week", "month", "quarter", "year"]
Unit = Literal["day", "week", "month", "quarter", "year"]

ZOOMS: Final[dict[Zoom, float]] = {"week": 52.0, "month": 14.0, "quarter": 3.5, "year": 0.9}
"""Pixels a day of each zoom that has a name."""
LEAST: Final = 0.12
MOST: Final = 120.0
_ROOM: Final[tuple[tuple[Unit, float], ...]] = (("day", 48.0), ("week", 10.0), ("month", 1.5), ("quarter", 0.5))
"""From so many pixels a day on, days, weeks, months, quarters are named; below the last, years are."""
SHADED: Final = 7.0
"""From so many pixels a day on, closed days have a ground of their own."""


class Scale(Struct, frozen=True):
    """``left`` is the day at the left edge, as an ordinal with its fraction; ``per_day`` the pixels of a day."""

    left: float
    per_day: float

    def x(self, day: date) -> float:
        """Where a day begins."""
        return (day.toordinal() - self.left) * self.per_day

    def middle(self, day: date) -> float:
        """The middle of a day."""
        return self.x(day) + self.per_day / 2

    def day_at(self, x: float) -> date:
        """The day at a place."""
        return _day(self.left + x / self.per_day)

    def zoomed(self, factor: float, x: float) -> Scale:
        """Zoomed about a place, which keeps its day."""
        per_day = min(max(self.per_day * factor, LEAST), MOST)
        return Scale(self.left + x / self.per_day - x / per_day, per_day)

    def panned(self, by: float) -> Scale:
        """Moved so that later days come into sight by so many pixels."""
        moved = self.left + by / self.per_day
        return replace(self, left=min(max(moved, 1.0), float(date.max.toordinal() - 1)))

    def with_at(self, day: date, x: float) -> Scale:
        """The same, with the middle of a day at a place."""
        return replace(self, left=day.toordinal() + 0.5 - x / self.per_day)

    @property
    def zoom(self) -> Zoom:
        """The named zoom that is nearest."""
        return min(ZOOMS, key=lambda name: abs(_steps(ZOOMS[name]) - _steps(self.per_day)))

    @property
    def unit(self) -> Unit:
        """What is named along the axis."""
        return next((unit for unit, least in _ROOM if self.per_day >= least), "year")


def _steps(per_day: float) -> float:
    return log(per_day)


def fitted(first: date, last: date, width: float) -> Scale:
    """A scale that has all days from ``first`` to ``last`` in sight, with a little air on both sides."""
    air = 24.0
    days = max((last - first).days + 1, 7)
    per_day = min(max((width - 2 * air) / days, LEAST), MOST)
    return Scale(first.toordinal() - air / per_day, per_day)


class ScaleTick(NamedTuple):
    """A day that is named on the axis, its wordings from long to short; ``strong`` where a month or year begins."""

    day: date
    words: tuple[str, ...]
    strong: bool


def ticks(scale: Scale, width: float) -> tuple[ScaleTick, ...]:
    """The days that are named from the left edge to ``width``; the first is named in full."""
    found = [_tick(day, scale.unit) for day in _days(scale, width)]
    if found:
        found[0] = ScaleTick(found[0].day, _whole(found[0].day, scale.unit), strong=True)
    return tuple(found)


def _days(scale: Scale, width: float) -> Iterator[date]:
    day, last = _begin(scale.day_at(0), scale.unit), scale.day_at(width)
    while day <= last:
        if scale.x(day) >= 0:
            yield day
        following = _next(day, scale.unit)
        if following <= day:
            return
        day = following


def _begin(day: date, unit: Unit) -> date:
    if unit == "day":
        return day
    if unit == "week":
        return _day(day.toordinal() - day.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1) if unit == "quarter" else day.replace(month=1, day=1)


def _next(day: date, unit: Unit) -> date:
    if unit in ("day", "week"):
        return _day(day.toordinal() + (1 if unit == "day" else 7))
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    ahead = day.month - 1 + months
    year = day.year + ahead // 12
    return date.max if year > date.max.year else date(year, ahead % 12 + 1, 1)


def _tick(day: date, unit: Unit) -> ScaleTick:
    weekday, number, month, year = say_day(day).split()
    if unit == "day":
        new = day.day == 1
        return ScaleTick(day, (f"{weekday} {number} {month}", number) if new else (f"{weekday} {number}", number), new)
    if unit == "week":
        return ScaleTick(day, (f"{weekday} {number} {month}", f"{number} {month}"), day.day <= 7)
    if unit == "year":
        return ScaleTick(day, (year,), strong=True)
    new = day.month == 1
    return ScaleTick(day, (f"{month} {year}", month) if new else (month,), new)


def _whole(day: date, unit: Unit) -> tuple[str, ...]:
    """With its year: whatever is in sight, it is told which year it is."""
    _, number, month, year = say_day(day).split()
    if unit == "year":
        return (year,)
    return (say_day(day), f"{number} {month} {year}") if unit in ("day", "week") else (f"{month} {year}",)


def _day(ordinal: float) -> date:
    return date.fromordinal(min(max(int(ordinal), 1), date.max.toordinal()))
