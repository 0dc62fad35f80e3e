"""The source's own phrase for a day: "by December 31, 1996", out of the words that an obligation is pinned to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from model.days.wording import MONTHS, WEEKDAYS
from model.record.source import Span

_PREPOSITIONS = (
    "on or before",
    "on or prior to",
    "no later than",
    "not later than",
    "by no later than",
    "no earlier than",
    "not earlier than",
    "prior to",
    "up to and including",
    "through and including",
    "to and including",
    "as of",
    "by",
    "before",
    "until",
    "till",
    "through",
    "after",
    "from",
    "on",
)
_BETWEEN = r"(?:(?:the )?(?:close|end) of business on |midnight on |noon on )?"


def phrase_for(spans: Iterable[Span], day: date) -> str:
    r"""How the source words name ``day``, with the preposition before it, white space folded; empty where they do not.

    >>> span = Span(
    ...     document="8k", start=0, end=60, words="an offering ... no less than $9,000,000 by\nDecember 31, 1996"
    ... )
    >>> phrase_for([span], date(1996, 12, 31))
    'by December 31, 1996'
    """
    wanted = _spellings(day)
    for span in spans:
        found = wanted.search(" ".join(span.words.split()))
        if found:
            return found[0]
    return ""


@lru_cache(maxsize=512)
def _spellings(day: date) -> re.Pattern[str]:
    """The usual legal spellings of a day, whatever their case."""
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    number, year = rf"0?{day.day}(?:st|nd|rd|th)?", str(day.year)
    name = rf"(?:{month}|{month[:3]}\.?|{month[:4]}\.?)"
    numbers = {(day.month, day.day), (day.day, day.month)} if day.day > 12 or day.day == day.month else set()
    forms = [
        rf"{name} {number},? {year}",
        rf"(?:the )?{number}(?: day)?(?: of)? {name},? {year}",
        re.escape(day.isoformat()),
        *(rf"0?{one}[/.-]0?{two}[/.-]{year}" for one, two in sorted(numbers)),
    ]
    prepositions = "|".join(sorted(_PREPOSITIONS, key=len, reverse=True))
    lead = rf"(?:\b(?:{prepositions}) {_BETWEEN})?(?:\b(?:{weekday}|{weekday[:3]}\.?),? )?"
    return re.compile(rf"{lead}(?<![\w/.-])(?:{'|'.join(forms)})(?![\w/-])", re.IGNORECASE)
