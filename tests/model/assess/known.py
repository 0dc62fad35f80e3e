"""What the judge knows by D of each obligation's own facts and days, asked for one day at a time.

The readings taken where the domain page is silent are numbered in :mod:`tests.model.assess.simulation`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile
from typing import Any, Concatenate, ParamSpec, TypeVar

from msgspec import Struct

from model.days.calendar import named
from model.days.operation import Add, BusinessDays, ClearDays, Step
from model.days.recurrence import occurrences
from model.days.step import work_out
from model.docket import Docket
from model.record.amount import Amount
from model.record.deadline import (
    After,
    Anchor,
    Dated,
    Deadline,
    Earliest,
    EventAnchor,
    Every,
    InstrumentAnchor,
    Latest,
    On,
    While,
    dated_parts,
    is_promptly,
)
from model.record.fact import Approved, Cancelled, Fact, Performed, Rejected, Submitted
from model.record.instrument import Instrument
from model.record.obligation import Obligation

ONE_DAY = timedelta(days=1)
LOOK_AHEAD = timedelta(days=800)
BAD = ("missed", "lapsed", "failing")
DONE = ("satisfied", "satisfied late")

P = ParamSpec("P")
T = TypeVar("T")
K = TypeVar("K", bound="Known")


@dataclass(frozen=True)
class Unit:
    """What is performed or missed by itself: an obligation, or one occurrence of a series by its due day."""

    id: str
    occurrence: date | None = None


def remembered(method: Callable[Concatenate[K, P], T]) -> Callable[Concatenate[K, P], T]:
    """Ask once: the same question about the same day has one answer."""

    def answer(self: K, /, *args: P.args, **kwargs: P.kwargs) -> T:
        question = (method.__name__, args, tuple(kwargs.items()))
        if question not in self.memory:
            self.memory[question] = method(self, *args, **kwargs)
        return self.memory[question]  # type: ignore[no-any-return]

    return answer


class Known(ABC):
    """One docket as it is known on one day D."""

    def __init__(self, docket: Docket, day: date) -> None:
        self.docket = docket
        self.today = day
        self.first = min(first_day(docket), day)
        self.memory: dict[object, Any] = {}
        self.known = [fact for fact in docket.facts.values() if fact.day.on <= day]

    @abstractmethod
    def standing(self, node: str, d: date) -> str:
        """How an obligation or relief stands at the end of d."""

    @abstractmethod
    def duty(self, unit: Unit, d: date, reliefs: bool = True) -> str:
        """How a duty, right or plan, or one occurrence of a series, stands at the end of d."""

    def days(self, first: date, last: date) -> Iterator[date]:
        while first <= last:
            yield first
            first += ONE_DAY

    # --- Instruments -----------------------------------------------------------------------------

    def instrument(self, instrument: str | None) -> Instrument | None:
        return self.docket.instruments[instrument] if instrument else None

    def in_force(self, instrument: str | None, d: date) -> bool:
        """Has come into force; its end is another question."""
        found = self.instrument(instrument)
        return found is None or found.begins is None or found.begins <= d

    def last_day_in_force(self, obligation: Obligation) -> date | None:
        found = self.instrument(obligation.instrument)
        return found.in_force_until if found else None

    # --- Facts of one duty -----------------------------------------------------------------------

    def facts(self, unit: Unit, *kinds: type) -> list[Fact]:
        """The facts of D or before about it, by day; of a series, those of the occurrence (see 16)."""
        whole = unit.occurrence is None
        opens = self.window_opens(unit) if Performed in kinds or Submitted in kinds else None
        found = [
            fact
            for fact in self.known
            if fact.about == unit.id
            and isinstance(fact.what, kinds)
            and (whole or fact.occurrence == unit.occurrence or self.cancels_the_series(fact))
            and not (opens and isinstance(fact.what, Performed | Submitted) and fact.day.on < opens)
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

    def extended(self, node: str, done: date) -> bool:
        """Performed by the new due day of an extension, while that was live."""
        return any(
            relief.new_due is not None and done <= relief.new_due and self.standing(relief.id, done) == "live"
            for relief in self.docket.reliefs.values()
            if node in relief.covers and relief.kind == "extension"
        )

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
        return bool(self.performances(unit, d))

    def performances(self, unit: Unit, d: date) -> list[Fact]:
        """What was performed by d, in full or in part; a rejection voids what came before it and was not approved."""
        approval = self.docket.obligations[unit.id].approval
        waiting: list[Fact] = []
        kept: list[Fact] = []
        for fact in self.facts(unit, Performed, Rejected, Approved):
            if fact.day.on > d:
                break
            if isinstance(fact.what, Performed):
                waiting.append(fact)
            elif approval is not None:
                kept += waiting if isinstance(fact.what, Approved) else []
                waiting = []
        return kept + waiting

    # --- What it waits for -----------------------------------------------------------------------

    def blocked(self, obligation: Obligation, d: date) -> bool:
        enough = (*DONE, "in compliance", "released")
        return any(all(self.standing(other, d) not in enough for other in need.one_of) for need in obligation.needs)

    def begun(self, unit: Unit, d: date) -> bool:
        """It has started, its anchor has happened, it may be performed, and there is something to pay it from."""
        obligation = self.docket.obligations[unit.id]
        deadline = obligation.deadline
        if obligation.override is not None and isinstance(deadline, On | After | Earliest | Latest):
            deadline = None
        stops = obligation.starts is not None and is_promptly(obligation.deadline)
        if not self.anchors_happened(deadline, d) and not stops:
            return False
        opens = self.window_opens(unit)
        if opens is not None and d < opens:
            return False
        if isinstance(deadline, On | After) and deadline.not_earlier_than and d < deadline.not_earlier_than:
            return False
        if isinstance(deadline, While) and deadline.since and d < deadline.since:
            return False
        if isinstance(deadline, Every) and obligation.continuing and deadline.start and d < deadline.start:
            return False
        nothing_to_pay_from = obligation.paid_from and not any(
            self.brought_in(link.to, d) for link in obligation.paid_from
        )
        due = self.due(unit)
        stopped = is_promptly(obligation.deadline) and due is not None and d >= due
        return (self.started(obligation, d) or stopped) and not (due is None and nothing_to_pay_from)

    def started(self, obligation: Obligation, d: date) -> bool:
        if obligation.starts is None:
            return True
        happened = [self.happened(anchor, d) for anchor in obligation.starts.of]
        return any(happened) if obligation.starts.pick == "earlier" else all(happened)

    def anchors_happened(self, deadline: Deadline | None, d: date) -> bool:
        known = [self.part_known(part, d) for part in dated_parts(deadline)]
        return any(known) if isinstance(deadline, Earliest) else all(known)

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
        if isinstance(anchor, InstrumentAnchor):
            raise NotImplementedError
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
        return bool(self.performances(Unit(source), d))

    # --- Days ------------------------------------------------------------------------------------

    @remembered
    def due(self, unit: Unit) -> date | None:
        obligation = self.docket.obligations[unit.id]
        deadline = obligation.deadline
        if unit.occurrence is not None:
            return self.occurrence_due(obligation, unit.occurrence)
        if obligation.binding == "plan":
            return None
        if obligation.override is not None:
            return obligation.override.day
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

    @remembered
    def window_opens(self, unit: Unit) -> date | None:
        """The first day on which it may be done, where it has a window and that is known."""
        obligation = self.docket.obligations[unit.id]
        deadline = obligation.deadline
        if isinstance(deadline, Every) and unit.occurrence and deadline.opens:
            by_hand = unit.occurrence in [change.occurrence for change in deadline.changed]
            day_zero = None if by_hand else unit.occurrence
        elif isinstance(deadline, After) and deadline.opens and obligation.override is None:
            day_zero = self.anchor_day(deadline.anchor)
        else:
            return None
        if day_zero is None:
            return None
        opens, closes = self.counted(deadline.opens, day_zero, obligation), self.closes(unit, day_zero)
        return opens if opens <= closes else None

    def closes(self, unit: Unit, day_zero: date) -> date:
        """The day on which a window closes: that of a plan too, which is due on none."""
        obligation = self.docket.obligations[unit.id]
        assert isinstance(obligation.deadline, After | Every)
        steps = obligation.deadline.steps
        return self.counted(steps, day_zero, obligation) if steps else day_zero

    def counted(self, steps: tuple[Step, ...], day_zero: date, obligation: Obligation) -> date:
        found = self.instrument(obligation.instrument)
        calendars = found.calendars if found and found.calendars else ("SAT_SUN",)
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

    # --- Series ----------------------------------------------------------------------------------

    def is_series(self, node: str) -> bool:
        obligation = self.docket.obligations[node]
        return isinstance(obligation.deadline, Every) and not obligation.continuing

    def units(self, node: str, d: date) -> list[Unit]:
        """The obligation itself; of a series, each occurrence up to the next one after d (see 17)."""
        if not self.is_series(node):
            return [Unit(node)]
        fallen = sorted(self.owed(node, d + LOOK_AHEAD), key=lambda pair: pair[0])
        past = [unit for due, unit in fallen if due <= d]
        ahead = [unit for due, unit in fallen if due > d]
        done = list(takewhile(lambda unit: self.is_done_ahead(unit, d), ahead))
        return [*past, *done, *ahead[len(done) :][:1]]

    def is_done_ahead(self, unit: Unit, d: date) -> bool:
        """Whether an occurrence still to come is settled by what is recorded of it."""
        named = any(fact.about == unit.id and fact.occurrence == unit.occurrence for fact in self.known)
        return named and self.duty(unit, d) in (*DONE, "released", "lapsed")

    def owed(self, node: str, through: date) -> list[tuple[date, Unit]]:
        """Each occurrence of a series with its due day, without those that are not owed."""
        units = [Unit(node, day) for day in self.occurrence_days(node, through)]
        return [(due, unit) for unit in units if (due := self.due(unit)) is not None]

    def occurrence_due(self, obligation: Obligation, named: date) -> date | None:
        """The day that the occurrence was moved to; none if it is not owed; else counted from the day that names it."""
        series = obligation.deadline
        assert isinstance(series, Every)
        for change in series.changed:
            if change.occurrence == named:
                return change.due
        return self.counted(series.steps, named, obligation) if series.steps else named

    def occurrence_days(self, node: str, through: date) -> list[date]:
        deadline = self.docket.obligations[node].deadline
        if not isinstance(deadline, Every):
            return []
        rule, start = deadline.rule, deadline.start
        if deadline.event:
            event = self.docket.events[deadline.event]
            first = event.happened or event.expected
            rule, start = event.recurs, max(filter(None, [first.on if first else None]), default=None)
        days = occurrences(rule, start, through) if start and start <= through else ()
        return [
            day
            for day in days
            if (deadline.until is None or day <= deadline.until) and (deadline.start is None or day >= deadline.start)
        ]

    def sleeps(self, node: str, d: date) -> bool:
        """A series that has no occurrence, now or to come."""
        return self.is_series(node) and not self.units(node, d)

    def shown(self, node: str, d: date) -> Unit:
        """The occurrence by which a series stands: the earliest that is not done, else the next, else the last."""
        units = self.units(node, d)
        if not self.is_series(node):
            return units[0]
        return next((unit for unit in units if self.duty(unit, d) not in (*DONE, "released", "lapsed")), units[-1])


def amount_reached(amount: Amount | None, performances: list[Performed]) -> bool:
    """Whether what was performed so far is all that was owed."""
    in_full = [done for done in performances if done.in_full]
    sums = [Amount(value=done.amount).number for done in performances if done.amount is not None]
    if amount is None or amount.bound == "about":
        return bool(in_full) if amount else any(done.in_full is not False for done in performances)
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
