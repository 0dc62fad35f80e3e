"""Links between obligations, events and reliefs, each stored once, on the record that depends."""

from __future__ import annotations

from typing import Literal, NamedTuple

from model.record.deadline import After, Anchor, Earliest, EventAnchor, Every, InstrumentAnchor, Latest, anchors_of
from model.record.obligation import Obligation
from model.record.relief import Relief

LinkKind = Literal[
    "needs", "starts", "after", "paid from", "either", "causes", "replaces", "condition", "covers", "extends"
]
ORDERING: frozenset[LinkKind] = frozenset(
    {"needs", "starts", "after", "paid from", "replaces", "condition", "covers", "extends"}
)
"""The links that may form no circle. Consequences may (cross-default), and ``either`` is mutual."""

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
    if node.either:
        ends += [LinkEnd("either", link.to) for link in node.either]
    if node.causes:
        ends += [LinkEnd("causes", link.to) for link in node.causes]
    if node.replaces:
        ends += [LinkEnd("replaces", link.to) for link in node.replaces]
    return tuple(ends)


def anchor_id(anchor: Anchor) -> str:
    """The id of the event, obligation or instrument that an anchor names."""
    if isinstance(anchor, EventAnchor):
        return anchor.event
    return anchor.instrument if isinstance(anchor, InstrumentAnchor) else anchor.obligation
