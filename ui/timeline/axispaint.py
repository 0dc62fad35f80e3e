"""What stands over and behind the rows: the days along the top, the lines down, the day looked at, the markers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import zip_longest

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from ui.frame.theme import Theme
from ui.timeline.markers import MarkerPiece, PlacedMarker
from ui.timeline.scale import SHADED, Scale, ticks

MARKERS_HIGH = 24.0
AXIS_HIGH = 30.0
_SHAPE = 11.0
_FLAGS_APART = 9.0


class AxisPainting:
    """Paints by one theme at one scale; ``right`` is the width of the chart."""

    def __init__(self, theme: Theme, scale: Scale, right: float) -> None:
        self._theme = theme
        self._scale = scale
        self._right = right
        self._small, self._strong, self._micro = theme.font("small"), theme.font("small", 600), theme.font("micro")
        self._day_font = theme.font("micro", 600)

    def paint_ground(self, painter: QPainter, top: float, bottom: float, closed: Collection[date]) -> None:
        """Closed days, and a line down from every day that is named."""
        if self._scale.per_day >= SHADED:
            day, last = self._scale.day_at(0), self._scale.day_at(self._right)
            while day <= last:
                if day in closed:
                    rect = QRectF(self._scale.x(day), top, self._scale.per_day, bottom - top)
                    painter.fillRect(rect, self._theme.surface.weekend)
                day += timedelta(days=1)
        for tick in ticks(self._scale, self._right):
            colour = self._theme.line.hair if tick.strong else self._theme.line.grid
            painter.fillRect(QRectF(round(self._scale.x(tick.day)), top, 1, bottom - top), colour)

    def paint_names(self, painter: QPainter, top: float, clear: tuple[float, float]) -> None:
        """The named days, as many as have room; none stands across ``clear``, the chip of the day looked at."""
        taken = -1.0
        named = ticks(self._scale, self._right)
        for tick, then in zip_longest(named, named[1:]):
            room = self._scale.x(then.day) - self._scale.x(tick.day) if then else self._right
            font = self._strong if tick.strong else self._small
            measure = QFontMetricsF(font)
            x = self._scale.x(tick.day) + 6
            for words in tick.words:
                wide = measure.horizontalAdvance(words)
                free = x + wide <= clear[0] - 4 or x >= clear[1] + 4
                crowds = wide + 8 > room and words != tick.words[-1]
                if x >= taken and free and not crowds and x + wide <= self._right:
                    self._text(painter, x, top, words, strong=tick.strong)
                    taken = x + wide + 8
                    break

    def _text(self, painter: QPainter, x: float, top: float, words: str, *, strong: bool) -> None:
        painter.setFont(self._strong if strong else self._small)
        painter.setPen(self._theme.text.first if strong else self._theme.text.second)
        painter.drawText(QPointF(x, self._theme.baseline(painter.font(), top, AXIS_HIGH)), words)

    # --------------------------------------------------------------------------------- the day looked at

    def chip(self, words: str, day: date, top: float) -> QRectF:
        """Where the chip of the day looked at stands."""
        wide = QFontMetricsF(self._strong).horizontalAdvance(words) + 8
        middle = self._scale.middle(day)
        left = min(max(middle - wide / 2, 0.0), max(self._right - wide, 0.0))
        if not -1 <= middle <= self._right + 1:
            return QRectF()
        return QRectF(left, top + 6, wide, AXIS_HIGH - 10)

    def paint_chip(self, painter: QPainter, rect: QRectF, words: str) -> None:
        """The day looked at, on the accent."""
        if rect.isEmpty():
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.accent.base)
        painter.drawRoundedRect(rect, self._theme.space.radius_chip, self._theme.space.radius_chip)
        painter.setFont(self._strong)
        painter.setPen(self._theme.text.on_accent)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), words)

    def paint_line(self, painter: QPainter, day: date, top: float, bottom: float, *, looked_at: bool = True) -> None:
        """The line of the day looked at; today, where that is another day, is a dotted one."""
        x = self._scale.middle(day)
        if not -1 <= x <= self._right + 1:
            return
        if looked_at:
            painter.fillRect(QRectF(x - 1, top, 2, bottom - top), self._theme.accent.base)
            return
        pen = QPen(self._theme.accent.base, 1)
        pen.setDashPattern([1.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))

    def paint_today(self, painter: QPainter, day: date, top: float, chip: QRectF) -> None:
        """Today, where another day is looked at."""
        rect = self.chip("today", day, top)
        if rect.isEmpty() or rect.intersects(chip):
            return
        painter.setPen(QPen(self._theme.accent.base, 1))
        painter.setBrush(self._theme.surface.view)
        painter.drawRoundedRect(rect, self._theme.space.radius_chip, self._theme.space.radius_chip)
        painter.setFont(self._strong)
        painter.setPen(self._theme.accent.base)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), "today")

    # ------------------------------------------------------------------------------------------- markers

    def width_of(self, name: str, pieces: tuple[MarkerPiece, ...]) -> float:
        """The width of a marker with so many words."""
        measure = QFontMetricsF(self._micro)
        wide = QFontMetricsF(self._day_font).horizontalAdvance(name)
        return wide + sum(_SHAPE + 10 + measure.horizontalAdvance(piece.words) for piece in pieces)

    def paint_markers(
        self, painter: QPainter, placed: Sequence[PlacedMarker], top: float, hovered: date | None
    ) -> None:
        """The days on which something turns."""
        from ui.widgets.marks import paint_mark

        foot = top + MARKERS_HIGH
        flagged = -20.0
        for one in placed:
            if one.words or one.x - flagged >= _FLAGS_APART:
                self._flag(painter, one.x, foot, self._theme.text.second)
                flagged = one.x
            if not one.words:
                continue
            x, y = one.left, top + MARKERS_HIGH / 2 - 2
            ink = self._theme.accent.base if one.marker.day == hovered else self._theme.text.first
            x = self._words(painter, x, y, one.marker.name, ink, strong=True)
            for piece in one.pieces:
                x += 6
                paint_mark(painter, QRectF(x, y - _SHAPE / 2, _SHAPE, _SHAPE), piece.mark, self._theme)
                x = self._words(painter, x + _SHAPE + 4, y, piece.words, self._theme.text.second)

    def _flag(self, painter: QPainter, x: float, foot: float, ink: QColor) -> None:
        """A small wedge that points at its day."""
        path = QPainterPath(QPointF(x - 3.5, foot - 6))
        path.lineTo(x + 3.5, foot - 6)
        path.lineTo(x, foot - 1)
        path.closeSubpath()
        painter.fillPath(path, ink)

    def _words(self, painter: QPainter, x: float, y: float, words: str, ink: QColor, *, strong: bool = False) -> float:
        font = self._day_font if strong else self._micro
        measure = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QPointF(x, y + measure.capHeight() / 2), words)
        return x + measure.horizontalAdvance(words)
