"""Step 1: one pass over obligations and reliefs, each after everything it follows from.

A node reads its direct predecessors only. ``either`` siblings read each other's own facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time

from model.assess.covenant import weigh_covenant
from model.assess.decide import decide, decide_relief
from model.assess.due import (
    AnchorDay,
    Occasion,
    lines_after,
    occasions_of,
    start_of,
    trail_of,
    trail_of_occurrence,
)
from model.assess.expectation import expected_due, foreseeing
from model.assess.measured import UNTESTED, Tested, measure
from model.assess.misses import days_submitted, mark_missed
from model.assess.own import NOTHING, Own, own_facts, parted
from model.assess.releases import ReleasedBy, release
from model.assess.reliefs import is_extended, relieved_by, weigh_relief
from model.assess.series import horizon, weigh_series
from model.assess.spells import (
    ALWAYS,
    NEVER,
)
from model.assess.standing import MET
from model.assess.weighed import Weighed, WeighedRelief
from model.days.calendar import Calendar
from model.docket import Docket, predecessors
from model.errors import DayError
from model.record.deadline import Anchor, EventAnchor, Every, While, is_promptly
from model.record.event import Event
from model.record.fact import Fact
from model.record.instrument import Instrument, calendars_of
from model.record.obligation import Obligation
from model.record.relief import Relief


class Pass:
    """One pass: the docket, the day, and what has been weighed so far."""

    def __init__(self, docket: Docket, day: date) -> None:
        self.docket = docket
        self.day = day
        self.weighed: dict[str, Weighed] = {}
        self.reliefs: dict[str, WeighedRelief] = {}
        self.exposed_since: Mapping[str, date] = {}
        self._facts = docket.facts_about
        self._links_to = docket.links_to
        self._siblings = docket.siblings
        self._terms: dict[str | None, tuple[Instrument | None, date]] = {}

    def run(self) -> None:
        """Weigh everything, in order."""
        self._weigh_each(self.docket.order)

    def run_to(self, node_id: str) -> None:
        """Weigh one record and what it follows from, and nothing else."""
        wanted, queue = {node_id}, [node_id]
        while queue:
            for before in predecessors(self.docket, queue.pop()):
                if before not in wanted and before in self.docket.rank:
                    wanted.add(before)
                    queue.append(before)
        self._weigh_each(sorted(wanted, key=self.docket.rank.__getitem__))

    def _weigh_each(self, in_order: Iterable[str]) -> None:
        obligations = self.docket.obligations
        reliefs = self.docket.reliefs
        for node_id in in_order:
            obligation = obligations.get(node_id)
            if obligation is not None:
                self.weighed[node_id] = self.weigh(obligation)
            else:
                self.reliefs[node_id] = self.weigh_relief(reliefs[node_id])

    def facts(self, record_id: str) -> tuple[Fact, ...]:
        """The facts about a record whose day is that of the assessment or before."""
        facts = self._facts.get(record_id, ())
        if facts and facts[-1].day.on > self.day:
            return tuple(fact for fact in facts if fact.day.on <= self.day)
        return facts

    def own(self, obligation: Obligation) -> Own:
        """Step 0 of one obligation."""
        facts = self.facts(obligation.id)
        return own_facts(obligation, facts) if facts else NOTHING

    def instrument(self, node: Obligation | Relief) -> Instrument | None:
        """The instrument a node arises under."""
        return self._terms_of(node.instrument)[0]

    def anchor(self, anchor: Anchor) -> AnchorDay:
        """The day of an anchor, as far as it is known on the day of the assessment."""
        if isinstance(anchor, EventAnchor):
            return self._happened(anchor.event)
        other = self.weighed[anchor.obligation]
        if anchor.of == "due":
            return AnchorDay(other.due, ALWAYS)
        day = other.done if anchor.of == "performed" else other.missed[0][0] if other.missed else None
        return AnchorDay(day, day) if day is not None and day <= self.day else AnchorDay(None, NEVER)

    def _happened(self, event_id: str) -> AnchorDay:
        event = self.docket.events.get(event_id)
        if event is None or event.happened is None or event.happened.on > self.day:
            return AnchorDay(None, NEVER)
        return AnchorDay(event.happened.on, event.happened.on, _minute_of(event))

    def occasions(self, w: Weighed, through: date) -> tuple[Occasion, ...]:
        """The occurrences of a series up to a day; none, and what is wrong, where they cannot be worked out."""
        try:
            return occasions_of(self.docket, w.node, through)
        except DayError as error:
            w.trouble = str(error)
            return ()

    def weigh(self, obligation: Obligation) -> Weighed:
        """Weigh one obligation. What most obligations have none of is asked for only where it is there."""
        facts = self.facts(obligation.id) if obligation.id in self._facts else ()
        own = own_facts(obligation, facts) if facts else NOTHING
        instrument, begins = self._terms_of(obligation.instrument)
        w = Weighed(obligation, own, begins, done=own.done)
        if obligation.starts:
            w.wakes = start_of(obligation.starts, self.anchor)
        if obligation.is_consequence:
            self._release(w, instrument, self._covering(w))
            w.over = (instrument.in_force_until if instrument else None) or NEVER
            return w
        reliefs = self._covering(w) if obligation.id in self._links_to else []
        if reliefs:
            w.relieved = relieved_by(reliefs)
        if obligation.needs:
            w.blocked_by = self._blocked_by(obligation)
        if obligation.continuing:
            self._release(w, instrument, reliefs)
            if obligation.threshold is not None and obligation.threshold.formula:
                w.measured = self._tested(w)
            weigh_covenant(w, self)
        elif isinstance(obligation.deadline, Every) and obligation.binding != "plan":
            weigh_series(w, self.occasions(w, horizon(self.day)), facts, self._weigh_once, self.day)
            if w.period is not None:
                w.trail = trail_of_occurrence(self.docket, obligation, w.period)
                w.trouble = w.trail.trouble
            return w
        else:
            self._weigh_dated(w, instrument, reliefs, facts)
        w.standing = decide(w, self.day)
        return w

    def _tested(self, w: Weighed) -> Tested:
        """What the figures of its metrics say of a test by the day; nothing where its test dates cannot be told."""
        try:
            dates = occasions_of(self.docket, w.node, horizon(self.day)) if isinstance(w.node.deadline, Every) else None
            return measure(self.docket, w.node, self.day, dates)
        except DayError as error:
            w.trouble = str(error)
            return UNTESTED

    def _terms_of(self, instrument_id: str | None) -> tuple[Instrument | None, date]:
        """An instrument and the first day it is in force."""
        found = self._terms.get(instrument_id)
        if found is None:
            instrument = self.docket.instruments.get(instrument_id) if instrument_id else None
            found = (instrument, (instrument.begins if instrument else None) or ALWAYS)
            self._terms[instrument_id] = found
        return found

    def _weigh_once(self, w: Weighed, template: Weighed, one: Occasion) -> None:
        """Weigh one occurrence of a series as a duty of its own."""
        w.begins, w.relieved = template.begins, template.relieved
        w.due, w.blocked_by = one.due, template.blocked_by
        w.wakes = max(_started(w, template.wakes), one.opens)
        self._finish(w, self.instrument(w.node), self._covering(w))
        w.standing = decide(w, self.day)

    def _weigh_dated(
        self, w: Weighed, instrument: Instrument | None, reliefs: list[WeighedRelief], facts: tuple[Fact, ...]
    ) -> None:
        obligation = w.node
        w.trail = trail = trail_of(obligation, instrument, self.anchor, self.docket.calendar)
        w.due, w.trouble, w.opens = trail.due, trail.trouble, trail.opens
        if trail.opens != ALWAYS:
            counted, w.early = parted(facts, trail.opens)
            w.own = own_facts(obligation, counted) if w.early else w.own
            w.done = w.own.done
        if isinstance(obligation.deadline, While) and obligation.deadline.since:
            w.wakes = max(w.wakes, obligation.deadline.since)
        if obligation.binding == "plan":
            w.due = None
        stops = obligation.starts is not None and is_promptly(obligation.deadline)
        w.wakes = max(_started(w, w.wakes), trail.floor if stops else trail.wakes)
        foresee = foreseeing(self.docket, self.weighed, self.anchor)
        w.expected = expected_due(w, instrument, foresee, self.docket.calendar)
        if obligation.paid_from and w.due is None:
            self._wait_for_money(w)
        self._finish(w, instrument, reliefs)

    def _finish(self, w: Weighed, instrument: Instrument | None, reliefs: list[WeighedRelief]) -> None:
        """Cure, release, lateness and misses of a duty, right or plan whose due day is known or is none."""
        if w.due is not None:
            w.last = self._last_day(w)
        if (
            w.right
            and w.done is not None
            and w.last is not None
            and w.done > w.last
            and not is_extended(w.done, reliefs)
        ):
            w.done = None
        self._release(w, instrument, reliefs)
        if w.done is not None and w.due is not None:
            w.in_time = w.done <= w.due or is_extended(w.done, reliefs)
        if w.own.submissions:
            w.submitted = days_submitted(w)
        if w.last is not None and w.last < self.day and w.node.binding != "plan":
            mark_missed(w)

    def _wait_for_money(self, w: Weighed) -> None:
        """Nothing paid in yet: what is payable out of it sleeps."""
        days = [self.weighed[link.to].own.part for link in w.node.paid_from]
        w.wakes = max(w.wakes, min((day for day in days if day is not None), default=NEVER))

    def _last_day(self, w: Weighed) -> date | None:
        cure = w.node.cure
        if cure is None or w.due is None:
            return w.due
        start, recorded = self.cure_start(w, w.due)
        w.cure_unrecorded = not recorded
        try:
            return max(w.due, lines_after(cure.period, start, self.cure_calendar(w.node))[-1].day)
        except DayError as error:
            w.trouble = str(error)
            return w.due

    def cure_calendar(self, node: Obligation) -> Calendar:
        """The calendar that a cure period counts by. Raises :class:`DayError`."""
        return self.docket.calendar(calendars_of(self.instrument(node)))

    def cure_start(self, w: Weighed, missed_on: date) -> tuple[date, bool]:
        """Day zero of the cure period, and whether what it runs from is recorded."""
        cure = w.node.cure
        if cure is None or cure.runs_from == "miss":
            return missed_on, True
        event = self._happened(cure.event) if cure.event else AnchorDay(None, NEVER)
        if event.day is None or event.day < missed_on:
            return missed_on, False
        return event.day, True

    def _release(self, w: Weighed, instrument: Instrument | None, reliefs: list[WeighedRelief]) -> None:
        """Mark its releases, where there is anything that could be one."""
        ends = instrument is not None and instrument.in_force_until is not None
        if ends or reliefs or w.own.cancelled or w.node.id in self._links_to or w.node.id in self._siblings:
            release(w, instrument, self._released_by_others(w.node.id), reliefs)

    def _released_by_others(self, node_id: str) -> Iterator[ReleasedBy]:
        """What replaces it, and the siblings whose performance satisfies all of the group."""
        for end in self._links_to.get(node_id, ()):
            if end.link == "replaces":
                yield ReleasedBy(self._begins(end.id), "replaced", end.id)
        for sibling in self._siblings.get(node_id, ()):
            day = self._sibling_done(sibling)
            if day is not None:
                yield ReleasedBy(day, "sibling", sibling)

    def _covering(self, w: Weighed) -> list[WeighedRelief]:
        return [self.reliefs[end.id] for end in self._links_to.get(w.node.id, ()) if end.link == "covers"]

    def _begins(self, obligation_id: str) -> date:
        return self._terms_of(self.docket.obligations[obligation_id].instrument)[1]

    def _sibling_done(self, sibling: str) -> date | None:
        other = self.docket.obligations[sibling]
        done = self.own(other).done
        return max(done, self._begins(sibling)) if done is not None else None

    def _blocked_by(self, obligation: Obligation) -> tuple[str, ...]:
        blocking: list[str] = []
        for need in obligation.needs:
            if not any(self._settled(target) for target in need.one_of):
                blocking += need.one_of
        return tuple(blocking)

    def _settled(self, target: str) -> bool:
        """Whether a condition precedent is met. A consequence never is one: nobody performs it."""
        other = self.weighed[target]
        return other.standing in MET and not other.node.is_consequence

    def weigh_relief(self, relief: Relief) -> WeighedRelief:
        """Weigh one relief."""
        over = [self.reliefs[end.id] for end in self._links_to.get(relief.id, ()) if end.link == "extends"]
        w = weigh_relief(relief, self._terms_of(relief.instrument)[1], over, self.weighed, self.day)
        w.standing = decide_relief(w, self.day)
        return w


def _started(w: Weighed, start: date) -> date:
    """From when on what starts it holds it back no longer. Under a long stop its last day comes all the same."""
    return min(start, w.due) if w.due is not None and is_promptly(w.node.deadline) else start


def _minute_of(event: Event) -> datetime | None:
    """The minute at which an event happened, where it is told."""
    if event.happened is None or not event.time:
        return None
    from zoneinfo import ZoneInfo

    return datetime.combine(event.happened.on, time.fromisoformat(event.time), ZoneInfo(event.zone))
