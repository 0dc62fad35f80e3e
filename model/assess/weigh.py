"""Step 1: one pass over obligations and reliefs, each after everything it follows from.

A node reads its direct predecessors only. ``either`` siblings read each other's own facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
from model.assess.own import NOTHING, Own, own_facts, parted
from model.assess.series import horizon, weigh_series
from model.assess.spells import (
    ALWAYS,
    NEVER,
    Spells,
    first_in,
    following,
    holds,
    joined,
    less,
    preceding,
    spell,
    within,
)
from model.assess.standing import MET
from model.assess.weighed import Weighed, WeighedRelief, default_of
from model.days.calendar import Calendar
from model.docket import Docket, predecessors
from model.errors import DayError
from model.record.deadline import Anchor, EventAnchor, Every, While, is_promptly
from model.record.event import Event
from model.record.fact import Fact
from model.record.instrument import Instrument, calendars_of
from model.record.obligation import Obligation
from model.record.relief import Relief

"""What a condition precedent must have come to."""


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
        if w.right and w.done is not None and w.last is not None and w.done > w.last and not _extended(w.done, reliefs):
            w.done = None
        self._release(w, instrument, reliefs)
        if w.done is not None and w.due is not None:
            w.in_time = w.done <= w.due or _extended(w.done, reliefs)
        if w.own.submissions:
            w.submitted = self._submitted(w)
        if w.last is not None and w.last < self.day and w.node.binding != "plan":
            _misses(w)

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
        """The days on which it is released, and by what."""
        ends = instrument is not None and instrument.in_force_until is not None
        if not (ends or reliefs or w.own.cancelled or w.node.id in self._links_to or w.node.id in self._siblings):
            return
        found: list[tuple[date, str, str]] = []
        if w.own.cancelled:
            found.append((w.own.cancelled, "cancelled", ""))
        links = self._links_to.get(w.node.id, ())
        found += [(self._begins(end.id), "replaced", end.id) for end in links if end.link == "replaces"]
        found += self._ended(w, instrument)
        for sibling in self._siblings.get(w.node.id, ()):
            day = self._sibling_done(sibling)
            if day is not None:
                found.append((day, "sibling", sibling))
        releases: list[Spells] = [spell(day) for day, _, _ in found]
        for relief in reliefs:
            if relief.node.kind == "release" and relief.relieves:
                releases.append(relief.relieves)
                found.append((relief.relieves[0][0], "relief", relief.node.id))
        if found:
            w.released = joined(*releases)
            _, *by = min(found)
            w.released_by = (by[0], by[1])

    def _covering(self, w: Weighed) -> list[WeighedRelief]:
        return [self.reliefs[end.id] for end in self._links_to.get(w.node.id, ()) if end.link == "covers"]

    def _ended(self, w: Weighed, instrument: Instrument | None) -> list[tuple[date, str, str]]:
        """An ended instrument releases what was not past its last day by then. Covenants have a line of their own."""
        until = instrument.in_force_until if instrument else None
        if until is None or w.node.continuing or w.node.is_consequence:
            return []
        if w.last is not None and w.last <= until:
            return []
        return [(following(until), "ended", w.node.instrument or "")]

    def _begins(self, obligation_id: str) -> date:
        return self._terms_of(self.docket.obligations[obligation_id].instrument)[1]

    def _sibling_done(self, sibling: str) -> date | None:
        other = self.docket.obligations[sibling]
        done = self.own(other).done
        return max(done, self._begins(sibling)) if done is not None else None

    def _submitted(self, w: Weighed) -> Spells:
        """The days on which a submission made by the last day awaits its approval."""
        spells = []
        for item in w.own.submissions:
            if w.last is not None and item.day > w.last:
                continue
            end = preceding(item.voided)
            if w.own.approved is not None:
                end = min(end, preceding(w.own.approved))
            if w.last is not None and w.node.due_for_approval:
                end = min(end, w.last)
            spells.append(spell(item.day, end))
        return joined(*spells)

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
        w = WeighedRelief(relief)
        start = relief.effective_from
        if start is not None and relief.signed != "unsigned":
            w.start = max(start, self._terms_of(relief.instrument)[1])
        w.last = self._last_of(relief)
        if w.start <= min(self.day, following(w.last)):
            self._lapse(w)
            w.live = spell(w.start, min(w.last, preceding(w.lapse)))
        w.standing = decide_relief(w, self.day)
        return w

    def _last_of(self, relief: Relief) -> date:
        """The last day of a relief: its own, or as far as the extensions go on that are live on the day after it."""
        last = relief.last_day or NEVER
        over = [self.reliefs[end.id] for end in self._links_to.get(relief.id, ()) if end.link == "extends"]
        while ends := [ext.live[-1][1] for ext in over if last != NEVER and holds(ext.live, following(last))]:
            last = max(ends)
        return last

    def _lapse(self, w: WeighedRelief) -> None:
        """The first day on which a condition was missed or failing, from the start to the day after the end."""
        close = min(following(w.last), self.day)
        days: dict[str, date] = {}
        for condition in w.node.conditions:
            other = self.weighed[condition]
            day = first_in(other.missed, w.start, close) if not other.right else None
            if day is None and w.last < self.day and self._left_undone(other, w.last):
                day = following(w.last)
            if day is not None:
                days[condition] = day
        if days:
            w.lapse = min(days.values())
            w.broken_by = tuple(condition for condition, day in days.items() if day == w.lapse)

    def _left_undone(self, w: Weighed, last: date) -> bool:
        """Whether a duty without a due day stood neither performed, submitted, released nor dormant on ``last``."""
        if w.due is not None or w.node.continuing or w.node.binding != "duty" or w.occurrences:
            return False
        done = w.done is not None and w.done <= last
        asleep = last < max(w.begins, w.wakes)
        return not (done or asleep or holds(w.released, last) or holds(w.submitted, last))


def _started(w: Weighed, start: date) -> date:
    """From when on what starts it holds it back no longer. Under a long stop its last day comes all the same."""
    return min(start, w.due) if w.due is not None and is_promptly(w.node.deadline) else start


def _minute_of(event: Event) -> datetime | None:
    """The minute at which an event happened, where it is told."""
    if event.happened is None or not event.time:
        return None
    from zoneinfo import ZoneInfo

    return datetime.combine(event.happened.on, time.fromisoformat(event.time), ZoneInfo(event.zone))


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


def _extended(done: date, reliefs: list[WeighedRelief]) -> bool:
    """Whether a performance came by the new due day of an extension that was live on that day."""
    return any(
        relief.node.kind == "extension"
        and relief.node.new_due is not None
        and done <= relief.node.new_due
        and holds(relief.live, done)
        for relief in reliefs
    )


def _misses(w: Weighed) -> None:
    """The days missed or lapsed, unrelieved, and the defaults behind them."""
    if w.last is None:
        return
    in_time = w.done is not None and (w.done <= w.last or w.in_time)
    first = max(following(w.last), w.begins, w.wakes)
    raw = spell(first, preceding(w.done) if w.done is not None and in_time else NEVER)
    if w.submitted:
        raw = less(raw, w.submitted)
    found: list[tuple[date, Spells]] = [(start, ((start, stop),)) for start, stop in raw]
    if w.released or w.relieved:
        found = [(start, less(less(days, w.released), w.relieved)) for start, days in found]
    standing = [default_of(w, start, days) for start, days in found if days and (w.done is None or days[0][0] < w.done)]
    if not standing:
        return
    days = standing[0].spells if len(standing) == 1 else joined(*(default.spells for default in standing))
    w.missed = days if w.done is None else within(days, ALWAYS, preceding(w.done))
    w.defaults = () if w.done is not None and w.in_time else tuple(standing)
