"""Links between obligations, events and reliefs, each stored once, on the record that depends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from model.record.deadline import (
    After,
    Anchor,
    Earliest,
    EventAnchor,
    Every,
    InstrumentAnchor,
    Latest,
    ObligationAnchor,
    anchors_of,
)
from model.record.instrument import Instrument
from model.record.obligation import Obligation
from model.record.relief import Relief
from model.record.share import OfProceeds

LinkKind = Literal[
    "needs",
    "starts",
    "after",
    "paid from",
    "share",
    "either",
    "causes",
    "replaces",
    "falls away",
    "condition",
    "covers",
    "extends",
    "in force when",
    "ends",
    "ended by",
]
ORDERING: frozenset[LinkKind] = frozenset(
    {
        "needs",
        "starts",
        "after",
        "paid from",
        "share",
        "replaces",
        "falls away",
        "condition",
        "covers",
        "extends",
        "in force when",
        "ends",
    }
)
"""The links that may form no circle. Consequences may (cross-default), and ``either`` is mutual.

"Ended by" is none: the performance of an instrument's own obligation ends it by that obligation's own facts alone.
"""

OVER: frozenset[LinkKind] = frozenset({"covers", "extends"})
"""The links of a relief to what it comes before, not after."""

RELATIVE = frozenset({After, Earliest, Latest, Every})
"""The forms of deadline that count from something else, or may."""

Node = Obligation | Relief


class LinkEnd(NamedTuple):
    """One end of a link as seen from the other: what kind of link, and the record there."""

    link: LinkKind
    id: str


def links_of(node: Node) -> tuple[LinkEnd, ...]:
    """What ``node`` depends on, link by link; for a relief, its conditions and then what it covers."""
    if isinstance(node, Relief):
        conditions = [LinkEnd("condition", target) for target in node.conditions]
        extends = [LinkEnd("extends", target) for target in node.extends]
        return (*conditions, *(LinkEnd("covers", target) for target in node.covers), *extends)
    ends: list[LinkEnd] = []
    if node.needs:
        ends += [LinkEnd("needs", target) for need in node.needs for target in need.one_of]
    if node.starts:
        ends += [LinkEnd("starts", anchor_id(anchor)) for anchor in node.starts.of]
    if type(node.deadline) in RELATIVE:
        ends += [LinkEnd("after", anchor_id(anchor)) for anchor in anchors_of(node.deadline)]
    if node.paid_from:
        ends += [LinkEnd("paid from", link.to) for link in node.paid_from]
    if node.share and isinstance(node.share.base, OfProceeds):
        ends.append(LinkEnd("share", node.share.base.obligation))
    if node.either:
        ends += [LinkEnd("either", link.to) for link in node.either]
    if node.causes:
        ends += [LinkEnd("causes", link.to) for link in node.causes]
    if node.replaces:
        ends += [LinkEnd("replaces", link.to) for link in node.replaces]
    if node.falls_away:
        ends += [LinkEnd("falls away", anchor_id(one.when)) for one in node.falls_away]
    return tuple(ends)


FindInstrument = Callable[[str], Instrument | None]
FindObligation = Callable[[str], Obligation | None]


def links_of_terms(node: Node, find: FindInstrument, obligation: FindObligation) -> tuple[LinkEnd, ...]:
    """What ``node`` depends on through the instruments whose coming into force or end it reads, link by link.

    Its own instrument's conditions do not hold up a node that is one of them: they are judged from that
    instrument's day.
    """
    ends = dict.fromkeys(links_of_own_terms(node, find, obligation))
    if isinstance(node, Obligation):
        for anchor in instrument_anchors(node):
            other = find(anchor.instrument)
            if other is not None:
                ends |= dict.fromkeys(_term_links(other, find, obligation))
    return tuple(ends)


def links_of_own_terms(node: Node, find: FindInstrument, obligation: FindObligation) -> tuple[LinkEnd, ...]:
    """What ``node`` depends on through its own instrument."""
    own = find(node.instrument) if node.instrument else None
    if own is None or not own.conditional:
        return ()
    is_condition = own.in_force_when is not None and node.id in own.in_force_when.obligations
    return tuple(_term_links(own, find, obligation, starting=not is_condition))


def instrument_anchors(node: Obligation) -> Iterator[InstrumentAnchor]:
    """The beginnings and ends of instruments that an obligation counts from, starts with or falls away by."""
    starts = node.starts.of if node.starts else ()
    for anchor in (*starts, *anchors_of(node.deadline), *(one.when for one in node.falls_away)):
        if isinstance(anchor, InstrumentAnchor):
            yield anchor


def _term_links(
    instrument: Instrument,
    find: FindInstrument,
    obligation: FindObligation,
    *,
    starting: bool = True,
    seen: tuple[str, ...] = (),
) -> Iterator[LinkEnd]:
    """What one instrument's coming into force and its end hang on, and those of the instruments that these name."""
    if starting and instrument.in_force_when:
        yield from (LinkEnd("in force when", one) for one in instrument.in_force_when.obligations)
        yield from (LinkEnd("in force when", one) for one in instrument.in_force_when.events)
    for anchor in anchors_of(instrument.ends):
        if isinstance(anchor, InstrumentAnchor):
            other = find(anchor.instrument)
            if other is not None and other.id not in (instrument.id, *seen):
                yield from _term_links(other, find, obligation, seen=(*seen, instrument.id))
            continue
        performed = isinstance(anchor, ObligationAnchor) and anchor.of == "performed"
        other_end = obligation(anchor_id(anchor)) if performed else None
        own = other_end is not None and other_end.instrument == instrument.id
        yield LinkEnd("ended by" if own else "ends", anchor_id(anchor))


def anchor_id(anchor: Anchor) -> str:
    """The id of the event, obligation or instrument that an anchor names."""
    if isinstance(anchor, EventAnchor):
        return anchor.event
    return anchor.instrument if isinstance(anchor, InstrumentAnchor) else anchor.obligation
