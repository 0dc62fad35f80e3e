"""The hands on the timeline: wheel, pointer and keys. What is selected is the view's to say."""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from ui.frame.theme import Theme
from ui.timeline.drawing import TimelineSheet
from ui.widgets.elided import plain_tooltip

_STEP = 1.25
_DRAG = 4
_NOTCH = 120.0
Key = Qt.Key


class TimelineCanvas(TimelineSheet):
    """The drawing, and what is asked of it by hand."""

    picked = Signal(str, bool)
    """A record that was clicked or walked to (empty: none), and whether it is added to the selection."""
    opened = Signal(str)
    menuAsked = Signal(str, QPoint)
    daysPicked = Signal(object)
    """A :class:`ui.timeline.markers.Marker` that was clicked."""
    dayAsked = Signal(object)
    """The docket is to be looked at as of this day."""
    fitAsked = Signal()
    moved = Signal()
    """Panned or zoomed by hand."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pressed: QPoint | None = None
        self._last = QPoint()
        self._dragging = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, open, zoom; with Shift or Ctrl the arrows move what is in sight."""
        key, held = Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.ShiftModifier and self._pan_by_key(key):
            return
        if held & ~Qt.KeyboardModifier.ShiftModifier:
            QWidget.keyPressEvent(self, event)
        elif self._walk(key):
            return
        elif key in (Key.Key_Return, Key.Key_Enter) and self._current:
            self.opened.emit(self._current)
        elif key in (Key.Key_Plus, Key.Key_Equal, Key.Key_Minus):
            self.zoom(1 / _STEP if key == Key.Key_Minus else _STEP)
            self.moved.emit()
        elif key == Key.Key_0:
            self.fitAsked.emit()
        elif key == Key.Key_Menu:
            self._menu_by_key()
        else:
            QWidget.keyPressEvent(self, event)

    def _walk(self, key: Qt.Key) -> bool:
        if self._content is None:
            return False
        sheet, here = self._content.sheet, self._current
        many = max(len(sheet.ids), 1)
        ways = {
            Key.Key_Left: lambda: sheet.through_time(here, -1),
            Key.Key_Right: lambda: sheet.through_time(here, 1),
            Key.Key_Home: lambda: sheet.through_time(here, -many),
            Key.Key_End: lambda: sheet.through_time(here, many),
            Key.Key_Up: lambda: sheet.in_rows(here, -1),
            Key.Key_Down: lambda: sheet.in_rows(here, 1),
            Key.Key_PageUp: lambda: sheet.in_lanes(here, -1),
            Key.Key_PageDown: lambda: sheet.in_lanes(here, 1),
        }
        if key not in ways:
            return False
        found = ways[key]()
        if found:
            self.picked.emit(found, False)
            self.keep_in_sight(found)
        return True

    def _pan_by_key(self, key: Qt.Key) -> bool:
        quarter = self.chart_wide / 4
        row = self._content.sheet.row_height * 3 if self._content else 100.0
        ways = {
            Key.Key_Left: (-quarter, 0.0),
            Key.Key_Right: (quarter, 0.0),
            Key.Key_Up: (0.0, -row),
            Key.Key_Down: (0.0, row),
        }
        if key not in ways:
            return False
        self.pan(*ways[key])
        self.moved.emit()
        return True

    def _menu_by_key(self) -> None:
        rect = self.visualRect(self.entries.index_of(self._current))
        place = QPoint(round(self.chart_left) + 40, rect.bottom()) if rect.isValid() else QPoint(40, 40)
        self.menuAsked.emit(self._current, self.viewport().mapToGlobal(place))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Up and down; with Ctrl it zooms, with Shift it goes through time."""
        turned, pixels = event.angleDelta(), event.pixelDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP ** (turned.y() / _NOTCH), event.position().x() - self.chart_left)
        else:
            sideways = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            by = pixels if not pixels.isNull() else turned * 0.6
            across, down = -by.x(), -by.y()
            self.pan(*((across or down, 0.0) if sideways else (across, down)))
        self.moved.emit()
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.NativeGesture:
            gesture = cast(QNativeGestureEvent, event)
            if gesture.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1 + gesture.value(), gesture.position().x() - self.chart_left)
                self.moved.emit()
                return True
        if event.type() == QEvent.Type.ToolTip:
            help_ = cast(QHelpEvent, event)
            QToolTip.showText(help_.globalPos(), plain_tooltip(self.words_at(help_.pos())), self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover("")
        return super().viewportEvent(event)

    def words_at(self, place: QPoint) -> str:
        """What is to be said of what is at a place of the viewport."""
        painting, content = self.painting, self._content
        if painting is None or content is None:
            return ""
        marker = painting.marker_at(place.x(), place.y())
        if marker is not None:
            return f"If nothing more is done\n{marker.spoken}"
        record = painting.record_at(place.x(), place.y(), self._current)
        return content.tooltip(record) if record else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._last = event.position().toPoint()
            self._dragging = False
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        if self._pressed is None:
            self._hover_at(here)
            return
        if not self._dragging and (here - self._pressed).manhattanLength() > _DRAG:
            self._dragging = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragging:
            by = self._last - here
            self._last = here
            self.pan(by.x(), by.y())
            self.moved.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        if not self._dragging:
            self._click(event.position().toPoint(), event.modifiers())
        self._pressed = None
        self._dragging = False
        self.viewport().unsetCursor()

    def _click(self, place: QPoint, held: Qt.KeyboardModifier) -> None:
        painting = self.painting
        if painting is None:
            return
        marker = painting.marker_at(place.x(), place.y())
        if marker is not None:
            self.daysPicked.emit(marker)
            return
        more = bool(held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier))
        self.picked.emit(painting.record_at(place.x(), place.y(), self._current), more)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        painting, place = self.painting, event.position().toPoint()
        if painting is None:
            return
        marker = painting.marker_at(place.x(), place.y())
        record = painting.record_at(place.x(), place.y(), self._current)
        if marker is not None:
            self.dayAsked.emit(marker.day)
        elif record:
            self.opened.emit(record)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        painting = self.painting
        place = event.pos()
        record = painting.record_at(place.x(), place.y(), self._current) if painting else ""
        self.menuAsked.emit(record, event.globalPos())

    def _hover_at(self, place: QPoint) -> None:
        painting = self.painting
        if painting is None:
            return
        marker = painting.marker_at(place.x(), place.y())
        self._hover(marker.day if marker else painting.record_at(place.x(), place.y(), self._current))

    def _hover(self, what: str | date) -> None:
        if what != self._hovered:
            self._hovered = what
            pointing = bool(what)
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor)
            self._renew()
