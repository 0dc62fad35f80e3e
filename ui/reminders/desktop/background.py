"""The background entry: what the system runs when Duly does not, and what it would do, in words."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

from model.errors import DocketError
from model.remind import background

_PATIENCE: Final = 20
"""Seconds that the scheduler has to answer."""
_KEEPERS: Final = {
    "linux": "systemd, for your user alone",
    "darwin": "launchd, as an agent of your user alone",
    "win32": "the Windows Task Scheduler, as a task of your user alone",
}


class Door(Protocol):
    """The system's own scheduler."""

    def is_installed(self, docket: Path) -> bool:
        """Whether it has an entry for a docket."""
        ...

    def install(self, docket: Path) -> None:
        """Enter it. Raises :class:`DocketError` where the system refuses."""
        ...

    def remove(self, docket: Path) -> None:
        """Take it out."""
        ...


class Background:
    """The entry for one docket. The system is asked when it is made and after each change, not at every look."""

    def __init__(self, path: Path, door: Door | None) -> None:
        self.path = path
        self._door = door
        self.trouble = ""
        """Why the last change did not go through."""
        self.installed = self._ask()

    @property
    def possible(self) -> bool:
        """Whether this system has a scheduler that Duly knows."""
        return self._door is not None and sys.platform in _KEEPERS

    @property
    def words(self) -> str:
        """In one sentence, for the head of the list."""
        if not self.possible:
            return "With Duly closed, nobody looks."
        if self.installed:
            return "With Duly closed, the background entry looks every quarter of an hour."
        return "With Duly closed, nobody looks: the background entry is not installed."

    @property
    def explanation(self) -> str:
        """What the entry does, for the settings."""
        if not self.possible:
            return "Duly knows no scheduler of this system. Keep Duly in the tray to be reminded."
        keeper = _KEEPERS[sys.platform]
        done = "Installed" if self.installed else "Not installed"
        said = (
            f"{done}. An entry for {keeper}, looks every quarter of an hour, also when you have just logged in or the "
            "machine wakes, and shows what is due. It sends nothing and changes no obligation. What you acknowledge "
            "there is acknowledged here."
        )
        return f"{said} {self.trouble}".strip()

    def switch(self) -> bool:
        """Install it where it is not, remove it where it is. False: the system refused, and says why."""
        self.trouble = ""
        if self._door is None:
            return False
        try:
            if self.installed:
                self._door.remove(self.path)
            else:
                self._door.install(self.path)
        except (DocketError, OSError) as error:
            self.trouble = str(error) if isinstance(error, DocketError) else "Its file could not be written."
        self.installed = self._ask()
        return not self.trouble

    def _ask(self) -> bool:
        try:
            return self._door is not None and self._door.is_installed(self.path)
        except (DocketError, OSError):
            return False


class SystemDoor:
    """The scheduler of this system, told to run this very Duly."""

    def __init__(self, main: Path, home: Path) -> None:
        self._main = main
        self._home = home

    def is_installed(self, docket: Path) -> bool:
        """Whether the entry is there, as this Duly would make it."""
        return background.is_installed(self._entry(docket), self._home)

    def install(self, docket: Path) -> None:
        """Enter it. Raises :class:`DocketError` where the system refuses."""
        background.install(self._entry(docket), self._home, _run)

    def remove(self, docket: Path) -> None:
        """Take it out."""
        background.remove(self._entry(docket), self._home, _run)

    def _entry(self, docket: Path) -> background.BackgroundEntry:
        command = background.command_for(sys.platform, sys.executable, self._main, docket.resolve())
        return background.entry(sys.platform, command, background.name_of(docket.resolve()))


def system_door() -> Door | None:
    """The scheduler of this system; None where Duly knows none, or cannot tell how it was started."""
    from importlib.util import find_spec

    spec = find_spec("main")
    if sys.platform not in _KEEPERS or spec is None or not spec.origin or not sys.executable:
        return None
    return SystemDoor(Path(spec.origin), Path.home())


def _run(command: Sequence[str]) -> int:
    """Run one of the scheduler's own commands, without a shell, and return its exit code."""
    try:
        done = subprocess.run(list(command), check=False, capture_output=True, timeout=_PATIENCE)  # noqa: S603 - fixed programs, no shell
    except subprocess.TimeoutExpired as error:
        raise OSError(f"{command[0]} did not answer") from error
    return done.returncode
