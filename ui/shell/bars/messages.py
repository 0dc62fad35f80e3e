"""What the window says between its head and its view: failures, bugs, and what was done."""

from __future__ import annotations

from datetime import date
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from model.days.wording import say_count, say_long
from ui.frame.theme import Theme
from ui.shell.failure import Failure
from ui.widgets.banner import MessageBar

Cause = Literal["", "failure", "change", "choice", "reminder"]
"""What a message rests on: a failure, the last change, what is selected, what rings; nothing, where it stays true."""


class Messages(QWidget):
    """One message at a time; it stays until it is closed, another takes its place, or its cause is gone."""

    copied = Signal(str)
    undone = Signal()
    reminded = Signal(str)
    """What was chosen about the reminder that is shown: to open it, to acknowledge it, or to show all."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = MessageBar(theme, self)
        self._report = ""
        self._cause: Cause = ""
        self._failure: Failure | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space.view, 12, theme.space.view, 4)
        column.addWidget(self.bar)
        self.bar.acted.connect(self._act)
        self.bar.close_button.clicked.connect(self.clear)
        self.hide()

    def fail(self, failure: Failure) -> None:
        """Say what happened and what was kept, until a change goes through or what failed works again."""
        self._say(failure.what, failure.kept, cause="failure")
        self._failure = failure

    def end_failure(self, failure: Failure) -> None:
        """Take the message about a failure away, since what failed works again."""
        if self._failure is failure:
            self.clear()

    def tell(self, done: str, more: str, *, undo: bool = False, until: Cause = "") -> None:
        """Say what was done, until another ``change`` or ``choice``.

        With ``undo`` it is until the next change, which the button would take back instead.
        """
        self._say(done, more, (("undo", "Undo"),) if undo else (), cause="change" if undo else until)

    def end_with_change(self) -> None:
        """A change was made and saved: what failed before it, and what it could undo, is over."""
        if self._cause in ("failure", "change"):
            self.clear()

    def end_with_choice(self) -> None:
        """End a message that was about what was selected before."""
        if self._cause == "choice":
            self.clear()

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
        if self.bar.isVisibleTo(self) and not self.reminds:
            return
        first = ("reminder open", "Open") if single else ("reminder list", "Show all")
        self._say(title, more, (first, ("reminder acknowledge", "Acknowledge")), cause="reminder")

    @property
    def reminds(self) -> bool:
        """Whether it is a reminder that is shown."""
        return self._cause == "reminder"

    def end_reminder(self) -> None:
        """The reminder that is shown is dealt with."""
        if self.reminds:
            self.clear()

    def clear(self) -> None:
        """Say nothing."""
        self._cause, self._failure = "", None
        self.bar.hide()
        self.hide()

    def _say(self, what: str, more: str, actions: tuple[tuple[str, str], ...] = (), cause: Cause = "") -> None:
        self._cause, self._failure = cause, None
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
