"""The months of a deadline as small calendar pages: where it starts, what it passes over, where it ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QToolTip, QVBoxLayout, QWidget

from model.days.calendar import Calendar
from model.days.iso import FIRST_DAY, LAST_DAY
from model.days.wording import MONTHS, say_day
from model.errors import DayError
from ui.frame.theme import Theme
from ui.widgets.elided import ElidedLabel, plain_tooltip
from ui.widgets.icons import icon

COLUMN, ROW = 27, 24
TITLE, WEEKDAYS_HIGH = 24, 20
GAP = 24
PAGE = QSize(7 * COLUMN, TITLE + WEEKDAYS_HIGH + 6 * ROW)
MOST_PAGES = 3
BESIDE = 28
"""An arrow and its distance from the pages."""
LEGEND = 4
"""Closures named below the pages; the rest is in the tooltip of the last line."""
_LETTERS = "MTWTFSS"
_INSET = 2.5
"""From the edge of a day to its ring."""


class PreviewSpan(NamedTuple):
    """A deadline's days: the trigger, the result, and the days in between on which a step stopped."""

    trigger: date
    result: date
    stops: frozenset[date] = frozenset()

    @property
    def first(self) -> date:
        """The earlier of trigger and result."""
        return min(self.trigger, self.result)

    @property
    def last(self) -> date:
        """The later of them."""
        return max(self.trigger, self.result)


class PreviewMonth(NamedTuple):
    """A month of a year. Months are counted through, so that any is reached from any other."""

    year: int
    month: int

    @property
    def place(self) -> int:
        """Its place among all months."""
        return self.year * 12 + self.month - 1

    @property
    def title(self) -> str:
        """Its name and year, as in "December 1996"."""
        return f"{MONTHS[self.month - 1]} {self.year}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        after = month_at(self.place + 1)
        return date(self.year, 12, 31) if after.year > self.year else after.first - timedelta(1)

    def days(self) -> list[date]:
        """Every day of it."""
        return [self.first + timedelta(n) for n in range((self.last - self.first).days + 1)]


def month_of(day: date) -> PreviewMonth:
    return PreviewMonth(day.year, day.month)


def month_at(place: int) -> PreviewMonth:
    return PreviewMonth(place // 12, place % 12 + 1)


class MonthPreview(QWidget):
    """Page Up and Page Down (and the arrows above) turn the months, Home goes back to trigger and result."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.pages = MonthPages(theme)
        self.before = self._arrow("chevron-left", "Month before")
        self.after = self._arrow("chevron-right", "Month after")
        self.before.clicked.connect(lambda: self.pages.turn(-1))
        self.after.clicked.connect(lambda: self.pages.turn(1))
        self.pages.turned.connect(self._say)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.before, self.pages, self.after):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self._legend = QVBoxLayout()
        self._legend.setContentsMargins(BESIDE + 6, 0, 0, 0)
        self._legend.setSpacing(0)
        self._lines = [ElidedLabel(theme, font="small", ink="second") for _ in range(LEGEND)]
        for line in self._lines:
            self._legend.addWidget(line)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(row)
        whole.addLayout(self._legend)
        self._say()

    def show_deadline(
        self, trigger: date, result: date, calendar: Calendar | None = None, stops: Iterable[date] = ()
    ) -> None:
        """Show a deadline; ``calendar`` names the closures, ``stops`` are the days that steps gave on the way."""
        self.pages.show_span(PreviewSpan(trigger, result, frozenset(stops) - {trigger, result}), calendar)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def minimumSizeHint(self) -> QSize:
        return QSize(PAGE.width() + 2 * BESIDE, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pages.set_room(self.width() - 2 * BESIDE)

    def _arrow(self, name: str, words: str) -> QToolButton:
        made = QToolButton(self)
        made.setIcon(icon(name))
        made.setToolTip(words)
        made.setAccessibleName(words)
        made.setFixedSize(24, 24)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return made

    def _say(self) -> None:
        """Name the closures of the months shown, nearest the deadline first where not all have room."""
        named = [f"{say_day(day)[:-5]}: {reason}" for day, reason in self.pages.closures()]
        room = len(self._lines)
        shown = named if len(named) <= room else named[: room - 1]
        rest = named[len(shown) :]
        for place, line in enumerate(self._lines):
            words = shown[place] if place < len(shown) else ""
            if rest and place == len(shown):
                words = f"and {len(rest)} more closed days"
            line.set_text(words)
            line.setVisible(bool(words))
            if rest and place == len(shown):
                line.setToolTip(plain_tooltip("\n".join(rest)))


class MonthPages(QWidget):
    """The pages, painted beside one another: as many as there is room for, at most three."""

    turned = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._span: PreviewSpan | None = None
        self._calendar: Calendar | None = None
        self._months: tuple[PreviewMonth, ...] = (month_of(date(2000, 1, 1)),)
        self._start: int | None = None
        self._anchor = date(2000, 1, 1)
        self._wheel = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", True)
        self._room = 1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(PAGE)
        self.setAccessibleName("Month preview")

    @property
    def months(self) -> tuple[PreviewMonth, ...]:
        """The months shown."""
        return self._months

    def show_span(self, span: PreviewSpan | None, calendar: Calendar | None, day: date | None = None) -> None:
        """Show a deadline's days, or only the month of ``day``."""
        if (span, day or self._anchor) != (self._span, self._anchor):
            self._start = None
        self._span, self._calendar = span, calendar
        self._anchor = day or (span.first if span else self._anchor)
        self._place()

    def turn(self, months: int) -> None:
        """Turn forward or back, each month following the one before."""
        start = self._months[0].place + months if self._start is None else self._start + months
        least, most = month_of(FIRST_DAY).place, month_of(LAST_DAY).place - len(self._months) + 1
        self._start = max(least, min(start, most))
        self._place()

    def back(self) -> None:
        """Go back to the months of the deadline."""
        self._start = None
        self._place()

    def closed(self, day: date) -> str:
        """Why the day is closed; empty where it is open or nothing is known of it."""
        if self._calendar is None:
            return ""
        try:
            return self._calendar.reason_closed(day) or ""
        except DayError:
            return ""

    def closures(self) -> list[tuple[date, str]]:
        """The named closures of the months shown, those on the way first where there are many."""
        found = [(day, why) for month in self._months for day, why in self._closures_in(month)]
        if self._span is None or len(found) <= LEGEND:
            return found
        first, last = self._span.first, self._span.last
        return sorted(found, key=lambda one: (not first <= one[0] <= last, one[0]))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_room(self, width: int) -> None:
        """Show as many pages as this width holds."""
        room = max(1, min(MOST_PAGES, (width + GAP) // (PAGE.width() + GAP)))
        if room != self._room:
            self._room = room
            self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in turns:
            self.turn(turns[key])
        elif key == Qt.Key.Key_Home:
            self.back()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only what is looked at by the keyboard turns: a window that scrolls past it is left in peace."""
        if not self.hasFocus():
            event.ignore()
            return
        self._wheel += event.angleDelta().y()
        while abs(self._wheel) >= 120:
            self.turn(-1 if self._wheel > 0 else 1)
            self._wheel -= 120 if self._wheel > 0 else -120

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.words_of(self.day_at(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), plain_tooltip(words))
            return True
        return super().event(event)

    def day_at(self, where: QPointF) -> date | None:
        """The day painted there."""
        for place, month in enumerate(self._months):
            for day in month.days():
                if self._cell(place, day).contains(where):
                    return day
        return None

    def words_of(self, day: date | None) -> str:
        """What is to be said of a day: trigger, result, why it is closed."""
        if day is None:
            return ""
        said = [say_day(day)]
        if self._span is not None:
            said += ["where it starts"] if day == self._span.trigger else []
            said += ["the result"] if day == self._span.result else []
        why = self.closed(day)
        if why and why not in ("Saturday", "Sunday"):
            said.append(why)
        elif why:
            said.append("closed")
        return ", ".join(said)

    # ------------------------------------------------------------------------------------------ months

    def _place(self) -> None:
        self._months = self._wanted(self._room)
        self.setFixedWidth(len(self._months) * (PAGE.width() + GAP) - GAP)
        self._describe()
        self.update()
        self.turned.emit()

    def _wanted(self, room: int) -> tuple[PreviewMonth, ...]:
        if self._start is not None:
            return tuple(month_at(self._start + n) for n in range(room))
        if self._span is None:
            return _following(month_of(self._anchor), room)
        first, last = month_of(self._span.first), month_of(self._span.last)
        if room == 1:
            return (month_of(self._span.result),)
        apart = last.place - first.place
        if apart < room:
            return _following(first, max(apart + 1, min(room, 2)))
        return (first, *(month_at(last.place - n) for n in reversed(range(room - 1))))

    def _closures_in(self, month: PreviewMonth) -> list[tuple[date, str]]:
        if self._calendar is None:
            return []
        try:
            return self._calendar.closures_between(month.first, month.last)
        except DayError:
            return []

    def _describe(self) -> None:
        shown = ", ".join(month.title for month in self._months)
        said = [f"Showing {shown}."]
        if self._span is not None:
            said.append(f"Starts {say_day(self._span.trigger)}, result {say_day(self._span.result)}.")
        said += [f"{say_day(day)} is closed: {why}." for day, why in self.closures()]
        said.append("Page Up and Page Down turn the months, Home goes back.")
        self.setAccessibleDescription(" ".join(said))

    # --------------------------------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, month in enumerate(self._months):
            self._paint_month(painter, place, month)
        for place in range(1, len(self._months)):
            if self._months[place].place - self._months[place - 1].place > 1:
                self._paint_gap(painter, place)

    def _left(self, place: int) -> float:
        return place * (PAGE.width() + GAP)

    def _cell(self, place: int, day: date) -> QRectF:
        first = day.replace(day=1).weekday()
        row, column = divmod(first + day.day - 1, 7)
        return QRectF(self._left(place) + column * COLUMN, TITLE + WEEKDAYS_HIGH + row * ROW, COLUMN, ROW)

    def _paint_gap(self, painter: QPainter, place: int) -> None:
        """Months are left out between two pages."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.text.third)
        x, y = self._left(place) - GAP / 2, TITLE / 2
        for shift in (-5, 0, 5):
            painter.drawEllipse(QPointF(x + shift, y), 1.3, 1.3)

    def _paint_month(self, painter: QPainter, place: int, month: PreviewMonth) -> None:
        theme, left = self._theme, self._left(place)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.text.first)
        painter.drawText(QRectF(left + 6, 0, PAGE.width() - 6, TITLE), _MIDDLE, month.title)
        painter.setFont(theme.font("micro"))
        painter.setPen(theme.text.third)
        for column, letter in enumerate(_LETTERS):
            painter.drawText(QRectF(left + column * COLUMN, TITLE, COLUMN, WEEKDAYS_HIGH), _CENTRE, letter)
        for day in month.days():
            self._paint_path(painter, place, day)
        for day in month.days():
            self._paint_day(painter, place, day)

    def _paint_path(self, painter: QPainter, place: int, day: date) -> None:
        """The band of the days that are counted through, in one piece along each week."""
        span = self._span
        if span is None or not span.first <= day <= span.last or span.first == span.last:
            return
        band = self._cell(place, day).adjusted(0, 3, 0, -3)
        if day in (span.first, span.last):
            # From the edge of its ring or ground: none of the band shows inside.
            inside = COLUMN - _INSET
            band.adjust(inside if day == span.first else 0, 0, -inside if day == span.last else 0, 0)
        painter.fillRect(band, self._theme.accent.soft)

    def _paint_day(self, painter: QPainter, place: int, day: date) -> None:
        theme, span, cell = self._theme, self._span, self._cell(place, day)
        result = span is not None and day == span.result
        why = self.closed(day)
        self._paint_ground(painter, day, cell)
        muted = day.weekday() >= 5 if self._calendar is None else bool(why)
        marked = span is not None and (day in span.stops or day == span.trigger)
        painter.setFont(theme.font("small", 600 if result or marked else None))
        painter.setPen(theme.text.on_accent if result else theme.text.third if muted else theme.text.first)
        number, metrics = str(day.day), QFontMetricsF(painter.font())
        base = theme.baseline(painter.font(), cell.top(), cell.height())
        painter.drawText(QPointF(cell.center().x() - metrics.horizontalAdvance(number) / 2, base), number)
        if why and day.weekday() < 5:
            self._paint_closed(painter, cell, result)

    def _paint_ground(self, painter: QPainter, day: date, cell: QRectF) -> None:
        """The result is filled, the trigger ringed; a day on which a step stopped has a thin ring."""
        theme, span = self._theme, self._span
        if span is None or day not in span.stops | {span.trigger, span.result}:
            return
        box = cell.adjusted(_INSET, _INSET, -_INSET, -_INSET)
        if day == span.result:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent.base)
            painter.drawRoundedRect(box.adjusted(-0.5, -0.5, 0.5, 0.5), 4, 4)
        if day == span.trigger and day != span.result:
            painter.setPen(QPen(theme.accent.base, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4, 4)
        elif day in span.stops:
            painter.setPen(QPen(theme.line.control, 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4, 4)

    def _paint_closed(self, painter: QPainter, cell: QRectF, result: bool) -> None:
        """A weekday that is closed has a bar below its number; the legend and the tooltip name it."""
        painter.fillRect(
            QRectF(cell.center().x() - 6, cell.bottom() - 5, 12, 2),
            self._theme.text.on_accent if result else self._theme.text.third,
        )


def _following(first: PreviewMonth, count: int) -> tuple[PreviewMonth, ...]:
    least, most = month_of(FIRST_DAY).place, month_of(LAST_DAY).place - count + 1
    start = max(least, min(first.place, most))
    return tuple(month_at(start + n) for n in range(count))


_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
