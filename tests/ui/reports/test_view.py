"""The status report: previewed as it will be, saved, and set anew when things change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from model.report.pages import page_count
from ui.frame.theme import Theme
from ui.reports.printing import print_pages
from ui.reports.view import ReportsView
from ui.shell.jobs import Jobs
from ui.workspace import Workspace


@pytest.fixture
def view(qtbot: QtBot, workspace: Workspace, theme: Theme) -> Iterator[ReportsView]:
    jobs = Jobs()
    made = ReportsView(workspace, theme, jobs)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitUntil(lambda: bool(made.pdf), timeout=30_000)
    yield made
    jobs.close()


def test_every_page_is_shown_and_named(view: ReportsView) -> None:
    count = page_count(view.pdf)
    names = [label.accessibleName() for label in view.area.findChildren(QLabel) if not label.isHidden()]
    assert names == [f"Page {number} of {count}" for number in range(1, count + 1)]


def test_another_day_sets_it_anew(view: ReportsView, workspace: Workspace, qtbot: QtBot) -> None:
    before = view.pdf
    workspace.set_day(date(1997, 1, 1))
    assert not view.pdf
    assert not view.save_button.isEnabled()
    qtbot.waitUntil(lambda: bool(view.pdf), timeout=30_000)
    assert view.pdf != before


def test_what_is_saved_is_what_was_shown(view: ReportsView, tmp_path: Path) -> None:
    view.ask_where = lambda _: tmp_path / "report"
    view.save()
    assert (tmp_path / "report.pdf").read_bytes() == view.pdf


def test_a_folder_that_cannot_be_written_to_is_said(
    view: ReportsView, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    view.ask_where = lambda _: tmp_path / "nowhere" / "report.pdf"
    with qtbot.waitSignal(workspace.failed):
        view.save()


def test_the_pages_go_to_a_printer(view: ReportsView, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFullPage(True)
    assert print_pages(view.pdf, printer) == page_count(view.pdf)
    assert page_count((tmp_path / "printed.pdf").read_bytes()) == page_count(view.pdf)
