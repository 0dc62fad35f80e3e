"""The journal: what was changed, when and by whom, in a chain that shows any later touch.

Each entry holds the records that it changed, before and after, and the SHA-256 of itself and of the entry before
it. Replaying the entries from nothing gives exactly the records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

import msgspec
from msgspec import Raw, Struct

from model.docket import Change
from model.errors import DamagedFile, InvalidRecord
from model.ledger.edit import Edit
from model.record.base import Record
from model.record.door import decode, encode

NO_HASH: Final = "0" * 64
"""What the first entry gives as the hash before it."""

NOTHING: Final = 0
"""What a note gives as the entry that it takes back: there is none of that number, so undo passes over it."""

Bodies = dict[tuple[str, str], str]
"""The canonical JSON of each record, by kind and id."""


class BodyChange(Struct, frozen=True, kw_only=True):
    """One record before and after, as canonical JSON; ``null`` where it did not exist."""

    kind: str
    id: str
    before: Raw
    after: Raw


class _Sealed(Struct, frozen=True, kw_only=True):
    """What the hash of an entry is taken over, as canonical JSON."""

    seq: int
    at: str
    who: str
    label: str
    undoes: int | None
    redoes: int | None
    changes: Raw
    prev: str


class JournalEntry(Struct, frozen=True, kw_only=True):
    """One entry, as it lies in the file. ``undoes`` and ``redoes`` name the entry that it takes back or repeats.

    A note says what was done and changes no record; it takes back :data:`NOTHING`.
    """

    seq: int
    at: str
    who: str
    label: str
    undoes: int | None = None
    redoes: int | None = None
    changes_json: str
    prev: str
    hash: str

    @property
    def moment(self) -> datetime:
        """When it was written, in UTC.

        Raises :class:`model.errors.DamagedFile` where that cannot be read.
        """
        try:
            return moment_of(self.at)
        except ValueError as error:
            raise DamagedFile(f"The time of journal entry {self.seq} cannot be read.") from error

    @property
    def changes(self) -> tuple[Change, ...]:
        """The records that it changed.

        Raises :class:`model.errors.DamagedFile` where they cannot be read.
        """
        try:
            return tuple(
                Change(change.kind, change.id, _read(change.kind, change.before), _read(change.kind, change.after))
                for change in self.body_changes
            )
        except (InvalidRecord, RecursionError) as error:
            raise DamagedFile(f"Journal entry {self.seq} holds a record that cannot be read.") from error

    @property
    def body_changes(self) -> tuple[BodyChange, ...]:
        """The changes with their bodies as they were written, byte for byte.

        Raises :class:`model.errors.DamagedFile` where they cannot be read.
        """
        try:
            return _CHANGES.decode(self.changes_json)
        except (msgspec.DecodeError, RecursionError) as error:
            raise DamagedFile(f"Journal entry {self.seq} cannot be read.") from error

    @property
    def sealed(self) -> str:
        """The hash that its content has."""
        content = _Sealed(
            seq=self.seq,
            at=self.at,
            who=self.who,
            label=self.label,
            undoes=self.undoes,
            redoes=self.redoes,
            changes=Raw(self.changes_json.encode()),
            prev=self.prev,
        )
        return hashlib.sha256(_ENCODER.encode(content)).hexdigest()


_ENCODER = msgspec.json.Encoder(order="sorted")
_CHANGES = msgspec.json.Decoder(tuple[BodyChange, ...])


class JournalHead(Struct, frozen=True):
    """Where the journal stands: its last entry's number and hash."""

    seq: int = 0
    hash: str = NO_HASH

    @property
    def words(self) -> str:
        """As a report's foot names it: ``journal entry 214 · chain 9F2C 71E0 4B8A``."""
        chain = self.hash[:12].upper()
        return f"journal entry {self.seq} · chain {chain[:4]} {chain[4:8]} {chain[8:]}"


def moment_text(moment: datetime) -> str:
    """A moment as the journal writes it: UTC, microseconds, Z.

    Raises :class:`ValueError`, a bug, for a moment without a zone.
    """
    if moment.tzinfo is None:
        raise ValueError("The ledger's clock gives moments with their zone.")
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment_of(text: str) -> datetime:
    """The moment that :func:`moment_text` wrote. Raises :class:`ValueError` for any other text."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or moment_text(moment) != text:
        raise ValueError("no moment as the ledger writes it")
    return moment


def next_entry(
    head: JournalHead, edit: Edit, *, at: datetime, who: str, undoes: int | None = None, redoes: int | None = None
) -> JournalEntry:
    """The entry for ``edit`` that follows ``head``."""
    changes = [
        BodyChange(kind=change.kind, id=change.id, before=_raw(change.before), after=_raw(change.after))
        for change in edit.changes
    ]
    unsealed = JournalEntry(
        seq=head.seq + 1,
        at=moment_text(at),
        who=who,
        label=edit.label,
        undoes=undoes,
        redoes=redoes,
        changes_json=_ENCODER.encode(changes).decode(),
        prev=head.hash,
        hash="",
    )
    return msgspec.structs.replace(unsealed, hash=unsealed.sealed)


def body_text(body: Raw) -> str | None:
    """The canonical JSON in ``body``, or None where the record did not exist."""
    text = bytes(body).decode()
    return None if text == "null" else text


def chain_findings(entries: Iterable[JournalEntry]) -> Iterable[str]:
    """What is wrong with the chain of ``entries``, which start at the first."""
    head = JournalHead()
    for entry in entries:
        if entry.seq != head.seq + 1:
            yield f"The journal jumps from entry {head.seq} to {entry.seq}: entries are missing."
        if entry.prev != head.hash:
            yield f"Journal entry {entry.seq} does not follow the entry before it: the chain is broken there."
        if entry.hash != entry.sealed:
            yield f"Journal entry {entry.seq} was altered after it was written."
        head = JournalHead(entry.seq, entry.hash)


def replay_onto(bodies: Bodies, entry: JournalEntry) -> Iterable[str]:
    """Apply ``entry`` to ``bodies``; yield what does not fit what stood there before."""
    for change in entry.body_changes:
        key = (change.kind, change.id)
        if bodies.get(key) != body_text(change.before):
            yield f"Journal entry {entry.seq} changes {change.kind} {change.id} from a state it was never in."
        after = body_text(change.after)
        if after is None:
            bodies.pop(key, None)
        else:
            bodies[key] = after


def _raw(record: Record | None) -> Raw:
    return Raw(b"null" if record is None else encode(record).encode())


def _read(kind: str, body: Raw) -> Record | None:
    text = body_text(body)
    return None if text is None else decode(kind, text)
