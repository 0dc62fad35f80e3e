"""The inputs of one fact: only those that it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from model.errors import InvalidRecord
from model.ledger.currencies import Currencies
from model.record.base import Problem, decimal_text
from model.record.day import Day
from model.record.document import Document
from model.record.links import Node
from model.record.obligation import Obligation
from model.wording.standings import BOUNDS, money_text
from ui.editor.fields.context import FieldContext
from ui.editor.fields.day import DayField, SourceDayField
from ui.editor.fields.field import Field, UnreadField, column, hint, line, part
from ui.editor.fields.money import CurrencyEdit, SumEdit
from ui.editor.fields.plain import ChoiceField
from ui.editor.fields.typed import Typed
from ui.editor.form import CardForm
from ui.editor.forms.slots import FieldSlot, starting, worded
from ui.editor.forms.slots import text as note
from ui.frame.theme import Theme
from ui.inspector.recorder.recording import (
    FactEntry,
    kept_periods,
    may_come_too_early,
    occurrence_choices,
    performed_of,
    proposed,
    say_occasion,
    sensible_in_full,
)
from ui.widgets.buttons import link
from ui.widgets.text import text
from ui.workspace import Workspace

LABEL = 76


class FactField(Field):
    """A field of several inputs, each for a part of what happened."""

    def input_for(self, field: str) -> QWidget | None:
        """The input that a problem's field is about; None for the first."""
        raise NotImplementedError


class SumField(FactField):
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


class ReadingField(FactField):
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

    def input_for(self, field: str) -> QWidget | None:
        return self.met.box if field == "met" else None


class RecorderForm(CardForm):
    """Day, what the fact holds, the occurrence, a note and evidence."""

    def __init__(
        self, workspace: Workspace, theme: Theme, nodes: Sequence[Node], tag: str, occurrence: date | None = None
    ) -> None:
        start = proposed(tag, workspace.docket, workspace.assessment, nodes, workspace.today, occurrence)
        super().__init__(FieldContext(workspace, theme, ""), tuple(_slots(workspace, nodes, start)), LABEL)
        self.tag = tag
        self._evidence: list[Document] = []
        self.attach = link("Attach a file…", "recorder.attach", fixed=True)
        self._files = text(theme, "", "small", "second")
        self._files.hide()
        evidence = QVBoxLayout()
        evidence.setContentsMargins(LABEL + 12, 0, 0, 0)
        evidence.setSpacing(2)
        evidence.addWidget(self._files)
        evidence.addWidget(self.attach)
        self.column.addLayout(evidence)

    def fill(self, day: date | None, note: str) -> None:
        """Fill in what is known from elsewhere: when it happened, and what is to be remembered of it."""
        if day is not None:
            self.rows["day"].field.show_value(Day(on=day))
        if note:
            self.rows["note"].field.show_value(" ".join(note.split()))
        self.changed.emit("")

    def typed(self) -> dict[str, Typed]:
        """What stands in every field, readable or not."""
        return {name: row.field.typed() for name, row in self.rows.items()}

    def show_typed(self, typed: Mapping[str, Typed], touched: Iterable[str]) -> tuple[str, ...]:
        """Put back what :meth:`typed` gave, and tell the labels of what could not be put back."""
        there = {name: row for name, row in self.rows.items() if name in typed}
        for name, row in there.items():
            row.field.show_typed(typed[name])
        self.touched.update(name for name in touched if name in self.rows)
        self.changed.emit("")
        return tuple(row.label.text() or name for name, row in there.items() if row.field.typed() != typed[name])

    def entry(self) -> FactEntry:
        """What is typed.

        Raises :class:`UnreadField` where something can't be read.
        """
        day = self.needed("day", "Say on which day it happened.")
        amount, currency, full = self.value("amount", (None, "", False))
        value, met = self.value("value", (None, None))
        return FactEntry(
            self.tag,
            day.on,
            day.words,
            amount,
            currency,
            full,
            value,
            met,
            self.value("occurrence"),
            self.value("note"),
            tuple(self._evidence),
            self.value("accepted", None),
        )

    def add_evidence(self, document: Document) -> None:
        """Show a file that is attached."""
        if document not in self._evidence:
            self._evidence.append(document)
        self._files.setText("Evidence: " + ", ".join(each.title for each in self._evidence))
        self._files.show()
        self.changed.emit("")

    def show_problem(self, problem: Problem, *, said: bool) -> bool:
        """Say a problem beside its field, once that was touched or recording was asked for; False where none is."""
        beside = {"currency": "amount", "in_full": "amount", "met": "value", "what": "accepted"}
        name = beside.get(problem.field, problem.field)
        row = self.rows.get(name)
        if row is None:
            return False
        if said or name in self.touched:
            own = row.field
            row.show_problem(problem.message, own.input_for(problem.field) if isinstance(own, FactField) else None)
        return True

    def focus_problem(self) -> None:
        """Put the keyboard on the first field that has a problem."""
        for row in self.wrong()[:1]:
            row.field.inputs()[0].setFocus()


def _slots(space: Workspace, nodes: Sequence[Node], start: FactEntry) -> Iterator[FieldSlot]:
    """The fields that the fact has, each with what is proposed."""
    docket, node = space.docket, nodes[0] if len(nodes) == 1 else None
    owed = node if isinstance(node, Obligation) else None
    yield FieldSlot("day", "Day", starting(_exact_day, Day(on=start.day)))
    kept = kept_periods(space.assessment, owed, start.occurrence) if owed else ()
    choices = occurrence_choices(docket, node, space.today, kept) if node is not None else ()
    if choices:
        said: list[tuple[str, object]] = [(say_occasion(one), one.period) for one in choices]
        make = worded(*said, ("none in particular", None))
        yield FieldSlot("occurrence", "For", starting(make, start.occurrence))
    if start.tag == "performed":
        done = performed_of(docket, space.assessment, owed, start.occurrence) if owed else None
        shown = (start.amount, start.currency, start.in_full)
        sums = starting(lambda kit, _: SumField(kit.theme, owed, done, kit.currencies()), shown)
        yield FieldSlot("amount", _sum_label(owed), sums)
    if start.tag in ("performed", "submitted") and any(may_come_too_early(one) for one in nodes):
        yield FieldSlot("accepted", "Accepted", _accepted, "when the other side took what came too early, if it did")
    if start.tag == "reading" and owed is not None:
        yield FieldSlot("value", "Reading", lambda kit, _: ReadingField(kit.theme, owed))
    yield FieldSlot("note", "Note", note("what the file should remember"))


def _exact_day(kit: FieldContext, name: str) -> Field:
    return SourceDayField(kit.theme, name, kit.today, "words, if inexact")


def _accepted(kit: FieldContext, name: str) -> Field:
    return DayField(kit.theme, name, kit.today)


def _sum_label(node: Obligation | None) -> str:
    sign = BOUNDS[node.amount.bound] if node is not None and node.amount is not None else ""
    return f"Amount, {sign}" if sign else "Amount" if node is not None and node.amount is not None else ""
