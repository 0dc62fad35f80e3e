"""Financial tests at entry: names told apart, units that go together, figures that count, deletion in order."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from model.errors import InUseError
from model.ledger.commands import Delete, Put
from model.ledger.entry import entry_notes, entry_problems
from model.ledger.ledger import Ledger
from model.record.amount import EquityCure, Threshold
from model.record.base import Record
from model.record.deadline import Open, While
from model.record.figure import Figure
from model.record.metric import Metric
from tests import builders
from tests.model.ledger import matters
from tests.model.ledger.matters import docket, duty

changed = msgspec.structs.replace

PROFIT = Metric(id="metric-profit", name="Consolidated EBITDA", short_name="EBITDA", currency="USD")
INTEREST = Metric(id="metric-interest", name="Interest", currency="USD")
SHARES = Metric(id="metric-shares", name="Shares", unit="number")
ACCOUNT = Metric(id="metric-account", name="Proceeds Account", currency="USD", lasts=True)
COVER = Threshold(
    metric="interest cover", comparator="at least", value="2", formula="[metric-profit] ÷ [metric-interest]"
)


def cover(number: int = 50, **fields: Any) -> Record:
    return duty(number, "Cover", kind="test", deadline=While(), threshold=changed(COVER, **fields))


def figure(metric: str = "metric-profit", value: str = "5", name: str = "figure-1", **fields: Any) -> Figure:
    return builders.figure(metric, date(1996, 9, 30), value, id=name, **fields)


ALL = (PROFIT, INTEREST, SHARES, ACCOUNT)
ALLOCATED = duty(51, "To creditors", kind="allocation", fund="metric-account", deadline=Open(), review_by=matters.TODAY)

BROKEN: list[tuple[Record, str, str]] = [
    (cover(formula="[metric-profit] ÷ [metric-gone]"), "threshold", "The metric chosen as measure is not in this"),
    (cover(formula="[metric-profit] + [metric-shares]"), "threshold", "Money in USD and a plain number cannot be ad"),
    (cover(formula="[metric-profit]"), "threshold", "The formula comes out as money in USD, yet the threshold"),
    (
        cover(formula="[metric-shares] ÷ 2", equity_cure=EquityCure(metric="metric-shares")),
        "threshold",
        "An equity cure puts money in, and Shares is no money.",
    ),
    (changed(ALLOCATED, fund="metric-shares"), "fund", "Shares is no money, so nothing can be allocated from it."),
    (changed(PROFIT, unit="ratio", currency=""), "unit", "ACME-50 is worked out from it. A ratio cannot be divided by"),
    (changed(ACCOUNT, unit="number", currency=""), "unit", "ACME-51 is allocated from it, so it must be money."),
    (Metric(id="metric-new", name="ebitda", unit="ratio"), "name", "“ebitda” is already the name of another metric."),
    (Metric(id="metric-new", name="X", short_name="INTEREST", unit="ratio"), "name", "“interest” is already the name"),
    (figure(metric="metric-gone"), "metric", "The metric chosen as metric is not in this docket."),
]


@pytest.mark.parametrize(("record", "field", "message"), BROKEN, ids=[row[2][:30] for row in BROKEN])
def test_what_does_not_go_together_is_refused_beside_its_field(record: Record, field: str, message: str) -> None:
    found = entry_problems(docket(*ALL, cover(), ALLOCATED), record)
    assert [(problem.field, problem.message[: len(message)]) for problem in found] == [(field, message)]


SOUND: list[Record] = [
    cover(),
    cover(unit="percent", value="200"),
    cover(unit="money", currency="USD", formula="[metric-profit] − [metric-interest]"),
    cover(equity_cure=EquityCure(metric="metric-profit")),
    changed(PROFIT, name="Profit"),
    ALLOCATED,
    figure(),
]


@pytest.mark.parametrize("record", SOUND, ids=range(len(SOUND)))
def test_what_goes_together_is_entered(record: Record) -> None:
    assert entry_problems(docket(*ALL, cover(), ALLOCATED), record) == ()


NOTES = [
    (figure(), ""),
    (figure(name="figure-2", value="6"), "Consolidated EBITDA has 2 figures as of Mon 30 Sep 1996. The last recorded"),
    (figure(name="figure-2", expected=True), "Consolidated EBITDA is known as of Mon 30 Sep 1996, so what was"),
    (
        figure(name="figure-2", cure=True, made=date(1996, 10, 2)),
        "No test allows an equity cure by Consolidated EBITDA. The figure was recorded, but counts for nothing.",
    ),
]


@pytest.mark.parametrize(("record", "note"), NOTES, ids=[row[1][:20] for row in NOTES])
def test_a_figure_that_counts_for_nothing_says_so(record: Figure, note: str) -> None:
    notes = entry_notes(docket(*ALL, cover(), figure(), record), record)
    assert [one[: len(note)] for one in notes] == ([note] if note else [])


def test_a_metric_goes_with_its_figures_and_not_while_a_test_measures_it() -> None:
    standing = docket(*ALL, cover(), ALLOCATED, figure())
    with pytest.raises(InUseError, match="EBITDA cannot be deleted: ACME-50 measures it"):
        Delete("metric", "metric-profit")(standing)
    with pytest.raises(InUseError, match="Proceeds Account cannot be deleted: ACME-51 is made of it"):
        Delete("metric", "metric-account")(standing)
    edit = Delete("metric", "metric-profit")(docket(*ALL, figure()))
    assert [change.id for change in edit.changes] == ["figure-1", "metric-profit"]


def test_figures_are_found_by_their_words_and_stand_in_the_history_of_their_metric(ledger: Ledger) -> None:
    ledger.do(Put(PROFIT))
    ledger.do(Put(figure(note="From the compliance certificate")))
    assert ledger.search("certificate") == ("figure-1",)
    assert ledger.search("ebitda") == ("metric-profit",)
    assert [entry.label for entry in ledger.history("metric-profit")] == [
        "Record the figure of Consolidated EBITDA as of Mon 30 Sep 1996: USD 5",
        "Enter metric Consolidated EBITDA",
    ]
