"""Every change a user can make, each a frozen value that turns a docket into an edit.

A command reads nothing but the docket it is called on. One that changes nothing gives an edit without changes, which
the ledger does not write.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

import msgspec

from model.docket import Change, Docket
from model.errors import ConflictError, InvalidRecord
from model.ledger import labels
from model.ledger.deletion import deletion_changes
from model.ledger.edit import Edit
from model.ledger.entry import check_entries, entry_notes
from model.ledger.labels import changed_fields
from model.ledger.naming import field_words, listed, name_of
from model.record.base import Record
from model.record.caption import CAPTION_ID, Caption
from model.record.document import Document
from model.record.door import kind_of
from model.record.fact import Fact
from model.record.obligation import Obligation
from model.record.relief import Relief

NO_CHANGE = Edit("", ())


@dataclass(frozen=True)
class Put:
    """Create ``record``, or replace the one of its id.

    ``base`` is the record as its author had it before; what another window changed meanwhile in other fields is
    kept. Left out, the ledger fills in what its own docket holds.
    """

    record: Record
    base: Record | None = None
    today: date | None = None

    def based_on(self, docket: Docket) -> Self:
        """Fill in the base from ``docket`` where the author gave none."""
        return self if self.base else replace(self, base=docket.get(kind_of(self.record), self.record.id))

    def __call__(self, docket: Docket) -> Edit:
        """Enter or change the record; the label says which fields."""
        standing = docket.get(kind_of(self.record), self.record.id)
        record = _merged(docket, self.base, standing, self.record)
        if record == standing:
            return NO_CHANGE
        label = labels.changed(docket, standing, record) if standing else labels.entered(docket, record)
        return _put_edit(docket, (record,), label, self.today)


@dataclass(frozen=True)
class PutMany:
    """Create or replace several records at once, which may refer to one another."""

    records: tuple[Record, ...]
    label: str
    bases: tuple[Record, ...] = ()

    def based_on(self, docket: Docket) -> Self:
        """Fill in the bases from ``docket`` where the author gave none."""
        if self.bases:
            return self
        found = (docket.get(kind_of(record), record.id) for record in self.records)
        return replace(self, bases=tuple(base for base in found if base))

    def __call__(self, docket: Docket) -> Edit:
        """Enter or change the records, all or none."""
        bases = {(kind_of(base), base.id): base for base in self.bases}
        fresh = []
        for record in self.records:
            key = (kind_of(record), record.id)
            standing = docket.get(*key)
            wanted = _merged(docket, bases.get(key), standing, record)
            if wanted != standing:
                fresh.append(wanted)
        return _put_edit(docket, tuple(fresh), self.label) if fresh else NO_CHANGE


@dataclass(frozen=True)
class Delete:
    """Delete a record; an obligation's or relief's own facts go with it. Refused while others hang on it."""

    kind: str
    id: str
    base: Record | None = None

    def based_on(self, docket: Docket) -> Self:
        """Fill in what the author saw from ``docket``, unless given."""
        return self if self.base else replace(self, base=docket.get(self.kind, self.id))

    def __call__(self, docket: Docket) -> Edit:
        """Delete the record; nothing where it is gone already."""
        if self.kind == "caption":
            raise InvalidRecord("The docket's title cannot be deleted. Change it instead.")
        record = docket.get(self.kind, self.id)
        if record is None:
            return NO_CHANGE
        if self.base is not None and record != self.base:
            raise ConflictError(
                f"{name_of(docket, record)} was changed in another window and was not deleted."
                " Look at the change, then delete it again."
            )
        return Edit(labels.deleted(docket, record), deletion_changes(docket, (record,)))


@dataclass(frozen=True)
class DeleteMany:
    """Delete obligations and reliefs with their facts, all or none; they may hang on one another."""

    ids: tuple[str, ...]

    def __call__(self, docket: Docket) -> Edit:
        """Delete what is still there."""
        found = [docket.obligations.get(record_id) or docket.reliefs.get(record_id) for record_id in self.ids]
        doomed = tuple({node.id: node for node in found if node is not None}.values())
        if not doomed:
            return NO_CHANGE
        label = f"Delete {labels.refs_of(docket, [node.id for node in doomed])}"
        return Edit(label, deletion_changes(docket, doomed))


@dataclass(frozen=True)
class RecordFact:
    """Record something that happened. ``today`` lets a day still to come be noted."""

    fact: Fact
    today: date | None = None

    def __call__(self, docket: Docket) -> Edit:
        """Record the fact; nothing where it stands already."""
        standing = docket.facts.get(self.fact.id)
        if standing == self.fact:
            return NO_CHANGE
        label = labels.changed(docket, standing, self.fact) if standing else labels.recorded(docket, self.fact)
        return _put_edit(docket, (self.fact,), label, self.today)


@dataclass(frozen=True)
class RemoveFact:
    """Take a fact back out. The journal keeps it."""

    fact_id: str

    def __call__(self, docket: Docket) -> Edit:
        """Remove the fact; nothing where it is gone already."""
        return Delete("fact", self.fact_id)(docket)


@dataclass(frozen=True)
class SetOwner:
    """Give obligations and reliefs to a person or role, or to nobody."""

    ids: tuple[str, ...]
    person_id: str | None

    def __call__(self, docket: Docket) -> Edit:
        """Set the owner of each."""
        person = docket.people.get(self.person_id or "")

        def label(refs: str) -> str:
            return f"Make {person.name} the owner of {refs}" if person else f"Clear the owner of {refs}"

        return _each(docket, self.ids, lambda node: msgspec.structs.replace(node, owner=self.person_id), label)


@dataclass(frozen=True)
class AddTags:
    """Add tags to obligations and reliefs; one that is there already, in whatever case, stays as it is."""

    ids: tuple[str, ...]
    tags: tuple[str, ...]

    def __call__(self, docket: Docket) -> Edit:
        """Add the tags to each."""

        def tagged(node: Obligation | Relief) -> Obligation | Relief:
            tags = {tag.casefold(): tag for tag in node.tags}
            for tag in self.tags:
                tags.setdefault(tag.casefold(), tag)
            return msgspec.structs.replace(node, tags=tuple(tags.values()))

        return _each(docket, self.ids, tagged, lambda refs: f"Add {_tags(self.tags)} to {refs}")


@dataclass(frozen=True)
class RemoveTags:
    """Take tags off obligations and reliefs, in whatever case they stand."""

    ids: tuple[str, ...]
    tags: tuple[str, ...]

    def __call__(self, docket: Docket) -> Edit:
        """Remove the tags from each."""
        gone = {tag.casefold() for tag in self.tags}

        def untagged(node: Obligation | Relief) -> Obligation | Relief:
            return msgspec.structs.replace(node, tags=tuple(tag for tag in node.tags if tag.casefold() not in gone))

        return _each(docket, self.ids, untagged, lambda refs: f"Remove {_tags(self.tags)} from {refs}")


@dataclass(frozen=True)
class SetCaption:
    """Change the docket's title, legend, clock or prefix."""

    caption: Caption
    base: Caption | None = None

    def based_on(self, docket: Docket) -> Self:
        """Fill in the base from ``docket`` where the author gave none."""
        return self if self.base else replace(self, base=docket.caption)

    def __call__(self, docket: Docket) -> Edit:
        """Change the caption."""
        standing = docket.get("caption", CAPTION_ID)
        return Put(self.caption, base=self.base if standing else None)(docket)


@dataclass(frozen=True)
class AddDocument:
    """Keep a file in the docket. Its bytes are handed to the ledger beside the command."""

    document: Document

    def __call__(self, docket: Docket) -> Edit:
        """Add the document."""
        return Put(self.document)(docket)


def _put_edit(docket: Docket, records: Sequence[Record], label: str, today: date | None = None) -> Edit:
    check_entries(docket, records)
    changes = tuple(
        Change(kind_of(record), record.id, docket.get(kind_of(record), record.id), record) for record in records
    )
    after = docket.changed(changes)
    notes = tuple(note for record in records for note in entry_notes(after, record, today))
    return Edit(label, changes, notes)


def _each(
    docket: Docket,
    record_ids: Sequence[str],
    change: Callable[[Obligation | Relief], Obligation | Relief],
    label: Callable[[str], str],
) -> Edit:
    """Change each obligation or relief alike; those that are gone or stay as they are are passed over."""
    found = [docket.obligations.get(record_id) or docket.reliefs.get(record_id) for record_id in record_ids]
    nodes = {node.id: node for node in found if node is not None}
    fresh = [after for node in nodes.values() if (after := change(node)) != node]
    if not fresh:
        return NO_CHANGE
    return _put_edit(docket, fresh, label(labels.refs_of(docket, [node.id for node in fresh])))


def _tags(tags: Sequence[str]) -> str:
    return f"{'tag' if len(tags) == 1 else 'tags'} {listed(tags)}"


def _merged(docket: Docket, base: Record | None, standing: Record | None, wanted: Record) -> Record:
    """``wanted``, made from ``base``, as it should stand where another window has made ``standing`` of it.

    Raises :class:`model.errors.ConflictError` where both changed the same field differently, or where the other
    deleted the record.
    """
    if base is None or standing == base:
        return wanted
    if standing is None:
        raise ConflictError(
            f"{name_of(docket, base)} was deleted in another window, so your change was not saved."
            " Undo the deletion, or enter it again."
        )
    ours = {field: getattr(wanted, field) for field in changed_fields(base, wanted)}
    theirs = changed_fields(base, standing)
    clashes = [field for field in theirs if field in ours and ours[field] != getattr(standing, field)]
    if clashes:
        raise ConflictError(
            f"Another window changed {listed(field_words(field) for field in clashes)} of"
            f" {name_of(docket, standing)} first, so your change was not saved. Look at the other change, then"
            " make yours again."
        )
    return msgspec.structs.replace(standing, **ours)
