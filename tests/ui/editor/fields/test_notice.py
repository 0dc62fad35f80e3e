"""The notice clause of an instrument: each method with when a notice so sent is received, as counsel types it."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from model.days.operation import BusinessDays, Cutoff, Step
from model.ledger.commands import Put
from model.record.instrument import NoticeClause, NoticeMethod
from tests.ui.editor.conftest import Open
from tests.ui.editor.hand import Hand
from ui.editor.editor import RecordEditor
from ui.workspace import Workspace

MAIL = NoticeMethod(method="Mail", receipt=(BusinessDays(n=3),))
NOTATION = "notice.methods.#.receipt.notation"


def with_clause(workspace: Workspace, *methods: NoticeMethod) -> None:
    form = workspace.docket.instruments["form-8k"]
    workspace.do(Put(msgspec.structs.replace(form, calendars=("US-NY",), notice=NoticeClause(methods=methods))))


def said(editor: RecordEditor) -> str:
    return "\n".join(label.text() for label in editor.findChildren(QLabel) if label.isVisibleTo(editor))


@pytest.mark.parametrize(
    ("words", "receipt"),
    [
        ("", ()),
        ("on sending", ()),
        ("3 business days after sending", (BusinessDays(n=3),)),
        ("three (3) Business Days following mailing", (BusinessDays(n=3),)),
        ("sending, cut-off at 17:00 Eastern time", (Cutoff(time="17:00", tz="America/New_York"),)),
        ("2 business days after posting, US-NY", (BusinessDays(n=2),)),
    ],
)
def test_receipt_is_read_as_it_is_typed(
    workspace: Workspace, edit: Open, words: str, receipt: tuple[Step, ...]
) -> None:
    with_clause(workspace, MAIL)
    _, hand = edit("instrument", "form-8k")
    hand.type(NOTATION, words)
    hand.click("editor.save")
    notice = workspace.docket.instruments["form-8k"].notice
    assert notice is not None
    assert notice.methods == (NoticeMethod(method="Mail", receipt=receipt),)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("3 days after sending", "3 days: calendar or business?"),
        ("2 Dec 1996", "Say it from the day of sending, such as “3 business days after sending”, or clear it."),
        ("promptly", "Say it from the day of sending"),
        ("2 business days after posting, London", "Business days are those of the instrument. Leave the place out."),
        ("3 bananas after sending", "“bananas” at character 3"),
    ],
)
def test_what_says_no_day_of_receipt_is_asked_about_and_not_saved(
    workspace: Workspace, edit: Open, words: str, problem: str
) -> None:
    with_clause(workspace, MAIL)
    editor, hand = edit("instrument", "form-8k")
    hand.type(NOTATION, words)
    hand.click("editor.save")
    assert editor.isVisible()
    assert problem in "".join(row.message for row in editor.form.wrong())
    assert workspace.docket.instruments["form-8k"].notice == NoticeClause(methods=(MAIL,))
    editor.reject()


def answers(editor: RecordEditor) -> list[QAbstractButton]:
    return [button for button in editor.findChildren(QAbstractButton) if button.text().startswith("3 ")]


def test_an_answer_is_taken_by_a_click(qtbot: QtBot, workspace: Workspace, edit: Open) -> None:
    with_clause(workspace, MAIL)
    editor, hand = edit("instrument", "form-8k")
    hand.type(NOTATION, "3 days after sending")
    qtbot.waitUntil(lambda: len(answers(editor)) == 2)
    assert [button.text() for button in answers(editor)] == [
        "3 calendar days after sending",
        "3 business days after sending",
    ]
    answers(editor)[1].click()
    hand.click("editor.save")
    assert workspace.docket.instruments["form-8k"].notice == NoticeClause(methods=(MAIL,))


def test_it_says_when_a_notice_sent_today_would_be_received(qtbot: QtBot, workspace: Workspace, edit: Open) -> None:
    with_clause(workspace, MAIL)
    assert workspace.today == date(1996, 11, 20)
    editor, hand = edit("instrument", "form-8k")
    assert "Sent today, Wed 20 Nov 1996, it would count as received on Mon 25 Nov 1996." in said(editor)
    hand.type(NOTATION, "6 business days after sending")
    qtbot.waitUntil(lambda: "it would count as received on Fri 29 Nov 1996." in said(editor))
    editor.form.forget()
    editor.reject()


def test_a_method_needs_its_name_and_stands_once(workspace: Workspace, edit: Open) -> None:
    with_clause(workspace, MAIL)
    editor, hand = edit("instrument", "form-8k")
    hand.click("notice.methods.add")
    hand.click("editor.save")
    assert [row.message for row in editor.form.wrong()] == ["Name the method: courier, first-class mail, e-mail."]
    hand.type("notice.methods.#.method", "mail")
    hand.click("editor.save")
    assert [row.message for row in editor.form.wrong()] == ["The same method stands twice. Remove one."]
    Hand(editor).type("notice.methods.#.method", "Courier")
    hand.click("editor.save")
    notice = workspace.docket.instruments["form-8k"].notice
    assert notice is not None
    assert [one.method for one in notice.methods] == ["Mail", "Courier"]


OF_DEFAULT = "notice.of_default.notation"


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        ("", ()),
        ("5 business days after default", (BusinessDays(n=5),)),
        ("within five (5) Business Days after default", (BusinessDays(n=5),)),
    ],
)
def test_the_time_for_notice_of_a_default_is_read_as_it_is_typed(
    workspace: Workspace, edit: Open, words: str, steps: tuple[Step, ...]
) -> None:
    with_clause(workspace, MAIL)
    _, hand = edit("instrument", "form-8k")
    hand.type(OF_DEFAULT, words)
    hand.click("editor.save")
    assert workspace.docket.instruments["form-8k"].notice == NoticeClause(methods=(MAIL,), of_default=steps)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("5 days after default", "5 days: calendar or business?"),
        ("promptly", "Say it from the default, such as “5 business days after default”, or clear it."),
    ],
)
def test_what_says_no_time_after_a_default_is_asked_about(
    workspace: Workspace, edit: Open, words: str, problem: str
) -> None:
    with_clause(workspace, MAIL)
    editor, hand = edit("instrument", "form-8k")
    hand.type(OF_DEFAULT, words)
    hand.click("editor.save")
    assert editor.isVisible()
    assert problem in "".join(row.message for row in editor.form.wrong())
    editor.reject()


def test_what_it_would_come_to_today_is_said(workspace: Workspace, edit: Open, qtbot: QtBot) -> None:
    with_clause(workspace, MAIL)
    editor, hand = edit("instrument", "form-8k")
    hand.type(OF_DEFAULT, "5 business days after default")
    words = "Of a default today, Wed 20 Nov 1996, notice would be due by Wed 27 Nov 1996."
    qtbot.waitUntil(lambda: words in said(editor))
    editor.reject()
