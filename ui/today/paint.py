"""How a row of Today is painted on ground that the delegate has laid."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from model.outlook.today.notes import Note
from ui.docket.paint import Brush, paint_due, paint_standing, paint_title
from ui.today.columns import RowColumns
from ui.today.rows import DayRow, RecordRow
from ui.widgets.marks import paint_mark

_MARK = 11.0
_MARK_GAP = 4.0
_PIECE_GAP = 5.0
_TIGHT = 9.0
_SLACK = 4


def paint_record(brush: Brush, row: QRectF, places: RowColumns, record: RecordRow) -> None:
    """A record: standing, due, ref and title as in the docket; then its note and its owner."""
    cell = brush.theme.space.cell
    for part, paint in (("standing", paint_standing), ("due", paint_due), ("title", paint_title)):
        rect = places.rect(part, row)
        if rect is not None:
            paint(brush, rect.adjusted(cell, 0, -cell if part == "due" else -_SLACK, 0), record)
    note = places.rect("note", row)
    if note is not None:
        paint_note(brush, note.adjusted(cell, 0, -_SLACK, 0), record.note)
    owner = places.rect("owner", row)
    if owner is not None:
        brush.write(
            record.owner, "small", brush.theme.text.second, owner.left() + cell, owner.adjusted(0, 0, -_SLACK, 0)
        )


def paint_day(brush: Brush, row: QRectF, places: RowColumns, day: DayRow) -> None:
    """A coming day: the worst of what follows, the day and its distance, and what changes over the rest of the row."""
    theme, cell = brush.theme, brush.theme.space.cell
    standing, due, title = (places.rect(part, row) for part in ("standing", "due", "title"))
    if standing is None or due is None or title is None:
        return
    mark = QRectF(standing.left() + cell, row.top(), theme.space.mark, row.height())
    paint_mark(brush.painter, mark, day.standing, theme)
    brush.write(day.standing_word, "body", theme.tone(day.standing).fg, mark.right() + 8, standing)
    brush.write_day(day.day, due.left() + cell, due, theme.text.first)
    name, ink = ("small*", theme.text.first) if day.near else ("small", theme.text.third)
    brush.write(day.distance, name, ink, due.right() - 14, due, right=True)
    deed = places.spans.get("deed")
    right = row.left() + deed[0] if deed else row.right() - cell
    rest = QRectF(title.left() + cell, row.top(), right - title.left() - cell, row.height())
    paint_note(brush, rest, day.note, "body", theme.text.first, between=14.0)


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
