"""Money that an obligation speaks of, and the threshold of a financial test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from msgspec import Meta

from model.days.operation import Step
from model.record.base import Currency, DecimalText, Id, Problem, Value
from model.record.deadline import step_problems
from model.record.formula import FormulaError, metrics_of, stored_formula, uses

Bound = Literal["exactly", "at least", "at most", "about"]
Comparator = Literal["at least", "at most", "more than", "less than"]
Unit = Literal["ratio", "percent", "money"]


class Amount(Value, frozen=True, kw_only=True):
    """A sum of money and how far it binds: "no less than $9,000,000" is at least USD 9000000.

    ``in_total``: the parts together may reach an "at least", which else one performance must. ``in_all``: what all
    occurrences of a series come to together, in equal parts; else each owes the whole.
    """

    value: DecimalText
    currency: Currency = ""
    bound: Bound = "exactly"
    in_total: bool = False
    in_all: bool = False

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
        if self.in_total and self.bound != "at least":
            yield Problem("amount", "Only “at least” asks whether parts add up. Clear “in total”.")


HowOften = Annotated[int, Meta(ge=0, le=400)]


class Stepped(Value, frozen=True, kw_only=True):
    """Another figure that a test is held against from a day on."""

    since: date
    value: DecimalText


class EquityCure(Value, frozen=True, kw_only=True):
    """The right to cure a test by putting money in, which is added to ``metric`` for the test that was failed.

    It is made within the steps of ``within``, counted from the day that is tested; at most ``most`` times in any
    ``in_tests`` test dates running, and ``most_in_all`` times in all. Zero is no limit.
    """

    metric: Id
    within: tuple[Step, ...] = ()
    most: HowOften = 0
    in_tests: HowOften = 0
    most_in_all: HowOften = 0
    words: str = ""

    def problems(self) -> Iterator[Problem]:
        """A time that says something certain, and a limit that is whole."""
        if self.within:
            yield from step_problems("threshold", self.within)
        if (self.most == 0) != (self.in_tests == 0):
            yield Problem("threshold", "Say how many cures in how many test dates running, or leave both at zero.")


class Threshold(Value, frozen=True, kw_only=True):
    """What a test is held against: ``metric`` ``comparator`` ``value``, e.g. current ratio at least 2.0.

    From the day of each of the ``steps`` on its value counts in place of ``value``. With a ``formula`` over metrics
    (their ids in brackets, see :mod:`model.record.formula`) the test is worked out from their figures.
    """

    metric: str
    comparator: Comparator
    value: DecimalText
    unit: Unit = "ratio"
    currency: Currency = ""
    formula: str = ""
    steps: tuple[Stepped, ...] = ()
    equity_cure: EquityCure | None = None

    @property
    def number(self) -> Decimal:
        """The figure at first, exact; 175 for 175 %."""
        return Decimal(self.value)

    def value_on(self, day: date | None = None) -> Decimal:
        """The figure that counts on a day, exact; the one at first where no day is asked for."""
        begun = [step for step in self.steps if day is not None and step.since <= day]
        return Decimal(max(begun, key=lambda step: step.since).value) if begun else self.number

    def met_by(self, reading: Decimal | Fraction, day: date | None = None) -> bool:
        """Whether a reading in the threshold's own unit, of a day, meets it."""
        reading, wanted = Fraction(reading), Fraction(self.value_on(day))
        return {
            "at least": reading >= wanted,
            "at most": reading <= wanted,
            "more than": reading > wanted,
            "less than": reading < wanted,
        }[self.comparator]

    @property
    def metrics(self) -> tuple[str, ...]:
        """The ids of the metrics that its formula is over; none where it has none or cannot be read."""
        return metrics_of(self.formula)

    def problems(self) -> Iterator[Problem]:
        """A threshold names what is measured; one in money needs a currency; its formula can be read."""
        if not self.metric.strip():
            yield Problem("threshold", "Say what is measured, such as “current ratio”.")
        if self.unit == "money" and not self.currency:
            yield Problem("threshold", "A threshold in money needs a currency. Write its code, such as USD.")
        if len({step.since for step in self.steps}) < len(self.steps):
            yield Problem("threshold", "The threshold steps twice on the same day. Remove one.")
        try:
            measured = uses(stored_formula(self.formula)) if self.formula else ()
        except FormulaError as error:
            yield Problem("threshold", str(error))
            return
        if self.equity_cure:
            yield from self.equity_cure.problems()
            if self.equity_cure.metric not in measured:
                yield Problem("threshold", "An equity cure adds to a metric of the formula. Choose one that is in it.")
