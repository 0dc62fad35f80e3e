"""Why a date: each line with its day, the result strong, to be selected and copied as text."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from model.days.rulebook import rule_named, work_out_rule
from model.days.step import StepLine
from tests.ui.deadline.conftest import Stage
from ui.deadline.whylist import WhyList, rows_of
from ui.frame.theme import Theme, load

TRIGGER = date(2022, 3, 31)
TEXT = (
    "Thu 31 Mar 2022: fiscal quarter end\n"
    "Sun 15 May 2022: 45 days after Thu 31 Mar 2022\n"
    "Mon 16 May 2022: Sun 15 May 2022 is closed (Sunday): moved to the next business day (U.S. federal holidays)"
)


@pytest.fixture
def why(theme: Theme, stage: Stage) -> WhyList:
    made = WhyList(theme)
    stage(made)
    outcome = work_out_rule(rule_named("sec-10q-non-accelerated"), TRIGGER)
    made.show_rows(rows_of(outcome.lines, (TRIGGER, "fiscal quarter end")))
    return made


def test_every_line_is_there_and_the_last_is_the_result(why: WhyList) -> None:
    assert [row.day for row in why.rows] == [TRIGGER, date(2022, 5, 15), date(2022, 5, 16)]
    assert [row.strong for row in why.rows] == [False, False, True]


def test_it_reads_as_text(why: WhyList) -> None:
    assert why.as_text() == TEXT
    assert why.accessibleDescription() == TEXT


def test_copy_takes_everything_where_nothing_is_selected(qtbot: QtBot, why: WhyList) -> None:
    why.setFocus()
    QTest.keyClick(why, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == TEXT


def test_copy_takes_what_is_selected_as_it_reads(why: WhyList) -> None:
    cursor = QTextCursor(why.document().findBlockByNumber(1))
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    why.setTextCursor(cursor)
    QTest.keyClick(why, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Sun 15 May 2022 45 days after Thu 31 Mar 2022"


def test_it_is_as_high_as_its_lines(qtbot: QtBot, why: WhyList) -> None:
    qtbot.waitUntil(lambda: why.height() == 60)
    why.window().resize(330, 700)
    qtbot.waitUntil(lambda: why.height() > 60)
    why.show_rows(())
    qtbot.waitUntil(lambda: why.height() == 0)


def test_a_minute_leads_its_words(why: WhyList) -> None:
    at = datetime(2025, 7, 7, 14, 0, tzinfo=ZoneInfo("America/New_York"))
    why.show_rows(rows_of((StepLine(at.date(), "72 hours on", at),)))
    assert why.as_text() == "Mon 7 Jul 2025: 14:00 in New York: 72 hours on"


def test_markup_in_the_words_is_text(why: WhyList) -> None:
    why.show_rows(rows_of((StepLine(TRIGGER, "<b>closing</b> & more"),)))
    assert "<b>closing</b> & more" in why.toPlainText()


def test_another_scheme_keeps_the_lines(why: WhyList) -> None:
    why.set_theme(load("dark"))
    assert why.as_text() == TEXT
