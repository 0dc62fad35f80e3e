"""The docket's columns under a real mouse: made wider and narrower, kept, and given back to Duly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.docket.columns import COLUMN, INDEX
from ui.docket.header import DocketHeader
from ui.docket.table import DocketTable
from ui.frame.appearance import Appearance
from ui.shell.settings import Settings
from ui.shell.window import Window
from ui.widgets.columnheads import WAY_BACK
from ui.workspace import Workspace

LEFT = Qt.MouseButton.LeftButton
FREE = [key for key in COLUMN if key != "title"]


def width(table: DocketTable, key: str) -> int:
    return table.heads.sectionSize(INDEX[key])


def border(heads: DocketHeader, key: str) -> QPoint:
    """A place on the border of a column: the right one before the title, the left one after it."""
    index = INDEX[key]
    x = heads.sectionViewportPosition(index) + (heads.sectionSize(index) if index < INDEX["title"] else 0)
    return QPoint(x, heads.height() // 2)


def drag(heads: DocketHeader, key: str, wider: int) -> None:
    """Make a column `wider` with the pointer, in steps, as a hand does."""
    start = border(heads, key)
    side = 1 if INDEX[key] < INDEX["title"] else -1
    QTest.mousePress(heads.viewport(), LEFT, pos=start)
    for step in (wider // 3, wider // 2, wider):
        QTest.mouseMove(heads.viewport(), start + QPoint(side * step, 0))
    QTest.mouseRelease(heads.viewport(), LEFT, pos=start + QPoint(side * wider, 0))


def whole(table: DocketTable) -> int:
    return sum(width(table, key) for key in table.shown_columns)


@pytest.fixture
def table(window: Window) -> DocketTable:
    window.dock.set_folded(folded=True)
    QTest.qWait(0)
    return window.docket_view.table


@pytest.mark.parametrize("key", ["standing", "due", "parties", "owner", "amount", "needs", "verified"])
def test_a_dragged_border_makes_a_column_wider_and_the_title_gives_way(table: DocketTable, key: str) -> None:
    before, title, shown, room = width(table, key), width(table, "title"), table.shown_columns, whole(table)
    assert key in shown
    drag(table.heads, key, 30)
    assert (width(table, key), width(table, "title")) == (before + 30, title - 30)
    assert (table.shown_columns, whole(table)) == (shown, room)


def test_the_border_follows_the_pointer(table: DocketTable) -> None:
    for key in ("due", "owner"):
        place = border(table.heads, key).x()
        drag(table.heads, key, 24)
        assert border(table.heads, key).x() == place + (24 if key == "due" else -24)


def test_no_column_vanishes_however_far_its_border_is_dragged(table: DocketTable) -> None:
    shown = table.shown_columns
    for key in shown:
        if key != "title":
            drag(table.heads, key, -900)
            assert width(table, key) >= table.heads.least_of(key) >= 44
    assert set(shown) <= set(table.shown_columns)


def test_the_title_keeps_its_least_however_wide_a_column_is_made(table: DocketTable) -> None:
    room, shown = whole(table), table.shown_columns
    drag(table.heads, "owner", 1_000)
    drag(table.heads, "due", 1_000)
    assert width(table, "title") >= table.heads.taking_least >= 150
    assert (whole(table), table.shown_columns) == (room, shown)


def test_a_drag_sorts_nothing_and_a_click_still_does(window: Window, table: DocketTable) -> None:
    drag(table.heads, "owner", 20)
    assert window.docket_view.model.plan.sort == "due"
    heads = table.heads
    middle = QPoint(heads.sectionViewportPosition(INDEX["owner"]) + width(table, "owner") // 2, 8)
    QTest.mouseClick(heads.viewport(), LEFT, pos=middle)
    assert window.docket_view.model.plan.sort == "owner"


def test_a_double_click_on_the_border_gives_the_column_back(table: DocketTable) -> None:
    before = width(table, "amount")
    drag(table.heads, "amount", 40)
    drag(table.heads, "owner", 10)
    QTest.mouseDClick(table.heads.viewport(), LEFT, pos=border(table.heads, "amount"))
    assert width(table, "amount") == before
    assert set(table.heads.chosen) == {"owner"}


def test_a_press_without_a_move_chooses_nothing(table: DocketTable) -> None:
    QTest.mouseClick(table.heads.viewport(), LEFT, pos=border(table.heads, "due"))
    assert not table.heads.chosen


def way_back(window: Window) -> QAction:
    return next(action for action in window.docket_view.columns_menu().actions() if action.text() == WAY_BACK)


def test_the_menu_of_columns_gives_all_widths_back(window: Window, table: DocketTable) -> None:
    before = {key: width(table, key) for key in table.shown_columns}
    assert not way_back(window).isEnabled()
    drag(table.heads, "due", 30)
    drag(table.heads, "needs", -30)
    way_back(window).trigger()
    assert {key: width(table, key) for key in table.shown_columns} == before
    assert not way_back(window).isEnabled()


def test_a_width_outlives_hiding_its_column_and_a_narrow_window(window: Window, table: DocketTable) -> None:
    drag(table.heads, "owner", 50)
    wide = width(table, "owner")
    window.docket_view.show_column("owner", shown=False)
    window.docket_view.show_column("owner", shown=True)
    assert width(table, "owner") == wide
    window.resize(900, 600)
    QTest.qWait(0)
    assert "owner" not in table.shown_columns
    assert width(table, "title") >= table.heads.taking_least
    window.resize(1440, 900)
    QTest.qWait(0)
    assert width(table, "owner") == wide


def test_columns_that_nobody_touched_still_fold_in_a_narrow_window(window: Window, table: DocketTable) -> None:
    window.resize(1000, 700)
    QTest.qWait(0)
    window.dock.set_folded(folded=True)
    QTest.qWait(0)
    folded = table.folded_columns
    assert folded
    drag(table.heads, "due", 30)
    assert table.folded_columns == folded


def test_room_that_a_narrower_column_leaves_brings_one_back(window: Window, table: DocketTable) -> None:
    window.docket_view.show_column("instrument", shown=False)
    window.resize(1180, 800)
    QTest.qWait(0)
    folded = table.folded_columns
    assert folded
    for key in table.shown_columns:
        if key != "title":
            drag(table.heads, key, -400)
    assert table.folded_columns < folded


def test_the_widths_of_a_docket_are_kept_for_the_next_start(
    qapp: QApplication,
    qtbot: QtBot,
    sample: Path,
    settings: Settings,
    clock: Callable[[], datetime],
    window: Window,
    table: DocketTable,
) -> None:
    drag(table.heads, "parties", 26)
    wide = width(table, "parties")
    window._remember()
    window.files.close()
    appearance = Appearance(qapp, "light", 150)
    again = Window(Workspace(clock, "Legal"), appearance, settings)
    qtbot.addWidget(again)
    assert again.files.open_path(sample)
    kept = again.docket_view.table.heads
    assert abs(kept.chosen["parties"] - wide * 1.5) <= 1
    kept.give_all_back()
    again.close()
    appearance.deleteLater()


@pytest.mark.parametrize("kept", [{"title": 300}, {"no such column": 90}, {"owner": 3}, {"owner": 90_000}])
def test_widths_that_are_none_are_left_out(table: DocketTable, settings: Settings, kept: dict[str, int]) -> None:
    settings.put("widths", kept)
    table.heads.restore(settings, "widths")
    assert not table.heads.chosen


def test_a_day_is_never_cut_to_another_day(table: DocketTable) -> None:
    drag(table.heads, "due", -900)
    assert width(table, "due") == table.heads.least_of("due") > 100
