"""Where the items of a record stand: on which days, why there, and with which standing.

A record keeps one item for life: at its due day; else at the day it must be performed by as a condition of a
relief; else at the day that a plan is forecast for or a covenant is kept until; else, until it is done, at the day on
which it is looked at again. Each occurrence of a series, each test date and the last day of cure has an item of its
own, those to come for some time ahead. What is missed stands on the day of the feed as well, until it is dealt with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from msgspec import structs

from model.assess.authority import RULE_READ
from model.assess.bounds import as_known
from model.assess.due import Occasion, horizon, occasions_of
from model.assess.owed import AmountOwed
from model.assess.standing import CURE_TOLD, EVENT_OF_DEFAULT, SETTLED, Assessment, Position, Standing
from model.days.wording import say_day
from model.docket import Docket
from model.errors import DayError
from model.record.deadline import Every, While
from model.record.links import Node
from model.record.obligation import Obligation
from model.record.relief import Relief

AHEAD: Final = timedelta(days=400)
"""How far ahead a feed shows what recurs: a year, which holds the next of what comes once a year."""


class ItemHeading(StrEnum):
    """Why an item stands on its day, as its summary and its description begin; a due day has no heading."""

    DUE = ""
    PERFORM_BY = "Perform by"
    FORECAST = "Forecast"
    REVIEW = "Look again"
    RELIEF = "Last day"
    CURE = "Last day of cure"
    TEST = "Test date"
    HARM = "Still to be dealt with on"
    ACT_BY = "Act by"
    TARGET = "Internal target"
    REMINDER = "Reminder"


OURS: Final = frozenset({ItemHeading.ACT_BY, ItemHeading.TARGET, ItemHeading.REMINDER, ItemHeading.HARM})
"""Headings of items that stand beside the record's own, and ring no alarms."""


@dataclass(frozen=True, slots=True)
class FeedPlace:
    """Where an item stands, under which heading, and with which standing; ``beside`` says the day it goes by."""

    key: str
    day: date
    heading: ItemHeading
    standing: Standing
    position: Position
    period: date | None = None
    beside: str = ""
    number: int = 1


_OF_EACH: Final = frozenset({"unverified", *RULE_READ.values()})
"""Codes of reasons that hold for a whole series, and so for each of its occurrences."""


def keys_of(docket: Docket, assessment: Assessment, node: Node) -> Iterator[str]:
    """The keys of the items of its own that a record has now, in any feed."""
    return (place.key for place in own_places(docket, assessment, node))


def own_places(docket: Docket, assessment: Assessment, node: Node) -> Iterator[FeedPlace]:
    """The record's own items: its day, or each of its days where it recurs."""
    position = assessment[node.id]
    yield from _places_by(node, position)
    if isinstance(node, Obligation) and isinstance(node.deadline, Every) and position.standing is not Standing.RELEASED:
        yield from _recurring(docket, node, position, assessment.day)


def _places_by(node: Node, position: Position) -> Iterator[FeedPlace]:
    if position.occurrences:
        for each in position.occurrences:
            act_by = position.act_by if each.due == position.due else None
            reasons = (*each.reasons, *(reason for reason in position.reasons if reason.code in _OF_EACH))
            here = structs.replace(position, due=each.due, standing=each.standing, reasons=reasons, act_by=act_by)
            if position.owed is not None:
                owed = AmountOwed(each.owed, position.currency)
                here = structs.replace(here, owed=owed, performed=each.performed)
            key = occurrence_key(node.id, each.period, each.number)
            yield FeedPlace(key, each.due, ItemHeading.DUE, each.standing, here, each.period, number=each.number)
        return
    heading, day = _main_day(node, position)
    if day:
        yield FeedPlace(node.id, day, heading, position.standing, position)
    cure_end = position.last_day
    if cure_end and cure_end != position.due and position.standing in CURE_TOLD:
        yield FeedPlace(f"{node.id}/cure", cure_end, ItemHeading.CURE, position.standing, position)


def _main_day(node: Node, position: Position) -> tuple[ItemHeading, date | None]:
    if isinstance(node, Relief):
        return ItemHeading.RELIEF, position.due
    if position.due:
        return ItemHeading.DUE, position.due
    if position.perform_by:
        return ItemHeading.PERFORM_BY, position.perform_by
    if position.forecast:
        return ItemHeading.FORECAST, position.forecast
    if isinstance(node.deadline, While) and node.deadline.until:
        return ItemHeading.RELIEF, node.deadline.until
    return ItemHeading.REVIEW, None if position.standing in SETTLED else node.review_by


def _recurring(docket: Docket, node: Obligation, position: Position, day: date) -> Iterator[FeedPlace]:
    """What comes of a series after its next occurrence; the test dates of what continues, the last one included."""
    instrument = docket.instruments.get(node.instrument or "")
    ends = min(day + AHEAD, (instrument and instrument.in_force_until) or date.max)
    occasions = [one for one in _occasions(docket, as_known(node, position.series), day) if one.due <= ends]
    if node.continuing:
        yield from _test_dates(node, position, occasions, day)
        return
    known = max((each.due for each in position.occurrences), default=date.min)
    for one in occasions:
        if one.due > known:
            yield _foreseen(node, position, one, ItemHeading.DUE)


def _test_dates(node: Obligation, position: Position, occasions: list[Occasion], day: date) -> Iterator[FeedPlace]:
    """Those to come, the last one with the standing that it has by now, and what lies a year behind without any."""
    gone = [one for one in occasions if day - AHEAD <= one.due <= day]
    for one in gone[:-1]:
        yield replace(_foreseen(node, position, one, ItemHeading.TEST), standing=Standing.ENDED)
    for one in gone[-1:]:
        place = _foreseen(node, position, one, ItemHeading.TEST)
        yield replace(place, standing=position.standing, position=structs.replace(position, due=one.due))
    for one in occasions:
        if one.due > day:
            yield _foreseen(node, position, one, ItemHeading.TEST)


def _foreseen(node: Obligation, position: Position, one: Occasion, heading: ItemHeading) -> FeedPlace:
    reasons = tuple(reason for reason in position.reasons if reason.code in _OF_EACH)
    here = structs.replace(position, due=one.due, standing=Standing.OPEN, reasons=reasons, act_by=None, owed=None)
    key = occurrence_key(node.id, one.period, one.number)
    return FeedPlace(key, one.due, heading, Standing.OPEN, here, one.period, number=one.number)


def occurrence_key(record_id: str, period: date, number: int) -> str:
    """The key of an occurrence's item. The first of its day has that of the day alone, however many follow."""
    return f"{record_id}/{period.isoformat()}" + (f"/{number}" if number > 1 else "")


def _occasions(docket: Docket, node: Obligation, day: date) -> tuple[Occasion, ...]:
    """None where they cannot be worked out: the record's reasons say so."""
    try:
        return occasions_of(docket, node, horizon(day))
    except DayError:
        return ()


def harm(node: Node, assessment: Assessment) -> Iterator[FeedPlace]:
    """What is missed or failing stands on the feed's own day too: once a record, however often it was missed."""
    position = assessment[node.id]
    found = [(position.standing, position.due), *((each.standing, each.due) for each in position.occurrences)]
    worst, due = next((one for one in found if one[0] in EVENT_OF_DEFAULT), (None, None))
    if worst and isinstance(node, Obligation):
        said = f"due {say_day(due)}" if due else ""
        yield FeedPlace(f"{node.id}/missed", assessment.day, ItemHeading.HARM, worst, position, beside=said)
