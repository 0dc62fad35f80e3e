"""A feed cut into resources: one calendar file for each UID, from the same bytes as the feed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from model.feed.reading.lines import read_property

KINDS: Final = ("VEVENT", "VTODO")
_OF_THE_FILE: Final = ("VERSION", "PRODID", "CALSCALE")
_RESTLESS: Final = re.compile(r"(?:DTSTAMP|LAST-MODIFIED|SEQUENCE):.*\r\n")
"""Lines that say when an item was written, and nothing of what it says."""
_SEQUENCE: Final = re.compile(r"^SEQUENCE:([0-9]{1,9})\r\n", re.MULTILINE)
_FOLD: Final = re.compile("\r?\n[ \t]")


@dataclass(frozen=True, slots=True)
class Resource:
    """One item as it lies on the server: its UID and a whole calendar file with nothing else in it."""

    uid: str
    body: str

    @property
    def fingerprint(self) -> str:
        """A hash of what it says, whenever it was written."""
        return hashlib.sha256(_RESTLESS.sub("", self.body).encode()).hexdigest()

    @property
    def sequence(self) -> int:
        """Its SEQUENCE."""
        found = _SEQUENCE.search(self.body)
        return int(found[1]) if found else 0

    @property
    def cancelled(self) -> bool:
        """Whether it says that the item is no more."""
        return "\r\nSTATUS:CANCELLED\r\n" in self.body


def resources_of(feed: bytes) -> dict[str, Resource]:
    """The items of a feed that Duly wrote, by UID; components of one UID stay together."""
    head: list[str] = []
    parts: dict[str, list[str]] = {}
    for component in _components(feed.decode(), head):
        parts.setdefault(_uid(component), []).append(component)
    return {uid: Resource(uid, _file(head, components)) for uid, components in parts.items()}


def raised(resource: Resource, least: int) -> Resource:
    """The resource with a SEQUENCE of at least ``least``: what is put over an item never counts as older than it."""
    if resource.sequence >= least:
        return resource
    return Resource(resource.uid, _SEQUENCE.sub(f"SEQUENCE:{least}\r\n", resource.body, count=1))


def cancelled(resource: Resource, now: datetime) -> Resource:
    """What stands in place of an item that is no longer in the feed, until it is removed: its day and no word of it."""
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    kind = "VTODO" if "\r\nBEGIN:VTODO\r\n" in resource.body else "VEVENT"
    lines = [
        f"BEGIN:{kind}",
        f"UID:{resource.uid}",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"SEQUENCE:{resource.sequence + 1}",
        *_days(resource.body),
        "SUMMARY:Cancelled",
        "STATUS:CANCELLED",
        f"END:{kind}",
    ]
    head = [line for line in resource.body.split("\r\n") if line.startswith(_OF_THE_FILE)]
    return Resource(resource.uid, _file([f"{line}\r\n" for line in head], ["".join(f"{line}\r\n" for line in lines)]))


def _days(body: str) -> Iterator[str]:
    """When the item was, as it stood. Those of its alarms have other names."""
    return (line for line in body.split("\r\n") if line.startswith(("DTSTART", "DTEND", "DUE")))


def _components(feed: str, head: list[str]) -> Iterator[str]:
    """Each component as its own bytes; lines of the file itself that a resource needs go into ``head``."""
    lines: list[str] = []
    kind = ""
    for line in feed.split("\r\n"):
        if not kind and line in {f"BEGIN:{one}" for one in KINDS}:
            kind = line.removeprefix("BEGIN:")
        if kind:
            lines.append(f"{line}\r\n")
            if line == f"END:{kind}":
                yield "".join(lines)
                lines, kind = [], ""
        elif line.startswith(_OF_THE_FILE):
            head.append(f"{line}\r\n")


def _file(head: Iterable[str], components: Iterable[str]) -> str:
    return "".join(("BEGIN:VCALENDAR\r\n", *head, *components, "END:VCALENDAR\r\n"))


def _uid(component: str) -> str:
    for line in unfolded(component):
        found = read_property(line, 0)
        if found and found.name == "UID":
            return found.value
    raise ValueError("An item of a feed has no UID.")


def unfolded(text: str) -> list[str]:
    """The content lines of a calendar file (RFC 5545, 3.1)."""
    return _FOLD.sub("", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
