"""A whole notation: one clause, the earlier or later of several, what has no day, what goes on at all times.

Read by hand rather than by a parser library: one walk over the same tables of phrases gives the meaning, the place of
a fault with what could stand there, and what may be typed next; and the window starts without the 20 to 75 ms that
parsy, lark and pyparsing take to import (measured).
"""

from __future__ import annotations

from datetime import date
from typing import Final, NoReturn

from msgspec import structs

from model.days.calendar import known_calendars
from model.days.deadline import On, Open
from model.days.notation.asking import Asker, Build, Readings, constant, follow
from model.days.notation.clause import ANCHOR, Clause, event_name
from model.days.notation.clause_meaning import meaning_of_clause
from model.days.notation.context import Context
from model.days.notation.dates import a_date
from model.days.notation.heading import head
from model.days.notation.letters import tidy, unquote
from model.days.notation.named_deadline import NamedDeadline, checked, span_between
from model.days.notation.names import is_known
from model.days.notation.pattern import Pattern
from model.days.notation.phrases import Phrases
from model.days.notation.places import CALENDAR
from model.days.notation.promptly import lasting, promptly
from model.days.notation.qualifiers import read_qualifier
from model.days.notation.reader import Reader
from model.days.notation.refusal import NotationError
from model.days.notation.several import bounded, several
from model.days.notation.spans import between, in_period, of_the_month, window
from model.days.notation.swallowed import swallowed
from model.days.notation.unplaced import bare_count, often_counted
from model.days.undated import UndatedReason
from model.days.wording import say_day
from model.errors import DayError

_REASONS: Final[Phrases[UndatedReason]] = Phrases(
    "why there is no day",
    {
        **{reason: reason for reason in ("promptly", "on demand", "once something happens", "not stated")},
        **dict.fromkeys(("no date stated", "no day stated", "no date", "undated"), "not stated"),
    },
    ("promptly", "on demand", "once", "no date stated"),
)  # fmt: skip
_ALWAYS: Final = Phrases("“at all times”", dict.fromkeys(
    ("at all times", "continuously", "continuing", "always"), True), ("at all times",))  # fmt: skip
_SINCE: Final = Phrases("“from” and a day", dict.fromkeys(
    ("from", "since", "from and after", "on and after", "from and including", "beginning on"), True),
    ("from",))  # fmt: skip
_UNTIL: Final = Phrases("“until” and a day", dict.fromkeys(
    ("until", "to", "through", "until and including", "through and including", "up to and including"), True),
    ("until",))  # fmt: skip


def read(typed: str, context: Context) -> Readings[NamedDeadline]:
    """Every meaning of the text. Raises NotationError where it has none."""
    reader = Reader(_unquoted(typed, context), context)
    if reader.at_end():
        raise NotationError("Write a deadline, such as 45 days after closing or 30 June 2027.", 0)
    try:
        whole = _whole(reader)
        return follow(lambda asker: checked(whole(asker)))
    except NotationError:
        raise
    except DayError as refused:
        raise NotationError(str(refused), 0) from refused


def _unquoted(typed: str, context: Context) -> str:
    """The words without quotation marks around them all, unless they are an event's name."""
    plain = typed.strip().rstrip(".,; ")
    if len(plain) < 3 or plain[0] not in '“"‘' or plain[-1] not in '”"’' or plain[1:-1].count("“"):
        return typed
    inner = plain[1:-1]
    held = swallowed(tidy(inner)) and not is_known(tidy(inner), context.anchors)
    return f" {inner} ".center(len(typed)) if held else typed


def walk(reader: Reader) -> bool:
    """Read as far as the words go, for what could come next; whether they are whole."""
    try:
        _whole(reader)
    except NotationError:
        return False
    return True


def _whole(reader: Reader) -> Build[NamedDeadline]:
    reader.dated = _dated
    found = reader.part(0, reader.end, _any_form)
    return found if found is not None else _missing(reader)


def _any_form(reader: Reader) -> Build[NamedDeadline] | None:
    for form in (_stated_reason, _by_midnight, _owed_promptly, several_, _continuing, lasting, _dated):
        reader.at = 0
        found = reader.part(0, reader.end, form)
        if found is not None:
            reader.at = reader.end
            return found
    return None


def several_(reader: Reader) -> Build[NamedDeadline] | None:
    """The earlier or later of several."""
    return several(reader, _part)


def _owed_promptly(reader: Reader) -> Build[NamedDeadline] | None:
    return promptly(reader, _dated)


def _with_long_stop(reader: Reader) -> Build[NamedDeadline] | None:
    return promptly(reader, _dated, bare=False)


_MIDNIGHT: Final = Pattern(
    r"(?:(?:by|at|on|before|until|no later than|not later than|prior to"
    r"|at or before) )?(?:12(?: : 00)? )?(?:o'clock )?midnight(?: ?\(? ?[a-z ]{2,20} time ?\)?)?"
    r"(?P<end> at the end of| at the close of)?(?: on| of|,)?(?= )"
)


def _by_midnight(reader: Reader) -> Build[NamedDeadline] | None:
    """Midnight ends one day and begins the next: at which end of the day is asked."""
    found = reader.fits(_MIDNIGHT)
    inner = reader.part(reader.at, reader.end, _single) if found else None
    if found is None or inner is None:
        return None
    reader.at = reader.end

    def build(asker: Asker) -> NamedDeadline:
        deadline = inner(asker)
        if found["end"] or not isinstance(deadline, On):
            return deadline
        options: list[tuple[NamedDeadline, str]] = [
            (deadline, "at the end of that day"),
            (structs.replace(deadline, strictly_before=True), "as that day begins"),
        ]
        return asker.ask(f"Midnight: at the end of {say_day(deadline.day.on)}, or as it begins?", options)

    return build


def _dated(reader: Reader) -> Build[NamedDeadline] | None:
    """A day, a window, a series, or the earlier or later of several."""
    start = reader.at
    for form in (several_, window, between, of_the_month, in_period, _single, _bounded, _often_counted, bare_count):
        found = reader.part(start, reader.end, form)
        if found is not None:
            reader.at = reader.end
            return found
    return None


def _often_counted(reader: Reader) -> Build[NamedDeadline] | None:
    return often_counted(reader, _single)


def _bounded(reader: Reader) -> Build[NamedDeadline] | None:
    return bounded(reader, _part)


def _part(reader: Reader) -> Build[NamedDeadline] | None:
    """One of several days, itself with a long stop or a window."""
    start = reader.at
    for form in (_with_long_stop, several_, window, in_period, _single_joined):
        found = reader.part(start, reader.end, form)
        if found is not None:
            reader.at = reader.end
            return found
    return None


def _single(reader: Reader) -> Build[NamedDeadline] | None:
    clause = _clause(reader, joined=False)
    return None if clause is None else meaning_of_clause(clause)


def _single_joined(reader: Reader) -> Build[NamedDeadline] | None:
    """One of several: an event may be named by itself."""
    clause = _clause(reader, joined=True)
    return None if clause is None else meaning_of_clause(clause)


def _clause(reader: Reader, *, joined: bool) -> Clause | None:
    clause = head(reader, joined=joined)
    if clause is None:
        return None
    while True:
        start = reader.at
        if joined:
            reader.want("“and”", ("and",))
        reader.further_at = -1 if reader.comma() else reader.at
        if not read_qualifier(reader, clause):
            reader.at, reader.further_at = start, -1
            return clause


def _stated_reason(reader: Reader) -> Build[NamedDeadline] | None:
    """A reason as the notation writes it: “promptly: “the source's own words””."""
    reason = reader.take(_REASONS)
    if reason is None:
        return None
    if reader.at_end():
        return constant(Open(reason=reason))
    words = _quoted(reader)
    return constant(Open(reason=reason, words=words)) if words is not None and reader.at_end() else None


def _quoted(reader: Reader) -> str | None:
    """The source's own words after a colon."""
    token = reader.token
    if token is not None and token.key == ":" and reader.at + 2 <= reader.end:
        quoted = reader.tokens[reader.at + 1]
        if quoted.kind == "quoted":
            reader.at += 2
            return unquote(reader.text[quoted.start : quoted.end])
    return None


def _continuing(reader: Reader) -> Build[NamedDeadline] | None:
    always = reader.skip(_ALWAYS)
    words = _quoted(reader) if always else None
    reader.comma()
    since = _end(reader, _SINCE)
    reader.comma()
    until = _end(reader, _UNTIL)
    if not always and since is None and until is None:
        return None

    def build(asker: Asker) -> NamedDeadline:
        first = since(asker) if since else None
        last = until(asker) if until else None
        return span_between(first, last, words or "")

    return build


def _end(reader: Reader, phrases: Phrases[bool]) -> Build[date] | Build[str] | None:
    """The day, or the event, from or until which it goes on."""
    start = reader.at
    if not reader.skip(phrases):
        return None
    day = a_date(reader)
    if day is not None:
        return day
    clause = Clause(reader, reader.offset)
    quoted = reader.token is not None and reader.token.kind == "quoted"
    if event_name(clause) and clause.name and (quoted or is_known(clause.said_name, reader.context.anchors)):
        return clause.name
    reader.at = start
    return None


def _missing(reader: Reader) -> NoReturn:
    """Refuse the text at the furthest place, saying what could have stood there."""
    reader.at = max(reader.furthest, 0)
    token, offset = reader.token, reader.offset
    if reader.refusal is not None:
        raise reader.refusal
    if reader.doubt is not None and reader.doubt.at > 0:
        raise reader.doubt
    wanted = sorted(reader.wanted, key=lambda want: (want.name != ANCHOR, not want.shown))
    names = list(dict.fromkeys(want.name for want in wanted))
    expected = _listed(names[:5])
    where = reader.position(offset)
    if reader.at == 0 and token is not None:
        expected = "a number of days, a day, an event, “each” or “promptly”"
        message = f"“{_shortened(reader.text)}” is no deadline that Duly reads. Begin with {expected}."
    elif token is None:
        message = f"The deadline is not complete. Next could be {expected}."
    else:
        message = f"“{reader.text[token.start : token.end]}” at character {where + 1} is not understood."
        message += f" There could be {expected}." if expected else ""
        if CALENDAR in names and reader.text[:offset].rstrip().endswith(","):
            message += f" Calendars are {', '.join(known_calendars())}."
    raise NotationError(message, where, expected=expected)


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}" if names else ""
