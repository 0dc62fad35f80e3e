"""What a record hangs on, tie by tie, for whoever puts it into a line: calendar, report, inspector."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from model.record.conditions import Link
from model.record.deadline import Earliest, Every, anchors_of
from model.record.links import Node, anchor_id
from model.record.obligation import Obligation
from model.record.relief import Relief
from model.record.share import OfProceeds


class Tie(NamedTuple):
    """One tie: what it is, the records at its other end, and the words of the source where there are any."""

    label: str
    ids: tuple[str, ...]
    words: str = ""


def hangs_on(node: Node) -> tuple[Tie, ...]:
    """What must come first, start its clock, pay for it or be kept for it; the causes of a consequence.

    What a relief covers is not among them: it hangs on the relief, not the other way round.
    """
    if isinstance(node, Relief):
        return (Tie("Conditions", node.conditions),) if node.conditions else ()
    return tuple(_ties(node))


def _ties(node: Obligation) -> Iterator[Tie]:
    for need in node.needs:
        yield Tie("Needs one of" if len(need.one_of) > 1 else "Needs", need.one_of, need.words)
    if node.starts:
        several = len(node.starts.of) > 1
        label = f"Starts with the {node.starts.pick} of" if several else "Starts with"
        yield Tie(label, tuple(anchor_id(anchor) for anchor in node.starts.of), node.starts.words)
    yield from _counted(node)
    yield from _linked("Paid from", node.paid_from)
    if node.share and isinstance(node.share.base, OfProceeds):
        yield Tie("A percentage of", (node.share.base.obligation,), node.share.words)
    yield from _linked("Done by either this or", node.either)
    yield from _linked("Follows a miss of", node.causes)
    yield from _linked("Replaces", node.replaces)
    for one in node.falls_away:
        yield Tie("Falls away with", (anchor_id(one.when),), one.words)


def _counted(node: Obligation) -> Iterator[Tie]:
    """What its day counts from, and what its series begins and ends with."""
    if isinstance(node.deadline, Every):
        series = node.deadline
        if series.event:
            yield Tie("Counts from", (series.event,))
        for label, bound in (("Begins with", series.begins), ("Ends with", series.ends)):
            if bound:
                yield Tie(label, (anchor_id(bound.anchor),))
    elif anchors := anchors_of(node.deadline):
        earliest = isinstance(node.deadline, Earliest)
        label = "Counts from" if len(anchors) == 1 else f"Counts from the {'earlier' if earliest else 'later'} of"
        yield Tie(label, tuple(anchor_id(anchor) for anchor in anchors))


def _linked(label: str, links: tuple[Link, ...]) -> Iterator[Tie]:
    if links:
        yield Tie(label, tuple(link.to for link in links), next((link.words for link in links if link.words), ""))
