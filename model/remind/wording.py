"""A reminder in words that may leave the docket: of a confidential record one word, whoever sees it."""

from __future__ import annotations

from datetime import date
from typing import Final

from model.assess.discretion import BARE
from model.assess.phrases import number
from model.days.wording import say_day, say_distance
from model.docket import Docket
from model.record.links import Node
from model.record.relief import Relief
from model.remind.plan import Planned
from model.remind.review import Ring

TEST_TITLE: Final = "Duly: test reminder"
TEST_BODY: Final = "Reminders of this docket reach you. Nothing is due because of this one."
_MANY: Final = "and {count} more"


def title(docket: Docket, ring: Ring) -> str:
    """Which record, and which of its days: "USMX-17 due Mon 2 Dec 1996". Of a confidential record: "Deadline"."""
    node = docket.node(ring.about)
    return BARE if node.confidential else f"{node.ref} {_occasion(node, ring.planned)}"


def body(docket: Docket, ring: Ring, today: date) -> str:
    """The record's short title, how far off the day is, and to whom it was handed on; of a confidential one nothing."""
    node = docket.node(ring.about)
    if node.confidential:
        return ""
    said = (node.short, _distance(ring.planned, today), _handed_on(docket, ring))
    return ". ".join(part for part in said if part)


def line(docket: Docket, ring: Ring, today: date) -> str:
    """Title and body in one line, as a list shows them."""
    said = body(docket, ring, today)
    return f"{title(docket, ring)}: {said}" if said else title(docket, ring)


def many(docket: Docket, rings: tuple[Ring, ...], today: date) -> tuple[str, str]:
    """Title and body of one notification for several: how many, and the most urgent of them."""
    count = f"{number(len(rings))} reminders".capitalize()
    first = [title(docket, ring) for ring in rings[:3]]
    rest = [_MANY.format(count=len(rings) - len(first))] if len(rings) > len(first) else []
    return f"Duly: {count} on {say_day(today)}", "; ".join((*first, *rest))


def _occasion(node: Node, planned: Planned) -> str:
    day = say_day(planned.base)
    if planned.before == "missed":
        return _missed(node, planned)
    if planned.before == "act by":
        return f"to be begun by {day}"
    if planned.before == "review":
        return f"to be looked at again on {day}"
    if planned.before == "cure":
        return f"last day of cure {day}"
    if isinstance(node, Relief):
        return f"last day {day}"
    if node.binding == "plan":
        return f"forecast for {day}"
    if node.continuing:
        return f"test date {day}"
    if planned.due is None:
        return f"to be performed by {day}"
    return f"due {day}"


def _missed(node: Node, planned: Planned) -> str:
    if isinstance(node, Relief):
        return f"lapsed on {say_day(planned.base)}"
    if node.continuing:
        return f"failing since {say_day(planned.base)}"
    verb = "lapsed" if node.binding == "right" else "missed"
    return f"{verb}, was due {say_day(planned.due)}" if planned.due else f"{verb} on {say_day(planned.base)}"


def _distance(planned: Planned, today: date) -> str:
    return say_distance((planned.base - today).days) if planned.before != "missed" else ""


def _handed_on(docket: Docket, ring: Ring) -> str:
    names = [docket.people[step.to].name for step in ring.state.escalated if step.to in docket.people]
    return f"Handed on to {', then '.join(names)}" if names else ""
