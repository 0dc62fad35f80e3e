"""Paints the chart of one test: relieved days, headroom, the stepping threshold, readings, and the day looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from model.phrases import short_day
from ui.covenants.plot import Dot, Plot, ReliefStretch
from ui.covenants.scaling import Area, Place, Scaling
from ui.frame.theme import Theme
from ui.widgets.marks import paint_mark

HIGH = 216
_MARK = 14.0
_AXIS = 26.0
_SHIFT = 12.0
_TOP = 6.0
_CAPTION = 18.0
"""The height of a line of captions."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class ReliefCaption(NamedTuple):
    """What is said of the days that reliefs cover, and where: from ``left`` on, on one of the lines at the top."""

    of: ReliefStretch
    left: float
    wide: float
    line: int


class ChartPainting:
    """One chart, laid out for a width; asked where its readings stand."""

    def __init__(self, theme: Theme, plot: Plot, width: float, height: float) -> None:
        self.theme, self.plot = theme, plot
        self.area = Area(1.0, _TOP, width - 1.0, height - _AXIS)
        self.scaling = self._scaled(1, width, height)
        self.captions = tuple(self._lay_captions())
        lines = 1 + max((one.line for one in self.captions), default=0)
        if lines > 1:
            self.scaling = self._scaled(lines, width, height)
        self._taken: list[QRectF] = []

    def _scaled(self, lines: int, width: float, height: float) -> Scaling:
        """The room of the readings, below so many lines of captions."""
        top = _TOP + 4 + lines * _CAPTION
        return Scaling(self.plot, Area(1.0 + _MARK, top, width - 1.0 - _MARK, height - _AXIS - 20))

    def paint(self, painter: QPainter, ringed: Dot | None) -> None:
        """Everything, from the ground up."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._taken = []
        self._paint_reliefs(painter)
        self._paint_headroom(painter)
        self._paint_axis(painter)
        self._paint_threshold(painter)
        self._paint_day(painter)
        self._paint_ahead(painter)
        self._paint_line(painter)
        self._paint_dots(painter, ringed)

    def dot_at(self, x: float, y: float) -> Dot | None:
        """The reading under a point, the nearest one."""
        near = [(abs(px - x) + abs(py - y), dot) for dot in self.plot.stops for px, py in (self.scaling.place(dot),)]
        found = [(far, dot) for far, dot in near if far <= _MARK + 4]
        return min(found, key=lambda one: one[0])[1] if found else None

    def rect_of(self, dot: Dot) -> QRectF:
        """The place of a reading's mark."""
        x, y = self.scaling.place(dot)
        return QRectF(x - _MARK / 2, y - _MARK / 2, _MARK, _MARK)

    # ------------------------------------------------------------------------------------------ grounds

    def _paint_reliefs(self, painter: QPainter) -> None:
        tone = self.theme.tone("suspended")
        for one in self.plot.reliefs:
            left, right = self.scaling.x(one.first), self.scaling.x(one.last)
            ground = QRectF(left, self.area.top, max(right - left, 2.0), self.area.bottom - self.area.top)
            painter.fillRect(ground, tone.bg)
            if one.ends:
                painter.fillRect(QRectF(right - 1, self.area.top, 2, ground.height()), tone.mark)
        for caption in self.captions:
            self._paint_caption(painter, caption)

    def _lay_captions(self) -> Iterator[ReliefCaption]:
        """Each on the first line on which it is clear of those before it."""
        laid: list[ReliefCaption] = []
        for one in self.plot.reliefs:
            begin, wide = self._place_caption(one)
            taken = {each.line for each in laid if begin < each.left + each.wide + 8 and each.left < begin + wide + 8}
            line = next(line for line in range(len(laid) + 1) if line not in taken)
            laid.append(ReliefCaption(one, begin, wide, line))
        yield from laid

    def _place_caption(self, one: ReliefStretch) -> tuple[float, float]:
        """Inside its days, on the side of the day looked at that has room; else before them."""
        left, right = self.scaling.x(one.first), self.scaling.x(one.last)
        wide = 18 + QFontMetricsF(self.theme.font("micro")).horizontalAdvance(one.words)
        day = self.scaling.x(self.plot.day)
        cut = day if left < day < right else left
        begin = cut + 7
        if cut + wide + 10 > right:
            begin = left + 5 if left + wide + 8 <= cut else left - wide - 7
        return max(begin, self.area.left + 2), wide

    def _paint_caption(self, painter: QPainter, caption: ReliefCaption) -> None:
        one, left, wide, line = caption
        top = self.area.top + line * _CAPTION
        paint_mark(painter, QRectF(left, top + 3, 12, 12), "suspended", self.theme)
        self._write(painter, one.words, self.theme.font("micro"), self.theme.tone("suspended").fg, left + 18, top + 9)
        self._taken.append(QRectF(left, top, wide, _CAPTION))
        if one.ends and self.plot.again and one.last < self.plot.again:
            self._label_again(painter, self.scaling.x(one.last))

    def _label_again(self, painter: QPainter, right: float) -> None:
        """What stands again after its end, by its mark alone where there is no room for the words."""
        font, words = self.theme.font("micro"), "stands again"
        paint_mark(painter, QRectF(right + 8, self.area.top + 3, 12, 12), "failing", self.theme)
        wide = 26 + QFontMetricsF(font).horizontalAdvance(words)
        if self.area.right - right > wide:
            self._write(painter, words, font, self.theme.tone("failing").fg, right + 26, self.area.top + 9)
        self._taken.append(QRectF(right + 6, self.area.top, wide, 18))

    def _paint_headroom(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for room, corners in self.scaling.headroom():
            painter.setBrush(self.theme.tone("satisfied" if room else "missed").bg)
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))

    # --------------------------------------------------------------------------------------------- axis

    def _paint_axis(self, painter: QPainter) -> None:
        theme = self.theme
        font = theme.font("micro")
        painter.fillRect(
            QRectF(self.area.left, self.area.bottom, self.area.right - self.area.left, 1), theme.line.strong
        )
        last = -100.0
        chip = self._chip_rect(font)
        for month in self._months():
            x = self.scaling.x(month)
            words = f"{_MONTHS[month.month - 1]} {month.year}" if month.month == 1 else _MONTHS[month.month - 1]
            wide = QFontMetricsF(font).horizontalAdvance(words)
            painter.fillRect(QRectF(x, self.area.bottom, 1, 5), theme.line.strong)
            clear = x + 5 > last + 10 and not chip.intersects(QRectF(x + 2, chip.top(), wide + 6, 4))
            if clear and x + 5 + wide <= self.area.right:
                self._write(painter, words, font, theme.text.third, x + 5, self.area.bottom + 11)
                last = x + 5 + wide

    def _months(self) -> Iterator[date]:
        month = date(self.plot.first.year, self.plot.first.month, 1)
        while month <= self.plot.last:
            if month >= self.plot.first:
                yield month
            month = date(month.year + month.month // 12, month.month % 12 + 1, 1)

    def _chip_rect(self, font: QFont) -> QRectF:
        wide = QFontMetricsF(self.theme.font("micro", 600)).horizontalAdvance(short_day(self.plot.day)) + 10
        left = min(max(self.scaling.x(self.plot.day) - wide / 2, self.area.left), self.area.right - wide)
        return QRectF(left, self.area.bottom + 3, wide, 17)

    def _paint_day(self, painter: QPainter) -> None:
        theme, x = self.theme, self.scaling.x(self.plot.day)
        painter.fillRect(QRectF(x - 1, self.area.top, 2, self.area.bottom - self.area.top), theme.accent.base)
        chip, font = self._chip_rect(theme.font("micro")), theme.font("micro", 600)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent.base)
        painter.drawRoundedRect(chip, theme.space.radius_chip, theme.space.radius_chip)
        self._write(painter, short_day(self.plot.day), font, theme.text.on_accent, chip.left() + 5, chip.center().y())

    # -------------------------------------------------------------------------------- what is required

    def _paint_threshold(self, painter: QPainter) -> None:
        theme, before = self.theme, None
        steps = list(self.scaling.lines())
        for place, (_, begins, _, y) in enumerate(steps):
            left = self.area.left if place == 0 else begins
            right = self.area.right if place == len(steps) - 1 else steps[place + 1][1]
            painter.setPen(QPen(theme.text.second, 1.4))
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            if before is not None:
                painter.drawLine(QPointF(left, before), QPointF(left, y))
            before = y
            self._label_threshold(painter, place, left, right, y)

    def _label_threshold(self, painter: QPainter, place: int, left: float, right: float, y: float) -> None:
        """Along its stretch, from its right end on, where there is room above or below; of a short one not at all."""
        font, words = self.theme.font("micro", 600), self.plot.limit_words[place]
        wide = QFontMetricsF(font).horizontalAdvance(words)
        room = max(right - wide - 2 - left, 0.0)
        places = [right - wide - 2 - step * _SHIFT for step in range(int(room / _SHIFT) + 1)] if room else []
        for edge, drop in ((edge, drop) for edge in places for drop in (-10, 11)):
            box = QRectF(edge, y + drop - 8, wide, 16)
            if not self._is_taken(box):
                self._write(painter, words, font, self.theme.text.first, edge, y + drop)
                self._taken.append(box)
                return

    def _is_taken(self, box: QRectF) -> bool:
        marks = [self.rect_of(dot) for dot in self.plot.stops]
        if any(box.intersects(one) for one in (*self._taken, *marks, self._day_line())):
            return True
        wider = box.adjusted(-3, -3, 3, 3)
        return any(crosses(wider, *ends) for ends in self._line())

    def _day_line(self) -> QRectF:
        """The upright of the day looked at."""
        return QRectF(self.scaling.x(self.plot.day) - 2, self.area.top, 4, self.area.bottom - self.area.top)

    # -------------------------------------------------------------------------------------- the readings

    def _paint_line(self, painter: QPainter) -> None:
        valued = [one for one in self.plot.dots if one.y is not None]
        painter.setPen(QPen(self.theme.text.first, 1.5))
        for before, after in pairwise(valued):
            painter.drawLine(QPointF(*self.scaling.place(before)), QPointF(*self.scaling.place(after)))

    def _paint_ahead(self, painter: QPainter) -> None:
        """From the last reading to the day looked at, dotted; and on to what is expected, dashed."""
        valued = [one for one in self.plot.dots if one.y is not None]
        ahead = [one for one in self.plot.ahead if one.y is not None]
        if valued and not ahead:
            x, y = self.scaling.place(valued[-1])
            pen = QPen(self.theme.line.control, 1.4, Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(x, y), QPointF(max(self.scaling.x(self.plot.day), x), y))
        pen = QPen(self.theme.text.second, 1.3)
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        for before, after in pairwise([*valued[-1:], *ahead]):
            painter.drawLine(QPointF(*self.scaling.place(before)), QPointF(*self.scaling.place(after)))

    def _paint_dots(self, painter: QPainter, ringed: Dot | None) -> None:
        for dot in self.plot.stops:
            rect = self.rect_of(dot)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._ground_at(dot.day))
            painter.drawEllipse(rect.adjusted(-2, -2, 2, 2))
            if dot.result.expected:
                self._paint_expected(painter, rect, dot)
            else:
                paint_mark(painter, rect, dot.mark, self.theme)
            if dot is ringed:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self.theme.accent.base, self.theme.space.focus))
                painter.drawEllipse(rect.adjusted(-4, -4, 4, 4))
        for dot in self.plot.stops:
            self._label_dot(painter, dot)

    def _paint_expected(self, painter: QPainter, rect: QRectF, dot: Dot) -> None:
        """What is expected is an outline, never a mark of its own."""
        pen = QPen(self.theme.tone(dot.mark).mark, 1.5)
        pen.setDashPattern([2.2, 1.8])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(rect.adjusted(1, 1, -1, -1))

    def _ground_at(self, day: date) -> QColor:
        covered = any(one.first <= day < one.last for one in self.plot.reliefs)
        return self.theme.tone("suspended").bg if covered else self.theme.surface.view

    def _label_dot(self, painter: QPainter, dot: Dot) -> None:
        """Above what is met, below what is not, elsewhere where that is taken; a label with no room stays away."""
        font = self.theme.font("micro", 400 if dot.result.expected else 600)
        x, y = self.scaling.place(dot)
        words = dot.label if dot.y is not None else f"{dot.label}; no value is given"
        words = dot.label if dot.mark == "untested" else words
        wide = QFontMetricsF(font).horizontalAdvance(words)
        centred = min(max(x - wide / 2, self.area.left), self.area.right - wide)
        up, down = (centred, y - 17), (centred, y + 17)
        high = self.plot.floor == (dot.mark != "failing")
        places = [up, down] if high else [down, up]
        beside = [(x - wide - 13, y), (x + 13, y)]
        near = [(x - wide - 5, y - 15), (x + 5, y - 15), (x - wide - 5, y + 15), (x + 5, y + 15)]
        wanted = [*places, *near, *beside] if dot.y is not None else [*beside, *near, *places]
        for left, middle in wanted:
            box = QRectF(left, middle - 8, wide, 16)
            inside = self.area.left <= left and left + wide <= self.area.right and self.area.top <= middle - 8
            if inside and middle + 8 <= self.area.bottom and not self._crowded(box, dot):
                self._taken.append(box)
                plain = dot.mark != "failing"
                ink = self.theme.text.first if plain else self.theme.tone("failing").fg
                self._write(painter, words, font, self.theme.text.second if dot.result.expected else ink, left, middle)
                return

    def _crowded(self, box: QRectF, own: Dot) -> bool:
        """Whether a label would lie on another, on a mark, on the day, on the end of a relief, or on the line."""
        others = [self.rect_of(one) for one in self.plot.stops if one is not own]
        high = self.area.bottom - self.area.top
        edges = [self.scaling.x(one.last) for one in self.plot.reliefs if one.ends]
        uprights = [self._day_line(), *(QRectF(x - 2, self.area.top, 4, high) for x in edges)]
        if any(box.intersects(one) for one in (*self._taken, *others, *uprights)):
            return True
        levels = (((left, y), (right, y)) for _, left, right, y in self.scaling.lines())
        return any(crosses(box, *ends) for ends in (*self._line(), *levels))

    def _line(self) -> Iterator[tuple[Place, Place]]:
        """The stretches of the line from reading to reading, and on to what is expected."""
        valued = [one for one in self.plot.stops if one.y is not None]
        for before, after in pairwise(valued):
            yield self.scaling.place(before), self.scaling.place(after)

    def _write(self, painter: QPainter, words: str, font: QFont, ink: QColor, left: float, middle: float) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QPointF(left, self.theme.baseline(font, middle - 8, 16)), words)


def crosses(box: QRectF, start: Place, end: Place) -> bool:
    """Whether a line runs through a box.

    >>> crosses(QRectF(0, 0, 10, 10), (-5, 5), (15, 5)), crosses(QRectF(0, 0, 10, 10), (-5, 20), (15, 20))
    (True, False)
    """
    shares = (step / 24 for step in range(25))
    (x1, y1), (x2, y2) = start, end
    return any(box.contains(QPointF(x1 + share * (x2 - x1), y1 + share * (y2 - y1))) for share in shares)
