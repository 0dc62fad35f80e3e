"""The lists of parties, people, instruments, events and documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from model.ledger.commands import Put
from model.record.closure import Closure
from tests.ui.editor.hand import Hand
from ui.conditions.window import ConditionsWindow
from ui.conditions.words import Target
from ui.editor import open_registry
from ui.editor.editor import RecordEditor
from ui.editor.registry import SHELVES, Registry
from ui.frame.theme import Theme
from ui.workspace import Workspace

Open = Callable[[str], tuple[Registry, Hand]]


@pytest.fixture
def registry(qtbot: QtBot, workspace: Workspace, theme: Theme, window: QWidget) -> Open:
    def opened(kind: str) -> tuple[Registry, Hand]:
        made = open_registry(workspace, theme, window, kind)
        assert isinstance(made, Registry)
        qtbot.waitUntil(made.isActiveWindow)
        return made, Hand(made)

    return opened


def shown_editor(window: QWidget) -> RecordEditor:
    (editor,) = [each for each in window.findChildren(RecordEditor) if each.isVisible()]
    return editor


@pytest.mark.parametrize("shelf", SHELVES, ids=[shelf.kind for shelf in SHELVES])
def test_each_kind_lists_its_records(workspace: Workspace, registry: Open, shelf: object) -> None:
    kind = getattr(shelf, "kind", "")
    made, _ = registry("party")
    made.nav.setFocus()
    while SHELVES[made.nav.currentRow()].kind != kind:
        QTest.keyClick(made.nav, Qt.Key.Key_Down)
    assert {one.id for one in made._model.rows} == set(workspace.docket.kind(kind))
    made.accept()


def test_search_narrows_the_list_and_says_when_nothing_fits(registry: Open) -> None:
    made, _ = registry("party")
    QTest.keyClicks(made.find_edit, "roth")
    assert [one.title for one in made._model.rows] == ["N M Rothschild & Sons Limited"]
    QTest.keyClicks(made.find_edit, "zzz")
    assert made._empty.heading.text() == "Nothing fits."
    assert made._empty.isVisibleTo(made)
    assert not made.edit_button.isEnabled()
    made.accept()


def test_enter_edits_what_is_chosen_and_the_list_shows_the_change(
    workspace: Workspace, registry: Open, window: QWidget
) -> None:
    made, _ = registry("party")
    QTest.keyClicks(made.find_edit, "roth")
    made.list.setFocus()
    QTest.keyClick(made.list, Qt.Key.Key_Return)
    editor = shown_editor(window)
    hand = Hand(editor)
    hand.type("name.text", "Rothschild Australia")
    hand.click("editor.save")
    assert [one.title for one in made._model.rows] == ["Rothschild Australia"]
    made.accept()


def test_a_new_record_is_entered_from_the_list(workspace: Workspace, registry: Open, window: QWidget) -> None:
    made, hand = registry("event")
    hand.click("registry.new")
    editor = Hand(shown_editor(window))
    editor.type("title.text", "Closing of the offering")
    editor.click("editor.save")
    assert "Closing of the offering" in [one.title for one in made._model.rows]
    made.accept()


def test_a_party_in_use_is_not_deleted_and_its_users_are_named(workspace: Workspace, registry: Open) -> None:
    made, hand = registry("party")
    QTest.keyClicks(made.find_edit, "roth")
    hand.click("registry.delete")
    assert "rothschild" in workspace.docket.parties
    assert made.message.text().startswith("N M Rothschild & Sons Limited cannot be deleted:")
    assert "USMX-1" in made.message.text()
    made.accept()


def test_what_nobody_uses_is_deleted_and_undo_brings_it_back(workspace: Workspace, registry: Open) -> None:
    made, _ = registry("party")
    QTest.keyClicks(made.find_edit, "ontario")
    made.list.setFocus()
    QTest.keyClick(made.list, Qt.Key.Key_Delete)
    assert "ontario-securities-commission" not in workspace.docket.parties
    workspace.undo()
    assert "ontario-securities-commission" in workspace.docket.parties
    made.accept()


def test_a_file_is_added_once(workspace: Workspace, registry: Open, tmp_path: Path) -> None:
    made, _ = registry("document")
    path = tmp_path / "Notice of default.txt"
    path.write_text("You are in default.", encoding="utf-8")
    made.add_file(path)
    added = next(one for one in workspace.docket.documents.values() if one.title == "Notice of default")
    assert workspace.ledger is not None
    assert workspace.ledger.document_text(added.id) == "You are in default."
    made.add_file(path)
    assert made.message.text() == "This file is in the docket already, as “Notice of default”. Nothing was added."
    made.add_file(tmp_path / "missing.txt")
    assert "could not be read and was not attached" in made.message.text()
    made.accept()


def test_control_f_goes_to_the_search(registry: Open) -> None:
    made, _ = registry("party")
    made.list.setFocus()
    QTest.keyClick(made.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    made.accept()


def test_a_closure_is_entered_for_today_unless_told_otherwise_and_taken_out_again(
    workspace: Workspace, registry: Open, window: QWidget
) -> None:
    made, hand = registry("closure")
    assert made._empty.heading.text() == "No closures are entered."
    hand.click("registry.new")
    editor = Hand(shown_editor(window))
    editor.click("editor.save")
    assert [row.message for row in shown_editor(window).form.wrong()] == [
        "Choose the calendar that is closed on that day.",
        "Say why it is closed: each deadline that it moves names the reason.",
        "Name the order, notice or proclamation that closes it.",
    ]
    editor.pick("calendar.pick", "nyse")
    editor.type("reason.text", "Storm")
    editor.type("source.text", "Notice of 20 Nov 1996")
    editor.click("editor.save")
    (entered,) = workspace.docket.closures.values()
    assert (entered.calendar, entered.day, entered.reason) == ("NYSE", date(1996, 11, 20), "Storm")
    assert [one.title for one in made._model.rows] == ["Wed 20 Nov 1996  NYSE: Storm"]
    QTest.keyClicks(made.find_edit, "notice of 20")
    assert [one.note for one in made._model.rows] == ["Notice of 20 Nov 1996"]
    hand.click("registry.delete")
    assert not workspace.docket.closures
    workspace.undo()
    assert list(workspace.docket.closures.values()) == [entered]
    made.accept()


def test_the_latest_closure_comes_first(workspace: Workspace, registry: Open) -> None:
    for number, day in enumerate((date(2012, 10, 29), date(2018, 12, 5), date(2001, 9, 11))):
        closure = Closure(id=f"closure-{number}", calendar="US-FED", day=day, reason="Closed", source="Order")
        workspace.do(Put(closure))
    made, _ = registry("closure")
    assert [one.title[:15] for one in made._model.rows] == ["Wed 5 Dec 2018 ", "Mon 29 Oct 2012", "Tue 11 Sep 2001"]
    made.accept()


def test_an_instrument_and_an_event_show_their_conditions_and_a_party_has_none(registry: Open) -> None:
    shown, _ = registry("instrument")
    assert shown.conditions_button.isVisible()
    shown.conditions_button.click()
    checklist = shown.findChild(ConditionsWindow)
    assert checklist is not None
    assert checklist.target == Target("instrument", shown.current.id if shown.current else "")
    checklist.close()
    shown.show_kind("party")
    assert not shown.conditions_button.isVisible()


def test_the_editor_of_an_instrument_leads_to_its_conditions_and_keeps_what_was_typed(registry: Open) -> None:
    shown, _ = registry("instrument")
    shown.edit()
    editor = next(one for one in shown._host.findChildren(RecordEditor) if one.isVisible())
    assert editor.conditions_button.isVisible()
    editor.conditions_button.click()
    checklist = editor.findChild(ConditionsWindow)
    assert checklist is not None
    assert checklist.target == Target("instrument", editor.record_id)
    checklist.left.emit()
    assert not editor.isVisible()
    checklist.close()
    shown.show_kind("instrument")
    shown.enter()
    fresh = next(one for one in shown._host.findChildren(RecordEditor) if one.isVisible())
    assert not fresh.conditions_button.isVisible()
    fresh.reject()


def test_the_day_a_document_was_added_is_said_as_everywhere(workspace: Workspace, registry: Open) -> None:
    shown, _ = registry("document")
    shown.edit()
    editor = next(one for one in shown._host.findChildren(RecordEditor) if one.isVisible())
    added = editor.form.rows["added_on"].field.inputs()[0]
    assert isinstance(added, QLineEdit)
    assert added.text() == "Wed 20 Nov 1996"
    editor.reject()
