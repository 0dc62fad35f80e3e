"""Started anew for each measurement: `bare` shows a plain PySide6 window, `duly FILE` is what `main.py FILE` does.

Prints, at the moment the first window is painted, the work of this process so far and the clock that all processes
share, then ends.
"""

from __future__ import annotations

import sys
import time


def bare() -> None:
    """A main window of the size of ours, and nothing in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1440, 900)
    _tell_when_painted(window)
    window.show()
    app.exec()


def duly(path: str) -> None:
    """The program as it is, but for an application that looks on when its loop begins."""
    from PySide6.QtWidgets import QApplication

    import main
    import ui.app

    class Watched(QApplication):
        def exec(self) -> int:  # type: ignore[override]
            for window in QApplication.topLevelWidgets():
                if window.isVisible():
                    _tell_when_painted(window)
            return super().exec()

    ui.app.QApplication = Watched  # type: ignore[attr-defined,misc]
    main.main([path])


def _tell_when_painted(window: object) -> None:
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                # What is in the window is painted in the same go, before the next turn of the loop.
                QTimer.singleShot(0, self.tell)
            return False

        def tell(self) -> None:
            sys.stdout.write(f"{time.process_time()} {time.clock_gettime(time.CLOCK_MONOTONIC)}\n")
            sys.stdout.flush()
            QApplication.exit(0)

    assert isinstance(window, QWidget)
    window.installEventFilter(Watcher(window))


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        duly(sys.argv[2])
