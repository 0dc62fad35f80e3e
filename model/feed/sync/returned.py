"""What a server holds of one of our items, read within bounds: whatever it sends is taken for hostile.

Nothing that recurs is ever expanded, no address is followed, and what is too large is not read at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from typing import Final

from model.errors import DayError, DocketError
from model.feed.reading_lines import Entry, Property, read_property, take_apart
from model.feed.reading_when import Moment, Zones, read_moment
from model.feed.reading_words import LONGEST_NOTES, LONGEST_TITLE, words_of
from model.feed.sync.resource import KINDS, unfolded

LARGEST: Final = 1024 * 1024
"""Bytes of one item. Ours have some thousands."""
MOST_ALARMS: Final = 50


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm as it came back: its UID, when it was acknowledged (RFC 9074, 6.1), and what it snoozes, until when."""

    uid: str
    acknowledged: datetime | None = None
    snoozes: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """One item in the values that matter here; ``problem`` says why it could not be read, and then nothing else is."""

    uid: str = ""
    kind: str = ""
    prodid: str = ""
    sequence: int = 0
    title: str = ""
    notes: str = ""
    comments: tuple[str, ...] = ()
    start: Moment | None = None
    status: str = ""
    percent: int = 0
    completed: datetime | None = None
    recurs: str = ""
    alarms: tuple[Alarm, ...] = ()
    last_ack: datetime | None = None
    snoozed: datetime | None = None
    problem: str = ""

    @property
    def done(self) -> bool:
        """Whether it is a task that somebody ticked off."""
        return self.kind == "VTODO" and (
            self.status == "COMPLETED" or self.percent >= 100 or self.completed is not None
        )


def read_returned(body: str) -> Returned:
    """The item in a resource. What cannot be read is said in ``problem``; this never raises."""
    if len(body) > LARGEST:
        return Returned(problem="It is far larger than any deadline, and was not read.")
    try:
        taken = take_apart(body.encode("utf-8", "replace"), "the item")
    except DocketError:
        return Returned(problem="It is no calendar item.")
    for calendar in taken.calendars:
        for entry in calendar.entries:
            if entry.kind in KINDS and entry.first("RECURRENCE-ID") is None:
                return _item(entry, Zones(calendar), calendar.head.first("PRODID"), body)
    return Returned(problem="There is neither an event nor a task in it.")


def _item(entry: Entry, zones: Zones, prodid: Property | None, body: str) -> Returned:
    if entry.unusable:
        return Returned(problem=entry.unusable)
    return Returned(
        uid=_word(entry, "UID"),
        kind=entry.kind,
        prodid=words_of(prodid, 120, one=True).text,
        sequence=_number(entry, "SEQUENCE"),
        title=words_of(entry.first("SUMMARY"), LONGEST_TITLE, one=True).text,
        notes=words_of(entry.first("DESCRIPTION"), LONGEST_NOTES).text,
        comments=tuple(words_of(one, LONGEST_NOTES).text for one in list(entry.every("COMMENT"))[:20]),
        start=_moment(entry, "DUE" if entry.kind == "VTODO" and entry.first("DUE") else "DTSTART", zones),
        status=entry.word("STATUS"),
        percent=_number(entry, "PERCENT-COMPLETE"),
        completed=_instant(entry.first("COMPLETED"), zones),
        recurs=" ".join(one.value[:200] for name in ("RRULE", "RDATE") for one in list(entry.every(name))[:3]),
        alarms=tuple(_alarms(body, zones)),
        last_ack=_instant(entry.first("X-MOZ-LASTACK"), zones),
        snoozed=_instant(entry.first("X-MOZ-SNOOZE-TIME"), zones),
    )


def _word(entry: Entry, name: str) -> str:
    found = entry.first(name)
    return found.value.strip()[:255] if found else ""


def _number(entry: Entry, name: str) -> int:
    text = entry.word(name)[:9]
    return int(text) if text.isdecimal() and text.isascii() else 0


def _moment(entry: Entry, name: str, zones: Zones) -> Moment | None:
    found = entry.first(name)
    try:
        return read_moment(found.value, found.parameters, zones) if found else None
    except DayError:
        return None


def _instant(found: Property | None, zones: Zones) -> datetime | None:
    """A moment in UTC; one without a zone is taken for UTC, as these properties must be written."""
    try:
        moment = read_moment(found.value, found.parameters, zones).in_zone("UTC") if found else None
    except DayError:
        return None
    return datetime.combine(moment.day, moment.at, UTC) if moment and moment.at else None


def day_in(moment: datetime, zone: tzinfo | None) -> date:
    """The day of a moment where the person is."""
    return moment.astimezone(zone).date()


# -------------------------------------------------------------------------------------------------------- alarms


@dataclass
class _Lines:
    """The properties of one alarm, the first of each name."""

    found: dict[str, Property] = field(default_factory=dict)

    def value(self, name: str) -> str:
        one = self.found.get(name)
        return one.value.strip()[:255] if one else ""


def _alarms(body: str, zones: Zones) -> Iterator[Alarm]:
    """Each alarm of the item, in order; those past the first fifty are left out."""
    current: _Lines | None = None
    count = 0
    for number, line in enumerate(unfolded(body)):
        if line.strip().upper() == "BEGIN:VALARM":
            current = _Lines()
        elif current is not None and line.strip().upper() == "END:VALARM":
            yield _alarm(current.found, current, zones)
            current, count = None, count + 1
            if count >= MOST_ALARMS:
                return
        elif current is not None and (one := read_property(line[:1000], number)):
            current.found.setdefault(one.name, one)


def _alarm(found: Mapping[str, Property], lines: _Lines, zones: Zones) -> Alarm:
    related, trigger = found.get("RELATED-TO"), found.get("TRIGGER")
    snoozes = related is not None and related.parameters.get("RELTYPE", "").upper() == "SNOOZE"
    absolute = trigger is not None and trigger.parameters.get("VALUE", "").upper() == "DATE-TIME"
    return Alarm(
        uid=lines.value("UID"),
        acknowledged=_instant(found.get("ACKNOWLEDGED"), zones),
        snoozes=lines.value("RELATED-TO") if snoozes else "",
        until=_instant(trigger, zones) if snoozes and absolute else None,
    )
