"""How a day is said: with its weekday, in English, whatever the machine's locale.

>>> from datetime import date
>>> say_day(date(1996, 12, 2))
'Mon 2 Dec 1996'
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def say_day(day: date) -> str:
    """The day as Duly shows it everywhere: weekday first, so that no weekend slips by.

    >>> say_day(date(1996, 12, 2))
    'Mon 2 Dec 1996'
    """
    return " ".join(say_day_parts(day))


def say_day_parts(day: date) -> tuple[str, str, str]:
    """Weekday, number, month and year, for columns that set the number apart.

    >>> say_day_parts(date(1996, 12, 2))
    ('Mon', '2', 'Dec 1996')
    """
    return WEEKDAYS[day.weekday()][:3], str(day.day), f"{MONTHS[day.month - 1][:3]} {day.year}"


def say_moment(at: datetime) -> str:
    """The minute, with the city of its zone where it has one.

    >>> from zoneinfo import ZoneInfo
    >>> say_moment(datetime(2025, 7, 7, 14, 0, tzinfo=ZoneInfo("America/New_York")))
    'Mon 7 Jul 2025 at 14:00 in New York'
    """
    city = zone_city(str(at.tzinfo)) if at.tzinfo else ""
    return f"{say_day(at)} at {at:%H:%M}" + (f" in {city}" if city else "")


def zone_city(zone: str) -> str:
    """The city of an IANA zone.

    >>> zone_city("America/New_York")
    'New York'
    """
    return zone.rpartition("/")[2].replace("_", " ")


def say_long(day: date) -> str:
    """The day as a heading: short weekday, full month.

    >>> say_long(date(1996, 11, 20))
    'Wed 20 November 1996'
    """
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def say_distance(days: int) -> str:
    """How far off a day is, in calendar days; days gone by are negative.

    >>> [say_distance(days) for days in (0, 1, 12, -1, -66)]
    ['today', 'in 1 day', 'in 12 days', '1 day ago', '66 days ago']
    """
    if days == 0:
        return "today"
    return f"in {say_count(days, 'day')}" if days > 0 else f"{say_count(-days, 'day')} ago"


def say_count(n: int, noun: str) -> str:
    """A number with its noun, plural unless exactly one; thousands set apart by a comma.

    >>> say_count(1, "day"), say_count(0, "day"), say_count(2, "business day"), say_count(3, "delivery")
    ('1 day', '0 days', '2 business days', '3 deliveries')
    """
    return f"{n:,} {noun if abs(n) == 1 else _plural(noun)}"


def say_length(length: timedelta) -> str:
    """A length of time in its largest unit of which there are two or more, rounded down.

    >>> say_length(timedelta(days=1118)), say_length(timedelta(hours=47)), say_length(timedelta(seconds=90))
    ('1,118 days', '47 hours', '1 minute')
    """
    minutes = int(length.total_seconds() // 60)
    days, hours = minutes // (24 * 60), minutes // 60
    if days > 1:
        return say_count(days, "day")
    return say_count(hours, "hour") if hours > 1 else say_count(minutes, "minute")


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def say_ordinal(n: int) -> str:
    """A place in a row: figures with their English ending.

    >>> [say_ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 31)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '31st']
    """
    if n % 100 in (11, 12, 13):
        return f"{n}th"
    return f"{n}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th') }"
