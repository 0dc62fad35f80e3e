"""What hangs on other records is entered in words or by parts: series that begin with something, ends, shared sums."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QCheckBox, QWidget

from model.days.operation import Add, BusinessDays, Roll
from model.ledger.commands import Put
from model.record.amount import Amount
from model.record.conditions import Qualification
from model.record.day import Day
from model.record.deadline import After, EventAnchor, Every, InstrumentAnchor, ObligationAnchor, SeriesBound
from model.record.event import Event, Happening
from tests.ui.editor.conftest import Open
from ui.editor.deadline.deadline import DeadlineField
from ui.workspace import Workspace

MONTH_END = "FREQ=MONTHLY;BYMONTHDAY=-1"
REQUEST = Event(id="request", title="Request for the list", again=True, happenings=())


def shown(window: QWidget, name: str) -> bool:
    found = window.findChild(QCheckBox, name)
    return found is not None and found.isVisibleTo(window)


def test_a_series_begins_and_ends_with_what_its_words_name(workspace: Workspace, edit: Open) -> None:
    _, hand = edit("obligation", "usmx-17")
    hand.type("deadline.notation", "every month end from Private placement until USMX-8")
    hand.click("editor.save")
    assert workspace.docket.obligations["usmx-17"].deadline == Every(
        rule=MONTH_END,
        begins=SeriesBound(anchor=EventAnchor(event="private-placement")),
        ends=SeriesBound(anchor=ObligationAnchor(obligation="usmx-08")),
    )
    editor, _ = edit("obligation", "usmx-17")
    words = editor.form.rows["deadline"].field.typed()
    assert "Private placement" in words[1]
    assert "USMX-8" in words[1]


def test_steps_of_a_bound_are_entered_by_parts_and_never_lost(workspace: Workspace, edit: Open) -> None:
    _, hand = edit("obligation", "usmx-17")
    hand.click("deadline.by_parts")
    hand.choose("deadline.form", "recurring")
    hand.choose("deadline.every.rule.usual", "every month end")
    hand.click("deadline.every.begins.add")
    hand.pick("deadline.every.begins.anchor.pick", "credit")
    hand.click("deadline.every.begins.steps.add")
    hand.number("deadline.every.begins.steps.#.number", 2)
    hand.choose("deadline.every.begins.steps.#.op", "months")
    hand.click("editor.save")
    begun = SeriesBound(anchor=InstrumentAnchor(instrument="credit-agreements"), steps=(Add(n=2, unit="month"),))
    series = Every(rule=MONTH_END, begins=begun)
    assert workspace.docket.obligations["usmx-17"].deadline == series

    editor, hand = edit("obligation", "usmx-17")
    hand.click("deadline.by_parts")
    hand.type("deadline.every.words", "two months after they become binding")
    hand.click("editor.save")
    words = "two months after they become binding"
    assert workspace.docket.obligations["usmx-17"].deadline == replace(series, words=words)
    assert not editor.isVisible()


def test_what_counts_from_an_instrument_is_read_and_said(workspace: Workspace, edit: Open) -> None:
    _, hand = edit("obligation", "usmx-17")
    hand.type("deadline.notation", "30 calendar days after end of Credit Agreements")
    hand.click("editor.save")
    deadline = workspace.docket.obligations["usmx-17"].deadline
    ended = InstrumentAnchor(instrument="credit-agreements", of="end")
    assert deadline == After(anchor=ended, steps=(Add(n=30, unit="day"),))
    editor, _ = edit("obligation", "usmx-17")
    assert editor.form.rows["deadline"].field.typed() == ["words", "30 calendar days after end of Credit Agreements"]


def test_each_happening_of_an_event_that_happens_again_starts_a_count(workspace: Workspace, edit: Open) -> None:
    workspace.do(Put(replace(REQUEST, happenings=(Happening(day=Day(on=workspace.today)),))))
    _, hand = edit("obligation", "usmx-17")
    hand.type("deadline.notation", "5 calendar days after Request for the list")
    hand.click("editor.save")
    assert workspace.docket.obligations["usmx-17"].deadline == Every(event="request", steps=(Add(n=5, unit="day"),))


def test_an_event_written_for_the_end_of_an_instrument_enters_with_it(workspace: Workspace, edit: Open) -> None:
    editor, hand = edit("instrument", "credit-agreements")
    hand.type("ends.notation", "1 business day after notice of termination")
    field = editor.form.rows["ends"].field
    assert isinstance(field, DeadlineField)
    field.notation.edit.editingFinished.emit()
    hand.click("ends.new.create")
    hand.click("editor.save")
    ends = workspace.docket.instruments["credit-agreements"].ends
    assert isinstance(ends, After)
    assert isinstance(ends.anchor, EventAnchor)
    assert ends.steps in ((BusinessDays(n=1),), (BusinessDays(n=1), Roll()))
    assert workspace.docket.events[ends.anchor.event].title == "Notice of termination"


@pytest.mark.parametrize(
    ("bound", "ticked", "amount"),
    [
        ("at least", "in_total", Amount(value="9000000", currency="USD", bound="at least", in_total=True)),
        ("exactly", "", Amount(value="9000000", currency="USD")),
    ],
)
def test_only_an_at_least_asks_whether_parts_add_up(
    workspace: Workspace, edit: Open, bound: str, ticked: str, amount: Amount
) -> None:
    editor, hand = edit("obligation", "usmx-17")
    hand.type("amount.figure", "9,000,000")
    hand.choose("amount.bound", bound)
    assert shown(editor, "amount.in_total") is bool(ticked)
    if ticked:
        hand.tick(f"amount.{ticked}")
    hand.click("editor.save")
    assert workspace.docket.obligations["usmx-17"].amount == amount


def test_only_a_series_is_asked_whether_its_sum_is_for_all(workspace: Workspace, edit: Open) -> None:
    editor, hand = edit("obligation", "usmx-17")
    hand.type("amount.figure", "240,000")
    assert not shown(editor, "amount.in_all")
    hand.type("deadline.notation", "every month end from 1 Dec 1996 until 30 Nov 1997")
    assert shown(editor, "amount.in_all")
    hand.tick("amount.in_all")
    hand.click("editor.save")
    amount = workspace.docket.obligations["usmx-17"].amount
    assert amount == Amount(value="240000", currency="USD", in_all=True)


def test_a_qualification_half_written_stays_in_the_draft(workspace: Workspace, edit: Open) -> None:
    held = replace(workspace.docket.obligations["usmx-17"], qualifications=(Qualification(words="to the extent"),))
    workspace.do(Put(held))
    editor, hand = edit("obligation", "usmx-17")
    hand.click("qualifications.add")
    typed = editor.form.rows["qualifications"].field.typed()
    editor.form.rows["qualifications"].field.show_value(())
    editor.form.rows["qualifications"].field.show_typed(typed)
    assert editor.form.rows["qualifications"].field.typed() == typed
    hand.click("editor.save")
    assert editor.isVisible()
    assert [row.message for row in editor.form.wrong()] == ["Write the words that qualify, or take this line out."]
    editor.reject()
