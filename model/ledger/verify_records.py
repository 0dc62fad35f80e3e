"""Verify the records: each readable, in its one normal form, sound by every rule of entry, and found by search."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from typing import Final

from model.docket import Docket
from model.errors import InvalidRecord
from model.ledger import store
from model.ledger.entry import first_problems
from model.ledger.naming import KIND_WORDS, field_words, name_of
from model.ledger.searching import words_of
from model.ledger.tables import stored_text, texts_of
from model.record.base import Record
from model.record.document import Document
from model.record.door import decode, encode

_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{1,63}")


def record_check(connection: sqlite3.Connection) -> Iterator[str]:
    """Each record can be read, is stored as it would be written, and breaks no rule."""
    records: list[Record] = []
    for _, kind, id_, body in _rows(connection):
        record = _decoded(kind, body)
        if record is None:
            yield f"The {kind_words(kind)} {called(id_)} cannot be read."
            continue
        if record.id != id_ or encode(record) != body:
            yield f"The {kind_words(kind)} {called(id_)} is not stored in its one normal form."
        records.append(record)
    docket = Docket.of((kind, record) for kind, _, record in readable(connection))
    for record, problem, _ in first_problems(docket, records, texts_of(connection, docket)):
        field = f", {field_words(problem.field)}" if problem.field else ""
        yield f"{name_of(docket, record)}{field}: {problem.message}"


def search_check(connection: sqlite3.Connection) -> Iterator[str]:
    """The index has the words of every record, and no others."""
    indexed = dict(connection.execute("SELECT rowid, words FROM search").fetchall())
    for _, row, record in readable(connection):
        text = (stored_text(connection, record) or "") if isinstance(record, Document) else ""
        if indexed.pop(row, "") != words_of(record, text):
            yield f"The search index does not have the words of {called(record.id)}."
    if indexed:
        yield f"The search index has {len(indexed)} entries without a record."


def readable(connection: sqlite3.Connection) -> Iterator[tuple[str, int, Record]]:
    """Kind, row and record of each record that can be read."""
    for row, kind, _, body in _rows(connection):
        record = _decoded(kind, body)
        if record is not None:
            yield kind, row, record


def kind_words(kind: str) -> str:
    """A kind in words. One that Duly does not know is not repeated."""
    return KIND_WORDS.get(kind, "record of unknown kind")


def called(id_: str) -> str:
    """An id as it is said: one that Duly would never give is not repeated."""
    return id_ if _ID.fullmatch(id_) else "without a proper id"


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str, str]]:
    for row in connection.execute("SELECT row, kind, id, body FROM record ORDER BY row").fetchall():
        yield store.fitting(row, "a record", int, str, str, str)


def _decoded(kind: str, body: str) -> Record | None:
    try:
        return decode(kind, body)
    except InvalidRecord:
        return None
