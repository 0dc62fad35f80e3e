"""The editor's threshold: what it does not ask for stays as it is."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from model.ledger.commands import Put
from model.record.amount import EquityCure, Stepped
from model.record.metric import Metric
from tests.ui.editor.conftest import Open
from ui.workspace import Workspace


def test_a_formula_its_steps_and_its_cure_outlive_an_edit_of_the_figure(workspace: Workspace, edit: Open) -> None:
    test = workspace.docket.obligations["usmx-03"]
    assert test.threshold is not None
    worked_out = replace(
        test.threshold,
        formula="[equity]",
        steps=(Stepped(since=date(1997, 1, 1), value="18000000"),),
        equity_cure=EquityCure(metric="equity"),
    )
    workspace.do(Put(Metric(id="equity", name="Tangible equity", currency="USD")))
    workspace.do(Put(replace(test, threshold=worked_out)))
    _, hand = edit("obligation", "usmx-03")
    hand.type("threshold.figure", "17,000,000")
    hand.click("editor.save")
    assert workspace.docket.obligations["usmx-03"].threshold == replace(worked_out, value="17000000")
