"""Inputs of where a series begins or ends, if that is not a stated day: with what, and how long after it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from model.record.deadline import SeriesBound
from ui.editor.deadline.anchor import UNMISSED, AnchorField
from ui.editor.deadline.steps import StepsField
from ui.editor.fields.candidates import Source
from ui.editor.fields.field import Field, column
from ui.editor.fields.rows import OnePartField
from ui.frame.theme import Theme


class BoundField(Field):
    """The day of an anchor, or where steps lead from there."""

    def __init__(self, theme: Theme, name: str, source: Source) -> None:
        super().__init__(theme, name)
        self.anchor = AnchorField(theme, f"{name}.anchor", source, UNMISSED)
        self.steps = StepsField(theme, f"{name}.steps")
        self.steps.add.setText("Count on from there")
        for field in (self.anchor, self.steps):
            field.changed.connect(self.changed)
        whole = column(self, 4)
        whole.addWidget(self.anchor)
        whole.addWidget(self.steps)

    def value(self) -> SeriesBound:
        return SeriesBound(anchor=self.anchor.value(), steps=self.steps.value())

    def show_value(self, value: Any) -> None:
        self.anchor.show_value(value.anchor if value else None)
        self.steps.show_value(value.steps if value else ())

    def inputs(self) -> list[QWidget]:
        return [*self.anchor.inputs(), *self.steps.inputs()]


def bound_field(theme: Theme, name: str, source: Source, verb: str) -> OnePartField:
    """Where a series begins or ends, as ``verb`` says, with something else."""
    made = OnePartField(
        theme, name, lambda own: BoundField(theme, own, source), "bound", f"{verb} when something happens"
    )  # fmt: skip
    made.set_label(verb)
    return made
