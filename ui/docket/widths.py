"""How wide the columns are: as the tokens say, but for what this docket's own words need."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from PySide6.QtGui import QFontMetrics

from model.assess.standing import Position, Standing
from ui.docket.columns import COLUMN, COLUMNS
from ui.docket.entry import DocketEntry, rule_remark, short_locator
from ui.filter.snapshot import Snapshot
from ui.frame.theme import Theme

OFF_TITLE = 18
"""As much of the room that long distances and names take comes off the title."""
_WIDEST_OWNER = 120
_GAP = 4
"""From the longest word of a column to the padding of the next."""
_DATE_AND_GAPS = 134
"""What a date in three parts, the gap after it and the padding take of the Due column."""
_CANDIDATES = 4
_AT_THE_EDGE = ("verified", "reminder")
"""Columns of little width that may stand last."""


def column_widths(snapshot: Snapshot, theme: Theme) -> dict[str, int]:
    """The width of each column; the title takes what they leave, whatever is given for it here."""
    widths = {column.key: theme.columns.get(column.key, column.width) for column in COLUMNS}
    measure = QFontMetrics(theme.font("small"))
    padded = theme.space.cell + _GAP
    owners = [person.name for person in snapshot.docket.people.values()]
    widths["owner"] = min(max(widths["owner"], _longest(owners, measure) + padded), _WIDEST_OWNER)
    locators = [short_locator(node.locator) for node in snapshot.docket.nodes()]
    heads = QFontMetrics(theme.font("label"))
    head = heads.horizontalAdvance(COLUMN["locator"].head)
    widths["locator"] = min(widths["locator"], max(head, _longest(locators, measure)) + padded)
    widths["due"] = max(widths["due"], theme.at_size(_DATE_AND_GAPS) + _longest(_furthest(snapshot), measure))
    remarks = [rule_remark(position) for position in snapshot.assessment.positions.values()]
    widths["verified"] = max(widths["verified"], _longest(remarks, QFontMetrics(theme.font("small", 600))) + padded)
    for key in _AT_THE_EDGE:
        # The last head ends where the rows do.
        widths[key] = max(widths[key], heads.horizontalAdvance(COLUMN[key].head) + 2 * theme.space.cell)
    return widths


def least_widths(theme: Theme) -> dict[str, int]:
    """How narrow a column may be made whose words must not be cut: a day without its month is another day."""
    return {"due": theme.at_size(_DATE_AND_GAPS)}


def _longest(words: list[str], measure: QFontMetrics) -> int:
    """The width of the widest, which is among those of the most letters."""
    longest = sorted(set(words), key=len)[-_CANDIDATES:]
    return max(map(measure.horizontalAdvance, longest), default=0)


def _furthest(snapshot: Snapshot) -> list[str]:
    """The longest distances: within one standing their words grow with the days, either way."""
    away: dict[Standing, list[tuple[int, str]]] = defaultdict(list)
    for position in snapshot.assessment.positions.values():
        days = _days_away(position, snapshot.day)
        if days is not None:
            away[position.standing].append((days, position.id))
    told = {end for spans in away.values() for end in (min(spans), max(spans))}
    return [DocketEntry(snapshot, snapshot.docket.node(record_id)).due.distance for _, record_id in told]


def _days_away(position: Position, day: date) -> int | None:
    """The days that the distance counts: how far off it is, since when it is exposed, or how early it was done."""
    if position.standing is Standing.EXPOSED:
        return (position.since - day).days if position.since else None
    return position.days_left(position.done_on or day)
