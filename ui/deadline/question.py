"""A question instead of a guess: each answer is a notation to write, taken by a click or Alt and its number."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from model.days.notation import Ambiguous, NotationChoice
from ui.frame.theme import Theme
from ui.inspector.flow import FlowLabel, Run, plain
from ui.widgets.elided import ElidedLabel, plain_tooltip
from ui.widgets.rows import clear_layout

_GAP = 10
_KEYS = 40
"""The room of Alt and its number."""
_LEAST = 80
_WORD = re.compile(r"\w+")


class AnswerButton(QPushButton):
    """One answer. Up and Down go to its neighbours. Where it has too little room it is cut in its middle."""

    moved = Signal(int)

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words

    def fit(self, room: int) -> None:
        """Say as much of the answer as has room: what tells answers apart stands at their ends."""
        measure = QFontMetrics(self.font())
        shown = measure.elidedText(self._words, Qt.TextElideMode.ElideMiddle, room)
        self.setText(shown)
        self.setToolTip(plain_tooltip(self._words) if shown != self._words else "")

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, super().minimumSizeHint().height())

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
        self._whys: list[FlowLabel] = []
        self.words = FlowLabel(theme)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 2, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
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
        self._whys.clear()
        self.setVisible(question is not None)
        if question is None:
            return
        self.words.show_runs((Run(question.question, "body", weight=600),))
        self.setAccessibleName(question.question)
        for place, choice in enumerate(question.choices):
            self._add(place, choice)
        self._settle()

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

    def _add(self, place: int, choice: NotationChoice) -> None:
        button = AnswerButton(choice.text)
        button.setProperty("role", "link")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAutoDefault(False)
        keys = f"Alt+{place + 1}" if place < 9 else ""
        button.setAccessibleName(f"Write: {choice.text}")
        button.setAccessibleDescription(", ".join(filter(None, (choice.why, keys))))
        button.clicked.connect(lambda _=False, at=place: self.answer(at))
        button.moved.connect(lambda rows, at=place: self._move(at + rows))
        why = plain(self._theme, _news(choice), "small", "third")
        self._whys.append(why)
        self._grid.addWidget(ElidedLabel(self._theme, keys, font="micro", ink="third"), 2 * place, 0)
        self._grid.addWidget(button, 2 * place, 1, Qt.AlignmentFlag.AlignLeft)
        self._put(place, why, beside=True)

    def _put(self, place: int, why: FlowLabel, *, beside: bool) -> None:
        """The reason stands beside its answer, or below it over all the width there is."""
        why.setVisible(bool(why.text))
        if beside:
            self._grid.addWidget(why, 2 * place, 2, Qt.AlignmentFlag.AlignVCenter)
        else:
            self._grid.addWidget(why, 2 * place + 1, 1, 1, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A reason that has no room beside its answer goes below it, and wraps there: none is cut."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        measure = QFontMetrics(self._theme.font("small"))
        for place, (button, why) in enumerate(zip(self.buttons(), self._whys, strict=True)):
            button.fit(self.width() - _KEYS - _GAP)
            wanted = _KEYS + button.sizeHint().width() + 2 * _GAP + measure.horizontalAdvance(why.text)
            self._grid.removeWidget(why)
            self._put(place, why, beside=wanted <= self.width())

    def _move(self, place: int) -> None:
        buttons = self.buttons()
        if place < 0:
            self.left.emit()
        elif place < len(buttons):
            buttons[place].setFocus(Qt.FocusReason.TabFocusReason)


def _news(choice: NotationChoice) -> str:
    """What speaks for an answer, where the answer does not say it itself."""
    said = set(_WORD.findall(choice.text.casefold()))
    return "" if said.issuperset(_WORD.findall(choice.why.casefold())) else choice.why


def _same(one: Ambiguous | None, other: Ambiguous | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.question, one.choices) == (other.question, other.choices)
