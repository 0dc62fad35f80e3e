"""The list at the left: tests and continuing covenants under the names of their instruments, in two lines each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.covenants.listing import CovenantRow, InstrumentHeading
from ui.frame.theme import Theme
from ui.widgets.elided import plain_tooltip
from ui.widgets.marks import paint_mark

Index = QModelIndex | QPersistentModelIndex
_HEAD = 36
_ROW = 66
_LINE = 19
_LEFT = 24
_RIGHT = 14
_INDENT = 22


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

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = cast(ListModel, index.model()).rows[index.row()]
        return QSize(120, self._theme.at_size(_HEAD if isinstance(row, InstrumentHeading) else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        row = cast(ListModel, index.model()).rows[index.row()]
        painter.save()
        if isinstance(row, InstrumentHeading):
            self._paint_heading(painter, rect, row)
        else:
            self._paint_ground(painter, rect, option)
            self._paint_row(painter, rect, row, bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRectF, row: InstrumentHeading) -> None:
        theme = self._theme
        room = QRectF(rect.left() + _LEFT, rect.top() + 8, rect.width() - _LEFT - _RIGHT, rect.height() - 10)
        self._write(painter, row.title, theme.font("instrument"), theme.text.second, room)
        painter.fillRect(QRectF(room.left(), rect.bottom() - 1, room.width(), 1), theme.line.strong)

    def _paint_ground(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem) -> None:
        surface, state = self._theme.surface, option.state
        if state & QStyle.StateFlag.State_Selected:
            active = bool(state & QStyle.StateFlag.State_Active)
            painter.fillRect(rect, surface.selection if active else surface.hover)
            edge = self._theme.accent.base if active else self._theme.line.strong
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), edge)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, surface.hover)

    def _paint_row(self, painter: QPainter, rect: QRectF, row: CovenantRow, selected: bool) -> None:
        theme, mark = self._theme, self._theme.space.mark
        left, right = rect.left() + _LEFT, rect.right() - _RIGHT
        high = theme.at_size(_LINE)
        lines = [QRectF(left, rect.top() + 5 + high * n, right - left, high) for n in range(3)]
        paint_mark(painter, QRectF(left, lines[0].center().y() - mark / 2, mark, mark), row.mark, theme)
        known = row.met is not None
        font, ink = ("strong", theme.text.first) if known else ("small", theme.text.third)
        ink = theme.text.second if selected and not known else ink
        result = self._write_right(painter, row.result, theme.font(font), ink, lines[0])
        self._write(painter, self._title(row), theme.font("strong"), theme.text.first, self._from(lines[0], result))
        tone = {True: theme.text.second, False: theme.tone("failing").fg, None: theme.text.second}[row.met]
        room = self._write_right(painter, row.room, theme.font("small"), tone, lines[1])
        word = theme.tone(row.mark).fg
        self._write(painter, row.word, theme.font("small", 600), word, self._from(lines[1], room))
        self._write(painter, row.when, theme.font("small"), theme.text.second, self._from(lines[2], right))

    @staticmethod
    def _title(row: CovenantRow) -> str:
        return f"{row.ref}  {row.title}"

    def _from(self, line: QRectF, right: float) -> QRectF:
        indent = self._theme.at_size(_INDENT)
        return QRectF(line.left() + indent, line.top(), max(right - line.left() - indent - 8, 0), line.height())

    def _write(self, painter: QPainter, words: str, font: QFont, ink: QColor, room: QRectF) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QPointF(room.left(), self._theme.baseline(font, room.top(), room.height())), shown)

    def _write_right(self, painter: QPainter, words: str, font: QFont, ink: QColor, room: QRectF) -> float:
        left = room.right() - QFontMetricsF(font).horizontalAdvance(words)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QPointF(left, self._theme.baseline(font, room.top(), room.height())), words)
        return left


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
