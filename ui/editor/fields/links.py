"""Inputs of links: another record, and the words of the source that make the link."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from model.record.conditions import Link, Need
from ui.editor.fields.candidates import Source
from ui.editor.fields.chosen import RecordsField
from ui.editor.fields.field import Field, UnreadField, WordsEdit, column, part
from ui.editor.fields.picker import PickEdit
from ui.frame.theme import Theme


class LinkField(Field):
    """A link to one obligation."""

    def __init__(self, theme: Theme, name: str, source: Source) -> None:
        super().__init__(theme, name)
        self.to = PickEdit(theme, source, "an obligation: its number or words of its title")
        self.words = WordsEdit(theme)
        part(self.to, f"{name}.to", "obligation")
        part(self.words, f"{name}.words", "words of the source")
        self.to.picked.connect(lambda _: self.changed.emit())
        for edit in (self.to, self.words):
            edit.textEdited.connect(lambda _: self.changed.emit())
        whole = column(self, 4)
        whole.addWidget(self.to)
        whole.addWidget(self.words)

    def value(self) -> Link:
        target = self.to.record_id()
        if not target:
            raise UnreadField("Choose the obligation, or take this line out.", self.to)
        return Link(to=target, words=self.words.text().strip())

    def show_value(self, value: Any) -> None:
        self.to.show_id(value.to if value else "")
        self.words.show_words(value.words if value else "")

    def inputs(self) -> list[QWidget]:
        return [self.to, self.words]


class NeedField(Field):
    """A condition precedent: one obligation, or one of several."""

    def __init__(self, theme: Theme, name: str, source: Source) -> None:
        super().__init__(theme, name)
        self.one_of = RecordsField(theme, f"{name}.one_of", source, "an obligation that must be satisfied first")
        self.words = WordsEdit(theme)
        part(self.words, f"{name}.words", "words of the source")
        self.one_of.changed.connect(self._changed)
        self.words.textEdited.connect(lambda _: self.changed.emit())
        whole = column(self, 4)
        whole.addWidget(self.one_of)
        whole.addWidget(self.words)

    def value(self) -> Need:
        targets = self.one_of.value()
        if not targets:
            raise UnreadField("Choose the obligation that must come first, or take this line out.", self.one_of.edit)
        return Need(one_of=targets, words=self.words.text().strip())

    def show_value(self, value: Any) -> None:
        self.one_of.show_value(value.one_of if value else ())
        self.words.show_words(value.words if value else "")
        self._say()

    def inputs(self) -> list[QWidget]:
        return [*self.one_of.inputs(), self.words]

    def set_label(self, label: str) -> None:
        self.one_of.set_label(label)
        self.words.setAccessibleName(f"{label}: words of the source")

    def _changed(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        some = bool(self.one_of.rows())
        self.one_of.edit.setPlaceholderText(
            "or one of these: add another" if some else "an obligation that must be satisfied first"
        )
