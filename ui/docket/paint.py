"""How a cell of the docket is painted: one function a column, on ground that the delegate has laid."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from model.days.wording import say_day_parts
from ui.docket.entry import DocketEntry
from ui.filter.arrangement import DocketGroup
from ui.frame.recordrow import RowPart, paint_record
from ui.frame.standing import RANK, Count
from ui.frame.theme import Theme
from ui.widgets.brush import Brush
from ui.widgets.icons import paint_icon
from ui.widgets.marks import paint_mark
from ui.widgets.money import paint_amount

_MARK_GAP = 8.0
_NEED_MARK = 10.0
_NEED_GAP = 4.5
DISTANCE_INSET = 14.0
_REF_INSET = 26.0
_REF_MOST = 104
"""So wide a ref is written whole, for the usual text; of a longer one its end, which tells it from the others."""


Paint = Callable[[Brush, QRectF, DocketEntry], None]


def paint_standing(brush: Brush, cell: QRectF, entry: DocketEntry) -> None:
    """Shape, colour and word."""
    paint_record(brush, entry.row, {"standing": cell})


def paint_due(brush: Brush, cell: QRectF, entry: DocketEntry) -> None:
    """The day in three parts, or the words in its place; the distance at the right."""
    paint_record(brush, entry.row, {"due": cell.adjusted(0, 0, brush.theme.space.cell - DISTANCE_INSET, 0)})


def ref_width(theme: Theme, measure: QFontMetricsF, ref: str) -> float:
    """The room that a ref takes in a table: one that is very long leaves the title its own."""
    return min(measure.horizontalAdvance(ref), theme.at_size(_REF_MOST))


def ref_and_title(brush: Brush, cell: QRectF) -> dict[RowPart, QRectF]:
    """The room of the refs, and that of the titles after it."""
    inset = _REF_INSET - brush.theme.space.cell + brush.ref_room - brush.theme.columns["ref"]
    refs = QRectF(cell.left(), cell.top(), inset, cell.height())
    return {"ref": refs, "title": cell.adjusted(brush.ref_room, 0, 0, 0)}


def paint_title(brush: Brush, cell: QRectF, entry: DocketEntry) -> None:
    """The ref, right-aligned in its own width, and the title; of a series, how many of its occurrences are open."""
    paint_record(brush, entry.row, ref_and_title(brush, cell))


def paint_small(words: Callable[[DocketEntry], str], third: bool = False) -> Paint:
    """A painter for a cell of plain second information."""

    def paint(brush: Brush, cell: QRectF, entry: DocketEntry) -> None:
        ink = brush.theme.text.third if third else brush.theme.text.second
        brush.write(words(entry), "small", ink, cell.left(), cell)

    return paint


def paint_parties(brush: Brush, cell: QRectF, entry: DocketEntry) -> None:
    """Who owes whom; where both have no room, each is cut, so that neither is lost."""
    ink, (first, second) = brush.theme.text.second, entry.snapshot.parties(entry.node)
    arrow = " → "
    if not second or brush.width(entry.parties, "small") <= cell.width():
        brush.write(entry.parties, "small", ink, cell.left(), cell)
        return
    room = cell.width() - brush.width(arrow, "small")
    wanted = brush.width(second, "small")
    own = min(brush.width(first, "small"), max(room / 2, room - wanted))
    x = brush.write(first, "small", ink, cell.left(), QRectF(cell.left(), cell.top(), own, cell.height()))
    x = brush.write(arrow, "small", ink, x, cell.adjusted(0, 0, _NEED_MARK, 0))
    brush.write(second, "small", ink, x, cell)


def paint_sum(brush: Brush, cell: QRectF, entry: DocketEntry) -> None:
    """The sum right-aligned, its bound before it, and a bar of what is performed below."""
    sign, amount = entry.amount_parts
    if amount:
        standing = "satisfied" if entry.share == 1 else "open"
        room = cell.adjusted(-brush.theme.space.cell, 0, 0, 0)
        if brush.body_width(f"{sign} {amount}" if sign else amount) > room.width():
            amount = entry.amount_brief
        paint_amount(brush.painter, room, brush.theme, amount, sign, entry.share, standing, entry.done)


def paint_needs(brush: Brush, cell: QRectF, entry: DocketEntry) -> None:
    """What it hangs on: each as its mark and its ref; as many as have room, and then how many more."""
    ink, x = brush.theme.text.second, cell.left()
    marks = entry.needs_marks
    for place, (key, ref) in enumerate(marks):
        more = f"+{len(marks) - place}"
        wanted = _NEED_MARK + 2 + brush.width(ref, "small")
        spare = 0 if place == len(marks) - 1 else brush.width(more, "small") + _NEED_GAP
        if x + wanted + spare > cell.right() + 4:
            brush.write(more, "small", brush.theme.text.third, x, cell.adjusted(0, 0, 12, 0))
            return
        paint_mark(brush.painter, QRectF(x, cell.top(), _NEED_MARK, cell.height()), key, brush.theme)
        x = brush.write(ref, "small", ink, x + _NEED_MARK + 2, cell.adjusted(0, 0, 12, 0)) + _NEED_GAP


def paint_verified(brush: Brush, cell: QRectF, entry: DocketEntry) -> None:
    """Two of two people in third text; fewer, and a rule that is not verified, must be seen."""
    text = brush.theme.text
    whole = entry.verified_count == 2 and not entry.rule_remark
    brush.write(
        entry.verified_words, "small" if whole else "small*", text.third if whole else text.first, cell.left(), cell
    )


def paint_reminder(brush: Brush, cell: QRectF, entry: DocketEntry) -> None:
    """The next reminder without its year, which the due day tells."""
    day = entry.next_reminder
    if day is not None:
        weekday, number, month = say_day_parts(day)
        words = f"{weekday} {number} {month if day.year != entry.snapshot.day.year else month[:3]}"
        brush.write(words, "small", brush.theme.text.second, cell.left(), cell.adjusted(0, 0, 12, 0))


PAINT: dict[str, Paint] = {
    "standing": paint_standing,
    "due": paint_due,
    "title": paint_title,
    "instrument": paint_small(lambda entry: entry.instrument),
    "locator": paint_small(lambda entry: entry.short_locator, third=True),
    "parties": paint_parties,
    "owner": paint_small(lambda entry: entry.owner),
    "amount": paint_sum,
    "needs": paint_needs,
    "verified": paint_verified,
    "reminder": paint_reminder,
}
"""The painter of each column."""


def paint_group(brush: Brush, row: QRectF, group: DocketGroup) -> None:
    """A group's head: chevron, title, caption, and its tally at the right edge, over a strong hairline."""
    theme = brush.theme
    line = row.adjusted(0, 5, 0, 0)
    name = "chevron-right" if group.shut else "chevron-down"
    paint_icon(brush.painter, QRectF(row.left() - 3, line.top(), 16, line.height()), name, theme.text.second)
    x = row.left() + 18
    room = QRectF(x, line.top(), _paint_tally(brush, line, group.counts) - 24 - x, line.height())
    if group.heading.standing:
        paint_mark(brush.painter, QRectF(x, line.top(), 14, line.height()), group.heading.standing, theme)
        x += 14 + _MARK_GAP
    font = "instrument" if group.heading.instrument else "strong"
    x = brush.write(group.heading.title, font, theme.text.first, x, room)
    brush.write(group.heading.caption, "small", theme.text.third, x + 9, room)
    brush.painter.fillRect(QRectF(row.left(), row.bottom() - 1, row.width(), 1), theme.line.strong)


def _paint_tally(brush: Brush, line: QRectF, counts: tuple[Count, ...]) -> float:
    """Ours, then reliefs and plans with them, then what is owed to us. Returns where it begins."""
    theirs = [one for one in counts if one.side == "theirs"]
    x = line.right()
    for one in reversed(theirs):
        x = _paint_count(brush, line, one.standing, one.number, x)
    if theirs:
        x = brush.write("to us", "small", brush.theme.text.third, x + 3, line, right=True) - 20
    for key, number in reversed(merged(counts)):
        x = _paint_count(brush, line, key, number, x)
    return x


def merged(counts: tuple[Count, ...]) -> list[tuple[str, int]]:
    """What is not owed to us, by standing, in the order of standings."""
    numbers: dict[str, int] = {}
    for one in counts:
        if one.side != "theirs":
            numbers[one.standing] = numbers.get(one.standing, 0) + one.number
    return sorted(numbers.items(), key=lambda item: RANK[item[0]])


def _paint_count(brush: Brush, line: QRectF, key: str, number: int, right: float) -> float:
    theme = brush.theme
    left = brush.write(f"{number:,}", "small", theme.text.second, right, line, right=True)
    mark = QRectF(left - 4 - 12, line.top(), 12, line.height())
    paint_mark(brush.painter, mark, key, theme)
    return mark.left() - 12
