"""The day control: how a day is written, read, stepped and picked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets.daycontrol import FIRST_DAY, LAST_DAY, DayCard, DayControl, long_day, read_day, short_day

Stage = Callable[..., QWidget]
TODAY = date(1996, 11, 20)


@pytest.fixture
def control(theme: Theme, stage: Stage) -> DayControl:
    made = DayControl(theme)
    made.show_day(TODAY, TODAY)
    stage(made)
    return made


def card(control: DayControl) -> DayCard:
    return control.window().findChildren(DayCard)[0]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1996-12-02", date(1996, 12, 2)),
        ("2 Dec 1996", date(1996, 12, 2)),
        ("  2 december 1996 ", date(1996, 12, 2)),
        ("02 DEC 1996", date(1996, 12, 2)),
        ("Mon 2 Dec 1996", date(1996, 12, 2)),
        ("Monday, 2 Dec. 1996", date(1996, 12, 2)),
        ("29 Feb 1996", date(1996, 2, 29)),
    ],
)
def test_a_day_is_read_as_it_is_written(typed: str, day: date) -> None:
    assert read_day(typed) == day


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "in 10 days",
        "2/12/1996",  # the second of December, or the twelfth of February?
        "12-02-1996",
        "2 Dec 96",
        "2 Ju 1996",  # two letters, and two months
        "31 Feb 1996",
        "29 Feb 1997",
        "Tue 2 Dec 1996",  # it was a Monday
        "1899-12-31",
        "2200-01-01",
        "1996-2-1",
        "tomorrow",
    ],
)
def test_what_can_be_read_in_two_ways_is_not_read(typed: str) -> None:
    assert read_day(typed) is None


@given(st.dates(FIRST_DAY, LAST_DAY))
def test_every_day_that_is_shown_can_be_typed_back(day: date) -> None:
    assert read_day(long_day(day)) == read_day(short_day(day)) == read_day(day.isoformat()) == day


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
    assert card(control).question.text() == "Which day? Write 2 Dec 1996 or 1996-12-02, from 1900 to 2199."
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
