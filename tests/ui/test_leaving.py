"""The program ends in order, whatever was copied from it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]
COPIES = """
from PySide6.QtCore import QMimeData
from ui.app import leave_clipboard, make_application
app = make_application()
data = QMimeData()
data.setText("17\\tAmended development plan")
data.setHtml("<table></table>")
app.clipboard().setMimeData(data)
leave_clipboard()
assert app.clipboard().text() == "17\\tAmended development plan"
"""


def test_what_was_copied_does_not_end_it_in_a_crash() -> None:
    left = subprocess.run(
        [sys.executable, "-c", COPIES],
        cwd=TOP,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (left.returncode, left.stderr) == (0, "")
