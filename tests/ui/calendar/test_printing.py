"""The month on paper: printed by the dialog, saved as a PDF, on the paper that was chosen last."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from model.report.pages import page_count
from ui.calendar.view import CalendarView
from ui.shell.window import Window
from ui.workspace import Workspace


def test_it_is_set_and_handed_to_the_dialog(view: CalendarView, qtbot: QtBot) -> None:
    handed: list[tuple[int, str]] = []
    view.printing.show_dialog = lambda pdf, title: handed.append((page_count(pdf), title))
    view.print_month()
    qtbot.waitUntil(lambda: bool(handed))
    assert handed == [(2, "November 1996")]


def test_it_is_saved_as_a_pdf(view: CalendarView, qtbot: QtBot, tmp_path: Path) -> None:
    view.printing.ask_where = lambda name: tmp_path / name.removesuffix(".pdf")
    save = next(action for action in view.print_menu().actions() if action.text() == "Save as PDF…")
    with qtbot.waitSignal(view.printing.saved) as saved:
        save.trigger()
    assert saved.args == [tmp_path / "Calendar November 1996.pdf"]
    assert (tmp_path / "Calendar November 1996.pdf").read_bytes().startswith(b"%PDF")


def test_a_file_that_cannot_be_written_is_said(
    view: CalendarView, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    view.printing.ask_where = lambda name: tmp_path / "nowhere" / name
    with qtbot.waitSignal(workspace.failed):
        next(action for action in view.print_menu().actions() if action.text() == "Save as PDF…").trigger()


def test_the_paper_is_remembered(view: CalendarView) -> None:
    next(action for action in view.print_menu().actions() if action.text() == "A4").trigger()
    assert view.printing.paper == "a4"
    assert next(action for action in view.print_menu().actions() if action.text() == "A4").isChecked()


def test_left_at_the_question_nothing_is_written(view: CalendarView) -> None:
    view.printing.ask_where = lambda _name: None
    next(action for action in view.print_menu().actions() if action.text() == "Save as PDF…").trigger()
    assert view.printing._job is None


def test_the_action_prints_from_any_view(window: Window, qtbot: QtBot) -> None:
    handed: list[bytes] = []
    view = window.show_view("calendar")
    assert isinstance(view, CalendarView)
    view.printing.show_dialog = lambda pdf, _title: handed.append(pdf)
    window.show_view("docket")
    window.actions_["print_calendar"].trigger()
    assert window.view == "calendar"
    qtbot.waitUntil(lambda: bool(handed))
