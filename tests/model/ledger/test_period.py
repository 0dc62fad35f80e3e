"""A period's figures are recorded as one change."""

from __future__ import annotations

from datetime import UTC, date, datetime

from model.ledger.commands import Put
from model.ledger.ledger import Ledger
from model.ledger.period import Cell, record_figures, standing_figure
from model.record.figure import Figure
from model.record.metric import Metric

ASSETS = Metric(id="assets", name="Current assets", currency="USD")
EQUITY = Metric(id="equity", name="Consolidated tangible shareholders’ equity", short_name="equity", currency="USD")
SHARE = Metric(id="share", name="Minority share", unit="percent")
COVER = Metric(id="cover", name="Cover", unit="ratio")
ROWS = ("assets", "equity", "share")
SEP, OCT = date(1996, 9, 30), date(1996, 10, 31)
MOMENT = datetime(1996, 11, 20, 9, tzinfo=UTC)


def test_a_period_is_recorded_as_one_change_and_corrected_in_place(ledger: Ledger) -> None:
    for metric in (ASSETS, EQUITY):
        ledger.do(Put(metric))
    cells = [Cell("assets", OCT, "7000000"), Cell("equity", OCT, "16100000")]
    command = record_figures(ledger.docket, cells, who="Finance", at=MOMENT)
    assert command is not None
    assert ledger.do(command).label == "Record 2 figures as of Thu 31 Oct 1996"
    assert record_figures(ledger.docket, cells, who="Legal", at=MOMENT) is None
    revised = [cells[0], Cell("equity", OCT, "16000000")]
    again = record_figures(ledger.docket, revised, who="Legal", at=MOMENT)
    assert again is not None
    ledger.do(again)
    found = standing_figure(ledger.docket, "equity", OCT, expected=False)
    assert isinstance(found, Figure)
    assert (found.value, found.recorded_by, len(ledger.docket.figures)) == ("16000000", "Legal", 2)
    guess = record_figures(
        ledger.docket, [Cell("equity", OCT, "1"), Cell("equity", SEP, "2")], who="F", at=MOMENT, expected=True
    )
    assert guess is not None
    assert guess.label == "Record 2 expected figures from Mon 30 Sep 1996 to Thu 31 Oct 1996"
    ledger.do(guess)
    assert len(ledger.docket.figures) == 4
    ledger.undo()
    assert len(ledger.docket.figures) == 2
