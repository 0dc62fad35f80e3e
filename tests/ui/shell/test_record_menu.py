"""The menu on a record is the same wherever it stands: what is possible for it, by the actions of the window."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from model.ledger.ledger import Ledger
from model.record.deadline import On
from model.record.obligation import Obligation
from ui.calendar.stops import Stop
from ui.calendar.view import CalendarView
from ui.conditions.window import ConditionsWindow
from ui.documents.view import DocumentsView
from ui.editor.editor import RecordEditor
from ui.inspector.linkrow import LinkButton
from ui.journal.view import JournalView
from ui.shell.window import Window
from ui.workspace import Clock

Reason = QContextMenuEvent.Reason


def words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def choose(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text() == words).trigger()


def ask(widget: QWidget, reason: Reason = Reason.Mouse, at: QPoint | None = None) -> QMenu:
    """Ask as the system does, of what lies at a place or has the keyboard; the menu that is shown then."""
    place = at or widget.rect().center()
    QApplication.sendEvent(widget, QContextMenuEvent(reason, place, widget.mapToGlobal(place)))
    return DROPPED.pop()


DROPPED: list[QMenu] = []


@pytest.fixture(autouse=True)
def menus_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A menu that is shown grabs the keyboard."""
    DROPPED.clear()
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: DROPPED.append(menu))


def menu_of(window: Window, *ids: str) -> QMenu:
    return window.handlers.record_menus.menu(ids, window)


def test_it_offers_what_is_possible_and_leaves_out_the_rest(window: Window) -> None:
    window.workspace.select(("usmx-08",))
    assert words(menu_of(window, "usmx-08")) == [
        "What if…", "Edit…", "Duplicate…", "Open in document", "Record what happened…", "Performed…", "Verified…",
        "Set the owner…", "Add or remove tags…", "Copy as table", "Delete",
    ]  # fmt: skip
    relief = words(menu_of(window, "usmx-05"))
    assert relief[0] == "Show in the inspector"
    assert not {"Duplicate…", "Performed…", "Its occurrences"} & set(relief)
    both = words(menu_of(window, "usmx-08", "usmx-09"))
    assert not {"Edit…", "Duplicate…"} & set(both)


def test_what_is_chosen_is_done_to_the_records_of_the_menu(window: Window) -> None:
    window.workspace.select(("usmx-08",))
    choose(menu_of(window, "usmx-17"), "Edit…")
    assert window.workspace.selection == ("usmx-17",)
    editor = window.findChild(RecordEditor)
    assert editor is not None
    assert editor.record_id == "usmx-17"
    editor.reject()


def test_a_docket_that_is_only_read_says_why_nothing_can_be_changed(window: Window, clock: Clock) -> None:
    path = window.workspace.path
    assert path is not None
    window.workspace.open_ledger(Ledger.open(path, clock=clock, who="Legal", read_only=True))
    menu = menu_of(window, "usmx-08")
    able = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    assert (able["Edit…"], able["Delete"], able["Copy as table"]) == (False, False, True)
    assert words(menu)[-1].startswith("“USMX.duly” is open for reading only.")


@pytest.mark.parametrize("reason", [Reason.Mouse, Reason.Keyboard])
def test_a_reference_in_the_inspector_has_the_menu_of_its_record(window: Window, reason: Reason) -> None:
    window.workspace.select(("usmx-08",))
    window.dock.set_folded(folded=False)
    link = next(one for one in window.dock.findChildren(LinkButton) if one.isVisible() and "usmx-20" in one.row.ids)
    link.setFocus()
    for area in window.dock.findChildren(QScrollArea):
        area.ensureWidgetVisible(link)
    menu = ask(link, reason)
    assert words(menu)[0] == "Show in the inspector"
    assert window.workspace.selection == ("usmx-08",)
    choose(menu, "Show in the inspector")
    assert window.workspace.selection == ("usmx-20",)


def test_a_day_of_the_calendar_begins_an_obligation_due_on_it(window: Window) -> None:
    view = window.show_view("calendar")
    assert isinstance(view, CalendarView)
    menu = view.cards.menu_of(Stop("day", date(1996, 12, 10)))
    choose(menu, "New obligation due on this day…")
    editor = window.findChild(RecordEditor)
    assert editor is not None
    record, _ = editor.form.record()
    assert isinstance(record, Obligation)
    assert isinstance(record.deadline, On)
    assert record.deadline.day.on == date(1996, 12, 10)
    editor.reject()
    menu.deleteLater()


def test_an_entry_of_the_journal_is_copied_and_leads_to_what_it_changed(window: Window, qtbot: QtBot) -> None:
    window.workspace.select(("usmx-08",))
    window.handlers.record_menus._do("duplicate", ("usmx-08",))
    for editor in window.findChildren(RecordEditor):
        editor.reject()
    view = window.show_view("journal")
    assert isinstance(view, JournalView)
    view.table.selectRow(0)
    view.table.setFocus()
    menu = ask(view.table, Reason.Keyboard)
    assert words(menu)[0] == "Copy the entry"
    assert "Edit…" in words(menu)
    choose(menu, "Copy the entry")
    assert "Duplicate USMX-8 as USMX-24" in QGuiApplication.clipboard().text()
    row = view.table.visualRect(view.model.index(view.model.rowCount() - 1, 0)).center()
    last = ask(view.table.viewport(), at=row)
    assert words(last)[0] == "Copy the entry"
    assert view.table.currentIndex().row() == view.model.rowCount() - 1


@pytest.fixture
def document(window: Window) -> DocumentsView:
    view = window.show_view("documents")
    assert isinstance(view, DocumentsView)
    return view


def select_words(view: DocumentsView, wanted: str) -> None:
    place = view.page.toPlainText().index(wanted)
    cursor = QTextCursor(view.page.document())
    cursor.setPosition(place)
    cursor.setPosition(place + len(wanted), QTextCursor.MoveMode.KeepAnchor)
    view.page.setTextCursor(cursor)


def test_selected_words_begin_an_obligation_or_are_pinned_to_the_current_one(
    window: Window, document: DocumentsView
) -> None:
    window.workspace.select(("usmx-08",))
    assert words(document.words_menu())[0].startswith("Select words to pin them")
    select_words(document, "Rothschild ")
    before = window.workspace.docket.obligations["usmx-08"].sources
    menu = ask(document.page.viewport())
    assert words(menu)[:2] == ["New obligation from these words…", "Pin these words to USMX-8"]
    choose(menu, "Pin these words to USMX-8")
    added = window.workspace.docket.obligations["usmx-08"].sources[len(before) :]
    assert [span.words for span in added] == ["Rothschild"]
    assert "Pinned to USMX-8" in words(document.words_menu())
    choose(document.words_menu(), "New obligation from these words…")
    editor = window.findChild(RecordEditor)
    assert editor is not None
    record, _ = editor.form.record()
    assert isinstance(record, Obligation)
    assert record.sources == added
    editor.reject()


def test_a_ref_in_the_margin_has_the_menu_of_its_record(window: Window, document: DocumentsView) -> None:
    button = document.page.margin_buttons[0]
    menu = ask(button)
    assert "Edit…" in words(menu) or len(button.marks) > 1


def test_a_condition_offers_what_can_be_done_where_the_window_is_out_of_reach(window: Window, qtbot: QtBot) -> None:
    window.actions_["conditions"].trigger()
    checklist = window.findChild(ConditionsWindow)
    assert checklist is not None
    qtbot.waitExposed(checklist)
    menu = ask(checklist.rows[0].tick)
    assert words(menu) == ["Record that it is in place…", "Attach evidence…", "Edit…", "Show in the inspector"]
    wanted = checklist.rows[0].condition.id
    choose(menu, "Show in the inspector")
    assert window.workspace.selection == (wanted,)


def test_the_menu_key_opens_the_menu_of_the_docket_s_row(window: Window) -> None:
    window.workspace.select(("usmx-08",))
    window.docket_view.table.setFocus()
    menu = ask(window.docket_view.table, Reason.Keyboard)
    assert "Set the owner…" in words(menu)
