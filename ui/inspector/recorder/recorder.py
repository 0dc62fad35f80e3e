"""Recording what happened, in two keystrokes: a letter opens this card with everything filled in, Enter records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from model.days.wording import say_long
from model.errors import ConflictError, UnreadableInput
from model.ledger.draft import CardDraft
from model.ledger.edit import Command
from model.record.document import Document
from model.record.fact import Fact
from model.record.links import Node
from ui.editor.drafts.cards import card_drafts_of
from ui.editor.fields.field import UnreadField
from ui.frame.theme import Theme
from ui.inspector.keybutton import KeyButton
from ui.inspector.recorder.facts import BY_TAG, actions_for_all
from ui.inspector.recorder.recorderform import RecorderForm
from ui.inspector.recorder.recording import command_for, facts_of, notes_of, problems_of, read_evidence
from ui.moves.card import MovesCard
from ui.moves.review import review
from ui.shell.dropped_files import refuse_folder
from ui.shell.path_dialogs import ask_which, folder_of
from ui.widgets.pagedcard import PagedCard
from ui.widgets.wraplabel import WrapLabel
from ui.workspace import Workspace

WIDTH = 448


def record_facts(
    workspace: Workspace,
    theme: Theme,
    ids: tuple[str, ...],
    fact: str,
    parent: QWidget,
    occurrence: date | None = None,
) -> FactRecorder | None:
    """Open the recorder about ``ids``: on the fact of that tag, or to choose one.

    None where none of them is there, or where the docket is only read, which is said.

    ``occurrence`` names the occurrence of a series that it opens on; without one, the next to be done.
    """
    if not workspace.may_write():
        return None
    held = QApplication.focusWidget()
    anchor = _anchor(held, parent)
    recorder = FactRecorder(workspace, theme, ids, anchor, occurrence)
    if not recorder.nodes:
        recorder.deleteLater()
        return None
    recorder.begin(fact)
    return recorder


def reopen_recorder(workspace: Workspace, theme: Theme, draft: CardDraft, parent: QWidget) -> FactRecorder:
    """Open the recorder on what was typed in it earlier.

    Raises :class:`ConflictError` where the docket is only read.
    """
    typed = msgspec.json.decode(draft.typed, type=Typing)
    workspace.select(draft.about)
    recorder = record_facts(workspace, theme, draft.about, typed.tag, parent, typed.occurrence)
    if recorder is None:
        raise ConflictError("Nothing can be recorded in this docket.")
    recorder.show_typing(typed)
    return recorder


def _anchor(held: QWidget | None, parent: QWidget) -> QWidget:
    """Where the keyboard goes back to: the inspector as a whole, since its rows are made anew after a change."""
    if held is None or held.window() is not parent.window():
        return parent
    each: QWidget | None = held
    while each is not None:
        if each.objectName() == "inspector":
            return each
        each = each.parentWidget()
    return held


class Typing(msgspec.Struct, frozen=True):
    """All that stands in the recorder, to be kept as a draft. ``files`` are where the evidence lies."""

    tag: str
    fields: dict[str, Any]
    touched: tuple[str, ...] = ()
    occurrence: date | None = None
    files: tuple[str, ...] = ()


class FactRecorder(PagedCard):
    """The card. ``begin`` opens it; Enter records and closes; Escape closes.

    What is typed is kept beside the docket while it is open, so that a kill loses nothing.
    """

    typed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        ids: Sequence[str],
        anchor: QWidget,
        occurrence: date | None = None,
    ) -> None:
        super().__init__(theme, anchor, WIDTH)
        self._workspace = workspace
        self._occurrence = occurrence
        self._look = theme
        docket = workspace.docket
        found = [docket.obligations.get(one) or docket.reliefs.get(one) for one in ids]
        self.nodes: tuple[Node, ...] = tuple(node for node in found if node is not None)
        self.form: RecorderForm | None = None
        self._files: dict[str, bytes] = {}
        self._paths: list[str] = []
        self._review: MovesCard | None = None
        self.stands_against: Callable[[], str] = str
        """Asked at the last moment: why it is not to be recorded any more, or nothing."""
        self.setObjectName("recorder")
        self.setAccessibleName("Record what happened")
        self.closed.connect(self._closed)
        workspace.selectionChanged.connect(self._follow_selection)

    # ------------------------------------------------------------------------------------------- pages

    def begin(self, tag: str) -> None:
        """Open on a fact, or on the choice where none is given or it doesn't fit."""
        tags = [action.tag for action in actions_for_all(self.nodes)]
        if tag in tags:
            self.choose(tag)
        else:
            self._show_choice(tag)

    @property
    def _key(self) -> tuple[str, str]:
        return ("what happened", " ".join(node.id for node in self.nodes))

    def _closed(self) -> None:
        """Closed by hand, it leaves no draft; gone with its window, it does."""
        if self.isHidden():
            card_drafts_of(self._workspace).let_go(self._key, keep=False)
        self.deleteLater()

    def choose(self, tag: str) -> None:
        """Show the form of one fact."""
        space = self._workspace
        self.form = RecorderForm(
            self._look, space.docket, space.assessment, self.nodes, tag, space.today, self._occurrence
        )
        self.form.changed.connect(self._check)
        self.form.changed.connect(self.typed)
        card_drafts_of(space).watch(self._key, self, self.typed)
        self.form.attach.clicked.connect(self._ask_file)
        self.show_page(self._form_page(self.form))
        first = self.form.first_input()
        first.setFocus(Qt.FocusReason.PopupFocusReason)
        if isinstance(first, QLineEdit):
            first.selectAll()
        self._check()

    def _show_choice(self, refused: str) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(18, 0, 18, 6)
        head.addWidget(self._small(self._whom()))
        head.addWidget(self._heading("What happened?"))
        actions = actions_for_all(self.nodes)
        if refused in BY_TAG:
            head.addWidget(self._small(f"“{BY_TAG[refused].label}” does not fit {self._which()}.", "second"))
        if not actions:
            head.addWidget(self._small("Nothing fits all that is selected. Select fewer.", "second"))
        column.addLayout(head)
        buttons = [KeyButton(self._look, action.label, action.key, wide=True) for action in actions]
        for action, button in zip(actions, buttons, strict=True):
            button.setObjectName(f"choose.{action.tag}")
            button.clicked.connect(lambda _=False, tag=action.tag: self.choose(tag))
            column.addWidget(button)
        self.show_page(page)
        (buttons[0] if buttons else self).setFocus(Qt.FocusReason.PopupFocusReason)

    def _form_page(self, form: RecorderForm) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(18, 12, 18, 14)
        column.setSpacing(10)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._small(self._whom()))
        head.addWidget(self._heading(BY_TAG[form.tag].sentence(self._which(), several=len(self.nodes) > 1)))
        column.addLayout(head)
        column.addWidget(form)
        self._trouble = self._small("", "error")
        self._remark = self._small("", "second")
        column.addWidget(self._trouble)
        column.addWidget(self._remark)
        column.addLayout(self._feet())
        return page

    def _feet(self) -> QHBoxLayout:
        self.record_button = QPushButton("Record")
        self.record_button.setObjectName("recorder.record")
        self.record_button.setProperty("role", "primary")
        self.record_button.clicked.connect(self.record)
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.close_card)
        feet = QHBoxLayout()
        feet.setContentsMargins(0, 4, 0, 0)
        feet.setSpacing(8)
        feet.addWidget(self.record_button)
        feet.addWidget(cancel)
        feet.addStretch(1)
        feet.addWidget(self._small("Enter records"))
        return feet

    @property
    def follows_page(self) -> bool:
        """While the moves are reviewed it stays as it is, out of sight."""
        return super().follows_page and not self._reviewed

    def _follow_selection(self) -> None:
        """Close once other records are chosen: what is typed here would be taken for theirs."""
        if self.is_open and {node.id for node in self.nodes}.isdisjoint(self._workspace.selection):
            self.close_card()

    # ------------------------------------------------------------------------------------------- draft

    @property
    def has_draft(self) -> bool:
        """Whether something was typed or attached, and not recorded."""
        return self.form is not None and bool(self.form.touched or self._paths)

    @property
    def called(self) -> str:
        """What its draft is called."""
        return f"what happened to {self._which()}"

    def draft(self, draft_id: str) -> CardDraft:
        """What stands in it. Raises UnicodeEncodeError where half a character was typed."""
        form, space = self.form, self._workspace
        if form is None:
            raise AssertionError("only what was typed is a draft")
        typed = Typing(form.tag, form.typed(), tuple(sorted(form.touched)), self._occurrence, tuple(self._paths))
        return CardDraft(
            id=draft_id,
            card="what happened",
            called=self.called,
            title=BY_TAG[form.tag].label,
            who=space.who,
            typed_at=space.clock().astimezone(),
            about=tuple(node.id for node in self.nodes),
            typed=msgspec.json.encode(typed).decode(),
        )

    @property
    def said(self) -> str:
        """What is said to stand against recording it."""
        return self._trouble.text()

    def show_typing(self, typed: Typing) -> None:
        """Go on with what was typed earlier; what can no longer be put back is said."""
        form = self.form
        if form is None:
            return
        for path in typed.files:
            self.attach_file(Path(path))
        lost = form.show_typed(typed.fields, typed.touched)
        if lost:
            self._say(self._trouble, f"Look again at: {', '.join(lost)}. What was chosen there is no longer offered.")
            self.place()

    # ------------------------------------------------------------------------------------------- words

    def _whom(self) -> str:
        if len(self.nodes) == 1:
            return self.nodes[0].short
        refs = ", ".join(self._workspace.docket.short_ref(node.id) for node in self.nodes[:12])
        return refs + (f" and {len(self.nodes) - 12} more" if len(self.nodes) > 12 else "")

    def _which(self) -> str:
        return self.nodes[0].ref if len(self.nodes) == 1 else f"{len(self.nodes)} records"

    def _small(self, words: str, role: str = "third") -> QLabel:
        made = WrapLabel(words)
        made.setFont(self._look.font("small", 600 if role == "error" else None))
        made.setProperty("role", role)
        if not words:
            made.hide()
        return made

    def _heading(self, words: str) -> QLabel:
        made = WrapLabel(words)
        made.setFont(self._look.font("subtitle"))
        return made

    # ------------------------------------------------------------------------------------------ record

    def record(self) -> None:
        """Record what stands in the form, and close; what else it moves is shown first, what is wrong said beside."""
        form = self.form
        facts = self._facts(said=True)
        if form is None or facts is None or self._check(said=True):
            return
        space = self._workspace
        if self._is_refused():
            return
        command = command_for(space.docket, form.entry(), facts, space.today)
        self._review = review(space, self._look, command, self, lambda: self._write(command))

    def _write(self, command: Command) -> None:
        space = self._workspace
        if self._is_refused():
            return
        if space.do(command, self._files or None) is not None:
            self.close_card()
        elif space.last_failure is not None:
            self._say(self._trouble, space.last_failure.what)
            self.place()

    def _is_refused(self) -> bool:
        """Whether what it was opened for is no longer so; that is said."""
        words = self.stands_against()
        if words:
            self._say(self._trouble, words)
            self.place()
        return bool(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While it is shown what a fact moves, a press on that card is no press elsewhere."""
        return False if self._reviewed else super().eventFilter(watched, event)

    @property
    def _reviewed(self) -> bool:
        """Whether the card of what the fact moves lies over this one."""
        return self._review is not None and isValid(self._review) and self._review.is_open

    def _facts(self, said: bool = False) -> tuple[Fact, ...] | None:
        """The facts as typed, None where something can't be read."""
        if self.form is None:
            return None
        self.form.clear_problems()
        try:
            entry = self.form.entry()
        except UnreadField as unread:
            self.form.show_unread(unread)
            if said:
                unread.widget.setFocus()
            return None
        space = self._workspace
        return facts_of(entry, [node.id for node in self.nodes], space.who, space.clock())

    def _check(self, said: bool = False) -> bool:
        """Show what stands against the facts, and what is accepted though it looks odd. True where it can't be."""
        form, facts = self.form, self._facts()
        if form is None or facts is None:
            self.place()
            return True
        problems = problems_of(self._workspace.docket, facts)
        loose = [problem.message for problem in problems if not form.show_problem(problem, said=said)]
        self._say(self._trouble, " ".join(loose) if said or form.touched else "")
        self._say(self._remark, " ".join(self._remarks(facts)) if not problems else "")
        self.place()
        if problems and said:
            form.focus_problem()
        return bool(problems)

    def _remarks(self, facts: Sequence[Fact]) -> list[str]:
        space = self._workspace
        said = list(notes_of(space.docket, facts, space.today))
        if not space.is_today:
            said.append(f"The day proposed is today, {say_long(space.today)}, not the day that is looked at.")
        return said

    @staticmethod
    def _say(label: QLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))

    # ---------------------------------------------------------------------------------------- evidence

    def _ask_file(self) -> None:
        path = ask_which(self.window(), "Attach evidence", folder_of(self._workspace))
        if path is not None:
            self.attach_file(path)

    def take_files(self, paths: Sequence[Path]) -> str:
        """Take files that were dropped on the card in as evidence; gives back why not."""
        if self.form is None:
            return "Choose first what happened, then drop what shows it."
        if refused := refuse_folder(paths):
            return refused
        for path in paths:
            self.attach_file(path)
        return ""

    def attach_file(self, path: Path) -> None:
        """Take a file in as evidence."""
        form, space = self.form, self._workspace
        if form is None:
            return
        try:
            document, content = read_evidence(path, space.who, space.today)
        except UnreadableInput as error:
            self._say(self._trouble, str(error))
            self.place()
            return
        self._files[document.sha256] = content
        self._paths.append(str(path))
        form.add_evidence(self._known(document))
        self.place()

    def _known(self, document: Document) -> Document:
        """The document of the docket that has the same bytes, if there is one."""
        held = self._workspace.docket.documents.values()
        return next((one for one in held if one.sha256 == document.sha256), document)

    # ---------------------------------------------------------------------------------------- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.form is not None:
            self.record()
            return
        letter = event.text().upper()
        chosen = [action for action in actions_for_all(self.nodes) if action.key == letter]
        if self.form is None and chosen:
            self.choose(chosen[0].tag)
            return
        super().keyPressEvent(event)
