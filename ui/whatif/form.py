"""The inputs of one assumption: only those that it has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from model.docket import Docket
from model.ledger.currencies import Currencies, currencies_of
from model.outlook.today.open_occurrences import at_next
from model.phrases import amount_text, refs_text
from model.record.obligation import Obligation
from model.record.relief import ReliefKind
from model.record.scenario import (
    Assumption,
    SupposeMissed,
    SupposeMoved,
    SupposePerformed,
    SupposeReading,
    SupposeRelief,
)
from ui.editor.fields.day import DayField
from ui.editor.fields.field import Field, UnreadField, column, line, part
from ui.editor.fields.money import CurrencyEdit, SumEdit
from ui.editor.fields.plain import ChoiceField
from ui.editor.fields.row import FormRow
from ui.frame.theme import Theme
from ui.inspector.recorder.recorderform import ReadingField
from ui.inspector.recorder.recording import kept_periods, occurrence_choices, proposed, say_occasion
from ui.workspace import Workspace

LABEL = 92
KINDS: tuple[tuple[str, object], ...] = tuple((kind, kind) for kind in get_args(ReliefKind))


class PartField(Field):
    """An amount with its currency. Left empty, all that is owed is supposed performed."""

    def __init__(self, theme: Theme, currencies: Currencies, currency: str) -> None:
        super().__init__(theme, "amount")
        self.currency = CurrencyEdit()
        self.figure = SumEdit(currencies, self.currency, width=132)
        self.currency.setText(currency)
        part(self.figure, "amount.figure", "figure")
        part(self.currency, "amount.currency", "currency")
        for each in (self.figure, self.currency):
            each.textEdited.connect(lambda _: self.changed.emit())
        column(self).addLayout(line(self.figure, self.currency, 1, theme=theme))

    def value(self) -> tuple[str | None, str]:
        read = self.figure.sum()
        return (read.figure, read.currency) if read else (None, "")

    def show_value(self, value: Any) -> None:
        figure, currency = value
        self.currency.setText(currency)
        self.figure.show_figure(figure)

    def inputs(self) -> list[QWidget]:
        return [self.figure, self.currency]


class AssumeForm(QWidget):
    """Day, amount, reading, occurrence or relief, as the kind of assumption has them."""

    changed = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, ids: Sequence[str], tag: str) -> None:
        super().__init__()
        self.tag = tag
        self._ids = tuple(ids)
        self._space = workspace
        self._theme = theme
        self._rows: dict[str, FormRow] = {}
        self._column = column(self, 9)
        {
            "performed": self._build_performed,
            "missed": self._build_missed,
            "moved": self._build_moved,
            "reading": self._build_reading,
            "relief": self._build_relief,
        }[tag]()

    # -------------------------------------------------------------------------------------------- inputs

    def _build_performed(self) -> None:
        node = self._node
        self._add_day("on", "On", self._usual_day())
        self._add_occurrence()
        if node is not None and node.amount is not None:
            words = f"Owed: {amount_text(node.amount)}. Left empty, all of it."
            field = PartField(self._theme, currencies_of(self._docket), node.amount.currency)
            self._add("amount", "Amount", field, words)

    def _build_missed(self) -> None:
        self._add_occurrence()

    def _build_moved(self) -> None:
        docket, one = self._docket, self._ids[0]
        words = "Happens on" if one in docket.events else "Ends on" if one in docket.reliefs else "Due on"
        more = "The last day of the relief." if one in docket.reliefs else ""
        self._add_day("to", words, self._usual_day(), more)

    def _build_reading(self) -> None:
        self._add_day("on", "Read on", self._space.day)
        if self._node is not None:
            self._add("value", "Reading", ReadingField(self._theme, self._node))

    def _build_relief(self) -> None:
        self._add("kind", "Kind", ChoiceField(self._theme, "kind", KINDS))
        self._add_day("granted_on", "Granted on", self._space.today)
        self._add_day("until", "Until", None, "The last day of it. Left empty, without end.")
        self._add_day("new_due", "New due day", None)
        kind = self._rows["kind"].field
        kind.changed.connect(self._show_new_due)
        self._show_new_due()

    def _show_new_due(self) -> None:
        """Only an extension gives a new due day."""
        self._rows["new_due"].setVisible(self._value("kind") == "extension")

    def _add_day(self, name: str, label: str, day: date | None, words: str = "") -> None:
        field = DayField(self._theme, name, lambda: self._space.today)
        field.show_value(day)
        self._add(name, label, field, words)

    def _add_occurrence(self) -> None:
        """The occurrence of a series that is meant; of several records, all of each."""
        node, space = self._node, self._space
        if node is None:
            return
        kept = kept_periods(space.assessment, node, None)
        choices = occurrence_choices(self._docket, node, space.today, kept)
        if choices:
            field = ChoiceField(self._theme, "occurrence", [(say_occasion(one), one.period) for one in choices])
            field.show_value(proposed("performed", self._docket, space.assessment, (node,), space.today).occurrence)
            self._add("occurrence", "Which one", field)

    def _add(self, name: str, label: str, field: Field, words: str = "") -> None:
        row = FormRow(self._theme, label, field, words, label_width=LABEL)
        field.changed.connect(lambda: self._touch(row))
        self._rows[name] = row
        self._column.addWidget(row)

    def _touch(self, row: FormRow) -> None:
        row.show_problem("")
        self.changed.emit()

    # ------------------------------------------------------------------------------------------- values

    @property
    def _docket(self) -> Docket:
        return self._space.docket

    @property
    def _node(self) -> Obligation | None:
        """The one obligation it is about; None of several."""
        return self._docket.obligations.get(self._ids[0]) if len(self._ids) == 1 else None

    def _usual_day(self) -> date:
        """The due day where it is ahead, else the day that is looked at."""
        day = self._space.day
        position = self._space.assessment.positions.get(self._ids[0])
        due = at_next(position, day).due if position is not None else None
        return due if due is not None and due >= day else day

    def _value(self, name: str) -> Any:
        row = self._rows.get(name)
        return row.field.value() if row is not None else None

    def _day(self, name: str) -> date:
        day: date | None = self._value(name)
        if day is None:
            raise UnreadField("Write the day, such as 20 Dec 1996.", self._rows[name].field.inputs()[0])
        return day

    def first_input(self) -> QWidget | None:
        """Where the keyboard begins."""
        order = ("value", *self._rows)
        return next((self._rows[name].field.inputs()[0] for name in order if name in self._rows), None)

    def assumptions(self) -> tuple[Assumption, ...]:
        """What is supposed, one for each record, or one relief of all.

        Raises :class:`UnreadField` where something is missing or can't be read.
        """
        if self.tag == "relief":
            return (self._relief(),)
        return tuple(self._about(one) for one in self._ids)

    def _about(self, record_id: str) -> Assumption:
        occurrence = self._value("occurrence")
        if self.tag == "performed":
            amount, currency = self._value("amount") or (None, "")
            return SupposePerformed(
                about=record_id, on=self._day("on"), occurrence=occurrence, amount=amount, currency=currency
            )
        if self.tag == "missed":
            return SupposeMissed(about=record_id, occurrence=occurrence)
        if self.tag == "moved":
            return SupposeMoved(about=record_id, to=self._day("to"))
        value, met = self._value("value")
        return SupposeReading(about=record_id, on=self._day("on"), value=value, met=met)

    def _relief(self) -> SupposeRelief:
        kind = self._value("kind")
        new_due = self._value("new_due") if kind == "extension" else None
        if kind == "extension" and new_due is None:
            raise UnreadField("An extension gives a new due day. Write it.", self._rows["new_due"].field.inputs()[0])
        return SupposeRelief(
            covers=self._ids,
            kind=kind,
            granted_on=self._day("granted_on"),
            until=self._value("until"),
            new_due=new_due,
        )

    def show_unread(self, unread: UnreadField) -> None:
        """Say beside its field what can't be read."""
        for row in self._rows.values():
            if unread.widget in row.field.inputs():
                row.show_problem(str(unread), unread.widget)

    def covered(self) -> str:
        """The records it is about, by their refs."""
        docket = self._docket
        known = [one for one in self._ids if one in docket.obligations or one in docket.reliefs]
        return refs_text(docket, known) if known else docket.events[self._ids[0]].title
