"""What stands in the calendar: one item for each record that has a day, in words and values, not yet as a file.

A record keeps one item for life: at its due day; else at the day it must be performed by as a condition of a
relief; else at the day that a plan is forecast for; else, until it is done, at the day on which it is looked at
again. Each occurrence of a series, and the last day of cure, has an item of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from msgspec import structs

from model.assess.discretion import BARE, discreet
from model.assess.phrases import record_name
from model.assess.standing import Assessment, Position, Standing
from model.assess.ties import hangs_on
from model.assess.wording import amount_text, miss_text, reasons_of, refs_text
from model.days.wording import say_day
from model.docket import Docket
from model.feed.alarms import Alarm, alarms
from model.feed.lines import clean, one_line
from model.record.deadline import On
from model.record.links import Node
from model.record.obligation import Obligation
from model.record.relief import Relief

PREFIX: Final[dict[Standing, str]] = {
    Standing.SATISFIED: "✓ ",
    Standing.SATISFIED_LATE: "✓ late: ",
    Standing.IN_COMPLIANCE: "✓ ",
    Standing.MISSED: "MISSED: ",
    Standing.FAILING: "FAILING: ",
    Standing.LAPSED: "LAPSED: ",
    Standing.IN_CURE: "in cure: ",
    Standing.SUBMITTED: "submitted: ",
    Standing.SUSPENDED: "suspended: ",
    Standing.RELEASED: "released: ",
    Standing.PENDING: "pending: ",
    Standing.ENDED: "ended: ",
}
"""How a standing begins a summary. What only waits for its day begins with nothing."""

DONE: Final = frozenset({Standing.SATISFIED, Standing.SATISFIED_LATE, Standing.RELEASED, Standing.LAPSED})
_QUIET: Final = DONE | {
    Standing.MISSED,
    Standing.SUSPENDED,
    Standing.IN_CURE,
    Standing.FAILING,
    Standing.IN_COMPLIANCE,
    Standing.ENDED,
}
"""Standings that nobody needs to be reminded of any more by the item's own alarms."""

LONGEST_QUOTE: Final = 2000
_UNSURE: Final = frozenset({Standing.DORMANT, Standing.PENDING})


@dataclass(frozen=True, slots=True)
class Item:
    """One all-day item.

    ``key`` is permanent, and its UID is made from it; ``standing`` is kept even where it is not shown, so that a
    change of it is noticed.
    """

    key: str
    day: date
    summary: str
    standing: str
    description: str = ""
    categories: tuple[str, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    tentative: bool = False
    confidential: bool = False


class Heading(StrEnum):
    """Why an item stands on its day, as its summary and its description begin; a due day has no heading."""

    DUE = ""
    PERFORM_BY = "Perform by"
    FORECAST = "Forecast"
    REVIEW = "Look again"
    RELIEF = "Last day"
    CURE = "Last day of cure"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an item stands, under which heading, and with which standing."""

    key: str
    day: date
    heading: Heading
    standing: Standing
    position: Position


_OF_EACH: Final = frozenset({"unverified", "rule unread"})
"""Codes of reasons that hold for a whole series, and so for each of its occurrences."""


def items(docket: Docket, assessment: Assessment) -> Iterator[Item]:
    """Every item of the calendar, in the order of the docket."""
    spoken = discreet(docket)
    for node in spoken.nodes():
        for place in _places(node, assessment[node.id]):
            item = _item(spoken, node, place)
            yield _bare(item) if node.confidential else item


def _places(node: Node, position: Position) -> Iterator[_Place]:
    """The items that a record has now."""
    if position.occurrences:
        for each in position.occurrences:
            act_by = position.act_by if each.due == position.due else None
            reasons = (*each.reasons, *(reason for reason in position.reasons if reason.code in _OF_EACH))
            here = structs.replace(position, due=each.due, standing=each.standing, reasons=reasons, act_by=act_by)
            yield _Place(f"{node.id}/{each.period.isoformat()}", each.due, Heading.DUE, each.standing, here)
        return
    heading, day = _main_day(node, position)
    if day:
        yield _Place(node.id, day, heading, position.standing, position)
    cure_end = position.last_day
    if cure_end and cure_end != position.due and position.standing in (Standing.IN_CURE, Standing.MISSED):
        yield _Place(f"{node.id}/cure", cure_end, Heading.CURE, position.standing, position)


def _main_day(node: Node, position: Position) -> tuple[Heading, date | None]:
    if isinstance(node, Relief):
        return Heading.RELIEF, position.due
    if position.due:
        return Heading.DUE, position.due
    if position.perform_by:
        return Heading.PERFORM_BY, position.perform_by
    if position.forecast:
        return Heading.FORECAST, position.forecast
    return Heading.REVIEW, None if position.standing in DONE else node.review_by


def _item(docket: Docket, node: Node, place: _Place) -> Item:
    heading = f"{place.heading}: " if place.heading else ""
    return Item(
        key=place.key,
        day=place.day,
        summary=one_line(f"{PREFIX.get(place.standing, '')}{heading}{node.ref} {node.title}"),
        standing=place.standing.value,
        description="\n".join(_description(docket, node, place)),
        categories=_categories(docket, node),
        alarms=_alarms(docket, node, place),
        tentative=place.standing in _UNSURE or place.heading is Heading.FORECAST,
    )


def _bare(item: Item) -> Item:
    """What leaves of a confidential record: its day, its alarms and one word."""
    return replace(item, summary=BARE, description="", categories=(), tentative=False, confidential=True)


def _alarms(docket: Docket, node: Node, place: _Place) -> tuple[Alarm, ...]:
    curable = place.heading is Heading.CURE and place.standing is Standing.IN_CURE
    if place.standing in _QUIET and not curable:
        return ()
    due = None if place.heading is Heading.REVIEW else place.day
    review = node.review_by if isinstance(node, Obligation) else None
    bases = {"due": due, "act by": place.position.act_by, "review": review}
    instrument = docket.instruments.get(node.instrument or "")
    return alarms(node.reminders, place.day, bases, instrument.calendars if instrument else ())


def _categories(docket: Docket, node: Node) -> tuple[str, ...]:
    if isinstance(node, Relief):
        return "Duly", "Relief"
    side = "Owed by us" if docket.owed_by_us(node) else "Owed to us"
    return "Duly", node.kind.capitalize(), side if node.binding == "duty" else node.binding.capitalize()


def _description(docket: Docket, node: Node, place: _Place) -> Iterator[str]:
    """Standing and day, why, who owes what, the words of the source, what it hangs on and what follows."""
    yield f"{place.standing.capitalize()}. {place.heading or 'Due'} {say_day(place.day)}{_inexact(node)}."
    for reason in reasons_of(docket, place.position):
        yield f"{clean(reason)}."
    yield from _own_days(node, place)
    yield from _terms(docket, node)
    for span in node.sources:
        yield f"“{one_line(span.words, LONGEST_QUOTE)}”"
    instrument = docket.instruments.get(node.instrument or "")
    clause = ", ".join(part for part in (instrument.title if instrument else "", node.locator) if part)
    if clause:
        yield clause
    for tie in hangs_on(node):
        yield f"{tie.label}: {', '.join(record_name(docket, end) for end in tie.ids)}"
    if follows := miss_text(docket, place.position):
        yield follows
    if isinstance(node, Relief):
        yield f"Covers: {refs_text(docket, node.covers)}"
    if owner := docket.people.get(node.owner or ""):
        yield f"Owner: {owner.name}"


def _inexact(node: Node) -> str:
    """The source's own words for a day that it does not name exactly."""
    deadline = node.deadline if isinstance(node, Obligation) else None
    words = deadline.day.words if isinstance(deadline, On) else ""
    return f" (“{one_line(words)}”)" if words else ""


def _own_days(node: Node, place: _Place) -> Iterator[str]:
    """Days that are ours and not the instrument's: the target, and the last day to start."""
    if place.standing in _QUIET or not isinstance(node, Obligation):
        return
    if node.target:
        yield f"Internal target: {say_day(node.target.on)}"
    act_by = place.position.act_by
    if act_by and act_by != place.day:
        yield f"Act by: {say_day(act_by)}"


def _terms(docket: Docket, node: Node) -> Iterator[str]:
    """Who owes whom, and how much; who granted a relief."""
    if isinstance(node, Relief):
        if granted_by := docket.parties.get(node.granted_by or ""):
            yield f"Granted by {granted_by.name}"
        return
    obligor, obligee = docket.parties.get(node.obligor or ""), docket.parties.get(node.obligee or "")
    if obligor and obligee:
        yield f"{obligor.name} to {obligee.name}"
    if node.amount:
        yield f"Amount: {amount_text(node.amount)}"
