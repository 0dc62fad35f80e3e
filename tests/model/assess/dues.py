"""The judge's reading of days: anchors, due days, windows, cure, and what has begun."""

from __future__ import annotations

from datetime import date

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
from model.record.obligation import Obligation
from tests.model.assess.known import BAD, ONE_DAY, Unit, remembered
from tests.model.assess.sums import Sums


class Dues(Sums):
    """When something is due, and what has to come first."""

    # --- Anchors -------------------------------------------------------------------------------------

    @remembered
    def anchor_day(self, anchor: Anchor) -> date | None:
        """The day of an anchor, worked out from all that is known on D."""
        if isinstance(anchor, EventAnchor):
            return self.event_day(anchor.event)
        if isinstance(anchor, InstrumentAnchor):
            return self.last_day_of(anchor.instrument) if anchor.of == "end" else self.counts_from(anchor.instrument)
        if anchor.of == "performed":
            return self.done_on(Unit(anchor.obligation), self.today)
        return self.due(Unit(anchor.obligation)) if anchor.of == "due" else self.first_missed(anchor.obligation)

    def counts_from(self, instrument: str) -> date | None:
        """The day from which what runs from an instrument's coming into force counts, once it is in force."""
        found = self.docket.instruments[instrument]
        first = self.in_force_from(instrument)
        stated = found.in_force_when.effective if found.in_force_when else None
        return None if first is None else stated or first

    def anchor_known(self, anchor: Anchor, d: date) -> bool:
        """Whether a deadline may count from it on d: it has happened, or is known before it comes (see 3)."""
        day = self.anchor_day(anchor)
        if day is None or isinstance(anchor, EventAnchor):
            return day is not None and day <= d
        if isinstance(anchor, InstrumentAnchor):
            return anchor.of == "end" or self.in_force(anchor.instrument, d)
        return anchor.of == "due" or day <= d

    def happened(self, anchor: Anchor, d: date) -> bool:
        """Whether what starts with it has started on d."""
        day = self.anchor_day(anchor)
        return day is not None and day <= d and self.anchor_known(anchor, d)

    @remembered
    def first_missed(self, node: str) -> date | None:
        """The first day on which it, or an occurrence of it, stands missed, lapsed or failing."""
        for d in self.days(self.first, self.today):
            if any(self.unit_standing(unit, d) in BAD for unit in self.units(node, d)):
                return d
        return None

    def unit_standing(self, unit: Unit, d: date) -> str:
        return self.standing(unit.id, d) if self.docket.obligations[unit.id].continuing else self.duty(unit, d)

    # --- What it waits for ---------------------------------------------------------------------------

    @remembered
    def begun(self, unit: Unit, d: date) -> bool:
        """It has started, its anchor has happened, it may be performed, and there is something to pay it from."""
        obligation = self.docket.obligations[unit.id]
        deadline = obligation.deadline
        if obligation.override is not None and isinstance(deadline, On | After | Earliest | Latest):
            deadline = None
        stops = obligation.starts is not None and is_promptly(obligation.deadline)
        if not self.anchors_known(deadline, d) and not stops:
            return False
        if isinstance(deadline, Every) and not self.occurrence_begun(obligation, deadline, unit, d):
            return False
        opens = self.opening(unit)
        if opens is not None and d < opens:
            return False
        if isinstance(deadline, While) and deadline.since and d < deadline.since:
            return False
        nothing_to_pay_from = obligation.paid_from and not any(
            self.brought_in(link.to, d) for link in obligation.paid_from
        )
        due = self.due(unit)
        stopped = is_promptly(obligation.deadline) and due is not None and d >= due
        return (self.started(obligation, d) or stopped) and not (due is None and nothing_to_pay_from)

    def occurrence_begun(self, obligation: Obligation, series: Every, unit: Unit, d: date) -> bool:
        """The series has begun, what it comes round with has happened; of a covenant, its first day has come."""
        if series.begins is not None and not self.anchor_known(series.begins.anchor, d):
            return False
        if self.event_again(obligation) is not None and unit.occurrence is not None and d < unit.occurrence:
            return False
        start = self.series_start(obligation)
        return not obligation.continuing or start is None or d >= start

    def started(self, obligation: Obligation, d: date) -> bool:
        if obligation.starts is None:
            return True
        happened = [self.happened(anchor, d) for anchor in obligation.starts.of]
        return any(happened) if obligation.starts.pick == "earlier" else all(happened)

    def anchors_known(self, deadline: Deadline | None, d: date) -> bool:
        known = [isinstance(part, On) or self.anchor_known(part.anchor, d) for part in dated_parts(deadline)]
        return any(known) if isinstance(deadline, Earliest) else all(known)

    # --- Due days ------------------------------------------------------------------------------------

    @remembered
    def due(self, unit: Unit) -> date | None:
        obligation = self.docket.obligations[unit.id]
        if unit.occurrence is not None:
            return self.occurrence_due(obligation, unit.occurrence)
        if obligation.binding == "plan":
            return None
        if obligation.override is not None:
            return obligation.override.day
        return self.day_of(obligation.deadline, obligation.instrument)

    def day_of(self, deadline: Deadline | None, instrument: str | None) -> date | None:
        """The day that a dated form comes to."""
        days = [self.part_day(part, instrument) for part in dated_parts(deadline)]
        known = [day for day in days if day is not None]
        if isinstance(deadline, Latest):
            return max(known) if len(known) == len(days) else None
        return min(known, default=None)

    def part_day(self, part: Dated, instrument: str | None) -> date | None:
        if isinstance(part, On):
            return part.day.on - ONE_DAY if part.strictly_before else part.day.on
        anchor = self.anchor_day(part.anchor)
        return self.counted(part.steps, anchor, instrument) if anchor else None

    def occurrence_due(self, obligation: Obligation, named: date) -> date | None:
        """The day that the occurrence was moved to; none if it is not owed; else counted from the day that names it."""
        series = obligation.deadline
        assert isinstance(series, Every)
        for change in series.changed:
            if change.occurrence == named:
                return change.due
        return self.counted(series.steps, named, obligation.instrument)

    # --- Not before ----------------------------------------------------------------------------------

    @remembered
    def opening(self, unit: Unit) -> date | None:
        """The first day on which it may be done, where there is one and it is not after the due day (see 22)."""
        obligation = self.docket.obligations[unit.id]
        deadline = obligation.deadline
        by_hand = obligation.override is not None and not isinstance(deadline, Every)
        if by_hand or obligation.continuing:
            return None
        stated = deadline.not_earlier_than if isinstance(deadline, On | After) else None
        found = [day for day in (self.window_opens(unit), stated) if day is not None]
        closes = self.closes(unit) if found else None
        return max((day for day in found if closes is None or day <= closes), default=None)

    def window_opens(self, unit: Unit) -> date | None:
        obligation = self.docket.obligations[unit.id]
        deadline = obligation.deadline
        if isinstance(deadline, Every) and unit.occurrence and deadline.opens:
            by_hand = unit.occurrence in [change.occurrence for change in deadline.changed]
            return None if by_hand else self.counted(deadline.opens, unit.occurrence, obligation.instrument)
        if isinstance(deadline, After) and deadline.opens:
            day_zero = self.anchor_day(deadline.anchor)
            return self.counted(deadline.opens, day_zero, obligation.instrument) if day_zero else None
        return None

    def closes(self, unit: Unit) -> date | None:
        """The day by which it is to be done: that of a plan too, which is due on none."""
        obligation = self.docket.obligations[unit.id]
        if unit.occurrence is not None:
            return self.due(unit)
        return self.day_of(obligation.deadline, obligation.instrument)

    # --- Cure ----------------------------------------------------------------------------------------

    @remembered
    def last_day(self, unit: Unit) -> date | None:
        """c: the last day of cure, or the due day where there is no cure."""
        due = self.due(unit)
        return due if due is None else self.cured_by(self.docket.obligations[unit.id], due)

    def cured_by(self, obligation: Obligation, day_zero: date) -> date:
        """The last day of cure, counted from the first notice on or after day zero, where that starts it."""
        cure = obligation.cure
        if cure is None:
            return day_zero
        noticed = self.event_days(cure.event) if cure.event and cure.runs_from != "miss" else []
        since = [day for day in noticed if day >= day_zero]
        return self.counted(cure.period, min(since, default=day_zero), obligation.instrument)
