"""What a deadline says once it is read: the forms of :mod:`model.days.deadline`, their anchors by name or by day.

>>> checked(NamedSeries(rule="FREQ=MONTHLY"))
Traceback (most recent call last):
model.errors.DayError: The recurrence does not say on which day. Say it, or from which day it counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeAlias, TypeVar

from msgspec.structs import replace

from model.days.deadline import (
    After,
    Dated,
    Day,
    Earliest,
    Latest,
    On,
    Open,
    SeriesForm,
    SpanForm,
    number_problems,
    step_problems,
    time_problems,
)
from model.days.iso import check_day
from model.days.notation.letters import tidy
from model.days.notation.rule_parts import check_placed, ordered_rule
from model.days.operation import Step
from model.days.value import Problem
from model.errors import DayError

NamedAnchor: TypeAlias = str | date
"""What a deadline counts from: an event by the name that counsel wrote, or a day."""
NamedAfter: TypeAlias = After[NamedAnchor]
NamedDated: TypeAlias = Dated[NamedAnchor]
NamedSeveral: TypeAlias = Earliest[NamedAnchor] | Latest[NamedAnchor]


class NamedSeries(SeriesForm, frozen=True, kw_only=True):
    """Again and again: by a rule, or with each occurrence of ``event``, whose name it is.

    The rule is kept in a fixed order of its parts, its end as ``until``. A rule that does not place its own days needs
    ``start``, or ``start_event``, the event on whose day it starts; ``until_event`` is that with which it ends.
    ``start_steps`` and ``until_steps`` lead from those events to where it starts and ends. ``time`` by the clock of
    ``zone`` holds of each occurrence, which no record holds.
    """

    event: str = ""
    start_event: str = ""
    until_event: str = ""
    start_steps: tuple[Step, ...] = ()
    until_steps: tuple[Step, ...] = ()
    time: str = ""
    zone: str = ""

    def problems(self) -> Iterator[Problem]:
        """It recurs by one thing, and starts and ends with a day or an event, not both."""
        yield from self.recurrence_problems(self.event)
        yield from super().problems()
        yield from time_problems("deadline", self.time, self.zone)
        for steps in (self.opens, self.start_steps, self.until_steps):
            yield from _window_problems(steps)
        yield from _end_problems(self.start, self.start_event, self.until, self.until_event)
        if self.start_event and self.event:
            message = "What comes with each occurrence of an event starts with it. Leave out the start."
            yield Problem("deadline", message)


class NamedSpan(SpanForm, frozen=True, kw_only=True):
    """At all times, also from the day of one event to that of another, which no record holds.

    ``words`` are the source's own where they say how long in another way ("so long as any Loan is outstanding").
    """

    since_event: str = ""
    until_event: str = ""

    def problems(self) -> Iterator[Problem]:
        """It begins and ends with a day or an event, not both, and does not end before it begins."""
        yield from super().problems()
        yield from _end_problems(self.since, self.since_event, self.until, self.until_event)


NamedDeadline: TypeAlias = On | NamedAfter | NamedSeries | NamedSeveral | NamedSpan | Open
F = TypeVar("F", bound=NamedDeadline)


def on_day(day: date, **more: Any) -> On:
    """By a stated day.

    >>> on_day(date(2027, 6, 30), strictly_before=True).day.on
    datetime.date(2027, 6, 30)
    """
    return On(day=Day(on=day), **more)


def span_between(first: NamedAnchor | None, last: NamedAnchor | None, words: str = "") -> NamedSpan:
    """At all times between two days or events, as far as they are stated."""
    return NamedSpan(
        since=first if isinstance(first, date) else None,
        until=last if isinstance(last, date) else None,
        words=words,
        since_event=first if isinstance(first, str) else "",
        until_event=last if isinstance(last, str) else "",
    )


def with_each(counted: NamedAfter) -> NamedSeries:
    """The same count with each occurrence of what it counts from."""
    return NamedSeries(
        event=str(counted.anchor),
        steps=counted.steps,
        opens=counted.opens,
        calendars=counted.calendars,
        promptly=counted.promptly,
        time=counted.time,
        zone=counted.zone,
    )


def checked(form: F) -> F:
    """The deadline as the notation keeps it: names tidy, each calendar once, the rule in order.

    Raises :class:`model.errors.DayError` where it says nothing certain.
    """
    kept = replace(form, **_in_one_form(form))
    for day in _days_of(kept):
        check_day(day)
    for problem in _problems(kept):
        raise DayError(problem.message)
    if isinstance(kept, NamedSeries) and kept.rule and kept.start is None and not kept.start_event:
        check_placed(kept.rule)
    return kept


def _in_one_form(form: NamedDeadline) -> dict[str, Any]:
    """The fields that can be written in more than one way, in the way in which they are kept."""
    match form:
        case After():
            anchor = tidy(form.anchor) if isinstance(form.anchor, str) else form.anchor
            return {"anchor": anchor, "calendars": tuple(dict.fromkeys(form.calendars))}
        case NamedSeries():
            rule, until = ordered_rule(form.rule, form.until) if form.rule else ("", form.until)
            names = {name: tidy(getattr(form, name)) for name in ("event", "start_event", "until_event")}
            return {**names, "rule": rule, "until": until, "calendars": tuple(dict.fromkeys(form.calendars))}
        case NamedSpan():
            return {name: tidy(getattr(form, name)) for name in ("words", "since_event", "until_event")}
        case Open():
            words = tidy(form.words)
            return {"words": "" if words == form.reason else words}
        case _:
            return {}


def _days_of(form: NamedDeadline) -> Iterator[date]:
    match form:
        case On():
            yield from filter(None, (form.day.on, form.not_earlier_than))
        case After():
            yield from (day for day in (form.anchor, form.not_earlier_than) if isinstance(day, date))
        case NamedSeries():
            yield from filter(None, (form.start, form.until))
        case NamedSpan():
            yield from filter(None, (form.since, form.until))


def _problems(form: NamedDeadline) -> Iterator[Problem]:
    """What is wrong with the words alone; which calendars there are, and where a window opens, a record's door asks."""
    match form:
        case After():
            if not form.anchor:
                yield Problem("deadline", "The deadline does not say from what it counts. Name an event, or a day.")
            yield from step_problems("deadline", form.steps)
            yield from _window_problems(form.opens)
            yield from time_problems("deadline", form.time, form.zone)
        case Earliest() | Latest():
            yield from number_problems(form.of)
        case _:
            yield from form.problems()


def _window_problems(opens: tuple[Any, ...]) -> Iterator[Problem]:
    if opens:
        yield from step_problems("deadline", opens)


def _end_problems(first: date | None, first_event: str, last: date | None, last_event: str) -> Iterator[Problem]:
    if first and first_event:
        yield Problem("deadline", "It starts on a day or with an event, not both. Leave one out.")
    if last and last_event:
        yield Problem("deadline", "It ends on a day or with an event, not both. Leave one out.")
