"""A reminder in words that may leave the docket: of a confidential record one word, whoever sees it."""

from __future__ import annotations

from datetime import date
from typing import Final

from model.days.wording import say_day, say_distance
from model.docket import Docket
from model.outlook.discretion import BARE
from model.phrases import number
from model.readable import on_one_line
from model.record.links import Node
from model.record.relief import Relief
from model.remind.bases import Before
from model.remind.plan import Planned
from model.remind.review import Ring

TEST_TITLE: Final = "Duly: test reminder"
TEST_BODY: Final = "Reminders of this docket reach you. Nothing is due because of this one."


def title(docket: Docket, ring: Ring) -> str:
    """Which record, and which of its days: "USMX-17 due Mon 2 Dec 1996". Of a confidential record: "Deadline"."""
    node = docket.node(ring.about)
    return BARE if node.confidential else on_one_line(f"{node.ref} {_on(node, ring.planned)}")


def body(docket: Docket, ring: Ring, today: date) -> str:
    """The record's short title, how far off the day is, and to whom it was handed on; of a confidential one nothing."""
    node = docket.node(ring.about)
    if node.confidential:
        return ""
    missed = ring.planned.before == "missed"
    said = node.short if missed else f"{node.short}, {say_distance((ring.planned.base - today).days)}"
    names = [docket.people[one].name for one in ring.to[len(ring.planned.to) :] if one in docket.people]
    return on_one_line(f"{said}. Handed on to {', then '.join(names)}" if names else said)


def line(docket: Docket, ring: Ring, today: date) -> str:
    """Title and body in one line, as a list shows them."""
    said = body(docket, ring, today)
    return f"{title(docket, ring)}: {said}" if said else title(docket, ring)


def notification(docket: Docket, rings: tuple[Ring, ...], today: date) -> tuple[str, str]:
    """Title and body of the one notification that tells of all of these."""
    if len(rings) == 1:
        return title(docket, rings[0]), body(docket, rings[0], today)
    return many(docket, rings, today)


def many(docket: Docket, rings: tuple[Ring, ...], today: date) -> tuple[str, str]:
    """Title and body of one notification of several: how many on that day, and the most urgent of them."""
    first = [title(docket, ring) for ring in rings[:_NAMED]]
    rest = [f"and {len(rings) - _NAMED:,} more"] if len(rings) > _NAMED else []
    return f"Duly: {number(len(rings)).capitalize()} reminders on {say_day(today)}", "; ".join((*first, *rest))


_NAMED: Final = 3
"""How many reminders one notification names at most."""


def occasion(node: Node, before: Before) -> str:
    """What a day is to a record: "due", "to be begun", "last day of cure"."""
    if before == "due":
        return _day_of(node)
    return _miss(node) if before == "missed" else _WORDS[before]


_WORDS: Final[dict[Before, str]] = {
    "cure": "last day of cure",
    "act by": "to be begun",
    "review": "to be looked at again",
}


_PREPOSITIONS: Final[dict[Before, str]] = {"act by": "by ", "review": "on "}


def _day_of(node: Node) -> str:
    if isinstance(node, Relief):
        return "last day"
    if node.binding == "plan":
        return "forecast"
    return "test date" if node.continuing else "due"


def _miss(node: Node) -> str:
    if isinstance(node, Relief):
        return "lapsed"
    if node.continuing:
        return "failing"
    return "lapsed" if node.binding == "right" else "missed"


def _on(node: Node, planned: Planned) -> str:
    """The occasion with its day."""
    said, day = occasion(node, planned.before), say_day(planned.base)
    if planned.before != "missed":
        return f"{said} {_PREPOSITIONS.get(planned.before, '')}{day}"
    if isinstance(node, Relief) or planned.due is None:
        return f"{said} since {day}"
    return f"{said}, was due {say_day(planned.due)}"
