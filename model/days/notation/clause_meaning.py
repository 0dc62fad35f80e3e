"""What a clause means: its limit, steps, calendars and time, each settled or asked about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, NoReturn

from model.days.calendar_names import OFFERED, SEVERAL, say_calendar
from model.days.deadline import After, On
from model.days.notation.asking import Asker, Build
from model.days.notation.clause import Clause
from model.days.notation.draft import StepDraft
from model.days.notation.named_deadline import NamedAfter, NamedSeries, checked, on_day
from model.days.notation.refusal import NotationError
from model.days.notation.rule_parts import join_parts, rule_parts
from model.days.notation.stepping import steps_of, zone_of
from model.days.operation import (
    Add,
    BusinessDays,
    ClearDays,
    CountDays,
    Cutoff,
    ExtendIfInaccessible,
    Hours,
    NthBusinessDayOfMonth,
    Roll,
    Step,
)
from model.errors import DayError


def meaning_of_clause(clause: Clause) -> Build[On | NamedAfter | NamedSeries]:
    """The meaning of a clause that has been read to its end. Raises NotationError for words that make no last day."""
    _check_limit(clause)
    form: Callable[[Clause, Asker], On | NamedAfter | NamedSeries] = _recurring if clause.recurs else _single

    def build(asker: Asker) -> On | NamedAfter | NamedSeries:
        try:
            return checked(form(clause, asker))
        except NotationError:
            raise
        except DayError as refused:
            raise NotationError(str(refused), clause.reader.position(clause.at)) from refused

    return build


def _single(clause: Clause, asker: Asker) -> On | NamedAfter:
    if clause.start or clause.until or clause.times:
        _refuse(clause, "Only what comes again has a first and a last day. Write “each” or “every”, or leave them out.")
    if clause.day is not None and not clause.drafts:
        return _stated_day(clause, clause.day, asker)
    anchor = clause.day(asker) if clause.day else clause.name(asker) if clause.name else ""
    steps = _steps(clause, asker, anchor if isinstance(anchor, str) else clause.said_name or "that day")
    if clause.limit == "before" and not clause.led:
        steps = _before_name(clause, asker)
    elif not clause.drafts or (clause.limit == "on" and not clause.led and isinstance(anchor, str)):
        steps = (Add(n=0, unit="day"), *steps)
    opens = _opening(clause, asker)
    calendars = _calendars(clause, (*steps, *opens), asker)
    time, place = _time(clause, asker)
    return After(
        anchor=anchor,
        steps=steps,
        opens=opens,
        calendars=calendars,
        not_earlier_than=_not_earlier(clause, asker),
        time=time,
        zone=place,
        promptly=clause.promptly,
    )


def _stated_day(clause: Clause, day: Build[date], asker: Asker) -> On:
    if clause.calendars:
        _refuse(
            clause, "A stated day counts nothing, so a calendar changes nothing. Say how it moves, or leave it out."
        )
    time, place = _time(clause, asker)
    if clause.opens:
        _refuse(clause, "A stated day opens no window by a count. Write “not earlier than” and the first day.")
    return on_day(
        day(asker),
        strictly_before=clause.limit == "before",
        not_earlier_than=_not_earlier(clause, asker),
        time=time,
        zone=place,
        promptly=clause.promptly,
    )


def _opening(clause: Clause, asker: Asker) -> tuple[Step, ...]:
    steps: list[Step] = []
    for draft in clause.opens:
        steps += steps_of(draft, clause.reader, "that", asker)
    return tuple(steps)


def _before_name(clause: Clause, asker: Asker) -> tuple[Step, ...]:
    if clause.drafts:
        _refuse(clause, "A day that must not be reached is not moved. Write the last day itself, and how it moves.")
    name = clause.said_name
    options: list[tuple[Step, str]] = [
        (Add(n=-1, unit="day"), f"the day before {name} at the latest"),
        (Add(n=0, unit="day"), "that day still in time"),
    ]
    return (asker.ask(f"Before {name}: is that day itself too late?", options),)


def _recurring(clause: Clause, asker: Asker) -> NamedSeries:
    if clause.not_earlier_than:
        _refuse(clause, "A recurrence has no earliest day of its own. Leave it out.")
    start = clause.start(asker) if clause.start else None
    until = clause.until(asker) if clause.until else None
    rule, anchor, before, found_event = "", "", tuple[Step, ...](), ""
    start_event = clause.start_event(asker) if clause.start_event else ""
    if clause.repeat is not None:
        found = clause.repeat(asker, start or (_ANY_START if start_event else None))
        found_event = found.start_event
        rule, anchor, before, start = found.rule, found.anchor, found.steps, start or found.start
    elif clause.name is not None:
        anchor = clause.name(asker)
    if clause.times:
        rule = _with_count(clause, rule)
    steps = before + _steps(clause, asker, anchor or "each day")
    if clause.over and "BY" not in rule:
        _refuse(clause, "The recurrence does not say on which day. Say it: on the 15th of each month over 8 months.")
    opens = _opening(clause, asker)
    first, last = _from_an_end(clause, clause.start_drafts, asker), _from_an_end(clause, clause.until_drafts, asker)
    calendars = _calendars(clause, (*steps, *opens, *first, *last), asker)
    time, place = _time(clause, asker)
    return NamedSeries(
        rule=rule,
        start=start,
        until=until,
        steps=steps,
        opens=opens,
        calendars=calendars,
        promptly=clause.promptly,
        event=anchor,
        start_event=start_event or found_event,
        until_event=clause.until_event(asker) if clause.until_event else "",
        start_steps=first,
        until_steps=last,
        time=time,
        zone=place,
    )


def _from_an_end(clause: Clause, drafts: list[StepDraft], asker: Asker) -> tuple[Step, ...]:
    """How far from an event a series starts or ends."""
    return tuple(step for draft in drafts for step in steps_of(draft, clause.reader, "that", asker))


_ANY_START: Final = date(1996, 1, 1)
"""Stands in where the rule starts with an event: nothing is asked about its first day."""


def _with_count(clause: Clause, rule: str) -> str:
    parts = rule_parts(rule) if rule else {}
    if not parts or "COUNT" in parts:
        _refuse(clause, "A number of times needs a rule that says how often. Give the last day instead.")
    return join_parts({**parts, "COUNT": str(clause.times)})


def _steps(clause: Clause, asker: Asker, anchor: str) -> tuple[Step, ...]:
    steps: list[Step] = []
    for draft in clause.drafts:
        steps += steps_of(draft, clause.reader, anchor if not steps else "that", asker)
    return tuple(steps)


def _check_limit(clause: Clause) -> None:
    """Words before a count that make it something else than a last day."""
    first = clause.drafts[0] if clause.drafts else None
    if clause.limit == "before" and clause.drafts and clause.led:
        _refuse(clause, "Before the end of a period: write how much shorter it is, or “by”.")
    counted = first is not None and first.count is not None
    if not counted or first is None:
        if clause.limit in ("within", "most") or (clause.limit == "at least" and not clause.recurs):
            _refuse(clause, "These words need a period: write “within 10 business days after closing”.")
        return
    if clause.limit in ("within", "most") and first.side == "before":
        _refuse(clause, "That is the first day, not the last: it says how early, not by when. Leave “within” out.")
    if clause.limit == "at least" and first.side == "after":
        _refuse(clause, "That is the first day, not the last: it says how early, not by when. Leave “at least” out.")


def _refuse(clause: Clause, message: str) -> NoReturn:
    raise NotationError(message, clause.reader.position(clause.at))


def _time(clause: Clause, asker: Asker) -> tuple[str, str]:
    if not clause.time:
        if clause.zone:
            _refuse(clause, "A zone needs a time of day. Write it as “by 17:30 Eastern time”.")
        return "", ""
    return clause.time, clause.zone or zone_of(clause.reader, asker)


def _not_earlier(clause: Clause, asker: Asker) -> date | None:
    return clause.not_earlier_than(asker) if clause.not_earlier_than else None


def _calendars(clause: Clause, steps: tuple[Step, ...], asker: Asker) -> tuple[str, ...]:
    """The calendars said, else the instrument's own (none is written); asked where there are neither."""
    if clause.calendars:
        return tuple(dict.fromkeys(_one_calendar(name, asker) for name in clause.calendars))
    context = clause.reader.context
    market = any(draft.unit == "market day" for draft in clause.drafts)
    if clause.own_calendar or not (market or hangs_on_calendar(steps)):
        return ()
    if context.calendars and not market:
        return ()
    own: list[tuple[tuple[str, ...], str]] = (
        [(context.calendars, f"those of {context.named}")] if context.calendars else []
    )
    offered: list[tuple[tuple[str, ...], str]] = [((name,), f"{say_calendar(name)} business days") for name in OFFERED]
    return asker.ask("Business days of which calendar?", own + offered[:5])


def _one_calendar(name: str, asker: Asker) -> str:
    """The calendar of a place; where the place has several, the one that is answered."""
    if name not in SEVERAL:
        return name
    choices = [(one, f"{say_calendar(one)} business days") for one in SEVERAL[name]]
    return asker.ask(f"Business days in {name}: by which calendar?", choices)


def hangs_on_calendar(steps: tuple[Step, ...]) -> bool:
    """Whether the answer depends on which days are business days."""
    return any(_needs_calendar(step) for step in steps)


def _needs_calendar(step: Step) -> bool:
    match step:
        case BusinessDays() | NthBusinessDayOfMonth() | Cutoff() | ExtendIfInaccessible():
            return True
        case Roll():
            return step.convention != "none"
        case ClearDays() | CountDays():
            return step.skip_non_business
        case Add():
            return step.month_end == "sticky_business"
        case Hours():
            return step.roll != "none"
        case _:
            return False
