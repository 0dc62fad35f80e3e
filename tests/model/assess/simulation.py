"""The judge of ``assess``: how everything stands on a day, walked through day by day, slowly and obviously.

Written from the section "Standing: what follows on a day" of the domain page alone; it imports nothing of
``model.assess`` and gives standings as plain words. Every question ("how did this stand on day d?") is answered for
one day by the decision list as it is printed, and asked again for every other day.

Where the page is silent or can be read two ways, this is the reading taken:

1.  A right that lapsed is "lapsed", as a relief is.
2.  "Satisfied" includes "satisfied late" wherever one thing waits for another (``needs``, ``either``).
3.  The due day is worked out once, from all that is known on D, and used for every day up to D; whether an anchor
    has happened is asked day by day. A due day used as an anchor of a deadline needs no waiting for: it is known
    before it comes. As a start it has to come.
4.  The day of a miss, as an anchor, is the first day on which the other stands missed, lapsed or failing.
5.  "Brought in" (paid_from): any performed fact of the source by then, in full or in part.
6.  A duty with ``While``: not begun before its first day; its last day is its due day.
7.  A ``submitted`` fact where no approval is needed says nothing about standing.
8.  With both an amount and an approval, it is performed once both are there. A later rejection undoes no approval.
    With every submission voided, an approval counts as one without a submission.
9.  A rejected performance is no part performance.
10. A covenant's time is over after ``until`` or after its instrument's last day. Whether it is over "while not
    failing" is asked of its readings and cure alone, not of reliefs; once over and not failing, it stays released.
11. The end of a covenant's time is no release of what it exposed (as late performance is none).
12. "Released since", for consequences: cancelled, replaced, another of the group satisfied, or a release live on D.
    A release that has lapsed brings the exposure back, performed late or not.
13. A duty's miss begins on the first day on which it would stand missed if there were no relief. A failing begins
    with its first reading not met. Both decide what a "default ceased" ends.
14. On one day readings come before a "default ceased", since that ends whatever began on or before its day.
15. An instrument's end releases a consequence for good, unless it was exposed on some day up to that end.
16. Facts of a series that name no occurrence count for all of it when they cancel, and for nothing otherwise.
17. A series with no occurrence left stands as its last one.
18. A relief's "not earlier than" or instrument end changes nothing: only its own end ends it.
19. A right in time by an extension is in time, past c or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

from msgspec import Struct

from model.days.calendar import named
from model.days.recurrence import occurrences
from model.days.step import Add, BusinessDays, ClearDays, Step, work_out
from model.docket import Docket
from model.record.amount import Amount
from model.record.deadline import (
    After,
    Anchor,
    Dated,
    Earliest,
    EventAnchor,
    Every,
    Latest,
    On,
    While,
    dated_parts,
)
from model.record.fact import Approved, Cancelled, DefaultCeased, Fact, Performed, Reading, Rejected, Submitted
from model.record.instrument import Instrument
from model.record.obligation import Obligation
from model.record.relief import Relief

ONE_DAY = timedelta(days=1)
LOOK_AHEAD = timedelta(days=800)
BAD = ("missed", "lapsed", "failing")
DONE = ("satisfied", "satisfied late")

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Outcome:
    """How one obligation or relief stands: the word, its due day, its last day of cure, since when it stands so."""

    standing: str
    due: date | None = None
    last_day: date | None = None
    since: date | None = None


@dataclass(frozen=True)
class Unit:
    """What is performed or missed by itself: an obligation, or one occurrence of a series by its due day."""

    id: str
    occurrence: date | None = None


def simulate(docket: Docket, day: date) -> dict[str, Outcome]:
    """How everything in ``docket`` stands at the end of ``day``."""
    simulation = Simulation(docket, day)
    return {node.id: simulation.outcome(node.id) for node in docket.nodes()}


def remembered(
    method: Callable[Concatenate[Simulation, P], T],
) -> Callable[Concatenate[Simulation, P], T]:
    """Ask once: the same question about the same day has one answer."""

    def answer(self: Simulation, /, *args: P.args, **kwargs: P.kwargs) -> T:
        question = (method.__name__, args, tuple(kwargs.items()))
        if question not in self.memory:
            self.memory[question] = method(self, *args, **kwargs)
        return self.memory[question]  # type: ignore[no-any-return]

    return answer


class Simulation:
    """One docket as it is known on one day D, walked from before its first date."""

    def __init__(self, docket: Docket, day: date) -> None:
        self.docket = docket
        self.today = day
        self.first = min(first_day(docket), day)
        self.memory: dict[object, Any] = {}
        self.known = [fact for fact in docket.facts.values() if fact.day.on <= day]

    # --- What comes out ------------------------------------------------------------------------------

    def outcome(self, node: str) -> Outcome:
        standing = self.standing(node, self.today)
        if node in self.docket.reliefs:
            return Outcome(standing, due=self.docket.reliefs[node].last_day, since=self.stands_so_since(node))
        if self.docket.obligations[node].continuing or self.docket.obligations[node].is_consequence:
            return Outcome(standing, since=self.stands_so_since(node))
        unit = self.shown(node, self.today)
        since = self.miss_began(unit) if standing in BAD else self.stands_so_since(node)
        return Outcome(standing, self.due(unit), self.last_day(unit), since)

    def stands_so_since(self, node: str) -> date:
        day = self.today
        while day > self.first and self.standing(node, day - ONE_DAY) == self.standing(node, self.today):
            day -= ONE_DAY
        return day

    def days(self, first: date, last: date) -> Iterator[date]:
        while first <= last:
            yield first
            first += ONE_DAY

    # --- The decision lists --------------------------------------------------------------------------

    @remembered
    def standing(self, node: str, d: date) -> str:
        if node in self.docket.reliefs:
            return self.relief(node, d)
        obligation = self.docket.obligations[node]
        if obligation.is_consequence:
            return self.consequence(node, d)
        if obligation.continuing:
            return self.covenant(node, d)
        return self.duty(self.shown(node, d), d)

    @remembered
    def duty(self, unit: Unit, d: date, reliefs: bool = True) -> str:
        """Duties, rights and plans, line by line. ``reliefs`` False: as if nothing had ever been granted."""
        obligation = self.docket.obligations[unit.id]
        due, c, done = self.due(unit), self.last_day(unit), self.done_on(unit)
        past_due = due is not None and d > due
        past_c = c is not None and d > c
        if not self.in_force(obligation.instrument, d):
            return "dormant"
        if done is not None and done <= d:
            return "satisfied late" if self.is_late(unit, done) else "satisfied"
        if self.released(unit, d, reliefs) or self.instrument_ended(unit, d):
            return "released"
        if not self.begun(unit, d):
            return "dormant"
        if obligation.binding != "plan":
            if self.approval_awaited(unit, d) and not (past_c and self.approval_is_the_deadline(obligation)):
                return "submitted"
            if past_due and reliefs and self.covered(unit.id, d):
                return "suspended"
            if past_c:
                return "lapsed" if obligation.binding == "right" else "missed"
            if past_due:
                return "in cure"
            if d == due:
                return "due"
        if self.part_performed(unit, d):
            return "partly performed"
        return "blocked" if self.blocked(obligation, d) else "open"

    def covenant(self, node: str, d: date) -> str:
        obligation = self.docket.obligations[node]
        if not self.in_force(obligation.instrument, d) or not self.begun(Unit(node), d):
            return "dormant"
        if self.released(Unit(node), d) or self.over_while_not_failing(node, d):
            return "released"
        reading = self.last_reading(node, d)
        if reading is None:
            return "untested"
        if self.is_met(obligation, reading):
            return "in compliance"
        if self.covered(node, d):
            return "suspended"
        return "failing" if self.fails_by_its_readings(node, d) else "in cure"

    def consequence(self, node: str, d: date) -> str:
        if not self.in_force(self.docket.obligations[node].instrument, d):
            return "dormant"
        if self.consequence_released(node, d):
            return "released"
        return "exposed" if node in self.exposed(d) else "dormant"

    def relief(self, node: str, d: date) -> str:
        relief = self.docket.reliefs[node]
        start, last = self.relief_start(relief), relief.last_day
        if start is None or d < start or relief.signed == "unsigned":
            return "pending"
        window_end = d if last is None else min(d, last + ONE_DAY)
        if any(self.condition_broken(relief, x) for x in self.days(start, window_end)):
            return "lapsed"
        return "ended" if last is not None and d > last else "live"

    # --- Instruments and reliefs ---------------------------------------------------------------------

    def instrument(self, instrument: str | None) -> Instrument | None:
        return self.docket.instruments[instrument] if instrument else None

    def in_force(self, instrument: str | None, d: date) -> bool:
        """Has come into force; its end is another question."""
        found = self.instrument(instrument)
        return found is None or found.begins is None or found.begins <= d

    def last_day_in_force(self, obligation: Obligation) -> date | None:
        found = self.instrument(obligation.instrument)
        return found.in_force_until if found else None

    def instrument_ended(self, unit: Unit, d: date) -> bool:
        """It ended while the duty was not past c: on the first day after its last."""
        last, c = self.last_day_in_force(self.docket.obligations[unit.id]), self.last_day(unit)
        return last is not None and d > last and not (c is not None and last + ONE_DAY > c)

    def relief_start(self, relief: Relief) -> date | None:
        found = self.instrument(relief.instrument)
        if relief.effective_from is None or found is None or found.begins is None:
            return relief.effective_from
        return max(relief.effective_from, found.begins)

    def condition_broken(self, relief: Relief, x: date) -> bool:
        return any(self.condition_missed(condition, relief, x) for condition in relief.conditions)

    @remembered
    def condition_missed(self, condition: str, relief: Relief, x: date) -> bool:
        obligation = self.docket.obligations[condition]
        if obligation.is_consequence or obligation.binding != "duty":
            return False
        if obligation.continuing:
            return self.standing(condition, x) == "failing"
        if any(self.duty(unit, x) == "missed" for unit in self.units(condition, x)):
            return True
        if relief.last_day is None or x != relief.last_day + ONE_DAY or self.is_series(condition):
            return False
        not_performed = self.duty(Unit(condition), relief.last_day) in ("partly performed", "blocked", "open")
        return self.due(Unit(condition)) is None and not_performed

    @remembered
    def covered(self, node: str, d: date) -> bool:
        """A live relief covers it; an extension covers nothing past its new due day."""
        return any(
            self.standing(relief.id, d) == "live" and (relief.new_due is None or d <= relief.new_due)
            for relief in self.docket.reliefs.values()
            if node in relief.covers
        )

    def extended(self, node: str, done: date) -> bool:
        """Performed by the new due day of an extension, while that was live."""
        return any(
            relief.new_due is not None and done <= relief.new_due and self.standing(relief.id, done) == "live"
            for relief in self.docket.reliefs.values()
            if node in relief.covers and relief.kind == "extension"
        )

    # --- Released ------------------------------------------------------------------------------------

    @remembered
    def released(self, unit: Unit, d: date, reliefs: bool = True) -> bool:
        """Cancelled, replaced, released, or another of its group satisfied. The instrument's end stands apart."""
        cancelled = any(fact.day.on <= d for fact in self.facts(unit, Cancelled))
        group = self.docket.siblings.get(unit.id, frozenset())
        return (
            cancelled
            or self.replaced(unit.id, d)
            or (reliefs and self.release_is_live(unit.id, d))
            or any(self.satisfied_by_itself(sibling, d) for sibling in group)
        )

    def replaced(self, node: str, d: date) -> bool:
        return any(
            self.in_force(other.instrument, d)
            for other in self.docket.obligations.values()
            if node in [link.to for link in other.replaces]
        )

    def release_is_live(self, node: str, d: date) -> bool:
        return any(
            self.standing(relief.id, d) == "live"
            for relief in self.docket.reliefs.values()
            if relief.kind == "release" and node in relief.covers
        )

    def satisfied_by_itself(self, node: str, d: date) -> bool:
        """Lines 1 and 2: in force and performed."""
        obligation = self.docket.obligations[node]
        if obligation.continuing or obligation.is_consequence or self.is_series(node):
            return False
        done = self.done_on(Unit(node))
        return self.in_force(obligation.instrument, d) and done is not None and done <= d

    # --- Facts of one duty ---------------------------------------------------------------------------

    def facts(self, unit: Unit, *kinds: type) -> list[Fact]:
        """The facts of D or before about it, by day; of a series, those of the occurrence (see 16)."""
        whole = unit.occurrence is None
        found = [
            fact
            for fact in self.known
            if fact.about == unit.id
            and isinstance(fact.what, kinds)
            and (whole or fact.occurrence == unit.occurrence or self.cancels_the_series(fact))
        ]
        return sorted(found, key=lambda fact: (fact.day.on, fact.recorded_at, approval_order(fact), fact.id))

    def cancels_the_series(self, fact: Fact) -> bool:
        return fact.occurrence is None and isinstance(fact.what, Cancelled)

    @remembered
    def done_on(self, unit: Unit) -> date | None:
        """The day of performance: approved where needed, amount reached; a right only by c."""
        obligation = self.docket.obligations[unit.id]
        days = []
        if obligation.approval is not None:
            days.append(self.approved_on(unit))
        if obligation.approval is None or obligation.amount is not None:
            days.append(self.amount_reached_on(unit))
        if None in days:
            return None
        done = max(day for day in days if day is not None)
        if obligation.binding != "right" or self.extended(unit.id, done):
            return done
        c = self.last_day(unit)
        return done if c is None or done <= c else None

    def is_late(self, unit: Unit, done: date) -> bool:
        due = self.due(unit)
        return due is not None and done > due and not self.extended(unit.id, done)

    def approved_on(self, unit: Unit) -> date | None:
        approval = self.docket.obligations[unit.id].approval
        waiting: list[date] = []
        for fact in self.facts(unit, Submitted, Performed, Rejected, Approved):
            if isinstance(fact.what, Rejected):
                waiting = []
            elif not isinstance(fact.what, Approved):
                waiting.append(fact.day.on)
            elif waiting and approval is not None and approval.deadline_for == "submission":
                return waiting[-1]
            else:
                return fact.day.on
        return None

    def approval_awaited(self, unit: Unit, d: date) -> bool:
        """Submitted by c, if any, and on d neither rejected nor approved."""
        c = self.last_day(unit)
        return any(c is None or fact.day.on <= c for fact in self.waiting_for_approval(unit, d))

    def waiting_for_approval(self, unit: Unit, d: date) -> list[Fact]:
        if self.docket.obligations[unit.id].approval is None:
            return []
        waiting: list[Fact] = []
        for fact in self.facts(unit, Submitted, Performed, Rejected, Approved):
            if fact.day.on > d:
                break
            if isinstance(fact.what, Rejected | Approved):
                waiting = []
            else:
                waiting.append(fact)
        return waiting

    def approval_is_the_deadline(self, obligation: Obligation) -> bool:
        return obligation.approval is not None and obligation.approval.deadline_for == "approval"

    def amount_reached_on(self, unit: Unit) -> date | None:
        amount = self.docket.obligations[unit.id].amount
        facts = self.facts(unit, Performed)
        for day in sorted({fact.day.on for fact in facts}):
            if amount_reached(amount, [fact.what for fact in facts if fact.day.on <= day]):  # type: ignore[misc]
                return day
        return None

    def part_performed(self, unit: Unit, d: date) -> bool:
        if self.docket.obligations[unit.id].approval is not None:
            return any(isinstance(fact.what, Performed) for fact in self.waiting_for_approval(unit, d))
        return any(fact.day.on <= d for fact in self.facts(unit, Performed))

    # --- What it waits for ---------------------------------------------------------------------------

    def blocked(self, obligation: Obligation, d: date) -> bool:
        enough = (*DONE, "in compliance", "released")
        return any(
            all(self.standing(other, d) not in enough for other in need.one_of) for need in obligation.needs
        )

    def begun(self, unit: Unit, d: date) -> bool:
        """It has started, its anchor has happened, it may be performed, and there is something to pay it from."""
        obligation = self.docket.obligations[unit.id]
        deadline = obligation.deadline
        if obligation.override is None and not self.anchors_happened(obligation, d):
            return False
        if isinstance(deadline, On | After) and deadline.not_earlier_than and d < deadline.not_earlier_than:
            return False
        if isinstance(deadline, While) and deadline.since and d < deadline.since:
            return False
        if isinstance(deadline, Every) and obligation.continuing and d < deadline.start:
            return False
        nothing_to_pay_from = obligation.paid_from and not any(
            self.brought_in(link.to, d) for link in obligation.paid_from
        )
        return self.started(obligation, d) and not (self.due(unit) is None and nothing_to_pay_from)

    def started(self, obligation: Obligation, d: date) -> bool:
        if obligation.starts is None:
            return True
        happened = [self.happened(anchor, d) for anchor in obligation.starts.of]
        return any(happened) if obligation.starts.pick == "earlier" else all(happened)

    def anchors_happened(self, obligation: Obligation, d: date) -> bool:
        known = [self.part_known(part, d) for part in dated_parts(obligation.deadline)]
        if isinstance(obligation.deadline, Earliest):
            return any(known)
        return all(known)

    def part_known(self, part: Dated, d: date) -> bool:
        if isinstance(part, On):
            return True
        if not isinstance(part.anchor, EventAnchor) and part.anchor.of == "due":
            return self.anchor_day(part.anchor) is not None
        return self.happened(part.anchor, d)

    def happened(self, anchor: Anchor, d: date) -> bool:
        day = self.anchor_day(anchor)
        return day is not None and day <= d

    def anchor_day(self, anchor: Anchor) -> date | None:
        if isinstance(anchor, EventAnchor):
            return self.event_day(anchor.event)
        if anchor.of == "performed":
            return self.done_on(Unit(anchor.obligation))
        if anchor.of == "due":
            return self.due(Unit(anchor.obligation))
        return self.first_missed(anchor.obligation)

    def event_day(self, event: str) -> date | None:
        happened = self.docket.events[event].happened
        return happened.on if happened and happened.on <= self.today else None

    @remembered
    def first_missed(self, node: str) -> date | None:
        for d in self.days(self.first, self.today):
            if self.standing(node, d) in BAD:
                return d
        return None

    def brought_in(self, source: str, d: date) -> bool:
        return any(fact.day.on <= d for fact in self.facts(Unit(source), Performed))

    # --- Days ----------------------------------------------------------------------------------------

    @remembered
    def due(self, unit: Unit) -> date | None:
        obligation = self.docket.obligations[unit.id]
        deadline = obligation.deadline
        if unit.occurrence is not None:
            return unit.occurrence
        if obligation.override is not None:
            return obligation.override.day
        if isinstance(deadline, While):
            return deadline.until
        days = [self.part_day(part, obligation) for part in dated_parts(deadline)]
        known = [day for day in days if day is not None]
        if isinstance(deadline, Latest):
            return max(known) if len(known) == len(days) else None
        return min(known, default=None)

    def part_day(self, part: Dated, obligation: Obligation) -> date | None:
        if isinstance(part, On):
            return part.day.on - ONE_DAY if part.strictly_before else part.day.on
        anchor = self.anchor_day(part.anchor)
        return self.counted(part.steps, anchor, obligation) if anchor else None

    def counted(self, steps: tuple[Step, ...], day_zero: date, obligation: Obligation) -> date:
        found = self.instrument(obligation.instrument)
        calendars = found.calendars if found and found.calendars else ("NONE",)
        return work_out(steps, day_zero, named(calendars))[-1].day

    @remembered
    def last_day(self, unit: Unit) -> date | None:
        """c: the last day of cure, or the due day where there is no cure."""
        due = self.due(unit)
        return due if due is None else self.cured_by(self.docket.obligations[unit.id], due)

    def cured_by(self, obligation: Obligation, day_zero: date) -> date:
        cure = obligation.cure
        if cure is None:
            return day_zero
        noticed = self.event_day(cure.event) if cure.event and cure.runs_from != "miss" else None
        if noticed is not None and noticed >= day_zero:
            day_zero = noticed
        return self.counted(cure.period, day_zero, obligation)

    # --- Series --------------------------------------------------------------------------------------

    def is_series(self, node: str) -> bool:
        obligation = self.docket.obligations[node]
        return isinstance(obligation.deadline, Every) and not obligation.continuing

    def units(self, node: str, d: date) -> list[Unit]:
        """The obligation itself; of a series, each occurrence up to the next one after d."""
        if not self.is_series(node):
            return [Unit(node)]
        fallen = [Unit(node, day) for day in self.occurrence_days(node, d + LOOK_AHEAD)]
        past = [unit for unit in fallen if unit.occurrence is not None and unit.occurrence <= d]
        return fallen[: len(past) + 1]

    def occurrence_days(self, node: str, through: date) -> list[date]:
        deadline = self.docket.obligations[node].deadline
        if not isinstance(deadline, Every):
            return []
        days = occurrences(deadline.rule, deadline.start, through)
        return [day for day in days if deadline.until is None or day <= deadline.until]

    def shown(self, node: str, d: date) -> Unit:
        """The occurrence by which a series stands: the earliest that is not done, else the next, else the last."""
        units = self.units(node, d)
        if not self.is_series(node):
            return units[0]
        return next((unit for unit in units if self.duty(unit, d) not in (*DONE, "released")), units[-1])

    # --- Covenants and tests -------------------------------------------------------------------------

    def is_met(self, obligation: Obligation, reading: Fact) -> bool:
        assert isinstance(reading.what, Reading)
        if reading.what.value is None or obligation.threshold is None:
            return bool(reading.what.met)
        return obligation.threshold.met_by(Amount(value=reading.what.value).number)

    def last_reading(self, node: str, d: date) -> Fact | None:
        """The last reading on or before d and since the last test date."""
        tests = [day for day in self.occurrence_days(node, d) if day <= d]
        readings = [fact for fact in self.facts(Unit(node), Reading) if fact.day.on <= d]
        since = [fact for fact in readings if not tests or fact.day.on >= tests[-1]]
        return since[-1] if since else None

    def failing_began(self, node: str, d: date) -> date | None:
        """The first reading not met after one that was met, or after a default ceased."""
        began, ceased = None, False
        facts = [fact for fact in self.facts(Unit(node), Reading, DefaultCeased) if fact.day.on <= d]
        for fact in sorted(facts, key=lambda fact: (fact.day.on, isinstance(fact.what, DefaultCeased))):
            if isinstance(fact.what, DefaultCeased):
                ceased = True
            elif self.is_met(self.docket.obligations[node], fact):
                began = None
            elif began is None or ceased:
                began, ceased = fact.day.on, False
        return began

    @remembered
    def fails_by_its_readings(self, node: str, d: date) -> bool:
        """Not met and past cure, whatever reliefs there are."""
        obligation = self.docket.obligations[node]
        reading, began = self.last_reading(node, d), self.failing_began(node, d)
        if reading is None or began is None or self.is_met(obligation, reading):
            return False
        return obligation.cure is None or d > self.cured_by(obligation, began)

    def over_while_not_failing(self, node: str, d: date) -> bool:
        obligation = self.docket.obligations[node]
        assert isinstance(obligation.deadline, While | Every)
        ends = [end for end in (obligation.deadline.until, self.last_day_in_force(obligation)) if end]
        if not ends:
            return False
        return any(not self.fails_by_its_readings(node, x) for x in self.days(min(ends) + ONE_DAY, d))

    # --- Consequences --------------------------------------------------------------------------------

    @remembered
    def exposed(self, d: date) -> frozenset[str]:
        """Every consequence exposed on d: by what was missed, then by each other, until nothing is added."""
        able = [
            obligation
            for obligation in self.docket.obligations.values()
            if obligation.is_consequence
            and self.in_force(obligation.instrument, d)
            and not self.consequence_released(obligation.id, d)
        ]
        found: set[str] = set()
        while True:
            more = {ob.id for ob in able if any(self.exposes(link.to, d, found) for link in ob.causes)}
            if more <= found:
                return frozenset(found)
            found |= more

    def exposes(self, cause: str, d: date, exposed: set[str]) -> bool:
        if self.docket.obligations[cause].is_consequence:
            return cause in exposed
        if self.covered(cause, d):
            return False
        return any(self.default_stands(unit, d) for unit in self.units(cause, d))

    def default_stands(self, unit: Unit, d: date) -> bool:
        """Missed, lapsed or failing on or before d, and neither released since nor recorded as ceased."""
        if self.released(unit, d):
            return False
        ceased = [fact.day.on for fact in self.facts(unit, DefaultCeased) if fact.day.on <= d]
        continuing = self.docket.obligations[unit.id].continuing
        for x in self.days(self.first, d):
            if (self.standing(unit.id, x) if continuing else self.duty(unit, x)) in BAD:
                began = self.failing_began(unit.id, x) if continuing else self.miss_began(unit)
                if not any(began is not None and began <= day for day in ceased):
                    return True
        return False

    @remembered
    def miss_began(self, unit: Unit) -> date | None:
        for d in self.days(self.first, self.today):
            if self.duty(unit, d, reliefs=False) in BAD:
                return d
        return None

    @remembered
    def consequence_released(self, node: str, d: date) -> bool:
        if self.released(Unit(node), d):
            return True
        last = self.last_day_in_force(self.docket.obligations[node])
        if last is None or d <= last:
            return False
        return not any(node in self.exposed(x) for x in self.days(self.first, last))


def amount_reached(amount: Amount | None, performances: list[Performed]) -> bool:
    """Whether what was performed so far is all that was owed."""
    in_full = [done for done in performances if done.in_full]
    sums = [Amount(value=done.amount).number for done in performances if done.amount is not None]
    if amount is None or amount.bound == "about":
        return bool(in_full)
    if amount.bound == "at least":
        return any(each >= amount.number for each in sums) or any(done.amount is None for done in in_full)
    return bool(in_full) or sum(sums) >= amount.number


def approval_order(fact: Fact) -> int:
    """On one day and moment: what is handed in, then what is rejected, then what is approved."""
    return {Rejected: 1, Approved: 2}.get(type(fact.what), 0)


def first_day(docket: Docket) -> date:
    """A day before every date in the docket, and before every date that counting back from one can give."""
    found = [day for _, record in docket.records() for day in dates_in(record)]
    back = sum(days_back(step) for _, record in docket.records() for step in steps_in(record))
    return min(found, default=date(2000, 1, 1)) - timedelta(days=2 + back)


def dates_in(value: object) -> Iterator[date]:
    if type(value) is date:
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from dates_in(item)
    elif isinstance(value, Struct):
        for field in value.__struct_fields__:
            yield from dates_in(getattr(value, field))


def steps_in(value: object) -> Iterator[Step]:
    if isinstance(value, Add | BusinessDays | ClearDays):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from steps_in(item)
    elif isinstance(value, Struct):
        for field in value.__struct_fields__:
            yield from steps_in(getattr(value, field))


def days_back(step: Step) -> int:
    if isinstance(step, Add) and step.n < 0:
        return -step.n * {"day": 1, "week": 7, "month": 31, "year": 366}[step.unit]
    if isinstance(step, BusinessDays) and step.n < 0:
        return -step.n * 2 + 5
    return step.n * 2 + 5 if isinstance(step, ClearDays) and step.direction == "before" else 0
