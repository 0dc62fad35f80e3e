"""Adding conditions to a checklist: a row a section, and the change that enters what is written in one."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from model.ledger.edit import Command
from model.ledger.entry import entry_problems
from model.outlook.checklist import ChecklistGroup
from model.record.base import Problem
from model.record.obligation import Obligation
from ui.conditions.adding import condition, entry_of, first_obligor
from ui.conditions.addrow import AddRow
from ui.conditions.words import Target
from ui.editor.blank import blank_obligation
from ui.frame.theme import Theme
from ui.moves.review import review
from ui.workspace import Workspace


class Additions(QObject):
    """Holds the rows by the party of their section. ``said`` is emitted with what was done."""

    said = Signal(str)
    opened = Signal(object)
    """A row that can be written in now: it is to be in sight."""

    def __init__(self, workspace: Workspace, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._workspace, self._theme, self._host = workspace, theme, host
        self._target = Target()
        self.rows: dict[str, AddRow] = {}

    @property
    def possible(self) -> bool:
        """Whether the docket takes changes: in one that is only read nothing is offered."""
        return not self._workspace.refusal

    def row(self, target: Target, group: ChecklistGroup) -> AddRow:
        """The row of a section, as it stands: what was typed in it stays while its checklist is shown."""
        if target != self._target:
            self.keep(())
            self._target = target
        row = self.rows.get(group.party)
        if row is None:
            row = self.rows[group.party] = AddRow(self._workspace, self._theme, group)
            row.added.connect(lambda: self.enter(row))
            row.opened.connect(lambda: self.opened.emit(row))
            row.propose_owner(blank_obligation(self._workspace.docket).owner or "")
        row.group = group
        row.instrument = self._instrument()
        return row

    def keep(self, parties: Collection[str]) -> None:
        """Drop the rows of all parties but these."""
        for party in [one for one in self.rows if one not in parties]:
            row = self.rows.pop(party)
            row.hide()
            row.deleteLater()

    def first_group(self) -> ChecklistGroup:
        """The section of what has no conditions yet: of the party that owed what was entered last."""
        docket = self._workspace.docket
        party = docket.parties.get(first_obligor(docket))
        if party is None:
            return ChecklistGroup("", "Nobody named", True, ())
        return ChecklistGroup(party.id, party.name, party.ours, ())

    def enter(self, row: AddRow) -> None:
        """Enter what is written as one change, after a review of what it moves; else say beside it what is wrong."""
        docket = self._workspace.docket
        written, unread = row.written()
        made = condition(docket, self._target, row.group, written)
        asked = {problem.field for problem in unread}
        problems = (*unread, *(one for one in entry_problems(docket, made) if one.field not in asked))
        row.show_problems(problems)
        if problems:
            return
        command = entry_of(docket, self._target, made, self._workspace.today)
        review(self._workspace, self._theme, command, self._host, lambda: self._write(command, row, made))

    def _write(self, command: Command, row: AddRow, made: Obligation) -> None:
        """Make the change. Where it is refused, that is said beside what is written, which stays."""
        if self._workspace.do(command) is not None:
            row.begin_anew()
            self.said.emit(f"{made.ref} was added. Undo takes it back.")
        elif (failure := self._workspace.last_failure) is not None:
            row.show_problems((Problem("title", failure.what),))

    def _instrument(self) -> str:
        docket, target = self._workspace.docket, self._target
        if target.kind == "instrument":
            return target.id
        if target.kind == "event":
            return ""
        return docket.node(target.id).instrument or ""
