"""Finding the calendars of an account, and making one: from a server's address alone (RFC 6764, 5397, 4791).

The address itself and its well-known place say who one is; that principal says where its calendars are.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from model.feed.spec import Component
from model.feed.sync import failures
from model.feed.sync.client import CALDAV, DAV, Element, ServerConnection, escaped
from model.feed.sync.returned import read_returned

WELL_KNOWN: Final = "/.well-known/caldav"
_KINDS: Final[Mapping[Component, str]] = {"events": "VEVENT", "tasks": "VTODO"}
_WRITES: Final = frozenset({f"{DAV}write", f"{DAV}write-content", f"{DAV}bind", f"{DAV}all"})
_ASKED: Final = (
    "D:displayname",
    "D:resourcetype",
    "C:supported-calendar-component-set",
    "D:current-user-privilege-set",
)


@dataclass(frozen=True, slots=True)
class FoundCalendar:
    """A calendar of the account: its address, what it is called, whether it takes events and tasks, may be written."""

    url: str
    name: str
    kinds: frozenset[str]
    writable: bool = True

    def takes(self, component: Component) -> bool:
        """Whether items of that sort may lie in it."""
        return _KINDS[component] in self.kinds


@dataclass(frozen=True, slots=True)
class Home:
    """Where the calendars of an account are, and which there are."""

    url: str
    calendars: tuple[FoundCalendar, ...]


def find_calendars(line: ServerConnection) -> Home:
    """The calendars of the account. Raises :class:`failures.SyncError` kin, Garbled where there is no CalDAV."""
    principal, home = _principal(line)
    if not home and principal:
        home = next((_href(found, f"{CALDAV}calendar-home-set") for _, found in _ask(line, principal)), "")
    if not home:
        raise failures.Garbled(line.host, "no calendars of this account")
    home = line.place(home)
    found = line.properties(home, *_ASKED, depth=1)
    calendars = [_calendar(line, url, properties) for url, properties in found if _is_calendar(properties)]
    return Home(home, tuple(sorted(calendars, key=lambda one: (one.name.casefold(), one.url))))


def make_calendar(line: ServerConnection, home: Home, name: str, component: Component) -> FoundCalendar:
    """A new calendar, for Duly alone. Raises :class:`failures.SyncError` kin where the server does not allow one."""
    url = urljoin(home.url if home.url.endswith("/") else f"{home.url}/", f"duly-{uuid.uuid4().hex[:12]}/")
    reply = line.request("MKCALENDAR", url, _mkcalendar(name, component))
    if reply.status == 403:
        raise failures.Forbidden(line.host, "to make calendars")
    if reply.status not in (200, 201):
        raise failures.Garbled(line.host, "no new calendar: make one there, and choose it here")
    return FoundCalendar(url, name, frozenset({_KINDS[component]}))


def others_in(line: ServerConnection, calendar: str, ours: frozenset[str]) -> tuple[str, ...]:
    """The titles of the items in a calendar that are not ours, at most a hundred. ``ours`` are UIDs."""
    listing = line.listing(calendar)
    found = (read_returned(one.body) for one in line.fetch(calendar, sorted(listing.etags)[:100]))
    return tuple(one.title or "An item without a title" for one in found if one.uid not in ours)


def _principal(line: ServerConnection) -> tuple[str, str]:
    """Who one is, and where one's calendars are, as far as the address or the well-known place says so."""
    places = [line.base, urljoin(line.base, WELL_KNOWN)]
    if urlsplit(line.base).path == "/":
        places.reverse()
    found: tuple[str, str] = ("", "")
    refused: failures.SyncError | None = None
    for place in places:
        try:
            for url, properties in _ask(line, place):
                principal = _href(properties, f"{DAV}current-user-principal")
                found = (urljoin(url, principal) if principal else "", _href(properties, f"{CALDAV}calendar-home-set"))
                if any(found):
                    return found
        except (failures.Gone, failures.Garbled, failures.Forbidden) as error:
            refused = error
    if refused:
        raise failures.Garbled(line.host, "no sign of a calendar server at that address") from refused
    return found


def _ask(line: ServerConnection, url: str) -> Iterator[tuple[str, Mapping[str, Element]]]:
    return line.properties(url, "D:current-user-principal", "C:calendar-home-set", "D:resourcetype")


def _href(found: Mapping[str, Element], name: str) -> str:
    element = found.get(name)
    return (element.findtext(f"{DAV}href") or "").strip() if element is not None else ""


def _is_calendar(found: Mapping[str, Element]) -> bool:
    kind = found.get(f"{DAV}resourcetype")
    return kind is not None and kind.find(f"{CALDAV}calendar") is not None


def _calendar(line: ServerConnection, url: str, found: Mapping[str, Element]) -> FoundCalendar:
    name, kinds = found.get(f"{DAV}displayname"), found.get(f"{CALDAV}supported-calendar-component-set")
    named = {one.get("name", "").upper() for one in kinds} if kinds is not None else set(_KINDS.values())
    privileges = found.get(f"{DAV}current-user-privilege-set")
    held = {str(one.tag) for one in privileges.iter()} if privileges is not None else set()
    words = " ".join((name.text or "").split())[:120] if name is not None else ""
    path = line.path(url)
    return FoundCalendar(
        urljoin(line.base, path),
        words or path.rstrip("/").rpartition("/")[2],
        frozenset(named),
        privileges is None or bool(held & _WRITES),
    )


def _mkcalendar(name: str, component: Component) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop>'
        f"<D:displayname>{escaped(name)}</D:displayname><C:supported-calendar-component-set>"
        f'<C:comp name="{_KINDS[component]}"/></C:supported-calendar-component-set>'
        "</D:prop></D:set></C:mkcalendar>"
    )
