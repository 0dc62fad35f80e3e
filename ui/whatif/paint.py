"""How a row of the comparison is painted: ref, title and why at the left, old and new standing and day at the right."""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui.docket.paint import Brush
from ui.inspector.flow import unbroken
from ui.inspector.reading import ARROW
from ui.standing import word_of_key
from ui.theme import Theme
from ui.whatif.model import ComparedModel
from ui.whatif.words import Compared
from ui.widgets.elided import plain_tooltip
from ui.widgets.marks import paint_mark

Index = QModelIndex | QPersistentModelIndex

EDGE = 20
_HEAD = 34
_LINE = 22
_PAD = 8
_MARK = 14
_STANDING = 130
"""The room of a shape and its word."""
_DATE = 112
_STEP = 26
_GAP = 20
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_RIGHT = _STANDING * 2 + _STEP


class ComparedDelegate(QStyledItemDelegate):
    """Paints the rows of a :class:`ComparedModel`."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._fonts: dict[str, tuple[QFont, QFontMetricsF]] = {}

    @property
    def _model(self) -> ComparedModel:
        return cast(ComparedModel, self._view.model())

    # -------------------------------------------------------------------------------------------- sizes

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self.height_of(self._model.rows[index.row()], self._view.width()))

    def height_of(self, row: Compared | str, width: int) -> int:
        """How high a row is in a list of that width."""
        if isinstance(row, str):
            return _HEAD
        words = QFontMetricsF(self._theme.font("small")).boundingRect(
            QRectF(0, 0, self._beside(width), 10_000), _WRAP, unbroken(row.why)
        )
        right = _LINE * (2 if row.moves else 1)
        return max(_LINE + (int(words.height() + 0.999) if row.why else 0), right) + 2 * _PAD

    def _title(self) -> float:
        return EDGE + self._model.ref_room(self._theme) + 10

    def _beside(self, width: int) -> float:
        return width - EDGE - _RIGHT - _GAP - self._title()

    # ------------------------------------------------------------------------------------------ painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.rows[index.row()]
        rect = QRectF(0, option.rect.top(), self._view.width(), option.rect.height())
        brush = Brush(painter, self._theme, self._fonts, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, str):
            self._paint_head(brush, rect, row)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(rect, self._theme.surface.selection)
                painter.fillRect(QRectF(0, rect.top(), 3, rect.height()), self._theme.accent.base)
            self._paint_row(brush, rect, row)
            if not self._model.ends_group(index.row()):
                painter.fillRect(QRectF(EDGE, rect.bottom() - 1, rect.width() - 2 * EDGE, 1), self._theme.line.grid)
        painter.restore()

    def _paint_head(self, brush: Brush, rect: QRectF, words: str) -> None:
        room = rect.adjusted(EDGE, 6, -EDGE, 0)
        brush.write(words, "label", self._theme.text.third, room.left(), room)
        brush.painter.fillRect(QRectF(EDGE, rect.bottom() - 1, room.width(), 1), self._theme.line.strong)

    def _paint_row(self, brush: Brush, rect: QRectF, row: Compared) -> None:
        text, title = self._theme.text, self._title()
        beside = self._beside(self._view.width())
        line = QRectF(EDGE, rect.top() + _PAD, rect.width() - 2 * EDGE, _LINE)
        brush.write(row.ref, "strong", text.first, title - 10, line, right=True)
        brush.write(row.title, "body", text.first, title, QRectF(title, line.top(), beside, line.height()))
        brush.painter.setFont(brush.font("small")[0])
        brush.painter.setPen(text.second)
        why = QRectF(title, line.bottom(), beside, rect.bottom() - line.bottom())
        brush.painter.drawText(why, _WRAP, unbroken(row.why))
        left = rect.width() - EDGE - _RIGHT
        old = QRectF(left, line.top(), _STANDING, _LINE)
        new = old.translated(_STANDING + _STEP, 0)
        self._paint_standing(brush, old, row.was, strong=False)
        brush.write(ARROW, "body", text.third, old.right() + 3, line)
        self._paint_standing(brush, new, row.becomes, strong=True)
        if row.moves:
            self._paint_day(brush, old.translated(0, _LINE), row.due, strong=False)
            brush.write(ARROW, "body", text.third, old.right() + 3, line.translated(0, _LINE))
            self._paint_day(brush, new.translated(0, _LINE), row.would_be_due, strong=True)

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

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole row in words, since a long title is cut."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        row = self._model.rows[index.row()]
        QToolTip.showText(event.globalPos(), "" if isinstance(row, str) else plain_tooltip(row.spoken), view)
        return True
