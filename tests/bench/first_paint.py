"""Started anew for each measurement: `bare` shows a plain PySide6 window, `duly FILE` is what `main.py FILE` does.

Prints, when the first window is painted and again when Today is, the work of this process so far and
the clock that all processes share; then ends.
"""

from __future__ import annotations

import os
import sys
import time
from typing import Any


def bare() -> None:
    """A main window of the size of ours, and nothing in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1440, 900)
    _when_painted(window, lambda: True, _tell_and_end)
    window.show()
    app.exec()


def duly(path: str) -> None:
    """The program as it is, but for an application that looks on when its loop begins."""
    from PySide6.QtWidgets import QApplication

    import main
    import ui.shell.app

    class Watched(ui.shell.app.Application):
        def exec(self) -> int:  # type: ignore[override]
            (window,) = (one for one in QApplication.topLevelWidgets() if one.isVisible())
            _watch(window)
            return super().exec()

    ui.shell.app.Application = Watched  # type: ignore[misc]
    main.main([path])


def _watch(window: Any) -> None:
    """Tell of the frame, then of the bands: the docket may be opened once the frame is there."""
    view = window.show_view(window.view)
    _when_painted(window, lambda: True, _tell)
    _when_painted(view.sentence, lambda: bool(view.sentence.text), _tell_and_end)


def _when_painted(widget: Any, ready: Any, then: Any) -> None:
    """Call ``then`` after the first paint of ``widget`` at which it is ``ready``.

    What is in a window is painted in one go, before the next turn of the loop.
    """
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and ready():
                watched.removeEventFilter(self)
                QTimer.singleShot(0, then)
            return False

    widget.installEventFilter(Watcher(widget))


def _tell() -> None:
    sys.stdout.write(f"{time.process_time()} {time.clock_gettime(time.CLOCK_MONOTONIC)}\n")
    sys.stdout.flush()


def _tell_and_end() -> None:
    """End here and now: how the program closes is not what is measured."""
    _tell()
    os._exit(0)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        duly(sys.argv[2])
