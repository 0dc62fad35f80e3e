"""One clause as far as it is read: what is counted, from where, and what is said after it."""

from __future__ import annotations

from datetime import date
from typing import Final

from msgspec import Struct

from model.days.notation.asking import Build, constant
from model.days.notation.dates import MONTH_NAMES, WEEKDAY_NAMES, a_date
from model.days.notation.draft import StepDraft
from model.days.notation.letters import tidy, unquote
from model.days.notation.limits import Limit
from model.days.notation.names import index_names, is_known, one_edit, resolve, without_article
from model.days.notation.pattern import Pattern
from model.days.notation.reader import Reader
from model.days.notation.refusal import NotationError
from model.days.notation.repeating_words import OFTEN
from model.days.notation.rolls import ROLL_WORDED, ROLLS
from model.days.notation.series import Repeats
from model.days.notation.stretches import month_end
from model.days.notation.swallowed import why_no_name
from model.days.notation.times import at_a_time
from model.days.notation.units import UNITS

ANCHOR: Final = "an event or a day to count from"


_STOPS: Final = frozenset({",", ";", ":", "(", ")"})


_JOINS: Final = frozenset({"and", "or"})


_ENDINGS: Final = frozenset(
    {
        "from",
        "until",
        "by",
        "to",
        "at",
        "through",
        "+",
        "in",
        "occurs",
        "whichever",
        "but",
        "unless",
        "commencing",
        "beginning",
        "starting",
        "falls",
        "latest",
        "inclusive",
        "during",
        "each",
        "thereafter",
        "subject",
    }
)


_LONGEST_NAME: Final = 24
"""In words: how far a known name is looked for."""


class Clause(Struct):
    """A clause as far as it is read."""

    reader: Reader
    at: int
    limit: Limit | None = None
    drafts: list[StepDraft] = []
    day: Build[date] | None = None
    name: Build[str] | None = None
    said_name: str = ""
    repeat: Repeats | None = None
    each: bool = False
    led: bool = False
    calendars: list[str] = []
    own_calendar: bool = False
    time: str = ""
    zone: str = ""
    not_earlier_than: Build[date] | None = None
    start: Build[date] | None = None
    until: Build[date] | None = None
    start_event: Build[str] | None = None
    until_event: Build[str] | None = None
    start_drafts: list[StepDraft] = []
    until_drafts: list[StepDraft] = []
    over: bool = False
    times: int = 0
    promptly: bool = False
    opens: list[StepDraft] = []
    opening: bool = False
    added: bool = False

    @property
    def steps(self) -> list[StepDraft]:
        """Where a further step belongs: to the last day, or to the first one of a window."""
        return self.opens if self.opening else self.drafts

    @property
    def recurs(self) -> bool:
        """Whether it comes again and again."""
        return self.each or self.repeat is not None


_STATED_AS: Final = Pattern(
    r"(?:the |its |their |a )?(?:[a-z'-]+ ){0,3}(?:date|deadline|maturity|expiry|expiration) (?:of|, being"
    r"|being|which is|, which is|, namely|falling on|: )(?: the)?(?= )"
)


_END_OF_DAY: Final = Pattern(r"(?:the )?(?:end|close|expiry) of(?: the day(?: of| on)?)?(?= [0-9a-z])")


def day_here(reader: Reader, *, joined: bool) -> Build[date] | None:
    """A day, unless the words go on: "1 March meeting" is a name."""
    start = reader.at
    found = a_date(reader) or month_end(reader)
    if found is None and reader.fits(_END_OF_DAY):
        found = a_date(reader)
    if found is None and reader.fits(_STATED_AS):
        found = a_date(reader)
    token = reader.token
    ends = _STOPS | _ENDINGS | {"or", "if"} | (_JOINS if joined else frozenset())
    if found is None or (token is not None and token.key not in ends and token.kind != "sign"):
        reader.at = start
        return None
    return found


def like_a_rule(name: str) -> bool:
    """Whether what comes each time is how often, perhaps misspelt, rather than an event: "every quartr on the 15th"."""
    words = name.casefold().split() or [""]
    if "on" in words or any(word[:1].isdigit() for word in words):
        return True
    often = OFTEN.words | UNITS.words | WEEKDAY_NAMES.words | MONTH_NAMES.words
    return words[0] in often or any(one_edit(words[0], word) for word in often)


def event_name(clause: Clause, *, joined: bool = False) -> bool:
    """An event by its name, and nothing else: no day, no count."""
    reader = clause.reader
    reader.want(ANCHOR)
    token = reader.token
    if token is not None and token.kind == "quoted":
        quoted = unquote(reader.text[token.start : token.end])
        reader.at += 1
        clause.said_name, clause.name = quoted, constant(quoted)
        return bool(quoted)
    offset = reader.offset
    typed, problem = _known_name(reader), ""
    known = bool(typed)
    if not known:
        typed = _free_words(reader, joined=joined)
        problem = why_no_name(typed, reader.context.anchors)
    if problem and clause.each and like_a_rule(typed or " "):
        return False
    if problem:
        reader.doubt = reader.doubt or NotationError(problem, reader.position(offset))
        return False
    clause.said_name = without_article(tidy(typed))
    clause.name = resolve(typed, reader.context.anchors)
    return known or any(letter.isalpha() for letter in typed)


_IN_WHICH: Final = Pattern(
    r"(?:occurs|occurred|falls|fell|shall occur|has occurred|happens|takes place|took place|ends|ended)(?= |$)"
)


def _known_name(reader: Reader) -> str:
    """The longest name known that stands here, commas and all, where the clause may end after it."""
    folded = index_names(reader.context.anchors).folded
    if not folded or reader.at_end():
        return ""
    for end in range(min(reader.end, reader.at + _LONGEST_NAME), reader.at, -1):
        after = reader.tokens[end].key if end < reader.end else ","
        typed = reader.text[reader.offset : reader.tokens[end - 1].end]
        ends = after in _STOPS | _ENDINGS | _JOINS or (end < reader.end and reader.tokens[end].kind == "sign")
        spelled = " ".join(token.key for token in reader.tokens[reader.at : end])
        known = next((name for name in (typed, spelled) if is_known(name, reader.context.anchors)), "") if ends else ""
        if known:
            reader.at = end
            reader.fits(_IN_WHICH)
            return known
    return ""


def known_name_here(reader: Reader) -> str:
    """The known name that stands here, without passing it."""
    start = reader.at
    found = _known_name(reader)
    reader.at = start
    return found


def _free_words(reader: Reader, *, joined: bool) -> str:
    """Words up to the next comma, or up to "or" where a roll follows it."""
    start, offset = reader.at, reader.offset
    while (token := reader.token) is not None:
        if token.key in _STOPS or token.kind == "quoted" or (joined and token.key in _JOINS):
            break
        if (
            token.key in ("or", "if", "as", "subject")
            and reader.at > start
            and (reader.see(ROLLS) or reader.sees(ROLL_WORDED))
        ):
            break
        if token.kind == "sign" or (reader.at > start and at_a_time(reader)):
            break
        reader.at += 1
    return reader.text[offset : reader.tokens[reader.at - 1].end] if reader.at > start else ""
