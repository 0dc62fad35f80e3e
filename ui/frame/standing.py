"""A record's standing as the window shows it: key of colour and shape, word, and on whose side it counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from model.assess.amounts import part_performed
from model.assess.standing import PERFORMED, Assessment, Position, mark_of
from model.docket import Docket
from model.outlook.today.agenda import Whose, whose
from model.record.links import Node

Side = Whose
"""Whose it is, by which records are counted and shown: what we owe and what is owed to us are never in one count."""

ORDER: tuple[str, ...] = (
    "exposed",
    "missed",
    "failing",
    "relief_lapsed",
    "in_cure",
    "due",
    "open",
    "submitted",
    "partly_performed",
    "suspended",
    "relief_live",
    "blocked",
    "untested",
    "in_compliance",
    "relief_pending",
    "dormant",
    "right_lapsed",
    "relief_ended",
    "satisfied_late",
    "satisfied",
    "released",
)
"""Every standing key, what hurts most first. Tallies, groups and sorting follow it."""

RANK: dict[str, int] = {key: rank for rank, key in enumerate(ORDER)}

_WORDS: dict[str, str] = {key: key.replace("_", " ") for key in ORDER}


def word_of_key(key: str) -> str:
    """The word that is shown for a standing's key: "relief live", "partly performed"."""
    return _WORDS[key]


def share_of(node: Node, position: Position) -> float | None:
    """The share of the amount that is performed, 0 to 1; None where there is no amount to perform."""
    part = part_performed(node, position)
    return part if part is None or position.standing not in PERFORMED else 1.0


class Count(NamedTuple):
    """How many records of one side stand so."""

    side: Side
    standing: str
    number: int


def count(slots: Iterable[tuple[Side, str]]) -> tuple[Count, ...]:
    """Count records by side and standing, side by side and what hurts most first.

    A consequence that is not exposed is not counted at all.
    """
    numbers: dict[tuple[Side, str], int] = {}
    for slot in slots:
        numbers[slot] = numbers.get(slot, 0) + 1
    counted = [
        Count(side, key, number) for (side, key), number in numbers.items() if side != "consequence" or key == "exposed"
    ]
    return tuple(sorted(counted, key=lambda one: (_SIDES[one.side], RANK[one.standing])))


_SIDES: dict[Side, int] = {"consequence": 0, "ours": 1, "theirs": 2, "relief": 3, "plan": 4}


def slots_of(docket: Docket, assessment: Assessment) -> dict[str, tuple[Side, str]]:
    """Side and standing key of every record, by its id, for :func:`count` and for rows."""
    positions = assessment.positions
    return {node.id: (whose(docket, node), mark_of(node, positions[node.id].standing)) for node in docket.nodes()}
