"""Steps that need the hour: cut-offs, periods of hours, the promptness of Regulation FD.

A moment without a zone is told by the clock of the step's own zone. A time that the clock skipped is refused; of a
time that came twice the first is taken, which is the earlier of the two deadlines.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from model.days.calendar import Calendar, named
from model.days.operation import Cutoff, Hours
from model.days.saying import passing_over, say_step
from model.days.wording import say_day, say_moment, zone_city
from model.errors import DayError

NEW_YORK: Final = "America/New_York"
OPENING: Final = time(9, 30)
"""When trading starts on the New York Stock Exchange, by its own clock (NYSE Rule 7.34)."""


def day_that_counts(step: Cutoff, moment: date | datetime, calendar: Calendar) -> tuple[date, str]:
    """The day that a moment counts for, and why. Raises DayError for a day without its hour.

    >>> sec = Cutoff(time="17:30", tz=NEW_YORK)
    >>> day_that_counts(sec, datetime(2024, 11, 8, 17, 31), named(("US-FED",)))[0]
    datetime.date(2024, 11, 12)
    """
    at = _local(moment, step.tz, "A cut-off")
    day, said = at.date(), say_moment(at)
    reason = calendar.reason_closed(day)
    if reason is not None:
        opens = calendar.next_open(day)
        return opens, f"{said}, closed ({reason}): counts for {_next_business_day(day, opens, calendar)}"
    limit = f"the cut-off of {step.time}"
    if at.time().replace(tzinfo=None) <= time.fromisoformat(step.time):
        return day, f"{at:%H:%M} in {zone_city(step.tz)} is not after {limit}: counts for that day"
    counts = calendar.add(day, 1)
    return counts, f"{said} is after {limit}: counts for {_next_business_day(day, counts, calendar)}"


def _next_business_day(day: date, reached: date, calendar: Calendar) -> str:
    return f"the next business day ({calendar.words}){passing_over(day, reached, calendar)}"


def after_hours(step: Hours, moment: date | datetime, calendar: Calendar) -> tuple[datetime, str]:
    """The minute so many hours on, and why. Raises DayError for a day without its hour.

    >>> weekend = Hours(n=72, tz=NEW_YORK, roll="following_same_time")
    >>> after_hours(weekend, datetime(2025, 7, 2, 14, 0), named(("US-FED",)))[0].isoformat(timespec="minutes")
    '2025-07-07T14:00-04:00'
    """
    at = _local(moment, step.tz, "A period of hours")
    end = _elapsed(at, step.n)
    words = f"{say_step(Hours(n=step.n, tz=step.tz))} {say_moment(at)}"
    reason = calendar.reason_closed(end.date()) if step.roll != "none" else None
    if reason is None:
        return end, words
    forward = step.roll == "following_same_time"
    day = calendar.next_open(end.date()) if forward else calendar.previous_open(end.date())
    moved = f"{'the next business day' if forward else 'the business day before'} ({calendar.words})"
    moved += passing_over(end.date(), day, calendar)
    words += f"; {say_day(end.date())} is closed ({reason}): the same time on {moved}"
    return _standing(datetime.combine(day, end.time(), end.tzinfo)), words


def promptly(moment: date | datetime, calendar: Calendar) -> tuple[datetime, str]:
    """The later of 24 hours and the next day's opening of the New York Stock Exchange, and why.

    >>> wednesday = datetime(2025, 7, 2, 18, 0)
    >>> promptly(wednesday, named(("NYSE",)))[0].isoformat(timespec="minutes")
    '2025-07-03T18:00-04:00'
    """
    at = _local(moment, NEW_YORK, "Regulation FD")
    exchange = calendar if "NYSE" in calendar.name else named(("NYSE",))
    hours = _elapsed(at, 24)
    opening = datetime.combine(exchange.add(at.date(), 1), OPENING, at.tzinfo)
    words = f"24 hours after {say_moment(at)} end {_short(hours)}; trading next opens {_short(opening)}: the later"
    return max(hours, opening), words


def _short(at: datetime) -> str:
    return f"{say_day(at)} at {at:%H:%M}"


def _local(moment: date | datetime, zone: str, what: str) -> datetime:
    """The moment by the clock of the zone."""
    from zoneinfo import ZoneInfo

    if not isinstance(moment, datetime):
        raise DayError(f"{what} needs the hour of {say_day(moment)}. Write it as {moment.isoformat()}T14:00.")
    place = ZoneInfo(zone)
    if moment.tzinfo is not None:
        return moment.astimezone(place)
    at = moment.replace(tzinfo=place)
    if _standing(at) != at or _standing(at).replace(tzinfo=None) != moment:
        raise DayError(
            f"{say_day(moment)} had no {moment:%H:%M} in {zone_city(zone)}: the clock went forward. Correct the time."
        )
    return at


def _elapsed(at: datetime, hours: int) -> datetime:
    """Through UTC, since sums on a local clock leave its changes out."""
    return (at.astimezone(UTC) + timedelta(hours=hours)).astimezone(at.tzinfo)


def _standing(at: datetime) -> datetime:
    """The same moment with a time that the clock really showed."""
    return at.astimezone(UTC).astimezone(at.tzinfo)
