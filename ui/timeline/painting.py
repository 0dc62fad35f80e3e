"""One picture of the timeline: everything in sight, painted; and what is where in it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from model.phrases import short_day
from ui.frame.theme import Theme
from ui.timeline.axispaint import AXIS_HIGH, MARKERS_HIGH, AxisPainting
from ui.timeline.content import TimelineContent
from ui.timeline.headpaint import HeadChip, HeadLine, head_height, lay_line, paint_head, paint_line
from ui.timeline.markers import Marker, PlacedMarker, lay
from ui.timeline.placing import Label
from ui.timeline.rowpaint import RowPainting, Widths
from ui.timeline.scale import Scale
from ui.timeline.sheet import TimelineBand, TimelineRow

_EDGE = 12
"""A selection reaches so far past the margin."""


class Painting:
    """What is in sight at one scale and one height. Made anew for every change of either: it remembers nothing."""

    def __init__(
        self,
        theme: Theme,
        content: TimelineContent,
        scale: Scale,
        size: tuple[int, int],
        scrolled: float,
        left: float,
        widths: Widths,
    ) -> None:
        self._theme, self._content, self._scale = theme, content, scale
        self._wide, self._high = size
        self._scrolled = scrolled
        self._left = left
        self.right = chart_width(theme, size[0])
        self.head = head_high(content)
        self._rows = RowPainting(theme, scale, self.right, content.day, content.sheet.row_height, widths)
        self._axis = AxisPainting(theme, scale, self.right)
        self._labels: dict[str, Label] = {}

    @cached_property
    def rows(self) -> list[TimelineRow]:
        """The rows in sight."""
        return self._content.sheet.rows_in(self._scrolled, self._scrolled + self._high - self.head)

    @cached_property
    def bands(self) -> list[TimelineBand]:
        """The lanes in sight."""
        return self._content.sheet.bands_in(self._scrolled, self._scrolled + self._high - self.head)

    @cached_property
    def markers(self) -> tuple[PlacedMarker, ...]:
        """The markers in sight."""
        return lay(self._content.markers, self._scale, self.right, self._axis.width_of)

    def y(self, height: float) -> float:
        """Where a height of the sheet stands in the window."""
        return height - self._scrolled + self.head

    # --------------------------------------------------------------------------------------------- paint

    def paint(
        self, painter: QPainter, chosen: frozenset[str], current: str, hovered: str | date, closed: Collection[date]
    ) -> None:
        """All of it, from the back to the front."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, self._wide, self._high), self._theme.surface.view)
        hovered_id = hovered if isinstance(hovered, str) else ""
        end = min(self.y(self._content.sheet.height), float(self._high))
        painter.save()
        painter.setClipRect(QRectF(0, self.head, self._wide, self._high - self.head))
        self._grounds(painter, chosen, hovered_id)
        self._in_chart(painter, lambda: self._axis.paint_ground(painter, self.head, end, closed))
        self._grounds(painter, chosen, "")
        self._heads(painter)
        self._in_chart(painter, lambda: self._paint_rows(painter, chosen, current, hovered_id, end))
        painter.restore()
        self._top(painter, hovered if isinstance(hovered, date) else None)

    def _in_chart(self, painter: QPainter, work: object) -> None:
        painter.save()
        painter.translate(self._left, 0)
        painter.setClipRect(QRectF(-1, self.head, self.right + 2, self._high), Qt.ClipOperation.IntersectClip)
        if callable(work):
            work()
        painter.restore()

    def _grounds(self, painter: QPainter, chosen: frozenset[str], hovered: str) -> None:
        """The selected rows and the one under the pointer have a ground, the selected ones the accent's edge."""
        for row in self.rows:
            if not row.id or (row.id not in chosen and row.id != hovered):
                continue
            rect = QRectF(self._left - _EDGE, self.y(row.top), self.right + 2 * _EDGE, row.height)
            painter.fillRect(rect, self.ground(row.id, chosen, hovered))
            if row.id in chosen:
                painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), self._theme.accent.base)

    def ground(self, record_id: str, chosen: frozenset[str], hovered: str) -> QColor:
        """What a row stands on."""
        if record_id in chosen:
            return self._theme.surface.selection
        return self._theme.surface.hover if record_id == hovered else self._theme.surface.view

    def _heads(self, painter: QPainter) -> None:
        """The heads of the lanes; that of a lane whose top is out of sight stays at the top."""
        edge = float(self._theme.space.view)
        for band in self.bands:
            top, bottom = self.y(band.top), self.y(band.top + band.height)
            heading = self._content.headings[band.lane.key]
            stuck = min(max(top, self.head), bottom - head_height(self._theme, heading))
            paint_head(painter, self._theme, heading, stuck, edge)
            painter.fillRect(QRectF(edge, bottom - 1, self._wide - 2 * edge, 1), self._theme.line.hair)

    def _paint_rows(self, painter: QPainter, chosen: frozenset[str], current: str, hovered: str, end: float) -> None:
        content = self._content
        for row in self.rows:
            if row.id:
                label = self.label(row.id)
                face = content.face(row.id)
                self._rows.paint_bars(painter, face, content.node(row.id), self.y(row.middle), label)
        self._chain(painter)
        if content.today != content.day:
            self._axis.paint_line(painter, content.today, self.head, end, looked_at=False)
        self._axis.paint_line(painter, content.day, self.head, end)
        for row in self.rows:
            if row.id:
                face, ground = content.face(row.id), self.ground(row.id, chosen, hovered)
                self._rows.paint_marks(painter, face, content.node(row.id), self.y(row.middle), ground)
                self._rows.paint_label(painter, face, self.label(row.id), self.y(row.middle), ground)
            else:
                self._paint_line(painter, row, chosen, current, hovered)

    def _paint_line(
        self, painter: QPainter, row: TimelineRow, chosen: frozenset[str], current: str, hovered: str
    ) -> None:
        entries = self._content.entries(self._content.sheet.bands[row.lane].lane)
        y = self.y(row.middle)
        line = self.line_of(row, current)
        x = self._scale.middle(self._content.day)
        if 0 < x < line.end + (90 if line.more else 0):
            painter.fillRect(QRectF(x - 2, y - row.height / 2 + 3, 4, row.height - 6), self._theme.surface.view)
        paint_line(painter, self._theme, line, entries, y, chosen, hovered)

    def _chain(self, painter: QPainter) -> None:
        """From link to link of the critical chain: down or up at the one's day, then to where the next begins."""
        content = self._content
        pen = QPen(self._theme.text.second, 1.5)
        for link, then in zip(content.chain, content.chain[1:], strict=False):
            start, end = self._anchor(link.id), self._anchor(then.id)
            if start is None or end is None:
                continue
            path = _elbow(start, end)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen)
            painter.drawPath(path)

    def _anchor(self, record_id: str) -> tuple[float, float, float] | None:
        """Where a chain leaves a row, where it comes in, and at which height."""
        row = self._content.sheet.row_of(record_id)
        if row is None or not row.id:
            return None
        found = self._rows.anchor(self._content.face(record_id))
        return None if found is None else (*found, self.y(row.middle))

    def _top(self, painter: QPainter, hovered: date | None) -> None:
        """Markers, axis and the chip of the day."""
        edge = float(self._theme.space.view)
        painter.fillRect(QRectF(edge, self.head - 1, self._wide - 2 * edge, 1), self._theme.line.strong)
        painter.save()
        painter.translate(self._left, 0)
        painter.setClipRect(QRectF(-8, 0, self.right + 16, self.head))
        axis_top = self.head - AXIS_HIGH
        words = short_day(self._content.day)
        chip = self._axis.chip(words, self._content.day, axis_top)
        if self._content.today != self._content.day:
            self._axis.paint_today(painter, self._content.today, axis_top, chip)
        clear = (chip.left(), chip.right()) if not chip.isEmpty() else (-10.0, -9.0)
        self._axis.paint_ground(painter, self.head - AXIS_HIGH + 6, self.head - 1, ())
        self._axis.paint_names(painter, axis_top, clear)
        if not chip.isEmpty():
            self._axis.paint_line(painter, self._content.day, self.head - 5, self.head)
        self._axis.paint_chip(painter, chip, words)
        self._axis.paint_markers(painter, self.markers, 0, hovered)
        painter.restore()

    # ---------------------------------------------------------------------------------------- what is where

    def label(self, record_id: str) -> Label:
        """Where the name of a record stands."""
        found = self._labels.get(record_id)
        if found is None:
            found = self._labels[record_id] = self._rows.label_of(self._content.face(record_id))
        return found

    def name_lines(self, record_id: str) -> tuple[str, ...]:
        """The name of a record as it is written: in one line or two, cut where there is no room."""
        return self._rows.name_lines(self._content.face(record_id), self.label(record_id))

    def line_of(self, row: TimelineRow, current: str) -> HeadLine:
        """The line of those without a day, as laid out."""
        entries = self._content.entries(self._content.sheet.bands[row.lane].lane)
        return lay_line(self._theme, entries, self.right, current)

    def row_at(self, y: float) -> TimelineRow | None:
        """The row at a height of the window."""
        return None if y < self.head else self._content.sheet.row_at(y - self.head + self._scrolled)

    def record_at(self, x: float, y: float, current: str) -> str:
        """The record at a place of the window."""
        row = self.row_at(y)
        if row is None or x < self._left - _EDGE:
            return ""
        if row.id:
            return row.id
        chip = self._chip_at(self.line_of(row, current), x - self._left)
        return chip.id if chip else ""

    def _chip_at(self, line: HeadLine, x: float) -> HeadChip | None:
        return next((chip for chip in line.chips if chip.left - 6 <= x < chip.left + chip.width - 6), None)

    def marker_at(self, x: float, y: float) -> Marker | None:
        """The marker at a place of the window."""
        if not 0 <= y < MARKERS_HIGH or not self._content.markers:
            return None
        at = x - self._left
        words = next(
            (one for one in self.markers if one.words and one.left - 4 <= at <= one.left + one.width + 4), None
        )
        near = min(self.markers, key=lambda one: abs(one.x - at), default=None)
        if near is not None and abs(near.x - at) <= 4:
            return near.marker
        return words.marker if words else None

    def rect_of(self, record_id: str, current: str) -> QRectF:
        """Where a record stands: its whole row, or its place in the line of those without a day."""
        row = self._content.sheet.row_of(record_id)
        if row is None:
            return QRectF()
        if row.id:
            return QRectF(self._left - _EDGE, self.y(row.top), self.right + 2 * _EDGE, row.height)
        line = self.line_of(row, current)
        chip = next((one for one in line.chips if one.id == record_id), None)
        at, wide = (chip.left - 6, chip.width) if chip else (0.0, line.end)
        return QRectF(self._left + at, self.y(row.top), wide, row.height)


def chart_width(theme: Theme, wide: int) -> float:
    """The width of what is drawn by days, in a window so wide."""
    return max(float(wide - 2 * theme.space.view - theme.width.lane_head), 60.0)


def head_high(content: TimelineContent) -> float:
    """The height of what stands over the rows: the markers, if there are any, and the axis."""
    return AXIS_HIGH + (MARKERS_HIGH if content.markers else 0.0)


def _elbow(start: tuple[float, float, float], end: tuple[float, float, float]) -> QPainterPath:
    """From a mark down or up to another row, and on to its beginning, with a head of an arrow."""
    (x, _, y), (_, to, height) = start, end
    step = 1 if height > y else -1
    path = QPainterPath(QPointF(x, y + 9 * step))
    if to - x > 8:
        path.lineTo(x, height - 5 * step)
        path.quadTo(x, height, x + 5, height)
        path.lineTo(to - 3, height)
        way = 1
    else:
        path.lineTo(x, height - 15 * step)
        path.lineTo(x, height - 11 * step)
        for dx in (-3.5, 3.5):
            path.moveTo(x + dx, height - 15 * step)
            path.lineTo(x, height - 10 * step)
        return path
    for dy in (-3.5, 3.5):
        path.moveTo(to - 3 - 5 * way, height + dy)
        path.lineTo(to - 3, height)
    return path
