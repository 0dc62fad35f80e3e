"""What may leave the docket: a confidential record is a bare "Deadline", also where others speak of it."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from model.docket import Change, Docket
from model.record.door import kind_of
from model.record.fact import Fact
from model.record.links import Node
from model.record.obligation import Obligation

BARE: Final = "Deadline"
_ELSEWHERE: Final = "another deadline"


def discreet(docket: Docket) -> Docket:
    """The docket with nothing left in confidential records and their facts that words could be made of.

    Ids, days and links stay, so that all else is said as before.
    """
    hidden = {node.id for node in docket.nodes() if node.confidential}
    if not hidden:
        return docket
    nodes = [Change(kind_of(node), node.id, node, _bare(node)) for node in docket.nodes() if node.id in hidden]
    facts = [Change("fact", fact.id, fact, _silent(fact)) for fact in docket.facts.values() if fact.about in hidden]
    return docket.changed([*nodes, *facts])


def _bare(node: Node) -> Node:
    bare = replace(
        node,
        ref=_ELSEWHERE,
        title=BARE,
        short_title="",
        sources=(),
        locator="",
        question="",
        notes="",
        tags=(),
    )
    return _without_terms(bare) if isinstance(bare, Obligation) else bare


def _without_terms(bare: Obligation) -> Obligation:
    """What it owes, and in what words it is qualified, limited, or taken away."""
    return replace(
        bare,
        amount=None,
        share=None,
        threshold=None,
        override=None,
        relief_limits=None,
        qualifications=(),
        no_default=tuple(replace(one, words="") for one in bare.no_default),
        falls_away=tuple(replace(one, words="") for one in bare.falls_away),
    )


def _silent(fact: Fact) -> Fact:
    return replace(fact, note="", sources=(), recorded_by="")
