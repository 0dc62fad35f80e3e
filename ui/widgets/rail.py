"""The rail at the left: the views, each with its icon and its word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from ui.frame.theme import Theme
from ui.widgets.elided import plain_tooltip
from ui.widgets.icons import paint_icon
from ui.widgets.surface import Surface

_TOP = 6
_EDGE = 3
_ICON_MIDDLE = 20
_WORD_MIDDLE = 43
_LEAST = 42
"""As low as an item gets in a low window: icon and word still stand clear of one another, or the word stands alone."""
_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class RailItem(NamedTuple):
    """A view of the rail: `icon` is the name of a file in `resources/icons`."""

    key: str
    text: str
    icon: str
    shortcut: str = ""


class Rail(Surface):
    """One item is on. Tab reaches the one that is on, up and down move between them. Emits `picked(key)`."""

    picked = Signal(str)

    def __init__(self, theme: Theme, items: Sequence[RailItem], parent: QWidget | None = None) -> None:
        super().__init__(theme, "frame", ("right",), parent)
        self.setFixedWidth(theme.width.rail)
        self.setAccessibleName("Views")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _RailButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, _TOP, 0, 0)
        column.setSpacing(0)
        for item in items:
            button = _RailButton(theme, item, self)
            button.toggled.connect(lambda on, key=item.key: self.picked.emit(key) if on else None)
            self._group.addButton(button)
            self._buttons[item.key] = button
            column.addWidget(button, 1000)
        column.addStretch(1)

    @property
    def current(self) -> str:
        """The key of the item that is on, or nothing before the first."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def select(self, key: str) -> None:
        """Turn an item on. Emits `picked` if it was off. Raises `KeyError` for a key that is not there."""
        self._buttons[key].setChecked(True)

    def button(self, key: str) -> QAbstractButton:
        return self._buttons[key]


class _RailButton(QAbstractButton):
    def __init__(self, theme: Theme, item: RailItem, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._item = item
        self.setText(item.text)
        self.setCheckable(True)
        self.setAccessibleName(item.text)
        self.setToolTip(plain_tooltip(f"{item.text} ({item.shortcut})" if item.shortcut else item.text))
        self.setMinimumHeight(_LEAST)
        self.setMaximumHeight(theme.height.rail_item)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setProperty("ring", False)
        self._by_keyboard = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() in _KEYBOARD
        super().focusInEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.width.rail, self._theme.height.rail_item)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, on = self._theme, QPainter(self), self.isChecked()
        if on:
            painter.fillRect(self.rect(), theme.surface.view)
            painter.fillRect(0, 0, _EDGE, self.height(), theme.accent.base)
        elif self.underMouse():
            painter.fillRect(self.rect().adjusted(0, 0, -1, 0), theme.wash)
        colour = theme.accent.base if on else theme.text.second
        icon = theme.space.icon
        left = (self.width() - icon) / 2
        lost = theme.height.rail_item - self.height()
        middle = theme.at_size(_ICON_MIDDLE) - lost / 2
        word = QRectF(self.rect())
        if self.height() >= theme.at_size(_LEAST):
            paint_icon(painter, QRectF(left, middle - icon / 2, icon, icon), self._item.icon, colour)
            line = theme.type["small"].line
            word = QRectF(0, theme.at_size(_WORD_MIDDLE) - 0.72 * lost - line / 2, self.width(), line)
        painter.setPen(colour)
        painter.setFont(theme.font("small", 600 if on else None))
        painter.drawText(word, Qt.AlignmentFlag.AlignCenter, self._item.text)
        if self.hasFocus() and self._by_keyboard:
            self._paint_focus(painter)

    def _paint_focus(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(self._theme.accent.base)
        pen.setWidth(self._theme.space.focus)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(5, 3, -4, -3), 5, 5)
