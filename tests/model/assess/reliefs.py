"""The judge's reading of reliefs: how long they last, what breaks them, and what they cover and release."""

from __future__ import annotations

from datetime import date

from model.record.fact import Cancelled
from model.record.relief import Relief
from tests.model.assess.known import ONE_DAY, Unit, remembered
from tests.model.assess.terms import Terms


class Reliefs(Terms):
    """Waivers, standstills, extensions and releases, and all else that releases an obligation at once."""

    @remembered
    def end_of(self, node: str) -> date | None:
        """Its own last day; on from there, each day on which an extension of it is live, as far as D can know.

        A standstill lasts no longer than its instrument (see 28).
        """
        relief = self.docket.reliefs[node]
        last = relief.last_day
        while last is not None and (ends := self.goes_on(node, last + ONE_DAY)):
            last = None if None in ends else max(day for day in ends if day is not None)
        of_instrument = self.last_day_of(relief.instrument) if relief.kind == "standstill" else None
        return min((day for day in (last, of_instrument) if day is not None), default=None)

    def goes_on(self, node: str, x: date) -> list[date | None]:
        """For each extension of it that is live on x: x, if that has come; else the end that it has as things are."""
        found: list[date | None] = []
        for other in self.docket.reliefs.values():
            if node not in other.extends or self.standing(other.id, min(x, self.today)) != "live":
                continue
            end = self.end_of(other.id)
            if end is None or x <= end:
                found.append(x if x <= self.today else end)
        return found

    def relief_start(self, relief: Relief) -> date | None:
        """Its own first day, but not before its instrument comes into force; None while either is not known."""
        start, instrument = relief.effective_from, relief.instrument
        if start is None or instrument is None or self.always_in_force(instrument):
            return start
        begins = self.in_force_from(instrument)
        return max(start, begins) if begins else None

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
        last = self.end_of(relief.id)
        if last is None or x != last + ONE_DAY or self.is_series(condition):
            return False
        not_performed = self.duty(Unit(condition), last) in ("partly performed", "open")
        return self.due(Unit(condition)) is None and not_performed

    @remembered
    def covered(self, node: str, d: date) -> bool:
        """A live relief covers it; an extension covers nothing past its new due day."""
        return any(
            self.standing(relief.id, d) == "live"
            and (relief.new_due is None or d <= relief.new_due)
            and not self.never_granted(relief)
            for relief in self.docket.reliefs.values()
            if node in relief.covers
        )

    def never_granted(self, relief: Relief) -> bool:
        """It has lapsed by D, and by its own words its lapse reaches back: past days too are judged without it."""
        return relief.reinstatement == "as if never granted" and self.standing(relief.id, self.today) == "lapsed"

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
            self.standing(relief.id, d) == "live" and not self.never_granted(relief)
            for relief in self.docket.reliefs.values()
            if relief.kind == "release" and node in relief.covers
        )

    def satisfied_by_itself(self, node: str, d: date) -> bool:
        """Lines 1 and 2: in force and performed."""
        obligation = self.docket.obligations[node]
        if obligation.continuing or obligation.is_consequence or self.is_series(node):
            return False
        return self.binds(obligation, d) and self.done_on(Unit(node), d) is not None

    def relief(self, node: str, d: date) -> str:
        relief = self.docket.reliefs[node]
        start, last = self.relief_start(relief), self.end_of(node)
        if start is None or d < start or relief.signed == "unsigned":
            return "pending"
        window_end = d if last is None else min(d, last + ONE_DAY)
        if any(self.condition_broken(relief, x) for x in self.days(start, window_end)):
            return "lapsed"
        return "ended" if last is not None and d > last else "live"
