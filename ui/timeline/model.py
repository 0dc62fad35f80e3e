"""The records of the timeline as a list, in the order of its rows: what the keyboard and screen readers walk."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class EntryModel(QAbstractListModel):
    """Says of each record what its row shows."""

    def __init__(self, speak: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speak = speak
        self._ids: tuple[str, ...] = ()
        self._places: Mapping[str, int] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """The records in order."""
        return self._ids

    def show(self, ids: tuple[str, ...]) -> None:
        """Hold other records, or the same ones as they stand now."""
        if ids == self._ids:
            if ids:
                self.dataChanged.emit(self.index(0), self.index(len(ids) - 1))
            return
        self.beginResetModel()
        self._ids = ids
        self._places = {one: place for place, one in enumerate(ids)}
        self.endResetModel()

    def id_of(self, index: Index) -> str:
        """The record of an index."""
        return self._ids[index.row()] if index.isValid() and index.row() < len(self._ids) else ""

    def index_of(self, record_id: str) -> QModelIndex:
        """The index of a record; none where it is not shown."""
        place = self._places.get(record_id)
        return QModelIndex() if place is None else self.index(place)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return self._speak(self.id_of(index)) if index.isValid() else None
