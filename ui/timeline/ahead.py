"""The forward look of the timeline: at once where the docket is small, else away from the window's thread."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from model.assess.engine import Assessed
from model.outlook.forward import Ahead, turns_ahead
from model.outlook.time.lanes import AHEAD
from ui.shell.jobs import Job, Jobs

_REST = 500
"""Milliseconds without another edit before a large docket is looked through: the work takes seconds."""
AT_ONCE = 200
"""Up to so many obligations the look takes no longer than a breath."""


class FarLook(QObject):
    """Looks 400 days ahead. Emits what was found for what was asked last; an older answer is dropped."""

    ready = Signal(object)
    """Days with their turns, as :func:`model.outlook.forward.look_on` gives them."""
    progressed = Signal(float)
    ended = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._asked: Assessed | None = None
        self._job: Job | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._begin)

    @property
    def looking(self) -> bool:
        """Whether an answer is still to come."""
        return self._asked is not None

    def look(self, known: Assessed) -> None:
        """Look ahead from an assessment."""
        self.stop()
        if len(known.run.docket.obligations) <= AT_ONCE:
            self.ready.emit(_find(known))
            return
        self._asked = known
        self._rest.start()

    def _begin(self) -> None:
        known = self._asked
        if known is None:
            return
        job = self._job = self._jobs.run(
            "Timeline", lambda job: _find(known, job), lambda found: self._answer(known, found)
        )
        job.progressed.connect(lambda share, _: self.progressed.emit(share))
        job.ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def stop(self) -> None:
        """Drop what was asked."""
        self._rest.stop()
        if self._job is not None:
            self._job.cancel()
        self._job, self._asked = None, None
        self.ended.emit()

    def _answer(self, asked: Assessed, found: object) -> None:
        if asked is self._asked:
            self._asked = None
            self.ready.emit(found)

    def _end(self) -> None:
        if self._job is not None and self._job.over:
            self._job = None
            self._asked = None
            self.ended.emit()


def _find(known: Assessed, job: Job | None = None) -> Ahead:
    """Day by day, so that it can be stopped between two days."""
    day = known.assessment.day
    found = []
    for turn in turns_ahead(known, day + timedelta(AHEAD)):
        found.append(turn)
        if job is not None:
            job.report((turn[0] - day).days / AHEAD)
    return tuple(found)
