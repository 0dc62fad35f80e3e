"""Reliefs: from when to when each is live, which condition broke it, and the days on which it covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from model.assess.spells import ALWAYS, NEVER, Spells, first_in, following, holds, joined, preceding, spell, within
from model.assess.terms import Terms
from model.assess.weighed import Weighed, WeighedRelief
from model.record.relief import Relief


def relief_days(
    relief: Relief, terms: Terms, over: Sequence[WeighedRelief], conditions: Mapping[str, Weighed], day: date
) -> WeighedRelief:
    """The days of one relief, by ``day``: not before its instrument begins, and those ``over`` it may extend it."""
    start, last = _start_of(relief, terms), _last_of(relief, terms, over)
    if start > min(day, following(last)):
        return WeighedRelief(relief, start, last)
    broken = dict(_broken(relief, start, last, conditions, day))
    lapse = min(broken.values(), default=NEVER)
    broken_by = tuple(condition for condition, broken_on in broken.items() if broken_on == lapse)
    return WeighedRelief(relief, start, last, lapse, broken_by, spell(start, min(last, preceding(lapse))))


def _start_of(relief: Relief, terms: Terms) -> date:
    start = relief.effective_from
    return NEVER if start is None or relief.signed == "unsigned" else max(start, terms.begins)


def _last_of(relief: Relief, terms: Terms, over: Sequence[WeighedRelief]) -> date:
    """The last day of a relief: its own, or as far as the extensions go on that are live on the day after it.

    A standstill ends with its instrument; what was waived, extended or released by it once stays so.
    """
    last = relief.last_day or NEVER
    while ends := [ext.live[-1][1] for ext in over if last != NEVER and holds(ext.live, following(last))]:
        last = max(ends)
    return min(last, terms.ends) if relief.kind == "standstill" else last


def _broken(
    relief: Relief, start: date, last: date, conditions: Mapping[str, Weighed], day: date
) -> Iterator[tuple[str, date]]:
    """Each condition that was missed or failing from the start to the day after the end, with the first such day."""
    close = min(following(last), day)
    for condition in relief.conditions:
        other = conditions[condition]
        broken = first_in(other.missed, start, close) if not other.right else None
        if broken is None and last < day and _left_undone(other, last):
            broken = following(last)
        if broken is not None:
            yield condition, broken


def _left_undone(w: Weighed, last: date) -> bool:
    """Whether a duty without a due day stood neither performed, submitted, released nor dormant on ``last``."""
    if w.due is not None or w.node.continuing or w.node.binding != "duty" or w.occurrences:
        return False
    done = w.done is not None and w.done <= last
    asleep = last < max(w.begins, w.wakes)
    return not (done or asleep or holds(w.released, last) or holds(w.submitted, last))


def relieved_by(reliefs: Sequence[WeighedRelief]) -> Spells:
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


def is_extended(done: date, reliefs: Sequence[WeighedRelief]) -> bool:
    """Whether a performance came by the new due day of an extension that was live on that day."""
    return any(
        relief.node.kind == "extension"
        and relief.node.new_due is not None
        and done <= relief.node.new_due
        and holds(relief.live, done)
        for relief in reliefs
    )
