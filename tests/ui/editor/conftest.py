"""A window to open editors from, and the hand that works them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.editor.hand import Hand
from ui.editor.drafts.drafts import drafts_of
from ui.editor.editor import RecordEditor
from ui.frame.theme import Theme
from ui.widgets.surface import Surface
from ui.workspace import Workspace

Open = Callable[[str, str], tuple[RecordEditor, Hand]]


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    made = Surface(theme, "view")
    made.resize(1440, 900)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def edit(qtbot: QtBot, workspace: Workspace, theme: Theme, window: QWidget) -> Open:
    """Open the editor of a record, or of a new one, with a hand to work it."""

    def opened(kind: str, record_id: str) -> tuple[RecordEditor, Hand]:
        editor = drafts_of(workspace).open(theme, kind, record_id, window)
        qtbot.waitUntil(editor.isActiveWindow)
        return editor, Hand(editor)

    return opened
