"""A card that floats over its window, below what it belongs to.

It is a child of the window and no window of its own: it needs no compositor for its shadow, grabs nothing, and the
screen reader finds it in its place.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.frame.theme import Theme, faint

SHADOW = 12


class Popover(QWidget):
    """Closes on Escape, on a press elsewhere, and with its window. Tab stays inside. Emits `closed()`."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._theme = theme
        self._anchor: QWidget = parent
        self._held: QWidget | None = None
        # A press on the card's own ground would go on to the window, and there be a press elsewhere.
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(SHADOW + 1, SHADOW + 1, SHADOW + 1, SHADOW + 1)
        self.body.setSpacing(0)
        self.hide()

    @property
    def is_open(self) -> bool:
        return self.isVisible()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def open_under(self, anchor: QWidget, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
        """Open below `anchor`, its left (or right) edges aligned, inside the window in any case."""
        self._anchor = anchor
        self.ensurePolished()
        size = self.sizeHint() - QSize(2 * SHADOW, 2 * SHADOW)
        corner = anchor.mapTo(anchor.window(), QPoint(0, anchor.height() + 4))
        if align == Qt.AlignmentFlag.AlignRight:
            corner.setX(corner.x() + anchor.width() - size.width())
        self.open_at(QRect(corner, size))

    def open_at(self, card: QRect) -> None:
        """Open with the card at `card`, in the window's coordinates."""
        host = self._anchor.window()
        if self.parentWidget() is not host:
            self.setParent(host)
        room = host.rect().adjusted(4, 4, -4, -4)
        card = QRect(card.topLeft(), card.size().boundedTo(room.size()))
        card.moveLeft(max(room.left(), min(card.left(), room.right() + 1 - card.width())))
        card.moveTop(max(room.top(), min(card.top(), room.bottom() + 1 - card.height())))
        self.setGeometry(card.adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW))
        now = QApplication.focusWidget()
        if not self.isVisible() and now is not None and not self.isAncestorOf(now):
            self._held = now
        self.show()
        self.raise_()
        application = QGuiApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def fit(self) -> None:
        """Take the height that the content needs now, with the card's corner where it is."""
        if self.isVisible():
            self.body.activate()
            corner = self.geometry().topLeft() + QPoint(SHADOW, SHADOW)
            self.open_at(QRect(corner, QSize(self.width(), self._tall()) - QSize(2 * SHADOW, 2 * SHADOW)))

    def _tall(self) -> int:
        if self.body.hasHeightForWidth():
            return self.body.totalHeightForWidth(self.width())
        return self.body.sizeHint().height()

    def close_card(self) -> None:
        """Close, and give the keyboard back to where it was opened from."""
        if not self.isVisible():
            return
        held = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        if held:
            self._origin().setFocus(Qt.FocusReason.PopupFocusReason)

    def _origin(self) -> QWidget:
        """What had the keyboard when it opened; where that is gone or takes no focus, what it belongs to."""
        takes_focus = self._anchor.focusPolicy() != Qt.FocusPolicy.NoFocus
        kept = self._held
        if takes_focus or kept is None or not isValid(kept) or not kept.isVisible():
            return self._anchor
        return kept

    def hideEvent(self, event: QEvent) -> None:
        application = QGuiApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            outside = watched is not self and not self.isAncestorOf(watched)
            if outside and watched.window() is self.window():
                self.close_card()
                # The press that closes must not open the same card again.
                return watched in (self._anchor, self._anchor.focusProxy())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        reached = [child for child in self.findChildren(QWidget) if _takes_tab(child)]
        if not reached:
            return True
        now = self.focusWidget()
        place = reached.index(now) if now in reached else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        reached[(place + (1 if forward else -1)) % len(reached)].setFocus(reason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_card(painter, QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW), self._theme)


def paint_card(painter: QPainter, card: QRectF, theme: Theme) -> None:
    """A card with its soft shadow, which falls into the `SHADOW` pixels around it."""
    ink = QColor(0, 0, 0) if theme.dark else theme.text.first
    painter.setPen(Qt.PenStyle.NoPen)
    for spread in range(SHADOW, 0, -2):
        painter.setBrush(faint(ink, (0.09 if theme.dark else 0.018) * (1.4 - spread / SHADOW)))
        grown = card.adjusted(-spread, -spread + 4, spread, spread)
        painter.drawRoundedRect(grown.translated(0, 1), 4 + spread, 4 + spread)
    painter.setPen(QPen(theme.line.strong, 1))
    painter.setBrush(theme.popup)
    radius = theme.space.radius_card
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def _takes_tab(widget: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isEnabled()
        and widget.isVisibleTo(widget.window())
    )
