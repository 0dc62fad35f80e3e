"""``assess``: how everything in a docket stands on a day, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from model.assess.decide import decide
from model.assess.ended import any_ended, expose_by_ends
from model.assess.follow import NO_LIMIT, NOTHING_FOLLOWS, ActBy, act_by, expose, follows
from model.assess.known import Pass
from model.assess.reasons import back_on, missed_since, reasons_for, relief_reasons
from model.assess.spells import NEVER, following
from model.assess.standing import PAST_CURE, PERFORMED, Assessment, Position, Reason, Standing
from model.assess.states import judge_states
from model.assess.weigh import weigh_docket
from model.assess.weighed import Weighed, WeighedRelief
from model.docket import Docket
from model.record.deadline import On
from model.record.fact import Verified


def assess(docket: Docket, day: date) -> Assessment:
    """Assess ``docket`` at the end of ``day``, by all facts whose day is ``day`` or before.

    Pure: the same docket and day give an equal value. Past and future days are asked the same way; for a future
    day the answer is what holds if nothing more is recorded.
    """
    return assess_whole(docket, day).assessment


class Assessed(NamedTuple):
    """An assessment with all that it was worked out from, so that the next one can go on from there."""

    run: Pass
    since: Mapping[str, date]
    limits: Mapping[str, ActBy]
    assessment: Assessment


def assess_whole(docket: Docket, day: date) -> Assessed:
    """Assess every record of ``docket`` anew."""
    run = weigh_docket(docket, day)
    judge_states(run)
    since = expose_all(run)
    limits = act_by(run)
    found = {node_id: position_of(run, node_id, limits, since) for node_id in (*run.weighed, *run.reliefs)}
    return Assessed(run, since, limits, Assessment(day, found))


def expose_all(run: Pass) -> dict[str, date]:
    """Mark what is exposed and decide how each consequence stands; since when, for those that are exposed."""
    return expose_some(run, run.docket.consequences, {})


def expose_some(run: Pass, among: Collection[str], known: Mapping[str, date]) -> dict[str, date]:
    """The same for some of them, the others standing as is ``known``; for all where an instrument has ended."""
    since = expose_by_ends(run) if any_ended(run) else expose(run, among, known)
    for one in among:
        run.weighed[one].standing = decide(run.weighed[one], run.day)
    run.exposed_since = since
    return since


def position_of(run: Pass, node_id: str, limits: Mapping[str, ActBy], since: Mapping[str, date]) -> Position:
    """Where one record stands, and why, by a pass that is complete."""
    w = run.weighed.get(node_id)
    if w is None:
        return _relief_position(run, run.reliefs[node_id])
    return _position(run, w, limits.get(node_id, NO_LIMIT), since.get(node_id))


def _position(run: Pass, w: Weighed, limit: ActBy, exposed_since: date | None) -> Position:
    node = w.node
    after = follows(run, node.id) if node.id in run.docket.links_to else NOTHING_FOLLOWS
    reasons = reasons_for(run, w)
    if limit.trouble and not w.trouble:
        reasons = (*reasons, Reason("trouble", node.id, text=limit.trouble))
    if limit.perform_by:
        reasons = (*reasons, Reason("condition by", node.id, limit.perform_by, limit.for_reliefs))
    return Position(
        node.id,
        w.standing,
        reasons,
        due=w.due,
        last_day=w.last,
        forecast=_forecast(w),
        expected=_expected(w),
        perform_by=limit.perform_by,
        for_reliefs=limit.for_reliefs,
        act_by=limit.day,
        since=_since(w, run.day, exposed_since),
        back_on=back_on(run, w) if w.standing is Standing.SUSPENDED else None,
        done_on=w.done if w.standing in PERFORMED else None,
        performed=w.own.brought,
        currency=node.amount.currency if node.amount else node.share.currency if node.share else "",
        exposes=after.exposes,
        lapses=after.lapses,
        brings_back=after.brings_back,
        occurrences=w.occurrences,
        verified=w.own.verified,
        trail=w.trail,
        series=w.series,
        owed=w.owed,
        sums=w.sums,
    )


def _forecast(w: Weighed) -> date | None:
    """The day a plan is forecast for."""
    deadline = w.node.deadline
    return deadline.day.on if w.node.binding == "plan" and isinstance(deadline, On) else None


def _expected(w: Weighed) -> date | None:
    """The day on which it is expected to fall due, while nothing is due or done and no source gives a forecast."""
    return w.expected if w.due is None and w.done is None and _forecast(w) is None else None


def _since(w: Weighed, day: date, exposed_since: date | None) -> date | None:
    if w.standing is Standing.EXPOSED:
        return exposed_since
    if w.standing in PAST_CURE:
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
