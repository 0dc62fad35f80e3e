"""Releases: from which day on an obligation is owed no more, and by what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from model.assess.own import Own
from model.assess.spells import ALWAYS, NEVER, Spells, following, joined, spell
from model.assess.terms import Terms
from model.assess.trail import Leg
from model.assess.weighed import WeighedRelief
from model.record.deadline import After, Anchor, Every, InstrumentAnchor, anchors_of
from model.record.obligation import Obligation


class ReleasedBy(NamedTuple):
    """One reason why an obligation is released: from which day on, how, the record that does it, and until when."""

    day: date
    how: str
    by: str = ""
    last: date = NEVER


class Release(NamedTuple):
    """The days on which an obligation is released, and what did it first: how, and by which record."""

    days: Spells = ()
    by: tuple[str, str] = ("", "")


NOT_RELEASED = Release()


def release_of(reasons: Sequence[ReleasedBy]) -> Release:
    """The release that comes of all the reasons for one."""
    if not reasons:
        return NOT_RELEASED
    first = min(reasons)
    return Release(joined(*(spell(one.day, one.last) for one in reasons)), (first.how, first.by))


class FallsOn(NamedTuple):
    """The first day on which what takes an obligation away stood, the record that it is, and how: by what of it."""

    day: date
    by: str
    how: str


class Owed(NamedTuple):
    """What an end asks of an obligation: its due day, from when on it is past line 4, its period and its legs."""

    due: date | None = None
    wakes: date = ALWAYS
    period: date | None = None
    legs: tuple[Leg, ...] = ()


def reasons_of(
    node: Obligation, own: Own, owed: Owed, terms: Terms, falls: FallsOn | None, reliefs: Iterable[WeighedRelief]
) -> Iterator[ReleasedBy]:
    """Why an obligation is released: its own facts, the end of its instrument, what takes it away, reliefs over it.

    Both an end and what takes it away leave owed, cure and all, what fell due before. A consequence is taken away
    outright and has a line of its own for the end; so have covenants for both.
    """
    if own.cancelled:
        yield ReleasedBy(own.cancelled, "cancelled")
    if terms.ends != NEVER and not (node.continuing or node.is_consequence or _stays(node, owed, terms.ends)):
        yield ReleasedBy(following(terms.ends), "ended", node.instrument or "")
    if falls is not None and not node.continuing and not (owed.due is not None and owed.due < falls.day):
        yield ReleasedBy(falls.day, f"fell away by {falls.how}", falls.by)
    for relief in reliefs:
        if relief.node.kind == "release":
            yield from (ReleasedBy(first, "relief", relief.node.id, end) for first, end in relief.relieves)


def _stays(node: Obligation, owed: Owed, last: date) -> bool:
    """Whether an obligation stays owed after the ``last`` day of its instrument."""
    return (owed.due is not None and owed.due <= last) or outlives(node, owed, last)


def outlives(node: Obligation, owed: Owed, last: date) -> bool:
    """Whether it is owed after the end though it falls due then, or on no day.

    It survives by its own words, counts forward from the end, or is a payment that had accrued: what it starts with,
    counts from or is paid from had come by then. Of a series only what is named by a day up to the end has.
    """
    if outlives_by_its_words(node) or any(_counts_on(node, leg, last) for leg in owed.legs):
        return True
    if node.kind != "payment" or node.binding != "duty" or owed.wakes > last:
        return False
    if owed.period is not None:
        return owed.period <= last
    return _follows_something(node)


def outlives_by_its_words(node: Obligation) -> bool:
    """Whether it is said to survive the end of its instrument, or starts with it; a series may begin with it."""
    anchors = [*(node.starts.of if node.starts else ())]
    if isinstance(node.deadline, Every) and node.deadline.begins:
        anchors.append(node.deadline.begins.anchor)
    return node.survives or any(_is_its_end(anchor, node) for anchor in anchors)


def _counts_on(node: Obligation, leg: Leg, last: date) -> bool:
    """Whether a day of its deadline counts forward from the end. A day set by hand sets that aside."""
    if node.override is not None or not isinstance(leg.part, After) or leg.due is None:
        return False
    return _is_its_end(leg.part.anchor, node) and leg.due > last


def _is_its_end(anchor: Anchor, node: Obligation) -> bool:
    return isinstance(anchor, InstrumentAnchor) and anchor.of == "end" and anchor.instrument == node.instrument


def _follows_something(node: Obligation) -> bool:
    """Whether it starts with, counts from or is paid from something. A day set by hand sets anchors aside."""
    anchors = anchors_of(node.deadline) if node.override is None or isinstance(node.deadline, Every) else ()
    return bool(node.starts or node.paid_from or anchors)
