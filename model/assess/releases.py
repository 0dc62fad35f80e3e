"""Releases: from which day on an obligation is owed no more, and by what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from model.assess.own import Own
from model.assess.spells import ALWAYS, NEVER, Spells, following, joined, spell
from model.assess.terms import Terms
from model.assess.weighed import WeighedRelief
from model.record.deadline import After, Anchor, Every, InstrumentAnchor, anchors_of, dated_parts
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
    """What an end asks of an obligation: its due day, whether that is past line 4 from when on, and its period."""

    due: date | None = None
    wakes: date = ALWAYS
    period: date | None = None


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
    if outlives_by_its_words(node):
        return True
    if node.kind != "payment" or node.binding != "duty" or owed.wakes > last:
        return False
    if owed.period is not None:
        return owed.period <= last
    return _follows_something(node)


def outlives_by_its_words(node: Obligation) -> bool:
    """Whether it is said to survive the end of its instrument, or counts forward from it."""
    return node.survives or _counts_from_the_end(node)


def _follows_something(node: Obligation) -> bool:
    """Whether it starts with, counts from or is paid from something. A day set by hand sets anchors aside."""
    anchors = anchors_of(node.deadline) if node.override is None or isinstance(node.deadline, Every) else ()
    return bool(node.starts or node.paid_from or anchors)


def _counts_from_the_end(node: Obligation) -> bool:
    """Whether it starts with the end of its own instrument, begins with it as a series does, or counts on from it."""
    deadline = node.deadline
    anchors = [*(node.starts.of if node.starts else ())]
    if isinstance(deadline, Every):
        anchors += [deadline.begins.anchor] if deadline.begins else []
    elif node.override is None:
        anchors += [part.anchor for part in dated_parts(deadline) if isinstance(part, After) and _counts_on(part)]
    return any(
        isinstance(anchor, InstrumentAnchor) and anchor.of == "end" and anchor.instrument == node.instrument
        for anchor in anchors
    )


def _counts_on(part: After[Anchor]) -> bool:
    """Whether its steps count forward."""
    numbers = [getattr(step, "n", 0) for step in part.steps]
    return max(numbers, default=0) > 0 and min(numbers) >= 0
