"""The input of what must come before an instrument is in force."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from model.record.instrument import InForceWhen
from ui.editor.fields.chosen import RecordsField
from ui.editor.fields.context import FieldContext
from ui.editor.fields.day import DayEdit
from ui.editor.fields.field import Field, UnreadField, WordsEdit, caption, column, line, part
from ui.editor.fields.links import NeedField
from ui.editor.fields.rows import PartsField


class InForceWhenField(Field):
    """Conditions and events that must come first, and the day as of which it then counts; empty, none need come."""

    def __init__(self, kit: FieldContext, name: str) -> None:
        super().__init__(kit.theme, name)
        obligations = kit.records("obligation")
        self.needs = PartsField(
            kit.theme,
            f"{name}.needs",
            lambda own: NeedField(kit.theme, own, obligations),
            "condition",
            "Add a condition that must be satisfied",
        )
        self.events = RecordsField(
            kit.theme, f"{name}.events", kit.records("event"), "an event that must have happened"
        )
        self.effective = DayEdit(kit.theme, kit.today)
        self.words = WordsEdit(kit.theme)
        self._as_of = QWidget()
        part(self.effective, f"{name}.effective", "effective as of")
        part(self.words, f"{name}.words", "words of the source")
        self._wire()
        as_of = line("effective as of", self.effective, "where that is another day", 1, theme=kit.theme)
        column(self._as_of).addLayout(as_of)
        whole = column(self)
        for widget in (self.needs, caption(kit.theme, "events"), self.events, self._as_of, self.words):
            whole.addWidget(widget)
        self._show_what_fits()

    def _wire(self) -> None:
        for field in (self.needs, self.events):
            field.changed.connect(self._changed)
        for edit in (self.effective, self.words):
            edit.textEdited.connect(lambda _: self.changed.emit())

    def value(self) -> InForceWhen | None:
        needs, events, effective = self.needs.value(), self.events.value(), self.effective.day()
        if not (needs or events):
            if effective:
                raise UnreadField("Name what must come first, or clear the day as of which it counts.", self.effective)
            return None
        return InForceWhen(needs=needs, events=events, effective=effective, words=self.words.text().strip())

    def show_value(self, value: Any) -> None:
        self.needs.show_value(value.needs if value else ())
        self.events.show_value(value.events if value else ())
        self.effective.show_day(value.effective if value else None)
        self.words.show_words(value.words if value else "")
        self._show_what_fits()

    def inputs(self) -> list[QWidget]:
        return [*self.needs.inputs(), *self.events.inputs(), self.effective, self.words]

    def mark(self, invalid: QWidget | None) -> None:
        self.needs.mark(invalid)
        super().mark(invalid)

    def _changed(self) -> None:
        self._show_what_fits()
        self.changed.emit()

    def _show_what_fits(self) -> None:
        some = bool(self.needs.rows() or self.events.rows() or self.effective.text().strip())
        self._as_of.setVisible(some)
        self.words.setVisible(some)
