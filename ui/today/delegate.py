"""The delegate of Today's rows: ground, edge and ring, the parts of the row on them, and the deed at the right."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui.docket.paint import Brush, ref_width
from ui.frame.theme import Theme
from ui.today.columns import RowColumns
from ui.today.listmodel import RowsModel
from ui.today.paint import note_width, paint_day, paint_record
from ui.today.rows import DayRow, RecordRow, Row
from ui.widgets.elided import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag
_EDGE = 3
_RADIUS = 4


class RowDelegate(QStyledItemDelegate):
    """The list tells it where the parts stand, what is hovered, and where the keyboard is."""

    def __init__(self, theme: Theme, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fonts: dict[str, tuple[QFont, QFontMetricsF]] = {}
        self.places = RowColumns({}, 0)
        self.hovered = -1
        self.over_deed = False
        self.ringed = -1

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self._fonts.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows have one height."""
        return QSize(80, self._theme.height.row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        rect, place = QRectF(option.rect), index.row()
        row = cast(RowsModel, index.model()).rows[place]
        selected = bool(option.state & State.State_Selected)
        self._lay_ground(painter, rect, place, selected, bool(option.state & State.State_Active))
        brush = Brush(painter, self._theme, self._fonts, self.places.ref, selected)
        if isinstance(row, RecordRow):
            paint_record(brush, rect, self.places, row)
        else:
            paint_day(brush, rect, self.places, row)
        self._paint_deed(brush, rect, row, underlined=place == self.hovered and self.over_deed)
        if place == self.ringed:
            self._paint_ring(painter, rect)

    def _lay_ground(self, painter: QPainter, rect: QRectF, place: int, selected: bool, active: bool) -> None:
        surface = self._theme.surface
        if selected:
            painter.fillRect(rect, surface.selection if active else surface.hover)
            edge = QRectF(rect.left(), rect.top(), _EDGE, rect.height())
            painter.fillRect(edge, self._theme.accent.base if active else self._theme.line.strong)
        elif place == self.hovered:
            painter.fillRect(rect, surface.hover)

    def _paint_deed(self, brush: Brush, row: QRectF, shown: Row, underlined: bool) -> None:
        rect = self.places.rect("deed", row)
        if rect is None or shown.deed is None:
            return
        accent = self._theme.accent
        right = rect.right() - self._theme.space.cell
        left = brush.write(
            shown.deed.words, "body", accent.hover if underlined else accent.base, right, rect, right=True
        )
        if underlined:
            y = round(row.center().y() + 7) + 0.5
            brush.painter.setPen(QPen(accent.hover, 1))
            brush.painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _paint_ring(self, painter: QPainter, rect: QRectF) -> None:
        wide = self._theme.space.focus
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.accent.base, wide))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2), _RADIUS, _RADIUS)
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """A part that is cut says the whole of itself; marks say their words."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        row = cast(RowsModel, index.model()).rows[index.row()]
        part = self.places.part_at(event.pos().x())
        QToolTip.showText(event.globalPos(), plain_tooltip(self.whole_of(row, part)), view)
        return True

    def whole_of(self, row: Row, part: str) -> str:
        """The whole of a part, where it is cut or its marks want words."""
        if isinstance(row, DayRow):
            return row.note_words if part in ("title", "note", "owner") else ""
        brush = Brush(cast(QPainter, None), self._theme, self._fonts, self.places.ref)
        left, right = self.places.spans.get(part, (0.0, 0.0))
        room = right - left - self._theme.space.cell - 4
        if part == "title" and brush.width(row.node.title, "body") > room - self.places.ref:
            return row.node.title
        if part == "title" and brush.width(row.ref, "strong") > ref_width(
            self._theme, brush.font("strong")[1], row.ref
        ):
            return f"{row.ref}  {row.node.title}"
        if part == "note" and (note_width(brush, row.note) > room or any(piece.mark for piece in row.note)):
            return row.note_words
        if part == "due" and row.open_count:
            return row.open_words
        return row.owner if part == "owner" and brush.width(row.owner, "small") > room else ""
