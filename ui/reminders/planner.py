"""The plan of reminders, kept until the docket, the day or the zone is another; a large one is made off the window."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from ui.shell.jobs import Job, Jobs
from ui.workspace import Workspace

if TYPE_CHECKING:
    from model.assess.standing import Assessment
    from model.docket import Docket
    from model.remind.plan import Planned

INLINE: Final = 400
"""How many records are planned at once, in less than 50 ms; more are planned away from the window's thread."""


class ReminderPlan(Struct, frozen=True, eq=False):
    """The reminders of a docket as it is on a day, by the clocks of a zone."""

    docket: Docket
    today: date
    zone: str
    planned: tuple[Planned, ...] = ()
    """By the moment at which they ring."""
    by_id: Mapping[str, Planned] = {}

    def until(self, moment: datetime) -> int:
        """How many of them ring at a moment or before."""
        return bisect_right(self.planned, moment, key=_moment)

    def with_also(self, one: Planned) -> ReminderPlan:
        """The plan with one more."""
        planned = list(self.planned)
        insort(planned, one, key=_moment)
        return ReminderPlan(self.docket, self.today, self.zone, tuple(planned), {**self.by_id, one.id: one})

    def is_of(self, docket: Docket, today: date, zone: str) -> bool:
        """Whether it is the plan of just this. A docket is a value, and the very same one while nothing changed."""
        return self.docket is docket and (self.today, self.zone) == (today, zone)


class Planner(QObject):
    """Plans what the workspace holds. ``ready`` tells that a plan made elsewhere has come."""

    ready = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._jobs = Jobs(self)
        self._jobs.started.connect(lambda job: job.broke.connect(self._give_up))
        self._job: Job | None = None
        self._made: ReminderPlan | None = None

    @property
    def is_at_work(self) -> bool:
        """Whether a plan is being made."""
        return self._job is not None

    @property
    def is_large(self) -> bool:
        """Whether the docket takes a while to plan."""
        docket = self._workspace.docket
        return len(docket.obligations) + len(docket.reliefs) > INLINE

    def forget(self) -> None:
        """Another docket is open; what is still being made for the old one is dropped."""
        self._made = None
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Wait for what is under way."""
        self._jobs.close()

    def plan(self, zone: tzinfo) -> ReminderPlan | None:
        """The plan as of today; while a large one is being made the one before, None where there is none yet."""
        space = self._workspace
        wanted = (space.docket, space.today, str(zone))
        if self._made is not None and self._made.is_of(*wanted):
            return self._made
        # Another day is only looked at; what rings is what today's docket says.
        ready = space.assessment if space.is_today else None
        if not self.is_large:
            self._made = made_of(*wanted, zone, ready)
        elif not self.is_at_work:
            self._job = self._jobs.run(
                "Reading the reminders", lambda job: (job, made_of(*wanted, zone, ready)), self._take
            )
        return self._made

    def _take(self, made: tuple[Job, ReminderPlan]) -> None:
        job, plan = made
        if not job.cancelled:
            self._made = plan
        self._job = None
        self.ready.emit()

    def _give_up(self, _error: object) -> None:
        """Report a bug; the next look starts over."""
        self._job = None


def made_of(docket: Docket, today: date, name: str, zone: tzinfo, ready: Assessment | None) -> ReminderPlan:
    """Plan a docket; assessed here where it was not yet for that day."""
    from model.assess.engine import assess
    from model.remind.plan import plan

    found = plan(docket, ready or assess(docket, today), machine=zone)
    planned = tuple(sorted(found, key=lambda one: (one.at, one.id)))
    return ReminderPlan(docket, today, name, planned, {one.id: one for one in planned})


def _moment(planned: Planned) -> datetime:
    return planned.at
