"""The tour through real keys and clicks: when it comes, what it shows, and that it leaves the window as it was."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from model.ledger.commands import DeleteMany
from ui.frame.appearance import Appearance
from ui.shell.files import sample_path
from ui.shell.settings import Settings
from ui.shell.window import Window
from ui.tour.ended import was_ended
from ui.tour.tour import Tour
from ui.workspace import Workspace

Key = Qt.Key
TODAY, THEN = date(1996, 11, 20), date(1997, 1, 1)


@pytest.fixture
def fresh(qapp: QApplication, qtbot: QtBot, clock: Callable[[], datetime]) -> Iterator[Window]:
    """A window with no docket, no settings, not shown yet."""
    appearance = Appearance(qapp, "light")
    made = Window(Workspace(clock, "Legal"), appearance, Settings())
    qtbot.addWidget(made)
    yield made
    made.close()
    appearance.deleteLater()


def running(window: Window) -> Tour | None:
    return next((one for one in window.findChildren(Tour) if one.is_on), None)


@pytest.fixture
def tour(window: Window) -> Tour:
    """The tour, as Help begins it."""
    window.docket_view.table.setFocus(Qt.FocusReason.OtherFocusReason)
    window.actions_["tour"].trigger()
    begun = running(window)
    assert begun is not None
    return begun


def press(button: QPushButton) -> None:
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def strike(key: Key) -> None:
    held = QApplication.focusWidget()
    assert held is not None
    QTest.keyClick(held, key)


def in_window(part: QWidget, window: Window) -> QRect:
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


def parts_of(window: Window, at: int) -> QRect:
    view = window.show_view("today")
    if at == 0:
        return in_window(view.sentence, window) | in_window(view.strip, window)  # type: ignore[attr-defined]
    return in_window(window.dock if at == 1 else window.top.day, window)


# ------------------------------------------------------------------------------------------ when it comes


def test_a_first_start_opens_the_sample_and_then_the_first_card(fresh: Window, qtbot: QtBot) -> None:
    assert fresh.begin(None)
    fresh.show()
    fresh.activateWindow()
    qtbot.waitUntil(lambda: running(fresh) is not None)
    begun = running(fresh)
    assert begun is not None
    assert fresh.workspace.path == sample_path()
    assert (fresh.view, begun.at) == ("today", 0)
    assert begun.card.place.text() == "1 of 3"
    assert begun.card.on_button.hasFocus()


def test_a_start_with_a_file_named_shows_no_tour(fresh: Window, qtbot: QtBot, sample: Path) -> None:
    assert fresh.begin(sample)
    with qtbot.waitSignal(fresh.workspace.opened):
        fresh.show()
    assert not fresh.start.owes_tour


def test_a_start_on_the_docket_opened_last_shows_no_tour(fresh: Window, sample: Path) -> None:
    fresh.settings.add_recent(sample)
    assert fresh.begin(None)
    assert not fresh.start.owes_tour


def test_a_window_that_is_closed_first_shows_no_tour(fresh: Window, qtbot: QtBot) -> None:
    assert fresh.begin(None)
    with qtbot.waitSignal(fresh.workspace.opened):
        fresh.show()
    fresh.close()
    fresh.start.begin_tour()
    assert running(fresh) is None


@pytest.mark.parametrize("how", ["skipped", "to its end"])
def test_once_ended_it_never_comes_of_itself_again(
    tour: Tour, fresh: Window, how: str, settings: Settings, tmp_path: Path
) -> None:
    if how == "skipped":
        strike(Key.Key_Escape)
    else:
        for _ in range(3):
            strike(Key.Key_Return)
    assert not tour.is_on
    assert was_ended(settings)
    settings.put("recent", [str(tmp_path / "gone.duly")])
    assert fresh.begin(None)
    assert not fresh.start.owes_tour


def test_the_start_does_not_read_it(tmp_path: Path) -> None:
    asked = "import sys, ui.shell.app; print(sorted(name for name in sys.modules if name.startswith('ui.tour')))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['ui.tour', 'ui.tour.ended']"


def test_help_takes_it_on_a_docket_of_the_users_own_to_the_sample(fresh: Window, tmp_path: Path) -> None:
    fresh.show()
    fresh.files.ask_where = lambda *_: tmp_path / "Halden.duly"
    fresh.actions_["new_docket"].trigger()
    fresh.actions_["tour"].trigger()
    assert fresh.workspace.path == sample_path()
    assert running(fresh) is not None


def test_a_sample_without_what_is_shown_is_said_with_the_way_to_mend_it(fresh: Window) -> None:
    fresh.show()
    assert fresh.files.open_sample()
    assert fresh.workspace.do(DeleteMany(("usmx-05", "usmx-06"))) is not None
    fresh.actions_["tour"].trigger()
    assert running(fresh) is None
    assert fresh.messages.bar.happened.text() == "The sample no longer holds what the tour shows."
    assert "Undo" in fresh.messages.bar.kept.text()


def test_a_tour_that_is_on_gets_the_keyboard_and_no_second_one(tour: Tour, window: Window) -> None:
    strike(Key.Key_Return)
    window.top.field.setFocus()
    window.actions_["tour"].trigger()
    assert running(window) is tour
    assert tour.at == 1
    assert tour.card.on_button.hasFocus()


# ---------------------------------------------------------------------------------------- what it shows


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (960, 600)])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_each_card_stands_beside_its_ringed_part(
    tour: Tour, window: Window, qtbot: QtBot, at: int, size: tuple[int, int]
) -> None:
    window.resize(*size)
    for _ in range(at):
        strike(Key.Key_Return)
    qtbot.waitUntil(lambda: tour.ring.geometry().contains(parts_of(window, at)))
    assert tour.ring.isVisible()
    card = tour.card.geometry()
    assert window.rect().contains(card)
    assert tour.card.on_button.isVisible()
    # At the least size there is no room beside the strip, and the card stands in the corner.
    if size != (960, 600):
        assert not card.adjusted(12, 12, -12, -12).intersects(parts_of(window, at))


def test_the_first_card_says_what_the_sample_is_and_names_no_way_back(tour: Tour) -> None:
    assert "what USMX, Inc. owed its lender" in tour.card.accessibleName()
    assert tour.card.accessibleName().startswith("Tour, 1 of 3: What can hurt, in ten seconds.")
    shown = [button.text() for button in tour.card.findChildren(QPushButton) if button.isVisible()]
    assert shown == ["Skip", "Next"]


def test_the_second_card_shows_the_inspector_of_usmx_8_though_it_was_folded(tour: Tour, window: Window) -> None:
    window.dock.set_folded(folded=True)
    strike(Key.Key_Return)
    assert not window.dock.is_folded
    assert window.workspace.current == "usmx-08"
    assert "“If missed”" in tour.card.accessibleName()


def test_the_last_card_goes_to_the_day_on_which_the_reliefs_have_lapsed_and_back(tour: Tour, window: Window) -> None:
    strike(Key.Key_Return)
    strike(Key.Key_Return)
    assert tour.card.day_button.text() == "Show me 1 January 1997"
    press(tour.card.day_button)
    assert window.workspace.day == THEN
    assert "The reliefs USMX-5 and USMX-6 have lapsed" in tour.card.accessibleName()
    assert tour.card.day_button.text() == "Back to today"
    press(tour.card.day_button)
    assert window.workspace.day == TODAY
    assert "lapsed" not in tour.card.accessibleName()
    assert tour.card.accessibleName().endswith("Make a docket of your own, or go on with the sample.")


def test_the_last_card_follows_a_day_that_is_chosen_in_the_window(tour: Tour, window: Window) -> None:
    strike(Key.Key_Return)
    strike(Key.Key_Return)
    QTest.mouseClick(window.top.day.field.after, Qt.MouseButton.LeftButton)
    assert "as of Thu 21 November 1996" in tour.card.accessibleName()
    assert tour.card.day_button.text() == "Back to today"


def test_keys_go_on_and_back(tour: Tour) -> None:
    strike(Key.Key_Return)
    assert tour.at == 1
    tour.card.back_button.setFocus(Qt.FocusReason.TabFocusReason)
    strike(Key.Key_Return)
    assert tour.at == 0
    assert tour.card.on_button.hasFocus()


def test_tab_reaches_every_way_that_the_last_card_offers(tour: Tour) -> None:
    strike(Key.Key_Return)
    strike(Key.Key_Return)
    reached = [tour.card.on_button.text()]
    for _ in range(3):
        strike(Key.Key_Backtab)
        held = QApplication.focusWidget()
        assert isinstance(held, QPushButton)
        reached.append(held.text())
    assert reached == ["Go on with the sample", "New docket…", "Back", "Show me 1 January 1997"]


# ------------------------------------------------------------------------------- it follows, and blocks nothing


def test_the_ring_follows_the_window_and_the_inspectors_edge(tour: Tour, window: Window, qtbot: QtBot) -> None:
    window.resize(1300, 760)
    qtbot.waitUntil(lambda: tour.ring.geometry().contains(parts_of(window, 0)))
    before = tour.ring.width()
    window.dock.set_folded(folded=True)
    qtbot.waitUntil(lambda: tour.ring.width() > before)
    assert tour.ring.geometry().contains(parts_of(window, 0))


def test_in_another_view_the_ring_goes_and_the_card_steps_aside(tour: Tour, window: Window, qtbot: QtBot) -> None:
    window.show_view("docket")
    assert not tour.ring.isVisible()
    assert tour.card.isVisible()
    qtbot.waitUntil(lambda: tour.card.geometry().right() > window.width() * 0.9)
    window.show_view("today")
    assert tour.ring.isVisible()
    window.show_view("docket")
    tour.card.take_keyboard()
    strike(Key.Key_Return)
    assert tour.at == 1
    assert tour.ring.isVisible()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_ring_and_card_take_the_look_that_is_on(tour: Tour, window: Window, look: str) -> None:
    window.actions_[f"theme_{look}"].trigger()
    ring = tour.ring.geometry()
    seen = window.grab().toImage()
    assert seen.pixelColor(ring.left() + 5, ring.center().y()) == window.theme.accent.base
    card = tour.card.geometry()
    assert seen.pixelColor(card.left() + 20, card.center().y()) == window.theme.popup


def test_a_click_goes_through_the_ring_to_what_is_below_and_the_tour_stays(tour: Tour, window: Window) -> None:
    window.workspace.select(())
    strip = window.show_view("today").strip  # type: ignore[attr-defined]
    place = next(
        QPoint(x, y) for x in range(strip.width()) for y in range(0, 60, 4) if "usmx-08" in strip.ids_at(QPoint(x, y))
    )
    handle = window.windowHandle()
    assert handle is not None
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, strip.mapTo(window, place))
    assert window.workspace.selection == ("usmx-08",)
    assert tour.is_on
    assert tour.card.isVisible()


def test_escape_elsewhere_in_the_window_is_no_skip(tour: Tour, window: Window) -> None:
    window.top.field.setFocus()
    strike(Key.Key_Escape)
    assert tour.is_on


def test_a_program_that_ends_in_the_middle_of_it_ends_in_order(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _ENDING], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr.strip()) == (0, "1 of 3", "")


_ENDING = """
from datetime import UTC, datetime
from PySide6.QtCore import QEventLoop, QTimer
from ui.shell.app import make_application, make_window
from ui.shell.settings import Settings
from ui.tour.tour import Tour
app = make_application()
window = make_window(app, Settings(), clock=lambda: datetime.now(UTC), who="Legal")
window.begin(None)
window.show()
loop, look = QEventLoop(), QTimer(interval=20)
look.timeout.connect(lambda: loop.quit() if window.findChild(Tour) else None)
look.start()
loop.exec()
print(window.findChild(Tour).card.place.text())
"""
"""A first start, and an end that closes no window."""


# --------------------------------------------------------------------------------------- what it gives back


def test_the_keyboard_comes_back_to_where_it_was(window: Window) -> None:
    window.top.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    window.actions_["tour"].trigger()
    assert not window.top.field.hasFocus()
    strike(Key.Key_Escape)
    assert window.top.field.hasFocus()


def test_where_it_was_is_out_of_sight_it_comes_to_the_view(tour: Tour, window: Window) -> None:
    strike(Key.Key_Escape)
    held = QApplication.focusWidget()
    assert held is not None
    assert window.show_view("today").isAncestorOf(held)


def test_a_keyboard_that_went_elsewhere_meanwhile_stays_there(tour: Tour, window: Window) -> None:
    window.top.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    press_without_focus = tour.card.skip_button
    press_without_focus.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    press(press_without_focus)
    assert not tour.is_on
    assert window.top.field.hasFocus()


@pytest.mark.parametrize("way", ["back_button", "on_button"])
def test_the_day_that_the_tour_went_to_is_left_with_its_card(tour: Tour, window: Window, way: str) -> None:
    strike(Key.Key_Return)
    strike(Key.Key_Return)
    press(tour.card.day_button)
    press(getattr(tour.card, way))
    assert window.workspace.day == TODAY


def test_a_day_that_the_user_chose_stays(tour: Tour, window: Window) -> None:
    strike(Key.Key_Return)
    strike(Key.Key_Return)
    press(tour.card.day_button)
    window.workspace.set_day(date(1996, 12, 3))
    press(tour.card.on_button)
    assert window.workspace.day == date(1996, 12, 3)


def test_an_inspector_that_was_folded_is_folded_again(window: Window) -> None:
    window.dock.set_folded(folded=True)
    window.actions_["tour"].trigger()
    strike(Key.Key_Return)
    assert not window.dock.is_folded
    strike(Key.Key_Escape)
    assert window.dock.is_folded


def test_a_docket_of_ones_own_ends_the_tour_and_begins(tour: Tour, window: Window, tmp_path: Path) -> None:
    window.files.ask_where = lambda *_: tmp_path / "Halden.duly"
    strike(Key.Key_Return)
    strike(Key.Key_Return)
    press(tour.card.new_button)
    assert not tour.is_on
    assert window.workspace.path == tmp_path / "Halden.duly"


def test_it_ends_with_the_docket_that_it_speaks_of(tour: Tour, window: Window) -> None:
    assert window.files.open_sample()
    assert not tour.is_on
    assert running(window) is None


def test_nothing_of_it_is_left_in_the_window(tour: Tour, window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignals([tour.destroyed, tour.card.destroyed, tour.ring.destroyed]):
        strike(Key.Key_Escape)
    window.resize(1300, 800)
    assert window.findChildren(Tour) == []
