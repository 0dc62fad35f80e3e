"""A reminder as a row of the list shows it: all in ready words, one row for each record in each section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Literal

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.frame.recordrow import RecordRow

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class RingingHead(Struct, frozen=True):
    """The name of a section and how many reminders it has."""

    name: str
    count: int


class RemindersModel(QAbstractListModel):
    """Heads and rows, top to bottom. A section without rows has no head."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[ReminderListRow | RingingHead, ...] = ()

    @property
    def rows(self) -> tuple[ReminderListRow, ...]:
        """The rows without the heads."""
        return tuple(line for line in self.lines if isinstance(line, ReminderListRow))

    def show(self, rows: Sequence[ReminderListRow]) -> bool:
        """Show other rows. False: they are the same records in the same places, and only their words changed."""
        lines = tuple(_with_heads(rows))
        if [_key(line) for line in lines] == [_key(line) for line in self.lines]:
            self.lines = lines
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return False
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()
        return True

    def row_at(self, place: int) -> ReminderListRow | None:
        """The row at a place, None for a head or beyond the end."""
        line = self.lines[place] if 0 <= place < len(self.lines) else None
        return line if isinstance(line, ReminderListRow) else None

    def place_of(self, key: object) -> int | None:
        """Where the row of a key stands."""
        found = (
            place for place, line in enumerate(self.lines) if isinstance(line, ReminderListRow) and line.key == key
        )
        return next(found, None)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """The line in one sentence."""
        if not index.isValid() or role not in (Role.DisplayRole, Role.AccessibleTextRole):
            return None
        line = self.lines[index.row()]
        return line.spoken if isinstance(line, ReminderListRow) else f"{line.name}, {line.count}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A head is read, and never selected."""
        if index.isValid() and isinstance(self.lines[index.row()], RingingHead):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


def _with_heads(rows: Sequence[ReminderListRow]) -> Iterator[ReminderListRow | RingingHead]:
    for section, name in SECTIONS:
        held = [row for row in rows if row.section == section]
        if held:
            yield RingingHead(name, sum(row.count for row in held))
            yield from held


def _key(line: ReminderListRow | RingingHead) -> object:
    return line.key if isinstance(line, ReminderListRow) else line.name


Section = Literal["due", "snoozed", "coming"]
SECTIONS: tuple[tuple[Section, str], ...] = (
    ("due", "Due now"),
    ("snoozed", "Snoozed"),
    ("coming", "Coming in the next 30 days"),
)
ROW_ACTIONS: dict[Section, tuple[tuple[str, str], ...]] = {
    "due": (("open", "Open"), ("snooze", "Snooze"), ("acknowledge", "Acknowledge")),
    "snoozed": (("open", "Open"), ("acknowledge", "Acknowledge")),
    "coming": (("open", "Open"),),
}
"""What a row of a section offers: keys and words."""


class ReminderListRow(Struct, frozen=True, kw_only=True):
    """The reminders of one record in one section. ``record`` is empty for what is about no record, the self-test."""

    section: Section
    keys: tuple[str, ...]
    """The ids of the reminders, newest first."""
    record: str
    count: int = 1
    """For how many occasions they are: a record may be due, and its work have been to start."""
    standing: str = ""
    share: float | None = None
    ref: str = ""
    title: str
    due: date | None = None
    distance: str = ""
    near: bool = False
    why: str
    whom: str
    """To whom it went and since when it waits, or when it comes."""

    @property
    def row(self) -> RecordRow:
        """What is painted of its record."""
        return RecordRow(
            mark=self.standing,
            share=self.share,
            day=self.due,
            distance=self.distance,
            near=self.near,
            ref=self.ref,
            title=self.title,
        )

    @property
    def key(self) -> tuple[Section, str]:
        """What tells the row from the others."""
        return self.section, self.record or self.keys[0]

    @property
    def actions(self) -> tuple[tuple[str, str], ...]:
        """What it offers; what is about no record cannot be opened."""
        return tuple(action for action in ROW_ACTIONS[self.section] if self.record or action[0] != "open")

    @property
    def spoken(self) -> str:
        """The row in one sentence, for the screen reader and the tooltip."""
        name = f"{self.ref} {self.title}".strip()
        return ". ".join(part.rstrip(".") for part in (name, self.why, self.distance, self.whom) if part) + "."
