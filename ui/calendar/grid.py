"""The hands on the month: pointer and keys. What is selected, opened or moved is the view's to say.

An item of our own making is dragged to another day; from the keyboard it is lifted with Shift and an arrow, carried on
with the arrows, and set down with Enter. Escape puts it back.
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from model.days.iso import FIRST_DAY, LAST_DAY
from model.outlook.time.almanac import AlmanacItem
from model.outlook.time.almanac_words import day_said, stays
from ui.calendar.monthpaint import day_key
from ui.calendar.placing import Lift
from ui.calendar.sheet import MonthSheet
from ui.calendar.stops import Stop
from ui.frame.theme import Theme
from ui.widgets.elided import plain_tooltip
from ui.widgets.rowring import GIVEN_FOCUS

Key = Qt.Key
_NOTCH = 120
_ARROWS = {Key.Key_Left: -1, Key.Key_Right: 1, Key.Key_Up: -7, Key.Key_Down: 7}
_TURNS = {Key.Key_PageUp: -1, Key.Key_PageDown: 1}
_ENTER = (Key.Key_Return, Key.Key_Enter)


class MonthGrid(MonthSheet):
    """The sheet, and what is asked of it by hand."""

    picked = Signal(object, bool)
    """The item that was clicked or walked to (None: nothing), and whether it is added to the selection."""
    opened = Signal(object)
    """An item that was double-clicked, or Enter struck on it."""
    dayOpened = Signal(object)
    """All of a day is to be shown."""
    dayAsked = Signal(object)
    """The docket is to be looked at as of this day."""
    moveAsked = Signal(object)
    """A :class:`Lift` that was set down."""
    menuAsked = Signal(object, QPoint)
    """The :class:`Stop` whose menu is wanted, and where."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pressed: tuple[QPointF, AlmanacItem | None] | None = None
        self._dragging = False
        self._wheel = 0

    # ------------------------------------------------------------------------------------------- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the days, open, carry."""
        key, held = Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = held == Qt.KeyboardModifier.ShiftModifier
        if self._lift is not None and (held == Qt.KeyboardModifier.NoModifier or shift) and self._carry(key):
            return
        if shift and key in _ARROWS:
            self._lift_by(_ARROWS[key])
        elif shift and key in _ENTER:
            self.dayAsked.emit(self.day)
        elif held or not self._on_key(key):
            QWidget.keyPressEvent(self, event)

    def _on_key(self, key: Qt.Key) -> bool:
        if key in _ARROWS:
            self._walk(self.day, _ARROWS[key])
        elif key in _TURNS:
            self._turn(_TURNS[key])
        elif key == Key.Key_Home:
            self._walk(self.day, -self.day.weekday())
        elif key == Key.Key_End:
            self._walk(self.day, 6 - self.day.weekday())
        elif key in _ENTER:
            self._strike()
        elif key == Key.Key_Space:
            self._pick(add=True)
        elif key == Key.Key_Menu:
            self._menu_by_key()
        else:
            return False
        return True

    def _walk(self, day: date, days: int) -> None:
        self.go_to_day(_moved(day, days))

    def _turn(self, months: int) -> None:
        """The same day of another month, or its last."""
        day, month = self.day, self.month.turned(months)
        self.show_month(month)
        self.go_to(day_key(min(month.last, month.first + timedelta(days=day.day - 1))))

    def _strike(self) -> None:
        """Enter: an item is selected, then opened; a day shows all of it."""
        stop = self.current
        if stop is None or stop.item is None:
            self.dayOpened.emit(self.day)
        elif self._chosen.issuperset(stop.item.ids):
            self.opened.emit(stop.item)
        else:
            self._pick(add=False)

    def _pick(self, *, add: bool) -> None:
        stop = self.current
        if stop is not None and stop.item is not None:
            self.picked.emit(stop.item, add)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from item to item, and on to the next widget after the last."""
        step = 1 if forward else -1
        stop = self.stops.after(self._current or day_key(self.day), step) if self._ringed else None
        if stop is None or self._lift is not None:
            return super().focusNextPrevChild(forward)
        self.go_to(stop.key)
        self._pick(add=False)
        return True

    def _menu_by_key(self) -> None:
        stop = self.current or self.stops.stop_of(day_key(self.day))
        if stop is not None:
            rect = self.visualRect(self.stops.index_of(stop.key))
            self.menuAsked.emit(stop, self.viewport().mapToGlobal(rect.bottomLeft()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached by the keyboard, the day is ringed."""
        super().focusInEvent(event)
        self._ringed = event.reason() in GIVEN_FOCUS
        if self._ringed and self.current is None:
            self.go_to(day_key(self.day))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring without the keyboard."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Letters are for facts and the filter."""

    # ----------------------------------------------------------------------------------------- carrying

    def _lift_by(self, days: int) -> None:
        """Take up the item that the keyboard is on; where its day stays, say why."""
        stop = self.current
        if stop is None or stop.item is None:
            return
        if stop.item.movable:
            self._carry_to(stop.item, _moved(stop.item.day, days))
        else:
            rect = self.visualRect(self.stops.index_of(stop.key))
            self._say_stays(stop.item, self.viewport().mapToGlobal(rect.bottomLeft()))

    def _carry(self, key: Qt.Key) -> bool:
        """What a key does while an item is held."""
        lift = self._lift
        if lift is None:
            return False
        if key == Key.Key_Escape:
            self.let_go()
        elif key in _ENTER and not self._dragging:
            self._set_down()
        elif key in _ARROWS and not self._dragging:
            self._carry_to(lift.item, _moved(lift.to or lift.item.day, _ARROWS[key]))
        elif key in _TURNS:
            self.show_month(self.month.turned(_TURNS[key]))
        else:
            return False
        return True

    def _carry_to(self, item: AlmanacItem, day: date) -> None:
        self.set_lift(Lift(item, day))
        if self.cell_of(day) is None:
            self.show_month(type(self.month)(day.year, day.month))
        self.go_to(item.key)

    def _set_down(self) -> None:
        lift = self._lift
        if lift is None or lift.to is None or lift.to == lift.item.day:
            self.let_go()
        else:
            self.set_lift(Lift(lift.item, lift.to))
            self.moveAsked.emit(lift)

    def let_go(self) -> None:
        """Put back what is held."""
        self._dragging, self._pressed = False, None
        self.viewport().unsetCursor()
        self.set_lift(None)

    def _say_stays(self, item: AlmanacItem, place: QPoint) -> None:
        if self._almanac is not None:
            QToolTip.showText(place, plain_tooltip(stays(self._almanac.docket, item)), self.viewport())

    # ------------------------------------------------------------------------------------------ pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press may become a click or a drag."""
        self._ringed = False
        if event.button() == Qt.MouseButton.LeftButton and self._lift is None:
            stop = self.stops.stop_of(self.key_at(event.position()))
            self._pressed = event.position(), stop.item if stop else None
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What can be moved goes with the pointer; what stays says why."""
        here = event.position()
        if self._pressed is None:
            self._hover(self.key_at(here))
            return
        start, item = self._pressed
        if item is None or self._dragging:
            self._drag(here)
        elif (here - start).manhattanLength() >= QApplication.startDragDistance():
            if item.movable:
                self._dragging = True
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
                self._drag(here)
            else:
                self.viewport().setCursor(Qt.CursorShape.ForbiddenCursor)
                self._say_stays(item, event.globalPosition().toPoint())

    def _drag(self, here: QPointF) -> None:
        if not self._dragging or self._pressed is None or self._pressed[1] is None or self.page is None:
            return
        cell = self.page.cell_at(here)
        self.set_lift(Lift(self._pressed[1], cell.leaf.day if cell else None), here)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click selects; the end of a drag sets down."""
        if self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        dragged, (start, item), self._pressed = self._dragging, self._pressed, None
        self._dragging = False
        self.viewport().unsetCursor()
        if dragged:
            self._set_down()
        elif item is None or (event.position() - start).manhattanLength() < QApplication.startDragDistance():
            self._click(event)

    def _click(self, event: QMouseEvent) -> None:
        stop = self.stops.stop_of(self.key_at(event.position()))
        if stop is None:
            return
        self.go_to(stop.key, ringed=False)
        add = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if stop.more:
            self.dayOpened.emit(stop.day)
        else:
            self.picked.emit(stop.item, bool(add))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """An item is opened; a day is shown whole."""
        stop = self.stops.stop_of(self.key_at(event.position()))
        if stop is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if stop.item is not None:
            self.opened.emit(stop.item)
        else:
            self.dayOpened.emit(stop.day)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of what is under the pointer, or under the keyboard."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._menu_by_key()
            return
        stop = self.stops.stop_of(self.key_at(QPointF(event.pos())))
        if stop is not None:
            self.go_to(stop.key, ringed=False)
            self.menuAsked.emit(stop, event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A notch turns the month."""
        self._wheel += event.angleDelta().y()
        while abs(self._wheel) >= _NOTCH:
            self.show_month(self.month.turned(-1 if self._wheel > 0 else 1))
            self._wheel -= _NOTCH if self._wheel > 0 else -_NOTCH
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self.words_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tooltip(words), self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover("")
        return super().viewportEvent(event)

    def words_at(self, place: QPointF) -> str:
        """What is to be said of what is at a place."""
        stop = self.stops.stop_of(self.key_at(place))
        return self.words_of(stop) if stop else ""

    def words_of(self, stop: Stop) -> str:
        """An item with how it can be moved or why it stays; a day with all of it."""
        almanac, cell = self._almanac, self.cell_of(stop.day)
        if almanac is None or cell is None:
            return ""
        if stop.item is None:
            return day_said(almanac.docket, cell.leaf, almanac.day)
        how = stays(almanac.docket, stop.item) or "Drag it to another day, or lift it with Shift and an arrow."
        return f"{self._speak(stop)}\n{how}"

    def _hover(self, key: str) -> None:
        if key == self._hovered:
            return
        self._hovered = key
        stop = self.stops.stop_of(key)
        shape = Qt.CursorShape.ArrowCursor
        if stop is not None and not stop.is_day:
            movable = stop.item is not None and stop.item.movable
            shape = Qt.CursorShape.OpenHandCursor if movable else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)
        self.viewport().update()


def _moved(day: date, days: int) -> date:
    """A day so many on, within those that Duly knows."""
    return date.fromordinal(min(max(day.toordinal() + days, FIRST_DAY.toordinal()), LAST_DAY.toordinal()))
