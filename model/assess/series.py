"""A series: a recurring duty whose every occurrence has its own facts and its own standing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from model.assess.due import Occasion
from model.assess.spells import ALWAYS, NEVER, Spells, following, joined
from model.assess.standing import SETTLED, Occurrence
from model.assess.weighed import Default, Weighed
from model.record.fact import Fact


class SeriesDays(NamedTuple):
    """What the occurrences of a series come to: it stands as its ``leading`` one, which ``period`` names, if any.

    ``turns`` are the days on which one of them may stand otherwise; misses and submissions are those of all.
    """

    occurrences: tuple[Occurrence, ...] = ()
    turns: tuple[date, ...] = ()
    leading: Weighed | None = None
    period: date | None = None
    missed: Spells = ()
    defaults: tuple[Default, ...] = ()
    submitted: Spells = ()


def series_days(weighed: Iterable[tuple[Occasion, Weighed]], facts: Iterable[Fact], day: date) -> SeriesDays:
    """Take occurrences, each weighed as it is asked for, up to the next one after ``day`` that is still to be done.

    The series stands as its earliest unsettled one: one done ahead of its day does not hide the next.
    """
    named = {(fact.occurrence, fact.number) for fact in facts}
    shown: list[Occasion] = []
    items: list[Weighed] = []
    for one, item in weighed:
        shown.append(one)
        items.append(item)
        if one.due > day and not (item.standing in SETTLED and (one.period, one.number) in named):
            break
    if not items:
        return SeriesDays()
    place = next((place for place, item in enumerate(items) if item.standing not in SETTLED), -1)
    return SeriesDays(
        tuple(
            Occurrence(one.due, item.standing, one.period, number=one.number)
            for one, item in zip(shown, items, strict=True)
        ),
        tuple(sorted({turn for item in items for turn in _turns(item)})),
        items[place],
        shown[place].period,
        joined(*(item.missed for item in items)),
        tuple(default for item in items for default in item.defaults),
        joined(*(item.submitted for item in items)),
    )


def _turns(item: Weighed) -> Iterator[date]:
    """The days on which an occurrence falls due, is late, is past its cure."""
    yield from (day for day in (item.due, item.done) if day)
    yield from (following(day) for day in (item.due, item.last) if day)
    yield from (day for day in (item.begins, item.wakes) if day not in (ALWAYS, NEVER))
    for spells in (item.released, item.relieved, item.submitted):
        yield from (day for first, last in spells for day in (first, following(last)))


def is_about(fact: Fact, one: Occasion) -> bool:
    """Whether a fact counts for an occurrence: it names it, or none."""
    return fact.occurrence is None or (fact.occurrence == one.period and fact.number == one.number)
