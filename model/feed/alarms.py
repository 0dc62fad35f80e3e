"""When an item's alarms ring: from the reminders of its record, at the owner's hour, most important first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from model.outlook.reminder_days import reminder_day
from model.record.obligation import Reminder

_DAY = 24 * 60
"""Minutes."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm of an item.

    ``key`` tells it from the item's other alarms; ``minutes``, never more than 0, count from the start of its day,
    or from its moment where it has one.
    """

    key: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Bell:
    """What alarms are set by: the days that each ``Reminder.before`` means, the calendars of the instrument, the hour.

    ``bases`` gives None for a day that is not known. An all-day item rings by its reader's own clock; one with a
    ``moment`` (with its zone) rings at that hour in the owner's ``zone``, else in that of the moment.
    """

    bases: Mapping[str, date | None]
    calendars: tuple[str, ...] = ()
    hour: time = time(9)
    zone: str = ""
    moment: datetime | None = None


def alarms(reminders: Iterable[Reminder], day: date, bell: Bell) -> tuple[Alarm, ...]:
    """The alarms of an item that stands on ``day``.

    A reminder whose day is not known, or lies after the item, rings nowhere. On the day itself the hour may come
    after the start, and that alarm rings at the start. Two reminders for the same moment ring once.
    """
    found: dict[int, Alarm] = {}
    for reminder in reminders:
        base = bell.bases.get(reminder.before)
        if base is None:
            continue
        on = reminder_day(reminder, base, bell.calendars)
        if on <= day:
            alarm = Alarm(f"{reminder.before} {reminder.lead} {reminder.unit}", min(_minutes(on, day, bell), 0))
            found.setdefault(alarm.minutes, alarm)
    start_by = bell.bases.get("act by") or day
    return _most_important_first(found.values(), _DAY * (start_by - day).days)


def _minutes(on: date, day: date, bell: Bell) -> int:
    """From the item's start to the ringing, as the clock on the wall goes: before the start they are negative."""
    if bell.moment is None:
        return _DAY * (on - day).days + bell.hour.hour * 60 + bell.hour.minute
    from zoneinfo import ZoneInfo

    rings = datetime.combine(on, bell.hour, ZoneInfo(bell.zone) if bell.zone else bell.moment.tzinfo)
    return int((rings.timestamp() - bell.moment.timestamp()) // 60)


def trigger(minutes: int) -> str:
    """Minutes before the start, written in hours and minutes (RFC 5545, 3.3.6), since not every day has 24 hours.

    >>> trigger(-900), trigger(-45), trigger(0)
    ('-PT15H', '-PT45M', 'PT0S')
    """
    hours, rest = divmod(-minutes, 60)
    return f"-PT{f'{hours}H' if hours else ''}{f'{rest}M' if rest else ''}" if minutes else "PT0S"


def _most_important_first(found: Iterable[Alarm], start_by: int) -> tuple[Alarm, ...]:
    """The last one that still leaves a day before work must start, then the others, earliest first.

    Outlook keeps only the first alarm of an item.
    """
    in_order = sorted(found, key=lambda alarm: alarm.minutes)
    in_time = [alarm for alarm in in_order if alarm.minutes < start_by]
    if in_time:
        in_order.remove(in_time[-1])
        in_order.insert(0, in_time[-1])
    return tuple(in_order)


def ringing_days(reminders: Iterable[Reminder], day: date, bell: Bell) -> tuple[tuple[str, date], ...]:
    """Each reminder's key and the day it rings on, for feeds whose readers drop alarms; none after ``day``."""
    found: dict[date, str] = {}
    for reminder in reminders:
        base = bell.bases.get(reminder.before)
        on = reminder_day(reminder, base, bell.calendars) if base else None
        if on and on < day:
            found.setdefault(on, f"{reminder.before} {reminder.lead} {reminder.unit}")
    return tuple((key, on) for on, key in sorted(found.items()))
