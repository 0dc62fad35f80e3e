"""Inputs of what an obligation hangs on besides other obligations: states, what takes it away, words, limits."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from model.record.conditions import FallsAway, NoDefault, Qualification, ReliefLimits
from ui.editor.deadline.anchor import UNDUE, AnchorField
from ui.editor.deadline.steps import StepsField
from ui.editor.fields.candidates import Source
from ui.editor.fields.context import FieldContext
from ui.editor.fields.field import Field, UnreadField, WordsEdit, column, line, part
from ui.editor.fields.picker import PickEdit
from ui.editor.fields.plain import Box, Spin, TextArea
from ui.editor.fields.rows import PartsField
from ui.editor.fields.sources import SourcesField
from ui.frame.theme import Theme

LEVELS: list[tuple[str, object]] = [
    ("no Event of Default", "event of default"),
    ("no Default, in cure or past it", "default"),
]


class FallsAwayField(Field):
    """What takes an obligation away, and the words that say so."""

    def __init__(self, theme: Theme, name: str, source: Source) -> None:
        super().__init__(theme, name)
        self.when = AnchorField(theme, f"{name}.when", source, UNDUE)
        self.words = WordsEdit(theme)
        part(self.words, f"{name}.words", "words of the source")
        self.when.changed.connect(self.changed)
        self.words.textEdited.connect(lambda _: self.changed.emit())
        whole = column(self, 4)
        whole.addWidget(self.when)
        whole.addWidget(self.words)

    def value(self) -> FallsAway:
        return FallsAway(when=self.when.value(), words=self.words.text().strip())

    def show_value(self, value: Any) -> None:
        self.when.show_value(value.when if value else None)
        self.words.show_words(value.words if value else "")

    def inputs(self) -> list[QWidget]:
        return [*self.when.inputs(), self.words]


class NoDefaultField(Field):
    """That no default has occurred and is continuing: of which instrument, by which party, in whose words."""

    def __init__(self, theme: Theme, name: str, instruments: Source, parties: Source) -> None:
        super().__init__(theme, name)
        self.level = Box(LEVELS)
        self.instrument = PickEdit(theme, instruments, "under any instrument")
        self.party = PickEdit(theme, parties, "by anyone")
        self.words = WordsEdit(theme)
        part(self.level, f"{name}.level", "which default")
        part(self.instrument, f"{name}.instrument", "under which instrument")
        part(self.party, f"{name}.party", "by whom")
        part(self.words, f"{name}.words", "words of the source")
        self.level.currentIndexChanged.connect(lambda _: self.changed.emit())
        for pick in (self.instrument, self.party):
            pick.picked.connect(lambda _: self.changed.emit())
        for edit in (self.instrument, self.party, self.words):
            edit.textEdited.connect(lambda _: self.changed.emit())
        whole = column(self, 4)
        whole.addLayout(line(self.level, 1, theme=theme))
        whole.addLayout(line(self.instrument, self.party, theme=theme))
        whole.addWidget(self.words)

    def value(self) -> NoDefault:
        return NoDefault(
            level=self.level.currentData(),
            instrument=self.instrument.record_id() or None,
            party=self.party.record_id() or None,
            words=self.words.text().strip(),
        )

    def show_value(self, value: Any) -> None:
        self.level.choose(value.level if value else "event of default")
        self.instrument.show_id((value.instrument if value else None) or "")
        self.party.show_id((value.party if value else None) or "")
        self.words.show_words(value.words if value else "")

    def inputs(self) -> list[QWidget]:
        return [self.level, self.instrument, self.party, self.words]


class QualificationField(Field):
    """Words that qualify: selected in a document, which fills them in, or typed as they stand there."""

    def __init__(self, kit: FieldContext, name: str) -> None:
        super().__init__(kit.theme, name)
        self.words = TextArea(kit.theme, 2, "source")
        self.words.setPlaceholderText("to the extent …, provided that …, except …")
        self.source = SourcesField(kit.theme, f"{name}.source", kit.records("document"), kit.text_of)
        self.source.add.setText("Pin it to its words in a document")
        part(self.words, f"{name}.words", "words that qualify")
        self._quiet = False
        self.words.textChanged.connect(self._typed)
        self.source.changed.connect(self._pinned)
        whole = column(self)
        whole.addWidget(self.words)
        whole.addWidget(self.source)

    def value(self) -> Qualification:
        spans = self.source.value()
        if len(spans) > 1:
            raise UnreadField("A qualification has one passage. Take the others out, or add another.", self.source.add)
        words = self.words.toPlainText().strip()
        if not words:
            raise UnreadField("Write the words that qualify, or take this line out.", self.words)
        return Qualification(words=words, source=spans[0] if spans else None)

    def show_value(self, value: Any) -> None:
        self._show_words(value.words if value else "")
        self.source.show_value((value.source,) if value and value.source else ())
        self._show_what_fits()

    def inputs(self) -> list[QWidget]:
        return [self.words, *self.source.inputs()]

    def _show_words(self, words: str) -> None:
        self._quiet = True
        self.words.setPlainText(words)
        self._quiet = False

    def _typed(self) -> None:
        if not self._quiet:
            self.changed.emit()

    def _pinned(self) -> None:
        """The words that were selected are the qualification, where none was typed."""
        spans = self.source.value()
        if spans and not self.words.toPlainText().strip():
            self._show_words(" ".join(spans[0].words.split()))
        self._show_what_fits()
        self.changed.emit()

    def _show_what_fits(self) -> None:
        """One passage is enough."""
        if self.source.value():
            self.source.finder.hide()
        self.source.add.setVisible(not self.source.value())


def qualifications(kit: FieldContext, name: str) -> PartsField:
    """The words that qualify an obligation."""
    return PartsField(kit.theme, name, lambda own: QualificationField(kit, own), "qualification", "Add a qualification")


class ReliefLimitsField(Field):
    """How long after its due day, and how often, it may be relieved; empty, there is no limit."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.longest = StepsField(theme, f"{name}.longest")
        self.times = Spin(0, 400)
        self.times.setSpecialValueText("any")
        self.words = WordsEdit(theme)
        self.locator = QLineEdit()
        self.locator.setPlaceholderText("clause")
        self.locator.setFixedWidth(120)
        part(self.times, f"{name}.times", "how many times")
        part(self.words, f"{name}.words", "words of the source")
        part(self.locator, f"{name}.locator", "clause")
        self.longest.changed.connect(self._changed)
        self.times.valueChanged.connect(lambda _: self._changed())
        for edit in (self.words, self.locator):
            edit.textEdited.connect(lambda _: self.changed.emit())
        whole = column(self)
        whole.addWidget(self.longest)
        whole.addLayout(line("not more than", self.times, "times", 1, theme=theme))
        row = line(self.words, self.locator, theme=theme)
        row.setStretch(0, 1)
        whole.addLayout(row)
        self._show_what_fits()

    def value(self) -> ReliefLimits | None:
        longest, times = self.longest.value(), self.times.value()
        if not longest and not times:
            return None
        words, locator = self.words.text().strip(), self.locator.text().strip()
        return ReliefLimits(longest=longest, times=times, words=words, locator=locator)

    def show_value(self, value: Any) -> None:
        self.longest.show_value(value.longest if value else ())
        self.times.show_number(value.times if value else 0)
        self.words.show_words(value.words if value else "")
        self.locator.setText(value.locator if value else "")
        self._show_what_fits()

    def inputs(self) -> list[QWidget]:
        return [*self.longest.inputs(), self.times, self.words, self.locator]

    def mark(self, invalid: QWidget | None) -> None:
        self.longest.mark(invalid)

    def _changed(self) -> None:
        self._show_what_fits()
        self.changed.emit()

    def _show_what_fits(self) -> None:
        longest = bool(self.longest.rows())
        some = longest or self.times.value() > 0
        self.longest.add.setText("Add a step" if longest else "Not later than so long after its due day")
        self.words.setVisible(some)
        self.locator.setVisible(some)
