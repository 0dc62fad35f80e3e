"""One side of a band as a list: a real item view, so that keyboard and screen reader reach every row.

The model reads each row out as one sentence; the delegate paints its parts and the action at the right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui.docket.paint import ref_width
from ui.frame.recordrow import note_width, paint_record
from ui.frame.theme import Theme
from ui.today.columns import RowColumns
from ui.today.rows import DayRow, Row
from ui.widgets.brush import Brush, Fonts
from ui.widgets.elided import plain_tooltip
from ui.widgets.rowring import GIVEN_FOCUS, RowRing

Role = Qt.ItemDataRole


class RowsModel(QAbstractListModel):
    """Rows in ready order. Their number is small: a band shows a few of each side."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, top to bottom."""
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows; where they are the same records, only their words change and the selection stays."""
        keys = [row.key for row in self._rows]
        if [row.key for row in rows] == keys:
            self._rows = tuple(rows)
            if keys:
                self.dataChanged.emit(self.index(0), self.index(len(keys) - 1))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_of(self, record_id: str) -> int | None:
        """The row of a record."""
        return next((place for place, row in enumerate(self._rows) if row.key == record_id), None)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """The row in one sentence."""
        if index.isValid() and role in (Role.DisplayRole, Role.AccessibleTextRole):
            return self._rows[index.row()].spoken
        return None


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


Key = Qt.Key
Index = QModelIndex | QPersistentModelIndex


class RowList(QListView):
    """Rows without a scroll bar of their own: the page scrolls. Up and down go on to the list above and below."""

    picked = Signal(object, str)
    """The records selected here by the user, and the one the keyboard is on."""
    opened = Signal(object)
    """A row was double-clicked, or Enter struck on it."""
    actionAsked = Signal(object)
    """What a row offers at its right was clicked, or Space struck on it."""
    left = Signal(int)
    """The keyboard goes on to the list above (-1) or below (1)."""
    headAsked = Signal()
    """The keyboard goes to the head of the band."""
    reached = Signal(QRect)
    """The rectangle of the current row, to be brought into sight."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._quiet = False
        self.rows_model = RowsModel(self)
        self._delegate = RowDelegate(theme, self)
        self._ring = RowRing(self, self._delegate)
        self.setModel(self.rows_model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAutoScroll(False)
        self.setProperty("ring", False)
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows_model.rows[index.row()]))

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self._delegate.set_theme(theme)
        self.viewport().update()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other rows."""
        self.rows_model.show(rows)
        self._ring.show()

    def set_places(self, places: RowColumns) -> None:
        """Where the parts of the rows stand."""
        self._delegate.places = places
        self.viewport().update()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self.rows_model.rows

    @property
    def wanted_height(self) -> int:
        """High enough for all rows."""
        return len(self.rows) * self._theme.height.row

    def choose(self, ids: Iterable[str]) -> None:
        """Select the rows of these records, as chosen elsewhere."""
        wanted = set(ids)
        model = self.selectionModel()
        self._quiet = True
        flags = QItemSelectionModel.SelectionFlag
        for place, row in enumerate(self.rows):
            held = set(row.ids)
            on = bool(held & wanted) if len(held) == 1 else held == wanted
            model.select(self.rows_model.index(place), flags.Select if on else flags.Deselect)
        self._quiet = False

    def selected_ids(self) -> tuple[str, ...]:
        """The records of the selected rows, top to bottom."""
        places = sorted(index.row() for index in self.selectedIndexes())
        return tuple(dict.fromkeys(one for place in places for one in self.rows[place].ids))

    def enter(self, *, last: bool = False) -> None:
        """Take the keyboard, on the first row or the last."""
        self._ring.by_keyboard = True
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        place = len(self.rows) - 1 if last else 0
        self.selectionModel().setCurrentIndex(
            self.rows_model.index(place), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self._reach()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell what the user selected."""
        super().selectionChanged(selected, deselected)
        if not self._quiet:
            row = self._current()
            one = row.ids[0] if row is not None and len(row.ids) == 1 else ""
            self.picked.emit(self.selected_ids(), one)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The ring follows."""
        super().currentChanged(current, previous)
        self._ring.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space does the row's action, Left goes to the band's head, Up and Down leave at the ends."""
        self._ring.by_keyboard = True
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and self._on_key(event.key()):
            event.accept()
        else:
            super().keyPressEvent(event)
            self._reach()
        self._ring.show()

    def _on_key(self, key: int) -> bool:
        row, place = self._current(), self.currentIndex().row()
        if key in (Key.Key_Up, Key.Key_Down):
            step = -1 if key == Key.Key_Up else 1
            if 0 <= place + step < len(self.rows):
                return False
            self.left.emit(step)
            return True
        if key == Key.Key_Left:
            self.headAsked.emit()
            return True
        if row is None or key not in (Key.Key_Return, Key.Key_Enter, Key.Key_Space):
            return False
        (self.actionAsked if key == Key.Key_Space else self.opened).emit(row)
        return True

    def _current(self) -> Row | None:
        index = self.currentIndex()
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def _reach(self) -> None:
        if self.currentIndex().isValid():
            self.reached.emit(self.visualRect(self.currentIndex()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the action does it; elsewhere it selects."""
        self._ring.by_keyboard = False
        super().mousePressEvent(event)
        self._ring.show()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the action."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and self._on_action(place):
            self.actionAsked.emit(self.rows[index.row()])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the pointer is lit, and its action underlined."""
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        self._hover(self.indexAt(place).row(), self._on_action(place))

    def _on_action(self, place: QPoint) -> bool:
        index = self.indexAt(place)
        if not index.isValid() or self.rows[index.row()].action is None:
            return False
        return self._delegate.places.part_at(place.x()) == "action"

    def _hover(self, row: int, over_action: bool) -> None:
        if (row, over_action) != (self._delegate.hovered, self._delegate.over_action):
            self._delegate.hovered, self._delegate.over_action = row, over_action
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over_action else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer may leave without a move."""
        super().leaveEvent(event)
        self._hover(-1, over_action=False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, not the list."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached by the keyboard, the current row shows its ring."""
        self._ring.by_keyboard = event.reason() in GIVEN_FOCUS
        super().focusInEvent(event)
        if self._ring.by_keyboard and not self.currentIndex().isValid() and self.rows:
            self.selectionModel().setCurrentIndex(self.rows_model.index(0), QItemSelectionModel.SelectionFlag.NoUpdate)
        self._ring.show()
        if self._ring.by_keyboard:
            self._reach()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring without the keyboard."""
        super().focusOutEvent(event)
        self._ring.show()

    def keyboardSearch(self, search: str) -> None:
        """Letters are for facts and the filter."""
