"""Random instruments, with the terms by which they begin and end, and random events."""

from __future__ import annotations

from model.record.conditions import Need
from model.record.day import Day
from model.record.deadline import After, Anchor, Dated, Earliest, ObligationAnchor, On, Open, dated_parts
from model.record.event import Event, Happening
from model.record.instrument import InForceWhen, Instrument
from model.record.obligation import Obligation
from tests.model.assess.made_days import DaysMaking
from tests.model.assess.making import SPAN, changed, on


class TermsMaking(DaysMaking):
    """Instruments and events."""

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

    def add_instrument(self, made: Instrument) -> None:
        self.instruments.append(made)
        self.made_before[made.id] = len(self.made)

    def new_instrument(self) -> Instrument:
        """One that may end by what was made so far, not yet to be chosen."""
        made = self.instrument(len(self.instruments))
        return changed(made, ends=self.end()) if self.has("instrument ends", 45) else made

    def end(self) -> On | After[Anchor] | Earliest[Anchor]:
        """A day, a notice, or the sooner of both."""
        parts: list[Dated] = []
        for _ in range(self.chance.choice((1, 1, 2))):
            stated = self.likely(25)
            counted = After(anchor=self.anchor(miss=False), steps=self.steps(most=10, back=self.likely(20)))
            parts.append(On(day=Day(on=on(self.chance.randint(10, SPAN)))) if stated else counted)
        one = parts[0]
        return Earliest(of=tuple(parts)) if len(parts) > 1 else one

    def with_conditions(self, made: Instrument, own: tuple[str, ...]) -> Instrument:
        """It comes into force once some of what was made before, its own conditions and some events are there."""
        able = [ob.id for ob in self.able()]
        count = self.chance.choice((0, 1)) if own else self.chance.choice((0, 1, 1, 2))
        needs = [Need(one_of=self.picked(able, self.chance.choice((1, 1, 2)))) for _ in range(count) if able]
        needs += [Need(one_of=(one,)) for one in own]
        events = self.picked([one.id for one in self.events], 0 if needs and self.likely(70) else 1)
        effective = self.day() if self.likely(40) else None
        if made.begins is None:
            made = changed(made, day=Day(on=on(self.chance.choice((0, 0, 4, self.number())))))
        if made.in_force_until and made.begins and made.in_force_until < made.begins:
            made = changed(made, in_force_until=None)
        return changed(made, in_force_when=InForceWhen(needs=tuple(needs), events=events, effective=effective))

    def end_by_own_performances(self) -> None:
        """Some instruments end with what is performed under themselves, which hangs on nothing else."""
        for place, made in enumerate(self.instruments):
            own = [one for one in self.single() if one.instrument == made.id and hangs_on_nothing(one)]
            if not own or not self.has("instrument ends", 30):
                continue
            done = ObligationAnchor(obligation=self.chance.choice(own).id)
            part = After(anchor=done, steps=self.steps(most=5))
            ends = Earliest(of=(part, *dated_parts(made.ends))) if made.ends else part
            self.instruments[place] = changed(made, ends=ends)

    def event(self, number: int) -> Event:
        if self.has("happens again", 35):
            days = sorted(self.day() for _ in range(self.chance.choice((0, 1, 2, 3, 3))))
            if len(days) > 1 and self.likely(30):
                days[1] = days[0]
            happenings = tuple(Happening(day=Day(on=day)) for day in days)
            return Event(id=f"event-{number}", title=f"Event {number}", again=True, happenings=happenings)
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


def hangs_on_nothing(obligation: Obligation) -> bool:
    """Whether the day of its performance follows from its own facts alone."""
    stated = isinstance(obligation.deadline, On | Open)
    return stated and obligation.binding != "right" and obligation.share is None
