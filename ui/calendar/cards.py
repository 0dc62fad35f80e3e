"""What opens over the calendar: the card of a day, the card that moves one of our own making, the menus."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from model.days.wording import WEEKDAYS, say_day
from model.outlook.time.almanac import Almanac, AlmanacItem
from model.outlook.time.almanac_words import shut_words
from model.record.day import Day
from model.record.deadline import On
from model.record.obligation import Obligation
from ui.calendar.agenda import AgendaList
from ui.calendar.agendarows import Row, day_rows
from ui.calendar.move import MoveCard
from ui.calendar.placing import Lift
from ui.calendar.stops import Stop
from ui.editor.blank import blank_obligation
from ui.frame.theme import Theme
from ui.widgets.popover import SHADOW, Popover
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.calendar.grid import MonthGrid


_WIDE = 400
_MOST = 460
_PAD = 10


class DayCard(Popover):
    """A click selects and stays; Enter selects and closes."""

    picked = Signal(object)
    opened = Signal(object)
    menuAsked = Signal(object, QPoint)

    def __init__(self, theme: Theme, rows: tuple[Row, ...], host: QWidget) -> None:
        super().__init__(theme, host)
        self.setObjectName("calendar.day")
        self.list = AgendaList(theme, rows[0].spoken, 18, self)
        self.setAccessibleName(rows[0].spoken)
        self.list.show_rows(rows)
        self.body.setContentsMargins(SHADOW + 1, SHADOW + _PAD, SHADOW + 1, SHADOW + _PAD)
        self.body.addWidget(self.list)
        self.list.picked.connect(self.picked)
        self.list.opened.connect(self._take)
        self.list.menuAsked.connect(self.menuAsked)
        self.closed.connect(self.deleteLater)

    def open_by(self, cell: QRect) -> None:
        """Open over a day, given in the window's coordinates."""
        high = min(self.list.wanted_height + 2 * _PAD, _MOST)
        self.open_at(QRect(cell.topLeft() + QPoint(-4, 22), QSize(_WIDE, high)))
        self.list.enter()

    def _take(self, item: AlmanacItem) -> None:
        self.close_card()
        self.opened.emit(item)


class ShownMonth(Protocol):
    """The month that the cards lie over."""

    grid: MonthGrid
    agenda: AgendaList

    @property
    def almanac(self) -> Almanac | None:
        """What falls on each day; None before the first look."""

    @property
    def mode(self) -> Literal["month", "agenda"]:
        """Whether the month is shown, or the agenda alone."""

    def pick(self, item: AlmanacItem | None, add: bool) -> None:
        """Select what an item speaks of."""


class CalendarCards(QObject):
    """Opens them where they belong. ``base_menu`` makes the menu on what is selected."""

    opened = Signal(object)
    """The card of a day that opened."""
    moved = Signal(object)
    """The :class:`model.ledger.edit.Edit` that moved a day."""

    def __init__(self, workspace: Workspace, theme: Theme, month: ShownMonth, host: QWidget) -> None:
        super().__init__(host)
        self._workspace = workspace
        self._month = month
        self._host = host
        self.theme = theme
        self.base_menu: Callable[[], QMenu] = lambda: QMenu(host)

    def open_day(self, day: date) -> DayCard | None:
        """All of a day on a card. None where nothing is to be told of it."""
        almanac, cell = self._month.almanac, self._month.grid.cell_of(day)
        if almanac is None or cell is None or cell.leaf.empty:
            return None
        rows = day_rows(cell.leaf, almanac, self._workspace.today)
        card = DayCard(self.theme, rows, self._month.grid)
        card.list.choose(self._workspace.selection)
        self.opened.emit(card)
        card.open_by(self._in_window(cell.rect.toAlignedRect()))
        return card

    def open_move(self, lift: Lift) -> MoveCard | None:
        """The card that moves an item to a day, or asks for one where it is held over none. None: it stays."""
        if not lift.item.movable or not self._is_recorded(lift.item) or not self._workspace.may_write():
            self._month.grid.let_go()
            return None
        card = MoveCard(self._workspace, self.theme, lift, self._closed_words, self._keyboard_home())
        cell = self._month.grid.cell_of(lift.to or lift.item.day)
        card.closed.connect(self._month.grid.let_go)
        card.moved.connect(self.moved)
        place = cell.rect.toAlignedRect() if cell and self._month.grid.isVisible() else QRect(200, 60, 10, 10)
        bottom = next((chip.rect for chip in cell.chips if chip.lifted), None) if cell else None
        if bottom is not None:
            place.setBottom(round(bottom.bottom()) + 8)
        card.open_by(self._in_window(place))
        return card

    def _is_recorded(self, item: AlmanacItem) -> bool:
        """What is only supposed is not moved."""
        return all(one in self._workspace.docket.obligations for one in item.ids)

    def _keyboard_home(self) -> QWidget:
        return self._month.agenda if self._month.mode == "agenda" else self._month.grid

    def _in_window(self, rect: QRect) -> QRect:
        host = self._month.grid.viewport() if self._month.grid.isVisible() else self._host
        return QRect(host.mapTo(self._host.window(), rect.topLeft()), rect.size())

    def _closed_words(self, day: date) -> str:
        """Why offices are closed on a day; nothing where they are open."""
        almanac = self._month.almanac
        if almanac is None:
            return ""
        for leaf in almanac.leaves(day, day, ()):
            if leaf.shut:
                return f"{'; '.join(shut_words(shut) for shut in leaf.shut)}."
            if leaf.closed:
                return f"{WEEKDAYS[day.weekday()]} is no business day."
        return ""

    def menu_of(self, stop: Stop) -> QMenu:
        """The menu on a day, or on what falls on it; how it is moved comes first."""
        menu = self.base_menu() if stop.item is not None and stop.item.ids else QMenu(self._host)
        first = next(iter(menu.actions()), None)
        made: list[QAction] = []
        if stop.item is not None and stop.item.movable and self._is_recorded(stop.item):
            made.append(QAction("Move…", menu))
            made[-1].triggered.connect(lambda _=False, item=stop.item: self.open_move(Lift(item, None)))
        if stop.item is not None and stop.item.event:
            made.append(QAction("Edit the event…", menu))
            made[-1].triggered.connect(lambda _=False, one=stop.item.event: self._workspace.edit("event", one))
        if stop.item is None:
            made.append(QAction("New obligation due on this day…", menu))
            made[-1].setEnabled(not self._workspace.refusal)
            made[-1].triggered.connect(lambda _=False, day=stop.day: self._workspace.enter(self._due_on(day)))
        made.append(QAction(f"Look at the docket as of {say_day(stop.day)}", menu))
        made[-1].triggered.connect(lambda _=False, day=stop.day: self._workspace.set_day(day))
        if first is None:
            menu.addActions(made)
        else:
            menu.insertActions(first, made)
            menu.insertSeparator(first)
        return menu

    def _due_on(self, day: date) -> Obligation:
        """A new obligation, begun as the editor begins one, that is due on a day."""
        return replace(blank_obligation(self._workspace.docket), deadline=On(day=Day(on=day)))

    def show_menu(self, stop: Stop, place: QPoint) -> None:
        """Drop the menu on a day or an item, which it selects."""
        if stop.item is not None and not set(stop.item.ids) <= set(self._workspace.selection):
            self._month.pick(stop.item, add=False)
        menu = self.menu_of(stop)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)
