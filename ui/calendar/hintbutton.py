"""A push button that shows its key behind its word."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter

from ui.frame.theme import Theme

_PAD = 13
_GAP = 8


class HintButton(QPushButton):
    """The word in 600, the key in small text; both as one name to a screen reader."""

    def __init__(self, theme: Theme, word: str, key: str, *, primary: bool = False) -> None:
        super().__init__(word)
        self._theme = theme
        self._key = key
        self._primary = primary
        if primary:
            self.setProperty("role", "primary")
        self.setAutoDefault(False)
        self.setAccessibleName(f"{word}, key {key}")

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        word = QFontMetrics(self._theme.font("strong")).horizontalAdvance(self.text())
        key = QFontMetrics(self._theme.font("micro")).horizontalAdvance(self._key)
        return QSize(2 * _PAD + word + _GAP + key, self._theme.height.popover_button)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame as the style draws it; then word and key."""
        theme, option, painter = self._theme, QStyleOptionButton(), QStylePainter(self)
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        text = theme.text
        ink = text.on_accent if self._primary else text.first
        word, key = theme.font("strong" if self._primary else "body"), theme.font("micro")
        painter.setFont(word)
        painter.setPen(ink if self.isEnabled() else text.third)
        high = float(self.height())
        painter.drawText(QPointF(_PAD, theme.baseline(word, 0, high)), self.text())
        wide = QFontMetrics(key).horizontalAdvance(self._key)
        painter.setFont(key)
        painter.setPen((ink if self._primary else text.second) if self.isEnabled() else text.third)
        painter.drawText(QPointF(self.width() - _PAD - wide, theme.baseline(key, 0, high)), self._key)
