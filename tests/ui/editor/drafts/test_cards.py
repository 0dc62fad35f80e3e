"""What is typed in the card that records what happened outlives the window too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from model.ledger.commands import Delete, Put
from model.ledger.draft import CardDraft
from model.ledger.ledger import Ledger
from model.record.deadline import Every
from model.record.fact import Performed
from model.record.obligation import Obligation
from ui.editor import discard_drafts, drafts_waiting, keep_drafts, offer_drafts
from ui.editor.drafts.cards import card_drafts_of
from ui.editor.drafts.waiting import WaitingDrafts
from ui.frame.theme import Theme
from ui.inspector.recorder.recorder import FactRecorder, record_facts
from ui.workspace import Workspace

Clock = Callable[[], datetime]


def ledger_of(workspace: Workspace) -> Ledger:
    assert workspace.ledger is not None
    return workspace.ledger


def kept(workspace: Workspace) -> list[CardDraft]:
    return list(ledger_of(workspace).recall(CardDraft).values())


def killed_and_opened(workspace: Workspace, clock: Clock, card: FactRecorder) -> None:
    """Another session on the same file, the card gone: nothing is asked or written on the way."""
    delete(card)
    workspace.open_ledger(Ledger.open(ledger_of(workspace).path, clock=clock, who="Legal"))


def write(card: QWidget, name: str, text: str) -> None:
    edit = card.findChild(QLineEdit, name)
    assert isinstance(edit, QLineEdit)
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)


def line(card: QWidget, name: str) -> str:
    edit = card.findChild(QLineEdit, name)
    assert isinstance(edit, QLineEdit)
    return edit.text()


@pytest.fixture
def offered(workspace: Workspace, theme: Theme, window: QWidget) -> Callable[[], WaitingDrafts]:
    def offer() -> WaitingDrafts:
        bar = offer_drafts(workspace, theme, window)
        assert bar is not None
        bar.setParent(window)
        bar.resize(900, 120)
        bar.show()
        return bar

    return offer


@pytest.fixture
def record(workspace: Workspace, theme: Theme, window: QWidget) -> Callable[..., FactRecorder]:
    def opened(*ids: str, tag: str = "performed") -> FactRecorder:
        workspace.select(ids)
        card = record_facts(workspace, theme, ids, tag, window)
        assert card is not None
        return card

    return opened


def reopened(window: QWidget) -> FactRecorder:
    (found,) = [each for each in window.findChildren(FactRecorder) if each.is_open]
    return found


# -------------------------------------------------------------------------------------- what happened


def test_what_happened_is_kept_while_it_is_typed(
    qtbot: QtBot, workspace: Workspace, record: Callable[..., FactRecorder]
) -> None:
    card = record("usmx-08")
    assert drafts_waiting(workspace) == ()
    with qtbot.waitSignal(card_drafts_of(workspace).kept):
        write(card, "note.text", "By wire")
    (draft,) = kept(workspace)
    assert (draft.card, draft.about, draft.called, draft.title) == (
        "what happened", ("usmx-08",), "what happened to USMX-8", "Performed",
    )  # fmt: skip
    assert drafts_waiting(workspace) == ("what happened to USMX-8",)


def test_what_happened_is_offered_again_and_goes_on_where_it_was(
    workspace: Workspace,
    record: Callable[..., FactRecorder],
    clock: Clock,
    window: QWidget,
    offered: Callable[[], WaitingDrafts],
    tmp_path: Path,
) -> None:
    (tmp_path / "wire.txt").write_text("paid")
    card = record("usmx-08")
    write(card, "day.day", "19 Nov 1996")
    write(card, "amount.figure", "4,000,000")
    write(card, "note.text", "By wire")
    card.attach_file(tmp_path / "wire.txt")
    assert keep_drafts(workspace)
    killed_and_opened(workspace, clock, card)
    bar = offered()
    assert bar.rows[0].name.text == "what happened to USMX-8, Performed"
    QTest.keyClick(bar.rows[0].go_on, Qt.Key.Key_Space)

    again = reopened(window)
    full = again.findChild(QCheckBox, "amount.full")
    assert isinstance(full, QCheckBox)
    assert (line(again, "amount.figure"), line(again, "note.text"), full.isChecked()) == ("4,000,000", "By wire", False)
    before = set(workspace.docket.facts)
    again.go_on()
    (fact,) = [one for key, one in workspace.docket.facts.items() if key not in before]
    assert (fact.day.on, fact.note, fact.what) == (
        date(1996, 11, 19), "By wire", Performed(amount="4000000", currency="USD", in_full=False),
    )  # fmt: skip
    assert [workspace.docket.documents[one].title for one in fact.evidence] == ["wire"]
    assert kept(workspace) == []


def test_what_cannot_be_read_yet_comes_back_as_it_was_typed(
    workspace: Workspace,
    record: Callable[..., FactRecorder],
    clock: Clock,
    window: QWidget,
    offered: Callable[[], WaitingDrafts],
) -> None:
    card = record("usmx-17")
    write(card, "day.day", "last Tues")
    keep_drafts(workspace)
    killed_and_opened(workspace, clock, card)
    QTest.keyClick(offered().rows[0].go_on, Qt.Key.Key_Space)
    again = reopened(window)
    assert (line(again, "day.day"), again.has_draft) == ("last Tues", True)


@pytest.mark.parametrize("leave", ["Escape", "record"])
def test_closed_by_hand_the_card_leaves_no_draft(
    workspace: Workspace, record: Callable[..., FactRecorder], leave: str
) -> None:
    card = record("usmx-17")
    write(card, "note.text", "Sent")
    keep_drafts(workspace)
    assert len(kept(workspace)) == 1
    if leave == "record":
        card.go_on()
    else:
        QTest.keyClick(card, Qt.Key.Key_Escape)
    assert kept(workspace) == []


def test_leaving_with_the_card_open_keeps_what_was_typed_or_discards_it(
    workspace: Workspace, record: Callable[..., FactRecorder], window: QWidget
) -> None:
    write(record("usmx-17"), "note.text", "Sent")
    assert keep_drafts(workspace)
    window.hide()
    assert [draft.called for draft in kept(workspace)] == ["what happened to USMX-17"]
    window.show()
    discard_drafts(workspace)


def test_an_occurrence_that_is_no_longer_offered_is_said(
    workspace: Workspace,
    record: Callable[..., FactRecorder],
    clock: Clock,
    window: QWidget,
    offered: Callable[[], WaitingDrafts],
) -> None:
    series = Obligation(
        id="monthly",
        ref="USMX-90",
        title="Monthly report",
        kind="delivery",
        deadline=Every(rule="FREQ=MONTHLY;BYMONTHDAY=15", start=date(1996, 8, 15)),
    )
    workspace.do(Put(series))
    card = record("monthly")
    write(card, "note.text", "Sent")
    keep_drafts(workspace)
    killed_and_opened(workspace, clock, card)
    other = Obligation(
        id="monthly",
        ref="USMX-90",
        title="Monthly report",
        kind="delivery",
        deadline=Every(rule="FREQ=MONTHLY;BYMONTHDAY=20", start=date(1996, 8, 20)),
    )
    workspace.do(Put(other))
    QTest.keyClick(offered().rows[0].go_on, Qt.Key.Key_Space)
    again = reopened(window)
    assert isinstance(again.findChild(QComboBox), QComboBox)
    assert again.said == "Look again at: For. What was chosen there is no longer offered."


def test_a_draft_about_what_was_deleted_says_so_and_stays(
    workspace: Workspace,
    record: Callable[..., FactRecorder],
    clock: Clock,
    offered: Callable[[], WaitingDrafts],
) -> None:
    workspace.do(Put(Obligation(id="gone", ref="USMX-90", title="Gone", kind="notice", deadline=Every(
        rule="FREQ=MONTHLY;BYMONTHDAY=15", start=date(1996, 8, 15)))))  # fmt: skip
    card = record("gone")
    write(card, "note.text", "Sent")
    keep_drafts(workspace)
    killed_and_opened(workspace, clock, card)
    workspace.do(Delete("obligation", "gone"))
    bar = offered()
    assert bar.rows[0].words.text.endswith("What it is about was deleted since.")
    said: list[str] = []
    workspace.failed.connect(lambda failure: said.append(failure.what))
    QTest.keyClick(bar.rows[0].go_on, Qt.Key.Key_Space)
    assert said == ["What it is about was deleted since. Undo that first, or discard the draft."]
    assert len(kept(workspace)) == 1
