"""Obligations made of what was chosen from a calendar file, and the performances that go with them.

Each is a duty without a reference yet: :class:`model.ledger.incoming.EnterImported` numbers them when they enter.
They are unverified like everything that nobody has read against its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from model.days.iso import LAST_DAY
from model.days.operation import Add
from model.feed.reading.proposed import EntryProposal
from model.record.day import Day
from model.record.deadline import Deadline, Every, On, Open
from model.record.fact import Fact, Performed
from model.record.obligation import Kind, Obligation

KINDS: Final[tuple[Kind, ...]] = ("milestone", "filing", "payment", "delivery", "notice", "approval")
"""What an entry of a calendar can be; the first unless something else is chosen."""
REVIEW_IN: Final = timedelta(days=14)
"""When a task that names no day is looked at again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What is chosen for all that is imported together."""

    kind: Kind = "milestone"
    instrument: str | None = None
    owner: str | None = None
    obligor: str | None = None
    due_on: Literal["first day", "last day"] = "first day"
    """Of what takes several days."""


def obligations_of(proposals: Iterable[EntryProposal], choices: Choices, *, today: date) -> tuple[Obligation, ...]:
    """The obligation of each proposal, in their order. Their references are empty: they get one as they enter."""
    return tuple(_obligation(proposal, choices, today) for proposal in proposals)


def performances_of(proposals: Iterable[EntryProposal], *, who: str, now: datetime) -> tuple[Fact, ...]:
    """That each was performed on the day on which the file says that it was completed.

    Passed over are those that name no such day, and series, whose occurrences have facts of their own.
    """
    return tuple(
        Fact(
            id=f"{proposal.record_id}-done",
            about=proposal.record_id,
            what=Performed(in_full=True),
            day=Day(on=proposal.done_on),
            recorded_by=who,
            recorded_at=now,
            note="As the calendar file says.",
        )
        for proposal in proposals
        if proposal.done_on is not None and proposal.series is None
    )


def deadline_of(proposal: EntryProposal, choices: Choices) -> Deadline:
    """The deadline of a proposal: its day, its series, or none stated."""
    series = proposal.series
    if series is not None:
        steps = (Add(n=series.days_after, unit="day"),) if series.days_after else ()
        return Every(rule=series.rule, start=series.start, changed=series.changed, steps=steps)
    if proposal.day is None:
        return Open()
    if choices.due_on == "last day" and proposal.last_day is not None:
        return On(day=Day(on=proposal.last_day))
    return On(day=Day(on=proposal.day), time=proposal.time, zone=proposal.zone)


def _obligation(proposal: EntryProposal, choices: Choices, today: date) -> Obligation:
    deadline = deadline_of(proposal, choices)
    return Obligation(
        id=proposal.record_id,
        ref="",
        title=proposal.title,
        kind=choices.kind,
        obligor=choices.obligor,
        instrument=choices.instrument,
        owner=choices.owner,
        deadline=deadline,
        review_by=min(today + REVIEW_IN, LAST_DAY) if isinstance(deadline, Open) else None,
        notes="\n".join(_notes(proposal)),
        tags=proposal.tags,
        confidential=proposal.confidential,
    )


def _notes(proposal: EntryProposal) -> Iterator[str]:
    """What the file said, and what was said of it when it was read."""
    yield proposal.notes
    if proposal.warnings:
        yield ""
        yield "When it was imported:"
        yield from proposal.warnings
