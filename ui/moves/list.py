"""The list of a review: what a change moves, each record with ref, title and why, its old day and its new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStyleOptionViewItem

from model.assess.standing import IN_TROUBLE, Standing, mark_of
from model.days.wording import say_day, say_day_parts
from model.docket import Docket
from model.outlook.changes.moves import Move
from ui.changes.list import ChangesList
from ui.changes.model import ChangesModel
from ui.changes.paint import EDGE, LINE, PAD, REF_GAP, ChangesDelegate
from ui.frame.recordrow import RecordRow
from ui.frame.standing import word_of_key
from ui.frame.theme import Theme
from ui.inspector.flow import unbroken
from ui.moves.words import TAGS, level_words, shift_words, spoken
from ui.widgets.brush import Brush
from ui.widgets.marks import paint_mark
from ui.widgets.menuplace import index_asked


class MovesModel(ChangesModel):
    """The moves of one change, each level under its head where there are several."""

    def __init__(self) -> None:
        super().__init__()
        self.moves: tuple[Move, ...] = ()
        self.rows: Sequence[Move | str] = ()
        self._docket = Docket()

    def show_moves(self, moves: tuple[Move, ...], docket: Docket, origin: str) -> None:
        """Show what moves in ``docket``, which is the one after the change; ``origin`` is what was changed."""
        self.beginResetModel()
        self.moves, self._docket = moves, docket
        self.rows = tuple(self._rows(origin))
        self.endResetModel()

    def _rows(self, origin: str) -> Iterator[Move | str]:
        several = len({move.level for move in self.moves}) > 1
        level: int | None = None
        for move in self.moves:
            if several and move.level != level:
                yield level_words(move.level, origin)
            level = move.level
            yield move

    def mark(self, move: Move, standing: Standing | None) -> str:
        """The key of a standing's shape, empty where there is none."""
        node = self._docket.obligations.get(move.id) or self._docket.reliefs.get(move.id)
        return mark_of(node, standing) if node is not None and standing is not None else ""

    def spoken(self, row: Move) -> str:
        return spoken(row)


ARROW = "\N{RIGHTWARDS ARROW}"
_BELOW = 18
_DATE = 104
_STEP = 24
_GAP = 18
_MARK = 12
_LEAST = 330
"""Narrower than this beside the days, the reason takes the whole width below them."""


class RowPlaces(NamedTuple):
    """Where the parts of a row stand, from its left edge: the titles, the days, and the right end."""

    title: float
    dates: float
    right: float

    @property
    def beside(self) -> float:
        """The room of a title."""
        return self.dates - _GAP - self.title

    @property
    def why(self) -> float:
        """The room of a reason."""
        return self.beside if self.beside >= _LEAST else self.right - self.title

    @property
    def why_below(self) -> float:
        """How far below the top of a row its reason begins."""
        return PAD + LINE + (0 if self.beside >= _LEAST else _BELOW)


class MovesDelegate(ChangesDelegate):
    """Paints the rows of a :class:`MovesModel`."""

    def __init__(self, theme: Theme, view: QAbstractItemView, model: MovesModel) -> None:
        super().__init__(theme, view, model)
        self._mark_of = model.mark

    def row_height(self, row: Move, width: int) -> int:
        places = self._places(width)
        least = PAD + LINE + _BELOW
        return max(least, int(places.why_below) + self.words_height(_sentence(row.why), places.why)) + PAD

    def is_lit(self, option: QStyleOptionViewItem) -> bool:
        return super().is_lit(option) and self._view.hasFocus()

    def _places(self, width: int) -> RowPlaces:
        right = width - EDGE
        return RowPlaces(EDGE + self.ref_room() + REF_GAP, right - 2 * _DATE - _STEP, right)

    def paint_row(self, brush: Brush, rect: QRectF, row: Move) -> None:
        places = self._places(self._view.width())
        line = QRectF(EDGE, rect.top() + PAD, places.right - EDGE, LINE)
        title = RecordRow(ref=row.ref, title=row.title, beside=TAGS[row.of])
        self.paint_title(brush, line, places.title, places.title + places.beside, title)
        top = rect.top() + places.why_below
        self.paint_why(brush, QRectF(places.title, top, places.why, rect.bottom() - top), _sentence(row.why))
        days = QRectF(places.dates, line.top(), places.right - places.dates, LINE)
        self._paint_days(brush, days, row)
        below = QRectF(days.left(), days.bottom(), days.width(), _BELOW)
        self._paint_standing(brush, below, row)
        self._paint_shift(brush, below, row)

    def _paint_days(self, brush: Brush, line: QRectF, move: Move) -> None:
        """The old day struck through, an arrow, the new day; what is held by hand keeps its day."""
        third = self._theme.text.third
        new = line.adjusted(_DATE + _STEP, 0, 0, 0)
        self._paint_day(brush, new, move.new, strong=True)
        if move.held:
            return
        self._paint_day(brush, line, move.old, strong=False)
        brush.write(ARROW, "body", third, line.left() + _DATE + 3, line)
        if move.old is not None:
            wide = self._theme.weekday_room + brush.width(f"00 {say_day_parts(move.old)[2]}", "body")
            brush.painter.fillRect(QRectF(line.left(), line.center().y() + 1, wide, 1), third)

    def _paint_day(self, brush: Brush, room: QRectF, day: date | None, *, strong: bool) -> None:
        """A day in three parts: its weekday, its number to the right, month and year."""
        text = self._theme.text
        if day is None:
            brush.write("no date", "body", text.third, room.left(), room)
            return
        font, ink = ("strong", text.first) if strong else ("body", text.third)
        brush.write_day(day, room.left(), room.adjusted(0, 0, 6, 0), ink, font)

    def _paint_shift(self, brush: Brush, line: QRectF, move: Move) -> None:
        hurts = move.stands_otherwise and move.becomes in IN_TROUBLE
        ink = self._theme.text.first if hurts else self._theme.text.third
        words = f"would be {say_day(move.computed)}" if move.held and move.computed else shift_words(move)
        brush.write(words, "small*" if hurts else "small", ink, line.right(), line, right=True)

    def _paint_standing(self, brush: Brush, line: QRectF, move: Move) -> None:
        """The old shape, an arrow, the new shape and its word, where the standing becomes another."""
        if not move.stands_otherwise:
            words = "held by hand" if move.held and move.computed else ""
            brush.write(words, "small", self._theme.text.second, line.left(), line)
            return
        old, new = self._mark_of(move, move.was), self._mark_of(move, move.becomes)
        x = line.left()
        if old:
            paint_mark(brush.painter, QRectF(x, line.top(), _MARK, line.height()), old, self._theme)
            x = brush.write(ARROW, "small", self._theme.text.third, x + _MARK + 4, line) + 4
        if new:
            paint_mark(brush.painter, QRectF(x, line.top(), _MARK, line.height()), new, self._theme)
            brush.write(word_of_key(new), "small", self._theme.tone(new).fg, x + _MARK + 5, line)


def _sentence(words: str) -> str:
    return unbroken(words[:1].upper() + words[1:])


class MovesList(ChangesList):
    """Shows a :class:`MovesModel`."""

    delegate_class = MovesDelegate

    def __init__(self, theme: Theme) -> None:
        self.shown = MovesModel()
        super().__init__(theme, self.shown, "moves.list", "What moves")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """While a change waits to be confirmed nothing else is begun: what moves can be copied."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy as text").triggered.connect(lambda _=False: self.copy())
        menu.popup(index_asked(self, event)[1])

    def copy(self) -> None:
        """Put what moves on the clipboard, a line a record."""
        said = (f"\n{row}" if isinstance(row, str) else spoken(row) for row in self.shown.rows)
        QGuiApplication.clipboard().setText("\n".join(said).strip() + "\n")
