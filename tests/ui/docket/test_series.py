"""A series in the table: its earliest open occurrence, and how many are open behind it."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from model.ledger.commands import PutMany
from tests.builders import docket_of
from tests.model.assess.leases import LEASE, MONTHLY, RECORDS, RENT, paid
from tests.ui.docket.making import model_on
from ui.docket.columns import COLUMN, INDEX
from ui.docket.entry import DocketEntry
from ui.docket.model import DocketModel
from ui.docket.reading import cells_as_text, cells_of
from ui.docket.table import DocketTable
from ui.frame.theme import Theme
from ui.shell.bars.bottombar import next_words
from ui.workspace import Workspace


@pytest.fixture
def model() -> DocketModel:
    return model_on(docket_of(RECORDS))


def entry(model: DocketModel, record_id: str = "rent") -> DocketEntry:
    row = model.row_of(record_id)
    assert row is not None
    found = model.entry(row)
    assert found is not None
    return found


def test_it_stands_by_its_earliest_open_occurrence_and_says_how_many_are_open(model: DocketModel) -> None:
    rent = entry(model)
    assert (rent.standing_word, rent.due.day, rent.open_count) == ("missed", date(1996, 4, 1), "4 of 10 open")
    assert rent.due_words == "Mon 1 Apr 1996, 233 days ago, 4 of 10 open"
    assert "4 of 10 open" in cells_as_text(cells_of([rent], [COLUMN["due"]]))


def test_a_series_in_order_says_nothing_more() -> None:
    first = replace(RENT, deadline=replace(MONTHLY, start=date(1996, 10, 31), changed=()))
    october = paid(date(1996, 10, 31), date(1996, 10, 30))
    rent = entry(model_on(docket_of((LEASE, first, october))))
    assert (rent.open_count, rent.due_words) == ("", "Mon 2 Dec 1996, in 12 days")


@pytest.mark.parametrize("column", ["standing", "due", "title"])
def test_the_tooltip_names_each_open_occurrence(
    model: DocketModel, qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch, column: str
) -> None:
    table = DocketTable(model, theme)
    qtbot.addWidget(table)
    table.resize(1200, 500)
    table.show()
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, words, _view: said.append(words))
    row = model.row_of("rent")
    assert row is not None
    index = model.index(row, INDEX[column])
    help_event = QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 1), QPoint(1, 1))
    table.itemDelegate().helpEvent(help_event, table, QStyleOptionViewItem(), index)
    (words,) = said
    for part in ("4 of 10 open", "Mon 1 Jul 1996 (for Sun 30 Jun 1996) missed", "next Mon 2 Dec 1996"):
        assert part in words
    assert not table.grab().isNull()


def test_the_bottom_bar_names_the_next_one_behind_what_was_missed(qapp: QApplication, workspace: Workspace) -> None:
    workspace.do(PutMany(RECORDS, "Enter the lease"))
    assert workspace.assessment["rent"].due == date(1996, 4, 1)
    assert next_words(workspace) == "Next: 24 on Mon 2 Dec, in 12 days"
