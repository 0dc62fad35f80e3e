"""The forward look along the top: which turns are told, and in how many words."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from model.assess.engine import assess_whole
from model.assess.standing import Standing
from model.outlook.forward import Turn, look_on
from tests.builders import sample_docket
from ui.timeline.markers import Marker, MarkerPiece, lay, markers_of
from ui.timeline.scale import Scale

DAY = date(1996, 11, 20)


@pytest.fixture(scope="module")
def markers() -> tuple[Marker, ...]:
    docket = sample_docket()
    return markers_of(docket, DAY, look_on(assess_whole(docket, DAY), date(1997, 12, 25)))


def measure(name: str, pieces: tuple[MarkerPiece, ...]) -> float:
    return 7.0 * len(name) + sum(20 + 6.0 * len(piece.words) for piece in pieces)


def said(marker: Marker) -> str:
    return f"{marker.name}: {', '.join(piece.words for piece in marker.wordings[0])}"


def test_the_sample_turns_on_two_days(markers: tuple[Marker, ...]) -> None:
    assert [said(marker) for marker in markers] == [
        "3 Dec: 17 missed, 18 exposed",
        "1 Jan: 1 and 8 missed, 2 to 4 failing, 5 and 6 lapsed, 21 exposed",
    ]
    assert markers[0].ids == ("usmx-17", "usmx-18")
    assert markers[0].spoken.startswith("Tue 3 Dec 1996: ")


def test_each_turn_has_the_shape_of_its_standing(markers: tuple[Marker, ...]) -> None:
    assert [piece.mark for piece in markers[1].wordings[0]] == ["missed", "failing", "relief_lapsed", "exposed"]
    assert [piece.words for piece in markers[1].wordings[1]] == ["2", "3", "2", "1"]


def test_a_marker_tells_its_turns_in_the_order_of_the_sentence_beside_it() -> None:
    docket = sample_docket()
    turns = tuple(
        Turn(one, Standing.OPEN, after)
        for one, after in (
            ("usmx-18", Standing.EXPOSED),
            ("usmx-01", Standing.SUSPENDED),
            ("usmx-08", Standing.MISSED),
            ("usmx-17", Standing.IN_CURE),
        )
    )
    (marker,) = markers_of(docket, DAY, ((DAY, turns),))
    assert said(marker) == "20 Nov: 17 in cure, 8 missed, 1 suspended, 18 exposed"
    assert marker.spoken == "Wed 20 Nov 1996: 17 is in cure; 8 is missed; 18 is exposed; 1 is suspended"


@pytest.mark.parametrize(("right", "words"), [(900, "1 and 8 missed"), (360, "2"), (150, "")])
def test_words_give_way_to_numbers_and_numbers_to_the_day(
    markers: tuple[Marker, ...], right: float, words: str
) -> None:
    last = lay(markers[1:], Scale(0.0, 3.0).with_at(DAY, 2), right, measure)[0]
    assert (last.pieces[0].words if last.pieces else "") == words
    assert last.words


def test_what_has_no_room_at_all_is_a_tick(markers: tuple[Marker, ...]) -> None:
    placed = lay(markers, Scale(0.0, 0.2).with_at(DAY, 2), 40, measure)
    assert [one.words for one in placed] == [False, False]


@pytest.mark.parametrize("per_day", [0.2, 1.0, 3.0, 6.0])
def test_no_marker_stands_on_another(markers: tuple[Marker, ...], per_day: float) -> None:
    scale = Scale(0.0, per_day).with_at(DAY, 200)
    placed = [one for one in lay(markers, scale, 700, measure) if one.words]
    for one, then in pairwise(placed):
        assert one.left + one.width <= then.left
