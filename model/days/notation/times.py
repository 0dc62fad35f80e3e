"""Times of day and whose clock tells them."""

from __future__ import annotations

import re
from typing import Final

from model.days.notation.pattern import Pattern
from model.days.notation.phrases import Phrases
from model.days.notation.places import calendar_phrases
from model.days.notation.reader import Reader
from model.days.zone import check_zone
from model.errors import DayError

# The first words for each zone are those that Duly writes before "time".
ZONE_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "America/New_York": ("Eastern", "New York", "ET", "EST", "EDT", "E.T.", "New York City"),
    "America/Chicago": ("Central", "Chicago", "CT", "CST", "CDT"),
    "America/Denver": ("Mountain", "Denver", "MT", "MST", "MDT"),
    "America/Los_Angeles": ("Pacific", "Los Angeles", "PT", "PST", "PDT"),
    "America/Anchorage": ("Alaska", "Anchorage", "AKT", "AKST", "AKDT"),
    "America/Toronto": ("Toronto",),
    "Europe/London": ("London", "GMT", "BST", "U.K.", "UK"),
    "Europe/Brussels": ("Brussels", "CET", "CEST"),
    "Europe/Paris": ("Paris",),
    "Europe/Berlin": ("Frankfurt", "Berlin"),
    "Africa/Johannesburg": ("Johannesburg", "SAST"),
    "Asia/Tokyo": ("Tokyo",),
    "Asia/Hong_Kong": ("Hong Kong",),
    "Asia/Singapore": ("Singapore",),
    "Australia/Sydney": ("Sydney",),
    "UTC": ("UTC",),
}
ZONES: Final = Phrases(
    "a zone, such as Eastern time",
    {
        word.casefold().rstrip(".") + ending: zone
        for zone, words in ZONE_WORDS.items()
        for word in words
        for ending in ("", " time", " standard time", " daylight time", " local time")
    },
    ("Eastern time", "London time", "Mountain time", "Pacific time", "Toronto time"),
)
_TIME: Final = Pattern(
    r"(?:([01]?[0-9]|2[0-3]):([0-5][0-9])(?!:)(?: ?([ap])\.?m\b\.?)?|(1[0-2]|[1-9]) ?([ap])\.?m\b\.?)", re.IGNORECASE
)
_NAMED: Final = Phrases(
    "a time",
    {
        "noon": "12:00",
        "midday": "12:00",
        "12 noon": "12:00",
        "12 : 00 noon": "12:00",
        "midnight": "",
        "12 midnight": "",
    },
)
_IANA: Final = Pattern(r"([A-Za-z][\w+-]*(?:/[\w+-]+)*) time\b|([A-Z][A-Za-z]+(?:/[\w+-]+)+)")


def time_of_day(reader: Reader) -> str | None:
    """A time as HH:MM: 17:30, 5:30 p.m., 5 pm, noon. Midnight is refused, since it ends one day and begins another.

    A bare 5:30 without a.m. or p.m. is the time of a 24-hour clock only where it is written as 05:30.
    """
    if (named := reader.see(_NAMED)) is not None:
        if not named[1]:
            reader.refuse(
                "Midnight ends one day and begins the next. Write 23:59, or 00:00 of the day after.", reader.offset
            )
        reader.at += named[0]
        return named[1]
    reader.want("a time, such as 17:30", ("17:00", "17:30", "23:59"))
    start, offset = reader.at, reader.offset
    found = reader.match(_TIME)
    if found is None:
        return None
    hour, minute = int(found[1] or found[4]), found[2] or "00"
    half = (found[3] or found[5] or "").lower()
    if half and not 1 <= hour <= 12:
        reader.at = start
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif hour < 10 and len(found[1]) == 1:
        reader.refuse(f"{found[0]}: morning or afternoon? Write 0{hour}:{minute} or {hour + 12}:{minute}.", offset)
    return f"{hour:02}:{minute}"


def zone(reader: Reader, name: str = ZONES.name) -> str | None:
    """A zone by its words or its IANA name, "time" after it or not; `name` is what messages call it."""
    reader.want(name, ZONES.shown)
    found, calendar = reader.see(ZONES), reader.see(calendar_phrases())
    if found is not None and calendar is not None and calendar[0] > found[0]:
        return None
    if found is not None:
        reader.at += found[0]
        return found[1]
    offset = reader.offset
    named = reader.match(_IANA)
    if named is None:
        return None
    place = named[1] or named[2]
    try:
        check_zone(place)
    except DayError as unknown:
        reader.refuse(str(unknown), offset)
    return place


def zone_after_time(reader: Reader) -> str | None:
    """The zone of a time just read: after a comma, in brackets, or by itself."""
    start = reader.at
    bracket = reader.token is not None and reader.token.key == "("
    if bracket:
        reader.at += 1
    else:
        reader.comma()
    found = zone(reader)
    if found is not None and not bracket:
        return found
    if found is not None and reader.token is not None and reader.token.key == ")":
        reader.at += 1
        return found
    reader.at = start
    return None


def say_zone(name: str) -> str:
    """The zone as the notation writes it.

    >>> say_zone("America/New_York"), say_zone("Asia/Kolkata")
    ('Eastern time', 'Asia/Kolkata time')
    """
    return f"{ZONE_WORDS[name][0] if name in ZONE_WORDS else name} time"
