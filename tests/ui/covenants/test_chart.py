"""Where things stand on the chart: the threshold steps, headroom turns where the line crosses it, labels keep apart."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRectF

from model.ledger.commands import Put
from model.record.amount import Stepped
from model.record.units import Unit
from ui.covenants.chartpaint import ChartPainting, crosses
from ui.covenants.plot import Plot, ReliefStretch, brief, plot_of
from ui.covenants.scaling import Area, Scaling
from ui.frame.theme import Theme
from ui.workspace import Workspace

AREA = Area(0, 0, 600, 200)


def plot(space: Workspace, test: str) -> Plot:
    made = plot_of(space.docket, space.assessment, space.docket.obligations[test])
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("value", "against", "label"),
    [
        (18_400_000, 17_500_000, "$18.4M"),
        (17_460_000, 17_500_000, "$17.46M"),
        (17_499_999, 17_500_000, "$17,499,999"),
        (-2_000_000, 0, "-$2.0M"),
        (2_500_000_000, 0, "$2.5B"),
        (950_000, 0, "$950,000"),
    ],
)
def test_a_label_is_short_and_never_on_the_other_side_of_the_limit(value: int, against: int, label: str) -> None:
    assert brief(Fraction(value), Unit("money", "USD"), Decimal(against)) == label


def test_headroom_turns_into_shortfall_where_the_line_crosses_the_threshold(worked: Workspace) -> None:
    scaling = Scaling(plot(worked, "usmx-02"), AREA)
    areas = list(scaling.headroom())
    assert [room for room, _ in areas] == [True, True, False, False]
    line = scaling.required(date(1996, 9, 1))
    assert areas[1][1][1][1] == pytest.approx(line)


def test_room_lies_below_a_limit_that_is_not_to_be_exceeded(worked: Workspace) -> None:
    areas = list(Scaling(plot(worked, "usmx-04"), AREA).headroom())
    assert [room for room, _ in areas] == [True, True, False, False]


def test_the_threshold_steps_and_headroom_is_cut_there(worked: Workspace) -> None:
    node = worked.docket.obligations["usmx-02"]
    assert node.threshold is not None
    steps = (Stepped(since=date(1996, 8, 15), value="2.2"),)
    worked.do(Put(replace(node, threshold=replace(node.threshold, steps=steps))))
    made = plot(worked, "usmx-02")
    assert made.limit_words == ("at least 2.00", "at least 2.20")
    scaling = Scaling(made, AREA)
    heights = [y for _, _, _, y in scaling.lines()]
    assert heights[1] < heights[0]
    assert len(list(scaling.headroom())) > 4


def test_what_has_no_value_stands_on_its_own_side(worked: Workspace) -> None:
    for test, below in (("usmx-02", True), ("usmx-04", False)):
        made = plot(worked, test)
        scaling = Scaling(made, AREA)
        hand = next(one for one in made.dots if one.y is None)
        assert (scaling.place(hand)[1] > scaling.required(hand.day)) is below


def test_expected_readings_are_apart_from_those_that_count(worked: Workspace) -> None:
    made = plot(worked, "usmx-03")
    assert [one.result.expected for one in made.dots] == [False] * 5
    assert [(one.day, one.label) for one in made.ahead] == [(date(1996, 12, 31), "$18.0M")]
    assert made.words.startswith("Chart of Tangible shareholders’ equity")


@pytest.mark.parametrize(
    ("start", "end", "through"),
    [((-5.0, 5.0), (15.0, 5.0), True), ((-5.0, 20.0), (15.0, 20.0), False), ((-5.0, -5.0), (15.0, 15.0), True)],
)
def test_a_line_through_a_box_is_noticed(start: tuple[float, float], end: tuple[float, float], through: bool) -> None:
    assert crosses(QRectF(0, 0, 10, 10), start, end) is through


@pytest.mark.parametrize("width", [340, 520, 900])
def test_what_is_said_of_reliefs_one_after_the_other_never_overlaps(
    worked: Workspace, theme: Theme, width: float
) -> None:
    shown = plot(worked, "usmx-02")
    day = shown.day
    spans = ((-20, -10, "R0-1 and R0-2"), (-9, 10, "R0-1"), (11, 30, "R0-3"))
    reliefs = tuple(
        ReliefStretch(day + timedelta(days=a), day + timedelta(days=b), f"relieved by {refs}", ends=True)
        for a, b, refs in spans
    )
    painting = ChartPainting(theme, shown._replace(reliefs=reliefs), width, 216)
    boxes = [QRectF(one.left, 18 * one.line, one.wide, 18) for one in painting.captions]
    assert len(boxes) == 3
    assert not any(one.intersects(other) for place, one in enumerate(boxes) for other in boxes[:place])
    lowest = max(box.bottom() for box in boxes)
    assert painting.scaling.area.top >= lowest
