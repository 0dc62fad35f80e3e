"""Expected due days: where a deadline falls if what it counts from comes on the day expected. Nothing is due by it.

An event has the day on which it is expected; a plan has its forecast, or the day that is itself expected of it; a due
day that is only expected hands that on. The performance of a duty is nobody's forecast, and neither is a miss.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from model.assess.due import AnchorDay, FindAnchor, FindCalendar, trail_of
from model.assess.spells import ALWAYS, NEVER
from model.assess.weighed import Weighed
from model.docket import Docket
from model.record.deadline import Anchor, EventAnchor, dated_parts
from model.record.instrument import Instrument

Foresee = Callable[[Anchor], AnchorDay]


def foreseeing(docket: Docket, weighed: Mapping[str, Weighed], known: FindAnchor) -> Foresee:
    """Finds the day of an anchor: the one that is ``known``, else the one expected."""

    def find(anchor: Anchor) -> AnchorDay:
        found = known(anchor)
        if found.day is not None:
            return found
        day = _expected_day(docket, weighed, anchor)
        return AnchorDay(day, ALWAYS) if day is not None else AnchorDay(None, NEVER)

    return find


def _expected_day(docket: Docket, weighed: Mapping[str, Weighed], anchor: Anchor) -> date | None:
    if isinstance(anchor, EventAnchor):
        event = docket.events.get(anchor.event)
        return event.expected.on if event is not None and event.expected is not None else None
    other = weighed[anchor.obligation]
    forecast = other.node.binding == "plan" and anchor.of == "performed"
    return other.expected if forecast or anchor.of == "due" else None


def expected_due(w: Weighed, instrument: Instrument | None, foresee: Foresee, calendar: FindCalendar) -> date | None:
    """The day on which it is expected to fall due; None where its due day is known, or nothing is expected.

    A plan's own day is one, since its day is a forecast.
    """
    if w.due is not None or w.trouble or not dated_parts(w.node.deadline):
        return None
    return trail_of(w.node, instrument, foresee, calendar).due
