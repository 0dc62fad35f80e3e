"""The desktop's notifications: held against a real bus with a server that answers, where this machine has one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.frame.theme import Theme
from ui.reminders.desktop.notices import Notices
from ui.reminders.desktop.notification import Notice, NotificationAnswer, notify, open_bus
from ui.reminders.desktop.tray import Tray

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("dbus-daemon") is None, reason="needs a D-Bus daemon"
)
NAME = "org.freedesktop.Notifications"


@pytest.fixture
def bus_address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A session bus of our own, which nobody else is on."""
    program = shutil.which("dbus-daemon") or ""
    daemon = subprocess.Popen(
        [program, "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    yield address
    daemon.terminate()
    daemon.stdout.close()
    daemon.wait(10)


class Server:
    """A notification server: remembers what it was asked to show, and tells what became of it."""

    def __init__(self, capabilities: tuple[str, ...]) -> None:
        from jeepney.bus_messages import DBusNameFlags, message_bus
        from jeepney.io.blocking import open_dbus_connection

        self.capabilities = capabilities
        self.asked: list[tuple[str, tuple[Any, ...]]] = []
        self._connection = open_dbus_connection("SESSION")
        self._connection.send_and_get_reply(message_bus.RequestName(NAME, DBusNameFlags.do_not_queue))
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        from jeepney import HeaderFields, MessageType, new_method_return

        while True:
            try:
                message = self._connection.receive()
            except (OSError, ValueError):
                return
            if message.header.message_type is not MessageType.method_call:
                continue
            member = message.header.fields[HeaderFields.member]
            signature = message.header.fields.get(HeaderFields.signature, "")
            self.asked.append((f"{member} {signature}".strip(), tuple(message.body)))
            if member == "GetCapabilities":
                self._connection.send(new_method_return(message, "as", (list(self.capabilities),)))
            elif member == "Notify":
                shown = message.body[1] or len(self.asked)
                self._connection.send(new_method_return(message, "u", (shown,)))
            elif member == "CloseNotification":
                self._connection.send(new_method_return(message))
            elif member == "Stop":
                self._connection.send(new_method_return(message))
                return

    def tell(self, member: str, signature: str, values: tuple[Any, ...]) -> None:
        from jeepney import DBusAddress, new_signal

        address = DBusAddress("/org/freedesktop/Notifications", interface=NAME)
        self._connection.send(new_signal(address, member, signature, values))

    def stop(self) -> None:
        from jeepney import DBusAddress, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        with open_dbus_connection("SESSION") as other:
            other.send_and_get_reply(new_method_call(DBusAddress("/", bus_name=NAME, interface=NAME), "Stop"))
        self._thread.join(10)
        self._connection.close()

    def notices(self) -> list[tuple[Any, ...]]:
        return [values for name, values in self.asked if name.startswith("Notify")]


@pytest.fixture
def serve(bus_address: str) -> Iterator[Callable[..., Server]]:
    made: list[Server] = []

    def start(*capabilities: str) -> Server:
        made.append(Server(capabilities))
        return made[-1]

    yield start
    for server in made:
        server.stop()


def test_a_notification_is_sent_with_the_types_that_servers_insist_on(serve: Callable[..., Server]) -> None:
    server = serve("body")

    assert notify("Deadline", "On Mon 2 Dec 1996.")

    ((name, values),) = [one for one in server.asked if one[0].startswith("Notify")]
    assert name == "Notify susssasa{sv}i"
    assert (values[0], values[1], values[3], values[4]) == ("Duly", 0, "Deadline", "On Mon 2 Dec 1996.")


def test_what_a_server_reads_as_markup_is_shown_as_it_stands(serve: Callable[..., Server]) -> None:
    server = serve("body", "body-markup")

    notify("A & B", "<b>Smith & Sons</b>")

    assert server.notices()[0][3:5] == ("A & B", "&lt;b&gt;Smith &amp; Sons&lt;/b&gt;")


@pytest.mark.parametrize(
    ("capabilities", "offered"), [(("body", "actions"), ["open", "Open", "snooze", "Snooze"]), (("body",), [])]
)
def test_actions_are_offered_where_the_server_has_them(
    serve: Callable[..., Server], capabilities: tuple[str, ...], offered: list[str]
) -> None:
    server = serve(*capabilities)
    bus = open_bus()
    assert bus is not None

    bus.show(Notice(title="Deadline", actions=(("open", "Open"), ("snooze", "Snooze"))))
    bus.close()

    assert server.notices()[0][5] == offered


def test_a_notification_takes_the_place_of_an_older_one(serve: Callable[..., Server]) -> None:
    server = serve("body")
    bus = open_bus()
    assert bus is not None

    first = bus.show(Notice(title="1 reminder"))
    second = bus.show(Notice(title="2 reminders"), replaces=first)
    bus.close()

    assert first == second
    assert [values[1] for values in server.notices()] == [0, first]


def test_what_is_chosen_and_what_is_closed_comes_back(serve: Callable[..., Server]) -> None:
    server = serve("body", "actions")
    bus = open_bus()
    assert bus is not None
    shown = bus.show(Notice(title="Deadline", actions=(("acknowledge", "Acknowledge"),)))

    server.tell("ActionInvoked", "us", (shown, "acknowledge"))
    server.tell("NotificationClosed", "uu", (shown, 2))
    bus.show(Notice(title="Another"))  # whose reply comes after both
    found = bus.answers()
    bus.close()

    assert found == (NotificationAnswer(shown=shown, action="acknowledge"), NotificationAnswer(shown=shown))


def test_a_bus_without_a_server_is_said_and_breaks_nothing(bus_address: str) -> None:
    assert open_bus() is None
    assert not notify("Deadline", "")


def test_no_bus_at_all_is_said_and_breaks_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'none'}")
    assert open_bus() is None

    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    assert not notify("Deadline", "")


def test_what_is_pressed_on_a_real_bus_reaches_the_window(
    qtbot: QtBot, theme: Theme, serve: Callable[..., Server]
) -> None:
    server = serve("body", "actions")
    host = QWidget()
    qtbot.addWidget(host)
    notices = Notices(Tray(theme, host, has_tray=lambda: False), parent=host)
    assert notices.show(["a"], "Deadline", "") == "server"

    with qtbot.waitSignal(notices.chosen) as caught:
        server.tell("ActionInvoked", "us", (len(server.asked), "acknowledge"))

    assert caught.args == [frozenset({"a"}), "acknowledge"]
    notices.settle(())
    qtbot.waitUntil(lambda: any(name.startswith("CloseNotification") for name, _ in server.asked))
    notices.close()
