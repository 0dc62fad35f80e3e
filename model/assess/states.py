"""Needs of a state: that nothing is in default. Judged once all else is weighed, since it moves no miss."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from model.assess.known import Pass
from model.assess.spells import holds
from model.assess.standing import Occurrence, Standing
from model.assess.weighed import Weighed
from model.record.conditions import NoDefault
from model.record.obligation import Obligation


def judge_states(run: Pass) -> set[str]:
    """Mark each obligation that is kept from being done by a default elsewhere; which of them stand otherwise now.

    What is weighed is put anew where it changes: another pass may hold the same value.
    """
    changed: set[str] = set()
    for node_id in run.docket.needing_no_default:
        w = run.weighed.get(node_id)
        if w is None:
            continue
        again = _blocked(w, tuple(dict.fromkeys(name for need in w.node.no_default for name in _names(run, w, need))))
        if again is not w:
            run.weighed[node_id] = again
            changed.add(node_id)
    return changed


def _blocked(w: Weighed, elsewhere: tuple[str, ...]) -> Weighed:
    if elsewhere == w.defaults_elsewhere:
        return w
    was = becomes = Standing.BLOCKED
    if not w.blocked_by:
        was = Standing.OPEN if elsewhere else was
        becomes = becomes if elsewhere else Standing.OPEN
    standing = becomes if w.standing is was else w.standing
    occurrences = tuple(
        Occurrence(one.due, becomes, one.period) if one.standing is was else one for one in w.occurrences
    )
    return replace(w, defaults_elsewhere=elsewhere, standing=standing, occurrences=occurrences)


def _names(run: Pass, w: Weighed, need: NoDefault) -> Iterator[str]:
    """What is in default on the day, of those asked about, itself apart."""
    for other in asked_about(run, need):
        in_force = run.terms(other.node.instrument).begins <= run.day
        if other.node.id != w.node.id and in_force and is_in_default(other, need, run.day):
            yield other.node.id


def asked_about(run: Pass, need: NoDefault) -> Iterator[Weighed]:
    """The obligations whose defaults a need asks about, by reference. The lapse of a right is nobody's default."""
    for node_id in run.docket.places:
        other = run.weighed.get(node_id)
        if other is not None and not other.node.is_consequence and not other.right and _is_asked(other.node, need):
            yield other


def _is_asked(node: Obligation, need: NoDefault) -> bool:
    of_instrument = need.instrument is None or node.instrument == need.instrument
    return of_instrument and (need.party is None or node.obligor == need.party)


def is_in_default(w: Weighed, need: NoDefault, day: date) -> bool:
    """Whether an obligation is in default on a day: what would expose a consequence, and at that level in cure too.

    What has ceased, is released or is covered by a live relief is not.
    """
    if any(holds(default.counts, day) for default in w.defaults):
        return True
    if need.level == "event of default":
        return False
    if w.occurrences:
        return any(one.standing is Standing.IN_CURE for one in w.occurrences)
    return w.standing is Standing.IN_CURE


def in_default_when_done(run: Pass, w: Weighed) -> tuple[str, ...]:
    """What stood in default on the day of its performance: it counts all the same, and that is said."""
    if w.done is None:
        return ()
    found = [
        other.node.id
        for need in w.node.no_default
        for other in asked_about(run, need)
        if other.node.id != w.node.id and any(holds(default.counts, w.done) for default in other.defaults)
    ]
    return tuple(dict.fromkeys(found))
