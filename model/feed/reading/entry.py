"""One event or task of a calendar file as proposals (RFC 5545, 3.6.1 and 3.6.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Final, Literal, NamedTuple

from model.days.wording import say_day
from model.errors import DayError
from model.feed.lines import one_line
from model.feed.reading.lines import CalendarEntry, Property
from model.feed.reading.proposed import EntryProposal, Held, Series
from model.feed.reading.series import (
    MOST_CHANGED,
    MOST_EXTRA,
    Recurrence,
    first_is_extra,
    fitting,
    recurrence_of,
)
from model.feed.reading.when import UTC, CalendarZones, Moment, read_duration, read_moment, read_moments
from model.feed.reading.words import LONGEST_NOTES, LONGEST_TITLE, ReadText, tags_of, words_of
from model.record.deadline import Changed

LONGEST_UID: Final = 500
_DAY: Final = timedelta(days=1)
_LONGEST_PLACE: Final = 500
_MOST_LINKS: Final = 5
PRIVATE: Final = frozenset({"PRIVATE", "CONFIDENTIAL"})
OURS_HIDDEN: Final = frozenset({"CONFIDENTIAL"})
"""In a file that Duly wrote, every item is at least private."""


class EntryContext(NamedTuple):
    """What an entry is read with: the file's name, the day it is, its calendar's zones, and the UIDs of our feeds."""

    name: str
    today: date
    zones: CalendarZones
    known: AbstractSet[str]
    hidden: AbstractSet[str] = PRIVATE
    """What CLASS says of what is confidential."""


class When(NamedTuple):
    """When an entry is due, its last day where it takes several, what its series is named by, and what is said."""

    due: Moment | None
    last: date | None = None
    names: Moment | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class OccurrenceOverride:
    """One occurrence that a file gives on its own (RECURRENCE-ID): which it is, and what becomes of it."""

    entry: CalendarEntry
    at: Moment
    due: Moment | None
    """None where it is cancelled."""
    title: str


def uid_of(entry: CalendarEntry) -> str:
    """The UID of an entry; where it has none, one that is made of what it says, so that it is known again."""
    found = one_line(words_of(entry.first("UID"), LONGEST_UID, one=True).text, LONGEST_UID)
    if found:
        return found
    said = "\n".join(f"{one.name}:{one.value}" for one in entry.properties if one.name != "DTSTAMP")
    return f"unnamed-{hashlib.sha256(said.encode(errors='replace')).hexdigest()}"


def title_of(entry: CalendarEntry) -> str:
    """What an entry is called in messages; empty where it says nothing."""
    return words_of(entry.first("SUMMARY"), LONGEST_TITLE, one=True).text


def is_cancelled(entry: CalendarEntry) -> bool:
    """Whether the file says that it is off."""
    return entry.word("STATUS") == "CANCELLED"


def override_of(entry: CalendarEntry, at: Moment, context: EntryContext) -> OccurrenceOverride:
    """One occurrence that the file gives on its own. Raises :class:`DayError` where its day cannot be read."""
    due = None if is_cancelled(entry) else when_of(entry, context).due
    return OccurrenceOverride(entry, at, due, title_of(entry))


def propose(
    entry: CalendarEntry, overrides: Sequence[OccurrenceOverride], context: EntryContext, part: str = ""
) -> Iterator[EntryProposal]:
    """What an entry proposes: itself, as a series where it recurs, and each day that stands beside its rule.

    Raises :class:`DayError`, with a sentence, where it cannot be read.
    """
    if entry.unusable:
        raise DayError(entry.unusable)
    when = when_of(entry, context)
    recurrence = _recurrence(entry, when, context)
    single = _single(entry, when, context, part)
    if recurrence is None:
        yield single
        for one in overrides:
            yield from _of_override(one, context)
    elif recurrence.refused:
        # A past series is no doubt: its days are over, and that is said.
        yield _held(replace(single, warnings=(*single.warnings, *recurrence.warnings)), context, doubtful=True)
    else:
        yield from _whole(entry, single, when, recurrence, overrides, context)
    yield from _extras(entry, single, when, recurrence, context)


# ------------------------------------------------------------------------------------------------------- day


def when_of(entry: CalendarEntry, context: EntryContext) -> When:
    """When an entry is due. Raises :class:`DayError` where that cannot be read."""
    return _of_task(entry, context) if entry.kind == "VTODO" else _of_event(entry, context)


def _of_event(entry: CalendarEntry, context: EntryContext) -> When:
    start = _moment(entry, "DTSTART", context)
    if start is None:
        raise DayError("It has no DTSTART, so it is on no day.")
    if entry.word("X-MICROSOFT-CDO-ALLDAYEVENT") == "TRUE":
        start = Moment(start.day)
    try:
        last = _last_day(entry, start, context)
    except DayError as error:
        return When(start, None, start, (f"Its end was left out: {error}",))
    if last is None or last <= start.day:
        return When(start, None, start)
    return When(start, last, start, (f"It runs to {say_day(last)}. It is proposed for its first day, which is safe.",))


def _last_day(entry: CalendarEntry, start: Moment, context: EntryContext) -> date | None:
    """The last day of an event; an end at midnight, or as a whole day, is exclusive."""
    end = _moment(entry, "DTEND", context)
    length = entry.first("DURATION")
    if end is None and length is not None:
        end = start.after(read_duration(length.value))
    if end is None:
        return None
    end = end.in_zone(start.zone)
    return end.day - _DAY if start.at is None or end.at == time() else end.day


def _of_task(entry: CalendarEntry, context: EntryContext) -> When:
    start, due = _moment(entry, "DTSTART", context), _moment(entry, "DUE", context)
    length = entry.first("DURATION")
    if due is not None:
        return When(due, None, start or due)
    if start is None:
        return When(None, warnings=("It names no day. It is proposed without one, to be looked at again.",))
    if length is None:
        return When(start, None, start, ("It names no due day: the day on which it starts was taken.",))
    end = start.after(read_duration(length.value))
    # A length in whole days ends with the day before (RFC 5545, 3.6.2).
    last = end if start.at is not None else end._replace(day=max(start.day, end.day - _DAY))
    return When(last, None, start, ("Its due day was worked out from its start and its length.",))


def _moment(entry: CalendarEntry, name: str, context: EntryContext) -> Moment | None:
    """The moment of a property; one in UTC is told in the calendar's own zone, unless the entry recurs by it."""
    found = entry.first(name)
    try:
        moment = read_moment(found.value, found.parameters, context.zones) if found else None
    except DayError as error:
        raise DayError(f"Its {name} cannot be read: {error}") from error
    if moment is None or moment.zone != UTC or entry.first("RRULE"):
        return moment
    return moment.in_zone(context.zones.own)


# ------------------------------------------------------------------------------------------------------- words


def _single(entry: CalendarEntry, when: When, context: EntryContext, part: str) -> EntryProposal:
    """The entry for its one day, whether it recurs or not."""
    title = words_of(entry.first("SUMMARY"), LONGEST_TITLE, one=True)
    notes = words_of(entry.first("DESCRIPTION"), LONGEST_NOTES)
    component: Literal["event", "task"] = "task" if entry.kind == "VTODO" else "event"
    due = when.due
    timed = due is not None and due.at is not None and bool(due.zone)
    done, done_on = _done(entry, due, context)
    made = EntryProposal(
        component=component,
        uid=uid_of(entry),
        part=part,
        line=entry.line,
        title=title.text or f"Untitled {component}",
        day=due.day if due else None,
        last_day=when.last,
        time=f"{due.at:%H:%M}" if timed and due and due.at else "",
        zone=due.zone if timed and due else "",
        notes=_notes(entry, notes.text, due, context),
        tags=tags_of(entry),
        confidential=entry.word("CLASS") in context.hidden,
        done=done,
        done_on=done_on,
        warnings=(*_said(entry, title, notes), *when.warnings, *_said_of_time(entry, due), *entry.faults),
    )
    return _held(made, context)


def _held(made: EntryProposal, context: EntryContext, *, doubtful: bool = False) -> EntryProposal:
    """With why it is not chosen at first, if it is not."""
    held: Held = ""
    if made.uid in context.known:
        held = "from this docket"
    elif made.done:
        held = "done"
    elif made.day is not None and (made.last_day or made.day) < context.today and made.series is None:
        held = "past"
    elif doubtful:
        held = "look first"
    return replace(made, held=held)


def _done(entry: CalendarEntry, due: Moment | None, context: EntryContext) -> tuple[bool, date | None]:
    """Whether a task is completed, and on which day where the file says so."""
    if entry.kind != "VTODO":
        return False, None
    done = entry.word("STATUS") == "COMPLETED" or entry.word("PERCENT-COMPLETE") == "100"
    try:
        at = _moment(entry, "COMPLETED", context)
    except DayError:
        return True, None
    zone = (due.zone if due else "") or context.zones.own
    return done or at is not None, at.in_zone(zone).day if at else None


def _notes(entry: CalendarEntry, description: str, due: Moment | None, context: EntryContext) -> str:
    lines = [description, ""] if description else []
    for name, called in (("LOCATION", "Place"), ("URL", "Link"), ("CONFERENCE", "Link")):
        words = words_of(entry.first(name), _LONGEST_PLACE, one=True).text
        lines += [f"{called}: {words}"] if words else []
    links = [one for one in entry.every("ATTACH") if not _is_inside(one)][:_MOST_LINKS]
    lines += [f"Attachment, not opened: {words_of(one, _LONGEST_PLACE, one=True).text}" for one in links]
    if due is not None and due.at is not None:
        lines.append(f"Time: {due.at:%H:%M}, {due.zone or due.unknown or 'no zone named'}")
    lines.append(f"From the calendar file “{context.name}”.")
    return "\n".join(lines)


def _is_inside(attachment: Property) -> bool:
    return attachment.parameters.get("VALUE", "").upper() == "BINARY" or attachment.cut


def _said(entry: CalendarEntry, title: ReadText, notes: ReadText) -> Iterator[str]:
    if not title.text:
        yield "It has no title. Give it one."
    if title.cut:
        yield f"Its title was cut to {LONGEST_TITLE} characters."
    if notes.cut:
        yield f"Its notes were cut to {LONGEST_NOTES:,} characters."
    if title.hid or notes.hid:
        yield "Characters that hide or reorder text were taken out of it."
    if any(map(_is_inside, entry.every("ATTACH"))):
        yield "An attachment inside the file was left out."
    if entry.word("STATUS") == "TENTATIVE":
        yield "The file calls it tentative."
    if entry.word("STATUS") == "COMPLETED" and entry.first("COMPLETED") is None:
        yield "It is said to be completed, not on which day."


def _said_of_time(entry: CalendarEntry, due: Moment | None) -> Iterator[str]:
    if due is None or due.at is None:
        return
    raw = (entry.kind == "VTODO" and entry.first("DUE")) or entry.first("DTSTART")
    in_utc = due.in_zone(UTC)
    if due.unknown:
        yield f"Its zone, “{due.unknown}”, is unknown. The day was taken as it stands; {due.at:%H:%M} is in the notes."
    elif not due.zone:
        yield f"Its time, {due.at:%H:%M}, names no zone. The day was taken as it stands; the time is in the notes."
    elif due.zone == UTC:
        yield f"Its time, {due.at:%H:%M}, is in UTC. Where you are it may fall on the day before or after."
    elif raw and raw.value.strip().endswith("Z") and in_utc.day != due.day:
        yield f"The file gives it in UTC, on {say_day(in_utc.day)}; in the calendar’s own zone it is the day proposed."
    if due.at == time():
        yield "Its time is midnight, where that day begins. Clear the time if the whole day is meant."


# ------------------------------------------------------------------------------------------------------ series


def _recurrence(entry: CalendarEntry, when: When, context: EntryContext) -> Recurrence | None:
    found = entry.first("RRULE")
    if found is None or when.names is None:
        return None

    def until(text: str) -> Moment:
        return read_moment(text, {}, context.zones)

    made = recurrence_of(found.value, when.names, context.today, until)
    if len(list(entry.every("RRULE"))) > 1:
        made = replace(made, warnings=(*made.warnings, "It has several rules; only the first was read."))
    return made


def _whole(
    entry: CalendarEntry,
    single: EntryProposal,
    when: When,
    recurrence: Recurrence,
    overrides: Sequence[OccurrenceOverride],
    context: EntryContext,
) -> Iterator[EntryProposal]:
    """The series, and the occurrences given on their own that do not fit into it."""
    left_out, stray = fitting(recurrence, _days(entry, "EXDATE", when, context))
    mine, theirs = _placed(recurrence, overrides, when)
    apart = (when.due.day - when.names.day).days if when.due and when.names else 0
    changed = {day: Changed(occurrence=day, reason=f"Left out in “{context.name}”.") for day in left_out}
    changed |= {day: found for day, one in mine.items() if (found := _changed(day, apart, one, context)) is not None}
    series = Series(
        rule=recurrence.rule,
        start=recurrence.start,
        changed=tuple(changed[day] for day in sorted(changed))[:MOST_CHANGED],
        days_after=apart,
    )
    said = (*single.warnings, *recurrence.warnings, *_said_of_overrides(single, mine))
    if stray:
        said = (*said, f"The file leaves out {say_day(stray[0])}, which is no day of its rule.")
    if single.time:
        said = (*said, f"A series has no time of day in Duly: {single.time} is in the notes.")
    first = recurrence.start + timedelta(days=apart)
    made = replace(single, series=series, day=first, last_day=None, time="", zone="", warnings=said)
    yield _held(replace(made, done=False, done_on=None), context)
    for one in theirs:
        yield from _of_override(one, context)


def _days(entry: CalendarEntry, name: str, when: When, context: EntryContext) -> list[date]:
    """The days that EXDATE or RDATE name, in the zone of the series."""
    zone = when.names.zone if when.names else ""
    moments = read_moments(entry.every(name), context.zones, MOST_CHANGED)
    return [one.in_zone(zone).day for one in moments if one is not None]


def _placed(
    recurrence: Recurrence, overrides: Sequence[OccurrenceOverride], when: When
) -> tuple[dict[date, OccurrenceOverride], list[OccurrenceOverride]]:
    """The overrides by the day of the series that they are for, and those that are for no day still to come."""
    zone = when.names.zone if when.names else ""
    by_day = {one.at.in_zone(zone).day: one for one in overrides}
    fits, _ = fitting(recurrence, tuple(by_day))
    kept = set(fits)
    lost = [one for day, one in by_day.items() if day not in kept and day >= recurrence.start]
    return {day: one for day, one in by_day.items() if day in kept}, lost


def _changed(day: date, apart: int, one: OccurrenceOverride, context: EntryContext) -> Changed | None:
    """What an override changes; None where only its words differ."""
    if one.due is None:
        return Changed(occurrence=day, reason=f"Cancelled in “{context.name}”.")
    if one.due.day == day + timedelta(days=apart):
        return None
    return Changed(occurrence=day, due=one.due.day, reason=f"Moved in “{context.name}”.")


def _said_of_overrides(single: EntryProposal, mine: dict[date, OccurrenceOverride]) -> Iterator[str]:
    for day, one in mine.items():
        if one.due is not None and one.title and one.title != single.title:
            yield f"On {say_day(day)} it is called “{one_line(one.title, 80)}”, which a series cannot hold."
        named = one.entry.first("RECURRENCE-ID")
        if named is not None and named.parameters.get("RANGE", "").upper() == "THISANDFUTURE":
            yield f"From {say_day(day)} on it differs in the file; only that day was taken over. Check those after it."


def _of_override(one: OccurrenceOverride, context: EntryContext) -> Iterator[EntryProposal]:
    """An occurrence that no series holds, as a proposal of its own."""
    if one.due is not None:
        yield from propose(_alone(one.entry), (), context, part_of(one.at))


def part_of(at: Moment) -> str:
    """What tells an occurrence apart from the others of its UID."""
    return at.day.isoformat()


def _alone(entry: CalendarEntry) -> CalendarEntry:
    """The entry without a rule: one occurrence does not recur."""
    kept = [one for one in entry.properties if one.name not in ("RRULE", "RDATE", "EXDATE")]
    return replace(entry, properties=kept)


def _extras(
    entry: CalendarEntry, single: EntryProposal, when: When, recurrence: Recurrence | None, context: EntryContext
) -> Iterator[EntryProposal]:
    """The days that stand beside the rule: those of RDATE, and a first day that the rule does not give."""
    days = set(_days(entry, "RDATE", when, context)) - set(_days(entry, "EXDATE", when, context))
    apart = timedelta(days=(when.due.day - when.names.day).days if when.due and when.names else 0)
    named = recurrence is not None and not recurrence.refused and when.names is not None
    if named and when.names is not None and recurrence is not None and recurrence.start == when.names.day:
        days |= {when.names.day} if first_is_extra(recurrence.rule, recurrence.start) else set()
    elif when.names is not None:
        days.discard(when.names.day)
    for day in sorted(days)[:MOST_EXTRA]:
        said = (*single.warnings, "It stands beside its series in the file, and is proposed on its own.")
        yield _held(replace(single, part=day.isoformat(), day=day + apart, last_day=None, warnings=said), context)
