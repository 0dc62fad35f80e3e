"""A change assessed from what was known before it: only what the change can reach is weighed again.

The answer is the one that a whole assessment gives. A node reads its direct predecessors only, so what changed is
weighed in order and the walk stops where a result is equal; consequences, days to act by and exposure follow it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from heapq import heapify, heappop, heappush

from msgspec.structs import replace

from model.assess.amounts import mates_of
from model.assess.ended import any_ended
from model.assess.engine import Assessed, assess_whole, expose_some, position_of
from model.assess.follow import NEEDED, NO_LIMIT, ActBy, limit_of
from model.assess.known import Pass
from model.assess.spells import holds
from model.assess.standing import MAY_STILL_LAPSE, Assessment, Position, Standing
from model.assess.states import judge_states
from model.assess.weigh import weigh_obligation, weigh_relief
from model.assess.weighed import Weighed
from model.docket import Change, Docket, is_renamed
from model.record.door import KINDS
from model.record.fact import Fact
from model.record.figure import Figure
from model.record.links import links_of
from model.record.obligation import Obligation
from model.record.relief import Relief

EVERYWHERE = frozenset({"instrument", "closure"})
"""Kinds of record of which a change may move anything."""
READ_BY = frozenset(
    {"needs", "starts", "after", "paid from", "share", "falls away", "condition", "in force when", "ends"}
)
"""The links along which one record reads another when it is weighed."""


def reassess(before: Assessed, docket: Docket) -> Assessed:
    """Assess ``docket`` on the day of ``before``, going on from there; positions that stay are the same objects."""
    changes = differences(before.run.docket, docket)
    if not changes and before.run.docket is docket:
        return before
    if any(change.kind in EVERYWHERE or is_renamed(change) for change in changes):
        return _keeping(before, assess_whole(docket, before.assessment.day))
    return _Again(before, docket, changes).assessed()


def _keeping(before: Assessed, after: Assessed) -> Assessed:
    """The new assessment with the very positions of the former one that it gives again."""
    known = before.assessment.positions
    found = {one: known[one] if known.get(one) == new else new for one, new in after.assessment.positions.items()}
    return after._replace(assessment=Assessment(after.assessment.day, found))


def differences(before: Docket, after: Docket) -> tuple[Change, ...]:
    """Every record that is not the same in both."""
    found: list[Change] = []
    for kind in KINDS:
        old, new = before.kind(kind), after.kind(kind)
        if old is new:
            continue
        found += [Change(kind, one, old.get(one), record) for one, record in new.items() if old.get(one) is not record]
        found += [Change(kind, one, record, None) for one, record in old.items() if one not in new]
    return tuple(found)


def advance(before: Assessed, day: date, waking: Iterable[str]) -> tuple[Assessed, set[str]]:
    """Assess the same docket on a later day, weighing anew those that may stand otherwise on it; and who does.

    ``waking`` are the records of which something begins or ends on the day; between the two days nothing may.
    """
    again = _Again(before, before.run.docket, (), day, waking)
    after = again.assessed()
    return after, again.shown


class _Again:
    """One change, or one day's turn, on its way through the network."""

    def __init__(
        self,
        before: Assessed,
        docket: Docket,
        changes: tuple[Change, ...],
        day: date | None = None,
        waking: Iterable[str] = (),
    ) -> None:
        self.before, self.old, self.docket = before, before.run.docket, docket
        self.changes = changes
        self.run = Pass(docket, day or before.assessment.day, before.run.weighed, before.run.reliefs)
        self.touched = {*waking, *self._touched()}
        self.moved: set[str] = set()
        self.shown: set[str] = set()

    def assessed(self) -> Assessed:
        """The new assessment."""
        self._forget_the_deleted()
        self._unexpose(one for one in self.touched if one in self.run.weighed)
        self._weigh()
        self.moved |= judge_states(self.run)
        since = self._expose()
        limits = dict(self.before.limits)
        relimited = self._limit(limits)
        positions: dict[str, Position] = dict(self.before.assessment.positions)
        for change in self.changes:
            if change.after is None:
                positions.pop(change.id, None)
        for one in self._shown_otherwise() | relimited:
            if one in self.run.weighed or one in self.run.reliefs:
                fresh = position_of(self.run, one, limits, since)
                if fresh != positions.get(one):
                    positions[one] = fresh
                    self.shown.add(one)
        return Assessed(self.run, since, limits, Assessment(self.run.day, positions))

    # --- What the change touches ---------------------------------------------------------------------

    def _touched(self) -> Iterator[str]:
        """The records to be weighed again at once: what changed, and what reads it otherwise than along a link."""
        for change in self.changes:
            for record in (change.before, change.after):
                if isinstance(record, Fact):
                    yield record.about
                    yield from self._readers_of_facts(record.about)
                elif isinstance(record, Obligation | Relief):
                    yield record.id
                    yield from self._readers_of_facts(record.id)
                    yield from (end.id for end in links_of(record) if end.link != "causes")
                    yield from self._limited_with(record)
                elif isinstance(record, Figure):
                    yield from self._measured_by(record.metric)
                if isinstance(record, Obligation):
                    yield from self._of_one_fund(record)
            if change.kind == "event":
                yield from self._counting_from(change.id)
            elif change.kind == "metric":
                yield from self._measured_by(change.id)

    def _limited_with(self, record: Obligation | Relief) -> Iterator[str]:
        """Whatever is said to be past the limits of what a relief covers: the reliefs over it, which are counted."""
        for docket in (self.old, self.docket):
            limited = [record.id] if isinstance(record, Obligation) else docket.covered_by(record)
            for one in limited:
                node = docket.obligations.get(one)
                if node is not None and node.relief_limits is not None:
                    yield from (one, *(relief.id for relief in docket.granted_over(one, self.run.day)))

    def _readers_of_facts(self, record_id: str) -> Iterator[str]:
        for docket in (self.old, self.docket):
            yield from docket.readers_of_facts(record_id)

    def _of_one_fund(self, allocation: Obligation) -> Iterator[str]:
        """The allocations of the same fund, before the change or after it: what they come to is said of each."""
        for docket in (self.old, self.docket):
            yield from mates_of(docket, allocation)

    def _measured_by(self, metric: str) -> Iterator[str]:
        """The tests that are worked out from a metric, before the change or after it."""
        for docket in (self.old, self.docket):
            yield from docket.measured_by.get(metric, ())

    def _counting_from(self, event_id: str) -> Iterator[str]:
        for docket in (self.old, self.docket):
            yield from (end.id for end in docket.links_to.get(event_id, ()))
        for obligation in self.docket.obligations.values():
            if obligation.cure and obligation.cure.event == event_id:
                yield obligation.id

    def _forget_the_deleted(self) -> None:
        for change in self.changes:
            if change.after is None and change.kind in ("obligation", "relief"):
                self.run.weighed.pop(change.id, None)
                self.run.reliefs.pop(change.id, None)
                self.moved.add(change.id)

    # --- Weighing, in order --------------------------------------------------------------------------

    def _weigh(self) -> None:
        rank = self.docket.rank
        queue = [rank[one] for one in self.touched if one in rank]
        heapify(queue)
        order, last = self.docket.order, -1
        while queue:
            place = heappop(queue)
            if place == last:
                continue
            last = place
            one = order[place]
            if self._weighs_otherwise(one):
                self.moved.add(one)
                for reader in self._readers(one):
                    heappush(queue, rank[reader])

    def _weighs_otherwise(self, one: str) -> bool:
        obligation = self.docket.obligations.get(one)
        if obligation is None:
            relief = weigh_relief(self.run, self.docket.reliefs[one])
            was = self.before.run.reliefs.get(one)
            self.run.reliefs[one] = relief
            return relief != was
        weighed = weigh_obligation(self.run, obligation)
        known = self.before.run.weighed.get(one)
        if known is not None and weighed == (_unexposed(known) if known.node.is_consequence else known):
            # A consequence that weighs the same keeps what it was decided to be.
            self.run.weighed[one] = known
            return False
        self.run.weighed[one] = weighed
        return True

    def _readers(self, one: str) -> Iterator[str]:
        """Who reads a record when it is weighed; each stands after it in the order."""
        yield from (end.id for end in self.docket.links_to.get(one, ()) if end.link in READ_BY)
        relief = self.docket.reliefs.get(one)
        if relief is not None:
            yield from (*relief.covers, *relief.extends)

    # --- Consequences --------------------------------------------------------------------------------

    def _expose(self) -> Mapping[str, date]:
        """What is exposed now: consequences that something moved under are judged anew, and what they bring on."""
        ended = any_ended(self.run)
        chosen = set(self.docket.consequences) if ended else self._under_what_moved()
        if not chosen:
            self.run.exposed_since = self.before.since
            return self.before.since
        self._unexpose(chosen)
        consequences = frozenset(self.docket.consequences)
        kept = {one: day for one, day in self.before.since.items() if one in consequences}
        since = expose_some(self.run, chosen, kept)
        was = self.before.since
        self.moved |= {one for one in chosen if self.run.weighed[one] != self.before.run.weighed.get(one)}
        self.moved |= {one for one in since.keys() | was.keys() if since.get(one) != was.get(one)}
        return since

    def _under_what_moved(self) -> set[str]:
        """The consequences that were touched, have a cause that was, or follow from one of these."""
        queue = deque(self.touched | self.moved)
        seen: set[str] = set(queue)
        while queue:
            for end in self.docket.links_to.get(queue.popleft(), ()):
                if end.link == "causes" and end.id not in seen:
                    seen.add(end.id)
                    queue.append(end.id)
        return {one for one in seen if one in self.run.weighed and self.run.weighed[one].node.is_consequence}

    def _unexpose(self, ids: Iterable[str]) -> None:
        """Consequences as they were before exposure, in copies: what was assessed before stays as it was."""
        for one in ids:
            if self.run.weighed[one].node.is_consequence:
                self.run.weighed[one] = _unexposed(self.run.weighed[one])

    # --- Days to act by, backwards -------------------------------------------------------------------

    def _limit(self, limits: dict[str, ActBy]) -> set[str]:
        """Bring the limits up to date, from what moved to what it needs; whose changed."""
        rank, order = self.docket.rank, self.docket.order
        queue = [-rank[one] for one in self._limited_anew() if one in rank]
        heapify(queue)
        changed: set[str] = set()
        last = 1
        while queue:
            place = heappop(queue)
            if place == last:
                continue
            last = place
            one = order[-place]
            limit = limit_of(self.run, one, limits)
            if limit == limits.get(one, NO_LIMIT):
                continue
            changed.add(one)
            if limit is NO_LIMIT:
                del limits[one]
            else:
                limits[one] = limit
            for end in self.docket.links_from.get(one, ()):
                if end.link in NEEDED and end.id in rank:
                    heappush(queue, -rank[end.id])
        for gone in limits.keys() - self.run.weighed.keys():
            del limits[gone]
        return changed

    def _limited_anew(self) -> Iterator[str]:
        for one in self.moved | self.touched:
            yield one
            for docket in (self.old, self.docket):
                yield from (end.id for end in docket.links_from.get(one, ()) if end.link in (*NEEDED, "condition"))

    # --- Whose position may read otherwise -----------------------------------------------------------

    def _shown_otherwise(self) -> set[str]:
        found = self.touched | self.moved
        for one in self.moved:
            found.update(end.id for end in self.docket.links_to.get(one, ()))
            if one in self.docket.obligations:
                found.update(mates_of(self.docket, self.docket.obligations[one]))
            relief = self.docket.reliefs.get(one)
            if relief is not None:
                found.update((*relief.covers, *relief.extends))
        return found | self._upstream(one for one in found if self._leads_otherwise(one))

    def _leads_otherwise(self, one: str) -> bool:
        """Whether what a miss upstream brings on may go another way through this record than before."""
        node, was = self._node(self.docket, one), self._node(self.old, one)
        if node is None or was is None or links_of(node) != links_of(was):
            return True
        if (
            isinstance(node, Obligation)
            and isinstance(was, Obligation)
            and (node.kind, node.binding) != (was.kind, was.binding)
        ):
            return True
        return self._passes(self.run, one) != self._passes(self.before.run, one)

    @staticmethod
    def _node(docket: Docket, one: str) -> Obligation | Relief | None:
        return docket.obligations.get(one) or docket.reliefs.get(one)

    @staticmethod
    def _passes(run: Pass, one: str) -> object:
        """What the walk of exposure asks of a record."""
        relief = run.reliefs.get(one)
        if relief is not None:
            return relief.standing in MAY_STILL_LAPSE
        w = run.weighed[one]
        return w.standing is Standing.SUSPENDED, holds(w.released, run.day)

    def _upstream(self, ends: Iterable[str]) -> set[str]:
        """Whatever a miss could have led from to one of ``ends``, in either docket."""
        seen: set[str] = set()
        queue = deque(ends)
        while queue:
            for before in self._leading_to(queue.popleft()):
                if before not in seen:
                    seen.add(before)
                    queue.append(before)
        return seen

    def _leading_to(self, one: str) -> Iterator[str]:
        for docket in (self.old, self.docket):
            yield from (end.id for end in docket.links_from.get(one, ()) if end.link in ("causes", "condition"))
            yield from (end.id for end in docket.links_to.get(one, ()) if end.link == "covers")


def _unexposed(w: Weighed) -> Weighed:
    return replace(w, causes=(), still_follows=False, standing=Standing.OPEN)
