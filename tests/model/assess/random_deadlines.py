"""Random deadlines, on days that crowd around a few that matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, Literal, TypeVar

import msgspec

from model.days.operation import Add, BusinessDays, Roll, Step
from model.record.day import Day
from model.record.deadline import (
    After,
    Anchor,
    Changed,
    Deadline,
    Earliest,
    EventAnchor,
    Every,
    Latest,
    ObligationAnchor,
    On,
    Open,
    While,
)
from model.record.event import Event
from model.record.obligation import Obligation
from tests.model.assess.numbered import FIRST, SPAN, on

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)
Counted = TypeVar("Counted", After[Anchor], Every)
ANCHORS: tuple[Literal["performed", "missed", "due"], ...] = ("performed", "performed", "missed", "due")


@dataclass
class DeadlineMaker:
    """What the deadlines of one docket are made of: chance, the days that matter, and what may be counted from."""

    chance: Random
    hot: list[int] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    recurring: Event = field(default_factory=lambda: Event(id="event-again", title="Period end"))
    made: list[Obligation] = field(default_factory=list)

    def likely(self, percent: int) -> bool:
        return self.chance.randint(1, 100) <= percent

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

    def able(self) -> list[Obligation]:
        """Obligations made so far that others can hang on."""
        return [ob for ob in self.made if not ob.is_consequence]

    def single(self) -> list[Obligation]:
        """Those of them with one day of performance: no covenants, no series."""
        return [ob for ob in self.able() if not ob.continuing and not isinstance(ob.deadline, Every)]

    def every(self, start: int, until: date | None) -> Every:
        """A recurrence by its own rule or with an event, counted on in steps or not, with occurrences that differ."""
        with_event = self.likely(30)
        series = Every(
            rule="" if with_event else self.rule(),
            start=None if with_event and self.likely(50) else on(start),
            event=self.recurring.id if with_event else None,
            until=until,
            steps=self.steps(most=10, back=True) if self.likely(35) else (),
        )
        if not self.likely(20):
            return series
        named = self.near(series, self.number())
        moved = self.day() if self.likely(60) else None
        return changed(series, changed=(Changed(occurrence=named, due=moved, reason="agreed"),))

    def with_window(self, deadline: Counted) -> Counted:
        """The same deadline with a window, where that may open by the due day."""
        opening = changed(deadline, opens=self.steps(most=10, back=True))
        return deadline if any(opening.problems()) else opening

    def near(self, series: Every, day: int) -> date:
        """A day that names an occurrence of the series, or would, near a day."""
        first = self.recurring.happened or self.recurring.expected
        start = series.start if series.rule or first is None else first.on
        rule = dict(part.split("=") for part in (series.rule or self.recurring.recurs).split(";"))
        step = int(rule["INTERVAL"]) * (7 if rule["FREQ"] == "WEEKLY" else 1)
        assert start is not None
        count = max(0, (on(day) - start).days // step + self.chance.choice((-1, 0, 0, 1)))
        return start + timedelta(days=step * count)

    def rule(self) -> str:
        return f"FREQ={self.chance.choice(('DAILY', 'WEEKLY'))};INTERVAL={self.chance.choice((2, 3, 10))}"

    def deadline(self) -> Deadline:
        form = self.chance.choices(("on", "after", "open", "while", "earliest", "latest"), (44, 22, 18, 3, 7, 6))[0]
        if form == "open":
            return Open()
        if form == "while":
            first, last = sorted((self.number(), self.number()))
            return While(since=on(first) if self.likely(50) else None, until=on(last) if self.likely(60) else None)
        if form in ("earliest", "latest"):
            parts = tuple(self.dated() for _ in range(self.chance.choice((2, 2, 3))))
            make = Earliest if form == "earliest" else Latest
            return make(of=parts, promptly=self.likely(30))
        part = self.after() if form == "after" else self.on()
        part = changed(part, promptly=self.likely(30))
        if isinstance(part, After) and self.likely(30):
            part = self.with_window(part)
        if self.likely(12):
            earliest = self.number() if isinstance(part, After) else (part.day.on - FIRST).days - 4
            return msgspec.structs.replace(part, not_earlier_than=on(earliest))
        return part

    def dated(self) -> On | After[Anchor]:
        return self.on() if self.likely(50) else self.after()

    def on(self) -> On:
        return On(day=Day(on=self.day()), strictly_before=self.likely(12))

    def after(self) -> After[Anchor]:
        return After(anchor=self.anchor(), steps=self.steps(most=20, back=True))

    def anchor(self) -> Anchor:
        obligations = self.single()
        if obligations and self.likely(50):
            of = self.chance.choice(ANCHORS)
            return ObligationAnchor(obligation=self.chance.choice(obligations).id, of=of)
        return EventAnchor(event=self.chance.choice(self.events).id)

    def steps(self, most: int, *, back: bool = False) -> tuple[Step, ...]:
        if back and self.likely(15):
            return (Add(n=-self.chance.randint(1, 6), unit="day"),)
        count = self.chance.choice((0, 1, 2, 3, 5, most)) if back else self.chance.choice((1, 2, 3, 5, most))
        counted: Step = Add(n=count, unit="day")
        if self.likely(15):
            counted = BusinessDays(n=max(count, 1))
        return (counted, Roll()) if self.likely(15) else (counted,)


def changed(record: S, **fields: Any) -> S:
    return msgspec.structs.replace(record, **fields)
