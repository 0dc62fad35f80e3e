"""What comes: the coming days on which a standing changes, as the command line prints them.

The objects of :func:`ahead_objects` are a contract that other programs rely on; keys are added, never changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from model.assess.engine import Assessed
from model.days.iso import LAST_DAY
from model.days.wording import say_long
from model.outlook.forward import assessed_ahead
from model.record.obligation import Obligation
from model.record.relief import Relief
from model.wording.standings import reasons_of


class StandingChange(NamedTuple):
    """One standing that changes: of what, from what to what, and why it stands so then."""

    record: Obligation | Relief
    before: str
    after: str
    reasons: tuple[str, ...]


Coming = tuple[date, tuple[StandingChange, ...]]


def coming_days(known: Assessed, days: int) -> Iterator[Coming]:
    """Each of the next ``days`` days on which a standing changes if nothing further is done, with what changes."""
    docket, start = known.run.docket, known.assessment.day
    through = start + timedelta(days=min(days, (LAST_DAY - start).days))
    for ahead, turns in assessed_ahead(known, through):
        positions = ahead.assessment.positions
        changes = (
            StandingChange(docket.node(turn.id), turn.before, turn.after, tuple(reasons_of(docket, positions[turn.id])))
            for turn in turns
        )
        yield ahead.assessment.day, tuple(changes)


def ahead_objects(known: Assessed, days: int) -> list[dict[str, Any]]:
    """One object for each such day."""
    return [
        {
            "day": day.isoformat(),
            "changes": [
                {
                    "ref": one.record.ref,
                    "title": one.record.title,
                    "before": one.before,
                    "standing": one.after,
                    "reasons": list(one.reasons),
                }
                for one in changes
            ],
        }
        for day, changes in coming_days(known, days)
    ]


def ahead_lines(known: Assessed, days: int) -> Iterator[str]:
    """The same as text."""
    docket, day = known.run.docket, known.assessment.day
    yield f"{docket.caption.title}, what changes within {days:,} days of {say_long(day)} if nothing further is done"
    none = True
    for coming, changes in coming_days(known, days):
        none = False
        yield ""
        yield say_long(coming)
        for one in changes:
            yield f"  {one.record.ref:<9} {one.before} → {one.after}: {one.record.title}"
            yield from (f"{'':<12}{reason}" for reason in one.reasons[:2])
    if none:
        yield "Nothing changes by itself."
