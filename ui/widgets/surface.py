"""A ground to put things on: one surface of the theme, with hairlines along the edges that need one."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.frame.theme import Theme

Ground = Literal["frame", "view", "panel", "hover", "field", "selection", "other_day", "weekend"]
Edge = Literal["left", "top", "right", "bottom"]


class Surface(QWidget):
    """A plain ground. `edges` says where a hairline runs."""

    def __init__(
        self, theme: Theme, ground: Ground = "view", edges: tuple[Edge, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ground: Ground = ground
        self._edges = edges
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def ground(self) -> Ground:
        return self._ground

    def set_ground(self, ground: Ground) -> None:
        """Change the ground, say from `frame` to `other_day`."""
        if ground != self._ground:
            self._ground = ground
            self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), getattr(self._theme.surface, self._ground))
        for edge in self._edges:
            painter.fillRect(self._strip(edge), self._theme.line.hair)

    def _strip(self, edge: Edge) -> QRect:
        whole = self.rect()
        return {
            "left": QRect(0, 0, 1, whole.height()),
            "top": QRect(0, 0, whole.width(), 1),
            "right": QRect(whole.width() - 1, 0, 1, whole.height()),
            "bottom": QRect(0, whole.height() - 1, whole.width(), 1),
        }[edge]
