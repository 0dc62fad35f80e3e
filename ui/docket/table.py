"""The docket's table: a real table view, so that keyboard and screen reader reach every row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.docket.columns import COLUMNS, INDEX
from ui.docket.delegate import DocketDelegate
from ui.docket.header import DocketHeader
from ui.docket.layout import ColumnLayout, lay_out_columns, title_room
from ui.docket.model import DocketModel
from ui.docket.widths import column_widths, least_widths
from ui.filter.arrangement import GROUP_MARK
from ui.filter.snapshot import Snapshot
from ui.frame.theme import Theme
from ui.widgets.rowring import KEYBOARD_FOCUS, RowRing
from ui.widgets.scrollbar import QuietScrollBar

Key = Qt.Key
Index = QModelIndex | QPersistentModelIndex


class DocketTable(QTableView):
    """Shows a :class:`DocketModel`; keeps what is selected, current and in sight through every change of rows."""

    picked = Signal(object, str)
    """What the user selected: ids, and the current one (or nothing on a group)."""
    opened = Signal(str)
    """A record was double-clicked, or Enter struck on it."""
    foldChanged = Signal(int)
    """How many of the wanted columns are folded."""

    def __init__(self, model: DocketModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._wanted = frozenset(column.key for column in COLUMNS)
        self._parked: tuple[str, ...] = ()
        self._kept: tuple[tuple[str, ...], str] = ((), "")
        self._anchor: tuple[list[str], int] = ([], 0)
        self._quiet = False
        self._groups: list[int] = []
        self._room = self.width()
        self._layout = ColumnLayout({}, frozenset())
        self._fitted: Snapshot | None = None
        self._header = DocketHeader(theme, self)
        self._delegate = DocketDelegate(theme, self)
        self._ring = RowRing(self, self._delegate)
        self._widths = column_widths(self._model.snapshot, self._theme)
        self._header.set_least(least_widths(self._theme))
        self._set_up()
        model.arranging.connect(self._before)
        model.arranged.connect(self._after)
        self._header.changed.connect(self._fold)

    def _set_up(self) -> None:
        self.setHorizontalHeader(self._header)
        self.setItemDelegate(self._delegate)
        self.setModel(self._model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, in the margin, so that the right edge of the rows stays where it is.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBar(QuietScrollBar(Qt.Orientation.Vertical, self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName("Docket")
        self.setProperty("ring", False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(self._theme.height.row)
        self.verticalScrollBar().setSingleStep(self._theme.height.row)
        self.doubleClicked.connect(self._double_clicked)

    @property
    def docket_model(self) -> DocketModel:
        """The model it shows."""
        return self._model

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self._delegate.set_theme(theme)
        self._header.set_theme(theme)
        self.viewport().update()

    def set_wanted(self, keys: Iterable[str]) -> None:
        """Show these columns, as far as there is room."""
        fixed = {column.key for column in COLUMNS if column.fixed}
        self._wanted = frozenset(keys) | fixed
        self._fold()

    @property
    def heads(self) -> DocketHeader:
        """The heads of the columns, with the widths that the user gave."""
        return self._header

    @property
    def folded_columns(self) -> frozenset[str]:
        """Columns that are wanted and have no room."""
        return self._layout.folded

    @property
    def shown_columns(self) -> tuple[str, ...]:
        """The columns on the screen, left to right."""
        return tuple(column.key for column in COLUMNS if column.key in self._wanted - self._layout.folded)

    def selected_ids(self) -> tuple[str, ...]:
        """The selected records, top to bottom."""
        rows = sorted(
            row
            for part in cast(list[QItemSelectionRange], self.selectionModel().selection())
            for row in range(part.top(), part.bottom() + 1)
            if not self._model.key(row).startswith(GROUP_MARK)
        )
        return tuple(dict.fromkeys(self._model.key(row) for row in rows))

    def current_key(self) -> str:
        """The record or group that the keyboard is on, or nothing."""
        index = self.currentIndex()
        return self._model.key(index.row()) if index.isValid() else ""

    def choose(self, ids: Iterable[str], current: str) -> None:
        """Select from outside: a link in the inspector, the palette, another view."""
        wanted = tuple(ids)
        if wanted == self.selected_ids() and current in (self.current_key(), ""):
            return
        self._parked = tuple(one for one in wanted if self._model.row_of(one) is None)
        self._select(wanted, current)
        if current and self._model.row_of(current) is not None:
            self.scrollTo(self.currentIndex())

    def _select(self, ids: Iterable[str], current: str) -> None:
        selection = QItemSelection()
        last = len(COLUMNS) - 1
        for one in ids:
            row = self._model.row_of(one)
            if row is not None:
                selection.select(self._model.index(row, 0), self._model.index(row, last))
        self._quiet = True
        row = self._model.row_of(current) if current else None
        model = self.selectionModel()
        if row is not None:
            model.setCurrentIndex(self._model.index(row, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._quiet = False
        self._ring.show()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell what the user selected."""
        super().selectionChanged(selected, deselected)
        self._tell()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The keyboard's ring follows."""
        super().currentChanged(current, previous)
        self._ring.show()

    def _tell(self) -> None:
        if self._quiet:
            return
        self._parked = ()
        key = self.current_key()
        self.picked.emit(self.selected_ids(), "" if key.startswith(GROUP_MARK) else key)

    def _before(self) -> None:
        self._kept = ((*self.selected_ids(), *self._parked), self.current_key())
        self._anchor = self._find_anchor()
        self._quiet = True

    def _after(self) -> None:
        self._set_groups()
        self._fit()
        ids, current = self._kept
        self._parked = tuple(one for one in ids if self._model.row_of(one) is None)
        if self.selected_ids() != tuple(one for one in ids if one not in self._parked):
            self._select(ids, current)
        elif current and current != self.current_key():
            self._select(self.selected_ids(), current)
        self._quiet = False
        self._keep_in_sight()
        self._ring.show()
        self.picked.emit(self.selected_ids(), "")

    def _set_groups(self) -> None:
        """Groups span all columns and are higher. The view moves neither when rows change places."""
        rows = self.verticalHeader()
        groups = self._model.group_rows()
        self.clearSpans()
        for row in groups:
            self.setSpan(row, 0, 1, len(COLUMNS))
        tall, plain = self._theme.height.row_group, self._theme.height.row
        high = set(groups)
        for row in {*self._groups, *groups}:
            if row < self._model.rowCount():
                wanted = tall if row in high else plain
                if rows.sectionSize(row) != wanted:
                    rows.resizeSection(row, wanted)
        self._groups = groups

    def _fit(self) -> None:
        """Make room for the longest ref, distance and owner of what is shown."""
        snapshot = self._model.snapshot
        if snapshot is self._fitted:
            return
        self._fitted = snapshot
        refs = (node.ref for node in snapshot.docket.nodes())
        longest = max(refs, key=len, default="")
        self._delegate.set_longest_ref(longest.removeprefix(snapshot.prefix))
        self._header.title_inset = self._delegate.ref_room
        self._widths = column_widths(self._model.snapshot, self._theme)
        self._fold()

    def _find_anchor(self) -> tuple[list[str], int]:
        """What must stay where it is: the current row if it is in sight, else the topmost one.

        The rows below come after it, for the case that it goes.
        """
        top = self.rowAt(0)
        if top < 0:
            return [], 0
        bottom = self.rowAt(self.viewport().height() - 1)
        last = bottom if bottom >= 0 else self._model.rowCount() - 1
        current = self.currentIndex().row()
        first = current if top < current <= last else top
        keys = [self._model.key(row) for row in range(first, last + 1)]
        return keys, self.rowViewportPosition(first)

    def _keep_in_sight(self) -> None:
        keys, offset = self._anchor
        self.updateGeometries()
        bar = self.verticalScrollBar()
        for key in keys:
            row = self._model.row_of(key)
            if row is not None:
                bar.setValue(self.verticalHeader().sectionPosition(row) - offset)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title takes what the other columns leave."""
        super().resizeEvent(event)
        self._room = self._delegate.room = event.size().width()
        self._fold()

    def _fold(self) -> None:
        header, own = self._header, self._widths
        title = title_room(own, self._delegate.ref_room, self._theme)
        held = self._layout.folded if header.is_dragging else None
        layout = lay_out_columns(own, header.chosen, self._wanted, self._room, title, self._theme, kept_folded=held)
        header.taking_least = title.least
        if layout != self._layout:
            self._show_layout(layout)

    def _show_layout(self, layout: ColumnLayout) -> None:
        self._layout = layout
        for index, column in enumerate(COLUMNS):
            self._header.setSectionHidden(index, column.key not in layout.widths)
            if column.key in layout.widths:
                self._header.resizeSection(index, layout.widths[column.key])
        self._delegate.last_column = max(INDEX[key] for key in layout.widths)
        self.viewport().update()
        self.foldChanged.emit(len(layout.folded))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the pointer is lit."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer may leave without a move."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a group's head opens or shuts it."""
        self._ring.by_keyboard = False
        index = self.indexAt(event.position().toPoint())
        group = self._model.group(index.row()) if index.isValid() else None
        if group is not None and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._model.toggle(group.key)
            return
        super().mousePressEvent(event)
        self._ring.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right shut and open groups, Enter opens a record."""
        self._ring.by_keyboard = True
        if self._on_group_key(event.key()) or self._on_record_key(event):
            event.accept()
        else:
            super().keyPressEvent(event)
        self._ring.show()

    def _on_group_key(self, key: int) -> bool:
        index = self.currentIndex()
        group = self._model.group(index.row()) if index.isValid() else None
        if group is None:
            return False
        flips = {Key.Key_Return, Key.Key_Enter, Key.Key_Space, Key.Key_Right if group.shut else Key.Key_Left}
        if key in flips:
            self._model.toggle(group.key)
            return True
        return key in (Key.Key_Left, Key.Key_Right)

    def _on_record_key(self, event: QKeyEvent) -> bool:
        key = self.current_key()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not key or not plain:
            return False
        if event.key() in (Key.Key_Return, Key.Key_Enter):
            self.opened.emit(key)
            return True
        if event.key() == Key.Key_Left:
            self._go_to_group(key)
        return event.key() in (Key.Key_Left, Key.Key_Right)

    def _go_to_group(self, record_id: str) -> None:
        group = self._model.group_of(record_id)
        row = self._model.row_of(group.key) if group else None
        if row is not None:
            self.selectionModel().setCurrentIndex(self._model.index(row, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(self._model.index(row, 0))

    def keyboardSearch(self, search: str) -> None:
        """Letters are for shortcuts and the filter."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached by Tab, the current row shows its ring."""
        self._ring.by_keyboard = event.reason() in KEYBOARD_FOCUS
        super().focusInEvent(event)
        # A click goes to its own row; only the keyboard needs one to start from.
        if self._ring.by_keyboard and not self.currentIndex().isValid() and self._model.rowCount():
            first = self._model.index(max(self.rowAt(0), 0), 0)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._ring.show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring without the keyboard."""
        super().focusOutEvent(event)
        self._ring.show()

    def _double_clicked(self, index: QModelIndex) -> None:
        key = self._model.key(index.row())
        if not key.startswith(GROUP_MARK):
            self.opened.emit(key)
