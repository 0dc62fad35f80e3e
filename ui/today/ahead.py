"""The forward look for Today: at once where the docket is small, else away from the window's thread."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QObject, Qt, Signal

from model.assess.agenda import AHEAD
from model.assess.forward import look_ahead
from model.docket import Docket
from ui.jobs import Job, Jobs

AT_ONCE = 200
"""Up to so many obligations the look takes no longer than a breath."""


class Ahead(QObject):
    """Looks 60 days ahead. Emits what was found for what was asked last; an answer to an older question is dropped."""

    ready = Signal(object)
    """Days with their turns, as :func:`model.assess.forward.look_ahead` gives them."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._asked: tuple[Docket, date] | None = None
        self._job: Job | None = None

    def look(self, docket: Docket, day: date) -> None:
        """Look ahead from a day."""
        self.stop()
        through = day + timedelta(days=AHEAD)
        if len(docket.obligations) <= AT_ONCE:
            self.ready.emit(look_ahead(docket, day, through))
            return
        asked = self._asked = (docket, day)
        job = self._job = self._jobs.run(
            "Look ahead", lambda _: look_ahead(docket, day, through), lambda found: self._answer(asked, found)
        )
        job.ended.connect(lambda: self._forget(job), Qt.ConnectionType.QueuedConnection)

    @property
    def looking(self) -> bool:
        """Whether an answer is still to come."""
        return self._asked is not None

    def stop(self) -> None:
        """Drop what was asked."""
        if self._job is not None:
            self._job.cancel()
        self._job, self._asked = None, None

    def _answer(self, asked: tuple[Docket, date], found: object) -> None:
        if asked is self._asked:
            self._asked = None
            self.ready.emit(found)

    def _forget(self, job: Job) -> None:
        if job is self._job:
            self._job = None
