"""What a menu is asked for, and where it drops: at the pointer, at what has the keyboard, or below its button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QActionGroup, QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

K = TypeVar("K")


def choice_menu(title: str, host: QWidget, choices: Mapping[K, str], chosen: K, choose: Callable[[K], object]) -> QMenu:
    """A menu of words, one of which is ticked; a click on another calls ``choose`` with its key."""
    menu = QMenu(title, host)
    group = QActionGroup(menu)
    for key, words in choices.items():
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(key == chosen)
        action.triggered.connect(lambda _=False, one=key: choose(one))
        group.addAction(action)
    return menu


def drop_menu(menu: QMenu, button: QWidget) -> None:
    """Drop a menu below the button that was pressed; it is deleted once it closes."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))


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
