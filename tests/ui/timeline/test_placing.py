"""Where the name of a row stands: beside its marks or in its bar, never across the line where it can be helped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.timeline.placing import GAP, Extent, broken, place

RIGHT = 1000.0
LINE = 500.0


def test_what_is_past_stands_before_its_mark_and_what_comes_behind_it() -> None:
    past = place([200, 100], Extent(300, 316), RIGHT, LINE, inside_first=False)
    assert (past.side, past.wording, past.x) == ("left", 0, 300 - GAP - 200)
    ahead = place([200, 100], Extent(600, 616), RIGHT, LINE, inside_first=False)
    assert (ahead.side, ahead.wording, ahead.x) == ("right", 0, 616 + GAP)


def test_what_has_no_room_for_all_its_words_says_fewer() -> None:
    label = place([400, 150, 80], Extent(200, 216), RIGHT, LINE, inside_first=False)
    assert (label.side, label.wording) == ("left", 1)


def test_what_comes_would_rather_keep_its_day_on_the_other_side() -> None:
    label = place([300, 100], Extent(850, 866), RIGHT, LINE, inside_first=False)
    assert (label.side, label.wording) == ("left", 0)


def test_a_name_stands_in_its_bar_where_it_has_no_other_room() -> None:
    bar = Extent(0, 480, 26, 440)
    assert place([400, 200], bar, RIGHT, LINE, inside_first=False).side == "inside"
    assert place([400, 200], Extent(510, 1040, 530, 460), RIGHT, LINE, inside_first=True).side == "inside"


def test_what_is_out_of_sight_has_its_name_at_that_edge() -> None:
    before = place([400, 200], Extent(-300, -280), RIGHT, LINE, inside_first=False)
    after = place([400, 200], Extent(1300, 1320), RIGHT, LINE, inside_first=False)
    assert (before.side, after.side) == ("before", "after")
    assert before.x >= 0
    assert after.x + after.width <= RIGHT


def test_across_the_line_only_where_there_is_no_other_room() -> None:
    label = place([300], Extent(100, 450), RIGHT, LINE, inside_first=False)
    assert label.side == "right"
    assert label.x < LINE < label.x + label.width


@given(
    st.lists(st.floats(10, 900), min_size=1, max_size=4),
    st.floats(-200, 1200),
    st.floats(0, 900),
    st.floats(0, 400),
    st.booleans(),
)
def test_a_name_never_leaves_the_drawing(
    widths: list[float], first: float, wide: float, room: float, inside: bool
) -> None:
    extent = Extent(first, first + wide, max(first, 0), min(room, max(RIGHT - max(first, 0), 0)))
    label = place(sorted(widths, reverse=True), extent, RIGHT, LINE, inside_first=inside)
    assert label.x >= -0.001 or label.width == 0
    assert label.x + label.width <= RIGHT + 0.001 or label.width == 0


def test_a_series_that_fills_all_in_sight_has_its_name_between_two_marks() -> None:
    series = Extent(-40, 1040, gaps=((60, 120), (140, 320), (520, 700)))
    label = place([150, 100], series, RIGHT, LINE, inside_first=False)
    assert (label.side, label.wording, label.x) == ("between", 0, 140 + GAP)
    cut = place([400], series, RIGHT, LINE, inside_first=False)
    assert (cut.side, cut.width) == ("between", 180 - 2 * GAP)


@pytest.mark.parametrize(
    ("room", "lines"),
    [
        (30, ("a name of several words",)),
        (12, ("a name of", "several words")),
        (6, ("a name", "of several words")),
        (0, ("a name of several words",)),
    ],
)
def test_a_name_is_broken_between_words_where_one_line_has_no_room(room: float, lines: tuple[str, ...]) -> None:
    assert broken("a name of several words", room, len) == lines
