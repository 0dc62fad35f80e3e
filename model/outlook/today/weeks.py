"""Seven weeks at a glance: what falls due on each day, the stretch that work takes before it, and the reliefs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from model.assess.awaited import Awaited, awaited_of
from model.assess.standing import CLOSED, NOT_OWED, WORK_DONE, Assessment, Position, Standing
from model.days.calendar import WEEKENDS, Calendar
from model.docket import Docket
from model.errors import DayError
from model.record.instrument import calendars_of
from model.record.obligation import Obligation
from model.record.relief import Relief

DAYS: Final = 49


class Falling(Struct, frozen=True):
    """One obligation, or one occurrence of a series, that falls due in these weeks.

    ``begins`` is the latest day to start on it where the work takes days; ``asked`` says that the day is the one
    that a relief asks for. A day on which it is only expected to fall due ``awaits`` what that rests on.
    """

    id: str
    day: date
    standing: Standing
    begins: date | None = None
    asked: bool = False
    awaits: tuple[Awaited, ...] = ()

    @property
    def expected(self) -> bool:
        """Whether the day is only expected: nothing is due by it."""
        return bool(self.awaits)


class ReliefsEnding(Struct, frozen=True):
    """Reliefs that end on the same day, from the first day that one of them covers to the last, and what they cover.

    ``last`` is None where no end is stated. ``standing`` is that of all of them.
    """

    ids: tuple[str, ...]
    first: date
    last: date | None
    covers: tuple[str, ...]
    standing: Standing


class Weeks(Struct, frozen=True):
    """What is shown of 49 days from ``first``, a Monday. ``closed`` names the days on which offices are closed."""

    first: date
    falling: tuple[Falling, ...]
    reliefs: tuple[ReliefsEnding, ...]
    closed: Mapping[date, str]

    @property
    def last(self) -> date:
        """The last of the days."""
        return self.first + timedelta(days=DAYS - 1)

    def on(self, day: date) -> tuple[Falling, ...]:
        """What falls due on a day."""
        return tuple(one for one in self.falling if one.day == day)


def weeks_from(day: date, today: date) -> date:
    """The Monday to begin with: that of today as long as the day looked at lies in the weeks from there, else its own.

    >>> weeks_from(date(1997, 1, 1), date(1996, 11, 20)), weeks_from(date(1997, 3, 5), date(1996, 11, 20))
    (datetime.date(1996, 11, 18), datetime.date(1997, 3, 3))
    """
    first = today - timedelta(days=today.weekday())
    if first <= day < first + timedelta(days=DAYS):
        return first
    return day - timedelta(days=day.weekday())


def seven_weeks(docket: Docket, assessment: Assessment, first: date) -> Weeks:
    """Everything that the strip shows of the 49 days from ``first``."""
    last = first + timedelta(days=DAYS - 1)
    falling = sorted(
        (
            one
            for node in docket.obligations_by_ref()
            if not node.is_consequence and node.binding != "plan"
            for one in _falling(docket, assessment, node)
            if first <= one.day <= last
        ),
        key=lambda one: (one.day, docket.places[one.id]),
    )
    begun = tuple(_with_work(docket, one) for one in falling)
    return Weeks(first, begun, _reliefs(docket, assessment, first, last), closed_days(docket, first, last))


def _falling(docket: Docket, assessment: Assessment, node: Obligation) -> Iterator[Falling]:
    """The days on which an obligation falls due, or is expected to; a released one has none any longer.

    One that sleeps has none but the expected one.
    """
    position = assessment[node.id]
    if position.expected is not None and position.standing not in CLOSED:
        yield Falling(node.id, position.expected, position.standing, awaits=awaited_of(docket, assessment, node))
    if position.standing in NOT_OWED and not position.occurrences:
        return
    if position.occurrences:
        for one in position.occurrences:
            if one.standing is not Standing.RELEASED:
                yield Falling(node.id, one.due, one.standing)
    elif position.due is not None:
        yield Falling(node.id, position.due, position.standing)
    elif position.perform_by is not None:
        yield Falling(node.id, position.perform_by, position.standing, asked=True)


def _with_work(docket: Docket, one: Falling) -> Falling:
    """The same with the latest day to begin, where the work takes days and is not done."""
    node = docket.obligations[one.id]
    if not node.lead_time or one.standing in WORK_DONE or one.expected:
        return one
    try:
        calendar = docket.calendar(calendars_of(docket.instruments.get(node.instrument or "")))
        begins = calendar.latest_start(one.day, node.lead_time)
    except DayError:
        return one
    return Falling(one.id, one.day, one.standing, begins, one.asked)


# ------------------------------------------------------------------------------------------- reliefs


def _reliefs(docket: Docket, assessment: Assessment, first: date, last: date) -> tuple[ReliefsEnding, ...]:
    """The reliefs whose time touches these weeks, those of the same time and cover together, the first to end first."""
    alike: dict[tuple[object, ...], list[Relief]] = {}
    for relief in docket.reliefs_by_ref():
        position = assessment.positions[relief.id]
        begins, ends = relief.effective_from, _last(position)
        touches = begins is not None and begins <= last and (ends is None or ends >= first)
        if touches and position.standing is not Standing.PENDING:
            alike.setdefault((ends, position.standing, relief.covers), []).append(relief)
    found = [_together(some, assessment.positions[some[0].id]) for some in alike.values()]
    return tuple(sorted(found, key=lambda one: (one.last or date.max, one.ids)))


def _last(position: Position) -> date | None:
    """The last day of cover: the end, or the day before an earlier lapse."""
    if position.standing is Standing.LAPSED and position.since is not None:
        gone = position.since - timedelta(days=1)
        return min(gone, position.due) if position.due else gone
    return position.due


def _together(reliefs: list[Relief], position: Position) -> ReliefsEnding:
    begins = min(relief.effective_from for relief in reliefs if relief.effective_from)
    ids = tuple(relief.id for relief in reliefs)
    return ReliefsEnding(ids, begins, _last(position), reliefs[0].covers, position.standing)


# ---------------------------------------------------------------------------------------- closed days


def closed_days(docket: Docket, first: date, last: date) -> Mapping[date, str]:
    """Every closed day of the calendar that most instruments count by; a plain weekend has no name."""
    try:
        calendar = docket.calendar(_usual_calendars(docket))
        return _closed_by(calendar, first, last)
    except DayError:
        return _closed_by(docket.calendar(WEEKENDS), first, last)


def _closed_by(calendar: Calendar, first: date, last: date) -> Mapping[date, str]:
    named = dict(calendar.closures_between(first, last))
    days = (first + timedelta(days=place) for place in range((last - first).days + 1))
    return {day: named.get(day, "") for day in days if not calendar.is_open(day)}


def _usual_calendars(docket: Docket) -> tuple[str, ...]:
    used = Counter(one.calendars for one in docket.instruments.values() if one.calendars)
    return used.most_common(1)[0][0] if used else WEEKENDS
