"""The judge's reading of money: what an obligation owes on a day, and when that much was performed."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from model.record.amount import Amount
from model.record.deadline import Every, is_counted
from model.record.fact import Performed
from model.record.obligation import Obligation
from model.record.share import OfMetric, OfProceeds, Share
from tests.model.assess.handed import Handed
from tests.model.assess.known import LOOK_AHEAD, Unit, remembered

CENT = Decimal("0.01")
FAR = date(2190, 1, 1)
UNKNOWN = Decimal(-1)
"""Stands for a sum that cannot be told: only a performance marked in full reaches it."""


class Sums(Handed):
    """Amounts, instalments and percentages of one obligation, or one occurrence of it."""

    # --- What is owed --------------------------------------------------------------------------------

    @remembered
    def sum_owed(self, unit: Unit, d: date) -> Decimal | None:
        """What it comes to as on d; None where no money is spoken of, :data:`UNKNOWN` where it cannot be told."""
        obligation = self.docket.obligations[unit.id]
        if obligation.share is not None:
            return self.share_owed(obligation.share, unit, d)
        if obligation.amount is None:
            return None
        if obligation.amount.in_all and unit.occurrence is not None:
            return self.instalment(obligation, obligation.amount, unit)
        return obligation.amount.number

    def instalment(self, obligation: Obligation, amount: Amount, unit: Unit) -> Decimal:
        """An equal part of what the series comes to, the cents left over in the last (see 37)."""
        owed = self.all_owed(obligation)
        if not owed:
            return UNKNOWN
        part = (amount.number / len(owed)).quantize(CENT, ROUND_DOWN)
        return amount.number - part * (len(owed) - 1) if unit == owed[-1] else part

    def all_owed(self, obligation: Obligation) -> list[Unit]:
        """Every occurrence of a series in its own order; none where their number is not known."""
        series = obligation.deadline
        assert isinstance(series, Every)
        ends = self.series_end(obligation) is not None
        if not is_counted(series) or (series.ends is not None and not ends):
            return []
        if self.event_again(obligation) is not None and not (ends and self.series_over(obligation)):
            return []
        struck = [change.occurrence for change in series.changed if change.due is None]
        return [one for one in self.occurrences_of(obligation.id, FAR) if one.occurrence not in struck]

    def series_over(self, obligation: Obligation) -> bool:
        end = self.series_end(obligation)
        return end is not None and end < self.today

    def share_owed(self, share: Share, unit: Unit, d: date) -> Decimal:
        """Half up to the cent, then not under the floor nor over the cap; never less than nothing (see 36)."""
        base = self.base(share, unit, d)
        if base is None:
            return UNKNOWN
        found = max(Decimal(0), (Decimal(share.percent) * base / 100).quantize(CENT, ROUND_HALF_UP))
        if share.floor is not None:
            found = max(found, Decimal(share.floor))
        return found if share.cap is None else min(found, Decimal(share.cap))

    def base(self, share: Share, unit: Unit, d: date) -> Decimal | None:
        """What it is a percentage of: as on d, and as at the end of the due day once that has come."""
        due = self.due(unit)
        d = d if due is None else min(d, due)
        if isinstance(share.base, OfProceeds):
            since = self.due_before(unit)
            return self.proceeds(share.base.obligation, share.currency, since, d)
        return self.figure_on(share.base.metric, d) if isinstance(share.base, OfMetric) else Decimal(share.base.value)

    def proceeds(self, source: str, currency: str, since: date | None, d: date) -> Decimal | None:
        """What came in by d, after ``since``; None where a performance names no sum in the currency."""
        found = Decimal(0)
        for fact in self.performances(Unit(source), d):
            assert isinstance(fact.what, Performed)
            if since is not None and fact.day.on <= since:
                continue
            if fact.what.amount is None or fact.what.currency != currency:
                return None
            found += Decimal(fact.what.amount)
        return found

    def due_before(self, unit: Unit) -> date | None:
        """The due day of the occurrence before; None for the first and for what is no series."""
        if unit.occurrence is None:
            return None
        due = self.due(unit)
        through = max(unit.occurrence, due or unit.occurrence) + LOOK_AHEAD
        in_order = [(day, one) for day, one in self.owed(unit.id, through)]
        before = [day for day, one in in_order if due is not None and (day, place(one)) < (due, place(unit))]
        return max(before, default=None)

    def figure_on(self, metric: str, d: date) -> Decimal | None:
        """The last figure dated on or before d, of one day the last recorded; no projection, no cure."""
        figures = [one for one in self.docket.figures.values() if one.metric == metric and one.as_of <= d]
        facts = [one for one in figures if not one.expected and not one.cure]
        last = max(facts, key=lambda one: (one.as_of, one.recorded_at, one.id), default=None)
        return None if last is None else last.number

    def comes_to_nothing(self, unit: Unit, d: date) -> bool:
        """A percentage that is nought when due."""
        if self.docket.obligations[unit.id].share is None:
            return False
        due = self.due(unit)
        return due is not None and d >= due and self.sum_owed(unit, due) == 0

    # --- What was performed --------------------------------------------------------------------------

    @remembered
    def done_on(self, unit: Unit, d: date) -> date | None:
        """The day of the performance that stands on d: approved where needed, amount reached; a right only by c."""
        obligation = self.docket.obligations[unit.id]
        days = []
        if obligation.approval is not None:
            days.append(self.approved_on(unit, d))
        if obligation.approval is None or obligation.amount is not None or obligation.share is not None:
            days.append(self.amount_reached_on(unit, d))
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

    def amount_reached_on(self, unit: Unit, d: date) -> date | None:
        """The first day on which what was performed comes to what is owed as on d."""
        obligation = self.docket.obligations[unit.id]
        facts = [fact for fact in self.facts(unit, Performed) if fact.day.on <= d]
        for day in sorted({fact.day.on for fact in facts}):
            so_far = [fact.what for fact in facts if fact.day.on <= day]
            if reached(obligation, self.sum_owed(unit, d), so_far):  # type: ignore[arg-type] # performed facts alone
                return day
        return None

    def part_performed(self, unit: Unit, d: date) -> bool:
        return bool(self.performances(unit, d))


def place(unit: Unit) -> tuple[date, int]:
    """The place of an occurrence in its series."""
    return (unit.occurrence or date.min, unit.number)


def reached(obligation: Obligation, owed: Decimal | None, performances: list[Performed]) -> bool:
    """Whether what was performed so far is all that was owed; sums in another currency are not added."""
    in_full = [done for done in performances if done.in_full]
    if owed is None:
        return any(done.in_full is not False for done in performances)
    amount = obligation.amount
    currency = obligation.share.currency if obligation.share else amount.currency if amount else ""
    sums = [Decimal(done.amount) for done in performances if done.amount is not None and done.currency == currency]
    bound, in_total = (amount.bound, amount.in_total) if amount else ("exactly", False)
    if bound == "about" or owed == UNKNOWN:
        return bool(in_full)
    if bound == "at least":
        enough = sum(sums) >= owed if in_total else any(each >= owed for each in sums)
        return enough or any(done.amount is None for done in in_full)
    return bool(in_full) or (bool(performances) and sum(sums) >= owed)
