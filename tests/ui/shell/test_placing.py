"""A window stands where a screen shows it, and is no larger than that screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from ui.shell.placing import HANDLE, placed

SMALL = QRect(0, 0, 1280, 690)
BESIDE = QRect(1280, 0, 1920, 1040)


@pytest.mark.parametrize(
    ("frame", "screens", "then"),
    [
        (QRect(40, 30, 1000, 600), [SMALL], QRect(40, 30, 1000, 600)),
        (QRect(0, 0, 1440, 900), [SMALL], QRect(0, 0, 1280, 690)),
        (QRect(1500, 200, 1200, 700), [SMALL, BESIDE], QRect(1500, 200, 1200, 700)),
        (QRect(1500, 200, 1200, 700), [SMALL], QRect(80, 0, 1200, 690)),
        (QRect(100, -700, 900, 600), [SMALL], QRect(100, 0, 900, 600)),
        (QRect(-850, 40, 900, 600), [SMALL], QRect(0, 40, 900, 600)),
        (QRect(-300, 40, 900, 600), [SMALL], QRect(-300, 40, 900, 600)),
    ],
    ids=["as it was", "too large", "on the second", "the second is gone", "above", "only an edge", "partly out"],
)
def test_a_remembered_place_is_corrected_only_where_it_must_be(frame: QRect, screens: list[QRect], then: QRect) -> None:
    assert placed(frame, screens) == then


@given(st.integers(-5000, 5000), st.integers(-5000, 5000), st.integers(200, 5000), st.integers(200, 5000))
def test_the_head_can_always_be_taken_hold_of(left: int, top: int, wide: int, high: int) -> None:
    frame = placed(QRect(left, top, wide, high), [SMALL, BESIDE])
    heads = [QRect(frame.left(), frame.top(), frame.width(), HANDLE.height()) & screen for screen in (SMALL, BESIDE)]
    assert max(head.width() for head in heads) >= HANDLE.width()
    assert max(head.height() for head in heads) >= HANDLE.height()
    assert placed(frame, [SMALL, BESIDE]) == frame
