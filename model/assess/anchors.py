"""The days that clocks count from: those known on the day of an assessment, and those only expected.

An event has the day on which it is expected; a plan has its forecast, or the day that is itself expected of it; a due
day that is only expected hands that on. The performance of a duty is nobody's forecast, and neither is a miss.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Final

from model.assess.due import AnchorDay
from model.assess.spells import ALWAYS, NEVER
from model.assess.terms import Terms
from model.assess.weighed import Weighed
from model.docket import Docket
from model.record.deadline import Anchor, EventAnchor, InstrumentAnchor
from model.record.event import Event

UNKNOWN: Final = AnchorDay(None, NEVER)


class Anchors:
    """Finds days by the events of a docket and what is ``weighed`` so far; an obligation that is asked for is there."""

    def __init__(
        self, docket: Docket, day: date, weighed: Mapping[str, Weighed], terms: Callable[[str], Terms]
    ) -> None:
        self._events = docket.events
        self._day = day
        self._weighed = weighed
        self._terms = terms

    def known(self, anchor: Anchor) -> AnchorDay:
        """The day of an anchor, as far as it is known on the day of the assessment."""
        if isinstance(anchor, EventAnchor):
            return self.happened(anchor.event)
        if isinstance(anchor, InstrumentAnchor):
            return self._term(anchor)
        other = self._weighed[anchor.obligation]
        if anchor.of == "due":
            return AnchorDay(other.due, ALWAYS)
        day = other.done if anchor.of == "performed" else other.missed[0][0] if other.missed else None
        return AnchorDay(day, day) if day is not None and day <= self._day else UNKNOWN

    def foreseen(self, anchor: Anchor) -> AnchorDay:
        """The day of an anchor that is known, else the one expected."""
        found = self.known(anchor)
        if found.day is not None:
            return found
        day = self._expected(anchor)
        if day is None:
            return UNKNOWN
        event = self._events.get(anchor.event) if isinstance(anchor, EventAnchor) else None
        return AnchorDay(day, ALWAYS, _minute_of(event, day) if event is not None else None)

    def happened(self, event_id: str) -> AnchorDay:
        """The day of an event that has happened by the day of the assessment."""
        event = self._events.get(event_id)
        happened = event.happened_first if event is not None else None
        if event is None or happened is None or happened.on > self._day:
            return UNKNOWN
        return AnchorDay(happened.on, happened.on, _minute_of(event, happened.on))

    def happened_from(self, event_id: str, day: date) -> date | None:
        """The day of an event that has happened; of one that happens again, the first on or after ``day``."""
        event = self._events.get(event_id)
        if event is not None and event.again:
            return next((one for one in event.days(self._day) if one >= day), None)
        return self.happened(event_id).day

    def _term(self, anchor: InstrumentAnchor) -> AnchorDay:
        """The day as of which an instrument counts, once it is in force, or its last day, known before it comes."""
        terms = self._terms(anchor.instrument)
        if anchor.of == "end":
            return AnchorDay(terms.ends, ALWAYS) if terms.ends != NEVER else UNKNOWN
        is_known = terms.counts_from is not None and terms.begins <= self._day
        return AnchorDay(terms.counts_from, terms.begins) if is_known else UNKNOWN

    def _expected(self, anchor: Anchor) -> date | None:
        if isinstance(anchor, EventAnchor):
            event = self._events.get(anchor.event)
            return event.expected.on if event is not None and event.expected is not None else None
        if isinstance(anchor, InstrumentAnchor):
            return self._terms(anchor.instrument).counts_from if anchor.of == "start" else None
        other = self._weighed[anchor.obligation]
        is_forecast = other.node.binding == "plan" and anchor.of == "performed"
        return other.expected if is_forecast or anchor.of == "due" else None


def _minute_of(event: Event, day: date) -> datetime | None:
    """The minute at which an event happened on a day, where it is told."""
    if not event.time:
        return None
    from zoneinfo import ZoneInfo

    return datetime.combine(day, time.fromisoformat(event.time), ZoneInfo(event.zone))
