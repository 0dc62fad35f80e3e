"""Recurrences of calendar files, contained: what Duly can follow day by day, from the first day still to come.

No rule is expanded without bound. One that recurs by hours or seconds, that cannot be read, or that never falls is
refused with its reason, and the entry is then proposed for its one day. A series that began in the past goes on from
its first day that is not past: nothing is proposed as missed that was never on the docket.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from model.days.iso import LAST_DAY
from model.days.recurrence import check_rule, continued, has_short_words, occurrences, say_rule
from model.days.wording import say_day
from model.errors import DayError
from model.feed.lines import one_line
from model.feed.reading.when import UTC, Moment

MOST_CHANGED: Final = 1_000
"""Days left out or moved in one series."""
MOST_EXTRA: Final = 100
"""Days that an entry names beside its rule (RDATE)."""
AHEAD: Final = 6
"""Years in which a series must have a day still to come."""
FAR: Final = 40
"""Years of a series in which days may be left out or moved."""

_CENTURIES: Final = 400
"""The Gregorian calendar repeats after 400 years, weekdays too."""
_LAST_YEAR: Final = 9999


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule that Duly can follow, the day that it starts on, and what is to be said of it.

    Without a rule, ``warnings`` say why there is none.
    """

    rule: str
    start: date
    warnings: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the file gave a rule that is not followed."""
        return not self.rule


def recurrence_of(text: str, start: Moment, today: date, until_of: Callable[[str], Moment]) -> Recurrence:
    """The RRULE ``text`` of an entry that starts at ``start``, as it goes on from ``today``.

    ``until_of`` reads the UNTIL of the rule, a day or a moment.
    """
    try:
        rule = _in_days(text, start, until_of)
        check_rule(rule)
        if not falls(rule, start.day):
            raise DayError(f"{rule} never falls on a day.")
        return _from_today(rule, start.day, today)
    except DayError as error:
        return Recurrence("", start.day, (f"Its recurrence was not taken over: {error} Only its first day stands.",))


def falls(rule: str, start: date) -> bool:
    """Whether a rule that can be read falls on any day at all. Looks through 800 years at the most, never without end.

    >>> falls("FREQ=MONTHLY;BYDAY=2TU", date(2026, 1, 1))
    True
    >>> falls("FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=1;BYSETPOS=2", date(2026, 1, 1))
    False
    """
    return has_short_words(rule) or _falls(rule, start)


@lru_cache(maxsize=1024)
def _falls(rule: str, start: date) -> bool:
    """In years so late that the search soon comes to the end of the calendar."""
    from dateutil.rrule import rrulestr

    late = start.year + (_LAST_YEAR - _CENTURIES - start.year) // _CENTURIES * _CENTURIES
    parts = (part for part in rule.split(";") if not part.startswith(("UNTIL=", "COUNT=")))
    moments = rrulestr(";".join(parts), dtstart=datetime.combine(start.replace(year=late), time.min))
    return next(iter(moments), None) is not None


def _in_days(text: str, start: Moment, until_of: Callable[[str], Moment]) -> str:
    """The rule as Duly writes it: in capitals, and with its UNTIL as a day."""
    pieces = []
    for piece in one_line(text, 1000).upper().replace(" ", "").strip(";").split(";"):
        key, _, value = piece.partition("=")
        pieces.append(f"UNTIL={_last_day(until_of(value), start):%Y%m%d}" if key == "UNTIL" else piece)
    return ";".join(pieces)


def _last_day(until: Moment, start: Moment) -> date:
    """The last day on which the series may fall: an UNTIL before the time of day is too early for its own day."""
    there = until.in_zone(start.zone or UTC)
    early = there.at is not None and start.at is not None and there.at < start.at
    return there.day - timedelta(days=1) if early else there.day


def _from_today(rule: str, start: date, today: date) -> Recurrence:
    warnings = tuple(_odd(rule, start))
    if start >= today:
        return Recurrence(rule, start, warnings)
    through = min(date(today.year + AHEAD, 12, 31), LAST_DAY)
    coming = next((day for day in occurrences(rule, start, through) if day >= today), None)
    if coming is None:
        last = f"It recurred {say_rule(rule, start)}, and none of its days is still to come."
        return Recurrence("", start, (last,))
    words = f"It began {say_day(start)}. What is past was left out: it is proposed from {say_day(coming)} on."
    return Recurrence(continued(rule, start, coming), coming, (*warnings, words))


def _odd(rule: str, start: date) -> Iterator[str]:
    """Where Duly reads a rule otherwise than other calendars do."""
    parts = dict(piece.split("=", 1) for piece in rule.split(";"))
    placed = any(key.startswith("BY") and key != "BYMONTH" for key in parts)
    if start.day > 28 and not placed and parts["FREQ"] in ("MONTHLY", "YEARLY"):
        yield "In months that are shorter, it falls on their last day, where other calendars leave them out."


def first_is_extra(rule: str, start: date) -> bool:
    """Whether the first day does not follow the rule: calendars show it all the same (RFC 5545, 3.8.5.3)."""
    return start not in occurrences(rule, start, start)


def fitting(recurrence: Recurrence, days: Sequence[date]) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Those of ``days`` still to come on which the series falls, and those on which it does not."""
    wanted = sorted({day for day in days if day >= recurrence.start})[:MOST_CHANGED]
    if not wanted:
        return (), ()
    far = date(min(recurrence.start.year + FAR, LAST_DAY.year), 12, 31)
    known = set(occurrences(recurrence.rule, recurrence.start, min(wanted[-1], far)))
    return tuple(day for day in wanted if day in known), tuple(day for day in wanted if day not in known)
