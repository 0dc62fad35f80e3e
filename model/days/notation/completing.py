"""What can come next while a deadline is typed, told by the grammar itself: what it looked for where the text ends.

>>> [offer.text for offer in complete("45 days af", Context(anchors=("closing",)))]
['45 days after']
>>> [offer.text for offer in complete("45 days after ", Context(anchors=("closing", "signing")))][:2]
['45 days after closing', '45 days after signing']
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from model.days.calendar_names import say_calendar
from model.days.notation.clause import ANCHOR
from model.days.notation.context import Context
from model.days.notation.grammar import walk
from model.days.notation.heading import STARTS
from model.days.notation.names import fold, index_names
from model.days.notation.pattern import Pattern
from model.days.notation.places import CALENDAR, calendar_phrases
from model.days.notation.reader import Reader, Want
from model.days.notation.refusal import NotationError
from model.days.notation.repeating_words import OFTEN
from model.days.notation.rolls import ROLLS
from model.days.notation.stepping import PLAIN_LIMIT
from model.days.notation.units import UNITS
from model.days.notation.writing import ROLL_WORDS, quote_name, say_name

MOST: Final = 12
_MOST_NAMES: Final = 8
_MOST_WORDS: Final = 10
_FIRST: Final = (("a deadline", ANCHOR), (UNITS.name,), (OFTEN.name,), (ANCHOR,), ("a year",))
"""What comes first where it is looked for at all."""
_OPEN_QUOTE: Final = Pattern(r"([^“”\"]*)[“\"]([^“”\"]*)")
_STARTS: Final = (*STARTS, "earlier of", "promptly", "on demand", "once", "at all times", "no date stated")


class Completion(Struct, frozen=True):
    """The whole text with the offer taken, and the words that are offered."""

    text: str
    label: str


def complete(text: str, context: Context) -> tuple[Completion, ...]:
    """What can come next, best first, at most 12; nothing where the text is no deadline so far.

    The words being typed are completed before others are offered: units after a number, after units the side, after
    the side the names known, then what may follow.
    """
    if not text.strip():
        return tuple(Completion(start, start) for start in _STARTS)
    offers: dict[str, Completion] = {}
    quoted = _OPEN_QUOTE.fullmatch(text)
    try:
        if quoted is not None:
            return _close_name(quoted[1], quoted[2], context)
        for begun, partial in _splits(text, context):
            for want in _wants(begun, context, partial):
                for phrase in _phrases(want, begun, context, partial):
                    offer = Completion(_joined(begun, phrase, want), _label(phrase, want))
                    typed = offer.text.casefold() == text.casefold()
                    if not typed and len(offers) < MOST and _goes_on(offer.text, context):
                        offers.setdefault(offer.text, offer)
            if offers and not partial[-1:].isdigit():
                break
    except NotationError:
        return ()
    return tuple(offers.values())[:MOST]


def _goes_on(text: str, context: Context) -> bool:
    """Whether the words are a deadline, or could be once more is typed: no offer leads nowhere."""
    reader = Reader(text, context)
    return walk(reader) or reader.furthest >= len(reader.tokens)


def _splits(text: str, context: Context) -> Iterator[tuple[str, str]]:
    """The text cut before each of its last words: what is said, and what is being typed; longest first."""
    tokens = Reader(text, context).tokens
    typing = 0 if text[-1:].isspace() else _MOST_WORDS
    for token in tokens[len(tokens) - min(typing, len(tokens)) :]:
        partial = text[token.start :].casefold()
        if token.kind in ("word", "number"):
            yield text[: token.start], " ".join(partial.split())
    yield text, ""


def _close_name(begun: str, partial: str, context: Context) -> tuple[Completion, ...]:
    """The names that a quotation mark may have been opened for."""
    if all(want.name != ANCHOR for want in _wants(begun, context)):
        return ()
    found = [name for name in context.anchors if name.casefold().startswith(partial.casefold())]
    texts = (f"{begun}{quote_name(name)}" for name in found[:_MOST_NAMES])
    return tuple(Completion(text, name) for text, name in zip(texts, found, strict=False))


def _wants(begun: str, context: Context, partial: str = "") -> list[Want]:
    """What the grammar looked for where the text ends."""
    if not begun.strip():
        return [] if partial[:1].isdigit() else [Want(start, (start,)) for start in _STARTS]
    reader = Reader(begun, context)
    walk(reader)
    found = reader.wanted if reader.furthest >= len(reader.tokens) else []
    names = {want.name for want in found}
    first = next((order for order in _FIRST if order[0] in names), ())
    return sorted(found, key=lambda want: first.index(want.name) if want.name in first else len(first))


def _phrases(want: Want, begun: str, context: Context, partial: str) -> Iterator[str]:
    if want.name == ANCHOR:
        yield from _names(context, partial)
        return
    shown = want.shown
    if want.name == UNITS.name:
        shown = _units(begun, context)
    elif want.name == ROLLS.name and context.roll not in (None, "none"):
        shown = (ROLL_WORDS[context.roll], *shown)
    elif want.name == CALENDAR:
        shown = (*map(say_calendar, context.calendars), *shown)
    yield from (phrase for phrase in shown if phrase.casefold().startswith(partial))


def _names(context: Context, partial: str) -> Iterator[str]:
    """The names of which some word begins with what is typed; those that begin with it come first."""
    typed = fold(partial)
    if typed in index_names(context.anchors).folded:
        return
    found = [
        (not key.startswith(typed), place, name)
        for place, (key, names) in enumerate(index_names(context.anchors).folded.items())
        for name in names
        if key.startswith(typed) or f" {typed}" in key
    ]
    yield from (say_name(name) for _, _, name in sorted(found)[:_MOST_NAMES])


def _units(begun: str, context: Context) -> tuple[str, ...]:
    """Units with the kind of day said for a short period, as the instrument counts first."""
    digits = begun.rsplit(maxsplit=1)[-1].strip("()").replace(",", "")
    if not digits.isdigit() or not 1 <= int(digits) <= PLAIN_LIMIT:
        return UNITS.shown
    kinds = ("calendar days", "business days") if context.counts == "calendar" else ("business days", "calendar days")
    shown = (*kinds, *(unit for unit in UNITS.shown if unit not in (*kinds, "days")))
    return tuple(unit.removesuffix("s") for unit in shown) if int(digits) == 1 else shown


def _joined(begun: str, phrase: str, want: Want) -> str:
    text = begun.rstrip()
    if want.set_off and text[-1:] not in (",", ";"):
        text += ","
    return f"{text} {phrase}" if text else phrase


def _label(phrase: str, want: Want) -> str:
    if want.name != CALENDAR:
        return phrase
    seen = calendar_phrases().beginning(phrase.split(maxsplit=1)[0].casefold())
    names = [name for words, name in seen if words == tuple(phrase.casefold().split())]
    return f"{phrase} ({names[0]})" if names and names[0] != phrase else phrase
