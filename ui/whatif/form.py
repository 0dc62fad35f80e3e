"""The inputs of one assumption: only those that it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from model.docket import Docket
from model.errors import InvalidRecord
from model.ledger.currencies import Currencies
from model.outlook.today.open_occurrences import at_next
from model.phrases import amount_text
from model.record.obligation import Obligation
from model.record.relief import ReliefKind
from model.record.scenario import (
    Assumption,
    SupposeFigure,
    SupposeMissed,
    SupposeMoved,
    SupposePerformed,
    SupposeReading,
    SupposeRelief,
)
from model.record.typed_figure import read_value
from ui.editor.fields.context import FieldContext
from ui.editor.fields.field import Field, UnreadField, column, line, part
from ui.editor.fields.money import CurrencyEdit, SumEdit
from ui.editor.form import CardForm
from ui.editor.forms.slots import FieldSlot, choice, day, starting, text, worded
from ui.frame.theme import Theme
from ui.inspector.recorder.recorderform import ReadingField
from ui.inspector.recorder.recording import kept_periods, occurrence_choices, proposed, say_occasion
from ui.whatif.kinds import metrics_behind
from ui.workspace import Workspace

LABEL = 92
NO_DAY = "Write the day, such as 20 Dec 1996."
NO_NEW_DUE = "An extension gives a new due day. Write it."


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


class AssumeForm(CardForm):
    """Day, amount, reading, occurrence or relief, as the kind of assumption has them."""

    def __init__(self, workspace: Workspace, theme: Theme, ids: Sequence[str], tag: str) -> None:
        self.tag = tag
        self._ids = tuple(ids)
        self._space = workspace
        makers = {
            "performed": self._performed,
            "missed": self._occurrence,
            "moved": self._moved,
            "reading": self._reading,
            "figure": self._figure,
            "relief": self._relief_slots,
        }
        super().__init__(FieldContext(workspace, theme, ""), tuple(makers[tag]()), LABEL)

    # -------------------------------------------------------------------------------------------- inputs

    def _performed(self) -> Iterator[FieldSlot]:
        yield FieldSlot("on", "On", starting(day, self._usual_day()))
        yield from self._occurrence()
        amount = self._node.amount if self._node is not None else None
        if amount is not None:
            words = f"Owed: {amount_text(amount)}. Left empty, all of it."
            code = amount.currency
            yield FieldSlot(
                "amount", "Amount", lambda context, _: PartField(context.theme, context.currencies(), code), words
            )

    def _moved(self) -> Iterator[FieldSlot]:
        docket, one = self._docket, self._ids[0]
        words = "Happens on" if one in docket.events else "Ends on" if one in docket.reliefs else "Due on"
        more = "The last day of the relief." if one in docket.reliefs else ""
        yield FieldSlot("to", words, starting(day, self._usual_day()), more)

    def _reading(self) -> Iterator[FieldSlot]:
        yield FieldSlot("on", "Read on", starting(day, self._space.day))
        node = self._node
        if node is not None:
            yield FieldSlot("value", "Reading", lambda context, _: ReadingField(context.theme, node))

    def _figure(self) -> Iterator[FieldSlot]:
        docket = self._docket
        metrics = metrics_behind(docket, self._ids[0])
        yield FieldSlot("metric", "Figure", worded(*((docket.metrics[one].name, one) for one in metrics)))
        yield FieldSlot("as_of", "As of", starting(day, self._space.day))
        more = "In the metric’s own unit, such as 12,500,000."
        yield FieldSlot("figure", "Is", text(width=168), more)

    def _relief_slots(self) -> Iterator[FieldSlot]:
        yield FieldSlot("kind", "Kind", choice(ReliefKind))
        yield FieldSlot("granted_on", "Granted on", starting(day, self._space.today))
        yield FieldSlot("until", "Until", day, "The last day of it. Left empty, without end.")
        yield FieldSlot("new_due", "New due day", day, applies=lambda shown: shown["kind"] == "extension")

    def _occurrence(self) -> Iterator[FieldSlot]:
        """The occurrence of a series that is meant; of several records, all of each."""
        node, space = self._node, self._space
        if node is None:
            return
        kept = kept_periods(space.assessment, node, None)
        choices = [(say_occasion(one), one.period) for one in occurrence_choices(self._docket, node, space.today, kept)]
        if choices:
            meant = proposed("performed", self._docket, space.assessment, (node,), space.today).occurrence
            yield FieldSlot("occurrence", "Which one", starting(worded(*choices), meant))

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

    def assumptions(self) -> tuple[Assumption, ...]:
        """What is supposed, one for each record, or one relief of all.

        Raises :class:`UnreadField` where something is missing or can't be read.
        """
        if self.tag == "relief":
            return (self._relief(),)
        if self.tag == "figure":
            return (self._supposed_figure(),)
        return tuple(self._about(one) for one in self._ids)

    def _about(self, record_id: str) -> Assumption:
        occurrence = self.value("occurrence")
        if self.tag == "performed":
            amount, currency = self.value("amount", (None, ""))
            return SupposePerformed(
                about=record_id, on=self.needed("on", NO_DAY), occurrence=occurrence, amount=amount, currency=currency
            )
        if self.tag == "missed":
            return SupposeMissed(about=record_id, occurrence=occurrence)
        if self.tag == "moved":
            return SupposeMoved(about=record_id, to=self.needed("to", NO_DAY))
        value, met = self.value("value")
        return SupposeReading(about=record_id, on=self.needed("on", NO_DAY), value=value, met=met)

    def _supposed_figure(self) -> SupposeFigure:
        metric, typed = self._docket.metrics[self.value("metric")], self.rows["figure"].field
        try:
            value = read_value(metric, typed.value())
        except InvalidRecord as error:
            raise UnreadField(str(error), typed.inputs()[0]) from error
        return SupposeFigure(metric=metric.id, as_of=self.needed("as_of", NO_DAY), value=value)

    def _relief(self) -> SupposeRelief:
        kind = self.value("kind")
        new_due = self.needed("new_due", NO_NEW_DUE) if kind == "extension" else None
        return SupposeRelief(
            covers=self._ids,
            kind=kind,
            granted_on=self.needed("granted_on", NO_DAY),
            until=self.value("until"),
            new_due=new_due,
        )
