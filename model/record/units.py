"""Units of formulas: what may be added, multiplied and divided, and what comes out; the rest is refused.

Money knows its currency. A per cent and a ratio are one number said in two ways, so they are never mixed in a sum
without being asked to: a ratio times 100 % is a per cent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from model.record.amount import Threshold
from model.record.formula import (
    Formula,
    FormulaError,
    Minus,
    Number,
    Operation,
    Over,
    Pick,
    Use,
    functions_over_periods,
    uses,
)
from model.record.metric import Metric

UnitKind = Literal["ratio", "percent", "money", "number", "nothing"]


class Unit(NamedTuple):
    """What a figure is in; ``nothing`` is that of a plain zero, which is a zero of anything."""

    kind: UnitKind
    currency: str = ""

    @property
    def words(self) -> str:
        """The unit in a sentence."""
        return {
            "ratio": "a ratio",
            "percent": "a per cent",
            "money": f"money in {self.currency}",
            "number": "a plain number",
            "nothing": "nothing",
        }[self.kind]


RATIO: Final = Unit("ratio")
PERCENT: Final = Unit("percent")
NUMBER: Final = Unit("number")
NOTHING: Final = Unit("nothing")
_PLAIN: Final = frozenset({"ratio", "number", "nothing"})


def unit_of_metric(metric: Metric) -> Unit:
    """The unit of a metric's figures."""
    return Unit(metric.unit, metric.currency)


def unit_of(formula: Formula, units: Mapping[str, Unit]) -> Unit:
    """The unit that a formula comes out in, by those of its metrics.

    Raises :class:`model.record.formula.FormulaError` where parts do not go together, or a metric is not known.

    >>> from model.record.formula import read_formula
    >>> money = {"assets": Unit("money", "USD"), "debts": Unit("money", "USD"), "notes": Unit("money", "EUR")}
    >>> unit_of(read_formula("[assets] / [debts]"), money).kind
    'ratio'
    >>> unit_of(read_formula("[assets] + [notes]"), money)
    Traceback (most recent call last):
    model.record.formula.FormulaError: Money in USD and money in EUR cannot be added. Convert one of them first.
    """
    match formula:
        case Number(value, unit, currency):
            return NOTHING if unit == "number" and value == "0" else Unit(unit, currency)
        case Use(metric):
            if metric not in units:
                raise FormulaError(f"“{metric}” is no metric of this docket. Choose another.")
            return units[metric]
        case Minus(of):
            return unit_of(of, units)
        case Pick(_, several):
            return _alike([unit_of(one, units) for one in several], "compared")
        case Operation(sign, left, right):
            return _joined(sign, unit_of(left, units), unit_of(right, units))
        case Over(_, of):
            return unit_of(of, units)


def _joined(sign: str, left: Unit, right: Unit) -> Unit:
    if sign == "×":
        return _product(left, right)
    if sign == "÷":
        return _quotient(left, right)
    return _alike([left, right], "added" if sign == "+" else "subtracted")


def _alike(several: list[Unit], how: str) -> Unit:
    """The one unit of what is added, subtracted or compared."""
    found = NOTHING
    for unit in several:
        found = _common(found, unit, how)
    return found


def _common(one: Unit, other: Unit, how: str) -> Unit:
    if other in (one, NOTHING):
        return one
    if one == NOTHING:
        return other
    if {one.kind, other.kind} == {"ratio", "number"}:
        return RATIO
    first = one.words[0].upper() + one.words[1:]
    if one.kind == other.kind == "money":
        remedy = "Convert one of them first."
    elif {one.kind, other.kind} <= {"ratio", "number", "percent"}:
        remedy = "Multiply the ratio by 100 % first."
    else:
        remedy = "Correct the formula."
    raise FormulaError(f"{first} and {other.words} cannot be {how}. {remedy}")


def _product(left: Unit, right: Unit) -> Unit:
    if left.kind == right.kind == "money":
        raise FormulaError("Money times money is no sum of money. Correct the formula.")
    for one in (left, right):
        if one.kind == "money":
            return one
    if "percent" in (left.kind, right.kind):
        return PERCENT
    return RATIO if "ratio" in (left.kind, right.kind) else NUMBER


def _quotient(left: Unit, right: Unit) -> Unit:
    if right.kind == "nothing":
        raise FormulaError("Nothing can be divided by zero. Correct the formula.")
    if left.kind == right.kind == "money":
        if left.currency != right.currency:
            raise FormulaError(
                f"Money in {left.currency} cannot be divided by money in {right.currency}. Convert one of them first."
            )
        return RATIO
    if right.kind == "money":
        raise FormulaError(f"{left.words[0].upper()}{left.words[1:]} cannot be divided by money. Correct the formula.")
    if left.kind == "money":
        return left
    return PERCENT if left.kind == "percent" and right.kind in _PLAIN else RATIO


def check_units(formula: Formula, threshold: Threshold, metrics: Mapping[str, Metric]) -> Unit:
    """The unit that a test's formula comes out in, which fits its threshold.

    A ratio may be held against a per cent: 1.92 is 192 %. Raises :class:`model.record.formula.FormulaError`.
    """
    for over in functions_over_periods(formula):
        standing = [metrics[one].name for one in uses(over) if one in metrics and metrics[one].lasts]
        if standing:
            raise FormulaError(f"{standing[0]} stands until its next figure, so it is none of a period. Correct one.")
    found = unit_of(formula, {metric_id: unit_of_metric(metric) for metric_id, metric in metrics.items()})
    wanted = Unit(threshold.unit, threshold.currency)
    if found in (wanted, NOTHING) or {found.kind, wanted.kind} <= {"ratio", "number", "percent"}:
        return found
    raise FormulaError(
        f"The formula comes out as {found.words}, yet the threshold is {wanted.words}. Correct one of them."
    )
