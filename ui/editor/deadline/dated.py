"""Inputs of one dated deadline: on a stated day, or counted from something."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from model.record.deadline import After, Anchor, Dated, On
from ui.editor.deadline.anchor import AnchorField
from ui.editor.deadline.origin import RuleOrigin
from ui.editor.deadline.steps import StepsField
from ui.editor.fields.calendars import CalendarsField
from ui.editor.fields.candidates import Source
from ui.editor.fields.day import DayEdit, SourceDayField, Today
from ui.editor.fields.field import Field, UnreadField, WordsEdit, caption, column, line, part
from ui.editor.fields.plain import Box
from ui.editor.fields.zone import TimeEdit, ZoneEdit
from ui.frame.theme import Theme


def promptly_box(name: str) -> QCheckBox:
    """Whether it is owed promptly, its day being the last on which it may come (a long stop)."""
    box = QCheckBox("promptly, and on that day at the latest")
    part(box, f"{name}.promptly", "promptly, at the latest")
    return box


def opening_steps(theme: Theme, name: str) -> StepsField:
    """The steps to the first day on which it may be done."""
    steps = StepsField(theme, f"{name}.opens")
    steps.add.setText("Not before a day counted the same way")
    return steps


def _beside(theme: Theme, words: str) -> QLabel:
    """A word before an input, as wide as its fellows."""
    made = caption(theme, words)
    made.setFixedWidth(96)
    return made


class OnField(Field):
    """By a stated day."""

    def __init__(self, theme: Theme, name: str, today: Today) -> None:
        super().__init__(theme, name)
        self.day = SourceDayField(theme, f"{name}.day", today)
        self.before = QCheckBox("strictly before it: the day itself is too late")
        self.earliest = DayEdit(theme, today)
        self.time, self.zone = TimeEdit(), ZoneEdit(theme)
        self.promptly = promptly_box(name)
        part(self.before, f"{name}.before", "strictly before")
        part(self.earliest, f"{name}.earliest", "not earlier than")
        part(self.time, f"{name}.time", "time of day")
        part(self.zone, f"{name}.zone", "time zone")
        self.day.changed.connect(self.changed)
        for box in (self.before, self.promptly):
            box.clicked.connect(lambda _: self.changed.emit())
        for edit in (self.earliest, self.time, self.zone):
            edit.textEdited.connect(lambda _: self.changed.emit())
        self.zone.picked.connect(lambda _: self.changed.emit())
        whole = column(self)
        whole.addWidget(self.day)
        whole.addWidget(self.before)
        whole.addWidget(self.promptly)
        whole.addLayout(line(_beside(theme, "not earlier than"), self.earliest, 1, theme=theme))
        whole.addLayout(line(_beside(theme, "time of day"), self.time, self.zone, 1, theme=theme))

    def value(self) -> On:
        day = self.day.value()
        if day is None:
            raise UnreadField("Write the day, such as 2 Dec 1996.", self.day.edit)
        return On(
            day=day,
            strictly_before=self.before.isChecked(),
            not_earlier_than=self.earliest.day(),
            time=self.time.text().strip(),
            zone=self.zone.record_id(),
            promptly=self.promptly.isChecked(),
        )

    def show_value(self, value: Any) -> None:
        self.day.show_value(value.day if value else None)
        self.before.setChecked(bool(value and value.strictly_before))
        self.promptly.setChecked(bool(value and value.promptly))
        self.earliest.show_day(value.not_earlier_than if value else None)
        self.time.setText(value.time if value else "")
        self.zone.show_id(value.zone if value else "")

    def inputs(self) -> list[QWidget]:
        return [*self.day.inputs(), self.before, self.promptly, self.earliest, self.time, self.zone]


class AfterField(Field):
    """Counted from an event or obligation, in steps."""

    def __init__(self, theme: Theme, name: str, source: Source, today: Today) -> None:
        super().__init__(theme, name)
        self._origin = RuleOrigin()
        self.steps = StepsField(theme, f"{name}.steps")
        self.opens = opening_steps(theme, name)
        self.promptly = promptly_box(name)
        self.anchor = AnchorField(theme, f"{name}.anchor", source)
        self.calendars = CalendarsField(theme, f"{name}.calendars")
        self.earliest = DayEdit(theme, today)
        self.time, self.zone = TimeEdit(), ZoneEdit(theme)
        self.words = WordsEdit(theme)
        part(self.earliest, f"{name}.earliest", "not earlier than")
        part(self.time, f"{name}.time", "time of day")
        part(self.zone, f"{name}.zone", "time zone")
        part(self.words, f"{name}.words", "words of the source")
        for field in (self.steps, self.opens, self.anchor, self.calendars):
            field.changed.connect(self.changed)
        self.promptly.clicked.connect(lambda _: self.changed.emit())
        for edit in (self.earliest, self.time, self.zone, self.words):
            edit.textEdited.connect(lambda _: self.changed.emit())
        self.zone.picked.connect(lambda _: self.changed.emit())
        whole = column(self)
        whole.addWidget(caption(theme, "counted from"))
        whole.addWidget(self.anchor)
        whole.addWidget(caption(theme, "step by step"))
        whole.addWidget(self.steps)
        whole.addWidget(self.promptly)
        whole.addWidget(self.opens)
        whole.addWidget(caption(theme, "business days"))
        whole.addWidget(self.calendars)
        whole.addLayout(line(_beside(theme, "not earlier than"), self.earliest, 1, theme=theme))
        whole.addLayout(line(_beside(theme, "time of day"), self.time, self.zone, 1, theme=theme))
        whole.addWidget(self.words)

    def value(self) -> After[Anchor]:
        anchor, steps, calendars = self.anchor.value(), self.steps.value(), self.calendars.value()
        if not steps:
            raise UnreadField("Add the step that is counted, such as 45 days after.", self.steps.add)
        return After(
            anchor=anchor,
            steps=steps,
            opens=self.opens.value(),
            calendars=calendars,
            rulebook=self._origin.of(steps, calendars),
            not_earlier_than=self.earliest.day(),
            time=self.time.text().strip(),
            zone=self.zone.record_id(),
            promptly=self.promptly.isChecked(),
            words=self.words.text().strip(),
        )

    def show_value(self, value: Any) -> None:
        steps, calendars = (value.steps, value.calendars) if value else ((), ())
        self.anchor.show_value(value.anchor if value else None)
        self.steps.show_value(steps)
        self.opens.show_value(value.opens if value else ())
        self.promptly.setChecked(bool(value and value.promptly))
        self.calendars.show_value(calendars)
        self._origin.show(value.rulebook if value else "", steps, calendars)
        self.earliest.show_day(value.not_earlier_than if value else None)
        self.time.setText(value.time if value else "")
        self.zone.show_id(value.zone if value else "")
        self.words.show_words(value.words if value else "")

    def inputs(self) -> list[QWidget]:
        return [
            *self.anchor.inputs(), *self.steps.inputs(), self.promptly, *self.opens.inputs(), *self.calendars.inputs(),
            self.earliest, self.time, self.zone, self.words,
        ]  # fmt: skip

    def say_calendars(self, words: str) -> None:
        """Say whose business days count where it names none."""
        self.calendars.say_default(words)

    def mark(self, invalid: QWidget | None) -> None:
        self.steps.mark(invalid)
        self.opens.mark(invalid)
        super().mark(invalid)


class DatedField(Field):
    """One of several days: stated, or counted."""

    def __init__(self, theme: Theme, name: str, source: Source, today: Today) -> None:
        super().__init__(theme, name)
        self.form = Box([("on a stated day", "on"), ("counted from something", "after")])
        part(self.form, f"{name}.form", "form")
        self.on = OnField(theme, f"{name}.on", today)
        self.after = AfterField(theme, f"{name}.after", source, today)
        for whole_only in (self.on.promptly, self.after.promptly, self.after.opens):
            # Of one of several days neither holds: the whole deadline is a long stop, and none of them has a window.
            whole_only.hide()
        self.form.currentIndexChanged.connect(self._chosen)
        for each in (self.on, self.after):
            each.changed.connect(self.changed)
        whole = column(self)
        whole.addLayout(line(self.form, 1, theme=theme))
        whole.addWidget(self.on)
        whole.addWidget(self.after)
        self._show_form()

    def value(self) -> Dated:
        return self.after.value() if self.form.currentData() == "after" else self.on.value()

    def show_value(self, value: Any) -> None:
        counted = isinstance(value, After)
        self.form.choose("after" if counted else "on")
        self.after.show_value(value if counted else None)
        self.on.show_value(None if counted else value)
        self._show_form()

    def inputs(self) -> list[QWidget]:
        return [self.form, *self.on.inputs(), *self.after.inputs()]

    def say_calendars(self, words: str) -> None:
        """Say whose business days count where it names none."""
        self.after.say_calendars(words)

    def _chosen(self) -> None:
        self._show_form()
        self.changed.emit()

    def _show_form(self) -> None:
        counted = self.form.currentData() == "after"
        self.after.setVisible(counted)
        self.on.setVisible(not counted)
