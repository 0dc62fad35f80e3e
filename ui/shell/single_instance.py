"""One window a docket: a second start with the same file brings the first window forward.

The first start holds a lock file and listens on a local socket; both are named after a hash of the user and the
file's real path, so that neither tells which file it is.
"""

from __future__ import annotations

import getpass
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_PATIENCE = 500
"""Milliseconds that a first window has to answer."""


class Single(QObject):
    """The claim of this process on one docket file."""

    called = Signal()
    """A second start asked for this window."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self._name = name_for(path)
        self._lock = QLockFile(QDir.tempPath() + f"/{self._name}.lock")
        # The lock outlives any time of day on which the file was opened; only its process ends it.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Take the file for this process. False: another has it, and was asked to come forward.

        A lock whose process has ended is none. One that cannot be written at all keeps nobody from working.
        """
        if self._lock.tryLock(0):
            return True
        if self._lock.error() != QLockFile.LockError.LockFailedError:
            return True
        self._call()
        return False

    def listen(self) -> None:
        """Hear second starts from now on. Loading the network library for it can wait until the window is painted."""
        from PySide6.QtNetwork import QLocalServer

        if self._server is not None or not self._lock.isLocked():
            return
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._answer)
        if not server.listen(self._name):
            QLocalServer.removeServer(self._name)
            server.listen(self._name)
        self._server = server

    def release(self) -> None:
        """Give the file up."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _answer(self) -> None:
        server = self._server
        while server is not None and (socket := server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.disconnectFromServer()
            self.called.emit()

    def _call(self) -> None:
        """Knock at the first window. One that is not listening yet is about to show itself."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket(self)
        socket.connectToServer(self._name)
        socket.waitForConnected(_PATIENCE)


def name_for(path: Path) -> str:
    """The name of lock and socket for this user and file."""
    key = f"{getpass.getuser()}\0{path.resolve()}"
    return "duly-" + hashlib.sha256(key.encode()).hexdigest()[:24]
