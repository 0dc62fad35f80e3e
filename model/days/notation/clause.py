"""One clause: what is counted, from where, and what is said after it; its meaning once every question is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, NoReturn, TypeAlias

from model.days.calendar import known_calendars
from model.days.notation.asking import Asker, Build, constant
from model.days.notation.counting import Draft, lead, steps_of, zone_of
from model.days.notation.dates import a_date
from model.days.notation.letters import tidy
from model.days.notation.names import fold, index_names, is_known, is_period_end, resolve, without_article
from model.days.notation.phrases import Phrases
from model.days.notation.places import OFFERED, say_calendar
from model.days.notation.reader import Reader
from model.days.notation.refusal import NotationError
from model.days.notation.repeating import EACH, OFTEN, Repeats, each_counted_from, repeats
from model.days.notation.said import Counted, Recurring, Stated, join_parts, rule_parts
from model.days.notation.times import time_of_day, zone
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

Limit: TypeAlias = Literal["by", "within", "at least", "on", "before", "most"]

ANCHOR: Final = "an event or a day to count from"
LIMITS: Final[Phrases[Limit]] = Phrases(
    "a limit, such as “within”",
    {
        **dict.fromkeys(
            ("by", "on or before", "no later than", "not later than", "by no later than", "at the latest", "not after"),
            "by"),
        **dict.fromkeys(("within", "no later than the date", "in"), "within"),
        **dict.fromkeys(("not more than", "no more than", "at most"), "most"),
        **dict.fromkeys(
            ("at least", "not less than", "no less than", "not fewer than", "no fewer than", "upon not less than",
             "upon at least", "a minimum of", "on at least", "on not less than"), "at least"),
        **dict.fromkeys(("on", "at", "upon", "on the date of", "on the day of", "the date of", "the day of"), "on"),
        **dict.fromkeys(("before", "prior to", "strictly before"), "before"),
    },
    ("within", "by", "at least", "before", "on"),
)  # fmt: skip
STARTS: Final = (
    "45 days after",
    "10 business days after",
    "at least 20 business days before",
    "the last business day of each month",
    "each fiscal quarter end",
)
_ON_A_DAY: Final = Phrases("“on”", dict.fromkeys(("on", ", on", "on the date of"), True))
_STOPS: Final = frozenset({",", ";", ":", "(", ")"})
_JOINS: Final = frozenset({"and", "or"})
_ENDINGS: Final = frozenset({"from", "until", "by", "to", "at", "through"})
_LONGEST_NAME: Final = 24
_QUOTES: Final = {"“": "”", '"': '"', "‘": "’"}


@dataclass(slots=True)
class Clause:
    """A clause as far as it is read."""

    reader: Reader
    at: int
    limit: Limit | None = None
    drafts: list[Draft] = field(default_factory=list)
    day: Build[date] | None = None
    name: Build[str] | None = None
    said_name: str = ""
    repeat: Repeats | None = None
    each: bool = False
    led: bool = False
    calendars: list[str] = field(default_factory=list)
    own_calendar: bool = False
    time: str = ""
    zone: str = ""
    not_earlier_than: Build[date] | None = None
    start: Build[date] | None = None
    until: Build[date] | None = None
    times: int = 0

    @property
    def recurs(self) -> bool:
        """Whether it comes again and again."""
        return self.each or self.repeat is not None


def head(reader: Reader, *, joined: bool) -> Clause | None:
    """A clause up to what is said after it. `joined`: "and" or "or" ends a name, since another clause follows."""
    clause = Clause(reader, reader.offset)
    reader.want("a deadline", STARTS)
    clause.limit = reader.take(LIMITS)
    start = reader.at
    _time_first(clause)
    for form in (_counted, _repeated, _stated, _named):
        if form(clause, joined=joined):
            return clause
        reader.at = start
        clause = Clause(reader, clause.at, clause.limit)
        _time_first(clause)
    return None


def _time_first(clause: Clause) -> None:
    """A time before its day: “by 5:00 p.m. Eastern time on 30 June 2027”."""
    reader, start = clause.reader, clause.reader.at
    if clause.limit not in ("by", "at least", "on", "before"):
        return
    seen = time_of_day(reader)
    if seen is None:
        return
    reader.comma()
    named = zone(reader)
    if not reader.skip(_ON_A_DAY):
        reader.at = start
        return
    clause.time, clause.zone = seen, named or ""


def _counted(clause: Clause, *, joined: bool) -> bool:
    draft = lead(clause.reader)
    if draft is None or draft.unit == "that":
        return False
    clause.drafts.append(draft)
    clause.led = True
    return _target(clause, joined=joined)


def _repeated(clause: Clause, *, joined: bool) -> bool:
    del joined
    clause.repeat = repeats(clause.reader)
    return clause.repeat is not None


def _stated(clause: Clause, *, joined: bool) -> bool:
    clause.day = _day_here(clause.reader, joined=joined)
    return clause.day is not None


def _named(clause: Clause, *, joined: bool) -> bool:
    """A name by itself: known, in quotation marks, or after words such as "on"; else anything would do."""
    reader = clause.reader
    start = reader.at
    if reader.skip(EACH):
        clause.each = True
        return not reader.see(OFTEN) and _name(clause, joined=joined)
    quoted = reader.token is not None and reader.token.kind == "quoted"
    if not _name(clause, joined=joined):
        return False
    known = is_known(clause.said_name, reader.context.anchors) or is_period_end(clause.said_name)
    bare = not quoted and clause.limit is None and not known
    if bare and (reader.at_end() or reader.token is None or reader.token.key not in (",", "or")):
        reader.at = start
        return False
    return True


def _target(clause: Clause, *, joined: bool) -> bool:
    """What a distance counts from: a recurrence, a day, or a name."""
    reader = clause.reader
    clause.repeat = each_counted_from(reader)
    if clause.repeat is not None:
        return True
    if reader.skip(EACH):
        clause.each = True
        return _name(clause, joined=joined)
    clause.day = _day_here(reader, joined=joined)
    return clause.day is not None or _name(clause, joined=joined)


def _day_here(reader: Reader, *, joined: bool) -> Build[date] | None:
    """A day, unless the words go on: "1 March meeting" is a name."""
    start = reader.at
    found = a_date(reader)
    token = reader.token
    ends = _STOPS | _ENDINGS | {"or", "if"} | (_JOINS if joined else frozenset())
    if found is not None and token is not None and token.key not in ends:
        reader.at = start
        return None
    return found


def _name(clause: Clause, *, joined: bool) -> bool:
    reader = clause.reader
    reader.want(ANCHOR)
    token = reader.token
    if token is not None and token.kind == "quoted":
        quoted = unquote(reader.text[token.start : token.end])
        reader.at += 1
        clause.said_name, clause.name = quoted, constant(quoted)
        return bool(quoted)
    typed = _known_name(reader) or _free_name(reader, joined=joined)
    clause.said_name, clause.name = without_article(tidy(typed)), resolve(typed, reader.context.anchors)
    return bool(typed)


def _known_name(reader: Reader) -> str:
    """The longest name known that stands here, commas and all, where the clause may end after it."""
    folded = index_names(reader.context.anchors).folded
    if not folded or reader.at_end():
        return ""
    for end in range(min(len(reader.tokens), reader.at + _LONGEST_NAME), reader.at, -1):
        after = reader.tokens[end].key if end < len(reader.tokens) else ","
        typed = reader.text[reader.offset : reader.tokens[end - 1].end]
        if after in _STOPS | _ENDINGS | _JOINS and fold(tidy(typed)) in folded:
            reader.at = end
            return typed
    return ""


def _free_name(reader: Reader, *, joined: bool) -> str:
    """Words up to the next comma, or up to "or" where a roll follows it."""
    start, offset = reader.at, reader.offset
    while (token := reader.token) is not None:
        if token.key in _STOPS or token.kind == "quoted" or (joined and token.key in _JOINS):
            break
        if token.key in ("or", "if") and reader.see(ROLLS):
            break
        reader.at += 1
    return reader.text[offset : reader.tokens[reader.at - 1].end] if reader.at > start else ""


def unquote(text: str) -> str:
    """The name within quotation marks; a closing mark within it is written twice."""
    closing = _QUOTES[text[0]]
    return tidy(text[1:-1].replace(closing * 2, closing))


# --- What is said after it ----------------------------------------------------------------------------

_FOLLOWING: Final = Roll()
_PRECEDING: Final = Roll(convention="preceding")
_MODIFIED: Final = Roll(convention="modified_following")
ROLLS: Final[Phrases[Roll | Literal["nearest", "rolled"]]] = Phrases(
    "a roll, such as “to the next business day if closed”",
    {
        **dict.fromkeys(
            ("to the next business day if closed", "or the next business day", "or the next business day if closed",
             "or next business day", "or the following business day", "or the next succeeding business day",
             "or the next following business day", "if closed to the next business day", "following business day",
             "if not a business day the next business day", "if not a business day , the next business day",
             "or if not a business day , the next business day", "or if closed the next business day",
             "moved to the next business day", "rolled to the next business day", "following"),
            _FOLLOWING),
        **dict.fromkeys(
            ("to the business day before if closed", "or the preceding business day", "or the previous business day",
             "or the preceding business day if closed", "or the business day before", "preceding business day",
             "or the next preceding business day", "or the immediately preceding business day",
             "or the immediately preceding business day if closed", "to the preceding business day if closed",
             "to the previous business day if closed", "if not a business day the preceding business day",
             "if not a business day , the preceding business day", "preceding"),
            _PRECEDING),
        **dict.fromkeys(
            ("modified following", "to the next business day of the same month if closed , else the one before",
             "modified following business day"), _MODIFIED),
        **dict.fromkeys(
            ("modified preceding",
             "to the business day before in the same month if closed , else the next one"),
            Roll(convention="modified_preceding")),
        **dict.fromkeys(
            ("to the business day before if closed or the next one from a sunday or monday",
             "to the business day before if closed , or the next one from a sunday or monday"),
            Roll(convention="nearest_fpml")),
        **dict.fromkeys(
            ("to the nearest business day if closed and the later in a tie",
             "to the nearest business day if closed , the later in a tie"),
            Roll(convention="nearest_quantlib")),
        **dict.fromkeys(("not moved if closed", "not rolled", "unadjusted"), Roll(convention="none")),
        **dict.fromkeys(
            ("nearest", "to the nearest business day", "to the nearest business day if closed",
             "or the nearest business day", "nearest business day"), "nearest"),
        **dict.fromkeys(("rolled", "adjusted", "rolled if closed", "as adjusted"), "rolled"),
    },
    ("to the next business day if closed", "to the business day before if closed", "modified following"),
)  # fmt: skip
NEAREST: Final = (
    (Roll(convention="nearest_fpml"), "back, but forward from a Sunday or Monday (FpML)"),
    (Roll(convention="nearest_quantlib"), "to the nearer one, forward in a tie (QuantLib)"),
)


# --- What it means ------------------------------------------------------------------------------------


def meaning(clause: Clause) -> Build[Stated | Counted | Recurring]:
    """The meaning of a clause that has been read to its end."""
    form: Callable[[Clause, Asker], Stated | Counted | Recurring] = _recurring if clause.recurs else _single

    def build(asker: Asker) -> Stated | Counted | Recurring:
        try:
            return form(clause, asker)
        except NotationError:
            raise
        except DayError as refused:
            raise NotationError(str(refused), clause.reader.position(clause.at)) from refused

    return build


def _single(clause: Clause, asker: Asker) -> Stated | Counted:
    _check_limit(clause)
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
    calendars = _calendars(clause, steps, asker)
    time, place = _time(clause, asker)
    return Counted(steps, anchor, calendars, time, place, _not_earlier(clause, asker))


def _stated_day(clause: Clause, day: Build[date], asker: Asker) -> Stated:
    if clause.calendars:
        _refuse(
            clause, "A stated day counts nothing, so a calendar changes nothing. Say how it moves, or leave it out."
        )
    time, place = _time(clause, asker)
    return Stated(day(asker), clause.limit == "before", time, place, _not_earlier(clause, asker))


def _before_name(clause: Clause, asker: Asker) -> tuple[Step, ...]:
    if clause.drafts:
        _refuse(clause, "A day that must not be reached is not moved. Write the last day itself, and how it moves.")
    name = clause.said_name
    options: list[tuple[Step, str]] = [
        (Add(n=-1, unit="day"), f"the day before {name} at the latest"),
        (Add(n=0, unit="day"), "that day still in time"),
    ]
    return (asker.ask(f"Before {name}: is that day itself too late?", options),)


def _recurring(clause: Clause, asker: Asker) -> Recurring:
    _check_limit(clause)
    if clause.time or clause.not_earlier_than:
        _refuse(clause, "A recurrence has no time of day and no earliest day of its own. Leave them out.")
    start = clause.start(asker) if clause.start else None
    until = clause.until(asker) if clause.until else None
    rule, anchor, before = "", "", tuple[Step, ...]()
    if clause.repeat is not None:
        found = clause.repeat(asker, start)
        rule, anchor, before, start = found.rule, found.anchor, found.steps, start or found.start
    elif clause.name is not None:
        anchor = clause.name(asker)
    if clause.times:
        rule = _with_count(clause, rule)
    steps = before + _steps(clause, asker, anchor or "each day")
    return Recurring(rule, start, until, steps, anchor, _calendars(clause, steps, asker))


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
    counted = first is not None and first.count is not None
    if not counted or first is None:
        if clause.limit in ("within", "most", "at least"):
            _refuse(clause, "These words need a period: write “within 10 business days after closing”.")
        return
    if clause.limit in ("within", "most") and first.side == "before":
        _refuse(clause, "That is the first day, not the last: it says how early, not by when. Leave “within” out.")
    if clause.limit == "at least" and first.side == "after":
        _refuse(clause, "That is the first day, not the last: it says how early, not by when. Leave “at least” out.")
    if clause.limit == "before":
        _refuse(clause, "Before the end of a period: write how much shorter it is, or “by”.")


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
        return tuple(clause.calendars)
    context = clause.reader.context
    market = any(draft.unit == "market day" for draft in clause.drafts)
    if clause.own_calendar or not (market or hangs_on_calendar(steps)):
        return ()
    if context.calendars and not market:
        return ()
    own: list[tuple[tuple[str, ...], str]] = (
        [(context.calendars, f"those of {context.named}")] if context.calendars else []
    )
    offered: list[tuple[tuple[str, ...], str]] = [
        ((name,), f"{say_calendar(name)} business days") for name in OFFERED if name in known_calendars()
    ]
    return asker.ask("Business days of which calendar?", own + offered[:5])


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
