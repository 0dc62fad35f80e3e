"""At which moment a reminder rings: a day and a time of day in somebody's zone, as a moment in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

from model.days.zone import check_zone
from model.errors import DayError

_PLAIN_HOUR: Final = (9, 0)
_SECOND: Final = timedelta(seconds=1)


def ring_at(day: date, at: str, zone: str, machine: tzinfo) -> datetime:
    """The moment, in UTC, at which the clocks of ``zone`` (else of the machine) reach ``at`` (HH:MM) on ``day``.

    A time that the clocks skip rings right after the gap; one that they show twice rings the first time. A zone or a
    time that this machine cannot read must not cost a reminder: it rings by the machine, or at nine.

    >>> from datetime import date, UTC
    >>> ring_at(date(2026, 3, 8), "02:30", "America/New_York", UTC).isoformat()
    '2026-03-08T07:00:00+00:00'
    >>> ring_at(date(2026, 11, 1), "01:30", "America/New_York", UTC).isoformat()
    '2026-11-01T05:30:00+00:00'
    """
    hour, minute = _time_of(at)
    here = zone_of(zone, machine)
    first = datetime(day.year, day.month, day.day, hour, minute, tzinfo=here)
    moment = first.astimezone(UTC)
    if moment.astimezone(here).replace(tzinfo=None) == first.replace(tzinfo=None):
        return moment
    return _end_of_gap(first.replace(fold=1).astimezone(UTC), moment, here)


def zone_of(zone: str, machine: tzinfo) -> tzinfo:
    """The zone of that name; that of the machine where none is named, or none of that name is known here."""
    from zoneinfo import ZoneInfo

    if not zone:
        return machine
    try:
        check_zone(zone)
    except DayError:
        return machine
    return ZoneInfo(zone)


def _time_of(at: str) -> tuple[int, int]:
    hour, _, minute = at.partition(":")
    if not (hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60):
        return _PLAIN_HOUR
    return int(hour), int(minute)


def _end_of_gap(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """The first second between two moments at which the clocks of the zone stand as they do at the later one."""
    offset = after.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + timedelta(seconds=(after - before) // _SECOND // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after
