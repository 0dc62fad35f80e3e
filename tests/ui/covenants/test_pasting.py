"""What a spreadsheet hands over is read as it is meant, or refused with what to do."""

from __future__ import annotations

from datetime import date

import pytest

from model.record.metric import Metric
from ui.covenants.pasting import Unreadable, place_block, read_block, read_figure

SALES = Metric(id="sales", name="Net sales", short_name="sales", currency="USD")
SHARE = Metric(id="share", name="Share", unit="percent")
COSTS = Metric(id="costs", name="Operating costs", short_name="costs", currency="USD")
TODAY = date(1996, 11, 20)
DAYS = [date(1996, 9, 30), date(1996, 12, 31)]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1250000", "1250000"),
        ("1,250,000.50", "1250000.5"),
        (" $ 1,250,000 ", "1250000"),
        ("$ (1,250,000)", "-1250000"),
        ("(1,250)", "-1250"),
        ("1,250-", "-1250"),
        ("−12.5", "-12.5"),
        ("USD 3", "3"),
        ("3 USD", "3"),
        ("0", "0"),
        ("", ""),
    ],
)
def test_money_is_read_as_spreadsheets_write_it(typed: str, read: str) -> None:
    assert read_figure(typed, SALES) == read


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("-", "A dash alone can be zero or nothing. Write 0, or clear the cell."),
        ("12,5", "“12,5” could be two sums. Write 125 or 12.5."),
        ("£30", "sales is in USD, not in GBP. Convert it first."),
        ("EUR 30", "sales is in USD, not in EUR. Convert it first."),
    ],
)
def test_what_could_be_two_things_is_refused(typed: str, why: str) -> None:
    assert read_figure(typed, SALES) == Unreadable(why)


def test_a_per_cent_is_read_in_a_per_cent_alone() -> None:
    assert read_figure("175 %", SHARE) == "175"
    assert isinstance(read_figure("175%", SALES), Unreadable)
    assert read_figure("$5", SHARE) == Unreadable("Share is no money. Write the figure alone.")


def test_a_block_goes_from_the_cell_on_and_what_has_no_place_is_counted() -> None:
    placed = place_block(read_block("1\t2\n3\t4\n5\t6\n"), [SALES, COSTS], DAYS, 0, 1, TODAY)
    assert placed.cells == {(0, 1): "1", (1, 1): "3"}
    assert placed.beyond == 4


def test_a_block_with_names_and_days_says_itself_where_it_goes() -> None:
    block = read_block("\t31 Dec 1996\tSep 30, 1996\nOperating costs\t7\t8\nSALES\t9\t10\nOther\t1\t1\n")
    placed = place_block(block, [SALES, COSTS], DAYS, 1, 1, TODAY)
    assert placed.cells == {(1, 1): "7", (1, 0): "8", (0, 1): "9", (0, 0): "10"}
    assert placed.beyond == 2


def test_a_cell_with_a_line_end_is_one_cell() -> None:
    assert read_block('"a\nb"\t2\n\n') == [["a\nb", "2"]]
