"""A question instead of a guess: each answer is a notation to write, taken by a click or Alt and its number."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from model.days.notation import Ambiguous, Choice
from ui.inspector.flow import FlowLabel, Run
from ui.theme import Theme
from ui.widgets.elided import ElidedLabel
from ui.widgets.rows import clear_layout

_WORD = re.compile(r"\w+")


class AnswerButton(QPushButton):
    """One answer. Up and Down go to its neighbours."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps:
            self.moved.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class QuestionCard(QWidget):
    """Emits `answered(str)`, the notation chosen; `left()` where the keyboard goes up past the first answer."""

    answered = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._question: Ambiguous | None = None
        self.words = FlowLabel(theme)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 2, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(2, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.words)
        whole.addLayout(self._grid)
        self.hide()

    @property
    def question(self) -> Ambiguous | None:
        """What is asked now."""
        return self._question

    def buttons(self) -> list[AnswerButton]:
        """The answers, in their order."""
        found = (self._grid.itemAt(place) for place in range(self._grid.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [widget for widget in widgets if isinstance(widget, AnswerButton)]

    def ask(self, question: Ambiguous | None) -> None:
        """Ask this; nothing to ask hides the card."""
        if _same(question, self._question):
            return
        self._question = question
        clear_layout(self._grid)
        self.setVisible(question is not None)
        if question is None:
            return
        self.words.show_runs((Run(question.question, "body", weight=600),))
        self.setAccessibleName(question.question)
        for place, choice in enumerate(question.choices):
            self._add(place, choice)

    def answer(self, place: int) -> None:
        """Take the answer at ``place``, counted from 0."""
        if self._question is not None and place < len(self._question.choices):
            self.answered.emit(self._question.choices[place].text)

    def focus_first(self) -> None:
        buttons = self.buttons()
        if buttons and self._question is not None:
            buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def _add(self, place: int, choice: Choice) -> None:
        button = AnswerButton(choice.text)
        button.setProperty("role", "link")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAutoDefault(False)
        keys = f"Alt+{place + 1}" if place < 9 else ""
        button.setAccessibleName(f"Write: {choice.text}")
        button.setAccessibleDescription(", ".join(filter(None, (choice.why, keys))))
        button.clicked.connect(lambda _=False, at=place: self.answer(at))
        button.moved.connect(lambda rows, at=place: self._move(at + rows))
        why = ElidedLabel(self._theme, _news(choice), font="small", ink="third")
        self._grid.addWidget(ElidedLabel(self._theme, keys, font="micro", ink="third"), place, 0)
        self._grid.addWidget(button, place, 1, Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(why, place, 2)

    def _move(self, place: int) -> None:
        buttons = self.buttons()
        if place < 0:
            self.left.emit()
        elif place < len(buttons):
            buttons[place].setFocus(Qt.FocusReason.TabFocusReason)


def _news(choice: Choice) -> str:
    """What speaks for an answer, where the answer does not say it itself."""
    said = set(_WORD.findall(choice.text.casefold()))
    return "" if said.issuperset(_WORD.findall(choice.why.casefold())) else choice.why


def _same(one: Ambiguous | None, other: Ambiguous | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.question, one.choices) == (other.question, other.choices)
