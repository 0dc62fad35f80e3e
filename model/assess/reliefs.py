"""Reliefs: from when to when each is live, which condition broke it, and the days on which it covers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from model.assess.spells import ALWAYS, NEVER, Spells, first_in, following, holds, joined, preceding, spell, within
from model.assess.weighed import Weighed, WeighedRelief
from model.record.relief import Relief


def weigh_relief(
    relief: Relief, begins: date, over: Sequence[WeighedRelief], conditions: Mapping[str, Weighed], day: date
) -> WeighedRelief:
    """The days of one relief, by ``day``: its instrument ``begins`` then, and those ``over`` it may extend it."""
    w = WeighedRelief(relief)
    start = relief.effective_from
    if start is not None and relief.signed != "unsigned":
        w.start = max(start, begins)
    w.last = _last_of(relief, over)
    if w.start <= min(day, following(w.last)):
        _lapse(w, conditions, day)
        w.live = spell(w.start, min(w.last, preceding(w.lapse)))
    return w


def _last_of(relief: Relief, over: Sequence[WeighedRelief]) -> date:
    """The last day of a relief: its own, or as far as the extensions go on that are live on the day after it."""
    last = relief.last_day or NEVER
    while ends := [ext.live[-1][1] for ext in over if last != NEVER and holds(ext.live, following(last))]:
        last = max(ends)
    return last


def _lapse(w: WeighedRelief, conditions: Mapping[str, Weighed], day: date) -> None:
    """The first day on which a condition was missed or failing, from the start to the day after the end."""
    close = min(following(w.last), day)
    days: dict[str, date] = {}
    for condition in w.node.conditions:
        other = conditions[condition]
        broken = first_in(other.missed, w.start, close) if not other.right else None
        if broken is None and w.last < day and _left_undone(other, w.last):
            broken = following(w.last)
        if broken is not None:
            days[condition] = broken
    if days:
        w.lapse = min(days.values())
        w.broken_by = tuple(condition for condition, broken in days.items() if broken == w.lapse)


def _left_undone(w: Weighed, last: date) -> bool:
    """Whether a duty without a due day stood neither performed, submitted, released nor dormant on ``last``."""
    if w.due is not None or w.node.continuing or w.node.binding != "duty" or w.occurrences:
        return False
    done = w.done is not None and w.done <= last
    asleep = last < max(w.begins, w.wakes)
    return not (done or asleep or holds(w.released, last) or holds(w.submitted, last))


def relieved_by(reliefs: list[WeighedRelief]) -> Spells:
    """The days on which some live waiver, standstill or extension covers; an extension only to its new due day."""
    if not reliefs:
        return ()
    return joined(
        *(
            within(relief.relieves, ALWAYS, relief.node.new_due or NEVER)
            for relief in reliefs
            if relief.node.kind != "release"
        )
    )


def is_extended(done: date, reliefs: list[WeighedRelief]) -> bool:
    """Whether a performance came by the new due day of an extension that was live on that day."""
    return any(
        relief.node.kind == "extension"
        and relief.node.new_due is not None
        and done <= relief.node.new_due
        and holds(relief.live, done)
        for relief in reliefs
    )
