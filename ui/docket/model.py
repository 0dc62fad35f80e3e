"""The docket's item model: groups and records in one flat list, in ready order.

``show`` and the setters work out the rows anew and announce only what differs, so that selection and scroll
survive. A cell is worded when it is asked for.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from model.assess.standing import Assessment
from model.docket import Docket
from ui.docket.columns import COLUMNS
from ui.docket.entry import DocketEntry
from ui.docket.merge import Insert, RemoveRows, Reorder, Step, steps
from ui.docket.reading import group_words
from ui.filter.arrangement import GROUP_MARK, ArrangedRows, Arrangement, ArrangementPlan, DocketGroup
from ui.filter.filter import Filter
from ui.filter.snapshot import Snapshot
from ui.frame.standing import slots_of

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

ID_ROLE: Final = int(Role.UserRole)
"""The id of the row's record, or the key of its group."""
SORT_ROLE: Final = int(Role.UserRole) + 1
"""The native value the cell sorts by: a date, a figure, folded words."""


class DocketModel(QAbstractTableModel):
    """Rows of groups and records under a plan."""

    arranging = Signal()
    """Rows are about to change."""
    arranged = Signal()
    """Rows have changed; groups may stand elsewhere."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._snapshot = Snapshot(Docket(), Assessment(day=date(2000, 1, 1), positions={}), {})
        self._plan = ArrangementPlan()
        self._arrangement = Arrangement()
        self._rows = ArrangedRows()
        self._keys: list[str] = []
        self._place: dict[str, int] = {}
        self._entries: dict[str, DocketEntry] = {}

    def show(self, docket: Docket, assessment: Assessment) -> None:
        """Show how ``docket`` stands."""
        self.show_snapshot(Snapshot(docket, assessment, slots_of(docket, assessment)))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what is seen, with its sides and standings worked out already."""
        self._snapshot = snapshot
        self._arrangement.haystacks.refresh(self._snapshot)
        self._entries.clear()
        self._arrange()

    @property
    def snapshot(self) -> Snapshot:
        """What is shown."""
        return self._snapshot

    @property
    def plan(self) -> ArrangementPlan:
        """Grouping, sort, filter and shut groups."""
        return self._plan

    @property
    def rows(self) -> ArrangedRows:
        """The rows as arranged."""
        return self._rows

    def set_plan(self, plan: ArrangementPlan) -> None:
        """Arrange the rows otherwise."""
        if plan != self._plan:
            self._plan = plan
            self._arrange()

    def set_filter(self, wanted: Filter) -> None:
        """Narrow the rows."""
        self.set_plan(replace(self._plan, filter=wanted))

    def toggle(self, group: str) -> None:
        """Open or shut a group."""
        self.set_plan(self._plan.toggled(group))

    def warm(self, limit: int) -> bool:
        """Make words for the filter ready, ``limit`` records at a time. True when all are."""
        return self._arrangement.haystacks.warm(self._snapshot, limit)

    def key(self, row: int) -> str:
        """Record id or group key of a row."""
        return self._keys[row]

    def entry(self, row: int) -> DocketEntry | None:
        """The record of a row, None for a group."""
        key = self._keys[row]
        if key.startswith(GROUP_MARK):
            return None
        found = self._entries.get(key)
        if found is None:
            found = self._entries[key] = DocketEntry(self._snapshot, self._snapshot.docket.node(key))
        return found

    def group(self, row: int) -> DocketGroup | None:
        """The group of a row, None for a record."""
        return self._rows.groups.get(self._keys[row])

    def group_rows(self) -> list[int]:
        """The rows on which groups stand."""
        return [self._place[key] for key in self._rows.groups]

    def last_of_group(self, row: int) -> bool:
        """Whether the row below begins another group, or there is none."""
        return row + 1 >= len(self._keys) or self._keys[row + 1].startswith(GROUP_MARK)

    def row_of(self, key: str) -> int | None:
        """The row on which a record or group stands, None where it is filtered out or its group is shut."""
        return self._place.get(key)

    def group_of(self, record_id: str) -> DocketGroup | None:
        """The group that a record belongs to, shut or not."""
        return next((group for group in self._rows.groups.values() if record_id in group.members), None)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns there are, folded ones included."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """The value of a cell in one role."""
        if not index.isValid():
            return None
        if role == ID_ROLE:
            return self._keys[index.row()]
        entry = self.entry(index.row())
        if entry is None:
            return self._group_data(index, role)
        column = COLUMNS[index.column()]
        if role in (Role.DisplayRole, Role.EditRole):
            return column.text(entry)
        if role == SORT_ROLE:
            value = column.sort(self._snapshot, entry.node)
            return value[-1] if value else None
        if role == Role.AccessibleTextRole:
            return f"{column.words}: {column.text(entry) or 'none'}"
        if role == Role.TextAlignmentRole and column.right:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _group_data(self, index: Index, role: int) -> Any:
        group = self.group(index.row())
        if group is None or index.column() != 0:
            return None
        if role == Role.DisplayRole:
            return group.heading.title
        if role == Role.AccessibleTextRole:
            return group_words(group)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """The head of a column; for a screen reader, a row is headed by its ref and title."""
        if orientation != Qt.Orientation.Horizontal:
            entry = self.entry(section) if role == Role.AccessibleTextRole else None
            return entry.title_words if entry else None
        if role == Role.DisplayRole:
            return COLUMNS[section].head
        return COLUMNS[section].words if role == Role.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can be walked to; only records can be selected."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._keys[index.row()].startswith(GROUP_MARK):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _arrange(self) -> None:
        self.arranging.emit()
        self._rows = self._arrangement.rows(self._snapshot, self._plan)
        for step in steps(self._keys, self._rows.keys):
            self._take(step)
        self._place = dict(zip(self._keys, range(len(self._keys)), strict=True))
        if self._keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._keys) - 1, len(COLUMNS) - 1))
        self.arranged.emit()

    def _take(self, step: Step) -> None:
        if isinstance(step, RemoveRows):
            self.beginRemoveRows(QModelIndex(), step.first, step.last)
            del self._keys[step.first : step.last + 1]
            self.endRemoveRows()
        elif isinstance(step, Insert):
            self.beginInsertRows(QModelIndex(), step.first, step.first + len(step.keys) - 1)
            self._keys[step.first : step.first] = step.keys
            self.endInsertRows()
        else:
            self._reorder(step)

    def _reorder(self, step: Reorder) -> None:
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        names = [self._keys[index.row()] for index in held]
        self._keys = list(step.keys)
        place = dict(zip(self._keys, range(len(self._keys)), strict=True))
        moved = [self.index(place[name], index.column()) for name, index in zip(names, held, strict=True)]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()
