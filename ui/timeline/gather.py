"""From how things stand to what the timeline shows of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from model.assess.engine import Assessed
from model.outlook.forward import Ahead
from model.outlook.time.lanes import Coming, Grouping, coming_of, day_of, lanes_of
from ui.filter.grouping import GROUPING
from ui.filter.snapshot import Snapshot
from ui.frame.theme import Theme
from ui.timeline.content import TimelineContent
from ui.timeline.headpaint import head_height
from ui.timeline.rowcontent import Recorded
from ui.timeline.sheet import TimelineLayout

_CLOSE_ROW = 26.0
"""The height of a row where there are many."""


def gather(
    theme: Theme,
    known: Assessed,
    before: Recorded | None,
    ahead: Ahead,
    grouping: Grouping,
    passing: Collection[str] | None,
    today: date,
) -> TimelineContent:
    """Every record in its lane; ``before`` is what is recorded, where ``known`` is only supposed."""
    coming = coming_of(ahead)
    docket, assessment = known.run.docket, known.assessment
    elsewhere = _days_before(before, coming) if before else {}
    lanes = lanes_of(docket, assessment, grouping, coming, passing, elsewhere)
    snapshot = Snapshot(docket, assessment, {})
    headings = {lane.key: GROUPING[grouping].heading(snapshot, lane.key) for lane in lanes}
    row = float(theme.height.lane_row)
    sheet = TimelineLayout(lanes, row, _CLOSE_ROW, lambda lane: head_height(theme, headings[lane.key]))
    return TimelineContent(known, before, ahead, coming, sheet, headings, today)


def _days_before(before: Recorded, coming: Coming) -> dict[str, date]:
    """The days of records that have one as things are recorded, and turn otherwise where something is supposed."""
    docket, positions = before.known.run.docket, before.known.assessment.positions
    days = {
        one: day_of(docket, before.known.assessment, one, before.coming)
        for one in before.coming
        if one in positions and coming.get(one) != before.coming[one]
    }
    return {one: day for one, day in days.items() if day is not None}
