"""Releases: from which day on an obligation is owed no more, and by what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from model.assess.own import Own
from model.assess.spells import NEVER, Spells, following, joined, spell
from model.assess.terms import Terms
from model.assess.weighed import WeighedRelief
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


def reasons_of(
    node: Obligation, own: Own, terms: Terms, last: date | None, reliefs: Iterable[WeighedRelief]
) -> Iterator[ReleasedBy]:
    """Why an obligation is released by its own facts, by the end of its instrument or by reliefs that cover it.

    An ended instrument releases what was not past its ``last`` day by then. Covenants have a line of their own.
    """
    if own.cancelled:
        yield ReleasedBy(own.cancelled, "cancelled")
    in_time = last is not None and last <= terms.ends
    if terms.ends != NEVER and not (node.continuing or node.is_consequence or in_time):
        yield ReleasedBy(following(terms.ends), "ended", node.instrument or "")
    for relief in reliefs:
        if relief.node.kind == "release":
            yield from (ReleasedBy(first, "relief", relief.node.id, end) for first, end in relief.relieves)
