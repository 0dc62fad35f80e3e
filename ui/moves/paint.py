"""How a row of a review is painted: ref, title and why at the left, the old day and the new one at the right."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from model.assess.standing import IN_TROUBLE
from model.days.wording import say_day, say_day_parts
from model.outlook.changes.moves import Move
from ui.docket.paint import Brush
from ui.inspector.flow import unbroken
from ui.moves.model import MovesModel
from ui.moves.words import TAGS, shift_words, spoken
from ui.standing import word_of_key
from ui.theme import Theme
from ui.widgets.elided import plain_tooltip
from ui.widgets.marks import paint_mark

Index = QModelIndex | QPersistentModelIndex

EDGE = 20
ARROW = "\N{RIGHTWARDS ARROW}"
_HEAD = 34
_LINE = 22
_BELOW = 18
_PAD = 8
_DATE = 104
_STEP = 24
_GAP = 18
_MARK = 12
_LEAST = 330
"""Narrower than this beside the days, the reason takes the whole width below them."""
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


class Places(NamedTuple):
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
        return _PAD + _LINE + (0 if self.beside >= _LEAST else _BELOW)


class MovesDelegate(QStyledItemDelegate):
    """Paints the rows of a :class:`MovesModel`."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._fonts: dict[str, tuple[QFont, QFontMetricsF]] = {}
        self._refs: tuple[tuple[Move, ...], float] = ((), 0.0)

    @property
    def _rows(self) -> MovesModel:
        return cast(MovesModel, self._view.model())

    # -------------------------------------------------------------------------------------------- sizes

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self.height_of(self._rows.rows[index.row()], self._view.width()))

    def height_of(self, row: Move | str, width: int) -> int:
        """How high a row is in a list of that width, whether its scroll bar is there or not."""
        if isinstance(row, str):
            return _HEAD
        places = self._places(width)
        room = QRectF(0, 0, places.why, 10_000)
        words = QFontMetricsF(self._theme.font("small")).boundingRect(room, _WRAP, _sentence(row.why))
        least = _PAD + _LINE + _BELOW
        return max(least, int(places.why_below + words.height() + 0.999)) + _PAD

    def _places(self, width: int) -> Places:
        right = width - EDGE
        return Places(EDGE + self._ref_room() + 10, right - 2 * _DATE - _STEP, right)

    def _ref_room(self) -> float:
        """The width of the longest ref, measured once for what is shown."""
        moves = self._rows.moves
        if self._refs[0] is not moves:
            measure = QFontMetricsF(self._theme.font("strong"))
            widest = max((measure.horizontalAdvance(ref) for ref in {move.ref for move in moves}), default=0.0)
            self._refs = (moves, widest)
        return self._refs[1]

    # ------------------------------------------------------------------------------------------ painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._rows.rows[index.row()]
        rect = QRectF(0, option.rect.top(), self._view.width(), option.rect.height())
        brush = Brush(painter, self._theme, self._fonts, 0)
        painter.save()
        if isinstance(row, str):
            self._paint_head(brush, rect, row)
        else:
            if option.state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
                painter.fillRect(rect, self._theme.surface.selection)
                painter.fillRect(QRectF(0, rect.top(), 3, rect.height()), self._theme.accent.base)
            self._paint_move(brush, rect, row)
            if not self._rows.ends_level(index.row()):
                painter.fillRect(QRectF(EDGE, rect.bottom() - 1, rect.width() - 2 * EDGE, 1), self._theme.line.grid)
        painter.restore()

    def _paint_head(self, brush: Brush, rect: QRectF, words: str) -> None:
        room = rect.adjusted(EDGE, 6, -EDGE, 0)
        brush.write(words, "label", self._theme.text.third, room.left(), room)
        brush.painter.fillRect(QRectF(EDGE, rect.bottom() - 1, room.width(), 1), self._theme.line.strong)

    def _paint_move(self, brush: Brush, rect: QRectF, move: Move) -> None:
        places = self._places(self._view.width())
        line = QRectF(EDGE, rect.top() + _PAD, places.right - EDGE, _LINE)
        self._paint_title(brush, line, places, move)
        top = rect.top() + places.why_below
        brush.painter.setFont(brush.font("small")[0])
        brush.painter.setPen(self._theme.text.second)
        why = QRectF(places.title, top, places.why, rect.bottom() - top)
        brush.painter.drawText(why, _WRAP, _sentence(move.why))
        days = QRectF(places.dates, line.top(), places.right - places.dates, _LINE)
        self._paint_days(brush, days, move)
        below = QRectF(days.left(), days.bottom(), days.width(), _BELOW)
        self._paint_standing(brush, below, move)
        self._paint_shift(brush, below, move)

    def _paint_title(self, brush: Brush, line: QRectF, places: Places, move: Move) -> None:
        text, tag = self._theme.text, TAGS[move.of]
        brush.write(move.ref, "strong", text.first, places.title - 10, line, right=True)
        room = QRectF(places.title, line.top(), places.beside, line.height())
        taken = brush.width(tag, "small") + 9 if tag else 0
        end = brush.write(move.title, "body", text.first, places.title, room.adjusted(0, 0, -taken, 0))
        brush.write(tag, "small", text.third, end + 9, room)

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
        old, new = self._rows.mark(move, move.was), self._rows.mark(move, move.becomes)
        x = line.left()
        if old:
            paint_mark(brush.painter, QRectF(x, line.top(), _MARK, line.height()), old, self._theme)
            x = brush.write(ARROW, "small", self._theme.text.third, x + _MARK + 4, line) + 4
        if new:
            paint_mark(brush.painter, QRectF(x, line.top(), _MARK, line.height()), new, self._theme)
            brush.write(word_of_key(new), "small", self._theme.tone(new).fg, x + _MARK + 5, line)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole row in words, since a long title is cut."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        row = self._rows.rows[index.row()]
        QToolTip.showText(event.globalPos(), "" if isinstance(row, str) else plain_tooltip(spoken(row)), view)
        return True


def _sentence(words: str) -> str:
    return unbroken(words[:1].upper() + words[1:])
