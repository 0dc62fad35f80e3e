"""How a reminder is painted: its shape, ref and title; why it rings; to whom it went; and what can be done with it."""

from __future__ import annotations

from typing import NamedTuple, cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui.frame.recordrow import RowPart, paint_record
from ui.frame.theme import Theme
from ui.reminders.list.rows import ReminderListRow, RemindersModel, RingingHead
from ui.widgets.brush import Brush, Fonts
from ui.widgets.elided import plain_tooltip
from ui.widgets.icons import paint_icon

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
_ACTION_GAP = 18
_DISTANCE = 92
_GAP = 18


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
        self._fonts: Fonts = {}
        self.hovered = -1
        self.over_action = ""
        self.ringed = -1

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self._fonts.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Heads have one height, rows another."""
        return QSize(200, _HEAD if isinstance(self._line(index), RingingHead) else _ROW)

    def actions_at(self, row: ReminderListRow, rect: QRectF) -> tuple[ReminderAction, ...]:
        """What a row offers and where, from the left."""
        measure = QFontMetricsF(self._theme.font("body"))
        right, top = rect.right() - EDGE, rect.top() + _PAD + _LINE + 4
        placed: list[ReminderAction] = []
        for key, words in reversed(row.actions):
            wide = measure.horizontalAdvance(words) + (_CHEVRON if key == "snooze" else 0)
            placed.append(ReminderAction(key, words, QRectF(right - wide, top, wide, 2 * _SMALL - 8)))
            right -= wide + _ACTION_GAP
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
            brush.lay_ground(rect, active=bool(option.state & State.State_Active), hovered=place == self.hovered)
            painter.fillRect(QRectF(EDGE, rect.bottom() - 1, rect.width() - 2 * EDGE, 1), self._theme.line.grid)
            self._paint_row(brush, rect, line, place)
        painter.restore()

    def _paint_head(self, brush: Brush, rect: QRectF, head: RingingHead) -> None:
        third = self._theme.text.third
        room = rect.adjusted(EDGE, 12, -EDGE, 0)
        end = brush.write(head.name, "label", third, room.left(), room)
        brush.write(f"{head.count:,}", "small", third, end + 10, room)
        brush.painter.fillRect(QRectF(EDGE, rect.bottom() - 1, room.width(), 1), self._theme.line.strong)

    def _paint_row(self, brush: Brush, rect: QRectF, row: ReminderListRow, place: int) -> None:
        actions = self.actions_at(row, rect)
        left = self._paint_title(brush, QRectF(EDGE, rect.top() + _PAD, rect.width() - 2 * EDGE, _LINE), row)
        right = (actions[0].rect.left() if actions else rect.right() - EDGE) - _GAP
        below = QRectF(left, rect.top() + _PAD + _LINE, max(right - left, 0), _SMALL)
        brush.write(row.why, "small", self._theme.text.second, left, below)
        ink = self._theme.text.second if brush.selected else self._theme.text.third
        brush.write(row.whom, "small", ink, left, below.translated(0, _SMALL))
        for action in actions:
            self._paint_action(brush, action, underlined=place == self.hovered and self.over_action == action.key)
        if place == self.ringed:
            brush.draw_ring(rect.adjusted(5, 2, -5, -3), 0)

    def _paint_title(self, brush: Brush, line: QRectF, row: ReminderListRow) -> float:
        """Shape, ref and title at the left, the day at the right. Where the title begins."""
        left = line.left() + self._theme.space.mark + _MARK_GAP
        if not row.standing:
            bell = QRectF(line.left() - 1, line.top(), self._theme.space.mark + 2, line.height())
            paint_icon(brush.painter, bell, "bell", self._theme.text.second)
        due = line.right() - (_DISTANCE + self._date_width(brush) if row.due else 0)
        title = left + (brush.width(row.ref, "strong") + _REF_GAP if row.ref else 0)
        places: dict[RowPart, QRectF] = {"mark": line} if row.standing else {}
        places |= {
            "ref": QRectF(left, line.top(), title - _REF_GAP - left, line.height()),
            "title": QRectF(title, line.top(), due - _GAP - title, line.height()),
            "due": QRectF(due, line.top(), line.right() - due, line.height()),
        }
        paint_record(brush, row.row, places)
        return left

    def _date_width(self, brush: Brush) -> float:
        return self._theme.weekday_room + brush.width("00", "body") + brush.width(" Mmm 0000", "body")

    def _paint_action(self, brush: Brush, action: ReminderAction, *, underlined: bool) -> None:
        accent = self._theme.accent
        ink = accent.hover if underlined else accent.base
        end = brush.write(action.words, "body", ink, action.rect.left(), action.rect.adjusted(0, 0, 1, 0))
        if action.key == "snooze":
            chevron = QRectF(end + 3, action.rect.top() + 1, 12, action.rect.height())
            paint_icon(brush.painter, chevron, "chevron-down", ink)
        if underlined:
            base = action.rect.center().y() + 8
            brush.painter.setPen(QPen(ink, 1))
            brush.painter.drawLine(QPointF(action.rect.left(), base), QPointF(end, base))

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
