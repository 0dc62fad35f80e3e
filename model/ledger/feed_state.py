"""What the calendar feeds remember between exports; no part of the docket, and not in the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from model.days.iso import parse_day
from model.errors import DayError
from model.ledger.failures import Unfit
from model.ledger.journal import moment_text
from model.ledger.store import fitting, read_moment
from model.record.feedstate import FeedState


def read_states(connection: sqlite3.Connection, feed: str) -> dict[str, FeedState]:
    """Every state of one feed, by calendar UID."""
    query = "SELECT uid, fingerprint, sequence, created, modified, day FROM feed_state WHERE feed = ? ORDER BY uid"
    states = map(_state, connection.execute(query, (feed,)))
    return {state.uid: state for state in states}


def unreadable_states(connection: sqlite3.Connection) -> int:
    """How many states of any feed cannot be read."""
    query = "SELECT uid, fingerprint, sequence, created, modified, day FROM feed_state"
    return sum(not _is_readable(row) for row in connection.execute(query).fetchall())


def _is_readable(row: object) -> bool:
    try:
        _state(row)
    except Unfit:
        return False
    return True


def _state(row: object) -> FeedState:
    what = "what a calendar feed remembers"
    uid, fingerprint, sequence, created, modified, day = fitting(row, what, str, str, int, str, str, str)
    try:
        stood_on = parse_day(day)
    except DayError as error:
        raise Unfit(f"{what} is not of its form") from error
    if sequence < 0:
        raise Unfit(f"{what} is not of its form")
    return FeedState(
        uid=uid,
        fingerprint=fingerprint,
        sequence=sequence,
        created=read_moment(created, what),
        modified=read_moment(modified, what),
        day=stood_on,
    )


def highest_sequences(connection: sqlite3.Connection) -> dict[str, int]:
    """The highest SEQUENCE under which any feed has published each UID."""
    rows = connection.execute("SELECT uid, max(sequence) FROM feed_state GROUP BY uid")
    return dict(fitting(row, "what a calendar feed remembers", str, int) for row in rows)


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
