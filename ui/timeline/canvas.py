"""The drawing of the timeline. It paints everything itself, and is a list to the keyboard and to screen readers.

It knows days, rows and hands; what is selected is the view's to say.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import cast

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QToolTip, QWidget

from model.assess.weeks import closed_days
from ui.theme import Theme
from ui.timeline.model import EntryModel, Index
from ui.timeline.painting import Painting, chart_width, head_high
from ui.timeline.plate import Plate
from ui.timeline.rowpaint import Widths
from ui.timeline.scale import SHADED, Scale
from ui.widgets.elided import plain_tooltip
from ui.widgets.scrollbar import QuietScrollBar

_STEP = 1.25
_DRAG = 4
_KEEP = 40.0
_NOTCH = 120.0
_REMEMBERED = 20_000
"""So many words are remembered with their width."""
Key = Qt.Key


class TimelineCanvas(QListView):
    """Shows a :class:`Plate` at a :class:`Scale`."""

    picked = Signal(str, bool)
    """A record that was clicked or walked to (empty: none), and whether it is added to the selection."""
    opened = Signal(str)
    menuAsked = Signal(str, QPoint)
    daysPicked = Signal(object)
    """A :class:`ui.timeline.markers.Marker` that was clicked."""
    dayAsked = Signal(object)
    """The docket is to be looked at as of this day."""
    scaled = Signal()
    moved = Signal()
    """Panned or zoomed by hand."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plate: Plate | None = None
        self._scale = Scale(729_000.0, 3.5)
        self._chosen: frozenset[str] = frozenset()
        self._current = ""
        self._hovered: str | date = ""
        self._pressed: QPoint | None = None
        self._last = QPoint()
        self._dragging = False
        self._closed: tuple[tuple[object, date, date], frozenset[date]] | None = None
        self._painted: Painting | None = None
        self._widths: Widths = {}
        self.entries = EntryModel(self._speak, self)
        self.setModel(self.entries)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, in the margin, so that the right edge of the rows stays where it is.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBar(QuietScrollBar(Qt.Orientation.Vertical, self))
        self.setMouseTracking(True)
        self.setAutoScroll(False)
        self.setAccessibleName("Timeline")

    # ------------------------------------------------------------------------------------------- what is shown

    def show_plate(self, plate: Plate) -> None:
        """Show other records, or the same ones as they stand now."""
        self._plate = plate
        self.entries.show(plate.sheet.ids)
        self._renew()
        self.updateGeometries()
        self._follow()

    def choose(self, chosen: Collection[str], current: str) -> None:
        """Mark what is selected, and the record that the keyboard walks from."""
        self._chosen, self._current = frozenset(chosen), current
        self._follow()
        self._renew()

    def _follow(self) -> None:
        """The list that screen readers see follows."""
        selection = self.selectionModel()
        index = self.entries.index_of(self._current)
        flag = QItemSelectionModel.SelectionFlag
        selection.clearSelection()
        for one in self._chosen:
            selection.select(self.entries.index_of(one), flag.Select)
        if index.isValid():
            selection.setCurrentIndex(index, flag.NoUpdate)

    def _speak(self, record_id: str) -> str:
        return self._plate.spoken(record_id) if self._plate else ""

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self._renew()

    @property
    def current(self) -> str:
        """The record that the keyboard walks from."""
        return self._current

    @property
    def time_scale(self) -> Scale:
        """How days lie along it."""
        return self._scale

    @property
    def chart_wide(self) -> float:
        """The width of what is drawn by days."""
        return chart_width(self._theme, self.width())

    @property
    def chart_left(self) -> float:
        """Where it begins."""
        return float(self._theme.space.view + self._theme.width.lane_head)

    @property
    def painting(self) -> Painting | None:
        """What is in sight."""
        if self._painted is None and self._plate is not None:
            if len(self._widths) > _REMEMBERED:
                self._widths.clear()
            size = (self.width(), self.viewport().height())
            scrolled = float(self.verticalScrollBar().value())
            self._painted = Painting(
                self._theme, self._plate, self._scale, size, scrolled, self.chart_left, self._widths
            )
        return self._painted

    def _renew(self) -> None:
        self._painted = None
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight."""
        painting = self.painting
        if painting is None:
            return
        painter = QPainter(self.viewport())
        painting.paint(painter, self._chosen, self._current, self._hovered, self._closed_days())

    def _closed_days(self) -> frozenset[date]:
        """The closed days in sight, where they can be told apart."""
        if self._plate is None or self._scale.per_day < SHADED:
            return frozenset()
        docket = self._plate.known.run.docket
        key = (docket, self._scale.day_at(0), self._scale.day_at(self.chart_wide))
        if self._closed is None or self._closed[0] != key:
            self._closed = (key, frozenset(closed_days(*key)))
        return self._closed[1]

    # ----------------------------------------------------------------------------------------- zoom and pan

    def set_scale(self, scale: Scale) -> None:
        """Show other days, or the same ones wider or closer."""
        self._scale = scale
        self._renew()
        self.scaled.emit()

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Zoom by a factor about a place of the chart, else about the day looked at, else about the middle."""
        self.set_scale(self._scale.zoomed(factor, self._about() if x is None else x))

    def _about(self) -> float:
        line = self._scale.middle(self._plate.day) if self._plate else -1.0
        return line if 0 <= line <= self.chart_wide else self.chart_wide / 2

    def pan(self, across: float, down: float = 0.0) -> None:
        """Move by so many pixels."""
        if across:
            self.set_scale(self._scale.panned(across))
        if down:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(down))

    def keep_in_sight(self, record_id: str) -> None:
        """Move as little as brings a record into sight, its row and its days."""
        painting, plate = self.painting, self._plate
        row = plate.sheet.row_of(record_id) if plate else None
        if painting is None or row is None or plate is None:
            return
        bar, room = self.verticalScrollBar(), self.viewport().height() - painting.head
        if row.top < bar.value():
            bar.setValue(round(row.top - 6))
        elif row.top + row.height > bar.value() + room:
            bar.setValue(round(row.top + row.height - room + 6))
        if row.id:
            self._bring_days(plate.face(record_id).track.first, plate.face(record_id).track.last)

    def _bring_days(self, first: date | None, last: date | None) -> None:
        if first is None or last is None:
            return
        left, right, wide = self._scale.x(first), self._scale.x(last) + self._scale.per_day, self.chart_wide
        if right < _KEEP:
            self.pan(right - wide / 2)
        elif left > wide - _KEEP:
            self.pan(left - wide / 2)

    # ------------------------------------------------------------------------ what a list view asks of its kind

    def visualRect(self, index: Index) -> QRect:
        painting = self.painting
        one = self.entries.id_of(index)
        return painting.rect_of(one, self._current).toAlignedRect() if painting and one else QRect()

    def indexAt(self, point: QPoint) -> Index:  # type: ignore[override]  # the stub knows no persistent index
        painting = self.painting
        return self.entries.index_of(painting.record_at(point.x(), point.y(), self._current) if painting else "")

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Only what is walked to is brought into sight, and that is said elsewhere."""

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def visualRegionForSelection(self, selection: object) -> QRegion:
        return QRegion(self.viewport().rect())

    def doItemsLayout(self) -> None:
        """Rows are laid out by the sheet."""

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        if self._plate is None:
            bar.setRange(0, 0)
            return
        room = self.viewport().height() - round(head_high(self._plate))
        bar.setPageStep(max(room, 1))
        bar.setSingleStep(round(self._plate.sheet.row_height))
        bar.setRange(0, max(round(self._plate.sheet.height) + 8 - room, 0))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._renew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        self.updateGeometries()
        self._renew()

    # ------------------------------------------------------------------------------------------------ hands

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

    fitAsked = Signal()

    def _walk(self, key: Qt.Key) -> bool:
        if self._plate is None:
            return False
        sheet, here = self._plate.sheet, self._current
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
        row = self._plate.sheet.row_height * 3 if self._plate else 100.0
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
        painting, plate = self.painting, self._plate
        if painting is None or plate is None:
            return ""
        marker = painting.marker_at(place.x(), place.y())
        if marker is not None:
            return f"If nothing more is done\n{marker.spoken}"
        record = painting.record_at(place.x(), place.y(), self._current)
        return plate.tooltip(record) if record else ""

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
