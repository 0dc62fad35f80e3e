"""A series: a recurring duty whose every occurrence has its own facts and its own standing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from model.assess.due import Occasion
from model.assess.own import NOTHING, own_facts, parted
from model.assess.spells import ALWAYS, NEVER, following, joined
from model.assess.standing import SETTLED, Occurrence, Standing
from model.assess.weighed import Weighed
from model.days.iso import LAST_DAY
from model.record.fact import Fact

YEARS_AHEAD = 6
"""How many years ahead the next occurrence is looked for."""

WeighOnce = Callable[[Weighed, Weighed, Occasion], None]


def weigh_series(
    w: Weighed, occasions: tuple[Occasion, ...], facts: tuple[Fact, ...], weigh_once: WeighOnce, day: date
) -> None:
    """Weigh each occurrence up to the next one after ``day`` that is still to be done.

    The series stands as its earliest unsettled one: one done ahead of its day does not hide the next.
    """
    named = {fact.occurrence for fact in facts}
    shown: list[Occasion] = []
    weighed: list[Weighed] = []
    for one in occasions:
        item = _occurrence(w, one, facts, weigh_once)
        shown.append(one)
        weighed.append(item)
        if one.due > day and not (item.standing in SETTLED and one.period in named):
            break
    w.occurrences = tuple(
        Occurrence(one.due, item.standing, one.period) for one, item in zip(shown, weighed, strict=True)
    )
    w.turns = tuple(sorted({turn for item in weighed for turn in _turns(item)}))
    if not weighed:
        w.standing, w.wakes, w.done, w.own = Standing.DORMANT, NEVER, None, NOTHING
        return
    place = next((place for place, item in enumerate(weighed) if item.standing not in SETTLED), -1)
    leading, w.period = weighed[place], shown[place].period
    w.standing, w.due, w.last = leading.standing, leading.due, leading.last
    w.done, w.in_time, w.own = leading.done, leading.in_time, leading.own
    w.opens, w.early = leading.opens, leading.early
    w.missed = joined(*(item.missed for item in weighed))
    w.defaults = tuple(default for item in weighed for default in item.defaults)
    w.submitted = joined(*(item.submitted for item in weighed))


def _turns(item: Weighed) -> Iterator[date]:
    """The days on which an occurrence falls due, is late, is past its cure."""
    yield from (day for day in (item.due, item.done) if day)
    yield from (following(day) for day in (item.due, item.last) if day)
    yield from (day for day in (item.begins, item.wakes) if day not in (ALWAYS, NEVER))
    for spells in (item.released, item.relieved, item.submitted):
        yield from (day for first, last in spells for day in (first, following(last)))


def horizon(day: date) -> date:
    """How far ahead occurrences are asked for, the same for all days of a year so that answers can be kept."""
    return date(min(day.year + YEARS_AHEAD, LAST_DAY.year), 12, 31)


def _occurrence(w: Weighed, one: Occasion, facts: tuple[Fact, ...], weigh_once: WeighOnce) -> Weighed:
    mine = tuple(fact for fact in facts if fact.occurrence in (one.period, None))
    counted, early = parted(mine, one.opens)
    own = own_facts(w.node, counted)
    item = Weighed(w.node, own, done=own.done, opens=one.opens, early=early)
    weigh_once(item, w, one)
    return item
