"""What was changed on the server: an item as it came back, held against what was put there.

Held against what was put, never against what would be put now: what Duly itself changed meanwhile is no wish of
anybody over there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from model.days.wording import say_day
from model.feed.reading.lines import OURS
from model.feed.reading.when import Moment
from model.feed.sync.account import Change
from model.feed.sync.returned import Returned, day_in

_CLIENTS: Final = (
    ("outlook", "Outlook"),
    ("microsoft", "Outlook"),
    ("google", "Google Calendar"),
    ("mozilla.org", "Thunderbird"),
    ("thunderbird", "Thunderbird"),
    ("apple", "Apple Calendar"),
    ("ios", "Apple Calendar"),
    ("mac os", "Apple Calendar"),
    ("nextcloud", "Nextcloud"),
    ("davx5", "DAVx⁵"),
    ("davdroid", "DAVx⁵"),
    ("evolution", "Evolution"),
    ("kde.org", "KOrganizer"),
    ("korganizer", "KOrganizer"),
    ("etesync", "EteSync"),
    ("tasks.org", "Tasks.org"),
    ("caldavsynchronizer", "Outlook"),
)
"""What a PRODID says of the program, in the words of its users."""
_LONGEST_KEY: Final = 500


@dataclass(frozen=True, slots=True)
class EntryDifference:
    """One change: what it was and is, the day it names, and what the person wrote. ``key`` tells it from others."""

    change: Change
    was: str = ""
    to: str = ""
    was_day: date | None = None
    day: date | None = None
    note: str = ""

    @property
    def key(self) -> str:
        """The same for the same change, whenever it is seen."""
        whole = f"{self.change} {self.to} {self.note}"
        return whole if len(whole) <= _LONGEST_KEY else hashlib.sha256(whole.encode()).hexdigest()


def differences(put: Returned, theirs: Returned, now: datetime) -> Iterator[EntryDifference]:
    """Everything that was changed over there and matters, in the order in which a person would ask for it."""
    if theirs.problem or theirs.uid != put.uid or theirs.kind != put.kind:
        yield EntryDifference("unreadable", to=theirs.problem or "It is another item than the one that was put there.")
        return
    note = _note(put, theirs)
    done = theirs.done and not put.done
    if done:
        said = theirs.completed.isoformat() if theirs.completed else ""
        yield EntryDifference("done", to=said, day=_done_on(theirs, now), note=note)
    elif theirs.status == "CANCELLED" and put.status != "CANCELLED":
        yield EntryDifference("cancelled", note=note, day=now.date())
    elif theirs.kind == "VTODO" and theirs.percent != put.percent and theirs.percent:
        yield EntryDifference("progress", was=f"{put.percent} %", to=f"{theirs.percent} %", note=note, day=now.date())
    elif note:
        yield EntryDifference("note", note=note, day=now.date())
    if put.done and not theirs.done:
        yield EntryDifference("reopened")
    if moved := _moved(put, theirs, now):
        yield moved
    if _words(put.title) != _words(theirs.title):
        yield EntryDifference("title", was=put.title, to=theirs.title)
    if _words(put.notes) and not _words(theirs.notes):
        yield EntryDifference("notes")
    if theirs.recurs and theirs.recurs != put.recurs:
        yield EntryDifference("recurs", to=theirs.recurs)


def same(one: Returned, other: Returned, now: datetime) -> bool:
    """Whether two bodies say the same of an item, in everything that matters here."""
    return not one.problem and next(differences(one, other, now), None) is None


def client_of(prodid: str) -> str:
    """The program that wrote an item, in a word or two; empty where it is not known, or is this one."""
    if not prodid or prodid.startswith(OURS):
        return ""
    folded = prodid.casefold()
    return next((name for part, name in _CLIENTS if part in folded), "")


def _note(put: Returned, theirs: Returned) -> str:
    """What a person wrote: the comments that are new, and what was added to the description or put in its place."""
    written = [comment for comment in theirs.comments if comment and comment not in put.comments]
    before, after = _words(put.notes), _words(theirs.notes)
    if after and after != before:
        written.append(_added(before, after))
    return "\n".join(written)


def _added(before: str, after: str) -> str:
    """The text without what stood there before, where that still begins or ends it."""
    if before and after.startswith(before):
        return after.removeprefix(before).strip()
    if before and after.endswith(before):
        return after.removesuffix(before).strip()
    return after


def _words(text: str) -> str:
    return " ".join(text.split())


def _done_on(theirs: Returned, now: datetime) -> date:
    return day_in(theirs.completed, now.tzinfo) if theirs.completed else now.date()


def _moved(put: Returned, theirs: Returned, now: datetime) -> EntryDifference | None:
    was, to = put.start, theirs.start
    if was is None or to is None or _instant(was) == _instant(to):
        return None
    day = _day_here(to, now)
    return EntryDifference("moved", was=_said(was), to=_said(to), was_day=_day_here(was, now), day=day)


def _instant(moment: Moment) -> tuple[date, time | None]:
    """The same for the same moment in whichever zone it is written."""
    there = moment.in_zone("UTC")
    return there.day, there.at


def _day_here(moment: Moment, now: datetime) -> date:
    """The day of a moment where the person is; a whole day is a whole day everywhere."""
    if moment.at is None or not moment.zone:
        return moment.day
    return day_in(datetime.combine(moment.day, moment.at, ZoneInfo(moment.zone)), now.tzinfo)


def _said(moment: Moment) -> str:
    at = f", {moment.at:%H:%M}" if moment.at else ""
    return f"{say_day(moment.day)}{at}{f' ({moment.zone})' if moment.at and moment.zone else ''}"
