"""Whose business days: the places, offices and markets that counsel names, and the calendars that they mean.

A Business Day "in New York" may be one on which banks are open there, and they keep the days of the Federal Reserve;
one that is no public holiday of the State (N.Y. General Construction Law 24 has Election Day, and others besides); or
one on which the exchange trades. So it is with other places of which Duly has banks, courts or offices. An instrument
that counts by one of them settles it; without one it is asked.

>>> _NOUN.beginning("banks")
[(('banks',), True)]
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from model.days.calendar import known_calendars
from model.days.calendar_names import OFFERED, PLACES, SEVERAL, say_calendar
from model.days.notation.phrases import Phrases
from model.days.notation.reader import Reader

_ALSO_CALLED: Final = {
    "New York": ("New York City", "NYC", "the City of New York"),
    "District of Columbia": ("Washington, D.C.", "D.C."),
}
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
    for place in SEVERAL:
        phrases.update({_key(word): place for word in (place, *_ALSO_CALLED.get(place, ()))})
    usual, *others = SEVERAL
    shown = [usual, *(say_calendar(name) for name in OFFERED)]
    shown += [say_calendar(name) for name in known if name not in OFFERED]
    return Phrases(CALENDAR, phrases, (*shown, *others))


def calendars(reader: Reader, *, noun: bool = True) -> tuple[str, ...] | None:
    """One calendar or several, joined by "and", in brackets or not; with `noun`, "business days" after them.

    "New York" is the instrument's own calendar of New York where it has one, else the place itself, one of
    :data:`SEVERAL`, and so are "Texas" and the others: whoever settles the words asks which of its calendars is meant.
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
