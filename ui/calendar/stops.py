"""The days of a month and what falls on them as one list: what the keyboard and screen readers walk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from model.outlook.time.almanac import AlmanacItem
from ui.calendar.monthpaint import day_key, more_key
from ui.calendar.placing import MonthPage

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Stop(NamedTuple):
    """A day; an item of it; or, with ``more``, the way to those that have no room."""

    key: str
    day: date
    item: AlmanacItem | None = None
    more: int = 0

    @property
    def is_day(self) -> bool:
        """Whether it is a day itself."""
        return self.item is None and not self.more


def stops_of(page: MonthPage) -> Iterator[Stop]:
    """Each day, its items and the way to the rest, in order. What is being moved has one place: the new one."""
    for cell in page.cells:
        day = cell.leaf.day
        yield Stop(day_key(day), day)
        for chip in cell.chips:
            if not chip.was:
                yield Stop(chip.item.key, day, chip.item)
        if cell.more:
            yield Stop(more_key(day), day, more=cell.more)


class StopModel(QAbstractListModel):
    """Says of each stop what is to be said of it."""

    def __init__(self, speak: Callable[[Stop], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speak = speak
        self._stops: tuple[Stop, ...] = ()
        self._places: dict[str, int] = {}

    @property
    def stops(self) -> tuple[Stop, ...]:
        """All of them, in order."""
        return self._stops

    def show(self, page: MonthPage) -> None:
        """Hold the stops of another month, or of the same one as it stands now."""
        stops = tuple(stops_of(page))
        if stops == self._stops:
            if stops:
                self.dataChanged.emit(self.index(0), self.index(len(stops) - 1))
            return
        self.beginResetModel()
        self._stops = stops
        self._places = {stop.key: place for place, stop in enumerate(stops)}
        self.endResetModel()

    def stop_of(self, key: str) -> Stop | None:
        """The stop of a key."""
        place = self._places.get(key)
        return None if place is None else self._stops[place]

    def at(self, index: Index) -> Stop | None:
        """The stop of an index."""
        return self._stops[index.row()] if index.isValid() and index.row() < len(self._stops) else None

    def index_of(self, key: str) -> QModelIndex:
        """The index of a key; none where it is not shown."""
        place = self._places.get(key)
        return QModelIndex() if place is None else self.index(place)

    def after(self, key: str, step: int) -> Stop | None:
        """The next item, or way to more, after a stop (or before it, ``step`` -1); None at the end."""
        place = self._places.get(key, -1 if step > 0 else len(self._stops)) + step
        while 0 <= place < len(self._stops):
            if not self._stops[place].is_day:
                return self._stops[place]
            place += step
        return None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._stops)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        stop = self.at(index)
        return self._speak(stop) if stop else None
