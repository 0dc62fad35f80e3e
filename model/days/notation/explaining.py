"""What is said, worked out line by line.

>>> from model.days.operation import Add
>>> for line in explain(After(anchor="quarter end", steps=(Add(n=45, unit="day"),)), date(2022, 3, 31), ("US-FED",)):
...     print(say_day(line.day), "|", line.words)
Sun 15 May 2022 | 45 days after Thu 31 Mar 2022
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from model.days.calendar import Calendar, named
from model.days.deadline import After, Earliest, Latest, On, Open
from model.days.notation.named_deadline import NamedAfter, NamedDeadline, NamedSeries, NamedSeveral, NamedSpan
from model.days.notation.saying_rules import say_month_end_kept, say_rule_words
from model.days.operation import Step
from model.days.recurrence import occurrences, say_rule
from model.days.saying import say_opening
from model.days.step import StepLine, with_opening, work_out
from model.days.wording import say_day, zone_city
from model.errors import DayError

Moment: TypeAlias = date | datetime


def explain(
    deadline: NamedDeadline, day_zero: Moment | Mapping[str, Moment] | None, calendars: tuple[str, ...] = ()
) -> tuple[StepLine, ...]:
    """The lines from day zero to the result, which is the last line's day; none for what has no day.

    `day_zero` is the day of the anchor, or the days of several by their names. `calendars` stand in where the words
    name none; without either, every day is open. A recurrence is worked out for its first day from day zero on.
    Raises DayError where a day is not known or a calendar does not cover it.
    """
    match deadline:
        case On():
            return _stated(deadline)
        case After():
            return _counted(deadline, day_zero, calendars)
        case NamedSeries():
            return _recurring(deadline, day_zero, calendars)
        case Earliest() | Latest():
            return _several(deadline, day_zero, calendars)
        case NamedSpan():
            return (
                ()
                if deadline.until is None
                else (StepLine(deadline.until, f"to the end of {say_day(deadline.until)}, as stated"),)
            )
        case Open():
            return ()


def _with_opening(
    lines: tuple[StepLine, ...], opens: tuple[Step, ...], start: Moment, calendar: Calendar
) -> tuple[StepLine, ...]:
    """The lines to the due day, behind the day on which a window opens, where one does."""
    return with_opening(lines, work_out(opens, start, calendar)[-1]) if opens else lines


def _stated(deadline: On) -> tuple[StepLine, ...]:
    day = deadline.day.on
    opening = _not_earlier(deadline.not_earlier_than, day)
    if not deadline.strictly_before:
        return (*opening, *_by_time((StepLine(day, f"{say_day(day)}, as stated"),), deadline))
    last = day - timedelta(1)
    words = f"before {say_day(day)}: {say_day(last)} is the last day in time"
    return (*opening, *_by_time((StepLine(last, words),), deadline))


def _by_time(lines: tuple[StepLine, ...], deadline: On | NamedAfter | NamedSeries) -> tuple[StepLine, ...]:
    """The minute of the last day, where one is stated."""
    if not deadline.time:
        return lines
    from zoneinfo import ZoneInfo

    at = datetime.combine(lines[-1].day, time.fromisoformat(deadline.time), ZoneInfo(deadline.zone))
    return (*lines, StepLine(at.date(), f"by {deadline.time} in {zone_city(deadline.zone)}", at))


def _counted(
    deadline: NamedAfter, day_zero: Moment | Mapping[str, Moment] | None, calendars: tuple[str, ...]
) -> tuple[StepLine, ...]:
    start = _start(deadline.anchor, day_zero) if isinstance(deadline.anchor, str) else deadline.anchor
    return counted_lines(deadline, start, named(deadline.calendars or calendars or ("NONE",)))


def counted_lines(deadline: NamedAfter, start: Moment, calendar: Calendar) -> tuple[StepLine, ...]:
    """The lines of a count from `start` by one calendar, the due day last. Raises DayError.

    "Not earlier than" moves no due day: what is done before it comes too early. It stands ahead of the count.
    """
    lines = _by_time(work_out(deadline.steps, start, calendar), deadline)
    return _with_opening(
        (*_not_earlier(deadline.not_earlier_than, lines[-1].day), *lines), deadline.opens, start, calendar
    )


def _not_earlier(first: date | None, due: date) -> tuple[StepLine, ...]:
    """The day before which it may not be done; one after the due day is a contradiction, and said."""
    if first is None:
        return ()
    if first <= due:
        return (StepLine(first, say_opening(f"{say_day(first)}, as stated", in_time=True)),)
    return (StepLine(first, f"“not earlier than” that day, after the due day, {say_day(due)}: correct one"),)


def _recurring(
    deadline: NamedSeries, day_zero: Moment | Mapping[str, Moment] | None, calendars: tuple[str, ...]
) -> tuple[StepLine, ...]:
    if deadline.event:
        start, own = _start(deadline.event, day_zero), deadline.calendars or calendars
        lines = _work_out(deadline.steps, start, own) if deadline.steps else _on(start, deadline.event)
        return _with_opening(_by_time(lines, deadline), deadline.opens, start, named(own or ("NONE",)))
    first = deadline.start or _start("", day_zero)
    days = occurrences(deadline.rule, first, date(first.year + 10, 12, 31))
    from_day = day_zero if isinstance(day_zero, date) else first
    ahead = [day for day in days if day >= _day(from_day) and (deadline.until is None or day <= deadline.until)]
    if not ahead:
        raise DayError(f"It does not come again after {say_day(_day(from_day))}.")
    words = say_rule_words(deadline.rule)
    kept = f"{words}{say_month_end_kept(deadline.rule, deadline.start)}" if words else say_rule(deadline.rule, first)
    own = deadline.calendars or calendars
    steps = _work_out(deadline.steps, ahead[0], own) if deadline.steps else ()
    lines = _by_time((StepLine(ahead[0], kept), *steps), deadline)
    return _with_opening(lines, deadline.opens, ahead[0], named(own or ("NONE",)))


def _on(start: Moment, name: str) -> tuple[StepLine, ...]:
    day = _day(start)
    return (StepLine(day, f"{name}: {say_day(day)}", start if isinstance(start, datetime) else None),)


def _several(
    deadline: NamedSeveral, day_zero: Moment | Mapping[str, Moment] | None, calendars: tuple[str, ...]
) -> tuple[StepLine, ...]:
    parts = [explain(part, day_zero, calendars) for part in deadline.of]
    choose = min if deadline.pick == "earlier" else max
    last = choose((lines[-1] for lines in parts), key=lambda line: (line.day, line.at.time() if line.at else time.max))
    degree = deadline.pick if len(parts) == 2 else {"earlier": "earliest", "later": "latest"}[deadline.pick]
    chosen = StepLine(last.day, f"the {degree} of {' and '.join(say_day(lines[-1].day) for lines in parts)}", last.at)
    return (*(line for lines in parts for line in lines), chosen)


def _start(name: str, day_zero: Moment | Mapping[str, Moment] | None) -> Moment:
    found = day_zero.get(name) if isinstance(day_zero, Mapping) else day_zero
    if found is None:
        raise DayError(f"The day of “{name}” is not known yet." if name else "No first day is known yet.")
    return found


def _work_out(steps: tuple[Step, ...], start: Moment, calendars: tuple[str, ...]) -> tuple[StepLine, ...]:
    return work_out(steps, start, named(calendars or ("NONE",)))


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
