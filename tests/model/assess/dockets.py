"""Random small dockets in which things happen: misses, reliefs that slip, late work, rejections, boundary days.

``random_docket(random.Random(seed))`` gives the same docket for the same seed; ``dockets()`` is the same for
Hypothesis. Whatever comes out passes the door and closes no circle. ``having`` names what documents also say
(:data:`ROWS`) that the dockets may hold.
"""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import strategies as st

from model.docket import Docket
from model.record.base import Record
from model.record.conditions import Link
from model.record.day import Day
from model.record.instrument import Instrument
from model.record.relief import Relief, ReliefKind
from tests.builders import docket_of
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
    "dockets",
    "dockets_on_a_day",
    "on",
    "random_docket",
    "random_docket_on_a_day",
]

RELIEFS: tuple[ReliefKind, ...] = ("waiver", "waiver", "standstill", "extension", "release")
"""What is chosen among; what stands twice comes twice as often."""


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
