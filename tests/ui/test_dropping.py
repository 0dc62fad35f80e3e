"""What is dropped on the window is opened, imported or kept, and never silently nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.dropping import WHAT
from ui.incoming.window import ImportDialog
from ui.window import Window


def drop(window: Window, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, data, left, none))


def said(window: Window) -> str:
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
