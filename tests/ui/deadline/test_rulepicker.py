"""The rulebook in the hand: searched, looked through by keyboard, chosen, and read by the law of the trigger's day."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from model.days.provenance import GRADES, Read, say_grade
from model.days.rulebook import Rule, families, rule_named, rulebook
from model.errors import DayError
from tests.ui.deadline.conftest import Stage
from ui.deadline.ruledetail import RuleDetail
from ui.deadline.rulelist import RuleModel
from ui.deadline.rulepicker import RulePicker, rule_or_none
from ui.frame.theme import Theme
from ui.inspector.flow import FlowLabel
from ui.widgets.smallcaps import SectionHead

DISPUTED = "sec-13d"
BEFORE = date(1996, 11, 15)
"""Authorities differed on the ten days of Rule 13d-1 until it changed in 2024."""


@pytest.fixture
def picker(qtbot: QtBot, theme: Theme, stage: Stage) -> RulePicker:
    made = RulePicker(theme)
    stage(made)
    made.search.setFocus()
    qtbot.waitUntil(made.search.hasFocus)
    return made


def words_of(detail: RuleDetail) -> str:
    shown = [each.text for each in detail.findChildren(FlowLabel) if each.isVisibleTo(detail)]
    heads = [each.note.text for each in detail.findChildren(SectionHead) if each.isVisibleTo(detail)]
    labels = [each.text() for each in detail.findChildren(QLabel) if each.isVisibleTo(detail)]
    return "\n".join((*shown, *heads, *labels))


def shows(qtbot: QtBot, picker: RulePicker, words: str) -> None:
    """What is shown anew appears with the next event."""
    qtbot.waitUntil(lambda: words in words_of(picker.detail))


def type_in(qtbot: QtBot, picker: RulePicker, text: str) -> None:
    with qtbot.waitSignal(picker.model.modelReset):
        QTest.keyClicks(picker.search, text)
    qtbot.waitUntil(lambda: not picker._soon.isActive())


class TestList:
    def test_nothing_typed_shows_the_whole_book_by_families(self, qapp: object) -> None:
        model = RuleModel()
        assert model.rules() == list(rulebook())
        assert [row for row in model.rows if isinstance(row, str)] == [family.title for family in families()]
        assert model.rows[0] == families()[0].title

    def test_a_family_cannot_be_chosen(self, qapp: object) -> None:
        model = RuleModel()
        assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
        assert model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable

    def test_a_search_finds_rules_without_heads(self, qapp: object) -> None:
        model = RuleModel()
        model.search("10-Q")
        assert model.rows
        assert all(isinstance(row, Rule) for row in model.rows)

    def test_each_rule_is_read_out_with_what_it_counts_from_and_its_citation(self, qapp: object) -> None:
        model = RuleModel()
        rule = rule_named(DISPUTED)
        spoken = model.data(model.index(model.row_of(DISPUTED), 0), Qt.ItemDataRole.AccessibleTextRole)
        for words in (rule.title, rule.counts_from, rule.versions[-1].citation, rule.applies):
            assert words in spoken


class TestChoosing:
    def test_typing_finds_and_chooses_the_best(self, qtbot: QtBot, picker: RulePicker) -> None:
        type_in(qtbot, picker, "10-Q")
        assert picker.rule is not None
        assert picker.rule == picker.model.rules()[0]
        assert picker.count.text().endswith("rules")

    def test_down_goes_on_and_over_the_heads(self, picker: RulePicker) -> None:
        QTest.keyClick(picker.search, Qt.Key.Key_Down)
        assert picker.rule == rulebook()[0]
        for _ in range(len(families()[0].rules)):
            QTest.keyClick(picker.search, Qt.Key.Key_Down)
        assert picker.rule == families()[1].rules[0]
        QTest.keyClick(picker.search, Qt.Key.Key_Up)
        assert picker.rule == families()[0].rules[-1]

    def test_enter_takes_it(self, qtbot: QtBot, picker: RulePicker) -> None:
        QTest.keyClick(picker.search, Qt.Key.Key_Down)
        with qtbot.waitSignal(picker.taken) as told:
            QTest.keyClick(picker.search, Qt.Key.Key_Return)
        assert told.args == [rulebook()[0]]

    def test_nothing_found_says_what_to_do(self, qtbot: QtBot, picker: RulePicker) -> None:
        type_in(qtbot, picker, "annual jubilee")
        assert picker.model.rules() == []
        assert picker.count.text().startswith("No rule has these words.")

    def test_a_search_without_a_hit_clears_the_rule_before_it(self, qtbot: QtBot, picker: RulePicker) -> None:
        type_in(qtbot, picker, "10-Q")
        with qtbot.waitSignal(picker.ruleChanged) as told:
            type_in(qtbot, picker, " jubilee")
        assert told.args == [None]
        assert picker.rule is None
        assert picker.version is None
        with qtbot.assertNotEmitted(picker.taken):
            QTest.keyClick(picker.search, Qt.Key.Key_Return)

    def test_enter_right_after_typing_takes_nothing_that_the_words_do_not_find(
        self, qtbot: QtBot, picker: RulePicker
    ) -> None:
        type_in(qtbot, picker, "10-Q")
        with qtbot.assertNotEmitted(picker.taken):
            picker.search.setText("annual jubilee")
            QTest.keyClick(picker.search, Qt.Key.Key_Return)

    def test_what_is_chosen_stays_while_it_is_found(self, qtbot: QtBot, picker: RulePicker) -> None:
        picker.show_rule("sec-10q-non-accelerated")
        type_in(qtbot, picker, "10-Q")
        assert picker.rule == rule_named("sec-10q-non-accelerated")
        assert picker.list.currentIndex().row() == picker.model.row_of("sec-10q-non-accelerated")

    def test_a_rule_shown_is_told_to_nobody(self, qtbot: QtBot, picker: RulePicker) -> None:
        with qtbot.assertNotEmitted(picker.ruleChanged):
            picker.set_trigger(BEFORE)
            picker.show_rule(DISPUTED, 1)
        assert (picker.rule, picker.reading) == (rule_named(DISPUTED), 1)

    def test_an_unknown_id_is_refused(self, picker: RulePicker) -> None:
        with pytest.raises(DayError, match="no rule"):
            picker.show_rule("sec-10z")
        assert rule_or_none("sec-10z") is None
        assert rule_or_none("") is None
        assert rule_or_none(DISPUTED) == rule_named(DISPUTED)


class TestDetail:
    @pytest.mark.parametrize(
        ("day", "n"), [(date(2004, 12, 31), 75), (date(2006, 12, 31), 60), (date(2001, 6, 30), 90)]
    )
    def test_the_law_of_the_triggers_day_is_shown(self, qtbot: QtBot, picker: RulePicker, day: date, n: int) -> None:
        picker.set_trigger(day)
        picker.show_rule("sec-10k-large-accelerated")
        assert picker.version == rule_named("sec-10k-large-accelerated").version_on(day)
        shows(qtbot, picker, f"{n} days after fiscal year end")

    def test_the_quote_stands_in_serif_with_its_source(self, qtbot: QtBot, picker: RulePicker) -> None:
        picker.show_rule("sec-10q-non-accelerated")
        version = rule_named("sec-10q-non-accelerated").versions[-1]
        assert version.quote
        shows(qtbot, picker, version.quote)
        shows(qtbot, picker, version.quote_from)

    @pytest.mark.parametrize("read", GRADES)
    def test_how_its_text_was_read_is_said_plainly(self, qtbot: QtBot, picker: RulePicker, read: Read) -> None:
        one = next(rule for rule in rulebook() if rule.versions[-1].read == read)
        picker.show_rule(one.id)
        shows(qtbot, picker, say_grade(read))
        assert not any(say_grade(other) in words_of(picker.detail) for other in GRADES if other != read)
        row = picker.model.index(picker.model.row_of(one.id), 0)
        assert say_grade(read) in picker.model.data(row, Qt.ItemDataRole.AccessibleTextRole)

    def test_a_window_and_the_closed_days_are_said_where_it_is_counted(self, qtbot: QtBot, picker: RulePicker) -> None:
        picker.show_rule("uspto-maintenance-1")
        counted = "42 months after day of grant, then to the next business day if closed"
        shows(qtbot, picker, f"{counted}, not earlier than 36 months after day of grant; U.S. federal holidays.")
        picker.show_rule("warn-60-days")
        shows(qtbot, picker, "60 days before first day on which employment ends.")

    def test_whether_others_published_a_case_is_said(self, qtbot: QtBot, picker: RulePicker) -> None:
        picker.show_rule("sec-form-4")
        shows(qtbot, picker, "Worked out by two methods, no published case.")
        picker.show_rule("sec-form-5")
        shows(qtbot, picker, "Held against 2 published cases.")

    def test_both_readings_are_offered_the_conservative_one_first(self, qtbot: QtBot, picker: RulePicker) -> None:
        picker.set_trigger(BEFORE)
        picker.show_rule(DISPUTED)
        conservative, other = picker.detail.readings()
        assert conservative.isChecked()
        shows(qtbot, picker, rule_named(DISPUTED).versions[0].readings[1].says)
        with qtbot.waitSignal(picker.readingChanged) as told:
            other.click()
        assert told.args == [1]
        assert picker.reading == 1

    def test_another_day_keeps_the_reading(self, picker: RulePicker) -> None:
        picker.show_rule(DISPUTED, 1)
        picker.set_trigger(date(2024, 11, 15))
        assert picker.reading == 0
        picker.set_trigger(BEFORE)
        assert picker.reading == 1
        assert picker.detail.readings()[1].isChecked()

    def test_a_day_that_no_version_covers_is_said(self, qtbot: QtBot, picker: RulePicker) -> None:
        ended = next(rule for rule in rulebook() if rule.versions[0].since)
        picker.show_rule(ended.id)
        picker.set_trigger(date(1901, 1, 2))
        assert picker.version is None
        shows(qtbot, picker, "the rulebook covers triggers")
