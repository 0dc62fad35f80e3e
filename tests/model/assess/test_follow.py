"""What would follow a miss, along which path, and the latest day on which work can start in time."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from msgspec.structs import replace

from model.assess import assess
from model.assess.standing import Exposure, Position
from model.docket import Change, Docket
from model.record.base import Record
from model.record.conditions import Link, Need
from model.record.day import Day
from model.record.deadline import On
from model.record.fact import Cancelled
from model.record.instrument import Instrument
from model.record.obligation import Obligation
from tests.builders import PAID, docket_of
from tests.model.assess.dockets import BANK, random_docket_on_a_day
from tests.model.assess.numbered import on
from tests.model.assess.small import by, covenant, duty, fact, follows, links, plan, right, waiver

# Day 0 is Mon 3 Jun 1996, so day 10 is Thu 13 Jun and day 20 is Sun 23 Jun.

FED = Instrument(id="i", title="Agreement", calendars=("US-FED",))


def position(records: tuple[Record, ...], id: str, day: int) -> Position:
    return assess(docket_of((BANK, *records)), on(day))[id]


def needs(*ids: str) -> tuple[Need, ...]:
    return tuple(Need(one_of=(one,)) for one in ids)


def paths(exposes: tuple[Exposure, ...]) -> dict[str, str]:
    """Each consequence with its path, as words."""
    return {exposure.consequence: " ".join(exposure.path) for exposure in exposes}


HELD_UP = (duty(), duty("y", 4), waiver(3, 20, "y", conditions=("x",)))
"""Y, past its day, is suspended by W for as long as X is not missed."""

# (what it shows, records, id, day, the exposed with their paths, what lapses, what stands again)
FOLLOWS = [
    ("nothing hangs on it", (duty(),), "x", 0, {}, (), ()),
    ("a consequence of its own", (duty(), follows("x")), "x", 0, {"q": "x q"}, (), ()),
    (
        "a consequence of a consequence",
        (duty(), follows("x"), follows("q", id="r")),
        "x",
        0,
        {"q": "x q", "r": "x q r"},
        (),
        (),
    ),
    ("a relief that hangs on it, and what that covers", HELD_UP, "x", 6, {}, ("w",), ("y",)),
    (
        "the consequence of what stands again",
        (*HELD_UP, follows("y")),
        "x",
        6,
        {"q": "x w y q"},
        ("w",),
        ("y",),
    ),
    (
        "the shorter of two paths",
        (*HELD_UP, follows("y", "x")),
        "x",
        6,
        {"q": "x q"},
        ("w",),
        ("y",),
    ),
    (
        "a circle of consequences, followed once",
        (duty(), follows("x", "r"), follows("q", id="r")),
        "x",
        0,
        {"q": "x q", "r": "x q r"},
        (),
        (),
    ),
    (
        "seen from inside the circle",
        (duty(), follows("x", "r"), follows("q", id="r")),
        "q",
        0,
        {"r": "q r"},
        (),
        (),
    ),
    ("a relief alone brings back what it suspends", HELD_UP, "w", 6, {}, (), ("y",)),
    (
        "what is covered and not yet due does not stand again",
        (duty(), duty("y", 18), waiver(3, 20, "y", conditions=("x",))),
        "x",
        6,
        {},
        ("w",),
        (),
    ),
    ("a pending relief lapses too", HELD_UP, "x", 2, {}, ("w",), ()),
    ("an ended relief cannot lapse", HELD_UP, "w", 25, {}, (), ()),
    ("a failing covenant", (covenant(), follows("x")), "x", 0, {"q": "x q"}, (), ()),
    ("a right that lapses unused", (right(), follows("x")), "x", 0, {"q": "x q"}, (), ()),
    ("what is missed already", (duty(), follows("x")), "x", 12, {"q": "x q"}, (), ()),
    ("nothing, once performed", (duty(), follows("x"), fact(5, PAID)), "x", 6, {}, (), ()),
    ("nothing, once performed late", (duty(), follows("x"), fact(12, PAID)), "x", 14, {}, (), ()),
    ("nothing, once cancelled", (duty(), follows("x"), fact(5, Cancelled())), "x", 6, {}, (), ()),
    ("nothing from a plan", (plan(), follows("x")), "x", 0, {}, (), ()),
    (
        "no relief lapses with a plan",
        (plan(), duty("y", 4), waiver(3, 20, "y", conditions=("x",))),
        "x",
        6,
        {},
        (),
        (),
    ),
    (
        "no relief lapses with a right",
        (right(), duty("y", 4), waiver(3, 20, "y", conditions=("x",))),
        "x",
        6,
        {},
        (),
        (),
    ),
    (
        "a consequence that was released",
        (duty(), follows("x"), fact(2, Cancelled(), "q")),
        "x",
        6,
        {},
        (),
        (),
    ),
]


@pytest.mark.parametrize(
    ("records", "id", "day", "exposes", "lapses", "back"),
    [row[1:] for row in FOLLOWS],
    ids=[row[0] for row in FOLLOWS],
)
def test_what_follows_a_miss(
    records: tuple[Record, ...],
    id: str,
    day: int,
    exposes: dict[str, str],
    lapses: tuple[str, ...],
    back: tuple[str, ...],
) -> None:
    found = position(records, id, day)
    assert (paths(found.exposes), found.lapses, found.brings_back) == (exposes, lapses, back)


def under_calendar(due: date, lead: int) -> Obligation:
    return duty(instrument="i", lead_time=lead, deadline=On(day=Day(on=due)))


# (what it shows, records, day, the day to act by)
ACT_BY = [
    ("its own due day", (duty(),), 0, on(10)),
    ("the day before, where the day itself is too late", (duty(deadline=by(10, strictly_before=True)),), 0, on(9)),
    ("one working day is the due day itself", (duty(lead_time=1),), 0, on(10)),
    ("five, the last day worked included, over a weekend", (duty(lead_time=5),), 0, on(4)),
    ("a due Sunday: the Friday before is the last worked", (duty(due=20, lead_time=1),), 0, on(18)),
    (
        "over Thanksgiving",
        (FED, under_calendar(date(1996, 12, 2), 5)),
        0,
        date(1996, 11, 25),
    ),
    ("what needs it, with no lead time, on the same day", (duty(due=10), duty("y", 7, needs=needs("x"))), 0, on(7)),
    (
        "what needs it starts the day after",
        (duty(due=10), duty("y", 10, lead_time=3, needs=needs("x"))),
        0,
        on(7),
    ),
    (
        "its own due day where that is sooner",
        (duty(due=2), duty("y", 10, lead_time=3, needs=needs("x"))),
        0,
        on(2),
    ),
    (
        "through a chain, each with its lead time",
        (
            duty(due=30, lead_time=2),
            duty("y", 30, lead_time=2, needs=needs("x")),
            duty("z", 18, lead_time=2, needs=needs("y")),
        ),
        0,
        on(11),
    ),
    ("what is paid out of it", (duty(due=None), duty("y", 8, paid_from=links("x"))), 0, on(8)),
    (
        "a condition without a day takes the end of its relief",
        (duty(due=None), duty("y", 4), waiver(3, 20, "y", conditions=("x",))),
        6,
        on(20),
    ),
    (
        "and its lead time before that end, a Sunday",
        (duty(due=None, lead_time=2), duty("y", 4), waiver(3, 20, "y", conditions=("x",))),
        6,
        on(17),
    ),
    ("what is suspended: the last day under its relief", (duty(), waiver(5, 18)), 12, on(18)),
    ("nothing once performed", (duty(), fact(5, PAID)), 6, None),
    ("nothing once missed", (duty(),), 12, None),
    ("nothing for a plan", (plan(),), 0, None),
    ("nothing for a covenant", (covenant(),), 0, None),
    ("nothing without a day", (duty(due=None),), 0, None),
]


@pytest.mark.parametrize(("records", "day", "expected"), [row[1:] for row in ACT_BY], ids=[row[0] for row in ACT_BY])
def test_the_day_to_act_by(records: tuple[Record, ...], day: int, expected: date | None) -> None:
    assert position(records, "x", day).act_by == expected


def test_a_condition_is_performed_by_the_earliest_end_of_its_reliefs() -> None:
    reliefs = (waiver(3, 20, "y", conditions=("x",)), waiver(3, 15, "y", conditions=("x",), id="v"))
    found = position((duty(due=None), duty("y", 4), *reliefs), "x", 6)
    assert (found.perform_by, found.for_reliefs) == (on(15), ("v",))


def test_a_condition_with_a_day_of_its_own_keeps_it() -> None:
    found = position(HELD_UP, "x", 6)
    assert (found.perform_by, found.for_reliefs, found.act_by) == (None, (), on(10))


def test_a_calendar_that_cannot_say_gives_no_day_to_act_by() -> None:
    far = date(2190, 6, 3)
    british = Instrument(id="i", title="Agreement", calendars=("GB-ENG",))
    found = position((british, under_calendar(far, 5)), "x", 0)
    assert (found.due, found.act_by) == (far, None)


@pytest.mark.parametrize("seed", range(80))
def test_exposure_grows_with_links_and_with_nothing_else(seed: int) -> None:
    """One more cause of a consequence: nothing that would follow from a miss before is lost."""
    docket, day, chosen, cause = one_more_cause(Random(seed))
    more = replace(chosen, causes=(*chosen.causes, Link(to=cause)))
    before = assess(docket, day).positions
    after = assess(docket.changed([Change("obligation", chosen.id, chosen, more)]), day).positions
    for one, position in before.items():
        assert exposed_by(position) <= exposed_by(after[one])
    noted = docket.changed([Change("obligation", chosen.id, chosen, replace(chosen, notes="seen"))])
    again = assess(noted, day).positions
    assert {one: exposed_by(again[one]) for one in again} == {one: exposed_by(before[one]) for one in before}


def one_more_cause(chance: Random) -> tuple[Docket, date, Obligation, str]:
    """A random docket, a consequence in it, and something that is none of its causes yet."""
    while True:
        docket, day = random_docket_on_a_day(chance)
        for one in docket.consequences:
            chosen = docket.obligations[one]
            known = {one, *(link.to for link in chosen.causes)}
            others = [other for other in docket.obligations if other not in known]
            if others:
                return docket, day, chosen, chance.choice(others)


def exposed_by(position: Position) -> set[str]:
    return {exposure.consequence for exposure in position.exposes}
