"""The scene in sight: pan, zoom, and the keyboard's walk along links."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from ui.frame.theme import Theme
from ui.network.scene.nodeitem import NodeItem
from ui.network.scene.overview import Overview
from ui.network.scene.scene import MARGIN, NetworkScene

LEAST, MOST = 0.04, 3.0
"""How far out and in one may go."""
_STEP = 1.25
_DRAG = 4
"""Pixels that a press may wander and still be a click."""
_DOWN = 16
"""A drawing lower than its room stands at most so far down."""
_KEEP = 40
"""A record that is walked to stands at least so far inside."""
Key = Qt.Key


class NetworkCanvas(QGraphicsView):
    """Shows a scene. Arrows walk, Enter opens, + and - zoom, 0 fits; drag pans, Ctrl and the wheel zoom."""

    picked = Signal(str, bool)
    """A node was clicked, and whether it is to be added to what is selected; an empty id is the ground."""
    opened = Signal(str)
    walked = Signal(str)
    """An arrow: ``left``, ``right``, ``up`` or ``down``."""
    menuAsked = Signal(str, QPoint)
    resized = Signal()
    moved = Signal()
    """Panned or zoomed by hand."""

    def __init__(self, scene: NetworkScene, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._scene = scene
        self.current = ""
        self._pressed: QPoint | None = None
        self._last = QPoint()
        self._dragging = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.overview = Overview(scene, theme, self)
        self.overview.wanted.connect(self._go)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self._show_sight())
        self.verticalScrollBar().valueChanged.connect(lambda _: self._show_sight())
        scene.changedLook.connect(self._renew)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._scene.look.theme = theme
        self.setBackgroundBrush(theme.surface.view)
        self.viewport().update()

    @property
    def scale_now(self) -> float:
        """How large one unit of the scene is shown."""
        return self.transform().m11()

    # ------------------------------------------------------------------------------------------------ sight

    def fit(self, most: float = 1.0) -> None:
        """Bring the whole into sight, no larger than ``most``."""
        whole, room = self._whole, self._room
        if whole.isEmpty() or room.isEmpty():
            return
        self._set_scale(min(room.width() / whole.width(), room.height() / whole.height(), most))
        self._place()

    @property
    def fits(self) -> bool:
        """Whether the whole is in sight."""
        return self.mapToScene(self.viewport().rect()).boundingRect().contains(self._whole)

    def begin(self, scale: float) -> None:
        """Bring the left top corner of the whole into sight, at a scale."""
        self._set_scale(scale)
        self._place()

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Zoom by a factor about a point of the viewport, or about what is current, or about the middle."""
        at = about or self._middle()
        there = self.mapToScene(at.toPoint())
        self._set_scale(self.scale_now * factor)
        moved = QPointF(self.mapFromScene(there)) - at
        self._pan(moved.toPoint())
        self.moved.emit()

    def show_at(self, record: str, scale: float | None = None) -> None:
        """Bring a record to the middle."""
        item = self._scene.nodes.get(record)
        if item is not None:
            if scale is not None:
                self._set_scale(scale)
            self.centerOn(item.rect.center())

    def keep_in_sight(self, record: str) -> None:
        """Pan as little as brings a record into sight."""
        item = self._scene.nodes.get(record)
        if item is None:
            return
        rect = self.mapFromScene(item.rect).boundingRect()
        if self.viewport().rect().contains(rect):
            return
        room = self.viewport().rect().adjusted(_KEEP, _KEEP, -_KEEP, -_KEEP)
        dx = min(rect.left() - room.left(), 0) or max(rect.right() - room.right(), 0)
        dy = min(rect.top() - room.top(), 0) or max(rect.bottom() - room.bottom(), 0)
        if dx or dy:
            self._pan(QPoint(dx, dy))

    def place_of(self, record: str) -> QPoint | None:
        """Where a record's middle is in the viewport, if it is drawn."""
        item = self._scene.nodes.get(record)
        return self.mapFromScene(item.rect.center()) if item else None

    def put_at(self, record: str, place: QPoint) -> None:
        """Pan so that a record is where it was before."""
        self._widen()
        now = self.place_of(record)
        if now is not None:
            self._pan(now - place)

    def _go(self, place: QPointF) -> None:
        self.centerOn(place)
        self.moved.emit()

    def _renew(self) -> None:
        self.overview.renew()
        self._show_sight()

    def _show_sight(self) -> None:
        room = self.viewport().rect()
        self.overview.move(room.right() - self.overview.width() - 10, room.bottom() - self.overview.height() - 10)
        self.overview.show_visible(self.mapToScene(room).boundingRect())

    def _middle(self) -> QPointF:
        place = self.place_of(self.current)
        inside = place is not None and self.viewport().rect().contains(place)
        return QPointF(place) if place is not None and inside else QRectF(self.viewport().rect()).center()

    def _set_scale(self, scale: float) -> None:
        held = min(max(scale, LEAST), MOST)
        self.setTransform(QTransform.fromScale(held, held))
        self._widen()
        self._show_sight()

    def _widen(self) -> None:
        """Half a viewport of ground around the whole: what stands at an edge can be brought to the middle."""
        room = QSizeF(self.viewport().size()) / (2 * self.scale_now)
        whole = self._scene.sceneRect()
        self.setSceneRect(whole.adjusted(-room.width(), -room.height(), room.width(), room.height()))

    def _place(self) -> None:
        """The whole at the left where it is narrower than the room: one left edge, as on every view."""
        whole, scale, port = self._whole, self.scale_now, QSizeF(self.viewport().size()) / self.scale_now
        spare = max(self._room.height() / scale - whole.height(), 0)
        left, top = whole.left() - MARGIN / scale, whole.top() - MARGIN / scale - min(spare / 2, _DOWN / scale)
        self.centerOn(left + port.width() / 2, top + port.height() / 2)

    @property
    def _whole(self) -> QRectF:
        """The drawing without its margin, which is as wide at every scale."""
        return self._scene.sceneRect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)

    @property
    def _room(self) -> QSizeF:
        edge = 2 * MARGIN
        return QSizeF(self.viewport().size()) - QSizeF(edge, edge)

    def _pan(self, by: QPoint) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + by.x())
        down.setValue(down.value() + by.y())

    # ---------------------------------------------------------------------------------------------- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        walks = {Key.Key_Left: "left", Key.Key_Right: "right", Key.Key_Up: "up", Key.Key_Down: "down"}
        key = Key(event.key())
        if key in walks and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.walked.emit(walks[key])
        elif key in (Key.Key_Return, Key.Key_Enter) and self.current:
            self.opened.emit(self.current)
        elif key in (Key.Key_Plus, Key.Key_Equal):
            self.zoom(_STEP)
        elif key == Key.Key_Minus:
            self.zoom(1 / _STEP)
        elif key == Key.Key_0:
            self.fit()
        elif key == Key.Key_Menu:
            place = self.place_of(self.current)
            self.menuAsked.emit(self.current, self.viewport().mapToGlobal(place or QPoint(20, 20)))
        else:
            QWidget.keyPressEvent(self, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        else:
            super().wheelEvent(event)
            self.moved.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.NativeGesture:
            gesture = cast(QNativeGestureEvent, event)
            if gesture.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1 + gesture.value(), gesture.position())
                return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._last = event.position().toPoint()
            self._dragging = False
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        if not self._dragging and (here - self._pressed).manhattanLength() > _DRAG:
            self._dragging = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragging:
            self._pan(self._last - here)
            self._last = here
            self.moved.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        if not self._dragging:
            more = bool(event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier))
            self.picked.emit(self._record_at(event.position().toPoint()), more)
        self._pressed = None
        self._dragging = False
        self.viewport().unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        record = self._record_at(event.position().toPoint())
        if record:
            self.opened.emit(record)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        record = self._record_at(event.pos())
        self.menuAsked.emit(record, event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widen()
        self._show_sight()
        self.resized.emit()

    def _record_at(self, place: QPoint) -> str:
        """The record of the node there. The item itself is not kept: the scene may be drawn again."""
        found = self.itemAt(place)
        return found.face.id if isinstance(found, NodeItem) else ""

    # --------------------------------------------------------------------------------------------- voice

    def describe(self, name: str, words: str) -> None:
        """What a screen reader hears of the current record: its node, then its links."""
        if (name, words) == (self.accessibleName(), self.accessibleDescription()):
            return
        self.setAccessibleName(name)
        self.setAccessibleDescription(words)
        for change in (QAccessible.Event.NameChanged, QAccessible.Event.DescriptionChanged):
            QAccessible.updateAccessibility(QAccessibleEvent(self, change))
