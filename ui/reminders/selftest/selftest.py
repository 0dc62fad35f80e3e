"""The self-test: one reminder that goes the whole way, from its plan to the file, the desktop, the list and back."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from ui.reminders.desktop.notices import Way
from ui.reminders.selftest.testreminder import test_reminder
from ui.reminders.service import ReminderService

Step = Literal["planned", "kept", "notified", "listed", "acknowledged"]
State = Literal["done", "failed", "waiting", "ahead"]

_STEPS: Final[tuple[tuple[Step, str], ...]] = (
    ("planned", "Planned"),
    ("kept", "Kept in the docket’s file"),
    ("notified", "Shown on the desktop"),
    ("listed", "In the list, under Due now"),
    ("acknowledged", "Acknowledged"),
)
_BY_WAY: Final[dict[Way, str]] = {
    "server": "By the desktop’s notifications: it should be on your screen now.",
    "tray": "By the tray: it should be on your screen now.",
    "none": "This desktop shows no notifications. Reminders are in this list, and in a bar in the window.",
}


class Stage(Struct, frozen=True):
    """One stage of the way: what it is, how it went, and what came of it."""

    step: Step
    name: str
    state: State
    result: str = ""


class SelfTest(QObject):
    """Runs one self-test after another. The service looks, shows and writes as it does for every reminder."""

    changed = Signal()

    def __init__(self, service: ReminderService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._service = service
        self._results: dict[Step, tuple[State, str]] = {}
        self._id = ""
        service.changed.connect(self._follow)

    @property
    def runs(self) -> bool:
        """Whether a test is under way."""
        return self._service.test is not None

    @property
    def stages(self) -> tuple[Stage, ...]:
        """How far it has come; none before the first."""
        if not self._results:
            return ()
        return tuple(Stage(step, name, *self._results.get(step, ("ahead", ""))) for step, name in _STEPS)

    def start(self) -> None:
        """Send a test reminder; one that is under way starts over."""
        if self.runs:
            self._service.forget_test()
        now = self._service.now
        self._service.test = test_reminder(now)
        self._id = self._service.test.id
        self._results = {"planned": ("done", f"For {now:%H:%M}, at once.")}
        self._service.look()
        if self._results.get("notified") is None:
            self._results["notified"] = ("waiting", "It has not been shown yet.")
        self.changed.emit()

    def forget(self) -> None:
        """What a test that is over has shown is not shown again."""
        if not self.runs:
            self._results.clear()

    def told(self, ids: frozenset[str], way: Way | None) -> None:
        """The service's reminders ``ids`` were shown on the desktop in some way; None where the user wants none."""
        if self._id in ids and self.runs:
            if way is None:
                self._results["notified"] = ("failed", "Desktop notifications are turned off in the settings.")
            else:
                self._results["notified"] = ("failed" if way == "none" else "done", _BY_WAY[way])
            self.changed.emit()

    def _follow(self) -> None:
        if not self.runs or not self._id:
            return
        self._results |= {"kept": self._kept(), "listed": self._listed()}
        state = self._service.state_of(self._id)
        if state is not None and state.state == "acknowledged":
            self._results["listed"] = ("done", "")
            self._results["acknowledged"] = ("done", self._end())
            self._id = ""
            self._service.forget_test()
        else:
            self._results["acknowledged"] = ("waiting", "Acknowledge it, in the notification or in the list.")
        self.changed.emit()

    def _end(self) -> str:
        on_the_desktop = self._results.get("notified", ("ahead", ""))[0] == "done"
        where = "" if on_the_desktop else " in this window alone"
        return f"At {self._service.now:%H:%M}. Reminders reach you{where}."

    def _kept(self) -> tuple[State, str]:
        if not self._service.remembers:
            return "failed", "The docket is open for reading only: what is acknowledged is forgotten at the end."
        if not self._service.is_whole or self._service.state_of(self._id) is None:
            return "failed", "The file could not be written. It is tried again every half minute."
        return "done", ""

    def _listed(self) -> tuple[State, str]:
        found = any(self._id in ring.ids for ring in self._service.found.due)
        if found:
            return "done", ""
        snoozed = any(one.id == self._id for one, _ in self._service.found.snoozed)
        return ("waiting", "Snoozed: it comes back.") if snoozed else ("failed", "It is not in the list.")
