"""The sentence at the head of Today, in large type; what the eye must land on is strong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from model.outlook.today.headline import Sentence, plain
from ui.frame.theme import Theme

_STRONG = 600
_NARROW = 1000
"""Below this width a sentence that wraps is set a size smaller."""


class Headline(QWidget):
    """Sentences that wrap. Read out as one text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sentences: tuple[Sentence, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """What it says."""
        return plain(self._sentences)

    def say(self, sentences: Sequence[Sentence]) -> None:
        """Say something else."""
        self._sentences = tuple(sentences)
        self.setAccessibleName(self.text)
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, perhaps another line."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the lines it takes."""
        self.setFixedHeight(self._lay_out(self.width(), self._size())[1])
        self.update()

    def _size(self) -> str:
        """The large size where all stands on one line or there is width for more; else a size smaller."""
        one_line = self._theme.type["sentence"].line
        if self._lay_out(self.width(), "sentence")[1] == one_line:
            return "sentence"
        smaller = self._lay_out(self.width(), "figure")[1] == self._theme.type["figure"].line
        return "figure" if smaller or self.width() < _NARROW else "sentence"

    def sizeHint(self) -> QSize:
        """One line at least."""
        return QSize(400, self._theme.type["sentence"].line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        painter.setPen(self._theme.text.first)
        self._lay_out(self.width(), self._size())[0].draw(painter, QPointF(0, 0))

    def _lay_out(self, width: int, name: str) -> tuple[QTextLayout, int]:
        font = self._theme.font(name)
        layout = QTextLayout(self.text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        # Formats come first: set after the layout has ended, they would empty it.
        layout.setFormats(self._formats(self._theme.font(name, _STRONG)))
        line_height, y = self._theme.type[name].line, 0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y + (line_height - line.height()) / 2))
            y += line_height
        layout.endLayout()
        return layout, max(y, line_height)

    def _formats(self, strong: QFont) -> list[QTextLayout.FormatRange]:
        found: list[QTextLayout.FormatRange] = []
        place = 0
        for sentence in self._sentences:
            for stress in sentence:
                if stress.strong:
                    found.append(_range(place, len(stress.text), strong))
                place += len(stress.text)
            place += 1
        return found


def _range(start: int, length: int, font: QFont) -> QTextLayout.FormatRange:
    made, look = QTextLayout.FormatRange(), QTextCharFormat()
    look.setFont(font)
    made.start, made.length, made.format = start, length, look
    return made
