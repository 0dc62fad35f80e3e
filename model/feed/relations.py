"""How items hang together, for calendars that show it (RFC 9253).

FINISHTOSTART stands on what comes first and points to what starts when it is finished, after the GAP; DEPENDS-ON
stands on what depends and points to what it waits for. Read as before and after, they form no circle, since the
links of a docket form none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from model.days.operation import Add, Hours, Step
from model.docket import Docket
from model.record.deadline import After, Dated, ObligationAnchor, dated_parts
from model.record.links import LinkKind, Node, links_of
from model.record.obligation import Obligation

_WAITS: frozenset[LinkKind] = frozenset({"needs", "paid from", "condition"})


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation to the item of the record ``to``; ``gap`` is a duration (RFC 5545, 3.3.6) or empty."""

    kind: Literal["FINISHTOSTART", "DEPENDS-ON"]
    to: str
    gap: str = ""


def relations_of(docket: Docket, node: Node) -> tuple[Relation, ...]:
    """Every relation that the item of ``node`` carries, to whatever record; a feed keeps those to its own items.

    Their order is that of the ids, whatever the order of the records.
    """
    waits = [Relation("DEPENDS-ON", end.id) for end in links_of(node) if end.link in _WAITS]
    starts = [
        relation
        for end in docket.links_to.get(node.id, ())
        if end.link in ("after", "starts") and isinstance(docket.obligations.get(end.id), Obligation)
        for relation in _started(docket.obligations[end.id], node.id)
    ]
    return tuple(sorted({*waits, *starts}, key=lambda one: (one.kind, one.to, one.gap)))


def _started(follower: Obligation, first: str) -> list[Relation]:
    """What starts when ``first`` is performed: the clock of a deadline, or the obligation itself."""
    found = [
        Relation("FINISHTOSTART", follower.id, gap_of(part))
        for part in dated_parts(follower.deadline)
        if isinstance(part, After) and _on_performance(part.anchor, first)
    ]
    if follower.starts and any(_on_performance(anchor, first) for anchor in follower.starts.of):
        found.append(Relation("FINISHTOSTART", follower.id))
    return found[:1]


def _on_performance(anchor: object, first: str) -> bool:
    return isinstance(anchor, ObligationAnchor) and anchor.obligation == first and anchor.of == "performed"


def gap_of(part: Dated) -> str:
    """The time between, where the deadline is plain days or weeks or hours; business days have no fixed length."""
    if not isinstance(part, After) or len(part.steps) != 1:
        return ""
    return _duration(part.steps[0])


def _duration(step: Step) -> str:
    if isinstance(step, Hours) and step.n >= 0 and step.roll == "none":
        return f"PT{step.n}H"
    if isinstance(step, Add) and step.n >= 0:
        return {"day": f"P{step.n}D", "week": f"P{step.n}W"}.get(step.unit, "")
    return ""
