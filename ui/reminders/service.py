"""The service that reminds: it looks at the clock, at the docket and at what was shown already, and tells what is due.

It polls wall time, since a long timer sleeps with the machine and a short one drifts; it looks as well when Duly
starts or comes to the front, when a change is made and when the day turns. What it finds comes from `model.remind`;
what was shown, acknowledged or snoozed is kept in the docket's file, so that every window on it says the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, QTimer, QTimeZone, Signal
from PySide6.QtGui import QGuiApplication

from ui.reminders.judging import AT_ONCE, LookTask, coming_of, judge, judge_here, next_of, snoozed_of, write
from ui.reminders.memory import Memory, Work
from ui.reminders.planner import Planner, ReminderPlan
from ui.shell.jobs import Job, Jobs
from ui.workspace import Workspace

if TYPE_CHECKING:
    from model.docket import Docket
    from model.remind.plan import Planned
    from model.remind.review import ReviewOutcome, Ring
    from model.remind.states import Reminded, Watch


def machine_zone() -> tzinfo:
    """The machine's own zone by its IANA name, so that it knows its changes; else as its clock tells them.

    The clock of this process is set to it, too: it would keep the zone in which Duly was started.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    if hasattr(time, "tzset"):
        time.tzset()
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        from dateutil.tz import tzlocal

        return tzlocal()


PACE: Final = timedelta(seconds=30)
"""How often it looks, by the wall."""
AHEAD: Final = timedelta(days=30)
"""How far the coming reminders are shown."""
_PAUSE: Final = 1_500
"""Milliseconds."""
_WATCH_EVERY: Final = timedelta(minutes=15)
"""How often the time of the last look is written alone. A tool that synchronises the file would copy it each time."""


class FoundReminders(Struct, frozen=True):
    """What there is to show: what is due, most urgent first; what is snoozed; and what comes, by its moment."""

    due: tuple[Ring, ...] = ()
    snoozed: tuple[tuple[Planned, Reminded], ...] = ()
    coming: tuple[Planned, ...] = ()
    docket: Docket | None = None
    """What it was found in, with the test reminder in it while there is one."""

    @property
    def waiting(self) -> int:
        """How many reminders wait to be acknowledged."""
        return len(self.due)


class ClockRemark(Struct, frozen=True):
    """What the user should know of the clock: it went back, nobody looked for a while, or its zone is another."""

    what: Literal["back", "slept", "zone"]
    since: datetime
    until: datetime


class ReminderService(QObject):
    """Looks after the reminders of the open docket."""

    changed = Signal()
    """It looked: :attr:`found` is as of :attr:`last_checked`."""
    rang = Signal(object)
    """The :class:`~model.remind.review.Ring` of each reminder to notify of now."""

    def __init__(
        self, workspace: Workspace, parent: QObject | None = None, zone: Callable[[], tzinfo] = machine_zone
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._zone = zone
        self._planner = Planner(workspace, self)
        self._memory: Memory | None = None
        self._watch: Watch | None = None
        self._watch_written: datetime | None = None
        self._waking = True
        self._looking = False
        self._reviewed: ReminderPlan | None = None
        self._job: Job | None = None
        self._jobs = Jobs(self)
        self._jobs.started.connect(lambda job: job.broke.connect(self._give_up))
        self._under_review: tuple[Memory, ReminderPlan, LookTask] | None = None
        self.test: Planned | None = None
        """The reminder of a self-test, while one runs."""
        self.found = FoundReminders()
        self.remarks: tuple[ClockRemark, ...] = ()
        self.next_at: datetime | None = None
        """When anything rings next."""
        self._timer, self._soon = QTimer(self), QTimer(self)
        self._timer.setInterval(int(PACE.total_seconds() * 1000))
        self._soon.setSingleShot(True)
        for timer in (self._timer, self._soon):
            timer.timeout.connect(self.look)
        self._planner.ready.connect(self.look_soon)
        self._listen()

    def _listen(self) -> None:
        space, app = self._workspace, QGuiApplication.instance()
        space.opened.connect(self._begin)
        space.assessed.connect(self._follow)
        space.dayChanged.connect(lambda _: self.look_soon())
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._come_forward)
        if space.ledger is not None:
            self._begin()

    # ------------------------------------------------------------------------------------------ what it knows

    @property
    def last_checked(self) -> datetime | None:
        """When it last looked."""
        return self._watch.last_checked if self._watch else None

    @property
    def reminds(self) -> bool:
        """Whether it reminds anybody: a docket with a clock of its own reminds nobody."""
        return self._memory is not None and not self._workspace.own_clock

    @property
    def remembers(self) -> bool:
        """Whether the file takes what is shown and acknowledged; one that is only read does not."""
        return self._memory is not None and self._memory.lasts

    @property
    def is_whole(self) -> bool:
        """Whether all that happened is in the file; False while a write that failed is tried again."""
        return self._memory is None or self._memory.is_whole

    @property
    def is_planning(self) -> bool:
        """Whether a large docket is still being read for its reminders."""
        return self._planner.is_at_work or self._under_review is not None

    @property
    def zone(self) -> tzinfo:
        """The zone of this machine as it is set now."""
        return self._zone()

    @property
    def now(self) -> datetime:
        """The present moment in the machine's zone."""
        return self._workspace.clock().astimezone(self._zone())

    def state_of(self, reminder_id: str) -> Reminded | None:
        """What the file remembers of a reminder, read now."""
        return self._memory.states().get(reminder_id) if self._memory else None

    # ------------------------------------------------------------------------------------------------ looking

    def look_soon(self) -> None:
        """Look once what is under way is done; several wishes are one look."""
        self._soon.start(0)

    def look(self) -> None:
        """Look now: find what is due, write what changed by that, and tell."""
        if self._memory is None or self._looking or self._workspace.ledger is None:
            return
        zone = self.zone
        plan = self._planner.plan(zone)
        if plan is None:
            self.changed.emit()
            return
        self._looking = True
        try:
            outcome = self._look(self._memory, plan, self._workspace.clock().astimezone(zone))
        finally:
            self._looking = False
        self.changed.emit()
        if outcome is not None and outcome.fresh:
            self.rang.emit(outcome.fresh)

    def close(self) -> None:
        """Stop looking, and remember when that was, where the docket is still open."""
        self._timer.stop()
        self._soon.stop()
        self._planner.close()
        self._jobs.close()
        open_ = self._workspace.ledger is not None
        if open_ and self._memory is not None and self._watch is not None and self._memory.lasts:
            self._memory.keep(self._watch)
        self._memory = None

    def _begin(self) -> None:
        """Another docket is open."""
        ledger = self._workspace.ledger
        if ledger is None:
            return
        self._planner.forget()
        self._reviewed = None
        if self._job is not None:
            self._job.cancel()
        self._memory = Memory(ledger, self._workspace.fail_to_write)
        self._watch, self._watch_written, self._waking, self.test = None, None, True, None
        self.found, self.remarks, self.next_at = FoundReminders(), (), None
        self._timer.start()
        self.look_soon()

    def _follow(self, _assessment: object) -> None:
        """After a change; where reading takes a while, once the changes have paused."""
        self._soon.start(_PAUSE if self._planner.is_large else 0)

    def _come_forward(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and self._memory is not None:
            self.look_soon()

    def _look(self, memory: Memory, plan: ReminderPlan, now: datetime) -> ReviewOutcome | None:
        """Judge what may ring; a plan that was not judged before is judged whole, a large one away from the window."""
        task = LookTask(
            plan=plan.with_also(self.test) if self.test else plan,
            states=memory.states(),
            watch=self._watch or memory.watch(),
            now=now,
            docket=self._docket(plan),
            waking=self._waking,
        )
        known = plan is self._reviewed
        if not known and len(plan.planned) > AT_ONCE:
            self._judge_elsewhere(memory, plan, task)
            return None
        outcome = judge_here(memory, task, whole=not known)
        self._reviewed = plan
        self._take(memory, task, outcome)
        return outcome

    def _judge_elsewhere(self, memory: Memory, plan: ReminderPlan, task: LookTask) -> None:
        if self._under_review is not None:
            return
        self._under_review = (memory, plan, task)
        self._job = self._jobs.run("Reading the reminders", lambda job: (job, judge(task)), self._take_judged)

    def _take_judged(self, judged: tuple[Job, ReviewOutcome]) -> None:
        job, outcome = judged
        reviewed, self._under_review, self._job = self._under_review, None, None
        self.look_soon()
        if reviewed is None or job.cancelled or reviewed[0] is not self._memory:
            return
        memory, self._reviewed, task = reviewed
        settled = write(memory, task, outcome)
        self._take(memory, task, settled)
        self.changed.emit()
        if settled.fresh:
            self.rang.emit(settled.fresh)

    def _give_up(self, _error: object) -> None:
        """Report a bug; the next look starts over."""
        self._under_review = None

    def _take(self, memory: Memory, task: LookTask, outcome: ReviewOutcome) -> None:
        """What a look found is what is shown from now on; the journal and the file are told the rest."""
        self._waking = False
        self._remark(outcome, task.watch, task.now)
        self._watch = outcome.watch
        memory.note(outcome.escalated)
        self._write_watch(memory, outcome, task.now)
        states = memory.states()
        self.found = FoundReminders(outcome.due, snoozed_of(task, states), coming_of(task, states, AHEAD), task.docket)
        next_at = next_of(task, states)
        self.next_at = min(filter(None, (next_at, outcome.next_at)), default=None)

    def _docket(self, plan: ReminderPlan) -> Docket:
        """The docket that was planned, which may be a moment older than the open one."""
        if self.test is None:
            return plan.docket
        from ui.reminders.selftest.testreminder import with_test

        return with_test(plan.docket, self.test)

    def _remark(self, outcome: ReviewOutcome, watch: Watch, now: datetime) -> None:
        """Keep what the clock did since the last look; at a start nobody looked, which goes without saying."""
        since = watch.last_checked
        if since is None:
            return
        found: list[ClockRemark] = []
        if outcome.clock_went_back is not None:
            found.append(ClockRemark("back", since, now))
        if outcome.slept and self._watch is not None:
            found.append(ClockRemark("slept", since, now))
        if outcome.zone_changed:
            found.append(ClockRemark("zone", since, now))
        self.remarks = (*self.remarks, *found)[-_MOST_REMARKS:]

    def _write_watch(self, memory: Memory, outcome: ReviewOutcome, now: datetime) -> None:
        written = self._watch_written
        due = written is None or not timedelta(0) <= now - written < _WATCH_EVERY
        if memory.lasts and (due or outcome.kept or outcome.clock_went_back) and memory.keep(outcome.watch):
            self._watch_written = now

    # -------------------------------------------------------------------------------------------------- actions

    def acknowledge(self, ids: Collection[str]) -> None:
        """Acknowledge reminders, for good."""
        from model.remind.review import acknowledge

        now, who = self.now, self._workspace.who
        self._do(lambda known: acknowledge(known, ids, who, now))

    def snooze(self, ids: Collection[str], until: datetime) -> None:
        """Put reminders off until a moment."""
        from model.remind.review import snooze

        now = self.now
        self._do(lambda known: snooze(known, ids, until, now))

    def snooze_all(self, until: datetime) -> None:
        """Put everything off that is due."""
        self.snooze([id_ for ring in self.found.due for id_ in ring.ids], until)

    def forget_test(self) -> None:
        """The self-test is over: nothing of it stays."""
        test, self.test = self.test, None
        if test is not None and self._memory is not None:
            self._memory.forget(test.id)
        self.look()

    def _do(self, work: Work) -> None:
        if self._memory is not None:
            self._memory.revise(work)
            self.look()


_MOST_REMARKS: Final = 5
