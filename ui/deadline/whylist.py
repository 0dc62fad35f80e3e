"""Why this date, line by line: the day at the left, the words at the right, the result strong. Text to select."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from model.days.step import StepLine
from model.days.wording import say_day, say_day_parts, zone_city
from ui.frame.theme import Theme
from ui.inspector.flow import DayLabel, unbroken

_BETWEEN = 14
"""From the end of the day to the words."""
_BARE = "QTextEdit, QTextEdit:focus, QTextEdit:read-only { padding: 0; border: none; background: transparent; }"
"""Without the frame of a field: it takes no input."""


class WhyRow(NamedTuple):
    """One line: its day, its words, whether it is the result. ``at`` is the minute, where the line gives one.

    ``quoted``: an instrument or a statute speaks, and so in serif.
    """

    day: date | None
    words: str
    strong: bool = False
    at: datetime | None = None
    quoted: bool = False

    @property
    def spoken(self) -> str:
        """The line as plain text."""
        return ": ".join(filter(None, (say_day(self.day) if self.day else "", self.full_words)))

    @property
    def full_words(self) -> str:
        """The words, led by the minute where there is one."""
        if self.at is None:
            return self.words
        city = zone_city(str(self.at.tzinfo)) if self.at.tzinfo else ""
        return f"{self.at:%H:%M}{f' in {city}' if city else ''}: {self.words}"


def rows_of(lines: Sequence[StepLine], trigger: tuple[date, str] | None = None) -> tuple[WhyRow, ...]:
    """The lines of a deadline, its trigger before them where it is given as a day and its words."""
    made = [WhyRow(*trigger)] if trigger else []
    for place, line in enumerate(lines):
        made.append(WhyRow(line.day, line.words, place == len(lines) - 1, line.at))
    return tuple(made)


class WhyList(QTextEdit):
    """As high as its lines need. Ctrl+C copies what is selected, or everything where nothing is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[WhyRow, ...] = ()
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setStyleSheet(_BARE)
        self.setProperty("ring", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Why this date")
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)

    @property
    def rows(self) -> tuple[WhyRow, ...]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: Sequence[WhyRow]) -> None:
        """Show these lines; the same ones again keep what is selected."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        self._write()

    def as_text(self) -> str:
        """Every line as plain text: "Sun 15 May 2022: 45 days after Thu 31 Mar 2022"."""
        return "\n".join(row.spoken for row in self._rows)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and not self.textCursor().hasSelection():
            QGuiApplication.clipboard().setText(self.as_text())
            return
        super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text alone, as it reads."""
        made = QMimeData()
        words = self.textCursor().selectedText().replace("\N{PARAGRAPH SEPARATOR}", "\n")
        made.setText(words.replace("\t", " ").replace("\N{NO-BREAK SPACE}", " ").strip())
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(320, self.maximumHeight() if self._rows else 0)

    def _write(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        indent = self._indent() if any(row.day for row in self._rows) else 0.0
        for place, row in enumerate(self._rows):
            if place:
                cursor.insertBlock()
            cursor.setBlockFormat(self._block(indent))
            self._write_row(cursor, row, bool(indent))
        self.setAccessibleDescription(self.as_text())
        self._fit()

    def _write_row(self, cursor: QTextCursor, row: WhyRow, dated: bool) -> None:
        text, strong = self._theme.text, 600 if row.strong else None
        if dated:
            weekday, number, month = say_day_parts(row.day) if row.day else ("", "", "")
            cursor.insertText(weekday, _form(self._theme.font("body"), text.third))
            inked = _form(self._theme.font("body", strong), text.first)
            cursor.insertText(f"\t{number}\t{month.replace(' ', chr(0xA0))}\t", inked)
        font = self._theme.font("source" if row.quoted else "body" if row.strong else "small")
        cursor.insertText(unbroken(row.full_words), _form(font, text.first if row.strong else text.second))

    def _block(self, indent: float) -> QTextBlockFormat:
        made = QTextBlockFormat()
        made.setLineHeight(self._theme.type["body"].line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        made.setLeftMargin(indent)
        made.setTextIndent(-indent)
        if indent:
            figures = self._theme.weekday_room + self._wide("00")
            kind = QTextOption.TabType
            made.setTabPositions([
                QTextOption.Tab(figures, kind.RightTab),
                QTextOption.Tab(figures + DayLabel.GAP, kind.LeftTab),
                QTextOption.Tab(indent, kind.LeftTab),
            ])  # fmt: skip
        return made

    def _indent(self) -> float:
        return self._theme.weekday_room + self._wide("00") + DayLabel.GAP + self._wide("May 0000") + _BETWEEN

    def _wide(self, words: str) -> float:
        return QFontMetricsF(self._theme.font("body")).horizontalAdvance(words)

    def _fit(self) -> None:
        document = self.document()
        document.setTextWidth(self.viewport().width())
        wanted = round(document.size().height()) if self._rows else 0
        if wanted != self.maximumHeight():
            self.setFixedHeight(wanted)


def _form(font: QFont, ink: object) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(font)
    made.setForeground(ink)  # type: ignore[arg-type]  # a colour stands for its brush
    return made
