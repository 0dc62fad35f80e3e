"""Inputs of recurrences: a few that are usual, and any RFC 5545 rule."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from model.days.recurrence import check_rule, say_rule
from model.days.wording import say_day
from model.errors import DayError
from model.record.deadline import Every
from model.record.event import Event
from ui.editor.deadline.bound import BoundField
from ui.editor.deadline.dated import opening_steps, promptly_box
from ui.editor.deadline.differing import DifferingField
from ui.editor.deadline.origin import RuleOrigin
from ui.editor.deadline.steps import StepsField
from ui.editor.fields.calendars import CalendarsField
from ui.editor.fields.candidates import Candidate, Source
from ui.editor.fields.day import DayEdit, Today
from ui.editor.fields.field import Field, UnreadField, WordsEdit, caption, column, hint, line, part
from ui.editor.fields.picker import PickEdit
from ui.editor.fields.plain import Box
from ui.frame.theme import Theme

USUAL: list[tuple[str, object]] = [
    ("every week", "FREQ=WEEKLY"),
    ("every month", "FREQ=MONTHLY"),
    ("every month end", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("every quarter", "FREQ=MONTHLY;INTERVAL=3"),
    ("every half-year", "FREQ=MONTHLY;INTERVAL=6"),
    ("every year", "FREQ=YEARLY"),
    ("another rule", None),
]
"""None stands for any rule that has no usual name."""
ONCE = "it happens once"
BY: list[tuple[str, object]] = [
    ("by a rule of its own", "rule"),
    ("with an event that recurs", "event"),
]
_SHOWN = 3


class RuleField(Field):
    """A rule by its usual name or written out, and what it says. ``none`` says what holds without a rule."""

    def __init__(self, theme: Theme, name: str, none: str = "choose how often") -> None:
        super().__init__(theme, name)
        self.usual = Box([(none, ""), *USUAL])
        self.rule = QLineEdit()
        self.rule.setPlaceholderText("e.g. FREQ=MONTHLY;BYMONTHDAY=-1")
        self.said = hint(theme, "")
        part(self.usual, f"{name}.usual", "how often")
        part(self.rule, f"{name}.rule", "rule")
        self.usual.currentIndexChanged.connect(self._chosen)
        self.rule.textEdited.connect(lambda _: self._typed())
        whole = column(self, 4)
        row = line(self.usual, self.rule, theme=theme)
        row.setStretch(1, 1)
        whole.addLayout(row)
        whole.addWidget(self.said)

    def value(self) -> str:
        text = self.rule.text().strip().upper()
        if text:
            try:
                check_rule(text)
            except DayError as error:
                raise UnreadField(str(error), self.rule) from error
        return text

    def show_value(self, value: Any) -> None:
        self.rule.setText(value or "")
        self._name()
        self._say()

    def inputs(self) -> list[QWidget]:
        return [self.usual, self.rule]

    def mark(self, invalid: QWidget | None) -> None:
        super().mark(self.rule if invalid is self else invalid)

    def _chosen(self) -> None:
        rule = self.usual.currentData()
        if rule is None:
            self.rule.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.rule.setText(rule)
        self._say()
        self.changed.emit()

    def _typed(self) -> None:
        self._name()
        self._say()
        self.changed.emit()

    def _name(self) -> None:
        """Show the usual name of the rule that stands here."""
        rule = self.rule.text().strip().upper()
        usual = {value for _, value in USUAL} | {""}
        self.usual.choose(rule if rule in usual else None)

    def _say(self) -> None:
        try:
            rule = self.value()
        except UnreadField:
            rule = ""
        said = say_rule(rule) if rule else ""
        self.said.setText(said[:1].upper() + said[1:])


def comes_again(event: Event) -> bool:
    """Whether a series may have an occurrence for each time that it happens."""
    return event.recurring or event.again


class RecurringEvents:
    """The events of a source that happen again and again, by a rule or whenever they happen."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def all(self) -> list[Candidate]:
        events = self._source.docket().events
        return [one for one in self._source.all() if one.id in events and comes_again(events[one.id])]

    def find(self, record_id: str) -> Candidate | None:
        return self._source.find(record_id)


class EveryField(Field):
    """A series: by its own rule or with an event that recurs, counted on from each, from one day to another.

    Either end may be the day of something else, which then stands in place of a stated day.

    The next days it gives are shown, and the occurrences that differ, each with the way to put it back.
    """

    def __init__(self, theme: Theme, name: str, source: Source, today: Today) -> None:
        super().__init__(theme, name)
        self._source, self._today = source, today
        self._origin = RuleOrigin()
        self.by = Box(BY)
        self.rule = RuleField(theme, f"{name}.rule")
        events = RecurringEvents(source._replace(kinds=("event",)))
        self.with_event = PickEdit(theme, events, "such as a quarter end, or a request")
        self.steps = StepsField(theme, f"{name}.steps")
        self.steps.add.setText("Count on from each")
        self.opens = opening_steps(theme, name)
        self.promptly = promptly_box(name)
        self.calendars = CalendarsField(theme, f"{name}.calendars")
        self.start, self.until = DayEdit(theme, today), DayEdit(theme, today)
        self.begins = BoundField(theme, f"{name}.begins", source, "begins")
        self.ends = BoundField(theme, f"{name}.ends", source, "ends")
        self.next = hint(theme, "")
        self.differing = DifferingField(theme, f"{name}.changed")
        self.words = WordsEdit(theme)
        part(self.by, f"{name}.by", "recurs by")
        part(self.with_event, f"{name}.event", "event")
        part(self.start, f"{name}.start", "first day")
        part(self.until, f"{name}.until", "last day")
        part(self.words, f"{name}.words", "words of the source")
        self._wire()
        self._lay_out()
        self._show_what_fits()

    def _wire(self) -> None:
        self.by.currentIndexChanged.connect(lambda _: self._changed())
        self.with_event.picked.connect(lambda _: self._changed())
        for edit in (self.with_event, self.start, self.until, self.words):
            edit.textEdited.connect(lambda _: self._changed())
        for field in (self.rule, self.begins, self.ends, self.steps, self.opens, self.calendars, self.differing):
            field.changed.connect(self._changed)
        self.promptly.clicked.connect(lambda _: self._changed())

    def _lay_out(self) -> None:
        theme, whole = self.theme, column(self)
        whole.addLayout(line(self.by, 1, theme=theme))
        whole.addWidget(self.rule)
        whole.addWidget(self.with_event)
        whole.addLayout(line("from", self.start, "to", self.until, 1, theme=theme))
        whole.addWidget(self.begins)
        whole.addWidget(self.ends)
        whole.addWidget(self.next)
        whole.addWidget(self.steps)
        whole.addWidget(self.promptly)
        whole.addWidget(self.opens)
        self._calendars_head = caption(theme, "business days")
        for widget in (self._calendars_head, self.calendars, self.differing, self.words):
            whole.addWidget(widget)

    def value(self) -> Every:
        by_event = self.by.currentData() == "event"
        steps, calendars = self.steps.value(), self.calendars.value()
        begins, ends = self.begins.value(), self.ends.value()
        return Every(
            rule="" if by_event else self._own_rule(),
            start=None if begins else self.start.day() if by_event else self._first(),
            until=None if ends else self.until.day(),
            begins=begins,
            ends=ends,
            event=self._event() if by_event else None,
            steps=steps,
            opens=self.opens.value(),
            calendars=calendars,
            rulebook=self._origin.of(steps, calendars),
            changed=self.differing.value(),
            promptly=self.promptly.isChecked(),
            words=self.words.text().strip(),
        )

    def _own_rule(self) -> str:
        rule = self.rule.value()
        if not rule:
            raise UnreadField("Choose how often it recurs, or write its rule.", self.rule.rule)
        return rule

    def _first(self) -> date:
        start = self.start.day()
        if start is None:
            raise UnreadField("Write the first day it falls on.", self.start)
        return start

    def _event(self) -> str:
        event = self.with_event.record_id()
        if not event:
            raise UnreadField("Choose the event that it recurs with.", self.with_event)
        return event

    def show_value(self, value: Any) -> None:
        steps, calendars = (value.steps, value.calendars) if value else ((), ())
        self.by.choose("event" if value and value.event else "rule")
        self.rule.show_value(value.rule if value else "")
        self.with_event.show_id((value.event if value else None) or "")
        self.steps.show_value(steps)
        self.opens.show_value(value.opens if value else ())
        self.promptly.setChecked(bool(value and value.promptly))
        self.calendars.show_value(calendars)
        self._origin.show(value.rulebook if value else "", steps, calendars)
        self.start.show_day(value.start if value else None)
        self.until.show_day(value.until if value else None)
        self.begins.show_value(value.begins if value else None)
        self.ends.show_value(value.ends if value else None)
        self.differing.show_value(value.changed if value else ())
        self.words.show_words(value.words if value else "")
        self._show_what_fits()

    def inputs(self) -> list[QWidget]:
        return [
            self.by, *self.rule.inputs(), self.with_event, self.start, self.until, *self.begins.inputs(),
            *self.ends.inputs(), *self.steps.inputs(), self.promptly, *self.opens.inputs(),
            *self.calendars.inputs(), *self.differing.inputs(), self.words,
        ]  # fmt: skip

    def say_calendars(self, words: str) -> None:
        """Say whose business days count where it names none."""
        self.calendars.say_default(words)

    def mark(self, invalid: QWidget | None) -> None:
        for parts in (self.begins, self.ends, self.steps, self.opens):
            parts.mark(invalid)
        super().mark(invalid)

    def _changed(self) -> None:
        self._show_what_fits()
        self.changed.emit()

    def _show_what_fits(self) -> None:
        by_event = self.by.currentData() == "event"
        counted = bool(self.steps.rows())
        self.rule.setVisible(not by_event)
        self.with_event.setVisible(by_event)
        self.start.setEnabled(not self.begins.is_asked)
        self.until.setEnabled(not self.ends.is_asked)
        self.steps.add.setText("Add a step" if counted else "Count on from each")
        self._calendars_head.setVisible(counted)
        self.calendars.setVisible(counted)
        self.differing.setVisible(bool(self.differing.rows()))
        self._say_next()

    def _say_next(self) -> None:
        days = self._next_days()
        verb = "Counts from" if self.steps.rows() else "Falls on"
        self.next.setText(f"{verb} {', '.join(map(say_day, days))} …" if days else "")
        self.next.setVisible(bool(days))

    def _next_days(self) -> list[date]:
        try:
            series = self.value()
            last = max(self._today(), series.start or self._today()) + timedelta(days=1200)
            days = self._source.docket().periods(series, last)
        except (UnreadField, DayError):
            return []
        coming = [day for day in days if day >= self._today()]
        return (coming or list(days[-_SHOWN:]))[:_SHOWN]
