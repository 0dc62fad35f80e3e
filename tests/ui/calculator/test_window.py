"""The calculator on the phone: opened by a key, asked in words or by a rule, copied, and put on the docket."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from model.days.operation import Add
from model.days.rulebook import rule_named
from model.ledger.commands import Put
from model.ledger.sample import write_sample
from model.record.day import Day
from model.record.deadline import After, EventAnchor, Every, ObligationAnchor, On, Open
from model.record.event import Event
from ui.calculator import open_calculator
from ui.calculator.window import Calculator
from ui.editor.editor import RecordEditor
from ui.frame.theme import Theme
from ui.shell.window import Window

TODAY = date(1996, 11, 20)


@pytest.fixture
def calculator(qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch) -> Calculator:
    made = open_calculator(window)
    qtbot.waitUntil(made.isActiveWindow)
    # Nobody is there to answer what becomes of drafts when the window closes.
    monkeypatch.setattr(window.handlers, "may_leave", lambda: True)
    return made


def write(qtbot: QtBot, calculator: Calculator, text: str) -> None:
    calculator.asking.words.edit.selectAll()
    QTest.keyClicks(calculator.asking.words.edit, text)
    qtbot.waitUntil(lambda: not calculator.asking.words._soon.isActive())
    calculator.asking.words.edit.close_list()


def choose_rule(qtbot: QtBot, calculator: Calculator, rule_id: str, search: str) -> None:
    calculator.asking.tabs.setCurrentIndex(1)
    QTest.keyClicks(calculator.asking.picker.search, search)
    qtbot.waitUntil(lambda: calculator.asking.picker.rule is not None)
    rows = [rule.id for rule in calculator.asking.picker.model.rules()]
    for _ in range(rows.index(rule_id)):
        QTest.keyClick(calculator.asking.picker.search, Qt.Key.Key_Down)
    assert calculator.asking.rule == rule_named(rule_id)


def set_trigger(calculator: Calculator, text: str) -> None:
    edit = calculator.asking.trigger.day.edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)


def result_of(calculator: Calculator) -> date | None:
    answer = calculator.answer
    return answer.replies[calculator._place].last.day if answer and answer.replies else None


class TestOpening:
    def test_a_key_opens_it_beside_the_window(self, qtbot: QtBot, window: Window) -> None:
        QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        found = window.findChild(Calculator)
        assert found is not None
        qtbot.waitUntil(found.isActiveWindow)
        assert not found.isModal()
        assert found.asking.words.edit.hasFocus()

    def test_there_is_one_for_a_window(self, window: Window, calculator: Calculator) -> None:
        assert open_calculator(window) is calculator

    def test_it_starts_from_the_dockets_today(self, calculator: Calculator) -> None:
        assert calculator.asking.trigger.value() == TODAY
        assert calculator.view.empty.isVisible()
        assert not calculator.copy_button.isEnabled()

    def test_escape_puts_it_away_with_what_was_asked(
        self, qtbot: QtBot, window: Window, calculator: Calculator
    ) -> None:
        write(qtbot, calculator, "45 days after closing")
        QTest.keyClick(calculator, Qt.Key.Key_Escape)
        assert not calculator.isVisible()
        assert open_calculator(window).asking.words.text() == "45 days after closing"

    def test_only_its_place_on_the_screen_is_remembered(
        self, qtbot: QtBot, window: Window, calculator: Calculator
    ) -> None:
        write(qtbot, calculator, "45 days after the secret merger")
        calculator.reject()
        window.settings.sync()
        kept = Path(window.settings.file).read_text(encoding="utf-8")
        assert "calculator_geometry" in kept
        assert "merger" not in kept


class TestWords:
    def test_the_day_stands_at_once(self, qtbot: QtBot, calculator: Calculator) -> None:
        write(qtbot, calculator, "45 days after closing")
        assert result_of(calculator) == date(1997, 1, 4)
        assert calculator.view.day.text == "Sat 4\xa0January\xa01997"
        assert calculator.view.distance.text == "in 45 days, seen from Wed 20 Nov 1996"
        assert calculator.view.why.as_text().splitlines()[0] == "Wed 20 Nov 1996: closing"

    def test_another_trigger_moves_it(self, qtbot: QtBot, calculator: Calculator) -> None:
        write(qtbot, calculator, "45 days after closing")
        set_trigger(calculator, "30 Sep 1996")
        assert result_of(calculator) == date(1996, 11, 14)

    def test_a_day_that_could_be_two_is_asked_about(self, qtbot: QtBot, calculator: Calculator) -> None:
        write(qtbot, calculator, "45 days after closing")
        set_trigger(calculator, "02/12/1996")
        assert calculator.answer is None
        assert "could be Mon 2 Dec 1996 or Mon 12 Feb 1996" in calculator.asking.trigger.note.text
        assert not calculator.add_button.isEnabled()

    def test_a_question_stands_where_the_day_would(self, qtbot: QtBot, calculator: Calculator) -> None:
        write(qtbot, calculator, "10 days after closing")
        assert calculator.answer is None
        assert "calendar or business" in calculator.view.empty.heading.text()
        QTest.keyClick(calculator.asking.words.edit, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
        assert result_of(calculator) == date(1996, 11, 30)

    def test_calendars_chosen_answer_which_business_days(self, qtbot: QtBot, calculator: Calculator) -> None:
        write(qtbot, calculator, "4 business days after signing")
        assert calculator.answer is None
        calculator.asking.calendars.set_value(["US-FED"])
        assert result_of(calculator) == date(1996, 11, 26)
        assert calculator.asking.calendars.words() == "SEC"

    def test_what_recurs_comes_first_after_the_day(self, qtbot: QtBot, calculator: Calculator) -> None:
        write(qtbot, calculator, "last business day of each month, SEC")
        assert result_of(calculator) == date(1996, 11, 29)
        assert calculator.asking.trigger.note.text == "From this day on"
        assert calculator.asking.calendar_note.text == "The words name their own: SEC."
        set_trigger(calculator, "1 Dec 1996")
        assert result_of(calculator) == date(1996, 12, 31)

    def test_words_without_a_day_are_said(self, qtbot: QtBot, calculator: Calculator) -> None:
        write(qtbot, calculator, "promptly")
        assert calculator.view.day.text == "No day"
        assert not calculator.view.why.isVisible()

    def test_outside_the_years_of_a_calendar_it_refuses(self, qtbot: QtBot, calculator: Calculator) -> None:
        set_trigger(calculator, "1 Mar 2190")
        write(qtbot, calculator, "4 business days after signing, SEC")
        assert calculator.answer is None
        assert "covers" in calculator.view.problem.text

    def test_the_day_recorded_for_an_event_is_taken(self, qtbot: QtBot, calculator: Calculator) -> None:
        signing = Event(id="event-signing", title="Signing", happened=Day(on=date(1996, 7, 12)))
        assert calculator._workspace.do(Put(signing)) is not None
        write(qtbot, calculator, "45 days after signing")
        assert calculator.asking.trigger.value() == date(1996, 7, 12)
        assert "as recorded on the docket" in calculator.asking.trigger.note.text
        set_trigger(calculator, "30 Sep 1996")
        assert result_of(calculator) == date(1996, 11, 14)


class TestRules:
    def test_a_rule_is_found_and_answered(self, qtbot: QtBot, calculator: Calculator) -> None:
        set_trigger(calculator, "30 Sep 1996")
        choose_rule(qtbot, calculator, "sec-10q-non-accelerated", "10-Q")
        assert result_of(calculator) == date(1996, 11, 14)
        assert calculator.asking.trigger.note.text == "Fiscal quarter end"

    def test_a_search_without_a_hit_answers_nothing(self, qtbot: QtBot, calculator: Calculator) -> None:
        set_trigger(calculator, "30 Sep 1996")
        choose_rule(qtbot, calculator, "sec-10q-non-accelerated", "10-Q")
        QTest.keyClicks(calculator.asking.picker.search, " jubilee")
        qtbot.waitUntil(lambda: calculator.asking.rule is None)
        assert calculator.answer is None
        assert not calculator.add_button.isEnabled()
        assert not calculator.copy_button.isEnabled()
        assert calculator.asking.trigger.note.text != "Fiscal quarter end"

    def test_both_readings_stand_side_by_side(self, qtbot: QtBot, calculator: Calculator) -> None:
        set_trigger(calculator, "15 Nov 1996")
        choose_rule(qtbot, calculator, "sec-13d", "13D")
        conservative, other = calculator.view.readings.cards()
        assert conservative.isChecked()
        assert result_of(calculator) == date(1996, 11, 25)
        qtbot.waitUntil(other.isVisible)
        conservative.setFocus()
        QTest.keyClick(conservative, Qt.Key.Key_Right)
        assert other.isChecked()
        assert result_of(calculator) == date(1996, 12, 2)
        assert calculator.view.why.rows[-1].day == date(1996, 12, 2)

    def test_a_rule_by_the_hour_asks_for_it(self, qtbot: QtBot, calculator: Calculator) -> None:
        set_trigger(calculator, "14 Nov 2003")
        choose_rule(qtbot, calculator, "sec-reg-fd", "Regulation FD")
        trigger = calculator.asking.trigger
        assert trigger.time.isVisible()
        assert trigger.note.text.startswith("At what hour, by the clock of New York?")
        QTest.keyClicks(trigger.time, "16:30")
        assert result_of(calculator) == date(2003, 11, 17)
        assert "at 09:30 in New York" in calculator.view.distance.text

    def test_before_a_rule_was_law_it_refuses(self, qtbot: QtBot, calculator: Calculator) -> None:
        choose_rule(qtbot, calculator, "sec-reg-fd", "Regulation FD")
        QTest.keyClicks(calculator.asking.trigger.time, "16:30")
        assert calculator.answer is None
        assert "the rulebook covers triggers" in calculator.view.problem.text


def test_copy_gives_the_whole_answer_as_text(qtbot: QtBot, calculator: Calculator) -> None:
    set_trigger(calculator, "30 Sep 1996")
    choose_rule(qtbot, calculator, "sec-10q-non-accelerated", "10-Q")
    calculator.copy_button.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Thu 14 Nov 1996 (6 days ago")
    assert rule_named("sec-10q-non-accelerated").version_on(date(1996, 9, 30)).citation in text
    assert calculator.state.text().startswith("Copied")


def editor_of(window: Window) -> RecordEditor:
    found = [each for each in window.findChildren(RecordEditor) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def deadline_in(window: Window) -> object:
    """The deadline that the editor of the new obligation shows."""
    record, problems = editor_of(window).form.record()
    assert not problems
    return getattr(record, "deadline", None)


class TestAdding:
    def test_a_new_event_is_entered_and_the_deadline_counts_from_it(
        self, qtbot: QtBot, window: Window, calculator: Calculator
    ) -> None:
        set_trigger(calculator, "15 Nov 1996")
        write(qtbot, calculator, "45 days after receipt of the notice")
        before = set(window.workspace.docket.events)
        calculator.add_button.click()
        card = calculator._card
        assert card is not None
        qtbot.waitUntil(card.isVisible)
        assert card.title.text() == "Receipt of the notice"
        card.go.click()
        (new,) = set(window.workspace.docket.events) - before
        event = window.workspace.docket.events[new]
        assert event.happened is not None
        assert event.happened.on == date(1996, 11, 15)
        deadline = deadline_in(window)
        assert isinstance(deadline, After)
        assert deadline.anchor == EventAnchor(event=new)

    def test_an_event_that_is_there_is_proposed(self, qtbot: QtBot, window: Window, calculator: Calculator) -> None:
        signing = Event(id="event-signing", title="Signing", happened=Day(on=date(1996, 7, 12)))
        assert window.workspace.do(Put(signing)) is not None
        write(qtbot, calculator, "45 days after the signing")
        set_trigger(calculator, "1 Aug 1996")
        calculator.add()
        card = calculator._card
        assert card is not None
        assert card.old.isChecked()
        assert card.note.text == ("Recorded on Fri 12 Jul 1996: the deadline counts from that day, not Thu 1 Aug 1996.")
        before = window.workspace.docket
        card.go.click()
        assert window.workspace.docket is before
        assert deadline_in(window) == After(anchor=EventAnchor(event="event-signing"), steps=(Add(n=45, unit="day"),))

    def test_a_performance_needs_no_event(self, qtbot: QtBot, window: Window, calculator: Calculator) -> None:
        write(qtbot, calculator, "45 days after USMX-8")
        calculator.add()
        assert calculator._card is None
        deadline = deadline_in(window)
        assert isinstance(deadline, After)
        assert isinstance(deadline.anchor, ObligationAnchor)
        assert window.workspace.docket.obligations[deadline.anchor.obligation].ref == "USMX-8"

    def test_of_a_bare_day_the_event_is_asked_for(self, qtbot: QtBot, window: Window, calculator: Calculator) -> None:
        write(qtbot, calculator, "45 days after 30 Sep 1996")
        calculator.add()
        card = calculator._card
        assert card is not None
        assert card.title.text() == ""
        assert "Entered as an event of Mon 30 Sep 1996" in card.note.text

    def test_a_rule_keeps_its_name_and_its_calendars(
        self, qtbot: QtBot, window: Window, calculator: Calculator
    ) -> None:
        set_trigger(calculator, "15 Nov 1996")
        choose_rule(qtbot, calculator, "sec-13d", "13D")
        calculator.add()
        assert calculator._card is not None
        calculator._card.go.click()
        deadline = deadline_in(window)
        assert isinstance(deadline, After)
        assert (deadline.rulebook, deadline.calendars) == ("sec-13d", ("US-FED",))
        record, _ = editor_of(window).form.record()
        assert getattr(record, "title", "") == rule_named("sec-13d").title

    def test_a_day_still_to_come_is_entered_as_expected(
        self, qtbot: QtBot, window: Window, calculator: Calculator
    ) -> None:
        set_trigger(calculator, "31 Dec 1996")
        write(qtbot, calculator, "45 days after the year end")
        before = set(window.workspace.docket.events)
        calculator.add()
        assert calculator._card is not None
        assert "expected on Tue 31 Dec 1996" in calculator._card.note.text
        calculator._card.go.click()
        (new,) = set(window.workspace.docket.events) - before
        event = window.workspace.docket.events[new]
        assert (event.happened, event.expected and event.expected.on) == (None, date(1996, 12, 31))

    def test_cancel_enters_nothing(self, qtbot: QtBot, window: Window, calculator: Calculator) -> None:
        write(qtbot, calculator, "45 days after receipt")
        before = window.workspace.docket
        calculator.add()
        assert calculator._card is not None
        calculator._card.cancel.click()
        assert window.workspace.docket is before
        assert not calculator._card.is_open

    def test_a_title_is_needed(self, qtbot: QtBot, window: Window, calculator: Calculator) -> None:
        write(qtbot, calculator, "45 days after receipt")
        before = window.workspace.docket
        calculator.add()
        card = calculator._card
        assert card is not None
        card.title.clear()
        card.go.click()
        assert card.is_open
        assert card.title.property("invalid") == "true"
        assert window.workspace.docket is before

    @pytest.mark.parametrize(
        ("text", "form"), [("by 2 Dec 1996", On), ("promptly", Open), ("last day of each month", Every)]
    )
    def test_what_counts_from_nothing_goes_straight_to_the_editor(
        self, qtbot: QtBot, window: Window, calculator: Calculator, text: str, form: type[object]
    ) -> None:
        write(qtbot, calculator, text)
        calculator.add()
        assert isinstance(deadline_in(window), form)

    def test_a_draft_with_a_deadline_of_its_own_is_left_alone(
        self, qtbot: QtBot, window: Window, calculator: Calculator
    ) -> None:
        write(qtbot, calculator, "by 2 Dec 1996")
        calculator.add()
        write(qtbot, calculator, "by 3 Dec 1996")
        calculator.add()
        deadline = deadline_in(window)
        assert isinstance(deadline, On)
        assert deadline.day.on == date(1996, 12, 2)
        assert "has a deadline of its own" in calculator.state.text()


class TestDocket:
    def test_another_docket_starts_anew(
        self, qtbot: QtBot, window: Window, calculator: Calculator, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        write(qtbot, calculator, "45 days after closing")
        path = tmp_path_factory.mktemp("other") / "other.duly"
        window.workspace.open_ledger(write_sample(path, clock=window.workspace.clock, who="Legal"))
        assert calculator.asking.words.text() == ""
        assert calculator.answer is None

    def test_without_a_docket_it_still_counts(self, qtbot: QtBot, window: Window, calculator: Calculator) -> None:
        window.workspace.close()
        write(qtbot, calculator, "45 days after closing")
        assert calculator.answer is not None
        assert not calculator.add_button.isEnabled()


def test_every_control_has_a_name(qtbot: QtBot, theme: Theme, calculator: Calculator) -> None:
    write(qtbot, calculator, "45 days after closing")
    reached = [each for each in calculator.findChildren(QWidget) if _by_tab(each)]
    assert len(reached) > 6
    nameless = [each for each in reached if not (each.accessibleName() or getattr(each, "text", lambda: "")())]
    assert nameless == []


def _by_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
