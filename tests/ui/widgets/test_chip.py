"""The filter chip: what it says, and how keyboard and mouse choose."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.frame.theme import Theme
from ui.widgets.chip import SEARCH_FROM, FilterChip, Option
from ui.widgets.popover import Popover

Stage = Callable[..., QWidget]
STANDINGS = [Option("open", "open", "open", 6), Option("due", "due", "due"), Option("missed", "missed", "missed")]


@pytest.fixture
def chip(theme: Theme, stage: Stage) -> FilterChip:
    made = FilterChip(theme, "Standing")
    made.set_options(STANDINGS)
    stage(made)
    return made


def card(chip: FilterChip) -> Popover:
    return chip.window().findChildren(Popover)[0]


def rows(chip: FilterChip) -> QListWidget:
    return card(chip).findChildren(QListWidget)[0]


def search(chip: FilterChip) -> QLineEdit:
    return card(chip).findChildren(QLineEdit)[0]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ((), "Standing"),
        (("due",), "Standing: due"),
        (("due", "open"), "Standing: open, due"),
        (("missed", "due", "open"), "Standing: open, due +1"),
    ],
)
def test_a_chip_says_what_is_chosen_in_the_order_of_its_list(
    chip: FilterChip, value: tuple[str, ...], words: str
) -> None:
    chip.set_value(value)

    assert chip.words() == words


def test_screen_readers_hear_all_that_is_chosen(chip: FilterChip) -> None:
    assert chip.accessibleName() == "Standing filter: all"
    chip.set_value({"open", "due", "missed"})

    assert chip.accessibleName() == "Standing filter: open, due, missed"


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_keyboard_opens_the_list_and_escape_gives_the_chip_back(
    qtbot: QtBot, chip: FilterChip, key: Qt.Key
) -> None:
    chip.setFocus()
    QTest.keyClick(chip, key)
    assert card(chip).is_open
    assert rows(chip).hasFocus()

    QTest.keyClick(rows(chip), Qt.Key.Key_Escape)

    assert not card(chip).is_open
    assert chip.hasFocus()


def test_space_chooses_at_once_and_chooses_back(qtbot: QtBot, chip: FilterChip) -> None:
    heard: list[frozenset[str]] = []
    chip.changed.connect(heard.append)
    chip.open_list()

    QTest.keyClick(rows(chip), Qt.Key.Key_Space)
    QTest.keyClick(rows(chip), Qt.Key.Key_Down)
    QTest.keyClick(rows(chip), Qt.Key.Key_Space)
    QTest.keyClick(rows(chip), Qt.Key.Key_Space)
    QTest.keyClick(rows(chip), Qt.Key.Key_Return)

    assert heard == [{"open"}, {"open", "due"}, {"open"}]
    assert not card(chip).is_open


def test_a_click_on_a_row_chooses_it(qtbot: QtBot, chip: FilterChip) -> None:
    chip.open_list()
    middle = rows(chip).visualItemRect(rows(chip).item(2)).center()

    with qtbot.waitSignal(chip.changed) as told:
        QTest.mouseClick(rows(chip).viewport(), Qt.MouseButton.LeftButton, pos=middle)

    assert told.args == [frozenset({"missed"})]


def test_a_press_elsewhere_closes_the_list(qtbot: QtBot, chip: FilterChip) -> None:
    chip.open_list()
    QTest.mouseClick(chip.window(), Qt.MouseButton.LeftButton, pos=QPoint(790, 590))

    assert not card(chip).is_open


def test_a_press_on_the_chip_closes_its_list_and_does_not_open_it_again(qtbot: QtBot, chip: FilterChip) -> None:
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert card(chip).is_open

    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))

    assert not card(chip).is_open


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_and_backspace_clear(qtbot: QtBot, chip: FilterChip, key: Qt.Key) -> None:
    chip.set_value({"open"})

    with qtbot.waitSignal(chip.changed) as told:
        QTest.keyClick(chip, key)

    assert told.args == [frozenset()]


def test_the_cross_clears_and_opens_nothing(qtbot: QtBot, chip: FilterChip) -> None:
    chip.set_value({"open"})

    with qtbot.waitSignal(chip.changed):
        cross = QPoint(chip.sizeHint().width() - 14, chip.height() // 2)
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=cross)

    assert chip.value() == frozenset()
    assert not chip.window().findChildren(Popover)


def test_clear_in_the_list_clears(qtbot: QtBot, chip: FilterChip) -> None:
    chip.set_value({"open", "due"})
    chip.open_list()
    clear = card(chip).findChildren(QPushButton)[0]
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)

    assert chip.value() == frozenset()
    assert not clear.isEnabled()
    assert all(rows(chip).item(row).checkState() == Qt.CheckState.Unchecked for row in range(3))


def test_a_short_list_has_no_search_and_a_long_one_searches_as_you_type(qtbot: QtBot, chip: FilterChip) -> None:
    chip.open_list()
    assert search(chip).isHidden() or not search(chip).isVisible()
    card(chip).close_card()

    chip.set_options([Option(str(place), f"Instrument {place}") for place in range(SEARCH_FROM)])
    chip.open_list()
    assert search(chip).hasFocus()
    QTest.keyClicks(search(chip), "MENT 7")
    shown = [rows(chip).item(row).text() for row in range(SEARCH_FROM) if not rows(chip).item(row).isHidden()]

    assert shown == ["Instrument 7"]


def test_what_is_no_longer_on_offer_is_no_longer_chosen(qtbot: QtBot, chip: FilterChip) -> None:
    chip.set_value({"open", "due"})

    with qtbot.waitSignal(chip.changed) as told:
        chip.set_options(STANDINGS[:1])

    assert told.args == [frozenset({"open"})]


def test_choosing_what_is_chosen_tells_nobody(qtbot: QtBot, chip: FilterChip) -> None:
    chip.set_value({"open"})

    with qtbot.assertNotEmitted(chip.changed):
        chip.set_value({"open", "unknown"})
