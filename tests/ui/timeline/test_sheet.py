"""Rows below one another, and the ways the keyboard walks them."""

from __future__ import annotations

from datetime import date

import pytest

from model.outlook.time.lanes import Lane
from ui.timeline.sheet import TimelineLayout

LANES = (
    Lane("a", ("a1", "a2"), ("a8", "a9"), (date(1996, 9, 1), date(1996, 12, 1))),
    Lane("b", ("b1",), (), (date(1996, 10, 1),)),
    Lane("c", (), ("c9",), ()),
)


def sheet() -> TimelineLayout:
    return TimelineLayout(LANES, 36.0, 26.0, lambda _: 60.0)


def test_every_record_has_a_row_and_those_without_a_day_share_the_last_of_their_lane() -> None:
    made = sheet()
    assert made.ids == ("a1", "a2", "a8", "a9", "b1", "c9")
    rows = [made.row_of(one) for one in ("a1", "a2", "a8", "a9")]
    assert [row.id for row in rows if row] == ["a1", "a2", "", ""]
    assert rows[2] == rows[3]


def test_rows_lie_within_their_lanes_and_never_on_one_another() -> None:
    made = sheet()
    for band, then in zip(made.bands, made.bands[1:], strict=False):
        assert band.top + band.height == then.top
    for row in made.rows:
        band = made.bands[row.lane]
        assert band.top <= row.top < row.top + row.height <= band.top + band.height
    assert all(one.top + one.height <= then.top for one, then in zip(made.rows, made.rows[1:], strict=False))


def test_a_lane_is_at_least_as_high_as_its_head() -> None:
    made = TimelineLayout(LANES, 36.0, 26.0, lambda _: 200.0)
    assert [band.height for band in made.bands] == [200.0] * 3
    assert made.height == 600.0


def test_a_row_is_found_at_its_height() -> None:
    made = sheet()
    for row in made.rows:
        assert made.row_at(row.middle) == row
    assert made.row_at(made.height + 1) is None
    assert made.row_at(0) is None


def test_only_what_is_in_sight_is_asked_for() -> None:
    many = tuple(f"x{number}" for number in range(10_000))
    made = TimelineLayout([Lane("a", many, (), (date(1996, 9, 1),) * 10_000)], 36.0, 26.0, lambda _: 60.0)
    assert made.row_height == 26.0
    assert len(made.rows_in(50_000, 50_800)) < 40
    assert made.rows_in(50_000, 50_800)[0].top <= 50_000


@pytest.mark.parametrize(
    ("walk", "start", "step", "end"),
    [
        ("through_time", "a1", 1, "b1"),
        ("through_time", "b1", 1, "a2"),
        ("through_time", "a2", 1, "a8"),
        ("through_time", "a1", -1, "a1"),
        ("through_time", "a1", 100, "c9"),
        ("through_time", "gone", 1, "a1"),
        ("in_rows", "a2", 1, "a8"),
        ("in_rows", "a9", 1, "b1"),
        ("in_rows", "b1", -1, "a8"),
        ("in_rows", "c9", 1, "c9"),
        ("in_lanes", "a9", 1, "b1"),
        ("in_lanes", "b1", -1, "a1"),
        ("in_lanes", "c9", 1, "c9"),
        ("in_lanes", "", 1, "a1"),
    ],
)
def test_the_keyboard_walks_through_time_rows_and_lanes(walk: str, start: str, step: int, end: str) -> None:
    assert getattr(sheet(), walk)(start, step) == end


def test_nothing_to_walk_is_no_error() -> None:
    made = TimelineLayout((), 36.0, 26.0, lambda _: 60.0)
    assert (made.in_rows("x", 1), made.in_lanes("x", 1), made.through_time("x", 1)) == ("", "", "")
    assert made.rows_in(0, 100) == []
    assert made.bands_in(0, 100) == []
