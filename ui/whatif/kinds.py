"""What can be supposed of a record, each with its key. One table for menus, palette and card. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from model.docket import Docket
from model.record.deadline import Every
from model.record.obligation import Obligation
from model.record.references import references
from model.record.scenario import (
    Assumption,
    SupposeFigure,
    SupposeMissed,
    SupposeMoved,
    SupposePerformed,
    SupposeReading,
    SupposeRelief,
)


class Kind(NamedTuple):
    """A kind of assumption: its tag in :mod:`model.record.scenario`, its key, and its words in a menu."""

    tag: str
    key: str
    words: str

    def said(self, docket: Docket, ids: Sequence[str]) -> str:
        """Its words about ``ids``: of one or of several, of an obligation, an event or a relief."""
        one = ids[0] if ids else ""
        if self.tag == "moved" and one in docket.events:
            return "It happens on…"
        if self.tag == "moved" and one in docket.reliefs:
            return "It ends on…"
        if self.tag == "missed" and _recurs(docket, one):
            return f"{self.words}…"
        words = self.words
        for single, several in (("It is", "They are"), ("from it", "from them")):
            words = words.replace(single, several) if len(ids) > 1 else words
        return words

    def asked(self, docket: Docket, ids: Sequence[str]) -> str:
        """The same as a question, ``What if it is performed?``, for the head of a card."""
        words = self.said(docket, ids).rstrip("…").removesuffix(" on")
        words = "it ends on another day" if words == "It ends" else "it is read" if words == "It reads" else words
        return f"What if {words[:1].lower()}{words[1:]}?"


KINDS: tuple[Kind, ...] = (
    Kind("performed", "P", "It is performed on…"),
    Kind("missed", "N", "It is not performed"),
    Kind("moved", "M", "It is due on another day…"),
    Kind("reading", "R", "It reads…"),
    Kind("figure", "F", "A figure behind it is another…"),
    Kind("relief", "W", "Relief from it is granted…"),
)
"""In the order of menus. No key is used twice."""

BY_TAG: dict[str, Kind] = {kind.tag: kind for kind in KINDS}


def fits(docket: Docket, record_id: str, tag: str) -> bool:
    """Whether that may be supposed of the record; days and amounts are another matter."""
    if record_id in docket.events or record_id in docket.reliefs:
        return tag == "moved" and not (record_id in docket.events and docket.events[record_id].recurring)
    node = docket.obligations.get(record_id)
    if node is None or node.is_consequence:
        return False
    if tag in ("performed", "missed"):
        return not node.continuing
    if tag == "figure":
        return bool(metrics_behind(docket, record_id))
    if tag == "moved":
        return not node.continuing and not isinstance(node.deadline, Every)
    return tag == "relief" or node.continuing


def metrics_behind(docket: Docket, record_id: str) -> tuple[str, ...]:
    """The metrics whose figures an obligation is worked out from: of its test, its fund, its percentage."""
    node = docket.obligations.get(record_id)
    if node is None:
        return ()
    found = [metric for field, kinds, metric in references(node) if "metric" in kinds]
    return tuple(metric for metric in dict.fromkeys(found) if metric in docket.metrics)


def kinds_for(docket: Docket, ids: Iterable[str]) -> tuple[Kind, ...]:
    """What may be supposed of every one of ``ids``; nothing of nothing. A reading and a figure are of one record."""
    asked = tuple(ids)
    several = len(asked) > 1
    return tuple(
        kind
        for kind in (KINDS if asked else ())
        if all(fits(docket, one, kind.tag) for one in asked) and not (several and kind.tag in ("reading", "figure"))
    )


def at_once(docket: Docket, ids: Sequence[str], tag: str) -> tuple[Assumption, ...]:
    """The assumptions that need nothing typed; none where something does."""
    if tag != "missed" or any(_recurs(docket, one) for one in ids):
        return ()
    return tuple(SupposeMissed(about=one) for one in ids)


def _recurs(docket: Docket, record_id: str) -> bool:
    node = docket.obligations.get(record_id)
    return isinstance(node, Obligation) and isinstance(node.deadline, Every)


def joined(standing: Sequence[Assumption], new: Iterable[Assumption]) -> tuple[Assumption, ...]:
    """The assumptions with ``new`` ones after them. One that speaks of the same thing gives way to the new one."""
    found = list(standing)
    for one in new:
        found = [other for other in found if not _speaks_of_the_same(other, one)] + [one]
    return tuple(found)


def _speaks_of_the_same(old: Assumption, new: Assumption) -> bool:
    done = (SupposePerformed, SupposeMissed)
    if isinstance(old, done) and isinstance(new, done):
        return (old.about, old.occurrence) == (new.about, new.occurrence)
    match old, new:
        case SupposeMoved(about=about), SupposeMoved(about=other):
            return about == other
        case SupposeReading(about=about, on=on), SupposeReading(about=other, on=again):
            return (about, on) == (other, again)
        case SupposeFigure(metric=metric, as_of=day), SupposeFigure(metric=other, as_of=again):
            return (metric, day) == (other, again)
        case SupposeRelief(), SupposeRelief():
            return (old.covers, old.kind) == (new.covers, new.kind)
    return False
