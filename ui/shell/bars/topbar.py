"""The top of the window: the filter field, the chips, and the day."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from model.assess.standing import Assessment
from ui.filter.filter import FACETS, Facet, Filter
from ui.filter.snapshot import Snapshot
from ui.frame.theme import Theme
from ui.widgets.chip import FilterChip, Option
from ui.widgets.daycontrol import DayControl
from ui.widgets.icons import paint_icon
from ui.widgets.surface import Surface
from ui.workspace import Workspace

_ICON = 16
_FIELD_LEAST = 96
_SHORT_DAY = 980
"""Narrower than this, the day stands in its short form."""


class FilterField(QLineEdit):
    """A field with a magnifying glass and, while it is empty, its shortcut. Escape clears it, Down leaves it."""

    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hint = QKeySequence(QKeySequence.StandardKey.Find).toString(QKeySequence.SequenceFormat.NativeText)
        self.setPlaceholderText("Filter")
        self.setAccessibleName("Filter the docket")
        self.setMinimumWidth(_FIELD_LEAST)
        self.setMaximumWidth(theme.width.filter)
        self.setTextMargins(22, 0, 0, 0)
        self.setClearButtonEnabled(False)

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The glass, and the shortcut in micro type."""
        super().paintEvent(event)
        painter, theme = QPainter(self), self._theme
        paint_icon(painter, QRectF(11, 0, _ICON, self.height()), "search", theme.text.second)
        if self.text() or self.hasFocus():
            return
        font = theme.font("micro")
        painter.setFont(font)
        painter.setPen(theme.text.third)
        wide = painter.fontMetrics().horizontalAdvance(self._hint)
        painter.drawText(QPointF(self.width() - wide - 11, theme.baseline(font, 0, self.height())), self._hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape first empties the field, then leaves it; Down and Enter go to the rows."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FacetChip(FilterChip):
    """A chip for one facet. What is on offer is counted when the list is opened, not at every change."""

    def __init__(self, workspace: Workspace, theme: Theme, facet: Facet, parent: QWidget) -> None:
        super().__init__(theme, facet.head, parent)
        self._workspace = workspace
        self._facet = facet
        self.setVisible(facet.fixed)
        if not facet.fixed:
            self.changed.connect(lambda values: self.setVisible(bool(values)))

    def open_list(self) -> None:
        """Count, then drop the list down."""
        self._offer(self.value())
        super().open_list()

    def choose(self, values: frozenset[str]) -> None:
        """Choose values, on offer or not: one that no record has now stays chosen until it is lifted."""
        if values != self.value():
            self._offer(values)
            self.set_value(values)

    def _offer(self, chosen: frozenset[str]) -> None:
        workspace, facet = self._workspace, self._facet
        snapshot = Snapshot(workspace.docket, workspace.assessment, workspace.slots)
        found = facet.choices(snapshot)
        gone = chosen - {value for value, _, _ in found}
        options = (*found, *((value, facet.label(snapshot, value), 0) for value in sorted(gone)))
        marked = facet.key == "standing"
        self.set_options(Option(value, words, value if marked else "", number) for value, words, number in options)


class TopBar(Surface):
    """Filter, chips and day. Emits the filter as a whole."""

    filtered = Signal(object)
    """The new :class:`ui.filter.filter.Filter`."""
    leftField = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "frame", ("bottom",), parent)
        self._workspace = workspace
        self._filter = Filter()
        self.field = FilterField(theme, self)
        self.chips = {facet.key: FacetChip(workspace, theme, facet, self) for facet in FACETS}
        self.day = DayControl(theme, self)
        self._lay_out(theme)
        self.field.textChanged.connect(lambda words: self._take(self._filter.typed(words)))
        self.field.left.connect(self.leftField)
        for key, chip in self.chips.items():
            chip.changed.connect(lambda values, key=key: self._take(self._filter.choosing(key, values)))
        self.day.dayPicked.connect(workspace.set_day)
        workspace.assessed.connect(self._show)
        workspace.dayChanged.connect(lambda _: self._show_day())
        workspace.supposed.connect(self._show_day)
        if workspace.ledger is not None:
            self._show(workspace.assessment)

    def _lay_out(self, theme: Theme) -> None:
        self.setFixedHeight(theme.height.top)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(0)
        row.addWidget(self.field, 1000)
        row.addSpacing(12)
        for chip in self.chips.values():
            row.addWidget(chip)
        row.addStretch(1)
        row.addSpacing(12)
        row.addWidget(self.day)

    def sizeHint(self) -> QSize:
        """As high as the tokens say."""
        return QSize(super().sizeHint().width(), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The day keeps its place whole, the filter field gives way."""
        super().resizeEvent(event)
        self.day.set_short(event.size().width() < _SHORT_DAY)

    @property
    def filter(self) -> Filter:
        """What is filtered for."""
        return self._filter

    def set_filter(self, wanted: Filter) -> None:
        """Show and emit another filter."""
        self.field.setText(wanted.words)
        for key, chip in self.chips.items():
            chip.choose(wanted.chosen.get(key, frozenset()))

    def clear(self) -> None:
        """Let all pass."""
        self.set_filter(Filter())

    def _take(self, wanted: Filter) -> None:
        if wanted != self._filter:
            self._filter = wanted
            self.filtered.emit(wanted)

    def _show(self, _: Assessment) -> None:
        self._show_day()

    def _show_day(self) -> None:
        self.day.show_day(self._workspace.day, self._workspace.today)
        self.set_ground("frame" if self._workspace.is_plain else "other_day")
