"""The tray: a count, a menu, and nothing where there is no tray."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.frame.theme import Theme, apply
from ui.reminders.desktop.badge import SIZES, badge_words, tray_icon
from ui.reminders.desktop.tray import Tray


def bits(icon: QIcon, size: int) -> bytes:
    return bytes(icon.pixmap(QSize(size, size)).toImage().constBits())


@pytest.mark.parametrize(("waiting", "words"), [(1, "1"), (99, "99"), (100, "99+"), (4_000, "99+")])
def test_the_badge_holds_the_count(waiting: int, words: str) -> None:
    assert badge_words(waiting) == words


@pytest.mark.parametrize("size", SIZES)
def test_each_count_has_its_own_picture_in_either_scheme(qapp: QApplication, size: int) -> None:
    pictures = {bits(tray_icon(apply(qapp, scheme), n), size) for scheme in ("light", "dark") for n in (0, 1, 2, 12)}

    assert len(pictures) == 8


def test_without_a_tray_nothing_is_shown(tray: Tray) -> None:
    assert not tray.show()
    assert not tray.shown
    assert not tray.message("Deadline", "")


def test_the_menu_says_how_many_wait_and_offers_to_snooze_only_then(tray: Tray) -> None:
    assert (tray.list_action.text(), tray.snooze_action.isEnabled()) == ("Reminders…", False)

    tray.set_waiting(3)

    assert (tray.list_action.text(), tray.snooze_action.isEnabled()) == ("Reminders (3)…", True)
    assert tray.words == "Duly: 3 reminders"


@pytest.mark.parametrize("name", ["open", "list", "snooze", "test", "quit"])
def test_each_line_of_the_menu_asks_for_what_it_says(qtbot: QtBot, tray: Tray, name: str) -> None:
    tray.set_waiting(1)
    asked = {
        "open": tray.opened,
        "list": tray.listAsked,
        "snooze": tray.snoozeAsked,
        "test": tray.testAsked,
        "quit": tray.quitAsked,
    }[name]

    with qtbot.waitSignal(asked):
        getattr(tray, f"{name}_action").trigger()


def test_the_tray_follows_the_theme(qapp: QApplication, theme: Theme, tray: Tray) -> None:
    tray.set_theme(apply(qapp, "dark"))
    tray.set_waiting(2)

    assert tray.words == "Duly: 2 reminders"
