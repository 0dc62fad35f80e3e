"""The Calendar view: what it shows, how it is walked and selected in, and what gives way in a small window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from model.ledger.commands import Put
from model.ledger.ledger import Ledger
from model.record.caption import Caption
from model.record.day import Day
from model.record.event import Event
from model.record.scenario import SupposePerformed
from tests.ui.calendar.conftest import Hand, Make
from ui.calendar.agendarows import AgendaDayHead, AgendaEntry, Note
from ui.calendar.cards import DayCard
from ui.calendar.month import Month
from ui.calendar.stops import Stop
from ui.calendar.view import CalendarView
from ui.filter.filter import Filter
from ui.frame.theme import Theme
from ui.shell.window import Window
from ui.workspace import Workspace

Key = Qt.Key
Shift = Qt.KeyboardModifier.ShiftModifier
Control = Qt.KeyboardModifier.ControlModifier
OFFERING = SupposePerformed(about="usmx-08", on=date(1996, 12, 20), amount="9400000", currency="USD")


def agenda_words(view: CalendarView) -> list[str]:
    return [row.spoken for row in view.agenda.rows]


# ------------------------------------------------------------------------------------------- what is there


def test_it_opens_on_the_month_of_the_day_looked_at(view: CalendarView) -> None:
    assert view.head.title == "November 1996"
    assert view.grid.day == date(1996, 11, 20)
    assert not view.head.back_button.isVisible()


def test_another_day_turns_to_its_month(view: CalendarView, workspace: Workspace) -> None:
    workspace.set_day(date(1997, 1, 1))
    assert view.head.title == "January 1997"
    assert isinstance(view.agenda.rows[0], AgendaDayHead)
    assert view.agenda.rows[0].words == "Wed 1 Jan 1997"


def test_the_agenda_tells_days_closures_and_what_falls(view: CalendarView) -> None:
    rows = view.agenda.rows
    assert isinstance(rows[0], AgendaDayHead)
    assert rows[0].looked
    assert "Thanksgiving Day: federal offices closed" in [row.words for row in rows if isinstance(row, Note)]
    entries = [row for row in rows if isinstance(row, AgendaEntry)]
    assert [row.said.refs for row in entries][:4] == ["11", "17", "17", "17"]
    assert view.side.range == "20 Nov 1996 to spring of 1997"


def test_the_agenda_alone_is_filled_where_it_had_no_room_beside_the_month(make: Make) -> None:
    view = make(640)
    assert not view.side.isVisible()
    view.set_mode("agenda")
    assert agenda_words(view)[0] == "Wed 20 Nov 1996, today"


def test_a_day_without_anything_is_told_where_the_agenda_begins(view: CalendarView, workspace: Workspace) -> None:
    workspace.set_day(date(1996, 11, 21))
    assert agenda_words(view)[:2] == ["Thu 21 Nov 1996, today", "Nothing falls on this day."]


def test_the_agenda_of_another_month_begins_with_its_first(view: CalendarView) -> None:
    view.grid.show_month(Month(1997, 1))
    assert agenda_words(view)[0].startswith("Wed 1 Jan 1997, in 42 days")
    assert view.head.back_button.text() == "Back to 20 Nov 1996"
    view.head.back_button.click()
    assert view.head.title == "November 1996"
    assert not view.head.back_button.isVisible()


def test_the_filter_narrows_it_and_says_so(view: CalendarView) -> None:
    view.set_filter(Filter(words="offering, net"))
    shown = {one for stop in view.grid.stops.stops if stop.item for one in stop.item.ids}
    assert shown == {"usmx-08"}
    view.set_filter(Filter(words="nothing is called that"))
    assert view.empty.isVisible()
    assert not view.grid.isVisible()
    view.set_filter(Filter())
    assert view.grid.isVisible()


def test_what_is_supposed_is_shown_on_its_day(view: CalendarView, workspace: Workspace) -> None:
    workspace.suppose((OFFERING,))
    view.grid.show_month(Month(1996, 12))
    assert any(stop.item and stop.item.sort == "to be done" for stop in view.grid.stops.stops)
    workspace.suppose(())
    assert not any(stop.item and stop.item.sort == "to be done" for stop in view.grid.stops.stops)


def test_out_of_sight_nothing_is_worked_out_until_it_is_shown_again(view: CalendarView, workspace: Workspace) -> None:
    view.hide()
    before = view.almanac
    workspace.set_day(date(1997, 1, 1))
    assert view.almanac is before
    view.show()
    assert view.almanac is not None
    assert view.almanac.day == date(1997, 1, 1)


def test_month_and_mode_are_remembered(view: CalendarView, make: Make) -> None:
    view.grid.show_month(Month(1997, 3))
    view.set_mode("agenda")
    again = make()
    assert again.grid.month == Month(1997, 3)
    assert again.mode == "agenda"
    assert again.agenda.isVisible()
    assert not again.grid.isVisible()


# ------------------------------------------------------------------------------------------------- room


@pytest.mark.parametrize(("width", "agenda"), [(1300, True), (1104, True), (1000, False), (640, False)])
def test_the_agenda_stands_beside_the_month_only_where_both_have_room(make: Make, width: int, agenda: bool) -> None:
    view = make(width)
    assert view.side.isVisible() is agenda
    assert view.grid.isVisible()
    assert view.grid.width() == width - (view.side.width() if agenda else 0)


def test_what_gave_way_is_told_again_when_there_is_room(make: Make, workspace: Workspace) -> None:
    view = make(800)
    workspace.set_day(date(1996, 11, 25))
    view.resize(1300, 760)
    assert agenda_words(view)[0] == "Mon 25 Nov 1996, today"


def test_a_small_month_says_how_many_more_there_are_and_opens_the_day(make: Make, qtbot: QtBot) -> None:
    view = make(900, 420)
    view.grid.show_month(Month(1996, 12))
    hand = Hand(view)
    more = next(stop for stop in view.grid.stops.stops if stop.more)
    hand.click(more.key)
    (card,) = [card for card in view.findChildren(DayCard) if card.is_open]
    cell = view.grid.cell_of(more.day)
    assert cell is not None
    assert len([row for row in card.list.rows if isinstance(row, AgendaEntry)]) == len(cell.leaf.items)
    QTest.keyClick(card, Key.Key_Escape)
    assert not card.is_open


# -------------------------------------------------------------------------------------------- selection


def test_a_click_on_an_item_selects_its_records_for_every_view(
    view: CalendarView, hand: Hand, workspace: Workspace
) -> None:
    hand.click(hand.item("begins").key)
    assert workspace.selection == ("usmx-05", "usmx-06")
    hand.click(hand.item("target").key, held=Control)
    assert set(workspace.selection) == {"usmx-05", "usmx-06", "usmx-17"}
    hand.click(hand.item("target").key, held=Control)
    assert set(workspace.selection) == {"usmx-05", "usmx-06"}


def test_what_is_selected_elsewhere_is_lit_in_month_and_agenda(view: CalendarView, workspace: Workspace) -> None:
    workspace.select(("usmx-17",))
    lit = [view.grid.stops.at(index) for index in view.grid.selectedIndexes()]
    assert {stop.item.sort for stop in lit if stop and stop.item} == {"act by", "target", "due"}
    rows = [view.agenda.rows[index.row()] for index in view.agenda.selectedIndexes()]
    assert all(isinstance(row, AgendaEntry) and row.item.ids == ("usmx-17",) for row in rows)
    assert len(rows) == 3


def test_a_row_of_the_agenda_selects_its_record(view: CalendarView, workspace: Workspace) -> None:
    place = next(n for n, row in enumerate(view.agenda.rows) if isinstance(row, AgendaEntry) and row.said.refs == "8")
    rect = view.agenda.visualRect(view.agenda.rows_model.index(place))
    QTest.mouseClick(view.agenda.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert workspace.current == "usmx-08"


def test_a_record_is_brought_into_sight_on_its_next_day(view: CalendarView, workspace: Workspace) -> None:
    assert view.reveal("usmx-20")
    assert view.grid.month == Month(1997, 6)
    assert workspace.current == "usmx-20"
    view.set_filter(Filter(words="waiver"))
    assert not view.reveal("usmx-20")


def test_an_item_is_opened_and_an_event_too(view: CalendarView, hand: Hand, workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.editRequested) as asked:
        QTest.mouseDClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=hand.middle(hand.item("begins").key))
    assert asked.args == ["relief", "usmx-05"]


# --------------------------------------------------------------------------------------------- keyboard


def test_arrows_walk_the_days_and_turn_the_month_at_its_edge(view: CalendarView, hand: Hand) -> None:
    view.setFocus()
    hand.press(Key.Key_Right, Key.Key_Down)
    assert view.grid.day == date(1996, 11, 28)
    hand.press(Key.Key_Home)
    assert view.grid.day == date(1996, 11, 25)
    hand.press(Key.Key_Down, Key.Key_Down)
    assert view.grid.day == date(1996, 12, 9)
    assert view.grid.month == Month(1996, 12)
    hand.press(Key.Key_End)
    assert view.grid.day == date(1996, 12, 15)


def test_page_keys_turn_the_month_and_keep_the_day(view: CalendarView, hand: Hand) -> None:
    view.setFocus()
    hand.press(Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageUp)
    assert view.grid.day == date(1996, 12, 20)
    view.grid.go_to_day(date(1996, 12, 31))
    hand.press(Key.Key_PageUp)
    assert view.grid.day == date(1996, 11, 30)


def test_tab_goes_from_item_to_item_and_out_at_the_end(view: CalendarView, hand: Hand, workspace: Workspace) -> None:
    view.setFocus()
    walked = []
    for _ in range(12):
        if QApplication.focusWidget() is not view.grid:
            break
        stop = view.grid.current
        if stop is not None and stop.item is not None:
            walked.append(stop.item.sort)
        hand.press(Key.Key_Tab)
    assert walked == ["done", "act by", "target", "due", "review", "act by"]
    assert QApplication.focusWidget() is not view.grid
    assert workspace.current == "usmx-08"


def test_enter_shows_the_day_and_a_second_opens_what_is_selected(
    view: CalendarView, hand: Hand, workspace: Workspace, qtbot: QtBot
) -> None:
    view.grid.go_to_day(date(1996, 12, 2))
    hand.press(Key.Key_Return)
    (card,) = [card for card in view.findChildren(DayCard) if card.is_open]
    assert card.list.item is not None
    QTest.keyClick(card.list, Key.Key_Down)
    assert set(workspace.selection) == set(hand.item("review").ids)
    QTest.keyClick(card, Key.Key_Escape)
    view.grid.go_to(hand.item("due", date(1996, 12, 2)).key)
    hand.press(Key.Key_Return)
    assert workspace.current == "usmx-17"
    with qtbot.waitSignal(workspace.editRequested) as asked:
        hand.press(Key.Key_Return)
    assert asked.args == ["obligation", "usmx-17"]


def test_shift_and_enter_look_at_the_docket_as_of_the_day(view: CalendarView, hand: Hand, workspace: Workspace) -> None:
    view.grid.go_to_day(date(1996, 12, 2))
    hand.press(Key.Key_Return, held=Shift)
    assert workspace.day == date(1996, 12, 2)


def test_an_empty_day_opens_nothing(view: CalendarView) -> None:
    assert view.cards.open_day(date(1996, 11, 21)) is None


def test_a_notch_of_the_wheel_turns_the_month(view: CalendarView) -> None:
    at = QPointF(300, 300)
    event = QWheelEvent(
        at,
        at,
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    view.grid.wheelEvent(event)
    assert view.grid.month == Month(1996, 12)


def test_a_screen_reader_finds_every_day_and_item(view: CalendarView, hand: Hand) -> None:
    table = QAccessible.queryAccessibleInterface(view.grid)
    assert table is not None
    said = [table.child(place).text(QAccessible.Text.Name) for place in range(table.childCount())]
    assert len(said) == len(view.grid.stops.stops)
    assert any("target Wed 27 Nov 1996, in 7 days; open; can be moved" in words for words in said)
    assert any(
        words.startswith("Thu 28 Nov 1996, in 8 days. Thanksgiving Day: federal offices closed") for words in said
    )


def test_a_tooltip_says_why_a_day_stays_and_how_another_moves(view: CalendarView, hand: Hand) -> None:
    due = view.grid.words_at(QPointF(hand.middle(hand.item("due", date(1996, 12, 2)).key)))
    assert due.endswith("Due Mon 2 Dec 1996: a stated day, it stays.")
    target = view.grid.words_at(QPointF(hand.middle(hand.item("target").key)))
    assert target.endswith("Drag it to another day, or lift it with Shift and an arrow.")


# ---------------------------------------------------------------------------------------------- painted


@pytest.mark.parametrize("size", [(1300, 760), (900, 560), (700, 420)])
def test_it_is_painted_in_any_size_with_everything_marked(
    make: Make, workspace: Workspace, size: tuple[int, int]
) -> None:
    view = make(*size)
    workspace.select(("usmx-17", "usmx-05", "usmx-06"))
    view.setFocus()
    view.grid.go_to_day(date(1996, 12, 2))
    plain = view.grab().toImage()
    workspace.set_day(date(1997, 6, 1))
    assert view.grab().toImage() != plain


def test_it_stands_in_the_window_third_of_the_views(window: Window, theme: Theme) -> None:
    view = window.show_view("calendar")
    assert isinstance(view, CalendarView)
    window.top.set_filter(Filter(words="waiver"))
    assert window.view == "calendar"
    window.go_to("usmx-17")
    assert window.workspace.current == "usmx-17"
    stop = view.grid.current
    assert stop is not None
    assert stop.day == date(1996, 11, 25)
    words = [action.text() for action in view.cards.menu_of(stop).actions()]
    assert "Look at the docket as of Mon 25 Nov 1996" in words
    assert "Edit…" in words


def test_what_is_supposed_has_its_banner_inside_the_view(window: Window) -> None:
    view = window.show_view("calendar")
    window.workspace.suppose((OFFERING,))
    banner = window.handlers.what_if.banner
    assert banner is not None
    assert banner.isVisible()
    assert view.isAncestorOf(banner)
    window.workspace.suppose(())
    assert not banner.isVisible()


def test_an_empty_docket_says_what_to_do_next(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    view = window.show_view("calendar")
    assert isinstance(view, CalendarView)
    window.workspace.open_ledger(
        Ledger.create(tmp_path / "new.duly", Caption(title="New"), clock=window.workspace.clock, who="Legal")
    )
    assert view.empty.isVisible()
    assert not view.grid.isVisible()
    assert view.empty.buttons()[0].text() == "New obligation"


def test_an_event_is_changed_from_its_menu(view: CalendarView, workspace: Workspace, qtbot: QtBot) -> None:
    workspace.do(Put(Event(id="closing", title="Closing", expected=Day(on=date(1996, 11, 22)))))
    item = Hand(view).item("expected event")
    with qtbot.waitSignal(workspace.editRequested) as asked:
        view.cards.menu_of(Stop(item.key, item.day, item)).actions()[0].trigger()
    assert asked.args == ["event", "closing"]
