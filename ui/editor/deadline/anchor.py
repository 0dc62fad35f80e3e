"""Inputs of what a clock starts from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from model.record.deadline import Anchor, EventAnchor, InstrumentAnchor, ObligationAnchor, Start
from model.record.links import anchor_id
from ui.editor.fields.candidates import Candidate, Source
from ui.editor.fields.field import Field, UnreadField, WordsEdit, column, line, part
from ui.editor.fields.picker import PickEdit
from ui.editor.fields.plain import Box
from ui.editor.fields.rows import PartsField
from ui.frame.theme import Theme

OF: list[tuple[str, object]] = [
    ("is performed", "performed"),
    ("is missed", "missed"),
    ("falls due", "due"),
]
UNDUE = [choice for choice in OF if choice[1] != "due"]
"""Of an obligation what happens to it, its due day apart."""
UNMISSED = [choice for choice in OF if choice[1] != "missed"]
OF_INSTRUMENT: list[tuple[str, object]] = [("comes into force", "start"), ("is in force for the last day", "end")]
PICKS: list[tuple[str, object]] = [("the earlier of them", "earlier"), ("the later of them", "later")]


class AnchorField(Field):
    """An event, or a day of an obligation or of an instrument. ``of`` are the days of an obligation on offer."""

    def __init__(self, theme: Theme, name: str, source: Source, of: Sequence[tuple[str, object]] = OF) -> None:
        super().__init__(theme, name)
        self.pick = PickEdit(theme, source, "an event, an obligation or an instrument")
        self.of = Box(of)
        self.of_instrument = Box(OF_INSTRUMENT)
        part(self.pick, f"{name}.pick", "event, obligation or instrument")
        part(self.of, f"{name}.of", "which day of it")
        part(self.of_instrument, f"{name}.of_instrument", "which day of the instrument")
        self.pick.picked.connect(self._picked)
        self.pick.textEdited.connect(lambda _: self.changed.emit())
        for box in (self.of, self.of_instrument):
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        row = line(self.pick, self.of, self.of_instrument, theme=theme)
        row.setStretch(0, 1)
        column(self).addLayout(row)
        self._show_of(None)

    def value(self) -> Anchor:
        record_id = self.pick.record_id()
        if not record_id:
            raise UnreadField("Choose the event, obligation or instrument.", self.pick)
        chosen = self.pick.chosen
        if chosen is not None and chosen.kind == "event":
            return EventAnchor(event=record_id)
        if chosen is not None and chosen.kind == "instrument":
            return InstrumentAnchor(instrument=record_id, of=self.of_instrument.currentData())
        return ObligationAnchor(obligation=record_id, of=self.of.currentData())

    def show_value(self, value: Any) -> None:
        self.pick.show_id(anchor_id(value) if value else "")
        self.of.choose(value.of if isinstance(value, ObligationAnchor) else "performed")
        self.of_instrument.choose(value.of if isinstance(value, InstrumentAnchor) else "start")
        self._show_of(self.pick.chosen)

    def inputs(self) -> list[QWidget]:
        return [self.pick, self.of, self.of_instrument]

    def _picked(self, one: Candidate | None) -> None:
        self._show_of(one)
        self.changed.emit()

    def _show_of(self, one: Candidate | None) -> None:
        self.of.setVisible(one is not None and one.kind == "obligation")
        self.of_instrument.setVisible(one is not None and one.kind == "instrument")


class StartField(Field):
    """What an obligation begins with: nothing, one thing, or the earlier or later of several."""

    def __init__(self, theme: Theme, name: str, source: Source) -> None:
        super().__init__(theme, name)
        self.parts = PartsField(
            theme, f"{name}.of", lambda own: AnchorField(theme, own, source), "start", "Add what it starts with"
        )
        self.pick = Box(PICKS)
        self.words = WordsEdit(theme)
        part(self.pick, f"{name}.which", "earlier or later")
        part(self.words, f"{name}.words", "words of the source")
        self.parts.changed.connect(self._parts_changed)
        self.pick.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.words.textEdited.connect(lambda _: self.changed.emit())
        whole = column(self)
        whole.addWidget(self.parts)
        row = line(self.pick, self.words, theme=theme)
        row.setStretch(1, 1)
        whole.addLayout(row)
        self._show_what_fits()

    def value(self) -> Start | None:
        anchors = self.parts.value()
        if not anchors:
            return None
        return Start(of=anchors, pick=self.pick.currentData(), words=self.words.text().strip())

    def show_value(self, value: Any) -> None:
        self.parts.show_value(value.of if value else ())
        self.pick.choose(value.pick if value else "earlier")
        self.words.show_words(value.words if value else "")
        self._show_what_fits()

    def inputs(self) -> list[QWidget]:
        return [*self.parts.inputs(), self.pick, self.words]

    def mark(self, invalid: QWidget | None) -> None:
        self.parts.mark(invalid)

    def _parts_changed(self) -> None:
        self._show_what_fits()
        self.changed.emit()

    def _show_what_fits(self) -> None:
        count = len(self.parts.rows())
        self.pick.setVisible(count > 1)
        self.words.setVisible(count > 0)
