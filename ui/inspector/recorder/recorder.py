"""Recording what happened, in two keystrokes: a letter opens this card with everything filled in, Enter records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from model.days.wording import say_long
from model.errors import ConflictError, UnreadableInput
from model.ledger.draft import CardDraft
from model.ledger.edit import Command
from model.record.document import Document
from model.record.fact import Fact
from model.record.links import Node
from ui.editor.drafts.cards import card_drafts_of
from ui.editor.fields.field import UnreadField
from ui.editor.formcard import CardChoice, CardHead, FormCard, refs_in_brief
from ui.frame.theme import Theme
from ui.inspector.recorder.facts import BY_TAG, actions_for_all
from ui.inspector.recorder.recorderform import RecorderForm
from ui.inspector.recorder.recording import command_for, facts_of, notes_of, problems_of, read_evidence
from ui.shell.dropped_files import refuse_folder
from ui.shell.path_dialogs import ask_which, folder_of
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
    """Where the keyboard goes back to: the inspector as a whole, since its rows are made again after a change."""
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


class FactRecorder(FormCard):
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
        super().__init__(workspace, theme, anchor, "recorder", WIDTH)
        self._occurrence = occurrence
        docket = workspace.docket
        found = [docket.obligations.get(one) or docket.reliefs.get(one) for one in ids]
        self.nodes: tuple[Node, ...] = tuple(node for node in found if node is not None)
        self.form: RecorderForm | None = None
        self._paths: list[str] = []
        self.stands_against: Callable[[], str] = str
        """Asked at the last moment: why it is not to be recorded any more, or nothing."""
        self.setAccessibleName("Record what happened")
        self.closed.connect(self._closed)
        workspace.selectionChanged.connect(self._follow_selection)

    # ------------------------------------------------------------------------------------------- pages

    def begin(self, tag: str) -> None:
        """Open on a fact, or on the choice where none is given or it doesn't fit."""
        actions = actions_for_all(self.nodes)
        if tag in [action.tag for action in actions]:
            self.choose(tag)
            return
        more = [f"“{BY_TAG[tag].label}” does not fit {self._which()}."] if tag in BY_TAG else []
        if not actions:
            more.append("Nothing fits all that is selected. Select fewer.")
        choices = [CardChoice(action.tag, action.key, action.label) for action in actions]
        self.show_choice(CardHead("What happened?", self._whom(), more), choices, "choose")

    @property
    def _key(self) -> tuple[str, str]:
        return ("what happened", " ".join(node.id for node in self.nodes))

    def _closed(self) -> None:
        """Closed by hand, it leaves no draft; gone with its window, it does."""
        if self.isHidden():
            card_drafts_of(self._workspace).let_go(self._key, keep=False)

    def choose(self, tag: str) -> None:
        """Show the form of one fact."""
        space = self._workspace
        form = RecorderForm(space, self._look, self.nodes, tag, self._occurrence)
        form.changed.connect(lambda _: self._check())
        form.changed.connect(self.typed)
        form.attach.clicked.connect(self._ask_file)
        card_drafts_of(space).watch(self._key, self, self.typed)
        self._remark = self.small("", "second")
        head = CardHead(BY_TAG[tag].sentence(self._which(), several=len(self.nodes) > 1), self._whom())
        self.show_form(head, form, ("Record", "recorder.record"), "Enter records", self._remark)
        self._check()

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
        return self.trouble.text()

    def show_typing(self, typed: Typing) -> None:
        """Go on with what was typed earlier; what can no longer be put back is said."""
        form = self.form
        if form is None:
            return
        for path in typed.files:
            self.attach_file(Path(path))
        lost = form.show_typed(typed.fields, typed.touched)
        if lost:
            self.say(f"Look again at: {', '.join(lost)}. What was chosen there is no longer offered.")

    # ------------------------------------------------------------------------------------------- words

    def _whom(self) -> str:
        if len(self.nodes) == 1:
            return self.nodes[0].short
        return refs_in_brief(self._workspace.docket, [node.id for node in self.nodes])

    def _which(self) -> str:
        return self.nodes[0].ref if len(self.nodes) == 1 else f"{len(self.nodes)} records"

    # ------------------------------------------------------------------------------------------ record

    def go_on(self) -> None:
        """Record what stands in the form, and close; what else it moves is shown first, what is wrong said beside."""
        form = self.form
        facts = self._facts(said=True)
        if form is None or facts is None or self._check(said=True) or self._is_refused():
            return
        self.carry_out(command_for(self._workspace.docket, form.entry(), facts, self._workspace.today))

    def _write(self, command: Command) -> None:
        if not self._is_refused():
            super()._write(command)

    def _is_refused(self) -> bool:
        """Whether what it was opened for is no longer so; that is said."""
        words = self.stands_against()
        if words:
            self.say(words)
        return bool(words)

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
        self.say(" ".join(loose) if said or form.touched else "")
        self.say(" ".join(self._remarks(facts)) if not problems else "", self._remark)
        if problems and said:
            form.focus_problem()
        return bool(problems)

    def _remarks(self, facts: Sequence[Fact]) -> list[str]:
        space = self._workspace
        said = list(notes_of(space.docket, facts, space.today))
        if not space.is_today:
            said.append(f"The day proposed is today, {say_long(space.today)}, not the day that is looked at.")
        return said

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
            self.say(str(error))
            return
        self.files[document.sha256] = content
        self._paths.append(str(path))
        form.add_evidence(self._known(document))
        self.place()

    def _known(self, document: Document) -> Document:
        """The document of the docket that has the same bytes, if there is one."""
        held = self._workspace.docket.documents.values()
        return next((one for one in held if one.sha256 == document.sha256), document)
