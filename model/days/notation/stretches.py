"""Stretches of the calendar that a year names: a month, a quarter, a half, a year; their first and last days.

>>> _span(2026, 4, 3)
(datetime.date(2026, 4, 1), datetime.date(2026, 6, 30))
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

from model.days.notation.asking import Build, constant
from model.days.notation.dates import MONTH_NAMES
from model.days.notation.pattern import Pattern
from model.days.notation.reader import Reader

_YEAR: Final = r"(?:calendar year |the calendar year |the year |year |of )?(?P<year>[0-9]{4})"
_QUARTER: Final = Pattern(
    rf"(?:the )?(?:(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th) (?:calendar )?quarter|q(?P<q>[1-4])"
    rf"|(?P<q2>[1-4])q),? (?:of |in )?{_YEAR}"
)
_HALF: Final = Pattern(rf"(?:the )?(?:(?P<nth>first|second|1st|2nd) half|h(?P<h>[12])),? (?:of |in )?{_YEAR}")
_WHOLE_YEAR: Final = Pattern(r"(?:the )?(?:(?:calendar )?year )?(?:of )?(?P<year>[0-9]{4})(?: calendar year)?")
_SOME_MONTHS: Final = Pattern(
    rf"(?:the )?(?P<side>first|last|final) (?P<n>two|three|four|five|six|nine"
    rf"|[2-9]) (?:calendar )?months (?:of |in ){_YEAR}"
)
_OF_MONTH: Final = Pattern(r"(?:the )?(?:calendar )?(?:month of )?")
_PLACES: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_FEW: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9}
_END: Final = Pattern(
    r"(?:(?:by|on|at|before|on or before|no later than|not later than|at or before|up to|until|prior to|as of"
    r"|due) )?(?:the )?"
    r"(?:(?P<end>last day|end|close|expiry|expiration|final day|conclusion)|(?P<start>first day|start"
    r"|beginning|commencement))(?: of)?(?: the)?(?= )"
)
_MONTH_END: Final = Pattern(
    r"(?:(?:by|on|at|no later than|not later than|before) )?(?:the )?(?:month|quarter|year) end,? ?(?:of |in |for )?"
)
Span = tuple[date, date]


def period(reader: Reader) -> Span | None:
    """A stretch of the calendar with its year, as its first and last day."""
    start = reader.at
    for form in (_quarter, _half, _months, _month, _year):
        found = form(reader)
        if found is not None:
            return found
        reader.at = start
    return None


def _span(year: int, first: int, months: int) -> Span | None:
    if not 1900 <= year <= 2199:
        return None
    last = first + months - 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _quarter(reader: Reader) -> Span | None:
    found = reader.fits(_QUARTER)
    if found is None:
        return None
    quarter = _PLACES[found["nth"]] if found["nth"] else int(found["q"] or found["q2"])
    return _span(int(found["year"]), 3 * quarter - 2, 3)


def _half(reader: Reader) -> Span | None:
    found = reader.fits(_HALF)
    if found is None:
        return None
    half = _PLACES[found["nth"]] if found["nth"] else int(found["h"])
    return _span(int(found["year"]), 6 * half - 5, 6)


def _months(reader: Reader) -> Span | None:
    found = reader.fits(_SOME_MONTHS)
    if found is None:
        return None
    count = _FEW.get(found["n"]) or int(found["n"])
    return _span(int(found["year"]), 1 if found["side"] == "first" else 13 - count, count)


def _month(reader: Reader) -> Span | None:
    reader.fits(_OF_MONTH)
    seen = reader.see(MONTH_NAMES)
    if seen is None:
        return None
    reader.at += seen[0]
    month = seen[1]
    reader.comma()
    found = reader.fits(_YEAR_ALONE)
    return _span(int(found["year"]), month, 1) if found else None


_YEAR_ALONE: Final = Pattern(r"(?:of |in )?(?P<year>[0-9]{4})(?= |$)")


def _year(reader: Reader) -> Span | None:
    found = reader.fits(_WHOLE_YEAR)
    return _span(int(found["year"]), 1, 12) if found else None


def month_end(reader: Reader) -> Build[date] | None:
    """The end, or the beginning, of a stretch of the calendar: “the end of February 2028”, “month-end Feb 2026”."""
    start = reader.at
    found = reader.fits(_END)
    if found is None and reader.fits(_MONTH_END) is None:
        return _end_behind(reader)
    span = period(reader)
    if span is None:
        reader.at = start
        return None
    return constant(span[0] if found is not None and found["start"] else span[1])


def _end_behind(reader: Reader) -> Build[date] | None:
    """“Q2 2026 end”, “Feb 2026 month-end”."""
    start = reader.at
    span = period(reader)
    if span is not None and reader.fits(_ENDS_BEHIND):
        return constant(span[1])
    reader.at = start
    return None


_ENDS_BEHIND: Final = Pattern(r"(?:(?:month|quarter|year)[ -])?end(?= |$)")
