"""What the judge asks of a docket as it is known on one day D, and the words in which it asks.

The readings taken where the domain page is silent are numbered in :mod:`tests.model.assess.simulation`. Each class of
the judge builds on the one before: what is known, what was handed in, what it comes to, when it is due, occurrences,
terms of instruments, reliefs, the decision lists.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

from msgspec import Struct

from model.days.calendar import named
from model.days.operation import Add, BusinessDays, ClearDays, Step
from model.days.step import work_out
from model.docket import Docket
from model.record.deadline import Every
from model.record.event import Event
from model.record.instrument import Instrument
from model.record.obligation import Obligation

ONE_DAY = timedelta(days=1)
LOOK_AHEAD = timedelta(days=800)
BAD = ("missed", "lapsed", "failing")
DONE = ("satisfied", "satisfied late")
MET = (*DONE, "in compliance", "released")
"""How something stands that holds up nothing which needs it."""

P = ParamSpec("P")
T = TypeVar("T")
K = TypeVar("K", bound="Known")


@dataclass(frozen=True)
class Unit:
    """What is performed or missed by itself: an obligation, or one occurrence of a series by the day that names it."""

    id: str
    occurrence: date | None = None
    number: int = 1


def remembered(method: Callable[Concatenate[K, P], T]) -> Callable[Concatenate[K, P], T]:
    """Ask once: the same question about the same day has one answer."""

    def answer(self: K, /, *args: P.args, **kwargs: P.kwargs) -> T:
        question = (method.__name__, args, tuple(kwargs.items()))
        if question not in self.memory:
            self.memory[question] = method(self, *args, **kwargs)
        return self.memory[question]  # type: ignore[no-any-return]

    return answer


class Known(ABC):
    """One docket as it is known on one day D."""

    def __init__(self, docket: Docket, day: date) -> None:
        self.docket = docket
        self.today = day
        self.first = min(first_day(docket), day)
        self.memory: dict[object, Any] = {}
        self.known = [fact for fact in docket.facts.values() if fact.day.on <= day]

    # --- What is answered further up ---------------------------------------------------------------

    @abstractmethod
    def standing(self, node: str, d: date) -> str:
        """How an obligation or relief stands at the end of d, but for what it needs."""

    @abstractmethod
    def duty(self, unit: Unit, d: date, reliefs: bool = True) -> str:
        """How a duty, right or plan, or one occurrence, stands at the end of d, but for what it needs."""

    @abstractmethod
    def due(self, unit: Unit) -> date | None:
        """Its due day, from all that is known on D."""

    @abstractmethod
    def last_day(self, unit: Unit) -> date | None:
        """c: the last day of cure, or the due day where there is no cure."""

    @abstractmethod
    def opening(self, unit: Unit) -> date | None:
        """The first day on which it may be done, where there is one."""

    @abstractmethod
    def begun(self, unit: Unit, d: date) -> bool:
        """Whether nothing holds it up any more by line 4."""

    @abstractmethod
    def owed(self, node: str, through: date) -> list[tuple[date, Unit]]:
        """Each occurrence of a series that is owed, with its due day, in order."""

    @abstractmethod
    def units(self, node: str, d: date) -> list[Unit]:
        """The obligation itself; of a series, its occurrences up to the next one after d."""

    @abstractmethod
    def occurrences_of(self, node: str, through: date) -> list[Unit]:
        """The occurrences of a series that are named by a day up to ``through``, in its own order."""

    @abstractmethod
    def series_end(self, obligation: Obligation) -> date | None:
        """The last day that may name an occurrence, where D knows one."""

    @abstractmethod
    def series_start(self, obligation: Obligation) -> date | None:
        """The first day that may name an occurrence, where there is one and D knows it."""

    @abstractmethod
    def in_force_from(self, instrument: str) -> date | None:
        """The first day on which an instrument is in force, as D knows it; None where it is not yet."""

    @abstractmethod
    def last_day_of(self, instrument: str | None) -> date | None:
        """The last day on which an instrument is in force, as D knows it."""

    # --- Days --------------------------------------------------------------------------------------

    def days(self, first: date, last: date) -> Iterator[date]:
        while first <= last:
            yield first
            first += ONE_DAY

    def counted(self, steps: tuple[Step, ...], day_zero: date, instrument: str | None) -> date:
        """Where steps lead from a day, by the business days of an instrument."""
        if not steps:
            return day_zero
        found = self.instrument(instrument)
        calendars = found.calendars if found and found.calendars else ("SAT_SUN",)
        return work_out(steps, day_zero, named(calendars))[-1].day

    # --- Instruments and events --------------------------------------------------------------------

    def instrument(self, instrument: str | None) -> Instrument | None:
        return self.docket.instruments[instrument] if instrument else None

    def in_force(self, instrument: str | None, d: date) -> bool:
        """Has come into force; its end is another question."""
        if instrument is None or self.always_in_force(instrument):
            return True
        first = self.in_force_from(instrument)
        return first is not None and first <= d

    def always_in_force(self, instrument: str) -> bool:
        found = self.docket.instruments[instrument]
        return found.begins is None and found.in_force_when is None

    def binds(self, obligation: Obligation, d: date) -> bool:
        """Line 1 is passed; what its own instrument waits for passes it from that instrument's day (see 31)."""
        if not self.is_own_condition(obligation):
            return self.in_force(obligation.instrument, d)
        found = self.instrument(obligation.instrument)
        return found is None or found.day is None or found.day.on <= d

    def is_own_condition(self, obligation: Obligation) -> bool:
        found = self.instrument(obligation.instrument)
        if found is None or found.in_force_when is None:
            return False
        return any(obligation.id in need.one_of for need in found.in_force_when.needs)

    def event_days(self, event: str) -> list[date]:
        """The days on which it happened, as far as D knows."""
        found = self.docket.events[event]
        happened = [one.day for one in found.happenings] if found.again else [found.happened]
        return sorted(day.on for day in happened if day and day.on <= self.today)

    def event_day(self, event: str) -> date | None:
        """The day on which it happened, or first happened."""
        return next(iter(self.event_days(event)), None)

    # --- Series ------------------------------------------------------------------------------------

    def is_series(self, node: str) -> bool:
        obligation = self.docket.obligations[node]
        return isinstance(obligation.deadline, Every) and not obligation.continuing

    def event_again(self, obligation: Obligation) -> Event | None:
        """The event with which a series comes round, where that happens on no rule."""
        deadline = obligation.deadline
        event = self.docket.events[deadline.event] if isinstance(deadline, Every) and deadline.event else None
        return event if event and event.again else None


def first_day(docket: Docket) -> date:
    """A day before every date in the docket, and before every date that counting back from one can give."""
    found = [day for _, record in docket.records() for day in dates_in(record)]
    back = sum(days_back(step) for _, record in docket.records() for step in steps_in(record))
    return min(found, default=date(2000, 1, 1)) - timedelta(days=2 + back)


def dates_in(value: object) -> Iterator[date]:
    if type(value) is date:
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from dates_in(item)
    elif isinstance(value, Struct):
        for field in value.__struct_fields__:
            yield from dates_in(getattr(value, field))


def steps_in(value: object) -> Iterator[Step]:
    if isinstance(value, Add | BusinessDays | ClearDays):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from steps_in(item)
    elif isinstance(value, Struct):
        for field in value.__struct_fields__:
            yield from steps_in(getattr(value, field))


def days_back(step: Step) -> int:
    if isinstance(step, Add) and step.n < 0:
        return -step.n * {"day": 1, "week": 7, "month": 31, "year": 366}[step.unit]
    if isinstance(step, BusinessDays) and step.n < 0:
        return -step.n * 2 + 5
    return step.n * 2 + 5 if isinstance(step, ClearDays) and step.direction == "before" else 0
