"""One change for several records at once: their owner, their tags."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from model.days.wording import say_count
from model.ledger.commands import AddTags, RemoveTags, SetOwner
from ui.frame.panel import Panel
from ui.frame.theme import Theme, set_property
from ui.widgets.text import text
from ui.workspace import Workspace

_NOBODY = ""


class _BulkDialog(Panel):
    """A title, a form, and two buttons; the first carries out, the second leaves all as it was."""

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        ids: Sequence[str],
        words: tuple[str, str],
        carry_out: Callable[[], None],
        parent: QWidget,
    ) -> None:
        title, verb = words
        super().__init__(workspace, theme, parent, "bulk", title)
        self._ids = tuple(ids)
        self.setMinimumWidth(420)
        head = text(theme, title, "subtitle", wraps=False)
        self.about = text(theme, refs_words(workspace, self._ids), "body", "second")
        self.form = QFormLayout()
        self.form.setVerticalSpacing(10)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = QPushButton(verb)
        set_property(self.accept_button, "role", "primary")
        self.buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(carry_out)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(self.about)
        column.addSpacing(6)
        column.addLayout(self.form)
        column.addSpacing(10)
        column.addWidget(self.buttons)
        for button in self.buttons.buttons():
            if isinstance(button, QPushButton):
                button.setAutoDefault(button is self.accept_button)
        self.accept_button.setDefault(True)


class OwnerDialog(_BulkDialog):
    """Give the records to a person, a role, or nobody."""

    def __init__(self, workspace: Workspace, theme: Theme, ids: Sequence[str], parent: QWidget) -> None:
        super().__init__(workspace, theme, ids, ("Set the owner", "Set owner"), self._set, parent)
        self.people = QComboBox()
        self.people.addItem("Nobody", _NOBODY)
        people = sorted(workspace.docket.people.values(), key=lambda person: person.name.casefold())
        for person in people:
            self.people.addItem(person.name, person.id)
        owners = {workspace.docket.node(one).owner or _NOBODY for one in ids}
        self.people.setCurrentIndex(max(0, self.people.findData(owners.pop())) if len(owners) == 1 else 0)
        self.form.addRow("&Owner", self.people)
        self.people.setFocus()

    def _set(self) -> None:
        chosen = self.people.currentData() or None
        self._workspace.do(SetOwner(self._ids, chosen))
        if self._workspace.last_failure is None:
            self.accept()


class TagsDialog(_BulkDialog):
    """Add tags to the records, and take tags off them."""

    def __init__(self, workspace: Workspace, theme: Theme, ids: Sequence[str], parent: QWidget) -> None:
        super().__init__(workspace, theme, ids, ("Add or remove tags", "Change tags"), self._change, parent)
        self.added = QLineEdit()
        self.added.setPlaceholderText("Words, with commas between them")
        self.removed = QLineEdit()
        held = sorted({tag for one in ids for tag in workspace.docket.node(one).tags}, key=str.casefold)
        self.removed.setPlaceholderText("Words, with commas between them" if held else "They have no tags now")
        self.removed.setEnabled(bool(held))
        self.form.addRow("&Add", self.added)
        self.form.addRow("&Remove", self.removed)
        if held:
            self.form.addRow("Now", text(theme, ", ".join(held), "small"))
        self.added.setFocus()

    def _change(self) -> None:
        for command, field in ((RemoveTags, self.removed), (AddTags, self.added)):
            tags = tuple(filter(None, (" ".join(tag.split()) for tag in field.text().split(","))))
            if tags:
                self._workspace.do(command(self._ids, tags))
                if self._workspace.last_failure is not None:
                    return
        self.accept()


def refs_words(workspace: Workspace, ids: Sequence[str]) -> str:
    """Which records a change is for: their refs, or how many they are."""
    refs = [workspace.docket.ref(one) for one in ids]
    if len(refs) == 1:
        return f"{refs[0]}  {workspace.docket.node(ids[0]).title}"
    named = ", ".join(refs[:8])
    return f"For {say_count(len(refs), 'record')}: {named}{' and more' if len(refs) > 8 else ''}"
