"""A line of text that is cut where it has no room, and then says the whole in its tooltip."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.frame.theme import Ink, Theme


def plain_tooltip(text: str) -> str:
    """A tooltip that shows `text` letter for letter: tags in it are text, and lines are kept."""
    return f"<p style='white-space:pre-wrap'>{escape(text)}</p>" if text else ""


class ElidedLabel(QWidget):
    """One line in a font of the type table and an ink of the theme. Never rich text."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        font: str = "body",
        ink: Ink = "first",
        parent: QWidget | None = None,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = font
        self._ink: Ink = ink
        self._mode = mode
        self._text = ""
        self.setFont(theme.font(font))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    @property
    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._say_whole()
        self.update()

    def set_ink(self, ink: Ink) -> None:
        self._ink = ink
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    @property
    def is_cut(self) -> bool:
        """Whether the text has less room than it needs."""
        return self._width() > self.width()

    def sizeHint(self) -> QSize:
        return QSize(self._width(), self._theme.type[self._name].line)

    def minimumSizeHint(self) -> QSize:
        least = QFontMetrics(self.font()).horizontalAdvance("…")
        return QSize(min(least, self._width()), self._theme.type[self._name].line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.ink(self._ink))
        shown = QFontMetrics(self.font()).elidedText(self._text, self._mode, self.width())
        where = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), int(where), shown)

    def _width(self) -> int:
        return QFontMetrics(self.font()).horizontalAdvance(self._text) + 1

    def _say_whole(self) -> None:
        self.setToolTip(plain_tooltip(self._text) if self.is_cut else "")
