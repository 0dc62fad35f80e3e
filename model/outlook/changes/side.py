"""One side of a change: a docket as it stands, or would stand, on a day, with the days that its clocks count from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from model.assess.engine import Assessed
from model.assess.trail import Trail
from model.record.deadline import Anchor, ObligationAnchor
from model.record.obligation import Obligation
from model.wording.trails import closed_days


class ComparedSide:
    """A docket with its assessment and what that was worked out from."""

    def __init__(self, assessed: Assessed) -> None:
        self._run = assessed.run
        self.docket = assessed.run.docket
        self.assessment = assessed.assessment

    def anchor_day(self, anchor: Anchor) -> date | None:
        """Day zero, as far as it is known on the day."""
        if isinstance(anchor, ObligationAnchor) and anchor.obligation not in self.assessment.positions:
            return None
        return self._run.anchors.known(anchor).day

    def happened(self, event_id: str | None) -> date | None:
        """The day of an event, where it has happened by the day."""
        event = self.docket.events.get(event_id or "")
        day = event.happened.on if event and event.happened else None
        return day if day and day <= self.assessment.day else None

    def obligation(self, record_id: str) -> Obligation | None:
        """The obligation of that id, if it is one and is there."""
        return self.docket.obligations.get(record_id)

    def trail(self, node: Obligation) -> Trail:
        """How the due day of an obligation came about."""
        return self.assessment[node.id].trail

    def closed_days(self, node: Obligation) -> Iterator[str]:
        """How closed days moved the due day of an obligation whose deadline has one part; or why no day came of it."""
        instrument = self.docket.instruments.get(node.instrument or "")
        for leg in self.trail(node).legs:
            yield from closed_days(instrument, leg)
