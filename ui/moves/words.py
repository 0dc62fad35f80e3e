"""What the review of a change says. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from model.assess.standing import TROUBLE
from model.days.wording import say_count, say_day
from model.docket import Docket
from model.ledger.edit import Edit
from model.outlook.changes.moves import Move, Of
from model.outlook.changes.reach import CHANGED
from model.record.event import Event
from model.record.fact import Fact
from model.record.instrument import Instrument
from model.record.obligation import Obligation
from model.record.relief import Relief
from model.wording.standings import refs_text

HINT = "Enter confirms, Esc goes back"
WAITING_HINT = "Esc goes back"
LOOKING = "Looking at what this moves"

TAGS: dict[Of, str] = {
    "due": "",
    "occurrence": "one of the series",
    "last day of cure": "last day of cure",
    "perform by": "perform by",
    "act by": "act by",
}
"""What stands beside the title where the date is not the due day."""

"""The standings that a moved date can bring or end, and that must be seen."""


def heading(moves: Iterable[Move]) -> str:
    """How many dates of other records move: ``This moves 3 other dates``."""
    others = [move for move in moves if move.of_another]
    if not others:
        return "This moves no other date"
    return f"This {_verb(others)} {say_count(len(others), 'other date')}"


def confirm_words(moves: Iterable[Move]) -> str:
    """What the button does: ``Confirm, and move 3 dates``."""
    others = [move for move in moves if move.of_another]
    if not others:
        return "Confirm"
    return f"Confirm, and {_verb(others).removesuffix('s')} {say_count(len(others), 'date')}"


def _verb(others: Sequence[Move]) -> str:
    if others and all(move.old is None for move in others):
        return "sets"
    return "clears" if others and all(move.new is None for move in others) else "moves"


def summary(docket: Docket, moves: Sequence[Move], day: date | None = None) -> str:
    """Whose standing becomes worse or better with it, on ``day`` where that is not today, and what is held by hand."""
    said = [f"Seen as of {say_day(day)}."] if day else []
    for standing in TROUBLE:
        if worse := [move.id for move in moves if move.stands_otherwise and move.becomes is standing]:
            said.append(f"Then {standing}: {refs_text(docket, worse)}.")
        if better := [move.id for move in moves if move.stands_otherwise and move.was is standing and move.becomes]:
            said.append(f"No longer {standing}: {refs_text(docket, better)}.")
    if held := [move.id for move in moves if move.held]:
        said.append(f"Held by hand: {refs_text(docket, held)}.")
    return " ".join(said)


def level_words(level: int, origin: str) -> str:
    """The head over a level: what it follows from."""
    if level == CHANGED:
        return "What you change"
    return f"Follows from {origin}" if level == 0 else "Follows from those" if level == 1 else "And from those"


def origin_words(edit: Edit, docket: Docket) -> str:
    """What is changed, by the name it goes by; several records are not named."""
    names = dict.fromkeys(name for change in edit.changes if (name := _name(change.after or change.before, docket)))
    return next(iter(names)) if len(names) == 1 else "the change"


def _name(record: object, docket: Docket) -> str:
    match record:
        case Event() | Instrument():
            return record.title
        case Obligation() | Relief():
            return record.ref
        case Fact():
            return docket.ref(record.about)
        case _:
            return ""


def shift_words(move: Move) -> str:
    """How far a date moves: ``12 days later``."""
    if move.held:
        return "held by hand"
    if move.days is None:
        return "no date before" if move.new else "no date any more"
    return f"{say_count(abs(move.days), 'day')} {'later' if move.days > 0 else 'earlier'}"


def spoken(move: Move) -> str:
    """A row for a screen reader, in sentences."""
    name = f"{move.ref} {move.title}" + (f", {TAGS[move.of]}" if TAGS[move.of] else "")
    if move.held:
        return f"{name}. {move.why[:1].upper()}{move.why[1:]}."
    old = say_day(move.old) if move.old else "no date"
    new = say_day(move.new) if move.new else "no date"
    standing = f" Standing: {move.was or 'none'}, then {move.becomes or 'none'}." if move.stands_otherwise else ""
    return f"{name}. From {old} to {new}, {shift_words(move)}. {move.why[:1].upper()}{move.why[1:]}.{standing}"
