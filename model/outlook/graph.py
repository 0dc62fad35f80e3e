"""The network of a docket: what leads to what, link by link, and what lies around a record.

Every link points the way that time and trouble go: from what is needed to what needs it, from a relief to what it
covers, from a miss to the consequence. ``either`` alone has no direction.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from model.docket import Docket
from model.record.links import OVER, LinkKind, anchor_id
from model.record.obligation import Obligation

MUTUAL: LinkKind = "either"
_ALIKE: frozenset[LinkKind] = frozenset({"covers", "causes", "either", "extends"})
"""The links that are drawn in a manner of their own; all others between two records make one edge."""


class Edge(Struct, frozen=True, gc=False):
    """All links of one manner that lead from ``before`` to ``after``."""

    before: str
    after: str
    links: tuple[LinkKind, ...]

    @property
    def mutual(self) -> bool:
        """Whether it has no direction."""
        return self.links[0] == MUTUAL


class Lit(NamedTuple):
    """What a record needs, and what falls if it is missed, each to the end of its links."""

    record: str
    needed: frozenset[str]
    follows: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """The record, what it needs and what follows."""
        return self.needed | self.follows | {self.record}

    def holds(self, edge: Edge) -> bool:
        """Whether an edge lies on the way to the record or on from it."""
        if edge.mutual:
            return self.record in (edge.before, edge.after)
        ends = {edge.before, edge.after} - {self.record}
        return ends <= self.needed or ends <= self.follows


class Network:
    """Records and the edges between them. ``nodes`` are ids of obligations, reliefs, and events that start a clock."""

    def __init__(self, nodes: Iterable[str], edges: Iterable[Edge]) -> None:
        self.nodes = tuple(nodes)
        self.edges = tuple(edges)

    @cached_property
    def onward(self) -> Mapping[str, tuple[str, ...]]:
        """What each record leads to."""
        return _ends((edge.before, edge.after) for edge in self.edges if not edge.mutual)

    @cached_property
    def back(self) -> Mapping[str, tuple[str, ...]]:
        """What leads to each record."""
        return _ends((edge.after, edge.before) for edge in self.edges if not edge.mutual)

    @cached_property
    def beside(self) -> Mapping[str, tuple[str, ...]]:
        """What each record is linked to, whichever way."""
        pairs = ((edge.before, edge.after) for edge in self.edges)
        return _ends(both for one, other in pairs for both in ((one, other), (other, one)))

    @property
    def unlinked(self) -> tuple[str, ...]:
        """The records without a link."""
        return tuple(node for node in self.nodes if node not in self.beside)

    def within(self, kept: Collection[str]) -> Network:
        """The part of the network that has these records at both ends."""
        return Network(
            (node for node in self.nodes if node in kept),
            (edge for edge in self.edges if edge.before in kept and edge.after in kept),
        )

    def around(self, ids: Iterable[str], steps: int | None = None, most: int | None = None) -> frozenset[str]:
        """The records within so many links of ``ids``, nearest first where there are more than ``most``."""
        there = set(self.nodes)
        far = {one: 0 for one in ids if one in there}
        waiting = deque(far)
        while waiting and (most is None or len(far) < most):
            here = waiting.popleft()
            if steps is not None and far[here] >= steps:
                break
            for other in self.beside.get(here, ()):
                if other not in far and (most is None or len(far) < most):
                    far[other] = far[here] + 1
                    waiting.append(other)
        return frozenset(far)

    def lit(self, record_id: str) -> Lit:
        """What a record needs and what follows from it, to the end of the links. Circles are followed once."""
        return Lit(record_id, _reach(self.back, record_id), _reach(self.onward, record_id))

    def bare_causes(self) -> Mapping[str, tuple[str, ...]]:
        """By consequence, the records whose one link is that they are a cause of it."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for edge in self.edges:
            if edge.links == ("causes",) and len(self.beside[edge.before]) == 1:
                found[edge.after].append(edge.before)
        return {consequence: tuple(causes) for consequence, causes in found.items()}


def network(docket: Docket) -> Network:
    """All obligations and reliefs of a docket, the events that others count from, and every link between them."""
    found: dict[tuple[str, str, LinkKind | None], dict[LinkKind, None]] = {}
    for dependent, ends in docket.links_from.items():
        for link, target in ends:
            if link == "ended by" or target in docket.instruments:
                # Instruments are no nodes here, and what ends one may be joined to itself, which nothing can lay out.
                continue
            before, after = (dependent, target) if link in OVER else (target, dependent)
            if link == MUTUAL and (after, before, link) in found:
                continue
            found.setdefault((before, after, link if link in _ALIKE else None), {})[link] = None
    edges = [Edge(before, after, tuple(links)) for (before, after, _), links in found.items()]
    linked = {edge.before for edge in edges}
    events = (event for event in docket.events if event in linked)
    return Network((*docket.obligations, *docket.reliefs, *events), edges)


def words_of(docket: Docket, edge: Edge) -> tuple[str, ...]:
    """The words of the source for the links of an edge, where there are any."""
    after = docket.obligations.get(edge.after)
    if after is None:
        return ()
    return tuple(dict.fromkeys(filter(None, _words(after, edge))))


def _words(after: Obligation, edge: Edge) -> Iterator[str]:
    if "needs" in edge.links:
        yield from (need.words for need in after.needs if edge.before in need.one_of)
    if "starts" in edge.links and after.starts and edge.before in map(anchor_id, after.starts.of):
        yield after.starts.words
    for link, field in (("paid from", after.paid_from), ("causes", after.causes), ("replaces", after.replaces)):
        if link in edge.links:
            yield from (one.words for one in field if one.to == edge.before)


def _ends(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for one, other in pairs:
        found[one][other] = None
    return {one: tuple(others) for one, others in found.items()}


def _reach(ends: Mapping[str, tuple[str, ...]], start: str) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(ends.get(start, ()))
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting.extend(ends.get(here, ()))
    return frozenset(found - {start})
