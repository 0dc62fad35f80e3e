"""Inputs of recurrences: a few that are usual, and any RFC 5545 rule."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from model.days.recurrence import check_rule, say_rule
from model.days.wording import say_day
from model.errors import DayError
from model.record.deadline import Every
from model.record.event import periods
from ui.editor.day import DayEdit, Today
from ui.editor.field import Field, Unread, WordsEdit, column, hint, line, part
from ui.editor.plain import Box
from ui.theme import Theme

USUAL: list[tuple[str, object]] = [
    ("another rule", ""),
    ("every week", "FREQ=WEEKLY"),
    ("every month", "FREQ=MONTHLY"),
    ("every month end", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("every quarter", "FREQ=MONTHLY;INTERVAL=3"),
    ("every half-year", "FREQ=MONTHLY;INTERVAL=6"),
    ("every year", "FREQ=YEARLY"),
]
_SHOWN = 3


class RuleField(Field):
    """A rule by its usual name or written out, and what it says."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.usual = Box(USUAL)
        self.rule = QLineEdit()
        self.rule.setPlaceholderText("FREQ=MONTHLY;BYMONTHDAY=-1")
        self.said = hint(theme, "")
        part(self.usual, f"{name}.usual", "how often")
        part(self.rule, f"{name}.rule", "rule")
        self.usual.currentIndexChanged.connect(self._chosen)
        self.rule.textEdited.connect(self._typed)
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
                raise Unread(str(error), self.rule) from error
        return text

    def show_value(self, value: Any) -> None:
        self.rule.setText(value or "")
        self.usual.choose(value or "")
        self._say()

    def inputs(self) -> list[QWidget]:
        return [self.usual, self.rule]

    def mark(self, invalid: QWidget | None) -> None:
        super().mark(self.rule if invalid is self else invalid)

    def _chosen(self) -> None:
        rule = self.usual.currentData()
        if rule:
            self.rule.setText(rule)
        self._say()
        self.changed.emit()

    def _typed(self, text: str) -> None:
        self.usual.choose(text.strip().upper())
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        try:
            rule = self.value()
        except Unread:
            rule = ""
        said = say_rule(rule) if rule else ""
        self.said.setText(said[:1].upper() + said[1:])


class EveryField(Field):
    """A series: its rule, its first and last day, and the source's words; the next days it gives are shown."""

    def __init__(self, theme: Theme, name: str, today: Today) -> None:
        super().__init__(theme, name)
        self._today = today
        self.rule = RuleField(theme, f"{name}.rule")
        self.start, self.until = DayEdit(theme, today), DayEdit(theme, today)
        self.words = WordsEdit(theme)
        self.next = hint(theme, "")
        part(self.start, f"{name}.start", "first day")
        part(self.until, f"{name}.until", "last day")
        part(self.words, f"{name}.words", "words of the source")
        for edit in (self.start, self.until, self.words):
            edit.textEdited.connect(lambda _: self._changed())
        self.rule.changed.connect(self._changed)
        whole = column(self)
        whole.addWidget(self.rule)
        whole.addLayout(line("from", self.start, "to", self.until, 1, theme=theme))
        whole.addWidget(self.next)
        whole.addWidget(self.words)

    def value(self) -> Every:
        rule, start = self.rule.value(), self.start.day()
        if not rule:
            raise Unread("Choose how often it recurs, or write its rule.", self.rule.rule)
        if start is None:
            raise Unread("Write the first day it falls on.", self.start)
        return Every(rule=rule, start=start, until=self.until.day(), words=self.words.text().strip())

    def show_value(self, value: Any) -> None:
        self.rule.show_value(value.rule if value else "")
        self.start.show_day(value.start if value else None)
        self.until.show_day(value.until if value else None)
        self.words.show_words(value.words if value else "")
        self._say_next()

    def inputs(self) -> list[QWidget]:
        return [*self.rule.inputs(), self.start, self.until, self.words]

    def _changed(self) -> None:
        self._say_next()
        self.changed.emit()

    def _say_next(self) -> None:
        days = self._next_days()
        self.next.setText(f"Falls on {', '.join(map(say_day, days))} …" if days else "")

    def _next_days(self) -> list[date]:
        try:
            series = self.value()
            last = max(self._today(), series.start or self._today()) + timedelta(days=1200)
            days = periods(series, None, last)
        except (Unread, DayError):
            return []
        coming = [day for day in days if day >= self._today()]
        return (coming or list(days[-_SHOWN:]))[:_SHOWN]
