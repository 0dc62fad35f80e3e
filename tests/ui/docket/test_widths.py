"""The Due column has room for the longest distance that is shown, whatever became of the record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QFontMetricsF

from model.assess import assess
from model.assess.standing import Standing
from model.days.wording import say_day_parts
from tests.bench.generate import docket
from tests.bench.matter import TODAY as BENCH_DAY
from tests.builders import sample_docket
from tests.ui.docket.making import TODAY
from ui.docket.columns import COLUMN
from ui.docket.entry import DocketEntry
from ui.docket.widths import column_widths
from ui.filter.snapshot import Snapshot
from ui.frame.theme import Theme

_BEFORE_DATE, _AFTER_DATE, _PADDING = 31, 4, 12 + 14
"""What paint.py leaves for the weekday and between date and distance, and the padding of the cell."""


def taken(entry: DocketEntry, theme: Theme) -> float:
    """What a dated row takes of its Due cell."""
    assert entry.due.day is not None
    body = QFontMetricsF(theme.font("body"))
    small = QFontMetricsF(theme.font("small", 600 if entry.near else None))
    month = say_day_parts(entry.due.day)[2]
    date = _BEFORE_DATE + body.horizontalAdvance("00") + body.horizontalAdvance(f" {month}")
    return date + _AFTER_DATE + small.horizontalAdvance(entry.due.distance) + _PADDING


def test_no_distance_runs_over_its_date_in_a_docket_of_many_years(theme: Theme) -> None:
    made = docket(1_000)
    snapshot = Snapshot(made, assess(made, BENCH_DAY), {})
    room = column_widths(snapshot, theme)["due"]
    entries = [DocketEntry(snapshot, node) for node in made.nodes()]
    over = [entry.due_words for entry in entries if entry.due.day and taken(entry, theme) > room]
    assert not over


@pytest.mark.parametrize(
    ("standing", "days"),
    [
        (Standing.SATISFIED, 1_400),
        (Standing.SATISFIED_LATE, -1_400),
        (Standing.SATISFIED, -30),
        (Standing.MISSED, None),
    ],
)
def test_what_was_done_long_before_or_after_its_day_has_room(
    theme: Theme, standing: Standing, days: int | None
) -> None:
    made = sample_docket()
    assessed = assess(made, TODAY)
    one = next(node for node in made.nodes() if assessed[node.id].due)
    due = TODAY - timedelta(days=2_000)
    done = None if days is None else due - timedelta(days=days)
    moved = replace(assessed[one.id], standing=standing, due=due, done_on=done)
    snapshot = Snapshot(made, replace(assessed, positions={**assessed.positions, one.id: moved}), {})
    assert taken(DocketEntry(snapshot, one), theme) <= column_widths(snapshot, theme)["due"]


@pytest.mark.parametrize("key", ["needs", "verified", "reminder"])
def test_the_head_of_a_column_that_may_stand_last_ends_where_the_rows_do(theme: Theme, key: str) -> None:
    made = sample_docket()
    widths = column_widths(Snapshot(made, assess(made, TODAY), {}), theme)
    head = QFontMetricsF(theme.font("label")).horizontalAdvance(COLUMN[key].head)
    assert head + 2 * theme.space.cell <= widths[key] + 1
