"""Spells: stretches of days, first and last included, in order and apart from each other."""

from __future__ import annotations

from datetime import date, timedelta

Spell = tuple[date, date]
Spells = tuple[Spell, ...]

NEVER = date.max
"""A day that does not come: the end of a spell that goes on, or the start of what has not begun."""
ALWAYS = date.min
"""A day before every other: the start of what always was."""
DAY = timedelta(days=1)


def following(day: date) -> date:
    """The day after ``day``; the day after one that does not come does not come either."""
    return day if day == NEVER else day + DAY


def preceding(day: date) -> date:
    """The day before ``day``."""
    return day if day in (ALWAYS, NEVER) else day - DAY


def spell(first: date, last: date = NEVER) -> Spells:
    """The one spell from ``first`` to ``last``, or none where it would end before it begins."""
    return ((first, last),) if first <= last and first != NEVER else ()


def holds(spells: Spells, day: date) -> bool:
    """Whether ``day`` lies in one of the spells."""
    return any(first <= day <= last for first, last in spells)


def less(spells: Spells, gone: Spells) -> Spells:
    """The days of ``spells`` that are not in ``gone``.

    >>> from datetime import date
    >>> month = ((date(1996, 11, 1), date(1996, 11, 30)),)
    >>> [(a.day, b.day) for a, b in less(month, ((date(1996, 11, 10), date(1996, 11, 12)),))]
    [(1, 9), (13, 30)]
    """
    for gap_first, gap_last in gone:
        kept: list[Spell] = []
        for first, last in spells:
            if gap_last < first or last < gap_first:
                kept.append((first, last))
                continue
            if first < gap_first:
                kept.append((first, preceding(gap_first)))
            if gap_last < last:
                kept.append((following(gap_last), last))
        spells = tuple(kept)
    return spells


def joined(*several: Spells) -> Spells:
    """All days of all the spells, in order, touching ones made one."""
    result: list[Spell] = []
    for first, last in sorted(item for spells in several for item in spells):
        if result and first <= following(result[-1][1]):
            result[-1] = (result[-1][0], max(last, result[-1][1]))
        else:
            result.append((first, last))
    return tuple(result)


def within(spells: Spells, first: date, last: date) -> Spells:
    """The days of ``spells`` from ``first`` to ``last``."""
    cut = ((max(a, first), min(b, last)) for a, b in spells)
    return tuple((a, b) for a, b in cut if a <= b)


def first_in(spells: Spells, first: date, last: date) -> date | None:
    """The first day of ``spells`` from ``first`` to ``last``, or None."""
    return min(
        (max(a, first) for a, b in spells if a <= last and b >= first and max(a, first) <= min(b, last)), default=None
    )
