"""How a row of the comparison is painted: ref, title and why at the left, old and new standing and day at the right."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF

from ui.changes.paint import EDGE, LINE, PAD, REF_GAP, ChangesDelegate
from ui.frame.recordrow import RecordRow
from ui.frame.standing import word_of_key
from ui.inspector.flow import unbroken
from ui.inspector.reading import ARROW
from ui.whatif.words import Compared
from ui.widgets.brush import Brush
from ui.widgets.marks import paint_mark

_MARK = 14
_STANDING = 130
"""The room of a shape and its word."""
_DATE = 112
_STEP = 26
_GAP = 20
_RIGHT = _STANDING * 2 + _STEP


class ComparedDelegate(ChangesDelegate):
    """Paints the rows of a :class:`ui.whatif.compare.ComparedModel`."""

    def row_height(self, row: Compared, width: int) -> int:
        why = self.words_height(unbroken(row.why), self._beside(width)) if row.why else 0
        return max(LINE + why, LINE * (2 if row.moves else 1)) + 2 * PAD

    def _title(self) -> float:
        return EDGE + self.ref_room() + REF_GAP

    def _beside(self, width: int) -> float:
        return width - EDGE - _RIGHT - _GAP - self._title()

    def paint_row(self, brush: Brush, rect: QRectF, row: Compared) -> None:
        text, title = self._theme.text, self._title()
        beside = self._beside(self._view.width())
        line = QRectF(EDGE, rect.top() + PAD, rect.width() - 2 * EDGE, LINE)
        self.paint_title(brush, line, title, title + beside, RecordRow(ref=row.ref, title=row.title))
        self.paint_why(brush, QRectF(title, line.bottom(), beside, rect.bottom() - line.bottom()), unbroken(row.why))
        left = rect.width() - EDGE - _RIGHT
        old = QRectF(left, line.top(), _STANDING, LINE)
        new = old.translated(_STANDING + _STEP, 0)
        self._paint_standing(brush, old, row.was, strong=False)
        brush.write(ARROW, "body", text.third, old.right() + 3, line)
        self._paint_standing(brush, new, row.becomes, strong=True)
        if row.moves:
            self._paint_day(brush, old.translated(0, LINE), row.due, strong=False)
            brush.write(ARROW, "body", text.third, old.right() + 3, line.translated(0, LINE))
            self._paint_day(brush, new.translated(0, LINE), row.would_be_due, strong=True)

    def _paint_standing(self, brush: Brush, room: QRectF, key: str, *, strong: bool) -> None:
        if not key:
            brush.write("not there", "body", self._theme.text.third, room.left(), room)
            return
        paint_mark(brush.painter, QRectF(room.left(), room.top(), _MARK, room.height()), key, self._theme)
        font = "strong" if strong else "body"
        brush.write(word_of_key(key), font, self._theme.tone(key).fg, room.left() + _MARK + 7, room)

    def _paint_day(self, brush: Brush, room: QRectF, day: date | None, *, strong: bool) -> None:
        """A day in three parts, as everywhere."""
        text = self._theme.text
        if day is None:
            brush.write("no day", "body", text.third, room.left(), room)
            return
        font, ink = ("strong", text.first) if strong else ("body", text.third)
        brush.write_day(day, room.left(), room, ink, font)
