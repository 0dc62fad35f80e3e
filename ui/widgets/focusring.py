"""The ring around what the keyboard is on: two pixels of accent, one pixel outside.

A style sheet can't paint outside its widget, so one ring for all windows follows the focus. Fields show theirs in their
own border, and a view shows it on its current row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from ui.frame.theme import Theme

GAP = 1
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show})


class FocusRing(QObject):
    """Rings the focused button, where the keyboard brought the focus.

    A widget that is no button asks for the ring by `setProperty("ring", True)`; a button that shows its focus itself
    declines it by False.
    """

    def __init__(self, app: QApplication, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent or app)
        self._theme = theme
        self._ring: _Ring | None = None
        app.focusChanged.connect(self._follow)

    @property
    def ringed(self) -> QWidget | None:
        """What the ring is around now."""
        ring = self._ring
        return ring.target if ring is not None and isValid(ring) else None

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of another theme from now on."""
        self._theme = theme
        if self._ring is not None and isValid(self._ring):
            self._ring.set_theme(theme)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._ring is not None and isValid(self._ring):
            self._ring.leave()
        self._ring = None
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if now is not None and not by_mouse and _wants_ring(now):
            self._ring = _Ring(now, self._theme)


def _wants_ring(widget: QWidget) -> bool:
    asked = widget.property("ring")
    return isinstance(widget, QAbstractButton) if asked is None else bool(asked)


class _Ring(QWidget):
    """Lies in a window that may be its maker's alone: a dialog run by ``exec`` lives as long as Python names it.

    So the ring asks for its window and never keeps it. A ring that was the last to name its window took the window with
    it when it was deleted, and the window its children, of which the ring is one: it was deleted twice.
    """

    def __init__(self, target: QWidget, theme: Theme) -> None:
        host = _host(target)
        super().__init__(host)
        self._theme = theme
        self.target = target
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        watched: QWidget | None = target
        while watched is not None and watched is not host:
            watched.installEventFilter(self)
            watched = watched.parentWidget()
        self._place()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def leave(self) -> None:
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            # Also sent while a window is taken apart, when there are no places left to ask for.
            self.hide()
        elif event.type() in _MOVES:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        wide = self._theme.space.focus
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on_accent = self.target.property("role") == "link_on_accent"
        painter.setPen(QPen(self._theme.ink("on_accent" if on_accent else "accent"), wide))
        half = wide / 2
        radius = self._theme.space.radius_control + GAP + half
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)

    def _place(self) -> None:
        host = self.parentWidget()
        if host is None or not isValid(self.target):
            return
        out = GAP + self._theme.space.focus
        corner = self.target.mapTo(host, QPoint(0, 0))
        self.setGeometry(QRect(corner, self.target.size()).adjusted(-out, -out, out, out))
        self.setVisible(self.target.isVisible())
        self.raise_()


def _host(target: QWidget) -> QWidget:
    """What carries the ring: the window, or what scrolls together with the target."""
    host = target
    while (parent := host.parentWidget()) is not None and not host.isWindow():
        if isinstance(parent.parentWidget(), QAbstractScrollArea) and host is not target:
            return host
        host = parent
    return host
