"""What has happened by today under a matter: performances, readings, approvals, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from model.record.base import decimal_text
from model.record.day import Day
from model.record.deadline import Every, Open, While
from model.record.event import periods
from model.record.fact import (
    Approved,
    Cancelled,
    DefaultCeased,
    Fact,
    NotPerformed,
    Performed,
    Reading,
    Rejected,
    Submitted,
    Verified,
    What,
)
from model.record.obligation import Obligation
from model.record.relief import Relief
from tests.bench.matter import TODAY, Matter

WHO = ("A. Okafor", "M. Lindqvist", "R. Castellanos", "Paralegal")


class Happenings:
    """The facts of one matter, in the order in which its clauses follow from one another."""

    def __init__(self, matter: Matter) -> None:
        self._matter = matter
        self._chance = matter.chance
        self._done: dict[str, date] = {}

    def facts(self) -> Iterator[Fact]:
        """Every fact, clause by clause."""
        for obligation in self._matter.made.values():
            yield from self._of(obligation)
            if self._matter.likely(55):
                yield self._verified(obligation)
        for relief in self._matter.reliefs:
            if self._matter.likely(50):
                yield self._verified(relief)

    def _of(self, obligation: Obligation) -> Iterator[Fact]:
        if obligation.is_consequence or self._begins(obligation) > TODAY:
            return
        if obligation.continuing:
            yield from self._readings(obligation)
        elif isinstance(obligation.deadline, Every):
            yield from self._series(obligation, obligation.deadline)
        elif self._matter.likely(1):
            yield self._fact(obligation, Cancelled(), self._lately(obligation))
        else:
            yield from self._once(obligation)

    def _once(self, obligation: Obligation) -> Iterator[Fact]:
        due = self._matter.due(obligation.deadline, self._done)
        if due is None:
            settled = isinstance(obligation.deadline, Open) and self._matter.likely(45)
            yield from self._performed(obligation, self._lately(obligation)) if settled else ()
        elif due >= TODAY:
            yield from self._early(obligation)
        elif obligation.binding == "right" and self._matter.likely(70):
            return
        else:
            yield from self._past(obligation, due)

    def _early(self, obligation: Obligation) -> Iterator[Fact]:
        """Before its due day most is still to be done; some is handed in, begun or done already."""
        if self._matter.likely(6):
            yield from self._performed(obligation, self._lately(obligation))
        elif obligation.approval and self._matter.likely(50):
            yield self._fact(obligation, Submitted(), self._lately(obligation))
        elif obligation.amount and obligation.amount.bound != "at least" and self._matter.likely(12):
            part = decimal_text(obligation.amount.number / 4)
            yield self._fact(obligation, self._paid(obligation, part), self._lately(obligation))

    def _past(self, obligation: Obligation, due: date) -> Iterator[Fact]:
        """Nearly all is done in time; a little is late, confirmed not done, or nobody says."""
        fate = self._chance.random() * 100
        if fate < 94:
            yield from self._performed(obligation, self._by(obligation, due))
        elif fate < 97:
            late = min(due + timedelta(days=self._chance.randint(1, 20)), TODAY)
            yield from self._performed(obligation, late)
            if self._matter.likely(60):
                yield self._fact(obligation, DefaultCeased(), min(late + timedelta(days=3), TODAY))
        elif fate < 98.5:
            yield self._fact(obligation, NotPerformed(), min(due + timedelta(days=5), TODAY))

    def _performed(self, obligation: Obligation, day: date) -> Iterator[Fact]:
        self._done[obligation.id] = day
        if obligation.approval:
            yield from self._approved(obligation, day)
        elif obligation.amount and obligation.amount.bound == "exactly" and self._matter.likely(10):
            half = decimal_text(obligation.amount.number / 2)
            earlier = max(self._begins(obligation), day - timedelta(days=7))
            yield self._fact(obligation, self._paid(obligation, half), earlier)
            yield self._fact(obligation, self._paid(obligation, half), day)
        elif obligation.amount:
            yield self._fact(obligation, self._paid(obligation, obligation.amount.value, in_full=True), day)
        else:
            yield self._fact(obligation, Performed(in_full=True), day)

    def _approved(self, obligation: Obligation, day: date) -> Iterator[Fact]:
        begins = self._begins(obligation)
        if self._matter.likely(20):
            yield self._fact(obligation, Submitted(), max(begins, day - timedelta(days=20)))
            yield self._fact(obligation, Rejected(), max(begins, day - timedelta(days=12)))
        yield self._fact(obligation, Submitted(), max(begins, day - timedelta(days=6)))
        yield self._fact(obligation, Approved(), day)

    def _series(self, obligation: Obligation, series: Every) -> Iterator[Fact]:
        amount = obligation.amount
        for day in periods(series, None, TODAY - timedelta(days=1)):
            if self._matter.likely(97):
                what: What = self._paid(obligation, amount.value, in_full=True) if amount else Performed(in_full=True)
                yield self._fact(obligation, what, self._by(obligation, day), occurrence=day)

    def _readings(self, obligation: Obligation) -> Iterator[Fact]:
        deadline = obligation.deadline
        if isinstance(deadline, Every):
            for day in periods(deadline, None, TODAY):
                yield self._fact(obligation, self._reading(obligation), day, occurrence=day)
        elif isinstance(deadline, While) and self._matter.likely(60):
            yield self._fact(obligation, self._reading(obligation), self._lately(obligation))

    def _reading(self, obligation: Obligation) -> Reading:
        """A value near its threshold, on the right side of it but for one in twenty; or only met."""
        met, threshold = not self._matter.likely(5), obligation.threshold
        if threshold is None:
            return Reading(met=met)
        above = met == (threshold.comparator in ("at least", "more than"))
        share = Decimal(self._chance.randint(101, 140) if above else self._chance.randint(70, 99)) / 100
        return Reading(value=decimal_text(threshold.number * share))

    def _verified(self, node: Obligation | Relief) -> Fact:
        begins = self._matter.begins
        day = min(TODAY, begins + timedelta(days=self._chance.randint(1, 40))) if begins <= TODAY else TODAY
        return self._fact(node, Verified(), day)

    def _paid(self, obligation: Obligation, amount: str, *, in_full: bool = False) -> Performed:
        return Performed(amount=amount, currency=self._matter.currency, in_full=in_full)

    def _begins(self, obligation: Obligation) -> date:
        instruments = self._matter.instruments.values()
        return next(one.begins or TODAY for one in instruments if one.id == obligation.instrument)

    def _by(self, obligation: Obligation, due: date) -> date:
        return max(min(self._begins(obligation), due), due - timedelta(days=self._chance.randint(0, 12)))

    def _lately(self, obligation: Obligation) -> date:
        return max(self._begins(obligation), TODAY - timedelta(days=self._chance.randint(0, 200)))

    def _fact(self, node: Obligation | Relief, what: What, day: date, occurrence: date | None = None) -> Fact:
        recorded = datetime.combine(day, time(9), UTC) + timedelta(minutes=self._chance.randint(0, 4000))
        proved = isinstance(what, Performed) and self._matter.likely(10)
        return Fact(
            id=self._matter.new_id("fact"),
            about=node.id,
            what=what,
            day=Day(on=day, words=f"{day:%B %Y}" if self._matter.likely(2) else ""),
            recorded_by=self._chance.choice(WHO),
            recorded_at=recorded,
            occurrence=occurrence,
            evidence=(self._matter.document_id,) if proved else (),
            note="" if self._matter.likely(90) else "By e-mail, filed with the closing set.",
        )
