"""How days lie along the timeline, and which of them are named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ui.timeline.scale import LEAST, MOST, ZOOMS, Scale, Zoom, fitted, ticks

DAY = date(1996, 11, 20)
WIDE = 1000.0


def about(zoom: Zoom) -> Scale:
    return Scale(0.0, ZOOMS[zoom]).with_at(DAY, WIDE / 2)


@pytest.mark.parametrize("zoom", ZOOMS)
def test_a_day_is_found_again_at_its_place(zoom: Zoom) -> None:
    scale = about(zoom)
    for days in (-300, -1, 0, 1, 41, 300):
        day = DAY + timedelta(days)
        assert scale.day_at(scale.middle(day)) == day
    assert scale.middle(DAY) == pytest.approx(WIDE / 2)


def test_zooming_keeps_the_day_under_the_pointer() -> None:
    scale = about("quarter")
    assert scale.zoomed(3.0, scale.middle(date(1996, 12, 31))).middle(date(1996, 12, 31)) == pytest.approx(
        scale.middle(date(1996, 12, 31)), abs=ZOOMS["quarter"] * 3
    )
    assert scale.zoomed(1.25, 100.0).day_at(100.0) == scale.day_at(100.0)


def test_there_is_a_closest_and_a_widest_scale() -> None:
    scale = about("month")
    assert scale.zoomed(1e9, 0).per_day == MOST
    assert scale.zoomed(1e-9, 0).per_day == LEAST


def test_time_has_an_end_on_both_sides() -> None:
    scale = about("year")
    assert scale.panned(-1e12).day_at(0) == date.min
    assert scale.panned(1e12).day_at(0) <= date.max
    assert len(ticks(scale.panned(1e12), WIDE)) < 20
    assert ticks(scale.panned(-1e12), WIDE)


@pytest.mark.parametrize(
    ("zoom", "named", "strong"),
    [
        ("week", ["Thu 21", "Fri 22"], []),
        ("month", ["Mon 25 Nov"], ["Mon 2 Dec"]),
        ("quarter", ["Oct", "Dec"], ["Jan 1997"]),
        ("year", ["Oct"], ["Jan 1997"]),
    ],
)
def test_what_is_named_goes_with_the_scale(zoom: Zoom, named: list[str], strong: list[str]) -> None:
    found = {tick.words[0]: tick.strong for tick in ticks(about(zoom), WIDE)}
    assert set(named) | set(strong) <= found.keys()
    assert all(found[words] for words in strong)


@pytest.mark.parametrize(
    ("zoom", "whole"), [("week", "Mon 11 Nov 1996"), ("month", "Mon 21 Oct 1996"), ("quarter", "Jul 1996")]
)
def test_the_first_day_in_sight_is_named_in_full(zoom: Zoom, whole: str) -> None:
    assert ticks(about(zoom), WIDE)[0].words[0] == whole


def test_named_days_stand_in_order_and_in_sight() -> None:
    for per_day in (0.12, 0.4, 0.9, 2.0, 5.0, 14.0, 60.0):
        scale = Scale(0.0, per_day).with_at(DAY, WIDE / 2)
        places = [scale.x(tick.day) for tick in ticks(scale, WIDE)]
        assert places == sorted(set(places))
        assert all(0 <= place <= WIDE for place in places)


def test_fitting_shows_the_first_day_and_the_last() -> None:
    scale = fitted(date(1996, 7, 31), date(1997, 6, 30), WIDE)
    assert scale.x(date(1996, 7, 31)) >= 0
    assert scale.x(date(1997, 7, 1)) <= WIDE


@pytest.mark.parametrize("zoom", ZOOMS)
def test_a_scale_has_the_name_of_the_nearest_zoom(zoom: Zoom) -> None:
    assert about(zoom).zoom == zoom
    assert about(zoom).zoomed(1.1, 0).zoom == zoom
