"""Questions about deadlines as JSON, each answered with its explanation or refused with the reason.

The form is that of the shared deadline examples: a trigger, steps or a recurrence rule or a year's closures, and the
calendar; or a trigger and a rule of the rulebook. What a question does not say is never guessed: it comes back as an
error, and the others are answered.

>>> asked = {"id": "8-K", "trigger": "2024-11-23", "calendar": "US-FED"}
>>> asked["params"] = {"steps": [{"op": "business_days", "n": 4}]}
>>> answer(asked)["result"]
'2024-11-29'
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any, Final, TypeAlias

import msgspec

from model.days.calendar import Calendar, named
from model.days.iso import LAST_DAY, parse_day
from model.days.operation import Step
from model.days.provenance import say_grade
from model.days.recurrence import occurrences, say_rule
from model.days.rulebook import rule_named, work_out_rule
from model.days.step import StepLine, work_out
from model.days.worded import answer_words
from model.days.wording import say_count, say_day
from model.errors import DayError, UnreadableInput

Answer: TypeAlias = dict[str, Any]
MINUTE: Final = "%Y-%m-%dT%H:%M"


class _Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a question hangs on."""

    steps: list[dict[str, Any]] | None = None
    rrule: str | None = None
    op: str | None = None
    extra_closures: tuple[str, ...] = ()
    inaccessible: tuple[str, ...] = ()
    forward_only_calendar: str | None = None


class _Ruled(msgspec.Struct, frozen=True):
    """A rule of the rulebook and the day or minute that it counts from; ``reading``, where authorities differ."""

    rule: str
    trigger: str
    reading: int = 0


class _Question(msgspec.Struct, frozen=True):
    """One question; what only describes it is passed over."""

    trigger: str | int
    params: _Asked
    calendar: str | tuple[str, ...] = "NONE"


def answers(text: str | bytes) -> list[Answer]:
    """Answer a JSON list of questions, in order. Raises UnreadableInput where the text is no such list."""
    try:
        questions = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise UnreadableInput(f"The questions are no JSON ({error}). Write a list of objects.") from error
    if not isinstance(questions, list):
        raise UnreadableInput("The questions are no list. Write them as [{“id”: …, “trigger”: …, “params”: …}, …].")
    return [answer(question) for question in questions]


def answer(question: object) -> Answer:
    """The result with one line for each step, or the reason why there is none.

    >>> answer({"id": 1, "trigger": "1996-11-20", "params": {"steps": [{"op": "add", "n": 10, "unit": "day"}]}})
    {'id': 1, 'result': '1996-11-30', 'explanation': ['10 days after Wed 20 Nov 1996: Sat 30 Nov 1996']}
    >>> answer({"id": 2, "trigger": "1996-02-30", "params": {"steps": []}})["error"]
    '“1996-02-30” is no day of the calendar. Write a day as 1996-02-29.'
    """
    mark = question.get("id") if isinstance(question, dict) else None
    try:
        # A question with steps may describe itself by a rule in words; without any, the rule is of the rulebook.
        if isinstance(question, dict) and "rule" in question and "params" not in question:
            return {"id": mark, **_by_rule(msgspec.convert(question, _Ruled))}
        if isinstance(question, dict) and "words" in question:
            return answer_words(question)
        result, explanation = _answer(msgspec.convert(question, _Question))
    except (DayError, msgspec.ValidationError) as error:
        return {"id": mark, "error": str(error)}
    return {"id": mark, "result": result, "explanation": explanation}


def _answer(question: _Question) -> tuple[object, list[str]]:
    asked = question.params
    if sum(part is not None for part in (asked.steps, asked.rrule, asked.op)) != 1:
        raise DayError("A question has steps, or an rrule, or op “holiday_set”: one of the three.")
    calendar = _calendar(question)
    if asked.rrule is not None:
        return _recur(asked.rrule, _moment(str(question.trigger)))
    if asked.op is not None:
        return _closures(asked.op, str(question.trigger), calendar)
    return _step_by_step(asked, _moment(str(question.trigger)), calendar)


def _by_rule(asked: _Ruled) -> Answer:
    """The day by a rule, with its citation, how its text was read, and whether others published a case of it.

    >>> _by_rule(_Ruled("sec-form-4", "2024-11-27"))["result"]
    '2024-12-02'
    """
    rule = rule_named(asked.rule)
    outcome = work_out_rule(rule, _moment(asked.trigger), asked.reading)
    version, said = outcome.version, [f"{line.words}: {_say_result(line)}" for line in outcome.whole]
    relied = {"citation": version.citation, "read": version.read, "cases": rule.say_cases(version)}
    opens = {"opens": _result(outcome.opening)} if outcome.opening else {}
    return {"result": _result(outcome.lines[-1]), "explanation": [*said, say_grade(version.read)], **opens, **relied}


def _calendar(question: _Question) -> Calendar:
    names = (question.calendar,) if isinstance(question.calendar, str) else question.calendar
    closures = {parse_day(day): "closed by order" for day in question.params.extra_closures}
    return named(names).also_closed(closures) if closures else named(names)


def _moment(text: str) -> date | datetime:
    """A day, or a minute where the text has one."""
    if "T" not in text:
        return parse_day(text)
    parse_day(text.partition("T")[0])
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise DayError(f"“{text}” is no moment. Write it as 2024-11-08T17:31.") from error


def _step_by_step(asked: _Asked, trigger: date | datetime, calendar: Calendar) -> tuple[object, list[str]]:
    steps = asked.steps or []
    questioned = bool(steps) and steps[-1] == {"op": "is_business_day"}
    taken = msgspec.convert(steps[:-1] if questioned else steps, tuple[Step, ...])
    forward_only = named((asked.forward_only_calendar,)) if asked.forward_only_calendar else None
    inaccessible = frozenset(map(parse_day, asked.inaccessible))
    if questioned and not taken:
        lines: tuple[StepLine, ...] = ()
        reached = trigger.date() if isinstance(trigger, datetime) else trigger
    else:
        lines = work_out(taken, trigger, calendar, forward_only=forward_only, inaccessible=inaccessible)
        reached = lines[-1].day
    said = [f"{line.words}: {_say_result(line)}" for line in lines]
    if not questioned:
        return _result(lines[-1]), said
    reason = calendar.reason_closed(reached)
    verdict = f"closed ({reason}; {calendar.words})" if reason else f"a business day ({calendar.words})"
    return reason is None, [*said, f"{say_day(reached)} is {verdict}"]


def _result(line: StepLine) -> str:
    return f"{line.at:{MINUTE}}" if line.at else line.day.isoformat()


def _say_result(line: StepLine) -> str:
    return f"{say_day(line.day)} at {line.at:%H:%M}" if line.at else say_day(line.day)


def _recur(rule: str, start: date | datetime) -> tuple[object, list[str]]:
    """Every day of a rule that ends; UNTIL with a time is held against the start's own time, as RFC 5545 has it."""
    plain = rule.removeprefix("RRULE:")
    at = start.time() if isinstance(start, datetime) else time.min
    first = start.date() if isinstance(start, datetime) else start
    plain = _UNTIL.sub(lambda found: f"UNTIL={_last_day(found[1], found[2], at)}", plain)
    if "COUNT=" not in plain and "UNTIL=" not in plain:
        raise DayError("The rule never ends. Give it COUNT or UNTIL.")
    days = [day.isoformat() for day in occurrences(plain, first, LAST_DAY)]
    return days, [f"{say_rule(plain, first)}, from {say_day(first)}: {say_count(len(days), 'day')}"]


_UNTIL: Final = re.compile(r"UNTIL=([0-9]{8})T([0-9]{6})Z?")


def _last_day(day: str, moment: str, at: time) -> str:
    """The last day on which an occurrence at that time of day is still in time."""
    try:
        until = datetime.fromisoformat(f"{day}T{moment}")
    except ValueError as error:
        raise DayError(f"UNTIL={day}T{moment} is no moment. Write it as UNTIL=19971224T000000Z.") from error
    last = until.date() if at <= until.time() else until.date() - timedelta(1)
    return f"{last:%Y%m%d}"


def _closures(op: str, trigger: str, calendar: Calendar) -> tuple[object, list[str]]:
    if op != "holiday_set":
        raise DayError(f"“{op}” is no question that Duly answers. Ask for holiday_set, or give steps.")
    if not re.fullmatch(r"[0-9]{4}", trigger):
        raise DayError(f"“{trigger}” is no year. Write the year whose closures are asked for, such as 1996.")
    year = int(trigger)
    found = calendar.closures_between(date(year, 1, 1), date(year, 12, 31))
    closed = [(day, reason) for day, reason in found if day.weekday() < 5]
    return [day.isoformat() for day, _ in closed], [f"{say_day(day)}: {reason}" for day, reason in closed]
