"""The list of reminders: a real item view, so that keyboard and screen reader reach every row and what it offers."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from ui.frame.theme import Theme
from ui.reminders.list.delegate import ReminderAction, ReminderDelegate
from ui.reminders.list.rows import ReminderListRow, RemindersModel
from ui.widgets.menuplace import index_asked
from ui.widgets.rowring import KEYBOARD_FOCUS, RowRing

Key = Qt.Key
_KEYS = {Key.Key_Return: "open", Key.Key_Enter: "open", Key.Key_A: "acknowledge", Key.Key_S: "snooze"}


class ReminderList(QListView):
    """Enter opens, A acknowledges and S snoozes what is selected; each row offers the same at its right."""

    asked = Signal(str, object, object)
    """An action, the rows it is for, and where on the screen a menu would drop down."""
    selectionMade = Signal()
    menuAsked = Signal(QPoint)
    """The menu on the selected rows is wanted, at a place of the screen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = RemindersModel(self)
        self._delegate = ReminderDelegate(theme, self)
        self._ring = RowRing(self, self._delegate)
        self._quiet = False
        self.setModel(self.shown)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Reminders")
        self.setAccessibleDescription("Enter opens the record, A acknowledges, S snoozes.")
        self.setObjectName("reminders.list")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setProperty("ring", False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(lambda index: self._ask("open", self.shown.row_at(index.row())))

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._delegate.set_theme(theme)
        self.viewport().update()

    def show_rows(self, rows: tuple[ReminderListRow, ...]) -> None:
        """Show other rows; what is still there stays selected, and the keyboard stays near where it was."""
        chosen = {row.key for row in self.selected_rows()}
        place, current = self.currentIndex().row(), self.shown.row_at(self.currentIndex().row())
        scrolled = self.verticalScrollBar().value()
        self._quiet = True
        if self.shown.show(rows):
            self._choose_again(chosen, place, current)
            self.verticalScrollBar().setValue(scrolled)
        self._quiet = False
        self._ring.show()
        self.selectionMade.emit()

    def _choose_again(self, chosen: Set[object], place: int, current: ReminderListRow | None) -> None:
        flags = QItemSelectionModel.SelectionFlag
        model = self.selectionModel()
        for where, line in enumerate(self.shown.lines):
            if isinstance(line, ReminderListRow) and line.key in chosen:
                model.select(self.shown.index(where), flags.Select)
        if current is None:
            return
        there = self.shown.place_of(current.key)
        if there is None:
            there = next((at for at in range(max(place, 0), len(self.shown.lines)) if self.shown.row_at(at)), None)
        if there is None:
            there = next((at for at in reversed(range(len(self.shown.lines))) if self.shown.row_at(at)), None)
        if there is not None:
            model.setCurrentIndex(self.shown.index(there), flags.NoUpdate if chosen else flags.ClearAndSelect)
            if not model.selectedIndexes():
                model.select(self.shown.index(there), flags.Select)

    def selected_rows(self) -> tuple[ReminderListRow, ...]:
        """The selected rows, top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(row for place in places if (row := self.shown.row_at(place)) is not None)

    def select_first(self) -> None:
        """Put the keyboard on the first row."""
        for place in range(len(self.shown.lines)):
            if self.shown.row_at(place) is not None:
                self.selectionModel().setCurrentIndex(
                    self.shown.index(place), QItemSelectionModel.SelectionFlag.ClearAndSelect
                )
                return

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that something else is selected."""
        super().selectionChanged(selected, deselected)
        self._ring.show()
        if not self._quiet:
            self.selectionMade.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, A and S do what the buttons do."""
        self._ring.by_keyboard = True
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        action = _KEYS.get(Key(event.key())) if plain else None
        if action is None:
            super().keyPressEvent(event)
        elif self.selected_rows():
            event.accept()
            self.asked.emit(action, self.selected_rows(), self._below(self.currentIndex().row()))
        self._ring.show()

    def keyboardSearch(self, search: str) -> None:
        """Letters do what the actions do."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on an action selects nothing: it is for its row alone."""
        self._ring.by_keyboard = False
        if self._action_at(event.position().toPoint()) is None:
            super().mousePressEvent(event)
        self._ring.show()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on an action."""
        found = self._action_at(event.position().toPoint())
        if found is None or event.button() != Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
            return
        row, action = found
        corner = self.viewport().mapToGlobal(action.rect.bottomLeft().toPoint())
        self.asked.emit(action.key, (row,), corner)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks on an action are no wish to open."""
        if self._action_at(event.position().toPoint()) is None:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the pointer is lit, and the action under it underlined."""
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        found = self._action_at(place)
        index = self.indexAt(place)
        self._hover(index.row() if self.shown.row_at(index.row()) else -1, found[1].key if found else "")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu on what is selected."""
        index, place = index_asked(self, event)
        if self.shown.row_at(index.row()) is not None:
            self.menuAsked.emit(place)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer may leave without a move."""
        super().leaveEvent(event)
        self._hover(-1, "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached by the keyboard, the current row shows its ring."""
        self._ring.by_keyboard = event.reason() in KEYBOARD_FOCUS
        if self.shown.row_at(self.currentIndex().row()) is None:
            self.select_first()
        super().focusInEvent(event)
        self._ring.show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring without the keyboard."""
        super().focusOutEvent(event)
        self._ring.show()

    def _ask(self, action: str, row: ReminderListRow | None) -> None:
        if row is not None and (action, "Open") in row.actions:
            self.asked.emit(action, (row,), self._below(self.shown.place_of(row.key) or 0))

    def _below(self, place: int) -> QPoint:
        rect = self.visualRect(self.shown.index(place))
        return self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(24, 0))

    def _action_at(self, place: QPoint) -> tuple[ReminderListRow, ReminderAction] | None:
        index = self.indexAt(place)
        row = self.shown.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        rect = self.visualRect(index)
        whole = QRectF(0, rect.top(), self.width(), rect.height())
        actions = self._delegate.actions_at(row, whole)
        return next(((row, action) for action in actions if action.rect.contains(place.toPointF())), None)

    def _hover(self, row: int, action: str) -> None:
        if (row, action) != (self._delegate.hovered, self._delegate.over_action):
            self._delegate.hovered, self._delegate.over_action = row, action
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if action else Qt.CursorShape.ArrowCursor)
            self.viewport().update()
