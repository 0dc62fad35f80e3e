"""Where lanes and rows stand, from top to bottom, and in which order the keyboard walks them. Plain values, no Qt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, NamedTuple

from model.outlook.time.lanes import Lane

_MANY: Final = 60
"""From so many rows on, they stand closer."""
_PAD: Final = 6.0


class TimelineRow(NamedTuple):
    """One row of a lane: a record, or (``id`` empty) the line of those without a day."""

    lane: int
    id: str
    top: float
    height: float

    @property
    def middle(self) -> float:
        """The middle of the row."""
        return self.top + self.height / 2


class TimelineBand(NamedTuple):
    """A lane from top to bottom."""

    lane: Lane
    top: float
    height: float


class TimelineLayout:
    """All lanes, one below the other; and every record in the order of the rows, and of time."""

    def __init__(
        self,
        lanes: Sequence[Lane],
        row_height: float,
        close_height: float,
        head_height: Callable[[Lane], float],
    ) -> None:
        many = sum(len(lane.dated) for lane in lanes) > _MANY
        self.row_height = close_height if many else row_height
        self.bands: list[TimelineBand] = []
        self.rows: list[TimelineRow] = []
        self._of: dict[str, int] = {}
        top = 0.0
        for place, lane in enumerate(lanes):
            top = self._add(place, lane, top, head_height(lane))
        self.height = top
        self.ids: tuple[str, ...] = tuple(one for lane in lanes for one in lane.ids)
        days = {one: day for lane in lanes for one, day in zip(lane.dated, lane.days, strict=True)}
        self.in_time: tuple[str, ...] = tuple(
            sorted(self.ids, key=lambda one: (one not in days, days.get(one, date.max), self._of[one]))
        )
        self._row_tops = [row.top for row in self.rows]
        self._band_tops = [band.top for band in self.bands]
        self._moments = {one: place for place, one in enumerate(self.in_time)}

    def _add(self, place: int, lane: Lane, top: float, least: float) -> float:
        y = top + _PAD
        for one in lane.dated:
            self._of[one] = len(self.rows)
            self.rows.append(TimelineRow(place, one, y, self.row_height))
            y += self.row_height
        if lane.undated:
            for one in lane.undated:
                self._of[one] = len(self.rows)
            self.rows.append(TimelineRow(place, "", y, self.row_height))
            y += self.row_height
        height = max(y + _PAD - top, least)
        self.bands.append(TimelineBand(lane, top, height))
        return top + height

    def row_of(self, record_id: str) -> TimelineRow | None:
        """The row that a record stands in."""
        place = self._of.get(record_id)
        return None if place is None else self.rows[place]

    def row_at(self, y: float) -> TimelineRow | None:
        """The row at a height."""
        place = bisect_right(self._row_tops, y) - 1
        if place < 0:
            return None
        row = self.rows[place]
        return row if y < row.top + row.height else None

    def rows_in(self, top: float, bottom: float) -> list[TimelineRow]:
        """The rows that are in sight between two heights."""
        first = max(bisect_right(self._row_tops, top) - 1, 0)
        return self.rows[first : bisect_right(self._row_tops, bottom)]

    def bands_in(self, top: float, bottom: float) -> list[TimelineBand]:
        """The lanes that are in sight between two heights."""
        first = max(bisect_right(self._band_tops, top) - 1, 0)
        return self.bands[first : bisect_right(self._band_tops, bottom)]

    # -------------------------------------------------------------------------------------------- walking

    def in_rows(self, current: str, step: int) -> str:
        """The record in the row above or below, whatever its lane; the line of those without a day is one row."""
        row = self._of.get(current)
        if row is None:
            return self.ids[0] if self.ids else ""
        place = row + step
        if not 0 <= place < len(self.rows):
            return current
        return self._first_in(place)

    def in_lanes(self, current: str, step: int) -> str:
        """The first record of the lane above or below."""
        row = self.row_of(current)
        if row is None:
            return self.ids[0] if self.ids else ""
        place = row.lane + step
        return self.bands[place].lane.ids[0] if 0 <= place < len(self.bands) else current

    def through_time(self, current: str, step: int) -> str:
        """The record that comes earlier or later, whatever its lane; those without a day come last."""
        place = self._moments.get(current)
        if place is None:
            return self.in_time[0] if self.in_time else ""
        return self.in_time[min(max(place + step, 0), len(self.in_time) - 1)]

    def _first_in(self, place: int) -> str:
        row = self.rows[place]
        return row.id or self.bands[row.lane].lane.undated[0]
