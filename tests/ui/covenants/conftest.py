"""The sample with its three tests worked out from figures. Every figure is INVENTED: the filing gives none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from model.ledger.commands import PutMany
from model.record.figure import Figure
from model.record.metric import Definition, Metric
from ui.workspace import Workspace

METRICS = (
    ("current-assets", "Current assets", "current assets"),
    ("current-liabilities", "Current liabilities", "current liabilities"),
    ("equity", "Consolidated tangible shareholders’ equity", "tangible shareholders’ equity"),
    ("liabilities", "Total consolidated liabilities", "total liabilities"),
)
FORMULAS = {
    "usmx-02": "[current-assets] ÷ [current-liabilities]",
    "usmx-03": "[equity]",
    "usmx-04": "[liabilities] ÷ [equity]",
}
INVENTED = {
    date(1996, 7, 31): (11_500_000, 5_000_000, 18_400_000, 27_600_000),
    date(1996, 8, 31): (10_500_000, 5_000_000, 17_900_000, 29_500_000),
    date(1996, 9, 30): (8_500_000, 5_000_000, 16_800_000, 30_000_000),
    date(1996, 10, 31): (7_000_000, 5_000_000, 16_100_000, 30_900_000),
    date(1996, 12, 31): (11_000_000, 5_000_000, 18_000_000, 30_900_000),
}
"""In the order of the metrics; those of 31 December are expected."""


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """A window for dialogs to open over."""
    made = QWidget()
    made.resize(1200, 900)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def worked(workspace: Workspace) -> Workspace:
    """The workspace with metrics, formulas and invented figures."""
    definition = Definition(text="total shareholders’ equity less intangible assets", instrument="credit-agreements")
    metrics = [Metric(id=own, name=name, short_name=short, currency="USD") for own, name, short in METRICS]
    metrics[2] = replace(metrics[2], definitions=(definition,))
    workspace.do(PutMany(tuple(metrics), "Enter metrics"))
    workspace.do(PutMany(tuple(_figures(workspace)), "Enter figures"))
    tests = []
    for test, formula in FORMULAS.items():
        node = workspace.docket.obligations[test]
        assert node.threshold is not None
        tests.append(replace(node, threshold=replace(node.threshold, formula=formula)))
    workspace.do(PutMany(tuple(tests), "Give formulas"))
    return workspace


def _figures(workspace: Workspace) -> list[Figure]:
    return [
        Figure(
            id=f"{own}-{day}",
            metric=own,
            as_of=day,
            value=str(Decimal(value)),
            recorded_by="Legal",
            recorded_at=workspace.clock(),
            expected=day > workspace.today,
        )
        for day, values in INVENTED.items()
        for (own, _, _), value in zip(METRICS, values, strict=True)
    ]
