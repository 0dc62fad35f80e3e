"""The judge's reading of defaults: what exposes, what ends that, and what follows after an instrument's end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from model.record.conditions import NoDefault
from model.record.fact import DefaultCeased
from model.record.obligation import Obligation
from tests.model.assess.covenants import Covenants
from tests.model.assess.known import BAD, DONE, Unit, remembered

Root = tuple[Unit, date]
"""What a consequence follows from at last: a duty and its due day, or a covenant and the day it began to fail."""

NEVER = date.max
"""The due day of what has none."""


class Consequences(Covenants):
    """Misses and what follows from them."""

    # --- Defaults ------------------------------------------------------------------------------------

    @remembered
    def defaults(self, unit: Unit, d: date) -> frozenset[Root]:
        """What was missed, lapsed or failing on or before d, and neither released since nor recorded as ceased."""
        if self.released(unit, d):
            return frozenset()
        if self.docket.obligations[unit.id].continuing:
            return self.failings(unit, d)
        if self.duty(unit, d) == "satisfied" or self.has_ceased(unit, self.miss_began(unit), d):
            return frozenset()
        missed = any(self.duty(unit, x) in BAD for x in self.days(self.first, d))
        return frozenset({(unit, self.due(unit) or NEVER)}) if missed else frozenset()

    def failings(self, unit: Unit, d: date) -> frozenset[Root]:
        if self.over_while_not_failing(unit.id, d):
            return frozenset()
        failing = [x for x in self.days(self.first, d) if self.standing(unit.id, x) in BAD]
        began = {self.failing_began(unit.id, x) for x in failing}
        return frozenset((unit, day) for day in began if day is not None and not self.has_ceased(unit, day, d))

    def has_ceased(self, unit: Unit, began: date | None, d: date) -> bool:
        """A default ceased ends what began on or before its own day."""
        ceased = [fact.day.on for fact in self.facts(unit, DefaultCeased) if fact.day.on <= d]
        return began is not None and any(began <= day for day in ceased)

    @remembered
    def miss_began(self, unit: Unit) -> date | None:
        for d in self.days(self.first, self.today):
            if self.duty(unit, d, reliefs=False) in BAD:
                return d
        return None

    # --- What follows --------------------------------------------------------------------------------

    def exposed(self, node: str, d: date) -> bool:
        return bool(self.exposing(d)[node])

    @remembered
    def exposing(self, d: date) -> dict[str, frozenset[Root]]:
        """For each consequence, what exposes it on d: of its own causes, then by way of each other."""
        return self.followed(d, self.exposed_by, self.is_able)

    def exposed_by(self, cause: str, d: date) -> frozenset[Root]:
        found: frozenset[Root] = frozenset()
        if self.covered(cause, d):
            return found
        return found.union(*(self.defaults(unit, d) for unit in self.units(cause, d)))

    def is_able(self, consequence: Obligation, d: date) -> bool:
        return self.in_force(consequence.instrument, d) and not self.released_outright(consequence.id, d)

    def followed(
        self, d: date, rooted: Callable[[str, date], frozenset[Root]], able: Callable[[Obligation, date], bool]
    ) -> dict[str, frozenset[Root]]:
        """What each consequence follows from at last, down all its causes, until nothing is added."""
        all_of_them = [one for one in self.docket.obligations.values() if one.is_consequence]
        found: dict[str, frozenset[Root]] = {one.id: frozenset() for one in all_of_them}
        while True:
            before = dict(found)
            for one in all_of_them:
                if able(one, d):
                    roots = [found[link.to] if link.to in found else rooted(link.to, d) for link in one.causes]
                    found[one.id] |= {root for each in roots for root in each if self.counts_for(one, root, d)}
            if found == before:
                return found

    def counts_for(self, consequence: Obligation, root: Root, d: date) -> bool:
        """After its instrument's end: only what was due or began to fail by then, or outlives that end (see 15)."""
        unit, day = root
        last = self.last_day_of(consequence.instrument)
        if last is None or d <= last or day <= last:
            return True
        return self.docket.obligations[unit.id].instrument == consequence.instrument and self.outlives(unit, last)

    def released_outright(self, node: str, d: date) -> bool:
        fell = self.falls_away_on(node)
        return self.released(Unit(node), d) or (fell is not None and d >= fell)

    def consequence(self, node: str, d: date) -> str:
        obligation = self.docket.obligations[node]
        if not self.in_force(obligation.instrument, d):
            return "dormant"
        if self.released_outright(node, d):
            return "released"
        if self.exposed(node, d):
            return "exposed"
        last = self.last_day_of(obligation.instrument)
        over = last is not None and d > last and not self.may_expose(d)[node]
        return "released" if over else "dormant"

    # --- What may still follow -----------------------------------------------------------------------

    @remembered
    def may_expose(self, d: date) -> dict[str, frozenset[Root]]:
        """For each consequence, what is neither performed, released nor ceased on d and could still expose it."""
        return self.followed(d, self.left_of, lambda one, day: not self.released_outright(one.id, day))

    def left_of(self, cause: str, d: date) -> frozenset[Root]:
        obligation = self.docket.obligations[cause]
        if obligation.continuing:
            return self.left_of_covenant(Unit(cause), d)
        left = {(unit, self.due(unit) or NEVER) for unit in self.all_units(cause, d) if self.may_be_missed(unit, d)}
        return frozenset(left | self.to_come(cause, d))

    def all_units(self, cause: str, d: date) -> set[Unit]:
        """Its occurrences up to the next one, and those named by d that are due later."""
        if not self.is_series(cause):
            return {Unit(cause)}
        named = {unit for _, unit in self.owed_on(cause, d) if unit.occurrence and unit.occurrence <= d}
        return named | set(self.units(cause, d))

    def to_come(self, cause: str, d: date) -> set[Root]:
        """A series that nothing has set off, or that happens on no rule, may have occurrences that nobody knows of."""
        if not self.is_series(cause) or self.series_released(cause, d):
            return set()
        obligation = self.docket.obligations[cause]
        end = self.series_end(obligation)
        open_ended = self.event_again(obligation) is not None and (end is None or d < end)
        return {(Unit(cause), NEVER)} if open_ended or self.sleeps(cause, d) else set()

    def series_released(self, node: str, d: date) -> bool:
        """Line 3 for a series as a whole, which no occurrence has come of."""
        return self.released(Unit(node), d) or self.instrument_ended(Unit(node), d) or self.fallen_away(Unit(node), d)

    def may_be_missed(self, unit: Unit, d: date) -> bool:
        """Whether it can still expose: not performed, released or ceased. Late performance alone ends no default."""
        obligation = self.docket.obligations[unit.id]
        last = self.last_day_of(obligation.instrument)
        never_binds = not self.binds(obligation, d) and last is not None and d > last
        word = self.duty(unit, d)
        if obligation.binding == "plan" or never_binds or word in ("released", "satisfied"):
            return False
        if self.has_ceased(unit, self.miss_began(unit), d):
            return False
        return word not in DONE or bool(self.defaults(unit, d))

    def left_of_covenant(self, unit: Unit, d: date) -> frozenset[Root]:
        """Each failing that stands or is in cure; and, where it outlives an end, any to come."""
        if self.released(unit, d) or self.over_while_not_failing(unit.id, d):
            return frozenset()
        began = self.failing_began(unit.id, d)
        stands = began is not None and not self.has_ceased(unit, began, d)
        return self.defaults(unit, d) | ({(unit, began)} if stands and began else set()) | {(unit, NEVER)}

    # --- The state that nothing is in default ----------------------------------------------------------

    def no_default_stands(self, state: NoDefault, own: str, d: date) -> bool:
        """Whether nothing that a state need asks of is in default on d (see 32)."""
        asked = [
            one
            for one in self.docket.obligations.values()
            if one.id != own
            and one.binding == "duty"
            and not one.is_consequence
            and state.instrument in (None, one.instrument)
            and state.party in (None, one.obligor)
            and self.in_force(one.instrument, d)
        ]
        return not any(self.in_default(one, d, in_cure=state.level == "default") for one in asked)

    def in_default(self, obligation: Obligation, d: date, *, in_cure: bool) -> bool:
        if self.exposed_by(obligation.id, d):
            return True
        return in_cure and any(self.unit_standing(unit, d) == "in cure" for unit in self.units(obligation.id, d))
