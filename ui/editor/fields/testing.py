"""Inputs of a financial test: its threshold, the formula that it is worked out by, its steps and its equity cure."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from model.errors import InvalidRecord
from model.record.amount import EquityCure, Stepped, Threshold
from model.record.formula import FormulaError, read_formula, stored_formula, write_formula
from model.record.units import check_units
from ui.editor.deadline.steps import StepsField
from ui.editor.fields.candidates import Candidate
from ui.editor.fields.context import FieldContext
from ui.editor.fields.day import DayEdit, Today
from ui.editor.fields.field import Field, UnreadField, WordsEdit, caption, column, hint, line, part, widgets_in
from ui.editor.fields.money import SumEdit, ThresholdField
from ui.editor.fields.picker import PickEdit
from ui.editor.fields.plain import Spin
from ui.editor.fields.rows import PartsField
from ui.frame.theme import Theme


class FormulaField(Field):
    """A formula over metrics, written by their names; a metric that is picked is put in where the cursor stands."""

    def __init__(self, context: FieldContext, name: str) -> None:
        super().__init__(context.theme, name)
        self._field_context = context
        self._shown = ""
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("e.g. current assets ÷ current liabilities; without one, readings go by hand")
        self.measure = PickEdit(context.theme, context.records("metric"), "put in a metric")
        self.measure.setFixedWidth(260)
        part(self.edit, f"{name}.text", "formula")
        part(self.measure, f"{name}.metric", "put in a metric")
        self.said = hint(context.theme, "")
        self.edit.textEdited.connect(lambda _: self.changed.emit())
        self.measure.picked.connect(self._put_in)
        whole = column(self)
        whole.addWidget(self.edit)
        signs = hint(context.theme, "+ − × ÷, min(…, …), max(…, …), parentheses")
        whole.addLayout(line(self.measure, signs, theme=context.theme))
        whole.addWidget(self.said)
        self.said.hide()

    def value(self) -> str:
        text = self.edit.text().strip()
        if not text:
            return ""
        if text == self._written(self._shown):
            return self._shown
        try:
            return write_formula(read_formula(text, self._field_context.workspace.docket.metric_names))
        except FormulaError as error:
            raise UnreadField(str(error), self.edit) from error

    def show_value(self, value: str) -> None:
        self._shown = value
        self.edit.setText(self._written(value))
        self.edit.setCursorPosition(0)

    def inputs(self) -> list[QWidget]:
        return [self.edit, self.measure]

    def say(self, words: str) -> None:
        """Say below it what it comes to."""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _written(self, stored: str) -> str:
        if not stored:
            return ""
        names = {one: metric.short for one, metric in self._field_context.workspace.docket.metrics.items()}
        try:
            return write_formula(stored_formula(stored), names)
        except FormulaError:
            return stored

    def _put_in(self, one: Candidate | None) -> None:
        metric = self._field_context.workspace.docket.metrics.get(one.id) if one else None
        if metric is None:
            return
        self.edit.insert(self._written(f"[{metric.id}]"))
        self.measure.show_id("")
        self.edit.setFocus()
        self.changed.emit()


class ThresholdStepField(Field):
    """Another figure from a day on."""

    def __init__(self, theme: Theme, name: str, today: Today, figure: SumEdit) -> None:
        super().__init__(theme, name)
        self.figure = figure
        self.day = DayEdit(theme, today)
        part(self.figure, f"{name}.figure", "figure")
        part(self.day, f"{name}.from", "from")
        for edit in (self.figure, self.day):
            edit.textEdited.connect(lambda _: self.changed.emit())
        column(self).addLayout(line(self.figure, "from", self.day, 1, theme=theme))

    def value(self) -> Stepped:
        figure, day = self.figure.figure(), self.day.day()
        if figure is None:
            raise UnreadField("Write the figure that counts from that day on.", self.figure)
        if day is None:
            raise UnreadField("Write the day from which this figure counts, such as 31 Mar 1997.", self.day)
        return Stepped(since=day, value=figure)

    def show_value(self, value: Any) -> None:
        self.figure.show_figure(value.value if value else None)
        self.day.show_day(value.since if value else None)

    def inputs(self) -> list[QWidget]:
        return [self.figure, self.day]


class EquityCureField(Field):
    """The right to cure by putting money in: the metric that it is added to, until when, and how often."""

    def __init__(self, context: FieldContext, name: str) -> None:
        super().__init__(context.theme, name)
        self.measure = PickEdit(context.theme, context.records("metric"), "the metric that the money is added to")
        self.within = StepsField(context.theme, f"{name}.within")
        self.most, self.in_tests = Spin(0, 400), Spin(0, 400)
        self.in_all = Spin(0, 400)
        self.words = WordsEdit(context.theme)
        for widget, own, words in (
            (self.measure, "metric", "metric that is cured"),
            (self.most, "most", "at most how many cures"),
            (self.in_tests, "in_tests", "in how many test dates running"),
            (self.in_all, "most_in_all", "at most how many cures in all"),
            (self.words, "words", "words of the source"),
        ):
            part(widget, f"{name}.{own}", words)
        self._wire()
        theme = context.theme
        whole = column(self)
        whole.addWidget(self.measure)
        self._rest: list[QWidget] = [caption(theme, "made within, counted from the day that is tested"), self.within]
        for each in (*self._rest, self.words):
            whole.addWidget(each)
        often = line("at most", self.most, "in", self.in_tests, "tests running;", self.in_all, "in all", 1, theme=theme)
        whole.insertLayout(3, often)
        self._captions = widgets_in(often, QWidget)
        whole.addWidget(hint(theme, "Zero is no limit."))
        self._show_rest()

    def _wire(self) -> None:
        self.measure.picked.connect(lambda _: self._changed())
        self.measure.textEdited.connect(lambda _: self._changed())
        self.within.changed.connect(self.changed)
        self.words.textEdited.connect(lambda _: self.changed.emit())
        for spin in (self.most, self.in_tests, self.in_all):
            spin.valueChanged.connect(lambda _: self.changed.emit())

    def _changed(self) -> None:
        self._show_rest()
        self.changed.emit()

    def _show_rest(self) -> None:
        """Without a metric there is no such right, and nothing more is asked."""
        some = bool(self.measure.text().strip())
        for widget in (*self._rest, self.words, *self._captions):
            widget.setVisible(some)

    def value(self) -> EquityCure | None:
        metric = self.measure.record_id()
        if not metric:
            return None
        return EquityCure(
            metric=metric,
            within=self.within.value(),
            most=self.most.value(),
            in_tests=self.in_tests.value(),
            most_in_all=self.in_all.value(),
            words=self.words.text().strip(),
        )

    def show_value(self, value: Any) -> None:
        self.measure.show_id(value.metric if value else "")
        self.within.show_value(value.within if value else ())
        self.most.show_number(value.most if value else 0)
        self.in_tests.show_number(value.in_tests if value else 0)
        self.in_all.show_number(value.most_in_all if value else 0)
        self.words.show_words(value.words if value else "")
        self._show_rest()

    def inputs(self) -> list[QWidget]:
        return [self.measure, *self.within.inputs(), self.most, self.in_tests, self.in_all, self.words]

    def mark(self, invalid: QWidget | None) -> None:
        self.within.mark(invalid)
        super().mark(invalid)


class TestField(ThresholdField):
    """The whole of a test: what is measured, the figure, its formula, the steps of the figure, and the equity cure."""

    __test__ = False  # the name begins as those of test classes do

    def __init__(self, context: FieldContext, name: str = "threshold") -> None:
        super().__init__(context.theme, context.currencies(), name)
        self._field_context = context
        self.formula = FormulaField(context, f"{name}.formula")
        self.steps = PartsField(context.theme, f"{name}.steps", self._step, "step", "Add a step")
        self.equity_cure = EquityCureField(context, f"{name}.cure")
        layout = self.layout()
        for head, field in (
            ("worked out by", self.formula),
            ("the figure steps to", self.steps),
            ("equity cure", self.equity_cure),
        ):
            field.changed.connect(self.changed)
            if layout is not None:
                layout.addWidget(_head(context.theme, head))
                layout.addWidget(field)
        self.changed.connect(self._say_formula)

    def _step(self, name: str) -> ThresholdStepField:
        figure = SumEdit(
            self._field_context.currencies(), only=self.is_in, is_money=lambda: bool(self.is_in()), width=124
        )
        return ThresholdStepField(self._field_context.theme, name, self._field_context.today, figure)

    def value(self) -> Threshold | None:
        stated = super().value()
        formula, steps, cure = self.formula.value(), self.steps.value(), self.equity_cure.value()
        if stated is None:
            if formula or steps or cure:
                raise UnreadField("Say what is measured and the figure that it is held against.", self.measured)
            return None
        return replace(stated, formula=formula, steps=steps, equity_cure=cure)

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        self.formula.show_value(value.formula if value else "")
        self.steps.show_value(value.steps if value else ())
        self.equity_cure.show_value(value.equity_cure if value else None)
        self._say_formula()

    def inputs(self) -> list[QWidget]:
        return [*super().inputs(), *self.formula.inputs(), *self.steps.inputs(), *self.equity_cure.inputs()]

    def mark(self, invalid: QWidget | None) -> None:
        for each in (self.formula, self.steps, self.equity_cure):
            each.mark(invalid)
        super().mark(invalid)

    def _say_formula(self) -> None:
        """What the formula comes out in, while it is typed: a ratio, money, a per cent."""
        metrics = self._field_context.workspace.docket.metrics
        try:
            stated = self.value()
            formula = stored_formula(stated.formula) if stated and stated.formula else None
            said = f"Comes out as {check_units(formula, stated, metrics).words}." if stated and formula else ""
        except (UnreadField, InvalidRecord):
            said = ""
        self.formula.say(said)


def _head(theme: Theme, words: str) -> QLabel:
    made = caption(theme, words)
    made.setContentsMargins(0, 8, 0, 0)
    return made
