"""All readings of one test as a table: what the chart shows, for those who read rather than look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QSizePolicy, QTableView, QWidget

from model.outlook.covenants.financial import Result
from ui.covenants.content import ReadingRow
from ui.frame.theme import Theme
from ui.widgets.marks import mark_pixmap

Index = QModelIndex | QPersistentModelIndex
HEADS = ("as of", "result", "value", "required", "headroom", "how")
_FIGURES = (2, 3, 4)
_FOLD_FIRST = (HEADS.index("how"), HEADS.index("required"))
_MOST = 9


class ReadingsModel(QAbstractTableModel):
    """A row for each reading, the latest first."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.rows: Sequence[ReadingRow] = ()

    def show_rows(self, rows: Sequence[ReadingRow]) -> None:
        """Show other readings."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.cells[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADS[column]}: {row.cells[column]}"
        if role == Qt.ItemDataRole.DecorationRole and column == 1:
            return mark_pixmap(row.mark, self.theme)
        if role == Qt.ItemDataRole.ForegroundRole and column in (1, 4) and row.mark == "failing":
            return self.theme.tone("failing").fg
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        return None


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _FIGURES else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class ReadingTable(QTableView):
    """As high as its rows, up to some."""

    picked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.readings = ReadingsModel(theme, self)
        self.setModel(self.readings)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.height.row)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(True)
        head.setFixedHeight(theme.height.table_head)
        self.setAccessibleName("Readings")
        self.selectionModel().currentRowChanged.connect(lambda now, _: self._tell(now))

    def set_theme(self, theme: Theme) -> None:
        """Take colours from another theme."""
        self.readings.theme = theme
        self.viewport().update()

    def show_rows(self, rows: Sequence[ReadingRow]) -> None:
        """Show other readings."""
        self.readings.show_rows(rows)
        self._fold()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What the facts beside the chart say too gives way first."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        head = self.horizontalHeader()
        wide = [max(self.sizeHintForColumn(n), head.sectionSizeHint(n)) for n in range(len(HEADS))]
        spare = self.viewport().width() - sum(wide)
        for column in _FOLD_FIRST:
            self.setColumnHidden(column, spare < 0)
            if spare < 0:
                spare += wide[column]

    def choose(self, result: Result) -> None:
        """Mark the row of a reading without saying so."""
        place = next((n for n, row in enumerate(self.readings.rows) if row.result == result), -1)
        held = self.blockSignals(True)
        self.setCurrentIndex(self.readings.index(place, 0) if place >= 0 else QModelIndex())
        self.blockSignals(held)

    def sizeHint(self) -> QSize:
        rows = min(len(self.readings.rows), _MOST)
        bar = 10 if self.horizontalScrollBar().maximum() > 0 else 0
        return QSize(
            300, self.horizontalHeader().height() + rows * self.verticalHeader().defaultSectionSize() + bar + 2
        )

    def _tell(self, now: Index) -> None:
        if now.isValid() and not self.signalsBlocked():
            self.picked.emit(self.readings.rows[now.row()].result)
