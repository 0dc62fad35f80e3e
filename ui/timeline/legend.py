"""The legend at the foot of the timeline: what each form stands for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.frame.theme import Theme
from ui.widgets.marks import paint_mark

_HIGH = 42
_APART = 26.0


class TimelineLegend(QWidget):
    """One line; what has no room is left out, the least telling first."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._items: tuple[tuple[str, float, Callable[[QPainter, float, float], None]], ...] = (
            ("lead time, then the due date", 40.0, self._tail),
            ("internal target", 12.0, self._target),
            ("relief", 26.0, self._relief),
            ("continuing, by standing", 26.0, self._continuing),
            ("expected, if nothing more is done", 26.0, self._expected),
        )
        self.setAccessibleName("Legend: " + "; ".join(words for words, _, _ in self._items))

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._theme.font("small")
        measure = QFontMetricsF(font)
        x, y = float(self._theme.space.view), _HIGH / 2
        for words, wide, draw in self._items:
            letters = measure.horizontalAdvance(words)
            if x + wide + 6 + letters > self.width() - self._theme.space.view:
                return
            draw(painter, x, y)
            painter.setFont(font)
            painter.setPen(self._theme.text.second)
            painter.drawText(QPointF(x + wide + 7, y + measure.capHeight() / 2), words)
            x += wide + 7 + letters + _APART

    def _tail(self, painter: QPainter, x: float, y: float) -> None:
        painter.setPen(QPen(self._theme.tone("open").mark, 1.6))
        painter.drawLine(QPointF(x + 1, y), QPointF(x + 25, y))
        painter.drawLine(QPointF(x + 1, y - 5), QPointF(x + 1, y + 5))
        paint_mark(painter, QRectF(x + 25, y - 7, 14, 14), "open", self._theme)

    def _target(self, painter: QPainter, x: float, y: float) -> None:
        diamond = QPainterPath(QPointF(x + 6, y - 5))
        for dx, dy in ((5, 0), (0, 5), (-5, 0)):
            diamond.lineTo(x + 6 + dx, y + dy)
        diamond.closeSubpath()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.tone("open").mark, 1.4))
        painter.drawPath(diamond)

    def _relief(self, painter: QPainter, x: float, y: float) -> None:
        tone = self._theme.tone("relief_live")
        painter.fillRect(QRectF(x, y - 7, 26, 14), tone.bg)
        for at in (x, x + 24):
            painter.fillRect(QRectF(at, y - 7, 2, 14), tone.mark)

    def _continuing(self, painter: QPainter, x: float, y: float) -> None:
        tone = self._theme.tone("in_compliance")
        painter.fillRect(QRectF(x, y - 7, 26, 14), tone.bg)
        painter.fillRect(QRectF(x, y + 5.5, 26, 1.5), tone.mark)

    def _expected(self, painter: QPainter, x: float, y: float) -> None:
        pen = QPen(self._theme.text.second, 1.2)
        pen.setDashPattern([4.0, 2.6])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(x + 0.5, y - 7, 25, 14), 3, 3)
