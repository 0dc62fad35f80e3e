"""Which record of the docket stands in which lane of the timeline, and by which day.

A lane is an instrument or an owner. A record stands in exactly one lane; one that no day belongs to is told apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Final, Literal

from msgspec import Struct

from model.assess.standing import NOT_OWED, PERFORMED, Assessment, Position, Standing
from model.docket import Docket
from model.outlook.forward import Ahead
from model.record.deadline import EventAnchor, Every, While, anchors_of
from model.record.event import Event
from model.record.fact import Performed
from model.record.links import Node
from model.record.obligation import Obligation
from model.record.ref import ref_key
from model.record.relief import Relief

AHEAD: Final = 400
"""Days that are looked ahead."""

Grouping = Literal["instrument", "owner"]
Coming = Mapping[str, tuple[tuple[date, Standing], ...]]
"""For each record that will stand otherwise: the days of its turns, and how it stands from then on."""


class Lane(Struct, frozen=True):
    """The records of one instrument or owner (``key`` is its id, empty for those that name none), by their days.

    ``days`` are those of the ``dated``, one each; ``undated`` are those that no day belongs to.
    """

    key: str
    dated: tuple[str, ...]
    undated: tuple[str, ...]
    days: tuple[date, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """All its records."""
        return self.dated + self.undated


def coming_of(ahead: Ahead) -> Coming:
    """The forward look by record."""
    found: dict[str, list[tuple[date, Standing]]] = {}
    for day, turns in ahead:
        for turn in turns:
            found.setdefault(turn.id, []).append((day, turn.after))
    return {one: tuple(turns) for one, turns in found.items()}


# ------------------------------------------------------------------------------------------------- lanes


def lanes_of(
    docket: Docket,
    assessment: Assessment,
    grouping: Grouping,
    coming: Coming,
    passing: Collection[str] | None = None,
    elsewhere: Mapping[str, date] | None = None,
) -> tuple[Lane, ...]:
    """Every record, or those of ``passing``, in its lane: instruments by their days, owners by their names.

    One that has no day stands by the one that it has ``elsewhere``: where something is supposed, as recorded.
    """
    dated: dict[str, list[tuple[date, Node]]] = {}
    undated: dict[str, list[Node]] = {}
    for node in docket.nodes():
        if passing is not None and node.id not in passing:
            continue
        key = _lane_of(docket, node, grouping)
        day = day_of(docket, assessment, node.id, coming) or (elsewhere or {}).get(node.id)
        if day is None:
            undated.setdefault(key, []).append(node)
        else:
            dated.setdefault(key, []).append((day, node))
    order = _order(docket, grouping)
    keys = sorted(dated.keys() | undated.keys(), key=lambda key: order.get(key, len(order)))
    return tuple(_lane(key, dated.get(key, ()), undated.get(key, ())) for key in keys)


def _lane_of(docket: Docket, node: Node, grouping: Grouping) -> str:
    key = (node.owner if grouping == "owner" else node.instrument) or ""
    return key if key in (docket.people if grouping == "owner" else docket.instruments) else ""


def _order(docket: Docket, grouping: Grouping) -> Mapping[str, int]:
    """The place of each lane; the one of no instrument, or of no owner, comes after all of them."""
    if grouping == "owner":
        keys = sorted(docket.people, key=lambda key: docket.people[key].name.casefold())
    else:
        keys = sorted(docket.instruments, key=lambda key: docket.instruments[key].begins or date.max)
    return {key: place for place, key in enumerate(keys)}


def _lane(key: str, dated: Iterable[tuple[date, Node]], undated: Iterable[Node]) -> Lane:
    """What has a day by its day, the rest by its ref."""
    by_day = sorted(dated, key=lambda one: (one[0], ref_key(one[1].ref)))
    by_ref = sorted(undated, key=lambda node: ref_key(node.ref))
    return Lane(
        key,
        tuple(node.id for _, node in by_day),
        tuple(node.id for node in by_ref),
        tuple(day for day, _ in by_day),
    )


def day_of(docket: Docket, assessment: Assessment, record_id: str, coming: Coming) -> date | None:
    """The day by which a record stands in its lane; None where no day belongs to it."""
    node, position = docket.node(record_id), assessment[record_id]
    if isinstance(node, Relief):
        return node.effective_from or position.due or node.since
    if node.is_consequence:
        exposed = (day for day, after in coming.get(node.id, ()) if after is Standing.EXPOSED)
        return position.since or next(exposed, None)
    if node.continuing:
        return _begins(docket, node, position, coming)
    if position.occurrences:
        return position.occurrences[0].due
    day = position.due or position.perform_by or position.done_on or position.forecast
    day = day or _part_day(docket, node, assessment.day) or _done_day(node, coming)
    return day or _event_day(docket, node, assessment.day) or position.expected


def _begins(docket: Docket, node: Obligation, position: Position, coming: Coming) -> date | None:
    """The first day of what continues; one that was never read and has no term of its own has none to show."""
    term = node.deadline
    bounded = isinstance(term, Every) or (isinstance(term, While) and bool(term.since or term.until))
    read = position.standing is not Standing.UNTESTED and position.standing not in NOT_OWED
    if not (bounded or read or node.id in coming):
        return None
    since = term.since if isinstance(term, While) else term.start if isinstance(term, Every) else None
    instrument = docket.instruments.get(node.instrument or "")
    begins = [day for day in (since, instrument.begins if instrument else None) if day]
    turns = (day for day, _ in coming.get(node.id, ()))
    return max(begins) if begins else _first_fact(docket, node) or position.since or next(turns, None)


def _first_fact(docket: Docket, node: Obligation) -> date | None:
    facts = docket.facts_about.get(node.id, ())
    return facts[0].day.on if facts else None


def awaited_events(docket: Docket, node: Obligation) -> tuple[Event, ...]:
    """The events that its clock runs from, what happens again and again apart."""
    anchors = (*(node.starts.of if node.starts else ()), *anchors_of(node.deadline))
    ids = dict.fromkeys(anchor.event for anchor in anchors if isinstance(anchor, EventAnchor))
    events = (docket.events.get(one) for one in ids)
    return tuple(event for event in events if event is not None and not event.recurring)


def event_day(event: Event, day: date) -> date | None:
    """The day on which an event has happened by ``day``, or the one on which it is expected."""
    happened = event.happened_first
    if happened and happened.on <= day:
        return happened.on
    return event.expected.on if event.expected else None


def _event_day(docket: Docket, node: Obligation, day: date) -> date | None:
    """What waits for an event stands by the day of that."""
    days = (event_day(event, day) for event in awaited_events(docket, node))
    return next((day for day in days if day), None)


def _done_day(node: Obligation, coming: Coming) -> date | None:
    """The day of a performance that is still to come."""
    return next((day for day, after in coming.get(node.id, ()) if after in PERFORMED), None)


def _part_day(docket: Docket, node: Obligation, day: date) -> date | None:
    """What is performed in part, and has no day, stands by the day of its first part."""
    facts = docket.facts_about.get(node.id, ())
    return next((fact.day.on for fact in facts if isinstance(fact.what, Performed) and fact.day.on <= day), None)
