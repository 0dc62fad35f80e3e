"""What each test date of a covenant came to: by a reading that was recorded, or by the figures of its day. No Qt here.

Whether figures meet a test is what the assessment knows; a reading by hand goes before them on its day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from model.assess.due import Occasion
from model.assess.own import is_met
from model.days.wording import say_day
from model.docket import Docket
from model.outlook.covenants.financial import Result, results
from model.outlook.covenants.results import headroom_text, value_text, why_text
from model.record.fact import Fact
from model.record.obligation import Obligation


class TestDateOutcome(NamedTuple):
    """What a test date came to, counting from ``day`` on; ``met`` is None where nothing can be told."""

    day: date
    met: bool | None
    notes: tuple[str, ...]
    by_hand: bool


def outcomes_of(
    docket: Docket, test: Obligation, facts: Sequence[Fact], owed: Sequence[Occasion], day: date
) -> Mapping[date, TestDateOutcome]:
    """The outcome of each of the test dates ``owed`` up to ``day`` that has one, by the day that names it.

    ``facts`` are those known by then. A reading for a test date may be recorded before or after it; one that names
    none is of the last test date before it.
    """
    read = [(fact, met) for fact in facts if (met := is_met(test, fact)) is not None]
    measured = [one for one in results(docket, test, day) if one.by == "figures"]
    found: dict[date, TestDateOutcome] = {}
    for place, one in enumerate(owed):
        until = owed[place + 1].due if place + 1 < len(owed) else date.max
        told = [*_by_hand(read, one, until), *_by_figures(docket, test, measured, one)]
        if told:
            found[one.period] = max(told, key=lambda each: (each.met is not None, each.day, each.by_hand))
    return found


def _by_hand(read: Sequence[tuple[Fact, bool]], one: Occasion, until: date) -> Iterator[TestDateOutcome]:
    for fact, met in read:
        on = fact.day.on
        if fact.occurrence == one.period or (fact.occurrence is None and one.due <= on < until):
            yield TestDateOutcome(on, met, (f"read {say_day(on)}",), by_hand=True)


def _by_figures(
    docket: Docket, test: Obligation, measured: Sequence[Result], one: Occasion
) -> Iterator[TestDateOutcome]:
    """What its figures say from the test date on, and from each day on which money was put in to cure it."""
    of = next((each.of for each in measured if each.day == one.due and each.of in (one.due, one.period)), None)
    for result in measured:
        if result.of == of and (result.day == one.due or (result.cured and result.day > one.due)):
            yield TestDateOutcome(result.day, result.met, tuple(_notes(docket, test, result)), by_hand=False)


def _notes(docket: Docket, test: Obligation, result: Result) -> Iterator[str]:
    if result.met is None:
        yield why_text(docket, result)
        return
    yield ", ".join(filter(None, (value_text(result), headroom_text(test, result)[0])))
    if result.cured:
        yield f"cured {say_day(result.day)}"
