"""Long work off the window's thread: with progress, a way to cancel it, and its result on the window's thread.

Work gets values and returns a value. It is never handed the ledger or a widget.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Event
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal

from model.errors import DocketError

T = TypeVar("T")


class JobCancelled(Exception):
    """Raised inside work that was cancelled."""


class Job(QObject):
    """One piece of work as the window sees it. Its signals arrive on the thread that made it."""

    progressed = Signal(float, str)
    """Share done, 0 to 1, and what is being done."""
    finished = Signal(object)
    refused = Signal(object)
    """A :class:`DocketError`: what the user can mend."""
    ended = Signal()
    """After any end: done, refused, cancelled or broken."""
    broke = Signal(object)
    """An error that is a bug; it is raised again on the window's thread."""

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.over = False
        """Whether it has ended, in whatever way."""
        self._cancelled = Event()
        self.broke.connect(_raise_as_bug, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._cancelled.is_set()

    def report(self, share: float, words: str = "") -> None:
        """Called by the work: how far it is. Raises :class:`JobCancelled` once the user asked to stop."""
        if self.cancelled:
            raise JobCancelled
        self.progressed.emit(share, words)


class _Raised(NamedTuple):
    error: Exception


class Jobs(QObject):
    """Runs work, one piece after another, and waits for the last one when the window closes."""

    started = Signal(object)
    _left = Signal(object)
    """The job whose work has nothing more to say."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: dict[Job, _Runner] = {}
        self._waiting: list[Job] = []
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._begin)

    def run(self, title: str, work: Callable[[Job], T], done: Callable[[T], object]) -> Job:
        """Run ``work(job)`` elsewhere and hand its value to ``done`` here.

        It begins when the window's thread next turns to its events, so that whoever asks for it can listen first.
        """
        job = Job(title, self)
        job.finished.connect(done, Qt.ConnectionType.QueuedConnection)
        # The pool would delete the runner while Python still knows it: it is ours, and kept until the work is over.
        runner = self._running[job] = _Runner(job, work, self._left.emit)
        runner.setAutoDelete(False)
        self._waiting.append(job)
        self.started.emit(job)
        self._turn.start()
        return job

    def attempt(
        self,
        title: str,
        work: Callable[[Job], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> Job:
        """Like :meth:`run`, and hand whatever the work raised to ``failed``, here: :class:`JobCancelled` and bugs too.

        Every end comes back as a value: a quick job is over, and gone, before another of its signals arrives.
        """

        def caught(job: Job) -> T | _Raised:
            try:
                return work(job)
            except Exception as error:  # noqa: BLE001 - whoever asked says it, or raises it again on this thread
                return _Raised(error)

        def end(made: T | _Raised) -> None:
            if isinstance(made, _Raised):
                failed(made.error)
            else:
                done(made)

        return self.run(title, caught, end)

    def _end(self, job: Job) -> None:
        """Its end is told here, and not by the work: it must not be gone while the other thread still speaks of it."""
        self._running.pop(job, None)
        job.ended.emit()
        job.deleteLater()

    def _begin(self) -> None:
        waiting, self._waiting = self._waiting, []
        for job in waiting:
            self._pool.start(self._running[job])

    @property
    def busy(self) -> bool:
        """Whether some work has not ended yet."""
        return bool(self._running)

    def close(self) -> None:
        """Cancel what runs and wait until it has stopped; what has not begun never does."""
        for job in self._running:
            job.cancel()
        self._turn.stop()
        for job in self._waiting:
            del self._running[job]
        self._waiting.clear()
        self._pool.waitForDone()


class _Runner(QRunnable):
    def __init__(self, job: Job, work: Callable[[Job], object], leave: Callable[[Job], object]) -> None:
        super().__init__()
        self._job = job
        self._work = work
        self._leave = leave

    def run(self) -> None:
        job = self._job
        try:
            job.finished.emit(self._work(job))
        except JobCancelled:
            pass
        except DocketError as error:
            job.refused.emit(error)
        except Exception as error:  # noqa: BLE001 - raised again on the window's thread
            job.broke.emit(error)
        finally:
            job.over = True
            self._leave(job)


def _raise_as_bug(error: Exception) -> None:
    sys.excepthook(type(error), error, error.__traceback__)
