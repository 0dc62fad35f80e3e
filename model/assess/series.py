"""A series: a recurring duty whose every occurrence has its own facts and its own standing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from model.assess.own import own_facts
from model.assess.spells import NEVER, joined
from model.assess.standing import Occurrence, Standing
from model.assess.weighed import Weighed
from model.days.iso import LAST_DAY
from model.days.recurrence import occurrences
from model.record.deadline import Every
from model.record.fact import Fact

DONE = frozenset({Standing.SATISFIED, Standing.SATISFIED_LATE, Standing.RELEASED})
AHEAD = timedelta(days=366 * 5)
"""How far ahead the next occurrence is looked for."""

WeighOnce = Callable[[Weighed, Weighed, date], None]


def weigh_series(w: Weighed, deadline: Every, facts: tuple[Fact, ...], weigh_once: WeighOnce, day: date) -> None:
    """Weigh each occurrence up to the next one after ``day``; the series stands as its earliest unsettled one."""
    dues = _dues(deadline, day)
    weighed = [_occurrence(w, due, facts, weigh_once) for due in dues]
    w.occurrences = tuple(Occurrence(due, item.standing) for due, item in zip(dues, weighed, strict=True))
    if not weighed:
        w.wakes = NEVER
        return
    leading = next((item for item in weighed if item.standing not in DONE), weighed[-1])
    w.standing, w.due, w.last = leading.standing, leading.due, leading.last
    w.done, w.in_time, w.own = leading.done, leading.in_time, leading.own
    w.missed = joined(*(item.missed for item in weighed))
    w.defaults = tuple(default for item in weighed for default in item.defaults)
    w.submitted = joined(*(item.submitted for item in weighed))


def _dues(deadline: Every, day: date) -> list[date]:
    horizon = min(day + AHEAD, deadline.until or LAST_DAY, LAST_DAY)
    dues = occurrences(deadline.rule, deadline.start, horizon)
    past = [due for due in dues if due <= day]
    return past + [due for due in dues if due > day][:1]


def _occurrence(w: Weighed, due: date, facts: tuple[Fact, ...], weigh_once: WeighOnce) -> Weighed:
    mine = tuple(fact for fact in facts if fact.occurrence in (due, None))
    own = own_facts(w.node, mine)
    item = Weighed(w.node, own, done=own.done)
    weigh_once(item, w, due)
    return item
