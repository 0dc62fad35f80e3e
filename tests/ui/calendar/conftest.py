"""The Calendar view by itself, on the sample as of 20 November 1996, and hands for its month."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from model.outlook.time.almanac import AlmanacItem, Sort
from ui.calendar.move import MoveCard
from ui.calendar.view import CalendarView
from ui.frame.theme import Theme
from ui.shell.jobs import Jobs
from ui.shell.settings import Settings
from ui.workspace import Workspace

Make = Callable[..., CalendarView]
Left = Qt.MouseButton.LeftButton
Plain = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def make(qtbot: QtBot, workspace: Workspace, theme: Theme, settings: Settings) -> Iterator[Make]:
    jobs = Jobs()

    def made(width: int = 1300, height: int = 760) -> CalendarView:
        view = CalendarView(workspace, theme, jobs, settings)
        qtbot.addWidget(view)
        view.resize(width, height)
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        return view

    yield made
    jobs.close()


@pytest.fixture
def view(make: Make) -> CalendarView:
    return make()


class Hand:
    """Finds items of a month, and clicks and drags them."""

    def __init__(self, view: CalendarView) -> None:
        self.view = view

    def item(self, sort: Sort, day: date | None = None) -> AlmanacItem:
        """The item of a sort that is in sight."""
        stops = (stop for stop in self.view.grid.stops.stops if stop.item and stop.item.sort == sort)
        return next(stop.item for stop in stops if stop.item and (day is None or stop.day == day))

    def middle(self, key: str) -> QPoint:
        """The middle of a day or an item."""
        rect = self.view.grid.visualRect(self.view.grid.stops.index_of(key))
        assert rect.isValid()
        return rect.center()

    def click(self, key: str, held: Qt.KeyboardModifier = Plain) -> None:
        QTest.mouseClick(self.view.grid.viewport(), Left, held, self.middle(key))

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Plain) -> None:
        for key in keys:
            QTest.keyClick(self.view.grid, key, held)

    def take(self, item: AlmanacItem) -> None:
        """Press on an item and begin to drag it."""
        sheet, start = self.view.grid.viewport(), self.middle(item.key)
        QTest.mousePress(sheet, Left, Plain, start)
        QTest.mouseMove(sheet, start + QPoint(-24, 2))

    def over(self, day: date) -> None:
        QTest.mouseMove(self.view.grid.viewport(), self.middle(f"day {day}"))

    def drop(self, day: date) -> None:
        QTest.mouseRelease(self.view.grid.viewport(), Left, Plain, self.middle(f"day {day}"))

    def drag(self, item: AlmanacItem, day: date) -> MoveCard:
        """Drag an item to a day and let go; the card that opens."""
        self.take(item)
        self.over(day)
        self.drop(day)
        return self.card

    @property
    def card(self) -> MoveCard:
        """The card that is open."""
        (found,) = [card for card in self.view.window().findChildren(MoveCard) if card.is_open]
        return found

    @property
    def is_asked(self) -> bool:
        """Whether a card is open."""
        return any(card.is_open for card in self.view.window().findChildren(MoveCard))


@pytest.fixture
def hand(view: CalendarView) -> Hand:
    return Hand(view)
