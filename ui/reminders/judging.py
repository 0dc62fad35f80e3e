"""One look at the reminders, judged by `model.remind.review` and written: whole, or only what may have changed.

Of 50,000 reminders some hundred can ring between two looks. These are judged each time; all of them only when the
docket, its day or the zone is another, and then away from the window.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from ui.reminders.memory import Memory

if TYPE_CHECKING:
    from model.docket import Docket
    from model.remind.plan import Planned
    from model.remind.review import Outcome
    from model.remind.states import Reminded, Watch

    States = Mapping[str, Reminded]

AT_ONCE: Final = 3_000
"""So many reminders are judged in less than 30 ms."""


class Task(Struct, frozen=True, kw_only=True):
    """What a look is made of."""

    planned: tuple[Planned, ...]
    states: States
    watch: Watch
    now: datetime
    docket: Docket
    waking: bool


def judge(task: Task) -> Outcome:
    """Judge every reminder. Pure, so that it may be done anywhere."""
    from model.remind.review import review

    return review(task.planned, task.states, task.watch, task.now, task.docket, waking=task.waking)


def judge_here(memory: Memory, task: Task, *, whole: bool) -> Outcome:
    """Judge every reminder, or of a plan that is known already what may ring; what changes by that is written.

    Where anything changes it is judged again within the transaction that writes it, on what stands there.
    """

    def judged_on(states: States) -> Outcome:
        return judge(replace(task, states=states) if whole else _narrowed(task, states))

    outcome = [judged_on(task.states)]

    def work(known: States) -> Iterable[Reminded]:
        outcome[0] = judged_on(known)
        return outcome[0].kept

    if outcome[0].kept or not memory.is_whole:
        memory.revise(work)
    return outcome[0]


def write(memory: Memory, task: Task, outcome: Outcome) -> Outcome:
    """Write what was judged elsewhere. What another window did meanwhile stands, and is not told of here."""
    seen = task.states

    def work(known: States) -> Iterable[Reminded]:
        return [one for one in outcome.kept if known.get(one.id) == seen.get(one.id)]

    states = memory.revise(work) if outcome.kept else memory.states()
    due = tuple(ring for ring in outcome.due if states.get(ring.id) == ring.state)
    ids = {ring.id for ring in due}
    return replace(outcome, due=due, fresh=tuple(ring for ring in outcome.fresh if ring.id in ids))


def _narrowed(task: Task, states: States) -> Task:
    """The task with what has come by now, or is no longer only scheduled."""
    planned = tuple(one for one in task.planned if one.at <= task.now or not _is_scheduled(states.get(one.id)))
    return replace(task, planned=planned, states={one.id: states[one.id] for one in planned if one.id in states})


def _is_scheduled(state: Reminded | None) -> bool:
    return state is not None and state.state == "scheduled"
