"""What is dropped on the window is opened, imported or kept, and never silently nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.conditions.window import ConditionsWindow
from ui.editor.editor import RecordEditor
from ui.editor.registry import Registry
from ui.feeds.form import FolderField
from ui.frame.theme import Theme
from ui.incoming.window import ImportDialog
from ui.inspector.recorder.recorder import FactRecorder
from ui.shell.dropped_files import WHAT
from ui.shell.window import Window


def drop(place: QWidget, *paths: Path) -> None:
    """As the system does it: to the window, at the point where the widget stands; the file managers name it as text."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText("\n".join(f"file://{path}" for path in paths))
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = place.mapTo(place.window(), QPoint(place.width() // 2, place.height() // 2))
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    handle = place.window().windowHandle()
    enter = QDragEnterEvent(at, actions, data, left, none)
    enter.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(handle, enter)
    assert enter.isAccepted()
    assert enter.dropAction() == Qt.DropAction.CopyAction
    QApplication.sendEvent(handle, QDropEvent(QPointF(at), actions, data, left, none))


def shown(window: QWidget, qtbot: QtBot) -> None:
    """Wait until a dialog is there, as the system makes it known."""
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def said(window: QWidget) -> str:
    return " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_a_docket_is_opened(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    ledger = window.workspace.ledger
    assert ledger is not None
    other = tmp_path / "other.duly"
    ledger.save_copy(other, replace=True)
    drop(window, other)
    qtbot.waitUntil(lambda: window.workspace.path == other)


def test_a_calendar_is_shown_for_import(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "dates.ics"
    path.write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nEND:VCALENDAR\r\n", encoding="utf-8")
    drop(window, path)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(ImportDialog)))
    for dialog in window.findChildren(ImportDialog):
        dialog.reject()


def test_a_text_is_kept_by_documents_and_elsewhere_it_is_said_what_can_be_dropped(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Notice is given.", encoding="utf-8")
    before = len(window.workspace.docket.documents)
    drop(window, path)
    qtbot.waitUntil(lambda: WHAT in said(window))
    assert len(window.workspace.docket.documents) == before
    window.show_view("documents")
    drop(window, path)
    qtbot.waitUntil(lambda: len(window.workspace.docket.documents) == before + 1)


def test_two_dockets_at_once_are_refused_with_what_to_do(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    drop(window, tmp_path / "a.duly", tmp_path / "b.duly")
    qtbot.waitUntil(lambda: "Drop one docket or import at a time." in said(window))


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text("Notice is given.", encoding="utf-8")
    return path


def test_no_line_of_text_takes_a_file_for_words(window: Window, qtbot: QtBot, letter: Path) -> None:
    drop(window.top.field, letter)
    qtbot.waitUntil(lambda: WHAT in said(window))
    assert window.top.field.text() == ""


def test_a_docket_that_is_dropped_on_the_filter_is_opened(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    ledger = window.workspace.ledger
    assert ledger is not None
    other = tmp_path / "other.duly"
    ledger.save_copy(other, replace=True)
    drop(window.top.field, other)
    qtbot.waitUntil(lambda: window.workspace.path == other)
    assert window.top.field.text() == ""


def test_a_folder_is_refused_with_what_to_do(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "Deals"
    folder.mkdir()
    window.show_view("documents")
    drop(window, folder)
    qtbot.waitUntil(lambda: "“Deals” is a folder: drop the files that are in it." in said(window))


def test_an_editor_says_that_it_takes_no_file_and_keeps_what_is_typed(
    window: Window, qtbot: QtBot, letter: Path
) -> None:
    window.workspace.edit("obligation", "usmx-08")
    editor = window.findChild(RecordEditor)
    assert editor is not None
    shown(editor, qtbot)
    title = editor.form.rows["title"].field.inputs()[0]
    assert isinstance(title, QLineEdit)
    before = title.text()
    drop(title, letter)
    qtbot.waitUntil(lambda: "“letter.txt” was not taken." in said(editor))
    assert "Close this window first" in said(editor)
    assert title.text() == before
    editor.reject()


def test_what_is_dropped_on_the_window_behind_a_dialog_is_answered_by_the_dialog(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    window.workspace.edit("obligation", "usmx-08")
    editor = window.findChild(RecordEditor)
    assert editor is not None
    shown(editor, qtbot)
    before = window.workspace.path
    drop(window, tmp_path / "other.duly")
    qtbot.waitUntil(lambda: "“other.duly” was not taken." in said(editor))
    assert window.workspace.path == before
    editor.reject()


def test_the_lists_keep_what_is_dropped_as_a_document(window: Window, qtbot: QtBot, letter: Path) -> None:
    window.actions_["registry"].trigger()
    lists = window.findChild(Registry)
    assert lists is not None
    shown(lists, qtbot)
    before = len(window.workspace.docket.documents)
    drop(lists.find_edit, letter)
    qtbot.waitUntil(lambda: len(window.workspace.docket.documents) == before + 1)
    assert lists.heading.text() == "Documents"
    assert lists.find_edit.text() == ""
    lists.reject()


def test_the_card_of_what_happened_takes_files_as_evidence(window: Window, qtbot: QtBot, letter: Path) -> None:
    window.workspace.record(("usmx-08",), "performed")
    card = window.findChild(FactRecorder)
    assert card is not None
    assert card.form is not None
    first = card.form.first_input()
    assert first is not None
    drop(first, letter)
    qtbot.waitUntil(lambda: "letter" in said(card))
    card.close_card()


def test_a_condition_takes_files_as_its_evidence(window: Window, qtbot: QtBot, letter: Path) -> None:
    window.actions_["conditions"].trigger()
    checklist = window.findChild(ConditionsWindow)
    assert checklist is not None
    shown(checklist, qtbot)
    done = next(row for row in checklist.rows if row.condition.in_place)
    drop(done, letter)
    qtbot.waitUntil(lambda: "evidence “letter” added" in checklist.message.text())
    drop(checklist.pick, letter)
    qtbot.waitUntil(lambda: "Drop it on the condition that it is evidence of." in said(checklist))
    checklist.reject()


def test_a_feed_takes_the_folder_that_it_is_kept_up_in(window: Window, theme: Theme, tmp_path: Path) -> None:
    field = FolderField(theme, "feed.folder", tmp_path)
    assert field.take_files([tmp_path / "a.txt"]) == "A feed is kept up in a folder: drop one folder."
    assert field.take_files([tmp_path]) == ""
    assert field.value() == str(tmp_path)
    field.deleteLater()
