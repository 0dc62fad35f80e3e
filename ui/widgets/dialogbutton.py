"""A button of a dialog: named, so that it can be found, and pressed by Enter only where it has the focus."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton


def dialog_button(words: str, name: str, role: str = "") -> QPushButton:
    """A button with its object name; ``role`` is one of the theme's, such as primary or link."""
    made = QPushButton(words)
    made.setObjectName(name)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    return made
