"""A period's figures: typed or pasted from a spreadsheet, read without a guess, recorded as one change."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from model.docket import Docket
from model.errors import InvalidRecord
from model.ledger.commands import Put
from model.ledger.ledger import Ledger
from model.ledger.pasted import MOST_CELLS, Cell, Pasted, read_pasted, read_value
from model.ledger.period import record_figures, standing_figure
from model.record.figure import Figure
from model.record.metric import Metric
from tests.model.ledger.matters import docket

ASSETS = Metric(id="assets", name="Current assets", currency="USD")
EQUITY = Metric(id="equity", name="Consolidated tangible shareholders’ equity", short_name="equity", currency="USD")
SHARE = Metric(id="share", name="Minority share", unit="percent")
COVER = Metric(id="cover", name="Cover", unit="ratio")
ROWS = ("assets", "equity", "share")
SEP, OCT = date(1996, 9, 30), date(1996, 10, 31)
MOMENT = datetime(1996, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def book() -> Docket:
    return docket(ASSETS, EQUITY, SHARE, COVER)


def values(found: Pasted) -> list[tuple[str, date, str]]:
    return [(cell.metric, cell.day, cell.value) for cell in found.cells]


WHOLE = [("assets", SEP, "8500000"), ("assets", OCT, "7000000"), ("equity", SEP, "16800000"), ("equity", OCT, "-100.5")]
PASTES = [
    ("\t30 Sep 1996\t31 Oct 1996\nCurrent assets\t8,500,000\t$7,000,000\nEquity\t16,800,000.00\t(100.50)\n", WHOLE),
    ("1996-09-30\t1996-10-31\r\n8500000\t7000000\r\n16800000\t-100.5\r\n", WHOLE),
    ("8500000\t7000000\n16800000\t−100.5", WHOLE),
    ("Current assets\t8500000\t7000000\nCONSOLIDATED TANGIBLE SHAREHOLDERS' EQUITY\t16800000\t-100.5", WHOLE),
    ("8500000", WHOLE[:1]),
    ("-\tn/a\n\n12.5%\t", [("share", SEP, "12.5")]),
]


@pytest.mark.parametrize(("text", "read"), PASTES, ids=range(len(PASTES)))
def test_a_paste_is_read_with_or_without_its_heads(book: Docket, text: str, read: list[tuple[str, date, str]]) -> None:
    found = read_pasted(book, text, ROWS, (SEP, OCT))
    assert (values(found), found.unread) == (read, ())


UNREAD = [
    (
        "Goodwill\t5\nCurrent assets\t6",
        (0, 0, "Goodwill"),
        "“Goodwill” is no metric of this docket. Enter it first.",
        1,
    ),
    ("5\t6\t7", (0, 2, "7"), "There is no column of the table for it. Paste further left.", 2),
    ("1\n2\n3%\n4", (3, 0, "4"), "There is no row of the table for it. Paste higher up.", 3),
    ("2,5\t6", (0, 0, "2,5"), "“2,5” could be two sums. Write 25 or 2.5.", 1),
    ("5%\t6", (0, 0, "5%"), "“5%” is a per cent, and Current assets is not. Write it in its own unit.", 1),
    ("\t30 Sep 1996\t10/11/1996\nEquity\t1\t2", (0, 2, "10/11/1996"), None, 1),
]


@pytest.mark.parametrize(("text", "place", "message", "read"), UNREAD, ids=range(len(UNREAD)))
def test_what_cannot_be_read_is_told_with_its_cell_and_the_rest_is_read(
    book: Docket, text: str, place: tuple[int, int, str], message: str | None, read: int
) -> None:
    found = read_pasted(book, text, ROWS, (SEP, OCT))
    (only,) = found.unread
    assert tuple(only)[:3] == place
    assert message is None or only.message == message
    assert len(found.cells) == read


def test_a_paste_beyond_measure_is_refused_whole(book: Docket) -> None:
    found = read_pasted(book, "1\t" * (MOST_CELLS + 1), ROWS, (SEP, OCT))
    assert (found.cells, len(found.unread)) == ((), 1)


@pytest.mark.parametrize(
    ("metric", "typed", "value"),
    [
        (ASSETS, " $ 1,200.50 ", "1200.5"),
        (ASSETS, "USD 1200", "1200"),
        (ASSETS, "1200 USD", "1200"),
        (ASSETS, "(0)", "0"),
        (ASSETS, "-$5", "-5"),
        (SHARE, "175 %", "175"),
        (SHARE, "175", "175"),
        (COVER, "1.40", "1.4"),
    ],
)
def test_a_value_is_read_as_it_is_typed(metric: Metric, typed: str, value: str) -> None:
    assert read_value(metric, typed) == value


@pytest.mark.parametrize(("metric", "typed"), [(COVER, "140 %"), (ASSETS, "CAD 5"), (ASSETS, "five"), (COVER, "")])
def test_a_value_in_another_unit_is_refused(metric: Metric, typed: str) -> None:
    with pytest.raises(InvalidRecord):
        read_value(metric, typed)


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
