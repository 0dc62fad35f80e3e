"""What counsel types short, spelled out: NLT, COB, asap, qtrly, 30-day, day(s), T+2.

Each piece keeps its place in the text, so that names keep their own words and faults are shown where they stand.
>>> [token.key for token in spelled_out([Token("word", "nlt", 0, 3), Token("word", "thirty-day", 4, 14)])]
['no', 'later', 'than', 'thirty', 'day']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from model.days.notation.token import Token

_SPELLED: Final[dict[str, str]] = {
    "nlt": "no later than",
    "asap": "as soon as possible",
    "a.s.a.p": "as soon as possible",
    **dict.fromkeys(("cob", "c.o.b", "eob", "eod", "e.o.d", "cop"), "close of business"),
    "eom": "end of month",
    "eoq": "end of quarter",
    "eoy": "end of year",
    "fye": "fiscal year end",
    "fqe": "fiscal quarter end",
    "fy": "fiscal year",
    "qtrly": "quarterly",
    "mthly": "monthly",
    "wkly": "weekly",
    "qtr": "quarter",
    "qtrs": "quarters",
    "qtr-end": "quarter end",
    "mth-end": "month end",
    "yr-end": "year end",
    "month-end": "month end",
    "quarter-end": "quarter end",
    "year-end": "year end",
    "w/in": "within",
    "w/i": "within",
    "@": "at",
    "&": "and",
    "thru": "through",
    "b4": "before",
    "frm": "from",
    "aft": "after",
    "mo": "month",
    "mth": "month",
    "yr": "year",
    "wk": "week",
    "sched": "scheduled",
    "b/w": "between",
    "immed": "immediately",
    "ea": "each",
    "bday": "business day",
    "bdays": "business days",
    "wd": "working days",
    "—": ",",
    "–": ",",
    "--": ",",
}  # fmt: skip
_COMPOUND: Final = re.compile(
    r"(.*[a-z])-((?:calendar-|business-)?(?:day|week|month|year|hour|quarter)s?)(?:'s?)?", re.IGNORECASE
)
_COUNTS: Final = frozenset(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
     "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
     "sixty", "seventy", "eighty", "ninety", "hundred", "first", "second", "third", "fourth", "fifth", "sixth")
)  # fmt: skip
_SIDED: Final = re.compile(r"(post|pre)-([a-z]+)")
_SPAN: Final = re.compile(r"([1-9][0-9]?)[-–]([1-9][0-9]{1,2}|[1-9])")
_TRADE: Final = re.compile(r"t([+-])([0-9]{1,2})")


def spelled_out(tokens: list[Token]) -> list[Token]:
    """The tokens with what is short spelled out, each word of it at the place of the short one."""
    found: list[Token] = []
    for token in tokens:
        found += _spelled(token) if token.kind == "word" else [token]
    while found and found[-1].key == ",":
        found.pop()
    return list(_with_days_of_net(_from_today(list(_without_plural_marks(found)))))


_UNITS: Final = re.compile(r"(?:days?|weeks?|fortnights?|months?|years?|hours?)(?:'s?)?")


def _from_today(tokens: list[Token]) -> list[Token]:
    """What is counted from the day on which it is said: "in two weeks' time", "10 days hence", "30 days from now"."""
    keys = [token.key for token in tokens]
    counted = len(keys) > 2 and _UNITS.fullmatch(keys[-2])
    if counted and (keys[-1] == "hence" or (keys[-1] == "time" and "'" in keys[-2])):
        last = tokens[-1]
        return [*tokens[:-1], Token("word", "from", last.start, last.end), Token("word", "today", last.start, last.end)]
    if keys[-2:] == ["from", "now"]:
        return [*tokens[:-1], tokens[-1]._replace(key="today")]
    return tokens


def _with_days_of_net(tokens: list[Token]) -> Iterator[Token]:
    """With the days that terms of payment leave out: "net 60 from the invoice date"."""
    for place, token in enumerate(tokens):
        yield token
        after = tokens[place + 1].key if place + 1 < len(tokens) else ""
        if place and token.kind == "number" and tokens[place - 1].key == "net" and not _UNITS.fullmatch(after):
            yield Token("word", "days", token.start, token.end)


def _spelled(token: Token) -> list[Token]:
    key = token.key.removeprefix("-") if token.start else token.key
    if (words := _SPELLED.get(key)) is not None:
        return [Token("mark" if word == "," else "word", word, token.start, token.end) for word in words.split()]
    if trade := _TRADE.fullmatch(key):
        kinds = (("word", "t"), ("sign", trade[1]), ("number", trade[2]))
        return [Token(kind, part, token.start, token.end) for kind, part in kinds]
    if sided := _SIDED.fullmatch(key):
        place = token.start + len(sided[1]) + 1
        side = "after" if sided[1] == "post" else "before"
        return [Token("word", side, token.start, place), Token("word", sided[2], place, token.end)]
    if span := _SPAN.fullmatch(key):
        place = token.start + len(span[1])
        return [
            Token("number", span[1], token.start, place),
            Token("word", "to", place, place + 1),
            Token("number", span[2], place + 1, token.end),
        ]
    compound = _COMPOUND.fullmatch(key)
    if compound and compound[1].rpartition("-")[2] in _COUNTS:
        place = token.start + len(compound[1])
        unit = compound[2].replace("-", " ")
        return [Token("word", compound[1], token.start, place)] + [
            Token("word", word, place + 1, token.end) for word in unit.split()
        ]
    return [Token(token.kind, key, token.start, token.end)]


def _without_plural_marks(tokens: list[Token]) -> Iterator[Token]:
    """Without the "(s)" of "day(s)"."""
    place = 0
    while place < len(tokens):
        token = tokens[place]
        keys = tuple(after.key for after in tokens[place : place + 3])
        if keys == ("(", "s", ")") and place and tokens[place - 1].end == token.start:
            place += 3
            continue
        yield token
        place += 1
