"""One side of a band as a list: a real item view, so that keyboard and screen reader reach every row."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from ui.frame.theme import Theme
from ui.today.columns import RowColumns
from ui.today.delegate import RowDelegate
from ui.today.listmodel import RowsModel
from ui.today.rows import Row

Key = Qt.Key
Index = QModelIndex | QPersistentModelIndex
_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


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
        self._by_keyboard = False
        self.rows_model = RowsModel(self)
        self._delegate = RowDelegate(theme, self)
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
        self._show_ring()

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
        self._by_keyboard = True
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
        self._show_ring()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space does the row's action, Left goes to the band's head, Up and Down leave at the ends."""
        self._by_keyboard = True
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and self._on_key(event.key()):
            event.accept()
        else:
            super().keyPressEvent(event)
            self._reach()
        self._show_ring()

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
        self._by_keyboard = False
        super().mousePressEvent(event)
        self._show_ring()

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
        self._by_keyboard = event.reason() in _BY_KEY
        super().focusInEvent(event)
        if self._by_keyboard and not self.currentIndex().isValid() and self.rows:
            self.selectionModel().setCurrentIndex(self.rows_model.index(0), QItemSelectionModel.SelectionFlag.NoUpdate)
        self._show_ring()
        if self._by_keyboard:
            self._reach()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring without the keyboard."""
        super().focusOutEvent(event)
        self._show_ring()

    def keyboardSearch(self, search: str) -> None:
        """Letters are for facts and the filter."""

    def _show_ring(self) -> None:
        shown = self._by_keyboard and self.hasFocus() and self.currentIndex().isValid()
        row = self.currentIndex().row() if shown else -1
        if row != self._delegate.ringed:
            self._delegate.ringed = row
            self.viewport().update()
