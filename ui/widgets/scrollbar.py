"""A scroll bar that keeps its place and is seen only while there is something to scroll."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QScrollBar


class QuietScrollBar(QScrollBar):
    """A scroll bar that is not seen while everything is in sight."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint only what can be moved."""
        if self.maximum() > self.minimum():
            super().paintEvent(event)
