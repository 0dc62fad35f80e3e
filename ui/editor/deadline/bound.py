"""Inputs of where a series begins or ends, if that is not a stated day: with what, and how long after it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from model.record.deadline import SeriesBound
from ui.editor.deadline.anchor import UNMISSED, AnchorField
from ui.editor.deadline.steps import StepsField
from ui.editor.fields.candidates import Source
from ui.editor.fields.chosen import RemoveButton
from ui.editor.fields.field import Field, column, line, part
from ui.frame.theme import Theme


class BoundField(Field):
    """The day of an anchor, or where steps lead from there; a link until asked for. ``verb`` is begins or ends."""

    def __init__(self, theme: Theme, name: str, source: Source, verb: str) -> None:
        super().__init__(theme, name)
        self.add = QPushButton(f"{verb.capitalize()} when something else happens")
        self.add.setProperty("role", "link")
        self.add.setCheckable(True)
        self.add.setCursor(Qt.CursorShape.PointingHandCursor)
        self.remove = RemoveButton(f"It {verb} on a stated day instead")
        self.anchor = AnchorField(theme, f"{name}.anchor", source, UNMISSED)
        self.steps = StepsField(theme, f"{name}.steps")
        part(self.add, f"{name}.add", "add")
        part(self.remove, f"{name}.remove", "take out")
        self._asked = QWidget()
        row = line(f"{verb} when", self.anchor, self.remove, theme=theme)
        row.setStretch(1, 1)
        inside = column(self._asked, 4)
        inside.addLayout(row)
        inside.addWidget(self.steps)
        whole = column(self, 0)
        whole.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._asked)
        self._wire()
        self._show_what_fits()

    def _wire(self) -> None:
        for field in (self.anchor, self.steps):
            field.changed.connect(self._changed)
        self.add.toggled.connect(lambda _: self._changed())
        self.add.clicked.connect(lambda _: self.anchor.pick.setFocus(Qt.FocusReason.OtherFocusReason))
        self.remove.clicked.connect(lambda _: self.add.setChecked(False))

    @property
    def is_asked(self) -> bool:
        """Whether it stands in place of a stated day."""
        return self.add.isChecked()

    def value(self) -> SeriesBound | None:
        return SeriesBound(anchor=self.anchor.value(), steps=self.steps.value()) if self.is_asked else None

    def show_value(self, value: Any) -> None:
        held = self.add.blockSignals(True)
        self.add.setChecked(value is not None)
        self.add.blockSignals(held)
        self.anchor.show_value(value.anchor if value else None)
        self.steps.show_value(value.steps if value else ())
        self._show_what_fits()

    def inputs(self) -> list[QWidget]:
        return [self.add, *self.anchor.inputs(), self.remove, *self.steps.inputs()]

    def _changed(self) -> None:
        self._show_what_fits()
        self.changed.emit()

    def _show_what_fits(self) -> None:
        self.add.setVisible(not self.is_asked)
        self._asked.setVisible(self.is_asked)
        self.steps.add.setText("Add a step" if self.steps.rows() else "Count on from there")
