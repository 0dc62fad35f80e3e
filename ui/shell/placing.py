"""Where a window may stand: never wider or higher than its screen, and never where no screen shows it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

FRAME = QSize(2, 34)
"""What the desktop draws around a window, as long as it was not shown and nobody can say."""
HANDLE = QSize(120, 32)
"""How much of a window's title bar must be in sight, so that the user can drag it."""


def fit_on_screen(window: QWidget) -> None:
    """Correct the size and the place that a window was made with or remembers."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if not screens or window.isMaximized() or window.isFullScreen():
        return
    frame, inner = window.frameGeometry(), window.geometry()
    edges = frame.size() - inner.size() if window.isVisible() else FRAME
    whole = QRect(frame.topLeft(), inner.size() + edges)
    wanted = placed(whole, screens)
    if wanted != whole:
        window.resize(wanted.size() - edges)
        window.move(wanted.topLeft())


def placed(frame: QRect, screens: Sequence[QRect]) -> QRect:
    """The frame, no larger than the screen that shows most of it (else the first), and inside it.

    One whose title bar can be dragged stays where it is, though a part of it is out of sight.
    """
    screen = max(screens, key=lambda one: _area(one.intersected(frame)))
    size = frame.size().boundedTo(screen.size())
    head = QRect(frame.topLeft(), QSize(size.width(), HANDLE.height())).intersected(screen)
    if size == frame.size() and head.height() >= HANDLE.height() and head.width() >= HANDLE.width():
        return QRect(frame)
    left = min(max(frame.left(), screen.left()), screen.right() + 1 - size.width())
    top = min(max(frame.top(), screen.top()), screen.bottom() + 1 - size.height())
    return QRect(QPoint(left, top), size)


def _area(rect: QRect) -> int:
    return rect.width() * rect.height() if rect.isValid() else 0
