"""What the desktop is told, in the best way that it has, and what is answered there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.ui.reminders.conftest import Desktop
from ui.reminders.desktop.notices import Notices
from ui.reminders.desktop.notification import Bus
from ui.reminders.desktop.tray import Tray


@pytest.fixture
def notices(tray: Tray, desktop: Desktop, host: QObject) -> Notices:
    return Notices(tray, lambda: desktop, host)


def test_a_notification_offers_to_open_to_snooze_and_to_acknowledge(notices: Notices, desktop: Desktop) -> None:
    assert notices.show(["a"], "Deadline", "On Mon 2 Dec 1996.") == "server"

    (shown,) = desktop.shown
    assert (shown.title, shown.body) == ("Deadline", "On Mon 2 Dec 1996.")
    assert [key for key, _ in shown.actions] == ["default", "open", "snooze", "acknowledge"]
    notices.close()


@pytest.mark.parametrize(
    ("pressed", "choice"),
    [("default", "open"), ("open", "open"), ("snooze", "snooze"), ("acknowledge", "acknowledge")],
)
def test_what_is_pressed_there_acts_on_all_that_it_was_about(
    qtbot: QtBot, notices: Notices, desktop: Desktop, pressed: str, choice: str
) -> None:
    notices.show(["a", "b"], "2 reminders", "")

    with qtbot.waitSignal(notices.chosen) as caught:
        desktop.choose(pressed)

    assert caught.args == [frozenset({"a", "b"}), choice]
    notices.close()


def test_what_is_dealt_with_elsewhere_goes_from_the_screen(notices: Notices, desktop: Desktop) -> None:
    notices.show(["a", "b"], "2 reminders", "")
    notices.show(["c"], "Deadline", "")

    notices.settle({"b"})

    assert desktop.withdrawn == [2]
    notices.settle(set())
    assert desktop.withdrawn == [2, 1]
    notices.close()


def test_a_server_that_was_started_again_is_found_again(tray: Tray, desktop: Desktop, host: QObject) -> None:
    fallen = Desktop()
    doors: list[Bus] = [fallen, desktop]
    notices = Notices(tray, lambda: doors.pop(0), host)
    notices.show(["a"], "Deadline", "")
    fallen.gone = True

    assert notices.show(["b"], "Another deadline", "") == "server"

    assert [one.title for one in desktop.shown] == ["Another deadline"]
    notices.close()
    fallen.end()


def test_without_server_and_tray_nothing_is_shown_and_that_is_said(tray: Tray, host: QObject) -> None:
    notices = Notices(tray, lambda: None, host)

    assert notices.show(["a"], "Deadline", "") == "none"
    notices.settle(set())
