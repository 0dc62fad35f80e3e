"""Duly in the tray: how many reminders wait, the way back to the window, and the way out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from model.days.wording import say_count
from ui.frame.theme import Theme
from ui.reminders.desktop.badge import tray_icon

MESSAGE_STAYS = 15_000
"""Milliseconds that a message of the tray is shown, where the platform lets one say."""


class Tray(QObject):
    """An icon with a menu, where the desktop has a tray; without one, nothing is shown and nothing can be hidden to it.

    ``has_tray`` is asked each time: a panel may start after Duly, and may go.
    """

    opened = Signal()
    listAsked = Signal()
    snoozeAsked = Signal()
    testAsked = Signal()
    quitAsked = Signal()
    messageChosen = Signal()
    """The message shown last was clicked."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        has_tray: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._has_tray = has_tray
        self._waiting = 0
        self._icon: QSystemTrayIcon | None = None
        self.menu = QMenu(parent)
        self._fill_menu()

    @property
    def available(self) -> bool:
        """Whether there is a tray to stand in."""
        return self._has_tray()

    @property
    def shown(self) -> bool:
        """Whether the icon is in the tray."""
        return self._icon is not None and self._icon.isVisible()

    @property
    def words(self) -> str:
        """What the icon says under the pointer."""
        return f"Duly: {say_count(self._waiting, 'reminder')}" if self._waiting else "Duly: no reminders"

    def show(self) -> bool:
        """Stand in the tray. False: there is none."""
        if not self.available:
            return False
        if self._icon is None:
            self._icon = QSystemTrayIcon(self)
            self._icon.setContextMenu(self.menu)
            self._icon.activated.connect(self._activated)
            self._icon.messageClicked.connect(self.messageChosen)
        self._paint()
        self._icon.show()
        return True

    def hide(self) -> None:
        """Leave the tray."""
        if self._icon is not None:
            self._icon.hide()

    def set_waiting(self, waiting: int) -> None:
        """How many reminders wait."""
        if waiting != self._waiting:
            self._waiting = waiting
            self._say()
            self._paint()

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self._paint()

    def message(self, title: str, body: str) -> bool:
        """Show a message beside the icon. False: it could not be."""
        if self._icon is None or not self.shown or not QSystemTrayIcon.supportsMessages():
            return False
        self._icon.showMessage(title, body, QSystemTrayIcon.MessageIcon.Information, MESSAGE_STAYS)
        return True

    def _fill_menu(self) -> None:
        add = self.menu.addAction
        self.open_action = add("Open Duly")
        self.list_action = add("")
        self.menu.addSeparator()
        self.snooze_action = add("Snooze all for an hour")
        self.test_action = add("Self-test…")
        self.menu.addSeparator()
        self.quit_action = add("Quit Duly")
        for action, signal in (
            (self.open_action, self.opened),
            (self.list_action, self.listAsked),
            (self.snooze_action, self.snoozeAsked),
            (self.test_action, self.testAsked),
            (self.quit_action, self.quitAsked),
        ):
            action.triggered.connect(lambda _=False, asked=signal: asked.emit())
        self._say()

    def _say(self) -> None:
        self.list_action.setText(f"Reminders ({self._waiting})…" if self._waiting else "Reminders…")
        self.snooze_action.setEnabled(bool(self._waiting))
        if self._icon is not None:
            self._icon.setToolTip(self.words)

    def _paint(self) -> None:
        if self._icon is not None:
            self._icon.setIcon(tray_icon(self._theme, self._waiting))
            self._icon.setToolTip(self.words)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        """A click opens the window; on a Mac the menu opens instead."""
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.opened.emit()
