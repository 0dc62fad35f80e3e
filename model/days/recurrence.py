"""Recurrences by day: the part of RFC 5545 rules that deadlines need, with month-end intent kept.

A monthly rule that starts on the 31st means the end of the month, so it falls on 30 April and 28 February, where a
plain reading of RFC 5545 would leave those months out.

>>> for day in occurrences("FREQ=MONTHLY", date(1996, 10, 31), date(1997, 3, 1)):
...     print(say_day(day))
Thu 31 Oct 1996
Sat 30 Nov 1996
Tue 31 Dec 1996
Fri 31 Jan 1997
Fri 28 Feb 1997
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import lru_cache
from itertools import takewhile
from typing import Final

from model.days.iso import FIRST_DAY, LAST_DAY, check_day
from model.days.rulewords import CODES, listed, month_days, spelled
from model.days.rulewords import place as say_number
from model.days.wording import MONTHS, WEEKDAYS, say_count, say_day, say_ordinal
from model.errors import DayError

MOST: Final = 20_000

_UNITS: Final = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_ADVERBS: Final = {"DAILY": "daily", "WEEKLY": "weekly", "MONTHLY": "monthly", "YEARLY": "yearly"}
_PARTS: Final[dict[str, re.Pattern[str]]] = {
    "FREQ": re.compile(r"DAILY|WEEKLY|MONTHLY|YEARLY"),
    "INTERVAL": re.compile(r"[1-9][0-9]{0,2}"),
    "COUNT": re.compile(r"[1-9][0-9]{0,4}"),
    "UNTIL": re.compile(r"[0-9]{8}"),
    "WKST": re.compile("|".join(CODES)),
}
_MOST: Final[dict[str, int]] = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}
_BYDAY: Final = re.compile(rf"([+-]?[1-9][0-9]?)?({'|'.join(CODES)})")


def check_rule(text: str) -> None:
    """Refuse, with DayError, a rule that cannot be followed day by day or that never falls on a day.

    >>> check_rule("FREQ=MONTHLY;BYMONTHDAY=-1")
    >>> check_rule("FREQ=HOURLY")
    Traceback (most recent call last):
    model.errors.DayError: FREQ=HOURLY: a deadline recurs by days at the shortest. Use DAILY, WEEKLY, MONTHLY or YEARLY.
    >>> check_rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
    Traceback (most recent call last):
    model.errors.DayError: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 never falls on a day. Mend its BY parts.
    """
    _parts(text)


def occurrences(rule: str, start: date, through: date) -> tuple[date, ...]:
    """The days on which the rule falls, from `start` (its DTSTART) up to and with `through`, in order.

    At most 20,000; a rule that gives more, or a day outside 1900 to 2199, raises DayError. The answer is kept, so
    asking again costs nothing.

    >>> [day.isoformat() for day in occurrences("FREQ=MONTHLY;INTERVAL=3", date(1996, 11, 30), date(1997, 6, 1))]
    ['1996-11-30', '1997-02-28', '1997-05-30']
    """
    check_day(start)
    check_day(through)
    return _occurrences(rule, start, through)


def continued(rule: str, start: date, at: date) -> str:
    """The same rule as it goes on from `at`, one of its days: what it still counts, and its place in the month.

    Raises DayError where it does not fall on `at`.

    >>> continued("FREQ=MONTHLY;COUNT=12", date(1996, 10, 31), date(1996, 11, 30))
    'FREQ=MONTHLY;COUNT=11;BYMONTHDAY=28,29,30,31;BYSETPOS=-1'
    """
    days = occurrences(rule, start, at)
    if not days or days[-1] != at:
        raise DayError(f"{say_day(at)} is no day of the series. Choose one of its days.")
    parts = _with_month_end(_parts(rule), start)
    if "COUNT" in parts:
        parts = {**parts, "COUNT": str(int(parts["COUNT"]) - len(days) + 1)}
    return ";".join(f"{key}={value}" for key, value in parts.items())


def say_rule(rule: str, start: date | None = None) -> str:
    """The rule in plain words, never as it is written; with its `start`, that it keeps the end of the month.

    >>> say_rule("FREQ=MONTHLY;BYMONTHDAY=-1")
    'monthly on the last day'
    >>> say_rule("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")
    'monthly on the last weekday'
    >>> say_rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=6")
    'every 2 weeks on Monday and Thursday, 6 times'
    >>> say_rule("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31;UNTIL=20001231")
    'yearly on 31 March, until Sun 31 Dec 2000'
    >>> say_rule("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25")
    'yearly on 25 March, 25 June, 25 September and 25 December'
    >>> say_rule("FREQ=MONTHLY", date(1996, 10, 31)), say_rule("FREQ=MONTHLY;INTERVAL=3", date(1996, 11, 30))
    ('monthly on the last day', 'every 3 months on the 30th, or the last day of a shorter month')
    >>> say_rule("FREQ=YEARLY;BYMONTH=2,8;BYDAY=MO")
    'yearly in February and August, on Monday'
    """
    parts = _placed(_parts(rule), start)
    interval = int(parts.pop("INTERVAL", "1"))
    freq = parts.pop("FREQ")
    how_often = say_often(freq, interval)
    end = _say_end(parts.pop("COUNT", None), parts.pop("UNTIL", None))
    parts.pop("WKST", None)
    place = _say_place(freq, parts)
    return f"{how_often}{spelled(parts) if place is None else place}{end}"


def say_often(freq: str, interval: int = 1) -> str:
    """How often, by itself.

    >>> say_often("MONTHLY"), say_often("YEARLY", 2)
    ('monthly', 'every 2 years')
    """
    return _ADVERBS[freq] if interval == 1 else f"every {say_count(interval, _UNITS[freq])}"


def falls_every_day(rule: str) -> bool:
    """Whether the rule falls on every day, or on every one of some weekdays.

    >>> falls_every_day("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"), falls_every_day("FREQ=DAILY;INTERVAL=2")
    (True, False)
    """
    parts = _parts(rule) if rule else {}
    return parts.get("FREQ") == "DAILY" and parts.get("INTERVAL", "1") == "1"


def has_short_words(rule: str) -> bool:
    """Whether a rule is one of the common ones, which fall on a day every year or month."""
    parts = _parts(rule)
    freq = parts["FREQ"]
    return _say_place(freq, {key: value for key, value in parts.items() if key.startswith("BY")}) is not None


def _placed(parts: dict[str, str], start: date | None) -> dict[str, str]:
    """The rule with its place in the month, where its start says it and words can."""
    if start is None:
        return parts
    try:
        return _with_month_end(parts, start)
    except DayError:
        return parts


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for piece in text.split(";"):
        key, equals, value = piece.partition("=")
        if not equals or not value or key in parts:
            raise DayError(f"“{text}” is no recurrence rule. Write one as FREQ=MONTHLY;BYMONTHDAY=-1.")
        _check_part(key, value)
        parts[key] = value
    _check_whole(parts, text)
    return parts


def _check_part(key: str, value: str) -> None:
    if key == "FREQ" and value in ("SECONDLY", "MINUTELY", "HOURLY"):
        raise DayError(
            f"FREQ={value}: a deadline recurs by days at the shortest. Use DAILY, WEEKLY, MONTHLY or YEARLY."
        )
    if key in _PARTS:
        fits = bool(_PARTS[key].fullmatch(value))
    elif key in _MOST:
        fits = all(_is_place(item, _MOST[key], signed=key != "BYMONTH") for item in value.split(","))
    elif key == "BYDAY":
        fits = all(_BYDAY.fullmatch(item) for item in value.split(","))
    else:
        raise DayError(f"{key} is no part of a rule that Duly follows. Leave it out.")
    if not fits:
        raise DayError(f"{key}={value} is not a value that {key} can have. Mend or leave it out.")


def _is_place(text: str, most: int, *, signed: bool) -> bool:
    found = re.fullmatch(r"([+-]?)([0-9]{1,3})", text)
    return found is not None and (signed or not found[1]) and 1 <= int(found[2]) <= most


def _check_whole(parts: dict[str, str], text: str) -> None:
    freq = parts.get("FREQ")
    if freq is None:
        raise DayError(f"“{text}” does not say how often. Begin it with FREQ=, for example FREQ=MONTHLY.")
    if "COUNT" in parts and "UNTIL" in parts:
        raise DayError("A rule ends by COUNT or by UNTIL, not by both. Leave one out.")
    if "UNTIL" in parts:
        _until(parts["UNTIL"])
    if "BYSETPOS" in parts and not any(key.startswith("BY") and key != "BYSETPOS" for key in parts):
        raise DayError("BYSETPOS chooses among the days that another BY part gives. Add one, or leave BYSETPOS out.")
    _check_fit(freq, parts)
    if not _may_fall(freq, parts):
        raise DayError(f"{text} never falls on a day. Mend its BY parts.")


_UNFIT: Final = {
    "BYWEEKNO": ("DAILY", "WEEKLY", "MONTHLY"),
    "BYYEARDAY": ("DAILY", "WEEKLY", "MONTHLY"),
    "BYMONTHDAY": ("WEEKLY",),
    "BYSETPOS": ("DAILY",),
}
_LONGEST: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _check_fit(freq: str, parts: dict[str, str]) -> None:
    """The combinations that RFC 5545, section 3.3.10, rules out, and places within a single day."""
    barred = [key for key, unfit in _UNFIT.items() if key in parts and freq in unfit]
    if barred:
        raise DayError(f"{barred[0]} cannot stand in a {_ADVERBS[freq]} rule. Leave it out or change FREQ.")
    numbered = re.search(r"[0-9]", parts.get("BYDAY", ""))
    if numbered and (freq not in ("MONTHLY", "YEARLY") or "BYWEEKNO" in parts):
        raise DayError(f"BYDAY={parts['BYDAY']} counts weekdays of a month or year. Use MONTHLY or YEARLY.")
    if freq == "DAILY" and "BYDAY" in parts and int(parts.get("INTERVAL", "1")) % 7 == 0:
        raise DayError("Every 7 days is always the same weekday. Use FREQ=WEEKLY with BYDAY.")


def _may_fall(freq: str, parts: dict[str, str]) -> bool:
    """Whether the rule can fall on a day at all: expanding one that cannot would run on to the year 9999."""
    longest = max(_LONGEST[month - 1] for month in _numbers(parts, "BYMONTH") or range(1, 13))
    numbers = _numbers(parts, "BYMONTHDAY")
    if numbers and min(abs(number) for number in numbers) > longest:
        return False
    if freq == "WEEKLY":
        chosen = len(parts.get("BYDAY", "MO").split(","))
        return min((abs(place) for place in _numbers(parts, "BYSETPOS")), default=1) <= chosen
    ordinals = [int(found) for found in re.findall(r"[0-9]+", parts.get("BYDAY", ""))]
    weeks = 5 if freq == "MONTHLY" or "BYMONTH" in parts else 53
    return not ordinals or min(ordinals) <= weeks or len(ordinals) < parts["BYDAY"].count(",") + 1


def _numbers(parts: dict[str, str], key: str) -> list[int]:
    return [int(number) for number in parts[key].split(",")] if key in parts else []


def _until(text: str) -> date:
    try:
        until = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError as wrong:
        raise DayError(f"UNTIL={text} is no day of the calendar. Write it as UNTIL=19961231.") from wrong
    if not FIRST_DAY <= until <= LAST_DAY:
        raise DayError(f"UNTIL={text} is outside the years Duly knows, 1900 to 2199.")
    return until


def _with_month_end(parts: dict[str, str], start: date) -> dict[str, str]:
    """Say the start's place in the month so that short months keep it: the 31st becomes the last of 28 to 31."""
    placed = any(key.startswith("BY") and key != "BYMONTH" for key in parts)
    if placed or start.day <= 28 or parts["FREQ"] not in ("MONTHLY", "YEARLY"):
        return parts
    ends = ",".join(str(number) for number in range(28, start.day + 1))
    kept = {**parts, "BYMONTHDAY": ends, "BYSETPOS": "-1"}
    if parts["FREQ"] == "YEARLY":
        kept.setdefault("BYMONTH", str(start.month))
        if "," in kept["BYMONTH"]:
            return _month_by_month(kept)
    return kept


def _month_by_month(parts: dict[str, str]) -> dict[str, str]:
    """A yearly rule over several months as a monthly one, since BYSETPOS chooses one day of the whole year."""
    if parts.get("INTERVAL", "1") != "1":
        raise DayError("Say the day of the month in this rule with BYMONTHDAY: not all of its months have the 31st.")
    return {**parts, "FREQ": "MONTHLY"}


@lru_cache(maxsize=4096)
def _occurrences(rule: str, start: date, through: date) -> tuple[date, ...]:
    from dateutil.rrule import rrulestr

    parts = _with_month_end(_parts(rule), start)
    last = min(through, _until(parts.pop("UNTIL"))) if "UNTIL" in parts else through
    if last < start:
        return ()
    text = ";".join(f"{key}={value}" for key, value in parts.items())
    moments = rrulestr(text, dtstart=datetime.combine(start, time.min))
    days: list[date] = []
    for moment in takewhile(lambda moment: moment.date() <= last, moments):
        if len(days) == MOST:
            raise DayError(
                f"What comes {say_rule(rule)} falls on more than {MOST:,} days by {say_day(through)}."
                " Choose a nearer end."
            )
        days.append(moment.date())
    return tuple(days)


def _say_end(count: str | None, until: str | None) -> str:
    if count is not None:
        return f", {say_count(int(count), 'time')}"
    return f", until {say_day(_until(until))}" if until is not None else ""


def _say_place(freq: str, parts: dict[str, str]) -> str | None:
    """The days within the period in words; empty where the start's own day repeats, None where words fail."""
    match freq, tuple(sorted(parts.items())):
        case _, ():
            return ""
        case (("WEEKLY" | "DAILY"), (("BYDAY", days),)):
            return f" on {_list_weekdays(days)}"
        case "MONTHLY", (("BYMONTHDAY", numbers),):
            return f" on the {month_days(numbers)}"
        case "MONTHLY", (("BYDAY", days),) if found := re.fullmatch(r"([+-]?[1-5])([A-Z]{2})", days):
            return f" on the {say_number(int(found[1]))} {_weekday(found[2])}"
        case "MONTHLY", (("BYDAY", "MO,TU,WE,TH,FR"), ("BYSETPOS", place)) if "," not in place:
            return f" on the {say_number(int(place))} weekday"
        case ("MONTHLY", (("BYMONTHDAY", numbers), ("BYSETPOS", "-1"))) if numbers in _LATE:
            return f" on the {_say_late(_LATE[numbers])}"
        case ("YEARLY", (("BYMONTH", month), ("BYMONTHDAY", numbers), ("BYSETPOS", "-1"))) if (
            numbers in _LATE and "," not in month
        ):
            return f" on {_say_late_of(_LATE[numbers], int(month))}"
        case "YEARLY", (("BYMONTH", months), ("BYMONTHDAY", number)) if number.isdigit():
            return f" on {listed([f'{number} {name}' for name in _month_names(months)])}"
        case "YEARLY", (("BYMONTH", months), ("BYMONTHDAY", "-1")):
            return f" on the last day of {listed(_month_names(months))}"
        case _:
            return None


_LATE: Final = {",".join(map(str, range(28, last + 1))): last for last in (29, 30, 31)}


def _say_late(day: int) -> str:
    return "last day" if day == 31 else f"{say_ordinal(day)}, or the last day of a shorter month"


def _say_late_of(day: int, month: int) -> str:
    if (day, month) == (29, 2):
        return f"29 {MONTHS[1]}, or 28 {MONTHS[1]} where there is none"
    return f"{min(day, _LONGEST[month - 1])} {MONTHS[month - 1]}"


def _month_names(numbers: str) -> list[str]:
    return [MONTHS[int(number) - 1] for number in numbers.split(",")]


def _weekday(code: str) -> str:
    return WEEKDAYS[CODES.index(code)]


def _list_weekdays(codes: str) -> str:
    if codes == "MO,TU,WE,TH,FR":
        return "weekdays"
    return listed([_weekday(code[-2:]) for code in codes.split(",")])
