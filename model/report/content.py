"""What a report says, as plain frozen data: no record, no date to be worked out, only words in their places."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

Paper = Literal["us-letter", "a4"]


class ReportLine(Struct, frozen=True, gc=False):
    """One line under a title: who owes whom under which clause, the words of the source, or what Duly says of it."""

    style: Literal["terms", "quote", "said", "strong"]
    text: str


class ReportRow(Struct, frozen=True, kw_only=True, gc=False):
    """One obligation, relief or consequence. ``share`` is the part performed, from 0 to 1."""

    id: str
    ref: str
    title: str
    standing: str
    mark: str
    share: float | None = None
    due: str = ""
    distance: str = ""
    urgent: bool = False
    amount: str = ""
    performed: str = ""
    lines: tuple[ReportLine, ...] = ()
    note: str = ""
    done: bool = False


class ReportGroup(Struct, frozen=True, kw_only=True, gc=False):
    """Rows of a full table under a heading of their own; an empty label has none."""

    label: str = ""
    rows: tuple[ReportRow, ...]


class ReportPart(Struct, frozen=True, kw_only=True, gc=False):
    """Sentences, and the brief rows that they speak of."""

    prose: tuple[str, ...]
    rows: tuple[ReportRow, ...] = ()


class ReportSection(Struct, frozen=True, kw_only=True, gc=False):
    """A numbered section: sentences, then a full table in groups, then parts with brief tables."""

    heading: str
    prose: tuple[str, ...] = ()
    groups: tuple[ReportGroup, ...] = ()
    parts: tuple[ReportPart, ...] = ()


class Signature(Struct, frozen=True, gc=False):
    """A line to sign on: who signs, and as what."""

    name: str
    under: str


class StatusReport(Struct, frozen=True, kw_only=True, gc=False):
    """An obligation status report, word for word.

    ``day`` is the day it speaks of; ``generated`` the moment it was set, in the user's zone; ``head`` the journal's
    head (entry and chain) that proves which state of the docket it was read from.
    """

    title: str
    docket: str
    legend: str
    day: date
    generated: datetime
    head: str
    paper: Paper
    as_of: str
    as_of_short: str
    known: str
    footer: str
    summary: str
    sections: tuple[ReportSection, ...]
    signatures: tuple[Signature, ...]

    def rows(self) -> tuple[ReportRow, ...]:
        """Every row of every full table, in reading order."""
        return tuple(row for section in self.sections for group in section.groups for row in group.rows)
