"""The day control: how a day is written, read, stepped and picked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from model.days.iso import FIRST_DAY, LAST_DAY
from ui.frame.theme import Theme
from ui.widgets.daycontrol import DayControl, DayControlCard

Stage = Callable[..., QWidget]
TODAY = date(1996, 11, 20)


@pytest.fixture
def control(theme: Theme, stage: Stage) -> DayControl:
    made = DayControl(theme)
    made.show_day(TODAY, TODAY)
    stage(made)
    return made


def card(control: DayControl) -> DayControlCard:
    return control.window().findChildren(DayControlCard)[0]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1996-12-02", date(1996, 12, 2)),
        ("2 Dec 1996", date(1996, 12, 2)),
        ("Monday, 2 Dec 1996", date(1996, 12, 2)),
        ("31/12/1996", date(1996, 12, 31)),
        ("tomorrow", date(1996, 11, 21)),
    ],
)
def test_a_day_is_read_in_every_form_that_can_mean_one_day_only(
    qtbot: QtBot, control: DayControl, typed: str, day: date
) -> None:
    control.open_card(typed)
    with qtbot.waitSignal(control.dayPicked) as told:
        QTest.keyClick(card(control).typed, Qt.Key.Key_Return)
    assert told.args == [day]


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        (
            "02/12/1996",
            "“02/12/1996” could be Mon 2 Dec 1996 or Mon 12 Feb 1996. Write 1996-12-02 or 1996-02-12.",
        ),
        ("Tue 2 Dec 1996", "2 Dec 1996 is a Monday, not a Tuesday. Mend the weekday or the day."),
        ("2 Dec", "“2 Dec” names no year. Write 1996-12-02 if you mean Mon 2 Dec 1996."),
        ("31 Feb 1996", "“31 Feb 1996” is no day of the calendar. Write a day as 1996-02-29."),
        ("in 10 days", "“in 10 days” is not a day. Write it as 1996-12-02 or 2 Dec 1996."),
        ("2200-01-01", "“2200-01-01” is outside the years Duly knows, 1900 to 2199."),
    ],
)
def test_what_could_be_two_days_or_none_is_asked_about(
    qtbot: QtBot, control: DayControl, typed: str, question: str
) -> None:
    control.open_card(typed)
    with qtbot.assertNotEmitted(control.dayPicked):
        QTest.keyClick(card(control).typed, Qt.Key.Key_Return)
    assert card(control).question.text() == question
    assert card(control).question.isVisible()


def test_the_card_shows_the_day_with_its_weekday(control: DayControl) -> None:
    control.open_card()
    assert card(control).typed.text() == "Wed 20 Nov 1996"


def test_the_day_is_said_in_full(control: DayControl) -> None:
    assert control.field.day.text() == "As of Wed 20 November 1996"
    assert control.field.day.accessibleName() == "As of Wed 20 November 1996"


def test_only_another_day_than_today_is_filled_and_has_a_way_back(control: DayControl, theme: Theme) -> None:
    place = QPoint(34, 4)
    assert control.field.grab().toImage().pixelColor(place) == theme.surface.field
    assert not control.today_button.isEnabled()

    control.show_day(date(1997, 1, 1), TODAY)

    assert control.field.grab().toImage().pixelColor(place) == theme.accent.base
    assert control.today_button.isEnabled()


@pytest.mark.parametrize(("key", "days"), [(Qt.Key.Key_Left, -1), (Qt.Key.Key_Right, 1)])
def test_left_and_right_go_a_day_back_and_on(qtbot: QtBot, control: DayControl, key: Qt.Key, days: int) -> None:
    with qtbot.waitSignal(control.dayPicked) as told:
        QTest.keyClick(control.field.day, key)

    assert told.args == [TODAY + timedelta(days=days)]
    assert control.day == TODAY


@pytest.mark.parametrize(("part", "days"), [("before", -1), ("after", 1)])
def test_the_arrows_go_a_day_back_and_on(qtbot: QtBot, control: DayControl, part: str, days: int) -> None:
    with qtbot.waitSignal(control.dayPicked) as told:
        QTest.mouseClick(getattr(control.field, part), Qt.MouseButton.LeftButton)

    assert told.args == [TODAY + timedelta(days=days)]


def test_today_leads_back(qtbot: QtBot, control: DayControl) -> None:
    control.show_day(date(1997, 1, 1), TODAY)

    with qtbot.waitSignal(control.dayPicked) as told:
        QTest.mouseClick(control.today_button, Qt.MouseButton.LeftButton)

    assert told.args == [TODAY]


def test_a_day_is_typed_and_taken_with_enter(qtbot: QtBot, control: DayControl) -> None:
    control.field.day.setFocus()
    QTest.keyClick(control.field.day, Qt.Key.Key_Return)
    assert card(control).typed.hasFocus()

    with qtbot.waitSignal(control.dayPicked) as told:
        QTest.keyClicks(card(control).typed, "1 Jan 1997")
        QTest.keyClick(card(control).typed, Qt.Key.Key_Return)

    assert told.args == [date(1997, 1, 1)]
    assert not card(control).is_open
    assert control.field.day.hasFocus()


def test_typing_a_figure_on_the_day_starts_the_entry(qtbot: QtBot, control: DayControl) -> None:
    control.field.day.setFocus()
    QTest.keyClick(control.field.day, Qt.Key.Key_1)
    QTest.keyClicks(card(control).typed, "997-01-01")

    with qtbot.waitSignal(control.dayPicked) as told:
        QTest.keyClick(card(control).typed, Qt.Key.Key_Return)

    assert told.args == [date(1997, 1, 1)]


def test_what_cannot_be_read_is_asked_about_and_kept(qtbot: QtBot, control: DayControl) -> None:
    control.open_card("in 10 days")

    with qtbot.assertNotEmitted(control.dayPicked):
        QTest.keyClick(card(control).typed, Qt.Key.Key_Return)

    assert card(control).is_open
    assert card(control).typed.text() == "in 10 days"
    assert card(control).typed.property("invalid") is True
    assert card(control).question.text() == "“in 10 days” is not a day. Write it as 1996-12-02 or 2 Dec 1996."
    assert card(control).question.isVisible()

    QTest.keyClick(card(control).typed, Qt.Key.Key_Backspace)
    assert card(control).typed.property("invalid") is False
    assert not card(control).question.isVisible()


def test_a_day_is_picked_from_the_month(qtbot: QtBot, control: DayControl) -> None:
    control.open_card()

    with qtbot.waitSignal(control.dayPicked) as told:
        card(control).month.clicked.emit(QDate(1996, 11, 29))

    assert told.args == [date(1996, 11, 29)]


def test_the_month_turns_with_what_is_typed(qtbot: QtBot, control: DayControl) -> None:
    control.open_card()
    QTest.keyClicks(card(control).typed, "2 Dec 1998")

    assert (card(control).month.monthShown(), card(control).month.yearShown()) == (12, 1998)


@pytest.mark.parametrize(("day", "part"), [(FIRST_DAY, "before"), (LAST_DAY, "after")])
def test_there_is_no_day_before_the_first_or_after_the_last(
    qtbot: QtBot, control: DayControl, day: date, part: str
) -> None:
    control.show_day(day, TODAY)

    with qtbot.assertNotEmitted(control.dayPicked):
        QTest.mouseClick(getattr(control.field, part), Qt.MouseButton.LeftButton)
