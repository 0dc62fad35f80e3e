"""The days of a record that reminders count from, as long as something is still to be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from model.assess.bounds import as_known
from model.assess.due import occasions_of, trail_of_occurrence
from model.assess.own import own_facts
from model.assess.standing import (
    CLOSED,
    CURE_TOLD,
    IN_TROUBLE,
    MAY_STILL_LAPSE,
    NOTHING_ASKED,
    PAST_CURE,
    RELIEF_OVER,
    SETTLED,
    Assessment,
    Occurrence,
    Position,
    Standing,
)
from model.docket import Docket
from model.errors import DayError
from model.outlook.today.open_occurrences import unsettled
from model.record.deadline import Every
from model.record.instrument import calendars_of
from model.record.links import Node
from model.record.obligation import Obligation, Reminder
from model.record.relief import Relief

Before = Literal["due", "cure", "act by", "review", "missed"]

_ONE_DAY: Final = timedelta(days=1)
_WORKING: Final = 2
_LONGEST_CLOSURE: Final = 7
"""Days: a lead of working days is at most twice as many calendar days and this."""

_EASTWARD: Final = timedelta(days=2)
"""An owner far to the east is reminded while it is still the day before here."""


class Base(NamedTuple):
    """One day of a record that reminders count from, and what it is.

    ``due`` is the legal day. ``after``: only reminders of later days than that ring. ``number``: of which of several
    occurrences that one day names.
    """

    before: Before
    day: date
    period: date | None = None
    due: date | None = None
    after: date | None = None
    number: int = 1


def bases_of(docket: Docket, assessment: Assessment, node: Node, reminders: tuple[Reminder, ...]) -> Iterator[Base]:
    """Every day of the record that something is still to be done about, or that was missed.

    ``reminders`` are the record's own; how far ahead a series is looked at follows from the longest of them.
    """
    position = assessment[node.id]
    if isinstance(node, Relief):
        yield from _of_relief(assessment, node, position)
        return
    if node.is_consequence:
        yield from _review(node, position)
        return
    if isinstance(node.deadline, Every):
        through = assessment.day + _reach(node, reminders)
        if node.continuing:
            yield from _of_tests(docket, assessment, node, through)
        else:
            yield from _of_series(docket, assessment, node, through)
    elif not node.continuing:
        yield from _of_duty(docket, assessment, node)
    if node.continuing:
        yield from _of_breach(position)
    yield from _act_by(position)
    yield from _review(node, position)


def _reach(node: Obligation, reminders: tuple[Reminder, ...]) -> timedelta:
    """How many days ahead an occurrence may already ring."""
    work = _days(node.lead_time)
    leads = (
        _days(one.lead) if one.unit == "working day" else timedelta(days=one.lead)
        for one in (*reminders, Reminder(lead=0))
    )
    return max(leads) + work + _EASTWARD


def _days(working: int) -> timedelta:
    """At most so many calendar days are as many working days."""
    return timedelta(days=_WORKING * working + _LONGEST_CLOSURE) if working else timedelta(0)


# ------------------------------------------------------------------------------------------ what is performed


def _of_duty(docket: Docket, assessment: Assessment, node: Obligation) -> Iterator[Base]:
    """The legal day, that of a condition of a relief, or that of a forecast; the last day of cure; the miss."""
    position = assessment[node.id]
    due = _day_of(position)
    if due is None or not _is_awaited(node, position.standing):
        return
    if position.standing is not Standing.LAPSED:
        yield Base("due", due, due=position.due)
    last = position.last_day or due
    if last > due and position.standing in CURE_TOLD:
        yield Base("cure", last, due=due, after=due)
    if position.standing in PAST_CURE:
        yield Base("missed", _stands_since(docket, assessment, node, last), due=due)


def _day_of(position: Position) -> date | None:
    if position.due is not None:
        return position.due
    if position.perform_by is not None and position.standing is not Standing.DORMANT:
        return position.perform_by
    return position.forecast


def _is_awaited(node: Obligation, standing: Standing) -> bool:
    """Whether somebody can still act on the day, or should know that it was missed."""
    if standing is Standing.SUBMITTED:
        return node.due_for_approval
    return standing is Standing.LAPSED or standing not in NOTHING_ASKED


def _stands_since(docket: Docket, assessment: Assessment, node: Obligation, last: date) -> date:
    """The day from which the miss stands against us: the one after its last day, or after the last relief over it.

    So a miss that a relief had suspended is told again, though it was acknowledged long ago.
    """
    return max((last + _ONE_DAY, *_reliefs_over(docket, assessment, node.id)))


def _reliefs_over(docket: Docket, assessment: Assessment, node_id: str) -> Iterator[date]:
    for link, relief_id in docket.links_to.get(node_id, ()):
        over = assessment[relief_id].since if link == "covers" else None
        if over is not None and assessment[relief_id].standing in RELIEF_OVER:
            yield over


# ------------------------------------------------------------------------------------------ what recurs


def _of_series(docket: Docket, assessment: Assessment, node: Obligation, through: date) -> Iterator[Base]:
    """Each open occurrence, and those further ahead that a long lead reaches already."""
    position = assessment[node.id]
    for one in unsettled(position):
        yield from (base._replace(number=one.number) for base in _of_occurrence(docket, assessment, node, one))
    for one in position.occurrences:
        if one.standing is Standing.LAPSED:
            yield Base("missed", one.due + _ONE_DAY, one.period, one.due, number=one.number)
    if position.standing is Standing.RELEASED:
        return
    known = max((one.due for one in position.occurrences), default=assessment.day)
    for period, due in _foreseen(docket, as_known(node, position.series), known, through):
        if not _is_done_early(docket, node, period, assessment.day):
            yield Base("due", due, period, due)
            yield from _begin(docket, node, period, due)


def _of_occurrence(docket: Docket, assessment: Assessment, node: Obligation, one: Occurrence) -> Iterator[Base]:
    if not _is_awaited(node, one.standing):
        return
    yield Base("due", one.due, one.period, one.due)
    position = assessment[node.id]
    if one.due >= assessment.day and one.due != position.due:
        yield from _begin(docket, node, one.period, one.due)
    if one.standing is Standing.IN_CURE and one.due == position.due and position.last_day is not None:
        yield Base("cure", position.last_day, one.period, one.due, after=one.due)
    if one.standing is Standing.MISSED:
        # The day after the due day also where there is a cure: that of an occurrence must not change as others settle.
        yield Base("missed", _stands_since(docket, assessment, node, one.due), one.period, one.due)


def _begin(docket: Docket, node: Obligation, period: date, due: date) -> Iterator[Base]:
    """The latest day to begin on an occurrence other than the one by which the series stands, which is assessed."""
    if node.lead_time:
        instrument = docket.instruments.get(node.instrument or "")
        with suppress(DayError):
            start = docket.calendar(calendars_of(instrument)).latest_start(due, node.lead_time)
            if start < due:
                yield Base("act by", start, period, due)


def _foreseen(docket: Docket, node: Obligation, known: date, through: date) -> Iterator[tuple[date, date]]:
    """Period and due day of each occurrence after those that are weighed, while its instrument is in force."""
    instrument = docket.instruments.get(node.instrument or "")
    last = (instrument.in_force_until if instrument else None) or date.max
    for one in _occasions(docket, node, through):
        if known < one.due <= last:
            yield one.period, one.due


def _occasions(docket: Docket, node: Obligation, through: date) -> Iterator[Occurrence]:
    """None where they cannot be worked out: the record's reasons say so, and its review day still rings."""
    try:
        found = occasions_of(docket, node, through)
    except DayError:
        return
    yield from (Occurrence(one.due, Standing.OPEN, one.period) for one in found)


def _is_done_early(docket: Docket, node: Obligation, period: date, day: date) -> bool:
    """Whether an occurrence was performed or cancelled by ``day``, before it came near."""
    about = docket.facts_about.get(node.id, ())
    facts = tuple(fact for fact in about if fact.occurrence == period and fact.day.on <= day)
    if not facts:
        return False
    own = own_facts(node, facts, day, trail_of_occurrence(docket, node, period).floor)
    return own.done is not None or own.cancelled is not None


# ------------------------------------------------------------------------------------------ what continues


def _of_tests(docket: Docket, assessment: Assessment, node: Obligation, through: date) -> Iterator[Base]:
    """The test dates ahead, and the last one for as long as there is no reading since."""
    position, day = assessment[node.id], assessment.day
    if position.standing in NOTHING_ASKED:
        return
    node = as_known(node, position.series)
    ahead = max(through, day.replace(year=day.year + 1, day=1))
    tests = tuple(_occasions(docket, node, ahead))
    past = [one for one in tests if one.due <= day][-1:]
    if position.standing is Standing.UNTESTED:
        yield from (Base("due", one.due, one.period, one.due) for one in past)
    yield from (Base("due", due, period, due) for period, due in _foreseen(docket, node, day, ahead))


def _of_breach(position: Position) -> Iterator[Base]:
    """A covenant that is not met: the last day of its cure, then that it fails."""
    if position.standing is Standing.IN_CURE and position.last_day is not None:
        yield Base("cure", position.last_day, due=position.last_day)
    if position.standing is Standing.FAILING and position.since is not None:
        yield Base("missed", position.since, due=position.due)


# ------------------------------------------------------------------------------------------ our own days


def _act_by(position: Position) -> Iterator[Base]:
    """The latest day to start, where it is not the legal day itself; of what is suspended, while its relief lives."""
    due, standing = position.due or position.perform_by, position.standing
    if position.act_by is None or standing is Standing.SUBMITTED or standing in SETTLED:
        return
    if due is None or position.act_by < due or standing is Standing.SUSPENDED:
        period = next((one.period for one in position.occurrences if one.due == position.due), None)
        yield Base("act by", position.act_by, period, due)


def _review(node: Obligation, position: Position) -> Iterator[Base]:
    """The day on which it is looked at again, until it is done; of a consequence, while it is exposed."""
    asleep = node.is_consequence and position.standing is not Standing.EXPOSED
    if node.review_by is not None and not asleep and position.standing not in SETTLED:
        yield Base("review", node.review_by, due=position.due)


# ------------------------------------------------------------------------------------------ reliefs


def _of_relief(assessment: Assessment, relief: Relief, position: Position) -> Iterator[Base]:
    """Its last day while it is granted; afterwards that, or its lapse, while something it covered asks for it."""
    standing, covered = position.standing, [assessment[one].standing for one in relief.covers]
    if position.due is not None and relief.granted_on is not None:
        waiting = standing in MAY_STILL_LAPSE
        if waiting or (standing is Standing.ENDED and any(one in IN_TROUBLE for one in covered)):
            yield Base("due", position.due, due=position.due)
    if standing is Standing.LAPSED and position.since is not None and any(one not in CLOSED for one in covered):
        yield Base("missed", position.since, due=position.due)
