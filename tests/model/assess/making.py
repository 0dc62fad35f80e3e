"""What random dockets are made of: the span of days, chance, and what was made so far.

Every ordering link goes from later to earlier in what was made, so none closes a circle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, Final, Literal, TypeVar

import msgspec

from model.record.deadline import After, Deadline, Every
from model.record.event import Event
from model.record.instrument import Instrument
from model.record.metric import Metric
from model.record.obligation import Obligation
from model.record.party import Party
from model.record.relief import Relief

FIRST = date(1996, 6, 3)
SPAN = 60
BANK = Party(id="bank", name="The bank")
METRICS = (
    Metric(id="profit", name="Profit", currency="USD"),
    Metric(id="interest", name="Interest", currency="USD"),
    Metric(id="commitment", name="Commitment", currency="USD", lasts=True),
)

Row = Literal[
    "accepted",
    "begins and ends",
    "falls away",
    "happens again",
    "in all",
    "in force when",
    "in total",
    "instrument ends",
    "instrument anchors",
    "limits",
    "must not",
    "no default",
    "payments",
    "shares",
    "survives",
    "withdrawn",
]
"""What documents also say, row by row."""

ROWS: Final[frozenset[Row]] = frozenset(Row.__args__)  # type: ignore[attr-defined] # the words of a Literal

KNOWN_TO_ASSESS: Final[frozenset[Row]] = frozenset(
    {
        "accepted",
        "falls away",
        "in force when",
        "instrument anchors",
        "instrument ends",
        "limits",
        "must not",
        "no default",
        "payments",
        "survives",
        "withdrawn",
    }
)
"""The rows that assess works out. Random dockets hold no others, but where the judge alone is asked."""

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)


def on(number: int) -> date:
    """The day with that number; 0 is the first of the span."""
    return FIRST + timedelta(days=number)


def changed(record: S, **fields: Any) -> S:
    return msgspec.structs.replace(record, **fields)


def windowed(deadline: Deadline | None) -> bool:
    """Whether it has an earliest day that hangs on another day, which no member of a group of alternatives has."""
    if isinstance(deadline, After) and deadline.not_earlier_than:
        return True
    return isinstance(deadline, After | Every) and bool(deadline.opens)


@dataclass
class Making:
    """One docket in the making."""

    chance: Random
    having: frozenset[Row] = KNOWN_TO_ASSESS
    hot: list[int] = field(default_factory=list)
    instruments: list[Instrument] = field(default_factory=list)
    made_before: dict[str, int] = field(default_factory=dict)
    """For each instrument, how many obligations there were when it was made: its terms hang on those alone."""
    events: list[Event] = field(default_factory=list)
    recurring: Event = field(default_factory=lambda: Event(id="event-again", title="Period end"))
    gaugeable: bool = False
    sources: set[str] = field(default_factory=set)
    """What another obligation is a percentage of."""
    made: list[Obligation] = field(default_factory=list)
    reliefs: list[Relief] = field(default_factory=list)

    # --- Chance --------------------------------------------------------------------------------------

    def likely(self, percent: int) -> bool:
        return self.chance.randint(1, 100) <= percent

    def has(self, row: Row, percent: int) -> bool:
        """Whether something of a row is to be made now, where the docket is to hold that row."""
        return row in self.having and self.likely(percent)

    def picked(self, among: Sequence[T], count: int) -> tuple[T, ...]:
        return tuple(self.chance.sample(list(among), min(count, len(among))))

    def in_any_order(self, items: Sequence[T]) -> list[T]:
        return self.chance.sample(list(items), len(items))

    def number(self) -> int:
        """The number of a day, more often than not on, just before or just after one that matters already."""
        if self.likely(65):
            return self.chance.choice(self.hot) + self.chance.choice((-1, 0, 0, 1, 1))
        number = self.chance.randint(0, SPAN)
        self.hot.append(number)
        return number

    def day(self) -> date:
        return on(self.number())

    # --- What was made so far ------------------------------------------------------------------------

    def able(self) -> list[Obligation]:
        """Obligations made so far that others can hang on."""
        return [ob for ob in self.made if not ob.is_consequence]

    def single(self) -> list[Obligation]:
        """Those of them with one day of performance: no covenants, no series."""
        return [ob for ob in self.able() if not ob.continuing and not isinstance(ob.deadline, Every)]
