"""The ring around the part of a window that a card speaks of. It is looked through and clicked through."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.frame.theme import Theme, faint

_LINE = 2
_HALO = 4


class PartRing(QWidget):
    """Two pixels of accent and a breath of it outside; within, everything stays as it is."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.update()

    def put_around(self, part: QRect) -> None:
        """Ring ``part``, the line on its edges and the breath outside; nothing where it is empty."""
        self.setVisible(not part.isEmpty())
        self.setGeometry(part.adjusted(-_HALO, -_HALO, _HALO, _HALO))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent, radius = self._theme.accent.base, self._theme.space.radius_card
        for ink, wide, inward in ((faint(accent, 0.16), _HALO, 0), (accent, _LINE, _HALO)):
            painter.setPen(QPen(ink, wide))
            inset = inward + wide / 2
            around = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(around, radius + _HALO - inward, radius + _HALO - inward)
