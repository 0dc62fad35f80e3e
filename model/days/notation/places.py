"""Whose business days: the places, offices and markets that counsel names, and the calendars that they mean.

A Business Day "in New York" may be one on which banks are open there, and they keep the days of the Federal Reserve;
one that is no public holiday of the State (N.Y. General Construction Law 24 has Election Day, and others besides); or
one on which the exchange trades. An instrument that counts by one of them settles it; without one it is asked.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from model.days.calendar import known_calendars
from model.days.notation.phrases import Phrases
from model.days.notation.reader import Reader

# The first name of each calendar is the one that Duly writes.
PLACES: Final[dict[str, tuple[str, ...]]] = {
    "US-FED": (
        "SEC",
        "federal",
        "U.S. federal",
        "US federal",
        "EDGAR",
        "the SEC",
        "the Commission",
        "U.S. federal courts",
    ),
    "US-FRB": (
        "Federal Reserve",
        "the Federal Reserve",
        "Fedwire",
        "New York banks",
    ),
    "US-NY": ("New York State", "State of New York", "NYS", "New York courts"),
    "NYSE": ("NYSE", "New York Stock Exchange", "the New York Stock Exchange"),
    "GB-ENG": ("London", "England", "England and Wales", "English courts", "the City of London"),
    "TARGET": ("TARGET", "TARGET2", "T2", "euro", "the euro"),
    "CA-BANK-TO": ("Toronto", "Toronto banks"),
    "CA-ON": ("Ontario",),
    "CA-ON-COURT": ("Ontario court", "Ontario courts"),
    "CA-ON-FAMILY": ("Ontario family court", "Ontario family courts"),
    "CA-FED": ("Canada", "Federal Court of Canada", "Federal Courts of Canada"),
    "CA-CRA": ("Canada Revenue Agency", "CRA"),
    "US-DC": ("District of Columbia", "Washington, D.C.", "Washington", "D.C."),
    "US-MA": ("Massachusetts", "Boston"),
    "US-DE": ("Delaware", "Wilmington"),
    "US-AK": ("Alaska", "Anchorage"),
    "US-CO": ("Colorado", "Denver"),
    "US-CA": ("California", "San Francisco", "Los Angeles"),
    "ZA": ("Johannesburg", "South Africa"),
    "SAT_SUN": ("weekends only", "weekdays"),
    "NONE": ("every day open", "no calendar"),
}
SEVERAL: Final[dict[str, tuple[str, ...]]] = {"New York": ("US-FRB", "US-NY", "NYSE")}
"""Places that name no one calendar, and those that each may mean."""
_SEVERAL_WORDS: Final = {"New York": ("New York", "New York City", "NYC", "the City of New York")}
OFFERED: Final = ("US-FRB", "GB-ENG", "US-FED", "NYSE", "TARGET", "CA-BANK-TO", "US-NY")
"""Those asked about first where none is named."""

CALENDAR: Final = "a calendar, such as New York"
_AND: Final = Phrases("“and”", dict.fromkeys(("and", "&", ",", ", and", "and in"), True))
_OF: Final = Phrases("“business days”", dict.fromkeys(("in", "in each of", "in both"), True))
_NOUN: Final = Phrases(
    "“business days”",
    dict.fromkeys(
        ("business days", "business day", "banking days", "bank days", "banks", "calendar", "holidays"), True
    ),
)


@lru_cache(maxsize=1)
def calendar_phrases() -> Phrases[str]:
    """The words for each calendar that Duly has, with the names of the calendars themselves."""
    known = known_calendars()
    phrases = {name.casefold(): name for name in known}
    for name, words in PLACES.items():
        phrases.update({_key(word): name for word in words})
    for place, words in _SEVERAL_WORDS.items():
        phrases.update({_key(word): place for word in words})
    shown = [*SEVERAL, *(say_calendar(name) for name in OFFERED)]
    shown += [say_calendar(name) for name in known if name not in OFFERED]
    return Phrases(CALENDAR, phrases, tuple(shown))


def say_calendar(name: str) -> str:
    """The calendar as the notation writes it.

    >>> say_calendar("US-FED"), say_calendar("GB-ENG")
    ('SEC', 'London')
    """
    return PLACES[name][0] if name in PLACES else name


def say_calendars(names: tuple[str, ...]) -> str:
    """Several together.

    >>> say_calendars(("GB-ENG", "NYSE", "US-FED"))
    'London, NYSE and SEC'
    """
    said = [say_calendar(name) for name in names]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def calendars(reader: Reader, *, noun: bool = True) -> tuple[str, ...] | None:
    """One calendar or several, joined by "and", in brackets or not; with `noun`, "business days" after them.

    "New York" is the instrument's own calendar of New York where it has one, else the place itself, one of
    :data:`SEVERAL`: whoever settles the words asks which of its calendars is meant.
    """
    start = reader.at
    if (seen := reader.see(_OF)) is not None and noun:
        reader.at += seen[0]
    bracket = reader.token is not None and reader.token.key == "("
    reader.at += bracket
    names = list(_place(reader))
    while names and (joined := reader.see(_AND)) is not None and reader.see(calendar_phrases(), joined[0]):
        reader.at += joined[0]
        names += _place(reader)
    closed = not bracket or (reader.token is not None and reader.token.key == ")")
    if not names or not closed:
        reader.at = start
        return None
    reader.at += bracket
    if noun and (said := reader.see(_NOUN)) is not None:
        reader.at += said[0]
    return tuple(dict.fromkeys(names))


def _place(reader: Reader) -> tuple[str, ...]:
    found = reader.take(calendar_phrases())
    if found is None:
        return ()
    own = tuple(name for name in reader.context.calendars if name in SEVERAL.get(found, ()))
    return own or (found,)


def _key(words: str) -> str:
    """Words as tokens look them up: a comma by itself, no stop at the end of a word."""
    return " ".join(word.rstrip(".") for word in words.casefold().replace(",", " ,").split())
