"""Where the parts of a row of Today stand, for a width: the same in every band, so that they read as one table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetrics, QFontMetricsF

from ui.docket.paint import DISTANCE_INSET, ref_and_title, ref_width
from ui.frame.recordrow import EXPECTED_ROOM, RowPart
from ui.frame.theme import Theme
from ui.today.rows import LOOK_AHEAD, BandEntry, Row
from ui.widgets.brush import Brush

_GAP = 20
"""From the longest action to the words before it."""
_DATE_AND_GAPS = 134
_WIDEST_OWNER = 120
_TITLE_LEAST = 250
_TITLE_WANTS = 330
_NOTE_LEAST = 150
_NOTE_WANTS = 210
"""Before title and note have what they want, the owner folds; then the note, which the inspector has, too. What a row
offers goes last, where the title would not be told from the next: the keyboard still does it."""
_TITLE_NARROW = 110
_TITLE_MOST = 0.55
"""Of the room for title and note, so much at most goes to the title."""
_SLACK = 6
_CUT = 4
"""Before the end of a part its words are cut."""
_MARGIN_WANTS = 1040
"""From this width of a band on, its head stands beside its rows; below it, over them."""

Part = str
PARTS: tuple[Part, ...] = ("standing", "due", "title", "note", "owner", "action")
"""Left to right. They fold in the order of :data:`FOLDS`."""
FOLDS: tuple[Part, ...] = ("owner", "note", "action")


class Needs(NamedTuple):
    """What the shown rows ask for: the widest ref, distance, title, owner and action, in pixels."""

    ref: float
    due: float
    title: float
    owner: float
    action: float


def needs_of(rows: Iterable[Row], theme: Theme) -> Needs:
    """Measure the rows. The coming days are found later, in the same columns: what they offer is measured with them."""
    shown = tuple(rows)
    small, strong = QFontMetrics(theme.font("small")), QFontMetricsF(theme.font("strong"))
    records = [row for row in shown if isinstance(row, BandEntry)]
    tokens, cell = theme.columns, theme.space.cell
    distances = [
        *(small.horizontalAdvance(row.due.distance) + EXPECTED_ROOM * row.due.expected for row in records),
        *(small.horizontalAdvance(row.distance) for row in shown if not isinstance(row, BandEntry)),
    ]
    refs = max((ref_width(theme, strong, row.ref) for row in records), default=0)
    owners = max((small.horizontalAdvance(row.owner) for row in records), default=0)
    actions = [LOOK_AHEAD.words, *(row.action.words for row in shown if row.action is not None)]
    body = QFontMetrics(theme.font("body"))
    ref = max(tokens["ref"], refs + tokens["ref"] - 26 + cell)
    titles = (body.horizontalAdvance(row.node.short) for row in records)
    return Needs(
        ref=ref,
        due=max(tokens["due"], theme.at_size(_DATE_AND_GAPS) + max(distances, default=0)),
        title=ref + max(titles, default=0) + cell + _SLACK,
        owner=min(max(tokens["owner"], owners + cell + 4), _WIDEST_OWNER) if owners else 0,
        action=max(map(body.horizontalAdvance, actions)) + _GAP + cell,
    )


class RowColumns(NamedTuple):
    """Left and right of each part that has room, within a row; what is folded is not there."""

    spans: dict[Part, tuple[float, float]]
    ref: float

    def rect(self, part: Part, row: QRectF) -> QRectF | None:
        """The part's rectangle in a row, or None where it is folded."""
        span = self.spans.get(part)
        return QRectF(row.left() + span[0], row.top(), span[1] - span[0], row.height()) if span else None

    def rooms(self, row: QRectF, brush: Brush, *, is_day: bool) -> dict[RowPart, QRectF]:
        """Where in a row each part is painted; what changes on a day takes the rest of it."""
        cell = brush.theme.space.cell
        rects = {part: self.rect(part, row) for part in self.spans}
        found: dict[RowPart, QRectF] = {}
        if (standing := rects.get("standing")) is not None:
            found["standing"] = standing.adjusted(cell, 0, -_CUT, 0)
        if (due := rects.get("due")) is not None:
            found["due"] = due.adjusted(cell, 0, -DISTANCE_INSET, 0)
        title, action = rects.get("title"), rects.get("action")
        if action is not None:
            found["action"] = action.adjusted(0, 0, -cell, 0)
        if title is not None and is_day:
            right = action.left() if action is not None else row.right() - cell
            return found | {
                "changes": QRectF(title.left() + cell, row.top(), right - title.left() - cell, row.height())
            }
        if title is not None:
            found |= ref_and_title(brush, title.adjusted(cell, 0, -_CUT, 0))
        for part in ("note", "owner"):
            if (rect := rects.get(part)) is not None:
                found[part] = rect.adjusted(cell, 0, -_CUT, 0)
        return found

    def part_at(self, x: float) -> Part:
        """The part under a point of a row."""
        return next((part for part, (left, right) in self.spans.items() if left <= x < right), "")


def beside(width: float, theme: Theme) -> bool:
    """Whether a band of this width has its head beside its rows."""
    return width >= theme.at_size(_MARGIN_WANTS)


def places_in(width: float, needs: Needs, theme: Theme) -> RowColumns:
    """Share the width of a row among its parts."""
    wide = {
        "standing": float(theme.columns["standing"]),
        "due": needs.due,
        "owner": needs.owner,
        "action": needs.action,
    }
    shown = [part for part in PARTS if wide.get(part, 1) > 0]
    titles = max(min(needs.title, _TITLE_WANTS), _TITLE_LEAST)
    room_before = {
        "owner": titles + _NOTE_WANTS,
        "note": _TITLE_LEAST + _NOTE_LEAST,
        "action": needs.ref + _TITLE_NARROW,
    }
    for part in FOLDS:
        least = room_before[part]
        if width - sum(wide.get(one, 0) for one in shown) >= least:
            break
        if part in shown:
            shown.remove(part)
    room = max(width - sum(wide.get(one, 0) for one in shown), 120.0)
    most = max(_TITLE_MOST * room, min(room - _NOTE_LEAST, _TITLE_WANTS))
    title = max(min(needs.title, most), _TITLE_LEAST) if "note" in shown else room
    wide |= {"title": title, "note": room - title}
    spans, left = {}, 0.0
    for part in shown:
        spans[part] = (left, left + wide[part])
        left += wide[part]
    return RowColumns(spans, needs.ref)
