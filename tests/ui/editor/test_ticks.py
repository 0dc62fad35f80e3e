"""The ticks of an instrument's calendars: each has its words, all are seen, and what was chosen keeps its order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from model.days.calendar import known_calendars
from tests.ui.editor.conftest import Open
from tests.ui.editor.hand import Hand
from ui.editor.fields.calendars import CALENDAR_WORDS
from ui.editor.fields.plain import TicksField
from ui.frame.theme import Theme

CHOICES = [("Alder", "a"), ("Birch", "b"), ("Cedar of Lebanon", "c"), ("Dogwood", "d"), ("Elm", "e")]


@pytest.fixture
def ticks(qtbot: QtBot, theme: Theme) -> TicksField:
    made = TicksField(theme, "trees", CHOICES, columns=2)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def columns(field: TicksField) -> list[list[str]]:
    found: dict[int, list[QCheckBox]] = {}
    for tick in field.findChildren(QCheckBox):
        found.setdefault(tick.x(), []).append(tick)
    return [[tick.text() for tick in sorted(found[x], key=QCheckBox.y)] for x in sorted(found)]


def test_every_calendar_has_its_words_with_its_name() -> None:
    assert sorted(CALENDAR_WORDS) == list(known_calendars())
    assert all(words.endswith(f"({name})") for name, words in CALENDAR_WORDS.items())


@pytest.mark.parametrize("size", [(860, 720), (680, 600), (560, 420)])
def test_no_calendar_is_cut(qtbot: QtBot, edit: Open, size: tuple[int, int]) -> None:
    editor, hand = edit("instrument", "form-8k")
    editor.resize(*size)
    ticks = [hand.find(f"calendars.{name}", QCheckBox) for name in known_calendars()]
    qtbot.waitUntil(lambda: all(tick.width() >= tick.sizeHint().width() for tick in ticks))


def test_ticks_are_read_downwards_in_columns(ticks: TicksField) -> None:
    assert columns(ticks) == [["Alder", "Birch", "Cedar of Lebanon"], ["Dogwood", "Elm"]]


def test_a_narrow_field_has_one_column_and_a_wide_one_has_them_again(qtbot: QtBot, ticks: TicksField) -> None:
    ticks.resize(ticks.minimumSizeHint().width(), 300)
    qtbot.waitUntil(lambda: columns(ticks) == [[words for words, _ in CHOICES]])
    ticks.resize(600, 300)
    qtbot.waitUntil(lambda: len(columns(ticks)) == 2)


def test_what_was_chosen_keeps_its_order_and_what_is_added_follows(qtbot: QtBot, ticks: TicksField) -> None:
    ticks.show_value(("d", "unknown", "a"))
    assert ticks.value() == ("d", "unknown", "a")
    Hand(ticks).find("trees.b", QCheckBox).click()
    assert ticks.value() == ("d", "unknown", "a", "b")
    (unknown,) = ticks.findChildren(QCheckBox, "trees.unknown")
    qtbot.waitUntil(unknown.isVisible)
    unknown.click()
    assert ticks.value() == ("d", "a", "b")


def test_ticks_are_one_stop_of_tab_and_arrows_go_among_them(qtbot: QtBot, theme: Theme) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    first, field, last = QLineEdit(), TicksField(theme, "trees", CHOICES, columns=2), QLineEdit()
    row = QVBoxLayout(host)
    for each in (first, field, last):
        row.addWidget(each)
    host.show()
    host.activateWindow()
    first.setFocus()
    hand = Hand(field)

    def press(key: Qt.Key) -> None:
        QTest.keyClick(host.focusWidget(), key)

    press(Qt.Key.Key_Tab)
    assert host.focusWidget() is hand.find("trees.a", QCheckBox)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert field.value() == ("c",)
    press(Qt.Key.Key_Tab)
    assert host.focusWidget() is last
    press(Qt.Key.Key_Backtab)
    assert host.focusWidget() is hand.find("trees.c", QCheckBox)
    press(Qt.Key.Key_End)
    assert host.focusWidget() is hand.find("trees.e", QCheckBox)
