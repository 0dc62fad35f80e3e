"""What happened is recorded in two keystrokes, with what is sensible filled in, and refused beside the field."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget

from model.assess.standing import Standing
from model.ledger.commands import Put, RecordFact
from model.record.deadline import Every
from model.record.fact import (
    Approved,
    Cancelled,
    DefaultCeased,
    Fact,
    NotPerformed,
    Performed,
    Reading,
    Rejected,
    Submitted,
    Verified,
    What,
)
from tests.builders import dated
from tests.builders import fact as recorded
from tests.ui.inspector.conftest import Host
from ui.inspector.keys import RecordKeys
from ui.inspector.past import fact_words
from ui.inspector.recorder.recorder import FactRecorder
from ui.workspace import Workspace

TODAY = date(1996, 11, 20)


def press(widget: QWidget | None, key: Qt.Key) -> None:
    assert widget is not None
    QTest.keyClick(widget, key)


def fresh(workspace: Workspace, before: set[str]) -> list[Fact]:
    return [fact for fact_id, fact in workspace.docket.facts.items() if fact_id not in before]


def line(recorder: FactRecorder, name: str) -> QLineEdit:
    found = recorder.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def write(recorder: FactRecorder, name: str, text: str) -> None:
    edit = line(recorder, name)
    edit.setFocus()
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    QTest.keyClicks(edit, text)


# the record, its key in the inspector, and what two keystrokes record
TWO_KEYS = [
    ("usmx-08", "P", Performed(amount="9000000", currency="USD", in_full=True)),
    ("usmx-10", "P", Performed(amount="100000", currency="USD", in_full=True)),
    ("usmx-22", "P", Performed(amount="700000", currency="USD", in_full=True)),
    ("usmx-17", "P", Performed(in_full=True)),
    ("usmx-17", "N", NotPerformed()),
    ("usmx-17", "S", Submitted()),
    ("usmx-17", "A", Approved()),
    ("usmx-17", "X", Rejected()),
    ("usmx-01", "C", DefaultCeased()),
    ("usmx-17", "K", Cancelled()),
    ("usmx-05", "V", Verified()),
]


@pytest.mark.parametrize(("record_id", "key", "what"), TWO_KEYS)
def test_two_keystrokes_record_a_fact_of_today(
    workspace: Workspace, host: Host, record_id: str, key: str, what: What
) -> None:
    before = set(workspace.docket.facts)
    workspace.select((record_id,))
    host.panel.setFocus()
    press(host.panel, Qt.Key(ord(key)))
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    (fact,) = fresh(workspace, before)
    assert (fact.about, fact.what, fact.day.on) == (record_id, what, TODAY)
    assert (fact.recorded_by, fact.recorded_at) == ("Legal", datetime(1996, 11, 20, 10, 42, tzinfo=UTC))
    assert not host.records


def test_an_approval_is_withdrawn_once_there_is_one(workspace: Workspace, host: Host) -> None:
    workspace.do(RecordFact(recorded("usmx-17", date(1996, 11, 18), Approved())))
    before = set(workspace.docket.facts)
    workspace.select(("usmx-17",))
    host.panel.setFocus()
    press(host.panel, Qt.Key.Key_W)
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    (withdrawal,) = fresh(workspace, before)
    assert withdrawal.what == Rejected(withdraws_approval=True)
    assert fact_words(withdrawal) == "approval withdrawn"
    assert workspace.assessment["usmx-17"].standing is Standing.OPEN


def test_the_day_on_which_what_came_too_early_was_accepted_is_asked_for_where_it_can(
    workspace: Workspace, host: Host
) -> None:
    early = msgspec.structs.replace(
        workspace.docket.obligations["usmx-17"],
        deadline=dated(date(1996, 12, 2), not_earlier_than=date(1996, 11, 25)),
    )
    workspace.record(("usmx-17",), "submitted")
    assert host.recorder.form is not None
    assert "accepted" not in host.recorder.form.rows
    host.recorder.close_card()
    workspace.do(Put(early))
    before = set(workspace.docket.facts)
    workspace.record(("usmx-17",), "submitted")
    form = host.recorder.form
    assert form is not None
    form.rows["accepted"].field.show_value(TODAY)
    form.changed.emit("accepted")
    press(form.rows["day"].field.inputs()[0], Qt.Key.Key_Return)
    (handed,) = fresh(workspace, before)
    assert handed.what == Submitted(accepted=TODAY)
    assert fact_words(handed) == "submitted, accepted on Wed 20 Nov 1996"
    assert "accepted early" in [reason.code for reason in workspace.assessment["usmx-17"].reasons]


def test_a_reading_needs_its_figure_and_says_so_only_when_it_is_asked_to_record(
    workspace: Workspace, host: Host
) -> None:
    before = set(workspace.docket.facts)
    workspace.select(("usmx-02",))
    host.panel.setFocus()
    press(host.panel, Qt.Key.Key_R)
    form = host.recorder.form
    assert form is not None
    assert form.rows["value"].message == ""
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert form.rows["value"].message == "A reading needs its value, or whether the covenant was met."
    QTest.keyClicks(QApplication.focusWidget(), "1.4")  # type: ignore[arg-type]  # the figure has the keyboard
    assert form.rows["value"].message == ""
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    (fact,) = fresh(workspace, before)
    assert fact.what == Reading(value="1.4")
    assert workspace.assessment["usmx-02"].standing is Standing.SUSPENDED


def test_without_a_fact_the_choice_is_shown_and_a_letter_chooses(workspace: Workspace, host: Host) -> None:
    workspace.record(("usmx-17",))
    offered = [each for each in host.recorder.findChildren(QAbstractButton) if each.objectName().startswith("choose.")]
    assert [each.objectName().removeprefix("choose.") for each in offered] == [
        "performed", "not performed", "submitted", "approved", "rejected", "approval withdrawn", "default ceased",
        "cancelled", "verified",
    ]  # fmt: skip
    press(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is offered[1]
    press(QApplication.focusWidget(), Qt.Key.Key_S)
    assert host.recorder.form is not None
    assert host.recorder.form.tag == "submitted"
    host.recorder.close_card()


def test_a_fact_that_does_not_fit_gives_the_choice(workspace: Workspace, host: Host) -> None:
    workspace.record(("usmx-02",), "performed")
    assert host.recorder.form is None
    host.recorder.close_card()
    workspace.select(("usmx-18",))
    host.panel.setFocus()
    press(host.panel, Qt.Key.Key_P)
    assert not host.records


def test_escape_records_nothing_and_the_keyboard_goes_back(workspace: Workspace, host: Host) -> None:
    before = workspace.docket
    workspace.select(("usmx-17",))
    host.panel.setFocus()
    press(host.panel, Qt.Key.Key_P)
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not host.records
    assert workspace.docket is before
    assert QApplication.focusWidget() is host.panel


def test_the_day_proposed_is_today_even_when_another_day_is_looked_at(workspace: Workspace, host: Host) -> None:
    workspace.set_day(date(1997, 1, 1))
    workspace.record(("usmx-17",), "performed")
    assert line(host.recorder, "day.day").text() == "Wed 20 Nov 1996"
    assert "The day proposed is today, Wed 20 November 1996" in host.recorder._remark.text()
    host.recorder.close_card()


def test_in_full_follows_the_sum_until_it_is_ticked_by_hand(workspace: Workspace, host: Host) -> None:
    workspace.record(("usmx-10",), "performed")
    recorder = host.recorder
    full = recorder.findChild(QAbstractButton, "amount.full")
    assert isinstance(full, QAbstractButton)
    assert full.isChecked()
    write(recorder, "amount.figure", "60,000")
    assert not full.isChecked()
    write(recorder, "amount.figure", "100,000")
    assert full.isChecked()
    QTest.mouseClick(full, Qt.MouseButton.LeftButton)
    write(recorder, "amount.figure", "100,000")
    assert not full.isChecked()
    before = set(workspace.docket.facts)
    write(recorder, "amount.figure", "60,000")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    (fact,) = fresh(workspace, before)
    assert fact.what == Performed(amount="60000", currency="USD", in_full=False)
    assert workspace.assessment["usmx-10"].performed == Decimal(60000)

    workspace.record(("usmx-10",), "performed")
    assert line(host.recorder, "amount.figure").text() == "40,000"
    host.recorder.close_card()


# what is typed, the row and the input that it stands beside, and what it says
REFUSED = [
    ("amount.figure", "12x", "amount", "“12x” is no sum of money."),
    ("amount.currency", "CAD", "amount", "USMX-8 is owed in USD, not in CAD."),
    ("day.day", "02/12/1996", "day", "“02/12/1996” could be Mon 2 Dec 1996 or Mon 12 Feb 1996."),
    ("day.day", "", "day", "Say on which day it happened."),
]


@pytest.mark.parametrize(("name", "typed", "row", "said"), REFUSED)
def test_what_is_wrong_stands_beside_its_field(
    workspace: Workspace, host: Host, name: str, typed: str, row: str, said: str
) -> None:
    before = workspace.docket
    workspace.record(("usmx-08",), "performed")
    recorder = host.recorder
    write(recorder, name, typed)
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert recorder.form is not None
    assert recorder.form.rows[row].message.startswith(said)
    assert recorder.is_open
    assert workspace.docket is before
    recorder.close_card()


def test_a_sum_that_falls_short_is_not_in_full(workspace: Workspace, host: Host) -> None:
    workspace.record(("usmx-08",), "performed")
    recorder = host.recorder
    write(recorder, "amount.figure", "5,000,000")
    full = recorder.findChild(QAbstractButton, "amount.full")
    assert isinstance(full, QAbstractButton)
    QTest.mouseClick(full, Qt.MouseButton.LeftButton)
    assert recorder.form is not None
    assert "falls short of at least USD 9,000,000" in recorder.form.rows["amount"].message
    recorder.close_card()


def test_what_is_accepted_with_a_note_says_so_before_it_is_recorded(workspace: Workspace, host: Host) -> None:
    workspace.record(("usmx-17",), "performed")
    write(host.recorder, "day.day", "1 Nov 1996")
    assert "before the day of its instrument" in host.recorder._remark.text()
    assert host.recorder._remark.isVisibleTo(host)
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert workspace.assessment["usmx-17"].done_on is not None or workspace.docket.facts_about["usmx-17"]


def test_the_occurrence_of_a_series_is_chosen(workspace: Workspace, host: Host) -> None:
    monthly = msgspec.structs.replace(
        workspace.docket.obligations["usmx-17"],
        deadline=Every(rule="FREQ=MONTHLY;BYMONTHDAY=-1", start=date(1996, 9, 30)),
        target=None,
    )
    assert workspace.do(Put(monthly)) is not None
    before = set(workspace.docket.facts)
    workspace.record(("usmx-17",), "not performed")
    box = host.recorder.findChild(QComboBox, "occurrence.choice")
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Mon 30 Sep 1996"
    QTest.keyClick(box, Qt.Key.Key_Down)
    press(box, Qt.Key.Key_Return)
    (fact,) = fresh(workspace, before)
    assert fact.occurrence == date(1996, 10, 31)


def test_evidence_enters_the_docket_with_the_fact_in_one_change(
    workspace: Workspace, host: Host, tmp_path: Path
) -> None:
    assert workspace.ledger is not None
    seq = workspace.ledger.head.seq
    path = tmp_path / "Receipt.txt"
    path.write_text("Received.", encoding="utf-8")
    before = set(workspace.docket.facts)
    workspace.record(("usmx-10",), "performed")
    host.recorder.attach_file(path)
    write(host.recorder, "note.text", "paid by wire")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    (fact,) = fresh(workspace, before)
    (document_id,) = fact.evidence
    assert fact.note == "paid by wire"
    assert workspace.docket.documents[document_id].title == "Receipt"
    assert workspace.ledger.document_text(document_id) == "Received."
    assert workspace.ledger.head.seq == seq + 1
    assert workspace.ledger.undo_label == "Mark USMX-10 performed on Wed 20 Nov 1996 (USD 100,000)"
    workspace.undo()
    assert document_id not in workspace.docket.documents


def test_a_file_that_cannot_be_read_is_said_and_nothing_is_lost(
    workspace: Workspace, host: Host, tmp_path: Path
) -> None:
    workspace.record(("usmx-10",), "performed")
    host.recorder.attach_file(tmp_path / "missing.pdf")
    assert "“missing.pdf” could not be read and was not attached" in host.recorder.trouble.text()
    assert host.recorder.form is not None
    assert host.recorder.form.entry().evidence == ()
    host.recorder.close_card()


def test_several_records_are_recorded_together(workspace: Workspace, host: Host) -> None:
    assert workspace.ledger is not None
    seq = workspace.ledger.head.seq
    workspace.record(("usmx-14", "usmx-16", "usmx-17"), "performed")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    for record_id in ("usmx-14", "usmx-16", "usmx-17"):
        assert workspace.docket.facts_about[record_id][-1].what == Performed(in_full=True)
    assert workspace.ledger.head.seq == seq + 1
    assert workspace.ledger.undo_label == "Record performed for USMX-14, USMX-16 and USMX-17 on Wed 20 Nov 1996"


def test_the_words_of_an_inexact_day_are_kept(workspace: Workspace, host: Host) -> None:
    before = set(workspace.docket.facts)
    workspace.record(("usmx-17",), "performed")
    QGuiApplication.clipboard().setText("as of the date of this Report")
    write(host.recorder, "day.words", "as of the date of this Report")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    (fact,) = fresh(workspace, before)
    assert (fact.day.on, fact.day.words) == (TODAY, "as of the date of this Report")


def test_the_letters_work_in_a_table_too_and_leave_it_what_fits_nothing(workspace: Workspace, host: Host) -> None:
    RecordKeys(workspace, host.table)
    host.table.setFocus()
    press(host.table, Qt.Key.Key_P)
    assert not host.records
    workspace.select(("usmx-08", "usmx-17"))
    press(host.table, Qt.Key.Key_S)
    assert not host.records
    QTest.keyClick(host.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert not host.records
    press(host.table, Qt.Key.Key_P)
    assert host.recorder.form is not None
    assert host.recorder.form.tag == "performed"
    host.recorder.close_card()
    assert QApplication.focusWidget() is host.table


def test_the_card_closes_when_another_record_is_chosen(workspace: Workspace, host: Host) -> None:
    workspace.select(("usmx-08",))
    workspace.record(("usmx-08",), "performed")
    assert host.records
    workspace.select(("usmx-17",))
    assert not host.records


def test_a_sum_of_hundreds_of_billions_is_seen_whole(workspace: Workspace, host: Host) -> None:
    workspace.select(("usmx-08",))
    host.open_recorder(("usmx-08",), "performed")
    figure = line(host.recorder, "amount.figure")
    figure.setText("999,999,999,999.99")
    assert figure.fontMetrics().horizontalAdvance(figure.text()) + 24 <= figure.width()
