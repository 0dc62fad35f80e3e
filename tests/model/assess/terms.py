"""The judge's reading of terms: when an instrument is in force, what its end releases, and what falls away."""

from __future__ import annotations

from datetime import date

from model.record.conditions import FallsAway, Need
from model.record.deadline import (
    After,
    Anchor,
    EventAnchor,
    Every,
    InstrumentAnchor,
    While,
    anchors_of,
    dated_parts,
)
from model.record.instrument import Instrument
from model.record.obligation import Obligation
from tests.model.assess.known import MET, ONE_DAY, Unit, remembered
from tests.model.assess.occurrences import Occurrences


class Terms(Occurrences):
    """The beginning and end of instruments, and of what arises under them."""

    # --- In force ------------------------------------------------------------------------------------

    @remembered
    def in_force_from(self, instrument: str) -> date | None:
        """The first day on which all its conditions are met, not before it begins nor after it has ended (see 30)."""
        found = self.docket.instruments[instrument]
        begins, last = found.begins or self.first, self.last_day_of(instrument)
        if self.always_in_force(instrument) or (last is not None and last < begins):
            return None
        if found.in_force_when is None:
            return begins if begins <= self.today else None
        through = self.today if last is None else min(self.today, last)
        return next((d for d in self.days(begins, through) if self.conditions_met(found, d)), None)

    def conditions_met(self, instrument: Instrument, d: date) -> bool:
        when = instrument.in_force_when
        assert when is not None
        happened = all((day := self.event_day(event)) is not None and day <= d for event in when.events)
        return happened and all(self.met(need, d) for need in when.needs)

    def met(self, need: Need, d: date) -> bool:
        """One of several is satisfied, in compliance or released, or forbids what nobody is known to have done."""
        return any(self.standing(other, d) in MET or self.forbids_untested(other, d) for other in need.one_of)

    def forbids_untested(self, node: str, d: date) -> bool:
        return self.docket.obligations[node].must_not and self.standing(node, d) == "untested"

    @remembered
    def last_day_of(self, instrument: str | None) -> date | None:
        """The last day in force: the stated one, or that which its own terms come to, whichever is earlier."""
        found = self.instrument(instrument)
        if found is None:
            return None
        ends = self.day_of(found.ends, instrument) if found.ends is not None else None
        return min((day for day in (found.in_force_until, ends) if day is not None), default=None)

    # --- What an end leaves --------------------------------------------------------------------------

    def instrument_ended(self, unit: Unit, d: date) -> bool:
        """An end releases what falls due after it and what has no due day, unless that outlives it."""
        last = self.last_day_of(self.docket.obligations[unit.id].instrument)
        if last is None or d <= last:
            return False
        due = self.due(unit)
        return (due is None or due > last) and not self.outlives(unit, last)

    @remembered
    def outlives(self, unit: Unit, last: date) -> bool:
        """It survives by its words, counts from the end itself, or is a payment that had accrued by then (26, 27)."""
        obligation = self.docket.obligations[unit.id]
        return obligation.survives or self.counts_from_the_end(obligation, last) or self.accrued(unit, last)

    def counts_from_the_end(self, obligation: Obligation, last: date) -> bool:
        end = [InstrumentAnchor(instrument=obligation.instrument, of="end")] if obligation.instrument else []
        if obligation.starts is not None and any(anchor in end for anchor in obligation.starts.of):
            return True
        deadline = obligation.deadline
        if isinstance(deadline, Every):
            return deadline.begins is not None and deadline.begins.anchor in end
        if obligation.override is not None:
            return False
        return any(
            isinstance(part, After)
            and part.anchor in end
            and (self.part_day(part, obligation.instrument) or last) > last
            for part in dated_parts(deadline)
        )

    def accrued(self, unit: Unit, last: date) -> bool:
        """A payment that something had set off by the last day: past line 4 then."""
        obligation = self.docket.obligations[unit.id]
        if obligation.kind != "payment" or obligation.binding != "duty":
            return False
        if isinstance(obligation.deadline, Every):
            return unit.occurrence is not None and unit.occurrence <= last and self.begun(unit, last)
        anchors: tuple[Anchor, ...] = anchors_of(obligation.deadline) if obligation.override is None else ()
        set_off = obligation.starts is not None or anchors or obligation.paid_from
        return bool(set_off) and self.begun(unit, last)

    # --- Falling away --------------------------------------------------------------------------------

    @remembered
    def falls_away_on(self, node: str) -> date | None:
        """The first day on which something stands that takes it away, for good."""
        days = [self.stands_from(one) for one in self.docket.obligations[node].falls_away]
        return min((day for day in days if day is not None), default=None)

    def stands_from(self, one: FallsAway) -> date | None:
        anchor = one.when
        if isinstance(anchor, EventAnchor):
            return self.event_day(anchor.event)
        if isinstance(anchor, InstrumentAnchor) and anchor.of == "start":
            return self.in_force_from(anchor.instrument)
        if isinstance(anchor, InstrumentAnchor):
            last = self.last_day_of(anchor.instrument)
            return last + ONE_DAY if last else None
        return self.first_done(anchor.obligation) if anchor.of == "performed" else self.first_missed(anchor.obligation)

    @remembered
    def first_done(self, node: str) -> date | None:
        """The first day on which a performance of it, or of any occurrence of it, stood."""
        named = {(fact.occurrence, fact.number) for fact in self.known if fact.about == node}
        for d in self.days(self.first, self.today):
            units = [Unit(node)]
            if self.is_series(node):
                units = [one for _, one in self.owed_on(node, d) if (one.occurrence, one.number) in named]
            if any(self.done_on(unit, d) is not None for unit in units):
                return d
        return None

    def fallen_away(self, unit: Unit, d: date) -> bool:
        """What was due before the day on which it fell away stays owed."""
        fell = self.falls_away_on(unit.id)
        if fell is None or d < fell:
            return False
        due = self.due(unit)
        return due is None or due >= fell

    def gone(self, unit: Unit, d: date) -> bool:
        """Line 3, but for what releases it whether or not it was due: ended, fallen away, or nought when due."""
        return self.instrument_ended(unit, d) or self.fallen_away(unit, d) or self.comes_to_nothing(unit, d)

    def ends_of_covenant(self, node: str) -> list[date]:
        """The last days on which a covenant is kept: of its own time or its instrument, and before it fell away."""
        obligation = self.docket.obligations[node]
        assert isinstance(obligation.deadline, While | Every)
        own = obligation.deadline
        until = own.until if isinstance(own, While) else self.series_end(obligation)
        last = self.last_day_of(obligation.instrument)
        if last is not None and self.outlives(Unit(node), last):
            last = None
        times = [day for day in (until, last) if day is not None]
        fell = self.falls_away_on(node)
        return [*([min(times)] if times else []), *([fell - ONE_DAY] if fell else [])]
