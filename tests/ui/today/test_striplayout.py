"""Where things stand on the strip and in a row: nothing lies on anything else, whatever the width."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from ui.frame.theme import Theme, load
from ui.today.columns import FOLDS, Needs, places_in
from ui.today.striplayout import MARK, PlacedStripItem, StripItem, place

WIDTH = 1280.0


def measure(strong: str, plain: str) -> float:
    return 6.5 * (len(strong) + len(plain))


def item(key: str, middle: float, work: float = 0.0, title: str = "A deadline of some kind") -> StripItem:
    begins = middle - work if work else None
    return StripItem(key, middle, begins, ((key, f"{title}; work starts by Mon"), (key, title), (key, "")))


def extent(one: PlacedStripItem) -> tuple[float, float]:
    first = min(one.middle - MARK / 2, one.x, one.middle if one.begins is None else one.begins)
    return first, max(one.middle + MARK / 2, one.x + one.width)


items = st.lists(st.tuples(st.floats(10, WIDTH - 10), st.floats(0, 300)), max_size=9).map(
    lambda found: [item(str(number), *one) for number, one in enumerate(sorted(found))]
)


@given(items=items, line=st.one_of(st.none(), st.floats(0, WIDTH)))
def test_nothing_in_a_lane_lies_on_anything_else_and_no_words_on_the_line(
    items: list[StripItem], line: float | None
) -> None:
    found = place(items, measure, 0.0, WIDTH, line)
    for one, other in combinations(found or (), 2):
        if one.lane == other.lane:
            (first, last), (begin, end) = extent(one), extent(other)
            assert last <= begin or end <= first
    for one in found or ():
        assert one.x >= 0
        assert one.x + one.width <= WIDTH
        assert line is None or not one.x < line < one.x + one.width


def test_each_has_its_words_where_there_is_room() -> None:
    found = place([item("17", 370, 130), item("8", 1110, 700)], measure, 0.0, WIDTH)
    assert found is not None
    assert [one.plain for one in found] == ["A deadline of some kind; work starts by Mon"] * 2


def test_words_give_way_to_shorter_ones_before_a_mark_is_given_up() -> None:
    found = place([item("3", 1000, 900), item("1", 1230), item("2", 1250)], measure, 0.0, WIDTH)
    assert found is not None
    assert {one.key for one in found} == {"1", "2", "3"}


def test_where_not_even_refs_have_room_days_are_told_by_number() -> None:
    assert place([item(str(number), 600 + number) for number in range(9)], measure, 0.0, WIDTH) is None


def test_words_step_over_the_line_of_the_day_where_it_is_near() -> None:
    found = place([item("17", 350)], measure, 0.0, WIDTH, clear=370.0)
    assert found is not None
    assert found[0].x > 370


# -------------------------------------------------------------------------------------------------- rows


@pytest.fixture
def look(qapp: QApplication) -> Theme:
    return load("light")


NEEDS = Needs(ref=30, due=192, title=310, owner=84, action=103)


@pytest.mark.parametrize("width", [300, 400, 500, 550, 620, 700, 800, 900, 1000, 1136, 1600])
def test_parts_of_a_row_follow_one_another_to_its_end(look: Theme, width: int) -> None:
    spans = list(places_in(width, NEEDS, look).spans.values())
    assert all(one[1] == other[0] for one, other in pairwise(spans))
    assert spans[-1][1] == pytest.approx(max(width, spans[-1][1]))


def test_parts_fold_in_their_order_and_never_the_standing_the_day_and_the_title(look: Theme) -> None:
    gone = [set(FOLDS) - places_in(width, NEEDS, look).spans.keys() for width in range(1300, 300, -10)]
    assert gone[0] == set()
    assert all(narrow >= wide for wide, narrow in pairwise(gone))
    assert gone[-1] == set(FOLDS)
    first_gone = [
        next(len(gone) - place for place in range(len(gone) - 1, -1, -1) if part not in gone[place]) for part in FOLDS
    ]
    assert first_gone == sorted(first_gone, reverse=True)


def test_where_no_row_has_an_owner_or_a_action_no_room_is_kept_for_one(look: Theme) -> None:
    spans = places_in(1136, NEEDS._replace(owner=0, action=0), look).spans
    assert set(spans) == {"standing", "due", "title", "note"}
