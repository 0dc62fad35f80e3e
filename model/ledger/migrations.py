"""Bringing an older docket to the current schema: each step one transaction, after a verified copy."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from model.errors import StoreError
from model.ledger import store
from model.ledger.copying import copy_docket
from model.record.feedstate import WHOLE

Step = Callable[[sqlite3.Connection], None]


def more_kinds(_: sqlite3.Connection) -> None:
    """From 1 to 2: records of more kinds, with more fields, in the same tables; an older Duly says so from now on."""


def wider_memory(connection: sqlite3.Connection) -> None:
    """From 2 to 3: each feed has states of its own, and one table holds whatever else machines remember.

    What was published until then was the whole docket in full, as events. Nothing ever wrote to the table of
    reminders, which goes.
    """
    query = "SELECT uid, fingerprint, sequence, modified, day FROM feed_state"
    known = connection.execute(query).fetchall()
    for table in ("feed_state", "reminder"):
        connection.execute(f"DROP TABLE {table}")
    for statement in store.TABLES:
        if store.is_of_memory(statement):
            connection.execute(statement)
    connection.executemany(
        "INSERT INTO feed_state(feed, uid, fingerprint, sequence, created, modified, day) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(WHOLE, uid, mark, sequence, modified, modified, day) for uid, mark, sequence, modified, day in known],
    )


def long_stops(_: sqlite3.Connection) -> None:
    """From 3 to 4: a deadline may be a long stop or have a window; an older Duly says so instead of passing it over."""


def conditional_terms(_: sqlite3.Connection) -> None:
    """From 4 to 5: what documents also say (conditions of coming into force, what falls away, percentages, happenings).

    An older Duly, which would judge without it, says so.
    """


STEPS: Final[Mapping[int, Step]] = {1: more_kinds, 2: wider_memory, 3: long_stops, 4: conditional_terms}
"""How a docket of each older schema becomes one of the next."""


def migrate(
    connection: sqlite3.Connection,
    path: Path,
    *,
    read_only: bool = False,
    steps: Mapping[int, Step] = STEPS,
    current: int = store.SCHEMA,
) -> Path | None:
    """Bring the open docket to ``current`` and return where the copy of the older one lies; None if none was made.

    Raises :class:`model.errors.NewerFile` for a newer one, and :class:`model.errors.StoreError` where a step
    fails: the file is then of the schema it had before that step.
    """
    found = store.schema_of(connection)
    store.refuse_newer(path, found, current)
    if found == current or (read_only and current == store.SCHEMA and store.reads(found)):
        return None
    if read_only:
        raise StoreError(
            f"“{path.name}” was written by an older Duly and is open for reading only. Open it once for writing: a"
            " copy is kept, then it is brought up to date."
        )
    missing = [number for number in range(found, current) if number not in steps]
    if missing:
        raise StoreError(f"“{path.name}” is of form {missing[0]}, which this Duly no longer reads. It was left as is.")
    backup = _free_name(path, found)
    copy_docket(connection, path, backup)
    for number in range(found, current):
        _take(connection, path, number, steps[number])
    return backup


def _take(connection: sqlite3.Connection, path: Path, number: int, step: Step) -> None:
    with store.writing(connection, path):
        # Another window may have taken the step while this one waited for the lock.
        if store.schema_of(connection) == number:
            step(connection)
            connection.execute(f"PRAGMA user_version={number + 1}")


def _free_name(path: Path, schema: int) -> Path:
    """A name for the copy that no file has yet."""
    stem = f"{path.stem} before form {schema + 1}"
    candidate, number = path.with_name(f"{stem}{path.suffix}"), 2
    while candidate.exists():
        candidate, number = path.with_name(f"{stem} ({number}){path.suffix}"), number + 1
    return candidate
