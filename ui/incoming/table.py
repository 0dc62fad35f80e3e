"""The table of proposals: a tick a row, its day, what it is called, how it goes on, and what is to be looked at."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.frame.theme import Theme
from ui.incoming.model import DAY, HEADS, PERFORMED, REMARKS, TICK, TITLE, WHEN, ProposalRow, ProposalsModel
from ui.widgets.brush import Brush, Fonts
from ui.widgets.icons import paint_icon
from ui.widgets.scrollbar import QuietScrollBar

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag

EDGE = 16
"""From the table's left to the first box."""
_WIDTHS = {TICK: EDGE + 26, DAY: 130, WHEN: 176, REMARKS: 148, PERFORMED: 86}
_TITLE_LEAST = 170
_FOLD_FIRST = (WHEN,)
_BOX = 16
_PAD = 8


class ProposalsTable(QTableView):
    """Space ticks what is selected; D has it recorded as performed, where the file says on which day."""

    picked = Signal(int)
    """The row that the keyboard is on, -1 where there is none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.shown = ProposalsModel(self)
        self._heads = _Heads(theme, self)
        self._delegate = _IncomingDelegate(theme, self)
        self.setHorizontalHeader(self._heads)
        self.setItemDelegate(self._delegate)
        self.setModel(self.shown)
        self.setAccessibleName("Proposals")
        self.setObjectName("import.table")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(QuietScrollBar(Qt.Orientation.Vertical, self))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.height.row)
        self.clicked.connect(self._clicked)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self.picked.emit(now.row()))
        self.shown.modelReset.connect(self._fit)

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self._delegate = _IncomingDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self._heads.set_theme(theme)

    def begin(self) -> None:
        """Put the keyboard on the first row."""
        if self.shown.rows:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self.shown.index(0, TITLE), flags)

    def selected_rows(self) -> list[int]:
        """The rows that are selected, in their order."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            rows = self.selected_rows()
            self.shown.choose(rows, on=not all(self.shown.is_chosen(row) for row in rows))
        elif event.key() == Qt.Key.Key_D and not event.modifiers():
            rows = [row for row in self.selected_rows() if self.shown.rows[row].performable]
            on = not all(self.shown.is_performed(row) for row in rows)
            for row in rows:
                self.shown.perform(row, on=on)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _clicked(self, index: QModelIndex) -> None:
        """Anywhere in the cell of a box."""
        if not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return
        on = index.data(Qt.ItemDataRole.CheckStateRole) != Qt.CheckState.Checked
        if index.column() == TICK:
            self.shown.choose([index.row()], on=on)
        else:
            self.shown.perform(index.row(), on=on)

    def _fit(self) -> None:
        """The title takes what the others leave; a column without a word, or without room, is folded."""
        rows = self.shown.rows
        empty = {
            WHEN: not any(row.when for row in rows),
            REMARKS: not any(row.remarks for row in rows),
            PERFORMED: not any(row.performable for row in rows),
        }
        shown = [column for column in _WIDTHS if not empty.get(column, False)]
        for column in _FOLD_FIRST:
            if self.viewport().width() - sum(_WIDTHS[one] for one in shown) < _TITLE_LEAST and column in shown:
                shown.remove(column)
        for column in range(len(HEADS)):
            self.setColumnHidden(column, column != TITLE and column not in shown)
        for column in shown:
            self.setColumnWidth(column, _WIDTHS[column])
        self.setColumnWidth(TITLE, max(self.viewport().width() - sum(_WIDTHS[one] for one in shown), 60))


class _Heads(QHeaderView):
    """Heads in small caps on the table's own ground, over a strong hairline."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(10)
        self.setFixedHeight(theme.height.table_head)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        painter.fillRect(rect, self._theme.surface.view)
        inset = EDGE if logical == TICK else 0
        line = QRectF(rect.left() + inset, rect.bottom(), rect.width() - inset, 1)
        painter.fillRect(line, self._theme.line.strong)
        font = self._theme.font("label")
        measure = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._theme.text.third)
        left = rect.left() + _PAD
        base = rect.top() + (rect.height() + measure.xHeight()) / 2
        painter.drawText(round(left), round(base), HEADS[logical])


class _IncomingDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: ProposalsTable) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._fonts: Fonts = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = cast(ProposalsModel, index.model())
        row, rect = model.rows[index.row()], QRectF(option.rect)
        first, selected = index.column() == TICK, bool(option.state & State.State_Selected)
        brush = Brush(painter, self._theme, self._fonts, selected=selected)
        brush.lay_ground(rect, active=self._view.hasFocus(), edge=first)
        if not selected:
            left = EDGE if first else 0
            line = QRectF(rect.left() + left, rect.bottom() - 1, rect.width() - left, 1)
            painter.fillRect(line, self._theme.line.grid)
        cell = rect.adjusted(_PAD, 0, -_PAD, 0)
        painter.save()
        match index.column():
            case 0:
                box = QRectF(rect.left() + EDGE, rect.center().y() - _BOX / 2, _BOX, _BOX)
                self._paint_box(painter, box, on=model.is_chosen(index.row()), enabled=not row.ref)
            case 1:
                self._paint_day(brush, cell, row)
            case 2:
                self._paint_title(brush, cell, row, chosen=model.is_chosen(index.row()))
            case 3:
                brush.write(row.when, "small", self._theme.text.second, cell.left(), cell)
            case 4:
                brush.write(row.remarks, "small", self._theme.text.second, cell.left(), cell)
            case _ if row.performable:
                box = QRectF(cell.left(), rect.center().y() - _BOX / 2, _BOX, _BOX)
                self._paint_box(painter, box, on=model.is_performed(index.row()), enabled=True)
        painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """The table ticks, by key and by click; twice would be not at all."""
        return False

    def _paint_box(self, painter: QPainter, box: QRectF, *, on: bool, enabled: bool) -> None:
        """As a check box of the style looks."""
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = theme.accent.base if on else theme.line.control if enabled else theme.line.strong
        painter.setPen(QPen(line, 1))
        painter.setBrush(theme.accent.base if on else theme.surface.field if enabled else theme.surface.view)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if on:
            paint_icon(painter, box.adjusted(1, 1, -1, -1), "check", theme.text.on_accent)

    def _paint_day(self, brush: Brush, cell: QRectF, row: ProposalRow) -> None:
        text = self._theme.text
        if row.proposal.day is None:
            brush.write("no day stated", "body", text.third, cell.left(), cell)
            return
        brush.write_day(row.proposal.day, cell.left(), cell, text.first)

    def _paint_title(self, brush: Brush, cell: QRectF, row: ProposalRow, *, chosen: bool) -> None:
        """Its title; a task says that it is one."""
        text = self._theme.text
        word = "task" if row.proposal.component == "task" else ""
        spare = brush.width(word, "small") + 8 if word else 0
        ink = text.first if chosen else text.second
        end = brush.write(row.proposal.title, "body", ink, cell.left(), cell.adjusted(0, 0, -spare, 0))
        brush.write(word, "small", text.third, end + 8, cell)
