"""A whole notation: one clause, the earlier or later of several, what has no day, what goes on at all times.

Read by hand rather than by a parser library: one walk over the same tables of phrases gives the meaning, the place of
a fault with what could stand there, and what may be typed next; and the window starts without the 20 to 75 ms that
parsy, lark and pyparsing take to import (measured).
"""

from __future__ import annotations

from datetime import date
from typing import Final, NoReturn

from model.days.calendar import known_calendars
from model.days.notation.asking import Asker, Build, Readings, constant, follow
from model.days.notation.clause import ANCHOR, LIMITS, Clause, head, unquote
from model.days.notation.context import Context
from model.days.notation.dates import a_date
from model.days.notation.letters import tidy
from model.days.notation.phrases import Phrases
from model.days.notation.places import CALENDAR
from model.days.notation.reader import Reader
from model.days.notation.refusal import NotationError
from model.days.notation.said import Continuing, Counted, Pick, Reason, Recurring, Said, Several, Stated, Undated
from model.days.notation.settling import meaning
from model.days.notation.tails import tail
from model.errors import DayError

_PICKS: Final[tuple[Pick, Pick]] = ("earlier", "later")
_DEGREES: Final[dict[Pick, tuple[str, ...]]] = {
    "earlier": ("earlier", "earliest", "sooner", "first"),
    "later": ("later", "latest", "last"),
}
_SEVERAL: Final[Phrases[Pick]] = Phrases(
    "“earlier of” or “later of”",
    {
        f"{the}{words}{occur} of": pick
        for the in ("", "the ")
        for pick in _PICKS
        for words in _DEGREES[pick]
        for occur in ("", " to occur")
    },
    ("earlier of", "later of"),
)
_WHICHEVER: Final[Phrases[Pick]] = Phrases(
    "“whichever is earlier”",
    {
        f"whichever {verb}{the}{word}": pick
        for verb in ("is ", "comes ", "occurs ", "is to occur ", "shall occur ", "")
        for the in ("", "the ")
        for pick in _PICKS
        for word in _DEGREES[pick]
    },
)
MOST_PARTS: Final = 12
_AND: Final = Phrases("“and”", {"and": True, "or": True}, ("and",))
_REASONS: Final[Phrases[Reason]] = Phrases(
    "why there is no day",
    {
        **dict.fromkeys(
            ("promptly", "immediately", "forthwith", "without delay", "without undue delay", "as soon as practicable",
             "as soon as reasonably practicable", "as soon as possible", "as promptly as practicable",
             "as promptly as reasonably practicable", "as soon as is reasonably practicable"),
            "promptly"),
        **dict.fromkeys(
            ("on demand", "upon demand", "on request", "upon request", "on first demand", "upon first demand",
             "on written demand", "upon written demand", "on written request", "upon written request", "at call"),
            "on demand"),
        **dict.fromkeys(("no date stated", "not stated", "no day stated", "no date", "undated"), "not stated"),
        "once something happens": "once something happens",
    },
    ("promptly", "on demand", "once", "no date stated"),
)  # fmt: skip
_IN_ANY_EVENT: Final = Phrases(
    "“in any event”",
    {
        f"{joined}{words}": True
        for joined in ("", "and ", "but ", ", and ", ", but ")
        for words in ("in any event", "in any event by", "in any case", "in no event later than", "in each case")
    }
    | dict.fromkeys(("but no later than", "but not later than", "and no later than", "and not later than"), True)
    | dict.fromkeys(("but within", "and within", "within", "no later than", "not later than"), True),
)
_ONCE: Final = Phrases("“once” and what happens", dict.fromkeys(("once", "when", "as soon as", "if and when"), True))
_MORE: Final = frozenset({"after", "following", "upon", "on", "once", "when", "and", "but", "if", "thereafter", "to"})
_ALWAYS: Final = Phrases("“at all times”", dict.fromkeys(
    ("at all times", "continuously", "continuing", "always"), True), ("at all times",))  # fmt: skip
_SINCE: Final = Phrases("“from” and a day", dict.fromkeys(
    ("from", "since", "from and after", "on and after", "from and including", "beginning on"), True),
    ("from",))  # fmt: skip
_UNTIL: Final = Phrases("“until” and a day", dict.fromkeys(
    ("until", "to", "through", "until and including", "through and including", "up to and including"), True),
    ("until",))  # fmt: skip


def read(typed: str, context: Context) -> Readings[Said]:
    """Every meaning of the text. Raises NotationError where it has none."""
    reader = Reader(typed, context)
    if reader.at_end():
        raise NotationError("Write a deadline, such as 45 days after closing or 30 June 2027.", 0)
    try:
        return follow(_whole(reader))
    except NotationError:
        raise
    except DayError as refused:
        raise NotationError(str(refused), 0) from refused


def walk(reader: Reader) -> bool:
    """Read as far as the words go, for what could come next; whether they are whole."""
    try:
        _whole(reader)
    except NotationError:
        return False
    return True


def _whole(reader: Reader) -> Build[Said]:
    for form in (_several, _continuing, _undated, _single, _whichever):
        reader.at = 0
        found = form(reader)
        if found is not None and reader.at_end():
            return found
    return _missing(reader)


def _single(reader: Reader) -> Build[Said] | None:
    clause = _clause(reader, joined=False)
    return None if clause is None else meaning(clause)


def _clause(reader: Reader, *, joined: bool) -> Clause | None:
    clause = head(reader, joined=joined)
    if clause is None:
        return None
    while True:
        start = reader.at
        if joined:
            reader.want(_AND.name, _AND.shown)
        reader.further_at = -1 if reader.comma() else reader.at
        if (joined and reader.see(_AND)) or not tail(reader, clause):
            reader.at, reader.further_at = start, -1
            return clause


def _several(reader: Reader) -> Build[Said] | None:
    limit = reader.see(LIMITS)
    if limit is not None and limit[1] in ("by", "on", "within"):
        reader.at += limit[0]
    pick = reader.take(_SEVERAL)
    parts = _parts(reader) if pick else None
    return _pick(pick, parts) if pick and parts and len(parts) > 1 else None


def _whichever(reader: Reader) -> Build[Said] | None:
    if all(token.key != "whichever" for token in reader.tokens):
        return None
    parts = _parts(reader)
    if parts is None or len(parts) < 2:
        return None
    reader.comma()
    pick = reader.take(_WHICHEVER)
    return _pick(pick, parts) if pick else None


def _parts(reader: Reader) -> list[Clause] | None:
    parts: list[Clause] = []
    while True:
        part = _bracketed(reader) or _clause(reader, joined=True)
        if part is None:
            return None
        parts.append(part)
        if len(parts) > MOST_PARTS:
            reader.refuse(f"More than {MOST_PARTS} days to choose from are not read. Write fewer.", part.at)
        start = reader.at
        comma = reader.comma()
        if not reader.skip(_AND) and not comma:
            return parts
        if reader.see(_WHICHEVER):
            reader.at = start
            return parts


def _bracketed(reader: Reader) -> Clause | None:
    start, token = reader.at, reader.token
    if token is None or token.key != "(":
        return None
    reader.at += 1
    clause = _clause(reader, joined=False)
    if clause is None or reader.token is None or reader.token.key != ")":
        reader.at = start
        return None
    reader.at += 1
    return clause


def _pick(pick: Pick, parts: list[Clause]) -> Build[Said]:
    builds = [meaning(part) for part in parts]
    first = parts[0]

    def build(asker: Asker) -> Said:
        found: list[Stated | Counted] = []
        for part in builds:
            said = part(asker)
            if isinstance(said, Recurring):
                raise NotationError(
                    "What comes again is no single day to choose from.", first.reader.position(first.at)
                )
            found.append(said)
        return Several(pick, tuple(found))

    return build


def _undated(reader: Reader) -> Build[Said] | None:
    reason = reader.take(_REASONS)
    if reason is None:
        if not reader.skip(_ONCE):
            return None
        reader.want("what happens, in its own words")
        if reader.at_end():
            return None
        reader.at = len(reader.tokens)
        return constant(Undated("once something happens", reader.text))
    if (last := _last_day(reader, reason)) is not None:
        return last
    words = ""
    if not reader.at_end():
        words = _more(reader)
        if not words:
            return None
    elif reason != "not stated":
        words = tidy(reader.text)
    said = words.casefold()
    return constant(Undated(reason, "" if said == reason else words))


def _last_day(reader: Reader, reason: Reason) -> Build[Said] | None:
    """A last day that stands behind the reason: "promptly, and in any event within 5 business days after closing"."""
    start = reader.at
    reader.comma()
    seen = reader.see(_IN_ANY_EVENT)
    if seen is None:
        reader.at = start
        return None
    reader.at += seen[0]
    clause = _clause(reader, joined=False)
    if clause is None or not reader.at_end():
        reader.at = start
        reader.refuse("A last day stands behind it that cannot be read. Write that day alone.", reader.offset)
    dated = meaning(clause)

    def build(asker: Asker) -> Said:
        undated = Undated(reason, reader.text)
        options: list[tuple[Said, str]] = [(dated(asker), "the last day"), (undated, "no day, the words as they are")]
        return asker.ask("A last day stands behind the words: keep that day?", options)

    return build


def _more(reader: Reader) -> str:
    """What stands after a reason: the source's own words after a colon, or a sentence that goes on."""
    token = reader.token
    if token is not None and token.key == ":" and reader.at + 2 == len(reader.tokens):
        quoted = reader.tokens[reader.at + 1]
        if quoted.kind == "quoted":
            reader.at += 2
            return unquote(reader.text[quoted.start : quoted.end])
    if token is None or token.key not in _MORE | {","}:
        return ""
    reader.at = len(reader.tokens)
    return reader.text


def _continuing(reader: Reader) -> Build[Said] | None:
    always = reader.skip(_ALWAYS)
    reader.comma()
    since = a_date(reader) if reader.skip(_SINCE) else None
    reader.comma()
    until = a_date(reader) if reader.skip(_UNTIL) else None
    if not always and since is None and until is None:
        return None

    def build(asker: Asker) -> Said:
        first: date | None = since(asker) if since else None
        return Continuing(first, until(asker) if until else None)

    return build


def _missing(reader: Reader) -> NoReturn:
    """Refuse the text at the furthest place, saying what could have stood there."""
    reader.at = max(reader.furthest, 0)
    token, offset = reader.token, reader.offset
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
