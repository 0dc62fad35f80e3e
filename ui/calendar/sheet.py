"""The sheet of a month: it paints everything itself, and is a list of days and items to keyboard and screen readers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from PySide6.QtCore import QItemSelectionModel, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from model.outlook.time.almanac import Almanac, Leaf
from model.outlook.time.almanac_words import day_said, spoken
from ui.calendar.month import Month, month_of
from ui.calendar.monthpaint import MonthMarking, MonthPainting, day_key, more_key
from ui.calendar.placing import DayCell, Lift, MonthPage, place_page, shown_days
from ui.calendar.stops import Index, Stop, StopModel
from ui.frame.theme import Theme


class MonthSheet(QListView):
    """Shows one month of an :class:`model.outlook.time.almanac.Almanac`."""

    turned = Signal()
    """Another month is shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._almanac: Almanac | None = None
        self._passing: Collection[str] | None = None
        self._month = Month(1996, 11)
        self._today = date.min
        self._leaves: tuple[tuple[date, date], tuple[Leaf, ...]] | None = None
        self._page: MonthPage | None = None
        self._chosen: frozenset[str] = frozenset()
        self._current = ""
        self._hovered = ""
        self._ringed = False
        self._lift: Lift | None = None
        self._pointer: QPointF | None = None
        self.stops = StopModel(self._speak, self)
        self.setModel(self.stops)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAutoScroll(False)
        self.setProperty("ring", False)
        self.setAccessibleName("Month")

    # ------------------------------------------------------------------------------------- what is shown

    def show_days(self, almanac: Almanac, passing: Collection[str] | None, today: date) -> None:
        """Show other records, or the same ones as they stand now."""
        self._almanac, self._passing, self._today = almanac, passing, today
        self._leaves = None
        self._renew()
        self._follow()

    def show_month(self, month: Month) -> None:
        """Show another month."""
        if month == self._month:
            return
        self._month, self._leaves = month, None
        self._renew()
        self._follow()
        self.turned.emit()

    def choose(self, chosen: Collection[str]) -> None:
        """Mark the records that are selected."""
        self._chosen = frozenset(chosen)
        self._follow()
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self._renew()

    @property
    def month(self) -> Month:
        """The month that is shown."""
        return self._month

    @property
    def current(self) -> Stop | None:
        """The day or item that the keyboard is on."""
        return self.stops.stop_of(self._current)

    @property
    def day(self) -> date:
        """The day that the keyboard is on, else the one looked at, else the first of the month."""
        stop = self.current
        if stop is not None:
            return stop.day
        looked = self._almanac.day if self._almanac else self._month.first
        return looked if self._month.holds(looked) else self._month.first

    @property
    def lift(self) -> Lift | None:
        """What is being moved."""
        return self._lift

    def set_lift(self, lift: Lift | None, pointer: QPointF | None = None) -> None:
        """Show an item as being moved to a day; None shows everything in its own place."""
        changed = lift != self._lift
        self._lift, self._pointer = lift, pointer
        if changed:
            self._renew()
        self.viewport().update()

    def go_to(self, key: str, *, ringed: bool = True) -> None:
        """Put the keyboard on a day or an item of this month."""
        self._current, self._ringed = key, ringed
        self._follow()
        self.viewport().update()

    def go_to_day(self, day: date) -> None:
        """Put the keyboard on a day, whose month is turned to where it is not in sight."""
        if self.page is None or self.page.cell_of(day) is None:
            self.show_month(month_of(day))
        self.go_to(day_key(day))

    def cell_of(self, day: date) -> DayCell | None:
        """The cell of a day in sight."""
        return self.page.cell_of(day) if self.page else None

    @property
    def page(self) -> MonthPage | None:
        """Where everything stands."""
        if self._page is None and self._almanac is not None and self.width() > 0:
            size = (float(self.viewport().width()), float(self.viewport().height()))
            leaves = self._shown_leaves(self._almanac, shown_days(self._month, size[1]))
            self._page = place_page(self._month, leaves, size, self._theme, self._lift)
        return self._page

    def _shown_leaves(self, almanac: Almanac, days: tuple[date, date]) -> tuple[Leaf, ...]:
        if self._leaves is None or self._leaves[0] != days:
            self._leaves = days, _whole_weeks(almanac, *days, self._passing)
        return self._leaves[1]

    def _renew(self) -> None:
        self._page = None
        page = self.page
        if page is not None:
            self.stops.show(page)
            self.setAccessibleName(page.month.title)
        self.viewport().update()

    def _follow(self) -> None:
        """The list that screen readers see follows."""
        selection, flag = self.selectionModel(), QItemSelectionModel.SelectionFlag
        selection.clearSelection()
        for stop in self.stops.stops:
            if stop.item is not None and stop.item.ids and self._chosen.issuperset(stop.item.ids):
                selection.select(self.stops.index_of(stop.key), flag.Select)
        index = self.stops.index_of(self._current)
        if index.isValid():
            selection.setCurrentIndex(index, flag.NoUpdate)

    def _speak(self, stop: Stop) -> str:
        almanac, cell = self._almanac, self.cell_of(stop.day)
        if almanac is None or cell is None:
            return ""
        if stop.more:
            return f"{stop.more:,} more on this day. Enter opens all of it."
        if stop.item is not None:
            return spoken(almanac.docket, stop.item, almanac.day)
        said = day_said(almanac.docket, cell.leaf, almanac.day).replace("\n", ". ")
        return f"{said}. Closed." if cell.leaf.closed and not cell.leaf.shut else said

    # ----------------------------------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the month."""
        page, almanac = self.page, self._almanac
        if page is None or almanac is None:
            return
        painter = QPainter(self.viewport())
        painting = MonthPainting(self._theme, page, almanac.docket)
        painting.paint(painter, self._look(almanac.day))
        if self._ringed and self.hasFocus() and self.current is not None:
            painting.ring(painter, self._ring_rect(self.current))
        painter.end()

    def _look(self, day: date) -> MonthMarking:
        return MonthMarking(day, self._today, self._chosen, self._current, self._hovered, self._lift, self._pointer)

    def _ring_rect(self, stop: Stop) -> QRectF:
        rect = self._rect_of(stop)
        return rect if stop.is_day else rect.adjusted(-2, -2, 2, 2)

    def _rect_of(self, stop: Stop) -> QRectF:
        cell = self.cell_of(stop.day)
        if cell is None:
            return QRectF()
        if stop.more:
            return cell.more_rect
        found = (chip.rect for chip in cell.chips if stop.item is not None and chip.item.key == stop.key)
        return next(found, cell.rect.adjusted(1, 1, 0, 0))

    # ------------------------------------------------------------------- what a list view asks of its kind

    def visualRect(self, index: Index) -> QRect:
        stop = self.stops.at(index)
        return self._rect_of(stop).toAlignedRect() if stop else QRect()

    def indexAt(self, point: QPoint) -> Index:  # type: ignore[override]  # the stub knows no persistent index
        return self.stops.index_of(self.key_at(QPointF(point)))

    def key_at(self, place: QPointF) -> str:
        """What is under a point: an item, the way to more, else the day."""
        cell = self.page.cell_at(place) if self.page else None
        if cell is None:
            return ""
        chip = next((chip for chip in cell.chips if chip.rect.contains(place)), None)
        if chip is not None:
            return chip.item.key
        on_more = cell.more and cell.more_rect.contains(place)
        return more_key(cell.leaf.day) if on_more else day_key(cell.leaf.day)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """A month is in sight whole."""

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return 0

    def visualRegionForSelection(self, selection: object) -> QRegion:
        return QRegion(self.viewport().rect())

    def doItemsLayout(self) -> None:
        """Days are laid out by the page."""

    def updateGeometries(self) -> None:
        """Nothing scrolls."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        self._renew()
        self._follow()


def _whole_weeks(almanac: Almanac, first: date, last: date, passing: Collection[str] | None) -> tuple[Leaf, ...]:
    """The days from ``first`` to ``last``; those beyond what Duly knows are there, empty."""
    known = {leaf.day: leaf for leaf in almanac.leaves(first, last, passing)}
    days = (first + timedelta(days=place) for place in range((last - first).days + 1))
    return tuple(known.get(day) or Leaf(day) for day in days)
