"""Deadlines in words, worked out: the day, the window, the series; the event that is not known yet; or the question.

>>> asked = {"id": 1, "words": "promptly, and in any event within 5 business days after closing"}
>>> asked["context"] = {"anchors": {"closing": "1996-11-20"}, "business_day": ["US-FED"]}
>>> found = answer_words(asked)
>>> found["undated"], found["latest"], found["written"]
(True, '1996-11-27', 'promptly, at the latest 5 business days after closing')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final, Literal, TypeAlias

import msgspec

from model.days.calendar import named
from model.days.deadline import After, Earliest, Latest, Open
from model.days.fiscal import FiscalYear, period_ends
from model.days.iso import LAST_DAY, parse_day
from model.days.notation import (
    Ambiguous,
    Context,
    NamedDeadline,
    NamedSeries,
    NamedSpan,
    NotationError,
    explain,
    format_deadline,
    parse,
)
from model.days.notation.named_deadline import NamedDated, NamedSeveral
from model.days.notation.writing import say_count_from
from model.days.operation import Convention, Roll, Step
from model.days.recurrence import falls_every_day, occurrences
from model.days.step import StepLine, work_out
from model.days.wording import say_day
from model.errors import DayError

Answer: TypeAlias = dict[str, Any]
SHOWN: Final = 3
"""How many days of a series an answer lists."""
_FISCAL: Final = re.compile(r"^(?:fiscal|financial) (year|quarter) end(?: of .*)?$")
_MINUTE: Final = "%Y-%m-%dT%H:%M"
_ZONES: Final = {
    "US-NY": "America/New_York",
    "US-FRB": "America/New_York",
    "NYSE": "America/New_York",
    "GB-ENG": "Europe/London",
    "CA-ON": "America/Toronto",
    "CA-BANK-TO": "America/Toronto",
    "ZA": "Africa/Johannesburg",
}
"""Whose clock tells the time where the instrument's business days are those of one place and it names no zone."""


class WordedContext(msgspec.Struct, frozen=True):
    """Where the words stand: the day, the days of the events known, and the instrument's own terms."""

    today: str | None = None
    anchors: dict[str, str] = {}
    business_day: tuple[str, ...] = ()
    business_roll: Convention | None = None
    plain_days: Literal["", "calendar", "business"] = ""
    zone: str = ""
    instrument: str = ""


class Worded(msgspec.Struct, frozen=True):
    """One deadline in words."""

    words: str
    context: WordedContext = WordedContext()


class _Known(msgspec.Struct, frozen=True):
    """The days that are known."""

    today: date
    days: dict[str, date]
    calendars: tuple[str, ...]


class _Unknown(Exception):
    """A deadline counts from an event that is not known."""

    def __init__(self, name: str, count: str) -> None:
        super().__init__(name)
        self.name = name
        self.count = count


def answer_words(question: dict[str, Any]) -> Answer:
    """The answer to one deadline in words.

    Raises DayError where the context says nothing certain; what the words lack is an answer of its own, `error`.
    """
    asked = msgspec.convert(question, Worded)
    mark = {"id": question.get("id")}
    known, context = _known(asked.context), _context(asked.context)
    try:
        deadline = parse(asked.words, context)
    except Ambiguous as ambiguous:
        choices = [{"words": choice.text, **_choice(choice.text, context, known)} for choice in ambiguous.choices]
        return {**mark, "question": ambiguous.question, "choices": choices}
    except NotationError as refused:
        suggested = f" Or write: {refused.suggestion}" if refused.suggestion else ""
        return {**mark, "error": f"{refused}{suggested}"}
    return {**mark, **_answered(deadline, context, known)}


def _context(asked: WordedContext) -> Context:
    zones = {_ZONES.get(name, "") for name in asked.business_day}
    return Context(
        today=parse_day(asked.today) if asked.today else None,
        anchors=tuple(asked.anchors),
        instrument=asked.instrument,
        counts=asked.plain_days,
        calendars=asked.business_day,
        roll=None if asked.business_roll == "none" else asked.business_roll,
        zone=asked.zone or (zones.pop() if len(zones) == 1 else ""),
    )


def _known(asked: WordedContext) -> _Known:
    days = {name: parse_day(day) for name, day in asked.anchors.items()}
    today = parse_day(asked.today) if asked.today else min(days.values(), default=date(1996, 11, 20))
    named(asked.business_day or ("NONE",))
    return _Known(today, days, asked.business_day)


def _choice(text: str, context: Context, known: _Known) -> Answer:
    found = _answered(parse(text, context), context, known)
    return {key: value for key, value in found.items() if key not in ("written", "explanation")}


def _answered(deadline: NamedDeadline, context: Context, known: _Known) -> Answer:
    written = format_deadline(deadline, context)
    try:
        found = _worked_out(deadline, known)
    except DayError as refused:
        return {"error": str(refused), "written": written}
    return {**found, "written": written}


def _worked_out(deadline: NamedDeadline, known: _Known) -> Answer:
    match deadline:
        case Open():
            return {"undated": True, "explanation": [f"No day: {deadline.words or deadline.reason}"]}
        case NamedSpan():
            return _continuing(deadline, known)
        case NamedSeries():
            return _owed(_series(deadline, known), promptly=deadline.promptly)
        case Earliest() | Latest():
            return _owed(_several(deadline, known), promptly=deadline.promptly)
        case _:
            return _owed(_single(deadline, known), promptly=deadline.promptly)


def _owed(found: Answer, *, promptly: bool) -> Answer:
    """Beside a long stop no day is the day: it is owed promptly, and by then at the latest."""
    if not promptly:
        return found
    if "result" in found:
        result = found.pop("result")
        return {"undated": True, "latest": result, **found}
    return {**found, "undated": True}


def _single(deadline: NamedDated, known: _Known) -> Answer:
    try:
        lines = _lines(deadline, known)
    except _Unknown as unknown:
        return {"new_anchor": unknown.name, "count": unknown.count, "explanation": [f"“{unknown.name}” has no day yet"]}
    first = _opening(deadline, known)
    said_lines = [f"{line.words}: {_day(line)}" for line in lines]
    if first is None:
        return {"result": _result(lines[-1]), "explanation": said_lines}
    opened = [f"not before {say_day(first)}"]
    return {"result": [first.isoformat(), _result(lines[-1])], "explanation": [*opened, *said_lines]}


def _lines(deadline: NamedDated, known: _Known) -> tuple[StepLine, ...]:
    if isinstance(deadline, After) and isinstance(deadline.anchor, str) and deadline.anchor not in known.days:
        raise _Unknown(deadline.anchor, say_count_from(deadline.steps, deadline.opens))
    return explain(deadline, known.days, known.calendars)


def _opening(deadline: NamedDated, known: _Known) -> date | None:
    if isinstance(deadline, After) and deadline.opens:
        start = known.days[deadline.anchor] if isinstance(deadline.anchor, str) else deadline.anchor
        return _from(start, deadline.opens, deadline.calendars or known.calendars)
    return deadline.not_earlier_than


def _from(start: date, steps: tuple[Step, ...], calendars: tuple[str, ...]) -> date:
    return work_out(steps, start, named(calendars or ("NONE",)))[-1].day if steps else start


def _several(deadline: NamedSeveral, known: _Known) -> Answer:
    """The earlier or later of the days known; an event that has none bounds nothing, and is named."""
    lines: list[tuple[StepLine, ...]] = []
    unknown: list[_Unknown] = []
    for part in deadline.of:
        try:
            lines.append(_lines(part, known))
        except _Unknown as lacking:
            unknown.append(lacking)
    choose = min if deadline.pick == "earlier" else max
    if not unknown:
        found = explain(deadline, known.days, known.calendars)
        return {"result": _result(found[-1]), "explanation": [f"{line.words}: {_day(line)}" for line in found]}
    answer: Answer = {"new_anchor": unknown[0].name, "count": unknown[0].count}
    if len(unknown) > 1:
        answer["also"] = [{"new_anchor": other.name, "count": other.count} for other in unknown[1:]]
    explanation = [f"“{lacking.name}” has no day yet" for lacking in unknown]
    if lines:
        bound = choose(found[-1].day for found in lines)
        answer["latest" if deadline.pick == "earlier" else "earliest"] = bound.isoformat()
        explanation.append(f"{'at the latest' if deadline.pick == 'earlier' else 'not before'} {say_day(bound)}")
    return {**answer, "explanation": explanation}


def _continuing(deadline: NamedSpan, known: _Known) -> Answer:
    first = deadline.since or known.days.get(deadline.since_event)
    last = deadline.until or known.days.get(deadline.until_event)
    for event in (deadline.since_event, deadline.until_event):
        if event and event not in known.days:
            return {"new_anchor": event, "count": "on", "undated": True, "explanation": [f"“{event}” has no day yet"]}
    if first and last:
        through = f"from {say_day(first)} to the end of {say_day(last)}"
        return {"result": [first.isoformat(), last.isoformat()], "explanation": [through]}
    end = {"latest": last.isoformat()} if last else {}
    words = deadline.words or "at all times"
    return {"undated": True, **end, "explanation": [words + (f", to the end of {say_day(last)}" if last else "")]}


def _series(deadline: NamedSeries, known: _Known) -> Answer:
    try:
        triggers = _triggers(deadline, known)
    except _Unknown as unknown:
        return {"new_anchor": unknown.name, "count": unknown.count, "explanation": [f"“{unknown.name}” has no day yet"]}
    calendars = deadline.calendars or known.calendars
    ended = deadline.until is not None and deadline.until < known.today
    past = ended or bool(deadline.start and deadline.until_event and deadline.until_event not in known.days)
    days: dict[date, date] = {}
    by_the_day = falls_every_day(deadline.rule) and [type(step) for step in deadline.steps] == [Roll]
    for trigger in triggers:
        if by_the_day and not named(calendars or ("NONE",)).is_open(trigger):
            continue
        due = _from(trigger, deadline.steps, calendars)
        if past or due >= known.today:
            days.setdefault(due, trigger)
        if len(days) == SHOWN + 1:
            break
    shown = sorted(days)[:SHOWN]
    if not shown:
        raise DayError("The series has ended: no day is left from today on.")
    opened = [_from(days[due], deadline.opens, calendars) for due in shown] if deadline.opens else []
    explanation = [f"{format_deadline(deadline)}: {', '.join(map(say_day, shown))}"]
    explanation += [f"not before {say_day(first)}" for first in opened[:1]]
    hour = f"T{deadline.time}" if deadline.time else ""
    found: Answer = {"result": [f"{due.isoformat()}{hour}" for due in shown], "explanation": explanation}
    return {**found, "opens": [first.isoformat() for first in opened]} if opened else found


def _triggers(deadline: NamedSeries, known: _Known) -> Iterator[date]:
    """The days of the rule or of the event, from well before today on, for steps may lead far."""
    last = _end_of(deadline.until_event, deadline.until_steps, deadline.until, known) or LAST_DAY
    if deadline.event:
        return _event_days(deadline, known, last)
    if deadline.start_event and deadline.start_event not in known.days:
        raise _Unknown(deadline.start_event, say_count_from(deadline.steps) if deadline.steps else "on")
    start = _end_of(deadline.start_event, deadline.start_steps, deadline.start, known)
    first = start or known.today - timedelta(800)
    through = min(last, max(first, known.today) + timedelta(6000))
    return iter(occurrences(deadline.rule, first, through) if through >= first else ())


def _end_of(event: str, steps: tuple[Step, ...], day: date | None, known: _Known) -> date | None:
    """Where a series starts or ends: a day, or that of an event or so far from it, as far as it is known."""
    found = known.days.get(event) if event else day
    return _from(found, steps, known.calendars) if found and steps else found


def _event_days(deadline: NamedSeries, known: _Known, last: date) -> Iterator[date]:
    period = _FISCAL.search(deadline.event.casefold())
    year_end = next((day for name, day in known.days.items() if name.casefold() == "fiscal year end"), None)
    if period and year_end:
        unit: Literal["year", "quarter"] = "quarter" if period[1] == "quarter" else "year"
        fiscal = FiscalYear(month=year_end.month, day=_day_of(year_end), period=unit)
        return iter(period_ends(fiscal, known.today - timedelta(800), min(last, known.today + timedelta(6000))))
    if deadline.event not in known.days:
        raise _Unknown(deadline.event, say_count_from(deadline.steps, deadline.opens) if deadline.steps else "each")
    return iter((known.days[deadline.event],))


def _day_of(end: date) -> int:
    """The day of the month on which a year ends; 0 for the last one."""
    return 0 if (end + timedelta(1)).day == 1 else end.day


def _result(line: StepLine) -> str:
    return f"{line.at:{_MINUTE}}" if line.at else line.day.isoformat()


def _day(line: StepLine) -> str:
    return f"{say_day(line.day)} at {line.at:%H:%M}" if line.at else say_day(line.day)
