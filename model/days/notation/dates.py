"""Days within a notation: as `read_day` reads them, with the law's own ways of writing one, and asking which."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from typing import Final

from model.days.iso import parse_day, read_day
from model.days.notation.asking import Asker, Build, constant
from model.days.notation.numbers import ordinal
from model.days.notation.pattern import Pattern
from model.days.notation.phrases import Phrases
from model.days.notation.reader import Reader
from model.days.notation.refusal import NotationError
from model.days.wording import MONTHS, WEEKDAYS, say_day
from model.errors import DayError

_MONTH: Final = "|".join(MONTHS) + "|" + "|".join(f"{name[:3]}" for name in MONTHS) + "|Sept"
_WEEKDAY: Final = "|".join(WEEKDAYS) + "|" + "|".join(name[:3] for name in WEEKDAYS) + "|Tues|Thur|Thurs"
_WEEK: Final = rf"(?:(?:{_WEEKDAY})\.?,? +)?"
_DATE: Final = Pattern(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])"
    r"|(?P<numbers>(?P<one>[0-9]{1,2})[/.-](?P<two>[0-9]{1,2})[/.-](?P<year>[0-9]{2,4}))(?![0-9])"
    rf"|(?P<week>{_WEEK})(?:the +)?(?P<number>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: +day)?(?: +of)?[ -]+"
    rf"(?P<month>{_MONTH})\b\.?"
    rf"(?:,?[ -]+(?:in the year )?(?P<after>[0-9]{{4,5}}|'?[0-9]{{2}}(?=$|[,;)]| and | or )))?(?![0-9])"
    rf"|(?P<week2>{_WEEK})(?P<month2>{_MONTH})\b\.? +(?P<number2>[0-9]{{1,2}})(?:st|nd|rd|th)?\b"
    r"(?:,? +(?P<after2>[0-9]{4,5}|'?[0-9]{2}(?=$|[;)]| and | or )))?(?![0-9])",
    re.IGNORECASE,
)
MONTH_NAMES: Final = Phrases(
    "a month",
    {name.casefold(): place for place, name in enumerate(MONTHS, 1)}
    | {name[:3].casefold(): place for place, name in enumerate(MONTHS, 1)}
    | {"sept": 9},
    MONTHS,
)
_NEAR: Final = Phrases("a day", {"today": 0, "tomorrow": 1, "yesterday": -1})
_NEXT: Final = Phrases("a weekday", {"next": "next", "this": "this", "this coming": "this", "the coming": "this"})
WEEKDAY_NAMES: Final = Phrases(
    "a weekday",
    {name.casefold(): place for place, name in enumerate(WEEKDAYS)}
    | {f"{name.casefold()}s": place for place, name in enumerate(WEEKDAYS)}
    | {name[:3].casefold(): place for place, name in enumerate(WEEKDAYS)}
    | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
    WEEKDAYS,
)


def say_date(day: date) -> str:
    """A day as the notation writes it: without its weekday, so that one figure can be mended by itself.

    >>> say_date(date(2027, 6, 30))
    '30 June 2027'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def a_date(reader: Reader) -> Build[date] | None:
    """A day, stated in any form that `read_day` knows, "the 30th day of June, 1997", or near to today."""
    reader.want("a day, such as 30 June 2027")
    if (placed := _weekday_of_month(reader)) is not None:
        return placed
    offset = reader.offset
    if (in_weeks := _weeks_from_now(reader)) is not None:
        return in_weeks
    if (near := reader.see(_NEAR)) is not None:
        reader.at += near[0]
        return _near_today(reader, near[1], offset)
    start = reader.at
    found = reader.match(_DATE)
    if found is None or not (found["week"] or found["week2"]):
        reader.at = start
        if (weekday := _coming(reader) or _in_words(reader)) is not None:
            return weekday
        _want_month(reader)
        found = reader.match(_DATE)
    if found is None:
        return None
    if found["numbers"]:
        return _numbers(reader, found, offset)
    number, month = found["number"] or found["number2"], found["month"] or found["month2"]
    if number is None:
        return _reading(reader, found[0], offset)
    week, year = found["week"] or found["week2"] or "", found["after"] or found["after2"]
    if year is None:
        return _yearless(reader, f"{number} {month}", found[0], offset)
    if len(year.strip("'")) == 2:
        place = next(n for n, name in enumerate(MONTHS, 1) if name.casefold().startswith(month[:3].casefold()))
        return _century(reader, found[0], [(number, str(place))], int(year.strip("'")), offset)
    return _reading(reader, f"{week}{number} {month} {year}", offset)


def _century(reader: Reader, typed: str, pairs: list[tuple[str, str]], year: int, offset: int) -> Build[date]:
    """A year of two figures is asked for: the two nearest to today that end so."""
    today, at = reader.context.today or date(1996, 11, 20), reader.position(offset)
    near = sorted((year + century for century in (1900, 2000, 2100)), key=lambda full: abs(full - today.year))[:2]
    days: list[date] = []
    for full in near:
        for number, month in pairs:
            with suppress(DayError):
                days.append(parse_day(f"{full}-{month:0>2}-{number:0>2}"))
    if not days:
        reader.refuse(f"“{typed}” is no day of the calendar. Write a day as 30 June 2027.", offset)
    question = f"“{typed}” says its year in two figures: {' or '.join(map(say_day, days))}?"

    def build(asker: Asker) -> date:
        if len(days) < 2:
            raise NotationError(f"“{typed}” does not say the year in four figures. Write it as 30 June 2027.", at)
        return asker.ask(question, [(day, say_day(day)) for day in days])

    return build


_WEEKDAY_OF: Final = Pattern(
    rf"(?:the )?(?P<nth>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th"
    rf"|5th) (?P<weekday>{_WEEKDAY}) (?:of|in) (?:the month of )?"
    rf"(?P<month>{_MONTH}),? (?P<year>[0-9]{{4}})(?= |$)",
    re.IGNORECASE,
)
_NTH: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
               "5th": 5, "next": 1, "last": -1}  # fmt: skip


def _weekday_number(name: str) -> int:
    return next(place for place, full in enumerate(WEEKDAYS) if full.casefold().startswith(name[:3].casefold()))


def _weekday_of_month(reader: Reader) -> Build[date] | None:
    """A weekday of a month: “the second Tuesday of May 2026”."""
    at = reader.position(reader.offset)
    found = reader.fits(_WEEKDAY_OF)
    if found is None:
        return None
    month = next(n for n, name in enumerate(MONTHS, 1) if name.casefold().startswith(found["month"][:3]))
    first = date(int(found["year"]), month, 1)
    start = first + timedelta((_weekday_number(found["weekday"]) - first.weekday()) % 7)
    days = [day for week in range(5) if (day := start + timedelta(7 * week)).month == month]
    nth = _NTH[found["nth"]]
    if nth > len(days):
        raise NotationError(f"{MONTHS[month - 1]} {first.year} has no such weekday. Write the day itself.", at)
    return constant(days[nth - 1] if nth > 0 else days[-1])


_IN_WORDS: Final = Pattern(
    rf"(?:the )?(?P<day>[a-z-]+(?: [a-z]+)?) (?:day )?of (?P<month>{_MONTH})\b ?,? ?(?P<year>[0-9]{{4}})(?= |,|$)",
    re.IGNORECASE,
)


def _in_words(reader: Reader) -> Build[date] | None:
    """A day whose number is written out: “the fifth day of June 2026”."""
    start, offset = reader.at, reader.offset
    found = reader.fits(_IN_WORDS)
    if found is None:
        return None
    end, reader.at = reader.at, start + found[0].startswith("the ")
    number = ordinal(reader)
    read = reader.words(start, reader.at).removeprefix("the ").casefold()
    if number is None or read != found["day"].removesuffix(" day"):
        reader.at = start
        return None
    reader.at = end
    return _reading(reader, f"{number} {found['month']} {found['year']}", offset)


def _want_month(reader: Reader) -> None:
    token = reader.token
    if token is not None and token.kind == "number" and len(token.key) <= 2 and reader.at + 1 >= len(reader.tokens):
        reader.at += 1
        reader.want(MONTH_NAMES.name, MONTH_NAMES.shown)
        reader.at -= 1


def _reading(reader: Reader, text: str, offset: int) -> Build[date]:
    at = reader.position(offset)

    def build(_: Asker) -> date:
        try:
            return read_day(text)
        except DayError as refused:
            raise NotationError(str(refused), at) from refused

    return build


def _numbers(reader: Reader, found: re.Match[str], offset: int) -> Build[date]:
    """Figures alone: the day first or the month first, asked where both are days."""
    year, readings = found["year"], []
    if len(year) == 4:
        for number, month in dict.fromkeys(((found["one"], found["two"]), (found["two"], found["one"]))):
            with suppress(DayError):
                readings.append(parse_day(f"{year}-{month:0>2}-{number:0>2}"))
    if len(year) == 2:
        pairs = dict.fromkeys(((found["one"], found["two"]), (found["two"], found["one"])))
        return _century(reader, found[0], [(number, month) for number, month in pairs], int(year), offset)
    if len(readings) < 2:
        return _reading(reader, found[0], offset)
    one, other = readings
    question = f"{found[0]}: {say_day(one)} or {say_day(other)}?"
    return lambda asker: asker.ask(question, [(one, "the day first"), (other, "the month first")])


def _yearless(reader: Reader, text: str, typed: str, offset: int) -> Build[date]:
    """A day without its year is asked for with the two nearest that are still to come."""
    today, at = reader.context.today, reader.position(offset)
    if reader.at_end():
        reader.want("a year", (str(today.year), str(today.year + 1)) if today else ())
    readings: list[date] = []
    for year in range(today.year, today.year + 3) if today else ():
        with suppress(DayError):
            readings.append(read_day(f"{text} {year}"))
    ahead = [day for day in readings if today and day >= today][:2]

    def build(asker: Asker) -> date:
        if len(ahead) < 2:
            try:
                return read_day(text)
            except DayError as refused:
                raise NotationError(str(refused), at) from refused
        return asker.ask(f"“{typed}” names no year: which?", [(day, f"{say_day(day)}") for day in ahead])

    return build


_WEEKS: Final = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_WEEKS_FROM_NOW: Final = Pattern(
    rf"(?P<from>today|tomorrow|{_WEEKDAY}) week(?=$|,)"
    rf"|(?P<n>{'|'.join(_WEEKS)}) weeks? (?:on )?(?P<from_too>today|tomorrow|{_WEEKDAY})(?=$|,)"
    r"|(?:the )?end of (?P<week>the|this|next) week(?=$|,)",
    re.IGNORECASE,
)


def _weeks_from_now(reader: Reader) -> Build[date] | None:
    """A day by weeks from today, as the British say it: “Monday week”, “two weeks today”; the end of one is asked."""
    start, offset = reader.at, reader.offset
    found = reader.fits(_WEEKS_FROM_NOW)
    if found is None:
        return None
    today = reader.context.today
    if today is None:
        reader.at = start
        reader.refuse("No day is known as today here. Write the day, such as 6 December 1996.", offset)
    if found["week"]:
        return _week_end(today - timedelta(today.weekday()) + timedelta(7 * (found["week"] == "next")), found[0])
    weeks, word = timedelta(7 * _WEEKS.get(found["n"] or "", 1)), found["from"] or found["from_too"]
    if word in ("today", "tomorrow"):
        return constant(today + timedelta(word == "tomorrow") + weeks)
    ahead = (_weekday_number(word) - today.weekday()) % 7
    days = [today + timedelta(ahead) + weeks] + ([] if ahead else [today + timedelta(7) + weeks])
    return _one_of_days(days, found[0])


def _week_end(monday: date, words: str) -> Build[date]:
    return _one_of_days([monday + timedelta(place) for place in (4, 6)], words)


def _one_of_days(days: list[date], words: str) -> Build[date]:
    question = f"“{words}”: {' or '.join(map(say_day, days))}?"
    return lambda asker: asker.ask(question, [(day, say_day(day)) for day in days])


def _near_today(reader: Reader, days: int, offset: int) -> Build[date]:
    today = reader.context.today
    if today is None:
        reader.refuse("No day is known as today here. Write the day, such as 2 December 1996.", offset)
    return constant(today + timedelta(days))


def _coming(reader: Reader) -> Build[date] | None:
    """A weekday near today: “this Friday” is within seven days; “next Friday” could be that one or the one after."""
    start, offset = reader.at, reader.offset
    which = reader.see(_NEXT)
    weekday = reader.see(WEEKDAY_NAMES, which[0] if which else 0)
    if weekday is None or reader.text[offset:].casefold().startswith("the "):
        return None
    reader.at += (which[0] if which else 0) + weekday[0]
    if reader.tokens[reader.at - 1].key.endswith("days"):
        reader.at = start
        return None
    if reader.token is not None and reader.token.key != "," and which is None:
        reader.at = start
        return None
    today = reader.context.today
    if today is None:
        if which is None:
            reader.at = start
            return None
        reader.refuse("No day is known as today here. Write the day, such as 6 December 1996.", offset)
    return _weekdays(today, weekday[1], next_one=which is not None and which[1] == "next")


def _weekdays(today: date, weekday: int, *, next_one: bool) -> Build[date]:
    ahead = (weekday - today.weekday()) % 7
    first = today + timedelta(ahead)
    second = first + timedelta(7)
    name = WEEKDAYS[weekday]
    if not next_one and ahead:
        return constant(first)
    if not next_one:
        options = [(first, "today"), (second, "in a week")]
    elif ahead:
        options = [(first, "the coming one"), (second, "the one of the week after")]
    else:
        options = [(second, "in a week"), (second + timedelta(7), "in two weeks")]
    said = " or ".join(say_day(day) for day, _ in options)
    return lambda asker: asker.ask(f"{'Next' if next_one else 'This'} {name}: {said}?", options)
