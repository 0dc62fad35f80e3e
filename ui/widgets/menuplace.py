"""What a menu is asked for, and where it drops: by the pointer where it is, by the keyboard at what has it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget


def widget_asked(host: QWidget, event: QContextMenuEvent) -> tuple[QWidget, QPoint]:
    """The widget within ``host`` under the pointer, or the one that has the keyboard; and the place on the screen."""
    focus = QApplication.focusWidget()
    if event.reason() == QContextMenuEvent.Reason.Keyboard and focus is not None and host.isAncestorOf(focus):
        return focus, focus.mapToGlobal(focus.rect().bottomLeft())
    return host.childAt(host.mapFromGlobal(event.globalPos())) or host, event.globalPos()


def index_asked(view: QAbstractItemView, event: QContextMenuEvent) -> tuple[QModelIndex, QPoint]:
    """The row under the pointer, which becomes selected, or the current one; and the place on the screen."""
    if event.reason() == QContextMenuEvent.Reason.Keyboard:
        index = view.currentIndex()
        return index, view.viewport().mapToGlobal(view.visualRect(index).bottomLeft() + QPoint(24, 0))
    index = view.indexAt(view.viewport().mapFromGlobal(event.globalPos()))
    if index.isValid() and not view.selectionModel().isSelected(index):
        view.setCurrentIndex(index)
    return index, event.globalPos()
