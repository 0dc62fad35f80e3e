"""How the rows of a list of changes are painted, as far as they are alike: heads, the selection, the lines between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui.changes.model import ChangesModel, Index
from ui.frame.recordrow import RecordRow, paint_record
from ui.frame.theme import Theme
from ui.widgets.brush import Brush, Fonts
from ui.widgets.elided import plain_tooltip

EDGE = 20
LINE = 22
PAD = 8
REF_GAP = 10
WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_HEAD = 34


class ChangesDelegate(QStyledItemDelegate):
    """Paints the rows of a :class:`ChangesModel`; subclasses say what stands in a row."""

    def __init__(self, theme: Theme, view: QAbstractItemView, model: ChangesModel) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._model = model
        self._fonts: Fonts = {}
        self._refs: tuple[Sequence[Any], float] = ((), 0.0)

    def row_height(self, row: Any, width: int) -> int:
        """How high a row is in a list of that width."""
        raise NotImplementedError

    def paint_row(self, brush: Brush, rect: QRectF, row: Any) -> None:
        """Paint a row on its ground."""
        raise NotImplementedError

    # -------------------------------------------------------------------------------------------- sizes

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self.height_of(self._model.rows[index.row()], self._view.width()))

    def height_of(self, row: Any, width: int) -> int:
        """How high a head or a row is in a list of that width, whether its scroll bar is there or not."""
        return _HEAD if isinstance(row, str) else self.row_height(row, width)

    def height_for(self, width: int, most: int) -> int:
        """The height that all rows need in a list of that width, as far as ``most``."""
        total = 0
        for row in self._model.rows:
            total += self.height_of(row, width)
            if total >= most:
                return most
        return total

    def words_height(self, words: str, width: float) -> int:
        """How high the reason is that stands in a row, wrapped to a width."""
        room = QRectF(0, 0, width, 10_000)
        return int(QFontMetricsF(self._theme.font("small")).boundingRect(room, WRAP, words).height() + 0.999)

    def ref_room(self) -> float:
        """The width of the longest ref, measured once for what is shown."""
        rows = self._model.rows
        if self._refs[0] is not rows:
            measure = QFontMetricsF(self._theme.font("strong"))
            refs = {row.ref for row in rows if not isinstance(row, str)}
            self._refs = (rows, max(map(measure.horizontalAdvance, refs), default=0.0))
        return self._refs[1]

    # ------------------------------------------------------------------------------------------ painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.rows[index.row()]
        rect = QRectF(0, option.rect.top(), self._view.width(), option.rect.height())
        lit = not isinstance(row, str) and self.is_lit(option)
        brush = Brush(painter, self._theme, self._fonts, selected=lit)
        painter.save()
        if isinstance(row, str):
            self._paint_head(brush, rect, row)
        else:
            brush.lay_ground(rect, active=True)
            self.paint_row(brush, rect, row)
            if not self._model.ends_group(index.row()):
                painter.fillRect(QRectF(EDGE, rect.bottom() - 1, rect.width() - 2 * EDGE, 1), self._theme.line.grid)
        painter.restore()

    def is_lit(self, option: QStyleOptionViewItem) -> bool:
        """Whether a row shows that it is selected."""
        return bool(option.state & QStyle.StateFlag.State_Selected)

    def paint_title(self, brush: Brush, line: QRectF, title: float, right: float, row: RecordRow) -> None:
        """Write ref and title in a line, the title from ``title`` on as far as ``right``."""
        refs = QRectF(line.left(), line.top(), title - REF_GAP - line.left(), line.height())
        paint_record(brush, row, {"ref": refs, "title": QRectF(title, line.top(), right - title, line.height())})

    def paint_why(self, brush: Brush, room: QRectF, words: str) -> None:
        """Write the reason of a row, in as many lines as it takes."""
        brush.painter.setFont(brush.font("small")[0])
        brush.painter.setPen(self._theme.text.second)
        brush.painter.drawText(room, WRAP, words)

    def _paint_head(self, brush: Brush, rect: QRectF, words: str) -> None:
        room = rect.adjusted(EDGE, 6, -EDGE, 0)
        brush.write(words, "label", self._theme.text.third, room.left(), room)
        brush.painter.fillRect(QRectF(EDGE, rect.bottom() - 1, room.width(), 1), self._theme.line.strong)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole row in words, since a long title is cut."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        row = self._model.rows[index.row()]
        said = "" if isinstance(row, str) else plain_tooltip(self._model.spoken(row))
        QToolTip.showText(event.globalPos(), said, view)
        return True
