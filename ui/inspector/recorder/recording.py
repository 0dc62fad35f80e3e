"""From what is typed in the recorder to the facts that it records. No Qt here."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import msgspec

from model.assess.due import Occasion, occasions_of, trail_of_occurrence
from model.assess.own import own_facts
from model.assess.standing import SETTLED, Assessment
from model.days.wording import say_day
from model.docket import Docket
from model.errors import DayError, UnreadableInput
from model.ledger import labels
from model.ledger.commands import PutMany, RecordFact
from model.ledger.edit import Command
from model.ledger.entry import entry_notes, entry_problems
from model.ledger.naming import on_day
from model.outlook.today.open_occurrences import unsettled
from model.record.base import Problem, Record, new_id
from model.record.day import Day
from model.record.deadline import After, Every, dated_parts
from model.record.document import Document
from model.record.fact import (
    Approved,
    Cancelled,
    DefaultCeased,
    Fact,
    NotPerformed,
    Performed,
    Reading,
    Rejected,
    Submitted,
    Verified,
    What,
)
from model.record.links import Node
from model.record.obligation import Obligation
from ui.inspector.amountline import remaining
from ui.inspector.recorder.facts import WITHDRAWN, action_for

_SIMPLE: Mapping[str, What] = {
    "not performed": NotPerformed(),
    "approved": Approved(),
    "rejected": Rejected(),
    WITHDRAWN: Rejected(withdraws_approval=True),
    "default ceased": DefaultCeased(),
    "verified": Verified(),
    "cancelled": Cancelled(),
}

LARGEST = 64 * 1024 * 1024
"""The size in bytes of the largest file that is kept as evidence, since it stays in the docket for good."""


@dataclass(frozen=True)
class FactEntry:
    """What is typed: everything that the facts hold beside what they are about."""

    tag: str
    day: date
    words: str = ""
    amount: str | None = None
    currency: str = ""
    in_full: bool = False
    value: str | None = None
    met: bool | None = None
    occurrence: date | None = None
    note: str = ""
    evidence: tuple[Document, ...] = ()
    accepted: date | None = None

    @property
    def what(self) -> What:
        """What happened."""
        if self.tag == "performed":
            currency = self.currency if self.amount else ""
            return Performed(amount=self.amount, currency=currency, in_full=self.in_full, accepted=self.accepted)
        if self.tag == "submitted":
            return Submitted(accepted=self.accepted)
        if self.tag == "reading":
            return Reading(value=self.value, met=self.met)
        return _SIMPLE[self.tag]


def facts_of(entry: FactEntry, ids: Sequence[str], who: str, moment: datetime) -> tuple[Fact, ...]:
    """The facts, one an obligation."""
    aware = moment if moment.tzinfo else moment.astimezone()
    return tuple(
        Fact(
            id=new_id("fact"),
            about=about,
            what=entry.what,
            day=Day(on=entry.day, words=entry.words),
            recorded_by=who,
            recorded_at=aware,
            occurrence=entry.occurrence,
            evidence=tuple(document.id for document in entry.evidence),
            note=entry.note,
        )
        for about in ids
    )


def problems_of(docket: Docket, facts: Sequence[Fact]) -> tuple[Problem, ...]:
    """What stands against recording them, beside the field it is about. Evidence enters together with them."""
    found: dict[Problem, None] = {}
    for fact in facts:
        for problem in entry_problems(docket, _without_evidence(fact)):
            found[problem] = None
    return tuple(found)


def notes_of(docket: Docket, facts: Sequence[Fact], today: date) -> tuple[str, ...]:
    """What would be accepted though it looks odd."""
    said = [note for fact in facts for note in entry_notes(docket, _without_evidence(fact), today)]
    return tuple(note.replace(" It was recorded as entered.", " It is recorded as entered.") for note in said)


def _without_evidence(fact: Fact) -> Fact:
    return msgspec.structs.replace(fact, evidence=())


def command_for(docket: Docket, entry: FactEntry, facts: Sequence[Fact], today: date) -> Command:
    """The one change that records the facts and takes in their evidence."""
    if len(facts) == 1 and not entry.evidence:
        return RecordFact(facts[0], today=today)
    records: tuple[Record, ...] = (*entry.evidence, *facts)
    return PutMany(records, _label(docket, facts))


def _label(docket: Docket, facts: Sequence[Fact]) -> str:
    if len(facts) == 1:
        return labels.recorded(docket, facts[0])
    refs = labels.refs_of(docket, [fact.about for fact in facts])
    word = action_for(facts[0].what).label.lower()
    return f"Record {word} for {refs} {on_day(facts[0].day)}"


# ------------------------------------------------------------------------------------------ proposals


def proposed(
    tag: str, docket: Docket, assessment: Assessment, nodes: Sequence[Node], today: date, chosen: date | None = None
) -> FactEntry:
    """What the recorder shows first: today, what remains of the amount, the occurrence that is next to be done.

    ``chosen`` is the occurrence that it was opened on, where it was opened on one.
    """
    entry = FactEntry(tag=tag, day=today, in_full=tag == "performed")
    node = nodes[0]
    if len(nodes) > 1 or not isinstance(node, Obligation):
        return entry
    series = occurrence_choices(docket, node, today, kept_periods(assessment, node, chosen))
    if series:
        entry = replace(entry, occurrence=chosen or first_unsettled(node, assessment, series, today))
    left = remaining(node.amount, performed_of(docket, assessment, node, entry.occurrence))
    if tag == "performed" and node.amount is not None:
        amount = format(left, "f") if left is not None else None
        entry = replace(entry, amount=amount, currency=node.amount.currency, in_full=left is not None)
    return entry


def may_come_too_early(node: Node | None) -> bool:
    """Whether something stated or counted says how early it may be done, so that it may be done too early."""
    if not isinstance(node, Obligation) or node.override is not None:
        return False
    if isinstance(node.deadline, Every):
        return bool(node.deadline.opens)
    parts = dated_parts(node.deadline)
    return any(part.not_earlier_than or (isinstance(part, After) and part.opens) for part in parts)


def sensible_in_full(node: Obligation, performed: Decimal | None, amount: Decimal | None) -> bool:
    """Whether a sum of ``amount`` now would be all that is owed."""
    left = remaining(node.amount, performed)
    return amount is None or left is None or amount >= left


def performed_of(docket: Docket, assessment: Assessment, node: Obligation, period: date | None) -> Decimal | None:
    """What is performed of the amount: of one occurrence, or of what the obligation stands by."""
    if period is None:
        return assessment[node.id].performed
    facts = tuple(fact for fact in docket.facts_about.get(node.id, ()) if fact.occurrence == period)
    opens = trail_of_occurrence(docket, node, period).floor
    return own_facts(node, facts, assessment.day, opens).brought


def kept_periods(assessment: Assessment, node: Obligation, chosen: date | None) -> frozenset[date | None]:
    """The occurrences that may be meant however long ago they were due: what is open, and the one asked for."""
    return frozenset({chosen, *(one.period for one in unsettled(assessment[node.id]))})


def occurrence_choices(
    docket: Docket, node: Node, today: date, kept: Collection[date | None] = ()
) -> tuple[Occasion, ...]:
    """The occurrences of a series that may be meant: those of two years gone by, the next six, and ``kept``."""
    if not isinstance(node, Obligation):
        return ()
    try:
        found = occasions_of(docket, node, max([today + timedelta(days=800), *filter(None, kept)]))
    except DayError:
        return ()
    near = {one.period for one in [one for one in found if one.due > today][:6]}
    near |= {one.period for one in found if today - timedelta(days=731) <= one.due <= today}
    return tuple(one for one in found if one.period in near or one.period in kept)


def first_unsettled(node: Obligation, assessment: Assessment, choices: Sequence[Occasion], today: date) -> date:
    """The period of the first occurrence that is not settled: for a covenant or test, of the last one that has come."""
    if node.continuing:
        return max((one.period for one in choices if one.due <= today), default=choices[0].period)
    standings = {one.period: one.standing for one in assessment[node.id].occurrences}
    return next((one.period for one in choices if standings.get(one.period) not in SETTLED), choices[-1].period)


def say_occasion(one: Occasion) -> str:
    """An occurrence by its due day, and by its period where that is another."""
    return say_day(one.due) if one.due == one.period else f"{say_day(one.due)}, for {say_day(one.period)}"


# ------------------------------------------------------------------------------------------- evidence


def read_evidence(path: Path, who: str, today: date) -> tuple[Document, bytes]:
    """A file as a document of the docket, with its bytes.

    Raises :class:`UnreadableInput` where it can't be read or is too large to be kept.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UnreadableInput(
                f"“{path.name}” is larger than {LARGEST // 1024 // 1024} MB and was not attached."
                " Keep it elsewhere, and say where in the note."
            )
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"“{path.name}” could not be read and was not attached: {error.strerror}.") from error
    document = Document(
        id=new_id("document"),
        title=path.stem or path.name,
        media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        added_by=who,
        added_on=today,
    )
    return document, content
