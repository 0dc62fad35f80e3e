"""Seven weeks as a strip: what falls due on each day, the work before it, the reliefs below, and the day looked at.

Painted, and yet reached by the keyboard: left and right walk the days on which something is, Enter selects what falls
on one, Shift+Enter looks at the docket as of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from model.days.wording import say_day
from model.outlook.today.weeks import DAYS, Weeks
from ui.filter.snapshot import Snapshot
from ui.frame.theme import Theme
from ui.today.strippaint import LANES_HIGH, STRIP_HIGH, StripPainting
from ui.today.stripwords import day_words, strip_words
from ui.widgets.elided import plain_tooltip
from ui.widgets.rowring import GIVEN_FOCUS


class WeekStrip(QWidget):
    """Shows :class:`model.outlook.today.weeks.Weeks`."""

    picked = Signal(object)
    """The ids of what falls on a day that was clicked, or Enter struck on it."""
    dayPicked = Signal(object)
    """The docket is to be looked at as of this day."""
    left = Signal()
    """The keyboard goes on to what stands below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._snapshot: Snapshot | None = None
        self._weeks: Weeks | None = None
        self._painting: StripPainting | None = None
        self._today: date | None = None
        self._cursor: date | None = None
        self._ringed = False
        self._chosen: frozenset[str] = frozenset()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Seven weeks")

    @property
    def weeks(self) -> Weeks | None:
        """What is shown."""
        return self._weeks

    @property
    def cursor_day(self) -> date | None:
        """The day that the keyboard is on."""
        return self._cursor

    def show_weeks(self, snapshot: Snapshot, weeks: Weeks, today: date) -> None:
        """Show other weeks, or the same ones as they stand now."""
        self._snapshot, self._weeks, self._today = snapshot, weeks, today
        if self._cursor is None or not weeks.first <= self._cursor <= weeks.last:
            self._cursor = snapshot.day
        self.setAccessibleName(f"Seven weeks from {say_day(weeks.first)}")
        self.setAccessibleDescription(strip_words(snapshot, weeks))
        self._renew()

    def choose(self, ids: Iterable[str]) -> None:
        """Mark the days of what is selected elsewhere."""
        chosen = frozenset(ids)
        if chosen != self._chosen:
            self._chosen = chosen
            self._renew()

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self._renew()

    def sizeHint(self) -> QSize:
        """Lanes and axis."""
        return QSize(400, STRIP_HIGH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width to share."""
        super().resizeEvent(event)
        self._renew()

    def _renew(self) -> None:
        if self._snapshot is not None and self._weeks is not None:
            self._painting = StripPainting(
                self._theme, self._snapshot, self._weeks, self._chosen, self.width(), self._today
            )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it; under the keyboard, the day's column is ringed, and the day told below."""
        if self._painting is None:
            return
        painter = QPainter(self)
        self._painting.paint(painter)
        if self._ringed and self._cursor is not None:
            self._painting.ring(painter, self._cursor, self.words_of(self._cursor).replace("\n", " · "))

    # -------------------------------------------------------------------------------------- the pointer

    def day_at(self, place: QPoint) -> date | None:
        """The day under a point."""
        weeks = self._weeks
        if weeks is None or self.width() <= 0 or not 0 <= place.x() < self.width():
            return None
        return weeks.first + timedelta(days=int(place.x() * DAYS / self.width()))

    def ids_at(self, place: QPoint) -> tuple[str, ...]:
        """What is under a point: a deadline by its mark or words, the reliefs by their bar."""
        if self._painting is None or place.y() > LANES_HIGH:
            return ()
        found = self._painting.ids_at(place)
        day = self.day_at(place)
        return found or (self._ids_on(day) if day else ())

    def _ids_on(self, day: date) -> tuple[str, ...]:
        weeks = self._weeks
        if weeks is None:
            return ()
        falling = tuple(dict.fromkeys(one.id for one in weeks.on(day)))
        return falling or tuple(one for some in weeks.reliefs if some.last == day for one in some.ids)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click selects what is there."""
        super().mousePressEvent(event)
        day = self.day_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or day is None:
            return
        self._cursor = day
        ids = self.ids_at(event.position().toPoint())
        if ids:
            self.picked.emit(ids)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click looks at the docket as of the day."""
        day = self.day_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and day is not None:
            self.dayPicked.emit(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be selected."""
        super().mouseMoveEvent(event)
        over = bool(self.ids_at(event.position().toPoint()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        """The tooltip is that of the day under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.day_at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tooltip(self.words_of(day)), self)
            return True
        return super().event(event)

    def words_of(self, day: date | None) -> str:
        """All that is to be said of a day."""
        if day is None or self._snapshot is None or self._weeks is None:
            return ""
        return day_words(self._snapshot, self._weeks, day)

    # ------------------------------------------------------------------------------------- the keyboard

    def stops(self) -> tuple[date, ...]:
        """The days that the keyboard walks: those on which something falls, ends or begins, and the one looked at."""
        weeks, snapshot = self._weeks, self._snapshot
        if weeks is None or snapshot is None:
            return ()
        days = {one.day for one in weeks.falling} | {snapshot.day}
        days |= {one.last for one in weeks.reliefs if one.last is not None}
        return tuple(sorted(day for day in days if weeks.first <= day <= weeks.last))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the days, select, look ahead."""
        key, stops = event.key(), self.stops()
        here = self._cursor
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here is not None:
            self._strike(here, ahead=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_Down:
            self.left.emit()
        elif here is not None and stops and key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(_next_stop(stops, here, Qt.Key(key)))
        else:
            super().keyPressEvent(event)

    def _strike(self, day: date, *, ahead: bool) -> None:
        if ahead:
            self.dayPicked.emit(day)
        elif ids := self._ids_on(day):
            self.picked.emit(ids)

    def _go(self, day: date) -> None:
        self._cursor, self._ringed = day, True
        self.setAccessibleDescription(self.words_of(day))
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached by the keyboard, a day is ringed."""
        super().focusInEvent(event)
        self._ringed = event.reason() in GIVEN_FOCUS
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring without the keyboard."""
        super().focusOutEvent(event)
        self._ringed = False
        self.update()


def _next_stop(stops: tuple[date, ...], here: date, key: Qt.Key) -> date:
    if key == Qt.Key.Key_Home:
        return stops[0]
    if key == Qt.Key.Key_End:
        return stops[-1]
    if key == Qt.Key.Key_Left:
        return max((day for day in stops if day < here), default=here)
    return min((day for day in stops if day > here), default=here)
