"""What the calculator answers, as plain data: the days of each reading, why, by which law. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple, TypeAlias

from model.days.calendar import Calendar
from model.days.deadline import After, Earliest, Latest, On, Open
from model.days.notation import (
    Context,
    NamedDeadline,
    NamedSeries,
    NamedSpan,
    counted_lines,
    explain,
    format_deadline,
)
from model.days.notation.named_deadline import NamedAfter
from model.days.operation import Cutoff, Hours, RegFdPromptly, Step
from model.days.provenance import say_grade
from model.days.rulebook import Rule, Version, work_out_rule
from model.days.step import StepLine
from model.days.wording import say_day, say_distance, say_moment, zone_city
from model.docket import Docket
from ui.deadline.notationfield import names_of
from ui.deadline.ruledetail import cases_words, counted_words

Moment: TypeAlias = date | datetime
FROM_THEN = "from this day on"
"""What the trigger is to what recurs by itself: its first occurrence is looked for from there."""


class CalculatedReading(NamedTuple):
    """One reading worked out: its lines, the calendar that it went by, and who reads it so."""

    lines: tuple[StepLine, ...]
    calendars: tuple[str, ...] = ()
    calendar: Calendar | None = None
    steps: tuple[Step, ...] = ()
    says: str = ""

    @property
    def last(self) -> StepLine:
        """The line of the result."""
        return self.lines[-1]


class CalculatedDeadline(NamedTuple):
    """What a deadline comes to: conservative reading first. ``trigger`` is None where nothing is counted from."""

    title: str
    start: str
    trigger: Moment | None
    replies: tuple[CalculatedReading, ...]
    rule: Rule | None = None
    version: Version | None = None
    said: NamedDeadline | None = None

    @property
    def day_zero(self) -> date | None:
        """The trigger as a day."""
        return self.trigger.date() if isinstance(self.trigger, datetime) else self.trigger


def by_rule(docket: Docket, rule: Rule, trigger: Moment) -> CalculatedDeadline:
    """Every reading of the version that holds on the trigger's day. Raises :class:`model.errors.DayError`."""
    version = rule.version_on(trigger.date() if isinstance(trigger, datetime) else trigger)
    replies = []
    for place, reading in enumerate(version.readings):
        closures = {one.day: one.reason for one in docket.closures.values() if one.calendar in reading.calendars}
        outcome = work_out_rule(rule, trigger, place, extra_closures=closures)
        calendar = docket.calendar(reading.calendars)
        replies.append(CalculatedReading(outcome.whole, reading.calendars, calendar, reading.steps, reading.says))
    return CalculatedDeadline(rule.title, rule.counts_from, trigger, tuple(replies), rule, version)


def by_words(
    docket: Docket, said: NamedDeadline, context: Context, trigger: Moment, calendars: tuple[str, ...]
) -> CalculatedDeadline:
    """What counsel wrote, counted from the trigger. Raises :class:`model.errors.DayError`."""
    title = format_deadline(said, context)
    title = f"{title[:1].upper()}{title[1:]}"
    match said:
        case After():
            start = said.anchor if isinstance(said.anchor, date) else trigger
            return CalculatedDeadline(
                title, start_of(said), start, (_counted(docket, said, start, calendars),), said=said
            )
        case On() | Open() | NamedSpan():
            lines = explain(said, None)
            return CalculatedDeadline(title, "", None, (CalculatedReading(lines),) if lines else (), said=said)
        case NamedSeries() | Earliest() | Latest():
            own = calendars_named(said) or calendars
            lines = explain(said, _days(docket, said, trigger), calendars)
            return CalculatedDeadline(
                title, start_of(said), trigger, (CalculatedReading(lines, own, _named(docket, own)),), said=said
            )


def _counted(docket: Docket, said: NamedAfter, start: Moment, calendars: tuple[str, ...]) -> CalculatedReading:
    """By the docket's own closures too, as an obligation with this deadline would be."""
    own = said.calendars or calendars
    calendar = _named(docket, own)
    lines = counted_lines(said, start, calendar or docket.calendar(("NONE",)))
    return CalculatedReading(lines, own, calendar, said.steps)


def _named(docket: Docket, names: tuple[str, ...]) -> Calendar | None:
    return docket.calendar(names) if names else None


def calendars_named(said: NamedDeadline | None) -> tuple[str, ...]:
    """The calendars that the words themselves name."""
    match said:
        case Earliest() | Latest():
            found = (name for part in said.of if isinstance(part, After) for name in part.calendars)
            return tuple(dict.fromkeys(found))
        case After() | NamedSeries():
            return said.calendars
    return ()


def _days(docket: Docket, said: NamedDeadline, trigger: Moment) -> Moment | Mapping[str, Moment]:
    """The trigger; of several, the days that the docket knows by name, and the trigger for the first other."""
    names = names_of(said)
    if len(names) < 2:
        return trigger
    known: dict[str, Moment] = dict(recorded(docket))
    found: dict[str, Moment] = {name: known[name.casefold()] for name in names if name.casefold() in known}
    unknown = next((name for name in names if name not in found), None)
    return {**found, unknown: trigger} if unknown else found


def recorded(docket: Docket) -> dict[str, date]:
    """The days of the events that happened once, by their folded titles."""
    events = docket.events.values()
    return {one.title.casefold(): one.happened.on for one in events if one.happened and not one.recurring}


def start_of(said: NamedDeadline) -> str:
    """What it counts from, in words; empty where it counts from nothing."""
    if isinstance(said, After) and isinstance(said.anchor, date):
        return say_day(said.anchor)
    if isinstance(said, NamedSeries) and not said.event:
        return FROM_THEN
    return " and ".join(names_of(said))


def zone_asked(steps: tuple[Step, ...]) -> str | None:
    """The zone in which an hour must be told for these steps; None where a day will do."""
    for step in steps:
        if isinstance(step, Cutoff | Hours):
            return step.tz
        if isinstance(step, RegFdPromptly):
            return "America/New_York"
    return None


# ------------------------------------------------------------------------------------------------ words


def when(line: StepLine) -> str:
    """The day, or the minute."""
    return say_moment(line.at) if line.at else say_day(line.day)


def hour_words(line: StepLine) -> str:
    """The hour and its place; empty where the line gives a day only."""
    if line.at is None:
        return ""
    city = zone_city(str(line.at.tzinfo)) if line.at.tzinfo else ""
    return f"at {line.at:%H:%M}{f' in {city}' if city else ''}"


def far(line: StepLine, today: date) -> str:
    """How far off the result is from the docket's today."""
    days = (line.day - today).days
    return "today" if days == 0 else say_distance(days)


def as_text(answer: CalculatedDeadline, place: int, today: date) -> str:
    """Result, explanation and citation as plain text, to be pasted into a letter."""
    parts = [_result_text(answer, place, today), _why_text(answer, place), _law_text(answer, place)]
    return "\n\n".join(filter(None, parts))


def _result_text(answer: CalculatedDeadline, place: int, today: date) -> str:
    lines = [answer.title]
    if answer.replies:
        last = answer.replies[place].last
        lines.insert(0, f"{when(last)} ({far(last, today)}, seen from {say_day(today)})")
    return "\n".join(lines)


def _why_text(answer: CalculatedDeadline, place: int) -> str:
    lines = [f"{moment_words(answer.trigger)}: {answer.start}"] if answer.trigger and answer.start else []
    if answer.replies:
        lines += [f"{when(line)}: {line.words}" for line in answer.replies[place].lines]
    return "\n".join(lines)


def _law_text(answer: CalculatedDeadline, place: int) -> str:
    version = answer.version
    if version is None or answer.rule is None:
        return ""
    quoted = f"“{version.quote}”" if version.quote else ""
    said = [version.citation, quoted, version.quote_from, say_grade(version.read)]
    said.append(f"{cases_words(answer.rule, version)}.")
    for other, reply in enumerate(answer.replies):
        if other != place:
            said.append(f"Another reading gives {when(reply.last)}: {reply.says}")
    if len(answer.replies) > 1:
        said.append(f"This reading: {counted_words(version.readings[place], answer.rule.counts_from)}")
    return "\n".join(filter(None, said))


def moment_words(moment: Moment) -> str:
    """A trigger in words."""
    return f"{say_day(moment)} at {moment:%H:%M}" if isinstance(moment, datetime) else say_day(moment)
