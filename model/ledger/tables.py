"""Writing an edit and its journal entry, inside the ledger's transaction."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping

from model.docket import Change, Docket
from model.errors import DamagedFile, InvalidRecord
from model.ledger.edit import Edit
from model.ledger.entry import source_problems
from model.ledger.journal import JournalEntry, body_text
from model.ledger.searching import words_of
from model.record.base import Record
from model.record.document import Document
from model.record.fact import Fact
from model.record.figure import Figure
from model.record.references import spans_of


def write_edit(connection: sqlite3.Connection, edit: Edit, entry: JournalEntry) -> None:
    """Write each record that ``edit`` changes, and ``entry``, which is its journal entry.

    Each write names the body that it replaces. Raises :class:`model.errors.DamagedFile` where that is not there.
    """
    for change, bodies in zip(edit.changes, entry.body_changes, strict=True):
        _write_change(connection, change, body_text(bodies.before), body_text(bodies.after))
    connection.execute(
        "INSERT INTO journal(seq, at, who, label, undoes, redoes, prev, hash, changes)"
        " VALUES (:seq, :at, :who, :label, :undoes, :redoes, :prev, :hash, :changes_json)",
        {field: getattr(entry, field) for field in entry.__struct_fields__},
    )
    connection.executemany(
        "INSERT INTO touched(record, seq) VALUES (?, ?)",
        [(record_id, entry.seq) for record_id in sorted(touched_by(edit.changes))],
    )


def touched_by(changes: Iterable[Change]) -> set[str]:
    """The records whose history the changes belong to: themselves, what a fact is about, the metric of a figure."""
    touched = set()
    for change in changes:
        touched.add(change.id)
        touched.update(record.about for record in (change.before, change.after) if isinstance(record, Fact))
        touched.update(record.metric for record in (change.before, change.after) if isinstance(record, Figure))
    return touched


def _write_change(connection: sqlite3.Connection, change: Change, before: str | None, after: str | None) -> None:
    if before is None:
        insert = "INSERT INTO record(kind, id, body) VALUES (?, ?, ?)"
        row = connection.execute(insert, (change.kind, change.id, after)).lastrowid
    else:
        row = _row_of(connection, change, before)
        connection.execute("DELETE FROM search WHERE rowid = ?", (row,))
        if after is None:
            connection.execute("DELETE FROM record WHERE row = ?", (row,))
        else:
            connection.execute("UPDATE record SET body = ? WHERE row = ?", (after, row))
    if change.after is not None:
        _index(connection, row, change.after)


def _row_of(connection: sqlite3.Connection, change: Change, before: str) -> int:
    """The row that holds exactly the body before."""
    query = "SELECT row FROM record WHERE kind = ? AND id = ? AND body = ?"
    found = connection.execute(query, (change.kind, change.id, before)).fetchone()
    if found is None:
        raise DamagedFile(
            f"The {change.kind} {change.id} in the file is not what its journal says. Nothing was changed. Verify the"
            " docket, and open your latest copy."
        )
    return int(found[0])


def _index(connection: sqlite3.Connection, row: int | None, record: Record) -> None:
    text = stored_text(connection, record) if isinstance(record, Document) else None
    words = words_of(record, text or "")
    if words:
        connection.execute("INSERT INTO search(rowid, words) VALUES (?, ?)", (row, words))


def put_files(connection: sqlite3.Connection, edit: Edit, files: Mapping[str, bytes]) -> None:
    """Keep the bytes of each document that ``edit`` adds or replaces; they may be there already.

    Raises :class:`model.errors.InvalidRecord` where they are missing or are not those that the record describes.
    """
    for change in edit.changes:
        if isinstance(change.after, Document):
            _put_file(connection, change.after, files.get(change.after.sha256))


def _put_file(connection: sqlite3.Connection, document: Document, content: bytes | None) -> None:
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


def check_sources(connection: sqlite3.Connection, docket: Docket, edit: Edit) -> None:
    """Hold source words that are new against their documents, whose bytes are in the file by now.

    Raises :class:`model.errors.InvalidRecord` for the first that do not stand there.
    """
    text = texts_of(connection, docket.changed(edit.changes))
    for change in edit.changes:
        old = spans_of(change.before) if change.before else ()
        if change.after is None or spans_of(change.after) == old:
            continue
        for problem in source_problems(change.after, text):
            raise InvalidRecord(problem.message, problem.field)


def texts_of(connection: sqlite3.Connection, docket: Docket) -> Callable[[str], str | None]:
    """A look-up of documents' texts by their id, which reads each once."""
    texts: dict[str, str | None] = {}

    def text(document_id: str) -> str | None:
        if document_id not in texts:
            document = docket.documents.get(document_id)
            texts[document_id] = stored_text(connection, document) if document else None
        return texts[document_id]

    return text


def stored_text(connection: sqlite3.Connection, document: Document) -> str | None:
    """The text of a document whose bytes are in the file; None for any but plain text."""
    if not _is_plain_text(document):
        return None
    row = connection.execute("SELECT bytes FROM document WHERE sha256 = ?", (document.sha256,)).fetchone()
    return text_in(document, bytes(row[0])) if row else None


def text_in(document: Document, content: bytes) -> str | None:
    """The text of a plain-text document, whose characters source spans count; None for any other."""
    if not _is_plain_text(document):
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _is_plain_text(document: Document) -> bool:
    return document.media_type.partition(";")[0].strip().casefold() == "text/plain"
