"""The journal as rows: who, when, what, newest first, read as far as one scrolls."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from model.days.wording import say_day
from model.ledger.journal import JournalEntry
from model.ledger.ledger import Ledger

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

HEADS: Final = ("Entry", "When", "Who", "What")
PIECE: Final = 200
"""Entries read at a time."""


class JournalModel(QAbstractTableModel):
    """Entries of one ledger."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger: Ledger | None = None
        self._entries: list[JournalEntry] = []

    def show(self, ledger: Ledger | None) -> None:
        """Show the journal of ``ledger`` from its newest entry."""
        self.beginResetModel()
        self._ledger = ledger
        self._entries = list(ledger.journal(limit=PIECE)) if ledger else []
        self.endResetModel()

    def catch_up(self) -> None:
        """Take in what was written since, at the top; what is read already stays where it is."""
        if self._ledger is None:
            return
        newest = self._entries[0].seq if self._entries else 0
        fresh = [entry for entry in self._ledger.journal(limit=PIECE) if entry.seq > newest]
        if fresh:
            self.beginInsertRows(QModelIndex(), 0, len(fresh) - 1)
            self._entries[:0] = fresh
            self.endInsertRows()

    def entry(self, row: int) -> JournalEntry:
        """The entry of a row."""
        return self._entries[row]

    def rowCount(self, parent: Index | None = None) -> int:
        """How many entries are read."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index | None = None) -> int:
        """Number, moment, author, label."""
        return 0 if parent is not None and parent.isValid() else len(HEADS)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether older entries are left."""
        return not parent.isValid() and bool(self._entries) and self._entries[-1].seq > 1

    def fetchMore(self, parent: Index) -> None:
        """Read the next older ones."""
        if self._ledger is None or not self._entries:
            return
        older = self._ledger.journal(before=self._entries[-1].seq, limit=PIECE)
        if older:
            first = len(self._entries)
            self.beginInsertRows(QModelIndex(), first, first + len(older) - 1)
            self._entries += older
            self.endInsertRows()

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """One cell."""
        if not index.isValid() or role not in (Role.DisplayRole, Role.AccessibleTextRole):
            return None
        entry = self._entries[index.row()]
        words = (f"{entry.seq:,}", when_words(entry), entry.who, entry.label)[index.column()]
        return words if role == Role.DisplayRole else f"{HEADS[index.column()]}: {words}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """The heads."""
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return HEADS[section]
        return None


def when_words(entry: JournalEntry) -> str:
    """Day and time of an entry, on this machine's clock."""
    moment = entry.moment.astimezone()
    return f"{say_day(moment.date())}, {moment:%H:%M}"
