"""How a cell of the docket is painted: one function a column, on ground that the delegate has laid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from model.days.wording import say_day_parts
from ui.docket.entry import DocketEntry
from ui.filter.arrangement import DocketGroup
from ui.frame.standing import RANK, Count
from ui.frame.theme import Theme
from ui.widgets.icons import paint_icon
from ui.widgets.marks import paint_mark
from ui.widgets.money import paint_amount

_MARK_GAP = 8.0
_NEED_MARK = 10.0
_NEED_GAP = 4.5
_DISTANCE_INSET = 14.0
_REF_INSET = 26.0
_DATE_GAP = 4.0
"""Between a day and its distance."""
_EXPECTED = 10.0
_EXPECTED_GAP = 4.0
EXPECTED_ROOM = round(_EXPECTED + _EXPECTED_GAP)
"""The dashed outline before the word that a day is expected."""
_REF_MOST = 104
"""So wide a ref is written whole, for the usual text; of a longer one its end, which tells it from the others."""
COUNT_GAP = 10.0
"""Between a title and how many of its occurrences are open."""


class Brush(Struct):
    """What painting a cell needs: the painter, the theme, and the fonts with their measures."""

    painter: QPainter
    theme: Theme
    fonts: dict[str, tuple[QFont, QFontMetricsF]]
    ref_room: float
    """The room of the refs before the titles."""
    selected: bool = False

    def font(self, name: str) -> tuple[QFont, QFontMetricsF]:
        """A font of the type table, ``body`` or ``small*`` for its 600 weight, with its measures."""
        found = self.fonts.get(name)
        if found is None:
            plain = name.rstrip("*")
            font = self.theme.font(plain, 600 if name.endswith("*") else None)
            found = self.fonts[name] = (font, QFontMetricsF(font))
        return found

    def body_width(self, text: str) -> float:
        """How wide ``text`` is in a cell."""
        return self.width(text, "body")

    def width(self, text: str, name: str) -> float:
        """How wide ``text`` is."""
        return self.font(name)[1].horizontalAdvance(text)

    def write(self, text: str, name: str, ink: QColor, x: float, rect: QRectF, right: bool = False) -> float:
        """Write one line centred by its capitals at ``x`` (its right end, if ``right``), cut at the end of ``rect``.

        Returns where it ends on the other side.
        """
        font, measure = self.font(name)
        room = (x - rect.left()) if right else (rect.right() - x)
        if measure.horizontalAdvance(text) > room + 0.5:
            text = measure.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0.0))
        width = measure.horizontalAdvance(text)
        start = x - width if right else x
        self.painter.setFont(font)
        self.painter.setPen(ink)
        baseline = rect.top() + (rect.height() + measure.capHeight()) / 2
        self.painter.drawText(QPointF(start, round(baseline)), text)
        return start if right else start + width

    def write_day(self, day: date, x: float, rect: QRectF, ink: QColor, name: str = "body") -> None:
        """Write a day in three parts from ``x`` on: its weekday, its number on two figures, month and year."""
        weekday, number, month = say_day_parts(day)
        figures = x + self.theme.weekday_room + self.width("00", name)
        self.write(weekday, "body", self.theme.text.third, x, rect)
        self.write(number, name, ink, figures, rect, right=True)
        self.write(f" {month}", name, ink, figures, rect)


Paint = Callable[[Brush, QRectF, DocketEntry], None]


def paint_standing(brush: Brush, cell: QRectF, entry: DocketEntry) -> None:
    """Shape, colour and word."""
    theme = brush.theme
    mark = QRectF(cell.left(), cell.top(), theme.space.mark, cell.height())
    paint_mark(brush.painter, mark, entry.standing, theme, entry.share)
    brush.write(entry.standing_word, "body", theme.tone(entry.standing).fg, mark.right() + _MARK_GAP, cell)


def paint_due(brush: Brush, cell: QRectF, entry: DocketEntry) -> None:
    """The day in three parts, or the words in its place; the distance at the right."""
    text, due = brush.theme.text, entry.due
    cell = cell.adjusted(0, 0, -_DISTANCE_INSET + brush.theme.space.cell, 0)
    left = cell.right()
    if due.distance:
        name, ink = ("small*", text.first) if entry.near else ("small", text.third)
        room = cell.adjusted(_date_width(brush, due.day), 0, 0, 0) if due.day else cell
        left = brush.write(due.distance, name, ink, cell.right(), room, right=True)
        if due.expected and left - _EXPECTED - _EXPECTED_GAP >= room.left():
            left -= _EXPECTED + _EXPECTED_GAP
            paint_expected(brush.painter, QRectF(left, cell.top(), _EXPECTED, cell.height()), text.third)
    room = QRectF(cell.left(), cell.top(), left - cell.left() - 4, cell.height())
    if due.day is None:
        brush.write(due.words, "body", text.third, cell.left(), room)
        return
    ink = text.third if due.expected else text.second if entry.done else text.first
    brush.write_day(due.day, cell.left(), cell, ink)


def _date_width(brush: Brush, day: date) -> float:
    """What a day in three parts takes: where there is no room for both, the distance is cut and the day is not."""
    return brush.theme.weekday_room + brush.width(f"00 {say_day_parts(day)[2]}", "body") + _DATE_GAP


def paint_expected(painter: QPainter, room: QRectF, ink: QColor) -> None:
    """The dashed outline of what is only expected."""
    side = room.width() - 1
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, 1.2)
    pen.setDashPattern([2, 1.6])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(room.left() + 0.5, room.center().y() - side / 2, side, side))
    painter.restore()


def ref_width(theme: Theme, measure: QFontMetricsF, ref: str) -> float:
    """The room that a ref takes in a table: one that is very long leaves the title its own."""
    return min(measure.horizontalAdvance(ref), theme.at_size(_REF_MOST))


def paint_title(brush: Brush, cell: QRectF, entry: DocketEntry) -> None:
    """The ref, right-aligned in its own width, and the title; of a series, how many of its occurrences are open."""
    text = brush.theme.text
    ink = text.second if entry.done else text.first
    wide = brush.ref_room
    inset = _REF_INSET - brush.theme.space.cell + wide - brush.theme.columns["ref"]
    room = max(inset, 0.0) + 0.5
    ref = brush.font("strong")[1].elidedText(entry.ref, Qt.TextElideMode.ElideLeft, room)
    brush.write(ref, "strong", ink, cell.left() + inset, cell, right=True)
    counted = entry.open_count
    spare = brush.width(counted, "small") + COUNT_GAP if counted else 0
    title = entry.title_for(cell.width() - wide - spare, brush.body_width)
    end = brush.write(title, "body", ink, cell.left() + wide, cell.adjusted(0, 0, -spare, 0))
    if counted:
        brush.write(counted, "small", text.third, end + COUNT_GAP, cell)


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
