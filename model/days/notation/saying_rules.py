"""Recurrence rules in the words of the notation, which read back as the same rule.

>>> say_rule_words("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1")
'monthly on the 30th, or the last day of a shorter month'
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

from model.days.notation.asking import Asker
from model.days.notation.context import Context
from model.days.notation.exactly import say_exactly
from model.days.notation.reader import Reader
from model.days.notation.repeating import repeats
from model.days.notation.rule_parts import join_parts, rule_parts
from model.days.notation.series import CODES, PERIOD_RULES, day_at
from model.days.operation import NthBusinessDayOfMonth
from model.days.recurrence import say_rule
from model.days.saying import say_place
from model.days.wording import MONTHS, WEEKDAYS, say_count, say_ordinal
from model.errors import DayError

_LATE: Final = {"28,29": 29, "28,29,30": 30}
_ANY_START: Final = date(1996, 1, 1)


@lru_cache(maxsize=256)
def say_rule_words(rule: str, *, business_day: int = 0) -> str:
    """The rule in words, with the business day of the month that its first step counts to; empty without words."""
    parts = rule_parts(rule)
    count = parts.pop("COUNT", "")
    rule_alone = join_parts(parts)
    tries = (_business_day(parts, business_day),) if business_day else (_words(parts), say_exactly(parts))
    words = next((said for said in tries if said and _reads_as(said, rule_alone, business_day)), "")
    return words + (f", {say_count(int(count), 'time')}" if count and words else "")


def say_month_end_kept(rule: str, start: date | None) -> str:
    """What is said of a rule that falls on its start's own number: a shorter month has its last day instead.

    >>> say_month_end_kept("FREQ=MONTHLY", date(2027, 1, 31))
    ', or the last day of a shorter month'
    """
    if not rule or start is None or start.day <= 28:
        return ""
    parts = rule_parts(rule)
    shorter = parts["FREQ"] == "MONTHLY" or (parts["FREQ"] == "YEARLY" and (start.month, start.day) == (2, 29))
    kept = shorter and not any(key.startswith("BY") for key in parts)
    return ", or the last day of a shorter month" if kept else ""


def say_each(rule: str) -> str:
    """What each of its days is called where something counts from it: "the end of each calendar quarter"."""
    for period, known in PERIOD_RULES.items():
        if rule == known:
            return f"the end of each {period}"
    match rule_parts(rule):
        case {"FREQ": "WEEKLY", "BYDAY": code, **rest} if code in CODES and not rest:
            return f"each {WEEKDAYS[CODES.index(code)]}"
        case {"FREQ": "YEARLY", "BYMONTH": month, "BYMONTHDAY": number, **rest} if not rest:
            if month.isdigit() and number.isdigit() and (month, number) != ("2", "29"):
                return f"each {number} {MONTHS[int(month) - 1]}"
    return ""


def _words(parts: dict[str, str]) -> str:
    rule = join_parts(parts)
    for period, known in PERIOD_RULES.items():
        if rule == known and period in ("calendar quarter", "calendar half-year"):
            return f"the end of each {period}"
    if say_each(rule).startswith("each"):
        return say_each(rule)
    if set(parts) == {"FREQ", "BYYEARDAY"}:
        places = [day_at(int(place)) for place in parts["BYYEARDAY"].split(",") if -366 < int(place) < 366]
        return f"each {_listed([f'{number} {MONTHS[month - 1]}' for number, month in places])}" if places else ""
    if parts.get("BYSETPOS") == "-1" and parts.get("BYMONTHDAY") in _LATE:
        days = say_ordinal(_LATE[parts["BYMONTHDAY"]])
        rest = {key: value for key, value in parts.items() if key not in ("BYMONTHDAY", "BYSETPOS")}
        said = say_rule(join_parts(rest))
        return f"{said} on the {days}, or the last day of a shorter month" if set(rest) <= {"FREQ", "INTERVAL"} else ""
    return _of_months(parts) or say_rule(rule)


def _of_months(parts: dict[str, str]) -> str:
    """A place in several months, or a weekday of one: "yearly on the 15th of January and July"."""
    if parts["FREQ"] != "YEARLY" or "BYMONTH" not in parts or "INTERVAL" in parts:
        return ""
    months = [MONTHS[int(number) - 1] for number in parts["BYMONTH"].split(",")]
    match {key: value for key, value in parts.items() if key not in ("FREQ", "BYMONTH")}:
        case {"BYMONTHDAY": number, **rest} if not rest and "," not in number and len(months) > 1:
            n = int(number)
            place = say_ordinal(n) if n > 0 else f"{say_place(n)} day"
        case {"BYDAY": day, **rest} if not rest and (found := re.fullmatch(r"(-?[1-5])([A-Z]{2})", day)):
            place = f"{say_place(int(found[1]))} {WEEKDAYS[CODES.index(found[2])]}"
        case _:
            return ""
    return f"yearly on the {place} of {_listed(months)}"


def _business_day(parts: dict[str, str], n: int) -> str:
    place = f"{say_place(n)} business day"
    if parts == {"FREQ": "MONTHLY", "BYMONTHDAY": parts.get("BYMONTHDAY")}:
        return f"the {place} of each month"
    if parts["FREQ"] == "MONTHLY" and set(parts) == {"FREQ", "INTERVAL", "BYMONTHDAY"}:
        return f"every {say_count(int(parts['INTERVAL']), 'month')} on the {place}"
    if parts["FREQ"] == "YEARLY" and parts.get("BYMONTH") in ("1,4,7,10", "3,6,9,12"):
        return f"the {place} of each calendar quarter"
    return ""


def _reads_as(words: str, rule: str, business_day: int) -> bool:
    reader = Reader(words, Context())
    try:
        found = repeats(reader)
        if found is None or not reader.at_end():
            return False
        repeat = found(Asker(), _ANY_START)
    except DayError:
        return False
    steps = (NthBusinessDayOfMonth(n=business_day),) if business_day else ()
    return repeat.rule == rule and repeat.steps == steps and not repeat.start


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
