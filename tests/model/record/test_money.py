"""Sums of money are read as counsel writes them; what could be two is refused with what to write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import InvalidRecord
from model.record.base import decimal_text
from model.record.money import Sum, figure_text, read_sum

READ = [
    ("USD 250,000", "250000", "USD"),
    ("250,000 USD", "250000", "USD"),
    ("usd 250k", "250000", "USD"),
    ("$2.5m", "2500000", "USD"),
    ("$1.5 Bn", "1500000000", "USD"),
    ("US$5", "5", "USD"),
    ("USD $5", "5", "USD"),
    ("CAD $5", "5", "CAD"),
    ("5 US dollars", "5", "USD"),
    ("EUR 1.2 million", "1200000", "EUR"),
    ("3 million euros", "3000000", "EUR"),
    ("£40k", "40000", "GBP"),
    ("250,000.00", "250000", "CHF"),
    ("1 250 000", "1250000", "CHF"),
    ("1'000'000.50", "1000000.5", "CHF"),
    ("1.234 million", "1234000", "CHF"),
    ("(1,250)", "-1250", "CHF"),
    ("-$5", "-5", "USD"),
    ("KWD 1.234", "1.234", "KWD"),
]


@pytest.mark.parametrize(("typed", "figure", "currency"), READ)
def test_a_sum_is_read_as_it_is_written_in_the_usual_currency_where_none_is_named(
    typed: str, figure: str, currency: str
) -> None:
    assert read_sum(typed, "CHF", ("CHF",)) == Sum(figure, currency)


REFUSED = [
    ("1.234,56", "“1.234,56” is written the continental way. Write 1,234.56."),
    ("1.234.567", "“1.234.567” is written the continental way. Write 1,234,567."),
    ("2,5", "“2,5” could be two sums. Write 25 or 2.5."),
    ("EUR 1.234", "“EUR 1.234” could be two sums. Write 1,234 or 1.2340."),
    ("EUR $5", "“EUR $5” names two currencies. Write one."),
    ("5 USD EUR", "“5 USD EUR” names two currencies. Write one."),
    ("all 5", "If “all” is a currency in “all 5”, write its code in capitals: ALL."),
    ("5 XYZ", "“XYZ” is no currency that Duly knows. Write its code of three letters, such as USD."),
    *(
        (typed, f"“{typed}” is no sum of money. Write it such as USD 250,000, $2.5m or EUR 1.2 million.")
        for typed in ("", "five", "$", "--5", "5 %", "1,23,456", "12 50", "USD 1-2 million", "250 mil", "1e5", "∞", "٣")
    ),
]


@pytest.mark.parametrize(("typed", "why"), REFUSED)
def test_what_could_be_two_sums_or_is_none_is_refused_with_what_to_write(typed: str, why: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        read_sum(typed, "USD", ("USD",))
    assert str(refused.value) == why


@pytest.mark.parametrize(
    ("used", "usual", "currency"),
    [((), "", "USD"), (("EUR",), "EUR", "USD"), (("CAD",), "CAD", "CAD"), (("EUR", "AUD"), "EUR", "AUD")],
)
def test_a_dollar_is_that_of_the_docket(used: tuple[str, ...], usual: str, currency: str) -> None:
    assert read_sum("$40k", usual, used) == Sum("40000", currency)


def test_a_dollar_is_asked_about_where_the_docket_has_several() -> None:
    with pytest.raises(InvalidRecord, match=r"“\$” could be CAD or USD in this docket\. Write the code"):
        read_sum("$40k", "USD", ("USD", "CAD", "EUR"))
    assert read_sum("C$40k", "USD", ("USD", "CAD")) == Sum("40000", "CAD")


@given(
    st.decimals(min_value=-(10**15), max_value=10**15, places=4) | st.integers(-(10**15), 10**15),
    st.sampled_from(["", "USD", "KWD", "JPY"]),
)
def test_what_an_input_of_money_shows_is_read_back_as_it_was(number: object, currency: str) -> None:
    figure = decimal_text(str(number))
    assert read_sum(figure_text(figure, currency), currency) == Sum(figure, currency)
