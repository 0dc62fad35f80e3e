"""What the painted buttons of the inspector share: the keys that press and leave them, the light under a pointer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.frame.theme import Theme


class RowButton(QAbstractButton):
    """Enter presses it; up and down go to its neighbours, unless it does not ``walk``."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, walk: bool = True) -> None:
        super().__init__(parent)
        self._theme = theme
        self._walk = walk
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif self._walk and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()
