"""The list that opens under a picker: records with their marks and refs. The keyboard stays in the picker's line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from ui.editor.fields.candidates import Candidate
from ui.frame.theme import Theme
from ui.widgets.marks import paint_mark
from ui.widgets.popover import SHADOW, paint_card

Index = QModelIndex | QPersistentModelIndex
ROW = 28
ROWS = 8
LEAST_WIDTH = 320
_REF_END = 62


class Suggestions(QWidget):
    """A card with the list. ``taken`` is emitted with the candidate that was clicked."""

    taken = Signal(object)

    def __init__(self, theme: Theme, owner: QWidget) -> None:
        super().__init__(owner.window())
        self._theme = theme
        self._owner = owner
        self._model = CandidateModel(self)
        self.view = QListView()
        self.view.setModel(self._model)
        self.view.setItemDelegate(CandidateDelegate(theme, self.view))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setStyleSheet("background: transparent;")
        self.view.setAccessibleName("Suggestions")
        self.view.clicked.connect(lambda index: self.taken.emit(self._model.rows[index.row()]))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QVBoxLayout(self)
        edge = SHADOW + 1
        inside.setContentsMargins(edge, edge + 4, edge, edge + 4)
        inside.addWidget(self.view)
        self.hide()

    @property
    def rows(self) -> Sequence[Candidate]:
        """What is offered."""
        return self._model.rows

    @property
    def current(self) -> Candidate | None:
        """What Enter would take."""
        row = self.view.currentIndex().row()
        return self._model.rows[row] if 0 <= row < len(self._model.rows) else None

    def offer(self, rows: Sequence[Candidate], chosen: str = "") -> None:
        """Open with ``rows``, on ``chosen`` or on the first."""
        self._model.show_rows(rows)
        if not rows:
            self.hide()
            return
        place = next((row for row, one in enumerate(rows) if one.id == chosen), 0)
        self._place(len(rows))
        self.view.setCurrentIndex(self._model.index(place, 0))
        self.view.scrollTo(self._model.index(place, 0))

    def move_by(self, rows: int) -> None:
        """Go up or down, round the ends."""
        count = len(self._model.rows)
        if count:
            row = (self.view.currentIndex().row() + rows) % count
            self.view.setCurrentIndex(self._model.index(row, 0))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.view.setItemDelegate(CandidateDelegate(theme, self.view))

    def _place(self, count: int) -> None:
        host = self._owner.window()
        if self.parentWidget() is not host:
            self.setParent(host)
        height = min(count, ROWS) * ROW + 10
        corner = self._owner.mapTo(host, QPoint(0, self._owner.height() + 3))
        if corner.y() + height > host.height() - 4:
            corner.setY(max(self._owner.mapTo(host, QPoint(0, 0)).y() - 3 - height, 4))
        width = max(self._owner.width(), LEAST_WIDTH)
        left = max(4, min(corner.x(), host.width() - width - 4))
        self.setGeometry(left - SHADOW, corner.y() - SHADOW, width + 2 * SHADOW, height + 2 * SHADOW)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_card(painter, QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW), self._theme)


class CandidateModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[Candidate] = ()

    def show_rows(self, rows: Sequence[Candidate]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{one.name}, {one.note}" if one.note else one.name
        return None


class CandidateDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QListView, inset: int = 10) -> None:
        super().__init__(parent)
        self._theme = theme
        self._inset = inset

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, CandidateModel):
            return
        theme, rect = self._theme, QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.surface.selection)
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), theme.accent.base)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.wash)
        room = rect.adjusted(self._inset, 0, -max(self._inset, 12), 0)
        paint_candidate(painter, room, model.rows[index.row()], theme)
        painter.restore()


def paint_candidate(painter: QPainter, rect: QRectF, one: Candidate, theme: Theme) -> None:
    """Mark, ref, name, and the note at the right, in one line."""
    body, strong, small = theme.font("body"), theme.font("strong"), theme.font("small")
    base = round(theme.baseline(body, rect.top(), rect.height()))
    right, x = rect.right(), rect.left()
    if one.note:
        painter.setFont(small)
        painter.setPen(theme.text.third)
        measure, most = QFontMetricsF(small), rect.width() * 0.45
        note = measure.elidedText(one.note, Qt.TextElideMode.ElideRight, most)
        right -= min(measure.horizontalAdvance(note), most)
        painter.drawText(QRectF(right, rect.top(), rect.right() - right + 1, rect.height()), _MIDDLE, note)
        right -= 12
    if one.mark:
        mark = theme.space.mark
        paint_mark(painter, QRectF(x, rect.top(), mark, rect.height()), one.mark, theme)
        x += mark + 4
    if one.ref:
        painter.setFont(strong)
        painter.setPen(theme.text.first)
        wide = QFontMetricsF(strong).horizontalAdvance(one.ref)
        x = max(x, rect.left() + _REF_END - 14 - wide)
        painter.drawText(QRectF(x, rect.top(), wide + 1, rect.height()), _MIDDLE, one.ref)
        x += wide + 8
    painter.setFont(body)
    painter.setPen(QPen(theme.text.first))
    title = QFontMetricsF(body).elidedText(one.title, Qt.TextElideMode.ElideRight, max(right - x, 0.0))
    painter.drawText(round(x), base, title)


_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
