"""A formula worked out: exactly, with a reason in place of a guess; and its trace with the numbers put in.

Per cents are worked with as fractions of one, so that 175 % of a sum and 1.75 times it are the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Final, Literal

from model.phrases import NBSP, money_text
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
    spelled,
    uses,
    write_formula,
)
from model.record.units import Unit, unit_of

Why = Literal["missing", "zero", "negative", "unit", "periods"]
MOST_DECIMALS: Final = 12
"""As many decimals as a record holds."""
DIGITS: Final = 120
"""More digits than any value worked out from a few figures has; nothing is rounded unasked."""
BEYOND_WORDS: Final = 10**21
"""From here on a value is said by its power of ten: no sum of money is so great."""


class NoAnswer(Exception):
    """There is no answer, and why: a figure is missing, or a divisor is zero or negative; and of which metrics."""

    def __init__(self, why: Why, metrics: tuple[str, ...] = ()) -> None:
        super().__init__(why)
        self.why, self.metrics = why, metrics


def based(value: Decimal, unit: str) -> Fraction:
    """A figure as it is worked with.

    >>> based(Decimal(175), "percent")
    Fraction(7, 4)
    """
    return Fraction(value) / 100 if unit == "percent" else Fraction(value)


def said_in(value: Fraction, unit: str) -> Fraction:
    """What was worked out, in a unit: 7/4 is 175 %."""
    return value * 100 if unit == "percent" else value


def evaluate(formula: Formula, values: Mapping[str, Fraction]) -> Fraction:
    """The value of a formula, by those of its metrics, and of its functions over periods, each as it is written.

    Raises :class:`NoAnswer` where a metric has no value, or what is divided by is zero or negative: a ratio to a
    negative equity reads as a small one, and whether it meets a test is not for arithmetic to say.

    >>> from model.record.formula import read_formula
    >>> evaluate(read_formula("max([a1] - 5, 0) / [b1]"), {"a1": Fraction(8), "b1": Fraction(6)})
    Fraction(1, 2)
    """
    match formula:
        case Number(value, unit, _):
            return based(Decimal(value), unit)
        case Use(metric):
            if metric not in values:
                raise NoAnswer("missing", (metric,))
            return values[metric]
        case Minus(of):
            return -evaluate(of, values)
        case Pick(how, several):
            found = [evaluate(one, values) for one in several]
            return min(found) if how == "min" else max(found)
        case Operation(sign, left, right):
            return _joined(sign, evaluate(left, values), evaluate(right, values), right)
        case Over():
            name = write_formula(formula)
            if name not in values:
                raise NoAnswer("missing", uses(formula))
            return values[name]


def over_periods(over: Over, periods: Sequence[Mapping[str, Fraction]]) -> Fraction:
    """What a function over periods comes to, by the values of each period. Raises :class:`NoAnswer`.

    >>> from model.record.formula import stored_formula
    >>> quarters = [{"net": Fraction(8)}, {"net": Fraction(-2)}, {"net": Fraction(3)}]
    >>> over_periods(stored_formula("annualised([net], 3)"), quarters)
    Fraction(12, 1)
    >>> over_periods(stored_formula("cumulative(positive([net]), 2024-01-01)"), quarters)
    Fraction(11, 1)
    """
    total = sum((evaluate(over.of, values) for values in periods), Fraction(0))
    return total * 4 / over.periods if over.how == "annualised" else total


def _joined(sign: str, left: Fraction, right: Fraction, divisor: Formula) -> Fraction:
    if sign == "+":
        return left + right
    if sign == "−":
        return left - right
    if sign == "×":
        return left * right
    if right == 0:
        raise NoAnswer("zero", uses(divisor))
    if right < 0 and uses(divisor):
        raise NoAnswer("negative", uses(divisor))
    return left / right


# --- Numbers as they are said -----------------------------------------------------------------------------

Rounding = Literal["nearest", "up", "down"]


def rounded(value: Fraction, decimals: int, how: Rounding = "nearest") -> Decimal:
    """A value with so many decimals; ``up`` and ``down`` go towards the greater and the lesser number.

    >>> rounded(Fraction(10, 3), 2), rounded(Fraction(10, 3), 2, "up"), rounded(Fraction(-10, 3), 2, "up")
    (Decimal('3.33'), Decimal('3.34'), Decimal('-3.33'))
    """
    with localcontext() as context:
        context.prec = DIGITS
        scaled = value * 10**decimals
        whole, rest = divmod(scaled.numerator, scaled.denominator)
        if how == "up" or (how == "nearest" and (2 * rest, whole % 2) > (scaled.denominator, 0)):
            whole += 1 if rest else 0
        return Decimal(whole).scaleb(-decimals)


def plain(value: Fraction) -> Decimal:
    """A value as a decimal: exact where it ends, else with as many decimals as a record holds."""
    with localcontext() as context:
        context.prec = DIGITS
        found = rounded(value, MOST_DECIMALS)
        return found.to_integral_value() if found == found.to_integral_value() else found.normalize()


def say(value: Fraction | Decimal, unit: Unit, against: Decimal | None = None) -> str:
    r"""A value in its unit, with enough decimals that it reads on its own side of ``against``.

    >>> say(Fraction(1995, 1000), Unit("ratio")), say(Fraction(1999, 1000), Unit("ratio"), Decimal(2))
    ('2.00', '1.999')
    >>> say(Fraction(19_250_000), Unit("money", "USD")), say(Fraction(385, 2), Unit("percent"))
    ('$19,250,000', '192.5\xa0%')
    """
    exact = Fraction(value)
    if abs(exact) >= BEYOND_WORDS:
        return f"{plain(exact):.3E}"
    if unit.kind == "money":
        sum_of_money = _told_apart(exact, 2, against)
        whole = sum_of_money == sum_of_money.to_integral_value()
        return money_text(sum_of_money.to_integral_value() if whole else sum_of_money, unit.currency)
    number = _told_apart(exact, 2 if unit.kind in ("ratio", "percent") else 0, against)
    if unit.kind == "ratio":
        return f"{number:,f}"
    text = f"{number:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}{NBSP}%" if unit.kind == "percent" else text


def say_room(threshold: Threshold, above: Decimal | Fraction) -> str:
    """How far a value is from its threshold, by how much it lies above it: ``$1,400,000 short``, ``0.25 to spare``.

    >>> floor = Threshold(metric="m", comparator="at least", value="2")
    >>> say_room(floor, Decimal("-0.6")), say_room(floor, Decimal(0)), say_room(floor, Decimal("0.25"))
    ('0.60 short', 'nothing to spare', '0.25 to spare')
    """
    unit, floor = Unit(threshold.unit, threshold.currency), threshold.comparator in ("at least", "more than")
    room = Fraction(above) if floor else -Fraction(above)
    if room == 0:
        return "nothing to spare" if threshold.comparator in ("at least", "at most") else "just not reached"
    said = say(abs(room), unit, Decimal(0))
    return f"{said} to spare" if room > 0 else f"{said} {'short' if floor else 'over'}"


def _told_apart(exact: Fraction, decimals: int, against: Decimal | None) -> Decimal:
    """Rounded, but not onto ``against`` or to its other side."""
    limit = None if against is None else Fraction(against)
    for more in range(decimals, MOST_DECIMALS + 1):
        found = rounded(exact, more)
        if limit is None or _side(Fraction(found), limit) == _side(exact, limit):
            return found
    return rounded(exact, MOST_DECIMALS)


def _side(value: Fraction, limit: Fraction) -> int:
    return (value > limit) - (value < limit)


def _unit_over(node: Over, units: Mapping[str, Unit]) -> Unit | None:
    try:
        return unit_of(node, units)
    except FormulaError:
        return None


def trace(formula: Formula, values: Mapping[str, Fraction], units: Mapping[str, Unit]) -> str:
    """The formula with the numbers put in: ``$19,250,000 ÷ $17,500,000``. What has no value stands as “?”.

    >>> from model.record.formula import read_formula
    >>> usd = Unit("money", "USD")
    >>> trace(read_formula("[a1] / ([a1] - [b1])"), {"a1": Fraction(9), "b1": Fraction(-4)}, {"a1": usd, "b1": usd})
    '$9 ÷ ($9 − (-$4))'
    """

    def leaf(node: Number | Use | Over) -> str:
        if isinstance(node, Number):
            return say(Decimal(node.value), Unit(node.unit, node.currency))
        if isinstance(node, Over):
            value, unit = values.get(write_formula(node)), _unit_over(node, units)
        else:
            value, unit = values.get(node.metric), units.get(node.metric)
        if value is None or unit is None:
            return "?"
        said = say(said_in(value, unit.kind), unit)
        return f"({said})" if value < 0 else said

    return spelled(formula, leaf)
