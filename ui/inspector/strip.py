"""The strip at the inspector's foot: what is performed, how many reminders, how long the history. Each leads there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui.frame.theme import Theme
from ui.widgets.rows import clear_layout

HEIGHT = 34


class SectionStrip(QWidget):
    """Emits ``chosen`` with the head of the section to go to."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._items: tuple[tuple[str, str, str], ...] = ()
        self.setFixedHeight(theme.at_size(HEIGHT))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.space.gutter, 0, theme.space.gutter, 0)
        self._row.setSpacing(8)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def show_items(self, items: Sequence[tuple[str, str, str]]) -> None:
        """Show word, figure, and where each leads."""
        if tuple(items) == self._items:
            return
        self._items = tuple(items)
        clear_layout(self._row)
        for word, figure, place in items:
            button = _StripPart(self._theme, word, figure)
            button.clicked.connect(lambda _=False, name=place: self.chosen.emit(name))
            self._row.addWidget(button)
            self._row.addStretch(1)


class _StripPart(QAbstractButton):
    def __init__(self, theme: Theme, word: str, figure: str) -> None:
        super().__init__()
        self._theme = theme
        self._word, self._figure = word, figure
        self.setAccessibleName(f"{word}: {figure}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        plain, bold = (QFontMetricsF(self._theme.font("small", weight)) for weight in (None, 600))
        return QSize(round(plain.horizontalAdvance(self._word) + 6 + bold.horizontalAdvance(self._figure)) + 1, 24)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        font = theme.font("small")
        base = round(theme.baseline(font, 0, self.height()))
        painter.setFont(font)
        painter.setPen(theme.text.first if self.underMouse() else theme.text.second)
        painter.drawText(QPointF(0, base), self._word)
        x = QFontMetricsF(font).horizontalAdvance(self._word) + 6
        painter.setFont(theme.font("small", 600))
        painter.setPen(theme.text.first)
        painter.drawText(QPointF(x, base), self._figure)
