"""The window of reminders: every row reached by the keyboard, what it offers, the self-test, and the settings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from model.errors import DocketError
from tests.ui.reminders.conftest import Hands
from ui.frame.theme import Theme
from ui.reminders.desktop.background import Background
from ui.reminders.selftest.selftest import SelfTest
from ui.reminders.service import ReminderService
from ui.reminders.settings import SettingsPage, closes_to_tray, notifies
from ui.reminders.window import RemindersWindow
from ui.shell.settings import Settings
from ui.workspace import Workspace

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
Key = Qt.Key


class Scheduler:
    """A system's scheduler by hand."""

    def __init__(self) -> None:
        self.entered: set[Path] = set()
        self.refuses = False

    def is_installed(self, docket: Path) -> bool:
        return docket in self.entered

    def install(self, docket: Path) -> None:
        if self.refuses:
            raise DocketError("systemctl cannot be run here.")
        self.entered.add(docket)

    def remove(self, docket: Path) -> None:
        self.entered.discard(docket)


@pytest.fixture
def scheduler() -> Scheduler:
    return Scheduler()


@pytest.fixture
def shown(
    qtbot: QtBot,
    theme: Theme,
    space: Hands,
    service: ReminderService,
    scheduler: Scheduler,
    settings: Settings,
    host: QWidget,
) -> Iterator[RemindersWindow]:
    """The list at nine, when both reminders have rung."""
    space.at = NINE
    service.look()
    background = Background(Path("Northbay.duly"), scheduler)

    def make(parent: QWidget) -> QWidget:
        return SettingsPage(space, theme, settings, background, lambda: True, parent)

    host.resize(1280, 720)
    made = RemindersWindow(space, service, SelfTest(service, host), theme, background, make, host)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.take_keyboard()
    yield made
    made.close()


def titles(shown: RemindersWindow, section: str) -> list[str]:
    return [row.title for row in shown.list.shown.rows if row.section == section]


def test_each_record_is_one_row_with_what_it_is_and_why_it_rings(shown: RemindersWindow) -> None:
    report = next(row for row in shown.list.shown.rows if row.record == "report")

    assert (report.section, report.ref, report.title) == ("due", "NB-1", "Quarterly report to the Bank")
    assert report.why == "14 days before the day it is due, Tue 8 Dec 2026"
    assert report.whom == "To Hale, not acknowledged since today at 09:00"
    assert report.distance == "in 14 days"


def test_a_row_is_read_out_as_a_whole(shown: RemindersWindow) -> None:
    index = shown.list.currentIndex()

    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("NB-1 Quarterly report to the Bank. 14 days before the day it is due")


def test_what_comes_stands_below(shown: RemindersWindow) -> None:
    assert sorted(titles(shown, "coming")) == ["Commitment fee", "Quarterly report to the Bank"]
    assert [action for row in shown.list.shown.rows if row.section == "coming" for action, _ in row.actions] == [
        "open"
    ] * 2


def test_a_acknowledges_and_the_keyboard_goes_on_to_the_next(qtbot: QtBot, shown: RemindersWindow) -> None:
    assert [row.record for row in shown.list.selected_rows()] == ["report"]

    QTest.keyClick(shown.list, Key.Key_A)

    assert titles(shown, "due") == ["Commitment fee"]
    assert [row.record for row in shown.list.selected_rows()] == ["fee"]


def test_several_are_acknowledged_at_once(qtbot: QtBot, shown: RemindersWindow) -> None:
    shown.list.selectAll()

    shown.acknowledge_button.click()

    assert titles(shown, "due") == []
    assert not shown.acknowledge_button.isEnabled()


def test_enter_opens_the_record_in_the_main_window(qtbot: QtBot, shown: RemindersWindow) -> None:
    with qtbot.waitSignal(shown.openAsked) as caught:
        QTest.keyClick(shown.list, Key.Key_Return)

    assert caught.args == ["report"]


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_s_offers_how_long_to_snooze(qtbot: QtBot, shown: RemindersWindow, space: Hands) -> None:
    QTest.keyClick(shown.list, Key.Key_S)
    (menu,) = shown.findChildren(QMenu)
    assert menu.actions()[0].text() == "For an hour"

    menu.actions()[0].trigger()
    menu.close()

    assert titles(shown, "snoozed") == ["Quarterly report to the Bank"]
    (row,) = [row for row in shown.list.shown.rows if row.section == "snoozed"]
    assert row.whom == "Comes back today at 10:00"


def test_the_menu_on_a_row_offers_what_its_buttons_do(shown: RemindersWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    dropped: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: dropped.append(menu))
    place = shown.list.visualRect(shown.list.currentIndex()).center()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(shown.list, QContextMenuEvent(reason, place, shown.list.mapToGlobal(place)))
    (menu,) = dropped
    assert {action.text() for action in menu.actions()} == {"Open", "Snooze…", "Acknowledge"}
    next(action for action in menu.actions() if action.text() == "Acknowledge").trigger()
    assert titles(shown, "due") == ["Commitment fee"]


def test_a_click_on_what_a_row_offers_is_for_that_row_alone(qtbot: QtBot, shown: RemindersWindow) -> None:
    place = shown.list.shown.place_of(("due", "fee"))
    assert place is not None
    rect = shown.list.visualRect(shown.list.shown.index(place))
    corner = QPoint(shown.list.width() - 60, rect.top() + 42)

    QTest.mouseClick(shown.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, corner)

    assert titles(shown, "due") == ["Quarterly report to the Bank"]
    assert [row.record for row in shown.list.selected_rows()] == ["report"]


def test_it_says_when_it_was_last_looked_and_that_nobody_looks_with_duly_closed(shown: RemindersWindow) -> None:
    assert shown.status.checked.text() == "Last checked today at 09:00"
    assert "The next one rings on Sat 5 Dec 2026 at 09:00." in shown.status.more.text()
    assert "the background entry is not installed" in shown.status.more.text()


def test_what_the_clock_did_is_warned_of(shown: RemindersWindow, space: Hands, service: ReminderService) -> None:
    space.at = NINE - timedelta(hours=2)
    service.look()

    assert shown.status.warnings[0].startswith("The clock went back by 2 hours")


def test_with_nothing_due_it_says_so_and_offers_a_test(
    qtbot: QtBot, theme: Theme, workspace: Workspace, host: QWidget, scheduler: Scheduler
) -> None:
    service = ReminderService(workspace)
    service.look()
    made = RemindersWindow(
        workspace, service, SelfTest(service, host), theme, Background(Path("x"), scheduler), QWidget, host
    )
    qtbot.addWidget(made)

    assert made.empty.heading.text() == "This docket reminds nobody."
    assert [button.text() for button in made.empty.buttons()] == ["Send me a test reminder"]
    service.close()


def test_the_self_test_goes_the_whole_way_and_leaves_nothing(
    qtbot: QtBot, shown: RemindersWindow, space: Hands, service: ReminderService
) -> None:
    shown.test_button.click()

    assert titles(shown, "due")[0] == "Test reminder"
    assert [line.partition(":")[2].split(".")[0].strip() for line in shown.stages.spoken] == [
        "done",
        "done",
        "waiting",
        "done",
        "waiting",
    ]
    test = shown.list.shown.place_of(("due", service.test.id)) if service.test else None
    assert test is not None
    shown.list.setCurrentIndex(shown.list.shown.index(test))
    QTest.keyClick(shown.list, Key.Key_A)

    assert shown.stages.spoken[-1].startswith("Acknowledged: done")
    assert "Test reminder" not in titles(shown, "due")
    assert service.test is None
    from model.remind.states import Reminded

    assert not [id_ for id_ in space.held.recall(Reminded) if id_.startswith("self-test")]


def test_the_settings_say_what_the_background_entry_does_and_install_it(
    shown: RemindersWindow, scheduler: Scheduler
) -> None:
    shown.show_page("Settings")
    page = shown.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    assert page.entry_said.text().startswith("Not installed. An entry for ")

    page.entry_button.click()
    assert page.entry_said.text().startswith("Installed. ")
    assert scheduler.entered == {Path("Northbay.duly")}

    page.entry_button.click()
    assert scheduler.entered == set()


def test_a_scheduler_that_refuses_says_why(shown: RemindersWindow, scheduler: Scheduler) -> None:
    scheduler.refuses = True
    shown.show_page("Settings")
    page = shown.pages.currentWidget()
    assert isinstance(page, SettingsPage)

    page.entry_button.click()

    assert page.entry_said.text().startswith("Not installed.")
    assert page.entry_said.text().endswith("systemctl cannot be run here.")


def test_notifications_and_the_tray_are_turned_off_and_remembered(shown: RemindersWindow, settings: Settings) -> None:
    assert notifies(settings)
    assert closes_to_tray(settings)
    shown.show_page("Settings")
    page = shown.pages.currentWidget()
    assert isinstance(page, SettingsPage)

    page.notify.click()
    page.to_tray.click()

    assert not notifies(Settings())
    assert not closes_to_tray(Settings())
