"""A field of several parts: links, reminders, steps, each in its own row that can be taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.editor.fields.chosen import RemoveButton
from ui.editor.fields.field import Field, column, widgets_in
from ui.editor.fields.typed import Typed
from ui.frame.theme import Theme


class PartRow(QWidget):
    """One part and its cross."""

    def __init__(self, field: Field, noun: str) -> None:
        super().__init__()
        self.field = field
        self.remove = RemoveButton(f"Take out this {noun}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(field, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignBottom)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class PartsField(Field):
    """Parts of one sort. ``make`` gives the input of a part, which begins with nothing in it."""

    def __init__(
        self, theme: Theme, name: str, make: Callable[[str], Field], noun: str, add: str = "", between: str = ""
    ) -> None:
        super().__init__(theme, name)
        self._make = make
        self._noun = noun
        self._made = 0
        self._label = noun
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.add = QPushButton(add or f"Add a {noun}")
        self.add.setProperty("role", "link")
        self.add.setProperty("part", "add")
        self.add.setObjectName(f"{name}.add")
        self.add.setCursor(Qt.CursorShape.PointingHandCursor)
        self.add.clicked.connect(self._add)
        self.add.setFixedHeight(30)
        whole = column(self, 6)
        whole.setContentsMargins(0, 0, 0, 2)
        whole.addLayout(self._rows)
        whole.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def value(self) -> Any:
        return tuple(row.field.value() for row in self.rows())

    def show_value(self, value: Iterable[Any]) -> None:
        for row in self.rows():
            self._drop(row)
        for each in value:
            self._append().field.show_value(each)

    def typed(self) -> Typed:
        return [row.field.typed() for row in self.rows()]

    def show_typed(self, typed: Typed) -> None:
        for row in self.rows():
            self._drop(row)
        for part in typed:
            if isinstance(part, list):
                self._append().field.show_typed(part)

    def inputs(self) -> list[QWidget]:
        found: list[QWidget] = []
        for row in self.rows():
            found += [*row.field.inputs(), row.remove]
        return [*found, self.add]

    def mark(self, invalid: QWidget | None) -> None:
        for row in self.rows():
            row.field.mark(invalid)

    def set_label(self, label: str) -> None:
        self._label = label
        self.add.setAccessibleName(f"{label}: {self.add.text()}")
        for row in self.rows():
            row.field.set_label(label)

    def rows(self) -> list[PartRow]:
        """The parts, in their order."""
        return widgets_in(self._rows, PartRow)

    def _add(self) -> None:
        row = self._append()
        reached = row.field.inputs()
        if reached:
            reached[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _append(self) -> PartRow:
        self._made += 1
        field = self._make(f"{self.objectName()}.{self._made}")
        field.set_label(self._label)
        field.changed.connect(self.changed)
        row = PartRow(field, self._noun)
        row.remove.clicked.connect(lambda: self._take_out(row))
        self._rows.addWidget(row)
        row.show()
        return row

    def _take_out(self, row: PartRow) -> None:
        self._drop(row)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self, row: PartRow) -> None:
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()
