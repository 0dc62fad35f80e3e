"""What is known of one test, beside its chart: the reading in large figures, and what it is held against."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.covenants.content import TestContent, TestFactLine
from ui.frame.theme import Theme
from ui.widgets.marks import paint_mark
from ui.widgets.rows import clear_layout
from ui.widgets.smallcaps import Hairline
from ui.widgets.text import text

_LONG = 30
_GAP = 8


class StandingLine(QWidget):
    """A standing by shape, colour and word, and a note beside it in third text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mark = "untested"
        self._word = self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, mark: str, word: str, note: str = "") -> None:
        """Show another standing."""
        self._mark, self._word, self._note = mark, word, note
        self.setAccessibleName(f"{word}, {note}" if note else word)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, mark = self._theme, QPainter(self), self._theme.space.mark
        paint_mark(painter, QRectF(0, (self.height() - mark) / 2, mark, mark), self._mark, theme)
        strong, small = theme.font("strong"), theme.font("small")
        left = mark + _GAP
        painter.setFont(strong)
        painter.setPen(theme.tone(self._mark).fg)
        painter.drawText(QPointF(left, theme.baseline(strong, 0, self.height())), self._word)
        left += round(QFontMetricsF(strong).horizontalAdvance(self._word)) + 18
        painter.setFont(small)
        painter.setPen(theme.text.second)
        shown = QFontMetricsF(small).elidedText(self._note, Qt.TextElideMode.ElideRight, self.width() - left)
        painter.drawText(QPointF(left, theme.baseline(small, 0, self.height())), shown)


class Facts(QWidget):
    """The large figure over its lines."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.caption = text(theme, "", "small", "second")
        self.figure = text(theme, "", "figure")
        self.figure.setAccessibleName("Reading")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.caption)
        column.addWidget(self.figure)
        column.addWidget(Hairline(theme))
        column.addLayout(self._grid)
        column.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        """Take colours from another theme; the owner shows the lines anew."""
        self._theme = theme

    def show_face(self, face: TestContent) -> None:
        """Show another test."""
        self.caption.setText(face.caption)
        self.figure.setText(face.figure)
        self.figure.setVisible(bool(face.figure))
        self._show_lines(face.lines)

    def _show_lines(self, lines: Sequence[TestFactLine]) -> None:
        clear_layout(self._grid)
        for row, one in enumerate(lines):
            long = len(one.words) > _LONG
            name = text(self._theme, one.name, "small", "second")
            words = text(self._theme, one.words, "small")
            words.setAccessibleName(f"{one.name}: {one.words}" if one.name else one.words)
            if one.tone:
                words.setFont(self._theme.font("small", 600))
                words.setStyleSheet(f"color: {self._theme.tone(one.tone).fg.name()}")
            side = Qt.AlignmentFlag.AlignLeft if long else Qt.AlignmentFlag.AlignRight
            words.setAlignment(side | Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(name, 2 * row, 0, 1, 2 if long else 1, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, 2 * row + (1 if long else 0), 0 if long else 1, 1, 2 if long else 1)
