"""Ends of periods that come again: of each calendar quarter by rule, of each fiscal one with its event."""

from __future__ import annotations

import re
from datetime import date
from itertools import takewhile
from typing import Final

from model.days.notation.asking import Asker, Build
from model.days.notation.names import is_known, resolve
from model.days.notation.pattern import Pattern
from model.days.notation.reader import Reader
from model.days.notation.series import PERIOD_RULES, Repeat, Repeats

_PERIOD: Final = r"(?:(fiscal|financial|calendar) )?(half-year|quarter|year|month)"
_PERIOD_END: Final = Pattern(
    rf"(?:the )?end of (?:each|every) {_PERIOD}(?![\w-])|(?:each"
    rf"|every) {_PERIOD}(?:[ -]end)?(?: dates?)?(?![\w-])|(?:the )?(?:last day|close|expiry"
    rf"|expiration) of (?:each|every) {_PERIOD}(?![\w-])",
    re.IGNORECASE,
)
_FIRST_QUARTERS: Final = Pattern(
    r"(?:the )?(?:(?:end|close|last day|expiration|expiry) of )?(?:each of )?the first (?P<n>two|three|2|3)"
    r"(?: \( [23] \))? (?P<kind>fiscal |financial |calendar )?quarters"
    r"(?: (?:of|in|during|ending in) (?:each|every|any|the|its) (?:fiscal |financial |calendar )?year)?(?= |$|,)"
)
_ENDS: Final = Pattern(r"\bend\b|last day|close|expir")
_STOPS: Final = frozenset({",", ";", ":", "(", ")", "and", "or", "from", "until", "by", "to", "if"})


def period_end(reader: Reader) -> Repeats | None:
    """The end of each period, said as such: "each quarter" alone is how often, not when."""
    offset = reader.offset
    found = period(reader)
    return found if found and _ENDS.search(reader.text[offset : reader.tokens[reader.at - 1].end].casefold()) else None


def period(reader: Reader) -> Repeats | None:
    """Each period by its end; a quarter or year without its kind is asked about, unless an event has that name."""
    reader.want("“each”", ("the end of each calendar quarter", "each fiscal quarter end"))
    if (quarters := _first_quarters(reader)) is not None:
        return quarters
    found = reader.match(_PERIOD_END)
    if found is None:
        return None
    kind, unit = (found[1] or found[3] or found[5] or "").casefold(), (found[2] or found[4] or found[6]).casefold()
    rule = PERIOD_RULES.get(unit if unit == "month" else f"calendar {unit}", "")
    if unit == "month" or kind == "calendar":
        return lambda _, __: Repeat(rule)
    event = _event(reader, kind, unit)
    if kind or is_known(f"{unit} end", reader.context.anchors):
        return lambda asker, _: Repeat(anchor=event(asker))

    def build(asker: Asker, _: date | None) -> Repeat:
        options = [
            (Repeat(anchor=event(asker)), f"the company's own {unit}"),
            (Repeat(rule), "ends by the calendar"),
        ]
        return asker.ask(f"The end of each {unit}: fiscal or calendar?", options)

    return build


def _first_quarters(reader: Reader) -> Repeats | None:
    """The first quarters of each year: those of a fiscal year fall where it begins, which only its ends can say."""
    found = reader.fits(_FIRST_QUARTERS)
    if found is None:
        return None
    _owner(reader)
    words = {"2": "two", "3": "three"}.get(found["n"], found["n"])
    months = {"two": "3,6", "three": "3,6,9"}[words]
    by_calendar = Repeat(f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY=-1")
    if found["kind"] == "calendar ":
        return lambda _, __: by_calendar
    options = [
        (by_calendar, "the fiscal year is the calendar year"),
        (Repeat(anchor=f"end of the first {words} fiscal quarters"), "an event of its own, with the ends entered"),
    ]
    return lambda asker, _: asker.ask(f"The first {words} fiscal quarters: when do they end?", options)


def _event(reader: Reader, kind: str, unit: str) -> Build[str]:
    """The event with which a period ends; whose period it is belongs to its name."""
    anchors = reader.context.anchors
    plain = f"{unit} end" if not kind and is_known(f"{unit} end", anchors) else f"{kind or 'fiscal'} {unit} end"
    owner = _owner(reader)
    named = f"{plain} {owner}"
    if not owner:
        return resolve(plain, anchors)
    if is_known(named, anchors) or not is_known(plain, anchors):
        return resolve(named, anchors)
    whole, short = resolve(named, anchors), resolve(plain, anchors)

    def build(asker: Asker) -> str:
        options = [(short(asker), f"the event “{plain}”"), (whole(asker), "an event of its own")]
        return asker.ask(f"The {unit} {owner}: is that the event “{plain}”?", options)

    return build


def _owner(reader: Reader) -> str:
    """Whose period it is: "of the Borrower"."""
    words = list(takewhile(lambda token: token.kind == "word" and token.key not in _STOPS, reader.tokens[reader.at :]))
    if len(words) < 2 or words[0].key != "of":
        return ""
    reader.at += len(words)
    return reader.text[words[0].start : words[-1].end]
