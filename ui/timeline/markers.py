"""The forward look along the top: on which days something turns, in as many words as there is room for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from model.assess.standing import CAUSE_FIRST, TURNS_MARKED, mark_of
from model.days.wording import say_day
from model.docket import Docket
from model.outlook.forward import Ahead, Turn
from model.outlook.today.turns import turn_pieces, turn_words
from model.phrases import refs_text, short_day
from ui.timeline.scale import Scale

_NAMED: Final = 8
"""So many refs are named; more are counted."""
_FAR: Final = 320
"""From so many days ahead on, a marker names its year."""
_GAP: Final = 14.0
_INSET: Final = 5.0


class MarkerPiece(NamedTuple):
    """What turns alike: its mark, its words, and how many they are."""

    mark: str
    words: str
    number: int


class Marker:
    """One day on which something turns. What it says is worked out when it comes into sight: there may be hundreds."""

    def __init__(
        self, docket: Docket, day: date, turns: tuple[Turn, ...], told: tuple[Turn, ...], *, far: bool = False
    ) -> None:
        self._docket, self._turns, self._told = docket, turns, told
        self.day = day
        self.name = f"{short_day(day)} {day.year}" if far else short_day(day)

    @property
    def ids(self) -> tuple[str, ...]:
        """The records that it tells of."""
        return tuple(turn.id for turn in self._told)

    @property
    def spoken(self) -> str:
        """All that turns on the day, in words."""
        return f"{say_day(self.day)}: {turn_words(turn_pieces(self._docket, self._turns))}"

    @cached_property
    def wordings(self) -> tuple[tuple[MarkerPiece, ...], ...]:
        """What turns alike in words, by number, and nothing: the day alone."""
        pieces = _pieces(self._docket, self._told)
        numbers = tuple(MarkerPiece(piece.mark, f"{piece.number:,}", piece.number) for piece in pieces)
        return pieces, numbers, ()


class PlacedMarker(NamedTuple):
    """A marker in its place: ``x`` is the day, the words stand from ``left`` on; without ``words`` it is a tick."""

    marker: Marker
    x: float
    left: float
    width: float
    pieces: tuple[MarkerPiece, ...]
    words: bool


def markers_of(docket: Docket, looked_at: date, ahead: Ahead) -> tuple[Marker, ...]:
    """The markers of a forward look, day by day."""
    days = ((day, turns, tuple(turn for turn in turns if turn.after in TURNS_MARKED)) for day, turns in ahead)
    return tuple(
        Marker(docket, day, turns, told, far=(day - looked_at).days > _FAR) for day, turns, told in days if told
    )


def _pieces(docket: Docket, turns: Sequence[Turn]) -> tuple[MarkerPiece, ...]:
    alike: dict[tuple[int, str], list[str]] = {}
    for turn in turns:
        mark = mark_of(docket.node(turn.id), turn.after)
        alike.setdefault((CAUSE_FIRST.index(turn.after), mark), []).append(turn.id)
    made = []
    for (place, mark), ids in sorted(alike.items()):
        who = refs_text(docket, ids, short=True) if len(ids) <= _NAMED else f"{len(ids):,}"
        made.append(MarkerPiece(mark, f"{who} {CAUSE_FIRST[place].value}", len(ids)))
    return tuple(made)


def lay(
    markers: Sequence[Marker], scale: Scale, right: float, measure: Callable[[str, tuple[MarkerPiece, ...]], float]
) -> tuple[PlacedMarker, ...]:
    """Every marker in sight with as many words as it has room for, at the right of its day, else at the left."""
    shown = [marker for marker in markers if -1 <= scale.middle(marker.day) <= right + 1]
    placed: list[PlacedMarker] = []
    taken = 0.0
    for number, marker in enumerate(shown):
        x = scale.middle(marker.day)
        ahead = scale.middle(shown[number + 1].day) if number + 1 < len(shown) else right + _GAP
        found = _fit(marker, x, taken, ahead - _GAP, measure)
        placed.append(found)
        taken = max(found.left + found.width, x) + _GAP if found.words else max(taken, x + _INSET)
    return tuple(placed)


def _fit(
    marker: Marker, x: float, taken: float, until: float, measure: Callable[[str, tuple[MarkerPiece, ...]], float]
) -> PlacedMarker:
    for pieces in marker.wordings:
        width = measure(marker.name, pieces)
        if x + _INSET + width <= until:
            return PlacedMarker(marker, x, x + _INSET, width, pieces, words=True)
        if x - _INSET - width >= taken:
            return PlacedMarker(marker, x, x - _INSET - width, width, pieces, words=True)
    return PlacedMarker(marker, x, x, 0.0, (), words=False)
