"""The whole window through real keys and clicks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from model.ledger.commands import RecordFact, SetOwner
from model.record.day import Day
from model.record.fact import Fact, Performed
from ui.documents.view import DocumentsView
from ui.editor.bulk import OwnerDialog, TagsDialog
from ui.frame.appearance import Appearance
from ui.inspector.recorder.facts import FACT_ACTIONS
from ui.shell.actions import MENUS
from ui.shell.settings import Settings
from ui.shell.views import VIEWS
from ui.shell.window import Window
from ui.widgets.palette import CommandPalette
from ui.workspace import Workspace

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def click(window: Window, record_id: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    table = window.docket_view.table
    row = window.docket_view.model.row_of(record_id)
    assert row is not None
    index = window.docket_view.model.index(row, 0)
    table.scrollTo(index)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, table.visualRect(index).center())


def keys(window: Window, sequence: str) -> None:
    """Strike a shortcut on whatever has the keyboard."""
    combination = cast(Any, QKeySequence(sequence))[0]
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def opened(window: Window, kind: type[QWidget]) -> QWidget:
    """The dialog that is open."""
    found = next((child for child in window.findChildren(kind) if child.isVisible()), None)
    assert found is not None
    return found


# ------------------------------------------------------------------------------------------- actions


def test_no_action_and_no_shortcut_stands_in_the_table_twice(window: Window) -> None:
    keys = [spec.key for sections in MENUS.values() for section in sections for spec in section]
    assert len(set(keys)) == len(keys)
    held = [window.actions_[key].shortcut().toString() for key in keys]
    held += [action.shortcut().toString() for action in window.menus.views.values()]
    struck = [shortcut for shortcut in held if shortcut]
    assert len(set(struck)) == len(struck)


def test_an_action_of_what_happened_records_a_fact_that_there_is(window: Window) -> None:
    """Each opens the card of records on the fact that its words name."""
    asked: list[str] = []
    window.workspace.recordRequested.disconnect()
    window.workspace.recordRequested.connect(lambda _, fact: asked.append(fact))
    for spec in window.actions_.specs.values():
        if spec.under == "What happened":
            window.actions_[spec.key].setEnabled(True)
            window.actions_[spec.key].trigger()
    assert asked == [action.tag for action in FACT_ACTIONS]


NUMBERS = {
    "Today": 1,
    "Docket": 2,
    "Calendar": 3,
    "Timeline": 4,
    "Network": 5,
    "Covenants": 6,
    "Documents": 7,
    "Reports": 8,
    "Journal": 9,
}


def test_views_keep_their_numbers_and_stand_in_their_order() -> None:
    assert all(NUMBERS[view.word] == view.number for view in VIEWS)
    assert [view.number for view in VIEWS] == sorted({view.number for view in VIEWS})


@pytest.mark.parametrize("view", VIEWS)
def test_a_number_shows_its_view(window: Window, view: object) -> None:
    number, key = view.number, view.key  # type: ignore[attr-defined]
    keys(window, f"Ctrl+{number}")
    assert window.view == key
    assert window.rail.current == key
    window.jobs.close()


def test_a_view_out_of_sight_catches_up_when_it_is_shown(window: Window) -> None:
    window.show_view("journal")
    window.workspace.set_day(date(1997, 1, 1))
    view = window.docket_view
    assert view.model.snapshot.day == date(1996, 11, 20)
    assert view.entries()[0].snapshot.day == date(1997, 1, 1)
    window.workspace.back_to_today()
    window.show_view("docket")
    assert view.model.snapshot.day == date(1996, 11, 20)


def test_a_docket_opens_on_its_next_deadline(window: Window) -> None:
    assert window.workspace.current == "usmx-17"


def test_without_a_selection_nothing_can_be_recorded(window: Window) -> None:
    window.workspace.select(())
    for key in ("record", "record_performed", "delete", "set_owner", "edit_record"):
        assert not window.actions_[key].isEnabled()
    click(window, "usmx-17")
    for key in ("record", "record_performed", "delete", "set_owner", "edit_record"):
        assert window.actions_[key].isEnabled()
    click(window, "usmx-05")
    assert not window.actions_["record_performed"].isEnabled()
    assert window.actions_["record_verified"].isEnabled()


# ------------------------------------------------------------------------------------------- filter


def test_the_filter_is_reached_typed_left_and_emptied_by_keys(window: Window) -> None:
    click(window, "usmx-17")
    keys(window, "Ctrl+F")
    assert window.top.field.hasFocus()
    QTest.keyClicks(window.top.field, "liner")
    assert window.docket_view.model.rows.passed == 2
    QTest.keyClick(window.top.field, Key.Key_Down)
    assert window.docket_view.table.hasFocus()
    keys(window, "Ctrl+F")
    QTest.keyClick(window.top.field, Key.Key_Escape)
    assert window.docket_view.model.rows.passed == 23
    assert window.workspace.selection == ("usmx-17",)


def test_a_filter_that_hides_all_says_so_and_offers_the_way_back(window: Window, qtbot: QtBot) -> None:
    QTest.keyClicks(window.top.field, "zeppelin")
    assert window.docket_view.empty.isVisible()
    assert window.docket_view.empty.heading.text() == "No record passes the filter."
    button = window.docket_view.empty.buttons()[0]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.docket_view.model.rows.passed == 23
    assert not window.top.field.text()


def test_a_chip_filters_by_real_clicks(window: Window, qtbot: QtBot) -> None:
    chip = window.top.chips["standing"]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    rows = chip._list.rows  # type: ignore[union-attr]
    texts = [rows.item(row).text() for row in range(rows.count())]
    place = next(row for row, text in enumerate(texts) if text.startswith("suspended"))
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualItemRect(rows.item(place)).center())
    assert window.docket_view.model.rows.passed == 4
    assert window.top.filter.chosen == {"standing": frozenset({"suspended"})}


def test_filtering_from_another_view_shows_the_docket(window: Window) -> None:
    window.show_view("journal")
    QTest.keyClicks(window.top.field, "fee")
    assert window.view == "docket"


# ------------------------------------------------------------------------------------------- day


def test_another_day_tints_the_frame_and_says_so_with_the_way_back(window: Window, qtbot: QtBot) -> None:
    assert not window.banner.isVisible()
    keys(window, "Alt+Right")
    assert window.workspace.day == date(1996, 11, 21)
    assert window.banner.isVisible()
    assert "as of Thu 21 November 1996, 1 day ahead" in window.banner.accessibleName()
    assert "still dated Wed 20 November 1996" in window.banner.accessibleName()
    assert {window.top.ground, window.rail.ground, window.bottom.ground, window.menu_line.ground} == {"other_day"}
    QTest.mouseClick(window.banner.back, Qt.MouseButton.LeftButton)
    assert window.workspace.is_today
    assert {window.top.ground, window.rail.ground, window.bottom.ground, window.menu_line.ground} == {"frame"}


def test_the_bottom_bar_counts_ours_and_theirs_apart_and_names_the_next_deadline(window: Window) -> None:
    said = [item.spoken for item in window.bottom.tally.shown()]
    assert said == [
        "We owe",
        "6 open, owed by us",
        "4 suspended, owed by us",
        "2 untested, owed by us",
        "2 dormant, owed by us",
        "2 satisfied, owed by us",
        "owed to us",
        "1 partly performed, owed to us",
        "2 reliefs live",
    ]
    state = [item.text for item in window.bottom.state.shown()]
    assert state[0] == "Next: 17 on Mon 2 Dec, in 12 days"
    assert state[1] == "Sample clock Wed 20 Nov 1996"
    assert state[2].startswith("All changes saved at ")


def test_in_a_small_window_the_tally_stays_whole_and_the_rest_gives_way(window: Window, qtbot: QtBot) -> None:
    window.resize(1280, 720)
    window.workspace.set_day(date(1997, 1, 1))
    whole = window.bottom.tally.accessibleName()
    qtbot.waitUntil(lambda: ", ".join(item.spoken for item in window.bottom.tally.shown()) == whole)
    assert window.bottom.state.shown()[0].text == "Next: no date ahead"


# ------------------------------------------------------------------------------------------- change


def performed(record_id: str, fact_id: str, now: datetime) -> RecordFact:
    day = Day(on=date(1996, 11, 20))
    what = Performed(in_full=True)
    return RecordFact(Fact(id=fact_id, about=record_id, what=what, day=day, recorded_by="Legal", recorded_at=now))


def test_undo_and_redo_name_what_they_do(window: Window) -> None:
    assert window.actions_["undo"].text() == "Undo"
    assert not window.actions_["undo"].isEnabled()
    window.workspace.do(performed("usmx-16", "fact-new", window.workspace.clock()))
    assert window.actions_["undo"].text() == "Undo Mark USMX-16 performed on Wed 20 Nov 1996"
    keys(window, "Ctrl+Z")
    assert window.bottom.state.shown()[0].text == "Undone: Mark USMX-16 performed on Wed 20 Nov 1996"
    assert "fact-new" not in window.workspace.docket.facts
    assert window.actions_["redo"].text() == "Redo Mark USMX-16 performed on Wed 20 Nov 1996"
    keys(window, "Ctrl+Shift+Z")
    assert "fact-new" in window.workspace.docket.facts


def test_several_records_get_an_owner_at_once(window: Window, qtbot: QtBot) -> None:
    click(window, "usmx-12")
    click(window, "usmx-13", CONTROL)
    keys(window, "Ctrl+Shift+O")
    dialog = opened(window, OwnerDialog)
    assert isinstance(dialog, OwnerDialog)
    dialog.people.setCurrentText("Legal")
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    docket = window.workspace.docket
    names = {docket.people[docket.obligations[one].owner or ""].name for one in ("usmx-12", "usmx-13")}
    assert names == {"Legal"}
    assert window.actions_["undo"].text() == "Undo Make Legal the owner of USMX-12 and USMX-13"


def test_several_records_get_and_lose_tags_at_once(window: Window, qtbot: QtBot) -> None:
    click(window, "usmx-12")
    click(window, "usmx-13", CONTROL)
    for added, removed, then in (("Alaska, cash", "", ("Alaska", "cash")), ("", "cash", ("Alaska",))):
        keys(window, "Ctrl+Shift+T")
        dialog = opened(window, TagsDialog)
        assert isinstance(dialog, TagsDialog)
        QTest.keyClicks(dialog.added, added)
        QTest.keyClicks(dialog.removed, removed)
        QTest.keyClick(dialog.added, Key.Key_Return)
        assert window.workspace.docket.obligations["usmx-13"].tags[-len(then) :] == then


def test_delete_is_one_step_that_undo_takes_back(window: Window, qtbot: QtBot) -> None:
    click(window, "usmx-21")
    click(window, "usmx-19", CONTROL)
    keys(window, "Del")
    assert not {"usmx-21", "usmx-19"} & window.workspace.docket.obligations.keys()
    undo = window.messages.bar.links()[0]
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert {"usmx-21", "usmx-19"} <= window.workspace.docket.obligations.keys()


def test_what_others_hang_on_is_not_deleted_and_the_window_says_which(window: Window) -> None:
    click(window, "usmx-08")
    keys(window, "Del")
    assert "usmx-08" in window.workspace.docket.obligations
    assert window.messages.bar.isVisible()
    assert "USMX-8" in window.messages.bar.happened.text()
    assert window.messages.bar.kept.text().startswith("Nothing was changed")


def test_copy_gives_text_with_tabs_and_a_table(window: Window) -> None:
    click(window, "usmx-17")
    click(window, "usmx-08", CONTROL)
    keys(window, "Ctrl+C")
    data = QGuiApplication.clipboard().mimeData()
    lines = data.text().splitlines()
    assert lines[0].split("\t")[:3] == ["Standing", "Due", "Ref and obligation"]
    assert lines[1].startswith("open\tMon 2 Dec 1996, in 12 days\t17 Amended development plan")
    assert len(lines) == 3
    assert data.html().count("<tr>") == 3


# ------------------------------------------------------------------------------------------- palette, inspector


def test_the_palette_finds_an_obligation_and_goes_there(window: Window, qtbot: QtBot) -> None:
    window.show_view("journal")
    keys(window, "Ctrl+K")
    palette = opened(window, CommandPalette)
    assert isinstance(palette, CommandPalette)
    QTest.keyClicks(palette.field, "leach pad")
    QTest.keyClick(palette.field, Key.Key_Return)
    assert window.view == "docket"
    assert window.workspace.selection == ("usmx-23",)


def test_the_palette_goes_to_a_record_that_the_filter_and_a_shut_group_hide(window: Window) -> None:
    window.docket_view.shut_groups(True)
    window.top.field.setText("zeppelin")
    window.go_to("usmx-23")
    assert window.workspace.current == "usmx-23"
    assert window.docket_view.model.row_of("usmx-23") is not None


def test_the_palette_carries_out_an_action(window: Window) -> None:
    keys(window, "Ctrl+K")
    palette = opened(window, CommandPalette)
    assert isinstance(palette, CommandPalette)
    QTest.keyClicks(palette.field, "day after")
    QTest.keyClick(palette.field, Key.Key_Return)
    assert window.workspace.day == date(1996, 11, 21)


def test_the_inspector_folds_and_opens_by_its_shortcut(window: Window) -> None:
    assert window.dock.width() == 359
    keys(window, "Ctrl+I")
    assert window.dock.is_folded
    assert window.dock.width() == 35
    keys(window, "Ctrl+I")
    assert window.dock.width() == 359


def test_open_in_document_shows_the_exact_words(window: Window) -> None:
    click(window, "usmx-17")
    keys(window, "Ctrl+Shift+D")
    view = window.show_view("documents")
    assert isinstance(view, DocumentsView)
    lit = [button.text() for button in view.page.margin_buttons if button.lit]
    assert lit
    assert all("17" in text for text in lit)
    span = window.workspace.docket.obligations["usmx-17"].sources[0]
    cursor = view.page.textCursor()
    assert cursor.position() == span.start


# ------------------------------------------------------------------------------------------- memory


def again(window: Window, qtbot: QtBot, sample: Path, clock: Callable[[], datetime]) -> Window:
    """Close the window and open another on the same docket."""
    window.close()
    appearance = Appearance(QApplication.instance(), "light")  # type: ignore[arg-type]
    made = Window(Workspace(clock, "Legal"), appearance, Settings())
    qtbot.addWidget(made)
    assert made.files.open_path(sample)
    made.show()
    return made


def test_the_window_comes_back_as_it_was_left(
    window: Window, qtbot: QtBot, sample: Path, clock: Callable[[], datetime]
) -> None:
    view = window.docket_view
    view.group_by("owner")
    view.sort_by("amount")
    view.sort_by("amount")
    view.show_column("verified", False)
    window.top.field.setText("rothschild")
    window.top.chips["standing"].choose(frozenset({"open"}))
    window.dock.set_folded(folded=True)
    made = again(window, qtbot, sample, clock)
    plan = made.docket_view.model.plan
    assert (plan.grouping, plan.sort, plan.descending) == ("owner", "amount", True)
    assert plan.filter.words == "rothschild"
    assert plan.filter.chosen == {"standing": frozenset({"open"})}
    assert "verified" not in made.docket_view.table.shown_columns
    assert made.dock.is_folded
    assert not Settings().get_bytes("geometry").isEmpty()
    made.close()


def test_what_is_remembered_names_no_docket_and_no_record(window: Window, settings: Settings) -> None:
    window.top.field.setText("rothschild")
    window.close()
    settings.sync()
    written = Path(settings.file).read_text(encoding="utf-8")
    assert "USMX" not in written.replace("USMX.duly", "")
    assert "Rothschild" not in written


# ------------------------------------------------------------------------------------------- failures


def test_a_bug_is_said_and_its_report_holds_no_words_of_the_docket(window: Window, qtbot: QtBot) -> None:
    window.show_bug("Duly 0.1\nbuiltins.KeyError\n  ui/window.py:1 in show\n")
    assert window.messages.bar.isVisible()
    QTest.mouseClick(window.messages.bar.links()[0], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().startswith("Duly 0.1")


def test_every_button_and_field_of_the_window_has_a_name(window: Window) -> None:
    nameless = [
        widget
        for widget in window.findChildren(QPushButton)
        if widget.isVisible() and not (widget.accessibleName() or widget.text())
    ]
    assert not nameless


def test_a_change_from_another_window_is_shown(window: Window, qtbot: QtBot) -> None:
    from model.ledger.ledger import Ledger

    assert window.workspace.path
    with Ledger.open(window.workspace.path, clock=window.workspace.clock, who="Finance") as other:
        other.do(SetOwner(("usmx-07",), None))
        with qtbot.waitSignal(window.workspace.assessed, timeout=5_000):
            pass
    row = window.docket_view.model.row_of("usmx-07")
    assert row is not None
    entry = window.docket_view.model.entry(row)
    assert entry is not None
    assert not entry.owner
