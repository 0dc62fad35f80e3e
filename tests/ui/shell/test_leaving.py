"""The program ends in order, whatever was copied from it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[3]
COPIES = """
from PySide6.QtCore import QMimeData
from ui.shell.app import leave_clipboard, make_application
app = make_application()
data = QMimeData()
data.setText("17\\tAmended development plan")
data.setHtml("<table></table>")
app.clipboard().setMimeData(data)
leave_clipboard()
assert app.clipboard().text() == "17\\tAmended development plan"
"""


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A process of its own, so that one that crashes is seen to."""
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=TOP,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_what_was_copied_does_not_end_it_in_a_crash() -> None:
    left = run(COPIES)
    assert (left.returncode, left.stderr) == (0, "")


TURNS_BACK = """
import faulthandler, sys
faulthandler.enable()
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from model.ledger.ledger import Ledger
from model.ledger.sample import write_sample
from model.record.caption import Caption
from ui.shell.app import make_application, make_window
from ui.editor import drafts_waiting
from ui.shell.settings import Settings

folder, how = Path(sys.argv[1]), sys.argv[2]
clock = lambda: datetime(1996, 11, 20, 10, 42, tzinfo=UTC)
write_sample(folder / "a.duly", clock=clock, who="Legal").close()
Ledger.create(folder / "b.duly", Caption(title="B"), clock=clock, who="Legal").close()
app = make_application()
app.setQuitOnLastWindowClosed(False)
window = make_window(app, Settings(), clock=clock, who="Legal")
assert window.files.open_path(folder / "a.duly")
window.show()
window.activateWindow()
app.processEvents()
window.actions_["new_obligation"].trigger()
editor = app.activeModalWidget()
title = editor.form.rows["title"].field.inputs()[0]
QTest.keyClicks(title, "Deliver the certificate")
QTest.keyClick(editor, Qt.Key.Key_Escape)

def answer():
    box = app.activeModalWidget()
    back = box.focusWidget()
    assert back.text() == "Go back", back.text()
    if how.endswith("click"):
        QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(box, Qt.Key.Key_Escape)

def settle():
    # What was to be deleted later is deleted in the loop that the window began.
    assert window.isVisible() and window.workspace.path == folder / "a.duly"
    assert drafts_waiting(window.workspace) == ("new obligation",)
    window.actions_["new_obligation"].trigger()
    assert title.text() == "Deliver the certificate"
    print("went on", flush=True)
    app.exit(0)

def leave():
    QTimer.singleShot(0, answer)
    window.files.open_path(folder / "b.duly") if how.startswith("open") else window.actions_["quit"].trigger()
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, settle))

QTimer.singleShot(0, leave)
app.exec()
"""


@pytest.mark.parametrize("how", ["quit click", "quit escape", "open click", "open escape"])
def test_go_back_keeps_the_window_and_the_draft(tmp_path: Path, how: str) -> None:
    """A whole process: what killed it was a focus ring that took the message box with it, and the box the ring."""
    found = run(TURNS_BACK, str(tmp_path), how)
    assert (found.returncode, found.stdout) == (0, "went on\n"), found.stderr


RUNS_A_DIALOG = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QMainWindow, QPushButton
from ui.shell.app import make_application
from ui.frame.appearance import Appearance

app = make_application()
look = Appearance(app, "light")
window = QMainWindow()
window.show()
window.activateWindow()

def run():
    dialog = QDialog(window)
    button = QPushButton("Close", dialog)
    button.clicked.connect(dialog.reject)
    button.setFocus()
    app.focusChanged.connect(lambda _, now: now is button and QTimer.singleShot(0, button.click))
    dialog.exec()

def end():
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: app.exit(0)))

QTimer.singleShot(0, lambda: (run(), end()))
app.exec()
print("ended in order")
"""


def test_a_dialog_that_is_run_and_let_go_of_goes_once_with_the_ring_in_it() -> None:
    found = run(RUNS_A_DIALOG)
    assert (found.returncode, found.stdout) == (0, "ended in order\n"), found.stderr
