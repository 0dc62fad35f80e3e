"""The forward look: the coming days on which a standing changes, if nothing further is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from model.assess.engine import assess
from model.assess.spells import ALWAYS, NEVER, following
from model.assess.standing import Standing
from model.assess.weigh import Pass
from model.docket import Docket
from model.record.deadline import Every


class Turn(NamedTuple):
    """One standing that changes on a day."""

    id: str
    before: Standing
    after: Standing


def look_ahead(docket: Docket, day: date, through: date) -> tuple[tuple[date, tuple[Turn, ...]], ...]:
    """Every day after ``day``, up to ``through``, on which a standing changes, with what changes.

    Only days on which something can change are assessed: ends of spells, and days that a record names.
    """
    found: list[tuple[date, tuple[Turn, ...]]] = []
    now, before = day, assess(docket, day).positions
    while True:
        upcoming = min((one for one in _breaks(docket, now, through) if now < one <= through), default=None)
        if upcoming is None:
            return tuple(found)
        after = assess(docket, upcoming).positions
        turns = tuple(
            Turn(one, before[one].standing, after[one].standing)
            for one in after
            if after[one].standing is not before[one].standing
        )
        if turns:
            found.append((upcoming, turns))
        now, before = upcoming, after


def _breaks(docket: Docket, day: date, through: date) -> Iterator[date]:
    """Days on which something can change, as far as is known on ``day``."""
    run = Pass(docket, day)
    run.run()
    for w in run.weighed.values():
        yield from (one for one in (w.begins, w.wakes) if one not in (ALWAYS, NEVER))
        yield from (one for one in (w.due, w.done) if one)
        yield from (following(one) for one in (w.due, w.last, w.over) if one and one != NEVER)
        for spells in (w.released, w.relieved, w.missed, w.submitted, w.in_cure, w.failing, w.tested):
            for first, last in spells:
                yield first
                yield following(last)
        if w.node.continuing and isinstance(w.node.deadline, Every):
            yield from (test.due for test in run.occasions(w, through))
    for relief in run.reliefs.values():
        yield from (one for one in (relief.start, following(relief.last), relief.lapse) if one != NEVER)
    yield from (fact.day.on for fact in docket.facts.values())
    yield from (event.happened.on for event in docket.events.values() if event.happened)
