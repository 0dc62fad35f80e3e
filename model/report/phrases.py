"""Turns of phrase that reports share."""

from __future__ import annotations

from collections.abc import Iterable

from model.docket import Docket
from model.phrases import number, refs_text


def refs(docket: Docket, ids: Iterable[str]) -> str:
    """Refs as a report gives them, without the docket's own prefix: "1 to 4, 7 and 17"."""
    return refs_text(docket, ids, short=True)


def counted(count: int, noun: str, rest: str = "") -> str:
    """A count with its noun and what follows it: "one deadline of ours", "23 deadlines of ours"."""
    return f"{number(count)} {noun}{'' if count == 1 else 's'}{f' {rest}' if rest else ''}"


def is_or_are(count: int) -> str:
    """The verb for so many."""
    return "is" if count == 1 else "are"


def sentence(words: str) -> str:
    """The words with a capital at the start and a full stop at the end."""
    if not words:
        return ""
    return f"{words[0].upper()}{words[1:]}{'' if words.endswith(('.', '?', '.”')) else '.'}"
