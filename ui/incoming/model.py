"""The proposals of a calendar file as the rows of a table, and which of them are chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from model.days.wording import say_day
from model.feed.reading.proposed import EntryProposal
from ui.incoming.words import KINDS, remark_words, when_words
from ui.widgets.elided import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

HEADS = ("", "Day", "Title", "When", "Remarks", "Performed")
TICK, DAY, TITLE, WHEN, REMARKS, PERFORMED = range(len(HEADS))


class ProposalRow(NamedTuple):
    """One proposal, what is said of it, and the ref of what it is on the docket already."""

    proposal: EntryProposal
    when: str
    remarks: str
    ref: str

    @property
    def performable(self) -> bool:
        """Whether the file says on which day it was done."""
        return self.proposal.done_on is not None and self.proposal.series is None and not self.ref


class ProposalsModel(QAbstractTableModel):
    """What is chosen is kept by record id, so that it outlasts a change of the docket."""

    chosenChanged = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[ProposalRow, ...] = ()
        self._chosen: set[str] = set()
        self._performed: set[str] = set()

    # ------------------------------------------------------------------------------------------- content

    def show_proposals(self, proposals: Iterable[EntryProposal], refs: Mapping[str, str]) -> None:
        """Show proposals; chosen is what nothing speaks against. ``refs`` are those of records that are there."""
        self.beginResetModel()
        self.rows = tuple(_row(proposal, refs) for proposal in sorted(proposals, key=_by_day))
        self._chosen = {row.proposal.record_id for row in self.rows if not row.proposal.held and not row.ref}
        self._performed = set()
        self.endResetModel()
        self.chosenChanged.emit()

    def follow(self, refs: Mapping[str, str]) -> None:
        """The docket has changed: what came onto it is chosen no more."""
        fresh = tuple(_row(row.proposal, refs) for row in self.rows)
        if fresh == self.rows:
            return
        self.rows = fresh
        self._chosen -= {row.proposal.record_id for row in fresh if row.ref}
        self._tell(range(len(fresh)))

    @property
    def chosen(self) -> tuple[EntryProposal, ...]:
        """What is chosen, in the order of the days."""
        return tuple(row.proposal for row in self.rows if row.proposal.record_id in self._chosen)

    @property
    def performed(self) -> tuple[EntryProposal, ...]:
        """What of it is to be recorded as performed."""
        return tuple(proposal for proposal in self.chosen if proposal.record_id in self._performed)

    def is_chosen(self, row: int) -> bool:
        """Whether a row is chosen."""
        return self.rows[row].proposal.record_id in self._chosen

    def is_performed(self, row: int) -> bool:
        """Whether a row is to be recorded as performed."""
        return self.rows[row].proposal.record_id in self._performed

    def choose(self, rows: Iterable[int], *, on: bool) -> None:
        """Choose rows, or take the choice back; what is on the docket already cannot be chosen."""
        places = [row for row in rows if not self.rows[row].ref]
        ids = {self.rows[row].proposal.record_id for row in places}
        self._chosen = self._chosen | ids if on else self._chosen - ids
        self._performed &= self._chosen
        self._tell(places)

    def perform(self, row: int, *, on: bool) -> None:
        """Have a row recorded as performed too, which chooses it, or not."""
        if not self.rows[row].performable:
            return
        record_id = self.rows[row].proposal.record_id
        if on:
            self._chosen.add(record_id)
            self._performed.add(record_id)
        else:
            self._performed.discard(record_id)
        self._tell([row])

    def _tell(self, rows: Iterable[int]) -> None:
        places = list(rows)
        if places:
            self.dataChanged.emit(self.index(min(places), 0), self.index(max(places), PERFORMED))
        self.chosenChanged.emit()

    # ------------------------------------------------------------------------------------------------ Qt

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.AccessibleTextRole:
            return HEADS[section] or "Chosen"
        return HEADS[section] if role == Role.DisplayRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        match role:
            case Role.DisplayRole:
                return _text(row, column)
            case Role.CheckStateRole:
                return self._check(index.row(), column)
            case Role.ToolTipRole:
                return plain_tooltip("\n".join((row.proposal.title, *row.proposal.warnings)))
            case Role.AccessibleTextRole:
                return self._spoken(index.row(), column)
        return None

    def _check(self, row: int, column: int) -> Qt.CheckState | None:
        if column == TICK:
            return Qt.CheckState.Checked if self.is_chosen(row) else Qt.CheckState.Unchecked
        if column == PERFORMED and self.rows[row].performable:
            return Qt.CheckState.Checked if self.is_performed(row) else Qt.CheckState.Unchecked
        return None

    def _spoken(self, place: int, column: int) -> str:
        """Each cell says the whole: a reader that goes down one column hears every row."""
        row = self.rows[place]
        if column == TICK:
            return f"{row.proposal.title}, {'chosen' if self.is_chosen(place) else 'not chosen'}"
        if column == PERFORMED and row.performable:
            return f"{row.proposal.title}, performed: {'yes' if self.is_performed(place) else 'no'}"
        return _text(row, column)

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or not index.isValid():
            return False
        on = Qt.CheckState(value) == Qt.CheckState.Checked
        if index.column() == TICK:
            self.choose([index.row()], on=on)
        elif index.column() == PERFORMED:
            self.perform(index.row(), on=on)
        else:
            return False
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row = self.rows[index.row()]
        ticks = (index.column() == TICK and not row.ref) or (index.column() == PERFORMED and row.performable)
        return plain | Qt.ItemFlag.ItemIsUserCheckable if ticks else plain


def _by_day(proposal: EntryProposal) -> tuple[date, int]:
    """What has no day comes last; what falls on one day, in the order of the file."""
    return proposal.day or date.max, proposal.line


def _row(proposal: EntryProposal, refs: Mapping[str, str]) -> ProposalRow:
    ref = refs.get(proposal.record_id, "")
    return ProposalRow(proposal, when_words(proposal), remark_words(proposal, ref), ref)


def _text(row: ProposalRow, column: int) -> str:
    proposal = row.proposal
    match column:
        case 1:
            return say_day(proposal.day) if proposal.day else "no day stated"
        case 2:
            return f"{proposal.title} ({KINDS[proposal.component].lower()})"
        case 3:
            return row.when
        case 4:
            return row.remarks
    return ""
