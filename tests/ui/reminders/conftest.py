"""A desktop that is only made up: its notification server, and its tray."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.notify import Answer, Notice
from ui.reminders.tray import Tray
from ui.theme import Theme


class Desktop:
    """A notification server by hand: it keeps what it shows, and answers what it is told to."""

    def __init__(self) -> None:
        self.on_screen: dict[int, Notice] = {}
        self.shown: list[Notice] = []
        self.withdrawn: list[int] = []
        self.gone = False
        self._answers: list[Answer] = []
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
        self._answers += [Answer(shown=number, action=action), Answer(shown=number)]
        os.write(self._writer, b"!")

    def answers(self) -> tuple[Answer, ...]:
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
