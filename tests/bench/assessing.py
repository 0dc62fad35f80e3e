"""Assessing 10,000 obligations, against building and walking the same graph by Kahn's algorithm in plain Python."""

from __future__ import annotations

from collections import defaultdict, deque

from model.assess import assess
from model.docket import Docket
from model.record.deadline import After, Earliest, Latest
from model.record.links import anchor_id
from model.record.obligation import Obligation
from tests.bench import pairs
from tests.bench.matter import TODAY
from tests.bench.pairs import timed

ROUNDS = 9
Edges = list[tuple[str, str]]


def measure(docket: Docket) -> None:
    """Print what an assessment of a docket takes of which nothing was asked before."""
    pairs.head("3  assessing 10,000 obligations, against Kahn's algorithm on the same graph in plain Python")
    records = [*docket.records()]
    names = [node.id for node in docket.nodes()] + list(docket.events)
    edges = read_edges(docket)
    again = Docket.of(records)
    assess(again, TODAY)
    sides = pairs.alternate(
        ROUNDS,
        {
            "kahn": lambda: timed(lambda: walk(names, read_edges(docket))),
            "walk": lambda: timed(lambda: walk(names, edges)),
            "assess": lambda: _fresh(docket),
            "again": lambda: timed(lambda: assess(again, TODAY)),
        },
    )
    pairs.say("a fresh docket, look-ups included", sides["assess"], sides["kahn"], 8)
    pairs.say("the same, links read from the records beforehand", sides["assess"], sides["walk"])
    pairs.say("another day of a docket whose look-ups are there", sides["again"], sides["kahn"])
    walked = len(walk(names, edges))
    pairs.note(f"{len(docket.obligations):,} obligations, {len(docket.reliefs):,} reliefs, {len(edges):,} links")
    if walked != len(names):
        raise RuntimeError(f"Only {walked:,} of {len(names):,} could be put in order.")


def _fresh(docket: Docket) -> pairs.Took:
    fresh = docket.changed(())
    return timed(lambda: assess(fresh, TODAY))


def read_edges(docket: Docket) -> Edges:
    """Every link as (what comes first, what follows from it), read off the records field by field."""
    edges: Edges = []
    for obligation in docket.obligations.values():
        own = obligation.id
        for need in obligation.needs:
            edges += [(target, own) for target in need.one_of]
        for links in (obligation.paid_from, obligation.either, obligation.causes, obligation.replaces):
            edges += [(link.to, own) for link in links]
        edges += [(target, own) for target in _anchors(obligation)]
    for relief in docket.reliefs.values():
        edges += [(condition, relief.id) for condition in relief.conditions]
        edges += [(relief.id, covered) for covered in relief.covers]
    return edges


def _anchors(obligation: Obligation) -> list[str]:
    anchors = [*obligation.starts.of] if obligation.starts else []
    deadline = obligation.deadline
    parts = deadline.of if isinstance(deadline, Earliest | Latest) else (deadline,)
    anchors += [part.anchor for part in parts if isinstance(part, After)]
    return [anchor_id(anchor) for anchor in anchors]


def walk(names: list[str], edges: Edges) -> list[str]:
    """The names in an order in which each comes after all it follows from (Kahn, 1962)."""
    after: defaultdict[str, list[str]] = defaultdict(list)
    waits = dict.fromkeys(names, 0)
    for first, then in edges:
        after[first].append(then)
        waits[then] += 1
    ready = deque(name for name, count in waits.items() if not count)
    ordered: list[str] = []
    while ready:
        name = ready.popleft()
        ordered.append(name)
        for then in after[name]:
            waits[then] -= 1
            if not waits[then]:
                ready.append(then)
    return ordered
