"""How a row of the agenda is painted: the head of a day under its hairline, a note, or what falls on it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ui.calendar.agendarows import AgendaDayHead, AgendaEntry, Note, Row
from ui.calendar.marks import paint_item_mark
from ui.frame.theme import Theme
from ui.widgets.icons import paint_icon

_HEAD = 28
_FOOT = 5
"""Below the last row of a day."""
_MARK = 14.0
_REF = 44.0
"""The right edge of the refs, from the left of the row."""
_TEXT = 52.0
_HOLD = 14.0
_EDGE = 3


def row_high(row: Row, *, last: bool, theme: Theme) -> int:
    """How high a row is; the last of a day has air below it."""
    high = _HEAD if isinstance(row, AgendaDayHead) else theme.height.link_row
    return high + (_FOOT if last else 0)


class RowPainter:
    """Paints one row into its rectangle."""

    def __init__(self, painter: QPainter, theme: Theme, rect: QRectF, insets: tuple[int, int]) -> None:
        self._painter = painter
        self._theme = theme
        self._whole = rect
        self._row = rect.adjusted(insets[0], 0, -insets[1], 0)

    def paint(self, row: Row, *, selected: bool, active: bool, hovered: bool, ringed: bool, first: bool) -> None:
        """Paint it."""
        if isinstance(row, AgendaDayHead):
            self._paint_head(row, ruled=not first)
            return
        line = QRectF(self._row.left(), self._row.top(), self._row.width(), self._theme.height.link_row)
        if isinstance(row, Note):
            x = line.left() + (_TEXT if row.indented else 0)
            self._write(row.words, "small", self._theme.text.second, x, line, line.right())
            return
        self._lay_ground(line, selected=selected, active=active, hovered=hovered)
        self._paint_entry(row, line)
        if ringed:
            self._ring(line)

    def _paint_head(self, head: AgendaDayHead, *, ruled: bool) -> None:
        theme, row = self._theme, self._row
        if ruled:
            self._painter.fillRect(QRectF(row.left(), row.top(), row.width(), 1), theme.line.hair)
        line = QRectF(row.left(), row.top() + 3, row.width(), _HEAD - 3)
        ink = theme.accent.base if head.looked else theme.text.first
        left = self._write_right(head.distance, "small", theme.text.second, line)
        self._write(head.words, "small*", ink, line.left(), line, left - 8)

    def _paint_entry(self, entry: AgendaEntry, line: QRectF) -> None:
        theme, item, said = self._theme, entry.item, entry.said
        mark = QRectF(line.left(), line.top(), _MARK, line.height())
        paint_item_mark(self._painter, mark, item, theme)
        right = line.right()
        name = "grip" if item.movable else "lock" if item.fixed else ""
        if name:
            right -= _HOLD
            paint_icon(self._painter, QRectF(right, line.top(), _HOLD, line.height()), name, theme.text.third)
            right -= 6
        x = line.left() + _TEXT
        if said.refs:
            x = max(x, self._ref(said.refs, line) + 8)
        ink = theme.text.second if not item.mark or item.done else theme.text.first
        self._write(said.words, "body", ink, x, line, right)

    def _ref(self, refs: str, line: QRectF) -> float:
        """The refs, right-aligned in their column; longer ones begin at its left. Returns where they end."""
        font = self._font("strong")
        wide = QFontMetricsF(font).horizontalAdvance(refs)
        left = max(line.left() + _REF - wide, line.left() + _MARK + 8)
        return self._write(refs, "strong", self._theme.text.first, left, line, line.right())

    def _lay_ground(self, line: QRectF, *, selected: bool, active: bool, hovered: bool) -> None:
        surface = self._theme.surface
        wide = QRectF(self._whole.left(), line.top(), self._whole.width(), line.height()).intersected(
            line.adjusted(-12, 0, 12, 0)
        )
        if selected:
            self._painter.fillRect(wide, surface.selection if active else surface.hover)
            edge = self._theme.accent.base if active else self._theme.line.strong
            self._painter.fillRect(QRectF(wide.left(), wide.top(), _EDGE, wide.height()), edge)
        elif hovered:
            self._painter.fillRect(wide, self._theme.wash)

    def _ring(self, line: QRectF) -> None:
        wide = self._theme.space.focus
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setPen(QPen(self._theme.accent.base, wide))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(line.adjusted(-5, 1, 5, -1), 4, 4)

    # ------------------------------------------------------------------------------------------ words

    def _font(self, name: str) -> QFont:
        return self._theme.font(name.rstrip("*"), 600 if name.endswith("*") else None)

    def _write(self, words: str, name: str, ink: QColor, x: float, line: QRectF, right: float) -> float:
        """Words in one line, cut at ``right``. Returns where they end."""
        font = self._font(name)
        measure = QFontMetricsF(font)
        shown = measure.elidedText(words, Qt.TextElideMode.ElideRight, max(right - x, 0.0))
        self._painter.setFont(font)
        self._painter.setPen(ink)
        self._painter.drawText(QPointF(x, self._theme.baseline(font, line.top(), line.height())), shown)
        return x + measure.horizontalAdvance(shown)

    def _write_right(self, words: str, name: str, ink: QColor, line: QRectF) -> float:
        font = self._font(name)
        left = line.right() - QFontMetricsF(font).horizontalAdvance(words)
        self._write(words, name, ink, left, line, line.right() + 1)
        return left
