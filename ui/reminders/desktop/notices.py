"""What the desktop is told of fresh reminders, in the best way that it has, and what the user answers there.

First the desktop's notification server, with its buttons; else a message of the tray; else nothing but the list and
the bar in the window. What is said comes from `model.remind.wording` and is discreet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, cast, get_args

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from ui.reminders.desktop.notification import Bus, Notice, open_bus
from ui.reminders.desktop.tray import Tray

Choice = Literal["open", "snooze", "acknowledge"]
Way = Literal["server", "tray", "none"]
ACTIONS: tuple[tuple[Choice | Literal["default"], str], ...] = (
    ("default", "Open"),
    ("open", "Open"),
    ("snooze", "Snooze for an hour"),
    ("acknowledge", "Acknowledge"),
)
"""What a notification offers. A click on it is ``default``, which servers show no button for."""


class Notices(QObject):
    """Shows notifications about reminders, each known by its keys, and takes down what is dealt with elsewhere."""

    chosen = Signal(object, str)
    """The keys of the reminders, and a :data:`Choice`."""

    def __init__(self, tray: Tray, opened: Callable[[], Bus | None] = open_bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tray = tray
        self._open = opened
        self._bus: Bus | None = None
        self._watch: QSocketNotifier | None = None
        self._shown: dict[int, frozenset[str]] = {}
        self._last: frozenset[str] = frozenset()
        self.way: Way = "none"
        """How the last notification was shown."""
        tray.messageChosen.connect(self._clicked)

    def show(self, keys: Iterable[str], title: str, body: str) -> Way:
        """Show one notification about the reminders ``keys``; the way it was shown."""
        about = frozenset(keys)
        self._last = about
        notice = Notice(title=title, body=body, actions=ACTIONS)
        if self._by_server(notice, about):
            self.way = "server"
        else:
            self.way = "tray" if self._tray.message(title, body) else "none"
        return self.way

    def settle(self, waiting: Iterable[str]) -> None:
        """Take down the notifications of which nothing waits any more."""
        still = frozenset(waiting)
        for shown in [number for number, keys in self._shown.items() if not keys & still]:
            del self._shown[shown]
            if self._bus is not None:
                try:
                    self._bus.withdraw(shown)
                except OSError:
                    self._drop()
                    return

    def close(self) -> None:
        """Release the server."""
        self._drop()

    def read(self) -> None:
        """Take in what was answered on the desktop."""
        if self._bus is None:
            return
        try:
            answers = self._bus.answers()
        except OSError:
            self._drop()
            return
        for answer in answers:
            keys = self._shown.get(answer.shown)
            if keys is None:
                continue
            if not answer.action:
                del self._shown[answer.shown]
                continue
            choice = "open" if answer.action == "default" else answer.action
            if choice in get_args(Choice):
                self.chosen.emit(keys, choice)

    def _by_server(self, notice: Notice, about: frozenset[str]) -> bool:
        """A server that went, as at a change of the desktop's session, is looked for again once."""
        for _ in range(2):
            if not self._reach():
                return False
            try:
                shown = cast(Bus, self._bus).show(notice)
            except OSError:
                self._drop()
                continue
            self._shown[shown] = about
            # An answer that came with the reply is read already, and would wake nobody.
            QTimer.singleShot(0, self, self.read)
            return True
        return False

    def _reach(self) -> bool:
        if self._bus is not None:
            return True
        self._bus = self._open()
        if self._bus is None:
            return False
        self._watch = QSocketNotifier(self._bus.fileno(), QSocketNotifier.Type.Read, self)
        self._watch.activated.connect(self.read)
        return True

    def _drop(self) -> None:
        if self._watch is not None:
            self._watch.setEnabled(False)
            self._watch.deleteLater()
        if self._bus is not None:
            self._bus.close()
        self._bus, self._watch = None, None
        self._shown.clear()

    def _clicked(self) -> None:
        self.chosen.emit(self._last, "open")
