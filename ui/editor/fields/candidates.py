"""What a picker offers: records by name, found by any of their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from model.assess.standing import Assessment, mark_of
from model.days.calendar_names import say_calendar
from model.days.wording import say_count, say_day
from model.docket import Docket
from model.record.base import Record
from model.record.closure import Closure
from model.record.day import Day
from model.record.document import Document
from model.record.event import Event
from model.record.instrument import Instrument
from model.record.links import Node
from model.record.metric import Metric
from model.record.obligation import Obligation
from model.record.party import Party
from model.record.person import Person
from model.record.relief import Relief

MOST = 200


class Candidate(NamedTuple):
    """A record that can be picked. ``mark`` is the key of its standing, empty where it has none.

    ``place`` is what it is ordered by where that is not its name.
    """

    id: str
    kind: str
    ref: str
    title: str
    note: str = ""
    mark: str = ""
    keys: tuple[str, ...] = ()
    place: str = ""

    @property
    def name(self) -> str:
        """What stands in the input once it is picked."""
        return f"{self.ref}  {self.title}" if self.ref else self.title


class Source(NamedTuple):
    """Where a picker reads what it offers, each time it is asked: the docket and assessment of the moment."""

    docket: Callable[[], Docket]
    assessment: Callable[[], Assessment]
    kinds: tuple[str, ...]
    leave_out: frozenset[str] = frozenset()

    def all(self) -> list[Candidate]:
        """Every record on offer, kind by kind, obligations by ref."""
        docket, assessment = self.docket(), self.assessment()
        found: list[Candidate] = []
        for kind in self.kinds:
            records = (record for record in docket.kind(kind).values() if record.id not in self.leave_out)
            found += sorted((candidate(docket, assessment, kind, record) for record in records), key=_order)
        return found

    def find(self, record_id: str) -> Candidate | None:
        """The record of that id, or None."""
        docket = self.docket()
        for kind in self.kinds:
            record = docket.get(kind, record_id)
            if record is not None:
                return candidate(docket, self.assessment(), kind, record)
        return None


def candidate(docket: Docket, assessment: Assessment, kind: str, record: Record) -> Candidate:
    """One record as a picker shows it."""
    match record:
        case Obligation() | Relief():
            return _node(docket, assessment, kind, record)
        case Party():
            note = "ours" if record.ours else ""
            return _named(record.id, kind, record.name, note, record.short_name, record.email)
        case Person():
            return _named(record.id, kind, record.name, "role" if record.role else "", record.email)
        case Instrument():
            return _named(record.id, kind, record.short, _on(record.day), record.title, record.kind)
        case Event():
            return _named(record.id, kind, record.title, _happened(record))
        case Closure():
            return _closure(record)
        case Metric():
            return _named(record.id, kind, record.name, record.currency or record.unit, record.short_name)
        case Document():
            return _named(record.id, kind, record.title, record.media_type)
        case _:
            return _named(record.id, kind, record.id, "")


def _node(docket: Docket, assessment: Assessment, kind: str, node: Node) -> Candidate:
    position = assessment.positions.get(node.id)
    mark = mark_of(node, position.standing) if position else ""
    ref = docket.short_ref(node.id)
    keys = tuple(text.casefold() for text in (ref, node.ref, node.title, node.short_title))
    return Candidate(node.id, kind, ref, node.short, "", mark, keys)


def _named(record_id: str, kind: str, name: str, note: str, *others: str) -> Candidate:
    keys = tuple(text.casefold() for text in (name, *others) if text)
    return Candidate(record_id, kind, "", name, note, "", keys)


def _closure(closure: Closure) -> Candidate:
    """Calendar, day and reason, with the source beside them; the latest first."""
    title = f"{say_day(closure.day)}  {say_calendar(closure.calendar)}: {closure.reason}"
    words = (closure.source, closure.day.isoformat(), closure.calendar)
    named = _named(closure.id, "closure", title, closure.source, *words)
    return named._replace(place=f"{date.max.toordinal() - closure.day.toordinal():07} {closure.calendar}")


def _on(day: Day | None) -> str:
    return (day.words or say_day(day.on)) if day else ""


def _happened(event: Event) -> str:
    if event.again:
        return f"happened {say_count(len(event.happenings), 'time')}" if event.happenings else "happens again"
    if event.happened:
        return f"happened {_on(event.happened)}"
    return f"expected {_on(event.expected)}" if event.expected else "not recorded"


def _order(one: Candidate) -> tuple[str, int, str]:
    stem = one.ref.rstrip("0123456789")
    return one.place or stem, int(one.ref[len(stem) :] or 0), one.title.casefold()


def search(candidates: Sequence[Candidate], text: str) -> list[Candidate]:
    """Those that hold every word of ``text``; the ref that it is comes first, then what begins with it."""
    wanted = " ".join(text.casefold().split())
    if not wanted:
        return list(candidates[:MOST])
    found = [one for one in candidates if _holds(one.keys, wanted.split())]
    return sorted(found, key=lambda one: _rank(one.keys, wanted))[:MOST]


def _holds(keys: Iterable[str], words: Iterable[str]) -> bool:
    return all(any(word in key for key in keys) for word in words)


def _rank(keys: tuple[str, ...], wanted: str) -> int:
    if wanted in keys:
        return 0
    return 1 if any(key.startswith(wanted) for key in keys) else 2
