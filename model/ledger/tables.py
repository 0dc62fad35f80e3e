"""Writing records, documents and search words, inside the ledger's transaction."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence

from model.docket import Change
from model.errors import InvalidRecord
from model.ledger.searching import words_of
from model.record.base import Record
from model.record.document import Document


def write_changes(
    connection: sqlite3.Connection, changes: Sequence[Change], bodies: Sequence[tuple[str | None, str | None]]
) -> None:
    """Write each change, whose bodies before and after are ``bodies``; each names the body it replaces.

    Raises :class:`sqlite3.IntegrityError` where the table holds something else than the body before.
    """
    for change, (before, after) in zip(changes, bodies, strict=True):
        if before is None and after is not None:
            _insert(connection, change, after)
        elif after is not None:
            _update(connection, change, before, after)
        else:
            _delete(connection, change, before)


def _insert(connection: sqlite3.Connection, change: Change, body: str) -> None:
    cursor = connection.execute("INSERT INTO record(kind, id, body) VALUES (?, ?, ?)", (change.kind, change.id, body))
    _index(connection, cursor.lastrowid, change.after)


def _update(connection: sqlite3.Connection, change: Change, before: str | None, after: str) -> None:
    row = _row_of(connection, change, before)
    connection.execute("UPDATE record SET body = ? WHERE row = ? AND body = ?", (after, row, before))
    connection.execute("DELETE FROM search WHERE rowid = ?", (row,))
    _index(connection, row, change.after)


def _delete(connection: sqlite3.Connection, change: Change, before: str | None) -> None:
    row = _row_of(connection, change, before)
    connection.execute("DELETE FROM record WHERE row = ? AND body = ?", (row, before))
    connection.execute("DELETE FROM search WHERE rowid = ?", (row,))


def _row_of(connection: sqlite3.Connection, change: Change, before: str | None) -> int:
    """The row that holds exactly the body before."""
    query = "SELECT row FROM record WHERE kind = ? AND id = ? AND body = ?"
    found = connection.execute(query, (change.kind, change.id, before)).fetchone()
    if found is None:
        raise sqlite3.IntegrityError(f"{change.kind} {change.id} is not what the docket in memory holds")
    return int(found[0])


def _index(connection: sqlite3.Connection, row: int | None, record: Record | None) -> None:
    if record is None:
        return
    text = _indexed_text(connection, record) if isinstance(record, Document) else ""
    words = words_of(record, text)
    if words:
        connection.execute("INSERT INTO search(rowid, words) VALUES (?, ?)", (row, words))


def _indexed_text(connection: sqlite3.Connection, document: Document) -> str:
    found = connection.execute("SELECT bytes FROM document WHERE sha256 = ?", (document.sha256,)).fetchone()
    return text_in(document, bytes(found[0])) or "" if found else ""


def put_document(connection: sqlite3.Connection, document: Document, content: bytes | None) -> None:
    """Keep the bytes of ``document``; they may be there already.

    Raises :class:`model.errors.InvalidRecord` where they are missing or are not those that the record describes.
    """
    if content is None:
        found = connection.execute("SELECT 1 FROM document WHERE sha256 = ?", (document.sha256,)).fetchone()
        if found is None:
            raise InvalidRecord(f"The file of “{document.title}” was not handed in. Add the document again.", "sha256")
        return
    if hashlib.sha256(content).hexdigest() != document.sha256 or len(content) != document.size:
        raise InvalidRecord(
            f"The file of “{document.title}” is not the one described: its content differs. Add it again.", "sha256"
        )
    connection.execute(
        "INSERT INTO document(sha256, bytes) VALUES (?, ?) ON CONFLICT(sha256) DO NOTHING", (document.sha256, content)
    )


def text_in(document: Document, content: bytes) -> str | None:
    """The text of a plain-text document, whose characters source spans count; None for any other."""
    if not document.media_type.startswith("text/plain"):
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None
