"""Steps 3 and 4: what is exposed on the day, what would follow a miss, and the latest day to act."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from heapq import heappop, heappush

from msgspec import Struct

from model.assess.known import Pass
from model.assess.spells import NEVER, holds
from model.assess.standing import MAY_STILL_LAPSE, MET, NO_DAY_TO_START, Exposure, Standing
from model.assess.weighed import Default, Weighed
from model.errors import DayError
from model.record.links import LinkEnd

SPREADS = frozenset({"causes", "condition"})
"""The links along which a miss spreads."""
NEEDED = frozenset({"needs", "paid from"})
"""The links by which one obligation waits for another to be done."""


class Follows(Struct, frozen=True):
    """What follows if one obligation is missed: consequences, reliefs that lapse, obligations that stand again."""

    exposes: tuple[Exposure, ...] = ()
    lapses: tuple[str, ...] = ()
    brings_back: tuple[str, ...] = ()


NOTHING_FOLLOWS = Follows()


def stands_since(w: Weighed, day: date, defaults: tuple[Default, ...] | None = None) -> date | None:
    """The day since which a cause stands as missed, lapsed or failing for what follows, or None.

    Late performance does not end it; a release, a default recorded as ceased, or a live relief on the day does.
    ``defaults``: only these of its defaults are asked.
    """
    starts = [
        max(first for first, _ in default.spells if first <= day)
        for default in (w.defaults if defaults is None else defaults)
        if holds(default.counts, day)
    ]
    return min(starts, default=None)


def expose(
    run: Pass,
    among: Collection[str] | None = None,
    known: Mapping[str, date] | None = None,
) -> dict[str, date]:
    """Mark every consequence that is exposed on the day, by its causes, and say since when.

    A consequence that is not in force or released passes nothing on; circles are followed once. ``among``: only
    these are marked anew, and the others stand as ``known`` has it.
    """
    chosen = run.docket.consequences if among is None else among
    since = {one: day for one, day in (known or {}).items() if one not in chosen} if among is not None else {}
    queue: list[tuple[date, int, str]] = []
    for one in chosen:
        w = run.weighed[one]
        stood = [_stood(run, link.to, since) for link in w.node.causes]
        _mark(w, {link.to for link, day in zip(w.node.causes, stood, strict=True) if day})
        _expect(run, w, min((day for day in stood if day), default=None), queue)
    while queue:
        day, _, cause = heappop(queue)
        if cause in since:
            continue
        since[cause] = day
        for end in run.docket.links_to.get(cause, ()):
            follower = run.weighed.get(end.id) if end.link == "causes" else None
            if follower is not None and end.id not in since:
                _mark(follower, {*follower.causes, cause})
                _expect(run, follower, day, queue)
            elif follower is not None and end.id in chosen:
                _mark(follower, {*follower.causes, cause})
    return since


def _stood(run: Pass, cause: str, since: Mapping[str, date]) -> date | None:
    if cause in since:
        return since[cause]
    w = run.weighed[cause]
    return stands_since(w, run.day)


def _mark(w: Weighed, causes: Collection[str]) -> None:
    """Name what exposes a consequence, in the order in which its record names its causes."""
    w.causes = tuple(link.to for link in w.node.causes if link.to in causes)


def _expect(run: Pass, w: Weighed, day: date | None, queue: list[tuple[date, int, str]]) -> None:
    if day is not None and run.day >= w.begins and not holds(w.released, run.day):
        heappush(queue, (max(day, w.begins), run.docket.places[w.node.id], w.node.id))


def follows(run: Pass, node_id: str) -> Follows:
    """What follows if ``node_id`` is missed (or, for a relief, lapses)."""
    if node_id not in run.reliefs and not any(end.link in SPREADS for end in run.docket.links_to.get(node_id, ())):
        return NOTHING_FOLLOWS
    weighed = run.weighed.get(node_id)
    if weighed is not None and (weighed.standing in MET or weighed.node.binding == "plan"):
        return NOTHING_FOLLOWS
    if weighed is None and run.reliefs[node_id].standing not in MAY_STILL_LAPSE:
        return NOTHING_FOLLOWS
    return _walk(run, node_id)


def _walk(run: Pass, origin: str) -> Follows:
    """Breadth first, so that each path is the shortest; each record is followed once."""
    exposes: list[Exposure] = []
    lapses: list[str] = []
    back: list[str] = []
    seen = {origin}
    queue: deque[tuple[str, tuple[str, ...]]] = deque([(origin, (origin,))])
    while queue:
        current, path = queue.popleft()
        for target in _next(run, current):
            if target in seen:
                continue
            seen.add(target)
            onward = (*path, target)
            queue.append((target, onward))
            if target in run.reliefs:
                lapses.append(target)
            elif run.weighed[target].node.kind == "consequence":
                exposes.append(Exposure(target, onward))
            else:
                back.append(target)
    return Follows(tuple(exposes), tuple(lapses), tuple(back))


def _next(run: Pass, current: str) -> list[str]:
    """What one miss, lapse or consequence brings on directly."""
    relief = run.reliefs.get(current)
    if relief is not None:
        return [c for c in relief.node.covers if run.weighed[c].standing is Standing.SUSPENDED]
    is_duty = run.weighed[current].node.binding == "duty"
    return [end.id for end in run.docket.links_to.get(current, ()) if _brings_on(run, end, is_duty=is_duty)]


def _brings_on(run: Pass, end: LinkEnd, *, is_duty: bool) -> bool:
    if end.link == "causes":
        return not holds(run.weighed[end.id].released, run.day)
    return end.link == "condition" and is_duty and run.reliefs[end.id].standing in MAY_STILL_LAPSE


class ActBy(Struct, frozen=True):
    """The latest day to start, and the reliefs that set the day by which a condition must be performed."""

    day: date | None = None
    perform_by: date | None = None
    for_reliefs: tuple[str, ...] = ()
    trouble: str = ""
    latest: date | None = None
    """The latest day on which what it needs may still be done."""


NO_LIMIT = ActBy()


def act_by(run: Pass) -> dict[str, ActBy]:
    """Backwards through the network: the earliest of its own due day and what its successors need, less lead time."""
    found: dict[str, ActBy] = {}
    for node_id in reversed(run.docket.order):
        limit = limit_of(run, node_id, found)
        if limit is not NO_LIMIT:
            found[node_id] = limit
    return found


def limit_of(run: Pass, node_id: str, found: Mapping[str, ActBy]) -> ActBy:
    """The limit of one record, by those of its successors."""
    w = run.weighed.get(node_id)
    if w is None or w.standing in NO_DAY_TO_START or w.node.continuing or w.node.binding == "plan":
        return NO_LIMIT
    perform_by, reliefs = _relief_asks(run, w)
    own = w.due if w.standing is not Standing.SUSPENDED else _relief_ends(run, w)
    limits = [day for day in (own, perform_by, *_successors_need(run, node_id, found)) if day]
    if not limits:
        return NO_LIMIT
    try:
        day = _start_by(run, w, min(limits))
    except DayError as error:
        return ActBy(None, perform_by, reliefs, str(error))
    latest = day if w.node.lead_time == 0 else day - timedelta(days=1)
    return ActBy(day, perform_by, reliefs, "", latest)


def _relief_asks(run: Pass, w: Weighed) -> tuple[date | None, tuple[str, ...]]:
    """For a duty without a day of its own: the earliest end of the live reliefs it is a condition of, and which."""
    if w.due is not None or w.node.binding != "duty":
        return None, ()
    hanging = [run.reliefs[end.id] for end in run.docket.links_to.get(w.node.id, ()) if end.link == "condition"]
    ends = [relief for relief in hanging if relief.standing in MAY_STILL_LAPSE and relief.last != NEVER]
    first = min((relief.last for relief in ends), default=None)
    return first, tuple(relief.node.id for relief in ends if relief.last == first)


def _relief_ends(run: Pass, w: Weighed) -> date | None:
    """The last day on which what is suspended can still be put right under its relief."""
    ends = [last for first, last in w.relieved if first <= run.day <= last]
    return max(ends) if ends and max(ends) != NEVER else None


def _successors_need(run: Pass, node_id: str, found: Mapping[str, ActBy]) -> list[date | None]:
    return [
        found[end.id].latest for end in run.docket.links_to.get(node_id, ()) if end.link in NEEDED and end.id in found
    ]


def _start_by(run: Pass, w: Weighed, limit: date) -> date:
    """The latest start for ``limit`` by the lead time in working days. Raises DayError where no calendar can say."""
    if w.node.lead_time == 0:
        return limit
    return run.docket.calendar(run.terms(w.node.instrument).calendars).latest_start(limit, w.node.lead_time)
