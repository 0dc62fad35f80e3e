"""Rows under heads, as a list shows what changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class ChangesModel(QAbstractListModel):
    """What changes, row by row. A head is a string, and cannot be selected."""

    rows: Sequence[Any] = ()

    def spoken(self, row: Any) -> str:
        """A row in words, for its tooltip and for a screen reader."""
        raise NotImplementedError

    def ends_group(self, place: int) -> bool:
        """Whether a head, or nothing, follows a row."""
        return place + 1 >= len(self.rows) or isinstance(self.rows[place + 1], str)

    def words(self, place: int) -> str:
        """A head or a row in words."""
        row = self.rows[place]
        return row if isinstance(row, str) else self.spoken(row)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or role not in (Role.DisplayRole, Role.AccessibleTextRole):
            return None
        return self.words(index.row())

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)
