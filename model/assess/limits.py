"""Limits of relief: what takes effect though it goes on longer, or comes more often, than its clause allows."""

from __future__ import annotations

from collections.abc import Iterator

from model.assess.due import lines_after
from model.assess.known import Pass
from model.assess.standing import Reason
from model.errors import DayError
from model.record.instrument import calendars_of
from model.record.obligation import Obligation
from model.record.relief import Relief


def past_limits(run: Pass, node: Obligation) -> Iterator[Reason]:
    """Each relief over an obligation, granted by the day, that is past its limits. The due day is the original one."""
    limits = node.relief_limits
    if limits is None:
        return
    for number, relief in enumerate(run.docket.granted_over(node.id, run.day), start=1):
        if limits.longest:
            yield from _too_long(run, node, relief)
        if limits.times and number > limits.times:
            yield Reason("past times", relief.id, ids=(node.id,), text=str(number))


def past_limits_of(run: Pass, relief: Relief) -> Iterator[Reason]:
    """The same of one relief, for everything that it covers or keeps covered."""
    for covered in run.docket.covered_by(relief):
        yield from (one for one in past_limits(run, run.docket.obligations[covered]) if one.about == relief.id)


def _too_long(run: Pass, node: Obligation, relief: Relief) -> Iterator[Reason]:
    """A release has no length. What is continuing has no due day from which one could be counted."""
    due = run.weighed[node.id].due
    if node.relief_limits is None or due is None or relief.kind == "release":
        return
    instrument = run.terms(node.instrument).instrument
    try:
        allowed = lines_after(node.relief_limits.longest, due, run.docket.calendar(calendars_of(instrument)))[-1].day
    except DayError as error:
        yield Reason("trouble", relief.id, text=str(error))
        return
    if relief.reach is None or relief.reach > allowed:
        yield Reason("past longest", relief.id, allowed, (node.id,))
