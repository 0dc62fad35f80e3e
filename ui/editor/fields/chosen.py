"""Several records: each chosen one as a row with the way to take it out, and a line to add another."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.editor.fields.candidates import Candidate
from ui.editor.fields.field import Field, UnreadField, column, widgets_in
from ui.editor.fields.picker import Offer, PickEdit
from ui.editor.fields.suggestions import paint_candidate
from ui.frame.theme import Theme
from ui.widgets.elided import plain_tooltip
from ui.widgets.icons import icon
from ui.widgets.rows import clear_layout

ROW = 28


class RemoveButton(QToolButton):
    """The cross at the end of a row. Delete and Backspace press it as well."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setIcon(icon("close", "third"))
        self.setIconSize(QSize(14, 14))
        self.setAccessibleName(words)
        self.setToolTip(plain_tooltip(words))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)


class ChosenRow(QWidget):
    """One record that is chosen."""

    removed = Signal()

    def __init__(self, theme: Theme, one: Candidate, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.one = one
        self.setAccessibleName(one.name)
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.remove = RemoveButton(f"Take out {one.name}")
        self.remove.setObjectName(f"{name}.remove.{one.id}")
        self.remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.remove)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, self._theme.line.grid)
        room = QRectF(0, 0, self.width() - self.remove.width() - 8, self.height() - 1)
        paint_candidate(painter, room, self.one, self._theme)


class RecordsField(Field):
    """Records of some kinds, in the order in which they were added."""

    def __init__(self, theme: Theme, name: str, source: Offer, placeholder: str) -> None:
        super().__init__(theme, name)
        self._source = source
        self._ids: list[str] = []
        self._label = ""
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.edit = PickEdit(theme, source, placeholder)
        self.edit.setObjectName(f"{name}.add")
        self.edit.setProperty("part", "add")
        self.edit.picked.connect(self._add)
        whole = column(self, 4)
        whole.addLayout(self._rows)
        whole.addWidget(self.edit)

    def value(self) -> tuple[str, ...]:
        try:
            self.edit.record_id()
        except UnreadField as unread:
            raise UnreadField(str(unread), self.edit) from unread
        return tuple(self._ids)

    def show_value(self, value: Iterable[str]) -> None:
        self._ids = list(value)
        self.edit.show_id("")
        self._show_rows()

    def inputs(self) -> list[QWidget]:
        return [*(row.remove for row in self.rows()), self.edit]

    def set_label(self, label: str) -> None:
        self._label = label
        self.edit.setAccessibleName(f"{label}: add")

    def mark(self, invalid: QWidget | None) -> None:
        super().mark(self.edit if invalid is self else invalid)

    def rows(self) -> list[ChosenRow]:
        """The rows of what is chosen."""
        return widgets_in(self._rows, ChosenRow)

    def _add(self, one: Candidate | None) -> None:
        if one is None:
            return
        self.edit.show_id("")
        if one.id not in self._ids:
            self._ids.append(one.id)
            self._show_rows()
            self.changed.emit()

    def _take_out(self, record_id: str) -> None:
        self._ids.remove(record_id)
        self._show_rows()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _show_rows(self) -> None:
        clear_layout(self._rows)
        for record_id in self._ids:
            one = self._source.find(record_id) or Candidate(record_id, "", "", "a record that is no longer there")
            row = ChosenRow(self.theme, one, self.objectName())
            row.removed.connect(lambda own=record_id: self._take_out(own))
            self._rows.addWidget(row)
            row.show()
