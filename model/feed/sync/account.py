"""What is remembered of calendar accounts: where they are, what lies on the server, and what came back from there.

The password is never among it.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final, Literal

from model.feed.spec import Spec
from model.record.base import Value
from model.record.fact import Instant
from model.record.remembered import Remembered

EVERY: Final = timedelta(minutes=15)
"""How often an account is synchronised of itself."""

Change = Literal[
    "moved",
    "done",
    "progress",
    "note",
    "cancelled",
    "reopened",
    "title",
    "notes",
    "recurs",
    "deleted",
    "unreadable",
    "foreign",
]
"""What was changed on the server: a day; a task ticked off, or in part; a note; a cancellation; what is put right at
once (what is done opened again, a title, a text, a recurrence, a deletion, an item that cannot be read); and an item
that is not ours."""

State = Literal["open", "applied", "recorded", "restored", "dismissed", "overtaken", "listed"]
Overtaking = Literal["", "newer", "undone", "deleted", "here"]
"""What overtook a question: another change there, the same taken back, the item deleted there, a change in Duly."""

PROPOSALS: Final = frozenset({"done", "progress", "note", "cancelled"})
QUESTIONS: Final = frozenset({"moved"})
PUT_RIGHT: Final = frozenset({"reopened", "title", "notes", "recurs", "deleted", "unreadable"})


class CalendarAccount(Remembered, frozen=True, kw_only=True, tag="account"):
    """One calendar on a server that is kept in step with one feed.

    ``url`` is where the server was found, ``calendar`` the calendar's own address, ``title`` what it is called.
    ``plain`` says that the user allowed a connection without TLS. ``automatic``: in step of itself, every 15 minutes
    and after changes. A synchronised feed starts redacted.
    """

    url: str
    user: str
    calendar: str
    title: str = ""
    spec: Spec = Spec(privacy="redacted")
    plain: bool = False
    automatic: bool = True
    sync_token: str = ""
    last_at: Instant | None = None
    last_error: str = ""

    def next_at(self, now: datetime) -> datetime | None:
        """When it is next in turn of itself; None where it never is."""
        if not self.automatic:
            return None
        return max(self.last_at + EVERY, now) if self.last_at else now


class Synced(Remembered, frozen=True, kw_only=True, tag="synced"):
    """One item as it was last put on the server.

    ``id`` is ``ACCOUNT/UID``. ``body`` is what lies there, by ``etag``; without an ETag nothing of ours lies there.
    ``sending`` is what may have arrived, if Duly was cut off while it put it. ``seen`` are the changes made there since
    the last put, so that none is told twice. ``restore`` asks for ours to be put over theirs; ``gone_at`` is when the
    item was put as cancelled.
    """

    account: str
    uid: str
    href: str
    etag: str = ""
    body: str = ""
    sending: str = ""
    fingerprint: str = ""
    sequence: int = 0
    seen: tuple[str, ...] = ()
    restore: bool = False
    gone_at: Instant | None = None


class Incoming(Remembered, frozen=True, kw_only=True, tag="incoming"):
    """Something that came back from the server, until a person dealt with it.

    ``about`` is the record, ``occurrence`` the day that names the occurrence of a series, ``part`` what the item is of
    the record (its due day has none). ``was`` and ``to`` are what it said before and now; ``day`` is the day that it
    was moved to or done on, ``note`` what the person wrote, ``client`` the program that did it, where known.
    ``overtaken`` says why it was settled before anybody decided.
    """

    account: str
    change: Change
    uid: str = ""
    href: str = ""
    etag: str = ""
    about: str = ""
    occurrence: date | None = None
    part: str = ""
    was: str = ""
    to: str = ""
    was_day: date | None = None
    day: date | None = None
    note: str = ""
    client: str = ""
    seen_at: Instant
    state: State = "open"
    settled_at: Instant | None = None
    overtaken: Overtaking = ""

    @property
    def key(self) -> tuple[str, str]:
        """The item that it is of."""
        return self.account, self.uid


class Subject(Value, frozen=True, kw_only=True):
    """What an item of the feed is about."""

    about: str
    occurrence: date | None = None
    part: str = ""


def synced_id(account: str, uid: str) -> str:
    """Under which id an item of an account is remembered."""
    return f"{account}/{uid}"
