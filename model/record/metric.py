"""Metrics: what financial tests measure, with the definition of each as the instrument gives it, version by version."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from model.record.base import Currency, Id, Problem, Record, Value
from model.record.source import Span

MetricUnit = Literal["ratio", "percent", "money", "number"]


class Definition(Value, frozen=True, kw_only=True):
    """How an instrument defines a metric: the words as they stand in a document, or as they were typed.

    It holds from ``since``, else from the first day of its instrument, else always, until a later one takes its place.
    """

    source: Span | None = None
    text: str = ""
    locator: str = ""
    instrument: Id | None = None
    since: date | None = None

    @property
    def words(self) -> str:
        """The words of the definition."""
        return self.source.words if self.source else self.text

    def problems(self) -> Iterator[Problem]:
        """It has words, from one place."""
        if self.source:
            yield from (Problem("definitions", problem.message) for problem in self.source.problems())
        if not self.words.strip():
            yield Problem("definitions", "A definition needs its words. Select them in the document, or type them.")
        if self.source and self.text:
            yield Problem("definitions", "A definition has selected words or typed ones, not both. Clear one.")


class Metric(Record, frozen=True, kw_only=True):
    """What a test measures: consolidated tangible shareholders' equity, in US dollars.

    A figure of it is that of its own day alone; where it ``lasts`` (a committed sum, a number of shares), a figure
    stands until the next one. ``definitions`` are its versions, the latest in force being the one that counts.
    """

    name: str
    short_name: str = ""
    unit: MetricUnit = "money"
    currency: Currency = ""
    lasts: bool = False
    definitions: tuple[Definition, ...] = ()
    notes: str = ""

    @property
    def short(self) -> str:
        """The name that fits a formula."""
        return self.short_name or self.name

    def problems(self) -> Iterator[Problem]:
        """A name, a currency where it is money, and definitions that do not begin on one day."""
        if not self.name.strip():
            yield Problem("name", "A metric needs a name, such as “current assets”.")
        if set("[]") & set(self.name + self.short_name):
            yield Problem("name", "A name has no brackets: they stand around names in formulas. Leave them out.")
        if self.unit == "money" and not self.currency:
            yield Problem("currency", "A metric in money needs a currency. Write its code, such as USD.")
        if self.unit != "money" and self.currency:
            yield Problem("currency", "Only a metric in money has a currency. Clear it, or change the unit.")
        for definition in self.definitions:
            yield from definition.problems()
        begins = [(definition.since, definition.instrument) for definition in self.definitions]
        if len(set(begins)) < len(begins):
            yield Problem("definitions", "Two definitions begin on the same day. Say from when each holds.")
