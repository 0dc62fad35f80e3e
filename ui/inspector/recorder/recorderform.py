"""The inputs of one fact: only those that it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from model.assess.standing import Assessment
from model.docket import Docket
from model.errors import InvalidRecord
from model.ledger.currencies import Currencies, currencies_of
from model.record.base import Problem, decimal_text
from model.record.day import Day
from model.record.document import Document
from model.record.links import Node
from model.record.obligation import Obligation
from model.wording.standings import BOUNDS, money_text
from ui.editor.fields.day import SourceDayField
from ui.editor.fields.field import Field, UnreadField, column, hint, line, part
from ui.editor.fields.money import CurrencyEdit, SumEdit
from ui.editor.fields.plain import ChoiceField, TextField
from ui.editor.fields.row import FormRow
from ui.editor.fields.typed import Typed
from ui.frame.theme import Theme
from ui.inspector.recorder.recording import (
    FactEntry,
    kept_periods,
    occurrence_choices,
    performed_of,
    proposed,
    say_occasion,
    sensible_in_full,
)
from ui.widgets.buttons import link
from ui.widgets.wraplabel import WrapLabel

LABEL = 76


class SumField(Field):
    """An amount with its currency, and whether that is all that is owed."""

    def __init__(
        self, theme: Theme, node: Obligation | None, performed: Decimal | None, currencies: Currencies
    ) -> None:
        super().__init__(theme, "amount")
        self._node, self._done = node, performed
        self._own_tick = False
        self.currency = CurrencyEdit()
        self.figure = SumEdit(currencies, self.currency, width=168)
        self.full = QCheckBox("in full")
        part(self.figure, "amount.figure", "figure")
        part(self.currency, "amount.currency", "currency")
        part(self.full, "amount.full", "in full")
        self.figure.textEdited.connect(self._figure_typed)
        self.currency.textEdited.connect(lambda _: self.changed.emit())
        self.full.clicked.connect(self._ticked)
        has_amount = node is not None and node.amount is not None
        for each in (self.figure, self.currency):
            each.setVisible(False) if not has_amount else None
        items: list[QWidget | str | int] = [self.figure, self.currency] if has_amount else []
        column(self).addLayout(line(*items, self.full, 1, theme=theme))
        self._has_amount = has_amount

    def value(self) -> tuple[str | None, str, bool]:
        read = self.figure.sum() if self._has_amount else None
        amount, currency = read or (None, "")
        return amount, currency, self.full.isChecked()

    def show_value(self, value: Any) -> None:
        amount, currency, full = value
        self.currency.setText(currency)
        self.figure.show_figure(amount)
        self.full.setChecked(full)

    def inputs(self) -> list[QWidget]:
        return [self.figure, self.currency, self.full] if self._has_amount else [self.full]

    def input_for(self, field: str) -> QWidget:
        """The input that a problem's field is about."""
        return {"currency": self.currency, "in_full": self.full}.get(field, self.figure)

    def show_typed(self, typed: Typed) -> None:
        """Put back what stood there; a tick that does not follow from the sum was set by hand."""
        super().show_typed(typed)
        self._own_tick = self._node is not None and self.full.isChecked() != self._sensible()

    def _figure_typed(self) -> None:
        """The tick follows the sum until it is set by hand."""
        if not self._own_tick and self._node is not None:
            self.full.setChecked(self._sensible())
        self.changed.emit()

    def _sensible(self) -> bool:
        """Whether what is typed is all that is owed."""
        if self._node is None:
            return False
        try:
            amount = self.value()[0]
        except UnreadField:
            amount = None
        return sensible_in_full(self._node, self._done, Decimal(amount) if amount else None)

    def _ticked(self) -> None:
        self._own_tick = True
        self.changed.emit()


class ReadingField(Field):
    """A reading's value in the threshold's own unit, and whether it was met."""

    def __init__(self, theme: Theme, node: Obligation) -> None:
        super().__init__(theme, "value")
        threshold = node.threshold
        self._has_value = threshold is not None
        self._in = threshold.currency if threshold and threshold.unit == "money" else ""
        self.figure = SumEdit(Currencies(self._in), only=lambda: self._in, is_money=lambda: bool(self._in), width=120)
        first = [("by the figure", None)] if threshold else [("choose…", None)]
        self.met = ChoiceField(theme, "met", [*first, ("met", True), ("not met", False)])
        part(self.figure, "value.figure", "value")
        self.figure.textEdited.connect(lambda _: self.changed.emit())
        self.met.changed.connect(self.changed)
        items: list[QWidget | str | int] = [self.met]
        if threshold is not None:
            unit = {"percent": "%", "money": threshold.currency, "ratio": ""}[threshold.unit]
            items = [self.figure, *([unit] if unit else []), self.met]
        whole = column(self)
        whole.addLayout(line(*items, 1, theme=theme))
        if threshold is not None:
            money = threshold.unit == "money"
            figure = money_text(threshold.number, threshold.currency) if money else f"{threshold.number:,f}"
            figure += "\N{NO-BREAK SPACE}%" if threshold.unit == "percent" else ""
            whole.addWidget(hint(theme, f"{threshold.metric}, {threshold.comparator} {figure}"))

    def value(self) -> tuple[str | None, bool | None]:
        return self._number() if self._has_value else None, self.met.value()

    def _number(self) -> str | None:
        text = self.figure.text().strip()
        if self._in or not text:
            return self.figure.figure()
        try:
            return decimal_text(text.rstrip("%"))
        except InvalidRecord as error:
            raise UnreadField(str(error), self.figure) from error

    def show_value(self, value: Any) -> None:
        number, met = value
        self.figure.show_figure(number)
        self.met.show_value(met)

    def inputs(self) -> list[QWidget]:
        return [*([self.figure] if self._has_value else []), *self.met.inputs()]


class RecorderForm(QWidget):
    """Day, what the fact holds, the occurrence, a note and evidence."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        docket: Docket,
        assessment: Assessment,
        nodes: Sequence[Node],
        tag: str,
        today: date,
        occurrence: date | None = None,
    ) -> None:
        super().__init__()
        self.tag = tag
        self._theme = theme
        node = nodes[0] if len(nodes) == 1 else None
        start = proposed(tag, docket, assessment, nodes, today, occurrence)
        self._evidence: list[Document] = []
        self._rows: dict[str, FormRow] = {}
        self._column = column(self, 9)
        self.touched: set[str] = set()
        self._day = SourceDayField(theme, "day", lambda: today, "words, if inexact")
        self._add("day", "Day", self._day)
        self._day.show_value(Day(on=start.day))
        self._occurrence = self._add_occurrence(node, docket, assessment, today, start.occurrence)
        self._sum = self._add_sum(node, docket, assessment, start) if tag == "performed" else None
        self._reading = self._add_reading(node) if tag == "reading" else None
        self._note = TextField(theme, "note", "what the file should remember")
        self._add("note", "Note", self._note)
        self.attach = link("Attach a file…", fixed=True)
        self.attach.setObjectName("recorder.attach")
        self._files = WrapLabel()
        self._files.setProperty("role", "second")
        self._files.setFont(theme.font("small"))
        self._files.hide()
        evidence = QVBoxLayout()
        evidence.setContentsMargins(LABEL + 12, 0, 0, 0)
        evidence.setSpacing(2)
        evidence.addWidget(self._files)
        evidence.addWidget(self.attach)
        self._column.addLayout(evidence)

    def _add(self, name: str, label: str, field: Field) -> None:
        row = FormRow(self._theme, label, field, label_width=LABEL)
        field.changed.connect(lambda: self._touch(name))
        self._rows[name] = row
        self._column.addWidget(row)

    def _touch(self, name: str) -> None:
        self.touched.add(name)
        self.changed.emit()

    def _add_occurrence(
        self, node: Node | None, docket: Docket, assessment: Assessment, today: date, chosen: date | None
    ) -> ChoiceField | None:
        kept = kept_periods(assessment, node, chosen) if isinstance(node, Obligation) else ()
        choices = occurrence_choices(docket, node, today, kept) if node is not None else ()
        if not choices:
            return None
        none: list[tuple[str, object]] = [("none in particular", None)]
        field = ChoiceField(self._theme, "occurrence", [*((say_occasion(one), one.period) for one in choices), *none])
        field.show_value(chosen)
        self._add("occurrence", "For", field)
        return field

    def _add_sum(self, node: Node | None, docket: Docket, assessment: Assessment, start: FactEntry) -> SumField:
        obligation = node if isinstance(node, Obligation) else None
        done = performed_of(docket, assessment, obligation, start.occurrence) if obligation else None
        field = SumField(self._theme, obligation, done, currencies_of(docket))
        field.show_value((start.amount, start.currency, start.in_full))
        self._add("amount", _sum_label(obligation), field)
        return field

    def _add_reading(self, node: Node | None) -> ReadingField | None:
        if not isinstance(node, Obligation):
            return None
        field = ReadingField(self._theme, node)
        self._add("value", "Reading", field)
        return field

    def first_input(self) -> QWidget:
        """Where the keyboard begins: the first thing that can't be filled in ahead."""
        if self._reading is not None:
            return self._reading.inputs()[0]
        return self._day.inputs()[0]

    def fill(self, day: date | None, note: str) -> None:
        """Fill in what is known from elsewhere: when it happened, and what is to be remembered of it."""
        if day is not None:
            self._day.show_value(Day(on=day))
        if note:
            self._note.show_value(" ".join(note.split()))
        self.changed.emit()

    def typed(self) -> dict[str, Typed]:
        """What stands in every field, readable or not."""
        return {name: row.field.typed() for name, row in self._rows.items()}

    def show_typed(self, typed: Mapping[str, Typed], touched: Iterable[str]) -> tuple[str, ...]:
        """Put back what :meth:`typed` gave, and tell the labels of what could not be put back."""
        there = {name: row for name, row in self._rows.items() if name in typed}
        for name, row in there.items():
            row.field.show_typed(typed[name])
        self.touched.update(name for name in touched if name in self._rows)
        self.changed.emit()
        return tuple(row.label.text() or name for name, row in there.items() if row.field.typed() != typed[name])

    def entry(self) -> FactEntry:
        """What is typed.

        Raises :class:`UnreadField` where something can't be read.
        """
        day = self._day.value()
        if day is None:
            raise UnreadField("Say on which day it happened.", self._day.edit)
        amount, currency, full = self._sum.value() if self._sum else (None, "", False)
        value, met = self._reading.value() if self._reading else (None, None)
        return FactEntry(
            self.tag,
            day.on,
            day.words,
            amount,
            currency,
            full,
            value,
            met,
            self._occurrence.value() if self._occurrence else None,
            self._note.value(),
            tuple(self._evidence),
        )

    def add_evidence(self, document: Document) -> None:
        """Show a file that is attached."""
        if document not in self._evidence:
            self._evidence.append(document)
        self._files.setText("Evidence: " + ", ".join(each.title for each in self._evidence))
        self._files.show()
        self.changed.emit()

    def clear_problems(self) -> None:
        for row in self._rows.values():
            row.show_problem("")

    def show_unread(self, unread: UnreadField) -> None:
        """Say beside its field what can't be read."""
        for row in self._rows.values():
            if unread.widget in row.field.inputs():
                row.show_problem(str(unread), unread.widget)

    def show_problem(self, problem: Problem, *, said: bool) -> bool:
        """Say a problem beside its field, once that was touched or recording was asked for; False where none is."""
        name = {"currency": "amount", "in_full": "amount", "met": "value"}.get(problem.field, problem.field)
        row = self._rows.get(name)
        if row is None:
            return False
        if not said and name not in self.touched:
            return True
        where = self._sum.input_for(problem.field) if self._sum and name == "amount" else None
        if self._reading and problem.field == "met":
            where = self._reading.met.box
        row.show_problem(problem.message, where)
        return True

    def focus_problem(self) -> None:
        """Put the keyboard on the first field that has a problem."""
        for row in self._rows.values():
            if row.message:
                row.field.inputs()[0].setFocus()
                return


def _sum_label(node: Obligation | None) -> str:
    sign = BOUNDS[node.amount.bound] if node is not None and node.amount is not None else ""
    return f"Amount, {sign}" if sign else "Amount" if node is not None and node.amount is not None else ""
