"""Verify what machines remember: no part of the docket, but what feeds and reminders go by."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from model.ledger import store
from model.ledger.feed_state import unreadable_states
from model.ledger.memory import remembered, tag_of
from model.record.remembered import Remembered


def state_check(connection: sqlite3.Connection) -> Iterator[str]:
    """What the feeds published last can be read; an older form kept it otherwise, and never kept reminders."""
    if store.schema_of(connection) < store.REMEMBERS:
        (left,) = connection.execute("SELECT count(*) FROM reminder").fetchone()
        if left:
            yield "The table of reminders, which no Duly of that form ever wrote to, is not empty."
    elif number := unreadable_states(connection):
        yield f"What calendar feeds remember of their items cannot be read: {number} of them."


def memory_check(connection: sqlite3.Connection, *, kinds: Iterable[type[Remembered]]) -> Iterator[str]:
    """Each thing remembered can be read; of a kind that is not known here, that it says what it is."""
    if store.schema_of(connection) < store.REMEMBERS:
        return
    known = {tag_of(kind): kind for kind in kinds}
    wrong: Counter[str] = Counter()
    for row in connection.execute("SELECT kind, id, body FROM memory").fetchall():
        kind, id_, body = store.fitting(row, "what a machine remembers", str, str, str)
        sound = remembered(known[kind], id_, body) is not None if kind in known else _says_what_it_is(kind, id_, body)
        wrong[kind if kind in known else ""] += not sound
    for kind, number in sorted(wrong.items()):
        if number:
            of_kind = f" of kind {kind}" if kind else ""
            yield f"What machines remember{of_kind} cannot be read: {number} of them."


def _says_what_it_is(kind: str, id_: str, body: str) -> bool:
    try:
        said: Any = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("memory") == kind and said.get("id", id_) == id_
