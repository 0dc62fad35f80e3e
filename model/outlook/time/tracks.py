"""What the timeline draws of one record, from when to when: marks, bars, tails, what is expected.

Days up to the one that is looked at are known; later ones are what comes if nothing further is done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from model.assess.decide import decide
from model.assess.engine import Assessed
from model.assess.spells import ALWAYS, NEVER, following, preceding
from model.assess.standing import AFTER_ITS_DAY, CLOSED, NOT_OWED, PERFORMED, RELIEF_OVER, Position, Standing
from model.assess.weighed import Weighed
from model.outlook.time.lanes import AHEAD, Coming, awaited_events, day_of, event_day
from model.record.deadline import Every
from model.record.obligation import Obligation

Role = Literal[
    "due",
    "asked",
    "done",
    "was due",
    "part",
    "occurrence",
    "foreseen",
    "expected",
    "expected due",
    "test",
    "lapse",
    "event",
    "expected event",
]


class TrackStretch(Struct, frozen=True, gc=False):
    """Days on which a record stands alike, first and last included; without ``last`` it goes on.

    ``turns`` says that it begins with a change that is yet to come; what is only ``expected`` is not known yet.
    """

    standing: Standing
    first: date
    last: date | None = None
    expected: bool = False
    turns: bool = False


class TrackMark(Struct, frozen=True, gc=False):
    """A day with a shape: a due day, the day of a performance, an occurrence, a test date."""

    day: date
    standing: Standing
    role: Role


class Track(Struct, frozen=True):
    """All that is drawn of one record.

    ``tail`` runs from the last day to begin on it to its due day; ``target`` is internal, and never the due day.
    """

    id: str
    stretches: tuple[TrackStretch, ...] = ()
    marks: tuple[TrackMark, ...] = ()
    tail: tuple[date, date] | None = None
    target: date | None = None

    @property
    def first(self) -> date | None:
        """The first day that something is drawn on."""
        return min(self._days(), default=None)

    @property
    def last(self) -> date | None:
        """The last day that something is drawn on, what goes on without end apart."""
        return max(self._days(), default=None)

    def _days(self) -> Iterator[date]:
        yield from (mark.day for mark in self.marks)
        yield from (day for stretch in self.stretches for day in (stretch.first, stretch.last) if day)
        yield from (day for day in (*(self.tail or ()), self.target) if day)


def track_of(known: Assessed, record_id: str, coming: Coming) -> Track:
    """All that the timeline draws of one record; at least one mark, where a day belongs to it."""
    track = _track(known, record_id, coming)
    day = day_of(known.run.docket, known.assessment, record_id, coming)
    if track.first is not None or day is None:
        return track
    return Track(record_id, marks=(TrackMark(day, known.assessment[record_id].standing, "due"),))


def _track(known: Assessed, record_id: str, coming: Coming) -> Track:
    relief = known.run.reliefs.get(record_id)
    if relief is not None:
        return _relief(known, record_id, coming)
    w = known.run.weighed[record_id]
    if w.node.is_consequence:
        return _consequence(known, record_id, coming)
    if w.node.continuing:
        return _continuing(known, w, coming)
    if known.assessment[record_id].occurrences:
        return _series(known, w)
    return _duty(known, w, coming)


def _relief(known: Assessed, record_id: str, coming: Coming) -> Track:
    """A relief's term is stated: it is drawn whole, up to a lapse that has come. What is over was live until then."""
    w, position = known.run.reliefs[record_id], known.assessment[record_id]
    start = w.start if w.start != NEVER else w.node.since
    last = None if w.last == NEVER else w.last
    standing, marks = position.standing, [TrackMark(day, after, "lapse") for day, after in coming.get(record_id, ())]
    marks = [mark for mark in marks if mark.standing in RELIEF_OVER]
    if standing is Standing.LAPSED and w.lapse != NEVER:
        marks = [TrackMark(w.lapse, standing, "lapse")]
        last = preceding(w.lapse) if last is None else min(last, preceding(w.lapse))
    elif standing is Standing.ENDED and last is not None:
        marks = [TrackMark(following(last), standing, "lapse")]
    if start is None:
        return Track(record_id, marks=tuple(marks) or ((TrackMark(last, position.standing, "due"),) if last else ()))
    if last is not None and last < start:
        return Track(record_id, marks=tuple(marks) or (TrackMark(start, position.standing, "due"),))
    was = Standing.PENDING if standing is Standing.PENDING else Standing.LIVE
    return Track(record_id, (TrackStretch(was, start, last),), tuple(marks))


def _consequence(known: Assessed, record_id: str, coming: Coming) -> Track:
    position = known.assessment[record_id]
    now = [TrackStretch(Standing.EXPOSED, position.since)] if position.since else []
    return Track(record_id, tuple(_onwards(known, now, coming.get(record_id, ()), {Standing.EXPOSED})))


def _continuing(known: Assessed, w: Weighed, coming: Coming) -> Track:
    """A bar a standing, from the day it begins to count; and the test dates."""
    shown = frozenset(Standing) - NOT_OWED
    begins = day_of(known.run.docket, known.assessment, w.node.id, coming)
    past = list(_past(known, w, begins)) if begins else []
    stretches = tuple(_onwards(known, past, coming.get(w.node.id, ()), shown))
    ends = w.over if w.over != NEVER else None
    if ends:
        cut = (_until(stretch, ends) for stretch in stretches)
        stretches = tuple(stretch for stretch in cut if stretch)
    return Track(w.node.id, stretches, _tests(known, w))


def _until(stretch: TrackStretch, ends: date) -> TrackStretch | None:
    """What continues is not drawn past its end, but for what stands failing after it."""
    if stretch.standing is Standing.FAILING:
        return stretch
    if stretch.first > ends:
        return None
    return TrackStretch(
        stretch.standing, stretch.first, min(stretch.last or ends, ends), stretch.expected, stretch.turns
    )


def _tests(known: Assessed, w: Weighed) -> tuple[TrackMark, ...]:
    if not isinstance(w.node.deadline, Every):
        return ()
    day = known.assessment.day
    standing = known.assessment[w.node.id].standing
    occasions = known.run.occasions(w.node, day + timedelta(AHEAD))
    return tuple(TrackMark(one.due, standing, "test") for one in occasions)


def _series(known: Assessed, w: Weighed) -> Track:
    """Every occurrence so far and the next with its own standing; later ones are only foreseen."""
    position, day = known.assessment[w.node.id], known.assessment.day
    marks = [TrackMark(one.due, one.standing, "occurrence") for one in position.occurrences]
    last = marks[-1].day
    later = known.run.occasions(w.node, day + timedelta(AHEAD))
    marks += [TrackMark(one.due, Standing.OPEN, "foreseen") for one in later if one.due > last]
    return Track(w.node.id, marks=tuple(marks), tail=_tail(position, position.due), target=_target(w.node, position))


def _duty(known: Assessed, w: Weighed, coming: Coming) -> Track:
    position, day, node = known.assessment[w.node.id], known.assessment.day, w.node
    if position.done_on is not None:
        return Track(node.id, marks=tuple(_done(position, position.done_on)))
    if position.due is not None:
        return _dated(known, w, coming)
    if position.perform_by is not None:
        mark = TrackMark(position.perform_by, position.standing, "asked")
        marks = (mark, *_to_be_done(node.id, coming))
        return Track(node.id, marks=marks, tail=_tail(position, mark.day), target=_target(node, position))
    if position.forecast is not None:
        return Track(node.id, (TrackStretch(position.standing, position.forecast, expected=position.forecast > day),))
    events = _events(known, node)
    likely = position.expected if position.standing not in CLOSED else None
    expected = (TrackMark(likely, position.standing, "expected due"),) if likely else ()
    part = (TrackMark(w.own.part, position.standing, "part"),) if w.own.part else ()
    return Track(node.id, marks=(*events, *expected, *part, *_to_be_done(node.id, coming)))


def _done(position: Position, done_on: date) -> Iterator[TrackMark]:
    if position.due is not None and position.due != done_on:
        yield TrackMark(position.due, position.standing, "was due")
    yield TrackMark(done_on, position.standing, "done")


def _dated(known: Assessed, w: Weighed, coming: Coming) -> Track:
    position, day, due = known.assessment[w.node.id], known.assessment.day, w.due
    if due is None:
        raise AssertionError("only what has a due day is drawn by it")
    settled = position.standing in CLOSED
    late = day > due and not settled
    mark = TrackMark(due, decide(w, following(due)) if late else position.standing, "due")
    stretches: tuple[TrackStretch, ...] = ()
    if late:
        past = [one for one in _past(known, w, following(due)) if one.standing in AFTER_ITS_DAY]
        stretches = tuple(_onwards(known, past, coming.get(w.node.id, ()), AFTER_ITS_DAY, goes_on=False))
    elif not settled:
        stretches = (*_handed_in(known, w), *_cure(w, due))
    tail = None if settled else _tail(position, due)
    marks = (*_events(known, w.node), mark, *_to_be_done(w.node.id, coming))
    return Track(w.node.id, stretches, marks, tail, _target(w.node, position))


def _events(known: Assessed, node: Obligation) -> tuple[TrackMark, ...]:
    """The days of the events that its clock runs from: happened, or only expected. An expected day moves nothing."""
    day, found = known.assessment.day, []
    for event in awaited_events(known.run.docket, node):
        on = event_day(event, day)
        if on is not None:
            happened = event.happened_first is not None and event.happened_first.on <= day
            found.append(TrackMark(on, Standing.OPEN, "event" if happened else "expected event"))
    return tuple(found)


def _to_be_done(record_id: str, coming: Coming) -> Iterator[TrackMark]:
    """A performance whose day has not come: one that is supposed, or recorded for a later day than is looked at."""
    yield from (TrackMark(day, after, "expected") for day, after in coming.get(record_id, ()) if after in PERFORMED)


def _handed_in(known: Assessed, w: Weighed) -> Iterator[TrackStretch]:
    """Submitted, and not answered yet."""
    day = known.assessment.day
    yield from (TrackStretch(Standing.SUBMITTED, first, min(last, day)) for first, last in w.submitted if first <= day)


def _cure(w: Weighed, due: date) -> Iterator[TrackStretch]:
    """The cure that would follow a miss."""
    if w.last is not None and w.last > due:
        yield TrackStretch(Standing.IN_CURE, following(due), w.last, expected=True, turns=True)


def _tail(position: Position, due: date | None) -> tuple[date, date] | None:
    begins = position.act_by
    return (begins, due) if begins is not None and due is not None and begins < due else None


def _target(node: Obligation, position: Position) -> date | None:
    return node.target.on if node.target and position.standing not in CLOSED else None


# ------------------------------------------------------------------------------------------ spells of standing


def _past(known: Assessed, w: Weighed, begins: date) -> Iterator[TrackStretch]:
    """How a record stood from ``begins`` to the day looked at, by all that is known on it."""
    day = known.assessment.day
    starts = sorted({begins, *(one for one in _breaks(w) if begins < one <= day)})
    if begins > day:
        return
    standing, first = _stood(known, w, starts[0]), starts[0]
    for one in starts[1:]:
        then = _stood(known, w, one)
        if then is not standing:
            yield TrackStretch(standing, first, preceding(one))
            standing, first = then, one
    yield TrackStretch(standing, first)


def _stood(known: Assessed, w: Weighed, day: date) -> Standing:
    return known.assessment[w.node.id].standing if day == known.assessment.day else decide(w, day)


def _breaks(w: Weighed) -> Iterator[date]:
    yield from (day for day in (w.begins, w.wakes) if day not in (ALWAYS, NEVER))
    yield from (following(day) for day in (w.due, w.last, w.over) if day and day != NEVER)
    for spells in (w.released, w.relieved, w.missed, w.submitted, w.in_cure, w.failing, w.tested, w.met, w.unmet):
        for first, last in spells:
            yield first
            yield following(last)


def _onwards(
    known: Assessed,
    past: list[TrackStretch],
    turns: tuple[tuple[date, Standing], ...],
    shown: Collection[Standing],
    *,
    goes_on: bool = True,
) -> Iterator[TrackStretch]:
    """What was, up to the day looked at; what holds on from there; and what turns, day by day.

    A duty that is late says so up to the day looked at; only what continues ``goes_on`` where nothing turns.
    """
    day = known.assessment.day
    ends = [preceding(turn) for turn, _ in turns]
    for stretch in past:
        if stretch.last is not None:
            yield from (stretch,) if stretch.standing in shown else ()
        elif stretch.standing in shown:
            yield TrackStretch(stretch.standing, stretch.first, day)
            last = ends[0] if ends else None
            if goes_on if last is None else last > day:
                yield TrackStretch(stretch.standing, following(day), last, expected=True)
    for place, (turn, after) in enumerate(turns):
        if after in shown:
            last = ends[place + 1] if place + 1 < len(ends) else None
            yield TrackStretch(after, turn, last, expected=True, turns=True)
