"""Misses of a duty or a right: whether it was performed in time, the days on which it is missed, and its defaults."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from model.assess.own import Own
from model.assess.reliefs import is_extended
from model.assess.spells import ALWAYS, NEVER, Spells, joined, less, preceding, spell, within
from model.assess.weighed import Default, WeighedRelief


class Performance(NamedTuple):
    """The day on which it was performed, as far as that counts, and whether that was in time."""

    done: date | None = None
    in_time: bool = True


NOT_PERFORMED = Performance()


class Misses(NamedTuple):
    """The days on which it is missed, unrelieved, and the defaults behind them."""

    days: Spells = ()
    defaults: tuple[Default, ...] = ()


NO_MISSES = Misses()


def performance_of(
    done: date, due: date | None, lapses_after: date | None, reliefs: Sequence[WeighedRelief]
) -> Performance:
    """What a performance counts for. A right that is used after the day on which it lapses is not used at all."""
    if lapses_after is not None and done > lapses_after and not is_extended(done, reliefs):
        return NOT_PERFORMED
    return Performance(done, due is None or done <= due or is_extended(done, reliefs))


def days_submitted(own: Own, last: date | None, *, due_for_approval: bool) -> Spells:
    """The days on which a submission made by the last day awaits its approval."""
    spells = []
    for item in own.submissions:
        if last is not None and item.day > last:
            continue
        end = preceding(item.voided)
        if own.approved is not None:
            end = min(end, preceding(own.approved))
        if last is not None and due_for_approval:
            end = min(end, last)
        spells.append(spell(item.day, end))
    return joined(*spells)


def misses_of(
    performed: Performance, last: date, first: date, submitted: Spells, lifted: Spells, ceased: tuple[date, ...]
) -> Misses:
    """The misses of what could be put right until ``last`` and may be missed from ``first`` on.

    A day on which a submission awaits its approval is no miss, and neither is one ``lifted`` by a release or relief.
    """
    done = performed.done
    in_time = done is not None and (done <= last or performed.in_time)
    raw = spell(first, preceding(done) if done is not None and in_time else NEVER)
    if submitted:
        raw = less(raw, submitted)
    found = [(start, less(((start, stop),), lifted)) for start, stop in raw]
    standing = [
        default_of(start, days, ceased, lifted) for start, days in found if days and (done is None or days[0][0] < done)
    ]
    if not standing:
        return NO_MISSES
    days = standing[0].spells if len(standing) == 1 else joined(*(default.spells for default in standing))
    if done is None:
        return Misses(days, tuple(standing))
    return Misses(within(days, ALWAYS, preceding(done)), () if performed.in_time else tuple(standing))


def default_of(start: date, spells: Spells, ceased: tuple[date, ...], lifted: Spells, last: date = NEVER) -> Default:
    """The default that began on ``start`` and stood on ``spells``; nothing counts after ``last``."""
    ceased_on = min((day for day in ceased if day >= start), default=NEVER)
    counts = spell(spells[0][0], min(last, preceding(ceased_on)))
    return Default(start, spells, less(counts, lifted))


def lifted_by(released: Spells, relieved: Spells) -> Spells:
    """The days on which a release or a relief keeps it from being missed."""
    return joined(released, relieved) if released and relieved else released or relieved
