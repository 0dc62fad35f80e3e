"""The window of the checklist: what must be in place before something closes, party by party."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from model.days.wording import say_count
from model.errors import UnreadableInput
from model.ledger.commands import PutMany
from model.outlook.checklist import KINDS, Checklist, ChecklistGroup, Condition, checklist
from model.record.document import Document
from model.record.source import Span
from ui.conditions.additions import Additions
from ui.conditions.addrow import AddRow
from ui.conditions.printing import pdf_work
from ui.conditions.row import ConditionRow
from ui.conditions.words import Target, count_words, first_target, group_words, said_of, table_of, target_of
from ui.docket.reading import copy_table
from ui.editor.fields.candidates import Candidate, Source
from ui.editor.fields.picker import PickEdit
from ui.frame.panel import Panel, fit, scrolled
from ui.frame.theme import Theme
from ui.inspector.flow import plain
from ui.inspector.recorder.facts import first_offered
from ui.inspector.recorder.recorder import FactRecorder, record_facts
from ui.inspector.recorder.recording import read_evidence
from ui.shell.jobs import Jobs
from ui.shell.path_dialogs import ask_where, ask_which, folder_of
from ui.shell.record_menu import MenuAsked
from ui.widgets.empty import EmptyState
from ui.widgets.menuplace import widget_asked
from ui.widgets.smallcaps import Hairline, SectionHead
from ui.widgets.surface import Surface
from ui.widgets.wraplabel import WrapLabel
from ui.workspace import Workspace

SIZE = QSize(1040, 660)
MARGIN = 28
MOST = 100
"""How many conditions of a party are shown; the copied table holds them all."""


class ConditionsWindow(Panel):
    """Follows the docket and the day. Nothing is changed here but by what is recorded.

    It has ``left`` where it closed to show a record or a document: what it was opened from gives way too.
    """

    left = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget) -> None:
        super().__init__(workspace, theme, parent, "conditions", "Conditions precedent")
        self.target = Target()
        self.rows: list[ConditionRow] = []
        self._held = ""
        self._beginning = False
        self.additions = Additions(workspace, theme, self)
        self.jobs = Jobs(self)
        self._build()
        self._wire()
        fit(self, SIZE, QSize(760, 420), self._look)

    # ------------------------------------------------------------------------------------------- frame

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._build_head())
        whole.addWidget(Hairline(self._look))
        self.area = scrolled()
        self.area.setAccessibleName("Conditions")
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(MARGIN, 6, MARGIN, 16)
        self._column.setSpacing(0)
        self.area.setWidget(page)
        page.setAutoFillBackground(False)
        self.empty = EmptyState(self._look)
        self.empty.setContentsMargins(MARGIN, 22, MARGIN, 0)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.empty, 1)
        whole.addWidget(Hairline(self._look))
        whole.addWidget(self._build_foot())

    def _build_head(self) -> QVBoxLayout:
        title = QLabel("Conditions precedent")
        title.setFont(self._look.font("title"))
        space = self._workspace
        self.pick = PickEdit(
            self._look, Source(lambda: space.docket, lambda: space.assessment, KINDS), "an instrument, event or record"
        )
        self.pick.setAccessibleName("What the conditions are of")
        self.counts = QLabel()
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        self.counts.setFont(self._look.font("body"))
        self.open_only = QCheckBox("Open only")
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.pick, 1)
        row.addWidget(self.counts)
        row.addWidget(self.open_only)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 16, MARGIN, 14)
        head.setSpacing(10)
        head.addWidget(title)
        head.addLayout(row)
        return head

    def _build_foot(self) -> QWidget:
        foot = Surface(self._look, "panel")
        self.pdf_button = QPushButton("Save as PDF…")
        self.pdf_button.setObjectName("conditions.pdf")
        self.copy_button = QPushButton("Copy as table")
        self.copy_button.setObjectName("conditions.copy")
        self.close_button = QPushButton("Close")
        self.close_button.setObjectName("conditions.close")
        self.message = WrapLabel()
        self.message.setFont(self._look.font("small"))
        row = QHBoxLayout(foot)
        row.setContentsMargins(MARGIN, 12, MARGIN, 12)
        row.setSpacing(10)
        row.addWidget(self.copy_button)
        row.addWidget(self.pdf_button)
        row.addWidget(self.message, 1)
        row.addWidget(self.close_button)
        for button in (self.copy_button, self.pdf_button, self.close_button):
            button.setAutoDefault(False)
        return foot

    def _wire(self) -> None:
        self.pick.picked.connect(self._picked)
        self.open_only.toggled.connect(lambda _: self.refresh())
        self.copy_button.clicked.connect(self.copy)
        self.pdf_button.clicked.connect(self._ask_pdf)
        self.close_button.clicked.connect(self.accept)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.area, self.copy)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.pick.setFocus)
        self.additions.said.connect(self._say)
        # Its height is known once it is laid out.
        self.additions.opened.connect(self._bring_into_sight, Qt.ConnectionType.QueuedConnection)
        self.empty.asked.connect(lambda _: self._begin_adding())
        self._workspace.assessed.connect(self._follow)

    # ------------------------------------------------------------------------------------------- target

    def begin(self, kind: str, record_id: str) -> None:
        """Show the conditions of a record, or of what is selected, or of the first instrument that has any."""
        docket = self._workspace.docket
        target = Target(kind, record_id) if record_id else target_of(docket, self._workspace.current)
        self.show_target(target if target.id else first_target(docket))
        self._focus_row()

    def show_target(self, target: Target) -> None:
        """Turn to another record."""
        self.target, self._beginning = target, False
        self.pick.show_id(target.id)
        self._say("")
        self.refresh()

    def _picked(self, chosen: Candidate | None) -> None:
        self.show_target(Target(chosen.kind, chosen.id) if chosen else Target())

    def _follow(self, _assessment: object) -> None:
        self.refresh()

    def checklist(self) -> Checklist | None:
        """What is shown, None where nothing is chosen or it is gone."""
        docket, target = self._workspace.docket, self.target
        if not target.id or docket.get(target.kind, target.id) is None:
            return None
        return checklist(docket, self._workspace.assessment, target.kind, target.id)

    # --------------------------------------------------------------------------------------------- rows

    def refresh(self) -> None:
        """Show the checklist as it stands now; rows that say the same stay, and so do scroll and keyboard."""
        found = self.checklist()
        held = self._row_with_keyboard()
        kept = {(row.condition.id, row.said): row for row in self.rows}
        self._clear()
        self.rows = []
        groups = self._groups(found)
        for group in groups:
            self._add_group(group, kept)
        self.additions.keep([group.party for group in groups])
        for adding in self.additions.rows.values():
            adding.setVisible(self._column.indexOf(adding) >= 0)
        self._column.addStretch(1)
        for row in kept.values():
            row.deleteLater()
        self.counts.setText(count_words(found) if found and found.groups else "")
        self._say_empty(found)
        if held:
            self._held = held
            self._focus_row()

    def _groups(self, found: Checklist | None) -> tuple[ChecklistGroup, ...]:
        """The sections; where there is none yet and the first condition is being added, the one that it goes into."""
        groups = found.groups if found else ()
        if groups or found is None:
            self._beginning = False
        return groups or ((self.additions.first_group(),) if self._beginning else ())

    def _begin_adding(self) -> None:
        """Show the section that the first condition goes into, and the row to write it in."""
        self._beginning = True
        self.refresh()
        for row in self.additions.rows.values():
            row.open_form()

    def _bring_into_sight(self, row: AddRow) -> None:
        if isValid(row):
            self.area.ensureWidgetVisible(row, 0, 12)

    def _clear(self) -> None:
        """Empty the page: keep the rows, make heads and lines again."""
        kept = (*self.rows, *self.additions.rows.values())
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in kept:
                widget.hide()
                widget.deleteLater()

    def _add_group(self, group: ChecklistGroup, kept: dict[tuple[str, object], ConditionRow]) -> None:
        shown = [one for one in group.conditions if one.open or not self.open_only.isChecked()]
        if not shown and not self._beginning:
            return
        head = SectionHead(self._look, group.name, group_words(group), ruled=False)
        head.setContentsMargins(0, 14, 0, 4)
        self._column.addWidget(head)
        self._column.addWidget(Hairline(self._look, strong=True))
        for one in shown[:MOST]:
            self._column.addWidget(self._row(one, kept))
        if len(shown) > MOST:
            more = f"{say_count(len(shown) - MOST, 'more condition')}: copy the table to have them all."
            self._column.addWidget(plain(self._look, more, "small", "third"))
        if self.additions.possible:
            self._column.addWidget(self.additions.row(self.target, group))

    def _row(self, one: Condition, kept: dict[tuple[str, object], ConditionRow]) -> ConditionRow:
        space = self._workspace
        said = said_of(space.docket, space.assessment, one)
        row = kept.pop((one.id, said), None)
        if row is None:
            row = ConditionRow(self._look, space.docket, space.assessment, one)
            self._wire_row(row)
        row.condition, row.said = one, said
        self.rows.append(row)
        return row

    def _wire_row(self, row: ConditionRow) -> None:
        row.ticked.connect(lambda: self.record(row.condition))
        row.dropped.connect(lambda paths: self.attach(row.condition, *paths))
        row.attached.connect(lambda: self._ask_file(row.condition))
        row.followed.connect(lambda: self._show(row.condition))
        row.opened.connect(self._open_document)
        row.tick.moved.connect(lambda step: self._step(row, step))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu on a condition: what can be done with it here, where the window behind is out of reach."""
        asked, place = widget_asked(self, event)
        row = next((one for one in self.rows if one is asked or one.isAncestorOf(asked)), None)
        if row is not None:
            self._workspace.menuRequested.emit(MenuAsked(self, (), place, self._actions_on(row.condition)))

    def _actions_on(self, one: Condition) -> tuple[QAction, ...]:
        node = self._workspace.docket.obligations[one.id]
        writes = not self._workspace.refusal
        offered: tuple[tuple[str, bool, Callable[[], object]], ...] = (
            ("Record that it is in place…", writes and one.open, lambda: self.record(one)),
            ("Attach evidence…", writes, lambda: self._ask_file(one)),
            ("Edit…", writes, lambda: self._workspace.edit("obligation", node.id)),
            ("Show in the inspector", True, lambda: self._show(one)),
        )
        made = []
        for words, able, act in offered:
            action = QAction(words, self)
            action.setEnabled(able)
            action.triggered.connect(lambda _=False, act=act: act())
            made.append(action)
        return tuple(made)

    def _say_empty(self, found: Checklist | None) -> None:
        if found is None:
            self.empty.say(
                "Nothing is chosen.", "Choose the instrument, the event or the record whose conditions to see."
            )
        elif not found.groups:
            self.empty.say(
                "Nothing is a condition of it.",
                "Say in an obligation’s editor, under Links, what it needs; or tag what must be in place “condition "
                "precedent”.",
                (("add", "Add a condition"),) if self.additions.possible else (),
            )
        else:
            self.empty.say("Everything is in place.", "No condition is open. Clear “Open only” to see them all.")
        some = bool(self.rows) or self._beginning
        self.area.setVisible(some)
        self.empty.setVisible(not some)
        self.copy_button.setEnabled(bool(self.rows))
        self.pdf_button.setEnabled(found is not None)
        self.open_only.setEnabled(found is not None and bool(found.groups))

    # ----------------------------------------------------------------------------------------- keyboard

    def _row_with_keyboard(self) -> str:
        focus = QApplication.focusWidget()
        found = (row for row in self.rows if focus is not None and row.isAncestorOf(focus))
        row = next(found, None)
        return row.condition.id if row else ""

    def _step(self, row: ConditionRow, step: int) -> None:
        place = self.rows.index(row) + step
        if 0 <= place < len(self.rows):
            self._hold(self.rows[place])

    def _focus_row(self) -> None:
        """Put the keyboard on the row that had it, or on the first row, or without rows where a checklist is chosen."""
        row = next((one for one in self.rows if one.condition.id == self._held), None)
        if row is None and self.rows:
            row = self.rows[0]
        if row is not None:
            self._hold(row)
        else:
            self.pick.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hold(self, row: ConditionRow) -> None:
        self._held = row.condition.id
        row.tick.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(row, 0, 12)

    # -------------------------------------------------------------------------------------------- actions

    def record(self, one: Condition) -> FactRecorder | None:
        """Open the recorder on what usually happens next; what is in place is changed where it is recorded."""
        if self._refused():
            return None
        if one.in_place:
            self._say("It is in place. To take that back, show the record and remove what is recorded.")
            return None
        node = self._workspace.docket.obligations[one.id]
        offered = first_offered(node)
        self._held = one.id
        focus = QApplication.focusWidget()
        if focus is not None:
            focus.clearFocus()
        recorder = record_facts(self._workspace, self._look, (one.id,), offered[0].tag if offered else "", self)
        if recorder is not None:
            recorder.closed.connect(self._come_back)
        return recorder

    def _refused(self) -> bool:
        """Whether the docket takes no change, which is said."""
        self._say(self._workspace.refusal)
        return bool(self._workspace.refusal)

    def _come_back(self) -> None:
        """The keyboard goes back to its row, once the card has gone; the card may go because the window does."""
        if isValid(self):
            QTimer.singleShot(0, self, self._focus_row)

    def _ask_file(self, one: Condition) -> None:
        if self._refused():
            return
        path = ask_which(self, "Attach evidence", folder_of(self._workspace))
        if path is not None:
            self.attach(one, path)

    def take_files(self, _paths: Sequence[Path]) -> str:
        """Files that are dropped beside the rows are evidence of none of them."""
        return "Drop it on the condition that it is evidence of."

    def attach(self, one: Condition, *paths: Path) -> None:
        """Keep files as evidence of what is recorded already, or of what is recorded now."""
        if self._refused():
            return
        space = self._workspace
        fact = space.docket.facts.get(one.shown_by)
        if one.in_place and fact is None:
            self._say("It was released, so nothing is recorded that a file could be evidence of.")
            return
        if fact is None or not one.in_place:
            recorder = self.record(one)
            if recorder is not None and recorder.form is not None:
                for path in paths:
                    recorder.attach_file(path)
            return
        for path in paths:
            self._attach_to(fact.id, one, path)

    def _attach_to(self, fact_id: str, one: Condition, path: Path) -> None:
        """Add a file to the evidence of what is recorded."""
        space = self._workspace
        fact = space.docket.facts[fact_id]
        try:
            document, content = read_evidence(path, space.who, space.today)
        except UnreadableInput as error:
            self._say(str(error))
            return
        known = next((each for each in space.docket.documents.values() if each.sha256 == document.sha256), document)
        if known.id in fact.evidence:
            self._say(f"“{known.title}” is its evidence already. Nothing was added.")
            return
        added = replace(fact, evidence=(*fact.evidence, known.id))
        label = f"{space.docket.ref(one.id)}: evidence “{known.title}” added"
        fresh: tuple[Document, ...] = (document,) if known is document else ()
        self._put(PutMany((*fresh, added), label, bases=(fact,)), {document.sha256: content} if fresh else {}, label)

    def _put(self, command: PutMany, files: dict[str, bytes], label: str) -> None:
        if self._workspace.do(command, files or None) is not None:
            self._say(f"{label}. Undo takes it back.")
        elif self._workspace.last_failure is not None:
            self._say(self._workspace.last_failure.what)

    def _show(self, one: Condition) -> None:
        """Close, and show the record in the inspector."""
        self._leave()
        self._workspace.select((one.id,), one.id)

    def _open_document(self, document_id: str) -> None:
        """Close, and show the document from its beginning."""
        self._leave()
        self._workspace.show_source(Span(document=document_id, start=0, end=0, words=""))

    def _leave(self) -> None:
        self.accept()
        self.left.emit()

    def copy(self) -> None:
        """Put the checklist on the clipboard, as text with tabs and as a table."""
        found = self.checklist()
        if found is None:
            return
        space = self._workspace
        lines = table_of(space.docket, space.assessment, found, open_only=self.open_only.isChecked())
        copy_table(lines)
        self._say(f"Copied {say_count(len(lines) - 1, 'row')}.")

    def _ask_pdf(self) -> None:
        proposed = folder_of(self._workspace) / "Conditions precedent.pdf"
        path = ask_where(self, "Save the checklist", proposed, "PDF (*.pdf)")
        if path is not None and not self.jobs.busy:
            self.save_pdf(path)

    def save_pdf(self, path: Path) -> None:
        """Set the checklist as a report and write it, away from the window's thread."""
        self._say("Setting the checklist as a PDF.")
        self.jobs.run("Conditions precedent", pdf_work(self._workspace, self.target, path), self._say)

    def done(self, result: int) -> None:
        """Work that is still under way is waited for."""
        self.jobs.close()
        super().done(result)

    def _say(self, words: str) -> None:
        self.message.setText(words)
