"""Figures that are typed and not entered outlive the table, the window and a kill."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from model.ledger.draft import CardDraft
from model.ledger.ledger import Ledger
from ui.covenants.entry import FiguresDialog
from ui.covenants.opening import open_figures
from ui.editor import drafts_waiting, keep_drafts, offer_drafts
from ui.editor.drafts.waiting import WaitingDrafts
from ui.frame.theme import Theme
from ui.workspace import Workspace

NOVEMBER, TYPED = date(1996, 11, 20), "12,500,000"


def ledger_of(workspace: Workspace) -> Ledger:
    assert workspace.ledger is not None
    return workspace.ledger


def kept(workspace: Workspace) -> list[CardDraft]:
    return list(ledger_of(workspace).recall(CardDraft).values())


def open_table(workspace: Workspace, theme: Theme, host: QWidget, test: str = "") -> FiguresDialog:
    dialog = open_figures(workspace, theme, host, test)
    assert isinstance(dialog, FiguresDialog)
    return dialog


def type_figure(dialog: FiguresDialog, text: str = TYPED) -> None:
    column = dialog.sheet.days.index(NOVEMBER)
    dialog.grid_view.figures.type({(0, column): text})


@pytest.mark.parametrize("text", [TYPED, "12,5"])
def test_figures_that_are_typed_are_offered_again_after_a_kill(
    worked: Workspace, theme: Theme, clock: Callable[[], datetime], host: QWidget, text: str
) -> None:
    dialog = open_table(worked, theme, host)
    dialog.day_edit.setText("15 Nov 1996")
    dialog.take_day()
    type_figure(dialog, text)
    assert keep_drafts(worked)
    worked.open_ledger(Ledger.open(ledger_of(worked).path, clock=clock, who="Legal"))
    dialog.deleteLater()
    host.show()
    bar = offer_drafts(worked, theme, host)
    assert isinstance(bar, WaitingDrafts)
    bar.setParent(host)
    bar.show()
    assert bar.rows[0].name.text == "1 figure to enter, as of Wed 20 Nov 1996"
    QTest.keyClick(bar.rows[0].go_on, Qt.Key.Key_Space)
    again = QApplication.activeModalWidget()
    assert isinstance(again, FiguresDialog)
    assert [cell.text for cell in again.sheet.cells_typed()] == [text]
    again.discard()
    assert kept(worked) == []


def test_figures_stay_when_the_table_is_closed_and_go_when_they_are_entered(
    worked: Workspace, theme: Theme, host: QWidget
) -> None:
    dialog = open_table(worked, theme, host)
    type_figure(dialog)
    dialog.close_button.click()
    assert drafts_waiting(worked) == ("1 figure to enter",)
    assert len(kept(worked)) == 1
    again = open_table(worked, theme, host)
    assert [cell.text for cell in again.sheet.cells_typed()] == [TYPED]
    again.save()
    assert (kept(worked), drafts_waiting(worked)) == ([], ())


def test_a_table_of_one_test_shows_the_figures_that_were_typed_for_others(
    worked: Workspace, theme: Theme, host: QWidget
) -> None:
    dialog = open_table(worked, theme, host)
    type_figure(dialog)
    dialog.reject()
    again = open_table(worked, theme, host, "usmx-03")
    assert [cell.metric for cell in again.sheet.cells_typed()] == ["current-assets"]
    again.discard()
