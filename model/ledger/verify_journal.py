"""Verify the journal: its chain, its times, and that replaying it from nothing gives what lies in the tables."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from model.errors import DamagedFile
from model.ledger import store
from model.ledger.journal import Bodies, body_text, chain_findings, replay_onto
from model.ledger.tables import touched_by
from model.ledger.verify_records import called, kind_words, readable
from model.record.document import Document
from model.record.door import decode


def chain_check(connection: sqlite3.Connection) -> Iterator[str]:
    """Each entry follows the one before, is what it was when it was written, and has a time that can be read."""
    yield from chain_findings(store.all_entries(connection))
    if not store.head_of(connection).seq:
        yield "The journal is empty."
    for entry in store.all_entries(connection):
        if entry.seq < 1:
            yield f"Journal entry {entry.seq} was put before the first by somebody else. Duly shows it nowhere."
        try:
            _ = entry.moment
        except DamagedFile as error:
            yield str(error)


def replay_check(connection: sqlite3.Connection) -> Iterator[str]:
    """Replaying the journal gives the records byte for byte, in the order in which they were entered."""
    bodies: Bodies = {}
    for entry in store.entries_after(connection, 0):
        yield from replay_onto(bodies, entry)
    stored = _bodies(connection)
    yield from _differences(bodies, stored)
    if bodies.keys() == stored.keys() and list(bodies) != list(stored):
        yield "The records stand in another order than the journal gives."


def history_check(connection: sqlite3.Connection) -> Iterator[str]:
    """Each entry stands in the histories of the records that it changed, and in no other."""
    kept: defaultdict[int, set[str]] = defaultdict(set)
    for row in connection.execute("SELECT record, seq FROM touched").fetchall():
        record_id, seq = store.fitting(row, "the history of a record", str, int)
        kept[seq].add(record_id)
    for entry in store.entries_after(connection, 0):
        if kept.pop(entry.seq, set()) != touched_by(entry.changes):
            yield f"The histories of records do not show journal entry {entry.seq} where it belongs."
    if kept:
        yield "The histories of records name journal entries that do not exist."


def document_check(connection: sqlite3.Connection) -> Iterator[str]:
    """Documents have the bytes that were added, and there are no bytes that were not.

    Those of a document that was deleted stay, so that it can be brought back: the journal names them.
    """
    kept = set()
    for row in connection.execute("SELECT sha256, bytes FROM document"):
        sha256, content = store.fitting(row, "a document", str, bytes)
        kept.add(sha256)
        if hashlib.sha256(content).hexdigest() != sha256:
            yield f"The bytes of {_shortened(sha256)} are not those that were added."
    for _, _, record in readable(connection):
        if isinstance(record, Document) and record.sha256 not in kept:
            yield f"The file of the document “{record.title}” is missing."
    for sha256 in sorted(kept - _named(connection)):
        yield f"The bytes of {_shortened(sha256)} were never added: no entry of the journal names them."


def _shortened(sha256: str) -> str:
    short = sha256[:12]
    return f"the document with SHA-256 {short}…" if short.isalnum() and short.islower() else "a document"


def _named(connection: sqlite3.Connection) -> set[str]:
    """The SHA-256 of every document that any entry added, changed or deleted."""
    named = set[str]()
    for entry in store.entries_after(connection, 0):
        for change in entry.body_changes:
            for body in (body_text(change.before), body_text(change.after)) if change.kind == "document" else ():
                record = decode("document", body) if body is not None else None
                named.update({record.sha256} if isinstance(record, Document) else ())
    return named


def _bodies(connection: sqlite3.Connection) -> Bodies:
    rows = connection.execute("SELECT kind, id, body FROM record ORDER BY row").fetchall()
    return {(kind, id_): body for kind, id_, body in (store.fitting(row, "a record", str, str, str) for row in rows)}


def _differences(replayed: Bodies, stored: Bodies) -> Iterator[str]:
    for key in sorted(replayed.keys() | stored.keys()):
        name = f"The {kind_words(key[0])} {called(key[1])}"
        if key not in stored:
            yield f"{name} is in the journal but not among the records."
        elif key not in replayed:
            yield f"{name} is among the records but not in the journal."
        elif replayed[key] != stored[key]:
            yield f"{name} is not what the journal says it is."
