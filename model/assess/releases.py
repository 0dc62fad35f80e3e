"""Releases: from which day on an obligation is owed no more, and by what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from model.assess.spells import Spells, following, joined, spell
from model.assess.weighed import Weighed, WeighedRelief
from model.record.instrument import Instrument


class ReleasedBy(NamedTuple):
    """What releases an obligation: from which day on, how, and the record that does."""

    day: date
    how: str
    by: str = ""


def release(
    w: Weighed, instrument: Instrument | None, others: Iterable[ReleasedBy], reliefs: Iterable[WeighedRelief]
) -> None:
    """Mark the days on which it is released, and by what first; ``others`` are what replaces it and its siblings."""
    found = [ReleasedBy(w.own.cancelled, "cancelled")] if w.own.cancelled else []
    found += [*others, *_ended(w, instrument)]
    releases: list[Spells] = [spell(one.day) for one in found]
    for relief in reliefs:
        if relief.node.kind == "release" and relief.relieves:
            releases.append(relief.relieves)
            found.append(ReleasedBy(relief.relieves[0][0], "relief", relief.node.id))
    if found:
        w.released = joined(*releases)
        first = min(found)
        w.released_by = (first.how, first.by)


def _ended(w: Weighed, instrument: Instrument | None) -> list[ReleasedBy]:
    """An ended instrument releases what was not past its last day by then. Covenants have a line of their own."""
    until = instrument.in_force_until if instrument else None
    if until is None or w.node.continuing or w.node.is_consequence:
        return []
    if w.last is not None and w.last <= until:
        return []
    return [ReleasedBy(following(until), "ended", w.node.instrument or "")]
