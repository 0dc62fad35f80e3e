"""The calendar feed: the docket's days as one iCalendar file (RFC 5545, 7986, 9074).

An item's UID is a name-based UUID of its record's id, so it is permanent and tells nothing. What each item said
last is handed in and handed back (:class:`~model.record.feedstate.FeedState`): SEQUENCE rises with every change of
what an item says or how it stands, also when time alone changes the standing, and DTSTAMP and LAST-MODIFIED are
the moment of that change. So two exports without a change are the same bytes. An item that is gone stays in the
file as cancelled for 30 days, so that every calendar that holds it hears of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

import msgspec

from model.assess.standing import Assessment
from model.days.wording import say_day
from model.docket import Docket
from model.feed.alarms import Alarm
from model.feed.items import Item, items
from model.feed.lines import escape, fold, one_line
from model.record.feedstate import CANCELLED, FeedState

if TYPE_CHECKING:
    from icalendar import Calendar, Component, Event, vText

PRODID: Final = "-//Duly//Calendar of obligations//EN"
REFRESH: Final = "PT1H"
CANCELLED_FOR: Final = timedelta(days=30)
_DULY: Final = UUID("6f0b1f0e-7c0d-5a52-9a37-1f3bb1a0d7c4")
_EMPTY: Final = "generated on"


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar file, and what is to be remembered of its items for the next one, by UID."""

    content: bytes
    states: Mapping[str, FeedState]


def feed(docket: Docket, assessment: Assessment, *, states: Mapping[str, FeedState], generated: datetime) -> Feed:
    """The docket's days as of the assessment's day, as one ``.ics`` file.

    ``states`` is what the last feed handed back (empty for the first), ``generated`` the present moment with its
    zone. Raises :class:`ValueError` for a moment without a zone.
    """
    if generated.tzinfo is None:
        raise ValueError("The moment of a feed needs its zone.")
    now = generated.astimezone(UTC).replace(microsecond=0)
    published = list(items(docket, assessment)) or [_marker(states, now)]
    published.sort(key=lambda item: (item.day, item.key))
    fresh = {uid(item.key): _state(item, states.get(uid(item.key)), now) for item in published}
    gone = {name: _cancelled(state, now) for name, state in sorted(states.items()) if name not in fresh}
    shown = [state for state in gone.values() if now - state.modified < CANCELLED_FOR]
    moments = [state.modified for state in (*fresh.values(), *shown)]
    calendar = _head(docket.caption.title, max(moments))
    for item in published:
        calendar.add_component(_event(item, fresh[uid(item.key)]))
    for state in shown:
        calendar.add_component(_tombstone(state))
    return Feed(_written(calendar), {**gone, **fresh})


def uid(key: str) -> str:
    """The permanent UID of an item; ``key`` is the id of its record, with its part where it has one."""
    return str(uuid5(_DULY, key))


def _marker(states: Mapping[str, FeedState], now: datetime) -> Item:
    """What a docket without a day shows: a calendar file must hold something. It keeps the day it first had."""
    known = states.get(uid(_EMPTY))
    day = known.day if known and known.fingerprint != CANCELLED else now.date()
    summary = f"Duly: no deadlines yet, generated on {say_day(day)}"
    return Item(key=_EMPTY, day=day, summary=summary, standing=_EMPTY)


def _state(item: Item, known: FeedState | None, now: datetime) -> FeedState:
    fingerprint = hashlib.sha256(msgspec.json.encode(item)).hexdigest()
    if known and known.fingerprint == fingerprint:
        return known
    return _risen(uid(item.key), known, fingerprint, item.day, now)


def _cancelled(known: FeedState, now: datetime) -> FeedState:
    if known.fingerprint == CANCELLED:
        return known
    return _risen(known.uid, known, CANCELLED, known.day, now)


def _risen(name: str, known: FeedState | None, fingerprint: str, day: date, now: datetime) -> FeedState:
    """The next state: a higher SEQUENCE, and a moment that never goes back, even if the clock did."""
    sequence = known.sequence + 1 if known else 0
    modified = max(now, known.modified.astimezone(UTC)) if known else now
    created = known.created if known else now
    return FeedState(uid=name, fingerprint=fingerprint, sequence=sequence, created=created, modified=modified, day=day)


def _head(title: str, modified: datetime) -> Calendar:
    from icalendar import Calendar

    name = escape(one_line(title))
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    _put(calendar, "name", name)
    _put(calendar, "x-wr-calname", name)
    calendar.add("last-modified", modified)
    _put(calendar, "refresh-interval", REFRESH, VALUE="DURATION")
    _put(calendar, "x-published-ttl", REFRESH)
    return calendar


def _event(item: Item, state: FeedState) -> Event:
    event = _all_day(state)
    _put(event, "summary", escape(item.summary))
    if item.description:
        _put(event, "description", escape(item.description))
    if item.categories:
        _put(event, "categories", ",".join(escape(category) for category in item.categories))
    if item.confidential:
        event.add("class", "CONFIDENTIAL")
    event.add("status", "TENTATIVE" if item.tentative else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    _put(event, "x-microsoft-cdo-busystatus", "FREE")
    for alarm in item.alarms:
        event.add_component(_alarm(item, alarm))
    return event


def _tombstone(state: FeedState) -> Event:
    event = _all_day(state)
    _put(event, "summary", "Cancelled")
    event.add("status", "CANCELLED")
    event.add("transp", "TRANSPARENT")
    return event


def _all_day(state: FeedState) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", state.uid)
    event.add("dtstamp", state.modified.astimezone(UTC))
    event.add("last-modified", state.modified.astimezone(UTC))
    event.add("sequence", state.sequence)
    event.add("dtstart", state.day)
    event.add("dtend", state.day + timedelta(days=1))
    return event


def _alarm(item: Item, alarm: Alarm) -> Component:
    from icalendar import Alarm as Component

    component = Component()
    component.add("uid", uid(f"{item.key}/alarm {alarm.key}"))
    component.add("action", "DISPLAY")
    _put(component, "description", escape(item.summary))
    _put(component, "trigger", f"-PT{-alarm.hours}H" if alarm.hours else "PT0S")
    return component


def _put(component: Component, name: str, ready: str, **parameters: str) -> None:
    """Add a value that is escaped already: icalendar 7.3 leaves some texts unescaped and alters others."""
    component.add(name, _ready_text()(ready), parameters=parameters)


@cache
def _ready_text() -> type[vText]:
    from icalendar import vText

    class ReadyText(vText):
        """A text that is written as it is."""

        def to_ical(self) -> bytes:
            return str(self).encode()

    return ReadyText


def _written(calendar: Calendar) -> bytes:
    lines = (str(line) for line in calendar.content_lines())
    return "".join(f"{fold(line)}\r\n" for line in lines if line).encode()
