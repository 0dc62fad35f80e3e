"""Inputs of a metric's definitions: the words of each version, where they stand, and from when they hold."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from model.record.metric import Definition
from model.record.source import Span
from ui.editor.fields.context import FieldContext
from ui.editor.fields.day import DayEdit
from ui.editor.fields.field import Field, UnreadField, caption, column, line, part
from ui.editor.fields.picker import PickEdit
from ui.editor.fields.plain import TextArea
from ui.editor.fields.rows import PartsField
from ui.editor.fields.sources import SourcesField


class DefinitionField(Field):
    """One version: selected in a document, or typed as the instrument has it."""

    def __init__(self, context: FieldContext, name: str) -> None:
        super().__init__(context.theme, name)
        self.instrument = PickEdit(context.theme, context.records("instrument"), "the instrument, or the amendment")
        self.locator = QLineEdit()
        self.locator.setPlaceholderText("e.g. § 1.1")
        self.locator.setFixedWidth(120)
        self.since = DayEdit(context.theme, context.today)
        self.words = TextArea(context.theme, 3, "source")
        self.source = SourcesField(context.theme, f"{name}.source", context.records("document"), context.text_of)
        self._quiet = False
        for widget, own, words in (
            (self.instrument, "instrument", "instrument"),
            (self.locator, "locator", "place in it"),
            (self.since, "since", "in force from"),
            (self.words, "words", "words of the definition"),
        ):
            part(widget, f"{name}.{own}", words)
        self._wire()
        theme = context.theme
        whole = column(self)
        whole.addLayout(line(self.instrument, self.locator, theme=theme))
        whole.addLayout(line("in force from", self.since, "where that is not the instrument’s day", 1, theme=theme))
        whole.addWidget(caption(theme, "its words, selected in the document"))
        whole.addWidget(self.source)
        whole.addWidget(caption(theme, "or typed as they stand there"))
        whole.addWidget(self.words)

    def _wire(self) -> None:
        self.instrument.picked.connect(lambda _: self.changed.emit())
        self.source.changed.connect(self.changed)
        self.words.textChanged.connect(self._typed)
        for edit in (self.instrument, self.locator, self.since):
            edit.textEdited.connect(lambda _: self.changed.emit())

    def _typed(self) -> None:
        if not self._quiet:
            self.changed.emit()

    def value(self) -> Definition:
        spans: tuple[Span, ...] = self.source.value()
        if len(spans) > 1:
            raise UnreadField("A definition has one passage. Take the others out, or add a version.", self.source.add)
        return Definition(
            source=spans[0] if spans else None,
            text=self.words.toPlainText().strip(),
            locator=self.locator.text().strip(),
            instrument=self.instrument.record_id() or None,
            since=self.since.day(),
        )

    def show_value(self, value: Any) -> None:
        self._quiet = True
        self.words.setPlainText(value.text if value else "")
        self._quiet = False
        self.source.show_value((value.source,) if value and value.source else ())
        self.locator.setText(value.locator if value else "")
        self.instrument.show_id((value.instrument or "") if value else "")
        self.since.show_day(value.since if value else None)

    def inputs(self) -> list[QWidget]:
        return [self.instrument, self.locator, self.since, *self.source.inputs(), self.words]


def definitions(context: FieldContext, name: str) -> PartsField:
    """The versions of a metric's definition."""
    return PartsField(context.theme, name, lambda own: DefinitionField(context, own), "version", "Add a definition")
