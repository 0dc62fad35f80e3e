"""Asking for all widgets while some that nobody names any longer wait to be collected."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[3]
STORY = """
import gc
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from ui.widgets.living import all_widgets, windows

class Circle(QWidget):
    def __init__(self):
        super().__init__()
        self.me, self.parts = self, [QLabel(self) for _ in range(20)]

app = QApplication([])
gc.disable()
for _ in range(20):
    for _ in range(60):
        Circle()
    kept = [QLineEdit() for _ in range(50)]
    gc.enable()
    gc.set_threshold(1, 1, 1)
    assert len({asked}()) >= len(kept)
    gc.disable()
"""


@pytest.mark.parametrize("asked", ["all_widgets", "windows"])
def test_a_collection_meanwhile_takes_none_of_them(asked: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STORY.replace("{asked}", asked)],
        cwd=TOP,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
