"""Full-text search over the records: what is indexed, and how a query is made safe."""

from __future__ import annotations

import re
import sqlite3
from typing import Final

from model.record.base import Record
from model.record.document import Document
from model.record.event import Event
from model.record.fact import Fact
from model.record.figure import Figure
from model.record.instrument import Instrument
from model.record.metric import Metric
from model.record.obligation import Obligation
from model.record.party import Party
from model.record.person import Person
from model.record.relief import Relief
from model.record.scenario import Scenario

MOST_TERMS: Final = 16
LONGEST_TERM: Final = 64


def words_of(record: Record, text: str = "") -> str:
    """What of ``record`` is searched; ``text`` is that of a document."""
    match record:
        case Obligation() | Relief():
            parts = [record.ref, record.title, record.short_title, record.locator, record.question, record.notes]
            parts += [*record.tags, *(span.words for span in record.sources)]
        case Party():
            parts = [record.name, record.short_name, record.email, record.notes]
        case Person():
            parts = [record.name, record.email, record.notes]
        case Instrument():
            parts = [record.title, record.short_title, record.governing_law, record.notes]
        case Event() | Scenario():
            parts = [record.title, record.notes]
        case Metric():
            parts = [record.name, record.short_name, record.notes, *(one.words for one in record.definitions)]
        case Figure():
            parts = [record.note, *(span.words for span in record.sources)]
        case Document():
            parts = [record.title, record.notes, text]
        case Fact():
            parts = [record.note, *(span.words for span in record.sources)]
        case _:
            parts = []
    return "\n".join(part for part in parts if part).replace("\0", " ")


def query_of(text: str) -> str:
    """The FTS5 query for what somebody typed: every term, the last letters of each still open.

    Each term is quoted and its quotes doubled, so that no sign in it is an operator.

    >>> query_of("net proceeds")
    '"net"* "proceeds"*'
    """
    terms = [term[:LONGEST_TERM] for term in text.replace("\0", " ").split()]
    spoken = [term for term in terms if re.search(r"\w", term)][:MOST_TERMS]
    return " ".join('"' + term.replace('"', '""') + '"*' for term in spoken)


def find(connection: sqlite3.Connection, text: str) -> tuple[str, ...]:
    """The ids of the records that hold every term, best first."""
    query = query_of(text)
    if not query:
        return ()
    rows = connection.execute(
        "SELECT record.id FROM search JOIN record ON record.row = search.rowid WHERE search MATCH ?"
        " ORDER BY search.rank, record.row",
        (query,),
    )
    return tuple(row[0] for row in rows)
