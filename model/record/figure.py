"""Figures: the readings of a metric, each as of a day, from a source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from model.record.base import DecimalText, Id, Problem, Record
from model.record.fact import Instant
from model.record.source import Span


class Figure(Record, frozen=True, kw_only=True):
    """The value of a metric as of a day, in the metric's own unit (175 for 175 %).

    ``expected`` is a projection: it never counts as a fact, and gives way to what is known. ``cure`` marks a sum put
    in to cure a test: it is added to the metric's figure of its day, for the tests that allow it, from ``made`` on.
    Of several for one day the last recorded counts.
    """

    metric: Id
    as_of: date
    value: DecimalText
    recorded_by: str
    recorded_at: Instant
    expected: bool = False
    cure: bool = False
    made: date | None = None
    sources: tuple[Span, ...] = ()
    evidence: tuple[Id, ...] = ()
    note: str = ""

    @property
    def number(self) -> Decimal:
        """The figure, exact."""
        return Decimal(self.value)

    @property
    def counts_from(self) -> date:
        """The first day on which it is known to count: its own, or that on which the cure was made."""
        return self.made or self.as_of

    def problems(self) -> Iterator[Problem]:
        """A cure is a sum put in on some day, not before the day it cures."""
        if self.cure and self.number <= 0:
            yield Problem("value", "A cure adds more than zero. Write the sum that was put in.")
        if self.cure and self.made is None and not self.expected:
            yield Problem("made", "Say on which day the cure was made: it counts from then on.")
        if self.made and not self.cure:
            yield Problem("made", "Only a cure is made on another day. Clear the day, or mark the figure as a cure.")
        if self.made and self.made < self.as_of:
            yield Problem("made", "The cure is made before the day it cures. Correct one of the two days.")
        for span in self.sources:
            yield from span.problems()
