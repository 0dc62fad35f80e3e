"""Formulas are read by precedence, written back as they were, and refused with what to change."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.record.formula import (
    DEEPEST,
    LONGEST,
    MOST_PARTS,
    Formula,
    FormulaError,
    Minus,
    Number,
    Operation,
    Pick,
    Use,
    read_formula,
    uses,
    walk,
    write_formula,
)
from model.record.units import Unit, unit_of

NAMES = {
    "current assets": "ca",
    "current liabilities": "cl",
    "shareholders’ equity": "eq",
    "long-term debt": "ltd",
    "long-term debt, net": "ltd-net",
    "EBITDA": "ebitda",
    "assets": "assets",
    "max": "a-metric-called-max",
    "capital 2024": "capital",
}
SPOKEN = {metric: name for name, metric in NAMES.items()}

READ = [
    ("current assets / Current  Liabilities", "[ca] ÷ [cl]"),
    ("current assets − current liabilities", "[ca] − [cl]"),
    ("current assets - current liabilities", "[ca] − [cl]"),
    ("assets * assets", "[assets] × [assets]"),
    ("shareholders' equity + ebitda × 1.5", "[eq] + [ebitda] × 1.5"),
    ("(shareholders’ equity + ebitda) × 1.5", "([eq] + [ebitda]) × 1.5"),
    ("assets − (assets − assets)", "[assets] − ([assets] − [assets])"),
    ("(assets − assets) − assets", "[assets] − [assets] − [assets]"),
    ("assets ÷ (assets × assets)", "[assets] ÷ ([assets] × [assets])"),
    ("long-term debt/EBITDA", "[ltd] ÷ [ebitda]"),
    ("[long-term debt, net]/EBITDA", "[ltd-net] ÷ [ebitda]"),
    ("max(ebitda, 0) + max", "max([ebitda], 0) + [a-metric-called-max]"),
    ("MIN (assets, EBITDA, USD 2,000,000.50)", "min([assets], [ebitda], USD 2,000,000.5)"),
    ("-ebitda × −(assets + 1)", "−[ebitda] × −([assets] + 1)"),
    ("ebitda ÷ assets × 100%", "[ebitda] ÷ [assets] × 100 %"),
    ("[capital 2024] − assets", "[capital] − [assets]"),
    ("[some-id] − assets", "[some-id] − [assets]"),
    ("((((assets))))", "[assets]"),
    ("sum(EBITDA, 4) / assets", "sum([ebitda], 4) ÷ [assets]"),
    ("assets ÷ Annualized ( EBITDA + assets , 3 )", "[assets] ÷ annualised([ebitda] + [assets], 3)"),
    ("50% * cumulative(positive(EBITDA), 2023-12-31)", "50 % × cumulative(max([ebitda], 0), 2023-12-31)"),
    ("greater of (assets, lesser of (EBITDA, 5))", "max([assets], min([ebitda], 5))"),
    ("positive(sum(EBITDA, 1)) − assets", "max(sum([ebitda], 1), 0) − [assets]"),
]


@pytest.mark.parametrize(("typed", "stored"), READ)
def test_what_counsel_types_is_held_with_the_ids_of_the_metrics(typed: str, stored: str) -> None:
    formula = read_formula(typed, NAMES)
    assert write_formula(formula) == stored
    assert read_formula(stored) == formula
    assert read_formula(write_formula(formula, SPOKEN), NAMES) == formula


REFUSED = [
    ("", "The formula is empty.", 0),
    ("   ", "The formula is empty.", 0),
    ("assets +", "The formula breaks off. Write what follows.", 8),
    ("assets assets", "A sign is missing here", 7),
    ("assets (EBITDA)", "A sign is missing here", 7),
    ("2 assets", "A sign is missing here", 2),
    ("assets ÷ ÷ assets", "“÷” cannot stand here.", 9),
    ("(assets", "A parenthesis is never closed. Close it.", 0),
    ("assets)", "“)” cannot stand here.", 6),
    ("max(assets)", "max chooses among several. Set them apart by commas.", 0),
    ("max(assets,)", "“)” cannot stand here.", 11),
    ("assets, assets", "“,” cannot stand here.", 6),
    ("current asets ÷ assets", "“current asets” is no metric of this docket. Did you mean “current assets”?", 0),
    ("goodwill", "“goodwill” is no metric of this docket. Enter it as a metric first", 0),
    ("EBITDA x 1", "“x 1” is no metric of this docket.", 7),
    ("assets − $2,000,000", "“$” can be several currencies. Write the code, such as USD 2,000,000.", 9),
    ("assets × 2,5", "“2,5” is no number. Write figures such as 9,000,000 or 2.5.", 9),
    ("__import__('os').system('true')", "“__import__” is no metric of this docket.", 0),
    ("assets ** 2", "“×” cannot stand here.", 8),
    ("assets; assets", "“; assets” is no metric of this docket.", 6),
    ("sum(assets)", "Say over how many of the last periods, up to 40, such as sum(EBITDA, 4).", 0),
    ("sum(assets, EBITDA)", "To add two metrics, write +.", 0),
    ("sum(assets, 0)", "Say over how many of the last periods", 0),
    ("annualised(assets, 41)", "such as annualised(EBITDA, 4).", 0),
    ("sum(assets, 2.5)", "Say over how many of the last periods", 0),
    ("sum(assets, 4", "A parenthesis is never closed.", 0),
    ("cumulative(assets, 4)", "Say since which day, such as cumulative(net income, 2023-12-31).", 0),
    ("cumulative(assets, 2023-02-30)", "2023-02-30", 19),
    ("sum(assets, 2023-12-31)", "Say over how many of the last periods", 0),
    ("sum(sum(assets, 2), 4)", "Periods cannot be added up within periods.", 0),
    ("positive(assets, EBITDA)", "A positive part is one of one thing.", 0),
    ("assets − 2023-12-31", "“2023-12-31” cannot stand here.", 9),
    ("(" * (DEEPEST + 1) + "assets" + ")" * (DEEPEST + 1), f"The formula is nested more than {DEEPEST} deep.", None),
    ("−" * (DEEPEST + 1) + "assets", f"The formula is nested more than {DEEPEST} deep.", None),
    ("assets" + " + assets" * (MOST_PARTS // 2), f"The formula has more than {MOST_PARTS} parts.", None),
    ("assets" + " " * LONGEST, f"The formula is longer than {LONGEST:,} characters.", LONGEST),
]


@pytest.mark.parametrize(("typed", "message", "place"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_read_is_refused_where_it_stumbles(typed: str, message: str, place: int | None) -> None:
    with pytest.raises(FormulaError, match=re.escape(message)) as refused:
        read_formula(typed, NAMES)
    if place is not None:
        assert refused.value.place == place
    assert str(refused.value).endswith((".", "?"))


NUMBERS = st.decimals(min_value=0, max_value=10**9, places=2).map(lambda one: f"{one.normalize():f}")
LEAVES: st.SearchStrategy[Formula] = st.one_of(
    st.builds(Use, st.sampled_from(sorted(NAMES.values()))),
    st.builds(Number, NUMBERS, st.sampled_from(["number", "percent"])),
    st.builds(Number, NUMBERS, st.just("money"), st.sampled_from(["USD", "EUR"])),
)
FORMULAS: st.SearchStrategy[Formula] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Minus, inner),
        st.builds(Operation, st.sampled_from(["+", "−", "×", "÷"]), inner, inner),
        st.builds(Pick, st.sampled_from(["min", "max"]), st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=12,
)


@given(formula=FORMULAS)
def test_what_is_written_reads_back_as_the_same(formula: Formula) -> None:
    assert read_formula(write_formula(formula)) == formula
    assert read_formula(write_formula(formula, SPOKEN), NAMES) == formula


@given(text=st.text(st.sampled_from("ab [](),+−×÷-*/019.%$USD maxmin"), max_size=40))
def test_whatever_is_typed_is_read_or_refused_in_a_sentence(text: str) -> None:
    said, formula = outcome(text)
    assert said.endswith((".", "?")) or (formula and read_formula(write_formula(formula)) == formula)


def outcome(text: str) -> tuple[str, Formula | None]:
    """The refusal, or the formula."""
    try:
        return "", read_formula(text, {"a": "a1", "b": "b1"})
    except FormulaError as error:
        return str(error), None


@given(formula=FORMULAS)
def test_the_metrics_of_a_formula_are_named_once_each(formula: Formula) -> None:
    named = uses(formula)
    assert set(named) == {part.metric for part in walk(formula) if isinstance(part, Use)}
    assert len(set(named)) == len(named)


# --- Units ------------------------------------------------------------------------------------------------

USD, EUR = Unit("money", "USD"), Unit("money", "EUR")
RATIO, PERCENT, NUMBER = Unit("ratio"), Unit("percent"), Unit("number")
UNITS = {"usd": USD, "more": USD, "eur": EUR, "ratio": RATIO, "percent": PERCENT, "count": NUMBER}

COMES_OUT = [
    ("[usd] ÷ [more]", RATIO),
    ("[usd] + [more]", USD),
    ("[usd] − USD 2,000,000", USD),
    ("max([usd], 0)", USD),
    ("0 − [usd]", USD),
    ("−[usd]", USD),
    ("[usd] × [ratio]", USD),
    ("[percent] × [usd]", USD),
    ("[usd] ÷ [count]", USD),
    ("[usd] ÷ [percent]", USD),
    ("[ratio] + 1", RATIO),
    ("[count] × [count]", NUMBER),
    ("[count] ÷ [count]", RATIO),
    ("[ratio] × 100 %", PERCENT),
    ("[percent] + 5 %", PERCENT),
    ("[percent] ÷ 2", PERCENT),
    ("[percent] ÷ [percent]", RATIO),
    ("[usd] ÷ [more] × [eur]", EUR),
]


@pytest.mark.parametrize(("text", "unit"), COMES_OUT)
def test_units_come_out_as_they_must(text: str, unit: Unit) -> None:
    assert unit_of(read_formula(text), UNITS) == unit


REFUSED_UNITS = [
    ("[usd] + [eur]", "Money in USD and money in EUR cannot be added. Convert one of them first."),
    ("min([usd], [eur])", "Money in USD and money in EUR cannot be compared. Convert one of them first."),
    ("[usd] ÷ [eur]", "Money in USD cannot be divided by money in EUR. Convert one of them first."),
    ("[usd] × [more]", "Money times money is no sum of money. Correct the formula."),
    ("[usd] − 5", "Money in USD and a plain number cannot be subtracted. Correct the formula."),
    ("[count] ÷ [usd]", "A plain number cannot be divided by money. Correct the formula."),
    ("[ratio] + [percent]", "A ratio and a per cent cannot be added. Multiply the ratio by 100 % first."),
    ("[percent] − 1", "A per cent and a plain number cannot be subtracted. Multiply the ratio by 100 % first."),
    ("[usd] ÷ 0", "Nothing can be divided by zero. Correct the formula."),
    ("[usd] + [gone]", "“gone” is no metric of this docket. Choose another."),
]


@pytest.mark.parametrize(("text", "message"), REFUSED_UNITS)
def test_units_that_do_not_go_together_are_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(FormulaError, match=re.escape(message)):
        unit_of(read_formula(text), UNITS)
