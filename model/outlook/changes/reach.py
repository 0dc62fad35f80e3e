"""What a change touches, and the way from there to whatever counts from it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from model.docket import Docket
from model.record.base import Record
from model.record.deadline import After, Every, Open, dated_parts
from model.record.door import KINDS
from model.record.fact import Fact
from model.record.figure import Figure
from model.record.instrument import calendars_of
from model.record.links import LinkKind, Node, instrument_anchors
from model.record.obligation import Obligation
from model.record.relief import Relief

CHANGED: Final = -1
"""The level of the changed record itself."""

CARRYING: Final[frozenset[LinkKind]] = frozenset(
    {"after", "starts", "paid from", "condition", "share", "falls away", "in force when", "ends", "ended by"}
)
"""The links along which a day goes from one record to the next. What is needed first stops no clock."""

_MOVING: Final[frozenset[LinkKind]] = frozenset({"after", "in force when", "ends", "ended by"})
"""The links along which a deadline or an end moves; by the terms of its instrument a standstill ends, too."""

_BEARING: Final = tuple(kind for kind in KINDS if kind not in ("caption", "party", "person", "document", "scenario"))
"""The kinds of records that a date can follow from."""

_DATELESS: Final = frozenset(
    (
        *("ref", "title", "short_title", "locator", "sources", "question", "note", "notes", "tags", "confidential"),
        *("owner", "stand_in", "reminders", "review_by", "target", "severity", "evidence"),
        *("obligor", "obligee", "payee"),
    )
)
"""The fields from which no date of another record follows."""


def touched(before: Docket, after: Docket) -> frozenset[str]:
    """The ids of the records whose change can bear on dates. A fact stands for the record that it is about.

    A figure stands for its metric, and a metric brings the tests that are worked out from it.
    """
    found: set[str] = set()
    for kind in _BEARING:
        old, new = before.kind(kind), after.kind(kind)
        if old is not new:
            found.update(_differing(old, new))
    metrics = [one for one in found if one in before.metrics or one in after.metrics]
    found.update(test for docket in (before, after) for one in metrics for test in docket.measured_by.get(one, ()))
    return frozenset(found)


def _differing(old: Mapping[str, Record], new: Mapping[str, Record]) -> Iterator[str]:
    for record_id in dict.fromkeys((*old, *new)):
        was, becomes = old.get(record_id), new.get(record_id)
        if was is becomes or not _bears_on_dates(was, becomes):
            continue
        for record in (was, becomes):
            if record is not None:
                yield _stands_for(record)


def _stands_for(record: Record) -> str:
    if isinstance(record, Fact):
        return record.about
    return record.metric if isinstance(record, Figure) else record.id


def _bears_on_dates(was: Record | None, becomes: Record | None) -> bool:
    if was is None or becomes is None:
        return True
    fields = (field for field in becomes.__struct_fields__ if field not in _DATELESS)
    return any(getattr(was, field) != getattr(becomes, field) for field in fields)


def may_move(before: Docket, after: Docket) -> bool:
    """Whether the change can move a deadline of another record at all: a quick look at links, without an assessment.

    It may say yes where nothing moves in the end, never no where something does.
    """
    changed = touched(before, after)
    others = reached(before, after, changed) - changed
    hanging = set(_hanging_on(before, after, changed))
    return any(one in hanging or any(end.link in _MOVING for end in before.links_from.get(one, ())) for one in others)


def reached(before: Docket, after: Docket, changed: frozenset[str]) -> set[str]:
    """What changed records lead to, link by link, whichever way a date can go along it."""
    if not changed:
        return set()
    found = set(_hanging_on(before, after, changed))
    waiting = [*changed, *found]
    while waiting:
        here = waiting.pop()
        for target in _onward(before, after, here):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found


def _onward(before: Docket, after: Docket, record_id: str) -> Iterator[str]:
    yield from (end.id for end in before.links_to.get(record_id, ()) if end.link in CARRYING)
    yield from before.siblings.get(record_id, ())
    for docket in (before, after):
        node = docket.obligations.get(record_id) or docket.reliefs.get(record_id)
        if isinstance(node, Relief):
            yield from (*node.covers, *node.extends)
        elif node is not None:
            yield from (link.to for link in (*node.either, *node.replaces))


def _hanging_on(before: Docket, after: Docket, changed: Collection[str]) -> Iterator[str]:
    """What hangs on a changed record by no ordering link: instrument, cure's event, relief's end, closed day."""
    closed = {one.calendar for docket in (before, after) for one in docket.closures.values() if one.id in changed}
    for node in after.obligations.values():
        by_cure = node.cure is not None and node.cure.event in changed
        by_terms = any(anchor.instrument in changed for anchor in instrument_anchors(node))
        by_closure = bool(closed) and not closed.isdisjoint(_calendars(after, node))
        if by_cure or by_terms or by_closure or node.instrument in changed:
            yield node.id
    for relief in after.reliefs.values():
        if relief.instrument in changed:
            yield relief.id
        if relief.id in changed:
            yield from relief.conditions


def _calendars(docket: Docket, node: Obligation) -> Iterator[str]:
    """Every calendar that a date of the obligation may be counted by."""
    instrument = docket.instruments.get(node.instrument or "")
    yield from calendars_of(instrument)
    for part in (*dated_parts(node.deadline), node.deadline):
        if isinstance(part, After | Every):
            yield from part.calendars


# ---------------------------------------------------------------------------------------------- levels


def levels(docket: Docket, changed: Collection[str], moved: Collection[str]) -> dict[str, int]:
    """How far each of ``moved`` is from the change: 0 where it counts from the changed record, 1 from those, and so on.

    :data:`CHANGED` for a changed record itself. What lies between and moves no date of its own counts as a step.
    """
    found = dict.fromkeys((one for one in moved if one in changed), CHANGED)
    for one in docket.order:
        if one in moved and one not in found:
            found[one] = _level(docket, one, changed, found)
    return found


def _level(docket: Docket, start: str, changed: Collection[str], known: Mapping[str, int]) -> int:
    """Back along the links to the nearest changed record, or to the nearest whose level is known."""
    ring, seen, steps = [start], {start}, 0
    while ring:
        behind = dict.fromkeys(one for here in ring for one in behind_it(docket, here) if one not in seen)
        if any(one in changed for one in behind):
            return steps
        near = [known[one] for one in behind if one in known]
        if near:
            return min(near) + 1 + steps
        seen.update(behind)
        ring, steps = list(behind), steps + 1
    return 0


def behind_it(docket: Docket, record_id: str) -> Iterator[str]:
    """Every record that a date of this one can follow from directly."""
    node: Node | None = docket.obligations.get(record_id) or docket.reliefs.get(record_id)
    if node is None:
        return
    yield from (end.id for end in docket.links_from.get(record_id, ()) if end.link in CARRYING)
    for end in docket.links_to.get(record_id, ()):
        if end.link in ("covers", "extends", "replaces") or (end.link == "condition" and not _dated(node)):
            yield end.id
    if node.instrument:
        yield node.instrument
    if isinstance(node, Obligation):
        yield from docket.siblings.get(record_id, ())
        if node.cure is not None and node.cure.event:
            yield node.cure.event


def _dated(node: Node) -> bool:
    return not (isinstance(node, Obligation) and isinstance(node.deadline, Open))
