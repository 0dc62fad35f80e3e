"""``assess``: how everything in a docket stands on a day, and why."""

from __future__ import annotations

from datetime import date

from model.assess.decide import decide
from model.assess.follow import NOTHING_FOLLOWS, ActBy, act_by, expose, follows
from model.assess.reasons import back_on, missed_since, reasons_for, relief_reasons
from model.assess.spells import NEVER, following
from model.assess.standing import Assessment, Position, Reason, Standing
from model.assess.weigh import Pass
from model.assess.weighed import Weighed, WeighedRelief
from model.docket import Docket
from model.record.deadline import On
from model.record.fact import Verified

NO_LIMIT = ActBy()


def assess(docket: Docket, day: date) -> Assessment:
    """Assess ``docket`` at the end of ``day``, by all facts whose day is ``day`` or before.

    Pure: the same docket and day give an equal value. Past and future days are asked the same way; for a future
    day the answer is what holds if nothing more is recorded.
    """
    run = Pass(docket, day)
    run.run()
    since = expose(run)
    for w in run.weighed.values():
        if w.node.kind == "consequence":
            w.standing = decide(w, day)
    limits = act_by(run)
    positions: dict[str, Position] = {
        node_id: _position(run, w, limits.get(node_id, NO_LIMIT), since.get(node_id))
        for node_id, w in run.weighed.items()
    }
    for node_id, relief in run.reliefs.items():
        positions[node_id] = _relief_position(run, relief)
    return Assessment(day, positions)


def _position(run: Pass, w: Weighed, limit: ActBy, exposed_since: date | None) -> Position:
    node = w.node
    after = follows(run, node.id) if node.id in run.docket.links_to else NOTHING_FOLLOWS
    reasons = reasons_for(run, w)
    if limit.perform_by:
        reasons = (*reasons, Reason("condition by", node.id, limit.perform_by, limit.for_reliefs))
    return Position(
        node.id,
        w.standing,
        reasons,
        due=w.due,
        last_day=w.last,
        forecast=_forecast(w),
        perform_by=limit.perform_by,
        for_reliefs=limit.for_reliefs,
        act_by=limit.day,
        since=_since(w, run.day, exposed_since),
        back_on=back_on(run, w) if w.standing is Standing.SUSPENDED else None,
        done_on=w.done if w.standing in (Standing.SATISFIED, Standing.SATISFIED_LATE) else None,
        performed=w.own.brought,
        currency=node.amount.currency if node.amount else "",
        exposes=after.exposes,
        lapses=after.lapses,
        brings_back=after.brings_back,
        occurrences=w.occurrences,
        verified=w.own.verified,
    )


def _forecast(w: Weighed) -> date | None:
    """The day a plan is forecast for."""
    deadline = w.node.deadline
    return deadline.day.on if w.node.binding == "plan" and isinstance(deadline, On) else None


def _since(w: Weighed, day: date, exposed_since: date | None) -> date | None:
    if w.standing is Standing.EXPOSED:
        return exposed_since
    if w.standing in (Standing.MISSED, Standing.LAPSED):
        return missed_since(w, day)
    if w.standing is Standing.FAILING:
        return max((first for first, last in w.missed if first <= day <= last), default=None)
    return None


def _relief_position(run: Pass, w: WeighedRelief) -> Position:
    after = follows(run, w.node.id)
    since = {
        Standing.LAPSED: w.lapse,
        Standing.ENDED: following(w.last),
        Standing.LIVE: w.start,
    }.get(w.standing)
    return Position(
        w.node.id,
        w.standing,
        relief_reasons(run, w),
        due=None if w.last == NEVER else w.last,
        last_day=None if w.last == NEVER else w.last,
        since=since,
        exposes=after.exposes,
        brings_back=after.brings_back,
        verified=len({fact.recorded_by for fact in run.facts(w.node.id) if isinstance(fact.what, Verified)}),
    )
