"""What a due day that is only expected rests on: the expected day of an event or duty, or the forecast of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import Struct

from model.assess.standing import Assessment
from model.days.wording import say_day
from model.docket import Docket
from model.phrases import record_name
from model.record.deadline import Anchor, EventAnchor, InstrumentAnchor, anchors_of
from model.record.obligation import Obligation


class Awaited(Struct, frozen=True, gc=False):
    """What an expected due day rests on: the expected day of an event, an expected due day, or a plan's forecast."""

    id: str
    day: date
    how: Literal["event", "due", "forecast"]


def awaited_of(docket: Docket, assessment: Assessment, node: Obligation) -> tuple[Awaited, ...]:
    """What the expected due day of an obligation rests on, in the order of its deadline."""
    found = (_awaited(docket, assessment, anchor) for anchor in anchors_of(node.deadline))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _awaited(docket: Docket, assessment: Assessment, anchor: Anchor) -> Awaited | None:
    if isinstance(anchor, EventAnchor):
        event = docket.events[anchor.event]
        happened = event.happened_first is not None and event.happened_first.on <= assessment.day
        return Awaited(event.id, event.expected.on, "event") if event.expected and not happened else None
    if isinstance(anchor, InstrumentAnchor):
        return None
    other, position = docket.obligations[anchor.obligation], assessment[anchor.obligation]
    if anchor.of == "due":
        return Awaited(other.id, position.expected, "due") if position.expected else None
    day = position.forecast or position.expected
    is_plan = other.binding == "plan" and anchor.of == "performed" and position.done_on is None
    return Awaited(other.id, day, "forecast") if is_plan and day else None


def awaited_words(docket: Docket, awaits: Iterable[Awaited]) -> str:
    """Why a due day is only expected: ``Closing is expected Fri 13 Dec 1996``."""
    verbs = {"event": "is expected", "due": "is expected to fall due", "forecast": "is forecast for"}
    return "; ".join(f"{record_name(docket, one.id, short=True)} {verbs[one.how]} {say_day(one.day)}" for one in awaits)
