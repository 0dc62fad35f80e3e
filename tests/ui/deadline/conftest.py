"""A window to put the widgets of deadlines in, and what is known where they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from model.days.notation import Context
from ui.frame.theme import Theme
from ui.widgets.surface import Surface

Stage = Callable[..., QWidget]

CONTEXT = Context(today=date(1996, 11, 20), anchors=("closing", "clearance", "fiscal quarter end"))


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme) -> Stage:
    """Put widgets into a shown, active window, one below the other."""
    kept: list[QWidget] = []

    def put(*widgets: QWidget, width: int = 800) -> QWidget:
        window = Surface(theme, "view")
        window.resize(width, 700)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        qtbot.addWidget(window)
        kept.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return put
