"""Random timelines, with sleep, summer time, journeys, clocks that jump, restarts and edits, held against a judge."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from model.assess import assess
from model.remind.plan import plan
from model.remind.review import ReviewOutcome, acknowledge, review, snooze
from model.remind.states import Reminded, Watch
from tests.model.remind.books import docket_from, id_of
from tests.model.remind.simulation import DAY, Book, Judge, Key, Matter, Somebody

TIMELINES = 1_000
PARTS = 20
STEPS = 24
ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo", "America/Santiago")
HOURS = ((9, 0), (2, 30), (1, 30), (0, 0), (23, 59), (2, 0))
UNITS = ("day", "day", "working day")


def random_book(dice: random.Random, start: date) -> Book:
    people = {id_: Somebody(id_, dice.choice(ZONES), *dice.choice(HOURS)) for id_ in ("kim", "lee", "hale", "counsel")}
    matters = {}
    for number in range(dice.randint(1, 3)):
        leads = tuple(dict.fromkeys((dice.choice((0, 1, 3, 14, 30)), dice.choice(UNITS)) for _ in range(3)))
        day = start + timedelta(days=dice.randint(-10, 40))
        kind = dice.random()
        undated, every = kind < 0.25, dice.choice((7, 20)) if kind > 0.75 else 0
        owner = dice.choice(("kim", "lee"))
        due, review = (None, day) if undated else (day, None)
        matters[f"m{number}"] = Matter(f"m{number}", owner, leads, due, review, every=every)
    return Book(matters, people, "hale", "counsel", dice.choice((0, 1, 2, 5)))


class Timeline:
    """One docket, one machine and its clock; Duly and the judge look at the same moments."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        # Around the nights on which clocks change, in both hemispheres.
        turn = self.dice.choice((date(2025, 3, 9), date(2025, 3, 30), date(2025, 4, 6), date(2025, 10, 5)))
        start = turn - timedelta(days=self.dice.randint(0, 20))
        self.zone = ZoneInfo(self.dice.choice(ZONES))
        self.now = datetime(start.year, start.month, start.day, tzinfo=UTC)
        self.book = random_book(self.dice, start)
        self.judge = Judge(self.book)
        self.states: dict[str, Reminded] = {}
        self.watch = Watch()
        self.waking = True
        self.due: set[Key] = set()
        self.next_at: datetime | None = None
        self.settled: set[str] = set()

    def run(self) -> None:
        self.look()
        for _ in range(STEPS):
            self.dice.choice(ACTIONS)(self)
            self.look()

    @property
    def local(self) -> datetime:
        return self.now.astimezone(self.zone)

    def look(self) -> None:
        """Both look; what they find and remember must agree."""
        docket, now = docket_from(self.book), self.local
        planned = plan(docket, assess(docket, now.date()), machine=self.zone)
        outcome = review(planned, self.states, self.watch, now, docket, waking=self.waking)
        attention = self.waking or outcome.slept or outcome.zone_changed or outcome.clock_went_back is not None
        self.due, news = self.judge.look(now)
        self.compare(outcome, self.due if attention else news, now)
        self.states |= {one.id: one for one in outcome.kept}
        self.judge.showed(
            {key for key in self.due if self.states[self.id_of(key)].last_shown == now.astimezone(UTC)}, now
        )
        self.watch, self.waking, self.next_at = outcome.watch, False, outcome.next_at
        assert not review(planned, self.states, self.watch, now, docket).fresh, "told again at the same moment"

    def compare(self, outcome: ReviewOutcome, news: set[Key], now: datetime) -> None:
        due = {id_ for ring in outcome.due for id_ in ring.ids}
        fresh = {id_ for ring in outcome.fresh for id_ in ring.ids}
        kept = {one.id: one for one in outcome.kept}
        expected = {self.id_of(key) for key in self.due}
        snoozed = {id_ for id_ in due - expected if {**self.states, **kept}[id_].state == "snoozed"}
        assert due - snoozed == expected
        assert {self.id_of(key) for key in news} <= fresh
        assert {ring.id for ring in outcome.fresh} <= {ring.id for ring in outcome.due}
        for ring in outcome.fresh:
            assert {self.id_of(key) for key in news}.intersection(ring.ids), "told without any reason"
        assert not self.settled & (due | fresh), "shown again after it was acknowledged"
        after = {**self.states, **kept}
        for key in self.due:
            steps = [(step.to, step.at) for step in after[self.id_of(key)].escalated]
            assert steps == [(who, at.astimezone(UTC)) for who, at in self.judge.told[key].steps]
        for ring in outcome.due:
            key = next(key for key in self.due if self.id_of(key) == ring.id)
            assert ring.to[0] == self.book.goes_to(key, now.date())

    def id_of(self, key: Key) -> str:
        return id_of(key, series=bool(self.book.matters[key[0]].every))

    # -------------------------------------------------------------------------------- what may happen

    def wait(self) -> None:
        self.now += timedelta(seconds=30) * self.dice.randint(1, 3)

    def work(self) -> None:
        self.now += timedelta(minutes=self.dice.randint(1, 600))

    def sleep(self) -> None:
        self.now += timedelta(minutes=self.dice.randint(1, 60 * 24 * self.dice.choice((1, 3, 20))))

    def until_it_rings(self) -> None:
        """The minute before, or the minute itself."""
        if self.next_at is not None:
            self.now = max(self.now, self.next_at - timedelta(minutes=self.dice.choice((0, 0, 1))))

    def jump_back(self) -> None:
        self.now -= timedelta(seconds=self.dice.choice((5, 3_600, 86_400, 10 * 86_400)))

    def run_ahead(self) -> None:
        """A clock that is two months ahead for one look."""
        self.now += timedelta(days=60)
        self.look()
        self.now -= timedelta(days=60)

    def travel(self) -> None:
        self.zone = ZoneInfo(self.dice.choice(ZONES))

    def restart(self) -> None:
        """All that is in memory is lost; what was remembered is read again."""
        kept = msgspec.json.encode([*self.states.values()])
        self.states = {one.id: one for one in msgspec.json.decode(kept, type=list[Reminded])}
        self.watch = msgspec.json.decode(msgspec.json.encode(self.watch), type=Watch)
        self.waking = True

    def move(self) -> None:
        matter = self.any_matter()
        by = timedelta(days=self.dice.choice((-7, -1, 1, 5, 30)))
        if matter.due:
            matter.due += by
            matter.paid.clear()
        elif matter.review:
            matter.review += by

    def perform(self) -> None:
        """A series: the first occurrence that is open, or the next but one, long before its day."""
        matter, today = self.any_matter(), self.local.date()
        if matter.every and matter.due:
            days = (matter.due + timedelta(days=matter.every * number) for number in range(100))
            still = [day for day in days if day not in matter.paid]
            matter.paid[still[self.dice.choice((0, 0, 2))]] = today
        else:
            matter.done = today

    def undo(self) -> None:
        matter = self.any_matter()
        matter.done = None
        matter.paid.clear()

    def move_away(self) -> None:
        owner = self.book.people[self.dice.choice(("kim", "lee"))]
        first = self.local.date() + timedelta(days=self.dice.randint(-3, 3))
        owner.away = (first, first + 10 * DAY) if self.dice.random() < 0.6 else None

    def resettle(self) -> None:
        owner = self.book.people[self.dice.choice(("kim", "lee"))]
        owner.zone, (owner.hour, owner.minute) = self.dice.choice(ZONES), self.dice.choice(HOURS)

    def acknowledge(self) -> None:
        some = {key for key in self.due if self.dice.random() < 0.5}
        ids = {self.id_of(key) for key in some}
        self.states |= {one.id: one for one in acknowledge(self.states, ids, "Kim", self.now)}
        self.judge.acknowledged(some)
        self.settled |= ids

    def snooze(self) -> None:
        some = {key for key in self.due if self.dice.random() < 0.5}
        until = self.now + timedelta(minutes=self.dice.choice((10, 60, 60 * 24, 60 * 24 * 7)))
        self.states |= {one.id: one for one in snooze(self.states, {self.id_of(key) for key in some}, until, self.now)}
        self.judge.snoozed(some, until, self.now)

    def any_matter(self) -> Matter:
        return self.dice.choice(list(self.book.matters.values()))


ACTIONS: tuple[Callable[[Timeline], None], ...] = (
    *(Timeline.wait, Timeline.work, Timeline.work, Timeline.sleep, Timeline.sleep, Timeline.until_it_rings),
    *(
        Timeline.jump_back,
        Timeline.run_ahead,
        Timeline.travel,
        Timeline.restart,
        Timeline.move,
        Timeline.perform,
        Timeline.undo,
    ),
    *(Timeline.move_away, Timeline.resettle, Timeline.acknowledge, Timeline.snooze, Timeline.snooze),
)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_reminder_is_missed_and_none_is_shown_again_once_acknowledged(part: int) -> None:
    each = TIMELINES // PARTS
    for seed in range(part * each, (part + 1) * each):
        Timeline(seed).run()
