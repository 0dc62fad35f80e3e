"""The background entry as the window installs it: by the system's own scheduler, for this very Duly."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from model.errors import DocketError
from ui.reminders.desktop import background
from ui.reminders.desktop.background import Background, SystemDoor, system_door

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the files of systemd")


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What the scheduler was asked to do."""
    asked: list[tuple[str, ...]] = []

    def run(command: Sequence[str]) -> int:
        asked.append(tuple(command))
        return 0

    monkeypatch.setattr(background, "_run", run)
    return asked


def test_the_entry_runs_this_duly_on_this_docket(tmp_path: Path, commands: list[tuple[str, ...]]) -> None:
    door, docket = SystemDoor(tmp_path / "main.py", tmp_path), tmp_path / "A b.duly"
    entry = Background(docket, door)
    assert "is not installed" in entry.words

    assert entry.switch()

    assert "every quarter of an hour" in entry.words
    unit = "".join(path.read_text() for path in tmp_path.rglob("*.service"))
    assert str(tmp_path / "main.py") in unit
    assert "A b.duly" in unit
    assert "Persistent=true" in "".join(path.read_text() for path in tmp_path.rglob("*.timer"))
    assert commands[-1][:2] == ("systemctl", "--user")

    assert entry.switch()
    assert "is not installed" in entry.words
    assert list(tmp_path.rglob("*.timer")) == []


def test_an_entry_that_is_refused_leaves_nothing_and_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "_run", lambda _: 1)
    entry = Background(tmp_path / "A.duly", SystemDoor(tmp_path / "main.py", tmp_path))

    assert not entry.switch()

    assert not entry.installed
    assert "could not be made" in entry.explanation


def test_a_scheduler_that_does_not_answer_is_no_scheduler() -> None:
    class Silent(SystemDoor):
        def is_installed(self, docket: Path) -> bool:
            raise DocketError(f"{docket.name} cannot be asked for.")

    assert not Background(Path("A.duly"), Silent(Path("main.py"), Path())).installed


def test_without_a_scheduler_it_says_what_to_do_instead() -> None:
    entry = Background(Path("A.duly"), None)

    assert (entry.possible, entry.installed, entry.switch()) == (False, False, False)
    assert entry.words == "With Duly closed, nobody looks."
    assert "Keep Duly in the tray" in entry.explanation


def test_this_system_has_one() -> None:
    assert isinstance(system_door(), SystemDoor)
