"""The vault: one docket, one SQLite file, opened with every setting read back.

The Docket in memory is what is queried. The file holds each record's canonical JSON, the journal, the bytes of
documents, the words to search, and, outside the journal, what machines remember.
"""

from __future__ import annotations

import gc
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import msgspec

from model.docket import Docket
from model.errors import NewerFile, StoreError
from model.ledger.failures import Unfit, damaged, sentence, speaking
from model.ledger.journal import JournalEntry, JournalHead, moment_of
from model.record.base import Record
from model.record.door import DECODERS, KINDS

APPLICATION_ID: Final = 0x44554C59
"""``DULY`` in ASCII: marks the file as a docket."""

SCHEMA: Final = 5
"""The number of the schema below; a file's is its ``user_version``."""

READABLE: Final = frozenset({1, 2, 3, 4})
"""Older schemas whose records and journal lie as today's do, so that they can be read as they are.

1 had fewer kinds of record; 1 and 2 had other tables for what machines remember; 3 had deadlines without a long stop
or a window; 4 had none of what documents also say: conditional terms, what falls away, percentages, happenings.
"""

REMEMBERS: Final = 3
"""The first schema whose tables for what machines remember are today's."""

MEMORY: Final = frozenset({"feed_state", "memory", "reminder"})
"""The tables of what machines remember, of this schema and of older ones: no part of the docket."""

BUSY_TIMEOUT: Final = 5000
"""Milliseconds to wait for another window's write."""

PRAGMAS: Final[tuple[tuple[str, str, object], ...]] = (
    ("journal_mode", "DELETE", "delete"),
    ("synchronous", "EXTRA", 3),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", "0", 0),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("fullfsync", "ON", 1),
)
"""Each setting of a connection, what it is set to and what it must read back; busy_timeout comes before them.

DELETE with EXTRA lost no acknowledged commit in 11,170 simulated power losses; WAL acknowledges writes to a file
that a sync tool has replaced.
"""

TABLES: Final[tuple[str, ...]] = (
    """CREATE TABLE record(
        row INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, UNIQUE(kind, id)
    ) STRICT""",
    """CREATE TABLE journal(
        seq INTEGER PRIMARY KEY, undoes INTEGER, redoes INTEGER, at TEXT NOT NULL, who TEXT NOT NULL,
        label TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL, changes TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX journal_step ON journal(undoes, redoes)",
    """CREATE TRIGGER journal_keeps_entries BEFORE UPDATE ON journal
        BEGIN SELECT RAISE(ABORT, 'journal entries are never changed'); END""",
    """CREATE TRIGGER journal_keeps_all BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'journal entries are never deleted'); END""",
    # Holds even on a connection without recursive_triggers, where INSERT OR REPLACE fires no DELETE trigger.
    """CREATE TRIGGER journal_goes_on BEFORE INSERT ON journal
        WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
        BEGIN SELECT RAISE(ABORT, 'journal entries follow one another'); END""",
    # Which entries changed a record or a fact about it: the journal says so too, but only to whoever reads it all.
    "CREATE TABLE touched(record TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(record, seq)) STRICT, WITHOUT ROWID",
    "CREATE TABLE document(sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT",
    "CREATE VIRTUAL TABLE search USING fts5(words, tokenize = 'unicode61 remove_diacritics 2')",
    """CREATE TABLE feed_state(
        feed TEXT NOT NULL, uid TEXT NOT NULL, fingerprint TEXT NOT NULL, sequence INTEGER NOT NULL,
        created TEXT NOT NULL, modified TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY(feed, uid)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX feed_state_uid ON feed_state(uid, sequence)",
    """CREATE TABLE memory(kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(kind, id))
    STRICT, WITHOUT ROWID""",
)
"""``record.row`` never changes while the record lives; ``search`` uses it as its rowid."""

OLDER_MEMORY: Final[tuple[str, ...]] = (
    """CREATE TABLE feed_state(
        uid TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, sequence INTEGER NOT NULL, modified TEXT NOT NULL,
        day TEXT NOT NULL
    ) STRICT""",
    "CREATE TABLE reminder(id TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT",
)
"""What forms 1 and 2 had for what machines remember; nothing was ever written to ``reminder``."""


ROOM: Final = 65_536
"""Bytes that a usual change asks for at most."""


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open the file at ``path``, which must exist, with every setting made and read back.

    Raises :class:`model.errors.StoreError` where a setting does not hold, and :class:`sqlite3.Error` for what
    SQLite refuses.
    """
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(f"{uri_of(path)}?mode={mode}", uri=True, isolation_level=None, timeout=0)
    try:
        settle(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def uri_of(path: Path) -> str:
    """The file as a URI that SQLite reads on every system, network shares of Windows included."""
    posix = path.absolute().as_posix()
    if not posix.startswith("/"):
        posix = f"/{posix}"
    return f"file://{quote(os.fsencode(posix), safe='/:')}"


def is_writable(path: Path) -> bool:
    """Whether file and folder can be written to: a write needs a journal beside the file."""
    effective = os.access in os.supports_effective_ids
    return all(os.access(place, os.W_OK, effective_ids=effective) for place in (path, path.parent))


def settle(connection: sqlite3.Connection, path: Path) -> None:
    """Make each setting and read it back.

    Raises :class:`model.errors.StoreError` for one that does not hold.
    """
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")
    for name, value, expected in (("busy_timeout", str(BUSY_TIMEOUT), BUSY_TIMEOUT), *PRAGMAS):
        connection.execute(f"PRAGMA {name}={value}").fetchall()
        found = connection.execute(f"PRAGMA {name}").fetchone()
        # A SQLite built without memory mapping answers nothing for mmap_size, which is what is asked for.
        if found != (expected,) and not (name == "mmap_size" and found is None):
            shown = found[0] if found else "nothing"
            raise StoreError(
                f"“{path.name}” was not opened: this machine's SQLite keeps {name} at {shown}, where Duly needs"
                f" {value}. Move the docket to a local disk, or update Duly."
            )


def schema_of(connection: sqlite3.Connection) -> int:
    """The schema number of an open file."""
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    return int(schema)


def refuse_newer(path: Path, schema: int, current: int = SCHEMA) -> None:
    """Raise :class:`model.errors.NewerFile` for a file of a schema that this Duly does not know."""
    if schema > current:
        raise NewerFile(
            f"“{path.name}” was written by a newer Duly (its form is {schema}, this one reads up to {current})."
            " It was left as it is. Update Duly to open it."
        )


def reads(schema: int) -> bool:
    """Whether a file of that schema can be read without being brought up to date."""
    return all(number in READABLE for number in range(schema, SCHEMA))


def lay_out(connection: sqlite3.Connection, schema: int = SCHEMA) -> None:
    """Make the tables of the current schema, inside the caller's transaction; of an older one for comparison."""
    ours = TABLES if schema >= REMEMBERS else [one for one in TABLES if not is_of_memory(one)] + list(OLDER_MEMORY)
    for statement in ours:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={schema}")


def is_of_memory(statement: str) -> bool:
    """Whether a statement makes a table, or its index, for what machines remember."""
    return any(f" {table}" in statement.partition("(")[0] for table in MEMORY)


@contextmanager
def writing(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """One transaction that writes: all of it, or nothing.

    Raises :class:`model.errors.StoreError` where it could not be written; the file is then as it was.
    """
    kept = "Nothing was changed."
    with speaking(path, kept=kept):
        connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException as error:
        _roll_back(connection)
        if isinstance(error, (sqlite3.Error, UnicodeError)) and not isinstance(error, sqlite3.ProgrammingError):
            raise sentence(error, path, kept=kept) from error
        raise


def take_room(connection: sqlite3.Connection) -> None:
    """Ask for the room of a usual change and give it back, inside the caller's transaction.

    What is deleted is overwritten (``secure_delete``), so that the disk must have held it.
    """
    connection.execute("INSERT INTO memory(kind, id, body) VALUES ('', 'room', ?)", ("0" * ROOM,))
    connection.execute("DELETE FROM memory WHERE kind = ''")


def _roll_back(connection: sqlite3.Connection) -> None:
    """Undo the open transaction; SQLite may have done so itself, as when the disk is full."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def load(connection: sqlite3.Connection, path: Path) -> Docket:
    """Read every record.

    Raises :class:`model.errors.DamagedFile` where one cannot be read.
    """
    records: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
    with speaking(path), _without_collector():
        for row, kind, body in connection.execute("SELECT row, kind, body FROM record ORDER BY row").fetchall():
            try:
                record = DECODERS[kind].decode(body)
            except (KeyError, TypeError, msgspec.DecodeError, RecursionError) as error:
                raise damaged(path, f"record {row} cannot be read") from error
            records[kind][record.id] = record
    return Docket(records)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Records hold no circles: looking for them while loading costs half the time and finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def fitting(row: Any, what: str, *types: type | tuple[type, ...]) -> Any:
    """The row, whose values are of ``types``.

    Raises :class:`model.ledger.failures.Unfit`, which says ``what`` is not of its form: a damaged page, or a table
    that was altered, may give anything.
    """
    if row is None or len(row) != len(types) or not all(map(isinstance, row, types)):
        raise Unfit(f"{what} is not of its form")
    return row


OPTIONAL_NUMBER: Final = (int, type(None))
_ENTRY: Final = "SELECT seq, at, who, label, undoes, redoes, changes, prev, hash FROM journal"
_ENTRY_TYPES: Final = (int, str, str, str, OPTIONAL_NUMBER, OPTIONAL_NUMBER, str, str, str)

# The first entry is number 1. An entry with a lower number was put there by somebody else; only verify shows it.


def head_of(connection: sqlite3.Connection) -> JournalHead:
    """Where the journal stands."""
    row = connection.execute("SELECT seq, hash FROM journal WHERE seq > 0 ORDER BY seq DESC LIMIT 1").fetchone()
    return JournalHead(*fitting(row, "the last journal entry", int, str)) if row else JournalHead()


def first_hash(connection: sqlite3.Connection) -> str:
    """The hash of the first entry, without its changes, which hold the whole docket where it was imported."""
    row = connection.execute("SELECT hash FROM journal WHERE seq = 1").fetchone()
    return str(fitting(row, "the first journal entry", str)[0])


def all_entries(connection: sqlite3.Connection) -> Iterator[JournalEntry]:
    """Every entry, oldest first, those too that bear a number which Duly never gives."""
    return map(_entry, connection.execute(f"{_ENTRY} ORDER BY seq"))


def entries_after(connection: sqlite3.Connection, seq: int) -> Iterator[JournalEntry]:
    """The entries after ``seq``, oldest first."""
    return map(_entry, connection.execute(f"{_ENTRY} WHERE seq > ? ORDER BY seq", (max(seq, 0),)))


def entries_before(connection: sqlite3.Connection, seq: int | None, limit: int) -> tuple[JournalEntry, ...]:
    """Up to ``limit`` entries before ``seq`` (or the last ones), newest first."""
    query = f"{_ENTRY} WHERE seq > 0 AND seq < ? ORDER BY seq DESC LIMIT ?"
    rows = connection.execute(query, (2**63 - 1 if seq is None else seq, limit)).fetchall()
    return tuple(_timed(_entry(row)) for row in rows)


def entry_of(connection: sqlite3.Connection, seq: int) -> JournalEntry:
    """The entry of that number."""
    return _timed(_entry(connection.execute(f"{_ENTRY} WHERE seq = ?", (seq,)).fetchone()))


def written_at(connection: sqlite3.Connection, seq: int) -> datetime:
    """When the entry of that number was written, without its changes: an import's hold the whole docket."""
    row = connection.execute("SELECT at FROM journal WHERE seq = ?", (seq,)).fetchone()
    return read_moment(fitting(row, f"journal entry {seq}", str)[0], f"the time of journal entry {seq}")


def entries_touching(connection: sqlite3.Connection, record_id: str) -> tuple[JournalEntry, ...]:
    """The entries that changed the record or a fact about it, newest first."""
    query = "SELECT seq FROM touched WHERE record = ? AND seq > 0 ORDER BY seq DESC"
    return tuple(entry_of(connection, seq) for (seq,) in connection.execute(query, (record_id,)).fetchall())


def read_moment(text: str, what: str) -> datetime:
    """A moment as it lies in the file. Raises :class:`model.ledger.failures.Unfit` for what is none."""
    try:
        return moment_of(text)
    except ValueError as error:
        raise Unfit(f"{what} cannot be read") from error


def _entry(row: Any) -> JournalEntry:
    seq, at, who, label, undoes, redoes, changes, prev, hash_ = fitting(row, "a journal entry", *_ENTRY_TYPES)
    return JournalEntry(
        seq=seq, at=at, who=who, label=label, undoes=undoes, redoes=redoes, changes_json=changes, prev=prev, hash=hash_
    )


def _timed(entry: JournalEntry) -> JournalEntry:
    """The entry, to be shown with its time."""
    read_moment(entry.at, f"the time of journal entry {entry.seq}")
    return entry
