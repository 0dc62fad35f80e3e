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
    said: NamedDeadline, day_zero: Moment | Mapping[str, Moment] | None, calendars: tuple[str, ...] = ()
) -> tuple[StepLine, ...]:
    """The lines from day zero to the result, which is the last line's day; none for what has no day.

    `day_zero` is the day of the anchor, or the days of several by their names. `calendars` stand in where the words
    name none; without either, every day is open. A recurrence is worked out for its first day from day zero on.
    Raises DayError where a day is not known or a calendar does not cover it.
    """
    match said:
        case On():
            return _stated(said)
        case After():
            return _counted(said, day_zero, calendars)
        case NamedSeries():
            return _recurring(said, day_zero, calendars)
        case Earliest() | Latest():
            return _several(said, day_zero, calendars)
        case NamedSpan():
            return (
                () if said.until is None else (StepLine(said.until, f"to the end of {say_day(said.until)}, as stated"),)
            )
        case Open():
            return ()


def _with_opening(
    lines: tuple[StepLine, ...], opens: tuple[Step, ...], start: Moment, calendar: Calendar
) -> tuple[StepLine, ...]:
    """The lines to the due day, behind the day on which a window opens, where one does."""
    return with_opening(lines, work_out(opens, start, calendar)[-1]) if opens else lines


def _stated(said: On) -> tuple[StepLine, ...]:
    day = said.day.on
    opening = _not_earlier(said.not_earlier_than, day)
    if not said.strictly_before:
        return (*opening, *_by_time((StepLine(day, f"{say_day(day)}, as stated"),), said))
    last = day - timedelta(1)
    words = f"before {say_day(day)}: {say_day(last)} is the last day in time"
    return (*opening, *_by_time((StepLine(last, words),), said))


def _by_time(lines: tuple[StepLine, ...], said: On | NamedAfter | NamedSeries) -> tuple[StepLine, ...]:
    """The minute of the last day, where one is stated."""
    if not said.time:
        return lines
    from zoneinfo import ZoneInfo

    at = datetime.combine(lines[-1].day, time.fromisoformat(said.time), ZoneInfo(said.zone))
    return (*lines, StepLine(at.date(), f"by {said.time} in {zone_city(said.zone)}", at))


def _counted(
    said: NamedAfter, day_zero: Moment | Mapping[str, Moment] | None, calendars: tuple[str, ...]
) -> tuple[StepLine, ...]:
    start = _start(said.anchor, day_zero) if isinstance(said.anchor, str) else said.anchor
    return counted_lines(said, start, named(said.calendars or calendars or ("NONE",)))


def counted_lines(said: NamedAfter, start: Moment, calendar: Calendar) -> tuple[StepLine, ...]:
    """The lines of a count from `start` by one calendar, the due day last. Raises DayError.

    "Not earlier than" moves no due day: what is done before it comes too early. It stands ahead of the count.
    """
    lines = _by_time(work_out(said.steps, start, calendar), said)
    return _with_opening((*_not_earlier(said.not_earlier_than, lines[-1].day), *lines), said.opens, start, calendar)


def _not_earlier(first: date | None, due: date) -> tuple[StepLine, ...]:
    """The day before which it may not be done; one after the due day is a contradiction, and said."""
    if first is None:
        return ()
    if first <= due:
        return (StepLine(first, say_opening(f"{say_day(first)}, as stated", in_time=True)),)
    return (StepLine(first, f"“not earlier than” that day, after the due day, {say_day(due)}: correct one"),)


def _recurring(
    said: NamedSeries, day_zero: Moment | Mapping[str, Moment] | None, calendars: tuple[str, ...]
) -> tuple[StepLine, ...]:
    if said.event:
        start, own = _start(said.event, day_zero), said.calendars or calendars
        lines = _work_out(said.steps, start, own) if said.steps else _on(start, said.event)
        return _with_opening(_by_time(lines, said), said.opens, start, named(own or ("NONE",)))
    first = said.start or _start("", day_zero)
    days = occurrences(said.rule, first, date(first.year + 10, 12, 31))
    from_day = day_zero if isinstance(day_zero, date) else first
    ahead = [day for day in days if day >= _day(from_day) and (said.until is None or day <= said.until)]
    if not ahead:
        raise DayError(f"It does not come again after {say_day(_day(from_day))}.")
    words = say_rule_words(said.rule)
    kept = f"{words}{say_month_end_kept(said.rule, said.start)}" if words else say_rule(said.rule, first)
    own = said.calendars or calendars
    steps = _work_out(said.steps, ahead[0], own) if said.steps else ()
    lines = _by_time((StepLine(ahead[0], kept), *steps), said)
    return _with_opening(lines, said.opens, ahead[0], named(own or ("NONE",)))


def _on(start: Moment, name: str) -> tuple[StepLine, ...]:
    day = _day(start)
    return (StepLine(day, f"{name}: {say_day(day)}", start if isinstance(start, datetime) else None),)


def _several(
    said: NamedSeveral, day_zero: Moment | Mapping[str, Moment] | None, calendars: tuple[str, ...]
) -> tuple[StepLine, ...]:
    parts = [explain(part, day_zero, calendars) for part in said.of]
    choose = min if said.pick == "earlier" else max
    last = choose((lines[-1] for lines in parts), key=lambda line: (line.day, line.at.time() if line.at else time.max))
    degree = said.pick if len(parts) == 2 else {"earlier": "earliest", "later": "latest"}[said.pick]
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
