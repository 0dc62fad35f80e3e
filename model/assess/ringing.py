"""On which day a reminder rings, and which reminders a record has."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from model.days.calendar import named
from model.docket import Docket
from model.errors import DayError
from model.record.links import Node
from model.record.obligation import Obligation, Reminder

_WEEKDAYS: Final = ("SAT_SUN",)


def reminders_of(docket: Docket, node: Node) -> tuple[Reminder, ...]:
    """The record's own reminders; without any, those of the docket's policy for its severity."""
    severity = node.severity if isinstance(node, Obligation) else "normal"
    return node.reminders or docket.caption.remind.leads(severity)


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
