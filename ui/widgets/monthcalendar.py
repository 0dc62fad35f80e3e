"""A month to pick a day from: weeks from Monday, weekends shaded, today ringed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from ui.frame.theme import Theme

_EARLIEST, _LATEST = QDate(1900, 1, 1), QDate(2199, 12, 31)


class MonthCalendar(QCalendarWidget):
    """A click or Enter emits `picked(date)`."""

    picked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._today = QDate()
        self.setAccessibleName("Month")
        self.setDateRange(_EARLIEST, _LATEST)
        self.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setFixedSize(266, 232)
        for name, said in (("prev", "Month before"), ("next", "Month after")):
            button = self.findChild(QToolButton, f"qt_calendar_{name}month")
            if isinstance(button, QToolButton):
                button.setAccessibleName(said)
        self._format()
        self.activated.connect(self._pick)
        self.clicked.connect(self._pick)

    def show_day(self, day: date, today: date) -> None:
        """Select `day`, and ring `today`."""
        self._today = QDate(today.year, today.month, today.day)
        self.turn_to(day)

    def turn_to(self, day: date) -> None:
        self.setSelectedDate(QDate(day.year, day.month, day.day))
        self.updateCells()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._format()

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate) -> None:
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect).adjusted(2, 1, -2, -1)
        chosen = day == self.selectedDate()
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent.base)
            painter.drawRoundedRect(box, 4, 4)
        elif day == self._today:
            painter.setPen(QPen(theme.accent.base, 1.5))
            painter.drawRoundedRect(box, 4, 4)
        inside = day.month() == self.monthShown()
        painter.setPen(theme.text.on_accent if chosen else theme.text.first if inside else theme.text.third)
        painter.setFont(theme.font("body", 600 if chosen or day == self._today else None))
        painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter, str(day.day()))
        painter.restore()

    def _format(self) -> None:
        plain = QTextCharFormat()
        plain.setForeground(self._theme.text.third)
        plain.setFont(self._theme.font("micro"))
        self.setHeaderTextFormat(plain)
        weekend = QTextCharFormat()
        weekend.setForeground(self._theme.text.third)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(weekday, weekend)

    def _pick(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()))
