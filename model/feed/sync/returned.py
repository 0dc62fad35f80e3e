"""What a server holds of one of our items, read within bounds: whatever it sends is taken for hostile.

Nothing that recurs is ever expanded, no address is followed, and what is too large is not read at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from model.errors import DayError, DocketError
from model.feed.reading.lines import CalendarEntry, Property, read_property, take_apart
from model.feed.reading.when import CalendarZones, Moment, read_duration, read_moment
from model.feed.reading.words import LONGEST_NOTES, LONGEST_TITLE, words_of
from model.feed.sync.resource import KINDS, unfolded

LARGEST: Final = 1024 * 1024
"""Bytes of one item. Ours have some thousands."""
MOST_ALARMS: Final = 50


class Trigger(NamedTuple):
    """When an alarm rings: at a moment in UTC, or so long after the item's start, or its end."""

    at: datetime | None = None
    after: timedelta | None = None
    from_end: bool = False


NO_TRIGGER: Final = Trigger()


@dataclass(frozen=True, slots=True)
class ReturnedAlarm:
    """An alarm as it came back: its UID, when it was acknowledged (RFC 9074, 6.1), and of which alarm it is a snooze.

    ``default`` says that an Apple program added it of itself.
    """

    uid: str
    trigger: Trigger = NO_TRIGGER
    acknowledged: datetime | None = None
    snoozes: str = ""
    default: bool = False


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
    begin: Moment | None = None
    end: Moment | None = None
    alarms: tuple[ReturnedAlarm, ...] = ()
    too_many_alarms: bool = False
    """More than anybody sets: what was done with them is not told, since a snooze may be among the rest."""
    last_ack: datetime | None = None
    snoozed: datetime | None = None
    problem: str = ""

    @property
    def done(self) -> bool:
        """Whether it is a task that somebody ticked off."""
        return self.kind == "VTODO" and (
            self.status == "COMPLETED" or self.percent >= 100 or self.completed is not None
        )

    def rings_at(self, alarm: ReturnedAlarm, now: datetime) -> datetime | None:
        """When one of its alarms rings for the person whose zone ``now`` has; None where that cannot be told.

        A task without a beginning is counted from its end, as the programs do.
        """
        at, after, from_end = alarm.trigger
        if at is not None or after is None:
            return at
        anchor = (self.end or self.begin) if from_end else (self.begin or self.end)
        try:
            return _whole(anchor, now.tzinfo) + after if anchor else None
        except OverflowError:
            return None


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
                return _item(entry, CalendarZones(calendar), calendar.head.first("PRODID"), body)
    return Returned(problem="There is neither an event nor a task in it.")


def _item(entry: CalendarEntry, zones: CalendarZones, prodid: Property | None, body: str) -> Returned:
    if entry.unusable:
        return Returned(problem=entry.unusable)
    alarms = tuple(islice(_alarms(body, zones), MOST_ALARMS + 1))
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
        begin=_moment(entry, "DTSTART", zones),
        end=_end(entry, zones),
        alarms=alarms[:MOST_ALARMS],
        too_many_alarms=len(alarms) > MOST_ALARMS,
        last_ack=_instant(entry.first("X-MOZ-LASTACK"), zones),
        snoozed=_instant(entry.first("X-MOZ-SNOOZE-TIME"), zones),
    )


def _word(entry: CalendarEntry, name: str) -> str:
    found = entry.first(name)
    return found.value.strip()[:255] if found else ""


def _number(entry: CalendarEntry, name: str) -> int:
    text = entry.word(name)[:9]
    return int(text) if text.isdecimal() and text.isascii() else 0


def _moment(entry: CalendarEntry, name: str, zones: CalendarZones) -> Moment | None:
    found = entry.first(name)
    try:
        return read_moment(found.value, found.parameters, zones) if found else None
    except DayError:
        return None


def _end(entry: CalendarEntry, zones: CalendarZones) -> Moment | None:
    """When an event ends or a task is due: as it says, or so long after its beginning."""
    stated = _moment(entry, "DUE" if entry.kind == "VTODO" else "DTEND", zones)
    begin, length = _moment(entry, "DTSTART", zones), entry.first("DURATION")
    if stated or begin is None:
        return stated
    try:
        whole_day = timedelta(days=1) if begin.at is None and entry.kind == "VEVENT" else timedelta()
        return begin.after(read_duration(length.value) if length else whole_day)
    except DayError:
        return None


def _instant(found: Property | None, zones: CalendarZones) -> datetime | None:
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
    """The properties of one alarm, the first of each name; those of what is nested in it are left out."""

    found: dict[str, Property] = field(default_factory=dict)
    depth: int = 0

    def take(self, line: str, number: int) -> None:
        """The next line."""
        one = read_property(line[:1000], number)
        if one is None:
            return
        if one.name in ("BEGIN", "END"):
            self.depth += 1 if one.name == "BEGIN" else -1
        elif not self.depth:
            self.found.setdefault(one.name, one)

    def value(self, *names: str) -> str:
        """The value of the first of these that is there."""
        one = next((self.found[name] for name in names if name in self.found), None)
        return one.value.strip()[:255] if one else ""


def _alarms(body: str, zones: CalendarZones) -> Iterator[ReturnedAlarm]:
    """Each alarm of the item, in order."""
    current: _Lines | None = None
    for number, line in enumerate(unfolded(body)):
        if line.strip().upper() == "BEGIN:VALARM":
            current = _Lines()
        elif current is not None and line.strip().upper() == "END:VALARM":
            yield _alarm(current, zones)
            current = None
        elif current is not None:
            current.take(line, number)


def _alarm(lines: _Lines, zones: CalendarZones) -> ReturnedAlarm:
    related = lines.found.get("RELATED-TO")
    snoozes = related is not None and related.parameters.get("RELTYPE", "").upper() == "SNOOZE"
    return ReturnedAlarm(
        uid=lines.value("UID", "X-WR-ALARMUID"),
        trigger=_trigger(lines.found.get("TRIGGER"), zones),
        acknowledged=_instant(lines.found.get("ACKNOWLEDGED"), zones),
        # A snooze that does not say of what is still one.
        snoozes=lines.value("RELATED-TO") or "?" if snoozes else "",
        default=lines.value("X-APPLE-DEFAULT-ALARM", "X-APPLE-LOCAL-DEFAULT-ALARM").upper() == "TRUE",
    )


def _trigger(found: Property | None, zones: CalendarZones) -> Trigger:
    if found is None:
        return NO_TRIGGER
    try:
        from_end = found.parameters.get("RELATED", "").upper() == "END"
        return Trigger(after=read_duration(found.value), from_end=from_end)
    except DayError:
        return Trigger(at=_instant(found, zones))


def _whole(moment: Moment, zone: tzinfo | None) -> datetime:
    """The moment as one of the world; what is floating or a whole day is the person's own."""
    there = ZoneInfo(moment.zone) if moment.zone else zone
    return datetime.combine(moment.day, moment.at or time(), there)
