"""Parties, people, instruments, events, closures, documents: a list of each, to search, enter, change and delete."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from model.errors import UnreadableInput
from model.ledger.commands import AddDocument, Delete
from model.ledger.edit import Command
from ui.editor.editor import CLOSING
from ui.editor.fields.candidates import Candidate, Source, search
from ui.editor.fields.suggestions import CandidateDelegate, CandidateModel
from ui.editor.frame import nav_style
from ui.frame.panel import Panel, fit
from ui.frame.theme import Theme
from ui.inspector.recorder.recording import read_evidence
from ui.moves.review import review
from ui.shell.dropped_files import refuse_folder
from ui.shell.path_dialogs import ask_which, folder_of
from ui.widgets.buttons import dialog_button
from ui.widgets.empty import EmptyState
from ui.widgets.icons import icon
from ui.widgets.smallcaps import Hairline
from ui.widgets.surface import Surface
from ui.widgets.wraplabel import WrapLabel
from ui.workspace import Workspace

SIZE = QSize(820, 620)
NAV = 196
MARGIN = 28


class Shelf(NamedTuple):
    """One kind: its heading, the word for a new one, and what stands where there is none."""

    kind: str
    head: str
    new: str
    none: str
    advice: str


SHELVES: tuple[Shelf, ...] = (
    Shelf(
        "party", "Parties", "New party", "No parties are entered.",
        "Enter who owes and who is owed: yourselves first.",
    ),
    Shelf(
        "person", "People and roles", "New person or role", "Nobody is entered.",
        "Enter who sees to things on your side: people, or roles such as Finance.",
    ),
    Shelf(
        "instrument", "Instruments", "New instrument", "No instruments are entered.",
        "Enter the agreements, statutes and orders that obligations arise under.",
    ),
    Shelf(
        "event", "Events", "New event", "No events are entered.",
        "Enter what starts a clock: a closing, a quarter end, a notice.",
    ),
    Shelf(
        "metric", "Metrics", "New metric", "No metrics are entered.",
        "Enter what financial tests measure, such as current assets: formulas are written over them.",
    ),
    Shelf(
        "closure", "Closures", "New closure", "No closures are entered.",
        "Enter a day on which a calendar is closed and Duly cannot know: a storm, a day of mourning, an order.",
    ),
    Shelf(
        "document", "Documents", "Add a file…", "No documents are kept.",
        "Add the texts that obligations quote, and what proves performance.",
    ),
)  # fmt: skip


class _RegistryList(QListView):
    """Enter edits, Delete deletes."""

    def __init__(self, owner: Registry) -> None:
        super().__init__()
        self._owner = owner
        self.setAccessibleName("Records")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._owner.edit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._owner.delete()
        else:
            super().keyPressEvent(event)


class Registry(Panel):
    """The window of the lists. It stays open while records are edited from it."""

    def __init__(self, workspace: Workspace, theme: Theme, kind: str, parent: QWidget) -> None:
        super().__init__(workspace, theme, parent, "registry", "Parties, people, instruments, events")
        self._shelf = SHELVES[0]
        self._host = parent
        self._model = CandidateModel(self)
        self._build()
        self._wire()
        fit(self, SIZE, QSize(560, 420), self._look)
        self.show_kind(kind)

    # ------------------------------------------------------------------------------------------- frame

    def _build(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._build_nav())
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(self._build_head())
        right.addWidget(Hairline(self._look))
        right.addWidget(self._build_list(), 1)
        right.addWidget(self._empty, 1)
        right.addWidget(Hairline(self._look))
        right.addWidget(self._build_foot())
        whole.addLayout(right, 1)

    def _build_nav(self) -> QWidget:
        ground = Surface(self._look, "panel", ("right",))
        self.nav = QListWidget()
        self.nav.setFrameShape(QFrame.Shape.NoFrame)
        self.nav.setAccessibleName("Kinds")
        self.nav.setStyleSheet(nav_style(self._look, 24))
        self.nav.addItems([shelf.head for shelf in SHELVES])
        ground.setFixedWidth(self._look.at_size(NAV))
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 16, 1, 0)
        inside.addWidget(self.nav)
        return ground

    def _build_head(self) -> QHBoxLayout:
        self.heading = QLabel()
        self.heading.setFont(self._look.font("title"))
        self.find_edit = QLineEdit()
        self.find_edit.setPlaceholderText("Search")
        self.find_edit.setFixedWidth(self._look.width.filter)
        self.find_edit.addAction(icon("search", "third"), QLineEdit.ActionPosition.LeadingPosition)
        self.find_edit.setAccessibleName("Search these records")
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 16, MARGIN, 14)
        head.addWidget(self.heading, 1)
        head.addWidget(self.find_edit)
        return head

    def _build_list(self) -> QWidget:
        self.list = _RegistryList(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(CandidateDelegate(self._look, self.list, MARGIN))
        self._empty = EmptyState(self._look)
        self._empty.setContentsMargins(MARGIN, 20, MARGIN, 0)
        return self.list

    def _build_foot(self) -> QWidget:
        foot = Surface(self._look, "panel")
        self.new_button = dialog_button("", "registry.new", "primary")
        self.edit_button = dialog_button("Edit", "registry.edit")
        self.delete_button = dialog_button("Delete", "registry.delete")
        self.conditions_button = dialog_button("Conditions precedent…", "registry.conditions")
        self.conditions_button.setToolTip("What must be in place before it closes")
        self.close_button = dialog_button("Close", "registry.close")
        self.message = WrapLabel()
        self.message.setFont(self._look.font("small", 600))
        self.message.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.new_button, self.edit_button, self.delete_button, self.conditions_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(foot)
        column.setContentsMargins(MARGIN, 12, MARGIN, 12)
        column.setSpacing(10)
        column.addWidget(self.message)
        column.addLayout(row)
        return foot

    def _wire(self) -> None:
        self.nav.currentRowChanged.connect(lambda row: self.show_kind(SHELVES[row].kind))
        self.find_edit.textEdited.connect(lambda _: self._refresh())
        self.list.doubleClicked.connect(lambda _: self.edit())
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._allow())
        self.new_button.clicked.connect(self.enter)
        self.edit_button.clicked.connect(self.edit)
        self.delete_button.clicked.connect(self.delete)
        self.conditions_button.clicked.connect(self.show_conditions)
        self.close_button.clicked.connect(self.accept)
        self._empty.asked.connect(lambda _: self.enter())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.find_edit.setFocus)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.enter)
        self._workspace.assessed.connect(self._follow_docket)

    # -------------------------------------------------------------------------------------------- list

    def show_kind(self, kind: str) -> None:
        """Turn to the records of one kind."""
        self._shelf = next((shelf for shelf in SHELVES if shelf.kind == kind), SHELVES[0])
        held = self.nav.blockSignals(True)
        self.nav.setCurrentRow(SHELVES.index(self._shelf))
        self.nav.blockSignals(held)
        self.heading.setText(self._shelf.head)
        self.new_button.setText(self._shelf.new)
        self.find_edit.clear()
        self._say("")
        self._refresh()

    @property
    def current(self) -> Candidate | None:
        """The record that is chosen."""
        row = self.list.currentIndex().row()
        return self._model.rows[row] if 0 <= row < len(self._model.rows) else None

    def _refresh(self) -> None:
        """Show the records again; what was chosen stays chosen."""
        space, chosen = self._workspace, self.current
        everything = Source(lambda: space.docket, lambda: space.assessment, (self._shelf.kind,)).all()
        rows = search(everything, self.find_edit.text())
        self._model.show_rows(rows)
        place = next((row for row, one in enumerate(rows) if chosen and one.id == chosen.id), 0)
        if rows:
            self.list.setCurrentIndex(self._model.index(place, 0))
        self._say_empty(everything, rows)
        self._allow()

    def _follow_docket(self, _assessment: object) -> None:
        """What was said of the change before this one holds no longer."""
        self._say("")
        self._refresh()

    def _say_empty(self, everything: list[Candidate], rows: list[Candidate]) -> None:
        shelf = self._shelf
        if not everything:
            self._empty.say(shelf.none, shelf.advice, (("new", shelf.new),))
        elif not rows:
            wanted = self.find_edit.text()
            self._empty.say("Nothing fits.", f"No record holds “{wanted}”. Shorten what is searched for.")
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def _allow(self) -> None:
        some = self.current is not None
        self.edit_button.setEnabled(some)
        self.delete_button.setEnabled(some)
        self.conditions_button.setEnabled(some)
        self.conditions_button.setVisible(self._shelf.kind in CLOSING)

    def _say(self, words: str) -> None:
        self.message.setText(words)
        self.message.setVisible(bool(words))

    # ------------------------------------------------------------------------------------------- change

    def _refused(self) -> bool:
        """Whether the docket takes no change, which is said."""
        self._say(self._workspace.refusal)
        return bool(self._workspace.refusal)

    def enter(self) -> None:
        """Open the editor of a new record; a document is a file."""
        if self._refused():
            return
        if self._shelf.kind == "document":
            path = ask_which(self, "Add a file to the docket", folder_of(self._workspace))
            if path is not None:
                self.add_file(path)
            return
        self._open(self._shelf.kind, "")

    def edit(self) -> None:
        """Open the editor of what is chosen."""
        one = self.current
        if one is not None and not self._refused():
            self._open(one.kind, one.id)

    def show_conditions(self) -> None:
        """Show what must be in place before what is chosen closes."""
        from ui.conditions import open_conditions

        one = self.current
        if one is not None:
            open_conditions(self._workspace, self._look, self, one.kind, one.id).left.connect(self.accept)

    def delete(self) -> None:
        """Delete what is chosen, or say who hangs on it. Undo brings it back."""
        one = self.current
        if one is None or self._refused():
            return
        command = Delete(one.kind, one.id)
        review(self._workspace, self._look, command, self, lambda: self._take_out(command, one))

    def _take_out(self, command: Command, one: Candidate) -> None:
        if self._workspace.do(command) is not None:
            self._say(f"{one.title} was deleted. Undo brings it back.")
        elif self._workspace.last_failure is not None:
            self._say(self._workspace.last_failure.what)

    def take_files(self, paths: Sequence[Path]) -> str:
        """Keep files that were dropped, in sight of the documents; gives back why not."""
        if refused := self._workspace.refusal or refuse_folder(paths):
            return refused
        self.show_kind("document")
        for path in paths:
            self.add_file(path)
        return ""

    def add_file(self, path: Path) -> None:
        """Take a file into the docket."""
        space = self._workspace
        try:
            document, content = read_evidence(path, space.who, space.today)
        except UnreadableInput as error:
            self._say(str(error))
            return
        held = next((one for one in space.docket.documents.values() if one.sha256 == document.sha256), None)
        if held is not None:
            self._say(f"This file is in the docket already, as “{held.title}”. Nothing was added.")
            return
        space.do(AddDocument(document), {document.sha256: content})

    def _open(self, kind: str, record_id: str) -> None:
        from ui.editor.drafts.drafts import drafts_of

        drafts_of(self._workspace).open(self._look, kind, record_id, self._host)

    def set_theme(self, theme: Theme) -> None:
        self._look = theme
        self.list.setItemDelegate(CandidateDelegate(theme, self.list, MARGIN))
        self.nav.setStyleSheet(nav_style(theme, 24))
