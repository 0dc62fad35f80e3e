"""Text that wraps in any width: one word without spaces neither widens what it stands in nor runs out of it."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

_LONG = 24
"""Letters up to which a word is never broken: longer than any that the rules, calendars and standings use."""
_BREAK = "\u200b"
_WORD = re.compile(rf"\S{{{_LONG + 1},}}")
_PART = re.compile(r"\S{1,4}")
"""Small parts, so that a line is filled before it is broken."""


class WrapLabel(QLabel):
    """Plain text, never mark-up. :meth:`text` gives back what was set."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)

    def text(self) -> str:
        """The text, without the places at which it may be broken."""
        return self._text

    def setText(self, text: str) -> None:
        """Show ``text``."""
        broken = breakable(text)
        if broken != text or self.accessibleName() == self._text != "":
            self.setAccessibleName(text)
        self._text = text
        super().setText(broken)


def breakable(text: str) -> str:
    """The text with a place to break it, of no width, in every word that is longer than words are."""
    return _WORD.sub(lambda word: _BREAK.join(_PART.findall(word[0])), text)
