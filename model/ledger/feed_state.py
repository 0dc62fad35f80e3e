"""What the calendar feed remembers between exports; no part of the docket, and not in the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from model.ledger.journal import moment_of, moment_text
from model.record.feedstate import FeedState


def read_states(connection: sqlite3.Connection) -> dict[str, FeedState]:
    """Every state, by calendar UID."""
    rows = connection.execute("SELECT uid, fingerprint, sequence, modified, day FROM feed_state ORDER BY uid")
    return {
        uid: FeedState(
            uid=uid,
            fingerprint=fingerprint,
            sequence=sequence,
            modified=moment_of(modified),
            day=date.fromisoformat(day),
        )
        for uid, fingerprint, sequence, modified, day in rows
    }


def write_states(connection: sqlite3.Connection, states: Iterable[FeedState]) -> None:
    """Write ``states`` over those of the same UIDs; a SEQUENCE never falls."""
    connection.executemany(
        "INSERT INTO feed_state(uid, fingerprint, sequence, modified, day) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT(uid) DO UPDATE SET fingerprint = excluded.fingerprint,"
        " sequence = max(sequence, excluded.sequence), modified = excluded.modified, day = excluded.day",
        [
            (state.uid, state.fingerprint, state.sequence, moment_text(state.modified), state.day.isoformat())
            for state in states
        ],
    )
