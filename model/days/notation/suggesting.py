"""A notation to write instead of one that cannot be read: a misspelt word mended, or the words that are missing.

>>> suggest("45 dais after closing", Context())
'45 days after closing'
>>> suggest("45 days", Context(anchors=("closing",)))
'45 days after closing'
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from model.days.notation.context import Context
from model.days.notation.grammar import read, walk
from model.days.notation.reader import Reader
from model.errors import DayError

_MOST_TRIES: Final = 20
_NEAR: Final = 0.7


def suggest(typed: str, context: Context) -> str:
    """The text with its one wrong word mended, or gone on with where it ends too soon; empty where neither reads."""
    reader = Reader(typed, context)
    walk(reader)
    reader.at = max(reader.furthest, 0)
    tries = _mended(reader) if reader.token else _gone_on_with(reader, context)
    asked = ""
    for _, attempt in zip(range(_MOST_TRIES), tries, strict=False):
        meanings = _meanings(attempt, context)
        if meanings == 1:
            return attempt
        asked = asked or (attempt if meanings else "")
    return asked


def _mended(reader: Reader) -> Iterator[str]:
    """The word at fault replaced by the nearest of those that could stand there."""
    from difflib import get_close_matches

    token = reader.token
    if token is None or token.kind != "word":
        return
    words = {word: word for want in reader.wanted for word in want.words}
    words |= {word.casefold(): word for want in reader.wanted for shown in want.shown for word in shown.split()}
    for word in get_close_matches(token.key, words, n=3, cutoff=_NEAR):
        yield f"{reader.text[: token.start]}{words[word]}{reader.text[token.end :]}"


def _gone_on_with(reader: Reader, context: Context) -> Iterator[str]:
    """What could come next, with a name after it where one is needed."""
    name = context.anchors[0] if context.anchors else "closing"
    for want in reader.wanted:
        for phrase in want.shown[:2]:
            yield f"{reader.text} {phrase}"
            yield f"{reader.text} {phrase} {name}"
    for more in (f" after {name}", f" {name}", f" days after {name}"):
        yield reader.text + more


def _meanings(text: str, context: Context) -> int:
    """How many meanings the text has: what says one thing is suggested before what would be asked about."""
    try:
        return len(read(text, context).meanings)
    except DayError:
        return 0
