"""A change that moves dates of other records is shown with all of them first; cancelled, nothing was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from model.docket import Docket
from model.ledger.commands import Put, PutMany, RecordFact
from model.ledger.ledger import Ledger
from model.outlook.changes.moves import moves
from model.record.base import Record
from model.record.day import Day
from model.record.fact import Performed
from model.record.party import Party
from tests import builders
from tests.ui.editor.conftest import Open
from tests.ui.editor.hand import Hand
from tests.ui.inspector.conftest import Host
from tests.ui.moves.conftest import CLOSING, card_in, closing, counted, entries, has_card, head
from ui.editor.editor import RecordEditor
from ui.frame.theme import Theme, apply
from ui.moves import review as reviewing
from ui.moves.card import MovesCard
from ui.moves.review import OTHERWISE, review
from ui.widgets.empty import EmptyState
from ui.workspace import Workspace

DAY = "happened.day"


@pytest.fixture
def host(qtbot: QtBot, placed: Workspace, theme: Theme) -> Host:
    made = Host(placed, theme)
    made.resize(1280, 720)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def place(qtbot: QtBot, theme: Theme) -> EmptyState:
    """A window with nothing in it."""
    made = EmptyState(theme)
    made.resize(900, 700)
    qtbot.addWidget(made)
    made.show()
    return made


def move_closing(edit: Open, day: str = "15 Nov 1996") -> tuple[RecordEditor, Hand]:
    editor, hand = edit("event", "closing")
    hand.type(DAY, day)
    hand.click("editor.save")
    return editor, hand


def close(editor: RecordEditor) -> None:
    editor.form.forget()
    editor.reject()


def press(widget: QWidget | None, key: Qt.Key) -> None:
    assert widget is not None
    QTest.keyClick(widget, key)


def later(workspace: Workspace) -> Docket:
    assert workspace.ledger is not None
    return workspace.ledger.preview(Put(closing(15))).docket


# --------------------------------------------------------------------------------------------- the editor


def test_the_card_shows_what_moves_before_anything_is_written(placed: Workspace, edit: Open) -> None:
    docket, before = placed.docket, head(placed)
    editor, _ = move_closing(edit)
    card = card_in(editor)
    assert card.heading.text() == "This moves 3 other dates"
    assert card.moves == moves(docket, later(placed), placed.day)
    assert [(move.ref, move.level) for move in card.moves] == [
        ("USMX-35", 0),
        ("USMX-31", 0),
        ("USMX-32", 0),
        ("USMX-33", 1),
    ]
    assert placed.docket is docket
    assert head(placed) == before
    close(editor)


def test_what_moves_is_copied_as_text(placed: Workspace, edit: Open) -> None:
    editor, _ = move_closing(edit)
    card = card_in(editor)
    card.list.copy()
    said = QGuiApplication.clipboard().text()
    assert all(move.ref in said for move in card.moves)
    close(editor)


def test_cancel_leaves_docket_and_journal_and_keeps_what_was_typed(placed: Workspace, edit: Open) -> None:
    docket, before = placed.docket, head(placed)
    editor, hand = move_closing(edit)
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not has_card(editor)
    assert placed.docket is docket
    assert head(placed) == before
    assert editor.isVisible()
    assert hand.find(DAY, QLineEdit).text() == "Fri 15 Nov 1996"
    assert editor.has_draft
    close(editor)


def test_the_cancel_button_goes_back_too(placed: Workspace, edit: Open) -> None:
    before = head(placed)
    editor, hand = move_closing(edit)
    hand.click("moves.cancel")
    assert not has_card(editor)
    assert head(placed) == before
    close(editor)


def test_enter_confirms_as_one_entry(placed: Workspace, edit: Open) -> None:
    before = entries(placed)
    editor, _ = move_closing(edit)
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert entries(placed) == before + 1
    assert placed.docket.events["closing"].happened == Day(on=date(1996, 11, 15))
    assert placed.assessment["usmx-33"].due == date(1996, 12, 2)
    assert not editor.isVisible()
    placed.undo()
    assert placed.assessment["usmx-33"].due == date(1996, 11, 25)
    assert not has_card(editor)


def test_a_key_held_down_does_not_confirm(placed: Workspace, edit: Open) -> None:
    before = head(placed)
    editor, _ = move_closing(edit)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(card_in(editor).confirm_button, held)
    assert has_card(editor)
    assert head(placed) == before
    close(editor)


def test_a_press_elsewhere_goes_back_and_presses_nothing(placed: Workspace, edit: Open) -> None:
    before = head(placed)
    editor, _ = move_closing(edit)
    QTest.mouseClick(editor.close_button, Qt.MouseButton.LeftButton)
    assert not has_card(editor)
    assert editor.isVisible(), "the button under the press was not pressed"
    assert head(placed) == before
    close(editor)


def test_saving_again_while_it_is_looked_at_changes_nothing(placed: Workspace, edit: Open) -> None:
    before = head(placed)
    editor, _ = move_closing(edit)
    first = card_in(editor)
    editor.save()
    assert card_in(editor) is first
    assert head(placed) == before
    close(editor)


def test_what_moves_nothing_else_is_saved_at_once(placed: Workspace, edit: Open) -> None:
    before = entries(placed)
    editor, hand = edit("event", "closing")
    hand.type("title.text", "Closing of the private placement")
    hand.click("editor.save")
    assert not editor.isVisible()
    assert entries(placed) == before + 1


def test_a_refused_change_says_why_in_the_editor(placed: Workspace, edit: Open) -> None:
    before = head(placed)
    editor, hand = edit("event", "closing")
    hand.click("editor.delete")
    assert not has_card(editor)
    assert editor.isVisible()
    assert "USMX-31" in editor.state.text()
    assert head(placed) == before
    close(editor)


# ------------------------------------------------------------------------------------- recorder and panel


def test_a_fact_on_an_anchor_is_reviewed_over_the_recorder(placed: Workspace, host: Host) -> None:
    before = head(placed)
    placed.record(("usmx-08",), "performed")
    recorder = host.recorder
    note = recorder.findChild(QLineEdit, "note.text")
    if note is not None:
        note.setText("Closed in Denver")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    card = card_in(host)
    assert card.heading.text() == "This sets 1 other date"
    assert card.confirm_button.text() == "Confirm, and set 1 date"
    assert head(placed) == before

    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    assert card.is_open, "a press on the card is no press elsewhere"
    assert recorder.is_open

    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not has_card(host)
    assert recorder.is_open
    assert recorder.isAncestorOf(QApplication.focusWidget() or host)
    assert head(placed) == before

    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert not host.records
    assert placed.assessment["usmx-38"].due == date(1996, 11, 25)
    assert entries(placed) == before.seq + 1  # type: ignore[attr-defined]  # a Head


def test_a_press_outside_both_closes_only_the_review(placed: Workspace, host: Host) -> None:
    placed.record(("usmx-08",), "performed")
    recorder = host.recorder
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    QTest.mouseClick(host, Qt.MouseButton.LeftButton, pos=QPoint(5, 700))
    assert not has_card(host)
    assert recorder.is_open
    recorder.close_card()


def test_taking_a_fact_back_is_reviewed(placed: Workspace, host: Host) -> None:
    fact = builders.fact(
        "usmx-08",
        date(1996, 11, 19),
        Performed(in_full=True, amount="9000000", currency="USD"),
        id="offering-closed",
        recorded_at=datetime.fromisoformat("1996-11-20T10:42:00+00:00"),
    )
    placed.do(RecordFact(fact))
    placed.select(("usmx-08",))
    before = entries(placed)
    button = host.panel.findChild(QPushButton, "remove.offering-closed")
    assert button is not None
    button.click()
    card = card_in(host)
    assert card.heading.text() == "This clears 1 other date"
    assert entries(placed) == before
    card.confirm_button.click()
    assert entries(placed) == before + 1
    assert placed.assessment["usmx-38"].due is None


# ------------------------------------------------------------------------------------ other windows, size


def test_what_another_window_changed_meanwhile_is_shown_before_it_is_confirmed(
    placed: Workspace, edit: Open, clock: Callable[[], datetime]
) -> None:
    editor, _ = move_closing(edit)
    assert placed.path is not None
    with Ledger.open(placed.path, clock=clock, who="Finance") as other:
        other.do(Put(counted(36, "Notice to the agent", CLOSING, 20)))
    before = entries(placed) + 1
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    card = card_in(editor)
    assert card.note.text() == OTHERWISE
    assert card.heading.text() == "This moves 4 other dates"
    assert entries(placed) == before
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert entries(placed) == before + 1
    assert not editor.isVisible()


def many(number: int) -> tuple[Record, ...]:
    return tuple(counted(100 + each, f"Monthly report {each}", CLOSING, 20 + each) for each in range(number))


def test_hundreds_of_moves_are_scrolled_through_by_keyboard(placed: Workspace, edit: Open) -> None:
    placed.do(PutMany(many(240), "Enter the reports"))
    editor, _ = move_closing(edit)
    card = card_in(editor)
    assert card.heading.text() == "This moves 243 other dates"
    assert card.list.shown.rowCount() == 246, "243, one held by hand, two heads"
    bar = card.list.verticalScrollBar()
    press(QApplication.focusWidget(), Qt.Key.Key_PageDown)
    assert bar.value() == bar.pageStep()
    press(QApplication.focusWidget(), Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    assert editor.rect().contains(card.geometry().center())
    assert card.height() <= editor.height()
    close(editor)


def test_tab_stays_in_the_card_and_every_row_is_spoken(placed: Workspace, edit: Open) -> None:
    editor, _ = move_closing(edit)
    card = card_in(editor)
    assert card.accessibleName() == "This moves 3 other dates"
    reached = []
    for _ in range(3):
        press(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert set(reached) == {card.list, card.confirm_button, card.cancel_button}
    index = card.list.shown.index(2, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "USMX-31 Officers' certificate. From Mon 18 Nov 1996 to Mon 25 Nov 1996, 7 days later."
        " 10 days after Closing of the placement (moved from Fri 8 Nov 1996 to Fri 15 Nov 1996)."
        " Standing: missed, then open."
    )
    close(editor)


def test_in_a_large_docket_the_dates_are_worked_out_elsewhere(
    placed: Workspace, edit: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviewing, "AT_ONCE", 0)
    before = head(placed)
    editor, _ = move_closing(edit)
    card = card_in(editor)
    assert card.heading.text() == "Looking at what this moves"
    assert not card.confirm_button.isEnabled()
    qtbot.waitUntil(card.confirm_button.isEnabled)
    assert card.heading.text() == "This moves 3 other dates"
    assert head(placed) == before
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert not editor.isVisible()
    assert entries(placed) == before.seq + 1  # type: ignore[attr-defined]  # a Head


def test_a_look_elsewhere_that_is_cancelled_changes_nothing(
    placed: Workspace, edit: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviewing, "AT_ONCE", 0)
    before = head(placed)
    editor, _ = move_closing(edit)
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not has_card(editor)
    jobs = reviewing.jobs_of(placed)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not has_card(editor)
    assert head(placed) == before
    close(editor)


def test_a_look_elsewhere_that_finds_nothing_carries_the_change_out(
    placed: Workspace, edit: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviewing, "AT_ONCE", 0)
    monkeypatch.setattr(reviewing, "may_move", lambda *_: True)
    before = entries(placed)
    _, hand = edit("event", "closing")
    hand.type("title.text", "Closing of the private placement")
    hand.click("editor.save")
    qtbot.waitUntil(lambda: entries(placed) == before + 1)


def test_the_card_follows_the_theme(placed: Workspace, edit: Open, qapp: QApplication) -> None:
    editor, _ = move_closing(edit)
    light = card_in(editor).grab().toImage()
    apply(qapp, "dark")
    assert card_in(editor).grab().toImage() != light
    close(editor)


def test_without_a_docket_the_change_is_tried_as_ever(
    place: EmptyState, theme: Theme, clock: Callable[[], datetime]
) -> None:
    tried: list[int] = []
    bank = Put(Party(id="bank", name="The bank"))
    assert review(Workspace(clock, "Legal"), theme, bank, place, lambda: tried.append(1)) is None
    assert tried == [1]


def test_the_card_goes_with_its_window(placed: Workspace, theme: Theme, place: EmptyState) -> None:
    done: list[int] = []
    card = review(placed, theme, Put(closing(12)), place, lambda: done.append(1))
    assert isinstance(card, MovesCard)
    place.hide()
    placed.do(Put(Party(id="bank-2", name="Another bank")))
    assert done == []
