"""A test is set up from nothing: its metrics with their definitions, its formula by names, its steps and its cure."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLineEdit

from model.days.operation import Add
from model.ledger.commands import Put
from model.record.amount import EquityCure, Stepped
from model.record.metric import Metric
from tests.ui.editor.conftest import Open
from ui.editor.forms import FORMS
from ui.workspace import Workspace

ASSETS = Metric(id="assets", name="Current assets", currency="USD")
DEBTS = Metric(id="debts", name="Current liabilities", short_name="current debts", currency="USD")
SHARES = Metric(id="shares", name="Shares", unit="number", lasts=True)


@pytest.fixture
def measured(workspace: Workspace) -> Workspace:
    for metric in (ASSETS, DEBTS, SHARES):
        workspace.do(Put(metric))
    return workspace


def test_every_field_of_a_metric_stands_in_its_editor() -> None:
    assert {slot.name for page in FORMS["metric"] for slot in page.slots} == set(Metric.__struct_fields__)


def test_a_metric_is_entered_with_its_definition(workspace: Workspace, edit: Open) -> None:
    _, hand = edit("metric", "")
    hand.type("name.text", "Consolidated EBITDA")
    hand.type("short_name.text", "EBITDA")
    hand.click("definitions.add")
    hand.pick("definitions.1.instrument", "Credit Agreements")
    hand.type("definitions.1.locator", "§ 1.1")
    hand.type("definitions.1.since", "31 Mar 1997")
    hand.type("definitions.1.words", "earnings before interest, taxes, depreciation and amortisation")
    hand.click("editor.save")
    (made,) = [one for one in workspace.docket.metrics.values() if one.name == "Consolidated EBITDA"]
    (definition,) = made.definitions
    assert (made.short, made.unit, made.currency, made.lasts) == ("EBITDA", "money", "USD", False)
    assert (definition.instrument, definition.locator, definition.since) == (
        "credit-agreements",
        "§ 1.1",
        date(1997, 3, 31),
    )
    assert definition.words.startswith("earnings before interest")


def test_a_formula_is_written_by_names_and_held_by_ids(measured: Workspace, edit: Open) -> None:
    editor, hand = edit("obligation", "usmx-02")
    hand.type("threshold.formula.text", "current assets / current debts")
    hand.click("editor.save")
    threshold = measured.docket.obligations["usmx-02"].threshold
    assert threshold is not None
    assert threshold.formula == "[assets] ÷ [debts]"
    again, _ = edit("obligation", "usmx-02")
    assert again is not editor
    shown = again.findChild(QLineEdit, "threshold.formula.text")
    assert isinstance(shown, QLineEdit)
    assert shown.text() == "Current assets ÷ current debts"


def test_a_metric_that_is_picked_is_put_into_the_formula(measured: Workspace, edit: Open) -> None:
    editor, hand = edit("obligation", "usmx-02")
    hand.pick("threshold.formula.metric", "Current assets")
    assert hand.find("threshold.formula.text", QLineEdit).text() == "Current assets"
    editor.reject()


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("current assets ÷", "The formula breaks off. Write what follows."),
        ("curent assets", "“curent assets” is no metric of this docket. Did you mean “current assets”?"),
        ("current assets", "The formula comes out as money in USD, yet the threshold is a ratio. Correct one of them."),
        (
            "current assets + shares",
            "Money in USD and a plain number cannot be added. Correct the formula.",
        ),
    ],
)
def test_a_formula_that_does_not_hold_is_refused_beside_it(
    measured: Workspace, edit: Open, formula: str, said: str
) -> None:
    editor, hand = edit("obligation", "usmx-02")
    hand.type("threshold.formula.text", formula)
    hand.click("editor.save")
    assert editor.isVisible()
    assert editor.form.rows["threshold"].message == said
    threshold = measured.docket.obligations["usmx-02"].threshold
    assert threshold is not None
    assert threshold.formula == ""
    editor.discard()
    editor.reject()


def test_steps_and_an_equity_cure_are_entered(measured: Workspace, edit: Open) -> None:
    _, hand = edit("obligation", "usmx-02")
    hand.type("threshold.formula.text", "current assets ÷ current debts")
    hand.click("threshold.steps.add")
    hand.type("threshold.steps.1.figure", "2.5")
    hand.type("threshold.steps.1.from", "31 Mar 1997")
    hand.pick("threshold.cure.metric", "Current assets")
    hand.click("threshold.cure.within.add")
    hand.number("threshold.cure.within.1.number", 10)
    hand.number("threshold.cure.most", 2)
    hand.number("threshold.cure.in_tests", 4)
    hand.click("editor.save")
    threshold = measured.docket.obligations["usmx-02"].threshold
    assert threshold is not None
    assert threshold.steps == (Stepped(since=date(1997, 3, 31), value="2.5"),)
    assert threshold.equity_cure == EquityCure(metric="assets", within=(Add(n=10, unit="day"),), most=2, in_tests=4)
