"""Work in its place: what is being done, how far, and the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui.frame.theme import Theme
from ui.widgets.elided import ElidedLabel


class WorkBar(QWidget):
    """A sentence, a thin bar and a link that emits `cancelled()`."""

    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ElidedLabel(theme)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.cancel = QPushButton("Cancel")
        self.cancel.setProperty("role", "link")
        self.cancel.setCursor(Qt.CursorShape.PointingHandCursor)
        self.cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._bar)

    def show_progress(self, words: str, done: int, whole: int) -> None:
        """Say what is being done and how far; a `whole` of 0 means that the end isn't known."""
        self._words.set_text(words)
        self._bar.setRange(0, whole)
        self._bar.setValue(done)
        self._bar.setAccessibleName(words)
        self.setAccessibleName(words)
