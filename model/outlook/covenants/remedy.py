"""What would cure a failed test: the value that each metric alone would have to have, rounded so that it is enough.

A metric that occurs linearly is solved exactly; for any other the nearest value that is enough is searched for.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from model.assess.formula import NoAnswer, evaluate, plain, said_in
from model.docket import Docket
from model.outlook.covenants.financial import Result, put_in
from model.record.amount import Threshold
from model.record.formula import (
    Formula,
    Minus,
    Number,
    Operation,
    Over,
    Pick,
    Use,
    functions_over_periods,
    stored_formula,
    uses,
)
from model.record.obligation import Obligation

Line = tuple[Fraction, Fraction]
"""A part as a function of one metric m: the first times m, plus the second."""

STEPS: Final[dict[str, Fraction]] = {
    "money": Fraction(1, 100),
    "percent": Fraction(1, 100),
    "ratio": Fraction(1, 10_000),
    "number": Fraction(1, 100),
}
"""What a value is rounded to, by the unit of its metric: a cent, a hundredth of a per cent."""
FURTHEST: Final = 10**18


class Remedy(NamedTuple):
    """What one metric alone would have to be for the test to be met, and by how much that is another value than now.

    Both are in the metric's own unit. ``exact``: solved, and only then rounded.
    """

    metric: str
    value: Decimal
    change: Decimal
    exact: bool


def remedies(docket: Docket, test: Obligation, result: Result) -> tuple[Remedy, ...]:
    """What would cure a result that is not met, metric by metric; the one that an equity cure adds to comes first.

    None where the test is met, cannot be told, or was read by hand. What is no less than zero now is never asked to be
    negative.
    """
    threshold = test.threshold
    if threshold is None or not threshold.formula or result.met is not False or result.by == "hand":
        return ()
    search = _Search(docket, threshold, result)
    found = [one for metric in threshold.metrics if (one := search.remedy(metric)) is not None]
    first = threshold.equity_cure.metric if threshold.equity_cure else ""
    return tuple(sorted(found, key=lambda one: one.metric != first))


class _Search:
    """One result, with all values fixed but one."""

    def __init__(self, docket: Docket, threshold: Threshold, result: Result) -> None:
        self.docket, self.threshold, self.result = docket, threshold, result
        self.formula = stored_formula(threshold.formula)
        self.values = put_in(docket, result)

    def remedy(self, metric: str) -> Remedy | None:
        """What the metric would have to be; None where no value of it is enough."""
        held = self.docket.metrics.get(metric)
        now = self.values.get(metric)
        within = any(metric in uses(one) for one in functions_over_periods(self.formula))
        if held is None or now is None or within:
            # Of what is added up over periods, no one figure is the one to change.
            return None
        scale = 100 if held.unit == "percent" else 1
        step = STEPS[held.unit] / scale
        root = self._root(metric)
        wanted = self._beyond(metric, now, root, step) if root is not None else self._nearest(metric, now, step)
        if wanted is None or (now >= 0 > wanted):
            return None
        return Remedy(metric, plain(wanted * scale), plain((wanted - now) * scale), root is not None)

    def met(self, metric: str, value: Fraction) -> bool:
        """Whether the test would be met with that value."""
        try:
            found = evaluate(self.formula, {**self.values, metric: value})
        except NoAnswer:
            return False
        return self.threshold.met_by(said_in(found, self.threshold.unit), self.result.of)

    def _root(self, metric: str) -> Fraction | None:
        """Where the formula comes to just what is required, where the metric occurs linearly."""
        quotient = _quotient(self.formula, metric, self.values)
        if quotient is None:
            return None
        (a, b), (c, d) = quotient
        required = Fraction(self.result.required) / (100 if self.threshold.unit == "percent" else 1)
        slope = a - required * c
        return (required * d - b) / slope if slope else None

    def _beyond(self, metric: str, now: Fraction, root: Fraction, step: Fraction) -> Fraction | None:
        """The first value on the steps from the root on, away from where it stands now, that is enough."""
        ways = (1, -1) if root == now else (1,) if root > now else (-1,)
        for way in ways:
            first = -(-root // step) if way > 0 else root // step
            for place in (first, first + way):
                if self.met(metric, place * step):
                    return place * step
        return None

    def _nearest(self, metric: str, now: Fraction, step: Fraction) -> Fraction | None:
        """The nearest value that is enough, upwards or downwards, by doubling and halving."""
        found = [one for sign in (1, -1) if (one := self._towards(metric, now, step * sign)) is not None]
        return min(found, key=lambda value: abs(value - now), default=None)

    def _towards(self, metric: str, now: Fraction, step: Fraction) -> Fraction | None:
        base, far = now // step, 1
        while far <= FURTHEST and not self.met(metric, (base + far) * step):
            far *= 2
        if far > FURTHEST:
            return None
        short = far // 2
        while far - short > 1:
            middle = (far + short) // 2
            if self.met(metric, (base + middle) * step):
                far = middle
            else:
                short = middle
        return (base + far) * step


# --- Lines ------------------------------------------------------------------------------------------------


def _quotient(formula: Formula, metric: str, values: dict[str, Fraction]) -> tuple[Line, Line] | None:
    """The formula as one line over another in a metric; None where it is of a higher degree or chooses by it."""
    if metric not in uses(formula):
        try:
            return (Fraction(0), evaluate(formula, values)), (Fraction(0), Fraction(1))
        except NoAnswer:
            return None
    match formula:
        case Use():
            return (Fraction(1), Fraction(0)), (Fraction(0), Fraction(1))
        case Minus(of):
            inner = _quotient(of, metric, values)
            return inner and (_times(inner[0], Fraction(-1)), inner[1])
        case Operation(sign, left, right):
            one, other = _quotient(left, metric, values), _quotient(right, metric, values)
            return _combined(sign, one, other) if one and other else None
        case Number() | Pick() | Over():
            return None


def _combined(sign: str, one: tuple[Line, Line], other: tuple[Line, Line]) -> tuple[Line, Line] | None:
    (p, q), (r, s) = one, other
    if sign == "÷":
        sign, (r, s) = "×", (s, r)
    if sign == "×":
        above, below = _product(p, r), _product(q, s)
        return (above, below) if above and below else None
    if _level(q) and _level(s):
        plus = _times(r, q[1] if sign == "+" else -q[1])
        return (p[0] * s[1] + plus[0], p[1] * s[1] + plus[1]), (Fraction(0), q[1] * s[1])
    if q == s:
        sign_of = 1 if sign == "+" else -1
        return (p[0] + sign_of * r[0], p[1] + sign_of * r[1]), q
    return _over_one(sign, (p, q), (r, s))


def _over_one(sign: str, one: tuple[Line, Line], other: tuple[Line, Line]) -> tuple[Line, Line] | None:
    """A line over another plus or minus a constant, whichever side the constant is on."""
    (p, q), (r, s) = one, other
    if _level(r) and _level(s):
        k = r[1] / s[1]
        k = k if sign == "+" else -k
        return (p[0] + k * q[0], p[1] + k * q[1]), q
    if _level(p) and _level(q):
        k, turned = p[1] / q[1], 1 if sign == "+" else -1
        return (k * s[0] + turned * r[0], k * s[1] + turned * r[1]), s
    return None


def _level(line: Line) -> bool:
    return line[0] == 0


def _times(line: Line, factor: Fraction) -> Line:
    return line[0] * factor, line[1] * factor


def _product(one: Line, other: Line) -> Line | None:
    """The product of two lines, where it is a line again."""
    if _level(one):
        return _times(other, one[1])
    return _times(one, other[1]) if _level(other) else None
