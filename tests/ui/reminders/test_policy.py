"""The docket's policy of reminders, edited: each input is one change that can be undone."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.reminders.conftest import Hands
from ui.frame.theme import Theme
from ui.reminders.policy import PolicyEditor


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme, space: Hands) -> PolicyEditor:
    made = PolicyEditor(space, theme)
    qtbot.addWidget(made)
    made.show()
    return made


def enter(editor: PolicyEditor, severity: str, before: str, text: str) -> None:
    edit = next(each for key, each in editor.leads.items() if key == (severity, before))
    edit.setText(text)
    edit.editingFinished.emit()


def test_it_shows_what_the_docket_says(editor: PolicyEditor) -> None:
    assert editor.leads["normal", "due"].text() == "14, 3, 0"
    assert editor.leads["critical", "due"].text() == "60, 30, 14, 7, 3, 2, 1, 0"
    assert editor.leads["high", "act by"].text() == "0"
    assert (editor.at.text(), editor.zone.text(), editor.after.value()) == ("09:00", "Etc/UTC", 2)
    assert editor.counsel.record_id() == "nilson"


def test_leads_are_saved_when_the_input_is_left_and_can_be_undone(editor: PolicyEditor, space: Hands) -> None:
    enter(editor, "normal", "due", "21, 5 w, 0")

    kept = space.docket.caption.remind.normal
    assert [(one.lead, one.unit, one.before) for one in kept] == [
        (21, "day", "due"),
        (5, "working day", "due"),
        (0, "day", "due"),
        (0, "day", "act by"),
        (0, "day", "review"),
    ]
    space.undo()
    assert [one.lead for one in space.docket.caption.remind.normal] == [14, 3, 0, 0, 0]


def test_a_day_without_reminders_is_left_empty(editor: PolicyEditor, space: Hands) -> None:
    enter(editor, "low", "review", "")

    assert {one.before for one in space.docket.caption.remind.low} == {"due", "act by"}


def test_an_input_that_is_left_as_it_was_is_no_change(editor: PolicyEditor, space: Hands) -> None:
    head = space.held.head
    enter(editor, "normal", "due", "14, 3, 0")

    assert space.held.head == head


@pytest.mark.parametrize(("text", "why"), [("soon", "no number of days"), ("14, 9999", "more than ten years")])
def test_what_cannot_be_read_is_said_and_not_saved(editor: PolicyEditor, space: Hands, text: str, why: str) -> None:
    enter(editor, "normal", "due", text)

    assert why in editor.refused.text()
    assert editor.refused.isVisible()
    assert [one.lead for one in space.docket.caption.remind.normal] == [14, 3, 0, 0, 0]


def test_time_escalation_and_general_counsel_are_saved(editor: PolicyEditor, space: Hands) -> None:
    editor.at.setText("07:30")
    editor.at.editingFinished.emit()
    editor.after.setValue(5)
    editor.counsel.clear()
    editor.counsel.editingFinished.emit()

    kept = space.docket.caption.remind
    assert (kept.at, kept.escalate_after, kept.general_counsel) == ("07:30", 5, None)


def test_no_time_of_day_is_refused(editor: PolicyEditor, space: Hands) -> None:
    editor.at.setText("half past")
    editor.at.editingFinished.emit()

    assert "no time of day" in editor.refused.text()
    assert space.docket.caption.remind.at == "09:00"
