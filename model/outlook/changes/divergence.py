"""On which days what is supposed shows: where a record comes to stand otherwise than it will as things are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from heapq import merge
from itertools import groupby
from typing import NamedTuple

from model.assess.engine import Assessed
from model.assess.standing import Standing
from model.docket import Docket
from model.outlook.forward import Turn, turns_ahead

Standings = dict[str, Standing]


class Divergence(NamedTuple):
    """A day, and what stands otherwise from it on: each as things are (``before``) and if so (``after``)."""

    day: date
    turns: tuple[Turn, ...]


def divergences(now: Assessed, then: Assessed, through: date) -> Iterator[Divergence]:
    """Each day up to ``through`` on which something comes to stand otherwise, if nothing further is done.

    Both are of the same day, which is the first looked at. They are found one by one, so whoever wants only the first
    few pays for no more. What is only supposed stands in no docket, and is not among them.
    """
    docket, real, supposed = now.run.docket, _standings(now), _standings(then)
    apart = _apart(real, supposed, supposed)
    if apart:
        yield _divergence(docket, now.assessment.day, apart)
    steps = merge(_steps(now, through, real), _steps(then, through, supposed), key=_day_of)
    for day, turned in groupby(steps, _day_of):
        was = apart
        touched: set[str] = set()
        for _, standings, turns in turned:
            touched.update(turn.id for turn in turns)
            standings.update((turn.id, turn.after) for turn in turns)
        fresh = _apart(real, supposed, touched)
        apart = {one: pair for one, pair in was.items() if one not in touched} | fresh
        new = {one: pair for one, pair in fresh.items() if was.get(one) != pair}
        if new:
            yield _divergence(docket, day, new)


_Step = tuple[date, Standings, tuple[Turn, ...]]
_Apart = dict[str, tuple[Standing, Standing]]


def _day_of(step: _Step) -> date:
    return step[0]


def _steps(known: Assessed, through: date, standings: Standings) -> Iterator[_Step]:
    return ((day, standings, turns) for day, turns in turns_ahead(known, through))


def _standings(known: Assessed) -> Standings:
    return {one: position.standing for one, position in known.assessment.positions.items()}


def _apart(real: Standings, supposed: Standings, ids: Iterable[str]) -> _Apart:
    both = (one for one in ids if one in real and one in supposed)
    return {one: (real[one], supposed[one]) for one in both if real[one] is not supposed[one]}


def _divergence(docket: Docket, day: date, apart: _Apart) -> Divergence:
    ordered = sorted(apart, key=docket.places.__getitem__)
    return Divergence(day, tuple(Turn(one, *apart[one]) for one in ordered))
