"""A question is plain text, and whoever hurries past it changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from ui.frame.theme import Theme
from ui.widgets.question import Answer, Question, QuestionBox, ask

ASKED = Question("Drafts", "One <b>draft</b> would be lost.", "R&D plan", (Answer("discard", "Discard it", True),))


@pytest.fixture
def host(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.show()
    return made


def answered(theme: Theme, host: QMainWindow, deed: Callable[[QuestionBox], object]) -> str:
    """What comes of a question to which somebody does something."""

    def do() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QuestionBox)
        deed(box)

    QTimer.singleShot(0, do)
    return ask(theme, ASKED, host)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_escape_and_enter_are_the_harmless_answer(theme: Theme, host: QMainWindow, key: Qt.Key) -> None:
    assert answered(theme, host, lambda box: QTest.keyClick(box, key)) == ""


def test_closing_is_the_harmless_answer(theme: Theme, host: QMainWindow) -> None:
    assert answered(theme, host, QuestionBox.close) == ""


def test_a_button_gives_its_key(theme: Theme, host: QMainWindow) -> None:
    def press(box: QuestionBox) -> None:
        button = box.findChild(QPushButton, "question.discard")
        assert isinstance(button, QPushButton)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert answered(theme, host, press) == "discard"


def test_a_second_question_is_answered_harmlessly_while_one_stands(theme: Theme, host: QMainWindow) -> None:
    second: list[str] = []

    def again(box: QuestionBox) -> None:
        second.append(ask(theme, ASKED, host))
        box.reject()

    assert answered(theme, host, again) == ""
    assert second == [""]


def test_nothing_in_a_question_is_taken_for_mark_up(qtbot: QtBot, theme: Theme, host: QMainWindow) -> None:
    box = QuestionBox(theme, ASKED, host)
    labels = [label for label in box.findChildren(QLabel) if label.text()]

    assert [label.text() for label in labels] == ["One <b>draft</b> would be lost.", "R&D plan"]
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert (box.accessibleName(), box.accessibleDescription()) == ("One <b>draft</b> would be lost.", "R&D plan")
