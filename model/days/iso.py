"""Days in and out of records: strict ISO, 1900 to 2199; and the forms a person types.

Records, files and the command line take `parse_day`. Only a field under somebody's eyes takes `read_day`,
which also reads what a lawyer writes and asks where the words could mean two days.

>>> parse_day("1996-12-02")
datetime.date(1996, 12, 2)
>>> read_day("Dec 2, 1996")
datetime.date(1996, 12, 2)
>>> read_day("02/12/1996")
Traceback (most recent call last):
model.errors.DayError: “02/12/1996” could be Mon 2 Dec 1996 or Mon 12 Feb 1996. Write 1996-12-02 or 1996-02-12.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from model.days.wording import MONTHS, WEEKDAYS, say_day
from model.errors import DayError

FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)

_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_FAR: Final = re.compile(r"[0-9]{5,}-[0-9]{2}-[0-9]{2}")
_WEEKDAY: Final = re.compile(r"([a-z]{3,9})\.?,?\s+(?=\S)", re.IGNORECASE)
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?(?:,?[\s-]+([0-9]+))?", re.IGNORECASE)
_MONTH_FIRST: Final = re.compile(r"([a-z]{3,9})\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?(?:,?\s+([0-9]+))?", re.IGNORECASE)
_NUMBERS: Final = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]+)")


def parse_day(text: str) -> date:
    """Read a day written `YYYY-MM-DD`, from 1900-01-01 to 2199-12-31.

    Raises DayError for anything else: other forms, week dates, spaces, days the calendar doesn't have.

    >>> parse_day("1996-11-31")
    Traceback (most recent call last):
    model.errors.DayError: “1996-11-31” is no day of the calendar. Write a day as 1996-11-30.
    >>> parse_day("19961130")
    Traceback (most recent call last):
    model.errors.DayError: “19961130” is not a day in the form 1996-11-30.
    """
    found = _ISO.fullmatch(text)
    if not found and _FAR.fullmatch(text):
        raise _outside(text)
    if not found:
        raise DayError(f"“{text}” is not a day in the form 1996-11-30.")
    year, month, number = (int(part) for part in found.groups())
    return _day_of(year, month, number, text)


def check_day(day: date) -> None:
    """Refuse a day outside 1900-01-01 to 2199-12-31 with DayError.

    >>> check_day(date(1996, 12, 2))
    >>> check_day(date(1899, 12, 31))
    Traceback (most recent call last):
    model.errors.DayError: 1899-12-31 is outside the years Duly knows, 1900 to 2199.
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise DayError(f"{day.isoformat()} is outside the years Duly knows, 1900 to 2199.")


def read_day(text: str, today: date | None = None) -> date:
    """Read a day typed by hand: ISO, or a form that can mean one day only.

    Read are `1996-12-02`, `2 Dec 1996`, `2 December 1996`, `Dec 2, 1996`, each with or without its weekday, and
    numbers such as `31/12/1996` of which only one reading is a day. A weekday that doesn't fit, a missing year, a
    year of two figures and two possible readings raise DayError with the question to answer. `today`, when handed
    in, also lets "today", "tomorrow" and "yesterday" be read, and offers its year where none was written.

    >>> read_day("Mon 2 Dec 1996") == read_day("2nd December 1996") == read_day("31/12/1996") - timedelta(29)
    True
    >>> read_day("Tue 2 Dec 1996")
    Traceback (most recent call last):
    model.errors.DayError: 2 Dec 1996 is a Monday, not a Tuesday. Mend the weekday or the day.
    >>> read_day("2 Dec", today=date(1996, 11, 20))
    Traceback (most recent call last):
    model.errors.DayError: “2 Dec” names no year. Write 1996-12-02 if you mean Mon 2 Dec 1996.
    """
    wanted = " ".join(text.split())
    if today is not None and wanted.lower() in _NEAR:
        return today + timedelta(_NEAR[wanted.lower()])
    if _ISO.fullmatch(wanted):
        return parse_day(wanted)
    if _FAR.fullmatch(wanted):
        raise _outside(wanted)
    if numbers := _NUMBERS.fullmatch(wanted):
        return _read_numbers(numbers, wanted)
    weekday, rest = _split_weekday(wanted)
    day = _read_words(rest, wanted, today)
    if weekday is not None and day.weekday() != weekday:
        raise DayError(
            f"{day.day} {MONTHS[day.month - 1][:3]} {day.year} is a {WEEKDAYS[day.weekday()]}, "
            f"not a {WEEKDAYS[weekday]}. Mend the weekday or the day."
        )
    return day


_NEAR: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}


def _day_of(year: int, month: int, number: int, text: str) -> date:
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise _outside(text)
    if not 1 <= month <= 12:
        raise DayError(f"“{text}” is no day of the calendar. Write a day as 1996-11-30.")
    last = monthrange(year, month)[1]
    if not 1 <= number <= last:
        near = date(year, month, last if number else 1)
        raise DayError(f"“{text}” is no day of the calendar. Write a day as {near.isoformat()}.")
    return date(year, month, number)


def _outside(text: str) -> DayError:
    return DayError(f"“{text}” is outside the years Duly knows, 1900 to 2199.")


def _split_weekday(text: str) -> tuple[int | None, str]:
    found = _WEEKDAY.match(text)
    if found and (weekday := _name_in(WEEKDAYS, found[1])) is not None:
        return weekday, text[found.end() :]
    return None, text


def _name_in(names: tuple[str, ...], word: str) -> int | None:
    """The place of a name written in full or cut to three letters or more: "Sept", "Thurs", "Dec"."""
    fits = [place for place, name in enumerate(names) if name.lower().startswith(word.lower())]
    return fits[0] if len(word) >= 3 and len(fits) == 1 else None


def _read_words(text: str, typed: str, today: date | None) -> date:
    if found := _DAY_FIRST.fullmatch(text):
        number, word, year = found.groups()
    elif found := _MONTH_FIRST.fullmatch(text):
        word, number, year = found.groups()
    else:
        raise DayError(f"“{typed}” is not a day. Write it as 1996-12-02 or 2 Dec 1996.")
    place = _name_in(MONTHS, word)
    if place is None:
        raise DayError(f"“{word}” is no month. Write the day as 1996-12-02 or 2 Dec 1996.")
    if year is None:
        raise _no_year(typed, place + 1, int(number), today)
    return _day_of(_full_year(year, typed), place + 1, int(number), typed)


def _no_year(typed: str, month: int, number: int, today: date | None) -> DayError:
    if today is None:
        return DayError(f"“{typed}” names no year. Write it as 1996-12-02 or 2 Dec 1996.")
    day = _day_of(today.year, month, number, typed)
    return DayError(f"“{typed}” names no year. Write {day.isoformat()} if you mean {say_day(day)}.")


def _full_year(year: str, typed: str) -> int:
    """The year, where it is written in four figures. Of more it is said that they are no year Duly knows."""
    if len(year.lstrip("0")) > 4:
        raise _outside(typed)
    if len(year) != 4:
        raise DayError(f"“{typed}” does not say the year in four figures. Write it as 1996-12-02.")
    return int(year)


def _read_numbers(found: re.Match[str], typed: str) -> date:
    first, second, year = int(found[1]), int(found[2]), _full_year(found[3], typed)
    readings = [
        _day_of(year, month, number, typed)
        for number, month in dict.fromkeys(((first, second), (second, first)))
        if 1 <= month <= 12 and 1 <= number <= 31
    ]
    if not readings:
        raise DayError(f"“{typed}” is no day of the calendar. Write a day as 1996-11-30.")
    if len(readings) == 1:
        return readings[0]
    one, other = readings
    raise DayError(
        f"“{typed}” could be {say_day(one)} or {say_day(other)}. Write {one.isoformat()} or {other.isoformat()}."
    )
