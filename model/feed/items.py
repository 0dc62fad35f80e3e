"""What stands in the calendar: one item for each record that has a day, in words and values, not yet as a file.

A record keeps one item for life: at its due day; else at the day it must be performed by as a condition of a
relief; else at the day that a plan is forecast for; else, until it is done, at the day on which it is looked at
again. Each occurrence of a series, and the last day of cure, has an item of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from msgspec import structs

from model.assess.standing import Assessment, Position, Standing
from model.assess.ties import hangs_on, name_of
from model.assess.wording import amount_text, miss_text, reasons_of
from model.days.wording import say_day
from model.docket import Docket, Node
from model.feed.alarms import Alarm, alarms
from model.feed.lines import one_line
from model.feed.privacy import BARE, for_feed
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
    Standing.PARTLY_PERFORMED: "in part: ",
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


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an item stands, under which heading, and with which standing."""

    key: str
    day: date
    heading: str
    standing: Standing
    position: Position
    note: str = ""


def items(docket: Docket, assessment: Assessment) -> Iterator[Item]:
    """Every item of the calendar, in the order of the docket."""
    spoken = for_feed(docket)
    for node in spoken.nodes():
        for place in _places(spoken, node, assessment[node.id]):
            item = _item(spoken, node, place)
            yield _bare(item) if node.confidential else item


def _places(docket: Docket, node: Node, position: Position) -> Iterator[_Place]:
    """The items that a record has now."""
    if position.occurrences:
        for each in position.occurrences:
            here = structs.replace(position, due=each.due, standing=each.standing, reasons=each.reasons)
            yield _Place(f"{node.id}/{each.due.isoformat()}", each.due, "", each.standing, here)
        return
    place = _main_place(docket, node, position)
    if place:
        yield place
    cure_end = position.last_day
    if cure_end and cure_end != position.due and position.standing in (Standing.IN_CURE, Standing.MISSED):
        yield _Place(f"{node.id}/cure", cure_end, "Last day of cure: ", position.standing, position)


def _main_place(docket: Docket, node: Node, position: Position) -> _Place | None:
    standing = position.standing
    if isinstance(node, Relief):
        return _Place(node.id, position.due, "Last day of ", standing, position) if position.due else None
    if position.due:
        return _Place(node.id, position.due, "", standing, position)
    if position.perform_by:
        note = f"a condition of {docket.ref(position.for_relief)}" if position.for_relief else "a condition of a relief"
        return _Place(node.id, position.perform_by, "Perform by: ", standing, position, note)
    if position.forecast:
        return _Place(node.id, position.forecast, "Forecast: ", standing, position)
    if node.review_by and standing not in DONE:
        return _Place(node.id, node.review_by, "Look again: ", standing, position)
    return None


def _item(docket: Docket, node: Node, place: _Place) -> Item:
    prefix = PREFIX.get(place.standing, "")
    return Item(
        key=place.key,
        day=place.day,
        summary=one_line(f"{prefix}{place.heading}{node.ref} {node.title}"),
        standing=place.standing,
        description="\n".join(_description(docket, node, place)),
        categories=_categories(docket, node),
        alarms=_alarms(docket, node, place),
        tentative=place.standing in _UNSURE or place.heading == "Forecast: ",
    )


def _bare(item: Item) -> Item:
    """What leaves of a confidential record: its day, its alarms and one word."""
    return replace(item, summary=BARE, description="", categories=(), tentative=False, confidential=True)


def _alarms(docket: Docket, node: Node, place: _Place) -> tuple[Alarm, ...]:
    in_cure = place.key.endswith("/cure") and place.standing is Standing.IN_CURE
    if place.standing in _QUIET and not in_cure:
        return ()
    review = node.review_by if isinstance(node, Obligation) else None
    due = None if place.heading == "Look again: " else place.day
    bases = {"due": due, "act by": place.position.act_by, "review": review}
    instrument = docket.instruments.get(node.instrument or "")
    return alarms(node.reminders, place.day, bases, instrument.calendars if instrument else ())


def _categories(docket: Docket, node: Node) -> tuple[str, ...]:
    if isinstance(node, Relief):
        return "Duly", "Relief"
    side = "Owed by us" if docket.owed_by_us(node) else "Owed to us"
    return "Duly", node.kind.capitalize(), side if node.binding == "duty" else node.binding.capitalize()


def _description(docket: Docket, node: Node, place: _Place) -> Iterator[str]:
    note = f", {place.note}" if place.note else ""
    heading = place.heading.removesuffix(": ").strip() or "Due"
    yield f"{place.standing.capitalize()}. {heading} {say_day(place.day)}{note}."
    yield from reasons_of(docket, place.position)
    yield from _terms(docket, node)
    for span in node.sources:
        yield f"“{one_line(span.words, 2000)}”"
    instrument = docket.instruments.get(node.instrument or "")
    clause = ", ".join(part for part in (instrument.title if instrument else "", node.locator) if part)
    if clause:
        yield clause
    for tie in hangs_on(node):
        yield f"{tie.label}: {', '.join(name_of(docket, end) for end in tie.ids)}"
    if follows := miss_text(docket, place.position):
        yield follows
    if isinstance(node, Relief):
        yield f"Covers: {', '.join(docket.ref(covered) for covered in node.covers)}"
    if owner := docket.people.get(node.owner or ""):
        yield f"Owner: {owner.name}"


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
