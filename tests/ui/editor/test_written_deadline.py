"""A deadline in counsel's words, by its parts and from the rulebook: always in step, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from model.days.fiscal import FiscalYear
from model.days.operation import Add, BusinessDays, Roll
from model.days.rulebook import rule_named
from model.ledger.commands import Put, PutMany
from model.record.day import Day
from model.record.deadline import (
    After,
    Changed,
    Deadline,
    Earliest,
    EventAnchor,
    Every,
    ObligationAnchor,
    On,
    Open,
    While,
)
from model.record.event import Event
from tests.ui.editor.conftest import Open as OpenEditor
from tests.ui.editor.hand import Hand
from ui.editor.deadline.deadline import FOLLOWS, DeadlineField
from ui.editor.deadline.recurrence import EveryField
from ui.editor.deadline.rulechoice import RuleDialog
from ui.editor.editor import RecordEditor
from ui.moves.card import MovesCard
from ui.workspace import Workspace

QUARTERS = Event(
    id="quarter-end",
    title="fiscal quarter end",
    fiscal=FiscalYear(month=12, period="quarter"),
    happened=Day(on=date(1996, 9, 30)),
)
MEETING = Event(id="meeting", title="annual meeting", happened=Day(on=date(1996, 11, 18)))
LATE = (Add(n=45, unit="day"), Roll())
NOTATION, FIELD = "deadline.notation", "deadline"


@pytest.fixture
def docket(workspace: Workspace) -> Workspace:
    """The sample, with a fiscal quarter and a meeting to count from; the amendment counts by the NYSE."""
    amendment = workspace.docket.instruments["first-amendment-usmx"]
    changed = msgspec.structs.replace(amendment, calendars=("NYSE",), counts="calendar")
    workspace.do(PutMany((QUARTERS, MEETING, changed), "What deadlines count from"))
    return workspace


Field = Callable[[], tuple[RecordEditor, DeadlineField, Hand]]


@pytest.fixture
def plan(docket: Workspace, edit: OpenEditor) -> Field:
    """The editor of the amended development plan, its deadline, and a hand."""

    def opened() -> tuple[RecordEditor, DeadlineField, Hand]:
        editor, hand = edit("obligation", "usmx-17")
        field = editor.form.rows[FIELD].field
        assert isinstance(field, DeadlineField)
        return editor, field, hand

    return opened


def close(editor: RecordEditor) -> None:
    editor.form.forget()
    editor.reject()


def write(field: DeadlineField, hand: Hand, text: str) -> None:
    """Type a deadline, and wait until it is read."""
    hand.type(NOTATION, text)
    field.notation.read_again()


def save(editor: RecordEditor, hand: Hand) -> None:
    hand.click("editor.save")
    for card in editor.findChildren(MovesCard):
        hand.press(card.confirm_button, Qt.Key.Key_Return)
    assert not editor.isVisible(), [row.message for row in editor.form.wrong()]


def offered(qtbot: QtBot, field: DeadlineField, hand: Hand, text: str) -> None:
    write(field, hand, text)
    qtbot.waitUntil(lambda: field.offer.isVisibleTo(field))


# ------------------------------------------------------------------------------------------- in step

WRITTEN: list[tuple[str, Deadline, str]] = [
    ("2 Dec 1996", On(day=Day(on=date(1996, 12, 2))), "by a stated day"),
    ("45 days after annual meeting, to the next business day if closed", After(
        anchor=EventAnchor(event="meeting"), steps=LATE), "counted from something"),
    ("10 business days before USMX-8, London", After(
        anchor=ObligationAnchor(obligation="usmx-08"), steps=(BusinessDays(n=-10),), calendars=("GB-ENG",)),
     "counted from something"),
    ("45 days after fiscal quarter end, to the next business day if closed", Every(
        event="quarter-end", steps=LATE), "recurring"),
    ("monthly on the last day", Every(rule="FREQ=MONTHLY;BYMONTHDAY=-1", start=date(1996, 11, 20)), "recurring"),
    ("earlier of 60 days after annual meeting and 30 June 1997", Earliest(of=(
        After(anchor=EventAnchor(event="meeting"), steps=(Add(n=60, unit="day"),)),
        On(day=Day(on=date(1997, 6, 30))))), "the earliest of several"),
    ("at all times until 31 Dec 1996", While(until=date(1996, 12, 31)), "continuing"),
    ("promptly", Open(reason="promptly"), "no day stated"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "deadline", "form"), WRITTEN, ids=[text for text, _, _ in WRITTEN])
def test_what_is_typed_is_saved_and_stands_in_its_parts(
    docket: Workspace, plan: Field, text: str, deadline: Deadline, form: str
) -> None:
    editor, field, hand = plan()
    write(field, hand, text)
    assert field.value() == deadline
    assert field.parts.value() == deadline
    hand.click("deadline.by_parts")
    assert hand.find("deadline.form", QComboBox).currentText() == form
    if isinstance(deadline, While):  # what is handed in once does not continue
        close(editor)
        return
    if isinstance(deadline, Open):
        hand.type("review_by.day", "2 Jan 1997")
    save(editor, hand)
    assert docket.docket.obligations["usmx-17"].deadline == deadline

    again, field, _ = plan()
    assert field.value() == deadline
    assert field.notation.said is not None
    again.reject()


def test_a_change_of_the_parts_rewrites_the_words(plan: Field) -> None:
    editor, field, hand = plan()
    assert field.notation.text() == "2 December 1996"
    hand.click("deadline.by_parts")
    hand.type("deadline.on.day.day", "3 Dec 1996")
    assert field.notation.text() == "3 December 1996"
    hand.choose("deadline.form", "counted from something")
    assert field.notation.text() == ""
    hand.pick("deadline.after.anchor.pick", "annual")
    hand.click("deadline.after.steps.add")
    hand.number("deadline.after.steps.#.number", 60)
    assert field.notation.text() == "60 days after annual meeting"
    hand.pick("deadline.after.calendars.add", "london")
    assert field.notation.text() == "60 days after annual meeting, London"
    write(field, hand, "at all times")
    assert field.parts.value() == While()
    close(editor)


def test_words_that_stand_elsewhere_are_kept_while_the_notation_changes(docket: Workspace, plan: Field) -> None:
    quoted = After(anchor=EventAnchor(event="meeting"), steps=LATE, words="within forty-five days")
    docket.do(Put(msgspec.structs.replace(docket.docket.obligations["usmx-17"], deadline=quoted)))
    editor, field, hand = plan()
    write(field, hand, "60 days after annual meeting")
    assert field.value() == After(
        anchor=EventAnchor(event="meeting"), steps=(Add(n=60, unit="day"),), words="within forty-five days"
    )
    close(editor)


def test_a_question_is_answered_and_never_guessed(docket: Workspace, plan: Field) -> None:
    editor, field, hand = plan()
    write(field, hand, "before the annual meeting")
    assert field.notation.question.question is not None
    hand.click("editor.save")
    assert editor.form.rows[FIELD].message == "Choose one of the answers: nothing is guessed."
    assert docket.docket.obligations["usmx-17"].deadline == On(day=Day(on=date(1996, 12, 2)))
    field.notation.question.answer(1)
    assert field.value() == After(anchor=EventAnchor(event="meeting"), steps=(Add(n=0, unit="day"),))
    save(editor, hand)


def test_a_consequence_says_that_it_follows_and_a_covenant_continues(edit: OpenEditor) -> None:
    editor, hand = edit("obligation", "")
    line = hand.find(NOTATION, QLineEdit)
    hand.choose("kind.choice", "covenant")
    assert line.text() == "at all times"
    hand.choose("kind.choice", "consequence")
    assert (line.text(), line.placeholderText()) == ("", FOLLOWS)
    close(editor)


def test_what_was_typed_waits_in_the_draft_even_where_it_cannot_be_read_yet(plan: Field) -> None:
    editor, field, hand = plan()
    write(field, hand, "45 days after the")
    editor.reject()
    again, field, hand = plan()
    assert again is editor
    assert field.notation.text() == "45 days after the"
    close(editor)


# ------------------------------------------------------------------------------------------- explained


def test_it_is_explained_as_it_is_typed_with_the_months_and_their_holidays(qtbot: QtBot, plan: Field) -> None:
    editor, field, hand = plan()
    write(field, hand, "10 business days after annual meeting")
    qtbot.waitUntil(lambda: "3 Dec 1996" in field.why.words.text)
    assert field.why.words.text.startswith("Due Tue 3 Dec 1996, in 13 days")
    said = [row.spoken for row in field.why.lines.rows]
    assert said[0] == "Mon 18 Nov 1996: annual meeting: day zero"
    assert said[1].startswith("Tue 3 Dec 1996: due, 10 business days after Mon 18 Nov 1996")
    assert (date(1996, 11, 28), "Thanksgiving Day") in field.why.months.pages.closures()
    assert field.why.isVisibleTo(editor)
    write(field, hand, "10 business days after an")
    qtbot.waitUntil(lambda: not field.why.isVisibleTo(editor))
    close(editor)


def test_a_new_obligation_is_explained_before_it_has_a_title(qtbot: QtBot, docket: Workspace, edit: OpenEditor) -> None:
    editor, hand = edit("obligation", "")
    field = editor.form.rows[FIELD].field
    assert isinstance(field, DeadlineField)
    write(field, hand, "60 days after annual meeting")
    qtbot.waitUntil(lambda: "17 Jan 1997" in field.why.words.text)
    close(editor)


# ---------------------------------------------------------------------------------- business days, roll


def test_the_instruments_own_business_days_are_the_default_and_said(plan: Field) -> None:
    editor, field, hand = plan()
    write(field, hand, "10 business days after annual meeting")
    calendars = hand.find("deadline.by.calendars.add", QLineEdit)
    assert calendars.placeholderText() == "the instrument’s own: NYSE"
    hand.pick("deadline.by.calendars.add", "london")
    assert field.notation.text() == "10 business days after annual meeting, London"
    hand.click("deadline.by.calendars.remove.GB-ENG")
    assert field.notation.text() == "10 business days after annual meeting"
    hand.pick("instrument.pick", "guarantor")
    assert calendars.placeholderText() == "the instrument’s own: SEC"
    hand.write(hand.find("instrument.pick", QLineEdit), "")
    assert calendars.placeholderText() == "Monday to Friday: no instrument is chosen"
    close(editor)


def test_a_closed_day_moves_as_is_chosen(plan: Field) -> None:
    editor, field, hand = plan()
    write(field, hand, "60 days after annual meeting")
    hand.choose("deadline.by.roll", "to the next business day")
    assert field.notation.text() == "60 days after annual meeting, to the next business day if closed"
    hand.choose("deadline.by.roll", "as the instrument has it: not moved")
    assert field.value() == After(anchor=EventAnchor(event="meeting"), steps=(Add(n=60, unit="day"),))
    close(editor)


# ------------------------------------------------------------------------------------------- rulebook


def rules(qtbot: QtBot, field: DeadlineField, text: str) -> tuple[RuleDialog, Hand]:
    dialog = field.choose_rule()
    qtbot.waitUntil(dialog.isActiveWindow)
    hand = Hand(dialog)
    hand.write(dialog.picker.search, text)
    qtbot.waitUntil(lambda: dialog.picker.rule is not None)
    return dialog, hand


def test_a_rule_fills_steps_calendars_and_its_citation(qtbot: QtBot, docket: Workspace, plan: Field) -> None:
    editor, field, hand = plan()
    dialog, at_rule = rules(qtbot, field, "10-Q non-accelerated")
    assert dialog.head.text() == "Counts from: fiscal quarter end"
    assert at_rule.find("rule.anchor.pick", QLineEdit).text() == "fiscal quarter end"
    at_rule.click("rule.use")
    rule = rule_named("sec-10q-non-accelerated")
    reading = rule.versions[-1].readings[0]
    expected = Every(event="quarter-end", steps=reading.steps, calendars=reading.calendars, rulebook=rule.id)
    assert field.value() == expected
    assert field.rule_button.text() == f"By the rulebook: {rule.title}…"
    qtbot.waitUntil(lambda: "Form 10-Q, General Instruction A.1" in field.why.lines.as_text())
    save(editor, hand)
    assert docket.docket.obligations["usmx-17"].deadline == expected


def test_a_rule_with_a_window_brings_the_steps_to_its_opening(qtbot: QtBot, docket: Workspace, plan: Field) -> None:
    editor, field, _ = plan()
    dialog, at_rule = rules(qtbot, field, "UCC continuation")
    at_rule.pick("rule.anchor.pick", "annual meeting")
    at_rule.click("rule.use")
    reading = rule_named("ucc-9-515-continuation").versions[-1].readings[0]
    value = field.value()
    assert isinstance(value, After | Every)
    assert (value.steps, value.opens, value.rulebook) == (reading.steps, reading.opens, "ucc-9-515-continuation")
    assert dialog.picker.detail.reading == 0
    close(editor)


def test_of_two_readings_the_one_that_is_chosen_counts(qtbot: QtBot, plan: Field) -> None:
    editor, field, _ = plan()
    dialog, at_rule = rules(qtbot, field, "leave to appeal supreme court canada")
    version = dialog.picker.version
    assert version is not None
    assert len(version.readings) == 2
    dialog.picker.detail.readings()[1].click()
    at_rule.pick("rule.anchor.pick", "annual meeting")
    at_rule.click("rule.use")
    value = field.value()
    assert isinstance(value, After)
    assert value.steps == version.readings[1].steps
    dialog = field.choose_rule()
    assert (dialog.picker.rule, dialog.picker.reading) == (rule_named(value.rulebook), 1)
    dialog.reject()
    close(editor)


def test_a_rule_asks_what_it_counts_from_and_may_create_it(qtbot: QtBot, docket: Workspace, plan: Field) -> None:
    editor, field, hand = plan()
    dialog, at_rule = rules(qtbot, field, "8-K current report")
    assert dialog.picker.rule is not None
    assert at_rule.find("rule.offer", QPushButton).text() == "Create the event “event”…"
    at_rule.click("rule.use")
    assert dialog.isVisible()
    assert dialog.problem.text().endswith("Or create the event.")
    at_rule.click("rule.offer")
    at_rule.type("rule.new.title", "Signing of the amendment")
    at_rule.choose("rule.new.known", "happened on")
    at_rule.type("rule.new.day", "15 Nov 1996")
    at_rule.click("rule.new.create")
    assert not dialog.isVisible()
    value = field.value()
    assert isinstance(value, After)
    assert value.rulebook == dialog.picker.rule.id
    save(editor, hand)
    assert {event.title for event in docket.docket.events.values()} >= {"Signing of the amendment"}


def test_a_rule_no_longer_stands_behind_what_is_counted_otherwise(qtbot: QtBot, plan: Field) -> None:
    editor, field, hand = plan()
    _, at_rule = rules(qtbot, field, "10-Q non-accelerated")
    at_rule.click("rule.use")
    hand.pick("deadline.by.calendars.add", "london")
    value = field.value()
    assert isinstance(value, Every)
    assert value.rulebook == ""
    assert field.rule_button.text() == "From the rulebook…"
    close(editor)


# ------------------------------------------------------------------------------------------- series


def test_a_series_recurs_with_an_event_and_counts_on_from_each(docket: Workspace, plan: Field) -> None:
    editor, field, hand = plan()
    hand.click("deadline.by_parts")
    hand.choose("deadline.form", "recurring")
    hand.choose("deadline.every.by", "with an event that recurs")
    hand.write(hand.find("deadline.every.event", QLineEdit), "e")
    page = field.parts.pages["every"]
    assert isinstance(page, EveryField)
    assert [one.title for one in page.with_event.offered] == ["fiscal quarter end"]
    hand.pick("deadline.every.event", "quarter")
    hand.click("deadline.every.steps.add")
    hand.number("deadline.every.steps.#.number", 60)
    hand.type("deadline.every.until", "31 Dec 1998")
    assert field.notation.text() == "60 days after each fiscal quarter end, until 31 December 1998"
    save(editor, hand)
    assert docket.docket.obligations["usmx-17"].deadline == Every(
        event="quarter-end", until=date(1998, 12, 31), steps=(Add(n=60, unit="day"),)
    )


def test_an_occurrence_that_differs_is_seen_with_its_reason_and_put_back(docket: Workspace, plan: Field) -> None:
    changes = (
        Changed(occurrence=date(1996, 12, 31), due=date(1997, 3, 7), reason="extended by letter"),
        Changed(occurrence=date(1997, 3, 31), reason="waived"),
    )
    series = Every(event="quarter-end", steps=LATE, changed=changes)
    docket.do(Put(msgspec.structs.replace(docket.docket.obligations["usmx-17"], deadline=series)))
    editor, field, hand = plan()
    write(field, hand, "60 days after each fiscal quarter end")
    hand.click("deadline.by_parts")
    page = field.parts.pages["every"]
    assert isinstance(page, EveryField)
    said = [row.words.text for row in page.differing.rows()]
    assert said == [
        "Tue 31 Dec 1996: Fri 7 Mar 1997, extended by letter",
        "Mon 31 Mar 1997: not owed, waived",
    ]
    hand.click("deadline.every.changed.remove.1996-12-31")
    assert field.value() == Every(event="quarter-end", steps=(Add(n=60, unit="day"),), changed=changes[1:])
    close(editor)


def labels_cut(editor: QWidget) -> list[str]:
    return [
        each.text()
        for each in editor.findChildren(QLabel)
        if each.isVisibleTo(editor) and not each.wordWrap() and each.width() < each.sizeHint().width()
    ]


def test_nothing_is_cut_whatever_is_shown(qtbot: QtBot, plan: Field) -> None:
    editor, field, hand = plan()
    offered(qtbot, field, hand, "60 days after closing")
    assert labels_cut(editor) == []
    write(field, hand, "45 days after fiscal quarter end, to the next business day if closed")
    hand.click("deadline.by_parts")
    assert labels_cut(editor) == []
    close(editor)
