"""How one row is painted: bars, tail, target and marks by what stands when; then its name."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from model.assess.standing import Standing, mark_of
from model.outlook.time.tracks import TrackMark, TrackStretch
from model.phrases import short_day
from model.record.links import Node
from model.record.relief import Relief
from ui.frame.theme import Theme
from ui.timeline.headpaint import paint_change
from ui.timeline.placing import Extent, Label, broken, place
from ui.timeline.rowcontent import Bar, RowContent
from ui.timeline.scale import Scale
from ui.widgets.icons import paint_icon
from ui.widgets.marks import expected_pen, paint_expected_mark, paint_mark

MARK = 16.0
SMALL = 13.0
_BAR = 20
_DASH = [4.0, 2.6]
_EDGE_AIR = 6.0
_APART = 7.0
"""Marks that look alike and stand closer than this are drawn once."""
_REF_GAP = 7.0
_LINE = 16
"""From one line of a name to the next, with the usual text."""


Widths = dict[tuple[str, bool], float]
"""How wide words are, plain or strong: measured once, however often they are painted."""


class RowPainting:
    """Paints rows of one theme at one scale, ``high`` each.

    ``right`` is the width of the chart, ``day`` the one looked at.
    """

    def __init__(self, theme: Theme, scale: Scale, right: float, day: date, high: float, widths: Widths) -> None:
        self._theme = theme
        self._scale = scale
        self._right = right
        self._day = day
        self._pitch = float(theme.at_size(_LINE))
        self._bar_high = float(theme.at_size(_BAR))
        self._tall = high >= 2 * self._pitch
        self._line = scale.middle(day)
        self._plain, self._strong = theme.font("small"), theme.font("small", 600)
        self._widths = widths
        self._measure = {id(font): QFontMetricsF(font) for font in (self._plain, self._strong)}

    def _wide(self, font: QFont, words: str) -> float:
        key = (words, font is self._strong)
        found = self._widths.get(key)
        if found is None:
            found = self._widths[key] = self._measure[id(font)].horizontalAdvance(words)
        return found

    # ------------------------------------------------------------------------------------------- shapes

    def paint_bars(self, painter: QPainter, face: RowContent, node: Node, y: float, label: Label | None) -> None:
        """The bars, about the height ``y``: the line of the day lies over them."""
        for place_, bar in enumerate(face.bars):
            named = label is not None and label.side == "inside" and place_ == self._host(face)
            self._bar(painter, face, bar, node, y, named=named, label=label)

    def paint_marks(self, painter: QPainter, face: RowContent, node: Node, y: float, ground: QColor) -> None:
        """Tail, target and marks, over the line of the day."""
        for stretch in face.ghost_bars:
            self._ghost_bar(painter, face, node, stretch, y)
        for ghost in face.ghosts:
            self._ghost(painter, face, ghost, y)
        if face.track.tail is not None:
            self._tail(painter, face, y)
        if face.track.target is not None:
            self._target(painter, face.track.target, y)
        for mark in self._apart(face.track.marks):
            self._mark(painter, face, node, mark, y, ground)

    def _apart(self, marks: tuple[TrackMark, ...]) -> list[TrackMark]:
        """The marks without those that would lie on one that looks alike, or on the day it was due that was met."""
        shown: list[TrackMark] = []
        for mark in marks:
            x = self._scale.middle(mark.day)
            near = [one for one in shown[-2:] if abs(self._scale.middle(one.day) - x) < _APART]
            if any((one.role, one.standing) == (mark.role, mark.standing) for one in near):
                continue
            shown = [one for one in shown if one not in near or one.role != "was due"]
            shown.append(mark)
        return shown

    def _bar(
        self, painter: QPainter, face: RowContent, bar: Bar, node: Node, y: float, *, named: bool, label: Label | None
    ) -> None:
        left, right = self._ends(bar)
        if right < -1 or left > self._right + 1:
            return
        tone = self._theme.tone(bar.mark)
        if bar.line:
            painter.setPen(QPen(tone.mark, 2))
            start = left + MARK / 2 + 2 if left > self._scale.middle(bar.stretch.first) - 1 else left
            painter.drawLine(QPointF(start, y), QPointF(right - 1, y))
            return
        rect = QRectF(left, y - self._bar_high / 2, right - left, self._bar_high)
        self._ground(painter, rect, bar, node, tone.mark, tone.bg)
        self._bar_words(painter, face, bar, rect, tone.fg, label if named else None)

    def _ends(self, bar: Bar) -> tuple[float, float]:
        """The ends of a bar, not far beyond what is in sight: a long dashed line is slow."""
        first = self._scale.x(bar.stretch.first)
        last = bar.stretch.last
        end = self._right + 40.0 if last is None else self._scale.x(last) + self._scale.per_day
        if bar.line:
            first = self._scale.x(bar.stretch.first) - self._scale.per_day / 2
        return max(first, -40.0), min(max(end, first + 3.0), self._right + 40.0)

    def _ground(self, painter: QPainter, rect: QRectF, bar: Bar, node: Node, edge: QColor, ground: QColor) -> None:
        if bar.stretch.expected or bar.mark == "relief_pending":
            pen = QPen(edge, 1.2)
            pen.setDashPattern(_DASH)
            painter.setPen(pen)
            painter.setBrush(self._theme.surface.view)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(rect.adjusted(1, 0.6, -1, -0.6), 3, 3)
            return
        painter.fillRect(rect, ground)
        if isinstance(node, Relief):
            painter.fillRect(QRectF(rect.left(), rect.top(), 2, rect.height()), edge)
            painter.fillRect(QRectF(rect.right() - 2, rect.top(), 2, rect.height()), edge)
        else:
            painter.fillRect(QRectF(rect.left(), rect.bottom() - 1.5, rect.width(), 1.5), edge)

    def _bar_words(
        self, painter: QPainter, face: RowContent, bar: Bar, rect: QRectF, ink: QColor, label: Label | None
    ) -> None:
        """A mark, the name where it stands inside, and as many words as there is room for."""
        begin, end = self._free(face, rect.left(), rect.right())
        if end - begin < SMALL + 4:
            return
        narrow = end - begin < SMALL + 14
        x = (begin + end - SMALL) / 2 if narrow else begin + 7
        paint_mark(painter, QRectF(x, rect.center().y() - SMALL / 2, SMALL, SMALL), bar.mark, self._theme, face.share)
        x += SMALL + 6
        if label is not None:
            x = label.x + label.width + 12
        for words in bar.words:
            at = self._off_the_line(x, self._wide(self._plain, words), end)
            if at is not None:
                self._text(painter, at, rect.center().y(), words, self._plain, ink)
                return

    def _begin(self, left: float, right: float) -> float:
        """Where a bar's mark may begin: in sight, and not under the line of the day."""
        begin = max(left, 0.0)
        under = begin + 3 < self._line < begin + SMALL + 10 and self._line + SMALL + 12 < right
        return self._line if under else begin

    def _free(self, face: RowContent, left: float, right: float) -> tuple[float, float]:
        """Between which places a bar may hold its mark, its name and its words: an end in it has its own word there."""
        begin, end = self._begin(left, right), min(right, self._right)
        for mark in face.track.marks:
            first = self._scale.middle(mark.day)
            last = first + SMALL + 6 + self._beyond(mark)
            if mark.role != "lapse" or last <= begin or first >= end:
                continue
            if first - begin < SMALL + 12:
                begin = last
            else:
                end = first - 4
        return begin, end

    def _off_the_line(self, x: float, wide: float, end: float) -> float | None:
        """Where words begin that shall end before ``end`` and not stand across the line of the day."""
        if not x < self._line < end:
            return x if x + wide + 6 <= end else None
        if x + wide + 4 <= self._line:
            return x
        return self._line + 8 if self._line + 8 + wide + 6 <= end else None

    def _ghost(self, painter: QPainter, face: RowContent, day: date, y: float) -> None:
        """Where it stands as things are recorded."""
        pen = QPen(self._theme.tone(face.was or face.mark).mark, 1.3)
        pen.setDashPattern([2.2, 2.0])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(self._scale.middle(day), y), 7.5, 7.5)

    def _ghost_bar(self, painter: QPainter, face: RowContent, node: Node, stretch: TrackStretch, y: float) -> None:
        """What would come as things are recorded, and does not where something is supposed: dotted, struck through."""
        left, right = self._ends(Bar(stretch, face.mark, ()))
        tone = self._theme.tone(mark_of(node, stretch.standing))
        pen = QPen(tone.mark, 1.1)
        pen.setDashPattern([1.3, 2.4])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(
            QRectF(left + 1, y - self._bar_high / 2 + 0.6, right - left - 2, self._bar_high - 1.2), 3, 3
        )
        if not face.bars and right - max(left, 0) > 120:
            x = max(left, 0.0) + 7
            paint_mark(painter, QRectF(x, y - SMALL / 2, SMALL, SMALL), mark_of(node, stretch.standing), self._theme)
            words = f"as recorded, {stretch.standing.value} from {short_day(stretch.first)}"
            self._text(painter, x + SMALL + 6, y, words, self._plain, tone.fg)

    def _tail(self, painter: QPainter, face: RowContent, y: float) -> None:
        begins, due = face.track.tail or (self._day, self._day)
        left, right = self._scale.middle(begins), self._scale.middle(due) - MARK / 2
        painter.setPen(QPen(self._theme.tone(face.mark).mark, 1.6))
        if right > left:
            painter.drawLine(QPointF(max(left, -10), y), QPointF(min(right, self._right + 10), y))
        painter.drawLine(QPointF(left, y - 5), QPointF(left, y + 5))

    def _target(self, painter: QPainter, day: date, y: float) -> None:
        """A diamond: an internal target is no due date."""
        x, side = self._scale.middle(day), 5.0
        diamond = QPainterPath(QPointF(x, y - side))
        for dx, dy in ((side, 0), (0, side), (-side, 0)):
            diamond.lineTo(x + dx, y + dy)
        diamond.closeSubpath()
        painter.setPen(QPen(self._theme.tone("open").mark, 1.4))
        painter.setBrush(self._theme.surface.view)
        painter.drawPath(diamond)

    def _mark(self, painter: QPainter, face: RowContent, node: Node, mark: TrackMark, y: float, ground: QColor) -> None:
        x = self._scale.middle(mark.day)
        if not -20 < x < self._right + 20:
            return
        if mark.role in ("was due", "test"):
            top = y - 6 if mark.role == "was due" else y + self._bar_high / 2
            painter.fillRect(QRectF(x - 0.75, top, 1.5, 12 if mark.role == "was due" else 5), self._theme.line.control)
        elif mark.role == "event":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.text.second)
            painter.drawEllipse(QPointF(x, y), 3.5, 3.5)
        elif mark.role == "expected event":
            painter.setPen(expected_pen(self._theme.text.second))
            painter.setBrush(ground)
            painter.drawEllipse(QPointF(x, y), 5, 5)
        elif mark.role == "foreseen":
            painter.setPen(expected_pen(self._theme.tone("open").mark))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(x, y), 5.5, 5.5)
        elif mark.role == "expected due":
            rect = QRectF(x - MARK / 2, y - MARK / 2, MARK, MARK)
            paint_expected_mark(painter, rect, mark_of(node, mark.standing), self._theme)
        else:
            size = SMALL if mark.role in ("occurrence", "lapse") else MARK
            if mark.role == "lapse":
                x += size / 2 + 1
                tone = self._theme.tone(mark_of(node, mark.standing))
                self._text(painter, x + size / 2 + 5, y, self._end_word(mark), self._plain, tone.fg)
            rect = QRectF(x - size / 2, y - size / 2, size, size)
            if mark.role == "expected":
                self._ring(painter, x, y, mark_of(node, mark.standing), ground)
                rect = rect.adjusted(3, 3, -3, -3)
            elif abs(x - self._line) < size / 2 + 2:
                painter.fillRect(rect.adjusted(-2, -1, 2, 1), ground)
            paint_mark(painter, rect, mark_of(node, mark.standing), self._theme, face.share)

    def _ring(self, painter: QPainter, x: float, y: float, mark: str, ground: QColor) -> None:
        """A dashed outline about what is expected and not yet so."""
        pen = QPen(self._theme.tone(mark).mark, 1.2)
        pen.setDashPattern([2.4, 2.0])
        painter.setPen(pen)
        painter.setBrush(ground)
        painter.drawEllipse(QPointF(x, y), 9, 9)

    # -------------------------------------------------------------------------------------------- names

    def label_of(self, face: RowContent) -> Label:
        """Where the name stands."""
        widths = [self.width_of(face, more) for more in dict.fromkeys(face.more)]
        extent = self.extent(face)
        inside_first = bool(face.bars) and face.bars[0].stretch.expected and not face.track.marks
        return place(widths, extent, self._right, self._line, inside_first)

    def width_of(self, face: RowContent, more: str) -> float:
        """The width of the name with so many words."""
        wide = self._before_title(face) + self._wide(self._title(face), face.title)
        return wide + (self._wide(self._plain, more) + 8 if more else 0)

    def _title(self, face: RowContent) -> QFont:
        return self._strong if face.lit else self._plain

    def extent(self, face: RowContent) -> Extent:
        """All that is drawn, in pixels."""
        lefts, rights = [], []
        for bar in face.bars:
            left, right = self._ends(bar)
            lefts.append(self._scale.x(bar.stretch.first) if not bar.line else left)
            rights.append(right)
        for mark in face.track.marks:
            lefts.append(self._scale.middle(mark.day) - MARK / 2)
            rights.append(self._scale.middle(mark.day) + MARK / 2 + self._beyond(mark))
        tail, target = face.track.tail, face.track.target
        for first, last in (*((tail,) if tail else ()), *(((target, target),) if target else ())):
            lefts.append(self._scale.middle(first) - 5)
            rights.append(self._scale.middle(last) + 5)
        lefts += [self._scale.x(one.first) for one in face.ghost_bars]
        rights += [self._ends(Bar(one, face.mark, ()))[1] for one in face.ghost_bars]
        if not lefts:
            return Extent(0, 0)
        inner, room = self._inside(face, self._host(face))
        return Extent(min(lefts), max(rights), inner, room, self._gaps(list(zip(lefts, rights, strict=True))))

    def _gaps(self, taken: list[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
        """The stretches in sight on which nothing is drawn."""
        free, x = [], -_EDGE_AIR
        for left, right in sorted(taken):
            if left > x and left > 0:
                free.append((max(x, -_EDGE_AIR), min(left, self._right)))
            x = max(x, right)
        return tuple(gap for gap in (*free, (x, self._right)) if gap[1] - gap[0] > MARK)

    def _beyond(self, mark: TrackMark) -> float:
        """What the end of a relief takes more than a mark: it stands behind its day, with its word."""
        return SMALL / 2 + 6 + self._wide(self._plain, self._end_word(mark)) if mark.role == "lapse" else 0.0

    def _end_word(self, mark: TrackMark) -> str:
        """A relief that lapsed, that ended, or that lapses if nothing more is done."""
        if mark.day <= self._day:
            return mark.standing.value
        return "lapses" if mark.standing is Standing.LAPSED else "ends"

    def _host(self, face: RowContent) -> int:
        """The bar that a name would stand in: the first in sight that has most of its room, else the roomiest."""
        rooms = [self._inside(face, place_)[1] for place_ in range(len(face.bars))]
        enough = 0.75 * self.width_of(face, "")
        ample = (place_ for place_, room in enumerate(rooms) if room >= enough)
        return next(ample, rooms.index(max(rooms)) if rooms else 0)

    def _inside(self, face: RowContent, place_: int) -> tuple[float, float]:
        """Where a name would begin in a bar, and how much room it has there."""
        if not face.bars or face.bars[place_].line:
            return 0.0, 0.0
        left, right = self._ends(face.bars[place_])
        begin, end = self._free(face, left, right)
        inner = begin + 7 + SMALL + 6
        return inner, end - inner - 8

    def paint_label(self, painter: QPainter, face: RowContent, label: Label, y: float, ground: QColor) -> None:
        """The name: ref, title, and what is told of its day; at an edge it points to what is out of sight."""
        theme, x = self._theme, label.x
        away = label.side in ("before", "after")
        if away:
            at = 0.0 if label.side == "before" else self._right - 12
            rect = QRectF(at, y - 6, 12, 12)
            icon = "chevron-left" if label.side == "before" else "chevron-right"
            paint_icon(painter, rect, icon, theme.text.third)
        elif label.side != "inside" and (face.lit or x < self._line < x + label.width):
            painter.fillRect(QRectF(x - 2, y - 9, label.width + 4, 18), ground)
        ink = theme.text.third if away else theme.text.first
        font, lines = self._title(face), self.name_lines(face, label)
        wide = max(self._wide(font, line) for line in lines)
        if label.side == "left" and len(lines) > 1:
            x += label.width - self._before_title(face) - wide
        if face.was:
            x = self._change(painter, face, x, y)
        top = y - self._pitch / 2 * (len(lines) - 1)
        self._text(painter, x, top, face.ref, self._strong, ink)
        x += self._wide(self._strong, face.ref) + _REF_GAP
        for number, line in enumerate(lines):
            self._text(painter, x, top + number * self._pitch, line, font, ink)
        more = tuple(dict.fromkeys(face.more))[label.wording]
        if more and lines == (face.title,):
            self._text(painter, x + wide + 8, y, more, self._plain, theme.text.third if away else theme.text.second)

    def name_lines(self, face: RowContent, label: Label) -> tuple[str, ...]:
        """The title in its room: whole, in two lines where the row is tall enough, else cut."""
        font, room = self._title(face), label.width - self._before_title(face) + 0.5
        measure = self._measure[id(font)]
        two = self._tall and label.side != "inside"
        lines = broken(face.title, room, measure.horizontalAdvance) if two else (face.title,)
        if self._wide(font, lines[-1]) <= room:
            return lines
        return (*lines[:-1], measure.elidedText(lines[-1], Qt.TextElideMode.ElideRight, room))

    def _before_title(self, face: RowContent) -> float:
        """What the ref takes, and the change of its mark."""
        return self._wide(self._strong, face.ref) + _REF_GAP + (2 * SMALL + 20 if face.was else 0)

    def _change(self, painter: QPainter, face: RowContent, x: float, y: float) -> float:
        """The old shape, an arrow, the new one."""
        x = paint_change(painter, self._theme, x, y, face.was)
        paint_mark(painter, QRectF(x, y - SMALL / 2, SMALL, SMALL), face.mark, self._theme, face.share)
        return x + SMALL + 4

    def _text(self, painter: QPainter, x: float, y: float, words: str, font: QFont, ink: QColor) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QPointF(x, y + self._measure[id(font)].capHeight() / 2), words)

    def anchor(self, face: RowContent) -> tuple[float, float] | None:
        """Where a chain leaves a row and where it comes in: the middle of what counts, and its left end."""
        marks = [mark for mark in face.track.marks if mark.role in ("due", "asked", "done", "part", "occurrence")]
        if marks:
            due = self._scale.middle(marks[-1].day)
            return due, self._scale.middle(face.track.tail[0]) if face.track.tail else due - MARK / 2
        if face.bars:
            left = self._scale.x(face.bars[0].stretch.first)
            return left + MARK, left
        return None
