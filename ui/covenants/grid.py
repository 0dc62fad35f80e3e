"""The grid of a period's figures: typed into cell by cell, or pasted into from a spreadsheet."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from model.days.wording import say_day
from model.outlook.covenants.results import metric_unit_text
from model.record.metric import Metric
from ui.covenants.pasting import place_block, read_block
from ui.covenants.sheet import Cell, FiguresSheet
from ui.frame.theme import Theme
from ui.widgets.elided import plain_tooltip

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


Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_COLUMN = 148
_BAR = 12


class GridModel(QAbstractTableModel):
    """Metrics down, days across; the first column says the unit."""

    edited = Signal()

    def __init__(self, sheet: FiguresSheet, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.sheet, self.theme = sheet, theme
        self.problems: dict[Cell, str] = {}

    def show_sheet(self, sheet: FiguresSheet) -> None:
        """Show another sheet."""
        self.beginResetModel()
        self.sheet = sheet
        self.problems = sheet.problems()
        self.endResetModel()
        self.edited.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.sheet.metrics)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.sheet.days)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return self._row_head(section, role)
        if role == Qt.ItemDataRole.DisplayRole:
            expected = "expected, " if self.sheet.is_expected(section) else ""
            return f"{expected}{say_day(self.sheet.days[section])}"
        return _RIGHT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _row_head(self, section: int, role: int) -> Any:
        metric = self.sheet.metrics[section]
        unit = metric_unit_text(metric)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{metric.short}, {unit}" if unit else metric.short
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(metric.name)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = (index.row(), index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.sheet.text(cell)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self.problems.get(cell, ""))
        if role == Qt.ItemDataRole.FontRole and cell in self.sheet.typed:
            return self.theme.font("strong")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(cell)
        return None

    def _spoken(self, cell: Cell) -> str:
        metric, day = self.sheet.metrics[cell[0]], self.sheet.days[cell[1]]
        said = f"{metric.name}, {say_day(day)}: {self.sheet.text(cell) or 'empty'}"
        return f"{said}. {self.problems[cell]}" if cell in self.problems else said

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.type({(index.row(), index.column()): str(value)})
        return True

    def type(self, cells: dict[Cell, str]) -> None:
        """Type into several cells at once."""
        self.sheet.type(cells)
        self.problems = self.sheet.problems()
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.edited.emit()


class CellDelegate(QStyledItemDelegate):
    """What cannot be read has an edge of ink."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        model = index.model()
        if isinstance(model, GridModel) and (index.row(), index.column()) in model.problems:
            painter.save()
            painter.setPen(QPen(self._theme.text.first, 2))
            painter.drawRect(QRectF(option.rect).adjusted(1, 1, -2, -2))
            painter.restore()


class Grid(QTableView):
    """Paste puts a block from the current cell on, or by the names and days it carries. ``beyond`` counts the rest."""

    beyond = Signal(int)

    def __init__(self, sheet: FiguresSheet, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = GridModel(sheet, theme, self)
        self.setModel(self.figures)
        self.setItemDelegate(CellDelegate(theme, self))
        self.setAccessibleName("Figures")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
        self._rows = RowHeads(theme, self)
        self.setVerticalHeader(self._rows)
        self._show_rows()
        self.figures.modelReset.connect(self._show_rows)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        columns = self.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        columns.setMinimumSectionSize(_COLUMN)
        columns.setHighlightSections(False)
        columns.setFixedHeight(theme.height.table_head)

    def _show_rows(self) -> None:
        self._rows.show_sheet(self.figures.sheet)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste, clear, and go down with Enter."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.figures.type({(one.row(), one.column()): "" for one in self.selectedIndexes()})
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        head, row = self.horizontalHeader().height(), self.verticalHeader().defaultSectionSize()
        return QSize(600, head + row * len(self.figures.sheet.metrics) + _BAR)

    def paste(self, text: str) -> None:
        """Put what a spreadsheet copied into the cells."""
        sheet, here = self.figures.sheet, self.currentIndex()
        row, column = (here.row(), here.column()) if here.isValid() else (0, len(sheet.days) - 1)
        placed = place_block(read_block(text), sheet.metrics, sheet.days, row, column, sheet.today)
        if placed.cells:
            self.figures.type(dict(placed.cells))
        self.beyond.emit(placed.beyond)

    def copy(self) -> None:
        """The chosen cells as a spreadsheet takes them."""
        chosen = sorted((one.row(), one.column()) for one in self.selectedIndexes())
        rows: dict[int, list[str]] = {}
        for row, column in chosen:
            rows.setdefault(row, []).append(self.figures.sheet.text((row, column)))
        QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in rows.values()))

    def go_to(self, cell: Cell) -> None:
        """Bring a cell under the keyboard."""
        self.setCurrentIndex(self.figures.index(*cell))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
