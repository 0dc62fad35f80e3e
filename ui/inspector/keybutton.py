"""A small button that shows its word and its key."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from ui.frame.theme import Theme
from ui.inspector.rowbutton import RowButton

_PAD = 9
_WIDE_PAD = 18
_GAP = 7


class KeyButton(RowButton):
    """Painted as a quiet button: the word, and the key in third text. ``wide`` shows the key at the right edge."""

    def __init__(self, theme: Theme, word: str, key: str = "", wide: bool = False) -> None:
        super().__init__(theme, walk=wide)
        self._wide = wide
        self._pad = _WIDE_PAD if wide else _PAD
        self.key = key
        self.setText(word)
        self.setAccessibleName(f"{word}, key {key}" if key else word)
        policy = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Fixed
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        small = QFontMetricsF(self._theme.font("small"))
        micro = QFontMetricsF(self._theme.font("micro"))
        wide = small.horizontalAdvance(self.text()) + (micro.horizontalAdvance(self.key) + _GAP if self.key else 0)
        return QSize(round(wide) + 2 * self._pad, self._theme.at_size(30 if self._wide else 24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        active = self.underMouse() or self.isDown() or (self._wide and self.hasFocus())
        if not self._wide:
            painter.setPen(QPen(theme.line.strong, 1))
            painter.setBrush(theme.surface.hover if active else theme.surface.field)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        elif active:
            painter.fillRect(self.rect(), theme.surface.selection if self.hasFocus() else theme.wash)
        self._paint_words(painter, theme.font("body" if self._wide else "small"))

    def _paint_words(self, painter: QPainter, font: QFont) -> None:
        theme, height = self._theme, float(self.height())
        painter.setFont(font)
        painter.setPen(theme.text.first if self.isEnabled() else theme.text.third)
        painter.drawText(QPointF(self._pad, round(theme.baseline(font, 0, height))), self.text())
        micro = theme.font("micro")
        painter.setFont(micro)
        painter.setPen(theme.text.third)
        wide = QFontMetricsF(micro).horizontalAdvance(self.key)
        painter.drawText(QPointF(self.width() - self._pad - wide, round(theme.baseline(micro, 0, height))), self.key)
