"""The network's view on the sample, shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.frame.theme import Theme
from ui.network.view import NetworkView
from ui.shell.jobs import Jobs
from ui.workspace import Workspace


@pytest.fixture
def view(qtbot: QtBot, workspace: Workspace, theme: Theme) -> Iterator[NetworkView]:
    jobs = Jobs()
    made = NetworkView(workspace, theme, jobs)
    qtbot.addWidget(made)
    made.resize(1300, 740)
    made.show()
    qtbot.waitExposed(made)
    yield made
    jobs.close()
