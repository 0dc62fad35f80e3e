"""On which day a reminder rings, and which reminders a record has."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from model.days.calendar import named
from model.docket import Docket
from model.errors import DayError
from model.record.deadline import Every
from model.record.links import Node
from model.record.obligation import Obligation, Reminder
from model.record.relief import Relief

_WEEKDAYS: Final = ("SAT_SUN",)


def reminders_of(docket: Docket, node: Node) -> tuple[Reminder, ...]:
    """The record's own reminders; without any, those of the docket's policy for its severity."""
    severity = node.severity if isinstance(node, Obligation) else "normal"
    return node.reminders or docket.caption.remind.leads(severity)


def reminders_that_ring(docket: Docket, node: Node) -> tuple[Reminder, ...]:
    """Those of its reminders that have a day to ring before.

    What is kept at all times has no due day, unless it is tested on days of its own; nor has a consequence.
    """
    found = reminders_of(docket, node)
    if falls_due(node):
        return found
    return tuple(one for one in found if one.before != "due")


def falls_due(node: Node) -> bool:
    """Whether it has, or may come to have, a day that reminders ring before; a relief has its last day."""
    if isinstance(node, Relief):
        return True
    return not node.is_consequence and (not node.continuing or isinstance(node.deadline, Every))


def reminder_day(reminder: Reminder, base: date, calendars: tuple[str, ...]) -> date:
    """The day that lies so long before ``base``; working days by the instrument's calendars, else from Mon to Fri.

    Outside the years that these cover nobody knows which days are closed. A reminder must not fail for that, nor
    come late: it rings two days earlier for each working day, which no run of closed days makes too late.

    >>> from datetime import date
    >>> reminder_day(Reminder(lead=3, unit="working day"), date(1996, 12, 2), ("US-FED",)).isoformat()
    '1996-11-26'
    """
    if reminder.unit == "day":
        return base - timedelta(days=reminder.lead)
    try:
        return _working_days_before(base, reminder.lead, calendars or _WEEKDAYS)
    except DayError:
        return base - timedelta(days=2 * reminder.lead + _LONGEST_CLOSURE)


_LONGEST_CLOSURE: Final = 7
"""Days: longer than any run of closed days in the calendars that Duly has."""


def _working_days_before(base: date, lead: int, calendars: tuple[str, ...]) -> date:
    calendar = named(calendars)
    return calendar.add(base, -lead) if lead else calendar.previous_open(base)
