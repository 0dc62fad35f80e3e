"""The card that supposes something: a letter or a menu opens it, Enter supposes it, Escape goes back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from model.errors import DocketError, InvalidRecord
from model.outlook.changes.whatif import suppose
from model.record.scenario import Assumption
from ui.editor.fields.field import UnreadField
from ui.frame.theme import Theme
from ui.inspector.keybutton import KeyButton
from ui.whatif.form import AssumeForm
from ui.whatif.kinds import BY_TAG, at_once, joined, kinds_for
from ui.widgets.pagedcard import PagedCard
from ui.widgets.wraplabel import WrapLabel
from ui.workspace import Workspace

WIDTH = 460
MARGIN = 18


class AssumeCard(PagedCard):
    """``begin`` opens it on one kind of assumption, or to choose one."""

    def __init__(self, workspace: Workspace, theme: Theme, ids: Sequence[str], anchor: QWidget) -> None:
        super().__init__(theme, anchor, WIDTH)
        self._workspace = workspace
        self._look = theme
        self.ids = tuple(ids)
        self.form: AssumeForm | None = None
        self.setObjectName("whatif.card")
        self.setAccessibleName("What if")
        self.closed.connect(self.deleteLater)

    # ------------------------------------------------------------------------------------------- pages

    def begin(self, tag: str) -> None:
        """Open on a kind of assumption, or on the choice where none is given or it doesn't fit."""
        if tag in {kind.tag for kind in kinds_for(self._workspace.docket, self.ids)}:
            self.choose(tag)
        else:
            self._show_choice()

    def choose(self, tag: str) -> None:
        """Suppose at once what needs nothing typed, else show its form."""
        ready = at_once(self._workspace.docket, self.ids, tag)
        if ready:
            self._take(ready)
            return
        self.form = AssumeForm(self._workspace, self._look, self.ids, tag)
        self.form.changed.connect(lambda: self._say(""))
        self.show_page(self._form_page(self.form))
        first = self.form.first_input()
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)
        if isinstance(first, QLineEdit):
            first.selectAll()

    def _show_choice(self) -> None:
        docket = self._workspace.docket
        kinds = kinds_for(docket, self.ids)
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 12, 0, 8)
        whole.setSpacing(0)
        head = self._head("What if…")
        head.setContentsMargins(MARGIN, 0, MARGIN, 6)
        if not kinds:
            head.addWidget(self._label("Nothing can be supposed of all that is selected. Select another record."))
        whole.addLayout(head)
        buttons = [KeyButton(self._look, kind.said(docket, self.ids), kind.key, wide=True) for kind in kinds]
        for kind, button in zip(kinds, buttons, strict=True):
            button.setObjectName(f"suppose.{kind.tag}")
            button.setProperty("ring", False)
            button.clicked.connect(lambda _=False, tag=kind.tag: self.choose(tag))
            whole.addWidget(button)
        self.show_page(page)
        (buttons[0] if buttons else self).setFocus(Qt.FocusReason.PopupFocusReason)

    def _form_page(self, form: AssumeForm) -> QWidget:
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(MARGIN, 12, MARGIN, 14)
        whole.setSpacing(10)
        whole.addLayout(self._head(BY_TAG[form.tag].asked(self._workspace.docket, self.ids)))
        whole.addWidget(form)
        self.trouble = self._label("", "error")
        whole.addWidget(self.trouble)
        whole.addWidget(self._label("It is supposed, and recorded nowhere."))
        whole.addLayout(self._feet())
        return page

    def _head(self, heading: str) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._label(self._whom()))
        title = self._label(heading, "")
        title.setFont(self._look.font("subtitle"))
        head.addWidget(title)
        return head

    def _whom(self) -> str:
        docket = self._workspace.docket
        if len(self.ids) == 1 and self.ids[0] in docket.events:
            return docket.events[self.ids[0]].title
        if len(self.ids) == 1:
            node = docket.node(self.ids[0])
            return f"{node.ref}  {node.short}"
        refs = ", ".join(docket.short_ref(one) for one in self.ids[:12])
        return refs + (f" and {len(self.ids) - 12} more" if len(self.ids) > 12 else "")

    def _feet(self) -> QHBoxLayout:
        self.suppose_button = QPushButton("Suppose")
        self.suppose_button.setObjectName("whatif.suppose")
        self.suppose_button.setProperty("role", "primary")
        self.suppose_button.clicked.connect(self.suppose)
        self.cancel_button = QPushButton("Cancel")
        self.cancel_button.clicked.connect(self.close_card)
        feet = QHBoxLayout()
        feet.setContentsMargins(0, 4, 0, 0)
        feet.setSpacing(8)
        for button in (self.suppose_button, self.cancel_button):
            button.setAutoDefault(False)
            feet.addWidget(button)
        feet.addStretch(1)
        hint = self._label("Enter supposes it, Esc goes back")
        hint.setWordWrap(False)
        feet.addWidget(hint)
        return feet

    def _label(self, words: str, role: str = "third") -> QLabel:
        made = WrapLabel(words)
        made.setFont(self._look.font("small", 600 if role == "error" else None))
        if role:
            made.setProperty("role", role)
        if not words:
            made.hide()
        return made

    # ----------------------------------------------------------------------------------------- suppose

    def suppose(self) -> None:
        """Suppose what stands in the form, and close; what is wrong is said beside its input."""
        if self.form is None:
            return
        try:
            found = self.form.assumptions()
        except UnreadField as unread:
            self.form.show_unread(unread)
            unread.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._take(found)

    def _take(self, found: tuple[Assumption, ...]) -> None:
        space = self._workspace
        standing = space.supposition.assumptions if space.supposition else ()
        wanted = joined(standing, found)
        try:
            for one in found:
                for problem in one.problems():
                    raise InvalidRecord(problem.message)
            suppose(space.docket, wanted)
        except DocketError as error:
            self._refuse(error)
            return
        self.close_card()
        space.suppose(wanted)

    def _refuse(self, error: DocketError) -> None:
        if self.form is None:
            self.close_card()
            self._workspace.fail(error)
        else:
            self._say(str(error))

    def _say(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
        self.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.form is not None:
            self.close_card() if self.focusWidget() is self.cancel_button else self.suppose()
            return
        kinds = kinds_for(self._workspace.docket, self.ids) if self.form is None else ()
        chosen = [kind for kind in kinds if kind.key == event.text().upper()]
        if chosen:
            self.choose(chosen[0].tag)
            return
        super().keyPressEvent(event)
