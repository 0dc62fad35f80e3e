"""One clause as far as it is read: what is counted, from where, and what is said after it."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from model.days.notation.asking import Asker, Build, constant
from model.days.notation.counting import UNITS, Draft, lead
from model.days.notation.dates import MONTH_NAMES, WEEKDAY_NAMES, a_date
from model.days.notation.letters import tidy
from model.days.notation.names import fold, index_names, is_known, is_period_end, one_edit, resolve, without_article
from model.days.notation.pattern import Pattern
from model.days.notation.phrases import Phrases
from model.days.notation.reader import Reader
from model.days.notation.repeating import EACH, OFTEN, each_counted_from, repeats
from model.days.notation.rolls import ROLLS
from model.days.notation.series import Repeats
from model.days.notation.times import time_of_day, zone_after_time

Limit: TypeAlias = Literal["by", "within", "at least", "on", "before", "most"]


ANCHOR: Final = "an event or a day to count from"


LIMITS: Final[Phrases[Limit]] = Phrases(
    "a limit, such as “within”",
    {
        **dict.fromkeys(
            ("by", "on or before", "no later than", "not later than", "by no later than", "at the latest", "not after"),
            "by"),
        **dict.fromkeys(("within", "within a period of"), "within"),
        **dict.fromkeys(("not more than", "no more than", "at most"), "most"),
        **dict.fromkeys(
            ("at least", "not less than", "no less than", "not fewer than", "no fewer than", "upon not less than",
             "upon at least", "a minimum of", "on at least", "on not less than"), "at least"),
        **dict.fromkeys(("on", "at", "upon", "on the date of", "on the day of"), "on"),
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


_CHOICE: Final = Pattern(
    r"\b(?:earli|lat)(?:er|est)(?: to occur)? of\b|\b(?:first|last) to occur\b"
    r"|\b[0-9]+ (?:\w+ )?(?:day|week|month|year|hour)s?\b",
    re.IGNORECASE,
)
_REPEATING: Final = frozenset({"each", "every"})
_LONGEST_NAME: Final = 24
"""In words: how far a known name is looked for."""
_LONGEST_NEW: Final = 120


_QUOTES: Final = {"“": "”", '"': '"', "‘": "’"}


class Clause(Struct):
    """A clause as far as it is read."""

    reader: Reader
    at: int
    limit: Limit | None = None
    drafts: list[Draft] = []
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
    if clause.limit not in ("by", "on"):
        return
    seen = time_of_day(reader)
    if seen is None:
        return
    named = zone_after_time(reader)
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
    clause.each = reader.skip(EACH)
    kind = reader.token.kind if reader.token else ""
    if kind == "number" and not is_known(_known_name_here(reader), reader.context.anchors):
        return False
    if not _name(clause, joined=joined):
        return False
    if kind == "quoted":
        return True
    if clause.each:
        return not _like_a_rule(clause.said_name)
    known = is_known(clause.said_name, reader.context.anchors) or is_period_end(clause.said_name)
    goes_on = reader.token is not None and reader.token.key in (",", "or")
    return known or joined or goes_on or clause.limit is not None


def _like_a_rule(name: str) -> bool:
    """Whether what comes each time is how often, perhaps misspelt, rather than an event: "every quartr on the 15th"."""
    words = name.casefold().split()
    if "on" in words or any(word[:1].isdigit() for word in words):
        return True
    often = OFTEN.words | UNITS.words | WEEKDAY_NAMES.words | MONTH_NAMES.words
    return words[0] in often or any(one_edit(words[0], word) for word in often)


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
    offset = reader.offset
    typed, problem = _known_name(reader), ""
    known = bool(typed)
    if not known:
        typed = _free_words(reader, joined=joined)
        problem = _problem_with(typed)
    clause.said_name = without_article(tidy(typed))
    clause.name = _refusal(reader, problem, offset) if problem else resolve(typed, reader.context.anchors)
    return known or any(letter.isalpha() for letter in typed)


def _refusal(reader: Reader, problem: str, offset: int) -> Build[str]:
    """A name that is refused once nothing else can be read in its words."""

    def build(_: Asker) -> str:
        return reader.refuse(problem, offset)

    return build


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


def _problem_with(typed: str) -> str:
    """Why words are no new name: they could be more than one; empty where nothing speaks against them."""
    words = typed.casefold().split()
    if len(typed) > _LONGEST_NEW:
        return f"A name of {len(typed):,} characters is not read. Write at most {_LONGEST_NEW}."
    if _REPEATING & set(words):
        return "Write “each” directly before the event: 45 days after each fiscal quarter end."
    if "or" in words or _CHOICE.search(typed):
        return "Two things stand here. Write “the earlier of … and …”, or put one name in “ ”."
    return ""


def _known_name_here(reader: Reader) -> str:
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
        if token.key in ("or", "if") and reader.see(ROLLS):
            break
        reader.at += 1
    return reader.text[offset : reader.tokens[reader.at - 1].end] if reader.at > start else ""


def unquote(text: str) -> str:
    """The name within quotation marks; a closing mark within it is written twice."""
    closing = _QUOTES[text[0]]
    return tidy(text[1:-1].replace(closing * 2, closing))
