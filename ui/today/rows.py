"""The rows of Today: a record in its band, or a coming day on which standings change. Worded once, when shown."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from model.assess.standing import Standing
from model.days.wording import say_day, say_distance
from model.outlook.forward import Turn
from model.outlook.today.agenda import BandKey
from model.outlook.today.notes import Note, note_of, note_words
from model.outlook.today.turns import turn_pieces, turn_words
from model.record.links import Node
from model.record.obligation import Obligation
from model.wording.standings import DueText
from ui.docket.entry import DocketEntry
from ui.filter.snapshot import Snapshot
from ui.frame.recordrow import RecordRow
from ui.frame.standing import RANK, word_of_key
from ui.inspector.recorder.facts import fits


class RowAction(NamedTuple):
    """What is usually done about a row: its words, and what it asks of the workspace.

    ``fact`` is the fact to record ("" to choose), ``edit`` the kind of record to edit ("new relief" for a new one),
    ``go`` says that the docket is looked at as of the row's day.
    """

    words: str
    fact: str | None = None
    edit: str = ""
    go: bool = False


LOOK_AHEAD = RowAction("Look ahead", go=True)
"""What a coming day offers."""


class BandEntry(DocketEntry):
    """One record in one band."""

    def __init__(self, snapshot: Snapshot, node: Node, band: BandKey) -> None:
        super().__init__(snapshot, node)
        self.band = band

    @property
    def ids(self) -> tuple[str, ...]:
        """The record that is selected with it."""
        return (self.node.id,)

    @property
    def key(self) -> str:
        """What tells the row from all others of its band."""
        return self.node.id

    @cached_property
    def due(self) -> DueText:
        """As in the docket; of what is suspended and at risk, the day on which it stands again."""
        back = self.position.back_on
        if self.band == "risk" and back is not None:
            return DueText(back, "", say_distance((back - self.snapshot.day).days))
        return super().due

    @cached_property
    def note(self) -> Note:
        """Why it stands in its band, and what hangs on it."""
        return note_of(self.snapshot.docket, self.snapshot.assessment, self.band, self.node)

    @cached_property
    def note_words(self) -> str:
        """The note read aloud."""
        return note_words(self.note, word_of_key)

    @cached_property
    def action(self) -> RowAction | None:
        """What is usually done about it."""
        return _action(self.band, self.node, self.position.standing)

    @cached_property
    def row(self) -> RecordRow:
        """What is painted of it."""
        return replace(super().row, note=self.note, owner=self.owner, action=self.action.words if self.action else "")

    @property
    def spoken(self) -> str:
        """The row in one sentence, for a screen reader."""
        due = self.due_words if self.due.expected else f"due {self.due_words}"
        said = (self.standing_word, due, self.title_words, self.note_words, self.owner)
        action = f"Space: {self.action.words}" if self.action else ""
        return ". ".join(filter(None, (*said, action)))


class DayRow:
    """One coming day on which standings change."""

    def __init__(self, snapshot: Snapshot, day: date, turns: tuple[Turn, ...]) -> None:
        self.snapshot = snapshot
        self.day = day
        self.turns = turns

    @property
    def ids(self) -> tuple[str, ...]:
        """The records that change."""
        return tuple(turn.id for turn in self.turns)

    @property
    def key(self) -> str:
        """What tells the row from all others of its band."""
        return self.day.isoformat()

    @cached_property
    def note(self) -> Note:
        """What changes, cause before effect."""
        return turn_pieces(self.snapshot.docket, self.turns)

    @property
    def note_words(self) -> str:
        """What changes, as a sentence."""
        return turn_words(self.note)

    @cached_property
    def standing(self) -> str:
        """The worst of what follows."""
        return min((piece.mark for piece in self.note), key=RANK.__getitem__)

    @property
    def standing_word(self) -> str:
        """The word of it."""
        return word_of_key(self.standing)

    @property
    def distance(self) -> str:
        """How far off the day is."""
        return say_distance((self.day - self.snapshot.day).days)

    @property
    def near(self) -> bool:
        """Whether it is within 14 days."""
        return (self.day - self.snapshot.day).days <= 14

    @cached_property
    def row(self) -> RecordRow:
        """What is painted of it: the worst of what follows, the day, and what changes."""
        return RecordRow(
            mark=self.standing,
            word=self.standing_word,
            day=self.day,
            distance=self.distance,
            near=self.near,
            note=self.note,
            action=LOOK_AHEAD.words,
        )

    @property
    def action(self) -> RowAction | None:
        """The docket may be looked at as of that day."""
        return LOOK_AHEAD

    @property
    def spoken(self) -> str:
        """The row in one sentence."""
        return f"{say_day(self.day)}, {self.distance}. {self.note_words}. Space: {LOOK_AHEAD.words}"


Row = BandEntry | DayRow


def _action(band: BandKey, node: Node, standing: Standing) -> RowAction | None:
    """What is usually done about a record, by its band."""
    if band == "unverified":
        return RowAction("Verify", fact="verified")
    if not isinstance(node, Obligation):
        return RowAction("Enter relief", edit="new relief") if band == "risk" else None
    if node.is_consequence or standing is Standing.LAPSED:
        return None
    if band == "undated":
        return RowAction("Set a date", edit="obligation")
    if band == "review":
        return RowAction("Review", edit="obligation")
    if standing is Standing.SUSPENDED or (band == "waiting" and standing is not Standing.SUBMITTED):
        return None
    return _recording(node, standing)


def _recording(node: Obligation, standing: Standing) -> RowAction:
    if standing is Standing.SUBMITTED:
        return RowAction("Record", fact="")
    if node.continuing:
        return RowAction("Add reading", fact="reading")
    if fits(node, "submitted") and standing is not Standing.MISSED:
        return RowAction("Hand in", fact="submitted")
    return RowAction("Record", fact="performed" if node.binding == "right" else "")
