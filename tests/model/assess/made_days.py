"""Random deadlines, anchors, series, cures and steps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, TypeVar

import msgspec

from model.days.calendar import named
from model.days.operation import Add, BusinessDays, Roll, Step
from model.days.step import work_out
from model.record.day import Day
from model.record.deadline import (
    After,
    Anchor,
    Changed,
    Deadline,
    Earliest,
    EventAnchor,
    Every,
    InstrumentAnchor,
    Latest,
    ObligationAnchor,
    On,
    Open,
    SeriesBound,
    Start,
    While,
)
from model.record.event import Event
from model.record.obligation import Cure
from tests.model.assess.making import FIRST, Making, changed, on

Counted = TypeVar("Counted", After[Anchor], Every)

ANCHORS: tuple[Literal["performed", "missed", "due"], ...] = ("performed", "performed", "missed", "due")
CURES: tuple[Literal["miss", "notice", "knowledge"], ...] = ("miss", "miss", "notice", "knowledge")
"""What is chosen among; what stands twice comes twice as often."""


class DaysMaking(Making):
    """Deadlines that hang on what was made so far."""

    # --- Single days ---------------------------------------------------------------------------------

    def deadline(self) -> Deadline:
        form = self.chance.choices(("on", "after", "open", "while", "earliest", "latest"), (44, 22, 18, 3, 7, 6))[0]
        if form == "open":
            return Open()
        if form == "while":
            first, last = sorted((self.number(), self.number()))
            return While(since=on(first) if self.likely(50) else None, until=on(last) if self.likely(60) else None)
        if form in ("earliest", "latest"):
            return changed(self.several(form), promptly=self.likely(30))
        part = self.after() if form == "after" else self.on()
        part = changed(part, promptly=self.likely(30))
        if isinstance(part, After) and self.likely(30):
            part = self.with_window(part)
        if self.likely(12):
            earliest = self.number() if isinstance(part, After) else (part.day.on - FIRST).days - 4
            return msgspec.structs.replace(part, not_earlier_than=on(earliest))
        return part

    def several(self, form: str) -> Earliest[Anchor] | Latest[Anchor]:
        parts = tuple(self.dated() for _ in range(self.chance.choice((2, 2, 3))))
        return Earliest(of=parts) if form == "earliest" else Latest(of=parts)

    def dated(self) -> On | After[Anchor]:
        return self.on() if self.likely(50) else self.after()

    def on(self) -> On:
        return On(day=Day(on=self.day()), strictly_before=self.likely(12))

    def after(self) -> After[Anchor]:
        return After(anchor=self.anchor(), steps=self.steps(most=20, back=True))

    def anchor(self, *, miss: bool = True) -> Anchor:
        """An event, an obligation or an instrument made so far; of a plan its performance alone."""
        if self.instruments and self.has("instrument anchors", 20):
            of: Literal["start", "end"] = self.chance.choice(("start", "end"))
            return InstrumentAnchor(instrument=self.chance.choice(self.instruments).id, of=of)
        obligations = self.single()
        if not obligations or self.likely(50):
            return EventAnchor(event=self.chance.choice(self.events).id)
        other, word = self.chance.choice(obligations), self.chance.choice(ANCHORS)
        barred = other.binding == "plan" or (word == "missed" and not miss)
        return ObligationAnchor(obligation=other.id, of="performed" if barred else word)

    def starts(self) -> Start:
        anchors = tuple(self.anchor() for _ in range(self.chance.choice((1, 1, 2))))
        return Start(of=anchors, pick=self.chance.choice(("earlier", "later")))

    def steps(self, most: int, *, back: bool = False) -> tuple[Step, ...]:
        if back and self.likely(15):
            return (Add(n=-self.chance.randint(1, 6), unit="day"),)
        count = self.chance.choice((0, 1, 2, 3, 5, most)) if back else self.chance.choice((1, 2, 3, 5, most))
        counted: Step = Add(n=count, unit="day")
        if self.likely(15):
            counted = BusinessDays(n=max(count, 1))
        return (counted, Roll()) if self.likely(15) else (counted,)

    def with_window(self, deadline: Counted) -> Counted:
        """The same deadline with a window, where that may open by the due day."""
        opening = changed(deadline, opens=self.steps(most=10, back=True))
        return deadline if any(opening.problems()) else opening

    def cure(self) -> Cure:
        runs_from = self.chance.choice(CURES)
        event = self.chance.choice(self.events).id if runs_from != "miss" and self.likely(80) else None
        return Cure(period=self.steps(most=10), runs_from=runs_from, event=event)

    # --- Series --------------------------------------------------------------------------------------

    def every(self, start: int, until: date | None) -> Every:
        """A recurrence by its own rule or with an event, counted on in steps or not, with occurrences that differ."""
        event = self.event_of_series()
        series = Every(
            rule="" if event else self.rule(),
            start=None if event and self.likely(50) else on(start),
            event=event.id if event else None,
            until=until,
            steps=self.steps(most=10, back=True) if self.likely(35) else (),
        )
        series = self.with_bounds(series)
        if not self.likely(20):
            return series
        differs, _ = self.near(series, self.number())
        moved = self.day() if self.likely(60) else None
        return changed(series, changed=(Changed(occurrence=differs, due=moved, reason="agreed"),))

    def event_of_series(self) -> Event | None:
        again = [event for event in self.events if event.again]
        if again and self.likely(45):
            return self.chance.choice(again)
        return self.recurring if self.likely(30) else None

    def with_bounds(self, series: Every) -> Every:
        """Sometimes it begins or ends with something."""
        if self.has("begins and ends", 35):
            series = changed(series, start=None, begins=self.bound())
        if self.has("begins and ends", 35):
            series = changed(series, until=None, ends=self.bound())
        return series

    def bound(self) -> SeriesBound:
        steps = self.steps(most=20, back=self.likely(30)) if self.likely(50) else ()
        return SeriesBound(anchor=self.anchor(miss=False), steps=steps)

    def rule(self) -> str:
        rule = f"FREQ={self.chance.choice(('DAILY', 'WEEKLY'))};INTERVAL={self.chance.choice((2, 3, 10))}"
        return f"{rule};COUNT={self.chance.randint(1, 6)}" if self.has("in all", 30) else rule

    def near(self, series: Every, day: int) -> tuple[date, int]:
        """The day and number that name an occurrence of the series, or would, near a day."""
        event = next((one for one in (*self.events, self.recurring) if one.id == series.event), None)
        if event is not None and event.again:
            return self.happening_of(event, day)
        start = self.first_named(series) if event is None else event.first
        rule = dict(part.split("=") for part in (series.rule or self.recurring.recurs).split(";"))
        step = int(rule["INTERVAL"]) * (7 if rule["FREQ"] == "WEEKLY" else 1)
        start = start or on(day)
        count = max(0, (on(day) - start).days // step + self.chance.choice((-1, 0, 0, 1)))
        return start + timedelta(days=step * count), 1

    def happening_of(self, event: Event, day: int) -> tuple[date, int]:
        days = [one.day.on for one in event.happenings] or [on(day)]
        chosen = self.chance.choice(days)
        return chosen, self.chance.randint(1, days.count(chosen)) if self.likely(90) else 2

    def first_named(self, series: Every) -> date | None:
        """The first day of a series, where what begins it is an event that has happened."""
        if series.begins is None:
            return series.start
        anchor = series.begins.anchor
        events = [one for one in self.events if isinstance(anchor, EventAnchor) and one.id == anchor.event]
        happened = events[0].happened_first if events else None
        if happened is None:
            return None
        return (
            work_out(series.begins.steps, happened.on, named(("SAT_SUN",)))[-1].day
            if series.begins.steps
            else happened.on
        )
