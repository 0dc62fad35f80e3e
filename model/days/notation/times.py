"""Times of day and whose clock tells them."""

from __future__ import annotations

import re
from typing import Final

from model.days.notation.pattern import Pattern
from model.days.notation.phrases import Phrases
from model.days.notation.places import calendar_phrases
from model.days.notation.reader import Reader
from model.days.notation.refusal import NotationError
from model.days.zone import check_zone
from model.errors import DayError

# The first words for each zone are those that Duly writes before "time".
ZONE_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "America/New_York": (
        "Eastern",
        "New York",
        "ET",
        "EST",
        "EDT",
        "E.T.",
        "New York City",
        "NY",
        "N.Y.",
        "Boston",
        "Atlanta",
        "Miami",
        "Philadelphia",
        "Washington",
        "Charlotte",
        "Detroit",
    ),
    "America/Chicago": ("Central", "Chicago", "CT", "CST", "CDT", "Dallas", "Houston", "Minneapolis"),
    "America/Denver": ("Mountain", "Denver", "MT", "MST", "MDT"),
    "America/Los_Angeles": ("Pacific", "Los Angeles", "California", "San Francisco", "Seattle", "PT", "PST", "PDT"),
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
    "Australia/Melbourne": ("Melbourne",),
    "Europe/Dublin": ("Dublin",),
    "Europe/Zurich": ("Zurich",),
    "Europe/Amsterdam": ("Amsterdam",),
    "Europe/Luxembourg": ("Luxembourg",),
    "Europe/Madrid": ("Madrid",),
    "Europe/Rome": ("Milan", "Rome"),
    "Europe/Stockholm": ("Stockholm",),
    "Asia/Dubai": ("Dubai",),
    "Asia/Shanghai": ("Shanghai", "Beijing"),
    "Asia/Seoul": ("Seoul",),
    "America/Sao_Paulo": ("São Paulo", "Sao Paulo"),
    "America/Phoenix": ("Phoenix", "Arizona"),
    "America/Vancouver": ("Vancouver",),
    "UTC": ("UTC",),
}
ZONES: Final = Phrases(
    "a zone, such as Eastern time",
    {
        said + word.casefold().rstrip(".") + ending: zone
        for zone, words in ZONE_WORDS.items()
        for word in words
        for ending in ("", " time", " standard time", " daylight time", " local time", " prevailing time")
        for said in ("", "prevailing ")
    },
    ("Eastern time", "London time", "Mountain time", "Pacific time", "Toronto time"),
)
_TIME: Final = Pattern(
    r"(?:([01]?[0-9]|2[0-3]):([0-5][0-9])(?!:)(?: ?([ap])\.?m\b\.?)?|(1[0-2]|0?[1-9]) ?([ap])\.?m\b\.?"
    r"|(?P<dotted>1[0-2]|0?[1-9])\.(?P<minutes>[0-5][0-9]) ?(?P<half>[ap])\.?m\b\.?"
    r"|(?P<hours>[01][0-9]|2[0-3])[:.]?(?P<past>[0-5][0-9]) ?(?:hours|hrs|h)\b"
    r"|(?P<clock>1[0-2]|[1-9]) o['’]clock (?:in the )?(?P<part>a\.?m|p\.?m|morning|afternoon|evening)\b\.?)",
    re.IGNORECASE,
)
_NAMED: Final = Phrases(
    "a time",
    {
        "noon": "12:00",
        "midday": "12:00",
        "12 noon": "12:00",
        "12 : 00 noon": "12:00",
        "12.00 noon": "12:00",
        "12:00 noon": "12:00",
        "12 o'clock noon": "12:00",
        "midnight": "",
        "12 midnight": "",
        "12 : 00 midnight": "",
        "11.59 pm": "23:59",
        "11.59 p.m": "23:59",
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
    hour = int(found[1] or found[4] or found["dotted"] or found["hours"] or found["clock"])
    minute = found[2] or found["minutes"] or found["past"] or "00"
    part = (found["part"] or " ")[0].lower()
    half = (found[3] or found[5] or found["half"] or {"m": "a", "e": "p"}.get(part, part)).strip().lower()
    if half and not 1 <= hour <= 12:
        reader.at = start
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif hour < 10 and found[1] and len(found[1]) == 1:
        reader.refuse(f"{found[0]}: morning or afternoon? Write 0{hour}:{minute} or {hour + 12}:{minute}.", offset)
    return f"{hour:02}:{minute}"


_DAY_ENDS: Final = Pattern(
    r"(?:the )?(?:close|end) of (?:business|the business day|the day|day|trading|banking hours"
    r"|normal business hours|the working day)(?= |$)"
)


def end_of_day(reader: Reader) -> bool:
    """The end of the day itself, whose clock or not: “close of business (New York time)”, which is the whole day."""
    if reader.fits(_DAY_ENDS) is None:
        return False
    zone_after_time(reader)
    return True


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
    if not bracket and reader.fits(_LOCAL):
        return None
    reader.fits(_IN)
    found = zone(reader)
    if found is not None and not bracket:
        return found
    if found is not None and reader.token is not None and reader.token.key == ")":
        reader.at += 1
        return found
    reader.at = start
    return None


_LOCAL: Final = Pattern(r"local time(?: ,)?(?= |$)")
_IN: Final = Pattern(r"(?:in |the )(?=[a-z])")


def say_zone(name: str) -> str:
    """The zone as the notation writes it.

    >>> say_zone("America/New_York"), say_zone("Asia/Kolkata")
    ('Eastern time', 'Asia/Kolkata time')
    """
    return f"{ZONE_WORDS[name][0] if name in ZONE_WORDS else name} time"


_AT: Final = frozenset({"at", "by", "in"})


def at_a_time(reader: Reader) -> bool:
    """Whether a time of day, or a place whose business days count, stands here: "at 5:00 p.m.", "in London"."""
    token = reader.token
    start = reader.at
    if token is None or token.key not in _AT:
        return False
    reader.at += 1
    try:
        return (token.key != "in" and time_of_day(reader) is not None) or reader.see(calendar_phrases()) is not None
    except NotationError:
        return True
    finally:
        reader.at = start
