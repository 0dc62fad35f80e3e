"""The input of an event that happens again: each time it happened, and what is to be said of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from model.record.day import Day
from model.record.event import Happening
from ui.editor.fields.context import FieldContext
from ui.editor.fields.day import SourceDayField
from ui.editor.fields.field import Field, UnreadField, column, line, part
from ui.editor.fields.rows import PartsField


class HappeningField(Field):
    """One time that it happened."""

    def __init__(self, kit: FieldContext, name: str) -> None:
        super().__init__(kit.theme, name)
        self.day = SourceDayField(kit.theme, f"{name}.on", kit.today)
        self.note = QLineEdit()
        self.note.setPlaceholderText("what is to be said of it, such as the number of the request")
        part(self.note, f"{name}.note", "note")
        self.day.changed.connect(self.changed)
        self.note.textEdited.connect(lambda _: self.changed.emit())
        whole = column(self, 4)
        whole.addWidget(self.day)
        whole.addLayout(line(self.note, theme=kit.theme))

    def value(self) -> Happening:
        day: Day | None = self.day.value()
        if day is None:
            raise UnreadField("Write the day on which it happened, or take this line out.", self.day.edit)
        return Happening(day=day, note=self.note.text().strip())

    def show_value(self, value: Any) -> None:
        self.day.show_value(value.day if value else None)
        self.note.setText(value.note if value else "")

    def inputs(self) -> list[QWidget]:
        return [*self.day.inputs(), self.note]


def happenings(kit: FieldContext, name: str) -> PartsField:
    """The days of an event that happens again."""
    return PartsField(kit.theme, name, lambda own: HappeningField(kit, own), "happening", "Add a time that it happened")
