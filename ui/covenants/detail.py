"""The chosen test: its words, its chart, what it came to, its formula with the numbers put in, and its readings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from model.assess.standing import Assessment
from model.docket import Docket
from model.outlook.covenants.financial import Result
from model.record.obligation import Obligation
from ui.covenants.chart import Chart
from ui.covenants.content import Defined, TestContent, TestFactLine, face_of, shown_result, trace_of
from ui.covenants.plot import Period, plot_of
from ui.covenants.readingtable import ReadingTable
from ui.frame.theme import Theme
from ui.inspector.flow import FlowLabel, Run, plain
from ui.widgets.buttons import link
from ui.widgets.marks import paint_mark
from ui.widgets.rows import clear_layout
from ui.widgets.smallcaps import Hairline, SectionHead
from ui.widgets.text import text

_LONG = 30
_GAP = 8


class StandingLine(QWidget):
    """A standing by shape, colour and word, and a note beside it in third text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mark = "untested"
        self._word = self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, mark: str, word: str, note: str = "") -> None:
        """Show another standing."""
        self._mark, self._word, self._note = mark, word, note
        self.setAccessibleName(f"{word}, {note}" if note else word)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, mark = self._theme, QPainter(self), self._theme.space.mark
        paint_mark(painter, QRectF(0, (self.height() - mark) / 2, mark, mark), self._mark, theme)
        strong, small = theme.font("strong"), theme.font("small")
        left = mark + _GAP
        painter.setFont(strong)
        painter.setPen(theme.tone(self._mark).fg)
        painter.drawText(QPointF(left, theme.baseline(strong, 0, self.height())), self._word)
        left += round(QFontMetricsF(strong).horizontalAdvance(self._word)) + 18
        painter.setFont(small)
        painter.setPen(theme.text.second)
        shown = QFontMetricsF(small).elidedText(self._note, Qt.TextElideMode.ElideRight, self.width() - left)
        painter.drawText(QPointF(left, theme.baseline(small, 0, self.height())), shown)


class Facts(QWidget):
    """The large figure over its lines."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.caption = text(theme, "", "small", "second")
        self.figure = text(theme, "", "figure")
        self.figure.setAccessibleName("Reading")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.caption)
        column.addWidget(self.figure)
        column.addWidget(Hairline(theme))
        column.addLayout(self._grid)
        column.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        """Take colours from another theme; the owner shows the lines anew."""
        self._theme = theme

    def show_face(self, face: TestContent) -> None:
        """Show another test."""
        self.caption.setText(face.caption)
        self.figure.setText(face.figure)
        self.figure.setVisible(bool(face.figure))
        self._show_lines(face.lines)

    def _show_lines(self, lines: Sequence[TestFactLine]) -> None:
        clear_layout(self._grid)
        for row, one in enumerate(lines):
            long = len(one.words) > _LONG
            name = text(self._theme, one.name, "small", "second")
            words = text(self._theme, one.words, "small")
            words.setAccessibleName(f"{one.name}: {one.words}" if one.name else one.words)
            if one.tone:
                words.setFont(self._theme.font("small", 600))
                words.setStyleSheet(f"color: {self._theme.tone(one.tone).fg.name()}")
            side = Qt.AlignmentFlag.AlignLeft if long else Qt.AlignmentFlag.AlignRight
            words.setAlignment(side | Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(name, 2 * row, 0, 1, 2 if long else 1, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, 2 * row + (1 if long else 0), 0 if long else 1, 1, 2 if long else 1)


_WIDE = 640
"""From here on what is known stands beside the chart."""


class CovenantDetail(QScrollArea):
    """Shows one test or covenant. ``asked`` gives an action: reading, cure, figures, formula, metric:<id>, source."""

    asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._docket = Docket()
        self._test: Obligation | None = None
        self._face: TestContent | None = None
        self._trace: FlowLabel | None = None
        self._period: Period = "recent"
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._build(theme)

    @property
    def face(self) -> TestContent | None:
        """What is shown."""
        return self._face

    @property
    def trace(self) -> str:
        """The formula with the numbers put in, as it is shown; empty where there is none."""
        return self._trace.text if self._trace is not None else ""

    def _build(self, theme: Theme) -> None:
        page = QWidget()
        page.setAutoFillBackground(False)
        self.standing = StandingLine(theme)
        self.reading_button = link("Record a reading", "covenants.reading")
        self.figures_button = link("Enter figures…", "covenants.figures")
        self.cure_button = link("Record a cure…", "covenants.cure")
        self.title = FlowLabel(theme)
        self.quote = FlowLabel(theme)
        self.where = FlowLabel(theme)
        self.source_button = link("Open in document", "covenants.source")
        self.chart = Chart(theme)
        self.facts = Facts(theme)
        self.facts.setFixedWidth(theme.width.covenant_figures + 24)
        self.table = ReadingTable(theme)
        self.readings_head = SectionHead(theme, "Readings")
        self._sections = QVBoxLayout()
        self._sections.setSpacing(8)
        self._lay_out(theme, page)
        self.setWidget(page)
        self._wire()

    def _lay_out(self, theme: Theme, page: QWidget) -> None:
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.standing, 1)
        top.addWidget(self.reading_button)
        top.addWidget(self.cure_button)
        top.addWidget(self.figures_button)
        place = QHBoxLayout()
        place.setSpacing(12)
        place.addWidget(self.where, 1)
        place.addWidget(self.source_button)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(28)
        self._beside.addWidget(self.chart, 1, Qt.AlignmentFlag.AlignTop)
        self._beside.addWidget(self.facts, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.space.view, 14, theme.space.view, 24)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.title)
        column.addWidget(self.quote)
        column.addLayout(place)
        column.addSpacing(4)
        column.addWidget(Hairline(theme))
        column.addSpacing(6)
        column.addLayout(self._beside)
        column.addLayout(self._sections)
        column.addWidget(self.readings_head)
        column.addWidget(self.table)
        column.addStretch(1)

    def _wire(self) -> None:
        self.reading_button.clicked.connect(lambda: self.asked.emit("reading"))
        self.figures_button.clicked.connect(lambda: self.asked.emit("figures"))
        self.cure_button.clicked.connect(lambda: self.asked.emit("cure"))
        self.source_button.clicked.connect(lambda: self.asked.emit("source"))
        self.chart.picked.connect(self._pick)
        self.chart.picked.connect(self.table.choose)
        self.table.picked.connect(self._pick)
        self.table.picked.connect(self._ring)

    def set_theme(self, theme: Theme) -> None:
        """Take colours from another theme; the view shows the test anew."""
        self._theme = theme

    # ------------------------------------------------------------------------------------------ showing

    def show_test(self, docket: Docket, assessment: Assessment, test: Obligation) -> None:
        """Show a test as it stands on the day of the assessment."""
        self._docket, self._test = docket, test
        face = self._face = face_of(docket, assessment, test)
        self.standing.say(face.mark, face.word, face.note)
        self.title.show_runs((Run(f"{face.ref}   ", "title"), Run(face.title, "title")))
        self.quote.show_runs((Run(f"“{face.quote}”", "source"),) if face.quote else ())
        self.quote.setVisible(bool(face.quote))
        self.where.show_runs((Run(face.locator, "small", "second"),))
        self.source_button.setVisible(face.source is not None)
        self.cure_button.setVisible(face.curable)
        self.figures_button.setVisible(face.has_formula)
        self._show_chart(assessment, test)
        self.facts.show_face(face)
        self.table.show_rows(face.readings)
        self.readings_head.setVisible(bool(face.readings))
        self.table.setVisible(bool(face.readings))
        self._show_sections(face, trace_of(docket, test, shown_result(docket, assessment, test)))

    def set_period(self, period: Period) -> None:
        """How much of the past the chart shows, from the next test on that is shown."""
        self._period = period

    def _show_chart(self, assessment: Assessment, test: Obligation) -> None:
        plot = plot_of(self._docket, assessment, test, self._period)
        self.chart.setVisible(plot is not None)
        if plot is not None:
            self.chart.show_plot(plot)
        self._share_width()

    def _show_sections(self, face: TestContent, trace: TestFactLine | None) -> None:
        clear_layout(self._sections)
        self._trace = None
        if face.has_formula:
            self._add_formula(face, trace)
        elif face.is_test:
            self._add_no_formula()
        if not face.readings:
            words = "No reading is recorded. Record one whenever it is looked at: whether it was met, and its value."
            self._sections.addWidget(plain(self._theme, words, ink="second"))
        if face.remedies:
            self._sections.addWidget(SectionHead(self._theme, "What restores it", "each by itself"))
            for one in face.remedies:
                self._sections.addWidget(plain(self._theme, one))
        if face.definitions:
            self._sections.addWidget(SectionHead(self._theme, "Definitions"))
            for each in face.definitions:
                self._add_definition(each)

    def _add_formula(self, face: TestContent, trace: TestFactLine | None) -> None:
        head = SectionHead(self._theme, "Formula", link="Edit the test")
        head.linked.connect(lambda: self.asked.emit("formula"))
        self._sections.addWidget(head)
        self._sections.addWidget(plain(self._theme, face.formula, ink="second"))
        self._trace = FlowLabel(self._theme)
        self._trace.setObjectName("covenants.trace")
        self._sections.addWidget(self._trace)
        self._say_trace(trace)

    def _say_trace(self, trace: TestFactLine | None) -> None:
        if self._trace is not None:
            runs = (Run(f"{trace.words}   ", "subtitle"), Run(trace.name, "small", "second")) if trace else ()
            self._trace.show_runs(runs)
            self._trace.setVisible(bool(runs))

    def _add_no_formula(self) -> None:
        """Readings are met or not met; what to do so that Duly works them out."""
        head = SectionHead(self._theme, "Formula", link="Give it a formula")
        head.linked.connect(lambda: self.asked.emit("formula"))
        self._sections.addWidget(head)
        words = (
            "It has none, so its readings are recorded by hand: met or not met, with their value where it is known."
            " Give it a formula over metrics, and Duly works out result, headroom and what restores it from figures."
        )
        self._sections.addWidget(plain(self._theme, words, ink="second"))

    def _add_definition(self, one: Defined) -> None:
        head = QHBoxLayout()
        name = FlowLabel(self._theme, (Run(f"{one.name}   ", "strong"), Run(one.version, "small", "second")))
        edit = link("Edit" if one.words else "Add its definition", f"covenants.metric.{one.metric}")
        edit.setAccessibleName(f"{edit.text()}: {one.name}")
        edit.clicked.connect(lambda: self.asked.emit(f"metric:{one.metric}"))
        head.addWidget(name, 1)
        head.addWidget(edit)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(3)
        column.addLayout(head)
        if one.words:
            column.addWidget(FlowLabel(self._theme, (Run(f"“{one.words}”", "source"),), bar=True))
        self._sections.addWidget(whole)

    # ------------------------------------------------------------------------------------------- picking

    def _pick(self, result: Result) -> None:
        """The trace is that of the reading that is picked."""
        if self._test is not None:
            self._say_trace(trace_of(self._docket, self._test, result))

    def _ring(self, result: Result) -> None:
        plot = self.chart.plot
        dot = next((one for one in plot.stops if one.result == result), None) if plot else None
        if dot is not None:
            held = self.chart.blockSignals(True)
            self.chart.pick(dot)
            self.chart.blockSignals(held)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is known stands beside the chart, or below it where there is little room."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        wide = self.viewport().width() >= _WIDE and not self.chart.isHidden()
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._beside.setDirection(way)
        if wide:
            self.facts.setFixedWidth(self._theme.width.covenant_figures + 24)
        else:
            self.facts.setMinimumWidth(0)
            self.facts.setMaximumWidth(420)
