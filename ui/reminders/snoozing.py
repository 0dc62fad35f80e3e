"""How long a reminder is snoozed: the usual choices, or until a day and time of one's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from model.days.wording import say_day
from model.remind.moments import ring_at
from ui.editor.fields.field import caption, hint
from ui.editor.fields.zone import TimeEdit
from ui.frame.theme import Theme
from ui.widgets.monthcalendar import MonthCalendar
from ui.widgets.popover import Popover

_MORNING, _AFTERNOON = "09:00", "14:00"
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_SOONEST = timedelta(minutes=30)


class Snooze(NamedTuple):
    """A choice: its words, and the moment at which the reminder comes back, in UTC."""

    words: str
    until: datetime


def hour_on(now: datetime) -> datetime:
    """An hour from now."""
    return now.astimezone(UTC) + timedelta(hours=1)


def usual(now: datetime, zone: tzinfo) -> tuple[Snooze, ...]:
    """The usual choices at ``now``, by the clock of ``zone``; none of them lies within the next half hour."""
    today = now.astimezone(zone).date()
    tomorrow = today + timedelta(days=1)
    monday = today + timedelta(days=7 - today.weekday())
    choices = [
        Snooze("For an hour", hour_on(now)),
        Snooze(f"Until this afternoon at {_AFTERNOON}", ring_at(today, _AFTERNOON, "", zone)),
        Snooze(f"Until tomorrow at {_MORNING}", ring_at(tomorrow, _MORNING, "", zone)),
    ]
    if monday != tomorrow:
        choices.append(Snooze(f"Until {say_day(monday)} at {_MORNING}", ring_at(monday, _MORNING, "", zone)))
    return tuple(one for one in choices if one.until - now >= _SOONEST)


def snooze_menu(
    parent: QWidget,
    now: datetime,
    zone: tzinfo,
    chosen: Callable[[datetime], object],
    asked: Callable[[], object],
) -> QMenu:
    """The menu of the usual choices, and the way to one of one's own."""
    menu = QMenu(parent)
    for one in usual(now, zone):
        menu.addAction(one.words).triggered.connect(lambda _=False, until=one.until: chosen(until))
    menu.addSeparator()
    menu.addAction("Until…").triggered.connect(lambda _=False: asked())
    return menu


class UntilCard(Popover):
    """A day and a time of day until which to snooze."""

    chosen = Signal(object)
    """The moment, in UTC."""

    def __init__(self, theme: Theme, now: datetime, zone: tzinfo, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._now, self._zone = now, zone
        self.setAccessibleName("Snooze until")
        self.month = MonthCalendar(theme)
        today = now.astimezone(zone).date()
        self.month.show_day(today + timedelta(days=1), today)
        self.time = TimeEdit()
        self.time.setText("09:00")
        self.time.setToolTip("A time of day on 24 hours, such as 09:00")
        self.time.setAccessibleName("Time of day")
        self.why = hint(theme, "")
        self.why.setProperty("role", "error")
        self.why.hide()
        self.button = QPushButton("Snooze")
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self._choose)
        self.time.returnPressed.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(caption(theme, "at"))
        row.addWidget(self.time)
        row.addStretch(1)
        row.addWidget(self.button)
        inside = QVBoxLayout()
        inside.setContentsMargins(14, 10, 14, 12)
        inside.setSpacing(8)
        inside.addWidget(self.month)
        inside.addLayout(row)
        inside.addWidget(self.why)
        self.body.addLayout(inside)

    def open_near(self, place: QPoint) -> None:
        """Open with its corner near a place on the screen."""
        self.ensurePolished()
        size = self.sizeHint() - QSize(24, 24)
        self.open_at(QRect(self._anchor.window().mapFromGlobal(place), size))
        self.month.setFocus()

    def _choose(self) -> None:
        read = _TIME.fullmatch(self.time.text().strip())
        if read is None:
            self._refuse("Write the time as 09:00.")
            return
        chosen = self.month.selectedDate()
        day = date(chosen.year(), chosen.month(), chosen.day())
        until = ring_at(day, f"{read[1]}:{read[2]}", "", self._zone)
        if until <= self._now:
            self._refuse("That is past already. Choose a later day or time.")
            return
        self.close_card()
        self.chosen.emit(until)

    def _refuse(self, why: str) -> None:
        self.why.setText(why)
        self.why.show()
        self.fit()
