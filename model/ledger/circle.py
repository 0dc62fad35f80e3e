"""Circles among the ordering links: what hangs on itself can never be judged."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Final

from model.ledger.proposal import ProposedDocket
from model.record.base import Problem
from model.record.caption import CAPTION_ID, Caption
from model.record.deadline import InstrumentAnchor, anchors_of
from model.record.instrument import Instrument
from model.record.links import OVER, LinkKind, links_of
from model.record.relief import Relief

LINK_FIELDS: Final[dict[LinkKind, str]] = {
    "needs": "needs",
    "starts": "starts",
    "after": "deadline",
    "paid from": "paid_from",
    "share": "share",
    "replaces": "replaces",
    "falls away": "falls_away",
    "condition": "conditions",
    "covers": "covers",
    "extends": "extends",
    "in force when": "instrument",
    "ends": "instrument",
}
"""The field that each ordering link is stored in, and so stands beside."""


def shortest_circle(proposal: ProposedDocket, record_id: str) -> tuple[str, ...] | None:
    """The shortest circle through ``record_id``, from it to what waits for it and so on back to it; or None."""
    came_from: dict[str, str] = {}
    waiting = deque([record_id])
    while waiting:
        current = waiting.popleft()
        for earlier in proposal.predecessors(current):
            if earlier == record_id:
                return _walked(came_from, current, record_id)
            if earlier not in came_from:
                came_from[earlier] = current
                waiting.append(earlier)
    return None


def circle_of_terms(proposal: ProposedDocket, instrument: Instrument) -> Problem | None:
    """The refusal of an instrument whose terms would have something wait for itself, or None.

    It is told beside the condition or the end through which the circle closes.
    """
    if not instrument.conditional:
        return None
    if instrument.id in _instruments_before(proposal, instrument):
        return Problem(
            "ends", f"The end of “{instrument.short}” would count from itself. Count it from something else."
        )
    for node in proposal.nodes_of(instrument.id):
        circle = shortest_circle(proposal, node.id)
        if circle:
            conditions = instrument.in_force_when.obligations if instrument.in_force_when else ()
            field = "in_force_when" if set(circle) & set(conditions) else "ends"
            return Problem(field, circle_problem(proposal, circle).message)
    return None


def _instruments_before(proposal: ProposedDocket, instrument: Instrument) -> set[str]:
    """The instruments whose days the end of one counts from, near or far."""
    found: set[str] = set()
    waiting: list[Instrument | None] = [instrument]
    while waiting:
        current = waiting.pop()
        for anchor in anchors_of(current.ends) if current else ():
            if isinstance(anchor, InstrumentAnchor) and anchor.instrument not in found:
                found.add(anchor.instrument)
                waiting.append(proposal.instrument(anchor.instrument))
    return found


def _walked(came_from: dict[str, str], last: str, start: str) -> tuple[str, ...]:
    path = [start, last]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return tuple(path) if last != start else (start, start)


def ids_in_circles(proposal: ProposedDocket, record_ids: Iterator[str]) -> set[str]:
    """Those of ``record_ids`` and of all they hang on without an order: members of circles, and what hangs on them."""
    before: dict[str, set[str]] = {}
    waiting = list(record_ids)
    while waiting:
        current = waiting.pop()
        if current not in before:
            before[current] = set(proposal.predecessors(current))
            waiting.extend(before[current])
    after: dict[str, list[str]] = {current: [] for current in before}
    for current, earlier_ones in before.items():
        for earlier in earlier_ones:
            after[earlier].append(current)
    open_ends = {current: len(earlier_ones) for current, earlier_ones in before.items()}
    ready = [current for current, count in open_ends.items() if not count]
    while ready:
        current = ready.pop()
        del open_ends[current]
        for later in after[current]:
            open_ends[later] -= 1
            if not open_ends[later]:
                ready.append(later)
    return set(open_ends)


def circle_problem(proposal: ProposedDocket, circle: tuple[str, ...]) -> Problem:
    """The refusal of ``circle``, beside the field of the link that closes it."""
    caption = proposal.get("caption", CAPTION_ID)
    prefix = caption.ref_prefix if isinstance(caption, Caption) else ""
    refs = [ref.removeprefix(prefix) or ref for ref in circle_refs(proposal, circle)]
    return Problem(
        _closing_field(proposal, circle),
        f"This link would close a circle: {' → '.join(refs)}. Each would wait for itself; leave one link out.",
    )


def circle_refs(proposal: ProposedDocket, circle: tuple[str, ...]) -> tuple[str, ...]:
    """The refs of the circle's members."""
    nodes = (proposal.node(member) for member in circle)
    return tuple(node.ref for node in nodes if node is not None)


def _closing_field(proposal: ProposedDocket, circle: tuple[str, ...]) -> str:
    """The field of the new link: one that stands on the first member and did not stand there before."""
    node = proposal.node(circle[0])
    if node is None:
        return ""
    links = proposal.links_from(node)
    ends = [end for end in links if end.id == circle[-2] and end.link in LINK_FIELDS and end.link not in OVER]
    if isinstance(node, Relief):
        ends += [end for end in links_of(node) if end.link in OVER and end.id == circle[1]]
    standing = proposal.docket.obligations.get(node.id) or proposal.docket.reliefs.get(node.id)
    old = set(proposal.docket.links_from.get(node.id, ())) if standing else set()
    fresh = [end for end in ends if end not in old] or ends
    return LINK_FIELDS[fresh[0].link] if fresh else ""
