"""The governing law's roll of an instrument: proposed with its citation, taken with one press, never silently."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from model.days.calendar import named
from model.days.lawroll import LawRoll, roll_of_rule
from ui.editor.deadline.steps import ROLLS
from ui.editor.fields.field import Field, column, hint
from ui.frame.theme import Theme

NONE = "Where the governing law moves a day that is closed, it is proposed here with its citation."
TAKE = "Move closed days by it"


class LawRollField(Field):
    """The rule of the rulebook that the roll is from. It proposes that of the governing law, and takes it when told."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._rule = ""
        self.proposal: LawRoll | None = None
        self.words = hint(theme, NONE)
        self.take = QPushButton(TAKE)
        self.take.setObjectName(f"{name}.take")
        self.take.clicked.connect(self._take)
        whole = column(self)
        whole.addWidget(self.words)
        whole.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self.take.hide()

    def value(self) -> str:
        return self._rule

    def show_value(self, value: Any) -> None:
        self._rule = value or ""
        self._say()

    def propose(self, found: LawRoll | None) -> None:
        """Offer the roll of a law, or nothing."""
        self.proposal = found
        self._say()

    def inputs(self) -> list[QWidget]:
        return [self.take]

    def set_label(self, label: str) -> None:
        self.take.setAccessibleName(f"{label}: {TAKE}")

    def _take(self) -> None:
        if self.proposal is not None:
            self._rule = self.proposal.rule
            self.changed.emit()

    def _say(self) -> None:
        taken = roll_of_rule(self._rule) if self._rule else None
        if self._rule:
            self.words.setText(f"Moved by {taken.citation if taken else self._rule}.")
        else:
            self.words.setText(_proposal(self.proposal) if self.proposal else NONE)
        self.take.setVisible(self.proposal is not None and not self._rule)
        self.take.setAccessibleDescription(self.words.text())


def _proposal(found: LawRoll) -> str:
    days = named(found.calendars).words
    return (
        f"{found.citation} moves a day that is closed {ROLLS[found.convention]} ({days}), unless the contract says "
        "otherwise. Nothing moves until you take it."
    )
