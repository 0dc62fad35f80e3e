"""Whom a reminder goes to: the owner, or whoever stands in for them while they are away."""

from __future__ import annotations

from datetime import date

from model.docket import Docket
from model.record.links import Node
from model.record.obligation import Obligation
from model.record.person import Person

NOBODY = ""
"""Stands for whoever sits before the machine: nobody owns the record."""


def is_away(person: Person, day: date) -> bool:
    """Whether a person is away on a day. Without a last day they are away until further notice."""
    if person.away_from is None and person.away_until is None:
        return False
    return (person.away_from or date.min) <= day <= (person.away_until or date.max)


def recipients(docket: Docket, node: Node, day: date) -> tuple[str, ...]:
    """Who is reminded of a record on a day: the owner; while they are away, at once whoever stands in for them.

    The record's own stand-in goes before the owner's, theirs before the general counsel. Where all of them are away
    it stays with the owner, too, so that somebody has it.
    """
    owner = docket.people.get(node.owner or "")
    if owner is None:
        return (NOBODY,)
    if not is_away(owner, day):
        return (owner.id,)
    there = present(docket, _own_stand_in(node) or owner.stand_in, day, passing=(owner.id,))
    if there is None:
        there = present(docket, docket.caption.remind.general_counsel, day, passing=(owner.id,))
    return (there or owner.id,)


def present(docket: Docket, person_id: str | None, day: date, passing: tuple[str, ...] = ()) -> str | None:
    """That person, or along their stand-ins the first who is not away; None where the chain ends or closes."""
    seen = set(passing)
    while person_id and person_id not in seen:
        person = docket.people.get(person_id)
        if person is None:
            return None
        if not is_away(person, day):
            return person.id
        seen.add(person.id)
        person_id = person.stand_in
    return None


def next_in_line(docket: Docket, node: Node, day: date, told: tuple[str, ...]) -> str | None:
    """To whom an unacknowledged reminder is handed on: the stand-in, then the general counsel; None after these.

    Whoever was told already is passed over, so that each step reaches somebody else. A general counsel who is away
    without anybody to stand in for them gets it all the same.
    """
    owner = docket.people.get(node.owner or "")
    stand_in = _own_stand_in(node) or (owner.stand_in if owner else None)
    counsel = docket.caption.remind.general_counsel
    counsel = counsel if counsel in docket.people else None
    line = (present(docket, stand_in, day), present(docket, counsel, day) or counsel)
    return next((one for one in line if one and one not in told), None)


def _own_stand_in(node: Node) -> str | None:
    return node.stand_in if isinstance(node, Obligation) else None
