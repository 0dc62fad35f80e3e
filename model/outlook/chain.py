"""The critical chain: what must be done before something can be, and how much time each link of it leaves.

Days to act by come back from what needs a record, less lead time (:mod:`model.assess.follow`); slack is what is left
of them on the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from model.assess.standing import MET, Assessment, Position, holds_up_nothing
from model.docket import Docket
from model.record.deadline import anchors_of
from model.record.links import anchor_id
from model.record.obligation import Obligation


class ChainLink(Struct, frozen=True):
    """One link of a chain: the record, the day to act by, and the days left of it, negative when it is past."""

    id: str
    act_by: date | None
    slack: int | None


def slack(position: Position, day: date) -> int | None:
    """The days left before work has to start; negative once it should have, None where no day asks for it."""
    return (position.act_by - day).days if position.act_by else None


def critical_chain(docket: Docket, assessment: Assessment, target: str) -> tuple[ChainLink, ...]:
    """What still stands before ``target``, one link after another, each the most pressing; ``target`` comes last.

    At each link the unsettled predecessor with the earliest day to act by is followed; of a condition that one of
    several meets, the one with the most time left. What has no day comes after all that have one.
    """
    chain = [target]
    while (before := _most_pressing(docket, assessment, chain[-1], chain)) is not None:
        chain.append(before)
    return tuple(_link(assessment, one) for one in reversed(chain))


def _link(assessment: Assessment, record_id: str) -> ChainLink:
    position = assessment[record_id]
    return ChainLink(record_id, position.act_by, slack(position, assessment.day))


def _most_pressing(docket: Docket, assessment: Assessment, record_id: str, seen: list[str]) -> str | None:
    waiting = [one for one in _waits_for(docket, assessment, record_id) if one not in seen]
    return min(waiting, key=lambda one: (assessment[one].act_by or date.max, docket.places[one]), default=None)


def _waits_for(docket: Docket, assessment: Assessment, record_id: str) -> Iterator[str]:
    """The obligations that have to be done before this one can be, as far as they are not."""
    node = docket.obligations.get(record_id)
    if node is None:
        return
    for need in node.needs:
        if not any(holds_up_nothing(docket.obligations[one], assessment[one].standing) for one in need.one_of):
            yield max(need.one_of, key=lambda one: (assessment[one].act_by or date.max, -docket.places[one]))
    others = [link.to for link in node.paid_from] + list(_anchors(docket, node))
    yield from (one for one in others if assessment[one].standing not in MET)


def _anchors(docket: Docket, node: Obligation) -> Iterator[str]:
    anchors = (*(node.starts.of if node.starts else ()), *anchors_of(node.deadline))
    yield from (one for anchor in anchors if (one := anchor_id(anchor)) in docket.obligations)
