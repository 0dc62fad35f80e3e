"""The delegate of Today's rows: ground, edge and ring, the parts of the row on them, and the action at the right."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui.docket.paint import ref_width
from ui.frame.recordrow import note_width, paint_record
from ui.frame.theme import Theme
from ui.today.columns import RowColumns
from ui.today.listmodel import RowsModel
from ui.today.rows import DayRow, Row
from ui.widgets.brush import Brush, Fonts
from ui.widgets.elided import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag


class RowDelegate(QStyledItemDelegate):
    """The list tells it where the parts stand, what is hovered, and where the keyboard is."""

    def __init__(self, theme: Theme, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fonts: Fonts = {}
        self.places = RowColumns({}, 0)
        self.hovered = -1
        self.over_action = False
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
        brush = Brush(painter, self._theme, self._fonts, self.places.ref, selected)
        brush.lay_ground(rect, active=bool(option.state & State.State_Active), hovered=place == self.hovered)
        rooms = self.places.rooms(rect, brush, is_day=isinstance(row, DayRow))
        paint_record(brush, row.row, rooms, underlined=place == self.hovered and self.over_action)
        if place == self.ringed:
            brush.draw_ring(rect)

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
