"""The roll of a governing law: proposed in the instrument, offered beside a closed day, and taken by one press."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from model.ledger.commands import Put
from model.record.day import Day
from model.record.deadline import On
from tests.ui.editor.conftest import Open as OpenEditor
from ui.editor.editor import RecordEditor
from ui.editor.fields.lawrollfield import NONE, LawRollField
from ui.moves.card import MovesCard
from ui.workspace import Workspace

SUNDAY = On(day=Day(on=date(1997, 2, 2)))
AMENDMENT = "first-amendment-usmx"
LAW = "N.Y. Gen. Constr. Law 25(1)"


def law(editor: RecordEditor) -> LawRollField:
    field = editor.form.rows["roll_rule"].field
    assert isinstance(field, LawRollField)
    return field


def under_new_york(workspace: Workspace) -> str:
    """A duty of the sample, due on a Sunday under an amendment that New York law governs."""
    node = workspace.docket.obligations["usmx-17"]
    assert node.instrument
    instrument = workspace.docket.instruments[node.instrument]
    ours = replace(instrument, governing_law="New York", roll="none", calendars=())
    workspace.do(Put(ours, base=instrument, today=workspace.today))
    workspace.do(Put(replace(node, deadline=SUNDAY), base=node, today=workspace.today))
    return node.instrument


def test_a_governing_law_proposes_its_roll_and_nothing_moves_until_it_is_taken(
    workspace: Workspace, edit: OpenEditor
) -> None:
    editor, hand = edit("instrument", AMENDMENT)
    assert law(editor).words.text() == NONE
    hand.type("governing_law.text", "New York")
    assert law(editor).words.text().startswith(f"{LAW} moves a day that is closed to the next business day")
    assert editor.form.record()[0] == replace(workspace.docket.instruments[AMENDMENT], governing_law="New York")
    hand.click("roll_rule.take")
    assert law(editor).words.text() == f"Moved by {LAW}."
    hand.click("editor.save")
    saved = workspace.docket.instruments[AMENDMENT]
    assert (saved.roll, saved.roll_rule) == ("following", "ny-gcl-25")


def test_a_roll_chosen_by_hand_is_no_longer_that_of_the_law(workspace: Workspace, edit: OpenEditor) -> None:
    editor, hand = edit("instrument", AMENDMENT)
    hand.type("governing_law.text", "New York")
    hand.click("roll_rule.take")
    hand.choose("roll.choice", "to the business day before")
    assert law(editor).value() == ""
    hand.click("editor.save")
    assert workspace.docket.instruments[AMENDMENT].roll_rule == ""


def test_a_closed_day_offers_the_roll_and_takes_it_for_the_instrument(workspace: Workspace, edit: OpenEditor) -> None:
    instrument = under_new_york(workspace)
    editor, hand = edit("obligation", "usmx-17")
    button = editor.findChild(QPushButton, "deadline.apply_roll")
    assert button is not None
    assert button.accessibleDescription() == f"{LAW} would move it to Mon 3 Feb 1997"
    assert button.text() == "Apply to the instrument"
    hand.click("deadline.apply_roll")
    for card in editor.findChildren(MovesCard):  # what else arises under it moves too, and is shown first
        hand.press(card.confirm_button, Qt.Key.Key_Return)
    found = workspace.docket.instruments[instrument]
    assert (found.roll, found.roll_rule, found.calendars) == ("following", "ny-gcl-25", ("US-NY",))
    assert workspace.assessment["usmx-17"].due == date(1997, 2, 3)
    assert button.isHidden()


def test_an_open_day_offers_nothing(workspace: Workspace, edit: OpenEditor) -> None:
    under_new_york(workspace)
    editor, hand = edit("obligation", "usmx-17")
    hand.type("deadline.notation", "3 Feb 1997")
    editor.check()
    editor._say_due()
    button = editor.findChild(QPushButton, "deadline.apply_roll")
    assert button is not None
    assert button.isHidden()
