"""The editor of an event: it opens as what the event is, and what is still to come is never recorded as happened."""

from __future__ import annotations

from datetime import date

import pytest

from model.ledger.commands import Put
from model.record.day import Day
from model.record.event import Event
from tests.ui.editor.conftest import Open
from ui.editor.deadline.newevent import NewEventCard
from ui.editor.deadline.recurrence import RuleField
from ui.editor.fields.field import UnreadField
from ui.frame.theme import Theme
from ui.workspace import Workspace

TODAY = date(1996, 11, 20)


def rule_of(workspace: Workspace, edit: Open, recurs: str) -> RuleField:
    first = Day(on=date(1996, 11, 1))
    closing = Event(id="closing", title="Closing", happened=first, recurs=recurs)
    assert workspace.do(Put(closing, today=TODAY)) is not None
    editor, _ = edit("event", "closing")
    field = editor.form.rows["recurs"].field
    assert isinstance(field, RuleField)
    return field


@pytest.mark.parametrize(
    ("recurs", "words"),
    [
        ("", "it happens once"),
        ("FREQ=MONTHLY", "every month"),
        ("FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=-1", "another rule"),
    ],
)
def test_it_opens_as_the_kind_that_it_is(workspace: Workspace, edit: Open, recurs: str, words: str) -> None:
    assert rule_of(workspace, edit, recurs).usual.currentText() == words


def test_that_it_happens_once_takes_its_rule_away(workspace: Workspace, edit: Open) -> None:
    field = rule_of(workspace, edit, "FREQ=MONTHLY")
    field.usual.setCurrentIndex(field.usual.findText("it happens once"))
    assert field.value() == ""
    assert field.said.text() == ""


class TestDaysToCome:
    def test_happened_on_refuses_a_day_to_come_and_offers_to_expect_it(self, workspace: Workspace, edit: Open) -> None:
        editor, hand = edit("event", "private-placement")
        hand.type("happened.day", "2 Dec 1996")
        hand.click("editor.save")
        row = editor.form.rows["happened"]
        assert row.message.startswith("Mon 2 Dec 1996 is still to come: today is Wed 20 Nov 1996.")
        assert workspace.docket.events["private-placement"].happened is None
        hand.click("happened.mend")
        assert not row.message
        assert editor.form.rows["expected"].field.value() == Day(on=date(1996, 12, 2))
        hand.click("editor.save")
        placement = workspace.docket.events["private-placement"]
        assert (placement.happened, placement.expected) == (None, Day(on=date(1996, 12, 2)))

    def test_another_day_takes_the_offer_away(self, edit: Open) -> None:
        editor, hand = edit("event", "private-placement")
        hand.type("happened.day", "2 Dec 1996")
        hand.click("editor.save")
        hand.type("happened.day", "20 Nov 1996")
        editor._settle()
        assert editor.form.rows["happened"].mend_button.isHidden()
        editor.discard()
        editor.reject()

    def test_an_event_created_where_a_deadline_is_written_is_held_to_the_same(self, theme: Theme) -> None:
        card = NewEventCard(theme, "new", lambda: TODAY)
        card.title.setText("Closing")
        card.known.setCurrentIndex(card.known.findText("happened on"))
        card.day.setText("2 Dec 1996")
        with pytest.raises(UnreadField, match="is still to come"):
            card.event_typed()
        card.known.setCurrentIndex(card.known.findText("expected on"))
        assert card.event_typed().expected == Day(on=date(1996, 12, 2))
