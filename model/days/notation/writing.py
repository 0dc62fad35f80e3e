"""The notation of what is said: one canonical text for each meaning, which reads back as the same meaning.

>>> from datetime import date
>>> from model.days.operation import Add, Roll
>>> format_deadline(After(anchor="fiscal quarter end", steps=(Add(n=45, unit="day"), Roll())))
'45 days after fiscal quarter end, to the next business day if closed'
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from msgspec import structs

from model.days.calendar_names import say_calendars
from model.days.deadline import After, Earliest, Latest, On, Open
from model.days.notation.clause_meaning import hangs_on_calendar
from model.days.notation.context import Context
from model.days.notation.dates import say_date
from model.days.notation.grammar import read
from model.days.notation.letters import unquote
from model.days.notation.named_deadline import (
    NamedAfter,
    NamedDated,
    NamedDeadline,
    NamedSeries,
    NamedSeveral,
    NamedSpan,
)
from model.days.notation.pattern import Pattern
from model.days.notation.saying_rules import say_each, say_month_end_kept, say_rule_words
from model.days.notation.stepping import PLAIN_LIMIT
from model.days.notation.swallowed import swallowed
from model.days.notation.times import say_zone
from model.days.operation import (
    Add,
    BusinessDays,
    ClearDays,
    Convention,
    CountDays,
    Cutoff,
    ExtendIfInaccessible,
    Fixed,
    Hours,
    LastDayOfMonth,
    LeapYearDays,
    NextMonthDay,
    NthBusinessDayOfMonth,
    NthWeekday,
    RegFdPromptly,
    Roll,
    Step,
)
from model.days.saying import say_nth_weekday, say_place
from model.days.undated import UndatedReason
from model.days.wording import MONTHS, say_count
from model.errors import DayError

_PLAIN: Final = Pattern(r"[^\W\d_][\w'’./&-]*(?: [\w'’/&-][\w'’./&-]*)*")
_RESERVED: Final = Pattern(
    r"\b(?:and|or|then|each|every|that|the|a|an|from|until|by|to|at|through|if)\b", re.IGNORECASE
)
_NEUTRAL: Final = Context(today=date(1996, 11, 20), calendars=("NONE",))
_REASONS: Final[dict[UndatedReason, str]] = {
    "promptly": "promptly",
    "on demand": "on demand",
    "once something happens": "once something happens",
    "not stated": "no date stated",
}


def format_deadline(deadline: NamedDeadline, context: Context | None = None) -> str:
    """The canonical text. `parse` gives the same meaning back wherever the anchor's name is known.

    With a `context` the text reads back in it without a question: a name that could be taken for another stands in
    quotation marks, and the instrument's business days are named where the context has none.

    >>> from model.days.notation.named_deadline import on_day
    >>> format_deadline(on_day(date(2027, 6, 30), strictly_before=True))
    'before 30 June 2027'
    """
    where = context or structs.replace(_NEUTRAL, anchors=_names_of(deadline))
    for text in (_write(deadline, exact=False), _write(deadline, exact=False, context=where)):
        if _reads_back(text, deadline, where):
            return text
    return _write(deadline, exact=True, context=where)


def _names_of(deadline: NamedDeadline) -> tuple[str, ...]:
    match deadline:
        case Earliest() | Latest():
            return tuple(name for part in deadline.of for name in _names_of(part))
        case After():
            return (deadline.anchor,) if isinstance(deadline.anchor, str) else ()
        case NamedSeries():
            return tuple(filter(None, (deadline.event, deadline.start_event, deadline.until_event)))
        case NamedSpan():
            return tuple(filter(None, (deadline.since_event, deadline.until_event)))
        case _:
            return ()


def _reads_back(text: str, deadline: NamedDeadline, context: Context) -> bool:
    try:
        found = read(text, context).meanings
    except DayError:
        return False
    return len(found) == 1 and found[0][0] == deadline


LONG_STOP: Final = "promptly, at the latest "


def say_count_from(steps: tuple[Step, ...], opens: tuple[Step, ...] = ()) -> str:
    """How far from an event: "5 business days after", "on" where its own day counts.

    >>> say_count_from((Add(n=0, unit="day"),)), say_count_from((Add(n=-1, unit="month"),))
    ('on', '1 month before')
    """
    if opens:
        return f"{say_count_from(steps)}, not earlier than {say_count_from(opens)}"
    counted = [found for step in steps if (found := _distance(step)) and step != Add(n=0, unit="day")]
    if len(counted) == 1 and len(steps) == 1:
        return counted[0][0] + counted[0][1]
    if steps == (Add(n=0, unit="day"),):
        return "on"
    return _head(steps[0], "it") + "".join(map(_further, steps[1:]))


def _write(deadline: NamedDeadline, *, exact: bool, context: Context = _NEUTRAL) -> str:
    if not isinstance(deadline, Open | NamedSpan) and deadline.promptly:
        return LONG_STOP + _write(structs.replace(deadline, promptly=False), exact=exact, context=context)
    match deadline:
        case On():
            return f"{'before ' if deadline.strictly_before else ''}{say_date(deadline.day.on)}{_limits(deadline)}"
        case After():
            return _counted(deadline, exact=exact, context=context)
        case NamedSeries():
            return _recurring(deadline, exact=exact, context=context)
        case Earliest() | Latest():
            return _several(deadline, exact=exact, context=context)
        case Open():
            return _undated(deadline)
        case NamedSpan():
            return _continuing(deadline, exact=exact)


def _continuing(deadline: NamedSpan, *, exact: bool) -> str:
    since = (
        say_date(deadline.since)
        if deadline.since
        else _name(deadline.since_event, exact=exact)
        if deadline.since_event
        else ""
    )
    until = (
        say_date(deadline.until)
        if deadline.until
        else _name(deadline.until_event, exact=exact)
        if deadline.until_event
        else ""
    )
    ends = (f" from {since}" if since else "") + (f" until {until}" if until else "")
    if deadline.words and not ends and not exact:
        return deadline.words
    return "at all times" + (f": {quote_name(deadline.words)}" if deadline.words else "") + ends


def _counted(deadline: NamedAfter, *, exact: bool, context: Context) -> str:
    anchor = _name(deadline.anchor, exact=exact) if isinstance(deadline.anchor, str) else say_date(deadline.anchor)
    first, *rest = deadline.steps
    on = first == Add(n=0, unit="day") and isinstance(deadline.anchor, str)
    head = f"on {anchor}" if on else _head(first, anchor)
    return (
        head
        + "".join(map(_further, rest))
        + _calendars(deadline.steps, deadline.calendars, context, deadline.opens)
        + _limits(deadline)
        + _opening(deadline.opens)
    )


def _opening(opens: tuple[Step, ...]) -> str:
    """The first day of a window, counted from the same anchor."""
    if not opens:
        return ""
    return f", not earlier than {_head(opens[0], 'it')}" + "".join(map(_further, opens[1:]))


def _recurring(deadline: NamedSeries, *, exact: bool, context: Context) -> str:
    first = _end(deadline.start, deadline.start_event, deadline.start_steps, exact=exact)
    last = _end(deadline.until, deadline.until_event, deadline.until_steps, exact=exact)
    ends = (f", from {first}" if first else "") + (f", until {last}" if last else "")
    head, rest = _series(deadline, exact=exact)
    ends += say_month_end_kept(deadline.rule, deadline.start)
    counted = head + ends + "".join(map(_further, rest))
    return (
        counted
        + _calendars(deadline.steps, deadline.calendars, context, _beside(deadline))
        + _by_time(deadline)
        + _opening(deadline.opens)
    )


def _beside(deadline: NamedSeries) -> tuple[Step, ...]:
    """The steps of a series that lead to no due day."""
    return (*deadline.opens, *deadline.start_steps, *deadline.until_steps)


def _end(day: date | None, event: str, steps: tuple[Step, ...], *, exact: bool) -> str:
    """Where a series starts or ends: a day, an event, or so far from one; empty where nothing says it."""
    if day:
        return say_date(day)
    name = _name(event, exact=exact) if event else ""
    return _head(steps[0], name) if steps else name


def is_one_distance(steps: tuple[Step, ...]) -> bool:
    """Whether words can say the steps from where a series starts or ends: one count, with nothing said after it.

    >>> is_one_distance((Add(n=3, unit="month"),)), is_one_distance((Add(n=3, unit="month"), Roll()))
    (True, False)
    """
    found = _distance(steps[0]) if len(steps) == 1 else None
    return found is not None and not found[1]


def _series(deadline: NamedSeries, *, exact: bool) -> tuple[str, tuple[Step, ...]]:
    """What recurs with the first step where the two make one phrase, and the steps left to say."""
    if deadline.event:
        each = f"each {_name(deadline.event, exact=exact)}"
        if not deadline.steps:
            return each, ()
        return _head(deadline.steps[0], each), deadline.steps[1:]
    if deadline.steps and isinstance(deadline.steps[0], NthBusinessDayOfMonth):
        placed = say_rule_words(deadline.rule, business_day=deadline.steps[0].n)
        if placed:
            return placed, deadline.steps[1:]
    each = say_each(deadline.rule)
    if each and deadline.steps and _lead(deadline.steps[0], each) and deadline.steps[0] != Add(n=0, unit="day"):
        return _lead(deadline.steps[0], each), deadline.steps[1:]
    return say_rule_words(deadline.rule) or deadline.rule, deadline.steps


def _several(deadline: NamedSeveral, *, exact: bool, context: Context) -> str:
    words = [_part(part, exact=exact, context=context) for part in deadline.of]
    bracketed = [f"({word})" if re.search(r"[,“]| and | or ", word) else word for word in words]
    degree = {"earlier": "earliest", "later": "latest"}[deadline.pick] if len(words) > 2 else deadline.pick
    return f"the {degree} of {', '.join(bracketed[:-1])} and {bracketed[-1]}"


def _part(part: NamedDated, *, exact: bool, context: Context) -> str:
    """One of several: an event whose own day counts is named by itself."""
    match part:
        case After(steps=(Add(n=0, unit="day"),), anchor=str(name), time="", not_earlier_than=None) if not (
            part.calendars or part.promptly or part.opens
        ):
            return _name(name, exact=exact)
        case _:
            return _write(part, exact=exact, context=context)


def _undated(deadline: Open) -> str:
    reason = _REASONS[deadline.reason]
    if not deadline.words:
        return reason
    if _reads_back(deadline.words, deadline, _NEUTRAL) and not re.search(r"[“”\"]", deadline.words):
        return deadline.words
    return f"{reason}: {quote_name(deadline.words)}"


def _limits(deadline: NamedDated) -> str:
    first = f", not earlier than {say_date(deadline.not_earlier_than)}" if deadline.not_earlier_than else ""
    return first + _by_time(deadline)


def _by_time(deadline: On | NamedAfter | NamedSeries) -> str:
    return f", by {deadline.time} {say_zone(deadline.zone)}" if deadline.time else ""


def _calendars(steps: tuple[Step, ...], names: tuple[str, ...], context: Context, opens: tuple[Step, ...] = ()) -> str:
    if names:
        return f", {say_calendars(names)}"
    hangs = hangs_on_calendar((*steps, *opens))
    return ", the instrument's business days" if hangs and not context.calendars else ""


def _name(name: str, *, exact: bool) -> str:
    return quote_name(name) if exact else say_name(name)


def say_name(name: str) -> str:
    """The name as it is, or in quotation marks where its words could be taken for something else.

    >>> say_name("fiscal quarter end"), say_name("Item 5, para. 4")
    ('fiscal quarter end', '“Item 5, para. 4”')
    """
    plain = _PLAIN.fullmatch(name) and not _RESERVED.search(name) and not name.endswith(".")
    return name if plain else quote_name(name)


def quote_name(text: str) -> str:
    """The name in quotation marks, which makes it exact: a closing mark within it is written twice."""
    return f"“{text.replace('”', '””')}”"


def _head(step: Step, anchor: str) -> str:
    """The first step with its anchor: "45 days after closing", or "closing, to the next business day if closed"."""
    return _lead(step, anchor) or f"{_called(anchor)}{_further(step)}"


def _called(anchor: str) -> str:
    """An anchor that begins the text: a name that could be the deadline itself is said to be an event's."""
    held = anchor.startswith("“") and swallowed(unquote(anchor))
    return f"the event {anchor}" if held else anchor


def _further(step: Step) -> str:
    """A step that follows another, or that is said of its anchor."""
    following = _lead(step, "that")
    return f", then {following}" if following else f", {_said_of_a_day(step)}"


def _lead(step: Step, anchor: str) -> str:
    """A step that is said before what it counts from; empty for one that is said of a day."""
    counted = _distance(step)
    if counted:
        distance, more = counted
        return f"{distance} {anchor}{more}"
    that = anchor == "that"
    match step:
        case LastDayOfMonth(months=0):
            return f"the last day of {'that month' if that else f'the month of {anchor}'}"
        case LastDayOfMonth():
            return f"the last day of the month {say_count(abs(step.months), 'month')} {_side(step.months)} {anchor}"
        case NthBusinessDayOfMonth():
            month = "that month" if that else f"the month of {anchor}"
            return f"the {say_place(step.n)} business day of {month}"
        case NextMonthDay():
            return f"the next {step.day} {MONTHS[step.month - 1]} after {anchor}"
        case NthWeekday():
            return f"{say_nth_weekday(step)} {anchor}"
        case RegFdPromptly():
            return f"promptly under Regulation FD after {anchor}"
        case _:
            return ""


def _distance(step: Step) -> tuple[str, str] | None:
    """A number of something, with its side, and what is said after the anchor."""
    match step:
        case Add(unit="day"):
            noun = "calendar day" if abs(step.n) <= PLAIN_LIMIT else "day"
            return f"{say_count(abs(step.n), noun)} {_side(step.n)}", ""
        case Add():
            return f"{say_count(abs(step.n), step.unit)} {_side(step.n)}", _MONTH_ENDS[step.month_end]
        case BusinessDays():
            more = ", the first day counted" if step.count == "include_trigger" else ""
            return f"{say_count(abs(step.n), 'business day')} {_side(step.n)}", more
        case ClearDays():
            noun = "clear business day" if step.skip_non_business else "clear day"
            return f"{say_count(step.n, noun)} {step.direction}", ""
        case CountDays():
            return f"{say_count(abs(step.n), 'day')} {_side(step.n)}", _not_counted(step)
        case LeapYearDays():
            return f"{say_count(abs(step.n), 'day')} {_side(step.n)}", ", 29 February not counted"
        case Hours():
            return f"{say_count(abs(step.n), 'hour')} {_side(step.n)}", f", {say_zone(step.tz)}{_HOURS[step.roll]}"
        case _:
            return None


def _said_of_a_day(step: Step) -> str:
    match step:
        case Roll():
            return ROLL_WORDS[step.convention] + (", state holidays included" if step.use_forward_only else "")
        case Cutoff():
            return f"cut-off at {step.time} {say_zone(step.tz)}"
        case ExtendIfInaccessible():
            return "to the next business day if the office could not be reached"
        case Fixed(date=None):
            return "as stated"
        case Fixed():
            return f"fixed at {say_date(step.date)}" if step.date else "as stated"
        case _:
            raise AssertionError("a step that is said before its anchor")


def _side(n: int) -> str:
    return "before" if n < 0 else "after"


def _not_counted(step: CountDays) -> str:
    left_out = ["closed days"] if step.skip_non_business else []
    left_out += [f"{_month_day(first)} to {_month_day(last)}" for first, last in step.exclude_ranges]
    return f", {' and '.join(left_out)} not counted" if left_out else ", counted one by one"


def _month_day(text: str) -> str:
    return f"{int(text[3:])} {MONTHS[int(text[:2]) - 1]}"


_MONTH_ENDS: Final = {
    "clip": "",
    "sticky": ", month end to month end",
    "sticky_business": ", last business day to last business day",
    "day_before": ", less a day",
}
_HOURS: Final = {
    "none": "",
    "following_same_time": ", to the same time on the next business day if closed",
    "preceding_same_time": ", to the same time on the business day before if closed",
}
ROLL_WORDS: Final[dict[Convention | None, str]] = {
    "following": "to the next business day if closed",
    "preceding": "to the business day before if closed",
    "modified_following": "modified following",
    "modified_preceding": "modified preceding",
    "nearest_fpml": "to the business day before if closed or the next one from a Sunday or Monday",
    "nearest_quantlib": "to the nearest business day if closed and the later in a tie",
    "none": "not moved if closed",
}
