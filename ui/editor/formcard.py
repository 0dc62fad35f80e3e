"""A card on which something is done to records: what it may be is chosen first, then its form is filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from model.docket import Docket
from model.ledger.edit import Command
from ui.editor.form import CardForm
from ui.frame.theme import Theme
from ui.inspector.keybutton import KeyButton
from ui.moves.card import MovesCard
from ui.moves.review import review
from ui.widgets.buttons import dialog_button
from ui.widgets.pagedcard import PagedCard
from ui.widgets.text import text
from ui.workspace import Workspace

_MARGIN = 18
_MOST_REFS = 12


class CardChoice(NamedTuple):
    """Something that may be done: its tag, its key and its words."""

    tag: str
    key: str
    words: str


class CardHead(NamedTuple):
    """What stands over a page: what it is about, its heading, and what is to be known of it."""

    heading: str
    about: str = ""
    more: Sequence[str] = ()


class FormCard(PagedCard):
    """Enter does what the form says, a letter chooses, Escape leaves everything as it was."""

    def __init__(self, workspace: Workspace, theme: Theme, anchor: QWidget, name: str, width: int) -> None:
        super().__init__(theme, anchor, width)
        self._workspace = workspace
        self._look = theme
        self.form: CardForm | None = None
        self.files: dict[str, bytes] = {}
        """The bytes of documents that enter with the change."""
        self._tags: Mapping[str, str] = {}
        self._review: MovesCard | None = None
        self.setObjectName(name)
        self.closed.connect(self.deleteLater)

    def choose(self, tag: str) -> None:
        """Go on with what was chosen."""
        raise NotImplementedError

    def go_on(self) -> None:
        """Do what the form says; what is wrong is said beside its input."""
        raise NotImplementedError

    # ------------------------------------------------------------------------------------------- pages

    def small(self, words: str, role: str = "third", *, wraps: bool = True) -> QLabel:
        """A line of Duly's own words, out of sight while it says nothing."""
        made = text(self._look, words, "small", role, weight=600 if role == "error" else None, wraps=wraps)
        if not words:
            made.hide()
        return made

    def _head(self, head: CardHead) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(0)
        if head.about:
            lines.addWidget(self.small(head.about))
        lines.addWidget(text(self._look, head.heading, "subtitle"))
        for words in head.more:
            lines.addWidget(self.small(words, "second"))
        return lines

    def show_choice(self, head: CardHead, choices: Sequence[CardChoice], verb: str) -> None:
        """Show what may be done, each with its key; its button is named ``verb.tag``."""
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 12, 0, 8)
        whole.setSpacing(0)
        lines = self._head(head)
        lines.setContentsMargins(_MARGIN, 0, _MARGIN, 6)
        whole.addLayout(lines)
        self._tags = {one.key: one.tag for one in choices}
        buttons = [KeyButton(self._look, one.words, one.key, wide=True) for one in choices]
        for one, button in zip(choices, buttons, strict=True):
            button.setObjectName(f"{verb}.{one.tag}")
            button.setProperty("ring", False)
            button.clicked.connect(lambda _=False, tag=one.tag: self.choose(tag))
            whole.addWidget(button)
        self.show_page(page)
        (buttons[0] if buttons else self).setFocus(Qt.FocusReason.PopupFocusReason)

    def show_form(self, head: CardHead, form: CardForm, act: tuple[str, str], hint: str, *notes: QLabel) -> None:
        """Show a form, with the keyboard on its first input; ``act`` is the word and the name of what Enter does."""
        self.form, self._tags = form, {}
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(_MARGIN, 12, _MARGIN, 14)
        whole.setSpacing(10)
        whole.addLayout(self._head(head))
        self.trouble = self.small("", "error")
        for each in (form, self.trouble, *notes):
            whole.addWidget(each)
        whole.addLayout(self._feet(act, hint))
        self.show_page(page)
        first = form.first_input()
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)
        if isinstance(first, QLineEdit):
            first.selectAll()

    def _feet(self, act: tuple[str, str], hint: str) -> QHBoxLayout:
        self.go_button = dialog_button(*act, "primary")
        self.go_button.clicked.connect(lambda _=False: self.go_on())
        self.cancel_button = dialog_button("Cancel", f"{self.objectName()}.cancel")
        self.cancel_button.clicked.connect(self.close_card)
        feet = QHBoxLayout()
        feet.setContentsMargins(0, 4, 0, 0)
        feet.setSpacing(8)
        feet.addWidget(self.go_button)
        feet.addWidget(self.cancel_button)
        feet.addStretch(1)
        feet.addWidget(self.small(hint, wraps=False))
        return feet

    def say(self, words: str, label: QLabel | None = None) -> None:
        """Say what stands against it, or something else on a label of its own."""
        label = label or self.trouble
        label.setText(words)
        label.setVisible(bool(words))
        self.place()

    # ------------------------------------------------------------------------------------------ change

    def carry_out(self, command: Command) -> None:
        """Make a change and close, after a review of what else it moves."""
        self._review = review(self._workspace, self._look, command, self, lambda: self._write(command))

    def _write(self, command: Command) -> None:
        space = self._workspace
        if space.do(command, self.files or None) is not None:
            self.close_card()
        elif space.last_failure is not None:
            self.say(space.last_failure.what)

    @property
    def _reviewed(self) -> bool:
        """Whether the card of what the change moves lies over this one."""
        return self._review is not None and isValid(self._review) and self._review.is_open

    @property
    def follows_page(self) -> bool:
        """While the moves are reviewed it stays as it is, out of sight."""
        return super().follows_page and not self._reviewed

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While it is shown what moves, a press on that card is no press elsewhere."""
        return False if self._reviewed else super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tag = self._tags.get(event.text().upper())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.form is not None:
            self.close_card() if self.focusWidget() is self.cancel_button else self.go_on()
        elif tag is not None:
            self.choose(tag)
        else:
            super().keyPressEvent(event)


def refs_in_brief(docket: Docket, ids: Sequence[str]) -> str:
    """Several records by their refs, the first twelve and how many more."""
    refs = ", ".join(docket.short_ref(one) for one in ids[:_MOST_REFS])
    return refs + (f" and {len(ids) - _MOST_REFS} more" if len(ids) > _MOST_REFS else "")
