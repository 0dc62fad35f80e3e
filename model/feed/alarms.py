"""When an item's alarms ring: from the reminders of its record, at nine in the morning, most important first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from model.assess.ringing import reminder_day
from model.record.obligation import Reminder

HOUR: Final = 9


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm of an item.

    ``key`` tells it from the item's other alarms; ``hours``, never more than 0, count from the start of its day.
    """

    key: str
    hours: int


def alarms(
    reminders: Iterable[Reminder], day: date, bases: dict[str, date | None], calendars: tuple[str, ...]
) -> tuple[Alarm, ...]:
    """The alarms of an item that stands on ``day``; ``bases`` gives the day that each ``Reminder.before`` means.

    A reminder whose day is not known, or lies after the item, rings nowhere. On the day itself nine o'clock would
    come after the start, so that alarm rings at the start. Two reminders for the same moment ring once.
    """
    found: dict[int, Alarm] = {}
    for reminder in reminders:
        base = bases.get(reminder.before)
        if base is None:
            continue
        hours = 24 * (reminder_day(reminder, base, calendars) - day).days + HOUR
        if hours <= HOUR:
            alarm = Alarm(f"{reminder.before} {reminder.lead} {reminder.unit}", min(hours, 0))
            found.setdefault(alarm.hours, alarm)
    start_by = bases.get("act by") or day
    return _most_important_first(found.values(), 24 * (start_by - day).days)


def _most_important_first(found: Iterable[Alarm], start_by: int) -> tuple[Alarm, ...]:
    """The last one that still leaves a day before work must start, then the others, earliest first.

    Outlook keeps only the first alarm of an item.
    """
    in_order = sorted(found, key=lambda alarm: alarm.hours)
    in_time = [alarm for alarm in in_order if alarm.hours < start_by]
    if in_time:
        in_order.remove(in_time[-1])
        in_order.insert(0, in_time[-1])
    return tuple(in_order)
