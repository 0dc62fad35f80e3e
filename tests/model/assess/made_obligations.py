"""Random obligations of every kind."""

from __future__ import annotations

from typing import Literal

from model.days.operation import Add
from model.record.amount import Amount, Bound, EquityCure, Stepped, Threshold, Unit
from model.record.conditions import FallsAway, Link, Need, NoDefault, Qualification, ReliefLimits
from model.record.deadline import (
    Anchor,
    Deadline,
    EventAnchor,
    Every,
    InstrumentAnchor,
    ObligationAnchor,
    Override,
    While,
    is_counted,
)
from model.record.obligation import Approval, Obligation
from model.record.share import OfMetric, OfProceeds, OfSum, Share
from tests.model.assess.made_terms import TermsMaking
from tests.model.assess.making import BANK, SPAN, changed, on, windowed

FORMULAS: dict[str, tuple[Unit, str]] = {
    "[profit] ÷ [interest]": ("ratio", "2"),
    "[interest] ÷ [profit]": ("percent", "75"),
    "[profit] − [interest]": ("money", "3"),
    "max([profit], USD 4) ÷ [commitment]": ("ratio", "1"),
    "[commitment]": ("money", "4"),
}
"""Formulas of tests, each with its unit and the figure it is held against."""

BOUNDS: tuple[Bound, ...] = ("exactly", "exactly", "at least", "at most", "about")
SHAPES = ("duty", "right", "plan", "covenant", "test", "series", "consequence")
OWN_SHAPES = ("duty", "duty", "duty", "right", "covenant")
"""What is chosen among; what stands twice comes twice as often."""


class ObligationsMaking(TermsMaking):
    """Obligations that hang on what was made so far."""

    def obligation(self, number: int, own: str | None = None) -> Obligation:
        """``own``: the instrument that it is a condition of and arises under."""
        weights = (39, 9, 6, 14, 8, 11, 13) if self.having else (46, 9, 6, 11, 9, 5, 14)
        shape = self.chance.choice(OWN_SHAPES) if own else self.chance.choices(SHAPES, weights)[0]
        plain = Obligation(
            id=f"ob-{number}",
            ref=f"OB-{number}",
            title=f"Obligation {number}",
            kind="delivery",
            instrument=own
            or (self.chance.choice(self.instruments).id if self.instruments and self.likely(75) else None),
            review_by=on(SPAN),
        )
        if not own and self.likely(6):
            plain = changed(plain, replaces=self.replaced(plain))
        made = {
            "consequence": self.consequence,
            "covenant": self.covenant,
            "test": self.covenant,
            "series": self.series,
        }.get(shape, self.duty)(plain, shape)
        return self.with_what_else_is_said(made)

    def replaced(self, plain: Obligation) -> tuple[Link, ...]:
        """One that was made after the instrument by which it is replaced, so that neither waits for the other."""
        first = self.made_before.get(plain.instrument or "", 0)
        return tuple(Link(to=target) for target in self.picked([ob.id for ob in self.made[first:]], 1))

    def with_what_else_is_said(self, made: Obligation) -> Obligation:
        """What documents also say of any kind of obligation."""
        if self.has("falls away", 15):
            made = changed(made, falls_away=tuple(self.falls_away() for _ in range(self.chance.choice((1, 1, 2)))))
        if self.has("survives", 15):
            made = changed(made, survives=True)
        if self.has("no default", 30):
            made = changed(made, obligor=BANK.id)
        if self.has("limits", 15):
            limits = ReliefLimits(
                longest=(Add(n=self.chance.randint(1, 9), unit="day"),), times=self.chance.randint(0, 2)
            )
            made = changed(made, relief_limits=limits, qualifications=(Qualification(words="to the extent lawful"),))
        kept = made.continuing or made.is_consequence
        if not kept and self.has("no default", 35):
            made = changed(made, no_default=(self.state_need(),))
        if not kept and made.kind == "delivery" and self.has("payments", 60):
            started = self.starts() if made.starts is None and self.likely(35) else made.starts
            made = changed(made, kind="payment", starts=started)
        return made

    def falls_away(self) -> FallsAway:
        """By an event, an instrument, or what was performed or missed; a covenant is only missed, a plan never."""
        when: Anchor
        if self.instruments and self.has("instrument anchors", 20):
            when = InstrumentAnchor(
                instrument=self.chance.choice(self.instruments).id, of=self.chance.choice(("start", "end"))
            )
        elif (able := self.able()) and self.likely(65):
            other = self.chance.choice(able)
            missed = other.continuing or (other.binding != "plan" and self.likely(50))
            when = ObligationAnchor(obligation=other.id, of="missed" if missed else "performed")
        else:
            when = EventAnchor(event=self.chance.choice(self.events).id)
        return FallsAway(when=when)

    def state_need(self) -> NoDefault:
        level: Literal["event of default", "default"] = self.chance.choice(("event of default", "default"))
        instrument = self.chance.choice(self.instruments).id if self.instruments and self.likely(35) else None
        return NoDefault(level=level, instrument=instrument, party=BANK.id if self.likely(30) else None)

    # --- Kind by kind --------------------------------------------------------------------------------

    def duty(self, plain: Obligation, shape: str) -> Obligation:
        single = [ob.id for ob in self.single()]
        approval = self.approval() if self.likely(22) else None
        allocated = self.likely(20)
        deadline = self.deadline()
        share = self.share() if approval is None and self.has("shares", 25) else None
        return changed(
            plain,
            binding=shape,
            kind="allocation" if allocated else "delivery",
            fund="commitment" if allocated and self.likely(60) else None,
            deadline=deadline,
            override=Override(day=self.day(), reason="by hand") if self.likely(6) else None,
            starts=self.starts() if self.likely(15) else None,
            cure=self.cure() if self.likely(40) else None,
            approval=approval,
            share=share,
            amount=self.amount() if approval is None and share is None and self.likely(40) else None,
            needs=self.needs() if self.likely(25) else (),
            paid_from=tuple(Link(to=target) for target in self.picked(single, self.chance.choice((1, 1, 2))))
            if self.likely(12)
            else (),
            either=self.either(plain, shape) if self.likely(12) and not share and not windowed(deadline) else (),
        )

    def covenant(self, plain: Obligation, shape: str) -> Obligation:
        first, last = sorted((self.number(), self.number()))
        since = on(first) if self.likely(50) else None
        until = on(last) if self.likely(50) else None
        tests = self.every(first, until)
        deadline: Deadline = tests if self.likely(40) else While(since=since, until=until)
        return changed(
            plain,
            kind=shape,
            deadline=deadline,
            must_not=shape == "covenant" and isinstance(deadline, While) and self.has("must not", 65),
            threshold=self.threshold() if shape == "test" else None,
            cure=self.cure() if self.likely(40) else None,
            starts=self.starts() if self.likely(8) else None,
            either=self.either(plain, shape) if self.likely(5) else (),
        )

    def threshold(self) -> Threshold:
        if self.likely(40):
            return Threshold(metric="ratio", comparator="at least", value="2")
        formula = self.chance.choice(list(FORMULAS))
        unit, value = FORMULAS[formula]
        limited = self.likely(50)
        cured = EquityCure(
            metric="profit",
            within=self.steps(most=10) if self.likely(50) else (),
            most=1 if limited else 0,
            in_tests=2 if limited else 0,
            most_in_all=self.chance.choice((0, 0, 1)),
        )
        self.gaugeable = True
        return Threshold(
            metric="by figures",
            comparator="at most" if unit == "percent" else self.chance.choice(("at least", "more than")),
            value=value,
            unit=unit,
            currency="USD" if unit == "money" else "",
            formula=formula,
            steps=(Stepped(since=self.day(), value=self.chance.choice(("1", "3"))),) if self.likely(30) else (),
            equity_cure=cured if "profit" in formula and self.likely(50) else None,
        )

    def series(self, plain: Obligation, shape: str) -> Obligation:
        assert shape == "series"
        start = self.number()
        until = on(start + self.chance.randint(0, 40)) if self.likely(60) else None
        each = changed(self.every(start, until), promptly=self.likely(30))
        share = self.share() if self.has("shares", 25) else None
        return changed(
            plain,
            binding="right" if self.likely(20) else "duty",
            deadline=self.with_window(each) if self.likely(30) else each,
            share=share,
            amount=self.instalments(each) if share is None and self.has("in all", 40) else None,
            starts=self.starts() if self.likely(15) else None,
            cure=self.cure() if self.likely(40) else None,
            needs=self.needs() if self.likely(20) else (),
        )

    def consequence(self, plain: Obligation, shape: str) -> Obligation:
        """What follows from some of those before it."""
        causes = self.picked([ob.id for ob in self.made], self.chance.randint(1, 4))
        return changed(plain, kind=shape, causes=tuple(Link(to=cause) for cause in causes))

    # --- Money, approval, needs ----------------------------------------------------------------------

    def approval(self) -> Approval:
        return Approval(by=BANK.id, deadline_for=self.chance.choice(("submission", "submission", "approval")))

    def amount(self) -> Amount:
        if self.has("in total", 60):
            return Amount(value="100", currency="USD", bound="at least", in_total=True)
        return Amount(value="100", currency="USD", bound=self.chance.choice(BOUNDS))

    def instalments(self, each: Every) -> Amount:
        """A sum of each occurrence, or where their number is told by the record of all of them."""
        again = [event.id for event in self.events if event.again]
        in_all = is_counted(each) and each.event not in again and self.likely(80)
        return Amount(value="100", currency="USD", bound=self.chance.choice(BOUNDS), in_all=in_all)

    def share(self) -> Share:
        sources = [ob.id for ob in self.able() if not ob.continuing]
        base: OfProceeds | OfMetric | OfSum = OfSum(value="80")
        if sources and self.likely(70):
            base = OfProceeds(obligation=self.chance.choice(sources))
            self.sources.add(base.obligation)
        elif self.likely(60):
            base = OfMetric(metric="commitment")
        percent = self.chance.choice(("75", "50", "100", "33.3", "0.25"))
        floor = self.chance.choice((None, None, None, "20"))
        cap = self.chance.choice((None, None, None, "60"))
        return Share(percent=percent, base=base, currency="USD", floor=floor, cap=cap)

    def needs(self) -> tuple[Need, ...]:
        able = [ob.id for ob in self.able()]
        groups = [self.picked(able, self.chance.choice((1, 1, 2))) for _ in range(self.chance.choice((1, 1, 2)))]
        forbid = [ob.id for ob in self.made if ob.must_not]
        groups = [self.picked(forbid, 1) if forbid and self.likely(60) else group for group in groups]
        return tuple(Need(one_of=group) for group in groups if group)

    def either(self, plain: Obligation, shape: str) -> tuple[Link, ...]:
        """Another of the group, and no right: when that was performed hangs on its own due day.

        None of a group waits for its instrument, or is a percentage of something: the link goes both ways.
        """
        others = [
            ob.id
            for ob in self.single()
            if ob.binding != "right" and not windowed(ob.deadline) and not ob.share and self.waits_for_no_terms(ob)
        ]
        fit = shape != "right" and self.waits_for_no_terms(plain)
        return tuple(Link(to=other) for other in self.picked(others, 1)) if fit else ()

    def waits_for_no_terms(self, obligation: Obligation) -> bool:
        return obligation.instrument is None or self.made_before.get(obligation.instrument) == 0
