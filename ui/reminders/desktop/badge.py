"""The picture in the tray: a bell on Duly's own ground, and how many reminders wait."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QPainter, QPixmap

from ui.frame.theme import Theme
from ui.widgets.icons import icon_pixmap

SIZES = (16, 22, 24, 32, 48, 64)
"""Pixels: what panels and menu bars ask for, at one and two dots to the pixel."""
MOST = 99
_RADIUS = 0.22
_BELL = 0.72
_BADGE = 0.56
_RIM = 0.06


def tray_icon(theme: Theme, waiting: int) -> QIcon:
    """The icon with the number of reminders that wait; without any, no badge.

    It brings its own ground: whether the panel behind it is light or dark, no system says.
    """
    made = QIcon()
    for size in SIZES:
        made.addPixmap(_picture(theme, waiting, size))
    return made


def badge_words(waiting: int) -> str:
    """The number on the badge."""
    return f"{waiting}" if waiting <= MOST else f"{MOST}+"


def _picture(theme: Theme, waiting: int, size: int) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.accent.base)
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * _RADIUS, size * _RADIUS)
    bell = round(size * _BELL)
    left = (size - bell) / 2
    shift = size * 0.08 if waiting else 0
    painter.drawPixmap(round(left - shift), round(left - shift), icon_pixmap("bell", theme.text.on_accent, bell))
    if waiting:
        _paint_badge(painter, theme, badge_words(waiting), size)
    painter.end()
    return picture


def _paint_badge(painter: QPainter, theme: Theme, words: str, size: int) -> None:
    """A disc at the lower right that grows to the left with its figures; ink on paper, as figures are everywhere."""
    height = round(size * _BADGE)
    font = QFont(theme.font("strong"))
    font.setPixelSize(max(round(height * 0.82), 7))
    wide = max(height, round(QFontMetricsF(font).horizontalAdvance(words) + height * 0.42))
    disc = QRectF(size - wide, size - height, wide, height)
    rim = max(size * _RIM, 1.0)
    _disc(painter, disc.adjusted(-rim, -rim, 0, 0), theme.accent.base)
    _disc(painter, disc, theme.surface.field)
    painter.setFont(font)
    painter.setPen(theme.text.first)
    measure = QFontMetricsF(font)
    baseline = disc.center().y() + measure.capHeight() / 2
    painter.drawText(round(disc.center().x() - measure.horizontalAdvance(words) / 2), round(baseline), words)


def _disc(painter: QPainter, disc: QRectF, ground: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(disc, disc.height() / 2, disc.height() / 2)
