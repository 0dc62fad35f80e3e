"""What all views share: the day, the selection, changes and their failures, and other windows on the same file."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from model.errors import DocketError, StoreError
from model.ledger.commands import Delete, Put, SetOwner
from model.ledger.ledger import Ledger
from model.record.caption import Caption
from ui.workspace import Workspace

TODAY = date(1996, 11, 20)


def retitled(workspace: Workspace, title: str) -> Put:
    return Put(replace(workspace.docket.obligations["usmx-07"], title=title))


def test_a_docket_opens_on_its_own_today_with_nothing_selected(workspace: Workspace) -> None:
    assert (workspace.day, workspace.today, workspace.is_today) == (TODAY, TODAY, True)
    assert workspace.own_clock
    assert (workspace.selection, workspace.current) == ((), "")
    assert workspace.assessment.day == TODAY


def test_another_day_is_assessed_and_told(workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignals([workspace.dayChanged, workspace.assessed]):
        workspace.set_day(date(1997, 1, 1))
    assert workspace.assessment.day == date(1997, 1, 1)
    assert not workspace.is_today
    workspace.back_to_today()
    assert workspace.is_today


def test_a_change_is_saved_then_assessed_then_told(workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignals([workspace.assessed, workspace.savedAt]):
        edit = workspace.do(retitled(workspace, "Prospectus, preliminary"))
    assert edit is not None
    assert workspace.docket.obligations["usmx-07"].title == "Prospectus, preliminary"
    assert workspace.last_failure is None


def test_undo_and_redo_go_through_the_ledger(workspace: Workspace) -> None:
    before = workspace.docket.obligations["usmx-07"].title
    workspace.do(retitled(workspace, "Other words"))
    workspace.undo()
    assert workspace.docket.obligations["usmx-07"].title == before
    workspace.redo()
    assert workspace.docket.obligations["usmx-07"].title == "Other words"


def test_a_refused_change_says_what_happened_and_what_was_kept(workspace: Workspace, qtbot: QtBot) -> None:
    before = workspace.docket
    with qtbot.waitSignal(workspace.failed) as heard:
        assert workspace.do(Delete("obligation", "usmx-08")) is None
    failure = heard.args[0]
    assert "USMX-8" in failure.what
    assert failure.kept.startswith("Nothing was changed")
    assert workspace.last_failure is failure
    assert workspace.docket is before


def test_a_failure_is_over_with_the_next_change(workspace: Workspace) -> None:
    workspace.do(Delete("obligation", "usmx-08"))
    workspace.do(SetOwner(("usmx-07",), None))
    assert workspace.last_failure is None


def test_a_selected_record_that_is_deleted_is_no_longer_selected(workspace: Workspace) -> None:
    workspace.select(["usmx-21", "usmx-17"], "usmx-21")
    workspace.do(Delete("obligation", "usmx-21"))
    assert workspace.selection == ("usmx-17",)
    assert workspace.current == "usmx-17"


def test_selecting_the_same_again_tells_nothing(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.select(["usmx-17"])
    with qtbot.assertNotEmitted(workspace.selectionChanged):
        workspace.select(["usmx-17"])


def test_what_another_window_wrote_is_seen(workspace: Workspace, qtbot: QtBot) -> None:
    assert workspace.path
    with Ledger.open(workspace.path, clock=workspace.clock, who="Finance") as other:
        other.do(SetOwner(("usmx-07",), None))
        with qtbot.waitSignal(workspace.assessed, timeout=5_000):
            pass
    assert workspace.docket.obligations["usmx-07"].owner is None


class TurningClock:
    """A clock that can be set forward."""

    def __init__(self) -> None:
        self.now = datetime(2024, 5, 31, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.mark.parametrize(("looked_at", "then"), [(0, 1), (5, 5)])
def test_at_midnight_whoever_looks_at_today_looks_at_the_new_one(
    qapp: object, tmp_path: Path, looked_at: int, then: int
) -> None:
    clock = TurningClock()
    space = Workspace(clock, "Legal")
    space.open_ledger(Ledger.create(tmp_path / "own.duly", Caption(title="Own"), clock=clock, who="Legal"))
    first = space.today
    space.set_day(first + timedelta(days=looked_at))
    clock.now += timedelta(days=1)
    space.look_again()
    assert space.today == first + timedelta(days=1)
    assert space.day == first + timedelta(days=then)
    space.close()


def test_a_file_that_cannot_be_reached_is_said_once_and_not_every_second(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[object] = []
    workspace.failed.connect(heard.append)

    def gone() -> bool:
        raise StoreError("The drive is gone.")

    with monkeypatch.context() as patched:
        patched.setattr(workspace.ledger, "refresh", gone)
        workspace.look_again()
        workspace.look_again()
    assert len(heard) == 1
    workspace.look_again()
    with monkeypatch.context() as patched:
        patched.setattr(workspace.ledger, "refresh", gone)
        workspace.look_again()
    assert len(heard) == 2


def test_a_file_that_can_be_reached_again_ends_what_was_said(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[object] = []
    over: list[object] = []
    workspace.failed.connect(said.append)
    workspace.recovered.connect(over.append)

    def gone() -> bool:
        raise StoreError("The drive is gone.")

    with monkeypatch.context() as patched:
        patched.setattr(workspace.ledger, "refresh", gone)
        workspace.look_again()
    assert not over
    workspace.look_again()
    assert over == said


def test_a_file_that_goes_bad_is_said_and_the_docket_stays(workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.failed) as heard:
        workspace.fail(DocketError("The disk is full."))
    assert heard.args[0].what == "The disk is full."
    assert workspace.docket.obligations
