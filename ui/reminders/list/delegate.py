"""How a reminder is painted: its shape, ref and title; why it rings; to whom it went; and what can be done with it."""

from __future__ import annotations

from typing import NamedTuple, cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui.docket.paint import Brush
from ui.frame.theme import Theme
from ui.reminders.list.listmodel import RemindersModel, RingingHead
from ui.reminders.list.rows import ReminderListRow
from ui.widgets.elided import plain_tooltip
from ui.widgets.icons import paint_icon
from ui.widgets.marks import paint_mark

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag
EDGE = 24
_HEAD = 40
_PAD = 8
_LINE = 22
_SMALL = 18
_ROW = _PAD + _LINE + 2 * _SMALL + _PAD
_MARK_GAP = 10
_REF_GAP = 8
_DEED_GAP = 18
_DISTANCE = 92
_GAP = 18
_RADIUS = 4


class ReminderAction(NamedTuple):
    """One thing that a row offers, and where it is painted."""

    key: str
    words: str
    rect: QRectF


class ReminderDelegate(QStyledItemDelegate):
    """The list tells it what is hovered and where the keyboard is."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._fonts: dict[str, tuple[QFont, QFontMetricsF]] = {}
        self.hovered = -1
        self.over_deed = ""
        self.ringed = -1

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self._fonts.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Heads have one height, rows another."""
        return QSize(200, _HEAD if isinstance(self._line(index), RingingHead) else _ROW)

    def deeds_at(self, row: ReminderListRow, rect: QRectF) -> tuple[ReminderAction, ...]:
        """What a row offers and where, from the left."""
        measure = QFontMetricsF(self._theme.font("body"))
        right, top = rect.right() - EDGE, rect.top() + _PAD + _LINE + 4
        placed: list[ReminderAction] = []
        for key, words in reversed(row.deeds):
            wide = measure.horizontalAdvance(words) + (_CHEVRON if key == "snooze" else 0)
            placed.append(ReminderAction(key, words, QRectF(right - wide, top, wide, 2 * _SMALL - 8)))
            right -= wide + _DEED_GAP
        return tuple(reversed(placed))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        line, place = self._line(index), index.row()
        rect = QRectF(0, option.rect.top(), self._view.width(), option.rect.height())
        selected = bool(option.state & State.State_Selected)
        brush = Brush(painter, self._theme, self._fonts, 0, selected)
        painter.save()
        if isinstance(line, RingingHead):
            self._paint_head(brush, rect, line)
        else:
            self._lay_ground(painter, rect, place, selected, active=bool(option.state & State.State_Active))
            self._paint_row(brush, rect, line, place)
        painter.restore()

    def _paint_head(self, brush: Brush, rect: QRectF, head: RingingHead) -> None:
        third = self._theme.text.third
        room = rect.adjusted(EDGE, 12, -EDGE, 0)
        end = brush.write(head.name, "label", third, room.left(), room)
        brush.write(f"{head.count:,}", "small", third, end + 10, room)
        brush.painter.fillRect(QRectF(EDGE, rect.bottom() - 1, room.width(), 1), self._theme.line.strong)

    def _lay_ground(self, painter: QPainter, rect: QRectF, place: int, selected: bool, *, active: bool) -> None:
        surface = self._theme.surface
        if selected:
            painter.fillRect(rect, surface.selection if active else surface.hover)
            painter.fillRect(
                QRectF(0, rect.top(), 3, rect.height()), self._theme.accent.base if active else self._theme.line.strong
            )
        elif place == self.hovered:
            painter.fillRect(rect, surface.hover)
        painter.fillRect(QRectF(EDGE, rect.bottom() - 1, rect.width() - 2 * EDGE, 1), self._theme.line.grid)

    def _paint_row(self, brush: Brush, rect: QRectF, row: ReminderListRow, place: int) -> None:
        deeds = self.deeds_at(row, rect)
        left = self._paint_title(brush, QRectF(EDGE, rect.top() + _PAD, rect.width() - 2 * EDGE, _LINE), row)
        right = (deeds[0].rect.left() if deeds else rect.right() - EDGE) - _GAP
        below = QRectF(left, rect.top() + _PAD + _LINE, max(right - left, 0), _SMALL)
        brush.write(row.why, "small", self._theme.text.second, left, below)
        ink = self._theme.text.second if brush.selected else self._theme.text.third
        brush.write(row.whom, "small", ink, left, below.translated(0, _SMALL))
        for deed in deeds:
            self._paint_deed(brush, deed, underlined=place == self.hovered and self.over_deed == deed.key)
        if place == self.ringed:
            self._paint_ring(brush.painter, rect)

    def _paint_title(self, brush: Brush, line: QRectF, row: ReminderListRow) -> float:
        """Shape, ref and title at the left, the day at the right. Where the title begins."""
        theme = self._theme
        mark = QRectF(line.left(), line.top(), theme.space.mark, line.height())
        if row.standing:
            paint_mark(brush.painter, mark, row.standing, theme, row.share)
        else:
            paint_icon(brush.painter, mark.adjusted(-1, 0, 1, 0), "bell", theme.text.second)
        left = mark.right() + _MARK_GAP
        end = self._paint_day(brush, line, row) - _GAP
        title = left
        if row.ref:
            title = brush.write(row.ref, "strong", theme.text.first, left, line) + _REF_GAP
        brush.write(row.title, "body", theme.text.first, title, QRectF(left, line.top(), end - left, line.height()))
        return left

    def _paint_day(self, brush: Brush, line: QRectF, row: ReminderListRow) -> float:
        """The day in three parts and its distance; where it begins."""
        text = self._theme.text
        if row.due is None:
            return line.right()
        name, ink = ("small*", text.first) if row.near else ("small", text.third)
        brush.write(row.distance, name, ink, line.right(), line, right=True)
        wide = self._theme.weekday_room + brush.width("00", "body") + brush.width(" Mmm 0000", "body")
        left = line.right() - _DISTANCE - wide
        brush.write_day(row.due, left, line, text.first)
        return left

    def _paint_deed(self, brush: Brush, deed: ReminderAction, *, underlined: bool) -> None:
        accent = self._theme.accent
        ink = accent.hover if underlined else accent.base
        end = brush.write(deed.words, "body", ink, deed.rect.left(), deed.rect.adjusted(0, 0, 1, 0))
        if deed.key == "snooze":
            chevron = QRectF(end + 3, deed.rect.top() + 1, 12, deed.rect.height())
            paint_icon(brush.painter, chevron, "chevron-down", ink)
        if underlined:
            base = deed.rect.center().y() + 8
            brush.painter.setPen(QPen(ink, 1))
            brush.painter.drawLine(QPointF(deed.rect.left(), base), QPointF(end, base))

    def _paint_ring(self, painter: QPainter, rect: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.accent.base, self._theme.space.focus))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(5, 2, -5, -3), _RADIUS, _RADIUS)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole row in words, since a long title is cut."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        line = self._line(index)
        QToolTip.showText(
            event.globalPos(), plain_tooltip(line.spoken) if isinstance(line, ReminderListRow) else "", view
        )
        return True

    def _line(self, index: Index) -> ReminderListRow | RingingHead:
        return cast(RemindersModel, index.model()).lines[index.row()]


_CHEVRON = 15
