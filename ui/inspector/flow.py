"""Words that flow over lines in several manners: plain, bold, or in the serif of an instrument. Never rich text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.frame.theme import Ink, Theme


class Run(NamedTuple):
    """Words in one line of the type table and one ink; ``weight`` 0 is the line's own, ``size`` 0 as well.

    A ``size`` is in pixels at the usual size of text.
    """

    text: str
    font: str = "body"
    ink: Ink = "first"
    weight: int = 0
    size: int = 0


_DATE = re.compile(
    r"\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?(?:\d{1,2} [A-Z][a-z]{2,8} \d{4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4})\b"
)


def unbroken(text: str) -> str:
    """The text with no-break spaces within its dates: a line never ends between a month and its day."""
    return _DATE.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), text)


class FlowLabel(QWidget):
    """Runs of words, wrapped at the width there is. ``bar`` draws the rule of a quotation at its left."""

    def __init__(
        self, theme: Theme, runs: Sequence[Run] = (), bar: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line = theme.type["body"].line
        self._bar = bar
        self._runs: tuple[Run, ...] = ()
        self._laid: dict[int, tuple[QTextLayout, int]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_runs(runs)

    @property
    def text(self) -> str:
        return "".join(run.text for run in self._runs)

    def show_runs(self, runs: Sequence[Run]) -> None:
        self._runs = tuple(run for run in runs if run.text)
        self._laid.clear()
        self.setAccessibleName(self.text)
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._laid.clear()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(width)[1]

    def sizeHint(self) -> QSize:
        return QSize(120, self._line_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._line_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        layout, height = self._lay_out(self.width())
        if self._bar:
            painter.fillRect(QRectF(0, 1, 2, height - 2), self._theme.line.strong)
        painter.setPen(self._theme.text.first)
        layout.draw(painter, QPointF(self._indent, 0))

    @property
    def _indent(self) -> float:
        return 14.0 if self._bar else 0.0

    def _line_height(self) -> int:
        return self._line or max((self._theme.type[run.font].line for run in self._runs), default=0)

    def _lay_out(self, width: int) -> tuple[QTextLayout, int]:
        """The words laid out, and how high they are: a layout asks for several widths, again and again."""
        found = self._laid.get(width)
        if found is None:
            layout = self._layout()
            found = self._laid[width] = (layout, round(self._place_lines(layout, width - self._indent)))
        return found

    def _layout(self) -> QTextLayout:
        base = self._font(self._runs[0]) if self._runs else self._theme.font("body")
        layout = QTextLayout(unbroken(self.text), base)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        return layout

    def _formats(self) -> list[QTextLayout.FormatRange]:
        made, start = [], 0
        for run in self._runs:
            span = QTextLayout.FormatRange()
            # Qt counts UTF-16 units.
            span.start, span.length = start, len(run.text.encode("utf-16-le")) // 2
            form = QTextCharFormat()
            form.setFont(self._font(run))
            form.setForeground(self._theme.ink(run.ink))
            span.format = form
            made.append(span)
            start += span.length
        return made

    def _font(self, run: Run) -> QFont:
        font = self._theme.font(run.font, run.weight or None)
        if run.size:
            font.setPixelSize(self._theme.at_size(run.size))
        return font

    def _place_lines(self, layout: QTextLayout, width: float) -> float:
        step, top = self._line_height(), 0.0
        middle = QFontMetricsF(layout.font())
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            # Every line stands on the same rhythm, whatever faces it holds.
            baseline = top + (step + middle.capHeight()) / 2
            line.setPosition(QPointF(0, round(baseline - line.ascent())))
            top += step
        layout.endLayout()
        return max(top, float(step))


def plain(theme: Theme, text: str, font: str = "body", ink: Ink = "first") -> FlowLabel:
    """One run of words that wraps."""
    return FlowLabel(theme, (Run(text, font, ink),))


class DayLabel(QWidget):
    """A day in three parts: weekday in third text, the day right-aligned on two figures, month and year."""

    GAP = 3

    def __init__(self, theme: Theme, parts: tuple[str, str, str] | None) -> None:
        super().__init__()
        self._theme = theme
        self._parts = parts
        self._line = theme.type["body"].line
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(" ".join(parts) if parts else "")
        if parts is None:
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._theme.font("body"))
        wide = (
            self._theme.weekday_room
            + metrics.horizontalAdvance("00")
            + self.GAP
            + metrics.horizontalAdvance("May 0000")
        )
        return QSize(round(wide), self._line)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._parts is None:
            return
        painter = QPainter(self)
        font = self._theme.font("body")
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        base = round(self._theme.baseline(font, 0, self._line))
        weekday, number, month = self._parts
        painter.setPen(self._theme.text.third)
        painter.drawText(QPointF(0, base), weekday)
        painter.setPen(self._theme.text.first)
        figures = self._theme.weekday_room + metrics.horizontalAdvance("00")
        painter.drawText(QPointF(figures - metrics.horizontalAdvance(number), base), number)
        painter.drawText(QPointF(figures + self.GAP, base), month)
