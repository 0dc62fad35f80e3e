"""The one way to ask a question that must be answered before what was begun goes on.

Where there is an undo nothing is asked. Where there is none: a sentence, what it costs, the harmless answer on Enter
and Escape, and the others by their own words.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.frame.theme import Theme
from ui.widgets.text import text

_WIDE = 440


class Answer(NamedTuple):
    """Something that may be done: its key, its word on the button, and whether it takes something away for good."""

    key: str
    words: str
    destroys: bool = False


class Question(NamedTuple):
    """What is asked. Every text is taken as it is written, never as mark-up."""

    title: str
    words: str
    more: str
    answers: tuple[Answer, ...]
    harmless: str = "Go back"
    """The button that changes nothing: it has the keyboard, and Escape and closing mean it."""


class QuestionBox(QDialog):
    """Asks one question. ``answer`` is the key of what was chosen, empty for the harmless one."""

    def __init__(self, theme: Theme, asked: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self.answer = ""
        self.setWindowTitle(asked.title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAccessibleName(asked.words)
        self.setAccessibleDescription(asked.more)
        self.setMinimumWidth(_WIDE)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(text(theme, asked.words, "subtitle"))
        column.addWidget(text(theme, asked.more, "body"))
        column.addSpacing(10)
        self._buttons = QDialogButtonBox()
        column.addWidget(self._buttons)
        self.harmless = self._button(asked.harmless, "question.harmless", QDialogButtonBox.ButtonRole.RejectRole)
        self.harmless.clicked.connect(self.reject)
        for one in asked.answers:
            role = QDialogButtonBox.ButtonRole
            made = self._button(
                one.words, f"question.{one.key}", role.DestructiveRole if one.destroys else role.AcceptRole
            )
            made.clicked.connect(lambda _=False, key=one.key: self._choose(key))
        self.harmless.setDefault(True)
        self.harmless.setFocus()

    def _button(self, words: str, name: str, role: QDialogButtonBox.ButtonRole) -> QPushButton:
        made = QPushButton(words.replace("&", "&&"))
        made.setObjectName(name)
        self._buttons.addButton(made, role)
        return made

    def _choose(self, key: str) -> None:
        self.answer = key
        self.accept()


def ask(theme: Theme, asked: Question, parent: QWidget) -> str:
    """Ask, and wait for the answer: the key of what was chosen, empty for the harmless one.

    A second question while one stands open is answered harmlessly, and so is one whose window went away meanwhile: what
    began it can begin it again.
    """
    if isinstance(QApplication.activeModalWidget(), QuestionBox):
        return ""
    box = QuestionBox(theme, asked, parent)
    box.exec()
    if not isValid(box):
        return ""
    answer = box.answer
    box.deleteLater()
    return answer
