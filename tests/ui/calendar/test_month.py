"""A month's days, and where they and their items stand in a width and a height."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPointF

from model.assess import assess
from model.outlook.time.almanac import Almanac
from tests.builders import sample_docket
from ui.calendar.month import Month, month_of
from ui.calendar.monthpaint import day_number
from ui.calendar.placing import HEAD, Lift, MonthPage, place_page, shown_days
from ui.calendar.stops import stops_of
from ui.frame.theme import Theme

NOVEMBER = Month(1996, 11)


@pytest.fixture(scope="module")
def almanac() -> Almanac:
    docket = sample_docket()
    return Almanac(docket, assess(docket, date(1996, 11, 20)))


def placed(almanac: Almanac, theme: Theme, width: float, height: float, lift: Lift | None = None) -> MonthPage:
    return place_page(NOVEMBER, almanac.leaves(*shown_days(NOVEMBER, height)), (width, height), theme, lift)


@pytest.mark.parametrize(
    ("month", "title", "monday", "weeks", "last"),
    [
        (Month(1996, 11), "November 1996", date(1996, 10, 28), 5, date(1996, 11, 30)),
        (Month(1996, 12), "December 1996", date(1996, 11, 25), 6, date(1996, 12, 31)),
        (Month(2021, 2), "February 2021", date(2021, 2, 1), 4, date(2021, 2, 28)),
        (Month(2024, 2), "February 2024", date(2024, 1, 29), 5, date(2024, 2, 29)),
    ],
)
def test_a_month_is_shown_in_whole_weeks_from_monday(
    month: Month, title: str, monday: date, weeks: int, last: date
) -> None:
    assert (month.title, month.monday, month.weeks, month.last) == (title, monday, weeks, last)


@pytest.mark.parametrize(
    ("month", "months", "other"),
    [
        (Month(1996, 11), 2, Month(1997, 1)),
        (Month(1997, 1), -1, Month(1996, 12)),
        (Month(2199, 12), 1, Month(2199, 12)),
        (Month(1900, 1), -1, Month(1900, 1)),
    ],
)
def test_months_are_turned_within_the_days_that_duly_knows(month: Month, months: int, other: Month) -> None:
    assert month.turned(months) == other


def test_a_roomy_month_has_six_weeks_and_a_small_one_its_own() -> None:
    assert shown_days(NOVEMBER, 700) == (date(1996, 10, 28), date(1996, 12, 8))
    assert shown_days(NOVEMBER, 520) == (date(1996, 10, 28), date(1996, 12, 1))


def test_a_weekend_is_narrower_and_days_fill_the_width(almanac: Almanac, theme: Theme) -> None:
    page = placed(almanac, theme, 1000, 700)
    monday, saturday, sunday = (page.cells[place].rect for place in (0, 5, 6))
    assert saturday.width() == pytest.approx(monday.width() * theme.width.weekend, abs=1)
    assert monday.left() == theme.space.view
    assert sunday.right() == 1000 - theme.space.view


@pytest.mark.parametrize("height", [300.0, 420.0, 560.0, 700.0, 1000.0])
def test_chips_stay_within_their_day_and_none_is_lost(almanac: Almanac, theme: Theme, height: float) -> None:
    for cell in placed(almanac, theme, 900, height).cells:
        assert len(cell.chips) + cell.more == len(cell.leaf.items)
        assert all(cell.rect.contains(chip.rect) for chip in cell.chips)
        if cell.more and cell.chips:
            assert cell.more_rect.top() >= cell.chips[-1].rect.bottom() - 2


def test_what_is_moved_has_a_new_place_and_leaves_its_old_one(almanac: Almanac, theme: Theme) -> None:
    target = next(item for leaf in almanac.leaves(date(1996, 11, 27), date(1996, 11, 27)) for item in leaf.items)
    page = placed(almanac, theme, 1000, 700, Lift(target, date(1996, 11, 26)))
    old, new = page.cell_of(date(1996, 11, 27)), page.cell_of(date(1996, 11, 26))
    assert old is not None
    assert new is not None
    assert [chip.was for chip in old.chips] == [True]
    assert [chip.lifted for chip in new.chips] == [True]
    assert [stop.day for stop in stops_of(page) if stop.key == target.key] == [date(1996, 11, 26)]


def test_a_point_finds_its_day_and_its_item(almanac: Almanac, theme: Theme) -> None:
    page = placed(almanac, theme, 1000, 700)
    cell = page.cell_of(date(1996, 12, 2))
    assert cell is not None
    assert page.cell_at(cell.rect.center()) is cell
    chip = page.chip_at(cell.chips[0].rect.center())
    assert chip is not None
    assert chip.item.ids == ("usmx-17",)
    assert page.cell_at(QPointF(500, HEAD / 2)) is None


def test_each_day_and_item_is_a_stop_in_order(almanac: Almanac, theme: Theme) -> None:
    page = placed(almanac, theme, 1000, 700)
    stops = list(stops_of(page))
    assert len([stop for stop in stops if stop.is_day]) == 42
    assert [stop.day for stop in stops] == sorted(stop.day for stop in stops)
    assert len({stop.key for stop in stops}) == len(stops)


def test_a_day_number_says_its_month_where_one_begins() -> None:
    assert day_number(date(1996, 10, 28), whole=True) == "28 Oct"
    assert day_number(date(1996, 11, 2), whole=False) == "2"
    assert month_of(date(1996, 11, 2)) == NOVEMBER
