"""How a month is painted: the names of the weekdays, closed days shaded and named, day numbers, chips, and the rest."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from model.days.wording import MONTHS, WEEKDAYS, say_count
from model.docket import Docket
from ui.calendar.chippaint import ChipPainter
from ui.calendar.placing import HEAD, NUMBER, DayCell, Lift, MonthPage, PlacedChip
from ui.frame.theme import Theme, faint

_INSET = 8.0
_BLOCK = 22.0
_BLOCK_PAD = 6.0
_CLOSURE_LEAST = 36.0
"""With less room a closure is told by its ground and the tooltip alone."""


class MonthMarking(Struct, frozen=True):
    """What of a month is marked: selected records, what the keyboard and the pointer are on, what is being moved."""

    day: date
    today: date
    chosen: frozenset[str] = frozenset()
    current: str = ""
    hovered: str = ""
    lift: Lift | None = None
    pointer: QPointF | None = None
    """Where an item is held by the pointer."""


class MonthPainting:
    """One month, ready to be painted."""

    def __init__(self, theme: Theme, page: MonthPage, docket: Docket) -> None:
        self._theme = theme
        self._page = page
        self._docket = docket

    def paint(self, painter: QPainter, look: MonthMarking) -> None:
        """Paint all of it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_grounds(painter, look)
        self._paint_lines(painter)
        self._paint_heads(painter)
        chips = ChipPainter(painter, self._theme, self._docket)
        for cell in self._page.cells:
            self._paint_day(painter, cell, look)
            for chip in cell.chips:
                chips.paint(chip, chosen=_is_chosen(chip, look.chosen), hovered=chip.item.key == look.hovered)
            self._paint_more(painter, cell, look)
        self._paint_held(chips, look)

    def ring(self, painter: QPainter, rect: QRectF) -> None:
        """The keyboard's ring."""
        wide = self._theme.space.focus
        painter.setPen(QPen(self._theme.accent.base, wide))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = self._theme.space.radius_control
        painter.drawRoundedRect(rect.adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2), radius, radius)

    # ---------------------------------------------------------------------------------------- the frame

    def _paint_grounds(self, painter: QPainter, look: MonthMarking) -> None:
        """Closed days shaded; the day that something would be moved to lit."""
        for cell in self._page.cells:
            if cell.leaf.closed:
                painter.fillRect(cell.rect, self._theme.surface.weekend)
            if look.lift is not None and cell.leaf.day == look.lift.to:
                painter.fillRect(cell.rect, faint(self._theme.accent.base, 0.09))

    def _paint_lines(self, painter: QPainter) -> None:
        theme, page = self._theme, self._page
        bounds = page.bounds
        for column in range(1, 7):
            x = page.cells[column].rect.left()
            painter.fillRect(QRectF(x, bounds.top(), 1, bounds.height()), theme.line.grid)
        for week in range(page.weeks):
            top = page.cells[week * 7].rect.top()
            painter.fillRect(QRectF(bounds.left(), top, bounds.width(), 1), theme.line.hair)
        painter.fillRect(QRectF(bounds.left(), bounds.bottom(), bounds.width(), 1), theme.line.hair)

    def _paint_heads(self, painter: QPainter) -> None:
        font = self._theme.font("label")
        painter.setFont(font)
        painter.setPen(self._theme.text.third)
        baseline = self._theme.baseline(font, 0, HEAD)
        for name, cell in zip(WEEKDAYS, self._page.cells, strict=False):
            painter.drawText(QPointF(cell.rect.left() + _INSET, baseline), name[:3].lower())

    # ---------------------------------------------------------------------------------------- a day

    def _paint_day(self, painter: QPainter, cell: DayCell, look: MonthMarking) -> None:
        theme, day = self._theme, cell.leaf.day
        line = QRectF(cell.rect.left() + _INSET, cell.rect.top() + 4, cell.rect.width() - 2 * _INSET, NUMBER - 7)
        inside = self._page.month.holds(day)
        font = theme.font("body", 600 if inside or day == look.day else None)
        words = day_number(day, whole=day.day == 1 or cell is self._page.cells[0])
        wide = QFontMetricsF(font).horizontalAdvance(words)
        ink = theme.text.first if inside else theme.text.second
        if day == look.day:
            self._paint_block(painter, line, wide)
            ink = theme.text.on_accent
        elif day == look.today:
            ink = theme.accent.base
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QPointF(line.left(), theme.baseline(font, line.top(), line.height())), words)
        self._paint_closure(painter, cell, line, wide)

    def _paint_block(self, painter: QPainter, line: QRectF, wide: float) -> None:
        """The day looked at stands on the accent."""
        block = QRectF(line.left() - _BLOCK_PAD, line.center().y() - _BLOCK / 2, wide + 2 * _BLOCK_PAD, _BLOCK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.accent.base)
        painter.drawRoundedRect(block, self._theme.space.radius_chip, self._theme.space.radius_chip)

    def _paint_closure(self, painter: QPainter, cell: DayCell, line: QRectF, wide: float) -> None:
        """Why it is closed, in the corner, cut where it has no room."""
        if not cell.leaf.shut:
            return
        font = self._theme.font("micro")
        words = "; ".join(shut.reason for shut in cell.leaf.shut)
        room = line.width() - wide - 2 * _BLOCK_PAD
        if room >= _CLOSURE_LEAST:
            self._write_right(painter, words, font, line, room)

    def _write_right(self, painter: QPainter, words: str, font: QFont, line: QRectF, room: float) -> None:
        measure = QFontMetricsF(font)
        shown = measure.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(self._theme.text.second)
        left = line.right() - measure.horizontalAdvance(shown)
        painter.drawText(QPointF(left, self._theme.baseline(font, line.top(), line.height())), shown)

    def _paint_more(self, painter: QPainter, cell: DayCell, look: MonthMarking) -> None:
        """How many have no room; it opens the day."""
        if not cell.more:
            return
        accent, rect = self._theme.accent, cell.more_rect
        font = self._theme.font("small")
        painter.setFont(font)
        painter.setPen(accent.hover if look.hovered == more_key(cell.leaf.day) else accent.base)
        measure = QFontMetricsF(font)
        wordings = (f"+{cell.more:,} more", f"+{cell.more:,}")
        if not cell.chips:
            wordings = (say_count(cell.more, "item"), f"{cell.more:,}")
        words = next((one for one in wordings if measure.horizontalAdvance(one) <= rect.width() - _INSET), wordings[-1])
        painter.drawText(QPointF(rect.left() + 6, self._theme.baseline(font, rect.top(), rect.height())), words)

    def _paint_held(self, chips: ChipPainter, look: MonthMarking) -> None:
        """What the pointer holds, over everything else."""
        if look.lift is None or look.pointer is None or (look.lift.to and look.lift.to != look.lift.item.day):
            return
        size = next((cell.rect for cell in self._page.cells), QRectF(0, 0, 120, 24))
        rect = QRectF(look.pointer.x() - 16, look.pointer.y() - 12, size.width() - 10, self._theme.height.month_chip)
        chips.paint(PlacedChip(look.lift.item, rect, lifted=True))


def day_number(day: date, *, whole: bool) -> str:
    """The number of a day; with its month where one begins, and at the head of the page: ``28 Oct``, ``1 Dec``."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}" if whole else str(day.day)


def more_key(day: date) -> str:
    """What names the way to the rest of a day."""
    return f"more {day}"


def day_key(day: date) -> str:
    """What names a day among what the keyboard walks."""
    return f"day {day}"


def _is_chosen(chip: PlacedChip, chosen: Collection[str]) -> bool:
    return bool(chip.item.ids) and all(one in chosen for one in chip.item.ids)
