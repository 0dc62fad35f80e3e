"""How the strip is painted: ground, lanes, reliefs, axis, and the day looked at."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from model.assess.standing import Standing, mark_of
from model.days.wording import MONTHS
from model.outlook.today.weeks import DAYS, Falling, ReliefsEnding, Weeks
from ui.filter.snapshot import Snapshot
from ui.frame.standing import RANK
from ui.frame.theme import Theme
from ui.today.striplayout import MARK, PlacedStripItem, StripItem, place
from ui.today.stripwords import again_words, falling_words, relief_words
from ui.widgets.marks import paint_expected_mark, paint_mark

LANES_HIGH = 80
STRIP_HIGH = 118
_LANE = (15.0, 39.0)
_DENSE_LANE = (12.0, 30.0, 48.0)
_RELIEF = 63.0
_BAR = 18.0
_TICK = 5.0
_NUMBER = 92.0
_MONTH = 110.0
_GAP = 6.0
_CHIP = (22.0, 17.0)
_BETWEEN_NUMBERS = 8.0
_SMALL = 9.0
"""A mark beside three figures."""
_UNTIL_TODAY = 280.0
"""Words at the head of a bar stand clear of the day looked at where that is no further in."""


class StripPainting:
    """The strip for one width: what stands where is worked out once, painted as often as asked."""

    def __init__(
        self,
        theme: Theme,
        snapshot: Snapshot,
        weeks: Weeks,
        chosen: frozenset[str],
        width: int,
        today: date | None = None,
    ) -> None:
        self._today = today
        self._theme, self._snapshot, self._weeks = theme, snapshot, weeks
        self._chosen, self._width = chosen, float(max(width, 1))
        self._step = self._width / DAYS
        self._small, self._strong = theme.font("small"), theme.font("small", 600)
        self._measure = QFontMetricsF(self._small)
        self._measure_strong = QFontMetricsF(self._strong)
        self._falling = {str(number): one for number, one in enumerate(weeks.falling)}
        self._placed = place(self._items(), self._wide, 0.0, self._width, self._day_line())
        self._spots: list[tuple[QRectF, tuple[str, ...]]] = []

    # ------------------------------------------------------------------------------------------- where

    def middle(self, day: date) -> float:
        """The middle of a day's column."""
        return ((day - self._weeks.first).days + 0.5) * self._step

    def _start(self, day: date) -> float:
        return (day - self._weeks.first).days * self._step

    def _day_line(self) -> float | None:
        day = self._snapshot.day
        return self.middle(day) if self._weeks.first <= day <= self._weeks.last else None

    def ids_at(self, where: QPoint) -> tuple[str, ...]:
        """What is painted under a point."""
        return next((ids for rect, ids in self._spots if rect.contains(QPointF(where))), ())

    def _wide(self, strong: str, plain: str) -> float:
        gap = _GAP if plain else 0.0
        return self._measure_strong.horizontalAdvance(strong) + gap + self._measure.horizontalAdvance(plain)

    def _items(self) -> list[StripItem]:
        found = []
        for key, one in self._falling.items():
            begins = self._begins(one)
            found.append(StripItem(key, self.middle(one.day), begins, falling_words(self._snapshot, one)))
        return found

    def _begins(self, one: Falling) -> float | None:
        """Where the tail of a deadline begins; work that should have begun before these weeks comes in at the edge."""
        if one.begins is None or one.begins >= one.day:
            return None
        return max(self.middle(one.begins), 0.0)

    # ------------------------------------------------------------------------------------------- paint

    def paint(self, painter: QPainter) -> None:
        """Everything, from the ground up."""
        self._spots.clear()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_ground(painter)
        self._paint_reliefs(painter)
        self._paint_day_line(painter)
        if self._placed is not None:
            for one in self._placed:
                self._paint_deadline(painter, one)
        else:
            self._paint_days(painter)
        self._paint_axis(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        theme, weeks = self._theme, self._weeks
        for day in weeks.closed:
            left, right = round(self._start(day)), round(self._start(day) + self._step)
            painter.fillRect(QRectF(left, 0, right - left, LANES_HIGH), theme.surface.weekend)
        for number in range(DAYS):
            day = weeks.first + timedelta(days=number)
            if number == 0 or day.day == 1:
                painter.fillRect(QRectF(round(self._start(day)), 0, 1, LANES_HIGH), theme.line.strong)

    def _paint_day_line(self, painter: QPainter) -> None:
        middle = self._day_line()
        if middle is not None:
            painter.fillRect(QRectF(round(middle) - 1, 0, 2, LANES_HIGH), self._theme.accent.base)

    def _paint_deadline(self, painter: QPainter, placed: PlacedStripItem) -> None:
        """Tail, mark and words of one deadline."""
        theme, one = self._theme, self._falling[placed.key]
        y, key = _LANE[placed.lane], mark_of(self._snapshot.docket.node(one.id), one.standing)
        half = MARK / 2
        if placed.begins is not None:
            ink = theme.tone(key).mark
            painter.fillRect(QRectF(placed.begins, y - 1, placed.middle - half - 1 - placed.begins, 2), ink)
            painter.fillRect(QRectF(placed.begins, y - 5, 2, 10), ink)
        words = QRectF(placed.x, y - 10, placed.width, 20)
        if placed.begins is not None and placed.begins < placed.x < placed.middle:
            painter.fillRect(words.adjusted(-5, 0, 6, 0), theme.surface.view)
        mark = QRectF(placed.middle - half, y - half, MARK, MARK)
        if one.expected:
            paint_expected_mark(painter, mark.adjusted(-1, -1, 1, 1), key, theme)
        else:
            paint_mark(painter, mark, key, theme)
        if one.id in self._chosen:
            self._underline(painter, words)
        self._write(painter, placed.x, y, placed.strong, placed.plain, theme.text.second)
        self._spots += [(mark.adjusted(-4, -4, 4, 4), (one.id,)), (words, (one.id,))]

    def _underline(self, painter: QPainter, words: QRectF) -> None:
        """What is selected elsewhere is marked here too."""
        painter.fillRect(words.adjusted(-4, 1, 4, -1), self._theme.surface.selection)

    def _write(self, painter: QPainter, x: float, y: float, strong: str, plain: str, ink: QColor) -> None:
        theme = self._theme
        painter.setPen(theme.text.first)
        painter.setFont(self._strong)
        baseline = round(y + self._measure.capHeight() / 2)
        painter.drawText(QPointF(x, baseline), strong)
        painter.setPen(ink)
        painter.setFont(self._small)
        painter.drawText(QPointF(x + self._measure_strong.horizontalAdvance(strong) + _GAP, baseline), plain)

    # ------------------------------------------------------------------------------------ many deadlines

    def _paint_days(self, painter: QPainter) -> None:
        """Each day's marks by standing, what hurts most on top, each with its number."""
        for number in range(DAYS):
            day = self._weeks.first + timedelta(days=number)
            by_mark: dict[tuple[bool, str], list[str]] = {}
            for one in self._weeks.on(day):
                mark = mark_of(self._snapshot.docket.node(one.id), one.standing)
                by_mark.setdefault((one.expected, mark), []).append(one.id)
            self._paint_column(painter, day, by_mark)

    def _paint_column(self, painter: QPainter, day: date, by_mark: dict[tuple[bool, str], list[str]]) -> None:
        theme = self._theme
        lanes = _DENSE_LANE[: 2 if self._weeks.reliefs else 3]
        numbers = self._step >= 24
        usual = 12.0 if self._step >= 18 else max(self._step - 6, 7.0)
        ordered = sorted(by_mark, key=lambda one: (one[0], RANK[one[1]]))
        painter.setFont(theme.font("micro"))
        micro = QFontMetricsF(painter.font())
        for y, (expected, key) in zip(lanes, ordered, strict=False):
            ids = tuple(by_mark[expected, key])
            told = f"{len(ids)}" if len(ids) > 1 and numbers else ""
            side = _SMALL if len(told) > 2 else usual
            wide = side + (micro.horizontalAdvance(told) + 1 if told else 0)
            left = self.middle(day) - wide / 2
            mark = QRectF(left, y - side / 2, side, side)
            if expected:
                paint_expected_mark(painter, mark.adjusted(-1.5, -1.5, 1.5, 1.5), key, theme)
            else:
                paint_mark(painter, mark, key, theme)
            painter.setPen(theme.text.second)
            painter.drawText(QPointF(left + side + 1, round(y + micro.capHeight() / 2)), told)
            self._spots.append((QRectF(self._start(day), y - 9, self._step, 18), ids))

    # ------------------------------------------------------------------------------------------- reliefs

    def _paint_reliefs(self, painter: QPainter) -> None:
        """One bar for each end, the earliest in front; words for the first that has room."""
        for some in reversed(self._weeks.reliefs):
            self._paint_bar(painter, some)
        if self._weeks.reliefs:
            self._paint_relief_words(painter, self._weeks.reliefs[0])

    def _span(self, some: ReliefsEnding) -> tuple[float, float]:
        left = max(self._start(some.first), 0.0)
        return left, self._width if some.last is None else min(self._start(some.last) + self._step, self._width)

    def _paint_bar(self, painter: QPainter, some: ReliefsEnding) -> None:
        theme = self._theme
        left, right = self._span(some)
        bar = QRectF(left, _RELIEF - _BAR / 2, right - left, _BAR)
        gone = some.standing is Standing.LAPSED
        painter.fillRect(bar, theme.tone("relief_live").bg)
        if some.last is not None and some.last <= self._weeks.last:
            ink = theme.tone("relief_lapsed" if gone else "relief_live").mark
            painter.fillRect(QRectF(round(right) - 2, bar.top(), 2, bar.height()), ink)
        self._spots.append((bar, some.ids))

    def _paint_relief_words(self, painter: QPainter, some: ReliefsEnding) -> None:
        theme = self._theme
        left, right = self._span(some)
        x = left + 12
        today = self.middle(self._snapshot.day)
        if left <= today < left + _UNTIL_TODAY:
            x = max(x, today + 12)
        for strong, plain in relief_words(self._snapshot, some):
            if x + 18 + self._wide(strong, plain) <= right - 8:
                paint_mark(painter, QRectF(x, _RELIEF - 6, 12, 12), "relief_live", theme)
                self._write(painter, x + 18, _RELIEF, strong, plain, theme.tone("relief_live").fg)
                break
        self._paint_again(painter, some, right)

    def _paint_again(self, painter: QPainter, some: ReliefsEnding, x: float) -> None:
        """What comes back once the reliefs are over."""
        words = again_words(self._snapshot, some)
        back, line = x + 10, self._day_line()
        if line is not None and x <= line < back + 12:
            back = line + 6
        if not words or back + 16 + self._measure.horizontalAdvance(words) > self._width + 1:
            return
        paint_mark(painter, QRectF(back, _RELIEF - 5.5, 11, 11), "missed", self._theme)
        painter.setFont(self._small)
        painter.setPen(self._theme.tone("missed").fg)
        painter.drawText(QPointF(back + 16, round(_RELIEF + self._measure.capHeight() / 2)), words)

    # --------------------------------------------------------------------------------------------- axis

    def _paint_axis(self, painter: QPainter) -> None:
        theme, weeks = self._theme, self._weeks
        painter.fillRect(QRectF(0, LANES_HIGH, self._width, 1), theme.line.strong)
        taken = [self._paint_chip(painter)]
        for day in self._numbered():
            if day.weekday() == 0 or day.day == 1:
                deep = LANES_HIGH / 3 if day.day == 1 or day == weeks.first else _TICK
                painter.fillRect(QRectF(round(self._start(day)), LANES_HIGH, 1, deep), theme.line.strong)
            self._paint_number(painter, day, taken)
        self._paint_months(painter)

    def _numbered(self) -> list[date]:
        """The days whose number is shown where there is room, the most telling first."""
        weeks = self._weeks
        days = [weeks.first + timedelta(days=number) for number in range(DAYS)]
        telling = {one.day for one in weeks.falling} if self._placed is not None else set()
        ends = {one.last for one in weeks.reliefs}

        def weight(day: date) -> int:
            if day == self._today or day in telling or day in ends:
                return 0
            if day.day == 1 or day == weeks.first:
                return 1
            return 2 if weeks.closed.get(day) else 3

        shown = [day for day in days if weight(day) < 3 or day.weekday() == 0]
        return sorted(shown, key=lambda day: (weight(day), day))

    def _paint_number(self, painter: QPainter, day: date, taken: list[QRectF]) -> None:
        today = day == self._today
        font = self._theme.font("micro", 600 if today else None)
        measure = QFontMetricsF(font)
        wide = measure.horizontalAdvance(str(day.day))
        room = QRectF(self.middle(day) - wide / 2 - _BETWEEN_NUMBERS / 2, _NUMBER - 8, wide + _BETWEEN_NUMBERS, 16)
        if any(room.intersects(other) for other in taken) or room.right() > self._width + 6:
            return
        taken.append(room)
        painter.setFont(font)
        painter.setPen(self._theme.accent.base if today else self._theme.text.second)
        painter.drawText(QPointF(self.middle(day) - wide / 2, round(_NUMBER + measure.capHeight() / 2)), str(day.day))

    def _paint_chip(self, painter: QPainter) -> QRectF:
        """The day looked at, in the accent."""
        theme, day = self._theme, self._snapshot.day
        if not self._weeks.first <= day <= self._weeks.last:
            return QRectF()
        wide, high = _CHIP
        chip = QRectF(round(self.middle(day)) - wide / 2, LANES_HIGH + 3, wide, high)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent.base)
        painter.drawRoundedRect(chip, theme.space.radius_chip, theme.space.radius_chip)
        painter.restore()
        painter.setFont(theme.font("micro", 600))
        painter.setPen(theme.text.on_accent)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, str(day.day))
        return chip.adjusted(-4, 0, 4, 0)

    def _paint_months(self, painter: QPainter) -> None:
        """The months under their first days, and between them the closed days by name."""
        theme, weeks = self._theme, self._weeks
        strong = theme.font("micro", 600)
        measure = QFontMetricsF(strong)
        taken: list[QRectF] = []
        for number in range(DAYS):
            day = weeks.first + timedelta(days=number)
            if number and day.day != 1:
                continue
            words = MONTHS[day.month - 1]
            if number == 0 or day.month == 1:
                words = f"{words} {day.year}"
            left = self._start(day) + 6
            wide = measure.horizontalAdvance(words)
            room = QRectF(left - 6, _MONTH - 8, wide + 12, 16)
            if room.right() > self._width + 6 or any(room.intersects(other) for other in taken):
                continue
            taken.append(room)
            painter.setFont(strong)
            painter.setPen(theme.text.second)
            painter.drawText(QPointF(left, round(_MONTH + measure.capHeight() / 2)), words)
        self._paint_closures(painter, taken)

    def _paint_closures(self, painter: QPainter, taken: list[QRectF]) -> None:
        font = self._theme.font("micro")
        measure = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._theme.text.third)
        for day, name in self._weeks.closed.items():
            words = name.removesuffix(" Day")
            wide = measure.horizontalAdvance(words)
            room = QRectF(self.middle(day) - wide / 2 - 4, _MONTH - 8, wide + 8, 16)
            inside = room.left() >= 0 and room.right() <= self._width
            if words and inside and not any(room.intersects(other) for other in taken):
                taken.append(room)
                painter.drawText(QPointF(room.left() + 4, round(_MONTH + measure.capHeight() / 2)), words)

    def ring(self, painter: QPainter, day: date, words: str) -> None:
        """The keyboard's ring round a day's column, and what is to be said of the day in place of the months."""
        theme = self._theme
        told = QRectF(0, _MONTH - 9, self._width, STRIP_HIGH - _MONTH + 9)
        painter.fillRect(told, theme.surface.view)
        painter.setFont(self._small)
        painter.setPen(theme.text.first)
        cut = self._measure.elidedText(words, Qt.TextElideMode.ElideRight, self._width)
        painter.drawText(QPointF(0, round(_MONTH + self._measure.capHeight() / 2)), cut)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.accent.base, theme.space.focus))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        wide = max(self._step, 20.0)
        column = QRectF(self.middle(day) - wide / 2, 1, wide, LANES_HIGH + 21)
        left = min(max(column.left(), 1.0), self._width - wide - 1)
        painter.drawRoundedRect(QRectF(left, column.top(), wide, column.height()), 4, 4)
