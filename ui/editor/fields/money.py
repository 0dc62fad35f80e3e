"""Inputs of money and thresholds."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from model.errors import InvalidRecord
from model.ledger.currencies import Currencies
from model.record.amount import Amount, Bound, Comparator, Threshold
from model.record.base import decimal_text
from model.record.money import Sum, figure_text, read_sum
from ui.editor.fields.field import Field, UnreadField, column, line, part
from ui.editor.fields.plain import Box, named_choices
from ui.frame.theme import Theme

UNITS = [("ratio (to 1)", "ratio"), ("per cent", "percent"), ("money", "money")]


class FigureEdit(QLineEdit):
    """A figure, right-aligned, its thousands set apart when it is left."""

    def __init__(self, width: int = 148) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(width)
        self.editingFinished.connect(self._settle)

    def figure(self) -> str | None:
        """What is typed as decimal text, None where nothing is.

        Raises :class:`UnreadField` where it is no number.
        """
        text = self.text().strip()
        if not text:
            return None
        try:
            return decimal_text(text)
        except InvalidRecord as error:
            raise UnreadField(str(error), self) from error

    def show_figure(self, figure: str | None) -> None:
        self.setText(f"{Decimal(figure):,f}" if figure else "")

    def _settle(self) -> None:
        try:
            self.show_figure(self.figure())
        except UnreadField:
            return


class CurrencyEdit(QLineEdit):
    """A currency by its code."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(3)
        self.setFixedWidth(64)
        self.setPlaceholderText("code")

    def code(self) -> str:
        """The code in capitals.

        Raises :class:`UnreadField` where it has not three letters.
        """
        text = self.text().strip().upper()
        if text and (len(text) != 3 or not text.isascii() or not text.isalpha()):
            raise UnreadField(f"“{text}” is no currency. Write its code of three letters, such as USD.", self)
        return text


class SumEdit(FigureEdit):
    """A sum of money as counsel writes it, such as ``$2.5m``; once it is left, ``currency`` shows what it is in.

    Where ``only`` gives a currency, a sum in another is refused. While ``is_money`` is false, it is a plain figure.
    """

    def __init__(
        self,
        currencies: Currencies,
        currency: CurrencyEdit | None = None,
        only: Callable[[], str] = str,
        is_money: Callable[[], bool] = lambda: True,
        width: int = 148,
    ) -> None:
        self._currencies, self._beside, self._only, self._is_money = currencies, currency, only, is_money
        super().__init__(width)
        self.setToolTip("A sum, such as 250,000, $2.5m or EUR 1.2 million")

    def sum(self) -> Sum | None:
        """The sum that is typed, None where nothing is.

        Raises :class:`UnreadField` where it is none, could be two, or is in another currency than it must be.
        """
        text, only = self.text().strip(), self._only()
        if not text:
            return None
        usual = only or (self._beside.code() if self._beside else "") or self._currencies.usual
        try:
            read = read_sum(text, usual, {only} if only else self._currencies.used)
        except InvalidRecord as error:
            raise UnreadField(str(error), self) from error
        if only and read.currency != only:
            raise UnreadField(f"This is in {only}, not in {read.currency}. Convert it first.", self)
        return read

    def figure(self) -> str | None:
        if not self._is_money():
            return super().figure()
        read = self.sum()
        return read.figure if read else None

    def show_figure(self, figure: str | None) -> None:
        if not figure or not self._is_money():
            super().show_figure(figure)
            return
        self.setText(figure_text(figure, self._beside.text() if self._beside else self._only()))

    def _settle(self) -> None:
        try:
            read = self.sum() if self._is_money() else None
        except UnreadField:
            return
        if read is None:
            super()._settle()
            return
        if self._beside:
            self._beside.setText(read.currency)
        self.show_figure(read.figure)


class AmountField(Field):
    """An amount: how far it binds, the figure, the currency. Without a figure there is none.

    Whether its parts add up is asked of an "at least", whether it is for all occurrences of a series alone.
    """

    def __init__(self, theme: Theme, currencies: Currencies, name: str = "amount") -> None:
        super().__init__(theme, name)
        self.bound = Box(named_choices(Bound))
        self.currency = CurrencyEdit()
        self.figure = SumEdit(currencies, self.currency)
        self.in_total = QCheckBox("in total: its parts may add up to it")
        self.in_all = QCheckBox("in all: the occurrences share it in equal parts")
        self._series = False
        part(self.bound, f"{name}.bound", "how far it binds")
        part(self.figure, f"{name}.figure", "figure")
        part(self.currency, f"{name}.currency", "currency")
        part(self.in_total, f"{name}.in_total", "in total")
        part(self.in_all, f"{name}.in_all", "in all")
        self.bound.currentIndexChanged.connect(lambda _: self._changed())
        for each in (self.figure, self.currency):
            each.textEdited.connect(lambda _: self._changed())
        for box in (self.in_total, self.in_all):
            box.clicked.connect(lambda _: self._changed())
        whole = column(self)
        whole.addLayout(line(self.bound, self.figure, self.currency, 1, theme=theme))
        whole.addWidget(self.in_total)
        whole.addWidget(self.in_all)
        self._show_what_fits()

    def value(self) -> Amount | None:
        currency, read = self.currency.code(), self.figure.sum()
        if read is None:
            return None
        return Amount(
            value=read.figure,
            currency=read.currency or currency,
            bound=self.bound.currentData(),
            in_total=self.in_total.isChecked() and self.bound.currentData() == "at least",
            in_all=self.in_all.isChecked(),
        )

    def show_value(self, value: Any) -> None:
        self.bound.choose(value.bound if value else "exactly")
        self.currency.setText(value.currency if value else "")
        self.figure.show_figure(value.value if value else None)
        self.in_total.setChecked(bool(value and value.in_total))
        self.in_all.setChecked(bool(value and value.in_all))
        self._show_what_fits()

    def show_series(self, series: bool) -> None:
        """Say whether what owes it is a series, whose occurrences may share the sum."""
        self._series = series
        self._show_what_fits()

    def inputs(self) -> list[QWidget]:
        return [self.bound, self.figure, self.currency, self.in_total, self.in_all]

    def _changed(self) -> None:
        self._show_what_fits()
        self.changed.emit()

    def _show_what_fits(self) -> None:
        some = bool(self.figure.text().strip())
        self.in_total.setVisible(some and self.bound.currentData() == "at least")
        self.in_all.setVisible(some and (self._series or self.in_all.isChecked()))

    def mark(self, invalid: QWidget | None) -> None:
        lacking = self.currency if self.figure.text().strip() and not self.currency.text().strip() else self.figure
        super().mark(lacking if invalid is self else invalid)


class ThresholdField(Field):
    """What a test is held against: what is measured, how, and the figure. Empty, there is none."""

    def __init__(self, theme: Theme, currencies: Currencies, name: str = "threshold") -> None:
        super().__init__(theme, name)
        self._shown: Threshold | None = None
        self.measured = QLineEdit()
        self.measured.setPlaceholderText("what is measured, such as current ratio")
        self.comparator = Box(named_choices(Comparator))
        self.unit = Box(UNITS)
        self.currency = CurrencyEdit()
        self.figure = SumEdit(currencies, self.currency, is_money=self.is_money, width=124)
        for widget, own, words in (
            (self.measured, "metric", "what is measured"),
            (self.comparator, "comparator", "comparison"),
            (self.figure, "figure", "figure"),
            (self.unit, "unit", "unit"),
            (self.currency, "currency", "currency"),
        ):
            part(widget, f"{name}.{own}", words)
        for edit in (self.measured, self.figure, self.currency):
            edit.textEdited.connect(lambda _: self.changed.emit())
        self.comparator.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.unit.currentIndexChanged.connect(self._unit_chosen)
        whole = column(self)
        whole.addWidget(self.measured)
        whole.addLayout(line(self.comparator, self.figure, self.unit, self.currency, 1, theme=theme))
        self._show_currency()

    def value(self) -> Threshold | None:
        metric, figure = self.measured.text().strip(), self.figure.figure()
        if not metric and figure is None:
            return None
        if figure is None:
            raise UnreadField("Write the figure that it is held against, such as 2.0.", self.figure)
        read = self.figure.sum() if self.is_money() else None
        stated = Threshold(
            metric=metric,
            comparator=self.comparator.currentData(),
            value=figure,
            unit=self.unit.currentData(),
            currency=read.currency if read else "",
        )
        kept = self._shown
        if kept is None:
            return stated
        return replace(stated, formula=kept.formula, steps=kept.steps, equity_cure=kept.equity_cure)

    def show_value(self, value: Any) -> None:
        self._shown = value  # its formula, steps and cure are not asked for here, and stay as they are
        self.measured.setText(value.metric if value else "")
        self.comparator.choose(value.comparator if value else "at least")
        self.unit.choose(value.unit if value else "ratio")
        self.currency.setText(value.currency if value else "")
        self.figure.show_figure(value.value if value else None)
        self._show_currency()

    def inputs(self) -> list[QWidget]:
        return [self.measured, self.comparator, self.figure, self.unit, self.currency]

    def _unit_chosen(self) -> None:
        self._show_currency()
        self.changed.emit()

    def _show_currency(self) -> None:
        self.currency.setEnabled(self.is_money())

    def is_money(self) -> bool:
        """Whether the figure is a sum of money."""
        return bool(self.unit.currentData() == "money")

    def is_in(self) -> str:
        """The currency of the figure, empty where it is no money."""
        return self.currency.text().strip().upper() if self.is_money() else ""
