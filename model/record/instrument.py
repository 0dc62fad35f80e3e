"""Instruments: what obligations arise under."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from model.days.calendar import known_calendars
from model.days.step import Convention
from model.record.base import Id, Problem, Record, Value
from model.record.day import Day
from model.record.deadline import time_problems

InstrumentKind = Literal[
    "agreement", "amendment", "waiver letter", "acknowledgment", "statute", "order", "filing", "other"
]
SourceRank = Literal["executed instrument", "summary"]


class NoticeClause(Value, frozen=True, kw_only=True):
    """How notice is given under an instrument, in the clause's own terms."""

    address: str = ""
    method: str = ""
    deemed_receipt: str = ""
    copy_to: str = ""


class Instrument(Record, frozen=True, kw_only=True):
    """An agreement, amendment, waiver letter, statute, order or filing.

    It is in force from ``in_force_from``, else from its own day, else always; ``in_force_until`` is its last day.
    ``source_rank`` says whether we hold the executed instrument or only a summary of it.
    """

    title: str
    kind: InstrumentKind = "agreement"
    short_title: str = ""
    day: Day | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None
    parties: tuple[Id, ...] = ()
    governing_law: str = ""
    amends: Id | None = None
    calendars: tuple[str, ...] = ()
    roll: Convention = "none"
    zone: str = ""
    cutoff: str = ""
    notice: NoticeClause | None = None
    source_rank: SourceRank = "executed instrument"
    notes: str = ""

    @property
    def short(self) -> str:
        """The title that fits a table."""
        return self.short_title or self.title

    @property
    def begins(self) -> date | None:
        """The first day it is in force, or None where it always was."""
        return self.in_force_from or (self.day.on if self.day else None)

    def problems(self) -> Iterator[Problem]:
        """A title, known calendars, an end not before the beginning, and no amendment of itself."""
        if not self.title.strip():
            yield Problem("title", "An instrument needs a title.")
        if self.amends == self.id:
            yield Problem("amends", "An instrument does not amend itself. Choose another.")
        if self.begins and self.in_force_until and self.in_force_until < self.begins:
            yield Problem("in_force_until", "It ends before it is in force. Correct one of the two days.")
        for name in self.calendars:
            if name not in known_calendars():
                known = ", ".join(known_calendars())
                yield Problem("calendars", f"“{name}” is no calendar that Duly knows. Choose from {known}.")
        yield from time_problems("cutoff", self.cutoff, self.zone, zone_field="zone")
