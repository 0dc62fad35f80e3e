"""The heads of the columns: small caps on the view's own ground, the sorted one darker, with its direction."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui.docket.columns import COLUMN, COLUMNS
from ui.frame.theme import Theme
from ui.widgets.columnheads import ColumnHeads
from ui.widgets.icons import paint_icon

_ARROW = 16
_ARROW_GAP = 5
_SLACK = 4
"""A head may run into the padding at its right, as the words below it do."""


class DocketHeader(ColumnHeads):
    """Painted heads; a click sorts, and a border can be dragged."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, tuple(COLUMN), "title", parent)
        self._theme = theme
        self._hovered = -1
        self.title_inset = float(theme.columns["ref"])
        self.setSectionsClickable(True)
        self.setFixedHeight(theme.height.table_head)
        self.setAccessibleName("Columns of the docket")

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """One head."""
        theme, column = self._theme, COLUMNS[logical]
        painter.fillRect(rect, theme.surface.view)
        sorted_by = self.isSortIndicatorShown() and self.sortIndicatorSection() == logical
        ink = theme.text.first if sorted_by or logical == self._hovered else theme.text.third
        font = theme.font("label")
        measure = QFontMetricsF(font)
        cell = QRectF(rect).adjusted(theme.space.cell, 0, -theme.space.cell, 0)
        if column.key == "title":
            cell.setLeft(cell.left() + self.title_inset)
        room = cell.width() - (_ARROW + _ARROW_GAP if sorted_by else 0)
        head = measure.elidedText(column.head, Qt.TextElideMode.ElideRight, max(room, 0.0) + _SLACK)
        wide = measure.horizontalAdvance(head)
        x = cell.right() - wide + 0.5 if column.right else cell.left()
        painter.setFont(font)
        painter.setPen(ink)
        # The letters are small capitals: centred by their own height, which is the x-height.
        baseline = cell.top() + (cell.height() + measure.xHeight()) / 2
        painter.drawText(QPointF(x, round(baseline) + 0.0), head)
        if sorted_by:
            self._paint_arrow(painter, cell, x, wide, column.right)

    def _paint_arrow(self, painter: QPainter, cell: QRectF, x: float, wide: float, right: bool) -> None:
        up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        left = x - _ARROW - _ARROW_GAP if right else x + wide + 2
        where = QRectF(left, cell.top(), _ARROW, cell.height())
        paint_icon(painter, where, "chevron-up" if up else "chevron-down", self._theme.text.first)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The head under the pointer is dark: it can be clicked."""
        super().mouseMoveEvent(event)
        self._hover(self.logicalIndexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has left."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, section: int) -> None:
        if section != self._hovered:
            self._hovered = section
            self.viewport().update()
