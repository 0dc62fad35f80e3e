"""The day, and where the rule needs it the hour, from which a deadline counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from model.days.wording import zone_city
from ui.calculator.answer import Moment
from ui.editor.fields.day import DayField
from ui.editor.fields.field import UnreadField, caption
from ui.editor.fields.zone import TimeEdit
from ui.frame.theme import Theme
from ui.inspector.flow import FlowLabel, Run

_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")


class TriggerField(QWidget):
    """Emits `changed()` when a person changes it."""

    changed = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._zone: str | None = None
        self._words = ""
        self.touched = False
        """Whether a person wrote the day, so that it is not to be proposed anew."""
        self.label = QLabel("Counted from")
        self.label.setFont(theme.font("strong"))
        self.day = DayField(theme, "trigger", today)
        self.day.set_label("Counted from")
        self.label.setBuddy(self.day.edit)
        self.at = caption(theme, "at")
        self.time = TimeEdit()
        self.time.setAccessibleName("Hour")
        self.place = caption(theme, "")
        self.note = FlowLabel(theme)
        self._lay_out()
        self.day.changed.connect(self._typed)
        self.time.textEdited.connect(lambda _: self.changed.emit())
        self.ask_hour(None)

    def value(self) -> Moment:
        """The day or the minute. Raises :class:`UnreadField` with the question to answer."""
        day = self.day.value()
        if day is None:
            raise UnreadField("From which day? Write it as 2 Dec 1996.", self.day.edit)
        if self._zone is None:
            return day
        found = _TIME.fullmatch(self.time.text().strip())
        if found is None:
            raise UnreadField(f"At what hour, by the clock of {zone_city(self._zone)}? Write it as 16:30.", self.time)
        return datetime.combine(day, time(int(found[1]), int(found[2])))

    def propose(self, day: date, words: str = "") -> None:
        """Show a day that nobody wrote, and whose it is; what a person wrote stands."""
        if not self.touched:
            self.day.show_value(day)
            self._words = words

    def forget(self) -> None:
        """Back to today."""
        self.touched, self._words = False, ""
        self.time.clear()
        self.day.show_value(self._today())

    def ask_hour(self, zone: str | None) -> None:
        """Ask for the hour in this zone, or for the day alone."""
        self._zone = zone
        for widget in (self.at, self.time, self.place):
            widget.setVisible(zone is not None)
        self.place.setText(f"in {zone_city(zone)}" if zone else "")

    def say(self, start: str, question: UnreadField | None) -> None:
        """Say what the day is of, or what is still asked."""
        wrong = question.widget if question else None
        self.day.mark(wrong)
        runs = [Run(str(question), "small", weight=600)] if question else []
        if question is None:
            runs = [Run(start, "small", "second"), Run(f", {self._words}" if self._words else "", "small", "third")]
        self.note.show_runs(runs)

    def _typed(self) -> None:
        self.touched, self._words = True, ""
        self.changed.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.day, self.at, self.time, self.place):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.label)
        column.addLayout(row)
        column.addWidget(self.note)
