"""A process that is killed in the middle of typing loses no draft: the next start offers it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from model.ledger.draft import CardDraft, Draft
from model.ledger.ledger import Ledger
from ui.editor.drafts.waiting import WaitingDrafts
from ui.editor.editor import RecordEditor
from ui.inspector.recorder.recorder import FactRecorder
from ui.shell.window import Window

TOP = Path(__file__).parents[2]
TYPES = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtTest import QTest
from ui.shell.app import make_application, make_window
from ui.editor.drafts.drafts import drafts_of
from ui.shell.settings import Settings

app = make_application()
window = make_window(app, Settings(), clock=lambda: datetime(1996, 11, 20, 10, 42, tzinfo=UTC), who="Legal")
assert window.files.open_path(Path(sys.argv[1]))
window.show()
window.actions_["new_obligation"].trigger()
editor = app.activeModalWidget()
drafts_of(window.workspace).kept.connect(lambda: print("kept", flush=True))
QTest.keyClicks(editor.form.rows["title"].field.inputs()[0], "Deliver the certificate")
app.exec()
"""


RECORDS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from ui.shell.app import make_application, make_window
from ui.editor.drafts.cards import card_drafts_of
from ui.inspector.recorder.recorder import FactRecorder
from ui.shell.settings import Settings

app = make_application()
window = make_window(app, Settings(), clock=lambda: datetime(1996, 11, 20, 10, 42, tzinfo=UTC), who="Legal")
assert window.files.open_path(Path(sys.argv[1]))
window.show()
window.workspace.select(("usmx-17",))
window.actions_["record_performed"].trigger()
card_drafts_of(window.workspace).kept.connect(lambda: print("kept", flush=True))
QTest.keyClicks(window.findChild(FactRecorder).findChild(QLineEdit, "note.text"), "Sent by courier")
app.exec()
"""


def type_and_be_killed(path: Path, script: str = TYPES) -> None:
    typing = subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        cwd=TOP,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert typing.stdout is not None
    try:
        assert typing.stdout.readline() == "kept\n"
    finally:
        typing.kill()
        typing.communicate()


def test_a_killed_window_leaves_its_draft_to_the_next(
    qtbot: QtBot, window: Window, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    path = tmp_path / "matter.duly"
    assert window.workspace.ledger is not None
    window.workspace.ledger.save_copy(path)
    type_and_be_killed(path)

    with Ledger.open(path, clock=clock, who="Legal") as ledger:
        assert [draft.title for draft in ledger.recall(Draft).values()] == ["Deliver the certificate"]
    assert window.files.open_path(path)
    bar = window.drafts.held
    assert isinstance(bar, WaitingDrafts)
    assert bar.isVisible()
    bar.rows[0].go_on.setFocus()
    QTest.keyClick(bar.rows[0].go_on, Qt.Key.Key_Space)
    editor = QApplication.activeModalWidget()
    assert isinstance(editor, RecordEditor)
    assert editor.form.rows["title"].field.value() == "Deliver the certificate"
    assert not window.drafts.isVisible()
    editor.discard()
    editor.reject()
    assert window.workspace.ledger.recall(Draft) == {}


def test_a_killed_window_leaves_what_happened_to_the_next(
    window: Window, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    path = tmp_path / "matter.duly"
    assert window.workspace.ledger is not None
    window.workspace.ledger.save_copy(path)
    type_and_be_killed(path, RECORDS)
    assert window.files.open_path(path)
    bar = window.drafts.held
    assert isinstance(bar, WaitingDrafts)
    assert [row.name.text for row in bar.rows] == ["what happened to USMX-17, Performed"]
    QTest.keyClick(bar.rows[0].go_on, Qt.Key.Key_Space)
    card = window.findChild(FactRecorder)
    assert isinstance(card, FactRecorder)
    note = card.findChild(QLineEdit, "note.text")
    assert isinstance(note, QLineEdit)
    assert note.text() == "Sent by courier"
    card.close_card()
    assert window.workspace.ledger.recall(CardDraft) == {}
