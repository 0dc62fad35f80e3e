"""Reading a notation token by token, remembering the furthest place reached and what could have stood there."""

from __future__ import annotations

import re
from typing import Final, NamedTuple, NoReturn, TypeVar

from model.days.notation.context import Context
from model.days.notation.letters import is_odd, plain
from model.days.notation.pattern import Pattern
from model.days.notation.phrases import Phrases
from model.days.notation.refusal import NotationError

S = TypeVar("S")
T = TypeVar("T")

LONGEST: Final = 2_000
_TOKEN: Final = Pattern(
    r"(?P<quoted>“(?:[^”]|””)*”|\"(?:[^\"]|\"\")*\"|‘[^’]*’(?=[\s,.;:)]|$))"
    r"|(?P<rule>(?:RRULE:)?[A-Z]+=[A-Z0-9+-]+(?:,[A-Z0-9+-]+)*(?:;[A-Z]+=[A-Z0-9+-]+(?:,[A-Z0-9+-]+)*)*)"
    r"|(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+(?=[\s,;:()]|$))"
    r"|(?P<word>[^\s,;:()“”\"]+)"
    r"|(?P<mark>[,;:()])"
    r"|(?P<open>[“\"”])"
)


class Token(NamedTuple):
    """A piece of the text: what kind, how it is looked up, and where it stands in the plain text."""

    kind: str
    key: str
    start: int
    end: int


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
        self.at = 0
        self.furthest = -1
        self.further_at = -1
        self.wanted: list[Want] = []

    @property
    def token(self) -> Token | None:
        """The token at this place; None at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else None

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
        if first >= len(self.tokens):
            return None
        for words, meaning in phrases.beginning(self.tokens[first].key):
            keys = tuple(token.key for token in self.tokens[first : first + len(words)])
            if keys == words:
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
        for place in range(self.at, len(self.tokens)):
            token = self.tokens[place]
            if token.end == found.end():
                self.at = place + 1
                return found
            if token.end > found.end():
                break
        return None

    def at_end(self) -> bool:
        """Whether nothing is left."""
        return self.at >= len(self.tokens)

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
    for place, letter in enumerate(typed):
        if is_odd(letter):
            raise NotationError(
                f"Character {place + 1} is U+{ord(letter):04X}, which no deadline holds. Delete it.", place
            )
        if simple := plain(letter):
            kept.append(simple)
            origin.append(place)
    text = "".join(kept).rstrip()
    if text.endswith(".") and not text.endswith(("a.m.", "p.m.", "A.M.", "P.M.")):
        text = text[:-1].rstrip()
    return text, tuple(origin)


def _tokens(text: str, origin: tuple[int, ...]) -> list[Token]:
    tokens: list[Token] = []
    for found in _TOKEN.compiled.finditer(text):
        kind = found.lastgroup or ""
        if kind == "open":
            place = origin[found.start()]
            raise NotationError(f"The quotation mark at character {place + 1} has no partner. Close it.", place)
        key = found[0].casefold().replace("’", "'")
        tokens.append(Token(kind, key.rstrip(".") or key, found.start(), found.end()))
    return tokens
