"""What was typed and not saved yet: kept beside the docket, outside its journal and its exports.

A draft may hold what is privileged, so it lies where the docket lies and nowhere else. It goes when it is saved or
discarded. Each editor, card and table keeps its own, so that two windows on one file never write over one another.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from model.docket import Docket
from model.record.base import Record, Value
from model.record.door import decode
from model.record.event import Event
from model.record.fact import Instant
from model.record.remembered import Remembered

Now = Literal["new", "same", "changed", "deleted", "entered"]
"""How the record of a draft stands now: new still; as it was when it was typed; changed or deleted since; or, new
when it was typed, entered by another window since."""


class GoesOn(Value, frozen=True, kw_only=True):
    """The draft goes on from a series: from which obligation, and from which of its occurrences."""

    obligation: str
    period: date
    due: date


class Draft(Remembered, frozen=True, kw_only=True, tag="draft"):
    """One editor's draft.

    ``body`` is the record as far as it can be read, ``seen`` the record as its author saw it before, both canonical
    JSON. ``touched`` names the fields that were typed in, ``typed`` holds as JSON what stands in those that cannot be
    read yet. ``events`` are those created along the way, which enter together with the record.
    """

    kind: str
    key: str
    fresh: bool = False
    called: str
    title: str = ""
    who: str = ""
    typed_at: Instant
    body: str
    seen: str
    touched: tuple[str, ...]
    typed: str = "{}"
    events: tuple[Event, ...] = ()
    goes_on: GoesOn | None = None

    def record(self) -> Record:
        """The record as typed. Raises :class:`model.errors.InvalidRecord` where another Duly wrote it otherwise."""
        return decode(self.kind, self.body)

    def before(self) -> Record:
        """The record as its author saw it. Raises :class:`model.errors.InvalidRecord` likewise."""
        return decode(self.kind, self.seen)

    def stands(self, docket: Docket) -> Now:
        """How its record stands now. Raises :class:`model.errors.InvalidRecord` where it cannot be read."""
        before = self.before()
        standing = docket.get(self.kind, before.id)
        if self.goes_on is not None and self.goes_on.obligation not in docket.obligations:
            return "deleted"
        if self.fresh:
            return "new" if standing is None else "entered"
        if standing is None:
            return "deleted"
        return "same" if standing == before else "changed"


class CardDraft(Remembered, frozen=True, kw_only=True, tag="card draft"):
    """What was typed in the card that records what happened, or in the table of figures, and is not recorded yet.

    ``about`` are the records that it is about. ``typed`` holds as JSON what stands in the inputs: those who wrote it
    read it again.
    """

    card: Literal["what happened", "figures"]
    called: str
    title: str = ""
    who: str = ""
    typed_at: Instant
    about: tuple[str, ...]
    typed: str

    def stands(self, docket: Docket) -> Now:
        """Whether something that it is about is still there."""
        there = any(docket.get(kind, one) for kind in ("obligation", "relief", "metric") for one in self.about)
        return "same" if there else "deleted"
