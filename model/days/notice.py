"""Notices: the day on which a notice counts as received, and the last safe day to send it.

Deemed receipt is an ordered list of steps from the day of sending; no step means the day of sending itself. Where
the steps ask for an hour, the notice is taken as sent at the last minute that serves: at the cut-off, else at 23:59.

>>> from model.days.calendar import named
>>> from model.days.operation import BusinessDays
>>> from model.days.wording import say_day
>>> mail = (BusinessDays(n=3),)
>>> sending = last_day_to_send(mail, date(1996, 12, 2), named(("US-NY",)))
>>> say_day(sending.day), say_day(sending.received)
('Tue 26 Nov 1996', 'Mon 2 Dec 1996')
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from model.days.calendar import Calendar
from model.days.operation import Cutoff, Hours, RegFdPromptly, Step
from model.days.step import StepLine, work_out
from model.days.wording import say_count, say_day
from model.errors import DayError

LONGEST: Final = 3_660
"""How many days before the due day a day to send is looked for, at most: some ten years."""

_DAY: Final = timedelta(1)
_LAST_MINUTE: Final = time(23, 59)


@dataclass(frozen=True, slots=True)
class Sending:
    """The last safe day to send: a business day on which a notice, once sent, counts as received in time.

    `lines` explain forwards how `received` follows from `day`. `latest` is the last day of all that would still do,
    where that is a closed day after it; else `day` itself.
    """

    day: date
    received: date
    lines: tuple[StepLine, ...]
    latest: date


def received_on(receipt: tuple[Step, ...], sent: date, calendar: Calendar) -> tuple[StepLine, ...]:
    """How receipt follows from the day of sending, line by line; the last line's day is that of receipt.

    Raises DayError where the steps cannot be worked out.

    >>> from model.days.calendar import named
    >>> by_five = (Cutoff(time="17:00", tz="America/New_York"),)
    >>> received_on(by_five, date(1996, 11, 28), named(("US-NY",)))[-1].day
    datetime.date(1996, 11, 29)
    """
    if not receipt:
        return (StepLine(sent, "on the day it is sent"),)
    return work_out(receipt, _moment(receipt, sent), calendar)


def last_day_to_send(receipt: tuple[Step, ...], due: date, calendar: Calendar) -> Sending:
    """The last safe day to send a notice that must be received by `due`.

    Each day is worked out forwards, from `due` back, for steps are not always in order: a notice sent later may count
    as received earlier. What is sent after `due` is late whatever its steps say. Raises DayError where no day within
    ten years is early enough, where the steps cannot be worked out, and where the calendar does not cover the days.
    """
    latest: date | None = None
    for back in range(LONGEST + 1):
        day = due - _DAY * back
        lines = received_on(receipt, day, calendar)
        if lines[-1].day > due:
            continue
        latest = latest or day
        if calendar.is_open(day):
            return Sending(day, lines[-1].day, lines, latest)
    raise DayError(
        f"No day within {say_count(LONGEST // 366, 'year')} is early enough for receipt by {say_day(due)}."
        " Correct how receipt is deemed."
    )


def send_until(receipt: tuple[Step, ...]) -> Cutoff | None:
    """The cut-off by which the notice must leave on its day, where receipt has one."""
    first = receipt[0] if receipt else None
    return first if isinstance(first, Cutoff) else None


def _moment(receipt: tuple[Step, ...], sent: date) -> date | datetime:
    """The last minute of that day which serves, where the first step asks for an hour."""
    match receipt[0]:
        case Cutoff(time=limit):
            return datetime.combine(sent, time.fromisoformat(limit))
        case Hours() | RegFdPromptly():
            return datetime.combine(sent, _LAST_MINUTE)
        case _:
            return sent
