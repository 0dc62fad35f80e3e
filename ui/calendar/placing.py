"""Where everything of a month stands: columns, weeks, chips under their days, and what has no room. Plain values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from model.outlook.time.almanac import AlmanacItem, Leaf
from ui.calendar.month import WEEK, Month
from ui.frame.theme import Theme

HEAD = 30.0
"""The names of the weekdays."""
NUMBER = 30.0
"""From the top of a day to its first chip."""
_ROOMY = 100.0
"""Weeks this high show the week after the month as well."""
_CHIP_GAP = 3.0
_SIDE = 5.0
_FOOT = 16.0
_MORE = 20.0
_MOST_WEEKS = 6


class Lift(NamedTuple):
    """An item that is being moved, and the day it would come to; None where it is held over no day."""

    item: AlmanacItem
    to: date | None


class PlacedChip(NamedTuple):
    """An item on its chip. ``was``: its old place while it is moved; ``lifted``: its new one."""

    item: AlmanacItem
    rect: QRectF
    was: bool = False
    lifted: bool = False


class DayCell(NamedTuple):
    """One day: its chips, and how many more it holds than have room."""

    leaf: Leaf
    rect: QRectF
    chips: tuple[PlacedChip, ...]
    more: int
    more_rect: QRectF


class MonthPage(NamedTuple):
    """A month as it stands in a width and a height."""

    month: Month
    cells: tuple[DayCell, ...]
    bounds: QRectF

    @property
    def weeks(self) -> int:
        """How many weeks it shows."""
        return len(self.cells) // WEEK

    @property
    def first(self) -> date:
        """Its first day."""
        return self.cells[0].leaf.day

    @property
    def last(self) -> date:
        """Its last day."""
        return self.cells[-1].leaf.day

    def cell_of(self, day: date) -> DayCell | None:
        """The cell of a day."""
        place = (day - self.first).days
        return self.cells[place] if 0 <= place < len(self.cells) else None

    def cell_at(self, place: QPointF) -> DayCell | None:
        """The cell under a point."""
        return next((cell for cell in self.cells if cell.rect.contains(place)), None)

    def chip_at(self, place: QPointF) -> PlacedChip | None:
        """The chip under a point."""
        cell = self.cell_at(place)
        return next((chip for chip in cell.chips if chip.rect.contains(place)), None) if cell else None


def shown_days(month: Month, height: float) -> tuple[date, date]:
    """The first and the last day that a month shows in a height: six weeks where they have room, else its own."""
    weeks = _MOST_WEEKS if _week_high(height, _MOST_WEEKS) >= _ROOMY else month.weeks
    return month.monday, month.monday + timedelta(days=weeks * WEEK - 1)


def _week_high(height: float, weeks: int) -> float:
    return (height - HEAD - _FOOT) / weeks


def place_page(
    month: Month, leaves: Sequence[Leaf], size: tuple[float, float], theme: Theme, lift: Lift | None = None
) -> MonthPage:
    """Share a width and a height among the days; Saturday and Sunday are narrower."""
    edge = float(theme.space.view)
    columns = _columns(edge, size[0] - edge, theme.width.weekend)
    weeks = len(leaves) // WEEK
    high = max(_week_high(size[1], weeks), NUMBER + theme.height.month_chip)
    cells = []
    for place, leaf in enumerate(leaves):
        row, column = divmod(place, WEEK)
        top, bottom = round(HEAD + row * high), round(HEAD + (row + 1) * high)
        rect = QRectF(columns[column], top, columns[column + 1] - columns[column], bottom - top)
        cells.append(_cell(leaf, rect, theme, lift))
    return MonthPage(month, tuple(cells), QRectF(edge, HEAD, columns[-1] - edge, round(high * weeks)))


def _columns(left: float, right: float, weekend: float) -> list[float]:
    """The left edges of the seven days, and the right edge of the last, on whole pixels."""
    day = max(right - left, WEEK) / (5 + 2 * weekend)
    wide = [day] * 5 + [day * weekend] * 2
    return [float(round(left + sum(wide[:place]))) for place in range(WEEK + 1)]


def _cell(leaf: Leaf, rect: QRectF, theme: Theme, lift: Lift | None) -> DayCell:
    chip_high = theme.height.month_chip
    room = rect.height() - NUMBER - _CHIP_GAP
    items = _with_lift(leaf, lift)
    fitting = int((room + _CHIP_GAP) // (chip_high + _CHIP_GAP))
    if len(items) > fitting:
        fitting = max(int((room - _MORE + _CHIP_GAP) // (chip_high + _CHIP_GAP)), 0)
    chips, top = [], rect.top() + NUMBER
    for item, was, lifted in items[:fitting]:
        chips.append(
            PlacedChip(item, QRectF(rect.left() + _SIDE, top, rect.width() - 2 * _SIDE, chip_high), was, lifted)
        )
        top += chip_high + _CHIP_GAP
    more = QRectF(rect.left() + _SIDE, top - 1, rect.width() - 2 * _SIDE, _MORE)
    return DayCell(leaf, rect, tuple(chips), len(items) - len(chips), more)


def _with_lift(leaf: Leaf, lift: Lift | None) -> list[tuple[AlmanacItem, bool, bool]]:
    """The items of a day, with what is being moved away from it or to it: at its new place it stands first."""
    if lift is None:
        return [(item, False, False) for item in leaf.items]
    leaves = leaf.day == lift.item.day and lift.to != lift.item.day
    shown = [(item, leaves and item == lift.item, False) for item in leaf.items]
    return [(lift.item, False, True), *shown] if leaf.day == lift.to != lift.item.day else shown
