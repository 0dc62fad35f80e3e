"""The heads of the rows of figures: names of metrics as they are written, each with its unit."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from model.outlook.covenants.results import metric_unit_text
from model.record.metric import Metric
from ui.covenants.sheet import FiguresSheet
from ui.frame.theme import Theme

_LEAST, _MOST = 200, 320


class RowHeads(QHeaderView):
    """Painted heads: other heads are in small caps, but a name keeps its letters."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self._metrics: tuple[Metric, ...] = ()
        self.setDefaultSectionSize(theme.height.row)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setAccessibleName("Metrics")

    def show_sheet(self, sheet: FiguresSheet) -> None:
        """Make room for the metrics of a sheet: as much as the longest needs, within limits."""
        self._metrics = sheet.metrics
        wanted = max(map(self._wide, self._metrics), default=0.0)
        self.setFixedWidth(min(max(round(wanted) + 1, _LEAST), _MOST))

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.viewport().update()

    def sectionSizeFromContents(self, logical: int) -> QSize:
        """As wide as all are."""
        return QSize(self.width(), self._theme.height.row)

    def _wide(self, metric: Metric) -> float:
        name, unit = QFontMetricsF(self._theme.font("body")), QFontMetricsF(self._theme.font("small"))
        gaps = 3 * self._theme.space.cell
        return name.horizontalAdvance(metric.short) + unit.horizontalAdvance(metric_unit_text(metric)) + gaps

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """The name, cut where it must be, and the unit at the right, over the line of its row."""
        theme, metric, row = self._theme, self._metrics[logical], QRectF(rect)
        painter.fillRect(row, theme.surface.view)
        painter.fillRect(QRectF(row.left(), row.bottom() - 1, row.width(), 1), theme.line.grid)
        baseline = round(theme.baseline(theme.font("body"), row.top(), row.height()))
        unit = metric_unit_text(metric)
        place = row.right() - theme.space.cell - QFontMetricsF(theme.font("small")).horizontalAdvance(unit)
        painter.setFont(_as_written(theme, "small"))
        painter.setPen(theme.text.third)
        painter.drawText(QPointF(place, baseline), unit)
        room = place - theme.space.cell - row.left()
        name = QFontMetricsF(theme.font("body")).elidedText(metric.short, Qt.TextElideMode.ElideRight, room)
        painter.setFont(_as_written(theme, "body"))
        painter.setPen(theme.text.first)
        painter.drawText(QPointF(row.left(), baseline), name)


def _as_written(theme: Theme, name: str) -> QFont:
    """A font that says no to small caps: a painter fills in what a font leaves open from that of heads."""
    font = theme.font(name)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0)
    for feature in ("smcp", "c2sc"):
        font.setFeature(QFont.Tag(feature), 0)
    return font
