"""The drawing of the timeline: it paints everything itself, and is a list to the keyboard and to screen readers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from model.outlook.today.weeks import closed_days
from ui.frame.theme import Theme
from ui.timeline.content import TimelineContent
from ui.timeline.painting import Painting, chart_width, head_high
from ui.timeline.rowpaint import Widths
from ui.timeline.scale import SHADED, Scale
from ui.widgets.scrollbar import QuietScrollBar

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class EntryModel(QAbstractListModel):
    """Says of each record what its row shows."""

    def __init__(self, speak: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speak = speak
        self._ids: tuple[str, ...] = ()
        self._places: Mapping[str, int] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """The records in order."""
        return self._ids

    def show(self, ids: tuple[str, ...]) -> None:
        """Hold other records, or the same ones as they stand now."""
        if ids == self._ids:
            if ids:
                self.dataChanged.emit(self.index(0), self.index(len(ids) - 1))
            return
        self.beginResetModel()
        self._ids = ids
        self._places = {one: place for place, one in enumerate(ids)}
        self.endResetModel()

    def id_of(self, index: Index) -> str:
        """The record of an index."""
        return self._ids[index.row()] if index.isValid() and index.row() < len(self._ids) else ""

    def index_of(self, record_id: str) -> QModelIndex:
        """The index of a record; none where it is not shown."""
        place = self._places.get(record_id)
        return QModelIndex() if place is None else self.index(place)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return self._speak(self.id_of(index)) if index.isValid() else None


_KEEP = 40.0
_REMEMBERED = 20_000
"""So many words are remembered with their width."""


class TimelineSheet(QListView):
    """Shows a :class:`TimelineContent` at a :class:`Scale`."""

    scaled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._content: TimelineContent | None = None
        self._scale = Scale(729_000.0, 3.5)
        self._chosen: frozenset[str] = frozenset()
        self._current = ""
        self._hovered: str | date = ""
        self._closed: tuple[tuple[object, date, date], frozenset[date]] | None = None
        self._painted: Painting | None = None
        self._widths: Widths = {}
        self.entries = EntryModel(self._speak, self)
        self.setModel(self.entries)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, in the margin, so that the right edge of the rows stays where it is.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBar(QuietScrollBar(Qt.Orientation.Vertical, self))
        self.setMouseTracking(True)
        self.setAutoScroll(False)
        self.setAccessibleName("Timeline")

    # ------------------------------------------------------------------------------------------- what is shown

    def show_content(self, content: TimelineContent) -> None:
        """Show other records, or the same ones as they stand now."""
        self._content = content
        self.entries.show(content.sheet.ids)
        self._renew()
        self.updateGeometries()
        self._follow()

    def choose(self, chosen: Collection[str], current: str) -> None:
        """Mark what is selected, and the record that the keyboard walks from."""
        self._chosen, self._current = frozenset(chosen), current
        self._follow()
        self._renew()

    def _follow(self) -> None:
        """The list that screen readers see follows."""
        selection = self.selectionModel()
        index = self.entries.index_of(self._current)
        flag = QItemSelectionModel.SelectionFlag
        selection.clearSelection()
        for one in self._chosen:
            selection.select(self.entries.index_of(one), flag.Select)
        if index.isValid():
            selection.setCurrentIndex(index, flag.NoUpdate)

    def _speak(self, record_id: str) -> str:
        return self._content.spoken(record_id) if self._content else ""

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self._renew()

    @property
    def current(self) -> str:
        """The record that the keyboard walks from."""
        return self._current

    @property
    def time_scale(self) -> Scale:
        """How days lie along it."""
        return self._scale

    @property
    def chart_wide(self) -> float:
        """The width of what is drawn by days."""
        return chart_width(self._theme, self.width())

    @property
    def chart_left(self) -> float:
        """Where it begins."""
        return float(self._theme.space.view + self._theme.width.lane_head)

    @property
    def painting(self) -> Painting | None:
        """What is in sight."""
        if self._painted is None and self._content is not None:
            if len(self._widths) > _REMEMBERED:
                self._widths.clear()
            size = (self.width(), self.viewport().height())
            scrolled = float(self.verticalScrollBar().value())
            self._painted = Painting(
                self._theme, self._content, self._scale, size, scrolled, self.chart_left, self._widths
            )
        return self._painted

    def _renew(self) -> None:
        self._painted = None
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight."""
        painting = self.painting
        if painting is None:
            return
        painter = QPainter(self.viewport())
        painting.paint(painter, self._chosen, self._current, self._hovered, self._closed_days())

    def _closed_days(self) -> frozenset[date]:
        """The closed days in sight, where they can be told apart."""
        if self._content is None or self._scale.per_day < SHADED:
            return frozenset()
        docket = self._content.known.run.docket
        key = (docket, self._scale.day_at(0), self._scale.day_at(self.chart_wide))
        if self._closed is None or self._closed[0] != key:
            self._closed = (key, frozenset(closed_days(*key)))
        return self._closed[1]

    # ----------------------------------------------------------------------------------------- zoom and pan

    def set_scale(self, scale: Scale) -> None:
        """Show other days, or the same ones wider or closer."""
        self._scale = scale
        self._renew()
        self.scaled.emit()

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Zoom by a factor about a place of the chart, else about the day looked at, else about the middle."""
        self.set_scale(self._scale.zoomed(factor, self._about() if x is None else x))

    def _about(self) -> float:
        line = self._scale.middle(self._content.day) if self._content else -1.0
        return line if 0 <= line <= self.chart_wide else self.chart_wide / 2

    def pan(self, across: float, down: float = 0.0) -> None:
        """Move by so many pixels."""
        if across:
            self.set_scale(self._scale.panned(across))
        if down:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(down))

    def keep_in_sight(self, record_id: str) -> None:
        """Move as little as brings a record into sight, its row and its days."""
        painting, content = self.painting, self._content
        row = content.sheet.row_of(record_id) if content else None
        if painting is None or row is None or content is None:
            return
        bar, room = self.verticalScrollBar(), self.viewport().height() - painting.head
        if row.top < bar.value():
            bar.setValue(round(row.top - 6))
        elif row.top + row.height > bar.value() + room:
            bar.setValue(round(row.top + row.height - room + 6))
        if row.id:
            self._bring_days(content.face(record_id).track.first, content.face(record_id).track.last)

    def _bring_days(self, first: date | None, last: date | None) -> None:
        if first is None or last is None:
            return
        left, right, wide = self._scale.x(first), self._scale.x(last) + self._scale.per_day, self.chart_wide
        if right < _KEEP:
            self.pan(right - wide / 2)
        elif left > wide - _KEEP:
            self.pan(left - wide / 2)

    # ------------------------------------------------------------------------ what a list view asks of its kind

    def visualRect(self, index: Index) -> QRect:
        painting = self.painting
        one = self.entries.id_of(index)
        return painting.rect_of(one, self._current).toAlignedRect() if painting and one else QRect()

    def indexAt(self, point: QPoint) -> Index:  # type: ignore[override]  # the stub knows no persistent index
        painting = self.painting
        return self.entries.index_of(painting.record_at(point.x(), point.y(), self._current) if painting else "")

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Only what is walked to is brought into sight, and that is said elsewhere."""

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def visualRegionForSelection(self, selection: object) -> QRegion:
        return QRegion(self.viewport().rect())

    def doItemsLayout(self) -> None:
        """Rows are laid out by the sheet."""

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        if self._content is None:
            bar.setRange(0, 0)
            return
        room = self.viewport().height() - round(head_high(self._content))
        bar.setPageStep(max(room, 1))
        bar.setSingleStep(round(self._content.sheet.row_height))
        bar.setRange(0, max(round(self._content.sheet.height) + 8 - room, 0))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._renew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        self.updateGeometries()
        self._renew()
