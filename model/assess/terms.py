"""Terms: from when to when an instrument binds, and how days are counted under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct

from model.assess.due import FindAnchor, FindCalendar, trail_of_deadline
from model.assess.spells import ALWAYS, NEVER, Spells, following, joined, less, spell, within
from model.assess.trail import NO_TRAIL, Trail
from model.assess.weighed import Weighed
from model.record.deadline import EventAnchor
from model.record.instrument import InForceWhen, Instrument, calendars_of


class Terms(Struct, frozen=True, gc=False):
    """What an instrument says of all that arises under it: the first and the last day on which it is in force.

    Its roll, zone and cut-off are read off ``instrument``. ``counts_from`` is the day as of which it counts what runs
    from its coming into force. ``waits_for``: the conditions of that which are not met; ``trail``: how its end comes
    about, where that is worked out; ``trouble`` what cannot be. Holds no reference circle.
    """

    instrument: Instrument | None = None
    begins: date = ALWAYS
    ends: date = NEVER
    counts_from: date | None = None
    waits_for: tuple[str, ...] = ()
    trail: Trail = NO_TRAIL
    trouble: str = ""

    @property
    def calendars(self) -> tuple[str, ...]:
        """The names of the business-day calendars that count under it."""
        return calendars_of(self.instrument)


NO_TERMS = Terms()
"""Those of what arises under no instrument: it binds always, and weekends alone are closed."""

FindMet = Callable[[str], Spells]
"""Finds the days on which an obligation is met as a condition."""


def terms_of(instrument: Instrument | None) -> Terms:
    """The terms of an instrument that stands by itself."""
    if instrument is None:
        return NO_TERMS
    begins = instrument.begins
    return Terms(instrument, begins or ALWAYS, instrument.in_force_until or NEVER, begins)


def conditional_terms(instrument: Instrument, met: FindMet | None, find: FindAnchor, calendar: FindCalendar) -> Terms:
    """The terms of an instrument whose coming into force or end hangs on something else, as far as that is known.

    It is in force from the first day on which every condition is met, and for good. Of a stated end and one that is
    worked out, the earlier counts; an end that is not known yet is none. Without ``met``, as it binds its own
    conditions: from its day on.
    """
    plain = terms_of(instrument)
    trail = NO_TRAIL if instrument.ends is None else trail_of_deadline(instrument.ends, instrument, find, calendar)
    ends = min(plain.ends, trail.due or NEVER)
    begins, counts_from = plain.begins, plain.counts_from
    waits: tuple[str, ...] = ()
    when = instrument.in_force_when
    if when is not None and met is not None:
        begins, waits = _coming_into_force(when, plain.begins, ends, met, find)
        counts_from = None if begins == NEVER else when.effective or begins
    if begins > ends:
        begins, counts_from = NEVER, None
    if when is not None and met is None:
        begins = instrument.day.on if instrument.day else ALWAYS
    return Terms(instrument, begins, ends, counts_from, waits, trail, trail.trouble)


def _coming_into_force(
    when: InForceWhen, earliest: date, latest: date, met: FindMet, find: FindAnchor
) -> tuple[date, tuple[str, ...]]:
    """The first day on which all conditions are met, and those that never were so far.

    One that is not in force by its last day never is.
    """
    days: Spells = spell(earliest, latest)
    waits: list[str] = []
    for ids, spells in _conditions(when, met, find):
        days = tuple(part for first, last in spells for part in within(days, first, last))
        waits += () if spells else ids
    return (days[0][0] if days else NEVER), tuple(waits)


def _conditions(when: InForceWhen, met: FindMet, find: FindAnchor) -> Iterator[tuple[tuple[str, ...], Spells]]:
    """Each condition: what would do, and the days on which one of it does."""
    for need in when.needs:
        yield need.one_of, joined(*map(met, need.one_of))
    for event in when.events:
        day = find(EventAnchor(event=event)).day
        yield (event,), spell(day) if day is not None else ()


def days_met(w: Weighed) -> Spells:
    """The days on which an obligation is satisfied, in compliance or released, and so met as a condition.

    What forbids is met while no breach is recorded.
    """
    if w.node.is_consequence:
        return ()
    if w.occurrences:
        return within(w.met, w.begins, NEVER)
    if not w.node.continuing:
        performed = spell(w.done) if w.done is not None else ()
        return within(joined(performed, w.own.held, w.released), w.begins, NEVER)
    over = spell(following(w.over)) if not w.ends_failing else ()
    last = NEVER if w.ends_failing else w.over
    met = less(spell(ALWAYS), w.unmet) if w.node.must_not else w.met
    return within(joined(within(met, ALWAYS, last), w.released, over), max(w.begins, w.wakes), NEVER)
