"""By whose business days a deadline counts, and where a closed day moves: beside its notation, for a single one."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from model.days.operation import Add, Fixed, Roll, Step
from model.record.deadline import After, Anchor, Deadline, Every
from model.record.instrument import Instrument
from ui.editor.deadline.steps import ROLLS
from ui.editor.fields.calendars import CalendarsField, calendars_words
from ui.editor.fields.field import Field, caption, part
from ui.editor.fields.plain import Box
from ui.frame.theme import Theme

OWN = "own"
"""The choice of the instrument's own roll."""


class CountedByField(Field):
    """Calendars and roll of a deadline that counts from something. The instrument's own are the default, and said."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.calendars = CalendarsField(theme, f"{name}.calendars")
        self.roll = Box([("", OWN), *((words, key) for key, words in ROLLS.items())])
        part(self.roll, f"{name}.roll", "a closed day")
        self.calendars.changed.connect(self.changed)
        self.roll.currentIndexChanged.connect(lambda _: self.changed.emit())
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, (words, widget) in enumerate((("business days", self.calendars), ("a closed day", self.roll))):
            head = caption(theme, words)
            head.setFixedHeight(30)
            grid.addWidget(head, row, 0, top)
            grid.addWidget(widget, row, 1, Qt.AlignmentFlag(0) if row == 0 else Qt.AlignmentFlag.AlignLeft)
        self.say_instrument(None)

    def say_instrument(self, instrument: Instrument | None) -> str:
        """Say what counts where nothing else is chosen; gives back the words for the calendars."""
        self._instrument = instrument
        words = default_calendars(instrument)
        self.calendars.say_default(words)
        roll = instrument.roll if instrument else "none"
        self.roll.setItemText(0, f"as the instrument has it: {ROLLS[roll]}" if instrument else "not moved")
        return words

    def show_value(self, value: Deadline | None) -> None:
        """Show what a deadline counts by; one that counts from nothing hides the inputs."""
        fits = isinstance(value, After | Every) and not any(isinstance(step, Fixed) for step in value.steps)
        self.setVisible(fits)
        if isinstance(value, After | Every):
            self.calendars.show_value(value.calendars)
            last = _roll_of(value.steps)
            self.roll.choose(last.convention if last else OWN)

    def value(self) -> tuple[tuple[str, ...], str]:
        """The calendars chosen, and the roll."""
        return self.calendars.value(), self.roll.currentData()

    def applied(self, deadline: After[Anchor] | Every) -> After[Anchor] | Every:
        """The deadline with what is chosen here. The rule it came from stands only where nothing differs."""
        calendars, steps = self.calendars.value(), deadline.steps
        held = _roll_of(steps)
        if self.roll.currentData() != (held.convention if held else OWN):
            steps = self._rolled(steps[:-1] if held else steps, counts=isinstance(deadline, After))
        same = (steps, calendars) == (deadline.steps, deadline.calendars)
        return replace(deadline, steps=steps, calendars=calendars, rulebook=deadline.rulebook if same else "")

    def _rolled(self, bare: tuple[Step, ...], *, counts: bool) -> tuple[Step, ...]:
        roll = self.roll.currentData()
        if roll != OWN:
            return (*bare, Roll(convention=roll))
        return bare or ((Add(n=0, unit="day"),) if counts else ())

    def inputs(self) -> list[QWidget]:
        return [*self.calendars.inputs(), self.roll]


def default_calendars(instrument: Instrument | None) -> str:
    """Whose business days count where a deadline names none."""
    if instrument is None:
        return "Monday to Friday: no instrument is chosen"
    if not instrument.calendars:
        return "Monday to Friday: the instrument names no calendar"
    return f"the instrument’s own: {calendars_words(instrument.calendars)}"


def _roll_of(steps: tuple[Step, ...]) -> Roll | None:
    """The roll at the end of the steps, which this input shows."""
    last = steps[-1] if steps else None
    return last if isinstance(last, Roll) and not last.use_forward_only else None
