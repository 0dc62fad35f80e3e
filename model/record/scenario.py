"""Scenarios: assumptions that are kept by name and never become facts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from model.record.base import Currency, DecimalText, Id, Problem, Record, Value
from model.record.relief import ReliefKind


class SupposePerformed(Value, frozen=True, kw_only=True, tag_field="suppose", tag="performed"):
    """It is performed on a day: in full, or an amount of it."""

    about: Id
    on: date
    occurrence: date | None = None
    amount: DecimalText | None = None
    currency: Currency = ""

    def problems(self) -> Iterator[Problem]:
        """An amount is one of some currency."""
        if self.amount is None:
            return
        if not self.currency:
            yield Problem("assumptions", "A supposed amount needs its currency, such as USD.")
        if Decimal(self.amount) <= 0:
            yield Problem("assumptions", "A supposed amount is more than nothing.")


class SupposeMissed(Value, frozen=True, kw_only=True, tag_field="suppose", tag="missed"):
    """It is not performed: whatever is recorded as done about it is left out."""

    about: Id
    occurrence: date | None = None


class SupposeMoved(Value, frozen=True, kw_only=True, tag_field="suppose", tag="moved"):
    """An obligation is due, an event happens, or a relief ends (inclusively), on another day."""

    about: Id
    to: date


class SupposeReading(Value, frozen=True, kw_only=True, tag_field="suppose", tag="reading"):
    """A covenant or test is read on a day: its value, or only met or not met."""

    about: Id
    on: date
    value: DecimalText | None = None
    met: bool | None = None

    def problems(self) -> Iterator[Problem]:
        """A reading says something."""
        if self.value is None and self.met is None:
            yield Problem("assumptions", "A supposed reading needs its value, or whether the covenant was met.")


class SupposeFigure(Value, frozen=True, kw_only=True, tag_field="suppose", tag="figure"):
    """A metric has a figure as of a day."""

    metric: Id
    as_of: date
    value: DecimalText


class SupposeRelief(Value, frozen=True, kw_only=True, tag_field="suppose", tag="relief"):
    """A relief is granted on a day, until a last day or without end; an extension gives a new due day."""

    covers: tuple[Id, ...]
    kind: ReliefKind
    granted_on: date
    until: date | None = None
    new_due: date | None = None

    def problems(self) -> Iterator[Problem]:
        """It covers something, and ends after it begins."""
        if not self.covers:
            yield Problem("assumptions", "A supposed relief covers at least one obligation. Choose it.")
        if self.until and self.until < self.granted_on:
            yield Problem("assumptions", "The supposed relief ends before it is granted. Correct one of the two days.")


Assumption = SupposePerformed | SupposeMissed | SupposeMoved | SupposeReading | SupposeFigure | SupposeRelief


class Scenario(Record, frozen=True, kw_only=True):
    """Assumptions under a name, in the order in which they are made; a later one stands over an earlier one."""

    title: str
    assumptions: tuple[Assumption, ...] = ()
    notes: str = ""

    def problems(self) -> Iterator[Problem]:
        """A title, and assumptions that each say something."""
        if not self.title.strip():
            yield Problem("title", "A scenario needs a title, such as “8 closes on 20 December”.")
        for assumption in self.assumptions:
            yield from assumption.problems()


def without(assumption: Assumption, gone: Collection[str]) -> Assumption | None:
    """What is left of an assumption once the records ``gone`` are no longer there; None where nothing is."""
    left = tuple(one for one in ids_in(assumption) if one not in gone)
    if isinstance(assumption, SupposeRelief) and left:
        return replace(assumption, covers=left)
    return assumption if left else None


def ids_in(assumption: Assumption) -> tuple[str, ...]:
    """The records that an assumption is about."""
    if isinstance(assumption, SupposeFigure):
        return (assumption.metric,)
    return assumption.covers if isinstance(assumption, SupposeRelief) else (assumption.about,)
