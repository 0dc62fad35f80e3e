"""A record's row, wherever it is listed: one value that knows no widget, and one painter of its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from model.days.wording import say_day_parts
from model.outlook.today.notes import Note
from ui.frame.theme import Theme
from ui.widgets.brush import Brush
from ui.widgets.marks import paint_mark

_WORD_GAP = 8.0
_DATE_GAP = 4.0
"""Between a day and its distance."""
_EXPECTED = 10.0
_EXPECTED_GAP = 4.0
EXPECTED_ROOM = round(_EXPECTED + _EXPECTED_GAP)
"""The dashed outline before the word that a day is expected."""
BESIDE_GAP = 10.0
"""Between a title and what stands beside it."""
_MARK = 11.0
_MARK_GAP = 4.0
_PIECE_GAP = 5.0
_CHANGE_GAP = 14.0
_TIGHT = 9.0

RowPart = Literal["mark", "standing", "due", "ref", "title", "note", "changes", "owner", "action"]
"""``mark`` is the shape alone, ``standing`` with its word; ``changes`` is a note that takes the place of a title."""


class RecordRow(Struct, frozen=True, kw_only=True):
    """What a row shows of a record, in ready words; each list gives the parts it has room for."""

    mark: str = ""
    """The key of the standing's shape."""
    share: float | None = None
    """How much of it is performed."""
    word: str = ""
    day: date | None = None
    instead: str = ""
    """What stands in the place of a day."""
    distance: str = ""
    near: bool = False
    expected: bool = False
    done: bool = False
    ref: str = ""
    title: str = ""
    short: str = ""
    """For a title that has no room."""
    beside: str = ""
    """What is said after the title."""
    note: Note = ()
    """Why it stands there, and what follows."""
    owner: str = ""
    action: str = ""
    """What can be done about it."""


def paint_record(brush: Brush, row: RecordRow, places: Mapping[RowPart, QRectF], *, underlined: bool = False) -> None:
    """Paint the parts that have a place; ``underlined`` is the action that is pointed at."""
    for part, rect in places.items():
        if part == "action":
            _paint_action(brush, rect, row, underlined=underlined)
        else:
            _PAINT[part](brush, rect, row)


def _paint_mark(brush: Brush, rect: QRectF, row: RecordRow) -> None:
    mark = QRectF(rect.left(), rect.top(), brush.theme.space.mark, rect.height())
    paint_mark(brush.painter, mark, row.mark, brush.theme, row.share)


def _paint_standing(brush: Brush, rect: QRectF, row: RecordRow) -> None:
    """Shape, colour and word."""
    _paint_mark(brush, rect, row)
    left = rect.left() + brush.theme.space.mark + _WORD_GAP
    brush.write(row.word, "body", brush.theme.tone(row.mark).fg, left, rect)


def _paint_due(brush: Brush, rect: QRectF, row: RecordRow) -> None:
    """The day in three parts, or the words in its place; the distance at the right, which is cut before the day is."""
    text, left = brush.theme.text, rect.right()
    if row.distance:
        name, ink = ("small*", text.first) if row.near else ("small", text.third)
        room = rect.adjusted(_date_width(brush, row.day), 0, 0, 0) if row.day else rect
        left = brush.write(row.distance, name, ink, rect.right(), room, right=True)
        if row.expected and left - _EXPECTED - _EXPECTED_GAP >= room.left():
            left -= _EXPECTED + _EXPECTED_GAP
            paint_expected(brush.painter, QRectF(left, rect.top(), _EXPECTED, rect.height()), text.third)
    if row.day is None:
        words = QRectF(rect.left(), rect.top(), left - rect.left() - _DATE_GAP, rect.height())
        brush.write(row.instead, "body", text.third, rect.left(), words)
        return
    ink = text.third if row.expected else text.second if row.done else text.first
    brush.write_day(row.day, rect.left(), rect, ink)


def _date_width(brush: Brush, day: date) -> float:
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


def _paint_ref(brush: Brush, rect: QRectF, row: RecordRow) -> None:
    """Right-aligned; of one that is too long its end, which tells it from the others."""
    measure = brush.font("strong")[1]
    ref = measure.elidedText(row.ref, Qt.TextElideMode.ElideLeft, max(rect.width(), 0.0) + 0.5)
    brush.write(ref, "strong", _ink(brush.theme, row), rect.right(), rect, right=True)


def _paint_title(brush: Brush, rect: QRectF, row: RecordRow) -> None:
    """The title, or the short one where only that has room, and what is said beside it."""
    spare = brush.width(row.beside, "small") + BESIDE_GAP if row.beside else 0
    room = rect.adjusted(0, 0, -spare, 0)
    wide, short = brush.body_width(row.title), row.short or row.title
    title = short if wide > room.width() and brush.body_width(short) < wide else row.title
    end = brush.write(title, "body", _ink(brush.theme, row), rect.left(), room)
    if row.beside:
        brush.write(row.beside, "small", brush.theme.text.third, end + BESIDE_GAP, rect)


def _ink(theme: Theme, row: RecordRow) -> QColor:
    return theme.text.second if row.done else theme.text.first


def _paint_action(brush: Brush, rect: QRectF, row: RecordRow, *, underlined: bool) -> None:
    """A link at the right."""
    accent = brush.theme.accent
    left = brush.write(row.action, "body", accent.hover if underlined else accent.base, rect.right(), rect, right=True)
    if underlined:
        y = round(rect.center().y() + 7) + 0.5
        brush.painter.setPen(QPen(accent.hover, 1))
        brush.painter.drawLine(QPointF(left, y), QPointF(rect.right(), y))


def paint_note(
    brush: Brush,
    cell: QRectF,
    note: Note,
    font: str = "small",
    ink: QColor | None = None,
    between: float = _PIECE_GAP,
) -> None:
    """Words and, before the records that they name, the marks of their standings; cut at the end of the cell."""
    x, last = cell.left(), len(note) - 1
    if note_width(brush, note, font, between) > cell.width():
        between = min(between, _TIGHT)
        note = _shortened(brush, note, font, between, cell.width())
    colour = ink or brush.theme.text.second
    for place, piece in enumerate(note):
        if piece.text[:1] in (";", ","):
            x -= between
        mark = _MARK + _MARK_GAP if piece.mark else 0.0
        spare = 0.0 if place == last else brush.width("…", font)
        if x + mark + min(brush.width(piece.text, font), 24.0) + spare > cell.right():
            brush.write("…", font, colour, x, cell.adjusted(0, 0, 12, 0))
            return
        if piece.mark:
            paint_mark(brush.painter, QRectF(x, cell.top(), _MARK, cell.height()), piece.mark, brush.theme)
        whole = x + mark + brush.width(piece.text, font) + spare <= cell.right() + 0.5
        end = brush.write(piece.text if whole or not spare else f"{piece.text} …", font, colour, x + mark, cell)
        if not whole:
            return
        x = end + between


def _shortened(brush: Brush, note: Note, font: str, between: float, room: float) -> Note:
    """The note with brief words for full ones, from its end on, as far as it takes."""
    for place in reversed(range(len(note))):
        if note_width(brush, note, font, between) <= room:
            break
        piece = note[place]
        note = (*note[:place], piece._replace(text=piece.brief or piece.text), *note[place + 1 :])
    return note


def note_width(brush: Brush, note: Note, font: str = "small", between: float = _PIECE_GAP) -> float:
    """How wide a note is when nothing of it is cut."""
    marks = sum(_MARK + _MARK_GAP for piece in note if piece.mark)
    joined = sum(between for piece in note[1:] if piece.text[:1] not in (";", ","))
    return marks + joined + sum(brush.width(piece.text, font) for piece in note)


_PAINT: dict[RowPart, Callable[[Brush, QRectF, RecordRow], object]] = {
    "mark": _paint_mark,
    "standing": _paint_standing,
    "due": _paint_due,
    "ref": _paint_ref,
    "title": _paint_title,
    "note": lambda brush, rect, row: paint_note(brush, rect, row.note),
    "changes": lambda brush, rect, row: paint_note(
        brush, rect, row.note, "body", brush.theme.text.first, between=_CHANGE_GAP
    ),
    "owner": lambda brush, rect, row: brush.write(row.owner, "small", brush.theme.text.second, rect.left(), rect),
}
