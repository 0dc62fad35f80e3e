"""The desktop's own notifications: on Linux by the session bus, on a Mac by its scripting, elsewhere by a tray icon.

On the bus it speaks the Desktop Notifications Specification 1.2 (`org.freedesktop.Notifications`). Qt's D-Bus sends
every number of Python's as a signed one, which servers refuse for `replaces_id`; so the messages are jeepney's, which
the system's keyring brings along. Nothing here needs a window.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final, Protocol, Self

from msgspec import Struct

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection

APP: Final = "Duly"
_PATIENCE: Final = 2.0
"""Seconds that a notification server has to answer."""
_NAME: Final = "org.freedesktop.Notifications"
_PATH: Final = "/org/freedesktop/Notifications"
_SERVER_DECIDES: Final = -1
"""How long it stays on the screen."""
_SCRIPT: Final = (
    "on run argv",
    "display notification (item 2 of argv) with title (item 1 of argv)",
    "end run",
)


class Notice(Struct, frozen=True, kw_only=True):
    """What a notification says, and what it offers: keys and words. The words are discreet already."""

    title: str
    body: str = ""
    actions: tuple[tuple[str, str], ...] = ()


class NotificationAnswer(Struct, frozen=True, kw_only=True):
    """What became of a notification: an action was chosen, or, with an empty ``action``, it was closed."""

    shown: int
    action: str = ""


class Bus(Protocol):
    """A notification server. Every call raises :class:`OSError` where it does not answer."""

    def capabilities(self) -> frozenset[str]:
        """What the server can do, in the specification's words, such as ``actions``."""
        ...

    def show(self, notice: Notice, *, replaces: int = 0) -> int:
        """Show a notification, in place of an older one; its number there."""
        ...

    def withdraw(self, shown: int) -> None:
        """Take a notification off the screen."""
        ...

    def answers(self) -> tuple[NotificationAnswer, ...]:
        """What became of notifications since it was last asked. It does not wait."""
        ...

    def fileno(self) -> int:
        """The descriptor on which answers arrive, to be woken by."""
        ...

    def close(self) -> None:
        """Release the server."""
        ...


class SessionBus:
    """The notification server of the desktop that this process runs on."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection
        self._known: frozenset[str] | None = None
        self._waiting: list[NotificationAnswer] = []

    @classmethod
    def open(cls) -> Self:
        """Raises :class:`OSError` where there is no session bus."""
        from jeepney.io.blocking import open_dbus_connection

        try:
            made = cls(open_dbus_connection("SESSION", auth_timeout=_PATIENCE))
        except (KeyError, ValueError, RuntimeError) as error:
            raise OSError("There is no session bus.") from error
        made.listen()
        return made

    def listen(self) -> None:
        """Ask the bus for what becomes of our notifications."""
        from jeepney import MatchRule
        from jeepney.bus_messages import message_bus

        for member in ("ActionInvoked", "NotificationClosed"):
            rule = MatchRule(type="signal", interface=_NAME, member=member, path=_PATH)
            self._reply_to(message_bus.AddMatch(rule))

    def capabilities(self) -> frozenset[str]:
        """Asked once."""
        if self._known is None:
            (names,) = self._call("GetCapabilities", "", ())
            self._known = frozenset(map(str, names))
        return self._known

    def show(self, notice: Notice, *, replaces: int = 0) -> int:
        """Show a notification; what the server would read as markup is escaped, actions go only where it has any."""
        can = self.capabilities()
        offered = [word for pair in notice.actions for word in pair] if "actions" in can else []
        body = html.escape(notice.body, quote=False) if "body-markup" in can else notice.body
        hints = {"urgency": ("y", 1), "desktop-entry": ("s", "duly"), "category": ("s", "x-duly.reminder")}
        values = (APP, replaces, "", notice.title, body, offered, hints, _SERVER_DECIDES)
        (shown,) = self._call("Notify", "susssasa{sv}i", values)
        return int(shown)

    def withdraw(self, shown: int) -> None:
        """Take a notification off the screen; one that is gone already is no error."""
        from jeepney import DBusAddress, new_method_call

        address = DBusAddress(_PATH, bus_name=_NAME, interface=_NAME)
        self._connection.send(new_method_call(address, "CloseNotification", "u", (shown,)))

    def answers(self) -> tuple[NotificationAnswer, ...]:
        """What became of notifications since it was last asked."""
        while True:
            try:
                self._take(self._connection.receive(timeout=0))
            except TimeoutError:
                break
        found, self._waiting = tuple(self._waiting), []
        return found

    def fileno(self) -> int:
        """The descriptor of the bus."""
        return int(self._connection.sock.fileno())

    def close(self) -> None:
        """Leave the bus."""
        self._connection.close()

    def _call(self, method: str, signature: str, values: tuple[object, ...]) -> tuple[Any, ...]:
        from jeepney import DBusAddress, new_method_call

        address = DBusAddress(_PATH, bus_name=_NAME, interface=_NAME)
        return self._reply_to(new_method_call(address, method, signature, values))

    def _reply_to(self, message: Any) -> tuple[Any, ...]:
        """Send a call and wait for its reply, keeping what else arrives meanwhile."""
        from jeepney import HeaderFields, MessageType

        connection = self._connection
        serial = next(connection.outgoing_serial)
        connection.send(message, serial=serial)
        while True:
            found = connection.receive(timeout=_PATIENCE)
            if found.header.fields.get(HeaderFields.reply_serial) != serial:
                self._take(found)
            elif found.header.message_type is MessageType.error:
                raise OSError(f"The notification server refused: {found.header.fields.get(HeaderFields.error_name)}")
            else:
                return tuple(found.body)

    def _take(self, message: Any) -> None:
        from jeepney import HeaderFields

        member = message.header.fields.get(HeaderFields.member)
        if member == "ActionInvoked":
            self._waiting.append(NotificationAnswer(shown=int(message.body[0]), action=str(message.body[1])))
        elif member == "NotificationClosed":
            self._waiting.append(NotificationAnswer(shown=int(message.body[0])))


def open_bus() -> Bus | None:
    """The notification server, None where the desktop has none or it does not answer."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        bus = SessionBus.open()
    except OSError:
        return None
    try:
        bus.capabilities()
    except OSError:
        bus.close()
        return None
    return bus


def notify(title: str, body: str) -> bool:
    """Show one notification without a window. False: this desktop could not be asked, and nothing was shown.

    The words are shown as they are; they must be discreet already.
    """
    if sys.platform == "darwin":
        return _by_script(title, body)
    if sys.platform == "win32":
        return _by_tray(title, body)
    return _by_bus(title, body)


def _by_bus(title: str, body: str) -> bool:
    bus = open_bus()
    if bus is None:
        return False
    try:
        bus.show(Notice(title=title, body=body))
    except OSError:
        return False
    finally:
        bus.close()
    return True


def _by_script(title: str, body: str) -> bool:
    """The words are arguments, never part of the script."""
    program = shutil.which("osascript")
    if program is None:
        return False
    lines = [part for line in _SCRIPT for part in ("-e", line)]
    try:
        done = subprocess.run([program, *lines, title, body], check=False, timeout=10, capture_output=True)  # noqa: S603 - no shell; the words are arguments
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _by_tray(title: str, body: str) -> bool:
    """An icon that stands in the tray for as long as its message; Windows shows none without an icon."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QSystemTrayIcon

    from ui.widgets.icons import icon

    app = QApplication.instance() or QApplication([APP])
    if not QSystemTrayIcon.isSystemTrayAvailable():
        return False
    tray = QSystemTrayIcon(icon("clock"))
    tray.show()
    tray.showMessage(title, body, QSystemTrayIcon.MessageIcon.Information, _TRAY_STAYS)
    QTimer.singleShot(_TRAY_STAYS, app.quit)
    app.exec()
    tray.hide()
    return True


_TRAY_STAYS: Final = 8_000
"""Milliseconds: Windows takes the message down with its icon."""
