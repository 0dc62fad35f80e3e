"""Reliefs: waivers, standstills, extensions and releases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from model.record.base import Id, Problem, Record, Ref
from model.record.day import Day
from model.record.obligation import Reminder, tag_problems
from model.record.source import Span

ReliefKind = Literal["waiver", "standstill", "extension", "release"]
Reinstatement = Literal["from the lapse", "as if never granted"]
UntilReading = Literal["inclusive", "exclusive", "unclear"]
Signed = Literal["not recorded", "signed", "unsigned"]


class Relief(Record, frozen=True, kw_only=True):
    """A waiver, standstill, extension or release, what it covers and what it hangs on.

    ``until`` is read as ``until_reading`` says; an unclear end counts as exclusive. ``granted_on`` is None while
    it is only asked for. ``new_due`` belongs to an extension of what is owed; ``extends`` names the reliefs that an
    extension keeps alive past their own end, while it is live itself. ``reinstatement`` says how what it covers
    stands once a condition has broken it: again from the lapse, or as if it had never been granted.
    """

    ref: Ref
    title: str
    kind: ReliefKind = "waiver"
    short_title: str = ""
    instrument: Id | None = None
    sources: tuple[Span, ...] = ()
    locator: str = ""
    granted_by: Id | None = None
    covers: tuple[Id, ...] = ()
    extends: tuple[Id, ...] = ()
    granted_on: Day | None = None
    since: date | None = None
    until: date | None = None
    until_reading: UntilReading = "unclear"
    conditions: tuple[Id, ...] = ()
    conditions_complete: bool = True
    new_due: date | None = None
    reinstatement: Reinstatement = "from the lapse"
    signed: Signed = "not recorded"
    signed_documents: tuple[Id, ...] = ()
    rights_reserved: bool = False
    owner: Id | None = None
    reminders: tuple[Reminder, ...] = ()
    question: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()
    confidential: bool = False

    @property
    def short(self) -> str:
        """The title that fits a link row."""
        return self.short_title or self.title

    @property
    def last_day(self) -> date | None:
        """The last day it covers, by the reading of its end; None where it has no end."""
        if self.until is None or self.until_reading == "inclusive":
            return self.until
        return self.until - timedelta(days=1)

    @property
    def effective_from(self) -> date | None:
        """The first day it covers: a relief granted later with effect from earlier counts from its grant."""
        if self.granted_on is None:
            return None
        return max(self.granted_on.on, self.since or self.granted_on.on)

    @property
    def reach(self) -> date | None:
        """The last day to which it relieves: its last, or its new due day if that is earlier; None without an end."""
        return min((day for day in (self.last_day, self.new_due) if day is not None), default=None)

    def problems(self) -> Iterator[Problem]:
        """Every rule of the domain that this relief alone can break."""
        if not self.title.strip():
            yield Problem("title", "A relief needs a title.")
        if not (self.covers or self.extends):
            yield Problem("covers", "Say which obligations the relief covers.")
        if self.extends and self.kind != "extension":
            yield Problem("extends", "Only an extension extends another relief. Change the kind, or clear it.")
        if self.id in self.extends:
            yield Problem("extends", "A relief does not extend itself. Choose another.")
        if self.kind == "extension" and self.covers and self.new_due is None:
            yield Problem("new_due", "An extension needs the new due day.")
        if self.kind != "extension" and self.new_due is not None:
            yield Problem("new_due", "Only an extension has a new due day. Change the kind, or clear the day.")
        yield from self._day_problems()
        if self.signed_documents and self.signed == "unsigned":
            yield Problem("signed", "It is recorded as unsigned and has signed documents. Correct one of the two.")
        if set(self.covers) & set(self.conditions):
            yield Problem("conditions", "An obligation cannot be both covered and a condition of the same relief.")
        for span in self.sources:
            yield from span.problems()
        yield from tag_problems(self.tags)

    def _day_problems(self) -> Iterator[Problem]:
        start, last = self.effective_from, self.last_day
        if start and last and last < start:
            yield Problem("until", "The relief ends before it starts. Correct one of the two days.")
