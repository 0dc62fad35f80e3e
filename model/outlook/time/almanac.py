"""The almanac: what falls on each day, and on which days the offices that count are closed.

Every day that belongs to a record is there once for each thing it is: the due day, the latest day to begin, the
internal target, the last day of cure, the day a relief asks for, begin and end of a relief, the day on which what it
suspended stands again, test dates, occurrences, forecasts, days on which something is only expected to fall due, review
days; and the days of events. What recurs without
end is worked out for a year when that year is first looked at, the rest once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from model.assess.awaited import Awaited, awaited_of
from model.assess.bounds import as_known
from model.assess.due import Occasion, horizon, occasions_of
from model.assess.standing import AFTER_ITS_DAY, CLOSED, CLOSED_MARKS, Assessment, Position, Standing, mark_of
from model.days.iso import FIRST_DAY, LAST_DAY
from model.docket import Docket
from model.errors import DayError
from model.outlook.today.weeks import closed_days
from model.record.deadline import After, Every, On, While
from model.record.event import Event
from model.record.fact import Performed
from model.record.links import Node
from model.record.obligation import Obligation
from model.record.relief import Relief

AHEAD: Final = 400
"""Days that the agenda looks ahead."""
MOST: Final = 400
"""How many items are listed ahead at most, in whole days; later ones stand in their own month."""

Sort = Literal[
    "due",
    "occurrence",
    "asked",
    "cure",
    "test",
    "act by",
    "target",
    "ends",
    "lapses",
    "over",
    "begins",
    "back",
    "forecast",
    "expected",
    "foreseen",
    "to be done",
    "done",
    "event",
    "expected event",
    "review",
]
SORTS: Final[tuple[Sort, ...]] = Sort.__args__  # type: ignore[attr-defined]
"""What a day is to a record, in the order in which they stand under one day."""
LEGAL: Final[frozenset[Sort]] = frozenset({"due", "occurrence", "foreseen", "cure", "test", "ends", "begins", "over"})
"""Days that an instrument fixes, by stating them or by its rule: no one may move them here."""
TOGETHER: Final[frozenset[Sort]] = frozenset({"ends", "lapses", "begins", "back", "review"})
"""What is told of several records in one line where it falls on the same day."""
_RANK: Final = {sort: rank for rank, sort in enumerate(SORTS)}
_YEAR_ENDS: Final = (12, 31)


class AlmanacItem(Struct, frozen=True, gc=False):
    """One thing that falls on a day, of one record or of several alike; an event has no record and names itself.

    ``mark`` is the key of the shape of its standing; nothing for a review and an event. ``movable``: a day of our own
    making. ``words`` are those of a source that gives no exact day. ``period`` names an occurrence.
    A day on which it is only expected to fall due ``awaits`` what that expectation rests on.
    """

    day: date
    sort: Sort
    ids: tuple[str, ...] = ()
    mark: str = ""
    movable: bool = False
    event: str = ""
    words: str = ""
    period: date | None = None
    awaits: tuple[Awaited, ...] = ()

    @property
    def fixed(self) -> bool:
        """Whether an instrument fixes the day."""
        return self.sort in LEGAL

    @property
    def ahead(self) -> bool:
        """Whether it is only foreseen, forecast or supposed."""
        return self.sort in ("forecast", "expected", "foreseen", "to be done", "expected event")

    @property
    def done(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.mark in CLOSED_MARKS

    @property
    def key(self) -> str:
        """What names it among all items of all days."""
        return f"{self.day} {self.sort} {self.event} {' '.join(self.ids)}"


class Shut(Struct, frozen=True, gc=False):
    """Why offices are closed on a day, and by which calendars."""

    reason: str
    calendars: tuple[str, ...]


class Leaf(Struct, frozen=True):
    """One day. ``closed``: the calendar that most instruments count by is closed; a plain weekend has no ``shut``."""

    day: date
    items: tuple[AlmanacItem, ...] = ()
    closed: bool = False
    shut: tuple[Shut, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is to be told of it."""
        return not self.items and not self.shut


class Almanac:
    """The days of one docket as it stands on the day of an assessment.

    Wherever it is asked, ``passing`` narrows what is told to some records, and the events that they wait for.
    """

    def __init__(self, docket: Docket, assessment: Assessment) -> None:
        self.docket = docket
        self.assessment = assessment
        self._once: dict[date, list[AlmanacItem]] = {}
        for item in _once(docket, assessment):
            self._once.setdefault(item.day, []).append(item)
        self._recurring = tuple(node for node in docket.obligations_by_ref() if isinstance(node.deadline, Every))
        self._years: dict[int, dict[date, list[AlmanacItem]]] = {}
        self._calendars = _calendars_in_use(docket)

    @property
    def day(self) -> date:
        """The day looked at."""
        return self.assessment.day

    def leaves(self, first: date, last: date, passing: Collection[str] | None = None) -> tuple[Leaf, ...]:
        """Every day from ``first`` to ``last``, both included, as far as Duly knows days."""
        return tuple(self._each(first, last, passing))

    def _each(self, first: date, last: date, passing: Collection[str] | None) -> Iterator[Leaf]:
        first, last = max(first, FIRST_DAY), min(last, LAST_DAY)
        closed, shut = closed_days(self.docket, first, last), self._shut(first, last)
        for day in (first + timedelta(days=place) for place in range((last - first).days + 1)):
            yield Leaf(day, self._items(day, passing), day in closed, shut.get(day, ()))

    def coming(self, first: date, passing: Collection[str] | None = None) -> tuple[Leaf, ...]:
        """The days from ``first`` on of which something is to be told: 400 days, or whole days of some 400 items.

        Days on which offices are merely closed are told up to the last on which something falls.
        """
        found: list[Leaf] = []
        count = last = 0
        for leaf in self._each(first, _after(first, AHEAD), passing):
            if leaf.empty:
                continue
            found.append(leaf)
            if leaf.items:
                count, last = count + len(leaf.items), len(found)
            if count >= MOST:
                break
        return tuple(found[:last])

    def days_of(self, record_id: str) -> tuple[date, ...]:
        """The days of a record, those of a series up to its next occurrence."""
        days = (day for day, items in self._once.items() if any(record_id in item.ids for item in items))
        return tuple(sorted(days))

    def _items(self, day: date, passing: Collection[str] | None) -> tuple[AlmanacItem, ...]:
        found = [*self._once.get(day, ()), *self._year(day.year).get(day, ())]
        if passing is not None:
            found = [item for item in found if self._passes(item, passing)]
        return tuple(_grouped(found)) if len(found) > 1 else tuple(found)

    def _passes(self, item: AlmanacItem, passing: Collection[str]) -> bool:
        if item.event:
            return any(end.id in passing for end in self.docket.links_to.get(item.event, ()))
        return item.ids[0] in passing

    def _year(self, year: int) -> Mapping[date, list[AlmanacItem]]:
        """What recurs in a year."""
        if year not in self._years:
            made: dict[date, list[AlmanacItem]] = {}
            for item in self._recurs(date(year, 1, 1), date(year, *_YEAR_ENDS)):
                made.setdefault(item.day, []).append(item)
            self._years[year] = made
        return self._years[year]

    def _recurs(self, first: date, last: date) -> Iterator[AlmanacItem]:
        through = max(horizon(self.day), date(min(last.year + 1, LAST_DAY.year), *_YEAR_ENDS))
        for node in self._recurring:
            yield from _of_series(self.docket, node, self.assessment[node.id], (first, last), through)
        for event in self.docket.events.values():
            if event.recurring:
                yield from _of_event(event, self.day, first, last)

    def _shut(self, first: date, last: date) -> Mapping[date, tuple[Shut, ...]]:
        """The named closures of every calendar in use, those of one reason together."""
        reasons: dict[date, dict[str, list[str]]] = {}
        for name in self._calendars:
            try:
                closures = self.docket.calendar((name,)).closures_between(first, last)
            except DayError:
                continue
            for day, reason in closures:
                reasons.setdefault(day, {}).setdefault(reason, []).append(name)
        return {
            day: tuple(Shut(reason, tuple(names)) for reason, names in some.items()) for day, some in reasons.items()
        }


def _after(day: date, days: int) -> date:
    """The day that lies this many days ahead, kept within the days that Duly knows."""
    return date.fromordinal(min(day.toordinal() + days, LAST_DAY.toordinal()))


def _calendars_in_use(docket: Docket) -> tuple[str, ...]:
    """The calendars that instruments and deadlines count by, as they first appear."""
    names = [name for one in docket.instruments.values() for name in one.calendars]
    for node in docket.obligations_by_ref():
        if isinstance(node.deadline, After | Every):
            names.extend(node.deadline.calendars)
    return tuple(dict.fromkeys(names))


def _grouped(items: Iterable[AlmanacItem]) -> Iterator[AlmanacItem]:
    """The items of one day in order, what is done last, those that are told together as one."""
    found: dict[tuple[str, ...], AlmanacItem] = {}
    for item in sorted(items, key=lambda item: (item.done, _RANK[item.sort])):
        alike = (item.sort, item.mark) if item.sort in TOGETHER else (item.key, str(item.period))
        known = found.get(alike)
        found[alike] = replace(known, ids=(*known.ids, *item.ids)) if known else item
    yield from found.values()


# ------------------------------------------------------------------------------------------ what falls once


def _once(docket: Docket, assessment: Assessment) -> Iterator[AlmanacItem]:
    for node in docket.obligations_by_ref():
        if not node.is_consequence and assessment[node.id].standing is not Standing.RELEASED:
            yield from _of_obligation(docket, assessment, node)
    for relief in docket.reliefs_by_ref():
        yield from _of_relief(relief, assessment[relief.id])
    for event in docket.events.values():
        if not event.recurring:
            yield from _of_event_once(event, assessment.day)
    yield from _to_be_done(docket, assessment)


def _of_obligation(docket: Docket, assessment: Assessment, node: Obligation) -> Iterator[AlmanacItem]:
    position = assessment[node.id]
    mark = mark_of(node, position.standing)
    if node.continuing:
        yield from _of_continuing(node, mark)
    elif position.occurrences:
        yield from _of_occurrences(node, position)
    else:
        yield from _of_duty(docket, node, position, mark)
        yield from _of_expectation(docket, assessment, node, mark)
    if position.standing not in CLOSED:
        yield from _of_work(node, position, mark)


def _of_duty(docket: Docket, node: Obligation, position: Position, mark: str) -> Iterator[AlmanacItem]:
    ids = (node.id,)
    if node.binding == "plan":
        if position.forecast is not None and position.done_on is None:
            words = node.deadline.day.words if isinstance(node.deadline, On) else ""
            yield AlmanacItem(position.forecast, "forecast", ids, mark, docket.owed_by_us(node), words=words)
    elif position.due is not None:
        yield AlmanacItem(position.due, "due", ids, mark)
    elif position.perform_by is not None and position.done_on is None and position.standing is not Standing.DORMANT:
        yield AlmanacItem(position.perform_by, "asked", ids, mark)
    if position.done_on is not None and position.done_on != position.due:
        yield AlmanacItem(position.done_on, "done", ids, mark)


def _of_expectation(docket: Docket, assessment: Assessment, node: Obligation, mark: str) -> Iterator[AlmanacItem]:
    """The day on which it is expected to fall due. Nothing is due by it, and a plan's own is its forecast."""
    position = assessment[node.id]
    if position.expected is not None and position.standing not in CLOSED:
        sort: Sort = "forecast" if node.binding == "plan" else "expected"
        yield AlmanacItem(position.expected, sort, (node.id,), mark, awaits=awaited_of(docket, assessment, node))


def _of_occurrences(node: Obligation, position: Position) -> Iterator[AlmanacItem]:
    for one in position.occurrences:
        if one.standing is not Standing.RELEASED:
            yield AlmanacItem(one.due, "occurrence", (node.id,), mark_of(node, one.standing), period=one.period)


def _of_continuing(node: Obligation, mark: str) -> Iterator[AlmanacItem]:
    if isinstance(node.deadline, While) and node.deadline.until is not None:
        yield AlmanacItem(node.deadline.until, "over", (node.id,), mark)


def _of_work(node: Obligation, position: Position, mark: str) -> Iterator[AlmanacItem]:
    """The days around the legal one, of what is still to be done: begin, target, cure, review, standing again."""
    ids = (node.id,)
    due = position.due or position.perform_by or date.max
    if position.act_by is not None and position.act_by < due:
        yield AlmanacItem(position.act_by, "act by", ids, mark)
    if node.target is not None:
        # Once the legal day is past, a target before it is history.
        yield AlmanacItem(node.target.on, "target", ids, mark, movable=position.standing not in AFTER_ITS_DAY)
    if position.last_day is not None and position.due is not None and position.last_day > position.due:
        yield AlmanacItem(position.last_day, "cure", ids, mark)
    if position.back_on is not None:
        yield AlmanacItem(position.back_on, "back", ids, mark)
    if node.review_by is not None and position.due is None:
        yield AlmanacItem(node.review_by, "review", ids, movable=True)


def _of_relief(relief: Relief, position: Position) -> Iterator[AlmanacItem]:
    """Its first day and its last; or the day on which it lapsed before that."""
    ids, mark = (relief.id,), mark_of(relief, position.standing)
    if relief.effective_from is not None:
        yield AlmanacItem(relief.effective_from, "begins", ids, mark)
    lapsed = position.since if position.standing is Standing.LAPSED else None
    if lapsed is not None:
        yield AlmanacItem(lapsed, "lapses", ids, mark)
    if position.due is not None and (lapsed is None or position.due < lapsed):
        yield AlmanacItem(position.due, "ends", ids, mark)


def _of_event_once(event: Event, day: date) -> Iterator[AlmanacItem]:
    for one in event.happenings:
        sort: Sort = "event" if one.day.on <= day else "expected event"
        yield AlmanacItem(one.day.on, sort, event=event.id, words=one.day.words)
    if event.happened is not None and event.happened.on <= day:
        yield AlmanacItem(event.happened.on, "event", event=event.id, words=event.happened.words)
    elif event.happened or event.expected:
        ahead = event.happened or event.expected
        yield AlmanacItem(ahead.on, "expected event", event=event.id, words=ahead.words)  # type: ignore[union-attr]


def _to_be_done(docket: Docket, assessment: Assessment) -> Iterator[AlmanacItem]:
    """Performances of a day to come: supposed, or recorded for later than is looked at."""
    for fact in docket.facts.values():
        if fact.day.on > assessment.day and isinstance(fact.what, Performed) and fact.about in docket.obligations:
            node: Node = docket.obligations[fact.about]
            yield AlmanacItem(
                fact.day.on, "to be done", (node.id,), mark_of(node, Standing.SATISFIED), period=fact.occurrence
            )


# ------------------------------------------------------------------------------------------ what recurs


def _of_series(
    docket: Docket, node: Obligation, position: Position, years: tuple[date, date], through: date
) -> Iterator[AlmanacItem]:
    """The test dates of what continues; the occurrences of a series after the next, which are foreseen."""
    if position.standing is Standing.RELEASED:
        return
    ends = _ends(docket, node)
    known = position.occurrences[-1].due if position.occurrences else date.min
    for one in _within(_occasions(docket, as_known(node, position.series), through), *years):
        if one.due > ends:
            return
        if node.continuing:
            yield AlmanacItem(one.due, "test", (node.id,), mark_of(node, position.standing), period=one.period)
        elif one.due > known:
            yield AlmanacItem(one.due, "foreseen", (node.id,), mark_of(node, Standing.OPEN), period=one.period)


def _occasions(docket: Docket, node: Obligation, through: date) -> tuple[Occasion, ...]:
    """None where they cannot be worked out: the record's reasons say so."""
    try:
        return occasions_of(docket, node, through)
    except DayError:
        return ()


def _within(occasions: tuple[Occasion, ...], first: date, last: date) -> Iterator[Occasion]:
    start = bisect_left(occasions, first, key=lambda one: one.due)
    for one in occasions[start:]:
        if one.due > last:
            return
        yield one


def _ends(docket: Docket, node: Obligation) -> date:
    """The last day that its instrument is in force: nothing recurs under it after that."""
    instrument = docket.instruments.get(node.instrument or "")
    return (instrument.in_force_until if instrument else None) or date.max


def _of_event(event: Event, day: date, first: date, last: date) -> Iterator[AlmanacItem]:
    try:
        days = event.days(last)
    except DayError:
        return
    for one in days[bisect_left(days, first) :]:
        yield AlmanacItem(one, "event" if one <= day else "expected event", event=event.id)
