"""A theme for every widget, and a window to put it in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.frame.theme import Theme, apply
from ui.widgets.surface import Surface

Stage = Callable[..., QWidget]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return apply(qapp, "light")


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme) -> Stage:
    """Put widgets into a shown, active window of 800 by 600, one below the other."""

    kept: list[QWidget] = []  # qtbot itself holds windows weakly

    def put(*widgets: QWidget) -> QWidget:
        window = Surface(theme, "view")
        window.resize(800, 600)
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
