"""The list of what is published: a feed in two lines, with a sign where it is not up to date."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from model.feed.spec import Publication
from ui.feeds.words import short_words, state_words
from ui.frame.theme import Ink, Theme
from ui.widgets.elided import plain_tooltip
from ui.widgets.icons import paint_icon

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROW = 66
_LINE = 19
_INSET = 24
_SIGN = 16


class FeedsModel(QAbstractListModel):
    """Publications by title; who chose one keeps it when the others change."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Publication, ...] = ()
        self.now: datetime | None = None

    def show(self, rows: tuple[Publication, ...], now: datetime) -> None:
        """Show these; where they are the same feeds, only their words change."""
        self.now = now
        if [one.id for one in rows] == [one.id for one in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def lines(self, row: int) -> tuple[str, str, str]:
        """The three lines of a feed."""
        one = self.rows[row]
        return one.title, short_words(one), state_words(one, self.now) if self.now else ""

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if index.isValid() and role in (Role.DisplayRole, Role.AccessibleTextRole):
            return ", ".join(self.lines(index.row()))
        if index.isValid() and role == Role.ToolTipRole:
            return plain_tooltip("\n".join(self.lines(index.row())))
        return None


class FeedsList(QListView):
    """The list itself."""

    def __init__(self, theme: Theme, model: FeedsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_ListingDelegate(theme, self))
        self.setAccessibleName("Feeds")
        self.setObjectName("feeds.list")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("background: transparent;")

    def set_theme(self, theme: Theme) -> None:
        self.setItemDelegate(_ListingDelegate(theme, self))


class _ListingDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, FeedsModel):
            return
        theme, rect, one = self._theme, QRectF(option.rect), model.rows[index.row()]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, theme.surface.selection)
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), theme.accent.base)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.surface.hover)
        fault = bool(one.last_error) and not one.paused
        inks: tuple[Ink, Ink, Ink] = ("first", "second", "first" if fault else "second" if chosen else "third")
        for place, (words, ink) in enumerate(zip(model.lines(index.row()), inks, strict=True)):
            font = theme.font("body" if place == 0 else "small", 600 if place == 0 or (fault and place == 2) else None)
            top = rect.top() + 5 + place * _LINE
            left = _INSET
            if fault and place == 2:
                sign = QRectF(rect.left() + _INSET, top + (_LINE - _SIGN) / 2, _SIGN, _SIGN)
                paint_icon(painter, sign, "warning", theme.text.first)
                left += _SIGN + 5
            painter.setFont(font)
            painter.setPen(theme.ink(ink))
            room = rect.width() - left - 10
            cut = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(rect.left() + left, round(theme.baseline(font, top, _LINE))), cut)
