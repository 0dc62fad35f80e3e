"""A condition that is added where the others stand: the obligation it becomes, and the change that enters it. No Qt."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from model.docket import Docket
from model.ledger import labels
from model.ledger.commands import Put, PutMany
from model.ledger.edit import Command
from model.ledger.naming import name_of
from model.outlook.checklist import CONDITION_TAG, ChecklistGroup, event_tag
from model.record.conditions import Need
from model.record.deadline import Deadline
from model.record.obligation import Obligation
from model.record.relief import Relief
from ui.conditions.words import Target
from ui.editor.blank import blank_obligation


class Written(NamedTuple):
    """What was written of a condition that is to be added."""

    title: str
    owner: str | None = None
    deadline: Deadline | None = None
    review_by: date | None = None


def first_obligor(docket: Docket) -> str:
    """Who owes the first condition of all: the party that owed what was entered last, or the only one."""
    return blank_obligation(docket).obligor or ""


def condition(docket: Docket, target: Target, group: ChecklistGroup, written: Written) -> Obligation:
    """What is written as an obligation of the group's party, begun as the editor begins one.

    It is owed to whom the conditions before it are owed to, and stands under the instrument that it is a condition
    of, or that what it is a condition of stands under.
    """
    before = (docket.obligations[one.id] for one in group.conditions)
    made = replace(
        blank_obligation(docket),
        title=written.title,
        obligor=group.party or None,
        obligee=next((node.obligee for node in before if node.obligee), None),
        owner=written.owner,
        deadline=written.deadline,
        review_by=written.review_by,
    )
    if target.kind == "instrument":
        return replace(made, instrument=target.id, tags=(CONDITION_TAG,))
    if target.kind == "event":
        return replace(made, tags=(event_tag(docket.events[target.id]),))
    return replace(made, instrument=docket.node(target.id).instrument)


def entry_of(docket: Docket, target: Target, made: Obligation, today: date) -> Command:
    """The change that enters a condition: where a record names its conditions, together with its naming this one."""
    if target.kind not in ("obligation", "relief"):
        return Put(made, today=today)
    node = docket.node(target.id)
    naming: Obligation | Relief
    if isinstance(node, Relief):
        naming = replace(node, conditions=(*node.conditions, made.id))
    else:
        naming = replace(node, needs=(*node.needs, Need(one_of=(made.id,))))
    label = f"{labels.entered(docket, made)}, as a condition of {name_of(docket, node)}"
    return PutMany((made, naming), label, bases=(node,))
