"""Days, times and zones as calendar files give them (RFC 5545, 3.3.4, 3.3.5, 3.3.6 and 3.2.19).

Zones are named by IANA, by Windows as Outlook does, or by a path as older Thunderbird and Evolution do. A zone that
is not known is never guessed: the day and the time are taken as they stand, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from model.days.iso import check_day
from model.errors import DayError
from model.feed.lines import one_line
from model.feed.reading.lines import Property, ReadCalendar

_MOMENT: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})(Z?))?")
_DURATION: Final = re.compile(
    r"([+-]?)P(?:([0-9]{1,5})W)?(?:([0-9]{1,6})D)?(?:T(?:([0-9]{1,7})H)?(?:([0-9]{1,8})M)?(?:([0-9]{1,9})S)?)?"
)
_OF_THE_MACHINE: Final = frozenset({"localtime", "factory", "posixrules"})
UTC: Final = "UTC"


class Moment(NamedTuple):
    """A day, and where it is timed the time in its zone. Without a zone the time is floating.

    ``unknown`` is the name of a zone that nobody knows.
    """

    day: date
    at: time | None = None
    zone: str = ""
    unknown: str = ""

    def in_zone(self, zone: str) -> Moment:
        """The same moment in another zone; what is floating or a whole day stays as it stands."""
        if self.at is None or not self.zone or not zone or zone == self.zone:
            return self
        there = datetime.combine(self.day, self.at, ZoneInfo(self.zone)).astimezone(ZoneInfo(zone))
        return Moment(there.date(), there.time(), zone)

    def after(self, length: timedelta) -> Moment:
        """The moment so much later, by the clock on the wall. Raises :class:`DayError` outside the years known."""
        start = datetime.combine(self.day, self.at or time())
        try:
            end = start + length
        except OverflowError as error:
            raise DayError("Its length leads out of the calendar.") from error
        check_day(end.date())
        return self._replace(day=end.date(), at=end.time() if self.at is not None else None)


class CalendarZones:
    """The zones of one calendar: what its VTIMEZONEs and its own zone are called by IANA."""

    def __init__(self, calendar: ReadCalendar) -> None:
        self._places: dict[str, str] = {}
        for entry in calendar.entries:
            name, place = entry.first("TZID"), entry.first("X-LIC-LOCATION")
            if entry.kind == "VTIMEZONE" and name and place:
                self._places[name.value.strip()] = place.value.strip()
        own = calendar.head.first("X-WR-TIMEZONE")
        self.own: str = self.find(own.value) if own else ""
        """The zone that the calendar is kept in, empty where it names none that is known."""

    def find(self, name: str) -> str:
        """The IANA name of a zone, empty where it is not known."""
        name = name.strip()
        wanted = (name, self._places.get(name, ""), *_tails(name))
        return next(filter(None, map(_iana, wanted)), "")


def read_moment(value: str, parameters: Mapping[str, str], zones: CalendarZones) -> Moment:
    """The moment that a property gives. Raises :class:`DayError` for what is none."""
    text = value.strip()
    found = _MOMENT.fullmatch(text)
    if not found:
        raise DayError(f"“{one_line(text, 40)}” is no day of a calendar file.")
    year, month, number, hour, minute, second, utc = found.groups()
    try:
        day = date(int(year), int(month), int(number))
        # A leap second, 23:59:60, is the last second of its minute here.
        at = time(int(hour), int(minute), min(int(second), 59)) if hour else None
    except ValueError as error:
        raise DayError(f"“{text}” is no day of the calendar.") from error
    check_day(day)
    if at is None or parameters.get("VALUE", "").upper() == "DATE":
        return Moment(day)
    if utc:
        return Moment(day, at, UTC)
    name = parameters.get("TZID", "").strip()
    zone = zones.find(name) if name else ""
    return Moment(day, at, zone, one_line(name, 60) if name and not zone else "")


def read_moments(properties: Iterable[Property], zones: CalendarZones, most: int) -> Iterator[Moment | None]:
    """Every moment of properties that list them, at most so many; None for one that cannot be read."""
    left = most
    for one in properties:
        for text in one.value.split(",", left)[:left]:
            left -= 1
            # Of a period (RDATE;VALUE=PERIOD) the beginning counts.
            try:
                yield read_moment(text.partition("/")[0], one.parameters, zones)
            except DayError:
                yield None


def read_duration(value: str) -> timedelta:
    """A length of time such as ``P1D`` or ``-PT15M``. Raises :class:`DayError` for what is none."""
    found = _DURATION.fullmatch(value.strip().upper())
    if not found or not any(found.groups()[1:]):
        raise DayError(f"“{one_line(value, 40)}” is no length of time.")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length


def _tails(name: str) -> Iterator[str]:
    """What a path such as ``/mozilla.org/20050126_1/Europe/Berlin`` may end in."""
    parts = name.split("/")
    return ("/".join(parts[-count:]) for count in (3, 2) if len(parts) > count)


@cache
def _names() -> Mapping[str, str]:
    """Every zone by its name in small letters, IANA's and those of Windows."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    known = {name.casefold(): name for name in available_timezones() if name.casefold() not in _OF_THE_MACHINE}
    windows = {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items() if zone.casefold() in known}
    return {**windows, **known}


def _iana(name: str) -> str:
    return _names().get(name.casefold(), "")
