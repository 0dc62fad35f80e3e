"""What the calendar feeds remember between exports; no part of the docket, and not in the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from model.ledger.journal import moment_of, moment_text
from model.record.feedstate import FeedState


def read_states(connection: sqlite3.Connection, feed: str) -> dict[str, FeedState]:
    """Every state of one feed, by calendar UID."""
    query = "SELECT uid, fingerprint, sequence, created, modified, day FROM feed_state WHERE feed = ? ORDER BY uid"
    return {
        uid: FeedState(
            uid=uid,
            fingerprint=fingerprint,
            sequence=sequence,
            created=moment_of(created),
            modified=moment_of(modified),
            day=date.fromisoformat(day),
        )
        for uid, fingerprint, sequence, created, modified, day in connection.execute(query, (feed,))
    }


def highest_sequences(connection: sqlite3.Connection) -> dict[str, int]:
    """The highest SEQUENCE under which any feed has published each UID."""
    return dict(connection.execute("SELECT uid, max(sequence) FROM feed_state GROUP BY uid"))


def write_states(connection: sqlite3.Connection, feed: str, states: Iterable[FeedState]) -> None:
    """Write ``states`` over those of the same feed and UIDs; a SEQUENCE never falls."""
    connection.executemany(
        "INSERT INTO feed_state(feed, uid, fingerprint, sequence, created, modified, day) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(feed, uid) DO UPDATE SET fingerprint = excluded.fingerprint,"
        " sequence = max(sequence, excluded.sequence), modified = excluded.modified, day = excluded.day",
        [
            (
                feed,
                state.uid,
                state.fingerprint,
                state.sequence,
                moment_text(state.created),
                moment_text(state.modified),
                state.day.isoformat(),
            )
            for state in states
        ],
    )


def forget_states(connection: sqlite3.Connection, feed: str, uids: Iterable[str]) -> None:
    """Forget items of one feed: those that were cancelled long enough, or a feed that is no longer published."""
    connection.executemany("DELETE FROM feed_state WHERE feed = ? AND uid = ?", [(feed, uid) for uid in uids])
