"""Notes on a relief that goes past what the clauses of what it covers allow. It is recorded, and takes effect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from model.days.calendar import Calendar
from model.days.iso import LAST_DAY
from model.days.operation import Convention, Roll
from model.days.saying import say_steps
from model.days.step import work_out
from model.days.wording import say_day
from model.docket import Change, Docket
from model.errors import DayError
from model.record.conditions import ReliefLimits
from model.record.deadline import On
from model.record.instrument import calendars_of
from model.record.obligation import Obligation
from model.record.relief import Relief


def limit_notes(docket: Docket, relief: Relief) -> Iterator[str]:
    """What goes past a limit, each in a sentence that names the clause.

    The length is told of what is due on a stated day, or one set by hand; of the rest the assessment tells it.
    """
    if relief.granted_on is None or relief.signed == "unsigned":
        return
    if not any(one.relief_limits for one in docket.obligations.values()):
        return
    entered = docket.changed([Change("relief", relief.id, docket.reliefs.get(relief.id), relief)])
    for covered in entered.covered_by(relief):
        node = entered.obligations[covered]
        limits = node.relief_limits
        if limits is None:
            continue
        number = [one.id for one in entered.granted_over(covered, LAST_DAY)].index(relief.id) + 1
        if limits.times and number > limits.times:
            yield _note(relief, f"is relief number {number} for {node.ref}; {_clause(limits)} allows {limits.times}")
        last = _last_allowed(docket, node, limits)
        if last is not None and relief.kind != "release" and (relief.reach is None or relief.reach > last):
            allowed = f"{say_steps(limits.longest, 'the due day')}, {say_day(last)}, at the latest"
            yield _note(relief, f"goes on longer for {node.ref} than {_clause(limits)} allows: {allowed}")


def _note(relief: Relief, said: str) -> str:
    return f"{relief.ref} {said}. It takes effect all the same."


def _clause(limits: ReliefLimits) -> str:
    words = limits.words.strip()
    return limits.locator.strip() or (f"“{words}”" if words else "its limit")


def _last_allowed(docket: Docket, node: Obligation, limits: ReliefLimits) -> date | None:
    instrument = docket.instruments.get(node.instrument or "")
    try:
        calendar = docket.calendar(calendars_of(instrument))
        due = _due(node, instrument.roll if instrument else "none", calendar) if limits.longest else None
        return work_out(limits.longest, due, calendar)[-1].day if due else None
    except DayError:
        return None


def _due(node: Obligation, roll: Convention, calendar: Calendar) -> date | None:
    """The due day that an obligation states, as its instrument rolls it."""
    if node.override is not None:
        return node.override.day
    if not isinstance(node.deadline, On):
        return None
    if node.deadline.strictly_before:
        return node.deadline.day.on - timedelta(days=1)
    return work_out((Roll(convention=roll),), node.deadline.day.on, calendar)[-1].day
