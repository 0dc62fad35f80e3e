"""Random facts and figures, many of them near the days that matter."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from model.record.day import Day
from model.record.deadline import Every, On, While
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
from model.record.figure import Figure
from model.record.obligation import Obligation
from tests.model.assess.made_obligations import ObligationsMaking
from tests.model.assess.making import FIRST, METRICS, changed, on


class FactsMaking(ObligationsMaking):
    """What happened to the obligations that were made."""

    def facts(self) -> list[Fact]:
        made: list[Fact] = []
        for obligation in self.made:
            own = own_days(obligation)
            for _ in range(self.chance.choice(self.how_many(obligation))):
                close = own and self.likely(60)
                number = self.chance.choice(own) + self.chance.choice((-2, -1, 0, 0, 1, 1, 2, 5)) if close else None
                made.append(self.fact(len(made), obligation, self.number() if number is None else number))
        return made

    def how_many(self, obligation: Obligation) -> tuple[int, ...]:
        """How many facts: many where approvals are withdrawn, few where silence says that nothing was broken."""
        if obligation.approval is not None and "withdrawn" in self.having:
            return (3, 4, 5)
        return (0, 0, 1) if obligation.must_not else (0, 1, 1, 2, 2, 3, 4)

    def figures(self) -> list[Figure]:
        """Figures of the metrics, many of them of one day; and sums put in to cure a test."""
        if not self.gaugeable and self.likely(50):
            return []
        days = sorted({self.number() for _ in range(self.chance.choice((1, 2, 3, 4)))} | set(self.test_days()))
        made = [self.figure(number, metric.id, day) for number, day in enumerate(days) for metric in METRICS]
        kept = [one for one in made if self.likely(85)]
        cures = [self.figure(number + 100, "profit", day) for number, day in enumerate(days) if self.likely(40)]
        return [*kept, *(self.cure_of(one) for one in cures)]

    def test_days(self) -> list[int]:
        """Some days that name a test date of a test by figures."""
        series = [ob.deadline for ob in self.made if ob.threshold and ob.threshold.formula]
        near = [self.near(one, self.number())[0] for one in series for _ in range(3) if isinstance(one, Every)]
        return [(day - FIRST).days for day in near]

    def figure(self, number: int, metric: str, day: int) -> Figure:
        return Figure(
            id=f"figure-{metric}-{number}",
            metric=metric,
            as_of=on(day),
            value=self.chance.choice(("-1", "0", "2", "3", "4", "5", "8", "8", "9")),
            recorded_by="Finance",
            recorded_at=datetime(1996, 12, 1, 9, self.chance.randint(0, 2), tzinfo=UTC),
            expected=self.likely(10),
        )

    def cure_of(self, figure: Figure) -> Figure:
        made = figure.as_of + timedelta(days=self.chance.choice((0, 1, 3, 8)))
        return changed(figure, cure=True, made=made, value=self.chance.choice(("1", "5")))

    def fact(self, number: int, obligation: Obligation, day: int) -> Fact:
        what = self.what(obligation)
        if isinstance(what, Performed | Submitted) and self.has("accepted", 25):
            what = changed(what, accepted=on(day + self.chance.choice((0, 1, 2, 4, 8))))
        occurrence, numbered = self.occurrence(obligation, day, what)
        return Fact(
            id=f"fact-{number}",
            about=obligation.id,
            what=what,
            day=Day(on=on(day)),
            recorded_by="Legal",
            recorded_at=datetime(1996, 12, 1, 9, self.chance.randint(0, 2), tzinfo=UTC),
            occurrence=occurrence,
            number=numbered,
        )

    def occurrence(self, obligation: Obligation, day: int, what: What) -> tuple[date | None, int]:
        """An occurrence near the day of the fact; a cancellation may be of the whole series."""
        if not isinstance(obligation.deadline, Every) or obligation.continuing:
            return None, 1
        if isinstance(what, Cancelled) and self.likely(50):
            return None, 1
        return self.near(obligation.deadline, day)

    def what(self, obligation: Obligation) -> What:
        if obligation.is_consequence:
            return self.chance.choice((Cancelled(), Verified(), DefaultCeased()))
        if self.likely(7):
            return self.chance.choice((Cancelled(), Verified(), NotPerformed()))
        if self.likely(8):
            return DefaultCeased()
        if obligation.continuing:
            return self.reading(obligation)
        if obligation.approval and self.likely(75):
            rejected = Rejected(withdraws_approval=self.has("withdrawn", 60))
            return self.chance.choice((Submitted(), Submitted(), Approved(), rejected))
        return self.performed(obligation)

    def reading(self, obligation: Obligation) -> Reading:
        if obligation.threshold is not None and self.likely(30 if obligation.threshold.formula else 50):
            return Reading(value=self.chance.choice(("1.5", "2", "2.5")))
        return Reading(met=self.likely(40))

    def performed(self, obligation: Obligation) -> Performed:
        owes = obligation.amount or obligation.share
        in_full = True if self.likely(40 if owes else 65) else self.chance.choice((False, None))
        named = bool(owes) or obligation.id in self.sources
        if not named or self.likely(15):
            return Performed(in_full=in_full)
        parts = ("10", "20", "33.33", "50") if obligation.amount and obligation.amount.in_all else ()
        amount = self.chance.choice(("30", "50", "70", "100", "120", *parts))
        return Performed(amount=amount, currency="USD", in_full=in_full)


def own_days(obligation: Obligation) -> list[int]:
    """The numbers of the days that the obligation itself names."""
    days = [obligation.override.day] if obligation.override else []
    if isinstance(obligation.deadline, On):
        days.append(obligation.deadline.day.on)
    if isinstance(obligation.deadline, While):
        days += [day for day in (obligation.deadline.since, obligation.deadline.until) if day]
    return [(day - FIRST).days for day in days]
