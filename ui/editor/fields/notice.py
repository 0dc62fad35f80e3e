"""Inputs of an instrument's notice clause: its own words, and each method with when a notice so sent is received."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from model.days.calendar import Calendar
from model.days.deadline import After
from model.days.notation import Context, NamedDeadline, format_deadline
from model.days.notice import received_on
from model.days.operation import Add, Step
from model.days.step import work_out
from model.days.wording import say_day
from model.errors import DayError
from model.record.instrument import Instrument, NoticeClause, NoticeMethod, calendars_of
from ui.deadline.notationfield import NotationField
from ui.editor.fields.context import FieldContext
from ui.editor.fields.field import Field, UnreadField, WordsEdit, column, hint, line, part
from ui.editor.fields.row import LABEL
from ui.editor.fields.rows import PartsField

ITSELF = Add(n=0, unit="day")
"""How the notation says that it is the day of sending itself; a record holds no step then."""

_NAME_WIDTH = 172


class Asked(NamedTuple):
    """What is asked of a clause: from what it counts, what it is called, and what to write.

    ``come_to`` says in a sentence which day the steps give from today, and raises :class:`DayError`.
    """

    anchor: str
    called: str
    placeholder: str
    unread: str
    come_to: Callable[[tuple[Step, ...], date, Calendar], str]


def _received(steps: tuple[Step, ...], today: date, calendar: Calendar) -> str:
    received = received_on(steps, today, calendar)[-1].day
    return f"Sent today, {say_day(today)}, it would count as received on {say_day(received)}."


def _told(steps: tuple[Step, ...], today: date, calendar: Calendar) -> str:
    if not steps:
        return ""
    last = work_out(steps, today, calendar)[-1].day
    return f"Of a default today, {say_day(today)}, notice would be due by {say_day(last)}."


RECEIPT = Asked(
    "sending",
    "when it counts as received",
    "3 business days after sending; empty: on the day",
    "Say it from the day of sending, such as “3 business days after sending”, or clear it.",
    _received,
)
"""When a notice counts as received, as the clause says it; empty, on the day it is sent."""
OF_DEFAULT = Asked(
    "default",
    "notice of a default",
    "5 business days after default; empty: not stated",
    "Say it from the default, such as “5 business days after default”, or clear it.",
    _told,
)
"""How long after a default of ours the other side is told of it; empty, where the instrument does not say."""


class CountedField(Field):
    """Steps as a clause says them, counted from one thing alone, by the instrument's own days."""

    def __init__(self, context: FieldContext, name: str, asked: Asked) -> None:
        super().__init__(context.theme, name)
        self._field_context = context
        self._asked = asked
        self.notation = NotationField(context.theme, name, self._context, show_day=False)
        self.notation.edit.setPlaceholderText(asked.placeholder)
        part(self.notation.edit, f"{name}.notation", asked.called)
        self.said = hint(context.theme, "")
        self.notation.changed.connect(self.changed)
        self.notation.read.connect(self._say)
        whole = column(self, 2)
        whole.addWidget(self.notation)
        whole.addWidget(self.said)
        self._say()

    def value(self) -> tuple[Step, ...]:
        return self._steps(self.notation.value())

    def show_value(self, value: Any) -> None:
        self.notation.show_text(
            format_deadline(After(anchor=self._asked.anchor, steps=value), self._context()) if value else ""
        )

    def inputs(self) -> list[QWidget]:
        return [self.notation.edit]

    def mark(self, invalid: QWidget | None) -> None:
        super().mark(self.notation.edit if invalid is self else invalid)

    def _steps(self, said: NamedDeadline | None) -> tuple[Step, ...]:
        if said is None:
            return ()
        if not isinstance(said, After) or not isinstance(said.anchor, str) or said.time or said.not_earlier_than:
            raise UnreadField(self._asked.unread, self.notation.edit)
        if said.calendars and set(said.calendars) != set(self._context().calendars):
            raise UnreadField("Business days are those of the instrument. Leave the place out.", self.notation.edit)
        return () if said.steps == (ITSELF,) else said.steps

    def _instrument(self) -> Instrument | None:
        return self._field_context.workspace.docket.instruments.get(self._field_context.own_id)

    def _context(self) -> Context:
        """Where the words stand: nothing else is counted from, by the instrument's own days."""
        instrument = self._instrument()
        return Context(
            today=self._field_context.today(),
            anchors=(self._asked.anchor,),
            instrument=instrument.short if instrument else "",
            counts=instrument.counts if instrument else "",
            calendars=calendars_of(instrument),
            zone=instrument.zone if instrument else "",
        )

    def _say(self) -> None:
        """What it comes to from today."""
        words = ""
        try:
            steps = self._steps(self.notation.said) if self.notation.error is None else None
            if steps is not None:
                calendar = self._field_context.workspace.docket.calendar(calendars_of(self._instrument()))
                words = self._asked.come_to(steps, self._field_context.today(), calendar)
        except (UnreadField, DayError) as error:
            words = str(error)
        self.said.setText(words)
        self.said.setVisible(bool(words))


class MethodField(Field):
    """One method: its name, when a notice so sent is received, and the words of the clause."""

    def __init__(self, context: FieldContext, name: str) -> None:
        super().__init__(context.theme, name)
        self.method = QLineEdit()
        self.method.setPlaceholderText("e.g. first-class mail")
        self.method.setFixedWidth(_NAME_WIDTH)
        self.receipt = CountedField(context, f"{name}.receipt", RECEIPT)
        self.words = WordsEdit(context.theme, "the clause’s words")
        part(self.method, f"{name}.method", "method")
        part(self.words, f"{name}.words", "words of the clause")
        for edit in (self.method, self.words):
            edit.textEdited.connect(lambda _: self.changed.emit())
        self.receipt.changed.connect(self.changed)
        whole = column(self, 4)
        row = line(self.method, self.words, theme=context.theme)
        row.setStretch(1, 1)
        whole.addLayout(row)
        whole.addWidget(self.receipt)

    def value(self) -> NoticeMethod:
        return NoticeMethod(
            method=self.method.text().strip(), receipt=self.receipt.value(), words=self.words.text().strip()
        )

    def show_value(self, value: Any) -> None:
        self.method.setText(value.method)
        self.receipt.show_value(value.receipt)
        self.words.show_words(value.words)

    def inputs(self) -> list[QWidget]:
        return [self.method, self.words, *self.receipt.inputs()]


class NoticeField(Field):
    """How notice is given under an instrument, in the clause's own terms. All empty, there is no clause."""

    PARTS = (
        ("address", "Address", "where notice is sent"),
        ("copy_to", "Copy to", "counsel, where a copy is owed"),
        ("method", "How", "in writing, signed by an officer"),
        ("deemed_receipt", "Receipt", "what the clause says of it"),
    )

    def __init__(self, context: FieldContext, name: str) -> None:
        super().__init__(context.theme, name)
        self.edits: dict[str, QLineEdit] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnMinimumWidth(0, LABEL)
        for own, label, placeholder in self.PARTS:
            edit = self.edits[own] = QLineEdit()
            edit.setPlaceholderText(placeholder)
            part(edit, f"{name}.{own}", label.casefold())
            edit.textEdited.connect(lambda _: self.changed.emit())
            self._put(label, edit)
        self.methods = PartsField(context.theme, f"{name}.methods", lambda own: MethodField(context, own), "method")
        self.methods.changed.connect(self.changed)
        self._put("Methods", self.methods)
        more = hint(context.theme, "Each method gives its own last safe day to send: the inspector shows it.")
        self._grid.addWidget(more, self._grid.rowCount(), 1)
        self.of_default = CountedField(context, f"{name}.of_default", OF_DEFAULT)
        self.of_default_words = WordsEdit(context.theme, "the clause’s words")
        part(self.of_default_words, f"{name}.of_default_words", "words of the clause on a default")
        self.of_default.changed.connect(self.changed)
        self.of_default_words.textEdited.connect(lambda _: self.changed.emit())
        told = QWidget()
        inside = column(told, 4)
        inside.addWidget(self.of_default)
        inside.addWidget(self.of_default_words)
        self._put("Of a default", told)
        proposed = hint(context.theme, "A default of ours then proposes the notice, with its day.")
        self._grid.addWidget(proposed, self._grid.rowCount(), 1)

    def _put(self, words: str, widget: QWidget) -> None:
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(self.theme.font("body"))
        label.setProperty("role", "second")
        label.setContentsMargins(0, 6, 0, 0)
        label.setBuddy(widget)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(widget, row, 1)

    def value(self) -> NoticeClause | None:
        own = {name: edit.text().strip() for name, edit in self.edits.items()}
        methods, steps, words = self.methods.value(), self.of_default.value(), self.of_default_words.text().strip()
        if not (methods or steps or words or any(own.values())):
            return None
        return replace(NoticeClause(methods=methods, of_default=steps, of_default_words=words), **own)

    def show_value(self, value: Any) -> None:
        for own, edit in self.edits.items():
            edit.setText(getattr(value, own) if value else "")
        self.methods.show_value(value.methods if value else ())
        self.of_default.show_value(value.of_default if value else ())
        self.of_default_words.show_words(value.of_default_words if value else "")

    def inputs(self) -> list[QWidget]:
        told = (*self.of_default.inputs(), self.of_default_words)
        return [*self.edits.values(), *self.methods.inputs(), *told]

    def mark(self, invalid: QWidget | None) -> None:
        super().mark(invalid)
        self.methods.mark(invalid)
        self.of_default.mark(invalid)
