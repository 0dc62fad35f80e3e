"""The calendar feed: the docket's days as one iCalendar file (RFC 5545, 7986, 9074, 9253).

What each item said last in this feed is handed in and handed back (:class:`~model.record.feedstate.FeedState`):
SEQUENCE rises with every change of what an item says or how it stands, also when time alone changes the standing,
and DTSTAMP and LAST-MODIFIED are the moment of that change. So two exports without a change are the same bytes. An
item that is gone stays in the file as cancelled for 30 days, so that every calendar that holds it hears of it, and is
remembered for longer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from model.assess.standing import Assessment
from model.docket import Docket
from model.feed.cache import Cache, SaidItem
from model.feed.components import put_all, tombstone_bytes, uid, utc_text, written
from model.feed.items import MARKER, FeedItem, marker
from model.feed.lines import escape, one_line
from model.feed.spec import Privacy, Spec
from model.record.feedstate import CANCELLED, FeedState

__all__ = ["CANCELLED_FOR", "PRODID", "Cache", "Feed", "feed", "uid"]

PRODID: Final = "-//Duly//Calendar of obligations//EN"
REFRESH: Final = "PT1H"
COLOR: Final = "steelblue"
"""A name of CSS3, as RFC 7986, 5.9 asks for one."""

CANCELLED_FOR: Final = timedelta(days=30)
FORGOTTEN_AFTER: Final = timedelta(days=3 * 365)
"""An item that comes back until then, as when its deletion is undone, goes on from the SEQUENCE that it had."""

_CALENDARS: Final = UUID("3f0d3c52-2a8e-5b0f-8f3e-0a5c7d1e9b64")
_NAMELESS: Final = "Duly deadlines"
_STEPS: Final = 100
"""Records between two reports of progress."""

Progress = Callable[[float], object]
"""Called with the share that is done, from 0 to 1. What it raises stops the work."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar file, and what is to be remembered of its items for the next one.

    ``states`` holds every item's state by UID, ``changed`` those that are new since the last feed; ``forgotten`` are
    UIDs that need not be remembered any more. ``items`` are those that stand in the file, by UID.
    """

    content: bytes = b""
    states: Mapping[str, FeedState] = field(default_factory=dict)
    changed: Mapping[str, FeedState] = field(default_factory=dict)
    forgotten: tuple[str, ...] = ()
    etag: str = ""
    items: Mapping[str, FeedItem] = field(default_factory=dict)


def feed(  # noqa: PLR0913 - by keyword: what a file depends on
    docket: Docket,
    assessment: Assessment,
    *,
    states: Mapping[str, FeedState],
    generated: datetime,
    spec: Spec = Spec(),  # noqa: B008 - a frozen value
    highest: Mapping[str, int] | None = None,
    identity: str = "",
    source: str = "",
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> Feed:
    """The docket's days as of the assessment's day, as one ``.ics`` file.

    ``states`` is what the last feed of the same spec handed back (empty for the first), ``highest`` the highest
    SEQUENCE of any feed by UID, ``identity`` what tells this docket from others, ``source`` the address under which
    this file is found, ``generated`` the present moment with its zone. Raises :class:`ValueError` for a moment
    without a zone, and whatever ``progress`` raises.
    """
    if generated.tzinfo is None:
        raise ValueError("The moment of a feed needs its zone.")
    now = generated.astimezone(UTC).replace(microsecond=0)
    kept = cache or Cache()
    calendar_uid = _calendar_uid(identity, spec)
    published = _published(docket, assessment, spec, kept, progress) or [_marker(states, now, spec, calendar_uid)]
    clock = _Sequences(states, highest or {}, now)
    fresh = {said.uid: clock.state(said) for said in published}
    gone = {name: clock.cancelled(name) for name in sorted(states.keys() - fresh.keys())}
    shown = [state for state in gone.values() if now - state.modified < CANCELLED_FOR]
    over = {name for name, state in gone.items() if now - state.modified >= FORGOTTEN_AFTER}
    modified = max(state.modified for state in (*fresh.values(), *shown))
    head, foot = _frame(_name(docket, spec.privacy), modified, calendar_uid, source)
    parts = [kept.bytes_of(said, fresh[said.uid]) for said in published]
    parts += [tombstone_bytes(state, task=spec.component == "tasks") for state in shown]
    kept.drop(fresh)
    content = b"".join((head, *parts, foot))
    everything = {**{name: state for name, state in gone.items() if name not in over}, **fresh}
    return Feed(
        content,
        everything,
        {name: state for name, state in everything.items() if states.get(name) is not state},
        tuple(sorted(over)),
        f'"{hashlib.sha256(content).hexdigest()[:32]}"',
        {said.uid: said.item for said in published},
    )


def _published(
    docket: Docket, assessment: Assessment, spec: Spec, cache: Cache, progress: Progress | None
) -> list[SaidItem]:
    """What the file holds, by day and key, each related only to what is in the file as well."""
    found: list[SaidItem] = []
    total = max(len(docket.obligations) + len(docket.reliefs), 1)
    for number, said in enumerate(cache.said(docket, assessment, spec)):
        found += said
        if progress and number % _STEPS == 0:
            progress(number / total)
    present = {said.item.key for said in found}
    found = [_related(said, present) if said.item.related else said for said in found]
    return sorted(found, key=lambda said: (said.item.day, said.item.key))


def _related(said: SaidItem, present: Iterable[str]) -> SaidItem:
    related = tuple(one for one in said.item.related if one.to in present)
    return said if related == said.item.related else SaidItem.of(replace(said.item, related=related))


def _marker(states: Mapping[str, FeedState], now: datetime, spec: Spec, calendar_uid: str) -> SaidItem:
    """The marker of a feed without a day, which is this feed's own; it keeps the day that it first had."""
    task = spec.component == "tasks"
    key = f"{MARKER} {calendar_uid}"
    known = states.get(uid(key, task=task))
    day: date = known.day if known and known.fingerprint != CANCELLED else now.date()
    return SaidItem.of(marker(key, day, task=task))


@dataclass(frozen=True, slots=True)
class _Sequences:
    """How SEQUENCE and its moment go on from what was published."""

    states: Mapping[str, FeedState]
    highest: Mapping[str, int]
    now: datetime

    def state(self, said: SaidItem) -> FeedState:
        known = self.states.get(said.uid)
        if known and known.fingerprint == said.fingerprint:
            return known
        return self._risen(said.uid, known, said.fingerprint, said.item.day)

    def cancelled(self, name: str) -> FeedState:
        known = self.states[name]
        return known if known.fingerprint == CANCELLED else self._risen(name, known, CANCELLED, known.day)

    def _risen(self, name: str, known: FeedState | None, fingerprint: str, day: date) -> FeedState:
        """A higher SEQUENCE than any feed has given it, and a moment that never goes back, even if the clock did."""
        last = max(known.sequence if known else -1, self.highest.get(name, -1))
        return FeedState(
            uid=name,
            fingerprint=fingerprint,
            sequence=last + 1,
            created=known.created if known else self.now,
            modified=max(self.now, known.modified.astimezone(UTC)) if known else self.now,
            day=day,
        )


def _name(docket: Docket, privacy: Privacy) -> str:
    """What the calendar is called: a redacted one does not name its docket."""
    return _NAMELESS if privacy == "redacted" else one_line(docket.caption.title)


def _calendar_uid(identity: str, spec: Spec) -> str:
    """The calendar's own UID (RFC 7986, 5.3): that of this docket's feed of this spec, for good."""
    return str(uuid5(_CALENDARS, f"{identity} {spec.name}"))


def _frame(title: str, modified: datetime, calendar_uid: str, source: str) -> tuple[bytes, bytes]:
    """What stands before the items, and what after."""
    from icalendar import Calendar

    name = escape(title)
    calendar = Calendar()
    duration = {"VALUE": "DURATION"}
    values: list[tuple[str, str, Mapping[str, str]]] = [
        ("PRODID", PRODID, {}),
        ("VERSION", "2.0", {}),
        ("CALSCALE", "GREGORIAN", {}),
        ("UID", calendar_uid, {}),
        ("NAME", name, {}),
        ("X-WR-CALNAME", name, {}),
        ("LAST-MODIFIED", utc_text(modified), {}),
        ("COLOR", COLOR, {}),
        ("REFRESH-INTERVAL", REFRESH, duration),
        ("X-PUBLISHED-TTL", REFRESH, {}),
    ]
    put_all(calendar, [*values, *([("SOURCE", source, {"VALUE": "URI"})] if source else [])])
    head, _, foot = written(calendar).partition(b"END:VCALENDAR")
    return head, b"END:VCALENDAR" + foot
