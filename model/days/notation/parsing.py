"""From text to meaning: the one there is, or the question between those there are."""

from __future__ import annotations

from model.days.notation.context import Context
from model.days.notation.grammar import read
from model.days.notation.named_deadline import NamedDeadline
from model.days.notation.refusal import Ambiguous, NotationChoice, NotationError
from model.days.notation.suggesting import suggest
from model.days.notation.writing import format_deadline


def parse(text: str, context: Context) -> NamedDeadline:
    """What the text says. Raises Ambiguous where it could say two things, NotationError where it says nothing.

    >>> parse("earlier of 90 days after closing and 30 June 2027", Context(anchors=("closing",))).pick
    'earlier'
    """
    try:
        readings = read(text, context)
    except NotationError as refused:
        raise _with_suggestion(refused, text, context) from refused
    if len(readings.meanings) == 1:
        return readings.meanings[0][0]
    choices = tuple(NotationChoice(format_deadline(deadline, context), why) for deadline, why in readings.meanings)
    raise Ambiguous(" ".join(readings.questions), choices)


def _with_suggestion(refused: NotationError, text: str, context: Context) -> NotationError:
    """The refusal with a notation to write instead, where the grammar itself found the fault."""
    if not refused.expected:
        return refused
    suggestion = suggest(text, context)
    return NotationError(str(refused), refused.at, expected=refused.expected, suggestion=suggestion)
