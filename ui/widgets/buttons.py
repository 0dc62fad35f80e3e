"""Buttons: of a dialog, and as links. Each is named, and Enter presses it only where it has the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy


def dialog_button(words: str, name: str, role: str = "") -> QPushButton:
    """A button with its object name; ``role`` is one of the theme's, such as primary or link."""
    made = QPushButton(words)
    made.setObjectName(name)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    return made


def link(
    words: str = "", name: str = "", act: Callable[[], object] | None = None, *, spoken: str = "", fixed: bool = False
) -> QPushButton:
    """A button that looks like a link and does ``act``.

    ``spoken`` is read aloud where the words alone don't say what it is about; ``fixed`` keeps it as wide as its words.
    """
    made = dialog_button(words, name, "link")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if spoken:
        made.setAccessibleName(spoken)
    if fixed:
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    if act is not None:
        made.clicked.connect(lambda _=False: act())
    return made
