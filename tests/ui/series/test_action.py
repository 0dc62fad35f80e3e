"""From the docket to the occurrences of a series, by one action."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from model.ledger.commands import PutMany
from tests.model.assess.leases import RECORDS
from ui.inspector.occurrences.occurrencerow import OccurrenceButton
from ui.series.card import OccurrenceCard
from ui.shell.window import Window


def test_the_keyboard_goes_to_the_first_open_occurrence(window: Window, qtbot: QtBot) -> None:
    window.workspace.do(PutMany(RECORDS, "Enter the lease"))
    window.workspace.select(("rent",))
    window.dock.set_folded(folded=True)
    window.actions_["occurrences"].trigger()
    assert not window.dock.is_folded
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), OccurrenceButton))
    held = QApplication.focusWidget()
    assert isinstance(held, OccurrenceButton)
    assert held.row.period.isoformat() == "1996-03-31"


def test_delete_on_an_occurrence_never_deletes_the_obligation(window: Window, qtbot: QtBot) -> None:
    window.workspace.do(PutMany(RECORDS, "Enter the lease"))
    window.workspace.select(("rent",))
    window.actions_["occurrences"].trigger()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), OccurrenceButton))
    held = QApplication.focusWidget()
    assert held is not None
    QTest.keyClick(held, Qt.Key.Key_Delete)
    assert "rent" in window.workspace.docket.obligations
    (card,) = [each for each in window.findChildren(OccurrenceCard) if each.is_open]
    card.close_card()


def test_it_is_offered_only_for_one_that_recurs(window: Window) -> None:
    window.workspace.do(PutMany(RECORDS, "Enter the lease"))
    action = window.actions_["occurrences"]
    for chosen, offered in ((("rent",), True), (("usmx-08",), False), (("rent", "report"), False)):
        window.workspace.select(chosen)
        assert action.isEnabled() is offered
    assert "occurrences" in [spec.key for spec in window.actions_.on_records]
