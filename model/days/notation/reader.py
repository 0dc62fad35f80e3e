"""Reading a notation token by token, remembering the furthest place reached and what could have stood there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, NoReturn, TypeAlias, TypeVar

from model.days.notation.asking import Build
from model.days.notation.context import Context
from model.days.notation.interruptions import without_interruptions
from model.days.notation.letters import is_odd, join_hyphenated, plain
from model.days.notation.named_deadline import NamedDeadline
from model.days.notation.pattern import Pattern
from model.days.notation.phrases import Phrases
from model.days.notation.refusal import NotationError
from model.days.notation.shorthand import spelled_out
from model.days.notation.token import Token

S = TypeVar("S")
T = TypeVar("T")
ReadDated: TypeAlias = "Callable[[Reader], Build[NamedDeadline] | None]"

LONGEST: Final = 2_000
MOST_EFFORT: Final = 1_500
"""So many readings of parts are tried: what needs more is no sentence of a contract."""
_UNIT: Final = (
    r"(?:b\.?d\.?s?|business|calendar|clear|working|d|days?|w|wks?|weeks?|m|mos?|mths?|months?|y|yrs?|years?"
    r"|h|hrs?|hours?)"
)
_TOKEN: Final = Pattern(
    r"(?P<quoted>“(?:[^”]|””)*”|\"(?:[^\"]|\"\")*\"|‘[^’]*’(?=[\s,.;:)]|$))"
    r"|(?P<rule>(?:RRULE:)?[A-Z]+=[A-Z0-9+-]+(?:,[A-Z0-9+-]+)*(?:;[A-Z]+=[A-Z0-9+-]+(?:,[A-Z0-9+-]+)*)*)"
    r"|(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+(?=[\s,;:()]|$)"
    rf"|[0-9]+(?=-?{_UNIT}(?![\w]))|(?<=\+)[0-9]+(?![\w./]))"
    rf"|(?P<sign>\+(?=\s*[0-9]+(?![0-9]*/))|-(?=\s*[0-9]+[\s-]*{_UNIT}(?!\w)))"
    r"|(?P<word>(?:(?!\+\s*[0-9]+(?:[\s,;)]|$|[a-z]))[^\s,;:()“”\"])+)"
    r"|(?P<mark>[,;:()])"
    r"|(?P<open>[“\"”])"
)


class Want(NamedTuple):
    """Something that could have stood at the furthest place: its name, phrases that would do, all their words.

    `set_off`: it begins something further, which a comma sets off and none was written yet.
    """

    name: str
    shown: tuple[str, ...]
    words: frozenset[str] = frozenset()
    set_off: bool = False


class Reader:
    """A place in the text that moves on as words are recognised; whoever fails puts it back."""

    def __init__(self, typed: str, context: Context) -> None:
        self.typed = typed
        self.context = context
        self.text, self._origin = _plain_text(typed)
        self.tokens = _tokens(self.text, self._origin)
        self._line = _Line(self.tokens)
        self.at = 0
        self.end = len(self.tokens)
        self.furthest = -1
        self.further_at = -1
        self.wanted: list[Want] = []
        self.refusal: NotationError | None = None
        self.doubt: NotationError | None = None
        """Why words are no event's name, should nothing else be read in them."""
        self.effort = [0]
        """How many readings were tried, those of words put together anew included."""
        self.dated: ReadDated | None = None
        """How a day is read, for words put together anew: the grammar, which rests on this, gives it."""

    @property
    def token(self) -> Token | None:
        """The token at this place; None at the end."""
        return self.tokens[self.at] if self.at < self.end else None

    @property
    def offset(self) -> int:
        """Where this place lies in the plain text."""
        return self.tokens[self.at].start if self.at < len(self.tokens) else len(self.text)

    def position(self, offset: int) -> int:
        """Where a place of the plain text lies in the text as typed."""
        return self._origin[offset] if offset < len(self._origin) else len(self.typed)

    def want(self, name: str, shown: tuple[str, ...] = (), words: frozenset[str] = frozenset()) -> None:
        """Remember what could stand here, should nothing be found further on."""
        if self.at > self.furthest:
            self.furthest, self.wanted = self.at, []
        if self.at == self.furthest:
            want = Want(name, shown, words, self.at == self.further_at)
            if want not in self.wanted:
                self.wanted.append(want)

    def take(self, phrases: Phrases[T]) -> T | None:
        """The meaning of the longest phrase that stands here, which is passed; None where there is none."""
        self.want(phrases.name, phrases.shown, phrases.words)
        found = self.see(phrases)
        if found is None:
            return None
        self.at += found[0]
        return found[1]

    def see(self, phrases: Phrases[S], ahead: int = 0) -> tuple[int, S] | None:
        """How many tokens the longest phrase here has, and its meaning, without passing it."""
        first = self.at + ahead
        if first >= self.end:
            return None
        for words, meaning in phrases.beginning(self.tokens[first].key):
            if self._line.keys[first : min(first + len(words), self.end)] == words:
                return len(words), meaning
        return None

    def skip(self, phrases: Phrases[T]) -> bool:
        """Pass a phrase if one stands here."""
        return self.take(phrases) is not None

    def comma(self) -> bool:
        """Pass a comma or semicolon."""
        if self.token is not None and self.token.key in (",", ";"):
            self.at += 1
            return True
        return False

    def match(self, pattern: Pattern) -> re.Match[str] | None:
        """Pass what fits the pattern, if it ends where a token ends."""
        if self.token is None:
            return None
        found = pattern.match(self.text, self.token.start)
        if found is None:
            return None
        for place in range(self.at, self.end):
            token = self.tokens[place]
            if token.end == found.end():
                self.at = place + 1
                return found
            if token.end > found.end():
                break
        return None

    def fits(self, pattern: Pattern) -> re.Match[str] | None:
        """Pass the words that fit the pattern, as they are looked up: lower case, one space between tokens."""
        found = self.sees(pattern)
        if found is not None:
            self.at = self._line.end_of(found)
        return found

    def sees(self, pattern: Pattern) -> re.Match[str] | None:
        """What fits the pattern here, if it ends where a token ends, without passing it."""
        if self.at >= self.end:
            return None
        line = self._line
        found = pattern.compiled.match(line.text, line.starts[self.at], line.starts[self.end] - 1)
        return found if found is not None and line.end_of(found) > self.at else None

    def find(self, pattern: Pattern, start: int) -> Iterator[tuple[int, int]]:
        """Where the pattern fits from a place on: the tokens at which each fit begins and ends."""
        line = self._line
        for found in pattern.compiled.finditer(line.text, line.starts[start], line.starts[self.end] - 1):
            before = len(found[0]) - len(found[0].lstrip())
            first, last = line.begins.get(found.start() + before), line.end_of(found)
            if first is not None and last > first:
                yield first, last

    def part(self, start: int, end: int, form: Callable[[Reader], T | None]) -> T | None:
        """What the form reads of the tokens from one place to another, if it reads them all; the place is kept.

        A refusal is kept too, for it may say best what is wrong where nothing else can be read.
        """
        self.effort[0] += 1
        if self.effort[0] > MOST_EFFORT or end < start:
            return None
        before, self.at, self.end = (self.at, self.end), start, end
        try:
            found = form(self)
            return found if self.at_end() else None
        except NotationError as refused:
            self.refusal = self.refusal or refused
            return None
        finally:
            self.at, self.end = before

    def reworded(self, text: str) -> Build[NamedDeadline] | None:
        """A day or a series in words put together from those of this reader; None where they say none."""
        if self.dated is None or len(text) > LONGEST:
            return None
        reader = Reader(text, self.context)
        reader.effort, reader.dated = self.effort, self.dated
        return reader.part(0, reader.end, self.dated)

    def words(self, start: int, end: int) -> str:
        """The text of the tokens from one place to another, as typed."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end] if end > start else ""

    def at_end(self) -> bool:
        """Whether nothing is left."""
        return self.at >= self.end

    def refuse(self, message: str, offset: int, suggestion: str = "") -> NoReturn:
        """Refuse what stands at a place of the plain text."""
        raise NotationError(message, self.position(offset), suggestion=suggestion)


def _plain_text(typed: str) -> tuple[str, tuple[int, ...]]:
    """The text made plain, and for each of its characters the place it has in the text as typed."""
    if len(typed) > LONGEST:
        raise NotationError(
            f"A deadline of {len(typed):,} characters is not read: the longest has {LONGEST:,}. Write it shorter.",
            LONGEST,
        )
    kept: list[str] = []
    origin: list[int] = []
    for place, letter in join_hyphenated(typed):
        if is_odd(letter):
            raise NotationError(
                f"Character {place + 1} is U+{ord(letter):04X}, which no deadline holds. Delete it.", place
            )
        simple = plain(letter)
        if simple and not (simple == " " and kept[-1:] == [" "]):
            kept.append(simple)
            origin.append(place)
    text = "".join(kept).rstrip().rstrip(",;*†‡").rstrip()
    if text.endswith(".") and not _ABBREVIATED.search(text):
        text = text[:-1].rstrip()
    return text, tuple(origin)


_ABBREVIATED: Final = Pattern(r"\b[ap]\.m\.$", re.IGNORECASE)


def _tokens(text: str, origin: tuple[int, ...]) -> list[Token]:
    tokens: list[Token] = []
    for found in _TOKEN.compiled.finditer(text):
        kind = found.lastgroup or ""
        if kind == "open":
            place = origin[found.start()]
            raise NotationError(f"The quotation mark at character {place + 1} has no partner. Close it.", place)
        key = found[0].casefold().replace("’", "'")
        tokens.append(Token(kind, key.rstrip(".") or key, found.start(), found.end()))
    return without_interruptions(spelled_out(tokens))


class _Line:
    """The keys of the tokens as one line of text, and where each token lies in it."""

    def __init__(self, tokens: list[Token]) -> None:
        self.keys = tuple(token.key for token in tokens)
        self.text = " ".join(self.keys)
        self.starts: list[int] = []
        self.ends: dict[int, int] = {}
        place = 0
        for number, key in enumerate(self.keys):
            self.starts.append(place)
            self.ends[place + len(key)] = number + 1
            place += len(key) + 1
        self.starts.append(place)
        self.begins = {start: number for number, start in enumerate(self.starts)}

    def end_of(self, found: re.Match[str]) -> int:
        """The token after a match, spaces at its end aside; 0 where it ends within a token."""
        return self.ends.get(found.start() + len(found[0].rstrip(" ")), 0)
