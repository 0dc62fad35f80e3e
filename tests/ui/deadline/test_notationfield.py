"""What is typed is read at once: understood, asked about, or marked where it can't be read; and never lost."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from model.days.deadline import After, On, Open
from model.days.notation import Ambiguous, NamedDeadline, NotationError
from tests.model.days.notation.forms import on
from tests.ui.deadline.conftest import CONTEXT, Stage
from ui.deadline.notationfield import NotationField, names_of
from ui.editor.fields.field import UnreadField
from ui.frame.theme import Theme


@pytest.fixture
def field(qtbot: QtBot, theme: Theme, stage: Stage) -> NotationField:
    made = NotationField(theme, "deadline", lambda: CONTEXT)
    made.set_label("Deadline")
    stage(made, QPushButton("Next"))
    made.edit.setFocus()
    qtbot.waitUntil(made.edit.hasFocus)
    return made


def write(field: NotationField, text: str) -> None:
    QTest.keyClicks(field.edit, text)
    field.read_again()


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("45 days after fiscal quarter end", After),
        ("by 2 Dec 1996", On),
        ("promptly", Open),
    ],
)
def test_what_is_typed_is_understood(field: NotationField, text: str, sort: type[NamedDeadline]) -> None:
    write(field, text)
    assert isinstance(field.said, sort)
    assert field.value() == field.said
    assert field.error is None


def test_the_day_stands_below_with_its_weekday_and_distance(field: NotationField) -> None:
    write(field, "45 days after fiscal quarter end")
    assert not field.note.text.startswith("Thu 14 Nov 1996")
    field.set_day_zero(date(1996, 9, 30))
    assert [line.day for line in field.lines] == [date(1996, 11, 14)]
    assert field.note.text.startswith("Thu 14 Nov 1996, 6 days ago.")


def test_other_words_are_said_back_as_understood(field: NotationField) -> None:
    write(field, "within forty-five (45) days following the closing")
    assert "45 days after closing" in field.note.text


def test_a_name_that_the_docket_lacks_is_said(field: NotationField) -> None:
    write(field, "45 days after the merger")
    field.set_day_zero(date(1996, 11, 20))
    assert "“merger” is not on the docket yet." in field.note.text


class TestQuestion:
    def test_two_meanings_are_asked_about(self, field: NotationField) -> None:
        write(field, "10 days after closing")
        assert isinstance(field.error, Ambiguous)
        assert field.said is None
        assert field.question.isVisible()
        assert "calendar or business" in field.question.words.text
        answers = [button.text() for button in field.question.buttons()]
        assert answers[0] == "10 calendar days after closing"
        assert len(answers) > 1

    def test_it_cannot_be_handed_on_as_it_is(self, field: NotationField) -> None:
        write(field, "10 days after closing")
        with pytest.raises(UnreadField, match="calendar or business"):
            field.value()

    def test_a_click_writes_the_answer(self, field: NotationField) -> None:
        write(field, "10 days after closing")
        QTest.mouseClick(field.question.buttons()[0], Qt.MouseButton.LeftButton)
        assert field.text() == "10 calendar days after closing"
        assert isinstance(field.said, After)
        assert not field.question.isVisible()

    def test_one_key_writes_the_answer(self, field: NotationField) -> None:
        write(field, "10 days after closing")
        wanted = field.question.buttons()[1].text()
        QTest.keyClick(field.edit, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
        assert field.text() == wanted

    def test_down_goes_to_the_answers_and_up_comes_back(self, qtbot: QtBot, field: NotationField) -> None:
        write(field, "10 days after closing")
        first, second = field.question.buttons()[:2]
        qtbot.waitUntil(first.isVisible)
        QTest.keyClick(field.edit, Qt.Key.Key_Down)
        assert first.hasFocus()
        QTest.keyClick(first, Qt.Key.Key_Down)
        assert second.hasFocus()
        QTest.keyClick(second, Qt.Key.Key_Up)
        QTest.keyClick(first, Qt.Key.Key_Up)
        assert field.edit.hasFocus()

    def test_what_was_typed_comes_back(self, field: NotationField) -> None:
        write(field, "10 days after closing")
        QTest.keyClick(field.edit, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(field.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert field.text() == "10 days after closing"

    def test_each_answer_says_what_it_writes(self, field: NotationField) -> None:
        write(field, "10 days after closing")
        button = field.question.buttons()[0]
        assert button.accessibleName() == "Write: 10 calendar days after closing"
        assert "Alt+1" in button.accessibleDescription()


class TestError:
    def test_it_says_where_and_what_could_stand_there(self, field: NotationField) -> None:
        write(field, "45 days foo closing")
        assert isinstance(field.error, NotationError)
        assert field.edit.property("invalid") == "true"
        assert "“foo” at character 9" in field.note.text
        assert field.edit.accessibleDescription() == str(field.error)

    def test_the_place_is_marked_below_the_word(self, field: NotationField) -> None:
        write(field, "45 days foo closing")
        field.edit.close_list()
        marked = field.edit.grab().toImage()
        ink = field.theme.text.first
        where = field.edit.fontMetrics().horizontalAdvance("45 days f")
        column = [marked.pixelColor(9 + where, y) for y in range(marked.height() // 2, marked.height() - 3)]
        clear = [marked.pixelColor(marked.width() - 30, y) for y in range(marked.height() // 2, marked.height() - 3)]
        assert ink in column
        assert ink not in clear

    def test_while_the_last_word_grows_nothing_is_called_wrong(self, field: NotationField) -> None:
        write(field, "45 d")
        assert field.edit.property("invalid") is None
        assert field.note.text.startswith("Goes on with")

    def test_left_unfinished_it_is_asked_from_what(self, qtbot: QtBot, field: NotationField) -> None:
        write(field, "45 d")
        assert not field.question.isVisible()
        field.edit.clearFocus()
        qtbot.waitUntil(field.question.isVisible)
        assert isinstance(field.error, Ambiguous)
        assert field.text() == "45 d"


class TestCompletion:
    def test_it_opens_while_something_is_missing(self, field: NotationField) -> None:
        write(field, "45 days ")
        assert field.edit.is_open
        assert field.edit.offered == ["after", "before"]

    def test_it_stays_away_from_what_is_understood(self, field: NotationField) -> None:
        write(field, "45 days after closing")
        assert not field.edit.is_open

    def test_a_name_begun_is_completed_though_it_could_stand(self, field: NotationField) -> None:
        write(field, "45 days after clo")
        assert "closing" in field.edit.offered

    def test_tab_takes_the_first_offer(self, field: NotationField) -> None:
        write(field, "45 days aft")
        QTest.keyClick(field.edit, Qt.Key.Key_Tab)
        assert field.text() == "45 days after"
        assert field.edit.hasFocus()

    def test_tab_leaves_what_is_understood(self, field: NotationField) -> None:
        write(field, "45 days after closing")
        QTest.keyClick(field.edit, Qt.Key.Key_Tab)
        assert field.text() == "45 days after closing"
        assert not field.edit.hasFocus()

    def test_down_and_enter_take_another(self, field: NotationField) -> None:
        write(field, "45 days ")
        QTest.keyClick(field.edit, Qt.Key.Key_Down)
        QTest.keyClick(field.edit, Qt.Key.Key_Down)
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
        assert field.text() == "45 days before"

    def test_enter_alone_keeps_what_was_typed(self, field: NotationField) -> None:
        write(field, "45 days ")
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
        assert field.text() == "45 days "
        assert not field.edit.is_open

    def test_escape_closes_the_list_only(self, field: NotationField) -> None:
        write(field, "45 days ")
        QTest.keyClick(field.edit, Qt.Key.Key_Escape)
        assert not field.edit.is_open
        assert field.text() == "45 days "


def test_the_context_of_the_moment_counts(qtbot: QtBot, theme: Theme, stage: Stage) -> None:
    context = [CONTEXT]
    field = NotationField(theme, "deadline", lambda: context[0])
    stage(field)
    field.show_text("4 business days after closing")
    assert isinstance(field.error, Ambiguous)
    context[0] = type(CONTEXT)(today=CONTEXT.today, anchors=CONTEXT.anchors, calendars=("US-FED",))
    field.read_again()
    assert isinstance(field.said, After)


def test_a_value_is_shown_in_its_own_words(field: NotationField) -> None:
    field.show_value(on(date(1996, 12, 2)))
    assert field.value() == on(date(1996, 12, 2))
    field.show_value(None)
    assert field.text() == ""
    assert field.value() is None


def test_a_change_by_hand_is_told_and_a_value_shown_is_not(qtbot: QtBot, field: NotationField) -> None:
    told: list[None] = []
    field.changed.connect(lambda: told.append(None))
    field.show_text("promptly")
    assert told == []
    QTest.keyClicks(field.edit, ".")
    assert told == [None]


def test_the_names_counted_from_are_found(field: NotationField) -> None:
    write(field, "earlier of 90 days after closing and 60 days after clearance")
    assert field.said is not None
    assert names_of(field.said) == ("closing", "clearance")
