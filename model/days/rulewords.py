"""The parts of a recurrence rule in words, whatever they are: for rules that have no short way of being said.

>>> spelled({"BYMONTHDAY": "13", "BYDAY": "FR"})
' on the 13th, where that is a Friday'
>>> spelled({"BYMONTH": "3,6", "BYDAY": "MO,TU", "BYSETPOS": "-1"})
' in March and June, on Monday and Tuesday, of these the last'
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from model.days.wording import MONTHS, WEEKDAYS, say_ordinal

CODES: Final = tuple(name[:2].upper() for name in WEEKDAYS)


def spelled(parts: Mapping[str, str]) -> str:
    """The days that the BY parts choose, in the order in which RFC 5545 applies them."""
    said = []
    if "BYMONTH" in parts:
        said.append(f"in {listed([MONTHS[number - 1] for number in _numbers(parts['BYMONTH'])])}")
    if "BYWEEKNO" in parts:
        said.append(f"in the {_places(parts['BYWEEKNO'])} week of the year")
    if "BYYEARDAY" in parts:
        said.append(f"on the {_places(parts['BYYEARDAY'])} day of the year")
    if "BYMONTHDAY" in parts:
        said.append(f"on the {month_days(parts['BYMONTHDAY'])}")
    if "BYDAY" in parts:
        days = [_weekday(code) for code in parts["BYDAY"].split(",")]
        numbered = "BYMONTHDAY" in parts or "BYYEARDAY" in parts
        said.append(f"where that is {_either(days)}" if numbered else f"on {listed(days)}")
    if "BYSETPOS" in parts:
        said.append(f"of these the {_places(parts['BYSETPOS'])}")
    return f" {', '.join(said)}" if said else ""


def month_days(numbers: str) -> str:
    """Days of the month: "10th and 25th", "last day"."""
    return listed([place(number) + (" day" if number < 0 else "") for number in _numbers(numbers)])


def place(number: int) -> str:
    """A place counted from the beginning, or from the end: "2nd", "last", "2nd last"."""
    if number > 0:
        return say_ordinal(number)
    return "last" if number == -1 else f"{say_ordinal(-number)} last"


def listed(words: list[str]) -> str:
    """Several as one phrase."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _either(days: list[str]) -> str:
    """One of several weekdays: "a Friday", "a Monday or the 2nd Tuesday"."""
    each = [day if day.startswith("the ") else f"a {day}" for day in days]
    return each[0] if len(each) == 1 else f"{', '.join(each[:-1])} or {each[-1]}"


def _places(numbers: str) -> str:
    return listed([place(number) for number in _numbers(numbers)])


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def _weekday(code: str) -> str:
    found = re.fullmatch(r"([+-]?[0-9]+)?([A-Z]{2})", code)
    name = WEEKDAYS[CODES.index(code[-2:])]
    return f"the {place(int(found[1]))} {name}" if found and found[1] else name
