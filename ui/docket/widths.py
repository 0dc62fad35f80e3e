"""How wide the columns are: as the tokens say, but for what this docket's own words need."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics

from model.assess.standing import Standing
from model.days.wording import say_distance
from ui.docket.columns import COLUMN, COLUMNS
from ui.docket.entry import RULE_UNREAD, has_unread_rule, short_locator
from ui.docket.sight import Sight
from ui.standing import DONE
from ui.theme import Theme

OFF_TITLE = 18
"""As much of the room that long distances and names take comes off the title."""
_WIDEST_OWNER = 120
_GAP = 4
"""From the longest word of a column to the padding of the next."""
_DATE_AND_GAPS = 134
"""What a date in three parts, the gap after it and the padding take of the Due column."""
_OTHERWISE_TOLD = DONE | {Standing.SUSPENDED}
"""Of these the distance says when they were done or come back: never long."""
_CANDIDATES = 4


def column_widths(sight: Sight, theme: Theme) -> dict[str, int]:
    """The width of each column; the title takes what they leave, whatever is given for it here."""
    widths = {column.key: theme.columns.get(column.key, column.width) for column in COLUMNS}
    measure = QFontMetrics(theme.font("small"))
    padded = theme.space.cell + _GAP
    owners = [person.name for person in sight.docket.people.values()]
    widths["owner"] = min(max(widths["owner"], _longest(owners, measure) + padded), _WIDEST_OWNER)
    locators = [short_locator(node.locator) for node in sight.docket.nodes()]
    head = QFontMetrics(theme.font("label")).horizontalAdvance(COLUMN["locator"].head)
    widths["locator"] = min(widths["locator"], max(head, _longest(locators, measure)) + padded)
    widths["due"] = max(widths["due"], _DATE_AND_GAPS + _longest(_furthest(sight), measure))
    if any(has_unread_rule(position) for position in sight.assessment.positions.values()):
        bold = QFontMetrics(theme.font("small", 600))
        widths["verified"] = max(widths["verified"], bold.horizontalAdvance(RULE_UNREAD) + padded)
    return widths


def _longest(words: list[str], measure: QFontMetrics) -> int:
    """The width of the widest, which is among those of the most letters."""
    longest = sorted(set(words), key=len)[-_CANDIDATES:]
    return max(map(measure.horizontalAdvance, longest), default=0)


def _furthest(sight: Sight) -> list[str]:
    told = (one for one in sight.assessment.positions.values() if one.standing not in _OTHERWISE_TOLD)
    left = [position.days_left(sight.day) or 0 for position in told]
    return [say_distance(days) for days in (min(left, default=0), max(left, default=0))]
