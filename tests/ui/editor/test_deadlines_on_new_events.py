"""A deadline that counts from an event which the docket does not hold yet."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from model.days.fiscal import FiscalYear
from model.days.operation import Add
from model.record.day import Day
from model.record.deadline import (
    After,
    EventAnchor,
    Every,
)
from tests.ui.editor.test_written_deadline import Field, close, docket, offered, plan, save, write
from ui.workspace import Workspace

__all__ = ["docket", "plan"]  # fixtures


def entries(workspace: Workspace) -> int:
    assert workspace.ledger is not None
    return len(workspace.ledger.journal())


def test_an_event_is_created_with_the_obligation_in_one_change(qtbot: QtBot, docket: Workspace, plan: Field) -> None:
    editor, field, hand = plan()
    before, count = docket.docket, entries(docket)
    offered(qtbot, field, hand, "60 days after closing")
    assert field.offer.words.text.startswith("“closing” is not on the docket yet.")
    assert hand.find("deadline.new.title", QLineEdit).text() == "Closing"
    hand.choose("deadline.new.known", "expected on")
    hand.type("deadline.new.day", "13 Dec 1996")
    hand.click("deadline.new.create")
    assert field.notation.text() == "60 days after Closing"
    assert docket.docket is before
    save(editor, hand)

    deadline = docket.docket.obligations["usmx-17"].deadline
    assert isinstance(deadline, After)
    assert isinstance(deadline.anchor, EventAnchor)
    event = docket.docket.events[deadline.anchor.event]
    assert (event.title, event.expected, event.happened) == ("Closing", Day(on=date(1996, 12, 13)), None)
    assert entries(docket) == count + 1
    assert docket.ledger is not None
    assert docket.ledger.undo_label is not None
    assert docket.ledger.undo_label.endswith("with the event “Closing”")
    docket.undo()
    assert docket.docket == before


def test_an_event_may_be_called_otherwise_and_be_unknown_yet(qtbot: QtBot, plan: Field) -> None:
    editor, field, hand = plan()
    offered(qtbot, field, hand, "60 days after closing")
    hand.type("deadline.new.title", "Closing of the offering")
    assert hand.find("deadline.new.create", QPushButton).text() == "Create the event “Closing of the offering”"
    hand.click("deadline.new.create")
    assert field.notation.text() == "60 days after “Closing of the offering”"
    assert [event.first for event in field.new_events()] == [None]
    close(editor)


def test_an_event_that_was_created_is_taken_back(qtbot: QtBot, plan: Field) -> None:
    editor, field, hand = plan()
    offered(qtbot, field, hand, "60 days after closing")
    hand.click("deadline.new.create")
    hand.click("deadline.new.remove")
    assert field.new_events() == ()
    assert field.offer.isVisibleTo(field)
    write(field, hand, "60 days after annual meeting")
    assert not field.offer.isVisibleTo(field)
    close(editor)


def test_each_of_two_unknown_events_is_asked_for(qtbot: QtBot, docket: Workspace, plan: Field) -> None:
    editor, field, hand = plan()
    offered(qtbot, field, hand, "earlier of 60 days after closing and 90 days after signing")
    hand.click("deadline.new.create")
    assert field.offer.asked == "signing"
    hand.click("deadline.new.create")
    assert [event.title for event in field.new_events()] == ["Closing", "Signing"]
    save(editor, hand)
    assert {event.title for event in docket.docket.events.values()} >= {"Closing", "Signing"}


def test_a_day_that_deadlines_count_from_becomes_an_event_that_happened(qtbot: QtBot, plan: Field) -> None:
    editor, field, hand = plan()
    offered(qtbot, field, hand, "60 days after 15 Nov 1996")
    hand.type("deadline.new.title", "Signing")
    hand.click("deadline.new.create")
    assert [(event.title, event.happened) for event in field.new_events()] == [("Signing", Day(on=date(1996, 11, 15)))]
    close(editor)


def test_the_end_of_a_fiscal_year_is_proposed_to_recur(qtbot: QtBot, plan: Field) -> None:
    editor, field, hand = plan()
    offered(qtbot, field, hand, "90 days after fiscal year end")
    assert hand.find("deadline.new.often", QComboBox).currentText() == "with each fiscal year"
    hand.choose("deadline.new.month", "whose year ends with June")
    assert hand.find("deadline.new.day", QLineEdit).text() == "Mon 30 Jun 1997"
    hand.click("deadline.new.create")
    assert field.value() == Every(event=field.new_events()[0].id, steps=(Add(n=90, unit="day"),))
    assert field.new_events()[0].fiscal == FiscalYear(month=6)
    close(editor)


def test_the_draft_keeps_an_event_that_is_not_saved_yet(qtbot: QtBot, docket: Workspace, plan: Field) -> None:
    editor, field, hand = plan()
    offered(qtbot, field, hand, "60 days after closing")
    hand.click("deadline.new.create")
    editor.reject()
    assert all(event.title != "Closing" for event in docket.docket.events.values())
    _, field, hand = plan()
    assert [event.title for event in field.new_events()] == ["Closing"]
    hand.click("editor.discard")
    assert field.new_events() == ()
    assert field.notation.text() == "2 December 1996"
    close(editor)
