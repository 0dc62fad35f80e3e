"""The deadline of a record, and what a clock starts from: the forms of :mod:`model.days.deadline`, held by ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, TypeAlias

from model.days.deadline import (
    ANY_ZONE,
    After,
    Earliest,
    Latest,
    On,
    Open,
    Pick,
    SeriesForm,
    While,
    calendar_problems,
    dated_parts,
    is_promptly,
    step_problems,
    time_problems,
    window_problems,
)
from model.days.operation import Step
from model.days.value import Problem, Value
from model.record.base import Id

__all__ = [
    "ANY_ZONE",
    "After",
    "Anchor",
    "Changed",
    "Dated",
    "Deadline",
    "Earliest",
    "EventAnchor",
    "Every",
    "InstrumentAnchor",
    "Latest",
    "ObligationAnchor",
    "On",
    "Open",
    "Override",
    "SeriesBound",
    "Start",
    "While",
    "anchors_of",
    "calendar_problems",
    "dated_parts",
    "is_counted",
    "is_promptly",
    "step_problems",
    "time_problems",
]


class EventAnchor(Value, frozen=True, kw_only=True, tag_field="on", tag="event"):
    """The day on which an event happens."""

    event: Id


class ObligationAnchor(Value, frozen=True, kw_only=True, tag_field="on", tag="obligation"):
    """A day of another obligation: that of its performance, of its miss, or its due day."""

    obligation: Id
    of: Literal["performed", "missed", "due"] = "performed"


class InstrumentAnchor(Value, frozen=True, kw_only=True, tag_field="on", tag="instrument"):
    """The day on which an instrument comes into force, or the last day on which it is."""

    instrument: Id
    of: Literal["start", "end"] = "start"


Anchor: TypeAlias = EventAnchor | ObligationAnchor | InstrumentAnchor
Dated: TypeAlias = On | After[Anchor]


class Changed(Value, frozen=True, kw_only=True):
    """One occurrence that differs from its series: due on another day, or not owed at all (``due`` is None)."""

    occurrence: date
    due: date | None = None
    reason: str

    def problems(self) -> Iterator[Problem]:
        """A change says why."""
        if not self.reason.strip():
            yield Problem("deadline", "Say why this occurrence differs: the reason is shown beside its day.")


class SeriesBound(Value, frozen=True, kw_only=True):
    """Where a series begins or ends: on the day of an anchor, or where steps lead from there."""

    anchor: Anchor
    steps: tuple[Step, ...] = ()

    def problems(self) -> Iterator[Problem]:
        """Its steps say something certain, and it is no miss."""
        if self.steps:
            yield from step_problems("deadline", self.steps)
        if isinstance(self.anchor, ObligationAnchor) and self.anchor.of == "missed":
            yield Problem("deadline", "A series neither begins nor ends with a miss. Choose the performance.")


class Every(SeriesForm, frozen=True, kw_only=True, tag_field="form", tag="every"):
    """A series: an RFC 5545 recurrence, or each occurrence of a recurring event; each with its own facts and standing.

    An occurrence is named by the day that the rule or the event gives. It is due on that day, or where ``steps``
    count from it to; ``changed`` holds the occurrences that differ. ``until`` is the last day that may name one.
    ``calendars`` stand in for those of the instrument; ``rulebook`` is the id of the rule that the steps are from.
    ``promptly`` and ``opens`` hold of each occurrence: its window opens where those steps come to from the day that
    names it. ``begins`` and ``ends`` stand in for ``start`` and ``until`` where these days follow from something else;
    both days may name an occurrence.
    """

    event: Id | None = None
    begins: SeriesBound | None = None
    ends: SeriesBound | None = None
    rulebook: str = ""
    changed: tuple[Changed, ...] = ()
    words: str = ""

    def problems(self) -> Iterator[Problem]:
        """It recurs by one thing, the rule can be read, the end is not before the start, each change is once."""
        if self.rule and not self.event and self.start is None and self.begins is None:
            yield Problem("deadline", "A recurrence needs the day of its first occurrence.")
        yield from self.recurrence_problems(self.event)
        yield from super().problems()
        yield from self._bound_problems()
        yield from calendar_problems("deadline", self.calendars)
        yield from window_problems(self.opens, self.steps, self.calendars)
        if len({change.occurrence for change in self.changed}) < len(self.changed):
            yield Problem("deadline", "The same occurrence is changed twice. Remove one.")
        for change in self.changed:
            yield from change.problems()

    def _bound_problems(self) -> Iterator[Problem]:
        if self.start and self.begins:
            yield Problem("deadline", "It begins on a day or with something else, not both. Clear one.")
        if self.until and self.ends:
            yield Problem("deadline", "It ends on a day or with something else, not both. Clear one.")
        for bound in (self.begins, self.ends):
            if bound is not None:
                yield from bound.problems()


Deadline: TypeAlias = On | After[Anchor] | Every | While | Earliest[Anchor] | Latest[Anchor] | Open


class Start(Value, frozen=True, kw_only=True):
    """What an obligation begins with: one thing, or the earlier or later of several."""

    of: tuple[Anchor, ...]
    pick: Pick = "earlier"
    words: str = ""

    def problems(self) -> Iterator[Problem]:
        """A start names at least one thing."""
        if not self.of:
            yield Problem("starts", "Choose the event or obligation it starts with, or clear the start.")


class Override(Value, frozen=True, kw_only=True):
    """A due day set by hand. The computed day stays beside it, and recalculation leaves it alone."""

    day: date
    reason: str

    def problems(self) -> Iterator[Problem]:
        """An override says why."""
        if not self.reason.strip():
            yield Problem("override", "Say why the computed day is set aside: the reason is shown beside it.")


def anchors_of(deadline: Deadline | None) -> tuple[Anchor, ...]:
    """Every anchor that a deadline counts from."""
    if isinstance(deadline, Every):
        event = (EventAnchor(event=deadline.event),) if deadline.event else ()
        return (*event, *(bound.anchor for bound in (deadline.begins, deadline.ends) if bound))
    return tuple(part.anchor for part in dated_parts(deadline) if isinstance(part, After))


def is_counted(series: Every) -> bool:
    """Whether a series says how many occurrences it has, or where it ends."""
    return bool(series.until or series.ends or re.search(r"\b(COUNT|UNTIL)=", series.rule))
