"""A period's figures in one table: typed or pasted, told beforehand what they would say, entered as one change."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from model.outlook.covenants.financial import result_on
from ui.covenants.entry import FiguresDialog
from ui.frame.theme import Theme
from ui.workspace import Workspace

_ACROSS = Qt.Orientation.Horizontal
NOVEMBER = date(1996, 11, 20)


@pytest.fixture
def dialog(worked: Workspace, theme: Theme, host: QWidget) -> FiguresDialog:
    made = FiguresDialog(worked, theme, "", host)
    made.show()
    return made


def test_the_rows_are_the_metrics_of_all_tests_and_the_days_the_last_today_and_what_is_expected(
    dialog: FiguresDialog,
) -> None:
    model = dialog.grid_view.figures
    assert [one.short for one in dialog.sheet.metrics] == [
        "current assets", "current liabilities", "tangible shareholders’ equity", "total liabilities",
    ]  # fmt: skip
    assert [model.headerData(n, _ACROSS) for n in range(model.columnCount())] == [
        "Mon 30 Sep 1996", "Thu 31 Oct 1996", "Wed 20 Nov 1996", "expected, Tue 31 Dec 1996",
    ]  # fmt: skip
    assert dialog.sheet.text((2, 1)) == "16,100,000"


def paste(dialog: FiguresDialog, text: str, row: int = 0, column: int = 2) -> None:
    QGuiApplication.clipboard().setText(text)
    dialog.grid_view.go_to((row, column))
    QTest.keySequence(dialog.grid_view, QKeySequence(QKeySequence.StandardKey.Paste))
    dialog.preview()


def test_a_pasted_column_is_told_beforehand_and_entered_as_one_change(dialog: FiguresDialog, worked: Workspace) -> None:
    paste(dialog, "$ 12,500,000\n5,000,000\n18,000,000.00\n32,000,000\n")
    assert dialog.sentence.text() == "2 would be met; 1 would fail."
    assert dialog.state.text() == "4 figures to enter. Closing keeps what is typed."
    before = len(worked.docket.figures)
    dialog.save()
    assert len(worked.docket.figures) == before + 4
    assert worked.ledger is not None
    assert worked.ledger.undo_label == "Record 4 figures as of Wed 20 Nov 1996"
    worked.undo()
    assert len(worked.docket.figures) == before


def test_nothing_is_entered_until_every_cell_can_be_read(dialog: FiguresDialog, worked: Workspace) -> None:
    paste(dialog, "12,500,000\n12,5\n£3\n-\n")
    assert sorted(dialog.grid_view.figures.problems) == [(1, 2), (2, 2), (3, 2)]
    assert dialog.message.text() == (
        "current liabilities, Wed 20 Nov 1996: “12,5” could be two sums. Write 125 or 12.5."
    )
    assert not dialog.save_button.isEnabled()
    before = worked.docket
    dialog.save()
    assert worked.docket is before
    assert (dialog.grid_view.currentIndex().row(), dialog.grid_view.currentIndex().column()) == (1, 2)


def test_a_figure_that_stands_is_corrected_in_its_place(dialog: FiguresDialog, worked: Workspace) -> None:
    paste(dialog, "(16,500,000)", 2, 1)
    assert dialog.sheet.typed == {(2, 1): "(16,500,000)"}
    count = len(worked.docket.figures)
    dialog.save()
    assert len(worked.docket.figures) == count
    assert worked.docket.figures["equity-1996-10-31"].value == "-16500000"


def test_typing_what_stands_already_is_no_change(dialog: FiguresDialog) -> None:
    paste(dialog, "16,100,000", 2, 1)
    assert dialog.sheet.typed == {}
    assert not dialog.save_button.isEnabled()


def test_a_day_to_come_holds_what_is_expected_and_counts_for_nothing(dialog: FiguresDialog, worked: Workspace) -> None:
    dialog.day_edit.setText("31 Mar 1997")
    dialog.take_day()
    assert dialog.sheet.is_expected(4)
    paste(dialog, "1\n2", 0, 4)
    dialog.save()
    made = [one for one in worked.docket.figures.values() if one.as_of == date(1997, 3, 31)]
    assert [one.expected for one in made] == [True, True]
    told = result_on(worked.docket, worked.docket.obligations["usmx-02"], NOVEMBER)
    assert told is not None
    assert told.by == "hand"


def test_what_has_no_place_is_said(dialog: FiguresDialog) -> None:
    paste(dialog, "1\t2\t3", 0, 3)
    assert dialog.message.text().startswith("2 pasted cells found no place in the table.")


def test_one_test_has_its_own_metrics(dialog: FiguresDialog) -> None:
    paste(dialog, "1\n2\n3\n4")
    dialog.scope.setCurrentIndex(dialog.scope.findData("usmx-04"))
    assert [one.id for one in dialog.sheet.metrics] == ["liabilities", "equity"]
    assert dialog.sheet.typed == {(1, 2): "3", (0, 2): "4"}


def test_without_formulas_it_says_what_to_do(worked: Workspace, theme: Theme, host: QWidget) -> None:
    worked.undo()
    made = FiguresDialog(worked, theme, "", host)
    made.show()
    assert made.empty.heading.text() == "No test is worked out from figures yet."
    assert [button.text() for button in made.empty.buttons()] == ["New metric"]


def test_the_names_of_metrics_are_written_in_their_own_letters(dialog: FiguresDialog, theme: Theme) -> None:
    heads = dialog.grid_view.verticalHeader()
    row = 2  # “tangible shareholders’ equity”: in small caps nothing of “tangible” would stand below the line
    top, high = heads.sectionViewportPosition(row), heads.sectionSize(row)
    image = heads.viewport().grab().toImage()
    line = round(theme.baseline(theme.font("body"), top, high))
    ground = image.pixelColor(1, line + 2)
    wide = QFontMetrics(theme.font("body")).horizontalAdvance("tangible")
    below = [image.pixelColor(x, y) for y in range(line + 2, line + 4) for x in range(wide)]
    assert any(each != ground for each in below)
