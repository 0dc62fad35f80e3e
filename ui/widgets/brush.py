"""What the rows of lists and tables are painted with: words in one line, days, the ground of a row, its ring."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from model.days.wording import say_day_parts
from ui.frame.theme import Theme

Fonts = dict[str, tuple[QFont, QFontMetricsF]]
_EDGE = 3
"""The strip at the left of what is selected."""
_RADIUS = 4


class Brush(Struct):
    """What painting a row needs: the painter, the theme, and the fonts with their measures."""

    painter: QPainter
    theme: Theme
    fonts: Fonts
    ref_room: float = 0
    """The room of the refs before the titles."""
    selected: bool = False

    def font(self, name: str) -> tuple[QFont, QFontMetricsF]:
        """A font of the type table, ``body`` or ``small*`` for its 600 weight, with its measures."""
        found = self.fonts.get(name)
        if found is None:
            plain = name.rstrip("*")
            font = self.theme.font(plain, 600 if name.endswith("*") else None)
            found = self.fonts[name] = (font, QFontMetricsF(font))
        return found

    def body_width(self, text: str) -> float:
        """How wide ``text`` is in a cell."""
        return self.width(text, "body")

    def width(self, text: str, name: str) -> float:
        """How wide ``text`` is."""
        return self.font(name)[1].horizontalAdvance(text)

    def write(self, text: str, name: str, ink: QColor, x: float, rect: QRectF, right: bool = False) -> float:
        """Write one line centred by its capitals at ``x`` (its right end, if ``right``), cut at the end of ``rect``.

        Returns where it ends on the other side.
        """
        font, measure = self.font(name)
        room = (x - rect.left()) if right else (rect.right() - x)
        if measure.horizontalAdvance(text) > room + 0.5:
            text = measure.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0.0))
        width = measure.horizontalAdvance(text)
        start = x - width if right else x
        self.painter.setFont(font)
        self.painter.setPen(ink)
        baseline = rect.top() + (rect.height() + measure.capHeight()) / 2
        self.painter.drawText(QPointF(start, round(baseline)), text)
        return start if right else start + width

    def write_day(self, day: date, x: float, rect: QRectF, ink: QColor, name: str = "body") -> None:
        """Write a day in three parts from ``x`` on: its weekday, its number on two figures, month and year."""
        weekday, number, month = say_day_parts(day)
        figures = x + self.theme.weekday_room + self.width("00", name)
        self.write(weekday, "body", self.theme.text.third, x, rect)
        self.write(number, name, ink, figures, rect, right=True)
        self.write(f" {month}", name, ink, figures, rect)

    def lay_ground(self, rect: QRectF, *, active: bool, hovered: bool = False, edge: bool = True) -> None:
        """The ground of a row: lit where it is selected, less so in a window that is not ``active``, or hovered."""
        surface = self.theme.surface
        if self.selected:
            self.painter.fillRect(rect, surface.selection if active else surface.hover)
            if edge:
                strip = QRectF(rect.left(), rect.top(), _EDGE, rect.height())
                self.painter.fillRect(strip, self.theme.accent.base if active else self.theme.line.strong)
        elif hovered:
            self.painter.fillRect(rect, surface.hover)

    def draw_ring(self, rect: QRectF, inside: float | None = None) -> None:
        """The keyboard's ring, just within a row unless it stands further ``inside``."""
        wide = self.theme.space.focus
        in_by = wide / 2 if inside is None else inside
        self.painter.save()
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setPen(QPen(self.theme.accent.base, wide))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(rect.adjusted(in_by, in_by, -in_by, -in_by), _RADIUS, _RADIUS)
        self.painter.restore()
