"""The one delegate of the docket: it lays a row's ground, lines, edge and ring, and has each cell painted on it."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui.docket.columns import COLUMNS, INDEX
from ui.docket.entry import DocketEntry
from ui.docket.model import DocketModel
from ui.docket.paint import PAINT, paint_group, ref_width
from ui.frame.recordrow import BESIDE_GAP
from ui.frame.theme import Theme
from ui.widgets.brush import Brush, Fonts
from ui.widgets.elided import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag
_SLACK = 4
"""Words may run into the padding at their right, but not up to the next column."""
_TO_THE_EDGE = frozenset({"due", "amount", "needs", "reminder"})
_OF_A_SERIES = frozenset({"standing", "due", "title"})
"""The columns whose tooltip names the open occurrences of a series."""


class DocketDelegate(QStyledItemDelegate):
    """Paints rows of a :class:`DocketModel`. The table tells it what is hovered and where the keyboard is."""

    def __init__(self, theme: Theme, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._view = parent
        self._theme = theme
        self._fonts: Fonts = {}
        self._ref_room = float(theme.columns["ref"])
        self.room = 0
        """The width of a row."""
        self.hovered = -1
        self.ringed = -1
        self.last_column = len(COLUMNS) - 1

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self._fonts.clear()

    def set_longest_ref(self, ref: str) -> None:
        """Make room for the longest ref before the titles."""
        measure = QFontMetricsF(self._theme.font("strong"))
        least = self._theme.columns["ref"]
        self._ref_room = max(least, ref_width(self._theme, measure, ref) + least - 26 + self._theme.space.cell)

    @property
    def ref_room(self) -> float:
        """The room of the refs before the titles."""
        return self._ref_room

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows have one height; the table sets it."""
        return QSize(80, self._theme.height.row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        model = cast(DocketModel, index.model())
        row, rect = index.row(), QRectF(option.rect)
        group = model.group(row)
        if group is not None:
            self._paint_group_row(painter, rect, row, model)
            return
        entry = model.entry(row)
        if entry is None:
            return
        state = option.state
        selected = bool(state & State.State_Selected)
        brush = Brush(painter, self._theme, self._fonts, self._ref_room, selected)
        active, first = bool(state & State.State_Active), index.column() == 0
        brush.lay_ground(rect, active=active, hovered=row == self.hovered, edge=first)
        if not model.last_of_group(row) and not selected:
            self._rule_off(painter, rect, index.column())
        cell = self._theme.space.cell
        key = COLUMNS[index.column()].key
        PAINT[key](brush, rect.adjusted(cell, 0, -cell if key in _TO_THE_EDGE else -_SLACK, 0), entry)
        if row == self.ringed:
            self._paint_ring(painter, rect)

    def _paint_group_row(self, painter: QPainter, rect: QRectF, row: int, model: DocketModel) -> None:
        group = model.group(row)
        if group is None:
            return
        cell = self._theme.space.cell
        whole = self._whole(rect)
        brush = Brush(painter, self._theme, self._fonts, self._ref_room)
        paint_group(brush, whole.adjusted(cell, 0, -cell, 0), group)
        if row == self.ringed:
            self._paint_ring(painter, rect.adjusted(0, 4, 0, -2))

    def _rule_off(self, painter: QPainter, rect: QRectF, column: int) -> None:
        left = self._theme.space.cell if column == 0 else 0
        right = self._theme.space.cell if column == self.last_column else 0
        line = QRectF(rect.left() + left, rect.bottom() - 1, rect.width() - left - right, 1)
        painter.fillRect(line, self._theme.line.grid)

    def _paint_ring(self, painter: QPainter, rect: QRectF) -> None:
        """The keyboard's ring runs round the whole row; each cell shows its stretch of it."""
        painter.save()
        painter.setClipRect(rect)
        Brush(painter, self._theme, self._fonts).draw_ring(self._whole(rect))
        painter.restore()

    def _whole(self, rect: QRectF) -> QRectF:
        return QRectF(0, rect.top(), self.room, rect.height())

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """A cut cell says the whole of itself; a tally says its words."""
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        model = cast(DocketModel, index.model())
        entry = model.entry(index.row()) if index.isValid() else None
        group = model.group(index.row()) if index.isValid() else None
        words = ""
        if entry is not None:
            words = (
                self._cut_words(entry.node.title, index) or self._cut_ref(entry)
                if index.column() == INDEX["title"]
                else ""
            )
            words = words or self._cut_words(COLUMNS[index.column()].text(entry), index)
            words = words or (entry.locator if COLUMNS[index.column()].key == "locator" else "")
            words = (entry.verified_more if COLUMNS[index.column()].key == "verified" else "") or words
            if COLUMNS[index.column()].key in _OF_A_SERIES and entry.open_count:
                words = _with_open(entry, words)
        elif group is not None:
            words = str(model.data(model.index(index.row(), 0), Qt.ItemDataRole.AccessibleTextRole))
        QToolTip.showText(event.globalPos(), plain_tooltip(words), view)
        return True

    def _cut_ref(self, entry: DocketEntry) -> str:
        """Ref and title where the ref is too long to stand before it."""
        measure = QFontMetricsF(self._theme.font("strong"))
        is_cut = measure.horizontalAdvance(entry.ref) > ref_width(self._theme, measure, entry.ref)
        return f"{entry.ref}  {entry.node.title}" if is_cut else ""

    def _cut_words(self, words: str, index: Index) -> str:
        key = COLUMNS[index.column()].key
        room = self._view.visualRect(cast(QModelIndex, index)).width() - self._theme.space.cell - _SLACK
        if key == "title":
            room -= round(self._ref_room) + self._count_room(index)
        name = "body" if key in ("standing", "due", "title", "amount") else "small"
        if key == "due":
            room -= 34
        return words if QFontMetricsF(self._theme.font(name)).horizontalAdvance(words) > room else ""

    def _count_room(self, index: Index) -> int:
        """What stands after a title takes of its room."""
        entry = cast(DocketModel, index.model()).entry(index.row())
        counted = entry.open_count if entry is not None else ""
        return round(QFontMetricsF(self._theme.font("small")).horizontalAdvance(counted) + BESIDE_GAP) if counted else 0


def _with_open(entry: DocketEntry, words: str) -> str:
    """The open occurrences of a series, under the whole title where that is cut."""
    title = words if words == entry.node.title else ""
    return "\n".join(filter(None, (title, *entry.open_words.replace(": ", ":\n", 1).split("; "))))
