"""The calendars by which business days count, chosen from a list by their names."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from model.days.calendar import known_calendars
from model.days.calendar_names import say_calendar
from model.days.closures import source_of
from ui.frame.theme import Theme
from ui.widgets.chip import FilterChip, Option
from ui.widgets.icons import paint_icon

_PAD, _ICON, _MOST = 10, 16, 380


class CalendarsChip(FilterChip):
    """A choice of several in the frame of a field, since it is one: it filters nothing."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self._look = theme
        self._empty = title

    def words(self) -> str:
        """What is chosen, by the short names; the invitation where nothing is."""
        chosen = [say_calendar(option.key) for option in self.options if option.key in self.value()]
        return ", ".join(chosen) or self._empty

    def set_theme(self, theme: Theme) -> None:
        self._look = theme
        super().set_theme(theme)

    def sizeHint(self) -> QSize:
        letters = QFontMetrics(self._look.font("body")).horizontalAdvance(self.words())
        return QSize(min(2 * _PAD + letters + 8 + _ICON, _MOST), self._look.height.control)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.line.control, 1))
        painter.setBrush(theme.surface.hover if self.underMouse() else theme.surface.field)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.space.radius_control, theme.space.radius_control)
        font = theme.font("body")
        painter.setFont(font)
        painter.setPen(theme.text.first if self.value() else theme.text.third)
        room = self.width() - 2 * _PAD - _ICON - 4
        shown = QFontMetrics(font).elidedText(self.words(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(_PAD, theme.baseline(font, 0, self.height())), shown)
        arrow = QRectF(self.width() - _PAD + 2 - _ICON, (self.height() - _ICON) / 2, _ICON, _ICON)
        paint_icon(painter, arrow, "chevron-down", theme.text.third)


def calendar_options() -> list[Option]:
    """Every calendar that closes any day, by its title."""
    return [Option(name, f"{source_of(name).title} ({name})") for name in known_calendars() if name != "NONE"]
