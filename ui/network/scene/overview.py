"""A small picture of the whole drawing in its corner, with a frame around what is in sight. A press goes there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from ui.frame.theme import Theme, faint
from ui.network.scene.scene import MARGIN, NetworkScene

_WIDE, _HIGH = 190, 120
_PAD = 5
_LEAST = 2.0
"""A record is never drawn smaller than this."""


class Overview(QWidget):
    """Emits ``wanted(place)``, a point of the scene, while it is pressed. It takes no keyboard: arrows walk instead."""

    wanted = Signal(QPointF)

    def __init__(self, scene: NetworkScene, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._scene = scene
        self._theme = theme
        self._visible = QRectF()
        self._picture: QPixmap | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Overview of the network")
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.renew()

    def renew(self) -> None:
        """The drawing is another, or stands otherwise."""
        self._picture = None
        whole = self._scene.sceneRect()
        ratio = min((_WIDE - 2 * _PAD) / max(whole.width(), 1), (_HIGH - 2 * _PAD) / max(whole.height(), 1))
        self.resize(round(whole.width() * ratio) + 2 * _PAD, round(whole.height() * ratio) + 2 * _PAD)
        self.update()

    def show_visible(self, visible: QRectF) -> None:
        """Frame what is in sight; with all of it in sight there is nothing to show."""
        self._visible = visible
        whole = self._scene.sceneRect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        self.setVisible(bool(self._scene.nodes) and not visible.contains(whole))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        if self._picture is None:
            self._picture = self._drawn()
        painter.drawPixmap(0, 0, self._picture)
        frame = self._placed(self._visible).intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.setPen(QPen(theme.accent.base, 1.5))
        painter.setBrush(faint(theme.accent.base, 0.08))
        painter.drawRect(frame)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        whole, scale = self._scene.sceneRect(), self._scale()
        at = (event.position() - QPointF(_PAD, _PAD)) / scale + whole.topLeft()
        self.wanted.emit(at)
        event.accept()

    def _drawn(self) -> QPixmap:
        theme, ratio = self._theme, self.devicePixelRatioF()
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(theme.surface.panel)
        painter = QPainter(made)
        for item in self._scene.nodes.values():
            place = self._placed(item.rect)
            place.setWidth(max(place.width(), _LEAST))
            place.setHeight(max(place.height(), _LEAST))
            colour = theme.tone(item.face.mark).mark if item.face.mark and item.lit else theme.line.strong
            painter.fillRect(place, colour)
        painter.setPen(QPen(theme.line.strong, 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()
        return made

    def _scale(self) -> float:
        return (self.width() - 2 * _PAD) / max(self._scene.sceneRect().width(), 1)

    def _placed(self, rect: QRectF) -> QRectF:
        scale = self._scale()
        corner = (rect.topLeft() - self._scene.sceneRect().topLeft()) * scale
        return QRectF(corner + QPointF(_PAD, _PAD), rect.size() * scale)
