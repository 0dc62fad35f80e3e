"""What the window says between its head and its view: failures, bugs, and what was done."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from model.days.wording import say_count, say_long
from model.record.deadline import Every
from ui.actions import Need
from ui.failure import Failure
from ui.theme import Theme
from ui.widgets.banner import MessageBar
from ui.workspace import Workspace


class Messages(QWidget):
    """One message at a time; it stays until it is closed or another takes its place."""

    copied = Signal(str)
    undone = Signal()
    reminded = Signal(str)
    """What was chosen about the reminder that is shown: to open it, to acknowledge it, or to show all."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = MessageBar(theme, self)
        self._report = ""
        self._reminds = False
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space.view, 12, theme.space.view, 4)
        column.addWidget(self.bar)
        self.bar.acted.connect(self._act)
        self.bar.close_button.clicked.connect(self.clear)
        self.hide()

    def fail(self, failure: Failure) -> None:
        """Say what happened and what was kept."""
        self._say(failure.what, failure.kept)

    def tell(self, done: str, more: str, *, undo: bool = False) -> None:
        """Say what was done."""
        self._say(done, more, (("undo", "Undo"),) if undo else ())

    def bug(self, report: str) -> None:
        """Say that Duly is at fault, and offer the report."""
        self._report = report
        self._say(
            "Something went wrong that is Duly’s fault.",
            "Your docket is saved up to your last change. The report holds no words, names or amounts of your docket.",
            (("copy", "Copy a report"),),
        )

    def remind(self, title: str, more: str, *, single: bool) -> None:
        """Say what rings; a failure that stands here goes before it, since the list has the reminder, too."""
        if self.bar.isVisibleTo(self) and not self._reminds:
            return
        first = ("reminder open", "Open") if single else ("reminder list", "Show all")
        self._say(title, more, (first, ("reminder acknowledge", "Acknowledge")))
        self._reminds = True

    def end_reminder(self) -> None:
        """The reminder that is shown is dealt with."""
        if self._reminds:
            self.clear()

    def clear(self) -> None:
        """Say nothing."""
        self._reminds = False
        self.bar.hide()
        self.hide()

    def _say(self, what: str, more: str, actions: tuple[tuple[str, str], ...] = ()) -> None:
        self._reminds = False
        self.bar.report(what, more, actions)
        self.show()

    def _act(self, key: str) -> None:
        if key == "copy":
            self.copied.emit(self._report)
            self._say("The report was copied.", "Paste it where you ask for help. Read it first: it is short.")
        elif key == "undo":
            self.clear()
            self.undone.emit()
        elif key.startswith("reminder "):
            self.reminded.emit(key.partition(" ")[2])


def day_words(day: date, today: date) -> str:
    """The sentence that says on which day one looks, and that one does not write there."""
    days = (day - today).days
    if days > 0:
        where = f"{say_count(days, 'day')} ahead, if nothing more is done"
    else:
        where = f"{say_count(-days, 'day')} back, by what happened up to then"
    return f"the docket as of {say_long(day)}, {where}. What you record is still dated {say_long(today)}."


def possible_now(workspace: Workspace) -> frozenset[Need]:
    """What is there for actions to work on."""
    found: set[Need] = set()
    ledger, chosen = workspace.ledger, workspace.selection
    if ledger is not None:
        found.add("docket")
        found |= {"undo"} if ledger.undo_label else set()
        found |= {"redo"} if ledger.redo_label else set()
    if workspace.supposition is not None:
        found.add("supposed")
    if chosen:
        found.add("some")
        if len(chosen) == 1:
            found.add("one")
            found |= {"series"} if _recurs(workspace, chosen[0]) else set()
        if all(one in workspace.docket.obligations for one in chosen):
            found.add("obligation")
    return frozenset(found)


def _recurs(workspace: Workspace, record_id: str) -> bool:
    obligation = workspace.docket.obligations.get(record_id)
    return obligation is not None and isinstance(obligation.deadline, Every)
