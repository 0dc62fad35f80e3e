"""New, open, recent, copies, export and import: what is done is said, what fails leaves everything as it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from model.ledger.commands import SetOwner
from model.ledger.ledger import Ledger
from ui.frame.appearance import Appearance
from ui.shell.files import sample_path
from ui.shell.settings import Settings
from ui.shell.window import Window
from ui.workspace import Workspace


def answering(path: Path | None) -> Callable[[str, str, str], Path | None]:
    """A dialog in which the user chose ``path``, or turned back."""
    return lambda title, proposed, kind: path


@pytest.fixture
def bare(qapp: QApplication, qtbot: QtBot, clock: Callable[[], datetime]) -> Iterator[Window]:
    """A window with no docket."""
    made = Window(Workspace(clock, "Legal"), Appearance(qapp, "light"), Settings())
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_without_a_docket_the_window_offers_the_next_step(bare: Window) -> None:
    assert bare.none_open.isVisible()
    assert [button.text() for button in bare.none_open.buttons()] == ["Open a docket", "New docket", "Open the sample"]
    assert not bare.actions_["save_copy"].isEnabled()
    assert bare.actions_["new_docket"].isEnabled()


def test_a_new_docket_is_written_opened_and_remembered(bare: Window, tmp_path: Path) -> None:
    bare.files.ask_where = answering(tmp_path / "Halden")
    bare.actions_["new_docket"].trigger()
    assert bare.workspace.path == tmp_path / "Halden.duly"
    assert bare.workspace.docket.caption.title == "Halden"
    assert bare.settings.recent() == [tmp_path / "Halden.duly"]
    assert bare.view == "today"
    shown = bare.stack.currentWidget()
    assert shown is not None
    assert shown.isVisible()


def test_a_new_docket_is_never_written_over_a_file(bare: Window, tmp_path: Path) -> None:
    there = tmp_path / "there.duly"
    there.write_text("a letter")
    bare.files.ask_where = answering(there)
    bare.actions_["new_docket"].trigger()
    assert there.read_text() == "a letter"
    assert bare.workspace.ledger is None
    assert bare.messages.bar.isVisible()


def test_the_sample_is_written_on_its_first_use_and_opened_again_after(bare: Window) -> None:
    bare.actions_["open_sample"].trigger()
    assert bare.workspace.path == sample_path()
    bare.workspace.do(SetOwner(("usmx-07",), None))
    bare.files.close()
    bare.actions_["open_sample"].trigger()
    assert bare.workspace.docket.obligations["usmx-07"].owner is None


@pytest.mark.parametrize("content", [b"", b"no docket at all", b"SQLite format 3\x00" + bytes(4000)])
def test_a_file_that_is_no_docket_is_refused_and_the_open_one_stays(
    window: Window, tmp_path: Path, content: bytes
) -> None:
    wrong = tmp_path / "wrong.duly"
    wrong.write_bytes(content)
    before = window.workspace.path
    window.files.ask_which = answering(wrong)
    window.actions_["open_docket"].trigger()
    assert window.workspace.path == before
    assert window.messages.bar.isVisible()
    assert wrong.read_bytes() == content


def test_another_docket_takes_the_place_of_the_first_with_its_own_next_deadline_selected(
    window: Window, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    from model.ledger.sample import write_sample

    other = tmp_path / "other.duly"
    write_sample(other, clock=clock, who="Legal").close()
    window.workspace.select(["usmx-03"])
    assert window.files.open_path(other)
    assert window.workspace.path == other
    assert window.workspace.selection == ("usmx-17",)
    assert window.docket_view.model.rows.passed == 23


def test_a_copy_is_a_docket_of_its_own(window: Window, tmp_path: Path) -> None:
    window.files.ask_where = answering(tmp_path / "copy.duly")
    window.actions_["save_copy"].trigger()
    assert window.messages.bar.happened.text() == "A verified copy was saved."
    with Ledger.open(tmp_path / "copy.duly", clock=window.workspace.clock, who="Legal") as copy:
        assert copy.docket == window.workspace.docket


def test_a_copy_into_a_folder_that_is_not_there_is_said(window: Window, tmp_path: Path) -> None:
    window.files.ask_where = answering(tmp_path / "nowhere" / "copy.duly")
    window.actions_["save_copy"].trigger()
    assert window.messages.bar.isVisible()
    assert window.messages.bar.kept.text()


def test_json_goes_out_and_comes_back_as_another_docket(window: Window, tmp_path: Path) -> None:
    window.files.ask_where = answering(tmp_path / "out.json")
    window.actions_["export_json"].trigger()
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    before = window.workspace.docket
    window.files.ask_which = answering(tmp_path / "out.json")
    window.files.ask_where = answering(tmp_path / "back.duly")
    window.actions_["import_json"].trigger()
    assert window.workspace.path == tmp_path / "back.duly"
    assert window.workspace.docket == before


def test_json_of_another_make_is_refused(window: Window, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"cats": 2}')
    before = window.workspace.path
    window.files.ask_which = answering(tmp_path / "other.json")
    window.files.ask_where = answering(tmp_path / "back.duly")
    window.actions_["import_json"].trigger()
    assert window.workspace.path == before
    assert window.messages.bar.isVisible()
    assert not (tmp_path / "back.duly").exists()


def test_turning_back_in_a_dialog_does_nothing(window: Window) -> None:
    window.files.ask_where = window.files.ask_which = answering(None)
    before = window.workspace.path
    for key in ("new_docket", "open_docket", "save_copy", "export_json", "import_json"):
        window.actions_[key].trigger()
    assert window.workspace.path == before
    assert not window.messages.bar.isVisible()


def test_a_start_opens_what_it_was_given_once_the_frame_is_painted(bare: Window, qtbot: QtBot, sample: Path) -> None:
    assert bare.begin(sample)
    with qtbot.waitSignal(bare.workspace.opened):
        bare.repaint()
    assert bare.workspace.path == sample
    bare.show_view("docket")
    assert bare.docket_view.model.rows.passed == 23


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_second_start_on_the_same_docket_brings_the_first_window_forward(
    window: Window, bare: Window, qtbot: QtBot, sample: Path
) -> None:
    with qtbot.waitSignal(window.files.calledForward):
        assert not bare.begin(sample)
