"""One occurrence of a series as a row: its mark, its day, how it stands, how far off, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from model.days.wording import say_day, say_day_parts
from ui.frame.theme import Theme
from ui.inspector.flow import DayLabel, unbroken
from ui.inspector.occurrences.occurrences import OccurrenceRow
from ui.widgets.elided import plain_tooltip
from ui.widgets.icons import icon
from ui.widgets.marks import paint_mark

_GAP = 8
_NOTE = 18
_FOOT = 3
_OPENS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class OccurrenceButton(QAbstractButton):
    """Enter, Space, the menu key or a click ask for its menu; a letter asks for what it stands for.

    Under the pointer or with the keyboard on it, it shows two buttons in the place of its distance: the likeliest
    record, and the menu.
    """

    menuAsked = Signal(object)
    """A point of the screen."""
    recordAsked = Signal()
    strikeAsked = Signal()
    keyPressed = Signal(str)
    """A letter."""

    def __init__(self, theme: Theme, row: OccurrenceRow, record: str) -> None:
        super().__init__()
        self._theme = theme
        self.row = row
        self._record = record if "record" in row.acts else ""
        self._tools: QWidget | None = None
        self._laid: dict[int, QTextLayout] = {}
        self.setObjectName(row_name(row.period))
        self.setAccessibleName(row.spoken)
        self.setAccessibleDescription("Enter opens what can be done with it")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: self.menuAsked.emit(self.mapToGlobal(self._below())))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._laid.clear()
        self.update()

    # --------------------------------------------------------------------------------------------- size

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        words = self.row.notes or (self.row.distance and not self._has_room(width))
        lines = self._notes(width).lineCount() if words else 0
        return self._theme.height.link_row + (_NOTE * lines + _FOOT if lines else 0)

    def sizeHint(self) -> QSize:
        return QSize(240, self._theme.height.link_row)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._theme.height.link_row)

    # ------------------------------------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, row, high = self._theme, self.row, float(self._theme.height.link_row)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._is_lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.wash)
            painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        if row.key:
            mark = theme.space.mark
            paint_mark(painter, QRectF(0, (high - mark) / 2, mark, mark), row.key, theme)
        self._paint_day(painter, high)
        self._paint_word(painter, high)
        painter.setPen(theme.text.third)
        self._notes(self.width()).draw(painter, QPointF(0, 0))

    def _paint_day(self, painter: QPainter, high: float) -> None:
        """The day in three parts; what is settled stands in second text, what is not owed is struck through."""
        theme, left = self._theme, self._left
        font = theme.font("body")
        measure = QFontMetricsF(font)
        base = round(theme.baseline(font, 0, high))
        weekday, number, month = say_day_parts(self.row.day)
        ink = theme.text.second if self._is_quiet else theme.text.first
        painter.setFont(font)
        painter.setPen(theme.text.third)
        painter.drawText(QPointF(left, base), weekday)
        painter.setPen(ink)
        figures = left + theme.weekday_room + measure.horizontalAdvance("00")
        start = figures - measure.horizontalAdvance(number)
        painter.drawText(QPointF(start, base), number)
        painter.drawText(QPointF(figures + DayLabel.GAP, base), month)
        if self.row.due is None:
            end = figures + DayLabel.GAP + measure.horizontalAdvance(month)
            middle = round(base - measure.xHeight() / 2) - 0.5
            painter.drawLine(QPointF(left, middle), QPointF(end, middle))

    def _paint_word(self, painter: QPainter, high: float) -> None:
        theme, row = self._theme, self.row
        body = theme.font("body")
        painter.setFont(body)
        painter.setPen(theme.tone(row.key).fg if row.key else theme.text.third)
        painter.drawText(QPointF(_word_left(self._theme), round(theme.baseline(body, 0, high))), row.word)
        if not row.distance or not self._has_room(self.width()) or self._shows_tools:
            return
        small = theme.font("small", 600 if row.near else None)
        painter.setFont(small)
        painter.setPen(theme.text.first if row.near else theme.text.third)
        left = self.width() - QFontMetricsF(small).horizontalAdvance(row.distance)
        painter.drawText(QPointF(left, round(theme.baseline(small, 0, high))), row.distance)

    @property
    def _is_quiet(self) -> bool:
        return self.row.place == "settled" or self.row.due is None

    @property
    def _is_lit(self) -> bool:
        return self.underMouse() or self.hasFocus()

    @property
    def _left(self) -> int:
        return self._theme.space.mark + _GAP

    def _has_room(self, width: int) -> bool:
        """Whether the distance has room beside the word; else it leads the notes."""
        word = QFontMetricsF(self._theme.font("body")).horizontalAdvance(self.row.word)
        wanted = QFontMetricsF(self._theme.font("small", 600)).horizontalAdvance(self.row.distance)
        return _word_left(self._theme) + word + _GAP + wanted <= width

    def _notes(self, width: int) -> QTextLayout:
        if width not in self._laid:
            self._laid[width] = self._lay_out(width)
        return self._laid[width]

    def _lay_out(self, width: int) -> QTextLayout:
        theme, row = self._theme, self.row
        led = [] if self._has_room(width) else [row.distance]
        small = theme.font("small")
        words = unbroken("  ·  ".join(filter(None, (*led, *row.notes))))
        # A line never ends between what happened and its day.
        layout = QTextLayout(words.replace("performed ", "performed\N{NO-BREAK SPACE}"), small)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        base = float(theme.height.link_row) + round(theme.baseline(small, 0, _NOTE)) - 2
        layout.beginLayout()
        while layout.text() and (line := layout.createLine()).isValid():
            line.setLineWidth(max(width - self._left, 40))
            line.setPosition(QPointF(self._left, round(base - line.ascent())))
            base += _NOTE
        layout.endLayout()
        return layout

    # --------------------------------------------------------------------------------------------- tools

    @property
    def _shows_tools(self) -> bool:
        return self._tools is not None and not self._tools.isHidden()

    def _show_tools(self) -> None:
        if self._tools is None:
            self._tools = self._make_tools()
            self._place_tools()
        self._tools.setVisible(self._is_lit)
        self.update()

    def _make_tools(self) -> QWidget:
        made = QWidget(self)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        name = say_day(self.row.day)
        if self._record:
            row.addWidget(self._tool("check", f"{self._record} {name}", self.recordAsked.emit))
        row.addWidget(self._tool("more", f"What can be done with {name}", lambda: self._ask_menu(made)))
        return made

    def _tool(self, name: str, words: str, act: Callable[[], object]) -> QToolButton:
        made = QToolButton()
        made.setIcon(icon(name))
        made.setIconSize(QSize(16, 16))
        made.setFixedSize(self._theme.height.link_row, self._theme.height.link_row - 1)
        made.setAccessibleName(words)
        made.setToolTip(plain_tooltip(words))
        # The row itself has the keyboard, and Enter opens the same menu.
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(lambda _=False: act())
        return made

    def _ask_menu(self, tools: QWidget) -> None:
        self.menuAsked.emit(tools.mapToGlobal(QPoint(0, tools.height())))

    def _place_tools(self) -> None:
        if self._tools is not None:
            size = self._tools.sizeHint()
            self._tools.setGeometry(self.width() - size.width(), 0, size.width(), size.height())

    def _below(self) -> QPoint:
        return QPoint(self._left, self._theme.height.link_row)

    # -------------------------------------------------------------------------------------------- events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, letter = event.key(), event.text().upper()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        elif key in _OPENS:
            self.menuAsked.emit(self.mapToGlobal(self._below()))
        elif key == Qt.Key.Key_Delete:
            self.strikeAsked.emit()
        elif letter.isalpha() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.keyPressed.emit(letter)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menuAsked.emit(self.mapToGlobal(self._below()) if by_key else event.globalPos())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show_tools()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_tools()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_tools()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_tools()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_tools()


@lru_cache(maxsize=4)
def _word_left(theme: Theme) -> float:
    """Where the word of a standing begins: after the mark and the widest day."""
    measure = QFontMetricsF(theme.font("body"))
    day = theme.weekday_room + measure.horizontalAdvance("00") + DayLabel.GAP + measure.horizontalAdvance("May 0000")
    return round(theme.space.mark + _GAP + day + _GAP)


def row_name(period: date) -> str:
    """The name of the row of an occurrence, by which the keyboard finds it again."""
    return f"occurrence.{period.isoformat()}"
