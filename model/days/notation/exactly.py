"""A rule in the words of its parts, for those that have no shorter way of being said: “monthly, exactly on the 31st”.

“Exactly” takes the parts as RFC 5545 applies them, so that a month without the 31st is left out; each is read back
as the part that it says.

>>> say_exactly({"FREQ": "MONTHLY", "BYMONTHDAY": "31"})
'monthly, exactly on the 31st'
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from model.days.notation.pattern import Pattern
from model.days.notation.reader import Reader
from model.days.notation.series import CODES, Parts, Repeat, Repeats
from model.days.recurrence import say_often
from model.days.rulewords import spelled
from model.days.wording import MONTHS, WEEKDAYS

_FREQUENCIES: Final = {"daily": "DAILY", "weekly": "WEEKLY", "monthly": "MONTHLY", "yearly": "YEARLY"}
_UNITS: Final = {"days": "DAILY", "weeks": "WEEKLY", "months": "MONTHLY", "years": "YEARLY"}
_NTH: Final = r"(?:[0-9]+(?:st|nd|rd|th)(?: last)?|last)"
_MONTH: Final = "|".join(name.casefold() for name in MONTHS)
_DAY: Final = rf"(?:the {_NTH} )?(?:{'|'.join(name.casefold() for name in WEEKDAYS)})"


def _several(item: str, joint: str = "and") -> str:
    return rf"{item}(?:(?: ?, {item})* {joint} {item})?"


_WHOLE: Final = Pattern(
    r"(?P<often>daily|weekly|monthly|yearly|every (?P<n>[0-9]+) (?P<unit>days|weeks|months|years)) , exactly"
    rf"(?: ?,? in (?P<months>{_several(f'(?:{_MONTH})')}))?"
    rf"(?: ?,? in the (?P<weeks>{_several(_NTH)}) week of the year)?"
    rf"(?: ?,? on the (?P<year_days>{_several(_NTH)}) day of the year)?"
    rf"(?: ?,? on the (?P<month_days>{_several(f'{_NTH}(?: day)?')})(?! day of| (?:{_DAY})))?"
    rf"(?: ?,? on (?P<days>{_several(_DAY)})| ?,? where that is (?P<where>{_several(f'(?:a )?{_DAY}', 'or')}))?"
    rf"(?: ?,? of these the (?P<places>{_several(_NTH)}))?"
    r"(?: ?,? weeks beginning on (?P<week>[a-z]+))?(?= |$)"
)


def say_exactly(parts: Parts) -> str:
    """The rule by its parts; empty for one that has none but how often."""
    own = {key: value for key, value in parts.items() if key not in ("FREQ", "INTERVAL", "WKST")}
    week = f", weeks beginning on {WEEKDAYS[CODES.index(parts['WKST'])]}" if "WKST" in parts else ""
    return f"{say_often(parts['FREQ'], int(parts.get('INTERVAL', '1')))}, exactly{spelled(own)}{week}"


def exactly(reader: Reader) -> Repeats | None:
    """A rule said by its parts."""
    found = reader.fits(_WHOLE)
    if found is None:
        return None
    often = found["often"]
    parts: Parts = {"FREQ": _UNITS[found["unit"]] if found["n"] else _FREQUENCIES[often]}
    if found["n"]:
        parts["INTERVAL"] = found["n"]
    for key, group, read in _PARTS:
        if found[group]:
            parts[key] = ",".join(map(read, _items(found[group])))
    rule = ";".join(f"{key}={value}" for key, value in parts.items())
    return lambda _, __: Repeat(rule)


def _items(words: str) -> list[str]:
    return [item for item in re.split(r" ?, | and | or ", words) if item]


def _place(words: str) -> str:
    number = re.match(r"[0-9]+", words)
    n = int(number[0]) if number else 1
    return str(-n if "last" in words else n)


def _weekday(words: str) -> str:
    name = words.rsplit(maxsplit=1)[-1]
    place = words.removeprefix("a ").removesuffix(name).removeprefix("the ").strip()
    return (_place(place) if place else "") + _code(name)


def _code(name: str) -> str:
    return name[:2].upper()


def _month(words: str) -> str:
    return str([name.casefold() for name in MONTHS].index(words) + 1)


_PARTS: Final[tuple[tuple[str, str, Callable[[str], str]], ...]] = (
    ("WKST", "week", _code),
    ("BYMONTH", "months", _month),
    ("BYWEEKNO", "weeks", _place),
    ("BYYEARDAY", "year_days", _place),
    ("BYMONTHDAY", "month_days", _place),
    ("BYDAY", "days", _weekday),
    ("BYDAY", "where", _weekday),
    ("BYSETPOS", "places", _place),
)
