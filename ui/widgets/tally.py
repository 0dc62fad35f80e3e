"""A row of counts: shape, number and word, each standing by itself. What has no room gives way by priority."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.frame.theme import Ink, Theme
from ui.widgets.elided import plain_tooltip
from ui.widgets.marks import paint_mark

_MARK = 14
_AFTER_MARK = 5
_BETWEEN = 14


class TallyItem(Struct, frozen=True, kw_only=True):
    """One count, or words between counts where `standing` is empty.

    The lowest `priority` is dropped first. `said` is what the tooltip and the screen reader say, where the text
    alone (a bare number) would not do.
    """

    text: str
    standing: str = ""
    said: str = ""
    priority: int = 0
    share: float | None = None
    bold: bool = False
    ink: Ink = "second"

    @property
    def spoken(self) -> str:
        return self.said or self.text


class TallyView(QWidget):
    """A row of `TallyItem`s in small type, from the left."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._items: tuple[TallyItem, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_items(self, items: Sequence[TallyItem]) -> None:
        self._items = tuple(items)
        self.setAccessibleName(", ".join(item.spoken for item in items))
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def shown(self) -> tuple[TallyItem, ...]:
        """The items that have room, in their order."""
        kept = list(self._items)
        while kept and self._wide(kept) > self.width():
            kept.remove(min(reversed(kept), key=lambda item: item.priority))
        return tuple(kept)

    def item_at(self, place: QPoint) -> TallyItem | None:
        """The item painted at a point."""
        left = 0.0
        for item in self.shown():
            right = left + self._width(item)
            if left <= place.x() < right:
                return item
            left = right + _BETWEEN
        return None

    def sizeHint(self) -> QSize:
        return QSize(self._wide(self._items), self._theme.type["small"].line)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._theme.type["small"].line)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            item = self.item_at(event.pos())
            whole = item.spoken if item else self.accessibleName() if self.shown() != self._items else ""
            QToolTip.showText(event.globalPos(), plain_tooltip(whole), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = 0.0
        for item in self.shown():
            self._paint(painter, item, left)
            left += self._width(item) + _BETWEEN

    def _paint(self, painter: QPainter, item: TallyItem, left: float) -> None:
        theme, height = self._theme, self.height()
        if item.standing:
            mark = QRectF(left, (height - _MARK) / 2, _MARK, _MARK)
            paint_mark(painter, mark, item.standing, theme, item.share)
            left += _MARK + _AFTER_MARK
        painter.setFont(theme.font("small", 600 if item.bold else None))
        painter.setPen(theme.ink(item.ink))
        painter.drawText(QPointF(left, theme.baseline(painter.font(), 0, height)), item.text)

    def _width(self, item: TallyItem) -> int:
        metrics = QFontMetrics(self._theme.font("small", 600 if item.bold else None))
        return metrics.horizontalAdvance(item.text) + (_MARK + _AFTER_MARK if item.standing else 0)

    def _wide(self, items: Sequence[TallyItem]) -> int:
        return sum(self._width(item) for item in items) + _BETWEEN * max(0, len(items) - 1)
