"""What the reading of a calendar file hands on: proposals, what could not be read, and what is not proposed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple
from uuid import UUID, uuid5

from model.record.deadline import Changed

_IMPORTED: Final = UUID("c0a5a1e2-5e0c-5b0b-8a6e-0d6f2f1c9b34")

Held = Literal["", "from this docket", "look first", "done", "past"]
"""Why a proposal is not chosen at first; empty where it is."""


class FileRemark(NamedTuple):
    """Something of the file that is no proposal: where it begins, what it is called, and one sentence."""

    line: int
    title: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A recurrence that Duly follows. Each occurrence is due ``days_after`` the day that names it."""

    rule: str
    start: date
    changed: tuple[Changed, ...] = ()
    days_after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryProposal:
    """One entry of a calendar file as it could stand on the docket. Nothing of it is recorded yet.

    ``day`` is the first day that is due, None where a task names none; ``last_day`` the last of an entry that takes
    several days. ``time`` is set with its ``zone`` only. ``part`` tells apart what one UID proposes several times.
    ``done_on`` is the day on which the file says a task was completed.
    """

    component: Literal["event", "task"]
    uid: str
    line: int
    title: str
    day: date | None
    part: str = ""
    last_day: date | None = None
    time: str = ""
    zone: str = ""
    series: Series | None = None
    notes: str = ""
    tags: tuple[str, ...] = ()
    confidential: bool = False
    done: bool = False
    done_on: date | None = None
    warnings: tuple[str, ...] = ()
    held: Held = ""

    @property
    def record_id(self) -> str:
        """The id of the obligation that is made of it: of one entry always the same, so that none is made twice."""
        return f"imported-{uuid5(_IMPORTED, f'{self.component}/{self.uid}/{self.part}')}"


@dataclass(frozen=True, slots=True)
class FileReading:
    """All that a file says, in the order of the file."""

    proposals: tuple[EntryProposal, ...] = ()
    errors: tuple[FileRemark, ...] = ()
    """What could not be read."""
    passed: tuple[FileRemark, ...] = ()
    """What was read and is not proposed: cancelled, older, or without any day."""
    warnings: tuple[str, ...] = ()
    """What is to be said of the whole file."""
