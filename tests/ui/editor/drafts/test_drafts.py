"""What was typed and not saved outlives the window: it lies beside the docket, and is offered again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from model.errors import StoreError
from model.ledger.commands import Delete, Put
from model.ledger.draft import Draft
from model.ledger.exchange import export_json
from model.ledger.ledger import Ledger
from model.record.deadline import EventAnchor
from tests.ui.editor.conftest import Open
from tests.ui.editor.hand import Hand
from tests.ui.editor.test_every_field import CASES, RETAINED, STORM, TABLES
from ui.editor import discard_drafts, keep_drafts, offer_drafts
from ui.editor.deadline.deadline import DeadlineField
from ui.editor.drafts.drafts import READ_ONLY, drafts_of
from ui.editor.drafts.waiting import WaitingDrafts
from ui.editor.editor import RecordEditor
from ui.frame.theme import Theme
from ui.shell.unsaved_drafts import question
from ui.widgets.question import QuestionBox
from ui.workspace import Workspace

Clock = Callable[[], datetime]


def ledger_of(workspace: Workspace) -> Ledger:
    assert workspace.ledger is not None
    return workspace.ledger


def opened_again(workspace: Workspace, clock: Clock, *, read_only: bool = False) -> None:
    """Another session on the same file, as after a kill: nothing is asked and nothing is written on the way."""
    path = ledger_of(workspace).path
    workspace.open_ledger(Ledger.open(path, clock=clock, who="Legal", read_only=read_only))


@pytest.fixture
def offered(qtbot: QtBot, workspace: Workspace, theme: Theme, window: QWidget) -> Callable[[], WaitingDrafts]:
    def offer() -> WaitingDrafts:
        bar = offer_drafts(workspace, theme, window)
        assert bar is not None
        bar.setParent(window)
        bar.resize(900, 120)
        bar.show()
        return bar

    return offer


def editor_now() -> RecordEditor:
    found = QApplication.activeModalWidget()
    assert isinstance(found, RecordEditor)
    return found


def test_what_is_typed_is_kept_without_a_write_at_each_key(qtbot: QtBot, workspace: Workspace, edit: Open) -> None:
    written: list[None] = []
    drafts_of(workspace).kept.connect(lambda: written.append(None))
    _, hand = edit("obligation", "")
    with qtbot.waitSignal(drafts_of(workspace).kept):
        hand.type("title.text", "Deliver the certificate")
    (draft,) = ledger_of(workspace).recall(Draft).values()
    assert (draft.called, draft.title, draft.kind) == ("new obligation", "Deliver the certificate", "obligation")
    assert len(written) == 1


def test_a_draft_is_offered_again_and_goes_on_where_it_was(
    workspace: Workspace, edit: Open, clock: Clock, offered: Callable[[], WaitingDrafts]
) -> None:
    editor, hand = edit("obligation", "")
    hand.type("title.text", "Deliver the certificate")
    hand.type("deadline.notation", "30 days aft")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    opened_again(workspace, clock)
    bar = offered()
    assert bar.head.text() == "One draft was typed here and not saved."
    assert bar.rows[0].name.text == "new obligation, Deliver the certificate"
    assert bar.rows[0].words.text == "Typed on Wed 20 Nov 1996 at 10:42."

    bar.rows[0].go_on.setFocus()
    QTest.keyClick(bar.rows[0].go_on, Qt.Key.Key_Space)
    again = editor_now()
    hand = Hand(again)
    assert hand.find("title.text", QLineEdit).text() == "Deliver the certificate"
    assert hand.find("deadline.notation", QLineEdit).text() == "30 days aft"
    hand.type("deadline.notation", "2 Dec 1996")
    hand.click("editor.save")
    assert not again.isVisible()
    assert "Deliver the certificate" in {one.title for one in workspace.docket.obligations.values()}
    assert ledger_of(workspace).recall(Draft) == {}
    assert bar.rows == []


def test_a_draft_is_discarded_by_the_keyboard_after_a_question(
    workspace: Workspace, edit: Open, clock: Clock, offered: Callable[[], WaitingDrafts]
) -> None:
    editor, hand = edit("party", "")
    hand.type("name.text", "A bank")
    editor.reject()
    opened_again(workspace, clock)
    bar = offered()

    def answer(name: str) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QuestionBox)
        button = box.findChild(QPushButton, name)
        assert isinstance(button, QPushButton)
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)

    for name, left in (("question.harmless", 1), ("question.discard", 0)):
        QTimer.singleShot(0, lambda name=name: answer(name))
        QTest.keyClick(bar.rows[0].discard, Qt.Key.Key_Space)
        assert len(ledger_of(workspace).recall(Draft)) == left


def test_discarding_in_the_editor_forgets_the_draft(workspace: Workspace, edit: Open) -> None:
    editor, hand = edit("obligation", "usmx-17")
    hand.type("title.text", "Mine")
    assert keep_drafts(workspace)
    assert len(ledger_of(workspace).recall(Draft)) == 1
    hand.click("editor.discard")
    assert ledger_of(workspace).recall(Draft) == {}
    hand.type("title.text", "Mine again")
    editor.reject()
    discard_drafts(workspace)
    assert ledger_of(workspace).recall(Draft) == {}


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (
            lambda space: Put(msgspec.structs.replace(space.docket.parties["creditors"], notes="Theirs")),
            "changed since",
        ),
        (lambda space: Delete("party", "a-stranger"), "deleted since"),
    ],
)
def test_a_draft_says_what_became_of_its_record(
    workspace: Workspace,
    edit: Open,
    clock: Clock,
    offered: Callable[[], WaitingDrafts],
    command: Callable[[Workspace], Put | Delete],
    said: str,
) -> None:
    stranger = msgspec.structs.replace(workspace.docket.parties["creditors"], id="a-stranger", name="A stranger")
    workspace.do(Put(stranger))
    editor, hand = edit("party", "creditors" if "changed" in said else "a-stranger")
    hand.type("name.text", "Mine")
    editor.reject()
    opened_again(workspace, clock)
    assert workspace.do(command(workspace)) is not None
    bar = offered()
    assert said in bar.rows[0].words.text
    bar.rows[0].go_on.click()
    again = editor_now()
    assert said in again.state.text()
    again.save()
    kept = workspace.docket.parties[again.record_id]
    assert (kept.name, kept.notes) == ("Mine", "Theirs" if "changed" in said else "")


def test_two_windows_on_one_file_keep_each_its_own(
    workspace: Workspace, edit: Open, clock: Clock, theme: Theme, window: QWidget, qapp: QApplication
) -> None:
    editor, hand = edit("party", "")
    hand.type("name.text", "A bank")
    editor.reject()
    other = Workspace(clock, "Finance")
    other.open_ledger(Ledger.open(ledger_of(workspace).path, clock=clock, who="Finance"))
    (theirs,) = drafts_of(other).left_behind()
    drafts_of(other).go_on(theme, theirs, window).form.rows["notes"].field.changed.emit()
    assert keep_drafts(other)
    assert keep_drafts(workspace)
    assert sorted(draft.who for draft in ledger_of(workspace).recall(Draft).values()) == ["Finance", "Legal"]
    discard_drafts(other)
    assert [draft.who for draft in ledger_of(workspace).recall(Draft).values()] == ["Legal"]
    other.close()


def test_a_docket_for_reading_only_says_that_it_keeps_none(
    workspace: Workspace, edit: Open, clock: Clock, offered: Callable[[], WaitingDrafts]
) -> None:
    editor, hand = edit("party", "")
    hand.type("name.text", "A bank")
    editor.reject()
    opened_again(workspace, clock, read_only=True)
    assert not offered().rows[0].discard.isVisible()
    editor, hand = edit("obligation", "usmx-17")
    hand.type("title.text", "Mine")
    assert READ_ONLY in editor.state.text()
    assert not keep_drafts(workspace)
    assert [draft.title for draft in ledger_of(workspace).recall(Draft).values()] == ["A bank"]


def test_where_it_cannot_be_kept_it_says_why(workspace: Workspace, edit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    editor, hand = edit("obligation", "usmx-17")
    hand.type("title.text", "Mine")

    def full(*_: object) -> None:
        raise StoreError("There is no room left on the disk.")

    with monkeypatch.context() as disk:
        disk.setattr(Ledger, "remember", full)
        assert not keep_drafts(workspace)
    assert "could not be kept: There is no room left" in editor.state.text()
    assert keep_drafts(workspace)
    assert "Closing keeps the draft." in editor.state.text()


def test_drafts_are_no_part_of_the_journal_or_an_export(workspace: Workspace, edit: Open) -> None:
    before = ledger_of(workspace).head
    _, hand = edit("obligation", "")
    hand.type("title.text", "Secret-marker")
    assert keep_drafts(workspace)
    assert ledger_of(workspace).head == before
    assert "Secret-marker" not in export_json(ledger_of(workspace))


def test_what_is_asked_on_leaving_tells_kept_drafts_from_lost_ones() -> None:
    kept, lost = question(("new party",), kept=True), question(("new party", "USMX-8"), kept=False)
    assert [one.key for one in kept.answers] == ["keep", "discard"]
    assert kept.words == "1 draft is not on the docket yet."
    assert [one.key for one in lost.answers] == ["discard"]
    assert lost.words == "2 drafts would be lost."


def test_an_event_created_with_the_deadline_comes_back_with_it(
    workspace: Workspace, edit: Open, clock: Clock, theme: Theme, window: QWidget, qtbot: QtBot
) -> None:
    editor, hand = edit("obligation", "")
    hand.type("title.text", "Deliver the certificate")
    hand.type("deadline.notation", "60 days after merger")
    field = editor.form.rows["deadline"].field
    assert isinstance(field, DeadlineField)
    qtbot.waitUntil(lambda: field.offer.isVisibleTo(field))
    hand.click("deadline.new.create")
    assert [event.title for event in field.created()] == ["Merger"]
    editor.reject()
    opened_again(workspace, clock)
    (draft,) = drafts_of(workspace).left_behind()
    again = drafts_of(workspace).go_on(theme, draft, window)
    shown = again.form.rows["deadline"].field
    assert isinstance(shown, DeadlineField)
    (event,) = shown.new_events()
    again.save()
    assert workspace.docket.events[event.id] == event
    entered = workspace.docket.obligations[again.record_id].deadline
    assert entered is not None
    assert getattr(entered, "anchor", None) == EventAnchor(event=event.id)


FIELDS = [(kind, name) for kind, name in CASES if TABLES[kind][1][name][1] is not None]


@pytest.mark.parametrize(("kind", "name"), FIELDS, ids=[f"{kind}.{name}" for kind, name in FIELDS])
def test_every_field_of_a_draft_comes_back(
    workspace: Workspace, edit: Open, clock: Clock, theme: Theme, window: QWidget, kind: str, name: str
) -> None:
    record_id, act, _ = TABLES[kind][1][name]
    workspace.do(Put(STORM))
    workspace.do(Put(RETAINED))
    editor, hand = edit(kind, record_id)
    assert act is not None
    act(hand)
    typed = editor.form.record()
    editor.reject()
    opened_again(workspace, clock)
    (draft,) = drafts_of(workspace).left_behind()
    again = drafts_of(workspace).go_on(theme, draft, window)
    assert again.form.record() == typed
    assert again.form.touched == set(draft.touched)
