"""The Calendar view: the month, the agenda beside it where there is room, and what can be moved in them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from model.assess.standing import Assessment
from model.days.wording import say_day
from model.docket import Docket
from model.outlook.time.almanac import Almanac, AlmanacItem
from ui.calendar.agenda import AgendaList
from ui.calendar.agendarows import rows_of
from ui.calendar.cards import CalendarCards, DayCard
from ui.calendar.grid import MonthGrid
from ui.calendar.head import CalendarHead
from ui.calendar.month import month_of
from ui.calendar.printing import CalendarPrinting
from ui.calendar.side import AgendaSide
from ui.calendar.stops import Stop
from ui.frame.theme import Theme
from ui.frame.view import SupposingView
from ui.inspector.keys import RecordKeys
from ui.shell.jobs import Jobs
from ui.shell.settings import Settings
from ui.widgets.empty import EmptyState
from ui.widgets.menuplace import choice_menu, drop_menu
from ui.workspace import Workspace

Mode = Literal["month", "agenda"]
MODES: dict[Mode, str] = {"month": "Month", "agenda": "Agenda only"}
_MONTH_LEAST = 760
"""The month keeps this width before the agenda stands beside it."""


class CalendarView(SupposingView):
    """Selection is shared with the other views and the inspector. It shows the workspace, or what is supposed of it."""

    def __init__(
        self, workspace: Workspace, theme: Theme, jobs: Jobs, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, theme, parent)
        self._settings = settings
        self._almanac: Almanac | None = None
        self._passed: Collection[str] | None = None
        self._settled: date | None = None
        mode = settings.get("calendar_mode", "month")
        self._mode: Mode = mode if mode in MODES else "month"
        self.printing = CalendarPrinting(workspace, jobs, settings, self)
        self._build(theme)
        self.cards = CalendarCards(workspace, theme, self, self)
        self._connect()

    def _build(self, theme: Theme) -> None:
        self.head = CalendarHead(theme, self)
        self.grid = MonthGrid(theme, self)
        self.side = AgendaSide(theme, self)
        self.side.hide()
        self.agenda = self.side.list
        self.empty = EmptyState(theme, self)
        self.empty.setContentsMargins(theme.space.view, 8, theme.space.view, 0)
        self.empty.hide()
        self._banner.setContentsMargins(theme.space.view, 0, theme.space.view, 8)
        self._main = QWidget(self)
        main = QVBoxLayout(self._main)
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(0)
        main.addWidget(self.head)
        main.addWidget(self._banner)
        main.addWidget(self.empty, 1)
        main.addWidget(self.grid, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._main, 1)
        self._row.addWidget(self.side)
        self._main_column = main
        for widget in (self.grid, self.agenda):
            RecordKeys(self._workspace, widget)
        QWidget.setTabOrder(self.grid, self.agenda)

    def _connect(self) -> None:
        space, grid = self._workspace, self.grid
        self._follow_workspace()
        grid.picked.connect(self.pick)
        grid.opened.connect(self._open_item)
        grid.dayOpened.connect(self.cards.open_day)
        grid.dayAsked.connect(space.set_day)
        grid.moveAsked.connect(self.cards.open_move)
        grid.menuAsked.connect(self.cards.show_menu)
        self.cards.opened.connect(self._listen)
        grid.turned.connect(self._turned)
        self._listen(self.agenda)
        self.head.turned.connect(lambda months: grid.show_month(grid.month.turned(months)))
        self.head.back_button.clicked.connect(self.back_to_day)
        self.head.mode_button.clicked.connect(lambda: drop_menu(self.mode_menu(), self.head.mode_button))
        self.head.print_button.clicked.connect(lambda: drop_menu(self.print_menu(), self.head.print_button))
        self.empty.asked.connect(self.asked)

    def _listen(self, source: AgendaList | DayCard) -> None:
        """Listen to a list of items, of the agenda or of a card."""
        source.picked.connect(lambda item: self.pick(item, add=False))
        source.opened.connect(self._open_item)
        source.menuAsked.connect(lambda item, place: self.cards.show_menu(Stop(item.key, item.day, item), place))

    def set_theme(self, theme: Theme) -> None:
        """Measure by another theme; what paints is told by itself."""
        self._theme = self.cards.theme = theme

    # ------------------------------------------------------------------------------------- what is shown

    @property
    def almanac(self) -> Almanac | None:
        """What is shown."""
        return self._almanac

    def _opened(self) -> None:
        """Another docket opens on the month it was left at, else on that of its day."""
        self._settled = None

    def _renew(self) -> None:
        """Another assessment, or another supposition."""
        if not self.isVisible() or self._workspace.ledger is None:
            self._stale = True
            return
        self._almanac = Almanac(*self._looked())
        self._show()

    def _looked(self) -> tuple[Docket, Assessment]:
        supposed = self._workspace.supposition
        if supposed is not None:
            return supposed.docket, supposed.assessment
        return self._workspace.docket, self._workspace.assessment

    def _show(self) -> None:
        almanac = self._almanac
        if almanac is None or not self.isVisible():
            self._stale = True
            return
        self._stale = False
        self._passed = self._passing(almanac.docket, almanac.assessment)
        self.grid.show_days(almanac, self._passed, self._workspace.today)
        self._settle(almanac.day)
        self._share()
        self._show_agenda()
        self._say()
        self._choose()

    def _settle(self, day: date) -> None:
        """To begin with, the month that was left; then that of the day looked at, whenever that is another."""
        if self._settled == day:
            return
        first, self._settled = self._settled is None, day
        left = self._left_month(day) if first else None
        self.grid.show_month(month_of(left or day))

    def _left_month(self, day: date) -> date | None:
        """The month that was left of this docket, if it was left on the same day."""
        branch = self._settings.for_docket(self._workspace.path)
        if branch.get("calendar_day", "") != day.isoformat():
            return None
        try:
            return date.fromisoformat(branch.get("calendar_month", "") + "-01")
        except ValueError:
            return None

    def _turned(self) -> None:
        """Another month: the agenda follows, and the month is remembered."""
        if self._almanac is None:
            return
        branch = self._settings.for_docket(self._workspace.path)
        branch.put("calendar_month", f"{self.grid.month.first:%Y-%m}")
        branch.put("calendar_day", self._almanac.day.isoformat())
        self._show_agenda()
        self.agenda.verticalScrollBar().setValue(0)
        self._say()
        self._choose()

    def _show_agenda(self) -> None:
        """The days to come, from the day looked at on; of another month, from its first."""
        almanac, month = self._almanac, self.grid.month
        if almanac is None or not self.side.isVisibleTo(self):
            return
        first = almanac.day if month.holds(almanac.day) else month.first
        leaves = almanac.coming(first, self._passed)
        rows = rows_of(leaves, almanac, self._workspace.today, first)
        self.agenda.show_rows(rows)
        self.side.say(first, leaves, almanac.day)

    def _say(self) -> None:
        almanac = self._almanac
        if almanac is None:
            return
        month = self.grid.month
        back = not month.holds(almanac.day)
        more = self.side.range if self._mode == "agenda" else ""
        self.head.say(month.title, more, back=back, back_words=f"Back to {_brief(almanac.day)}")
        self.head.mode_button.say(MODES[self._mode])
        self._say_empty(almanac.docket)

    def _say_empty(self, docket: Docket) -> None:
        nothing = not docket.obligations and not docket.reliefs and not docket.events
        none_pass = self._passed is not None and not self._passed
        self.empty.setVisible(nothing or none_pass)
        self._share()
        if nothing:
            words = "Nothing is on the docket yet.", "Days appear here once obligations are entered."
            self.empty.say(*words, (("new_obligation", "New obligation"), ("open_sample", "Open the sample")))
        elif none_pass:
            words = "No record passes the filter.", "The words and chips above hide them all."
            self.empty.say(*words, (("clear_filter", "Clear the filter"),))

    # ------------------------------------------------------------------------------------------- room

    @property
    def mode(self) -> Mode:
        """What is shown: the month, with the agenda where there is room, or the agenda alone."""
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        """Show the month or the agenda alone."""
        if mode != self._mode:
            self._mode = mode
            self._settings.put("calendar_mode", mode)
            self._share()
            self._show_agenda()
            self._say()
            self._choose()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The agenda gives way to the month in a small window."""
        super().resizeEvent(event)
        shown = self.side.isVisibleTo(self)
        self._share()
        if self.side.isVisibleTo(self) and not shown:
            self._show_agenda()
            self._choose()

    def _share(self) -> None:
        """Who has which room."""
        alone, empty = self._mode == "agenda", self.empty.isVisibleTo(self)
        agenda = self._theme.width.agenda
        self.grid.setVisible(not alone and not empty)
        self.setFocusProxy(self.agenda if alone else self.grid)
        if alone != self.side.alone:
            self.side.set_alone(alone=alone)
            home = self._main_column if alone else self._row
            home.addWidget(self.side, 1 if alone else 0)
        # After it has come to its place: what comes to another parent is hidden.
        self.side.setVisible(not empty and (alone or self.width() - agenda >= _MONTH_LEAST))
        # At once, so that the month is laid out and painted only once.
        self._row.activate()

    # ------------------------------------------------------------------------------------------ selection

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The keyboard starts on the day, or in the agenda."""
        if self._mode == "agenda":
            self.agenda.enter()
        else:
            self.grid.setFocus(reason)

    def reveal(self, record_id: str) -> bool:
        """Select a record and bring its next day into sight. False: the filter hides it, or it has no day."""
        almanac = self._almanac
        if self._passed is not None and record_id not in self._passed:
            return False
        days = almanac.days_of(record_id) if almanac else ()
        self._workspace.select((record_id,), record_id)
        if almanac is None or not days:
            return bool(almanac)
        day = next((day for day in days if day >= almanac.day), days[-1])
        if self.grid.cell_of(day) is None:
            self.grid.show_month(month_of(day))
        stops = (stop for stop in self.grid.stops.stops if stop.day == day and stop.item is not None)
        found = next((stop.key for stop in stops if stop.item and record_id in stop.item.ids), "")
        if found:
            self.grid.go_to(found)
        else:
            self.grid.go_to_day(day)
        self.agenda.reveal(record_id)
        return True

    def _choose(self) -> None:
        if not self.isVisible():
            self._stale = True
            return
        selection = self._workspace.selection
        self.grid.choose(selection)
        self.agenda.choose(selection)

    def pick(self, item: AlmanacItem | None, add: bool) -> None:
        """Select the records of an item; the days of events and empty days leave the selection as it is."""
        if item is None or not item.ids:
            return
        space = self._workspace
        ids = tuple(one for one in item.ids if one in space.docket.obligations or one in space.docket.reliefs)
        if add and set(ids) <= set(space.selection):
            space.select(one for one in space.selection if one not in ids)
            return
        space.select((*space.selection, *ids) if add else ids, ids[0] if ids else "")

    def _open_item(self, item: AlmanacItem) -> None:
        """Into the editor: the first of several, or the event."""
        space = self._workspace
        if item.event:
            space.edit("event", item.event)
        elif item.ids[0] in space.docket.reliefs:
            space.edit("relief", item.ids[0])
        elif item.ids[0] in space.docket.obligations:
            space.edit("obligation", item.ids[0])

    # ----------------------------------------------------------------------------------------- menus

    def back_to_day(self) -> None:
        """Back to the month of the day looked at, with the keyboard on it."""
        if self._almanac is not None:
            self.grid.show_month(month_of(self._almanac.day))
            self.grid.go_to_day(self._almanac.day)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def mode_menu(self) -> QMenu:
        """What is shown."""
        return choice_menu("Shown", self, MODES, self._mode, self.set_mode)

    def print_menu(self) -> QMenu:
        """Paper, and the ways to it."""
        if self._almanac is None:
            return QMenu(self)
        return self.printing.menu(self._almanac, self.grid.month, self._passed)

    def print_month(self) -> None:
        """Print the month that is shown."""
        if self._almanac is not None:
            self.printing.print(self._almanac, self.grid.month, self._passed)


def _brief(day: date) -> str:
    return " ".join(say_day(day).split()[1:])
