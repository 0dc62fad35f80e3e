"""The Timeline view in its window: lanes, selection, zoom and pan, the keyboard, and what is supposed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from model.ledger.commands import Put
from model.record.scenario import SupposePerformed
from ui.filter.filter import Filter
from ui.frame.theme import Theme
from ui.shell.jobs import Jobs
from ui.shell.settings import Settings
from ui.shell.window import Window
from ui.timeline import ahead
from ui.timeline.content import TimelineContent
from ui.timeline.rowpaint import RowPainting
from ui.timeline.scale import ZOOMS
from ui.timeline.view import TimelineView
from ui.workspace import Workspace

Key = Qt.Key
OFFERING = SupposePerformed(about="usmx-08", on=date(1996, 12, 20), amount="9400000", currency="USD")


@pytest.fixture
def make(qtbot: QtBot, workspace: Workspace, theme: Theme, settings: Settings) -> Iterator[Callable[[], TimelineView]]:
    jobs = Jobs()

    def made() -> TimelineView:
        view = TimelineView(workspace, theme, jobs, settings)
        qtbot.addWidget(view)
        view.resize(1300, 800)
        view.show()
        qtbot.waitExposed(view)
        return view

    yield made
    jobs.close()


@pytest.fixture
def view(make: Callable[[], TimelineView]) -> TimelineView:
    return make()


def content(view: TimelineView) -> TimelineContent:
    assert view.content is not None
    return view.content


def middle(view: TimelineView, record: str) -> QPoint:
    rect = view.canvas.visualRect(view.canvas.entries.index_of(record))
    return QPoint(rect.left() + 60, rect.center().y())


# ------------------------------------------------------------------------------------------------- what is there


def test_every_record_of_the_docket_stands_in_a_lane(view: TimelineView, workspace: Workspace) -> None:
    assert set(content(view).sheet.ids) == {node.id for node in workspace.docket.nodes()}
    assert content(view).sheet.bands[0].lane.key == "credit-agreements"


def test_lanes_are_switched_and_remembered(
    view: TimelineView, make: Callable[[], TimelineView], workspace: Workspace
) -> None:
    view.set_grouping("owner")
    assert {band.lane.key for band in content(view).sheet.bands} == {"role-exploration", "role-finance", "role-legal"}
    assert view.lanes_button.text() == "Lanes: owner"
    assert make().grouping == "owner"


def test_the_filter_narrows_it_and_says_so(view: TimelineView) -> None:
    view.set_filter(Filter(words="waiver"))
    assert "usmx-05" in content(view).sheet.ids
    assert len(content(view).sheet.ids) < 5
    view.set_filter(Filter(words="nothing is called that"))
    assert view.empty.isVisible()
    assert not view.canvas.isVisible()
    view.set_filter(Filter())
    assert view.canvas.isVisible()


def test_days_on_which_something_turns_stand_along_the_top(view: TimelineView) -> None:
    assert [marker.day for marker in content(view).markers] == [date(1996, 12, 3), date(1997, 1, 1)]


def test_another_day_is_shown_with_today_still_marked(view: TimelineView, workspace: Workspace) -> None:
    workspace.set_day(date(1997, 1, 1))
    assert content(view).day == date(1997, 1, 1)
    assert content(view).today == date(1996, 11, 20)
    assert content(view).markers == ()


def test_a_day_far_off_is_brought_into_sight(view: TimelineView, workspace: Workspace) -> None:
    workspace.set_day(date(2003, 5, 5))
    assert 0 < view.canvas.time_scale.middle(date(2003, 5, 5)) < view.canvas.chart_wide


def test_out_of_sight_nothing_is_worked_out_until_it_is_shown_again(view: TimelineView, workspace: Workspace) -> None:
    view.hide()
    before = view.content
    workspace.set_day(date(1997, 1, 1))
    assert view.content is before
    view.show()
    assert content(view).day == date(1997, 1, 1)


# ---------------------------------------------------------------------------------------------------- selection


def test_a_click_selects_for_every_view_and_another_on_nothing_lets_go(
    view: TimelineView, workspace: Workspace
) -> None:
    QTest.mouseClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, "usmx-17"))
    assert workspace.current == "usmx-17"
    QTest.mouseClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 300))
    assert workspace.selection == ()


def test_ctrl_and_a_click_add_to_the_selection(view: TimelineView, workspace: Workspace) -> None:
    workspace.select(["usmx-05"])
    held = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, held, middle(view, "usmx-06"))
    assert workspace.selection == ("usmx-05", "usmx-06")


def test_enter_and_a_double_click_open_the_record(qtbot: QtBot, view: TimelineView, workspace: Workspace) -> None:
    workspace.select(["usmx-05"])
    with qtbot.waitSignal(workspace.editRequested) as asked:
        QTest.keyClick(view.canvas, Key.Key_Return)
    assert asked.args == ["relief", "usmx-05"]
    with qtbot.waitSignal(workspace.editRequested) as asked:
        QTest.mouseDClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, "usmx-17"))
    assert asked.args == ["obligation", "usmx-17"]


def test_a_marker_selects_what_turns_and_leads_to_its_day(view: TimelineView, workspace: Workspace) -> None:
    painting = view.canvas.painting
    assert painting is not None
    first = painting.markers[0]
    place = QPoint(round(view.canvas.chart_left + first.x), 10)
    QTest.mouseClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert set(workspace.selection) == {"usmx-17", "usmx-18"}
    assert "17 is missed" in view.canvas.words_at(place)
    QTest.mouseDClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert workspace.day == date(1996, 12, 3)


def test_the_critical_chain_of_the_selection_is_lit_and_told(view: TimelineView, workspace: Workspace) -> None:
    workspace.select(["usmx-20"])
    assert [link.id for link in content(view).chain] == ["usmx-08", "usmx-20"]
    assert content(view).face("usmx-08").lit
    assert "start by Tue 3 Dec 1996" in content(view).face("usmx-08").more[0]
    workspace.select(["usmx-07"])
    assert content(view).chain == ()
    assert not content(view).face("usmx-08").lit


def test_a_record_is_revealed_unless_the_filter_hides_it(view: TimelineView, workspace: Workspace) -> None:
    assert view.reveal("usmx-20")
    assert workspace.current == "usmx-20"
    left = view.canvas.time_scale.x(date(1997, 6, 20))
    assert 0 <= left <= view.canvas.chart_wide
    view.set_filter(Filter(words="waiver"))
    assert not view.reveal("usmx-20")


# ------------------------------------------------------------------------------------------------- zoom and pan


def test_it_begins_with_a_quarter_about_the_day(view: TimelineView) -> None:
    assert view.canvas.time_scale.per_day == ZOOMS["quarter"]
    assert 0.4 < view.canvas.time_scale.middle(date(1996, 11, 20)) / view.canvas.chart_wide < 0.6


def test_the_scale_is_remembered(view: TimelineView, make: Callable[[], TimelineView]) -> None:
    view.set_zoom("month")
    assert view.zoom_button.text() == "Zoom: month"
    assert make().canvas.time_scale.per_day == ZOOMS["month"]


def turn_wheel(view: TimelineView, by: int, held: Qt.KeyboardModifier) -> None:
    at = QPointF(700, 300)
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, by), Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(view.canvas.viewport(), event)


def test_the_wheel_scrolls_zooms_about_the_pointer_and_goes_through_time(view: TimelineView) -> None:
    view.resize(1300, 400)
    x = 700 - view.canvas.chart_left
    day = view.canvas.time_scale.day_at(x)
    turn_wheel(view, 120, Qt.KeyboardModifier.ControlModifier)
    assert view.canvas.time_scale.per_day > ZOOMS["quarter"]
    assert view.canvas.time_scale.day_at(x) == day
    turn_wheel(view, -120, Qt.KeyboardModifier.ShiftModifier)
    assert view.canvas.time_scale.day_at(x) > day
    turn_wheel(view, -120, Qt.KeyboardModifier.NoModifier)
    assert view.canvas.verticalScrollBar().value() > 0


def test_dragging_pans_and_selects_nothing(view: TimelineView, workspace: Workspace) -> None:
    port, day = view.canvas.viewport(), view.canvas.time_scale.day_at(0)
    workspace.select(["usmx-05"])
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(700, 300))
    QTest.mouseMove(port, QPoint(650, 300))
    QTest.mouseMove(port, QPoint(500, 300))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(500, 300))
    assert view.canvas.time_scale.day_at(0) > day
    assert workspace.selection == ("usmx-05",)


def test_keys_zoom_pan_and_fit(view: TimelineView) -> None:
    canvas = view.canvas
    QTest.keyClick(canvas, Key.Key_Plus)
    assert canvas.time_scale.per_day > ZOOMS["quarter"]
    QTest.keyClick(canvas, Key.Key_Minus)
    assert canvas.time_scale.per_day == pytest.approx(ZOOMS["quarter"])
    day = canvas.time_scale.day_at(0)
    QTest.keyClick(canvas, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.time_scale.day_at(0) > day
    QTest.keyClick(canvas, Key.Key_0)
    assert canvas.time_scale.x(date(1996, 7, 31)) >= 0
    assert canvas.time_scale.x(date(1997, 6, 20)) <= canvas.chart_wide


# -------------------------------------------------------------------------------------- keyboard and screen readers


def test_the_keyboard_walks_through_time_and_down_the_rows(view: TimelineView, workspace: Workspace) -> None:
    workspace.select(["usmx-07"])
    QTest.keyClick(view.canvas, Key.Key_Right)
    assert workspace.current == "usmx-05"
    QTest.keyClick(view.canvas, Key.Key_Down)
    assert workspace.current == "usmx-06"
    QTest.keyClick(view.canvas, Key.Key_PageDown)
    assert workspace.current == "usmx-21"
    QTest.keyClick(view.canvas, Key.Key_End)
    assert workspace.current == content(view).sheet.in_time[-1]


def test_what_is_walked_to_is_in_sight(view: TimelineView, workspace: Workspace) -> None:
    view.resize(1300, 320)
    for one in content(view).sheet.ids:
        workspace.select([one])
        view.canvas.keep_in_sight(one)
        rect = view.canvas.visualRect(view.canvas.entries.index_of(one))
        assert view.canvas.viewport().rect().adjusted(0, -1, 20, 1).contains(rect.center())


def test_screen_readers_find_a_list_of_all_records_with_their_words(view: TimelineView) -> None:
    spoken = QAccessible.queryAccessibleInterface(view.canvas)
    assert spoken.childCount() >= len(content(view).sheet.ids)
    place = content(view).sheet.ids.index("usmx-17")
    words = spoken.child(place).text(QAccessible.Text.Name)
    assert words.startswith("17 Amended development plan for approval, open, due Mon 2 Dec 1996, in 12 days")
    assert "internal target Wed 27 Nov 1996" in words
    assert "Something turns on 2 days" in view.canvas.accessibleDescription()


def test_a_row_says_under_the_pointer_what_follows(view: TimelineView) -> None:
    words = view.canvas.words_at(middle(view, "usmx-08"))
    assert words.startswith("8 Offering, net proceeds at least $9,000,000\nopen, due Tue 31 Dec 1996")
    assert "If 8 is missed, 5 and 6 lapse" in words


# --------------------------------------------------------------------------------------------------- what is supposed


def test_what_is_supposed_shows_the_old_shape_and_the_new(view: TimelineView, workspace: Workspace) -> None:
    workspace.set_day(date(1997, 1, 1))
    workspace.suppose([OFFERING])
    face = content(view).face("usmx-08")
    assert (face.was, face.mark) == ("missed", "satisfied")
    assert face.ghosts == (date(1996, 12, 31),)
    assert "missed, then satisfied" in face.spoken
    entries = {entry.id: entry for band in content(view).sheet.bands for entry in content(view).entries(band.lane)}
    assert (entries["usmx-09"].was, entries["usmx-09"].mark) == ("dormant", "open")
    workspace.suppose([])
    assert (content(view).face("usmx-08").was, content(view).face("usmx-08").mark) == ("", "missed")


def test_a_supposed_performance_to_come_is_expected_and_what_it_saves_stays_as_an_outline(
    view: TimelineView, workspace: Workspace
) -> None:
    workspace.suppose([OFFERING])
    marks = [(mark.role, mark.day) for mark in content(view).face("usmx-08").track.marks]
    assert ("expected", date(1996, 12, 20)) in marks
    saved = content(view).face("usmx-21")
    assert [stretch.first for stretch in saved.ghost_bars] == [date(1997, 1, 1)]
    assert saved.bars == ()


def test_it_paints_in_every_zoom_and_in_both_lanes(view: TimelineView, workspace: Workspace) -> None:
    """Nothing raises; and something is drawn in the lanes."""
    workspace.select(["usmx-20"])
    for grouping in ("owner", "instrument"):
        view.set_grouping(grouping)
        for zoom in ZOOMS:
            view.set_zoom(zoom)
            picture = view.canvas.grab().toImage()
            inks = {picture.pixelColor(x, y).rgb() for x in range(300, 1200, 7) for y in range(60, 500, 5)}
            assert len(inks) > 4


def test_the_window_switches_lanes_zooms_and_goes_to_a_record_of_the_timeline(window: Window) -> None:
    window.actions_["timeline_lanes"].trigger()
    view = window.show_view("timeline")
    assert isinstance(view, TimelineView)
    assert view.grouping == "owner"
    assert window.actions_["zoom_in"].isEnabled()
    window.actions_["zoom_in"].trigger()
    assert view.canvas.time_scale.per_day > ZOOMS["quarter"]
    window.actions_["zoom_fit"].trigger()
    assert view.canvas.time_scale.x(date(1997, 6, 20)) <= view.canvas.chart_wide
    window.go_to("usmx-20")
    assert window.view == "timeline"
    assert window.workspace.current == "usmx-20"


def test_a_large_docket_is_looked_through_away_from_the_window_and_an_old_answer_is_dropped(
    qtbot: QtBot, make: Callable[[], TimelineView], workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "AT_ONCE", 0)
    view = make()
    assert content(view).markers == ()
    workspace.set_day(date(1996, 12, 3))
    qtbot.waitUntil(lambda: len(content(view).markers) == 1, timeout=10_000)
    assert content(view).markers[0].day == date(1997, 1, 1)
    assert not view.work.isVisible()


def test_the_names_of_the_sample_are_whole_with_the_inspector_open_in_a_small_window(window: Window) -> None:
    window.resize(1280, 720)
    view = window.show_view("timeline")
    assert isinstance(view, TimelineView)
    painting = view.canvas.painting
    assert painting is not None
    for row in painting.rows:
        if row.id:
            lines = painting.name_lines(row.id)
            assert " ".join(lines) == content(view).face(row.id).title


def test_no_words_of_a_row_lie_on_one_another(
    view: TimelineView, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relief that waits for its day and lapses on it had its own name over the word that says so."""
    granted = replace(
        workspace.docket.reliefs["usmx-05"],
        id="waits",
        ref="USMX-40",
        title="Waiver of the leverage ratio for the fourth quarter",
        short_title="",
        since=date(1996, 12, 3),
        until=date(1997, 3, 30),
        conditions=("usmx-17",),
    )
    assert workspace.do(Put(granted)) is not None
    written: list[tuple[float, float, float, str]] = []
    write = RowPainting._text

    def note(self: RowPainting, painter: QPainter, x: float, y: float, words: str, font: QFont, ink: QColor) -> None:
        written.append((y, x, x + self._wide(font, words), words))
        write(self, painter, x, y, words, font, ink)

    monkeypatch.setattr(RowPainting, "_text", note)
    view.canvas.viewport().grab()
    assert any(words == "lapses" for *_, words in written)
    for (y, _, end, before), (other, start, _, after) in pairwise(sorted(written)):
        assert y != other or end <= start + 0.5, (before, after)
