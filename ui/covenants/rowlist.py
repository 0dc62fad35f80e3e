"""The list at the left: tests and continuing covenants under the names of their instruments, in two lines each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.covenants.listing import CovenantRow, InstrumentHeading
from ui.frame.theme import Theme
from ui.widgets.brush import Brush, Fonts
from ui.widgets.elided import plain_tooltip
from ui.widgets.marks import paint_mark

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag
_HEAD = 36
_ROW = 66
_LINE = 19
_LEFT = 24
_RIGHT = 14
_INDENT = 22
_GAP = 8


class ListModel(QAbstractListModel):
    """Headings cannot be chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[InstrumentHeading | CovenantRow] = ()

    def show_rows(self, rows: Sequence[InstrumentHeading | CovenantRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def place(self, record_id: str) -> int:
        """The row of a record, -1 where it is not shown."""
        return next((n for n, row in enumerate(self.rows) if isinstance(row, CovenantRow) and row.id == record_id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], InstrumentHeading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, CovenantRow):
            return plain_tooltip(row.spoken)
        return None


class CovenantRowDelegate(QStyledItemDelegate):
    """Paints a heading over its hairline, or a row: standing and result, ref and title, headroom and next test."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fonts: Fonts = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = cast(ListModel, index.model()).rows[index.row()]
        return QSize(120, self._theme.at_size(_HEAD if isinstance(row, InstrumentHeading) else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        row = cast(ListModel, index.model()).rows[index.row()]
        selected = bool(option.state & State.State_Selected)
        brush = Brush(painter, self._theme, self._fonts, selected=selected)
        painter.save()
        if isinstance(row, InstrumentHeading):
            self._paint_heading(brush, rect, row)
        else:
            hovered = bool(option.state & State.State_MouseOver)
            brush.lay_ground(rect, active=bool(option.state & State.State_Active), hovered=hovered)
            self._paint_row(brush, rect, row)
        painter.restore()

    def _paint_heading(self, brush: Brush, rect: QRectF, row: InstrumentHeading) -> None:
        theme = self._theme
        room = QRectF(rect.left() + _LEFT, rect.top() + 8, rect.width() - _LEFT - _RIGHT, rect.height() - 10)
        brush.write(row.title, "instrument", theme.text.second, room.left(), room)
        brush.painter.fillRect(QRectF(room.left(), rect.bottom() - 1, room.width(), 1), theme.line.strong)

    def _paint_row(self, brush: Brush, rect: QRectF, row: CovenantRow) -> None:
        """In three lines: ref, title and result; standing and headroom; the next test."""
        theme, mark, high = self._theme, self._theme.space.mark, self._theme.at_size(_LINE)
        whole = QRectF(rect.left() + _LEFT, rect.top() + 5, rect.width() - _LEFT - _RIGHT, high)
        indent = theme.at_size(_INDENT)
        lines = [whole.adjusted(indent, high * n, 0, high * n) for n in range(3)]
        paint_mark(brush.painter, QRectF(whole.left(), whole.center().y() - mark / 2, mark, mark), row.mark, theme)
        known = row.met is not None
        ink = theme.text.first if known else theme.text.second if brush.selected else theme.text.third
        tone = theme.tone("failing").fg if row.met is False else theme.text.second
        result = brush.write(row.result, "strong" if known else "small", ink, lines[0].right(), lines[0], right=True)
        room = brush.write(row.room, "small", tone, lines[1].right(), lines[1], right=True)
        for line, end in zip(lines, (result, room, whole.right()), strict=True):
            line.setRight(end - _GAP)
        left = lines[0].left()
        brush.write(f"{row.ref}  {row.title}", "strong", theme.text.first, left, lines[0])
        brush.write(row.word, "small*", theme.tone(row.mark).fg, left, lines[1])
        brush.write(row.when, "small", theme.text.second, left, lines[2])


class CovenantRowList(QListView):
    """The list. Enter opens the record, the menu key its menu."""

    picked = Signal(str)
    opened = Signal(str)
    menuAsked = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ListModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(CovenantRowDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Tests and continuing covenants")
        self.setStyleSheet("QListView { background: transparent; }")
        self.selectionModel().currentChanged.connect(lambda now, _: self._tell(now))
        self.doubleClicked.connect(self._open)

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self.setItemDelegate(CovenantRowDelegate(theme, self))

    def show_rows(self, rows: Sequence[InstrumentHeading | CovenantRow], current: str) -> None:
        """Show rows, and mark one of them."""
        held = self.selectionModel().blockSignals(True)
        self.rows.show_rows(rows)
        self.selectionModel().blockSignals(held)
        self.choose(current)

    def choose(self, record_id: str) -> None:
        """Mark a row without saying so; none where it is not shown."""
        place = self.rows.place(record_id)
        held = self.blockSignals(True)
        self.setCurrentIndex(self.rows.index(place, 0) if place >= 0 else QModelIndex())
        self.blockSignals(held)

    def _tell(self, now: Index) -> None:
        row = self.rows.rows[now.row()] if now.isValid() else None
        if isinstance(row, CovenantRow) and not self.signalsBlocked():
            self.picked.emit(row.id)

    def _open(self, index: Index) -> None:
        row = self.rows.rows[index.row()] if index.isValid() else None
        if isinstance(row, CovenantRow):
            self.opened.emit(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """At the row that is current, or under the pointer."""
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            where = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menuAsked.emit(where)
