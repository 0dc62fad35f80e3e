"""How a row of the agenda is painted: the head of a day under its hairline, a note, or what falls on it."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from ui.calendar.agendarows import AgendaDayHead, AgendaEntry, Note, Row
from ui.calendar.marks import paint_item_mark
from ui.frame.recordrow import RecordRow, RowPart, paint_record
from ui.frame.theme import Theme
from ui.widgets.brush import Brush
from ui.widgets.icons import paint_icon

_HEAD = 28
_FOOT = 5
"""Below the last row of a day."""
_MARK = 14.0
_REF = 44.0
"""The right edge of the refs, from the left of the row."""
_TEXT = 52.0
_REF_GAP = 8.0
_HOLD = 14.0
_HOLD_GAP = 6.0


def row_high(row: Row, *, last: bool, theme: Theme) -> int:
    """How high a row is; the last of a day has air below it."""
    high = _HEAD if isinstance(row, AgendaDayHead) else theme.height.link_row
    return high + (_FOOT if last else 0)


def paint_agenda_row(brush: Brush, row: Row, line: QRectF, *, ruled: bool) -> None:
    """Paint a row on its ground; ``ruled`` says that a hairline stands over the head of a day."""
    if isinstance(row, AgendaDayHead):
        _paint_head(brush, row, line, ruled=ruled)
    elif isinstance(row, Note):
        x = line.left() + (_TEXT if row.indented else 0)
        brush.write(row.words, "small", brush.theme.text.second, x, line)
    else:
        _paint_entry(brush, row, line)


def _paint_head(brush: Brush, head: AgendaDayHead, row: QRectF, *, ruled: bool) -> None:
    theme = brush.theme
    if ruled:
        brush.painter.fillRect(QRectF(row.left(), row.top(), row.width(), 1), theme.line.hair)
    line = QRectF(row.left(), row.top() + 3, row.width(), _HEAD - 3)
    left = brush.write(head.distance, "small", theme.text.second, line.right(), line, right=True)
    line.setRight(left - 8)
    brush.write(head.words, "small*", theme.accent.base if head.looked else theme.text.first, line.left(), line)


def _paint_entry(brush: Brush, entry: AgendaEntry, line: QRectF) -> None:
    """Its mark, the refs right-aligned in their column (longer ones push the words on), what is said, and its hold."""
    theme, item, said = brush.theme, entry.item, entry.said
    paint_item_mark(brush.painter, QRectF(line.left(), line.top(), _MARK, line.height()), item, theme)
    right = line.right()
    if item.movable or item.fixed:
        right -= _HOLD
        hold = QRectF(right, line.top(), _HOLD, line.height())
        paint_icon(brush.painter, hold, "grip" if item.movable else "lock", theme.text.third)
        right -= _HOLD_GAP
    refs = max(_REF, _MARK + _REF_GAP + brush.width(said.refs, "strong")) if said.refs else _REF
    title = line.left() + refs + _REF_GAP
    row = RecordRow(ref=said.refs, title=said.words, done=not item.mark or item.done)
    places: dict[RowPart, QRectF] = {
        "ref": QRectF(line.left(), line.top(), refs, line.height()),
        "title": QRectF(title, line.top(), right - title, line.height()),
    }
    paint_record(brush, row, places)
