"""A piece of text in a window: plain, never mark-up, in one of the theme's fonts and inks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.frame.theme import Theme
from ui.widgets.wraplabel import WrapLabel


def text(
    theme: Theme, words: str = "", font: str = "body", role: str = "", *, weight: int | None = None, wraps: bool = True
) -> QLabel:
    """A label; ``role`` is an ink of the theme's style sheet, such as second, third or error."""
    made = WrapLabel(words) if wraps else QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(theme.font(font, weight))
    if role:
        made.setProperty("role", role)
    return made
