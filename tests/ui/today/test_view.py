"""Today through real keys and clicks: the sentence, the strip, the bands, and the way on from each row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from model.ledger.commands import Put, RecordFact
from model.record.party import Party
from tests import builders
from ui.frame.appearance import Appearance
from ui.shell.settings import Settings
from ui.shell.window import Window
from ui.today.band import ORDER, BandView
from ui.today.rowlist import RowList
from ui.today.rows import BandEntry, DayRow
from ui.today.view import TodayView
from ui.workspace import Workspace

Key = Qt.Key


@pytest.fixture
def view(window: Window) -> TodayView:
    """Today, in the window on the sample, without the inspector."""
    window.dock.set_folded(folded=True)
    return cast(TodayView, window.show_view("today"))


def rows(view: TodayView, key: str) -> list[str]:
    """The rows of a band: short refs of records, days of what comes."""
    found = []
    for shown in view.bands[key].shown_lists():
        found += [row.ref if isinstance(row, BandEntry) else row.key for row in shown.rows]
    return found


def band_list(view: TodayView, key: str, place: int = 0) -> RowList:
    return view.bands[key].shown_lists()[place]


def click(shown: RowList, row: int, x: int = 60) -> None:
    rect = shown.visualRect(shown.rows_model.index(row))
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, rect.center().y()))


def strike(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifier)


# ------------------------------------------------------------------------------------------ what it shows


def test_it_says_what_hurts_in_one_sentence_and_shows_every_band(view: TodayView) -> None:
    assert view.sentence.text == "One deadline in 14 days. Two reliefs end in 41 days. Nothing is exposed."
    assert view.sentence.accessibleName() == view.sentence.text
    assert {key: rows(view, key) for key in ORDER} == {
        "trouble": [],
        "soon": ["17", "8"],
        "ahead": ["1996-12-02", "1996-12-03", "1996-12-31", "1997-01-01"],
        "waiting": ["9", "10", "20"],
        "risk": ["5", "6", "15", "19", "1", "2", "3", "4"],
        "rights": ["22"],
        "unverified": ["7", "17", "8", "22", "5"],
        "review": [],
        "undated": ["12", "13", "14", "16", "23"],
    }


def test_an_empty_band_says_so(view: TodayView) -> None:
    trouble = view.bands["trouble"]
    assert trouble.empty.isVisible()
    assert trouble.empty.text == "Nothing is missed and nothing is exposed."
    assert trouble.head.accessibleName() == "Exposed and missed, open. Nothing is missed and nothing is exposed."


def test_each_band_counts_its_sides_apart(view: TodayView) -> None:
    said = {key: view.bands[key].head.accessibleName().partition(". ")[2] for key in ("soon", "risk", "unverified")}
    assert said == {
        "soon": "2 owed by us",
        "risk": "2 reliefs, 6 owed by us",
        "unverified": "16 owed by us, 1 owed to us, 2 reliefs, 2 plans, 2 consequences",
    }
    captions = view.bands["risk"].captions
    assert {key: caption.text for key, caption in captions.items()} == {"relief": "2 reliefs", "ours": "6 owed by us"}


def test_another_day_changes_sentence_strip_and_bands(window: Window, view: TodayView) -> None:
    window.workspace.set_day(date(1997, 1, 1))
    assert view.sentence.text.startswith("Two consequences are exposed. Three obligations are missed")
    assert rows(view, "trouble") == ["21", "18", "8", "17", "1", "2", "3", "4"]
    assert rows(view, "soon") == rows(view, "ahead") == []
    assert view.bands["ahead"].empty.text == "No standing changes up to Sun 2 Mar 1997."
    assert view.strip.weeks is not None
    assert view.strip.weeks.first == date(1996, 11, 18)
    window.workspace.set_day(date(1997, 3, 5))
    assert view.strip.weeks.first == date(1997, 3, 3)


def test_a_row_is_read_out_whole(view: TodayView) -> None:
    shown = band_list(view, "soon")
    said = shown.rows_model.data(shown.rows_model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == (
        "open. due Mon 2 Dec 1996, in 12 days. 17 Amended development plan for Rothschild’s approval. start by Mon 25 "
        "Nov; else 18 Foreclosure of the security; damages exposed. Exploration. Space: Hand in"
    )
    role = QAccessible.queryAccessibleInterface(shown)
    assert role is not None
    assert role.childCount() == 2


def test_an_edit_shows_at_once_where_the_view_is_in_sight(
    window: Window, view: TodayView, clock: Callable[[], datetime]
) -> None:
    fact = builders.fact("usmx-17", date(1996, 11, 20), id="done", recorded_at=clock())
    window.workspace.do(RecordFact(fact))
    assert rows(view, "soon") == ["8"]
    window.show_view("docket")
    window.workspace.undo()
    assert rows(view, "soon") == ["8"]
    window.show_view("today")
    assert rows(view, "soon") == ["17", "8"]


# ------------------------------------------------------------------------------------------ what is selected


def test_a_row_is_shown_in_the_inspector_and_marked_wherever_it_stands(window: Window, view: TodayView) -> None:
    click(band_list(view, "soon"), 1)
    assert (window.workspace.selection, window.workspace.current) == (("usmx-08",), "usmx-08")
    assert band_list(view, "unverified").selected_ids() == ("usmx-08",)
    assert band_list(view, "waiting").selected_ids() == ()
    click(band_list(view, "waiting"), 0)
    assert band_list(view, "soon").selected_ids() == ()
    assert window.workspace.current == "usmx-09"


def test_a_selection_made_elsewhere_is_marked_here(window: Window, view: TodayView) -> None:
    window.workspace.select(("usmx-22",), "usmx-22")
    assert band_list(view, "rights").selected_ids() == ("usmx-22",)
    assert band_list(view, "unverified", 1).selected_ids() == ("usmx-22",)


def test_a_coming_day_selects_what_changes_on_it(window: Window, view: TodayView) -> None:
    click(band_list(view, "ahead"), 1)
    assert set(window.workspace.selection) == {"usmx-17", "usmx-18"}


def test_the_keyboard_walks_from_band_to_band_and_to_the_strip(window: Window, view: TodayView) -> None:
    view.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert band_list(view, "soon").hasFocus()
    walked = []
    for _ in range(7):
        strike(Key.Key_Down)
        walked.append(QApplication.focusWidget())
    assert walked[1] is band_list(view, "ahead")
    assert walked[-1] is band_list(view, "waiting")
    assert window.workspace.current == "usmx-10"
    for _ in range(8):
        strike(Key.Key_Up)
    assert view.strip.hasFocus()
    strike(Key.Key_Down)
    assert band_list(view, "soon").hasFocus()


def test_every_row_is_reached_by_down(window: Window, view: TodayView) -> None:
    view.setFocus(Qt.FocusReason.ShortcutFocusReason)
    lists = [shown for key in ORDER for shown in view.bands[key].shown_lists()]
    met: set[tuple[int, int]] = set()
    for _ in range(80):
        focused = QApplication.focusWidget()
        assert isinstance(focused, RowList)
        met.add((lists.index(focused), focused.currentIndex().row()))
        strike(Key.Key_Down)
    assert len(met) == sum(len(shown.rows) for shown in lists)


def test_tab_goes_from_the_strip_through_each_band(view: TodayView) -> None:
    view.strip.setFocus(Qt.FocusReason.TabFocusReason)
    met = []
    for _ in range(8):
        strike(Key.Key_Tab)
        met.append(QApplication.focusWidget())
    bands = [view.bands[key] for key in ("trouble", "soon", "ahead", "waiting")]
    heads_and_rows = [stop for band in bands for stop in (band.head, *band.shown_lists())]
    assert met == heads_and_rows[:8]


def test_a_row_walked_to_is_brought_into_sight(view: TodayView) -> None:
    view.setFocus(Qt.FocusReason.ShortcutFocusReason)
    for _ in range(40):
        strike(Key.Key_Down)
    last = band_list(view, "undated", 1)
    assert last.hasFocus()
    bottom = last.mapTo(view.scroll_area.viewport(), last.rect().bottomLeft()).y()
    assert 0 < bottom <= view.scroll_area.viewport().height()


# -------------------------------------------------------------------------------------- what is done from it


def test_enter_and_a_double_click_open_the_record(window: Window, view: TodayView, qtbot: QtBot) -> None:
    window.workspace.editRequested.disconnect()
    view.setFocus(Qt.FocusReason.ShortcutFocusReason)
    with qtbot.waitSignal(window.workspace.editRequested) as asked:
        strike(Key.Key_Return)
    assert asked.args == ["obligation", "usmx-17"]
    shown = band_list(view, "risk")
    place = shown.visualRect(shown.rows_model.index(0)).center()
    click(shown, 0)
    with qtbot.waitSignal(window.workspace.editRequested) as asked:
        QTest.mouseDClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, place.y()))
    assert asked.args == ["relief", "usmx-05"]


@pytest.mark.parametrize(
    ("band", "row", "ids", "fact"),
    [("soon", 0, ("usmx-17",), "submitted"), ("unverified", 0, ("usmx-07",), "verified")],
)
def test_what_a_row_offers_is_done_by_a_click_and_by_space(
    window: Window, view: TodayView, qtbot: QtBot, band: str, row: int, ids: tuple[str, ...], fact: str
) -> None:
    window.workspace.recordRequested.disconnect()
    shown = band_list(view, band)
    with qtbot.waitSignal(window.workspace.recordRequested) as asked:
        click(shown, row, shown.viewport().width() - 30)
    assert asked.args == [ids, fact]
    with qtbot.waitSignal(window.workspace.recordRequested) as asked:
        QTest.keyClick(shown, Key.Key_Space)
    assert asked.args == [ids, fact]


def test_a_relief_at_risk_offers_a_further_one_and_what_has_no_date_a_date(
    window: Window, view: TodayView, qtbot: QtBot
) -> None:
    window.workspace.editRequested.disconnect()
    for band, wanted in (("risk", ["relief", ""]), ("undated", ["obligation", "usmx-12"])):
        shown = band_list(view, band)
        with qtbot.waitSignal(window.workspace.editRequested) as asked:
            click(shown, 0, shown.viewport().width() - 30)
        assert asked.args == wanted


def test_a_coming_day_is_looked_at_by_space_and_the_frame_says_so(window: Window, view: TodayView) -> None:
    band_list(view, "ahead").enter(last=True)
    strike(Key.Key_Space)
    assert window.workspace.day == date(1997, 1, 1)
    assert window.banner.isVisible()


def test_a_letter_records_a_fact_of_the_selected_row(window: Window, view: TodayView, qtbot: QtBot) -> None:
    window.workspace.recordRequested.disconnect()
    click(band_list(view, "soon"), 0)
    with qtbot.waitSignal(window.workspace.recordRequested) as asked:
        QTest.keyClick(band_list(view, "soon"), Key.Key_V)
    assert asked.args == [("usmx-17",), "verified"]


def test_the_menu_on_a_row_is_asked_for_where_it_was_clicked(window: Window, view: TodayView, qtbot: QtBot) -> None:
    view.contextMenuRequested.disconnect()
    shown = band_list(view, "soon")
    with qtbot.waitSignal(view.contextMenuRequested):
        shown.customContextMenuRequested.emit(QPoint(60, 10))


def test_the_rest_of_a_band_is_shown_in_the_docket(window: Window, view: TodayView) -> None:
    more = view.bands["unverified"].more
    assert more.isVisible()
    assert more.text() == "and 18 more: show in the docket"
    assert not view.bands["soon"].more.isVisible()
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert window.view == "docket"
    assert window.docket_view.model.rows.passed == 23
    assert window.top.chips["band"].isVisible()
    assert window.top.chips["band"].words() == "Today: Unverified"
    window.actions_["clear_filter"].trigger()
    assert not window.top.chips["band"].isVisible()


@pytest.mark.parametrize(("band", "passed"), [("soon", 2), ("risk", 8), ("undated", 5), ("trouble", 0)])
def test_the_docket_can_be_narrowed_to_a_band_of_the_day(
    window: Window, view: TodayView, band: str, passed: int
) -> None:
    view.bands[band].moreAsked.emit()
    assert window.docket_view.model.rows.passed == passed


# -------------------------------------------------------------------------------------------------- folds


def test_a_band_folds_to_its_counts_and_stays_folded(window: Window, view: TodayView) -> None:
    risk = view.bands["risk"]
    high = risk.height()
    QTest.mouseClick(risk.head, Qt.MouseButton.LeftButton)
    assert risk.height() < high
    assert risk.shown_lists() == ()
    assert risk.empty.text == "2 reliefs, 6 owed by us"
    window.workspace.set_day(date(1996, 11, 21))
    assert risk.shown_lists() == ()
    again = TodayView(window.workspace, window.theme, window.jobs, window.settings)
    assert again.bands["risk"].head.folded
    again.deleteLater()


def test_the_head_is_reached_from_a_row_and_leads_back(view: TodayView) -> None:
    band_list(view, "waiting").enter()
    strike(Key.Key_Left)
    head = view.bands["waiting"].head
    assert head.hasFocus()
    strike(Key.Key_Return)
    assert head.folded
    strike(Key.Key_Down)
    assert band_list(view, "risk").hasFocus()


# -------------------------------------------------------------------------------------------------- strip


def test_the_strip_is_walked_by_keys_and_selects_what_falls_on_a_day(window: Window, view: TodayView) -> None:
    strip = view.strip
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    assert strip.cursor_day == date(1996, 11, 20)
    strike(Key.Key_Right)
    assert strip.cursor_day == date(1996, 12, 2)
    assert strip.accessibleDescription().startswith("Mon 2 Dec 1996, in 12 days\n17 Amended development plan")
    strike(Key.Key_Return)
    assert window.workspace.selection == ("usmx-17",)
    strike(Key.Key_End)
    assert strip.cursor_day == date(1996, 12, 31)
    assert "Last day of 5 and 6" in strip.accessibleDescription()
    strike(Key.Key_Home)
    assert strip.cursor_day == date(1996, 11, 20)
    strike(Key.Key_End)
    strike(Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert window.workspace.day == date(1996, 12, 31)


def test_a_click_on_the_strip_selects_and_its_tooltip_tells_the_day(window: Window, view: TodayView) -> None:
    strip = view.strip
    QApplication.sendPostedEvents()
    strip.grab()
    step = strip.width() / 49
    plan = QPoint(round(14.5 * step), 15)
    assert strip.day_at(plan) == date(1996, 12, 2)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=plan)
    chosen = [window.workspace.selection]
    bar = QPoint(round(30 * step), 63)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=bar)
    chosen.append(window.workspace.selection)
    assert chosen == [("usmx-17",), ("usmx-05", "usmx-06")]
    assert strip.words_of(date(1996, 11, 28)) == "Thu 28 Nov 1996, in 8 days\nThanksgiving Day"
    assert strip.words_of(date(1997, 1, 1)).endswith("1 to 4 stand again")


def test_a_double_click_looks_at_the_day(window: Window, view: TodayView) -> None:
    step = view.strip.width() / 49
    QTest.mouseDClick(view.strip, Qt.MouseButton.LeftButton, pos=QPoint(round(15.5 * step), 40))
    assert window.workspace.day == date(1996, 12, 3)


# -------------------------------------------------------------------------------------------- the window


def test_a_first_start_opens_on_today_and_a_later_one_where_it_was_left(
    qapp: QApplication, qtbot: QtBot, sample: Path, clock: Callable[[], datetime]
) -> None:
    seen = []
    for leave_on in ("journal", "journal"):
        appearance = Appearance(qapp, "light")
        made = Window(Workspace(clock, "Legal"), appearance, Settings())
        qtbot.addWidget(made)
        assert made.files.open_path(sample)
        made.show()
        seen.append(made.view)
        made.show_view(leave_on)
        made.jobs.close()
        made.close()
        appearance.deleteLater()
    assert seen == ["today", "journal"]


def test_an_empty_docket_says_what_to_do(window: Window, view: TodayView, tmp_path: Path) -> None:
    window.files.ask_where = lambda *_: tmp_path / "New.duly"
    window.actions_["new_docket"].trigger()
    assert view.empty.isVisible()
    assert view.empty.heading.text() == "Nothing is on the docket yet."
    assert [button.text() for button in view.empty.buttons()] == ["New obligation", "Open the sample"]


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (960, 600)])
@pytest.mark.parametrize("day", [date(1996, 11, 20), date(1996, 12, 3), date(1997, 1, 1)])
def test_in_any_window_bands_follow_one_another_and_rows_have_their_height(
    window: Window, view: TodayView, qtbot: QtBot, size: tuple[int, int], day: date
) -> None:
    window.dock.set_folded(folded=False)
    window.resize(*size)
    window.workspace.set_day(day)
    QApplication.sendPostedEvents()
    view.grab()
    bands: list[BandView] = [view.bands[key] for key in ORDER]
    for above, below in pairwise(bands):
        assert above.y() + above.height() == below.y()
    for band in bands:
        for shown in band.shown_lists():
            assert shown.height() == 30 * len(shown.rows)
            assert shown.geometry().bottom() <= band.height()
            assert shown.geometry().right() <= band.width()
    assert view.strip.y() >= view.sentence.y() + view.sentence.height()


def test_a_large_docket_is_shown_by_a_few_rows_and_looked_ahead_of_away_from_the_window(
    window: Window, view: TodayView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.today.ahead.AT_ONCE", 3)
    before = rows(view, "ahead")
    with qtbot.waitSignal(view.ahead.ready, timeout=10000):
        window.workspace.do(Put(Party(id="other", name="Other")))
    assert rows(view, "ahead") == before
    assert all(isinstance(row, DayRow) for row in band_list(view, "ahead").rows)
