"""Where a card stands: in its room, beside its part, and never on it while there is room elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ui.tour.placing import Side, beside, seen

ROOM = QRect(80, 80, 1000, 600)
CARD = QSize(360, 200)


@pytest.mark.parametrize(
    ("part", "first", "corner"),
    [
        (QRect(100, 100, 800, 180), "below", (100, 292)),
        (QRect(800, 100, 280, 580), "left", (428, 100)),
        (QRect(100, 500, 800, 150), "below", (100, 288)),  # no room below or at its left: above
        (QRect(80, 80, 300, 600), "below", (392, 80)),  # only the right has room
        (QRect(900, 30, 180, 30), "below", (720, 80)),  # moved in from the right edge, and down into the room
        (QRect(80, 80, 1000, 600), "below", (720, 480)),  # no room at all: the corner
        (QRect(), "below", (720, 480)),  # out of sight: the corner
    ],
)
def test_a_card_stands_on_the_first_side_that_has_room(part: QRect, first: Side, corner: tuple[int, int]) -> None:
    card = beside(part, CARD, ROOM, first=first, gap=12)
    assert (card.topLeft().toTuple(), card.size()) == (corner, CARD)


def test_a_card_moves_below_what_must_stay_in_sight() -> None:
    day, sentence = QRect(900, 30, 180, 30), QRect(100, 100, 800, 180)
    assert beside(day, CARD, ROOM, gap=12).intersects(sentence)
    assert beside(day, CARD, ROOM, gap=12, clear=sentence) == QRect(720, 292, 360, 200)


def test_what_must_stay_in_sight_gives_way_where_there_is_no_room_for_both() -> None:
    day, sentence = QRect(900, 30, 180, 30), QRect(100, 100, 800, 560)
    assert beside(day, CARD, ROOM, gap=12, clear=sentence) == QRect(720, 80, 360, 200)


def rectangles() -> st.SearchStrategy[QRect]:
    return st.builds(QRect, *(st.integers(0, 1200), st.integers(0, 800), st.integers(0, 1200), st.integers(0, 800)))


@given(part=rectangles(), clear=rectangles(), side=st.sampled_from(["below", "left", "above", "right"]))
def test_a_card_never_leaves_its_room_and_covers_its_part_only_from_the_corner(
    part: QRect, clear: QRect, side: Side
) -> None:
    card = beside(part, CARD, ROOM, first=side, gap=12, clear=clear)
    assert ROOM.contains(card)
    assert not card.intersects(part) or card.bottomRight() == ROOM.bottomRight()


def test_what_is_scrolled_away_or_hidden_is_not_seen(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    area = QScrollArea(window)
    area.setGeometry(50, 40, 200, 100)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    page = QWidget()
    page.resize(190, 500)
    part = QWidget(page)
    part.setGeometry(10, 60, 150, 80)
    area.setWidget(page)
    window.show()
    frame = area.frameWidth()
    assert seen([part], window) == QRect(60 + frame, 100 + frame, 150, 40 - 2 * frame)
    area.verticalScrollBar().setValue(400)
    assert seen([part], window).isEmpty()
    area.verticalScrollBar().setValue(0)
    part.hide()
    assert seen([part], window).isEmpty()
