"""Amounts performed in parts, over and under, with what remains; funds whose allocations must add up."""

from __future__ import annotations

import doctest
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from model.assess import amounts, assess
from model.assess.amounts import Allocated, AmountAccount, Known, account_of, allocated_by, leeway
from model.docket import Docket
from model.record.amount import Amount
from model.record.conditions import Link
from model.record.fact import Cancelled, Performed
from model.record.figure import Figure
from model.record.obligation import Obligation
from model.wording.sentences import reason_text
from tests.builders import docket_of, sample_docket
from tests.model.assess.dockets import BANK
from tests.model.assess.numbered import on
from tests.model.assess.small import agreement, duty, fact, figure, metric, owed, part

# --- In parts, over and under -----------------------------------------------------------------------------


def account(bound: str, *facts: Any) -> AmountAccount:
    """What stands to 100 dollars, performed on days one after the other."""
    made = tuple(fact(day, what, minute=day) for day, what in enumerate(facts))
    found = account_of(duty(amount=owed(bound)), made)
    assert found is not None
    return found


ALL = Performed(in_full=True)
ACCOUNTS = [
    # bound, performances; performed, remains, over, under
    ("exactly", (), "0", "100", None, None),
    ("exactly", (part(30), part(50)), "80", "20", None, None),
    ("exactly", (part(30), part(70)), "100", None, None, None),
    ("exactly", (part(30), part(90)), "120", None, "20", None),
    ("exactly", (part(30), part(50, in_full=True)), "80", None, None, "20"),
    ("exactly", (ALL,), "0", None, None, None),
    ("at least", (part(30), part(90)), "120", "10", None, None),
    ("at least", (part(30), part(120)), "150", None, None, None),
    ("at most", (part(38),), "38", "62", None, None),
    ("at most", (part(38, in_full=True),), "38", None, None, None),
    ("at most", (part(70), part(70)), "140", None, "40", None),
    ("about", (part(80),), "80", "20", None, None),
    ("about", (part(80, in_full=True),), "80", None, None, None),
    ("about", (part(20), part(20, in_full=True)), "40", None, None, "60"),
    ("about", (part(140),), "140", None, None, None),
    ("about", (part(160),), "160", None, "60", None),
]


@pytest.mark.parametrize(("bound", "facts", "performed", "remains", "over", "under"), ACCOUNTS)
def test_what_stands_to_an_amount(
    bound: str, facts: tuple[Any, ...], performed: str, remains: str | None, over: str | None, under: str | None
) -> None:
    found = account(bound, *facts)
    said = [None if one is None else str(one) for one in (found.remains, found.over, found.under)]
    assert (str(found.performed), said) == (performed, [remains, over, under])
    assert len(found.parts) == len(facts)


def test_a_sum_in_another_currency_is_named_and_not_counted() -> None:
    found = account("exactly", part(30), Performed(amount="50", currency="EUR"))
    assert (found.performed, found.remains) == (Decimal(30), Decimal(70))
    assert [one.partition("-")[0] for one in found.foreign] == ["x"]
    assert [one.amount for one in found.parts] == [Decimal(30), None]


def test_without_an_amount_there_is_no_account() -> None:
    assert account_of(duty(), ()) is None


@pytest.mark.parametrize(
    ("value", "half"), [("2400000", "50000"), ("600000", "50000"), ("4510000", "5000"), ("7", "0.5"), ("2.5", "0.05")]
)
def test_about_is_right_to_half_of_its_last_figure(value: str, half: str) -> None:
    assert leeway(Amount(value=value, currency="USD", bound="about")) == Decimal(half)
    assert leeway(Amount(value=value, currency="USD")) == 0


def said(docket: Docket, code: str, one: str = "x", day: int = 20) -> list[str]:
    found = assess(docket, on(day))[one].reasons
    return [reason_text(docket, reason) for reason in found if reason.code == code]


def test_over_and_under_are_reasons() -> None:
    over = docket_of((duty(amount=owed("exactly")), fact(3, part(70)), fact(4, part(90))))
    assert said(over, "performed over") == ["Performed with $60 more than is owed ($100)"]
    under = docket_of((duty(amount=owed("exactly")), fact(3, part(70, in_full=True))))
    assert said(under, "performed under") == ["Recorded as performed in full, $30 less than is owed ($100)"]
    right = docket_of((duty(amount=owed("exactly")), fact(3, part(100))))
    assert said(right, "performed over") + said(right, "performed under") == []


# --- Funds ------------------------------------------------------------------------------------------------


def allocation(id: str, value: str, bound: Any = "exactly", **fields: Any) -> Obligation:
    fields.setdefault("fund", "account")
    amount = Amount(value=value, currency=fields.pop("currency", "USD"), bound=bound)
    return duty(id, None, kind="allocation", amount=amount, **fields)


ACCOUNT = (BANK, metric("account", name="Proceeds Account", lasts=True))


def fund(*records: Any, held: str = "100") -> Docket:
    return docket_of((*ACCOUNT, figure("account", 0, held), *records))


OFF = "What is allocated does not add up: "
FUNDS = [
    (fund(allocation("x", "60"), allocation("y", "40")), True, ""),
    (
        fund(allocation("x", "60"), allocation("y", "30")),
        False,
        OFF + "X and Y come to $90, $10 less than the $100 of Proceeds Account",
    ),
    (
        fund(allocation("x", "60"), allocation("y", "70")),
        False,
        OFF + "X and Y come to $130, $30 more than the $100 of Proceeds Account",
    ),
    (fund(allocation("x", "60", "about"), allocation("y", "44")), True, ""),
    (
        fund(allocation("x", "60", "about"), allocation("y", "46")),
        False,
        OFF + "X and Y come to about $106, $6 more than the $100 of Proceeds Account",
    ),
    (fund(allocation("x", "90")), False, OFF + "X comes to $90, $10 less than the $100 of Proceeds Account"),
    (fund(allocation("x", "60"), allocation("y", "40", currency="EUR")), None, ""),
    (docket_of((*ACCOUNT, allocation("x", "60"))), None, ""),
    (fund(allocation("x", "100"), allocation("y", "40"), fact(1, Cancelled(), "y")), True, ""),
    (fund(agreement(30), allocation("x", "100"), allocation("y", "40", instrument="i")), True, ""),
]


def allocated_on(docket: Docket, day: date, record_id: str) -> Allocated | None:
    positions = assess(docket, day).positions
    known = Known(
        day,
        lambda one: positions[one].standing,
        lambda one: positions[one].performed,
        lambda one: docket.obligations[one].amount,
    )
    return allocated_by(docket, known, docket.obligations[record_id])


@pytest.mark.parametrize(("docket", "adds_up", "warning"), FUNDS, ids=range(len(FUNDS)))
def test_allocations_of_a_fund_add_up_or_are_warned_of(docket: Docket, adds_up: bool | None, warning: str) -> None:
    found = allocated_on(docket, on(20), "x")
    assert found is not None
    assert found.adds_up is adds_up
    assert said(docket, "fund does not add up") == ([warning] if warning else [])


def test_a_fund_may_be_what_an_obligation_brings_in() -> None:
    paid = {"fund": None, "paid_from": (Link(to="o"),)}
    offering = duty("o", 10, amount=Amount(value="90", currency="USD", bound="at least"))
    records = (BANK, offering, allocation("x", "60", **paid), allocation("y", "40", **paid))
    before = docket_of(records)
    found = allocated_on(before, on(5), "x")
    assert found is not None
    assert (found.total, found.adds_up) == (None, None)
    closed = docket_of((*records, fact(8, part(94), "o")))
    assert said(closed, "fund does not add up") == [OFF + "X and Y come to $100, $6 more than the $94 of O"]


def test_what_is_no_allocation_is_of_no_fund() -> None:
    docket = docket_of((duty(),))
    assert allocated_on(docket, on(5), "x") is None


# --- The sample: 7.5 = 2.4 + 4.5 + 0.6 --------------------------------------------------------------------


@pytest.fixture(scope="module")
def usmx() -> Docket:
    return sample_docket()


def test_the_proceeds_account_of_the_filing_adds_up(usmx: Docket) -> None:
    found = allocated_on(usmx, date(1996, 11, 20), "usmx-12")
    assert found is not None
    assert found.allocations == ("usmx-11", "usmx-12", "usmx-13")
    assert (found.sum, found.total, found.difference) == (Decimal(7_500_000), Decimal(7_500_000), Decimal(0))
    assert (found.leeway, found.about, found.adds_up) == (Decimal(150_000), True, True)


@pytest.mark.parametrize(
    ("held", "warning"),
    [
        ("7650000", ""),
        (
            "7700000",
            OFF + "USMX-11 to USMX-13 come to about $7,500,000, $200,000 less than the $7,700,000 of Proceeds Account",
        ),
    ],
)
def test_another_sum_in_the_account_is_warned_of_beyond_what_about_allows(
    usmx: Docket, held: str, warning: str
) -> None:
    (known,) = usmx.figures.values()
    assert isinstance(known, Figure)
    records = [record for _, record in usmx.records() if record.id != known.id]
    docket = docket_of((*records, replace(known, value=held)))
    found = assess(docket, date(1996, 11, 20))["usmx-13"].reasons
    texts = [reason_text(docket, one) for one in found if one.code == "fund does not add up"]
    assert texts == ([warning] if warning else [])


def test_the_right_to_re_advances_is_drawn_in_part(usmx: Docket) -> None:
    found = account_of(usmx.obligations["usmx-22"], usmx.facts_about["usmx-22"])
    assert found is not None
    assert (found.performed, found.remains, found.over) == (Decimal(3_800_000), Decimal(700_000), None)


def test_the_examples_run() -> None:
    assert doctest.testmod(amounts).failed == 0
