"""Formulas worked out exactly, refused with the reason, rounded to the safe side, and said so that they read right."""

from __future__ import annotations

import doctest
from decimal import Decimal
from fractions import Fraction
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.assess import formula as worked
from model.assess.formula import NoAnswer, evaluate, plain, rounded, say, trace
from model.record import formula as read
from model.record import units
from model.record.formula import Formula, Number, read_formula
from model.record.units import Unit
from tests.model.record.test_formula import FORMULAS

A, B = Fraction(7), Fraction(-3)
USD = Unit("money", "USD")

WORKED_OUT = [
    ("[a1] + [b1] × 2", Fraction(1)),
    ("([a1] + [b1]) × 2", Fraction(8)),
    ("[a1] − [b1] − 1", Fraction(9)),
    ("[a1] − ([b1] − 1)", Fraction(11)),
    ("[b1] ÷ [a1] ÷ 2", Fraction(-3, 14)),
    ("−[b1] × 50 %", Fraction(3, 2)),
    ("min([a1], [b1], 5)", Fraction(-3)),
    ("max([a1], [b1], 5)", Fraction(7)),
    ("[a1] ÷ 3 × 3", Fraction(7)),
    ("[a1] ÷ −2", Fraction(-7, 2)),
]


@pytest.mark.parametrize(("text", "value"), WORKED_OUT)
def test_a_formula_comes_to(text: str, value: Fraction) -> None:
    assert evaluate(read_formula(text), {"a1": A, "b1": B}) == value


NO_ANSWER = [
    ("[a1] + [gone]", "missing", ("gone",)),
    ("[a1] ÷ ([b1] + 3)", "zero", ("b1",)),
    ("[a1] ÷ [b1]", "negative", ("b1",)),
    ("[a1] ÷ ([b1] − [a1])", "negative", ("b1", "a1")),
]


@pytest.mark.parametrize(("text", "why", "metrics"), NO_ANSWER)
def test_what_has_no_answer_says_why(text: str, why: str, metrics: tuple[str, ...]) -> None:
    with pytest.raises(NoAnswer) as refused:
        evaluate(read_formula(text), {"a1": A, "b1": B})
    assert (refused.value.why, refused.value.metrics) == (why, metrics)


@given(formula=FORMULAS, value=st.fractions(min_value=-9, max_value=9))
def test_a_trace_has_the_shape_of_its_formula(formula: Formula, value: Fraction) -> None:
    names = {one.metric for one in read.walk(formula) if isinstance(one, read.Use)}
    said = trace(formula, dict.fromkeys(names, abs(value)), dict.fromkeys(names, Unit("ratio")))
    kept = "".join(sign for sign in said if sign in "+−×÷")
    assert kept == "".join(sign for sign in read.write_formula(formula) if sign in "+−×÷")
    assert "?" not in said
    assert "?" in trace(formula, {}, {}) or not names


@given(
    value=st.fractions(), decimals=st.integers(0, 6), literal=st.decimals(-(10**9), 10**9, places=4, allow_nan=False)
)
def test_rounding_goes_where_it_is_told(value: Fraction, decimals: int, literal: Decimal) -> None:
    step = Fraction(1, 10**decimals)
    up, down, near = (Fraction(rounded(value, decimals, how)) for how in ("up", "down", "nearest"))
    assert down <= value <= up <= down + step
    assert abs(near - value) * 2 <= step
    assert plain(Fraction(literal)) == literal


SAID = [
    (Fraction(19_250_000), USD, None, "$19,250,000"),
    (Fraction(3, 2), USD, None, "$1.50"),
    (Fraction(-3, 2), USD, None, "-$1.50"),
    (Fraction(1_999, 1_000), Unit("ratio"), Decimal(2), "1.999"),
    (Fraction(2), Unit("ratio"), Decimal(2), "2.00"),
    (Fraction(2_001, 1_000), Unit("ratio"), Decimal(2), "2.001"),
    (Fraction(1, 3), Unit("percent"), None, "0.33\u00a0%"),
    (Fraction(175), Unit("percent"), Decimal(175), "175\u00a0%"),
    (Fraction(12_345), Unit("number"), None, "12,345"),
    (Fraction(1, 1_000), USD, Decimal(0), "$0.001"),
    (Fraction(10) ** 30, USD, None, "1.000E+30"),
]


@pytest.mark.parametrize(("value", "unit", "against", "text"), SAID)
def test_a_value_reads_on_its_own_side_of_the_limit(
    value: Fraction, unit: Unit, against: Decimal | None, text: str
) -> None:
    assert say(value, unit, against) == text


@given(value=st.fractions(max_denominator=10**9), limit=st.decimals(-100, 100, places=2, allow_nan=False))
def test_what_is_said_never_crosses_the_limit(value: Fraction, limit: Decimal) -> None:
    said = say(value, Unit("ratio"), limit)
    shown = Fraction(Decimal(said.replace(",", "")))
    assert (shown > limit) - (shown < limit) == (value > limit) - (value < limit)


@given(literal=st.decimals(0, 10**9, places=2, allow_nan=False))
def test_a_number_is_said_in_a_trace_as_it_is_written(literal: Decimal) -> None:
    number = Number(f"{literal.normalize():f}", "percent")
    assert trace(number, {}, {}).endswith("%")


@pytest.mark.parametrize("module", [read, units, worked], ids=lambda one: one.__name__)
def test_the_examples_run(module: ModuleType) -> None:
    done = doctest.testmod(module)
    assert (done.failed, done.attempted > 0) == (0, True)
