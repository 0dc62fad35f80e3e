"""What is very long keeps its meaning in a narrow cell: a sum is told in billions, a ref by its end."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap

from model.assess import assess
from model.record.amount import Amount
from tests.builders import sample_docket
from tests.ui.docket.making import TODAY
from ui.docket.entry import DocketEntry
from ui.docket.paint import paint_sum, ref_width
from ui.filter.snapshot import Snapshot
from ui.frame.theme import Theme
from ui.widgets.brush import Brush


def entry_with(value: str) -> DocketEntry:
    docket = sample_docket()
    node = docket.obligations["usmx-08"]
    snapshot = Snapshot(docket, assess(docket, TODAY), {})
    return DocketEntry(snapshot, replace(node, amount=Amount(value=value, currency="USD", bound="at least")))


@pytest.mark.parametrize(
    ("value", "wide", "said"),
    [
        ("123456789012.5", 400, "$123,456,789,012.50"),
        ("123456789012.5", 110, "$123.5B"),
        ("9000000", 110, "$9,000,000"),
    ],
)
def test_a_sum_without_room_is_told_in_billions_and_never_cut(
    theme: Theme, monkeypatch: pytest.MonkeyPatch, value: str, wide: int, said: str
) -> None:
    painted: list[str] = []

    def paint(_painter: QPainter, _rect: QRectF, _theme: Theme, amount: str, *_more: Any) -> None:
        painted.append(amount)

    monkeypatch.setattr("ui.docket.paint.paint_amount", paint)
    picture = QPixmap(500, 40)
    painter = QPainter(picture)
    paint_sum(Brush(painter, theme, {}, 60.0), QRectF(0, 0, wide, 30), entry_with(value))
    painter.end()
    assert painted == [said]


def test_a_very_long_ref_takes_no_more_room_than_a_usual_one_can(theme: Theme) -> None:
    measure = QFontMetricsF(theme.font("strong"))
    assert ref_width(theme, measure, "12") == measure.horizontalAdvance("12")
    longest = ref_width(theme, measure, "VERY-LONG-REF-2026-00001")
    assert longest < measure.horizontalAdvance("VERY-LONG-REF-2026-00001")
