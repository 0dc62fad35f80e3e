"""A linked record as a row: its mark, its ref, its title, and a word at the right. Click or Enter selects it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.frame.theme import Theme
from ui.inspector.reading import LinkRow
from ui.inspector.rowbutton import RowButton
from ui.widgets.marks import paint_mark

_REF = 38
"""Where a short ref ends; the title stands after it."""
_GAP = 8
_LINE = 19


class LinkButton(RowButton):
    """Shows one :class:`LinkRow`. A title without room goes on below itself: nothing is cut."""

    def __init__(self, theme: Theme, row: LinkRow, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.row = row
        self._titles: dict[int, QTextLayout] = {}
        self.setObjectName(f"link.{row.ids[0]}")
        self.setAccessibleName(row.spoken)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        self._titles.clear()
        super().set_theme(theme)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._title(width).lineCount()
        return self._theme.height.link_row + _LINE * (max(lines, 1) - 1)

    def sizeHint(self) -> QSize:
        return QSize(200, self._theme.height.link_row)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._theme.height.link_row)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, row, height = self._theme, self.row, float(self._theme.height.link_row)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.wash)
            painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        if row.mark:
            mark = theme.space.mark
            paint_mark(painter, QRectF(0, (height - mark) / 2, mark, mark), row.mark, theme)
        elif row.event:
            self._paint_diamond(painter, height)
        elif row.instrument:
            self._paint_sheet(painter, height)
        self._paint_words(painter, height)
        painter.setPen(theme.text.first)
        self._title(self.width()).draw(painter, QPointF(0, 0))

    def _paint_diamond(self, painter: QPainter, height: float) -> None:
        """An event: it happens, nobody owes it."""
        painter.setPen(QPen(self._theme.text.third, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle = QPointF(7, height / 2)
        painter.drawPolygon([middle + QPointF(x, y) for x, y in ((0, -5), (5, 0), (0, 5), (-5, 0))])

    def _paint_sheet(self, painter: QPainter, height: float) -> None:
        """An instrument: a sheet, and a line written on it."""
        painter.setPen(QPen(self._theme.text.third, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        top = height / 2 - 6
        painter.drawRect(QRectF(2.5, top, 9, 12))
        painter.drawLine(QPointF(5, top + 4), QPointF(9, top + 4))

    def _paint_words(self, painter: QPainter, height: float) -> None:
        theme, row = self._theme, self.row
        small, strong = theme.font("small"), theme.font("strong")
        painter.setFont(small)
        painter.setPen(theme.tone(row.tone).fg if row.tone else theme.text.third)
        left = self.width() - QFontMetricsF(small).horizontalAdvance(row.word)
        painter.drawText(QPointF(left, round(theme.baseline(small, 0, height))), row.word)
        painter.setFont(strong)
        painter.setPen(theme.text.first)
        painter.drawText(QPointF(self._ref_left(), round(theme.baseline(strong, 0, height))), row.refs)

    def _ref_left(self) -> float:
        wide = QFontMetricsF(self._theme.font("strong")).horizontalAdvance(self.row.refs)
        return max(_REF - wide, self._theme.space.mark + _GAP)

    def _title_left(self) -> float:
        if not self.row.refs:
            return self._theme.space.mark + _GAP
        return self._ref_left() + QFontMetricsF(self._theme.font("strong")).horizontalAdvance(self.row.refs) + _GAP

    def _title(self, width: int) -> QTextLayout:
        """The title laid out beside the ref and before the word."""
        if width not in self._titles:
            self._titles[width] = self._lay_out(width)
        return self._titles[width]

    def _lay_out(self, width: int) -> QTextLayout:
        theme, left = self._theme, self._title_left()
        word = QFontMetricsF(theme.font("small")).horizontalAdvance(self.row.word)
        room = max(width - left - (word + 10 if word else 0), 40.0)
        body = theme.font("body")
        layout = QTextLayout(self.row.title, body)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        base = theme.baseline(body, 0, theme.height.link_row)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(left, round(base - line.ascent())))
            base += _LINE
        layout.endLayout()
        return layout
