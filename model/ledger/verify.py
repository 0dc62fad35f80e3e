"""Whether a docket file holds together: every finding in one sentence, and the file never touched."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from model.docket import Docket
from model.errors import DamagedFile, InvalidRecord, StoreError
from model.ledger import store
from model.ledger.entry import first_problems
from model.ledger.failures import sentence
from model.ledger.header import identify
from model.ledger.journal import Bodies, chain_findings, replay_onto
from model.ledger.naming import KIND_WORDS, field_words, name_of
from model.ledger.searching import words_of
from model.ledger.tables import stored_text, texts_of, touched_by
from model.record.base import Record
from model.record.document import Document
from model.record.door import decode, encode

Check = Callable[[sqlite3.Connection], Iterator[str]]


def verify(path: Path) -> tuple[str, ...]:
    """Everything that is wrong with the docket at ``path``; nothing where it is sound.

    Checked are the file's pages, its tables and triggers, the journal's chain, that replaying the journal gives the
    records byte for byte, documents against their SHA-256, every record against the rules, and the search index.
    Raises :class:`model.errors.StoreError` where there is no docket, or one of another form than this Duly's.
    """
    try:
        schema = identify(path)
    except DamagedFile as error:
        return (str(error),)
    store.refuse_newer(path, schema)
    if not store.reads(schema):
        raise StoreError(f"“{path.name}” was written by an older Duly. Open it once, then verify it.")
    try:
        connection = store.connect(path, read_only=True)
    except sqlite3.Error as error:
        return (str(sentence(error, path)),)
    try:
        return tuple(_findings(connection, path))
    finally:
        connection.close()


def _findings(connection: sqlite3.Connection, path: Path) -> Iterator[str]:
    connection.execute("BEGIN")
    for check in _CHECKS:
        try:
            yield from check(connection)
        except sqlite3.Error as error:
            yield str(sentence(error, path))
        except (DamagedFile, InvalidRecord) as error:
            yield str(error)


def _page_findings(connection: sqlite3.Connection) -> Iterator[str]:
    for (finding,) in connection.execute("PRAGMA integrity_check"):
        if finding != "ok":
            yield f"The file itself is damaged: {finding}."


def _schema_findings(connection: sqlite3.Connection) -> Iterator[str]:
    """A table altered or a trigger removed would let the journal be rewritten unseen.

    A file of an older schema has other tables for what machines remember, and only for that.
    """
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        store.lay_out(fresh)
        passed_over = store.MEMORY if store.schema_of(connection) < store.SCHEMA else frozenset[str]()
        wanted, found = _objects(fresh, passed_over), _objects(connection, passed_over)
    finally:
        fresh.close()
    for name in wanted.keys() | found.keys():
        if wanted.get(name) != found.get(name):
            state = (
                "is missing" if name not in found else "does not belong there" if name not in wanted else "was altered"
            )
            yield f"The file's own structure was changed: {name} {state}."


def _objects(connection: sqlite3.Connection, passed_over: frozenset[str]) -> dict[str, str | None]:
    """The SQL of each table, index and trigger, but for those of the tables ``passed_over``."""
    rows = connection.execute("SELECT type || ' ' || name, tbl_name, sql FROM sqlite_schema")
    return {name: sql for name, table, sql in rows if table not in passed_over}


def _journal_findings(connection: sqlite3.Connection) -> Iterator[str]:
    yield from chain_findings(store.entries_after(connection, 0))
    if not store.head_of(connection).seq:
        yield "The journal is empty."
    bodies: Bodies = {}
    for entry in store.entries_after(connection, 0):
        yield from replay_onto(bodies, entry)
    yield from _differences(bodies, _bodies(connection))


def _touched_findings(connection: sqlite3.Connection) -> Iterator[str]:
    kept: defaultdict[int, set[str]] = defaultdict(set)
    for record_id, seq in connection.execute("SELECT record, seq FROM touched"):
        kept[seq].add(record_id)
    for entry in store.entries_after(connection, 0):
        if kept.pop(entry.seq, set()) != touched_by(entry.changes):
            yield f"The histories of records do not show journal entry {entry.seq} where it belongs."
    if kept:
        yield "The histories of records name journal entries that do not exist."


def _bodies(connection: sqlite3.Connection) -> Bodies:
    return {(kind, id_): body for kind, id_, body in connection.execute("SELECT kind, id, body FROM record")}


def _differences(replayed: Bodies, stored: Bodies) -> Iterator[str]:
    for key in sorted(replayed.keys() | stored.keys()):
        kind, id_ = key
        if key not in stored:
            yield f"The {_kind_words(kind)} {id_} is in the journal but not among the records."
        elif key not in replayed:
            yield f"The {_kind_words(kind)} {id_} is among the records but not in the journal."
        elif replayed[key] != stored[key]:
            yield f"The {_kind_words(kind)} {id_} is not what the journal says it is."


def _document_findings(connection: sqlite3.Connection) -> Iterator[str]:
    kept = set()
    for sha256, content in connection.execute("SELECT sha256, bytes FROM document"):
        kept.add(sha256)
        if hashlib.sha256(content).hexdigest() != sha256:
            yield f"The bytes of the document with SHA-256 {sha256[:12]}… are not those that were added."
    for _, _, record in _readable(connection):
        if isinstance(record, Document) and record.sha256 not in kept:
            yield f"The file of the document “{record.title}” is missing."


def _record_findings(connection: sqlite3.Connection) -> Iterator[str]:
    records: list[Record] = []
    for kind, id_, body in connection.execute("SELECT kind, id, body FROM record ORDER BY row"):
        try:
            record = decode(kind, body)
        except InvalidRecord as error:
            yield f"The {_kind_words(kind)} {id_} cannot be read: {error}"
            continue
        if record.id != id_ or encode(record) != body:
            yield f"The {_kind_words(kind)} {id_} is not stored in its one normal form."
        records.append(record)
    docket = Docket.of((kind, record) for kind, _, record in _readable(connection))
    for record, problem, _ in first_problems(docket, records, texts_of(connection, docket)):
        field = f", {field_words(problem.field)}" if problem.field else ""
        yield f"{name_of(docket, record)}{field}: {problem.message}"


def _search_findings(connection: sqlite3.Connection) -> Iterator[str]:
    indexed = dict(connection.execute("SELECT rowid, words FROM search").fetchall())
    for _, row, record in _readable(connection):
        text = (stored_text(connection, record) or "") if isinstance(record, Document) else ""
        if indexed.pop(row, "") != words_of(record, text):
            yield f"The search index does not have the words of {record.id}."
    if indexed:
        yield f"The search index has {len(indexed)} entries without a record."


def _readable(connection: sqlite3.Connection) -> Iterator[tuple[str, int, Record]]:
    """Kind, row and record of each record that can be read."""
    for row, kind, body in connection.execute("SELECT row, kind, body FROM record ORDER BY row"):
        try:
            yield kind, row, decode(kind, body)
        except InvalidRecord:
            continue


def _kind_words(kind: str) -> str:
    return KIND_WORDS.get(kind, f"record of unknown kind “{kind}”")


_CHECKS: Final[tuple[Check, ...]] = (
    _page_findings,
    _schema_findings,
    _journal_findings,
    _touched_findings,
    _document_findings,
    _record_findings,
    _search_findings,
)
