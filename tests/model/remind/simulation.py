"""A slow second opinion on reminders, worked out from the rules in words; it knows nothing of the program.

It finds a moment by walking through the minutes, a day by walking through the days, and remembers by keeping all
that has happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
DAY = timedelta(days=1)

Key = tuple[str, str, int, str, date]
"""A reminder: of which matter, before what, how long, in which unit, and of which day."""


@cache
def first_minute_at(day: date, hour: int, minute: int, zone: str) -> datetime:
    """The first minute at which the clocks of the zone show that day and time, or are past it."""
    wanted = datetime.combine(day, time(hour, minute))
    moment = datetime.combine(day, time(0), tzinfo=UTC) - timedelta(hours=15)

    def shows(at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)

    while shows(moment + 4 * HOUR) < wanted:
        # No clock is ever set back by so much that it showed the time in these two hours.
        moment += 2 * HOUR
    while shows(moment) < wanted:
        moment += MINUTE
    return moment


def days_before(base: date, lead: int, unit: str) -> date:
    """Calendar days, or days from Monday to Friday."""
    if unit == "day":
        return base - lead * DAY
    day = base
    if lead == 0:
        while day.weekday() > 4:
            day -= DAY
    while lead:
        day -= DAY
        if day.weekday() <= 4:
            lead -= 1
    return day


@dataclass
class Somebody:
    """A person, when they are reminded, and from when they are away."""

    id: str
    zone: str
    hour: int
    minute: int
    away: tuple[date, date] | None = None

    def is_there(self, day: date) -> bool:
        return self.away is None or not self.away[0] <= day <= self.away[1]


@dataclass
class Matter:
    """Something to be done by a day, or to be looked at again on one."""

    id: str
    owner: str
    leads: tuple[tuple[int, str], ...]
    due: date | None = None
    review: date | None = None
    done: date | None = None
    every: int = 0
    """Days from one occurrence of a series to the next; ``due`` is then the first."""
    paid: dict[date, date] = field(default_factory=dict)
    """Of a series: when each occurrence was performed."""

    def reminders(self, today: date) -> Iterator[Key]:
        """Those that stand on a day, of a series those of every occurrence of 90 days ahead."""
        if self.every and self.due is not None:
            for number in range(((today - self.due).days + 90) // self.every + 1):
                occurrence = self.due + self.every * number * DAY
                if self.paid.get(occurrence, date.max) > today:
                    yield from self._of(occurrence, today)
            return
        if self.done is not None and self.done <= today:
            return
        if self.due is not None:
            yield from self._of(self.due, today)
        if self.review is not None:
            yield self.id, "review", 0, "day", self.review

    def _of(self, due: date, today: date) -> Iterator[Key]:
        for lead, unit in self.leads:
            yield self.id, "due", lead, unit, due
        if today > due:
            yield self.id, "missed", 0, "day", due + DAY


@dataclass
class Book:
    """Matters, people, and what the docket says of handing on."""

    matters: dict[str, Matter]
    people: dict[str, Somebody]
    stand_in: str
    counsel: str
    patience: int

    def standing(self, today: date) -> dict[Key, datetime]:
        """Every reminder that stands on a day, and when it rings."""
        return {key: self.rings(key, matter) for matter in self.matters.values() for key in matter.reminders(today)}

    def rings(self, key: Key, matter: Matter) -> datetime:
        _, _, lead, unit, base = key
        owner = self.people[matter.owner]
        return first_minute_at(days_before(base, lead, unit), owner.hour, owner.minute, owner.zone)

    def goes_to(self, key: Key, today: date) -> str:
        """The owner, or the stand-in while they are away, on the day it rings or, once that is past, today."""
        owner = self.people[self.matters[key[0]].owner]
        day = max(days_before(key[4], key[2], key[3]), today)
        return owner.id if owner.is_there(day) else self.stand_in


@dataclass
class Told:
    """What has happened to one reminder."""

    unknown_until: datetime
    steps: list[tuple[str, datetime]] = field(default_factory=list)
    shown: datetime | None = None
    snoozes: list[tuple[datetime, datetime]] = field(default_factory=list)
    acknowledged: bool = False


@dataclass
class Judge:
    """Looks at a book from time to time, and says what must be told."""

    book: Book
    last_look: datetime | None = None
    told: dict[Key, Told] = field(default_factory=dict)
    gone: set[Key] = field(default_factory=set)

    def look(self, now: datetime) -> tuple[set[Key], set[Key]]:
        """What is due, and what of it must be notified of now."""
        today = now.date()
        standing = self.book.standing(today)
        for key in standing:
            self.told.setdefault(key, Told(min(self.last_look or now, now)))
        for told in self.told.values():
            # What a clock that ran ahead has brought about has not happened.
            told.unknown_until = min(told.unknown_until, now)
            if not told.acknowledged:
                told.steps = [(who, at) for who, at in told.steps if at <= now + MINUTE]
        due: set[Key] = set()
        fresh: set[Key] = set()
        for key, rings in standing.items():
            if self._is_due(key, rings, now):
                due.add(key)
        for key in due:
            if self._is_news(key, now):
                fresh.add(key)
        self.gone |= self.told.keys() - standing.keys()
        self.gone -= standing.keys()
        self.last_look = now
        return due, fresh

    def _is_due(self, key: Key, rings: datetime, now: datetime) -> bool:
        told = self.told[key]
        if key in self.gone or rings > now:
            # It is as if it had never been shown, nor put off.
            told.shown, told.snoozes = None, []
        if told.acknowledged or rings > now:
            return False
        if self._hand_on(key, max(rings, told.unknown_until), now):
            told.shown, told.snoozes = None, []
        return not any(made <= now + MINUTE and now < until for made, until in told.snoozes[-1:])

    def _hand_on(self, key: Key, since: datetime, now: datetime) -> bool:
        told, handed = self.told[key], False
        while self.book.patience and now >= since + self.book.patience * DAY * (len(told.steps) + 1):
            have = {self.book.goes_to(key, now.date()), *(who for who, _ in told.steps)}
            left = [who for who in (self.book.stand_in, self.book.counsel) if who not in have]
            if not left:
                break
            told.steps.append((left[0], now))
            handed = True
        return handed

    def _is_news(self, key: Key, now: datetime) -> bool:
        told = self.told[key]
        return told.shown is None or bool(told.snoozes) or told.shown.astimezone(now.tzinfo).date() != now.date()

    def showed(self, keys: set[Key], now: datetime) -> None:
        """These were shown."""
        for key in keys:
            self.told[key].shown, self.told[key].snoozes = now, []

    def acknowledged(self, keys: set[Key]) -> None:
        for key in keys:
            self.told[key].acknowledged = True

    def snoozed(self, keys: set[Key], until: datetime, now: datetime) -> None:
        for key in keys:
            if not self.told[key].acknowledged:
                self.told[key].snoozes.append((now, until))
