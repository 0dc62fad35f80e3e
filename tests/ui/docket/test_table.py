"""The table under real keys and clicks: selection, current row and scroll survive every change of rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from model.assess import assess
from model.docket import Change, Docket
from tests.builders import sample_docket
from tests.ui.docket.making import TODAY
from ui.docket.columns import COLUMNS
from ui.docket.model import DocketModel
from ui.docket.table import DocketTable
from ui.filter.arrangement import ArrangementPlan
from ui.filter.filter import Filter
from ui.frame.theme import Theme

Key = Qt.Key


@pytest.fixture
def docket() -> Docket:
    return sample_docket()


@pytest.fixture
def table(qtbot: QtBot, theme: Theme, docket: Docket) -> DocketTable:
    """The sample's table, 420 high, so that it scrolls."""
    model = DocketModel()
    made = DocketTable(model, theme)
    model.setParent(made)
    qtbot.addWidget(made)
    model.show(docket, assess(docket, TODAY))
    made.resize(980, 420)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    return made


def press(table: DocketTable, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(table, key, modifier)


def click(table: DocketTable, record_id: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    row = table.docket_model.row_of(record_id)
    assert row is not None
    place = table.visualRect(table.docket_model.index(row, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def place_of(table: DocketTable, record_id: str) -> int:
    """Where a row stands in the viewport."""
    row = table.docket_model.row_of(record_id)
    assert row is not None
    return table.rowViewportPosition(row)


def reshow(table: DocketTable, docket: Docket, day: date = TODAY) -> None:
    table.docket_model.show(docket, assess(docket, day))


def edited(table: DocketTable, docket: Docket) -> None:
    one = docket.obligations["usmx-01"]
    reshow(table, docket.changed([Change("obligation", one.id, one, replace(one, title="Another title"))]))


def deleted(table: DocketTable, docket: Docket) -> None:
    one = docket.obligations["usmx-18"]
    reshow(table, docket.changed([Change("obligation", one.id, one, replace(one, tags=("x",)))]))
    table.docket_model.set_plan(replace(table.docket_model.plan, filter=Filter("rothschild")))
    table.docket_model.set_plan(replace(table.docket_model.plan, filter=Filter()))


CHANGES: dict[str, Callable[[DocketTable, Docket], None]] = {
    "an edit": edited,
    "an edit, a filter and its end": deleted,
    "another day": lambda table, docket: reshow(table, docket, date(1997, 1, 1)),
    "a filter that keeps them": lambda table, _: table.docket_model.set_filter(Filter("rothschild")),
    "another grouping": lambda table, _: table.docket_model.set_plan(ArrangementPlan(grouping="owner")),
    "no grouping": lambda table, _: table.docket_model.set_plan(ArrangementPlan(grouping="none")),
    "another sort": lambda table, _: table.docket_model.set_plan(ArrangementPlan(sort="amount", descending=True)),
    "a group that shuts above": lambda table, _: table.docket_model.toggle(table.docket_model.key(0)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_selection_and_current_row_survive(
    table: DocketTable, docket: Docket, change: Callable[[DocketTable, Docket], None]
) -> None:
    click(table, "usmx-17")
    click(table, "usmx-08", Qt.KeyboardModifier.ControlModifier)
    change(table, docket)
    assert set(table.selected_ids()) == {"usmx-17", "usmx-08"}
    assert table.current_key() == "usmx-08"


@pytest.mark.parametrize("change", ["an edit", "a filter that keeps them", "a group that shuts above"])
def test_the_current_row_stays_where_the_eye_is(table: DocketTable, docket: Docket, change: str) -> None:
    table.verticalScrollBar().setValue(180)
    click(table, "usmx-09")
    before = place_of(table, "usmx-09")
    assert table.verticalScrollBar().value() == 180
    CHANGES[change](table, docket)
    assert place_of(table, "usmx-09") == before


def test_scroll_stays_though_rows_come_in_above(table: DocketTable, docket: Docket) -> None:
    table.verticalScrollBar().setValue(200)
    top = table.docket_model.key(table.rowAt(0))
    before = place_of(table, top)
    one = docket.obligations["usmx-01"]
    fresh = [replace(one, id=f"fresh-{number}", ref=f"USMX-9{number}") for number in range(3)]
    reshow(table, docket.changed([Change("obligation", each.id, None, each) for each in fresh]))
    assert place_of(table, top) == before
    assert table.verticalScrollBar().value() == 290


def test_what_a_filter_hides_is_not_selected_and_comes_back_selected(table: DocketTable) -> None:
    click(table, "usmx-17")
    click(table, "usmx-08", Qt.KeyboardModifier.ControlModifier)
    table.docket_model.set_filter(Filter("development plan"))
    assert table.selected_ids() == ("usmx-17",)
    table.docket_model.set_filter(Filter())
    assert set(table.selected_ids()) == {"usmx-17", "usmx-08"}


def test_a_click_forgets_what_is_hidden(table: DocketTable) -> None:
    click(table, "usmx-17")
    table.docket_model.set_filter(Filter("prospectus"))
    click(table, "usmx-07")
    table.docket_model.set_filter(Filter())
    assert table.selected_ids() == ("usmx-07",)


def test_groups_span_the_table_and_are_higher_wherever_they_go(table: DocketTable) -> None:
    for plan in (
        ArrangementPlan(),
        ArrangementPlan(grouping="owner"),
        ArrangementPlan(grouping="standing", sort="amount"),
        ArrangementPlan(grouping="none"),
        ArrangementPlan(),
    ):
        table.docket_model.set_plan(plan)
        groups = set(table.docket_model.group_rows())
        for row in range(table.docket_model.rowCount()):
            assert table.rowHeight(row) == (38 if row in groups else 30)
            assert table.columnSpan(row, 0) == (len(COLUMNS) if row in groups else 1)


def test_a_click_on_a_groups_head_shuts_and_opens_it(table: DocketTable) -> None:
    rows = table.docket_model.rowCount()
    place = table.visualRect(table.docket_model.index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.docket_model.rowCount() == rows - 5
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.docket_model.rowCount() == rows


def test_the_keyboard_walks_rows_and_groups_and_shuts_a_group(table: DocketTable) -> None:
    click(table, "usmx-01")
    press(table, Key.Key_Down)
    assert table.selected_ids() == ("usmx-02",)
    press(table, Key.Key_Left)
    assert table.docket_model.group(table.currentIndex().row())
    rows = table.docket_model.rowCount()
    press(table, Key.Key_Left)
    assert table.docket_model.rowCount() == rows - 5
    press(table, Key.Key_Right)
    assert table.docket_model.rowCount() == rows


def test_shift_and_the_arrows_select_several(table: DocketTable) -> None:
    click(table, "usmx-01")
    press(table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.selected_ids() == ("usmx-01", "usmx-02", "usmx-03")


def test_enter_and_a_double_click_open_a_record(table: DocketTable, qtbot: QtBot) -> None:
    click(table, "usmx-02")
    with qtbot.waitSignal(table.opened) as heard:
        press(table, Key.Key_Return)
    assert heard.args == ["usmx-02"]
    row = table.docket_model.row_of("usmx-03")
    assert row is not None
    place = table.visualRect(table.docket_model.index(row, 0)).center()
    with qtbot.waitSignal(table.opened) as heard:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard.args == ["usmx-03"]


def test_the_ring_is_shown_to_the_keyboard_only(table: DocketTable) -> None:
    delegate = table.itemDelegate()
    click(table, "usmx-01")
    assert delegate.ringed == -1  # type: ignore[attr-defined]
    press(table, Key.Key_Down)
    assert delegate.ringed == table.currentIndex().row()  # type: ignore[attr-defined]


FOLD_FIRST = ("reminder", "locator", "parties", "verified", "owner", "needs", "amount")


@pytest.mark.parametrize(
    ("viewport", "gone"), [(1304, 0), (1240, 1), (1150, 2), (980, 4), (870, 5), (760, 6), (640, 7)]
)
def test_columns_fold_in_their_order_until_the_title_has_room(table: DocketTable, viewport: int, gone: int) -> None:
    table.set_wanted(frozenset(column.key for column in COLUMNS) - {"instrument"})
    table.resize(viewport + table.width() - table.viewport().width(), 420)
    assert table.viewport().width() == viewport
    assert table.folded_columns == frozenset(FOLD_FIRST[:gone])
    shown = [column for column in range(len(COLUMNS)) if not table.isColumnHidden(column)]
    assert sum(table.columnWidth(column) for column in shown) == viewport


def test_a_column_that_is_not_wanted_is_not_folded(table: DocketTable) -> None:
    table.set_wanted({"owner", "amount"})
    assert table.shown_columns == ("standing", "due", "title", "owner", "amount")
    assert not table.folded_columns


def test_the_pointer_lights_a_row_and_leaves_it(table: DocketTable) -> None:
    delegate = table.itemDelegate()
    QTest.mouseMove(table.viewport(), QPoint(200, 60))
    assert delegate.hovered == table.rowAt(60)  # type: ignore[attr-defined]


def test_the_first_click_selects_the_row_under_it_wherever_the_table_is_scrolled(table: DocketTable) -> None:
    table.clearFocus()
    table.verticalScrollBar().setValue(200)
    row = table.rowAt(150)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 150))
    assert table.selected_ids() == (table.docket_model.key(row),)
    assert table.verticalScrollBar().value() == 200
