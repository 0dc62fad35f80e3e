"""The comparison as the rows of a list: each effect under its head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.whatif.words import Compared, rows_under_heads

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class ComparedModel(QAbstractListModel):
    """What would stand otherwise."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.compared: tuple[Compared, ...] = ()
        self.rows: Sequence[Compared | str] = ()
        self._room = 0.0

    def show_rows(self, compared: tuple[Compared, ...]) -> None:
        """Show another comparison."""
        self.beginResetModel()
        self.compared, self.rows, self._room = compared, tuple(rows_under_heads(compared)), 0.0
        self.endResetModel()

    def ref_room(self, theme: Theme) -> float:
        """The width of the longest ref, measured once for what is shown."""
        if not self._room:
            measure = QFontMetricsF(theme.font("strong"))
            self._room = max((measure.horizontalAdvance(one.ref) for one in self.compared), default=0.0)
        return self._room

    def ends_group(self, row: int) -> bool:
        """Whether a head, or nothing, follows a row."""
        return row + 1 >= len(self.rows) or isinstance(self.rows[row + 1], str)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or role not in (Role.DisplayRole, Role.AccessibleTextRole):
            return None
        row = self.rows[index.row()]
        return row if isinstance(row, str) else row.spoken

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)
