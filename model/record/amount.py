"""Money that an obligation speaks of, and the threshold of a financial test."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from model.record.base import Currency, DecimalText, Problem, Value

Bound = Literal["exactly", "at least", "at most", "about"]
Comparator = Literal["at least", "at most", "more than", "less than"]
Unit = Literal["ratio", "percent", "money"]


class Amount(Value, frozen=True, kw_only=True):
    """A sum of money and how far it binds: "no less than $9,000,000" is at least USD 9000000."""

    value: DecimalText
    currency: Currency = ""
    bound: Bound = "exactly"

    @property
    def number(self) -> Decimal:
        """The figure, exact."""
        return Decimal(self.value)

    def problems(self) -> Iterator[Problem]:
        """An amount needs a currency, and is more than nothing."""
        if not self.currency:
            yield Problem("amount", "An amount needs a currency. Write its code, such as USD.")
        if self.number <= 0:
            yield Problem("amount", "An amount is more than zero. Leave it empty where none is stated.")


class Threshold(Value, frozen=True, kw_only=True):
    """What a test is held against: ``metric`` ``comparator`` ``value``, e.g. current ratio at least 2.0."""

    metric: str
    comparator: Comparator
    value: DecimalText
    unit: Unit = "ratio"
    currency: Currency = ""

    @property
    def number(self) -> Decimal:
        """The figure, exact; 175 for 175 %."""
        return Decimal(self.value)

    def met_by(self, reading: Decimal) -> bool:
        """Whether a reading in the threshold's own unit meets it."""
        return {
            "at least": reading >= self.number,
            "at most": reading <= self.number,
            "more than": reading > self.number,
            "less than": reading < self.number,
        }[self.comparator]

    def problems(self) -> Iterator[Problem]:
        """A threshold names what is measured; one in money needs a currency."""
        if not self.metric.strip():
            yield Problem("threshold", "Say what is measured, such as “current ratio”.")
        if self.unit == "money" and not self.currency:
            yield Problem("threshold", "A threshold in money needs a currency. Write its code, such as USD.")
