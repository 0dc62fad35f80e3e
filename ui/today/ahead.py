"""What changes next, for Today: at once where the docket is small, else away from the window's thread."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from model.assess.engine import Assessed
from model.outlook.forward import Ahead, turns_ahead
from model.outlook.today.agenda import AHEAD
from ui.shell.jobs import Job, Jobs

AT_ONCE = 200
"""Up to so many obligations the look takes no longer than a breath."""
_PAUSE = 200
"""Milliseconds."""


class LookAhead(QObject):
    """Looks 60 days ahead for the first days on which a standing changes.

    Emits what was found for what was asked last; an answer to an older question is dropped.
    """

    ready = Signal(object)
    """Days with their turns, as :func:`model.outlook.forward.look_on` gives them."""

    def __init__(self, jobs: Jobs, limit: int, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._limit = limit
        self._asked: Assessed | None = None
        self._job: Job | None = None
        # What the day shows is painted before anything competes with it, and of edits in a row only the last is asked.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._begin)

    def look(self, known: Assessed) -> None:
        """Look ahead from an assessment."""
        self.stop()
        if len(known.run.docket.obligations) <= AT_ONCE:
            self.ready.emit(self._find(known))
            return
        self._asked = known
        self._soon.start()

    def _begin(self) -> None:
        known = self._asked
        if known is None:
            return
        self._job = self._jobs.run(
            "Look ahead", lambda job: self._find(known, job), lambda found: self._answer(known, found)
        )
        self._job.ended.connect(self._forget, Qt.ConnectionType.QueuedConnection)

    @property
    def looking(self) -> bool:
        """Whether an answer is still to come."""
        return self._asked is not None

    def stop(self) -> None:
        """Drop what was asked."""
        self._soon.stop()
        if self._job is not None:
            self._job.cancel()
        self._job, self._asked = None, None

    def _find(self, known: Assessed, job: Job | None = None) -> Ahead:
        found = []
        for place, turn in enumerate(islice(turns_ahead(known, known.assessment.day + timedelta(AHEAD)), self._limit)):
            found.append(turn)
            if job is not None:
                job.report((place + 1) / self._limit)
        return tuple(found)

    def _answer(self, asked: Assessed, found: object) -> None:
        if asked is self._asked:
            self._asked = None
            self.ready.emit(found)

    def _forget(self) -> None:
        if self._job is not None and self._job.over:
            self._job = None
