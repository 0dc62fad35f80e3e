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
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from model.ledger.draft import Draft
from model.ledger.ledger import Ledger
from ui.editor.editor import RecordEditor
from ui.editor.waiting import WaitingDrafts
from ui.window import Window

TOP = Path(__file__).parents[2]
TYPES = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtTest import QTest
from ui.app import make_application, make_window
from ui.editor.drafts import drafts_of
from ui.settings import Settings

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


def type_and_be_killed(path: Path) -> None:
    typing = subprocess.Popen(
        [sys.executable, "-c", TYPES, str(path)],
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
