"""What can be recorded about an obligation or relief, each with its key. One table for menus, palette and inspector."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from model.record.fact import Rejected, What
from model.record.links import Node
from model.record.obligation import Obligation
from model.record.relief import Relief


class FactAction(NamedTuple):
    """A kind of fact: its tag in :mod:`model.record.fact`, its key, its word, and the sentence that it records.

    A rejection that withdraws an approval has a tag of its own here.
    """

    tag: str
    key: str
    label: str
    pattern: str

    def sentence(self, it: str, *, several: bool = False) -> str:
        """What is recorded, of one or of several: "USMX-8 was performed"."""
        was, is_ = ("were", "are") if several else ("was", "is")
        return self.pattern.format(**{"it": it, "was": was, "is": is_})


WITHDRAWN = "approval withdrawn"

FACT_ACTIONS: tuple[FactAction, ...] = (
    FactAction("performed", "P", "Performed", "{it} {was} performed"),
    FactAction("not performed", "N", "Not performed", "{it} {is} confirmed not performed"),
    FactAction("submitted", "S", "Submitted", "{it} {was} submitted for approval"),
    FactAction("approved", "A", "Approved", "{it} {was} approved"),
    FactAction("rejected", "X", "Rejected", "{it} {was} rejected"),
    FactAction(WITHDRAWN, "W", "Approval withdrawn", "The approval of {it} was withdrawn"),
    FactAction("reading", "R", "Reading", "Reading of {it}"),
    FactAction("default ceased", "C", "Default ceased", "The default of {it} has ceased"),
    FactAction("cancelled", "K", "Cancelled", "{it} {was} cancelled"),
    FactAction("verified", "V", "Verified", "{it} {was} read against the source by a second person"),
)
"""In the order of menus. No key is used twice."""

BY_TAG: dict[str, FactAction] = {action.tag: action for action in FACT_ACTIONS}


def action_for(what: What) -> FactAction:
    """The kind of a fact that is recorded."""
    if isinstance(what, Rejected) and what.withdraws_approval:
        return BY_TAG[WITHDRAWN]
    return BY_TAG[str(what.__struct_config__.tag)]


def fits(node: Node, tag: str) -> bool:
    """Whether a fact of that kind may be recorded about ``node``; amounts and days are another matter."""
    if isinstance(node, Relief):
        return tag == "verified"
    if tag in ("verified", "cancelled"):
        return True
    if node.is_consequence:
        return False
    if tag == "default ceased":
        return node.binding != "plan"
    if tag == "reading":
        return node.continuing
    if node.continuing:
        return False
    return tag in ("performed", "not performed") or node.approval is not None


def actions_for(node: Node) -> tuple[FactAction, ...]:
    """What may be recorded about ``node``."""
    return tuple(action for action in FACT_ACTIONS if fits(node, action.tag))


def actions_for_all(nodes: Iterable[Node]) -> tuple[FactAction, ...]:
    """What may be recorded about every one of ``nodes``; nothing about nothing.

    Several readings at once would need several values.
    """
    asked = tuple(nodes)
    several = len(asked) > 1
    return tuple(
        action
        for action in (FACT_ACTIONS if asked else ())
        if all(fits(node, action.tag) for node in asked) and not (several and action.tag == "reading")
    )


def action_of_key(letter: str, nodes: Iterable[Node]) -> FactAction | None:
    """What a letter records about every one of ``nodes``, None where it fits none or not all."""
    fitting = (action for action in actions_for_all(nodes) if action.key == letter.upper())
    return next(fitting, None)


def first_offered(node: Node) -> tuple[FactAction, ...]:
    """The one or two that the inspector shows outright: what usually happens next."""
    usual: tuple[str, ...] = ("performed", "reading", "submitted", "verified")
    if isinstance(node, Obligation) and node.approval is not None:
        usual = ("submitted", "approved", "performed")
    return tuple(BY_TAG[tag] for tag in usual if fits(node, tag))[:2]
