"""Inputs of money take a sum as counsel writes it, in the docket's currency where none is written."""

from __future__ import annotations

import pytest

from model.record.amount import Amount
from tests.ui.editor.conftest import Open
from ui.workspace import Workspace

SUMS = [
    ("100,000", Amount(value="100000", currency="USD")),
    ("$2.5m", Amount(value="2500000", currency="USD")),
    ("EUR 1.2 million", Amount(value="1200000", currency="EUR")),
]


@pytest.mark.parametrize(("typed", "amount"), SUMS)
def test_an_amount_is_typed_in_one_input_with_its_currency(
    workspace: Workspace, edit: Open, typed: str, amount: Amount
) -> None:
    _, hand = edit("obligation", "usmx-17")
    hand.type("amount.figure", typed)
    hand.click("editor.save")
    assert workspace.docket.obligations["usmx-17"].amount == amount
