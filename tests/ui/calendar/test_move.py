"""Days of our own making are dragged or carried to another, with the reason; a stated day stays and says why."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from model.ledger.moving import own_day
from tests.ui.calendar.conftest import Hand, Left, Plain
from ui.calendar.month import Month
from ui.calendar.move import NO_DAY, MoveCard
from ui.calendar.stops import Stop
from ui.calendar.view import CalendarView
from ui.workspace import Workspace

Key = Qt.Key
Shift = Qt.KeyboardModifier.ShiftModifier
TUESDAY, WEDNESDAY = date(1996, 11, 26), date(1996, 11, 27)
REASON = "Rothschild’s desk closes at noon on Wednesday"


def target(workspace: Workspace) -> date | None:
    return own_day(workspace.docket.obligations["usmx-17"], "target")


def lifted(view: CalendarView) -> date | None:
    """The day that something would be moved to."""
    return view.grid.lift.to if view.grid.lift else None


def write(card: MoveCard, reason: str = REASON) -> None:
    card.reason.setText(reason)
    QTest.keyClick(card.reason, Key.Key_Return)


def test_while_it_is_dragged_the_day_is_lit_and_its_old_place_outlined(view: CalendarView, hand: Hand) -> None:
    item = hand.item("target")
    hand.take(item)
    hand.over(TUESDAY)
    assert lifted(view) == TUESDAY
    cell = view.grid.cell_of(WEDNESDAY)
    assert cell is not None
    assert [chip.was for chip in cell.chips] == [True]
    QTest.keyClick(view.grid, Key.Key_Escape)
    assert lifted(view) is None
    hand.drop(TUESDAY)
    assert not hand.is_asked


def test_set_down_it_asks_for_the_reason_and_moves(view: CalendarView, hand: Hand, workspace: Workspace) -> None:
    card = hand.drag(hand.item("target"), TUESDAY)
    assert card.heading.text() == "Move the target of 17"
    assert card.to_label.text() == "Tue 26 Nov 1996"
    QTest.keyClick(card.reason, Key.Key_Return)
    assert card.trouble.text().startswith("Say why it moves")
    assert target(workspace) == WEDNESDAY
    write(card)
    assert target(workspace) == TUESDAY
    assert not hand.is_asked
    assert view.grid.lift is None
    assert workspace.ledger is not None
    assert workspace.ledger.undo_label is not None
    assert REASON in workspace.ledger.undo_label
    workspace.undo()
    assert target(workspace) == WEDNESDAY


def test_escape_leaves_it_where_it_was(view: CalendarView, hand: Hand, workspace: Workspace) -> None:
    card = hand.drag(hand.item("target"), TUESDAY)
    QTest.keyClick(card, Key.Key_Escape)
    assert view.grid.lift is None
    assert target(workspace) == WEDNESDAY


def test_past_the_legal_day_it_is_refused_in_the_card(hand: Hand, workspace: Workspace) -> None:
    card = hand.drag(hand.item("target"), date(1996, 12, 4))
    assert not card.move_button.isEnabled()
    assert "past the legal due day, Mon 2 Dec 1996" in card.trouble.text()
    write(card)
    assert target(workspace) == WEDNESDAY
    assert card.is_open


def test_the_card_tells_what_is_to_be_known_of_the_day(view: CalendarView, hand: Hand) -> None:
    assert "Thanksgiving Day: federal offices closed." in hand.drag(hand.item("target"), date(1996, 11, 28)).note.text()
    hand.card.close_card()
    assert "Saturday is no business day." in hand.drag(hand.item("target"), date(1996, 11, 30)).note.text()
    hand.card.close_card()
    assert "Tue 19 Nov 1996 is past." in hand.drag(hand.item("target"), date(1996, 11, 19)).note.text()


def test_a_stated_day_does_not_drag_and_says_why(
    view: CalendarView, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, words, *_: said.append(words))
    due = hand.item("due", date(1996, 12, 2))
    hand.take(due)
    hand.over(date(1996, 12, 3))
    assert view.grid.lift is None
    assert "a stated day, it stays" in said[-1]
    hand.drop(date(1996, 12, 3))
    assert not hand.is_asked
    view.grid.go_to(due.key)
    hand.press(Key.Key_Left, held=Shift)
    assert view.grid.lift is None
    assert len(said) >= 2


def test_a_small_shake_is_a_click(view: CalendarView, hand: Hand, workspace: Workspace) -> None:
    start = hand.middle(hand.item("target").key)
    sheet = view.grid.viewport()
    QTest.mousePress(sheet, Left, Plain, start)
    QTest.mouseMove(sheet, start + QPoint(2, 1))
    QTest.mouseRelease(sheet, Left, Plain, start + QPoint(2, 1))
    assert workspace.current == "usmx-17"
    assert not hand.is_asked


def test_dropped_where_it_was_or_beside_the_month_nothing_is_asked(view: CalendarView, hand: Hand) -> None:
    hand.take(hand.item("target"))
    hand.over(TUESDAY)
    hand.drop(WEDNESDAY)
    hand.take(hand.item("target"))
    QTest.mouseMove(view.grid.viewport(), QPoint(400, 5))
    QTest.mouseRelease(view.grid.viewport(), Left, Plain, QPoint(400, 5))
    assert not any(card.is_open and card.to is None for card in view.findChildren(MoveCard))


def test_from_the_keyboard_it_is_lifted_carried_and_set_down(
    view: CalendarView, hand: Hand, workspace: Workspace
) -> None:
    view.grid.go_to(hand.item("target").key)
    hand.press(Key.Key_Left, held=Shift)
    assert view.grid.lift is not None
    assert view.grid.lift.to == TUESDAY
    hand.press(Key.Key_Up, Key.Key_Right)
    assert view.grid.lift.to == date(1996, 11, 20)
    hand.press(Key.Key_Return)
    write(hand.card, "Counsel is away")
    assert target(workspace) == date(1996, 11, 20)


def test_carried_over_the_edge_of_the_month_it_goes_on_in_the_next(view: CalendarView, hand: Hand) -> None:
    view.grid.show_month(Month(1996, 12))
    view.grid.go_to(hand.item("target", date(1996, 12, 20)).key)
    hand.press(Key.Key_Down, held=Shift)
    hand.press(Key.Key_Down, Key.Key_Down, Key.Key_Down)
    assert view.grid.lift is not None
    assert view.grid.lift.to == date(1997, 1, 17)
    assert view.grid.month == Month(1997, 1)
    hand.press(Key.Key_Escape)
    assert view.grid.lift is None


def test_the_menu_asks_for_the_day_too(view: CalendarView, hand: Hand, workspace: Workspace) -> None:
    item = hand.item("review")
    menu = view.cards.menu_of(Stop(item.key, item.day, item))
    assert menu.actions()[0].text() == "Move…"
    menu.actions()[0].trigger()
    card = hand.card
    assert card.heading.text() == "Move the review day of 10 records"
    write(card, "The executed amendments come on Friday")
    assert card.trouble.text() == NO_DAY
    QTest.keyClicks(card.to_edit, "9 Dec 1996")
    write(card, "The executed amendments come on Friday")
    assert workspace.docket.obligations["usmx-12"].review_by == date(1996, 12, 9)
    assert workspace.docket.obligations["usmx-23"].review_by == date(1996, 12, 9)


def test_a_forecast_of_ours_moves_and_the_card_says_what_becomes_of_its_words(
    view: CalendarView, hand: Hand, workspace: Workspace
) -> None:
    view.reveal("usmx-20")
    card = hand.drag(hand.item("forecast"), date(1997, 6, 10))
    assert "“in the spring of 1997”" in card.note.text()
    write(card, "The liner test came early")
    assert own_day(workspace.docket.obligations["usmx-20"], "forecast") == date(1997, 6, 10)


def test_what_another_window_moved_meanwhile_is_said(view: CalendarView, hand: Hand, workspace: Workspace) -> None:
    card = hand.drag(hand.item("target"), TUESDAY)
    other = hand.item("target")
    workspace.blockSignals(True)
    from model.ledger.moving import MoveDay

    workspace.do(MoveDay("target", other.ids, WEDNESDAY, date(1996, 11, 25), "First"))
    workspace.blockSignals(False)
    write(card)
    assert "no longer Wed 27 Nov 1996" in card.trouble.text()
    assert target(workspace) == date(1996, 11, 25)
