"""Random small dockets in which things happen: misses, reliefs that slip, late work, rejections, boundary days.

``random_docket(random.Random(seed))`` gives the same docket for the same seed; ``dockets()`` is the same for
Hypothesis. Whatever comes out passes the door and closes no circle. ``having`` names what documents also say
(:data:`ROWS`) that the dockets may hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Literal
from collections.abc import Iterable
from datetime import date
from random import Random

from hypothesis import strategies as st

from model.docket import Docket
from model.record.base import Record
from model.record.conditions import Link
from model.record.day import Day
from model.record.deadline import (
    After,
    Deadline,
    Every,
    On,
    Override,
    Start,
    While,
)
from model.record.event import Event
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
from model.record.door import kind_of
from model.record.instrument import Instrument
from model.record.relief import Relief, ReliefKind
from tests import builders
from tests.builders import docket_of
from tests.model.assess.numbered import FIRST, SPAN, on
from tests.model.assess.random_deadlines import DeadlineMaker, changed

BANK = Party(id="bank", name="The bank")

METRICS = (
    Metric(id="profit", name="Profit", currency="USD"),
    Metric(id="interest", name="Interest", currency="USD"),
    Metric(id="commitment", name="Commitment", currency="USD", lasts=True),
)
FORMULAS: dict[str, tuple[Unit, str]] = {
    "[profit] ÷ [interest]": ("ratio", "2"),
    "[interest] ÷ [profit]": ("percent", "75"),
    "[profit] − [interest]": ("money", "3"),
    "max([profit], USD 4) ÷ [commitment]": ("ratio", "1"),
    "[commitment]": ("money", "4"),
}
"""Formulas of tests, each with its unit and the figure it is held against."""


BOUNDS: tuple[Bound, ...] = ("exactly", "exactly", "at least", "at most", "about")
CURES: tuple[Literal["miss", "notice", "knowledge"], ...] = ("miss", "miss", "notice", "knowledge")
from tests.model.assess.made_facts import FactsMaking
from tests.model.assess.made_obligations import FORMULAS
from tests.model.assess.making import BANK, FIRST, KNOWN_TO_ASSESS, METRICS, ROWS, SPAN, Row, changed, on

__all__ = [
    "BANK",
    "FIRST",
    "FORMULAS",
    "KNOWN_TO_ASSESS",
    "METRICS",
    "ROWS",
    "SPAN",
    "Maker",
    "Row",
    "days",
    "docket_of",
    "dockets",
    "dockets_on_a_day",
    "on",
    "random_docket",
    "random_docket_on_a_day",
]

RELIEFS: tuple[ReliefKind, ...] = ("waiver", "waiver", "standstill", "extension", "release")
"""What is chosen among; what stands twice comes twice as often."""


def dockets() -> st.SearchStrategy[Docket]:
def docket_of(records: Iterable[Record]) -> Docket:
    return Docket.of((kind_of(record), record) for record in records)


def dockets(having: frozenset[Row] = KNOWN_TO_ASSESS) -> st.SearchStrategy[Docket]:
    """Random dockets for Hypothesis, of the same making as those by seed."""
    return st.randoms(use_true_random=False).map(lambda chance: random_docket(chance, having))


def days() -> st.SearchStrategy[date]:
    """Days from before everything to after it."""
    return st.integers(-3, SPAN + 15).map(on)


def dockets_on_a_day(having: frozenset[Row] = KNOWN_TO_ASSESS) -> st.SearchStrategy[tuple[Docket, date]]:
    """A random docket and a day to look at it, more often than not beside a day that it names."""
    return st.randoms(use_true_random=False).map(lambda chance: random_docket_on_a_day(chance, having))


def random_docket_on_a_day(chance: Random, having: frozenset[Row] = KNOWN_TO_ASSESS) -> tuple[Docket, date]:
    maker = Maker(chance, having)
    docket = docket_of(maker.records())
    return docket, maker.day() if chance.randint(1, 100) <= 60 else on(chance.randint(-3, SPAN + 15))


def random_docket(chance: Random, having: frozenset[Row] = KNOWN_TO_ASSESS) -> Docket:
    return docket_of(Maker(chance, having).records())


@dataclass
class Maker(DeadlineMaker):
    """One docket in the making. Every ordering link goes from later to earlier in ``made``, so none closes a circle."""

    instruments: list[Instrument] = field(default_factory=list)
    gaugeable: bool = False
    reliefs: list[Relief] = field(default_factory=list)
class Maker(FactsMaking):
    """One docket in the making."""

    def records(self) -> list[Record]:
        self.hot = [self.chance.randint(5, SPAN - 5) for _ in range(3)]
        self.events = [self.event(number) for number in range(self.chance.randint(1, 4))]
        self.recurring = self.recurring_event()
        for _ in range(self.chance.randint(0, 3)):
            self.add_instrument(self.new_instrument())
        self.make_nodes()
        self.end_by_own_performances()
        records: list[Record] = [BANK, *self.instruments, *self.events, self.recurring, *METRICS]
        records += [*self.in_any_order(self.made), *self.in_any_order(self.reliefs), *self.facts()]
        return [*records, *self.figures()]

    def make_nodes(self) -> None:
        """Obligations in order; a relief hangs on those before its place and covers those after it."""
        count = self.chance.randint(3, 12)
        waiting: list[tuple[tuple[str, ...], tuple[Instrument, ...], int]] = []
        places = [self.chance.randint(0, count - 1) for _ in range(self.chance.choice((0, 1, 1, 2, 3, 4)))]
        for number in range(count):
            before = [ob.id for ob in self.able()]
            here = [self.picked(before, self.chance.randint(0, 3)) for _ in range(places.count(number))]
            waiting += [(conditions, tuple(self.instruments), number) for conditions in here]
            self.make_obligation(number)
        for conditions, instruments, place in waiting:
            covers = self.picked([ob.id for ob in self.made[place:]], self.chance.randint(1, 3))
            self.reliefs.append(self.relief(len(self.reliefs), conditions, covers, instruments))
        self.extend_reliefs()
        self.close_a_circle_of_consequences()

    def make_obligation(self, number: int) -> None:
        """The next obligation, and sometimes an instrument that hangs on those before it, or on it as its own."""
        if not self.has("in force when", 18):
            if self.has("instrument ends", 12):
                self.add_instrument(self.new_instrument())
            self.made.append(self.obligation(number))
            return
        instrument, own = self.new_instrument(), self.likely(50)
        if own:
            self.made.append(self.obligation(number, own=instrument.id))
        self.add_instrument(self.with_conditions(instrument, (self.made[-1].id,) if own else ()))
        if not own:
            self.made.append(self.obligation(number))

    def extend_reliefs(self) -> None:
        """An extension may keep a relief alive whose place is not before its own, so that no circle is closed."""
        for number, relief in enumerate(self.reliefs[:-1]):
            if relief.kind == "extension" and self.likely(60):
                extended = self.chance.choice(self.reliefs[number + 1 :])
                self.reliefs[number] = changed(relief, extends=(extended.id,))

    def close_a_circle_of_consequences(self) -> None:
        """Cross-default: sometimes an earlier consequence follows from a later one, too."""
        places = [place for place, ob in enumerate(self.made) if ob.is_consequence]
        if len(places) > 1 and self.likely(60):
            earlier, later = sorted(self.picked(places, 2))
            first, last = self.made[earlier], self.made[later].id
            if last not in [link.to for link in first.causes]:
                self.made[earlier] = changed(first, causes=(*first.causes, Link(to=last)))

    # --- Instruments and events ----------------------------------------------------------------------

    def instrument(self, number: int) -> Instrument:
        begins = on(self.chance.choice((0, 0, 4, self.number()))) if self.likely(60) else None
        ends = on(self.chance.randint(20, SPAN)) if self.likely(30) else None
        if begins and ends and ends < begins:
            ends = None
        by_its_day = self.likely(50)
        return Instrument(
            id=f"instrument-{number}",
            title=f"Agreement {number}",
            day=Day(on=begins) if begins and by_its_day else None,
            in_force_from=begins if begins and not by_its_day else None,
            in_force_until=ends,
            calendars=("SAT_SUN",) if self.likely(30) else (),
        )

    def event(self, number: int) -> Event:
        happened = Day(on=self.day()) if self.likely(75) else None
        return Event(id=f"event-{number}", title=f"Event {number}", happened=happened)

    def recurring_event(self) -> Event:
        first = Day(on=self.day())
        happened = self.likely(60)
        return Event(
            id="event-again",
            title="Period end",
            happened=first if happened else None,
            expected=None if happened else first,
            recurs=self.rule(),
        )

    # --- Obligations ---------------------------------------------------------------------------------

    def obligation(self, number: int) -> Obligation:
        shape = self.chance.choices(
            ("duty", "right", "plan", "covenant", "test", "series", "consequence"), (46, 9, 6, 11, 9, 5, 14)
        )[0]
        plain = Obligation(
            id=f"ob-{number}",
            ref=f"OB-{number}",
            title=f"Obligation {number}",
            kind="delivery",
            instrument=self.chance.choice(self.instruments).id if self.instruments and self.likely(75) else None,
            review_by=on(SPAN),
            replaces=tuple(Link(to=target) for target in self.picked([ob.id for ob in self.made], 1))
            if self.likely(6)
            else (),
        )
        return {
            "consequence": self.consequence,
            "covenant": self.covenant,
            "test": self.covenant,
            "series": self.series,
        }.get(shape, self.duty)(plain, shape)

    def duty(self, plain: Obligation, shape: str) -> Obligation:
        single = [ob.id for ob in self.single()]
        approval = self.approval() if self.likely(22) else None
        allocated = self.likely(20)
        deadline = self.deadline()
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
            amount=self.amount() if approval is None and self.likely(40) else None,
            needs=self.needs() if self.likely(25) else (),
            paid_from=tuple(Link(to=target) for target in self.picked(single, self.chance.choice((1, 1, 2))))
            if self.likely(12)
            else (),
            either=self.either(shape) if self.likely(12) and not windowed(deadline) else (),
        )

    def covenant(self, plain: Obligation, shape: str) -> Obligation:
        first, last = sorted((self.number(), self.number()))
        since = on(first) if self.likely(50) else None
        until = on(last) if self.likely(50) else None
        tests = self.every(first, until)
        return changed(
            plain,
            kind=shape,
            deadline=tests if self.likely(40) else While(since=since, until=until),
            threshold=self.threshold() if shape == "test" else None,
            cure=self.cure() if self.likely(40) else None,
            starts=self.starts() if self.likely(8) else None,
            either=self.either(shape) if self.likely(5) else (),
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
        start = self.number()
        until = on(start + self.chance.randint(0, 40)) if self.likely(60) else None
        each = changed(self.every(start, until), promptly=self.likely(30))
        return changed(
            plain,
            binding="right" if self.likely(20) else "duty",
            deadline=self.with_window(each) if self.likely(30) else each,
            starts=self.starts() if self.likely(15) else None,
            cure=self.cure() if self.likely(40) else None,
            needs=self.needs() if self.likely(20) else (),
        )

    def consequence(self, plain: Obligation, shape: str) -> Obligation:
        """What follows from some of those before it."""
        causes = self.picked([ob.id for ob in self.made], self.chance.randint(1, 4))
        return changed(plain, kind=shape, causes=tuple(Link(to=cause) for cause in causes))

    def starts(self) -> Start:
        anchors = tuple(self.anchor() for _ in range(self.chance.choice((1, 1, 2))))
        return Start(of=anchors, pick=self.chance.choice(("earlier", "later")))

    def cure(self) -> Cure:
        runs_from = self.chance.choice(CURES)
        event = self.chance.choice(self.events).id if runs_from != "miss" and self.likely(80) else None
        return Cure(period=self.steps(most=10), runs_from=runs_from, event=event)

    def approval(self) -> Approval:
        return Approval(by=BANK.id, deadline_for=self.chance.choice(("submission", "submission", "approval")))

    def amount(self) -> Amount:
        bound = self.chance.choice(BOUNDS)
        return Amount(value="100", currency="USD", bound=bound)

    def needs(self) -> tuple[Need, ...]:
        able = [ob.id for ob in self.able()]
        groups = [self.picked(able, self.chance.choice((1, 1, 2))) for _ in range(self.chance.choice((1, 1, 2)))]
        return tuple(Need(one_of=group) for group in groups if group)

    def either(self, shape: str) -> tuple[Link, ...]:
        """Another of the group, and no right: when that was performed hangs on its own due day."""
        others = [ob.id for ob in self.single() if ob.binding != "right" and not windowed(ob.deadline)]
        return tuple(Link(to=other) for other in self.picked(others, 1)) if shape != "right" else ()

    # --- Reliefs -------------------------------------------------------------------------------------

    def relief(self, number: int, conditions: tuple[str, ...], covers: tuple[str, ...]) -> Relief:
    def relief(
        self, number: int, conditions: tuple[str, ...], covers: tuple[str, ...], instruments: tuple[Instrument, ...]
    ) -> Relief:
        kind = self.chance.choice(RELIEFS)
        granted = self.chance.randint(0, SPAN - 20) if self.likely(93) else None
        since = self.number() if self.likely(30) else None
        last = max(granted or 0, since or 0) + self.chance.choice((1, 3, 8, 20, 30))
        until = self.chance.choice((None, last, last, max([last, *self.hot])))
        self.hot += [] if until is None else [until]
        return Relief(
            id=f"relief-{number}",
            ref=f"R-{number}",
            title=f"Relief {number}",
            kind=kind,
            instrument=self.chance.choice(instruments).id if instruments and self.likely(40) else None,
            covers=covers,
            granted_on=None if granted is None else Day(on=on(granted)),
            since=None if since is None else on(since),
            until=None if until is None else on(until),
            until_reading=self.chance.choice(("inclusive", "exclusive", "unclear")),
            conditions=conditions,
            new_due=self.day() if kind == "extension" else None,
            reinstatement="as if never granted" if self.likely(25) else "from the lapse",
            signed="unsigned" if self.likely(4) else "signed" if self.likely(50) else "not recorded",
        )

    # --- Facts ---------------------------------------------------------------------------------------

    def facts(self) -> list[Fact]:
        made: list[Fact] = []
        for obligation in self.made:
            own = own_days(obligation)
            for _ in range(self.chance.choice((0, 1, 1, 2, 2, 3, 4))):
                close = own and self.likely(60)
                number = self.chance.choice(own) + self.chance.choice((-2, -1, 0, 0, 1, 1, 2, 5)) if close else None
                made.append(self.fact(len(made), obligation, self.number() if number is None else number))
        return made

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
        near = [self.near(one, self.number()) for one in series for _ in range(3) if isinstance(one, Every)]
        return [(day - FIRST).days for day in near]

    def figure(self, number: int, metric: str, day: int) -> Figure:
        return builders.figure(
            metric,
            on(day),
            self.chance.choice(("-1", "0", "2", "3", "4", "5", "8", "8", "9")),
            id=f"figure-{metric}-{number}",
            recorded_at=self.moment(),
            expected=self.likely(10),
        )

    def cure_of(self, figure: Figure) -> Figure:
        made = figure.as_of + timedelta(days=self.chance.choice((0, 1, 3, 8)))
        return changed(figure, cure=True, made=made, value=self.chance.choice(("1", "5")))

    def fact(self, number: int, obligation: Obligation, day: int) -> Fact:
        what = self.what(obligation)
        return builders.fact(
            obligation.id,
            on(day),
            what,
            id=f"fact-{number}",
            recorded_at=self.moment(),
            occurrence=self.occurrence(obligation, day, what),
        )

    def moment(self) -> datetime:
        """One of three, so that some things are recorded at once."""
        return datetime(1996, 12, 1, 9, self.chance.randint(0, 2), tzinfo=UTC)

    def occurrence(self, obligation: Obligation, day: int, what: What) -> date | None:
        """An occurrence near the day of the fact; a cancellation may be of the whole series."""
        if not isinstance(obligation.deadline, Every) or obligation.continuing:
            return None
        if isinstance(what, Cancelled) and self.likely(50):
            return None
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
            return self.chance.choice((Submitted(), Submitted(), Approved(), Rejected()))
        return self.performed(obligation)

    def reading(self, obligation: Obligation) -> Reading:
        if obligation.threshold is not None and self.likely(30 if obligation.threshold.formula else 50):
            return Reading(value=self.chance.choice(("1.5", "2", "2.5")))
        return Reading(met=self.likely(40))

    def performed(self, obligation: Obligation) -> Performed:
        in_full = True if self.likely(40 if obligation.amount else 65) else self.chance.choice((False, None))
        if obligation.amount is None or self.likely(15):
            return Performed(in_full=in_full)
        amount = self.chance.choice(("30", "50", "70", "100", "120"))
        return Performed(amount=amount, currency="USD", in_full=in_full)


def windowed(deadline: Deadline | None) -> bool:
    """Whether it has a window, which no member of a group of alternatives has."""
    return isinstance(deadline, After | Every) and bool(deadline.opens)


def own_days(obligation: Obligation) -> list[int]:
    """The numbers of the days that the obligation itself names."""
    days = [obligation.override.day] if obligation.override else []
    if isinstance(obligation.deadline, On):
        days.append(obligation.deadline.day.on)
    if isinstance(obligation.deadline, While):
        days += [day for day in (obligation.deadline.since, obligation.deadline.until) if day]
    return [(day - FIRST).days for day in days]
