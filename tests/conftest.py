"""What holds for every test: no screen, no network, no trace of the user's own settings, no stray window."""

from __future__ import annotations

import ipaddress
import itertools
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Before Qt and platformdirs are first asked, so that nothing ever sees the user's own screen and folders.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("DISPLAY", None)
os.environ.pop("WAYLAND_DISPLAY", None)
_session_folder = tempfile.TemporaryDirectory(prefix="duly-tests-", ignore_cleanup_errors=True)


def _home(folder: Path) -> dict[str, str]:
    """The variables that make `folder` the home of data and settings, as each system reads them."""
    places = {
        "HOME": "",
        "USERPROFILE": "",
        "XDG_CACHE_HOME": ".cache",
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_DOCUMENTS_DIR": "Documents",
        "XDG_RUNTIME_DIR": ".run",
        "XDG_STATE_HOME": ".local/state",
        "WIN_PD_OVERRIDE_APPDATA": "roaming",
        "WIN_PD_OVERRIDE_LOCAL_APPDATA": "local",
        "WIN_PD_OVERRIDE_PERSONAL": "Documents",
    }
    return {name: str(folder / place) for name, place in places.items()}


os.environ.update(_home(Path(_session_folder.name)))

import hypothesis  # noqa: E402
import pytest  # noqa: E402
import shiboken6  # noqa: E402
from PySide6.QtCore import (  # noqa: E402
    QCoreApplication,
    QEvent,
    QSettings,
    QStandardPaths,
    QThread,
    QThreadPool,
)
from PySide6.QtWidgets import QApplication  # noqa: E402

from tests.exploration import FACTOR, examples  # noqa: E402
from ui.widgets.living import windows  # noqa: E402

# The same examples at every run: a red run is then about the change, and can be had again. What a search at random has
# once found stands beside its test as an @example or as a named case.
hypothesis.settings.register_profile("fixed", deadline=None, max_examples=examples(80), derandomize=True)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=examples(80), print_blob=True)
hypothesis.settings.load_profile("explore" if FACTOR else "fixed")

_homes = itertools.count(1)


class OutsideNetwork(RuntimeError):
    """A test reached for an address beyond this machine. No OSError, so that no code takes it for a bad line."""


def _is_own(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a local socket is a path
    host = str(address[0])
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _keep_inside(event: str, arguments: tuple[Any, ...]) -> None:
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        address = arguments[1]
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        address = (arguments[0] or "",)
    else:
        return
    if address is not None and not _is_own(address):
        raise OutsideNetwork(f"a test may not reach {address!r}")


sys.addaudithook(_keep_inside)  # sees every socket of the interpreter, whatever opens it


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test: what one leaves behind, no other finds."""
    home = tmp_path_factory.mktemp(f"home-{next(_homes)}", numbered=False)
    for name, value in _home(home).items():
        monkeypatch.setenv(name, value)
    (home / ".run").mkdir(mode=0o700)
    QStandardPaths.setTestModeEnabled(True)
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.IniFormat, scope, str(home / ".config"))
    return home


@pytest.fixture(autouse=True)
def nothing_left_open(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test with a window, no window is left on the screen and no thread at work."""
    yield
    if QApplication.instance() is None or not {"qtbot", "qapp"} & set(request.fixturenames):
        return
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = _close_windows() + _stop_threads()
    if left:
        pytest.fail("left behind: " + "; ".join(left), pytrace=False)


def _close_windows() -> list[str]:
    shown = [widget for widget in windows() if widget.isVisible()]
    said = [f"window {type(widget).__name__} “{widget.windowTitle()}”" for widget in shown]
    for widget in shown:
        widget.hide()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return said


def _stop_threads() -> list[str]:
    said = []
    for wrapper in shiboken6.getAllValidWrappers():
        if isinstance(wrapper, QThreadPool) and wrapper.activeThreadCount():
            said.append(f"{wrapper.activeThreadCount()} jobs in {wrapper!r}")
            wrapper.waitForDone(5_000)
        elif isinstance(wrapper, QThread) and wrapper.isRunning() and wrapper != QThread.currentThread():
            said.append(f"thread {wrapper!r} “{wrapper.objectName()}”")
            wrapper.requestInterruption()
            wrapper.quit()
            wrapper.wait(5_000)
    return said
