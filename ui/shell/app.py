"""The way to the window: application, look, docket, window, in the order that paints soonest."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.shell.failure import watch
from ui.shell.settings import Settings
from ui.shell.sitting import Sitting
from ui.shell.window import Window
from ui.workspace import Clock


class Application(QApplication):
    """The application; it tells when the system asks it to quit, as from a Mac's dock, which is no closing."""

    asked = Signal()

    def event(self, event: QEvent) -> bool:
        """Tell before the windows are closed for it."""
        if event.type() == QEvent.Type.Quit:
            self.asked.emit()
        return super().event(event)


def run(path: Path | None, *, clock: Clock, who: str) -> int:
    """Open the window on ``path``, on the docket opened last, or on the sample, and run until it is closed.

    Where the docket is open in another window already, that one is brought forward and this start ends.
    """
    app = make_application()
    # Hiding the window in the tray does not end the program; nor does closing a dialog while it is hidden.
    app.setQuitOnLastWindowClosed(False)
    sitting = Sitting(app, Settings(), clock=clock, who=who)
    if isinstance(app, Application):
        app.asked.connect(sitting.leave)
    before = watch(sitting.show_bug)
    try:
        if not sitting.window.begin(path):
            return 0
        sitting.window.show()
        return app.exec()
    finally:
        leave_clipboard()
        sys.excepthook = before


def leave_clipboard() -> None:
    """Leave what was copied here as plain text that Qt keeps by itself.

    Otherwise what Python made for the clipboard is freed only after Python has ended, and the program crashes.
    """
    clipboard = QGuiApplication.clipboard()
    nobody_elses = QGuiApplication.platformName() == "offscreen"  # which never says that it owns its own
    if clipboard.ownsClipboard() or nobody_elses:
        clipboard.setText(clipboard.text())
    if clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


def make_application() -> QApplication:
    """The application, named so that settings and windows are told apart."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else Application(sys.argv[:1])
    app.setApplicationName("Duly")
    app.setApplicationDisplayName("Duly")
    app.setDesktopFileName("duly")
    return app


def make_window(app: QApplication, settings: Settings, *, clock: Clock, who: str) -> Window:
    """The window, with no docket yet, in the look that was chosen last."""
    return Sitting(app, settings, clock=clock, who=who).window
