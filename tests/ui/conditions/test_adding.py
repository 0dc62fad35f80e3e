"""A condition is added at the foot of its section: the record the editor would write, by one change, undone as one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from model.days.operation import Add
from model.docket import Docket
from model.ledger.commands import Put
from model.outlook.checklist import CONDITION_TAG
from model.record.deadline import After, On, Open
from model.record.event import Event
from model.record.instrument import Instrument
from model.record.obligation import Obligation
from ui.conditions import open_conditions
from ui.conditions.addrow import AddRow
from ui.conditions.window import ConditionsWindow
from ui.conditions.words import Target
from ui.frame.theme import Theme
from ui.moves.card import MovesCard
from ui.widgets.surface import Surface
from ui.workspace import Workspace

AMENDMENT = Target("instrument", "first-amendment-usmx")


@pytest.fixture
def host(qtbot: QtBot, theme: Theme) -> Surface:
    made = Surface(theme, "panel")
    made.resize(1280, 720)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def shown(qtbot: QtBot, workspace: Workspace, theme: Theme, host: Surface) -> Iterator[ConditionsWindow]:
    made = open_conditions(workspace, theme, host, *AMENDMENT)
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    if isValid(made):
        made.close()


def opened(window: ConditionsWindow) -> AddRow:
    (row,) = window.additions.rows.values()
    row.open_button.click()
    return row


def write(row: AddRow, title: str, deadline: str = "") -> None:
    QTest.keyClicks(row.title.edit, title)
    row.deadline.edit.setText(deadline)
    row.deadline.read_again()


def added(docket: Docket, before: Docket) -> list[Obligation]:
    return [node for one, node in docket.obligations.items() if one not in before.obligations]


def test_enter_adds_what_is_written_and_the_next_row_is_ready(
    shown: ConditionsWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    before = workspace.docket
    row = opened(shown)
    qtbot.waitUntil(row.title.edit.hasFocus)
    write(row, "Legal opinion delivered", "10 Dec 1996")
    QTest.keyClick(row.title.edit, Qt.Key.Key_Return)
    (made,) = added(workspace.docket, before)
    assert (made.title, made.ref, made.kind) == ("Legal opinion delivered", "USMX-24", "delivery")
    assert (made.instrument, made.tags) == ("first-amendment-usmx", (CONDITION_TAG,))
    assert (made.obligor, made.obligee, made.owner) == ("usmx-inc", "rothschild", "role-exploration")
    assert isinstance(made.deadline, On)
    assert made.deadline.day.on == date(1996, 12, 10)
    assert made.id in [one.condition.id for one in shown.rows]
    assert shown.counts.text() == "1 of 5 in place"
    assert (row.is_open, row.title.edit.text(), row.deadline.text()) == (True, "", "")
    assert row.title.edit.hasFocus()
    workspace.undo()
    assert workspace.docket.obligations == before.obligations
    assert shown.counts.text() == "1 of 4 in place"


def test_enter_in_the_deadline_adds_it_too(shown: ConditionsWindow, workspace: Workspace) -> None:
    before = workspace.docket
    row = opened(shown)
    write(row, "Opinion", "2 months after USMX-8")
    row.deadline.edit.setFocus()
    QTest.keyClick(row.deadline.edit, Qt.Key.Key_Return)
    (made,) = added(workspace.docket, before)
    assert isinstance(made.deadline, After)
    assert made.deadline.steps == (Add(n=2, unit="month"),)
    assert shown.isVisible()


def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(
    shown: ConditionsWindow, workspace: Workspace
) -> None:
    before = workspace.docket
    row = opened(shown)
    QTest.keyClick(row.title.edit, Qt.Key.Key_Return)
    assert row.rows["title"].message == "An obligation needs a title."
    assert row.rows["deadline"].message.startswith("Say by when, or choose “no day stated”")
    write(row, "Opinion", "2 months after the signing")
    QTest.keyClick(row.title.edit, Qt.Key.Key_Return)
    assert "signing" in row.rows["deadline"].message
    row.deadline.edit.setText("soonish, perhaps")
    row.deadline.read_again()
    QTest.keyClick(row.title.edit, Qt.Key.Key_Return)
    assert "“perhaps” at character 10 is not understood" in row.rows["deadline"].message
    assert (row.title.edit.text(), row.deadline.text()) == ("Opinion", "soonish, perhaps")
    assert workspace.docket is before


def test_a_question_is_asked_as_in_the_editor_and_nothing_is_guessed(
    shown: ConditionsWindow, workspace: Workspace
) -> None:
    before = workspace.docket
    row = opened(shown)
    write(row, "Opinion", "10/12/1996")
    question = row.deadline.question
    assert question.isVisible()
    QTest.keyClick(row.title.edit, Qt.Key.Key_Return)
    assert row.rows["deadline"].message == "Choose one of the answers: nothing is guessed."
    assert workspace.docket is before
    question.answer(0)
    QTest.keyClick(row.title.edit, Qt.Key.Key_Return)
    assert len(added(workspace.docket, before)) == 1


def test_what_has_no_day_is_asked_for_one_to_look_at_it_again(shown: ConditionsWindow, workspace: Workspace) -> None:
    before = workspace.docket
    row = opened(shown)
    assert row.rows["review_by"].isHidden()
    write(row, "Opinion", "on demand")
    assert not row.rows["review_by"].isHidden()
    QTest.keyClick(row.title.edit, Qt.Key.Key_Return)
    assert row.rows["review_by"].message == "What has no day needs a day on which it is looked at again."
    row.review_by.edit.setText("2 Dec 1996")
    QTest.keyClick(row.review_by.edit, Qt.Key.Key_Return)
    (made,) = added(workspace.docket, before)
    assert (made.deadline, made.review_by) == (Open(reason="on demand"), date(1996, 12, 2))


def test_escape_leaves_the_row_and_not_the_checklist(shown: ConditionsWindow, workspace: Workspace) -> None:
    before = workspace.docket
    row = opened(shown)
    write(row, "Opinion")
    QTest.keyClick(row.title.edit, Qt.Key.Key_Escape)
    assert (row.is_open, shown.isVisible(), row.open_button.hasFocus()) == (False, True, True)
    assert workspace.docket is before
    row.open_button.click()
    assert row.title.edit.text() == "Opinion"


@pytest.mark.parametrize("kind", ["event", "obligation", "relief"])
def test_it_is_a_condition_of_whatever_the_checklist_is_of(
    shown: ConditionsWindow, workspace: Workspace, kind: str
) -> None:
    workspace.do(Put(Event(id="close", title="Closing, second", happened=None)))
    target = {"event": "close", "obligation": "usmx-20", "relief": "usmx-05"}[kind]
    before = workspace.docket
    shown.show_target(Target(kind, target))
    if not shown.rows:
        shown.empty.buttons()[0].click()
    row = next(iter(shown.additions.rows.values()))
    row.open_form()
    write(row, "Opinion", "10 Dec 1996")
    QTest.keyClick(row.title.edit, Qt.Key.Key_Return)
    for card in shown.findChildren(MovesCard):
        if card.is_open:
            card.confirmed.emit()
    (made,) = added(workspace.docket, before)
    assert made.id in [one.condition.id for one in shown.rows]
    workspace.undo()
    assert workspace.docket.obligations == before.obligations
    assert workspace.docket.reliefs == before.reliefs


def test_the_first_condition_of_all_is_added_in_place(shown: ConditionsWindow, workspace: Workspace) -> None:
    workspace.do(Put(Instrument(id="side", title="Side letter")))
    shown.show_target(Target("instrument", "side"))
    assert [button.text() for button in shown.empty.buttons()] == ["Add a condition"]
    shown.empty.buttons()[0].click()
    (row,) = shown.additions.rows.values()
    assert row.is_open
    write(row, "Opinion", "10 Dec 1996")
    QTest.keyClick(row.title.edit, Qt.Key.Key_Return)
    assert shown.counts.text() == "0 of 1 in place"
    assert list(shown.additions.rows.values()) == [row]


def test_a_docket_that_is_only_read_offers_none(
    workspace: Workspace, theme: Theme, host: Surface, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workspace, "refusal", "This docket is only read.")
    made = open_conditions(workspace, theme, host, *AMENDMENT)
    assert made.rows
    assert made.additions.rows == {}
    made.close()
