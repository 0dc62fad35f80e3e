"""All of one day on a card: what a cell has no room for, too."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtWidgets import QWidget

from model.outlook.time.almanac import AlmanacItem
from ui.calendar.agenda import AgendaList
from ui.calendar.agendarows import Row
from ui.frame.theme import Theme
from ui.widgets.popover import SHADOW, Popover

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
