"""Reading a calendar file (.ics) as proposals, whatever it holds (RFC 5545).

A file is handed in by others and nothing in it is trusted. It is read within bounds (see the constants of
:mod:`model.feed.reading.lines`, :mod:`~model.feed.reading.words` and :mod:`~model.feed.reading.series`); one broken
entry is one error with its line, and the rest is read all the same. Nothing that it points to is followed: no
attachment, no link, no alarm.

An event is due on its DTSTART, a task on its DUE. What takes several days is proposed for its first, and says so.
Occurrences that a file gives on their own are folded into their series. What is cancelled is listed, not proposed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import partial
from typing import Final, NamedTuple, TypeVar

from model.errors import DayError, UnreadableInput
from model.feed.lines import one_line
from model.feed.reading.entry import (
    OURS_HIDDEN,
    PRIVATE,
    EntryContext,
    OccurrenceOverride,
    is_cancelled,
    override_of,
    part_of,
    propose,
    title_of,
    uid_of,
)
from model.feed.reading.lines import OURS, CalendarEntry, ReadCalendar, take_apart
from model.feed.reading.proposed import EntryProposal, FileReading, FileRemark
from model.feed.reading.when import CalendarZones, Moment, read_moment

MOST_SERIES: Final = 500
"""Recurring entries of one file."""
MOST_PROPOSALS: Final = 5_000

_WITHOUT_DAY: Final = {"VJOURNAL": "It is a note of a journal, and no deadline.", "VFREEBUSY": "It says who is busy."}
_OLD: Final = (
    "“{name}” is a vCalendar 1.0, which came before .ics files and is not read. Open it in a calendar program and"
    " export it as iCalendar (.ics)."
)

Report = Callable[[float], object]
"""Called with how far the reading is, from 0 to 1. What it raises ends the reading."""


def read_calendar(
    content: bytes, *, name: str, today: date, known: Collection[str] = (), report: Report = lambda _: None
) -> FileReading:
    """The proposals of a calendar file, and what could not be read.

    ``name`` is what the file is called; ``known`` holds the UIDs that the docket's own feeds gave out, so that what
    comes back is not proposed as new; what lies before ``today`` is not chosen at first.
    Raises :class:`model.errors.UnreadableInput` for what is no calendar, too large, or of vCalendar 1.0.
    """
    shown = one_line(name, 80) or "calendar.ics"
    taken = take_apart(content, shown)
    if all(_is_old(calendar) for calendar in taken.calendars):
        raise UnreadableInput(_OLD.format(name=shown))
    reader = _FileReader(shown, today, frozenset(known))
    whole, done = sum(len(calendar.entries) for calendar in taken.calendars), 0
    for calendar in taken.calendars:
        for _ in reader.read(calendar):
            done += 1
            report(min(done / max(whole, 1), 1.0))
    return reader.reading(taken.warnings)


K = TypeVar("K")


class _Key(NamedTuple):
    """What tells entries of one calendar apart: kind and UID."""

    kind: str
    uid: str


class _FileReader:
    """Reads calendar after calendar; what it finds is kept in the order of the file."""

    def __init__(self, name: str, today: date, known: frozenset[str]) -> None:
        self._name, self._today, self._known = name, today, known
        self._proposals: dict[str, EntryProposal] = {}
        self._errors: list[FileRemark] = []
        self._passed: list[FileRemark] = []
        self._series = 0

    def reading(self, warnings: tuple[str, ...]) -> FileReading:
        """All that was found."""
        proposals = sorted(self._proposals.values(), key=lambda one: (one.line, one.part))
        return FileReading(tuple(proposals), tuple(sorted(self._errors)), tuple(sorted(self._passed)), warnings)

    def read(self, calendar: ReadCalendar) -> Iterator[CalendarEntry]:
        """Read a calendar; each entry is handed on once it was looked at."""
        if _is_old(calendar):
            self._errors.append(FileRemark(calendar.head.line, "", _OLD.format(name=self._name)))
            return
        ours = calendar.head.word("PRODID").startswith(OURS.upper())
        hidden = OURS_HIDDEN if ours else PRIVATE
        context = EntryContext(self._name, self._today, CalendarZones(calendar), self._known, hidden)
        off = calendar.head.word("METHOD") == "CANCEL"
        masters, parts = self._sorted(calendar)
        for key, entry in masters.items():
            yield entry
            overrides = self._overrides(parts.pop(key, {}), context)
            if off or is_cancelled(entry):
                self._pass(entry, "It is cancelled in the file.")
            elif self._may_recur(entry):
                self._take(entry, partial(propose, entry, overrides, context))
        for orphans in parts.values():
            for one in self._overrides(orphans, context):
                yield one.entry
                self._take_orphan(one, context, off=off)

    # --------------------------------------------------------------------------------------------- sorting

    def _sorted(self, calendar: ReadCalendar) -> tuple[dict[_Key, CalendarEntry], dict[_Key, dict[str, CalendarEntry]]]:
        """The newest entry of each UID, and the newest of each of its occurrences given on their own."""
        masters: dict[_Key, CalendarEntry] = {}
        parts: defaultdict[_Key, dict[str, CalendarEntry]] = defaultdict(dict)
        for entry in calendar.entries:
            if entry.kind in _WITHOUT_DAY:
                self._pass(entry, _WITHOUT_DAY[entry.kind])
            elif entry.kind in ("VEVENT", "VTODO"):
                key, named = _Key(entry.kind, uid_of(entry)), entry.first("RECURRENCE-ID")
                if named is None:
                    self._keep_newest(masters, key, entry)
                else:
                    self._keep_newest(parts[key], named.value.strip(), entry)
        return masters, dict(parts)

    def _keep_newest(self, kept: dict[K, CalendarEntry], key: K, entry: CalendarEntry) -> None:
        before = kept.get(key)
        if before is None:
            kept[key] = entry
            return
        older, newer = sorted((before, entry), key=_age)
        kept[key] = newer
        self._pass(older, "A newer state of the same entry stands in the file.")

    def _overrides(self, parts: dict[str, CalendarEntry], context: EntryContext) -> list[OccurrenceOverride]:
        found = []
        for entry in parts.values():
            named = entry.first("RECURRENCE-ID")
            try:
                at = read_moment(named.value, named.parameters, context.zones) if named else Moment(context.today)
                found.append(override_of(entry, at, context))
            except DayError as error:
                self._refuse(entry, f"One of its occurrences cannot be read. {error}")
        return found

    # --------------------------------------------------------------------------------------------- reading

    def _may_recur(self, entry: CalendarEntry) -> bool:
        self._series += entry.first("RRULE") is not None
        if entry.first("RRULE") is None or self._series <= MOST_SERIES:
            return True
        self._refuse(entry, f"It is past the first {MOST_SERIES:,} that recur. Export a part of the calendar.")
        return False

    def _take(self, entry: CalendarEntry, read: Callable[[], Iterator[EntryProposal]]) -> None:
        try:
            found = list(read())
        except DayError as error:
            self._refuse(entry, str(error))
            return
        if len(self._proposals) + len(found) > MOST_PROPOSALS:
            self._refuse(entry, f"It is past the first {MOST_PROPOSALS:,} proposals. Export a part of the calendar.")
            return
        for proposal in found:
            if self._proposals.setdefault(proposal.record_id, proposal) is not proposal:
                self._pass(entry, "It stands in the file more than once.")

    def _take_orphan(self, one: OccurrenceOverride, context: EntryContext, *, off: bool) -> None:
        if off or one.due is None:
            self._pass(one.entry, "It is cancelled in the file.")
        else:
            self._take(one.entry, partial(propose, one.entry, (), context, part_of(one.at)))

    def _refuse(self, entry: CalendarEntry, message: str) -> None:
        self._errors.append(FileRemark(entry.line, title_of(entry), message))

    def _pass(self, entry: CalendarEntry, message: str) -> None:
        self._passed.append(FileRemark(entry.line, title_of(entry), message))


def _is_old(calendar: ReadCalendar) -> bool:
    return calendar.head.word("VERSION").startswith("1")


def _age(entry: CalendarEntry) -> tuple[int, str, int]:
    """What makes an entry newer: its SEQUENCE, the moment it was changed, its place in the file."""
    sequence = entry.word("SEQUENCE")[:9]
    return int(sequence) if sequence.isdecimal() and sequence.isascii() else 0, entry.word("LAST-MODIFIED"), entry.line
