"""The forward look: the coming days on which a standing changes, if nothing further is done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from model.assess.due import horizon
from model.assess.engine import Assessed
from model.assess.known import Pass
from model.assess.reassess import READ_BY, advance
from model.assess.spells import ALWAYS, NEVER, Spells, following
from model.assess.standing import Standing
from model.assess.weighed import Weighed, WeighedRelief
from model.docket import Docket
from model.record.deadline import Every
from model.record.fact import accepted_on
from model.record.links import instrument_anchors
from model.record.relief import Relief


class Turn(NamedTuple):
    """One standing that changes on a day."""

    id: str
    before: Standing
    after: Standing


Ahead = tuple[tuple[date, tuple[Turn, ...]], ...]


def look_on(known: Assessed, through: date) -> Ahead:
    """Every day after that of an assessment, up to ``through``, on which a standing changes, with what changes.

    Only days on which something begins or ends are looked at, and on each only what it can reach.
    """
    return tuple(turns_ahead(known, through))


def turns_ahead(known: Assessed, through: date) -> Iterator[tuple[date, tuple[Turn, ...]]]:
    """The same day by day: whoever wants only the first few pays for no more."""
    return ((ahead.assessment.day, turns) for ahead, turns in assessed_ahead(known, through))


def assessed_ahead(known: Assessed, through: date) -> Iterator[tuple[Assessed, tuple[Turn, ...]]]:
    """The same with the whole assessment of each such day, which says why."""
    coming = _Coming(known, through)
    while (upcoming := coming.next()) is not None:
        day, waking = upcoming
        before = known.assessment.positions
        known, shown = advance(known, day, waking)
        coming.note(known.run, waking | shown)
        after = known.assessment.positions
        turns = tuple(
            Turn(one, before[one].standing, after[one].standing)
            for one in _in_order(known.run.docket, shown)
            if after[one].standing is not before[one].standing
        )
        if turns:
            yield known, turns


def _in_order(docket: Docket, ids: set[str]) -> list[str]:
    return sorted(ids, key=docket.places.__getitem__)


class _Coming:
    """The days to come on which something begins or ends, each with the records that may stand otherwise on it."""

    def __init__(self, known: Assessed, through: date) -> None:
        self._from, self._through = known.assessment.day, through
        self._by_day: defaultdict[date, set[str]] = defaultdict(set)
        self._days: list[date] = []
        self._docket = known.run.docket
        for fact in self._docket.facts.values():
            for day in filter(None, (fact.day.on, accepted_on(fact))):
                self._expect(day, {fact.about, *self._docket.readers_of_facts(fact.about)})
        for figure in self._docket.figures.values():
            self._expect(figure.counts_from, set(self._docket.measured_by.get(figure.metric, ())))
        for event in self._docket.events.values():
            happened = [one.day for one in event.happenings] if event.again else [event.happened]
            for of in filter(None, happened):
                self._expect(of.on, set(self._counting_from(event.id)))
        self.note(known.run, {*known.run.weighed, *known.run.reliefs})
        heapify(self._days)

    def next(self) -> tuple[date, set[str]] | None:
        """The next such day, and those that wake on it with those that read them."""
        if not self._days:
            return None
        day = heappop(self._days)
        self._from = day
        waking = self._by_day.pop(day)
        return day, waking | {reader for one in waking for reader in self._readers(one)}

    def note(self, run: Pass, ids: set[str]) -> None:
        """Work out again which days are to come for records that were weighed again."""
        for one in ids:
            w, relief = run.weighed.get(one), run.reliefs.get(one)
            if w is not None:
                for day in (*_breaks(w), *self._tests(run, w), *_terms(run, w)):
                    self._expect(day, {one})
            elif relief is not None:
                for day in _relief_breaks(relief):
                    self._expect(day, {one})

    def _expect(self, day: date, ids: set[str]) -> None:
        if not self._from < day <= self._through:
            return
        if day not in self._by_day:
            heappush(self._days, day)
        self._by_day[day] |= ids

    def _tests(self, run: Pass, w: Weighed) -> Iterator[date]:
        """The test dates of a covenant: each asks for a new reading."""
        if w.node.continuing and isinstance(w.node.deadline, Every):
            yield from (test.due for test in run.occasions(w.node, horizon(self._through)))

    def _readers(self, one: str) -> Iterator[str]:
        yield from (end.id for end in self._docket.links_to.get(one, ()) if end.link in READ_BY or end.link == "causes")
        node = self._docket.reliefs.get(one)
        if isinstance(node, Relief):
            yield from (*node.covers, *node.extends)

    def _counting_from(self, event_id: str) -> Iterator[str]:
        yield from (end.id for end in self._docket.links_to.get(event_id, ()))
        for obligation in self._docket.obligations.values():
            if obligation.cure and obligation.cure.event == event_id:
                yield obligation.id


def _terms(run: Pass, w: Weighed) -> Iterator[date]:
    """The days on which an instrument that it counts from, or falls away by, comes into force or has ended."""
    for anchor in instrument_anchors(w.node):
        terms = run.terms(anchor.instrument)
        yield from (day for day in (terms.begins, following(terms.ends)) if day not in (ALWAYS, NEVER))


def _breaks(w: Weighed) -> Iterator[date]:
    """The days on which an obligation may stand otherwise, or be read otherwise."""
    yield from (one for one in (w.begins, w.wakes) if one not in (ALWAYS, NEVER))
    yield from (one for one in (w.due, w.done) if one)
    yield from (following(one) for one in (w.due, w.last, w.over) if one and one != NEVER)
    yield from w.turns
    for spells in (w.released, w.relieved, w.missed, w.submitted, w.in_cure, w.failing, w.tested):
        yield from _ends(spells)
    for default in w.defaults:
        yield from _ends(default.counts)
        yield from _ends(default.spells)


def _ends(spells: Spells) -> Iterator[date]:
    for first, last in spells:
        yield first
        yield following(last)


def _relief_breaks(w: WeighedRelief) -> Iterator[date]:
    yield from (one for one in (w.start, w.lapse) if one != NEVER)
    yield from (one.on for one in (w.node.granted_on,) if one)
    yield from (following(one) for one in (w.last,) if one != NEVER)
    yield from _ends(w.live)
