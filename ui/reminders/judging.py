"""One look at the reminders, judged by `model.remind.review` and written: whole, or only what may have changed.

Of 50,000 reminders some hundred can ring between two looks. These are judged each time; all of them only when the
docket, its day or the zone is another, and then away from the window.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from ui.reminders.memory import Memory
from ui.reminders.planner import ReminderPlan

if TYPE_CHECKING:
    from model.docket import Docket
    from model.remind.plan import Planned
    from model.remind.review import ReviewOutcome
    from model.remind.states import Reminded, Watch

    States = Mapping[str, Reminded]

AT_ONCE: Final = 3_000
"""How many reminders can be judged in less than 30 ms."""


class LookTask(Struct, frozen=True, kw_only=True):
    """What a look is made of."""

    plan: ReminderPlan
    states: States
    watch: Watch
    now: datetime
    docket: Docket
    waking: bool


def judge(task: LookTask) -> ReviewOutcome:
    """Judge every reminder. Pure, so that it may be done anywhere."""
    return _judged(task, task.plan.planned, task.states)


def _judged(task: LookTask, planned: Iterable[Planned], states: States) -> ReviewOutcome:
    from model.remind.review import review

    return review(planned, states, task.watch, task.now, task.docket, waking=task.waking)


def judge_here(memory: Memory, task: LookTask, *, whole: bool) -> ReviewOutcome:
    """Judge every reminder, or of a plan that is known already what may ring; what changes by that is written.

    Where anything changes it is judged again within the transaction that writes it, on what stands there.
    """

    def judged_on(states: States) -> ReviewOutcome:
        return _judged(task, task.plan.planned, states) if whole else _judged_within(task, states)

    outcome = [judged_on(task.states)]

    def work(known: States) -> Iterable[Reminded]:
        outcome[0] = judged_on(known)
        return outcome[0].kept

    if outcome[0].kept or not memory.is_whole:
        memory.revise(work)
    return outcome[0]


def write(memory: Memory, task: LookTask, outcome: ReviewOutcome) -> ReviewOutcome:
    """Write what was judged elsewhere. What another window did meanwhile stands, and is not told of here."""
    seen = task.states

    def work(known: States) -> Iterable[Reminded]:
        return [one for one in outcome.kept if known.get(one.id) == seen.get(one.id)]

    states = memory.revise(work) if outcome.kept else memory.states()
    due = tuple(ring for ring in outcome.due if states.get(ring.id) == ring.state)
    ids = {ring.id for ring in due}
    return replace(outcome, due=due, fresh=tuple(ring for ring in outcome.fresh if ring.id in ids))


def _judged_within(task: LookTask, states: States) -> ReviewOutcome:
    """Judge what has come by now, and what is no longer only scheduled."""
    plan = task.plan
    come = plan.planned[: plan.until(task.now)]
    moved = [plan.by_id[id_] for id_, one in states.items() if one.state != "scheduled" and id_ in plan.by_id]
    chosen = {one.id: one for one in (*come, *moved)}
    return _judged(task, chosen.values(), {id_: states[id_] for id_ in chosen if id_ in states})


def snoozed_of(task: LookTask, states: States) -> tuple[tuple[Planned, Reminded], ...]:
    """What is put off beyond now, the next to come back first."""
    by_id = task.plan.by_id
    found = [
        (one.snoozed_until, id_, one)
        for id_, one in states.items()
        if one.state == "snoozed" and one.snoozed_until and one.snoozed_until > task.now and id_ in by_id
    ]
    return tuple((by_id[id_], one) for _, id_, one in sorted(found, key=lambda each: each[:2]))


def coming_of(task: LookTask, states: States, ahead: timedelta) -> tuple[Planned, ...]:
    """What rings within some days and is not settled before, the next first."""
    plan = task.plan
    within = plan.planned[plan.until(task.now) : plan.until(task.now + ahead)]
    return tuple(one for one in within if not _is_settled(states.get(one.id)))


def next_of(task: LookTask, states: States) -> datetime | None:
    """When the next one rings."""
    ahead = islice(task.plan.planned, task.plan.until(task.now), None)
    return next((one.at for one in ahead if not _is_settled(states.get(one.id))), None)


def _is_settled(state: Reminded | None) -> bool:
    return state is not None and state.state in ("acknowledged", "snoozed")
