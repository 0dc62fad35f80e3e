"""The agenda as a list: a real item view, so that keyboard and screen reader reach every row of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QWidget
from PySide6.QtWidgets import QStyleOptionViewItem as Option

from model.outlook.time.almanac import AlmanacItem
from ui.calendar.agendarows import AgendaDayHead, AgendaEntry, Note, Row
from ui.calendar.marks import paint_item_mark
from ui.frame.recordrow import RecordRow, RowPart, paint_record
from ui.frame.theme import Theme
from ui.widgets.brush import Brush, Fonts
from ui.widgets.elided import plain_tooltip
from ui.widgets.icons import paint_icon
from ui.widgets.rowring import GIVEN_FOCUS, RowRing
from ui.widgets.scrollbar import QuietScrollBar

_HEAD = 28
_FOOT = 5
"""Below the last row of a day."""
_MARK = 14.0
_REF = 44.0
"""The right edge of the refs, from the left of the row."""
_TEXT = 52.0
_REF_GAP = 8.0
_HOLD = 14.0
_HOLD_GAP = 6.0


def row_high(row: Row, *, last: bool, theme: Theme) -> int:
    """How high a row is; the last of a day has air below it."""
    high = _HEAD if isinstance(row, AgendaDayHead) else theme.height.link_row
    return high + (_FOOT if last else 0)


def paint_agenda_row(brush: Brush, row: Row, line: QRectF, *, ruled: bool) -> None:
    """Paint a row on its ground; ``ruled`` says that a hairline stands over the head of a day."""
    if isinstance(row, AgendaDayHead):
        _paint_head(brush, row, line, ruled=ruled)
    elif isinstance(row, Note):
        x = line.left() + (_TEXT if row.indented else 0)
        brush.write(row.words, "small", brush.theme.text.second, x, line)
    else:
        _paint_entry(brush, row, line)


def _paint_head(brush: Brush, head: AgendaDayHead, row: QRectF, *, ruled: bool) -> None:
    theme = brush.theme
    if ruled:
        brush.painter.fillRect(QRectF(row.left(), row.top(), row.width(), 1), theme.line.hair)
    line = QRectF(row.left(), row.top() + 3, row.width(), _HEAD - 3)
    left = brush.write(head.distance, "small", theme.text.second, line.right(), line, right=True)
    line.setRight(left - 8)
    brush.write(head.words, "small*", theme.accent.base if head.looked else theme.text.first, line.left(), line)


def _paint_entry(brush: Brush, entry: AgendaEntry, line: QRectF) -> None:
    """Its mark, the refs right-aligned in their column (longer ones push the words on), what is said, and its hold."""
    theme, item, said = brush.theme, entry.item, entry.said
    paint_item_mark(brush.painter, QRectF(line.left(), line.top(), _MARK, line.height()), item, theme)
    right = line.right()
    if item.movable or item.fixed:
        right -= _HOLD
        hold = QRectF(right, line.top(), _HOLD, line.height())
        paint_icon(brush.painter, hold, "grip" if item.movable else "lock", theme.text.third)
        right -= _HOLD_GAP
    refs = max(_REF, _MARK + _REF_GAP + brush.width(said.refs, "strong")) if said.refs else _REF
    title = line.left() + refs + _REF_GAP
    row = RecordRow(ref=said.refs, title=said.words, done=not item.mark or item.done)
    places: dict[RowPart, QRectF] = {
        "ref": QRectF(line.left(), line.top(), refs, line.height()),
        "title": QRectF(title, line.top(), right - title, line.height()),
    }
    paint_record(brush, row, places)


Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_REACH = 12
"""How far the ground of a row goes past its ends."""


class AgendaModel(QAbstractListModel):
    """Only what falls on a day can be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def show(self, rows: tuple[Row, ...]) -> None:
        """Hold other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def item_at(self, index: Index) -> AlmanacItem | None:
        """What falls there."""
        row = self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None
        return row.item if isinstance(row, AgendaEntry) else None

    def row_of(self, key: str) -> int:
        """The row of an item; -1 where it is not there."""
        found = (place for place, row in enumerate(self.rows) if isinstance(row, AgendaEntry) and row.item.key == key)
        return next(found, -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and not isinstance(self.rows[index.row()], AgendaEntry):
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.rows[index.row()].spoken
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(self.rows[index.row()], AgendaEntry):
            return plain_tooltip(self.rows[index.row()].spoken)
        return None


class _Delegate(QStyledItemDelegate):
    """Paints the rows; the list tells it which one the keyboard is on, and how far in they stand, left and right."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self.theme = theme
        self._fonts: Fonts = {}
        self.insets = (0, 0)
        self.ringed = -1

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self.theme = theme
        self._fonts.clear()

    def sizeHint(self, option: Option, index: Index) -> QSize:
        rows = cast(AgendaModel, index.model()).rows
        last = index.row() + 1 == len(rows) or isinstance(rows[index.row() + 1], AgendaDayHead)
        return QSize(120, row_high(rows[index.row()], last=last, theme=self.theme))

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        state = QStyle.StateFlag
        row = cast(AgendaModel, index.model()).rows[index.row()]
        rect = QRectF(option.rect)
        line = rect.adjusted(self.insets[0], 0, -self.insets[1], 0)
        brush = Brush(painter, self.theme, self._fonts, selected=bool(option.state & state.State_Selected))
        painter.save()
        if isinstance(row, AgendaEntry):
            line.setHeight(self.theme.height.link_row)
            ground, active = line.adjusted(-_REACH, 0, _REACH, 0) & rect, bool(option.state & state.State_Active)
            brush.lay_ground(ground, active=active, hovered=bool(option.state & state.State_MouseOver))
        paint_agenda_row(brush, row, line, ruled=index.row() > 0)
        if isinstance(row, AgendaEntry) and index.row() == self.ringed:
            brush.draw_ring(line.adjusted(-5, 1, 5, -1), 0)
        painter.restore()


class AgendaList(QListView):
    """Up and down walk what falls, Enter opens it."""

    picked = Signal(object)
    """The item that was chosen by hand."""
    opened = Signal(object)
    """An item that was double-clicked, or Enter struck on it."""
    menuAsked = Signal(object, QPoint)
    """The item whose menu is wanted, and where."""

    def __init__(self, theme: Theme, name: str, inset: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self._inset = self._measure = 0
        self.rows_model = AgendaModel(self)
        self._delegate = _Delegate(theme, self)
        self._ring = RowRing(self, self._delegate)
        self.setModel(self.rows_model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBar(QuietScrollBar(Qt.Orientation.Vertical, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setProperty("ring", False)
        self.setStyleSheet("QListView { background: transparent; }")
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(name)
        self.doubleClicked.connect(self._open)
        self.set_inset(inset)

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._delegate.set_theme(theme)
        self.viewport().update()

    def set_inset(self, inset: int, measure: int = 0) -> None:
        """How far in the rows stand, left and right, and how wide they are at most. The scroll bar has the margin."""
        self._inset, self._measure = inset, measure
        self._place()

    def _place(self) -> None:
        right = self._inset - self.verticalScrollBar().sizeHint().width()
        if self._measure:
            right = max(right, self.viewport().width() - self._inset - self._measure)
        self._delegate.insets = (self._inset, max(right, 0))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width for the rows."""
        super().resizeEvent(event)
        self._place()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other rows; the place in the list stays where it can."""
        place, current = self.verticalScrollBar().value(), self.item
        self._quiet = True
        self.rows_model.show(rows)
        if current is not None and (row := self.rows_model.row_of(current.key)) >= 0:
            self.selectionModel().setCurrentIndex(
                self.rows_model.index(row), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        self._quiet = False
        self.verticalScrollBar().setValue(place)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self.rows_model.rows

    @property
    def item(self) -> AlmanacItem | None:
        """What the keyboard is on."""
        return self.rows_model.item_at(self.currentIndex())

    @property
    def wanted_height(self) -> int:
        """High enough for all rows."""
        return sum(self.sizeHintForRow(place) for place in range(len(self.rows)))

    def choose(self, ids: Collection[str]) -> None:
        """Select the rows of these records, as chosen elsewhere."""
        wanted, flag = frozenset(ids), QItemSelectionModel.SelectionFlag
        self._quiet = True
        selection = QItemSelection()
        for place, row in enumerate(self.rows):
            if isinstance(row, AgendaEntry) and row.item.ids and wanted.issuperset(row.item.ids):
                selection.select(self.rows_model.index(place), self.rows_model.index(place))
        self.selectionModel().select(selection, flag.ClearAndSelect)
        self._quiet = False

    def reveal(self, record_id: str) -> None:
        """Bring the first row of a record into sight."""
        for place, row in enumerate(self.rows):
            if isinstance(row, AgendaEntry) and record_id in row.item.ids:
                self.scrollTo(self.rows_model.index(place))
                return

    def enter(self) -> None:
        """Take the keyboard, on the first thing that falls."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.item is None:
            self._to_first()

    def _to_first(self) -> None:
        first = next((place for place, row in enumerate(self.rows) if isinstance(row, AgendaEntry)), None)
        if first is not None:
            index = self.rows_model.index(first)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell what was chosen by hand."""
        super().selectionChanged(selected, deselected)
        item = self.item
        if not self._quiet and item is not None:
            self.picked.emit(item)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The ring follows; scrolling to the first thing of a list shows its head too."""
        super().currentChanged(current, previous)
        self._ring.show()

    def _open(self, index: Index) -> None:
        item = self.rows_model.item_at(index)
        if item is not None:
            self.opened.emit(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        self._ring.by_keyboard = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)
        self._ring.show()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """No ring under the pointer."""
        self._ring.by_keyboard = False
        super().mousePressEvent(event)
        self._ring.show()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of what is under the pointer, or under the keyboard."""
        index, where = self.indexAt(event.pos()), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            where = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        item = self.rows_model.item_at(index)
        if item is not None:
            self.menuAsked.emit(item, where)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached by the keyboard, the current row shows its ring."""
        self._ring.by_keyboard = event.reason() in GIVEN_FOCUS
        super().focusInEvent(event)
        if self._ring.by_keyboard and self.item is None:
            self._to_first()
        self._ring.show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring without the keyboard."""
        super().focusOutEvent(event)
        self._ring.show()

    def keyboardSearch(self, search: str) -> None:
        """Letters are for facts and the filter."""
