"""A window that answers the workspace's requests as the main window does, with the inspector in it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QHBoxLayout, QTableWidget
from pytestqt.qtbot import QtBot

from ui.frame.theme import Theme
from ui.inspector.panel import InspectorPanel
from ui.inspector.recorder.recorder import FactRecorder, record_facts
from ui.widgets.surface import Surface
from ui.workspace import Workspace


class Host(Surface):
    """A table's place at the left, the inspector at the right."""

    def __init__(self, workspace: Workspace, theme: Theme) -> None:
        super().__init__(theme, "panel")
        self.look = theme
        self.workspace = workspace
        self.table = QTableWidget()
        self.panel = InspectorPanel(workspace, theme)
        self.panel.setFixedWidth(theme.width.inspector)
        row = QHBoxLayout(self)
        row.addWidget(self.table, 1)
        row.addWidget(self.panel)
        workspace.recordRequested.connect(self.open_recorder)

    def open_recorder(self, ids: tuple[str, ...], fact: str) -> None:
        record_facts(self.workspace, self.look, ids, fact, self)

    @property
    def recorder(self) -> FactRecorder:
        (found,) = [each for each in self.findChildren(FactRecorder) if each.is_open]
        return found

    @property
    def records(self) -> bool:
        """Whether a recorder is open."""
        return any(each.is_open for each in self.findChildren(FactRecorder))


@pytest.fixture
def host(qtbot: QtBot, workspace: Workspace, theme: Theme) -> Host:
    made = Host(workspace, theme)
    made.resize(1280, 720)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made
