"""The Network view: it draws the sample, lights what is selected, walks, narrows, and shows what is supposed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from model.ledger.commands import Put
from model.ledger.ledger import Ledger
from model.record.scenario import SupposePerformed, SupposeRelief
from tests.bench.generate import noon, write
from ui.filter.filter import Filter
from ui.frame.theme import Theme, load
from ui.network.layout.drawing import AWAY
from ui.network.view import NetworkView
from ui.shell.jobs import Jobs
from ui.shell.settings import Settings
from ui.shell.window import Window
from ui.workspace import Workspace

CLOSES = SupposePerformed(about="usmx-08", on=date(1996, 12, 20), amount="9400000", currency="USD")


def place_of(view: NetworkView, record: str) -> QPoint:
    place = view.canvas.place_of(record)
    assert place is not None
    return place


def click(qtbot: QtBot, view: NetworkView, record: str, *held: Qt.KeyboardModifier) -> None:
    modifier = held[0] if held else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, modifier, place_of(view, record))


def lit(view: NetworkView) -> set[str]:
    return {record for record, item in view.scene.nodes.items() if item.lit}


def test_it_draws_every_linked_record_and_sets_the_rest_below(view: NetworkView, workspace: Workspace) -> None:
    docket = workspace.docket
    below = {"usmx-11", "usmx-12", "usmx-13", "usmx-14", "usmx-15", "usmx-16", "usmx-19", "usmx-22"}
    drawn = {record for record in view.scene.nodes if record not in docket.events}
    assert drawn == {node.id for node in docket.nodes()} - below


def test_with_nothing_selected_all_is_lit(view: NetworkView) -> None:
    assert lit(view) == set(view.scene.nodes)


def test_a_click_selects_for_every_view_and_lights_what_follows(
    view: NetworkView, workspace: Workspace, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(workspace.selectionChanged):
        click(qtbot, view, "usmx-08")
    assert workspace.selection == ("usmx-08",)
    assert lit(view) == {f"usmx-{one:02d}" for one in (1, 2, 3, 4, 5, 6, 8, 9, 10, 18, 20, 21)}
    assert view.scene.nodes["usmx-08"].chosen


def test_what_another_view_selects_is_lit_here(view: NetworkView, workspace: Workspace) -> None:
    workspace.select(("usmx-17",))
    assert lit(view) == {"usmx-17", "usmx-18"}


def test_a_click_with_control_adds_and_on_the_ground_clears(
    view: NetworkView, workspace: Workspace, qtbot: QtBot
) -> None:
    click(qtbot, view, "usmx-08")
    click(qtbot, view, "usmx-17", Qt.KeyboardModifier.ControlModifier)
    assert list(workspace.selection) == ["usmx-08", "usmx-17"]
    QTest.mouseClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert not list(workspace.selection)


def test_a_drag_pans_and_selects_nothing(view: NetworkView, workspace: Workspace, qtbot: QtBot) -> None:
    start, port = place_of(view, "usmx-08"), view.canvas.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, start + QPoint(20, 10))
    QTest.mouseMove(port, start + QPoint(60, 30))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 30))
    assert not workspace.selection
    assert place_of(view, "usmx-08") == start + QPoint(60, 30)


def test_what_is_in_sight_is_selected_without_moving_the_drawing(view: NetworkView, workspace: Workspace) -> None:
    places = {one: view.canvas.place_of(one) for one in view.scene.nodes}
    for record in ("usmx-08", "usmx-21", "usmx-17"):
        workspace.select((record,))
    assert {one: view.canvas.place_of(one) for one in view.scene.nodes} == places


def test_arrows_walk_and_the_record_stays_in_sight(view: NetworkView, workspace: Workspace, qtbot: QtBot) -> None:
    workspace.select(("usmx-05",))
    for key, expected in ((Qt.Key.Key_Down, "usmx-06"), (Qt.Key.Key_Up, "usmx-05")):
        QTest.keyClick(view.canvas, key)
        assert workspace.current == expected
    QTest.keyClick(view.canvas, Qt.Key.Key_Right)
    assert workspace.current in {"usmx-01", "usmx-02", "usmx-03", "usmx-04"}
    view.canvas.zoom(4)
    QTest.keyClick(view.canvas, Qt.Key.Key_Right)
    assert view.canvas.viewport().rect().contains(place_of(view, workspace.current))


def test_a_walk_to_an_event_lights_it_and_leaves_the_selection(
    view: NetworkView, workspace: Workspace, qtbot: QtBot
) -> None:
    event = next(one for one in view.scene.nodes if one in workspace.docket.events)
    workspace.select(("usmx-09",))
    click(qtbot, view, event)
    assert workspace.selection == ("usmx-09",)
    assert view.current == event
    assert {event, "usmx-09"} <= lit(view)
    with qtbot.waitSignal(workspace.editRequested) as heard:
        QTest.keyClick(view.canvas, Qt.Key.Key_Return)
    assert heard.args == ["event", event]
    click(qtbot, view, "usmx-09")
    assert view.current == "usmx-09"


@pytest.mark.parametrize(("record", "kind"), [("usmx-08", "obligation"), ("usmx-05", "relief")])
def test_enter_and_a_double_click_open(
    view: NetworkView, workspace: Workspace, qtbot: QtBot, record: str, kind: str
) -> None:
    workspace.select((record,))
    with qtbot.waitSignal(workspace.editRequested) as heard:
        QTest.keyClick(view.canvas, Qt.Key.Key_Return)
    assert heard.args == [kind, record]
    with qtbot.waitSignal(workspace.editRequested) as heard:
        QTest.mouseDClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, record))
    assert heard.args == [kind, record]


def test_the_letter_of_a_fact_records_it(view: NetworkView, workspace: Workspace, qtbot: QtBot) -> None:
    workspace.select(("usmx-08",))
    with qtbot.waitSignal(workspace.recordRequested) as heard:
        QTest.keyClick(view.canvas, Qt.Key.Key_P)
    assert heard.args == [("usmx-08",), "performed"]


def test_plus_and_minus_zoom_about_what_is_selected_and_zero_fits(
    view: NetworkView, workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.select(("usmx-08",))
    whole, place = view.canvas.scale_now, place_of(view, "usmx-08")
    QTest.keyClick(view.canvas, Qt.Key.Key_Plus)
    assert view.canvas.scale_now > whole
    assert (place_of(view, "usmx-08") - place).manhattanLength() <= 3
    QTest.keyClick(view.canvas, Qt.Key.Key_Minus)
    assert view.canvas.scale_now == pytest.approx(whole)
    QTest.keyClick(view.canvas, Qt.Key.Key_Plus)
    QTest.keyClick(view.canvas, Qt.Key.Key_0)
    assert view.canvas.fits


def test_control_and_the_wheel_zoom_about_the_pointer(view: NetworkView) -> None:
    port, at = view.canvas.viewport(), QPoint(400, 300)
    there = view.canvas.mapToScene(at)
    before = view.canvas.scale_now
    turned = QWheelEvent(
        QPointF(at),
        QPointF(port.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(port, turned)
    assert view.canvas.scale_now > before
    assert (view.canvas.mapFromScene(there) - at).manhattanLength() <= 2


def test_what_is_current_is_said_with_its_links(view: NetworkView, workspace: Workspace) -> None:
    workspace.select(("usmx-05",))
    assert view.canvas.accessibleName().startswith("5 Waiver")
    assert "Led to by 7 to 10 (condition)." in view.canvas.accessibleDescription()
    workspace.select(())
    assert "Arrows walk along links" in view.canvas.accessibleDescription()


def test_a_record_below_the_drawing_is_a_button_that_selects(
    view: NetworkView, workspace: Workspace, qtbot: QtBot
) -> None:
    button = next(one for group in view.foot._groups for one in group.buttons if one.face.id == "usmx-19")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert workspace.selection == ("usmx-19",)
    again = next(one for group in view.foot._groups for one in group.buttons if one.face.id == "usmx-19")
    assert again.isChecked()
    assert again.accessibleName().startswith("19 ")


def test_a_cause_that_is_selected_from_below_is_drawn(view: NetworkView, workspace: Workspace) -> None:
    workspace.select(("usmx-12",))
    assert "usmx-12" in view.scene.nodes
    assert lit(view) == {"usmx-12", "usmx-18"}


def test_the_filter_narrows_what_is_drawn(view: NetworkView) -> None:
    view.set_filter(Filter("offering"))
    assert set(view.scene.nodes) < {f"usmx-{one:02d}" for one in range(1, 24)} | set(view._snapshot.docket.events)
    view.set_filter(Filter("no such words"))
    assert not view.empty.isHidden()
    view.set_filter(Filter())
    assert view.empty.isHidden()
    assert "usmx-08" in view.scene.nodes


def test_a_spread_shows_what_is_near_and_follows_the_selection(view: NetworkView, workspace: Workspace) -> None:
    workspace.select(("usmx-20",))
    view.set_spread("1")
    assert set(view.scene.nodes) == {"usmx-20", "usmx-08", "usmx-23"}
    workspace.select(("usmx-17",))
    assert set(view.scene.nodes) == {"usmx-17", "usmx-18"}
    assert view.links_button.text() == "Links: of 17"


def test_the_spread_is_remembered_with_the_docket(view: NetworkView, workspace: Workspace, qtbot: QtBot) -> None:
    jobs, settings = Jobs(), Settings()
    NetworkView(workspace, view.look.theme, jobs, settings, view).set_spread("2")
    again = NetworkView(workspace, view.look.theme, jobs, settings, view)
    assert again.spread == "2"
    assert view.spread == "all"
    jobs.close()


def test_a_button_below_keeps_the_keyboard_while_the_selection_moves(
    view: NetworkView, workspace: Workspace, qtbot: QtBot
) -> None:
    button = next(one for group in view.foot._groups for one in group.buttons if one.face.id == "usmx-19")
    button.click()
    workspace.select(("usmx-08",))
    assert button in [one for group in view.foot._groups for one in group.buttons]
    assert not button.isChecked()


def test_another_day_shows_other_standings_in_the_same_drawing(view: NetworkView, workspace: Workspace) -> None:
    items = dict(view.scene.nodes)
    workspace.set_day(date(1997, 1, 1))
    assert view.scene.nodes == items
    assert view.scene.nodes["usmx-05"].face.mark == "relief_lapsed"
    assert view.scene.nodes["usmx-18"].face.mark == "exposed"


def test_a_new_link_draws_anew(view: NetworkView, workspace: Workspace) -> None:
    plan = view.plan
    plan_of = workspace.docket.obligations["usmx-20"]
    workspace.do(Put(replace(plan_of, needs=())))
    assert view.plan is not plan
    assert "usmx-23" not in view.scene.nodes


def test_what_is_supposed_shows_its_old_shape_and_its_new(view: NetworkView, workspace: Workspace) -> None:
    workspace.set_day(date(1997, 1, 1))
    workspace.suppose((CLOSES,))
    changed = {one: item.face.was for one, item in view.scene.nodes.items() if item.face.was}
    assert changed == {"usmx-08": "missed", "usmx-09": "dormant", "usmx-10": "dormant", "usmx-21": "exposed"}
    workspace.suppose(())
    assert not any(item.face.was for item in view.scene.nodes.values())


def test_an_event_can_be_supposed_to_happen(view: NetworkView, workspace: Workspace, qtbot: QtBot) -> None:
    event = next(iter(workspace.docket.events))
    menu = view.event_menu(event)
    with qtbot.waitSignal(workspace.supposeRequested) as asked:
        menu.actions()[0].trigger()
    assert asked.args == [(event,), "moved"]


def test_a_relief_that_is_only_supposed_is_lit_but_never_selected(view: NetworkView, workspace: Workspace) -> None:
    workspace.select(("usmx-08",))
    waiver = SupposeRelief(covers=("usmx-08",), kind="waiver", granted_on=date(1996, 11, 20))
    workspace.suppose((waiver,))
    supposed = next(one for one in view.scene.nodes if one.startswith("supposed"))
    view.picking.pick(supposed)
    assert view.current == supposed
    assert workspace.selection == ("usmx-08",)
    view.picking.open_record(supposed)
    workspace.select((supposed,))
    assert not list(workspace.selection)


def test_a_context_menu_on_a_record_selects_it_first(view: NetworkView, workspace: Workspace, qtbot: QtBot) -> None:
    place = place_of(view, "usmx-17")
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.canvas.viewport().mapToGlobal(place))
    with qtbot.waitSignal(view.contextMenuRequested):
        QApplication.sendEvent(view.canvas.viewport(), asked)
    assert workspace.selection == ("usmx-17",)


def test_a_banner_stands_over_the_drawing_and_is_handed_back(view: NetworkView) -> None:
    banner = QWidget()
    view.set_banner(banner)
    assert banner.isVisible()
    view.set_banner(None)
    assert not banner.isVisible()
    banner.setParent(None)
    banner.deleteLater()


def test_the_theme_changes_in_place(view: NetworkView) -> None:
    dark = load("dark")
    view.set_theme(dark)
    view.canvas.set_theme(dark)
    assert all(item._look.theme is dark for item in view.scene.nodes.values())


def test_another_docket_leaves_nothing_of_the_last_one(
    view: NetworkView, workspace: Workspace, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    path = write(tmp_path / "other.duly", 40)
    workspace.open_ledger(Ledger.open(path, clock=noon, who="Legal"))
    assert not any(one.startswith("usmx") for one in view.scene.nodes)
    assert view.scene.nodes


def test_a_large_network_is_laid_out_away_from_the_window(
    qtbot: QtBot, tmp_path: Path, theme: Theme, clock: Callable[[], datetime]
) -> None:
    space = Workspace(clock, "Legal")
    space.open_ledger(Ledger.open(write(tmp_path / "large.duly", 420), clock=noon, who="Legal"))
    jobs = Jobs()
    made = NetworkView(space, theme, jobs)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    assert made.drawing.busy
    assert not made.scene.nodes
    with qtbot.waitSignal(made.drawing.drawn):
        pass
    assert len(made.scene.nodes) > AWAY
    jobs.close()
    space.close()


def test_the_window_has_it_on_its_rail_and_its_menus(window: Window, qtbot: QtBot) -> None:
    view = window.show_view("network")
    assert isinstance(view, NetworkView)
    assert window.actions_["zoom_in"].isEnabled()
    before = view.canvas.scale_now
    window.actions_["zoom_in"].trigger()
    assert view.canvas.scale_now > before
    window.actions_["zoom_fit"].trigger()
    assert view.canvas.scale_now == pytest.approx(before)
    window.show_view("docket")
    assert not window.actions_["zoom_in"].isEnabled()


def test_the_palette_reveals_a_record_in_the_network_that_is_shown(window: Window) -> None:
    view = window.show_view("network")
    window.go_to("usmx-17")
    assert window.view == "network"
    assert isinstance(view, NetworkView)
    assert view.current == "usmx-17"


def test_the_windows_filter_narrows_it_in_its_place(window: Window) -> None:
    view = window.show_view("network")
    window.top.field.setText("offering")
    assert window.view == "network"
    assert isinstance(view, NetworkView)
    assert "usmx-17" not in view.scene.nodes


def test_its_context_menu_is_that_of_the_docket_with_its_wishes_first(window: Window, qtbot: QtBot) -> None:
    view = window.show_view("network")
    assert isinstance(view, NetworkView)
    window.workspace.select(("usmx-08",))
    menu = window.handlers.context_menu()
    assert [action.text() for action in menu.actions()[:3]] == ["What if…", "", "Edit…"]
    menu.deleteLater()
