"""What if: assumptions laid over a docket, never stored in it, and what they change.

An assumption makes a docket that differs in a few records; it is assessed like any other, and compared with the
docket as it is. Nothing supposed is ever written: supposed records have ids that no entry makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from model.assess.engine import Assessed
from model.assess.formula import say
from model.assess.reassess import reassess
from model.assess.standing import HARMED, HURTS, Assessment, Position, Standing
from model.days.wording import say_day
from model.docket import Change, Docket
from model.errors import InvalidRecord
from model.phrases import money_text, refs_text
from model.record.day import Day
from model.record.deadline import Every, Override
from model.record.event import Event, Happening
from model.record.fact import Approved, Fact, Performed, Reading, Submitted, What
from model.record.figure import Figure
from model.record.obligation import Obligation
from model.record.relief import Relief
from model.record.scenario import (
    Assumption,
    SupposeFigure,
    SupposeMissed,
    SupposeMoved,
    SupposePerformed,
    SupposeReading,
    SupposeRelief,
)
from model.record.units import unit_of_metric

SUPPOSED = "supposed-"
"""What the ids of supposed records begin with."""
DONE = Performed | Submitted | Approved
_AT = datetime(2199, 12, 31, tzinfo=UTC)
"""Supposed facts count as recorded after all that is recorded: of one day, the supposition holds."""

_GONE = "What was supposed is about something that is no longer in the docket. Remove it."

Effect = Literal["saved", "falls", "moves", "changes", "new"]


def suppose(docket: Docket, assumptions: Sequence[Assumption]) -> Docket:
    """``docket`` as it would be. Without assumptions, the docket itself.

    Raises InvalidRecord for an assumption about something that is not there, or that it cannot be about.
    """
    for number, assumption in enumerate(assumptions):
        docket = docket.changed(changes_of(docket, assumption, number))
    return docket


def what_if(known: Assessed, assumptions: Sequence[Assumption]) -> Assessed:
    """How everything would stand on the day of ``known``. Raises InvalidRecord as :func:`suppose` does."""
    return reassess(known, suppose(known.run.docket, assumptions)) if assumptions else known


# ------------------------------------------------------------------------------------------ assumptions


def changes_of(docket: Docket, assumption: Assumption, number: int) -> Iterator[Change]:
    """The records that one assumption, the ``number``-th, lays over a docket. Raises InvalidRecord as said above."""
    match assumption:
        case SupposePerformed():
            yield _fact(docket, assumption.about, _performed(assumption), assumption.on, number, assumption.occurrence)
        case SupposeMissed():
            yield from _undone(docket, assumption)
        case SupposeMoved():
            yield _moved(docket, assumption)
        case SupposeReading():
            what = Reading(value=assumption.value, met=assumption.met)
            yield _fact(docket, assumption.about, what, assumption.on, number)
        case SupposeFigure():
            yield _figure(docket, assumption, number)
        case SupposeRelief():
            yield _granted(docket, assumption, number)


def _performed(assumption: SupposePerformed) -> Performed:
    in_full = assumption.amount is None
    return Performed(amount=assumption.amount, currency=assumption.currency, in_full=in_full)


def _fact(docket: Docket, about: str, what: What, on: date, number: int, occurrence: date | None = None) -> Change:
    _obligation(docket, about)
    fact = Fact(
        id=f"{SUPPOSED}fact-{number}",
        about=about,
        what=what,
        day=Day(on=on),
        recorded_by="supposed",
        recorded_at=_AT,
        occurrence=occurrence,
    )
    return Change("fact", fact.id, None, fact)


def _figure(docket: Docket, assumption: SupposeFigure, number: int) -> Change:
    if assumption.metric not in docket.metrics:
        raise InvalidRecord(_GONE)
    figure = Figure(
        id=f"{SUPPOSED}figure-{number}",
        metric=assumption.metric,
        as_of=assumption.as_of,
        value=assumption.value,
        recorded_by="supposed",
        recorded_at=_AT,
    )
    return Change("figure", figure.id, None, figure)


def _undone(docket: Docket, assumption: SupposeMissed) -> Iterator[Change]:
    _obligation(docket, assumption.about)
    for fact in docket.facts_about.get(assumption.about, ()):
        if isinstance(fact.what, DONE) and assumption.occurrence in (None, fact.occurrence):
            yield Change("fact", fact.id, fact, None)


def _moved(docket: Docket, assumption: SupposeMoved) -> Change:
    about, to = assumption.about, assumption.to
    event = docket.events.get(about)
    if event is not None:
        return Change("event", about, event, _event_on(event, to))
    relief = docket.reliefs.get(about)
    if relief is not None:
        return Change("relief", about, relief, replace(relief, until=to, until_reading="inclusive"))
    obligation = _obligation(docket, about)
    return Change("obligation", about, obligation, _due_on(obligation, to))


def _event_on(event: Event, to: date) -> Event:
    if event.again:
        return replace(event, happenings=(*event.happenings, Happening(day=Day(on=to))))
    return replace(event, happened=Day(on=to), expected=None)


def _due_on(obligation: Obligation, to: date) -> Obligation:
    if isinstance(obligation.deadline, Every):
        raise InvalidRecord(f"{obligation.ref} recurs. Suppose one of its occurrences performed or missed instead.")
    if obligation.is_consequence or obligation.continuing:
        raise InvalidRecord(f"{obligation.ref} has no due day that could move. Suppose something else of it.")
    return replace(obligation, override=Override(day=to, reason="supposed"))


def _granted(docket: Docket, assumption: SupposeRelief, number: int) -> Change:
    for one in assumption.covers:
        _obligation(docket, one)
    relief = Relief(
        id=f"{SUPPOSED}relief-{number}",
        ref=f"IF-{number + 1}",
        title=f"Supposed {assumption.kind} of {refs_text(docket, assumption.covers)}",
        kind=assumption.kind,
        covers=assumption.covers,
        granted_on=Day(on=assumption.granted_on),
        until=assumption.until,
        until_reading="inclusive",
        new_due=assumption.new_due,
    )
    return Change("relief", relief.id, None, relief)


def _obligation(docket: Docket, record_id: str) -> Obligation:
    found = docket.obligations.get(record_id)
    if found is None:
        raise InvalidRecord(_GONE)
    return found


def say_assumption(docket: Docket, assumption: Assumption) -> str:
    """An assumption in words: ``USMX-8 is performed on Fri 20 Dec 1996``."""
    match assumption:
        case SupposePerformed(about=about, on=on, amount=amount, currency=currency):
            part = f"{money_text(Decimal(amount), currency)} of " if amount else ""
            return f"{part}{_name(docket, about)} is performed on {say_day(on)}"
        case SupposeMissed(about=about):
            return f"{_name(docket, about)} is not performed"
        case SupposeMoved(about=about, to=to):
            return f"{_name(docket, about)} {_moves(docket, about)} {say_day(to)}"
        case SupposeReading(about=about, on=on, value=value, met=met):
            read = value if value is not None else "met" if met else "not met"
            return f"{_name(docket, about)} reads {read} on {say_day(on)}"
        case SupposeFigure(metric=metric, as_of=day, value=value):
            return f"{_name(docket, metric)} is {_figure_words(docket, metric, value)} as of {say_day(day)}"
        case SupposeRelief(covers=covers, kind=kind, granted_on=day, until=until, new_due=new_due):
            end = f" until {say_day(until)}" if until else ""
            due = f", due {say_day(new_due)}" if new_due else ""
            return f"{_article(kind)} of {refs_text(docket, covers)} is granted on {say_day(day)}{end}{due}"


def _figure_words(docket: Docket, metric: str, value: str) -> str:
    known = docket.metrics.get(metric)
    return say(Decimal(value), unit_of_metric(known)) if known else value


def _moves(docket: Docket, about: str) -> str:
    if about in docket.events:
        return "happens on"
    return "ends on" if about in docket.reliefs else "is due on"


def _article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _name(docket: Docket, record_id: str) -> str:
    if record_id in docket.events:
        return docket.events[record_id].title
    if record_id in docket.metrics:
        return docket.metrics[record_id].short
    known = record_id in docket.obligations or record_id in docket.reliefs
    return docket.ref(record_id) if known else "a record that is gone"


# ------------------------------------------------------------------------------------------- comparison

_HURT = {standing: rank for rank, standing in enumerate(HURTS)}
_NOT: int = len(HURTS)
"""What does not hurt at all comes after all that does."""


class Difference(Struct, frozen=True):
    """One record that would stand otherwise, or be due on another day. ``effect`` is what that means."""

    id: str
    effect: Effect
    was: Standing | None
    becomes: Standing
    due: date | None = None
    would_be_due: date | None = None


def compare(now: Assessment, then: Assessment) -> tuple[Difference, ...]:
    """What falls, what is saved, what moves and what else changes, in that order; within each, what hurts most first.

    Both are of the same day. What is only in ``then`` was supposed.
    """
    found = (difference(one, now.positions.get(one), position) for one, position in then.positions.items())
    return tuple(sorted((one for one in found if one is not None), key=by_weight))


def difference(record_id: str, was: Position | None, then: Position) -> Difference | None:
    """What it means that one record would stand so; None where it stands so already."""
    if was is then:
        return None
    if was is None:
        return Difference(record_id, "new", None, then.standing, None, then.due)
    if (was.standing, was.due) == (then.standing, then.due):
        return None
    before, after = _HURT.get(was.standing, _NOT), _HURT.get(then.standing, _NOT)
    effect: Effect = "falls" if after < before else "saved" if after > before else "changes"
    if was.standing is then.standing:
        effect = "moves"
    return Difference(record_id, effect, was.standing, then.standing, was.due, then.due)


_EFFECTS: tuple[Effect, ...] = ("falls", "saved", "moves", "changes", "new")


def by_weight(one: Difference) -> tuple[object, ...]:
    """The order of differences: what falls first, and what hurts most."""
    standings = (one.was, one.becomes)
    worst = min(_HURT.get(standing, _NOT) for standing in standings if standing is not None)
    return (_EFFECTS.index(one.effect), worst, one.would_be_due or date.max, one.id)


def either_way(now: Assessment, then: Assessment) -> dict[Standing, tuple[str, ...]]:
    """What hurts as things are, and would if so all the same: the records, by how they would stand, the worst first."""
    found: dict[Standing, list[str]] = {}
    for one, position in then.positions.items():
        was = now.positions.get(one)
        if was is not None and was.standing in HARMED and position.standing in HARMED:
            found.setdefault(position.standing, []).append(one)
    return {standing: tuple(found[standing]) for standing in sorted(found, key=HURTS.index)}


def effects(differences: Iterable[Difference], effect: Effect) -> tuple[Difference, ...]:
    """The differences of one effect, in their order."""
    return tuple(one for one in differences if one.effect == effect)
