"""The rows of one side of a band as a list model: one item a row, read out as one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.today.rows import Row

Index = QModelIndex | QPersistentModelIndex
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
