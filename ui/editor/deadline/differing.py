"""The occurrences of a series that differ: each with its reason, and the way to put it back in step."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from model.days.wording import say_day
from model.record.deadline import Changed
from ui.editor.fields.chosen import RemoveButton
from ui.editor.fields.field import Field, caption, column, widgets_in
from ui.frame.theme import Theme
from ui.widgets.elided import ElidedLabel
from ui.widgets.rows import clear_layout


class DifferingRow(QWidget):
    """One occurrence that differs."""

    def __init__(self, theme: Theme, change: Changed, name: str) -> None:
        super().__init__()
        self.change = change
        day = say_day(change.occurrence)
        instead = say_day(change.due) if change.due else "not owed"
        self.remove = RemoveButton(f"Put the occurrence of {day} back in step")
        self.remove.setObjectName(f"{name}.remove.{change.occurrence.isoformat()}")
        self.words = ElidedLabel(theme, f"{day}: {instead}, {change.reason}", font="small", ink="second")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.words, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignRight)


class DifferingField(Field):
    """They are changed where an occurrence stands; here each is seen, and taken back."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        whole = column(self, 2)
        whole.addWidget(caption(theme, "occurrences that differ"))
        whole.addLayout(self._rows)

    def value(self) -> tuple[Changed, ...]:
        return tuple(row.change for row in self.rows())

    def show_value(self, value: Iterable[Changed]) -> None:
        clear_layout(self._rows)
        for change in value:
            row = DifferingRow(self.theme, change, self.objectName())
            row.remove.clicked.connect(lambda _=False, own=row: self._take_out(own))
            self._rows.addWidget(row)

    def inputs(self) -> list[QWidget]:
        return [row.remove for row in self.rows()]

    def set_label(self, label: str) -> None:
        """Each button says by itself what it does."""

    def rows(self) -> list[DifferingRow]:
        """The occurrences that differ, in their order."""
        return widgets_in(self._rows, DifferingRow)

    def _take_out(self, row: DifferingRow) -> None:
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.changed.emit()
