"""A docket that is only read says so when it is opened, and every action that would change it says why it can't."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog

from model.ledger.ledger import Ledger
from tests.ui.editor.hand import Hand
from ui.editor import open_registry
from ui.editor.registry import Registry
from ui.shell.actions import MENUS
from ui.shell.window import Window
from ui.widgets.living import windows
from ui.workspace import Clock

WRITES = [spec.key for sections in MENUS.values() for section in sections for spec in section if spec.writes]
WHY = "“USMX.duly” is open for reading only."


@pytest.fixture
def reading(window: Window, clock: Clock) -> Window:
    """The window on a docket that cannot be written to."""
    path = window.workspace.path
    assert path is not None
    window.workspace.open_ledger(Ledger.open(path, clock=clock, who="Legal", read_only=True))
    return window


def test_it_is_said_at_opening(reading: Window) -> None:
    bar = reading.messages.bar
    assert bar.isVisible()
    assert bar.happened.text() == "Nothing can be changed in this docket."
    assert bar.kept.text().startswith(WHY)
    assert "Reading only" in [item.text for item in reading.bottom._state]


def test_one_that_can_be_written_says_nothing_of_it(window: Window) -> None:
    assert not window.messages.isVisible()
    assert "Reading only" not in [item.text for item in window.bottom._state]


@pytest.mark.parametrize("key", WRITES)
def test_an_action_that_would_write_says_why_it_cannot_and_opens_nothing(reading: Window, key: str) -> None:
    reading.workspace.select((next(iter(reading.workspace.docket.obligations)),))
    reading.messages.clear()
    action = reading.actions_[key]
    action.setEnabled(True)
    action.trigger()
    assert reading.messages.bar.happened.text().startswith(WHY)
    assert reading.messages.isVisible()
    assert not [each for each in windows() if isinstance(each, QDialog) and each.isVisible()]
    assert reading.findChild(QDialog) is None


def test_a_letter_in_the_inspector_opens_no_card(reading: Window) -> None:
    reading.messages.clear()
    reading.workspace.record(reading.workspace.selection, "performed")
    assert reading.messages.bar.happened.text().startswith(WHY)


def test_the_lists_say_it_where_one_looks(reading: Window) -> None:
    lists = open_registry(reading.workspace, reading.theme, reading)
    assert isinstance(lists, Registry)
    hand = Hand(lists)
    for button in ("registry.new", "registry.edit", "registry.delete"):
        lists._say("")
        hand.click(button)
        assert lists.message.text().startswith(WHY)
    assert reading.findChildren(QDialog) == [lists]
    lists.accept()
