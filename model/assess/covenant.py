"""Covenants and tests: readings, runs of failing, cure. Values in, values out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from model.assess.cure import CureEnd
from model.assess.measured import Tested
from model.assess.misses import default_of
from model.assess.own import Own, is_met
from model.assess.spells import NEVER, Spells, joined, less, preceding, spell, within
from model.assess.weighed import Default
from model.record.obligation import Obligation


class CountedReading(NamedTuple):
    """One reading: the day from which it counts, its last day, and whether it was met."""

    day: date
    last: date
    met: bool


class FailingRun(NamedTuple):
    """One run of failing: the day on which it began, the days on which it was not met, and the end of its cure."""

    start: date
    days: Spells
    cure: CureEnd | None

    @property
    def cured_until(self) -> date:
        """The last day of its cure; the day before it began, where it has none or none can be worked out."""
        return self.cure.last if self.cure and self.cure.last else preceding(self.start)


class KeptDays(NamedTuple):
    """What the readings of a covenant or test say, day by day; what each of these means stands at ``Weighed``."""

    tested: Spells = ()
    met: Spells = ()
    unmet: Spells = ()
    in_cure: Spells = ()
    failing: Spells = ()
    missed: Spells = ()
    defaults: tuple[Default, ...] = ()
    ends_failing: bool = False
    over: date = NEVER
    began: tuple[date, ...] = ()
    last: date | None = None
    cure_unrecorded: bool = False
    trouble: str = ""


class OwedDays(NamedTuple):
    """The first day on which a covenant is owed, the days that may be its last, and those on which it is lifted.

    A release or a relief lifts it. An end at which it is failing ends nothing: then the next one is asked.
    """

    first: date
    ends: tuple[date, ...]
    lifted: Spells


FindCure = Callable[[date], CureEnd]
"""Finds the end of the cure of what began to fail on a day."""


def readings_of(node: Obligation, own: Own, measured: Tested) -> list[tuple[date, bool]]:
    """The readings that say something, the last recorded of each day. One by hand goes before figures."""
    found: dict[date, bool] = {one.day: one.met for one in measured.standing}
    for fact in own.readings:
        met = is_met(node, fact)
        if met is not None:
            found[fact.day.on] = met
    return sorted(found.items())


def kept_days(
    readings: Sequence[tuple[date, bool]],
    tests: Sequence[date],
    ceased: tuple[date, ...],
    owed: OwedDays,
    cure: FindCure | None,
) -> KeptDays:
    """What one or more readings say, in the order of their days; ``tests`` are the test dates.

    A reading counts until the next one, or until the next test date asks for a new one.
    """
    reads = _reads(readings, tests)
    runs = _runs(reads, ceased, cure)
    unmet = joined(*(run.days for run in runs))
    in_cure = joined(*(spell(run.start, run.cured_until) for run in runs))
    failing = less(unmet, in_cure)
    ended = next((end for end in owed.ends if not _is_failing_at(end, owed.first, reads, runs)), None)
    ends_failing, last = bool(owed.ends) and ended is None, ended or NEVER
    missed = less(within(failing, owed.first, last), owed.lifted)
    stood = [(run.start, joined(*(within(missed, a, b) for a, b in run.days))) for run in runs]
    cures = [run.cure for run in runs if run.cure is not None]
    return KeptDays(
        tested=joined(*(spell(read.day, read.last) for read in reads)),
        met=joined(*(spell(read.day, read.last) for read in reads if read.met)),
        unmet=unmet,
        in_cure=in_cure,
        failing=failing,
        missed=missed,
        defaults=tuple(default_of(start, days, ceased, owed.lifted, last) for start, days in stood if days),
        ends_failing=ends_failing,
        over=ended or min(owed.ends, default=NEVER),
        began=tuple(run.start for run in runs),
        last=next((one.last for one in reversed(cures) if one.last), None),
        cure_unrecorded=bool(cures) and not cures[-1].recorded,
        trouble=next((one.trouble for one in reversed(cures) if one.trouble), ""),
    )


def _reads(readings: Sequence[tuple[date, bool]], tests: Sequence[date]) -> list[CountedReading]:
    """Each reading with the last day that it counts for."""
    days = [day for day, _ in readings]
    found = []
    for (day, met), following_reading in zip(readings, [*days[1:], NEVER], strict=True):
        place = bisect_right(tests, day)
        test = tests[place] if place < len(tests) else NEVER
        found.append(CountedReading(day, min(preceding(following_reading), preceding(test)), met))
    return found


def _runs(reads: Sequence[CountedReading], ceased: tuple[date, ...], cure: FindCure | None) -> list[FailingRun]:
    """The runs of failing: one goes on until a reading is met, or the default is recorded as ceased."""
    runs: list[tuple[date, list[Spells]]] = []
    running = False
    for read in reads:
        stretch = spell(read.day, read.last)
        if not read.met:
            if running and not any(runs[-1][0] <= day < read.day for day in ceased):
                runs[-1][1].append(stretch)
            else:
                runs.append((read.day, [stretch]))
        running = not read.met
    return [FailingRun(start, joined(*stretches), cure(start) if cure else None) for start, stretches in runs]


def _is_failing_at(end: date, first: date, reads: Sequence[CountedReading], runs: Sequence[FailingRun]) -> bool:
    """Whether it was failing when its time ended, by the readings up to its last day and past its cure."""
    place = bisect_right([read.day for read in reads], end) - 1
    if place < 0 or end < first:
        return False
    read = reads[place]
    began = max((run for run in runs if run.start <= read.day), key=lambda run: run.start, default=None)
    return not read.met and read.last >= end and began is not None and began.cured_until <= end
