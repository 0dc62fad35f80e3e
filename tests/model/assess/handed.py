"""The judge's reading of facts: what was performed, handed in, approved, rejected and withdrawn."""

from __future__ import annotations

from datetime import date

from model.record.deadline import Every
from model.record.fact import Approved, Cancelled, Fact, Performed, Rejected, Submitted
from model.record.obligation import Obligation
from tests.model.assess.known import Known, Unit, remembered


class Handed(Known):
    """What the facts about one obligation, or one occurrence of it, say."""

    @remembered
    def facts(self, unit: Unit, *kinds: type) -> list[Fact]:
        """The facts of D or before about it, by day; of a series, those of the occurrence (see 16)."""
        whole = unit.occurrence is None
        opens = self.opening(unit) if Performed in kinds or Submitted in kinds else None
        found = [
            fact
            for fact in self.known
            if fact.about == unit.id
            and isinstance(fact.what, kinds)
            and ((whole and not self.stray(fact)) or names(fact, unit) or cancels_the_series(fact))
            and not (opens and self.too_early(fact, opens))
        ]
        return sorted(found, key=in_turn)

    def stray(self, fact: Fact) -> bool:
        """Names an occurrence that the series does not have, as far as D knows it (see 41)."""
        if fact.occurrence is None or not isinstance(self.docket.obligations[fact.about].deadline, Every):
            return False
        return not any(names(fact, unit) for _, unit in self.owed(fact.about, fact.occurrence))

    def too_early(self, fact: Fact, opens: date) -> bool:
        """Done before it may be, and not accepted by D (see 24)."""
        if not isinstance(fact.what, Performed | Submitted) or fact.day.on >= opens:
            return False
        return fact.what.accepted is None or fact.what.accepted > self.today

    @remembered
    def approved_spells(self, unit: Unit) -> list[tuple[date, date | None]]:
        """Each performance that was approved: its day, and the day on which the approval was withdrawn (see 8)."""
        approval = self.docket.obligations[unit.id].approval
        waiting: list[date] = []
        done: date | None = None
        spells: list[tuple[date, date | None]] = []
        for fact in self.facts(unit, Submitted, Performed, Rejected, Approved):
            if isinstance(fact.what, Rejected):
                if done is not None and fact.what.withdraws_approval:
                    spells.append((done, fact.day.on))
                    done = None
                waiting = []
            elif not isinstance(fact.what, Approved):
                waiting.append(fact.day.on)
            else:
                to_submit = bool(waiting) and approval is not None and approval.deadline_for == "submission"
                done = done or (waiting[-1] if to_submit else fact.day.on)
                waiting = []
        return spells if done is None else [*spells, (done, None)]

    def approved_on(self, unit: Unit, d: date) -> date | None:
        """The day of the approved performance that stands on d."""
        for done, withdrawn in self.approved_spells(unit):
            if done <= d and (withdrawn is None or d < withdrawn):
                return done
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

    @remembered
    def performances(self, unit: Unit, d: date) -> list[Fact]:
        """What was performed by d, in full or in part; a rejection voids what came before it and was not approved.

        Of a series as a whole, what was performed of each occurrence (see 16).
        """
        if unit.occurrence is None and self.is_series(unit.id):
            about = [one for one in self.known if one.about == unit.id and one.occurrence and not self.stray(one)]
            named = {(one.occurrence, one.number) for one in about}
            found = [fact for day, number in named for fact in self.performances(Unit(unit.id, day, number), d)]
            return sorted(found, key=in_turn)
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
                kept = [] if isinstance(fact.what, Rejected) and fact.what.withdraws_approval else kept
                waiting = []
        return kept + waiting

    def brought_in(self, source: str, d: date) -> bool:
        return bool(self.performances(Unit(source), d))


def names(fact: Fact, unit: Unit) -> bool:
    """Whether a fact is of that very occurrence."""
    return (fact.occurrence, fact.number) == (unit.occurrence, unit.number)


def cancels_the_series(fact: Fact) -> bool:
    return fact.occurrence is None and isinstance(fact.what, Cancelled)


def in_turn(fact: Fact) -> tuple[object, ...]:
    """By day; on one day a withdrawn approval last, else as recorded; at one moment as things go."""
    return (fact.day.on, approval_order(fact) == WITHDRAWN, fact.recorded_at, approval_order(fact), fact.id)


WITHDRAWN = 3


def approval_order(fact: Fact) -> int:
    """On one day and moment: what is handed in, then what is rejected, approved, withdrawn."""
    if isinstance(fact.what, Rejected):
        return WITHDRAWN if fact.what.withdraws_approval else 1
    return 2 if isinstance(fact.what, Approved) else 0
