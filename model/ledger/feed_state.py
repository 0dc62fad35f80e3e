"""What the calendar feed remembers between exports; no part of the docket, and not in the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from model.ledger.journal import moment_of, moment_text


class FeedState(NamedTuple):
    """The last published state of one calendar entry.

    ``fingerprint`` stands for its content; when that changes, ``sequence`` rises and ``modified`` is the moment.
    """

    fingerprint: str
    sequence: int
    modified: datetime


def read_states(connection: sqlite3.Connection) -> dict[str, FeedState]:
    """Every state, by calendar UID."""
    rows = connection.execute("SELECT uid, fingerprint, sequence, modified FROM feed_state ORDER BY uid")
    return {uid: FeedState(fingerprint, sequence, moment_of(modified)) for uid, fingerprint, sequence, modified in rows}


def write_states(connection: sqlite3.Connection, states: Mapping[str, FeedState]) -> None:
    """Write ``states`` over those of the same UIDs; a SEQUENCE never falls."""
    connection.executemany(
        "INSERT INTO feed_state(uid, fingerprint, sequence, modified) VALUES (?, ?, ?, ?)"
        " ON CONFLICT(uid) DO UPDATE SET fingerprint = excluded.fingerprint,"
        " sequence = max(sequence, excluded.sequence), modified = excluded.modified",
        [(uid, state.fingerprint, state.sequence, moment_text(state.modified)) for uid, state in states.items()],
    )
