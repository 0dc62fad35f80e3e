"""The order in a column, mended: neighbours change places where edges cross less, or no more and refs then ascend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ui.network.layout.places import Place

_PASSES = 4
_MANY = 24
"""Two places with more ties than this between them are left as they are."""


def switched(columns: Sequence[list[Place]], ties: Sequence[tuple[Place, Place]], natural: Mapping[Place, int]) -> None:
    """Let neighbours in each column change places, in place. ``natural`` is the order of entry."""
    before: defaultdict[Place, list[Place]] = defaultdict(list)
    after: defaultdict[Place, list[Place]] = defaultdict(list)
    for one, other in ties:
        after[one].append(other)
        before[other].append(one)
    row = {place: number for column in columns for number, place in enumerate(column)}
    for _ in range(_PASSES):
        moved = False
        for column in columns:
            moved |= _switch_in(column, before, after, row, natural)
        if not moved:
            return


def _switch_in(
    column: list[Place],
    before: Mapping[Place, Sequence[Place]],
    after: Mapping[Place, Sequence[Place]],
    row: dict[Place, int],
    natural: Mapping[Place, int],
) -> bool:
    moved = False
    for place in range(len(column) - 1):
        one, other = column[place], column[place + 1]
        now = then = 0
        for side in (before, after):
            upper, lower = side.get(one, ()), side.get(other, ())
            if len(upper) * len(lower) > _MANY**2:
                break
            now += _crossings(upper, lower, row)
            then += _crossings(lower, upper, row)
        else:
            level = then == now and natural.get(other, -1) < natural.get(one, -1) and other in natural
            if then < now or level:
                column[place], column[place + 1] = other, one
                row[one], row[other] = place + 1, place
                moved = True
    return moved


def _crossings(upper: Sequence[Place], lower: Sequence[Place], row: Mapping[Place, int]) -> int:
    """How often the ties of what stands above cross those of what stands below."""
    return sum(row[one] > row[other] for one in upper for other in lower)
