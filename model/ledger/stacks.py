"""What can be undone and redone, read from the journal: which entries stand and which were taken back."""

from __future__ import annotations

import sqlite3
from typing import Self

from model.ledger.journal import NOTHING
from model.ledger.store import OPTIONAL_NUMBER, fitting


class Stacks:
    """The entries that stand, and those taken back since the last new change, each oldest first.

    The first entry, which made the docket, is never undone.
    """

    def __init__(self) -> None:
        self._standing: list[int] = []
        self._taken_back: list[int] = []

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> Self:
        """Read them from the journal's numbers alone."""
        stacks = cls()
        query = "SELECT seq, undoes, redoes FROM journal INDEXED BY journal_step WHERE seq > 0"
        types = (int, OPTIONAL_NUMBER, OPTIONAL_NUMBER)
        rows = [fitting(row, "a journal entry", *types) for row in connection.execute(query)]
        for seq, undoes, redoes in sorted(rows, key=lambda row: row[0]):
            stacks.push(seq, undoes, redoes)
        return stacks

    @property
    def undo(self) -> int | None:
        """The entry that undo would take back."""
        return self._standing[-1] if self._standing else None

    @property
    def redo(self) -> int | None:
        """The entry that redo would bring back."""
        return self._taken_back[-1] if self._taken_back else None

    def push(self, seq: int, undoes: int | None, redoes: int | None) -> None:
        """Take in one more entry; a note changes neither."""
        if undoes == NOTHING:
            return
        if undoes is not None:
            self._taken_back.append(self._standing.pop())
        elif redoes is not None:
            self._standing.append(self._taken_back.pop())
        elif seq > 1:
            self._standing.append(seq)
            self._taken_back.clear()
