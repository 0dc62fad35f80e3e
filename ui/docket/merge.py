"""From old rows to new ones in the fewest steps that an item model can announce.

Rows are keys, each at most once. A few runs of removed and inserted rows are announced one by one. Where rows
change places, or the runs are many (a keystroke can leave every other row), the rows that go are first moved to
the foot in one change of layout and removed in one piece, and the new ones are added at the foot and moved into
place in another: four signals at most, however many rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

_FEW = 16


class RemoveRows(Struct, frozen=True):
    """Rows ``first`` to ``last`` go."""

    first: int
    last: int


class Insert(Struct, frozen=True):
    """``keys`` come in before row ``first``."""

    first: int
    keys: tuple[str, ...]


class Reorder(Struct, frozen=True):
    """The same rows in another order."""

    keys: tuple[str, ...]


Step = RemoveRows | Insert | Reorder


def steps(old: Sequence[str], new: Sequence[str]) -> tuple[Step, ...]:
    """The steps that make ``new`` out of ``old``, each to be taken on what the one before left."""
    if list(old) == list(new):
        return ()
    before, after = set(old), set(new)
    going = list(_runs(old, before - after))
    coming = list(_runs(new, after - before))
    kept = [key for key in old if key in after]
    in_order = kept == [key for key in new if key in before]
    if in_order and len(going) + len(coming) <= _FEW:
        removed = [RemoveRows(first, last) for first, last in reversed(going)]
        return (*removed, *(Insert(first, tuple(new[first : last + 1])) for first, last in coming))
    return tuple(_in_bulk(old, new, kept))


def _in_bulk(old: Sequence[str], new: Sequence[str], kept: list[str]) -> Iterator[Step]:
    staying, known = set(kept), set(old)
    leaving = [key for key in old if key not in staying]
    added = tuple(key for key in new if key not in known)
    if leaving:
        at_the_foot = (*kept, *leaving)
        if at_the_foot != tuple(old):
            yield Reorder(at_the_foot)
        yield RemoveRows(len(kept), len(old) - 1)
    if added:
        yield Insert(len(kept), added)
    if (*kept, *added) != tuple(new):
        yield Reorder(tuple(new))


def _runs(keys: Sequence[str], marked: set[str]) -> Iterator[tuple[int, int]]:
    """First and last row of each unbroken run of marked keys."""
    first = -1
    for row, key in enumerate(keys):
        if key in marked:
            first = row if first < 0 else first
        elif first >= 0:
            yield first, row - 1
            first = -1
    if first >= 0:
        yield first, len(keys) - 1
