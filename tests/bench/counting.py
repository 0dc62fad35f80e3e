"""10,000 business-day deadlines by Duly's calendar, against numpy's `busday_offset`, one call a date."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import numpy as np

from model.days.calendar import Calendar, named
from tests.bench import pairs
from tests.bench.pairs import timed

DEADLINES = 10_000
ROUNDS = 11
FIRST, LAST = date(1996, 1, 1), date(2027, 12, 31)
AIM = 3.0

Question = tuple[date, int]


def measure() -> None:
    """Print what 10,000 business-day deadlines take, on one calendar and on two together."""
    pairs.head("7  10,000 business-day deadlines, against numpy's busday_offset, one call a date")
    asked = questions(DEADLINES)
    for names in (("US-FED",), ("US-NY", "GB-ENG")):
        calendar = named(names)
        ours, plain = by_duly(calendar, asked), by_numpy(calendar, asked)
        differing = sum(mine != theirs for mine, theirs in zip(ours(), plain(), strict=True))
        sides = pairs.alternate(ROUNDS, {"numpy": partial(timed, plain), "duly": partial(timed, ours)})
        pairs.say(f"days counted on {calendar.name}", sides["duly"], sides["numpy"], aim=AIM)
        pairs.note(f"{differing} of {DEADLINES:,} answers differ")


def questions(count: int) -> list[Question]:
    """Days from 1996 to 2027, open and closed alike, each with a count of up to 250 days on or back."""
    dice = random.Random(1996)
    days = (LAST - FIRST).days
    counts = [n for n in range(-250, 251) if n]
    return [(FIRST + timedelta(dice.randint(0, days)), dice.choice(counts)) for _ in range(count)]


def by_duly(calendar: Calendar, asked: list[Question]) -> Callable[[], list[date]]:
    """The work: one call a question."""
    return lambda: [calendar.add(day, n) for day, n in asked]


def by_numpy(calendar: Calendar, asked: list[Question]) -> Callable[[], list[date]]:
    """The same by numpy, its calendar ready and its days already its own; the answers are made days of Python's.

    A closed day is first rolled against the count, so that the next business day is day one.
    """
    weekmask = [number not in calendar.weekend for number in range(7)]
    ready = np.busdaycalendar(weekmask=weekmask, holidays=np.array(list(calendar.closures), dtype="datetime64[D]"))
    own = [(np.datetime64(day, "D"), n) for day, n in asked]

    def work() -> list[date]:
        return [
            np.busday_offset(day, n, roll="backward" if n > 0 else "forward", busdaycal=ready).astype(date)
            for day, n in own
        ]

    return work
