"""One occurrence is moved, struck out and put back, with a reason, as one entry that undo takes back."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from model.days.operation import Add
from model.ledger.commands import Put, RemoveFact
from model.record.deadline import After, Changed, Every, ObligationAnchor, Open
from model.record.obligation import Obligation
from tests.ui.moves.conftest import card_in, entries, has_card, head
from tests.ui.series.conftest import Inspector
from ui.editor.fields.row import FormRow
from ui.series.card import DAY, NO_DAY, NO_REASON, REASON, SAME_DAY, OccurrenceCard
from ui.workspace import Workspace

NOVEMBER = date(1996, 11, 30)


def changed(workspace: Workspace) -> tuple[Changed, ...]:
    series = workspace.docket.obligations["rent"].deadline
    assert isinstance(series, Every)
    return series.changed


def opened(inspector: Inspector, key: Qt.Key, period: str = "1996-11-30") -> OccurrenceCard:
    row = inspector.row(period)
    row.setFocus()
    QTest.keyClick(row, key)
    (card,) = [each for each in inspector.host.findChildren(OccurrenceCard) if each.is_open]
    return card


def write(edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)


def row_of(card: OccurrenceCard, name: str) -> FormRow:
    assert card.form is not None
    return card.form.rows[name]


def edit_of(card: OccurrenceCard, name: str) -> QLineEdit:
    (edit,) = row_of(card, name).field.inputs()
    assert isinstance(edit, QLineEdit)
    return edit


def test_one_is_moved_with_its_reason(inspector: Inspector, leased: Workspace) -> None:
    before, count = leased.docket, entries(leased)
    card = opened(inspector, Qt.Key.Key_M)
    assert inspector.focused() is edit_of(card, DAY)
    write(edit_of(card, DAY), "9 Dec 1996")
    assert row_of(card, DAY).note.text() == "Mon 9 Dec 1996, 7 days later than the series gives."
    write(edit_of(card, REASON), "agreed by letter of 18 November")
    QTest.keyClick(edit_of(card, REASON), Qt.Key.Key_Return)
    assert not card.is_open
    assert changed(leased)[2] == Changed(
        occurrence=NOVEMBER, due=date(1996, 12, 9), reason="agreed by letter of 18 November"
    )
    assert entries(leased) == count + 1
    row = inspector.row("1996-11-30")
    assert row.row.notes[-1] == "moved from Mon 2 Dec 1996: agreed by letter of 18 November"
    assert inspector.focused() is row
    leased.undo()
    assert leased.docket.obligations == before.obligations


def test_one_is_not_owed_this_time(inspector: Inspector, leased: Workspace) -> None:
    card = opened(inspector, Qt.Key.Key_O)
    write(edit_of(card, REASON), "plant shut")
    card.go_button.click()
    assert changed(leased)[2] == Changed(occurrence=NOVEMBER, due=None, reason="plant shut")
    row = inspector.row("1996-11-30").row
    assert (row.word, row.notes) == ("not owed", ("for Sat 30 Nov 1996", "plant shut"))
    assert leased.assessment["rent"].occurrences[-1].due == date(1996, 12, 31)


def test_delete_on_a_row_asks_about_that_occurrence_alone(inspector: Inspector, leased: Workspace) -> None:
    card = opened(inspector, Qt.Key.Key_Delete)
    assert card.accessibleName() == "Not owed this time"
    QTest.keyClick(edit_of(card, REASON), Qt.Key.Key_Escape)
    assert "rent" in leased.docket.obligations
    paid = inspector.row("1996-07-31")
    paid.setFocus()
    QTest.keyClick(paid, Qt.Key.Key_Delete)
    assert not [each for each in inspector.host.findChildren(OccurrenceCard) if each.is_open]


@pytest.mark.parametrize(
    ("day", "reason", "message"),
    [
        ("", "agreed", NO_DAY),
        ("2 Dec 1996", "agreed", SAME_DAY),
        ("9 Dec 1996", " ", NO_REASON),
        ("the ninth", "agreed", "ninth"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    inspector: Inspector, leased: Workspace, day: str, reason: str, message: str
) -> None:
    before = head(leased)
    card = opened(inspector, Qt.Key.Key_M)
    if day:
        write(edit_of(card, DAY), day)
    else:
        edit_of(card, DAY).clear()
    write(edit_of(card, REASON), reason)
    card.go_on()
    assert message in row_of(card, DAY).message + row_of(card, REASON).message
    assert card.is_open
    assert head(leased) == before
    card.close_card()


def test_cancel_and_escape_leave_everything_as_it_was(inspector: Inspector, leased: Workspace) -> None:
    before = head(leased)
    card = opened(inspector, Qt.Key.Key_M)
    write(edit_of(card, DAY), "9 Dec 1996")
    QTest.keyClick(edit_of(card, DAY), Qt.Key.Key_Escape)
    assert inspector.focused() is inspector.row("1996-11-30")
    card = opened(inspector, Qt.Key.Key_O)
    card.cancel_button.setFocus()
    QTest.keyClick(card.cancel_button, Qt.Key.Key_Return)
    assert not card.is_open
    assert head(leased) == before


@pytest.mark.parametrize("period", ["1997-07-31", "1996-05-31"])
def test_one_is_put_back_at_once(inspector: Inspector, leased: Workspace, period: str) -> None:
    inspector.host.panel._unfolded.add("rent")
    inspector.host.panel.refresh()
    row = inspector.row(period)
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_B)
    assert date.fromisoformat(period) not in {change.occurrence for change in changed(leased)}
    assert leased.ledger is not None
    assert "back" in (leased.ledger.undo_label or "")


def test_moving_a_moved_one_to_its_own_day_puts_it_back(inspector: Inspector, leased: Workspace) -> None:
    card = opened(inspector, Qt.Key.Key_M, "1997-07-31")
    write(edit_of(card, DAY), "31 Jul 1997")
    assert row_of(card, DAY).note.text() == "Thu 31 Jul 1997, the day that the series gives: it is put back."
    card.go_on()
    assert len(changed(leased)) == 2


def counted(leased: Workspace) -> None:
    """A report that counts from the due day of the rent, by which it stands."""
    anchor = ObligationAnchor(obligation="rent", of="due")
    report = Obligation(
        id="notice",
        ref="USMX-40",
        title="Notice of the rent",
        kind="notice",
        deadline=After(anchor=anchor, steps=(Add(n=5, unit="day"),)),
    )
    assert leased.do(Put(report)) is not None


def test_what_moves_with_it_is_reviewed_first(inspector: Inspector, leased: Workspace) -> None:
    counted(leased)
    before = head(leased)
    card = opened(inspector, Qt.Key.Key_M, "1996-03-31")
    write(edit_of(card, DAY), "11 Apr 1996")
    write(edit_of(card, REASON), "agreed")
    card.go_on()
    review = card_in(inspector.host)
    assert [move.ref for move in review.moves if move.of_another] == ["USMX-40"]
    assert head(leased) == before
    review.cancel_button.click()
    assert card.is_open
    assert head(leased) == before
    card.go_on()
    card_in(inspector.host).confirm_button.click()
    assert not has_card(inspector.host)
    assert card.isHidden()
    assert leased.assessment["notice"].due == date(1996, 4, 16)


def test_a_series_that_no_longer_recurs_is_refused_and_said(inspector: Inspector, leased: Workspace) -> None:
    card = opened(inspector, Qt.Key.Key_M)
    write(edit_of(card, DAY), "9 Dec 1996")
    write(edit_of(card, REASON), "agreed")
    obligation = leased.docket.obligations["rent"]
    for fact in leased.docket.facts_about["rent"]:
        leased.do(RemoveFact(fact.id))
    assert leased.do(Put(replace(obligation, deadline=Open(), review_by=NOVEMBER))) is not None
    card.go_on()
    assert "no longer recurs" in card.trouble.text()
    assert card.is_open
    card.close_card()
