"""A feed as its recipient sees it: read back out of the very bytes that leave, with nothing else to go by.

It is what the privacy preview shows: it reads the file (RFC 5545), and asks neither the docket nor what made the feed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from model.days.wording import say_count
from model.feed.reading.lines import Property, read_property

_FOLD: Final = re.compile(rb"\r?\n[ \t]")
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_LIST: Final = re.compile(r"(?<!\\)((?:\\\\)*),")
_DURATION: Final = re.compile(
    r"(?P<sign>[+-])?P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)
_ITEMS: Final = frozenset({"VEVENT", "VTODO"})
PUBLIC: Final = "PUBLIC"
"""What an item is that does not say its CLASS (RFC 5545, 3.8.1.3)."""


@dataclass(frozen=True, slots=True)
class SeenItem:
    """One event or task. ``at`` is its moment where it has one, beside its ``day``; ``alarms`` are in words."""

    component: str
    uid: str
    day: date | None
    at: datetime | None
    summary: str
    description: str
    categories: tuple[str, ...]
    status: str
    privacy: str
    alarms: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    """Every other property that the item has, as it is written: nothing that leaves is kept from the preview."""


@dataclass(frozen=True, slots=True)
class SeenFeed:
    """A calendar's name, its items in the order of the file, and the file's lines, unfolded."""

    name: str
    items: tuple[SeenItem, ...]
    lines: tuple[str, ...]


@dataclass
class _SeenPart:
    kind: str
    properties: list[Property] = field(default_factory=list)
    parts: list[_SeenPart] = field(default_factory=list)

    def first(self, name: str) -> Property | None:
        return next((one for one in self.properties if one.name == name), None)

    def text(self, name: str) -> str:
        found = self.first(name)
        return unescaped(found.value) if found else ""


def seen(content: bytes) -> SeenFeed:
    r"""What stands in the file.

    >>> seen(b"BEGIN:VCALENDAR\nNAME:A\\, B\nEND:VCALENDAR\n").name
    'A, B'
    """
    whole = _FOLD.sub(b"", content).decode("utf-8", "replace")
    lines = tuple(line for line in re.split(r"\r?\n", whole) if line)
    calendar = _read(lines)
    items = tuple(_item(part) for part in calendar.parts if part.kind in _ITEMS)
    return SeenFeed(calendar.text("NAME") or calendar.text("X-WR-CALNAME"), items, lines)


def unescaped(value: str) -> str:
    r"""A TEXT value as it is read (RFC 5545, 3.3.11).

    >>> unescaped(r"a\, b\; C:\\new")
    'a, b; C:\\new'
    """
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _read(lines: tuple[str, ...]) -> _SeenPart:
    """The calendar of the file, with what it holds."""
    whole = _SeenPart("")
    open_ = [whole]
    for number, line in enumerate(lines, start=1):
        found = read_property(line, number)
        if found is None:
            continue
        if found.name == "BEGIN":
            part = _SeenPart(found.value.upper())
            open_[-1].parts.append(part)
            open_.append(part)
        elif found.name == "END" and len(open_) > 1:
            open_.pop()
        else:
            open_[-1].properties.append(found)
    return next((part for part in whole.parts if part.kind == "VCALENDAR"), whole)


_SHOWN: Final = frozenset({"UID", "SUMMARY", "DESCRIPTION", "CATEGORIES", "STATUS", "CLASS", "DTSTART", "DUE"})


def _item(part: _SeenPart) -> SeenItem:
    start = _moment(part.first("DTSTART"))
    end = _moment(part.first("DTEND")) or _moment(part.first("DUE")) or start
    main = (end if part.kind == "VTODO" else None) or start
    found = part.first("CATEGORIES")
    return SeenItem(
        component="task" if part.kind == "VTODO" else "event",
        uid=part.text("UID"),
        day=_day(main),
        at=main if isinstance(main, datetime) else None,
        summary=part.text("SUMMARY"),
        description=part.text("DESCRIPTION"),
        categories=tuple(map(unescaped, _listed(found.value))) if found else (),
        status=part.text("STATUS"),
        privacy=part.text("CLASS") or PUBLIC,
        alarms=tuple(words for one in part.parts if one.kind == "VALARM" for words in _alarm(one, start or main, end)),
        others=tuple((one.name, one.value) for one in part.properties if one.name not in _SHOWN),
    )


def _listed(value: str) -> list[str]:
    return _LIST.sub("\\1\n", value).split("\n")


def _day(moment: date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _moment(found: Property | None) -> date | None:
    """A day, or a moment in UTC where the value has one."""
    if found is None:
        return None
    value = found.value.strip()
    try:
        if "T" not in value:
            return datetime.strptime(value, "%Y%m%d").replace(tzinfo=UTC).date()
        return datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _alarm(alarm: _SeenPart, start: date | None, end: date | None) -> Iterator[str]:
    """When it rings, in words; one that cannot be read is shown as it is written."""
    trigger = alarm.first("TRIGGER")
    if trigger is None:
        return
    moment = _moment(trigger)
    if isinstance(moment, datetime):
        yield f"{moment:%Y-%m-%d %H:%M} UTC"
        return
    base = end if trigger.parameters.get("RELATED", "").upper() == "END" else start
    lead = _duration(trigger.value)
    yield trigger.value if base is None or lead is None else _lead_words(base, lead)


def _duration(value: str) -> timedelta | None:
    found = _DURATION.fullmatch(value.strip())
    if found is None:
        return None
    amounts = {name: int(number) for name, number in found.groupdict().items() if name != "sign" and number}
    lead = timedelta(**amounts)
    return -lead if found["sign"] == "-" else lead


def _length(lead: timedelta) -> str:
    """Days and hours: ``2 days 13 h``."""
    hours = (lead - timedelta(days=lead.days)) / timedelta(hours=1)
    parts = [say_count(lead.days, "day")] if lead.days else []
    return " ".join([*parts, *([f"{hours:g} h"] if hours or not parts else [])])


def _lead_words(base: date, lead: timedelta) -> str:
    """A lead before a day, as the day and the time at which it rings; before a moment, as it is."""
    if isinstance(base, datetime):
        return f"{_length(abs(lead))} {'before' if lead < timedelta() else 'after'}" if lead else "at its time"
    rings = datetime.combine(base, time(), UTC) + lead
    days = (base - rings.date()).days
    where = "on the day" if not days else f"{say_count(abs(days), 'day')} {'before' if days > 0 else 'after'}"
    return f"{where}, {rings:%H:%M}"
