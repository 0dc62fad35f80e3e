"""Recalculating 10,000 relative deadlines after the one anchor that they count from moves."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import count

import numpy as np
from dateutil.relativedelta import relativedelta

from model.assess import assess
from model.days.operation import Add, BusinessDays, Roll, Step
from model.docket import Change, Docket
from model.outlook.changes.moves import moves
from model.record.base import Record
from model.record.day import Day
from model.record.deadline import After, EventAnchor
from model.record.event import Event
from model.record.instrument import Instrument
from model.record.obligation import Obligation
from tests.bench import pairs
from tests.bench.pairs import timed
from tests.builders import docket_of

DEADLINES = 10_000
ROUNDS = 7
CLOSING, TODAY = date(1996, 11, 20), date(1996, 12, 2)
EARLIEST = date(1990, 1, 1)
Asked = list[tuple[Step, ...]]


def measure() -> None:
    """Print what the new dates take, and what the review of all that moves takes before it is confirmed."""
    pairs.head(
        "8  10,000 deadlines that count from one event, when it moves; against dateutil and numpy for the same dates"
    )
    asked = periods(DEADLINES)
    docket = relative(asked)
    assess(docket, TODAY)
    places = count(1)
    sides = pairs.alternate(
        ROUNDS,
        {
            "plain": lambda: timed(partial(by_libraries, asked, _fresh_day(places))),
            "assess": lambda: timed(partial(assess, moved(docket, _fresh_day(places)), TODAY)),
            "review": lambda: timed(partial(moves, docket, moved(docket, _fresh_day(places)), TODAY)),
        },
    )
    pairs.say("all standings and dates anew", sides["assess"], sides["plain"])
    pairs.say("the review of what moves, with the reason of each", sides["review"], sides["plain"])
    differing = _differing(docket, asked)
    pairs.note(f"{differing:,} of {DEADLINES:,} dates differ")


def _fresh_day(places: count[int]) -> date:
    """A day that was not asked for before, so that no answer is ready."""
    return CLOSING - timedelta(next(places))


def periods(number: int) -> Asked:
    """Days, months and business days, some rolled, as counsel writes them."""
    dice = random.Random(1996)
    kinds: list[Callable[[int], tuple[Step, ...]]] = [
        lambda n: (Add(n=n, unit="day"),),
        lambda n: (Add(n=n, unit="day"), Roll()),
        lambda n: (Add(n=n % 36 + 1, unit="month"),),
        lambda n: (BusinessDays(n=n % 60 + 1),),
    ]
    return [dice.choice(kinds)(dice.randint(1, 720)) for _ in range(number)]


def relative(asked: Asked) -> Docket:
    """A docket in which every deadline counts from the closing."""
    bond = Instrument(id="bond", title="Indenture", calendars=("US-FED",))
    closing = Event(id="closing", title="Closing", happened=Day(on=CLOSING))
    obligations: list[Record] = [
        Obligation(
            id=f"ob-{number}",
            ref=f"B-{number}",
            title="Deliver",
            kind="delivery",
            instrument="bond",
            deadline=After(anchor=EventAnchor(event="closing"), steps=steps),
        )
        for number, steps in enumerate(asked)
    ]
    records: list[Record] = [bond, closing, *obligations]
    return docket_of(records)


def moved(docket: Docket, day: date) -> Docket:
    """The docket with its closing on another day."""
    before = docket.events["closing"]
    return docket.changed(
        [Change("event", "closing", before, Event(id="closing", title="Closing", happened=Day(on=day)))]
    )


def by_libraries(asked: Asked, day: date) -> list[date]:
    """The same dates by dateutil and numpy alone, one call a step."""
    return [_by_libraries(steps, day) for steps in asked]


def _by_libraries(steps: tuple[Step, ...], day: date) -> date:
    for step in steps:
        match step:
            case Add(unit="month"):
                day = day + relativedelta(months=step.n)
            case Add():
                day = day + timedelta(step.n)
            case BusinessDays():
                day = np.busday_offset(day, step.n, roll="backward", busdaycal=_FED).astype(date)
            case _:
                day = np.busday_offset(day, 0, roll="forward", busdaycal=_FED).astype(date)
    return day


def _closed() -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    from model.days.calendar import named

    return np.array([day for day in named(("US-FED",)).closures if day >= EARLIEST], dtype="datetime64[D]")


_FED = np.busdaycalendar(holidays=_closed())


def _differing(docket: Docket, asked: Asked) -> int:
    found = assess(docket, TODAY)
    plain = by_libraries(asked, CLOSING)
    return sum(found[f"ob-{number}"].due != day for number, day in enumerate(plain))
