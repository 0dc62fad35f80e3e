"""The command palette: what is found, in which order, and by which keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.frame.theme import Theme
from ui.widgets.palette import ROWS, CommandPalette, Finder, PaletteEntry, search_key

Stage = Callable[..., QWidget]
ENTRIES = (
    PaletteEntry("17", "Amended development plan for approval", "Mon 2 Dec 1996", mark="open", ref="17"),
    PaletteEntry("7", "Prospectus filed with Canadian regulators", "Fri 1 Nov 1996", mark="satisfied", ref="7"),
    PaletteEntry("submitted", "Record that 17 was submitted", shortcut="Ctrl+Return"),
    PaletteEntry("remind", "Plan reminders for 17", shortcut="R"),
    PaletteEntry("timeline", "Show the plan of lanes: Timeline", shortcut="Ctrl+4"),
    PaletteEntry("fee", "Gebühr an Société Générale", ref="10"),
)


def keys(query: str) -> list[str]:
    return [entry.key for entry in Finder(ENTRIES).find(query)]


@pytest.fixture
def palette(theme: Theme, stage: Stage) -> CommandPalette:
    window = stage(QPushButton("Behind"))
    made = CommandPalette(window, theme)
    made.open(ENTRIES)
    return made


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("plan", ["remind", "17", "timeline"]),  # what begins with the word comes first
        ("PLAN app", ["17"]),
        ("app plan", ["17"]),  # in any order
        ("17", ["17", "submitted", "remind"]),  # the ref itself before those that speak of it
        ("lan", ["timeline"]),  # the beginning of a word, not its middle
        ("2 dec", ["17"]),
        ("societe", ["fee"]),
        ("gebuhr", ["fee"]),
        ("no such thing", []),
    ],
)
def test_every_word_typed_begins_a_word_of_what_is_found(query: str, found: list[str]) -> None:
    assert keys(query) == found


def test_nothing_typed_finds_all_in_their_order() -> None:
    assert keys("  ") == [entry.key for entry in ENTRIES]


@pytest.mark.parametrize("query", ["%", "(", "[a", "\\", "*", "“", "\x00", ":", "_"])
def test_signs_find_nothing_worse_than_everything(query: str) -> None:
    assert set(keys(query)) <= {entry.key for entry in ENTRIES}


def test_keys_are_case_folded_words() -> None:
    assert [search_key(text) for text in ("Größe_2", "two\nlines", "")] == [" grosse 2", " two lines", " "]


def test_ten_thousand_entries_show_fifty() -> None:
    many = [PaletteEntry(str(place), f"Obligation number {place}", ref=str(place)) for place in range(10_000)]
    finder = Finder(many)

    assert len(finder.find("obl")) == ROWS
    assert [entry.key for entry in finder.find("9999")] == ["9999"]
    assert finder.find("12")[0].key == "12"


def test_typing_finds_and_enter_chooses(qtbot: QtBot, palette: CommandPalette) -> None:
    assert palette.field.hasFocus()
    QTest.keyClicks(palette.field, "plan")
    QTest.keyClick(palette.field, Qt.Key.Key_Down)

    with qtbot.waitSignal(palette.chosen) as told:
        QTest.keyClick(palette.field, Qt.Key.Key_Return)

    assert told.args == ["17"]
    assert not palette.is_open


def test_up_from_the_first_row_reaches_the_last(qtbot: QtBot, palette: CommandPalette) -> None:
    QTest.keyClick(palette.field, Qt.Key.Key_Up)

    assert palette.rows.currentIndex().row() == len(ENTRIES) - 1


def test_a_click_chooses(qtbot: QtBot, palette: CommandPalette) -> None:
    place = palette.rows.visualRect(palette.rows.model().index(1, 0)).center()

    with qtbot.waitSignal(palette.chosen) as told:
        QTest.mouseClick(palette.rows.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert told.args == ["7"]


def test_escape_leaves_without_a_choice(qtbot: QtBot, palette: CommandPalette) -> None:
    with qtbot.assertNotEmitted(palette.chosen):
        QTest.keyClick(palette.field, Qt.Key.Key_Escape)

    assert not palette.is_open


def test_it_says_when_nothing_matches_and_enter_then_does_nothing(qtbot: QtBot, palette: CommandPalette) -> None:
    QTest.keyClicks(palette.field, "zebra")
    assert palette.none.text() == "Nothing matches “zebra”."
    assert palette.none.isVisible()

    with qtbot.assertNotEmitted(palette.chosen):
        QTest.keyClick(palette.field, Qt.Key.Key_Return)


def test_it_opens_empty_every_time(qtbot: QtBot, palette: CommandPalette) -> None:
    QTest.keyClicks(palette.field, "plan")
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    palette.open(ENTRIES)

    assert palette.field.text() == ""
    assert palette.found() == list(ENTRIES)


def test_screen_readers_hear_ref_and_text(palette: CommandPalette) -> None:
    first = palette.rows.model().index(0, 0)

    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "17 Amended development plan for approval"
    assert first.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Mon 2 Dec 1996"
