"""The sample with a lease in it, and a window with the inspector on its rent."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from model.ledger.commands import PutMany
from tests.model.assess.leases import RECORDS
from tests.ui.inspector.conftest import Host
from ui.frame.theme import Theme
from ui.inspector.occurrences.occurrencelist import OccurrenceSection
from ui.inspector.occurrences.occurrencerow import OccurrenceButton
from ui.workspace import Workspace


class Inspector:
    """The inspector on the rent, by its parts."""

    def __init__(self, host: Host) -> None:
        self.host = host

    @property
    def section(self) -> OccurrenceSection:
        found = self.host.panel.findChildren(OccurrenceSection)
        return found[-1]

    def row(self, period: str) -> OccurrenceButton:
        found = self.host.panel.findChildren(OccurrenceButton, f"occurrence.{period}")
        return found[-1]

    def focused(self) -> QWidget:
        held = QApplication.focusWidget()
        assert held is not None
        return held


@pytest.fixture
def leased(workspace: Workspace) -> Workspace:
    """The workspace with the lease entered."""
    assert workspace.do(PutMany(RECORDS, "Enter the lease")) is not None
    return workspace


@pytest.fixture
def inspector(qtbot: QtBot, leased: Workspace, theme: Theme) -> Inspector:
    host = Host(leased, theme)
    host.resize(1280, 900)
    qtbot.addWidget(host)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    leased.select(("rent",))
    return Inspector(host)
