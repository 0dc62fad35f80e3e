"""A desktop that is only made up, and a docket with two deadlines on a clock that is set by hand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from model.ledger.commands import Put, PutMany
from model.ledger.ledger import Ledger
from model.record.caption import Caption
from model.record.day import Day
from model.record.deadline import On
from model.record.obligation import Obligation
from model.record.person import Person
from model.record.policy import ReminderPolicy
from ui.frame.theme import Theme
from ui.reminders.desktop.notification import Notice, NotificationAnswer
from ui.reminders.desktop.tray import Tray
from ui.reminders.service import ReminderService
from ui.workspace import Workspace


class Desktop:
    """A notification server by hand: it keeps what it shows, and answers what it is told to."""

    def __init__(self) -> None:
        self.on_screen: dict[int, Notice] = {}
        self.shown: list[Notice] = []
        self.withdrawn: list[int] = []
        self.gone = False
        self._answers: list[NotificationAnswer] = []
        self._reader, self._writer = os.pipe()

    def capabilities(self) -> frozenset[str]:
        return frozenset({"actions", "body"})

    def show(self, notice: Notice, *, replaces: int = 0) -> int:
        if self.gone:
            raise OSError
        self.shown.append(notice)
        self.on_screen[len(self.shown)] = notice
        return len(self.shown)

    def withdraw(self, shown: int) -> None:
        if self.gone:
            raise OSError
        self.withdrawn.append(shown)
        self.on_screen.pop(shown, None)

    def choose(self, action: str) -> None:
        """Somebody presses a button of the notification shown last; the server then closes it."""
        number = max(self.on_screen)
        del self.on_screen[number]
        self._answers += [NotificationAnswer(shown=number, action=action), NotificationAnswer(shown=number)]
        os.write(self._writer, b"!")

    def answers(self) -> tuple[NotificationAnswer, ...]:
        if self._answers:
            os.read(self._reader, 1)
        found, self._answers = tuple(self._answers), []
        return found

    def fileno(self) -> int:
        return self._reader

    def close(self) -> None:
        self.gone = True

    def end(self) -> None:
        os.close(self._reader)
        os.close(self._writer)


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    made = Desktop()
    yield made
    made.end()


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def tray(theme: Theme, host: QWidget) -> Tray:
    """A tray where the desktop has none."""
    return Tray(theme, host, has_tray=lambda: False)


class Hands(Workspace):
    """A workspace whose clock is set by hand."""

    def __init__(self, path: Path, at: datetime, *, read_only: bool = False) -> None:
        self.at = at
        super().__init__(lambda: self.at, "Reyes")
        self.open_ledger(Ledger.open(path, clock=lambda: self.at, who="Reyes", read_only=read_only))

    @property
    def held(self) -> Ledger:
        assert self.ledger is not None
        return self.ledger


HALE = Person(id="hale", name="Hale", stand_in="nilson")
NILSON = Person(id="nilson", name="Nilson")
REPORT = Obligation(
    id="report",
    ref="NB-1",
    title="Quarterly report to the Bank",
    kind="filing",
    owner="hale",
    deadline=On(day=Day(on=date(2026, 12, 8))),
)
FEE = Obligation(
    id="fee",
    ref="NB-2",
    title="Commitment fee",
    kind="payment",
    confidential=True,
    owner="hale",
    deadline=On(day=Day(on=date(2026, 12, 8))),
)
CAPTION = Caption(title="Northbay", remind=ReminderPolicy(at="09:00", zone="Etc/UTC", general_counsel="nilson"))


@pytest.fixture
def docket(tmp_path: Path) -> Path:
    """Two deadlines on 8 December 2026, one of them confidential; made two months before, when nobody looked."""
    path = tmp_path / "Northbay.duly"
    plain = replace(CAPTION, remind=replace(CAPTION.remind, general_counsel=None))
    with Ledger.create(path, plain, clock=lambda: datetime(2026, 10, 1, tzinfo=UTC), who="Reyes") as ledger:
        ledger.do(PutMany((HALE, NILSON, REPORT, FEE), "entered"))
        ledger.do(Put(CAPTION))
    return path


@pytest.fixture
def space(qapp: QApplication, docket: Path) -> Iterator[Hands]:
    """Open on Tue 24 Nov 2026 at 08:00 UTC, an hour before the first reminders ring."""
    made = Hands(docket, datetime(2026, 11, 24, 8, tzinfo=UTC))
    yield made
    made.close()


@pytest.fixture
def service(space: Hands) -> Iterator[ReminderService]:
    made = ReminderService(space, zone=lambda: ZoneInfo("Etc/UTC"))
    made.look()
    yield made
    made.close()
