"""A clock that stands at 10:42 on 20 November 1996, a workspace on the sample, and a window on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from model.ledger.sample import write_sample
from ui.frame.appearance import Appearance
from ui.frame.theme import Theme, apply
from ui.shell.app import leave_clipboard
from ui.shell.settings import Settings
from ui.shell.window import Window
from ui.workspace import Workspace

NOW = datetime(1996, 11, 20, 10, 42, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def clipboard_is_left_in_order(qapp: QApplication) -> Iterator[None]:
    """As the program does when it ends."""
    yield
    leave_clipboard()


@pytest.fixture
def clock() -> Callable[[], datetime]:
    return lambda: NOW


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return apply(qapp, "light")


@pytest.fixture
def sample(tmp_path: Path, clock: Callable[[], datetime]) -> Path:
    """The sample docket in a file."""
    path = tmp_path / "USMX.duly"
    write_sample(path, clock=clock, who="Legal").close()
    return path


@pytest.fixture
def workspace(qapp: QApplication, tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Workspace]:
    """A workspace on the sample, as of its own today."""
    space = Workspace(clock, "Legal")
    space.open_ledger(write_sample(tmp_path / "shared.duly", clock=clock, who="Legal"))
    yield space
    space.close()


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def window(
    qapp: QApplication, qtbot: QtBot, sample: Path, settings: Settings, clock: Callable[[], datetime]
) -> Iterator[Window]:
    """The window on the sample, shown at 1440 by 900 with the docket, the view that was left last."""
    settings.put("view", "docket")
    appearance = Appearance(qapp, "light")
    made = Window(Workspace(clock, "Legal"), appearance, settings)
    qtbot.addWidget(made)
    assert made.files.open_path(sample)
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.close()
    appearance.deleteLater()
