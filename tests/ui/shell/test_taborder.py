"""Tab, key by key: from the filter to the view, then to the inspector, to all that stands around them, and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.test_accessible_names import DIALOGS
from ui.calendar.view import CalendarView
from ui.frame.appearance import Appearance
from ui.shell.settings import Settings
from ui.shell.taborder import tab_stops
from ui.shell.views import VIEWS
from ui.shell.window import Window
from ui.widgets.living import windows
from ui.workspace import Workspace

Key = Qt.Key
KEYS = [view.key for view in VIEWS]
LIMIT = 150


class Stop(NamedTuple):
    """Where the keyboard was, by name: what a selection renews may be gone when the walk is over."""

    region: str
    id: int
    widget: QWidget


def region(window: Window, widget: QWidget) -> str:
    if widget is window.top.field:
        return "filter"
    places = {"view": window.stack, "inspector": window.dock}
    return next((name for name, place in places.items() if place.isAncestorOf(widget)), "around")


def walk(window: Window, key: Key) -> list[Stop]:
    """What `key` reaches from the filter until it comes back to it; a widget that keeps it for a while stands once."""
    window.top.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    seen: list[Stop] = []
    for _ in range(LIMIT):
        now = QApplication.focusWidget()
        assert now is not None
        if seen and now is window.top.field:
            return seen
        if not seen or seen[-1].widget is not now:
            seen.append(Stop(region(window, now), id(now), now))
        QTest.keyClick(now, key)
    raise AssertionError(f"Tab never comes back to the filter: {seen[-4:]}")


def regions(stops: list[Stop]) -> list[str]:
    return [name for name, _ in groupby(stop.region for stop in stops)]


def shown(window: Window, key: str) -> QWidget:
    view = window.show_view(key)
    QTest.qWait(0)
    return view


@pytest.mark.parametrize("key", KEYS)
def test_tab_goes_from_the_filter_to_the_view_and_then_to_the_inspector(window: Window, key: str) -> None:
    view = shown(window, key)
    there = walk(window, Key.Key_Tab)
    assert regions(there) == ["filter", "view", "inspector", "around"]
    assert there[1].widget is view.focusProxy() or key == "today"


@pytest.mark.parametrize("key", KEYS)
def test_shift_and_tab_go_back_the_same_way(window: Window, key: str) -> None:
    shown(window, key)
    back = walk(window, Key.Key_Backtab)
    assert regions(back) == ["filter", "around", "inspector", "view"]
    there = walk(window, Key.Key_Tab)
    assert {one.id for one in back if one.region == "view"} == {one.id for one in there if one.region == "view"}


@pytest.mark.parametrize("key", KEYS)
def test_tab_leaves_out_no_button_of_a_view(window: Window, key: str) -> None:
    view = shown(window, key)
    reached = {stop.id for stop in walk(window, Key.Key_Tab)}
    missed = [one for one in tab_stops(window, [view]) if view.isAncestorOf(one) and id(one) not in reached]
    assert not missed


def test_where_the_inspector_is_folded_tab_goes_to_what_opens_it(window: Window) -> None:
    window.dock.set_folded(folded=True)
    there = walk(window, Key.Key_Tab)
    assert regions(there) == ["filter", "view", "inspector", "around"]
    assert [stop.widget for stop in there if stop.region == "inspector"] == [window.dock.strip]


def test_where_no_docket_is_open_tab_goes_to_what_opens_one(
    qapp: QApplication, qtbot: QtBot, clock: Callable[[], datetime]
) -> None:
    appearance = Appearance(qapp, "light")
    bare = Window(Workspace(clock, "Legal"), appearance, Settings())
    qtbot.addWidget(bare)
    bare.show()
    qtbot.waitExposed(bare)
    bare.activateWindow()
    qtbot.waitUntil(bare.isActiveWindow)
    there = walk(bare, Key.Key_Tab)
    assert regions(there) == ["filter", "view", "around"]
    assert bare.none_open.isAncestorOf(there[1].widget)
    bare.close()
    appearance.deleteLater()


def test_in_the_agenda_alone_tab_begins_with_the_agenda(window: Window) -> None:
    view = shown(window, "calendar")
    assert isinstance(view, CalendarView)
    view.set_mode("agenda")
    QTest.qWait(0)
    assert walk(window, Key.Key_Tab)[1].widget is view.agenda


def test_what_tab_reaches_is_brought_into_sight(window: Window) -> None:
    shown(window, "today")
    window.resize(1280, 500)
    window.top.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    for _ in range(LIMIT):
        now = QApplication.focusWidget()
        assert now is not None
        area: QWidget | None = now.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            corner = now.mapTo(area.viewport(), now.rect().topLeft())
            assert 0 <= corner.y() < area.viewport().height() or now.height() > area.viewport().height()
        QTest.keyClick(now, Key.Key_Backtab)
        if QApplication.focusWidget() is window.top.field:
            return
    raise AssertionError("Shift and Tab never come back to the filter")


def test_from_what_only_a_click_reaches_tab_goes_on_beside_it(window: Window) -> None:
    view = shown(window, "journal")
    label = next(one for one in view.findChildren(QWidget) if one.accessibleName() == "What the entry changed")
    label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    label.setFocus(Qt.FocusReason.MouseFocusReason)
    assert QApplication.focusWidget() is label
    QApplication.sendEvent(label, QKeyEvent(QEvent.Type.KeyPress, Key.Key_Tab, Qt.KeyboardModifier.NoModifier))
    assert QApplication.focusWidget() is not label


@pytest.mark.parametrize("action", DIALOGS)
def test_tab_reaches_all_of_a_dialog_and_is_held_by_none(qtbot: QtBot, window: Window, action: str) -> None:
    window.actions_[action].trigger()
    opened = [one for one in windows() if one.isVisible() and one is not window]
    for dialog in opened:
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        if QApplication.focusWidget() is None:
            dialog.focusNextChild()
        first = QApplication.focusWidget()
        reached: list[QWidget] = []  # held, so that no other widget comes to be known by the same id
        for _ in range(LIMIT):
            now = QApplication.focusWidget()
            if now is None or (now is first and reached):
                break
            reached.append(now)
            QTest.keyClick(now, Key.Key_Tab)
        missed = [one for one in tab_stops(dialog, []) if one.window() is dialog and one not in reached]
        assert not missed
        dialog.close()
