"""A standing as a chip: its shape and its word on its ground."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.frame.theme import Theme
from ui.widgets.marks import paint_mark

_PAD = 8
_GAP = 6


def chip_width(word: str, theme: Theme) -> int:
    """How wide the chip of a word is."""
    letters = QFontMetrics(_font(theme)).horizontalAdvance(word)
    return _PAD + theme.space.mark + _GAP + letters + _PAD


def paint_standing_chip(
    painter: QPainter, rect: QRectF, standing: str, word: str, theme: Theme, share: float | None = None
) -> None:
    """Paint a standing's chip at the left of `rect`, centred in its height. Its width is `chip_width`."""
    height, mark = theme.height.chip, theme.space.mark
    tone = theme.tone(standing)
    top = rect.top() + (rect.height() - height) / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(tone.bg)
    painter.setBrush(tone.bg)
    ground = QRectF(rect.left(), top, chip_width(word, theme), height).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(ground, theme.space.radius_chip, theme.space.radius_chip)
    paint_mark(painter, QRectF(rect.left() + _PAD, top + (height - mark) / 2, mark, mark), standing, theme, share)
    painter.setPen(tone.fg)
    painter.setFont(_font(theme))
    letters = rect.left() + _PAD + mark + _GAP
    painter.drawText(QPointF(letters, theme.baseline(painter.font(), top, height)), word)
    painter.restore()


def _font(theme: Theme) -> QFont:
    return theme.font("body", 600)


class StandingChip(QWidget):
    """Shows one standing. Empty until `show_standing` is called."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._standing = ""
        self._word = ""
        self._share: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_standing(self, standing: str, word: str, share: float | None = None) -> None:
        """Show a standing by its key, in its word; `share` is the part performed, 0 to 1."""
        self._standing, self._word, self._share = standing, word, share
        self.setAccessibleName(f"Standing: {word}")
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._word, self._theme) if self._word else 0, self._theme.height.chip)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._standing:
            painter = QPainter(self)
            paint_standing_chip(painter, QRectF(self.rect()), self._standing, self._word, self._theme, self._share)
