"""The months of a deadline: which are shown, what is closed in them, and how the keyboard turns them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from model.days.calendar import named
from tests.ui.deadline.conftest import Stage
from ui.deadline.monthpreview import MonthPreview, PreviewMonth
from ui.frame.theme import Theme

NOV, DEC = PreviewMonth(1996, 11), PreviewMonth(1996, 12)


@pytest.fixture
def preview(qtbot: QtBot, theme: Theme, stage: Stage) -> MonthPreview:
    """With room for two pages."""
    made = MonthPreview(theme)
    stage(made, width=500)
    made.show_deadline(date(1996, 11, 20), date(1996, 12, 2), named(("US-FED",)), [date(1996, 11, 30)])
    qtbot.waitUntil(lambda: len(made.pages.months) == 2)
    return made


def legend(preview: MonthPreview) -> list[str]:
    return [line.text for line in preview._lines if line.isVisible()]


def test_the_months_of_trigger_and_result_are_shown(preview: MonthPreview) -> None:
    assert preview.pages.months == (NOV, DEC)


def test_months_far_apart_leave_out_those_between(preview: MonthPreview) -> None:
    preview.show_deadline(date(1996, 11, 20), date(1997, 6, 30), named(("US-FED",)))
    assert preview.pages.months == (NOV, PreviewMonth(1997, 6))


def test_counted_back_the_earlier_month_comes_first(preview: MonthPreview) -> None:
    preview.show_deadline(date(1996, 12, 2), date(1996, 11, 1), named(("US-FED",)))
    assert preview.pages.months == (NOV, DEC)


def test_where_one_page_has_room_it_is_that_of_the_result(qtbot: QtBot, preview: MonthPreview) -> None:
    preview.window().resize(280, 700)
    qtbot.waitUntil(lambda: preview.pages.months == (DEC,))


def test_closures_are_named(preview: MonthPreview) -> None:
    assert legend(preview) == ["Mon 11 Nov: Veterans Day", "Thu 28 Nov: Thanksgiving Day", "Wed 25 Dec: Christmas Day"]


def test_more_closures_than_have_room_begin_with_those_on_the_way(preview: MonthPreview) -> None:
    preview.show_deadline(date(1997, 12, 1), date(1998, 1, 30), named(("US-FED", "CA-CRA", "GB-ENG", "ZA")))
    assert len(preview.pages.closures()) > 4
    assert legend(preview)[-1].startswith("and ")
    assert preview._lines[-1].toolTip()


def test_the_description_says_what_the_picture_shows(preview: MonthPreview) -> None:
    said = preview.pages.accessibleDescription()
    for words in (
        "Showing November 1996, December 1996.",
        "Starts Wed 20 Nov 1996, result Mon 2 Dec 1996.",
        "Thu 28 Nov 1996 is closed: Thanksgiving Day.",
    ):
        assert words in said


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(1996, 11, 20), "Wed 20 Nov 1996, where it starts"),
        (date(1996, 12, 2), "Mon 2 Dec 1996, the result"),
        (date(1996, 11, 28), "Thu 28 Nov 1996, Thanksgiving Day"),
        (date(1996, 11, 30), "Sat 30 Nov 1996, closed"),
        (date(1996, 11, 21), "Thu 21 Nov 1996"),
        (None, ""),
    ],
)
def test_each_day_says_what_it_is(preview: MonthPreview, day: date | None, words: str) -> None:
    assert preview.pages.words_of(day) == words


def test_days_stand_where_they_are_pointed_at(preview: MonthPreview) -> None:
    pages = preview.pages
    for day in (date(1996, 11, 1), date(1996, 12, 31)):
        place = pages.months.index(PreviewMonth(day.year, day.month))
        assert pages.day_at(pages._cell(place, day).center()) == day
    assert pages.day_at(QPointF(1, 1)) is None


class TestTurning:
    def test_page_keys_turn_and_home_comes_back(self, preview: MonthPreview) -> None:
        preview.show_deadline(date(1996, 11, 20), date(1997, 6, 30), None)
        preview.pages.setFocus()
        QTest.keyClick(preview.pages, Qt.Key.Key_PageDown)
        assert preview.pages.months == (DEC, PreviewMonth(1997, 1))
        QTest.keyClick(preview.pages, Qt.Key.Key_PageUp)
        QTest.keyClick(preview.pages, Qt.Key.Key_PageUp)
        assert preview.pages.months == (PreviewMonth(1996, 10), NOV)
        QTest.keyClick(preview.pages, Qt.Key.Key_Home)
        assert preview.pages.months == (NOV, PreviewMonth(1997, 6))

    def test_the_arrows_turn(self, preview: MonthPreview) -> None:
        QTest.mouseClick(preview.after, Qt.MouseButton.LeftButton)
        assert preview.pages.months == (DEC, PreviewMonth(1997, 1))
        assert preview.after.accessibleName() == "Month after"

    def test_another_deadline_turns_back(self, preview: MonthPreview) -> None:
        preview.pages.turn(5)
        preview.show_deadline(date(1996, 11, 21), date(1996, 12, 2), None)
        assert preview.pages.months == (NOV, DEC)

    def test_it_ends_with_the_years_known(self, preview: MonthPreview) -> None:
        preview.pages.turn(-5000)
        assert preview.pages.months[0] == PreviewMonth(1900, 1)
        preview.pages.turn(5000)
        assert preview.pages.months[-1] == PreviewMonth(2199, 12)


def test_beyond_the_years_of_a_calendar_nothing_is_called_closed(preview: MonthPreview) -> None:
    preview.show_deadline(date(2190, 11, 20), date(2190, 12, 3), named(("US-FED",)))
    assert preview.pages.closures() == []
    assert preview.pages.words_of(date(2190, 12, 25)) == "Sat 25 Dec 2190"


def test_every_page_is_painted_in_both_directions(preview: MonthPreview) -> None:
    forward = preview.pages.grab().toImage()
    preview.show_deadline(date(1996, 12, 2), date(1996, 11, 20), named(("US-FED",)))
    assert preview.pages.grab().toImage() != forward
