"""What if, in the window: what is supposed lies over the docket and is never in it."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from model.assess.standing import Standing
from model.ledger.commands import Delete, Put
from model.record.scenario import SupposeMissed, SupposeMoved, SupposePerformed
from ui.workspace import Workspace

CLOSES = SupposePerformed(about="usmx-08", on=date(1996, 12, 20), amount="9400000", currency="USD")
NEW_YEAR = date(1997, 1, 1)


def test_what_is_supposed_is_told_and_stored_nowhere(workspace: Workspace, qtbot: QtBot) -> None:
    assert workspace.ledger is not None
    docket, head = workspace.docket, workspace.ledger.head
    workspace.set_day(NEW_YEAR)
    with qtbot.waitSignal(workspace.supposed):
        workspace.suppose((CLOSES,))
    found = workspace.supposition
    assert found is not None
    assert found.assessment["usmx-08"].standing is Standing.SATISFIED
    assert {one.id for one in found.differences} == {"usmx-08", "usmx-09", "usmx-10", "usmx-21"}
    assert workspace.assessment["usmx-08"].standing is Standing.MISSED
    assert (workspace.docket, workspace.ledger.head) == (docket, head)


def test_it_follows_the_day_and_the_docket(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.suppose((CLOSES,))
    with qtbot.waitSignal(workspace.supposed):
        workspace.set_day(NEW_YEAR)
    assert workspace.supposition is not None
    assert workspace.supposition.assessment.day == NEW_YEAR
    with qtbot.waitSignal(workspace.supposed):
        workspace.do(Put(replace(workspace.docket.obligations["usmx-08"], title="Offering")))
    assert workspace.supposition.docket.obligations["usmx-08"].title == "Offering"


def test_supposing_nothing_ends_it(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.suppose((CLOSES,))
    with qtbot.waitSignal(workspace.supposed):
        workspace.suppose(())
    assert workspace.supposition is None


def test_what_cannot_be_supposed_is_refused_and_the_rest_kept(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.suppose((CLOSES,))
    with qtbot.waitSignal(workspace.failed):
        workspace.suppose((CLOSES, SupposeMoved(about="usmx-18", to=NEW_YEAR)))
    assert workspace.supposition is not None
    assert workspace.supposition.assumptions == (CLOSES,)


def test_what_is_deleted_is_no_longer_supposed(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.suppose((SupposeMissed(about="usmx-23"),))
    workspace.do(Put(replace(workspace.docket.obligations["usmx-20"], needs=())))
    with qtbot.waitSignal(workspace.supposed):
        workspace.do(Delete("obligation", "usmx-23"))
    assert workspace.supposition is None
