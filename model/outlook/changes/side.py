"""One side of a change: a docket as it stands, or would stand, on a day, with the days that its clocks count from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from model.assess.due import SETTLES, calendars_for, calendars_of, clock_of, lines_after
from model.assess.engine import Assessed
from model.assess.lawroll import by_whom
from model.days.operation import Roll
from model.errors import DayError
from model.record.deadline import After, Anchor, EventAnchor
from model.record.instrument import Instrument
from model.record.obligation import Obligation


class ComparedSide:
    """A docket with its assessment and what that was worked out from."""

    def __init__(self, assessed: Assessed) -> None:
        self._run = assessed.run
        self.docket = assessed.run.docket
        self.assessment = assessed.assessment

    def anchor_day(self, anchor: Anchor) -> date | None:
        """Day zero, as far as it is known on the day."""
        if isinstance(anchor, EventAnchor):
            return self.happened(anchor.event)
        if anchor.obligation not in self.assessment.positions:
            return None
        if anchor.of == "due":
            return self.assessment[anchor.obligation].due
        return self._run.anchor(anchor).day

    def happened(self, event_id: str | None) -> date | None:
        """The day of an event, where it has happened by the day."""
        event = self.docket.events.get(event_id or "")
        day = event.happened.on if event and event.happened else None
        return day if day and day <= self.assessment.day else None

    def obligation(self, record_id: str) -> Obligation | None:
        """The obligation of that id, if it is one and is there."""
        return self.docket.obligations.get(record_id)

    def instrument(self, node: Obligation) -> Instrument | None:
        """The instrument that an obligation arises under."""
        return self.docket.instruments.get(node.instrument or "")

    def computed(self, node: Obligation) -> date | None:
        """The due day that an obligation would have, were none set by hand."""
        free = replace(node, override=None)
        return clock_of(free, self.instrument(node), self._run.anchor, self.docket.calendar).due

    def closed_lines(self, node: Obligation, part: After) -> Iterator[str]:
        """The lines of a count that say how a closed day moves, by a step or by the instrument; or why no day comes."""
        day, instrument = self.anchor_day(part.anchor), self.instrument(node)
        if day is None:
            return
        try:
            calendar = self.docket.calendar(calendars_for(part, instrument))
            lines = lines_after(part.steps, day, calendar)
            for step, line in zip(part.steps, lines, strict=True):
                if isinstance(step, Roll) and line.day != day:
                    yield line.words
                day = line.day
            if instrument and instrument.roll != "none" and not any(isinstance(step, SETTLES) for step in part.steps):
                line = lines_after((Roll(convention=instrument.roll),), day, calendar)[-1]
                if line.day != day:
                    yield f"{by_whom(instrument)}, {line.words}"
        except DayError as error:
            yield str(error)

    def rolled_line(self, node: Obligation, day: date) -> str:
        """The line that says how the instrument moves a stated day, empty where it stays."""
        instrument = self.instrument(node)
        if instrument is None or instrument.roll == "none":
            return ""
        try:
            calendar = self.docket.calendar(calendars_of(instrument))
            line = lines_after((Roll(convention=instrument.roll),), day, calendar)[-1]
        except DayError as error:
            return str(error)
        return f"{by_whom(instrument)}, {line.words}" if line.day != day else ""
