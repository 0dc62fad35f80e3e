"""The section of a series: its rows, what is folded, and what each row offers by menu, key and button."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from model.ledger.commands import Put
from model.record.deadline import Every
from model.record.obligation import Obligation
from tests.ui.series.conftest import Inspector
from ui.frame.theme import Theme, apply
from ui.inspector.occurrences.occurrencelist import Disclosure, OccurrenceSection
from ui.inspector.occurrences.occurrences import OccurrenceRow
from ui.workspace import Workspace


def words(menu: QMenu) -> list[tuple[str, bool]]:
    return [(each.text(), each.isEnabled()) for each in menu.actions() if not each.isSeparator()]


def test_open_ones_are_rows_and_settled_ones_are_folded(inspector: Inspector) -> None:
    section = inspector.section
    assert section.head.note.text == "4 of 10 open"
    assert [each.row.day.isoformat() for each in section.rows][:4] == [
        "1996-04-01", "1996-07-01", "1996-07-31", "1996-12-02",
    ]  # fmt: skip
    assert {each.row.place for each in section.rows} == {"past", "coming"}
    (switch,) = section.findChildren(Disclosure)
    assert (switch.text(), switch.accessibleName()) == ("7 settled", "7 settled, folded")


def test_the_settled_ones_stay_unfolded_while_the_record_changes(inspector: Inspector, leased: Workspace) -> None:
    (switch,) = inspector.section.findChildren(Disclosure)
    switch.setFocus()
    QTest.keyClick(switch, Qt.Key.Key_Return)
    assert "1996-01-31" in [each.row.period.isoformat() for each in inspector.section.rows]
    leased.select(("report",))
    leased.select(("rent",))
    assert "1996-01-31" in [each.row.period.isoformat() for each in inspector.section.rows]
    (switch,) = inspector.section.findChildren(Disclosure)
    QTest.keyClick(switch, Qt.Key.Key_Left)
    leased.select(("report",))
    leased.select(("rent",))
    assert "1996-01-31" not in [each.row.period.isoformat() for each in inspector.section.rows]


def test_a_row_is_read_out_whole(inspector: Inspector) -> None:
    assert inspector.row("1996-03-31").accessibleName() == ("Mon 1 Apr 1996, missed, 233 days ago, for Sun 31 Mar 1996")


def test_the_menu_offers_what_fits(inspector: Inspector) -> None:
    section = inspector.section
    assert words(section.menu_of(inspector.row("1996-03-31").row)) == [
        ("Record performed…", True),
        ("Record something else…", True),
        ("Move this one…", True),
        ("Not owed this time…", True),
        ("Change this and later…", True),
        ("Change all…", True),
    ]
    moved = words(section.menu_of(inspector.row("1997-07-31").row))
    assert ("Put it back", True) in moved
    part_paid = words(section.menu_of(inspector.row("1996-07-31").row))
    assert ("Not owed this time…", False) in part_paid


def test_for_the_first_only_all_is_offered(inspector: Inspector) -> None:
    (switch,) = inspector.section.findChildren(Disclosure)
    switch.click()
    first = words(inspector.section.menu_of(inspector.row("1996-01-31").row))
    assert ("Change this and later…", False) in first
    assert ("Change all…", True) in first


@pytest.mark.parametrize("how", ["Enter", "Space", "menu key", "pointer", "button"])
def test_the_menu_is_asked_for_by_keyboard_and_pointer(
    inspector: Inspector, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    asked: list[OccurrenceRow] = []
    monkeypatch.setattr(OccurrenceSection, "open_menu", lambda _self, row, _place: asked.append(row))
    row = inspector.row("1996-06-30")
    row.setFocus()
    if how in ("Enter", "Space"):
        QTest.keyClick(row, Qt.Key.Key_Return if how == "Enter" else Qt.Key.Key_Space)
    elif how == "button":
        (more,) = [each for each in row.findChildren(QToolButton) if "can be done" in each.accessibleName()]
        more.click()
    else:
        reason = QContextMenuEvent.Reason.Keyboard if how == "menu key" else QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(row, QContextMenuEvent(reason, QPoint(5, 5), row.mapToGlobal(QPoint(5, 5))))
    assert asked == [row.row]


def test_up_and_down_go_from_row_to_row_and_the_buttons_follow(inspector: Inspector) -> None:
    row = inspector.row("1996-03-31")
    row.setFocus()
    assert [each.accessibleName() for each in row.findChildren(QToolButton) if each.isVisible()] == [
        "Record performed: Mon 1 Apr 1996",
        "What can be done with Mon 1 Apr 1996",
    ]
    QTest.keyClick(row, Qt.Key.Key_Down)
    assert inspector.focused() is inspector.row("1996-06-30")
    assert not [each for each in row.findChildren(QToolButton) if each.isVisible()]
    QTest.keyClick(inspector.focused(), Qt.Key.Key_Up)
    assert inspector.focused() is row


def test_a_letter_records_of_this_occurrence(inspector: Inspector, leased: Workspace) -> None:
    before = set(leased.docket.facts)
    row = inspector.row("1996-06-30")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_P)
    QTest.keyClick(inspector.focused(), Qt.Key.Key_Return)
    (fact,) = [fact for one, fact in leased.docket.facts.items() if one not in before]
    assert fact.occurrence is not None
    assert fact.occurrence.isoformat() == "1996-06-30"
    assert [each.row.period.isoformat() for each in inspector.section.rows][:2] == ["1996-03-31", "1996-07-31"]


def test_what_is_left_of_a_part_payment_is_proposed(inspector: Inspector) -> None:
    row = inspector.row("1996-07-31")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_P)
    form = inspector.host.recorder.form
    assert form is not None
    entry = form.entry()
    assert (entry.amount, entry.in_full) == ("7500", True)
    inspector.host.recorder.close_card()


def test_an_open_one_of_long_ago_can_still_be_recorded(inspector: Inspector, leased: Workspace) -> None:
    leased.set_day(date(2001, 1, 1))
    row = inspector.row("1996-03-31")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_P)
    form = inspector.host.recorder.form
    assert form is not None
    assert form.entry().occurrence == date(1996, 3, 31)
    inspector.host.recorder.close_card()


def test_change_all_opens_the_editor_of_the_obligation(inspector: Inspector, leased: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(leased.editRequested) as asked:
        inspector.section.head.link.click()
    assert asked.args == ["obligation", "rent"]
    row = inspector.row("1996-06-30")
    row.setFocus()
    with qtbot.waitSignal(leased.editRequested) as asked:
        QTest.keyClick(row, Qt.Key.Key_E)
    assert asked.args == ["obligation", "rent"]


def test_every_open_one_of_a_long_series_is_shown(inspector: Inspector, leased: Workspace, qtbot: QtBot) -> None:
    daily = Every(rule="FREQ=DAILY", start=date(1995, 11, 20))
    leased.do(Put(Obligation(id="daily", ref="USMX-50", title="Daily count", kind="delivery", deadline=daily)))
    leased.select(("daily",))
    missed = 366
    qtbot.waitUntil(lambda: sum(each.row.place == "past" for each in inspector.section.rows) == missed)
    assert inspector.section.head.note.text == "368 of 368 open"


def test_a_covenant_has_test_dates_and_records_readings(inspector: Inspector, leased: Workspace) -> None:
    leased.select(("cover",))
    section = inspector.section
    assert section.accessibleName() == "Test dates"
    assert words(section.menu_of(section.rows[0].row))[0] == ("Record reading…", True)


def test_what_does_not_recur_has_no_such_section(inspector: Inspector, leased: Workspace) -> None:
    leased.select(("usmx-08",))
    assert "Occurrences" not in inspector.host.panel._sections


def test_it_paints_in_both_looks_and_narrow(inspector: Inspector, qapp: QApplication, theme: Theme) -> None:
    inspector.row("1996-06-30").setFocus()
    for scheme in ("light", "dark"):
        look = apply(qapp, scheme)
        inspector.host.panel.set_theme(look)
        for width in (theme.width.inspector_least, theme.width.inspector):
            inspector.host.panel.setFixedWidth(width)
            assert not inspector.host.grab().isNull()
    apply(qapp, "light")
