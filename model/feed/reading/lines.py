"""A calendar file as its entries: decoded, unfolded and taken apart (RFC 5545, 3.1 and 3.6), each with its line.

Whatever a file holds, it is taken apart in one pass and within bounds. What is broken stays within its own entry:
an END that is missing ends where the next entry begins, a line that is no property is left out and said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from model.errors import UnreadableInput

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_LINES: Final = 500_000
MOST_ENTRIES: Final = 5_000
MOST_PROPERTIES: Final = 1_000
"""Of one entry. What follows is not read."""
LONGEST: Final = 100_000
"""Characters of one line, unfolded. What follows is not read: attachments are written into such lines."""
DEEPEST: Final = 8

OURS: Final = "-//Duly//"
"""How the PRODID of a file that Duly wrote begins."""

ENTRIES: Final = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"})
_ADVICE: Final = "Outlook, Google, Apple and Thunderbird write one by “Export”."
_LINE: Final = re.compile("\r\n|[\r\n]")
_HEAD: Final = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER: Final = re.compile(r';([A-Za-z0-9-]+)=([^";:]*(?:"[^"]*"[^";:]*)*)')
_MOST_FAULTS: Final = 3


class Property(NamedTuple):
    """One property; its value is as written, still escaped. ``cut``: the line was too long to be read whole."""

    name: str
    parameters: Mapping[str, str]
    value: str
    line: int
    cut: bool = False


@dataclass
class CalendarEntry:
    """One component of a calendar with its own properties; those of alarms and the like within it are left out."""

    kind: str
    line: int
    properties: list[Property] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    unusable: str = ""
    """Why it cannot be read at all."""

    def first(self, name: str) -> Property | None:
        """The first property of a name."""
        return next((one for one in self.properties if one.name == name), None)

    def every(self, name: str) -> Iterator[Property]:
        """All properties of a name."""
        return (one for one in self.properties if one.name == name)

    def word(self, name: str) -> str:
        """The value of a property that is one word, in capitals; empty where it is not there."""
        found = self.first(name)
        return found.value.strip().upper() if found else ""


@dataclass
class ReadCalendar:
    """One VCALENDAR: its own properties, as an entry, and its entries."""

    head: CalendarEntry
    entries: list[CalendarEntry] = field(default_factory=list)


class TakenApart(NamedTuple):
    """A file taken apart, and what is to be said of the whole of it."""

    calendars: tuple[ReadCalendar, ...]
    warnings: tuple[str, ...]


def take_apart(content: bytes, name: str) -> TakenApart:
    """The calendars of a file. ``name`` is what the file is called, for the messages.

    Raises :class:`model.errors.UnreadableInput` for what is too large, and for what is no calendar.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableInput(
            f"“{name}” is larger than {MOST_BYTES // 1024 // 1024} MiB, which no calendar of deadlines is. Nothing was"
            " read. Export a shorter period, without attachments."
        )
    text, warnings = _decoded(content, name)
    if max(text.count("\n"), text.count("\r")) > MOST_LINES:
        raise UnreadableInput(
            f"“{name}” has more than {MOST_LINES:,} lines. Nothing was read. Export a shorter period."
        )
    sorter = _Sorter(name)
    for number, line, cut in _unfolded(text):
        sorter.take(number, line, cut=cut)
    calendars = sorter.finished()
    if not calendars:
        raise UnreadableInput(f"“{name}” is no calendar file. Choose an .ics file: {_ADVICE}")
    return TakenApart(tuple(calendars), warnings)


# ------------------------------------------------------------------------------------------------ characters

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
"""How a file begins that says in which encoding it is."""
_BLANK: Final = b" \t\r\n\f\v\0"
_BEFORE: Final = re.compile(r"[\s\0\ufeff]*")
"""What may stand before the first BEGIN: white space, and marks of the byte order."""


def _decoded(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    if content.startswith((b"PK\x03\x04", b"\x1f\x8b")):
        raise UnreadableInput(f"“{name}” is an archive. Unpack it, and choose the .ics file in it.")
    warnings: list[str] = []
    encoding = _encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("latin-1" if encoding == "utf-8" else encoding, "replace")
        warnings.append("It is not wholly UTF-8 and was read as Latin-1: look at accents and signs in the titles.")
    if "\0" in text:
        warnings.append("It held NUL characters, which were taken out.")
    return _without_lead(text).replace("\0", ""), tuple(warnings)


def _encoding(content: bytes) -> str:
    """The encoding of a file by its mark, or where it has none by the zeros in its first word, BEGIN."""
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")
    first = content.lstrip(_BLANK)
    if marked or not first.startswith(b"B\0E\0G"):
        return marked or "utf-8"
    return "utf-16-be" if (len(content) - len(first)) % 2 else "utf-16-le"


def _without_lead(text: str) -> str:
    """The text without what stands before its first word, but for the ends of lines: these are counted.

    A BEGIN that is indented would else be taken for the rest of an empty line before it.
    """
    found = _BEFORE.match(text)
    lead = found[0] if found else ""
    return "".join(one for one in lead if one in "\r\n") + text[len(lead) :]


# ----------------------------------------------------------------------------------------------------- lines


def _unfolded(text: str) -> Iterator[tuple[int, str, bool]]:
    """Each content line with the number of its first line; one of more than :data:`LONGEST` characters is cut."""
    parts: list[str] = []
    began, length, number = 1, 0, 0
    for number, line in enumerate(_physical(text), start=1):
        if parts and line[:1] in (" ", "\t"):
            room = LONGEST - length
            length += len(line) - 1
            parts.append(line[1 : room + 1] if room > 0 else "")
            continue
        if parts:
            yield began, "".join(parts), length > LONGEST
        parts, began, length = [line[:LONGEST]], number, len(line)
    if parts:
        yield began, "".join(parts), length > LONGEST


def _physical(text: str) -> Iterator[str]:
    place = 0
    for found in _LINE.finditer(text):
        yield text[place : found.start()]
        place = found.end()
    yield text[place:]


def read_property(line: str, number: int, *, cut: bool = False) -> Property | None:
    """The property of a content line; None where it is none.

    >>> read_property('DTSTART;VALUE=DATE;X-A="a:b":20261202', 7)
    Property(name='DTSTART', parameters={'VALUE': 'DATE', 'X-A': 'a:b'}, value='20261202', line=7, cut=False)
    """
    head = _HEAD.match(line)
    if head is None:
        return None
    place, parameters = head.end(), {}
    while found := _PARAMETER.match(line, place):
        parameters[found[1].upper()] = found[2].replace('"', "")
        place = found.end()
    if line[place : place + 1] != ":":
        return None
    return Property(head[0].upper(), parameters, line[place + 1 :], number, cut)


# ------------------------------------------------------------------------------------------------ components


class _Sorter:
    """Puts properties where they belong, line by line."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._calendars: list[ReadCalendar] = []
        self._calendar: ReadCalendar | None = None
        self._entry: CalendarEntry | None = None
        self._within: list[str] = []
        self._count = 0

    def take(self, number: int, line: str, *, cut: bool) -> None:
        """The next content line."""
        if not line.strip():
            return
        found = read_property(line, number, cut=cut)
        if found is None:
            self._fault(f"Line {number:,} is no property and was left out.")
        elif found.name == "BEGIN":
            self._begin(found.value.strip().upper(), number)
        elif found.name == "END":
            self._end(found.value.strip().upper())
        elif self._calendar is not None and not self._within:
            self._keep(found)

    def finished(self) -> list[ReadCalendar]:
        """The calendars, after the last line."""
        self._close("Its END is missing: the file ends within it.")
        return self._calendars

    def _begin(self, kind: str, number: int) -> None:
        if kind == "VCALENDAR":
            self._close("Its END is missing: another calendar begins within it.")
            self._open(number)
        elif self._calendar is None:
            # After a calendar's end, entries may still follow where files were put together by hand.
            if self._calendars:
                self._open(number)
                self._begin(kind, number)
        elif self._entry is None or kind in ENTRIES:
            self._close("Its END is missing: it was read as far as the next entry.")
            self._start(kind, number)
        elif len(self._within) < DEEPEST:
            self._within.append(kind)
        else:
            self._entry.unusable = f"It is nested more than {DEEPEST} deep, as no calendar writes it."

    def _open(self, number: int) -> None:
        self._calendar = ReadCalendar(CalendarEntry("VCALENDAR", number))
        self._calendars.append(self._calendar)

    def _start(self, kind: str, number: int) -> None:
        self._entry = CalendarEntry(kind, number)
        self._count += 1
        if self._count > MOST_ENTRIES:
            raise UnreadableInput(
                f"“{self._name}” holds more than {MOST_ENTRIES:,} entries. Nothing was read. Export a shorter period."
            )
        if self._calendar is not None:
            self._calendar.entries.append(self._entry)

    def _end(self, kind: str) -> None:
        if self._entry is not None and kind == self._entry.kind:
            self._close("")
        elif kind in self._within:
            del self._within[self._within.index(kind) :]
        elif kind == "VCALENDAR":
            self._close("Its END is missing: the calendar ends within it.")
            self._calendar = None

    def _close(self, fault: str) -> None:
        if fault:
            self._fault(fault)
        self._entry = None
        self._within.clear()

    def _keep(self, found: Property) -> None:
        entry = self._entry or (self._calendar.head if self._calendar else None)
        if entry is not None and len(entry.properties) < MOST_PROPERTIES:
            entry.properties.append(found)
        elif entry is not None:
            words = f"It has more than {MOST_PROPERTIES:,} properties: those after them were not read."
            if words not in entry.faults:
                entry.faults.append(words)

    def _fault(self, words: str) -> None:
        if self._entry is not None and len(self._entry.faults) < _MOST_FAULTS:
            self._entry.faults.append(words)
