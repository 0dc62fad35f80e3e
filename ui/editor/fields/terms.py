"""Inputs of an obligation's lesser terms: override, cure, approval, reminders."""

from __future__ import annotations

from typing import Any, Literal

from PySide6.QtWidgets import QLineEdit, QWidget

from model.record.deadline import Override
from model.record.obligation import Approval, Cure, Reminder
from ui.editor.deadline.steps import StepsField
from ui.editor.fields.candidates import Source
from ui.editor.fields.day import DayEdit, Today
from ui.editor.fields.field import Field, UnreadField, column, line, part
from ui.editor.fields.picker import PickEdit
from ui.editor.fields.plain import Box, Spin
from ui.frame.theme import Theme

RUNS_FROM: list[tuple[str, object]] = [
    ("from the miss", "miss"),
    ("from notice of it", "notice"),
    ("from knowledge of it", "knowledge"),
]
DEADLINE_FOR: list[tuple[str, object]] = [
    ("the day is for handing it in", "submission"),
    ("the day is for the approval itself", "approval"),
]
BEFORE: list[tuple[str, object]] = [
    ("before it is due", "due"),
    ("before the day to act by", "act by"),
    ("before the review day", "review"),
]
REMINDER_UNITS: list[tuple[str, object]] = [("days", "day"), ("working days", "working day")]


class OverrideField(Field):
    """A due day set by hand, and why."""

    def __init__(self, theme: Theme, name: str, today: Today) -> None:
        super().__init__(theme, name)
        self.day = DayEdit(theme, today)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("why the computed day is set aside")
        part(self.day, f"{name}.day", "day")
        part(self.reason, f"{name}.reason", "reason")
        for edit in (self.day, self.reason):
            edit.textEdited.connect(lambda _: self.changed.emit())
        row = line(self.day, self.reason, theme=theme)
        row.setStretch(1, 1)
        column(self).addLayout(row)

    def value(self) -> Override | None:
        day, reason = self.day.day(), self.reason.text().strip()
        if day is None and reason:
            raise UnreadField("Write the day that is to stand instead, or clear the reason.", self.day)
        return Override(day=day, reason=reason) if day else None

    def show_value(self, value: Any) -> None:
        self.day.show_day(value.day if value else None)
        self.reason.setText(value.reason if value else "")

    def inputs(self) -> list[QWidget]:
        return [self.day, self.reason]

    def mark(self, invalid: QWidget | None) -> None:
        super().mark(self.reason if invalid is self else invalid)


class CureField(Field):
    """The cure period: its steps, what it runs from, and the event that records that."""

    def __init__(self, theme: Theme, name: str, events: Source) -> None:
        super().__init__(theme, name)
        self.steps = StepsField(theme, f"{name}.period")
        self.runs_from = Box(RUNS_FROM)
        self.recorded = PickEdit(theme, events, "the event that records it")
        part(self.runs_from, f"{name}.runs_from", "runs from")
        part(self.recorded, f"{name}.event", "event")
        self.steps.add.setText("Add a cure period")
        self.steps.changed.connect(self._changed)
        self.runs_from.currentIndexChanged.connect(lambda _: self._changed())
        self.recorded.picked.connect(lambda _: self.changed.emit())
        self.recorded.textEdited.connect(lambda _: self.changed.emit())
        whole = column(self)
        whole.addWidget(self.steps)
        row = line(self.runs_from, self.recorded, theme=theme)
        row.setStretch(1, 1)
        whole.addLayout(row)
        self._show_what_fits()

    def value(self) -> Cure | None:
        steps = self.steps.value()
        if not steps:
            return None
        event = self.recorded.record_id() if self.runs_from.currentData() != "miss" else ""
        return Cure(period=steps, runs_from=self.runs_from.currentData(), event=event or None)

    def show_value(self, value: Any) -> None:
        self.steps.show_value(value.period if value else ())
        self.runs_from.choose(value.runs_from if value else "miss")
        self.recorded.show_id((value.event if value else None) or "")
        self._show_what_fits()

    def inputs(self) -> list[QWidget]:
        return [*self.steps.inputs(), self.runs_from, self.recorded]

    def mark(self, invalid: QWidget | None) -> None:
        self.steps.mark(invalid)

    def _changed(self) -> None:
        self._show_what_fits()
        self.changed.emit()

    def _show_what_fits(self) -> None:
        some = bool(self.steps.rows())
        self.steps.add.setText("Add a step" if some else "Add a cure period")
        self.runs_from.setVisible(some)
        self.recorded.setVisible(some and self.runs_from.currentData() != "miss")


class ApprovalField(Field):
    """Whose approval is needed, and what the deadline is for."""

    def __init__(self, theme: Theme, name: str, parties: Source) -> None:
        super().__init__(theme, name)
        self.by = PickEdit(theme, parties, "nobody’s")
        self.deadline_for = Box(DEADLINE_FOR)
        part(self.by, f"{name}.by", "by whom")
        part(self.deadline_for, f"{name}.deadline_for", "what the day is for")
        self.by.picked.connect(lambda _: self._changed())
        self.by.textEdited.connect(lambda _: self._changed())
        self.deadline_for.currentIndexChanged.connect(lambda _: self.changed.emit())
        row = line(self.by, self.deadline_for, theme=theme)
        row.setStretch(0, 1)
        column(self).addLayout(row)
        self._show_what_fits()

    def value(self) -> Approval | None:
        party = self.by.record_id()
        return Approval(by=party, deadline_for=self.deadline_for.currentData()) if party else None

    def show_value(self, value: Any) -> None:
        self.by.show_id(value.by if value else "")
        self.deadline_for.choose(value.deadline_for if value else "submission")
        self._show_what_fits()

    def inputs(self) -> list[QWidget]:
        return [self.by, self.deadline_for]

    def _changed(self) -> None:
        self._show_what_fits()
        self.changed.emit()

    def _show_what_fits(self) -> None:
        self.deadline_for.setVisible(self.by.chosen is not None)


class ReminderField(Field):
    """A field for a length of time before a day."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.lead = Spin(0, 3650)
        self.unit, self.before = Box(REMINDER_UNITS), Box(BEFORE)
        part(self.lead, f"{name}.lead", "how many")
        part(self.unit, f"{name}.unit", "days or working days")
        part(self.before, f"{name}.before", "before what")
        self.lead.valueChanged.connect(lambda _: self.changed.emit())
        for box in (self.unit, self.before):
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        column(self).addLayout(line(self.lead, self.unit, self.before, 1, theme=theme))
        self.lead.show_number(7)

    def value(self) -> Reminder:
        unit: Literal["day", "working day"] = self.unit.currentData()
        return Reminder(lead=self.lead.value(), unit=unit, before=self.before.currentData())

    def show_value(self, value: Any) -> None:
        self.lead.show_number(value.lead)
        self.unit.choose(value.unit)
        self.before.choose(value.before)

    def inputs(self) -> list[QWidget]:
        return [self.lead, self.unit, self.before]
