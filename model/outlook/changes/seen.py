"""The day on which a supposition is seen, and what it is held against.

Whether a duty is missed shows on the first day after its last. There the docket as it stands, with nothing further
done, has it missed as well: held against that, the miss would change nothing. So it is held against the duty having
been performed in time, and what falls by it stands beside how it stands now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from model.assess.engine import Assessed, assess_whole
from model.assess.standing import Assessment, Position
from model.outlook.changes.whatif import Difference, by_weight, difference, what_if
from model.record.scenario import Assumption, SupposeMissed, SupposePerformed


class Seen(Struct, frozen=True):
    """What is supposed, as it stands on the day on which it is seen.

    ``otherwise`` is what it is held against, of the same day: each duty that is supposed missed performed in time, or
    the docket as it stands where no miss is supposed. ``in_time`` holds the days of those performances.
    """

    then: Assessed
    otherwise: Assessment
    in_time: tuple[date, ...]
    differences: tuple[Difference, ...]


def see(known: Assessed, assumptions: Sequence[Assumption]) -> Seen:
    """What ``assumptions`` change, seen on the day of ``known`` or, later, on the first day of the last miss supposed.

    Raises InvalidRecord as :func:`model.outlook.changes.whatif.suppose` does.
    """
    now = known.assessment
    firsts = (_first_day_missed(now, one) for one in assumptions)
    day = max([now.day, *(first for first in firsts if first is not None)])
    real = known if day == now.day else assess_whole(known.run.docket, day)
    then = what_if(real, assumptions)
    performed = {number: made for number, one in enumerate(assumptions) if (made := _in_time(now, one)) is not None}
    held = tuple(performed.get(number, one) for number, one in enumerate(assumptions))
    otherwise = what_if(real, held).assessment if performed else real.assessment
    found = _differences(now, real.assessment, otherwise, then.assessment, _fallen(now, assumptions))
    in_time = tuple(one.on for one in performed.values())
    return Seen(then, otherwise, in_time, tuple(sorted(found, key=by_weight)))


def _first_day_missed(now: Assessment, assumption: Assumption) -> date | None:
    """The first day after the last on which what is supposed missed could be performed; None where none is known."""
    if not isinstance(assumption, SupposeMissed):
        return None
    position = now.positions.get(assumption.about)
    last = _due(position, assumption.occurrence)
    if last is None or position is None:
        return None
    cured = position.last_day if assumption.occurrence is None else None
    return max(last, cured or last) + timedelta(days=1)


def _due(position: Position | None, occurrence: date | None) -> date | None:
    """The last day in time: the due day, that of the occurrence, or the day by which a relief asks for it."""
    if position is None:
        return None
    if occurrence is not None:
        return next((one.due for one in position.occurrences if one.period == occurrence), None)
    return position.due or position.perform_by


def _in_time(now: Assessment, assumption: Assumption) -> SupposePerformed | None:
    """What is supposed missed, performed on its last day in time; None for all else, and where no such day is known."""
    if not isinstance(assumption, SupposeMissed):
        return None
    day = _due(now.positions.get(assumption.about), assumption.occurrence)
    if day is None:
        return None
    return SupposePerformed(about=assumption.about, on=day, occurrence=assumption.occurrence)


def _fallen(now: Assessment, assumptions: Sequence[Assumption]) -> frozenset[str]:
    """What is missed, and all that falls by it."""
    found: set[str] = set()
    for one in assumptions:
        if isinstance(one, SupposeMissed) and (position := now.positions.get(one.about)) is not None:
            found |= {one.about, *position.lapses, *position.brings_back}
            found |= {exposure.consequence for exposure in position.exposes}
    return frozenset(found)


def _differences(
    now: Assessment, real: Assessment, otherwise: Assessment, then: Assessment, fallen: frozenset[str]
) -> Iterator[Difference]:
    """Each record that would stand otherwise, beside how it stands now; where it stands so now, how it would have."""
    for one, position in then.positions.items():
        befores = [found.positions.get(one) for found in (real, otherwise)]
        if one in fallen:
            befores.append(now.positions.get(one))
        made = [difference(one, before, position) for before in befores]
        if any(each is not None for each in made):
            shown = difference(one, now.positions.get(one), position)
            yield shown or next(each for each in made if each is not None)
