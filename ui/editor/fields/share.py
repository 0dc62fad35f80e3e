"""The input of an amount that is a percentage of something."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from model.record.share import OfMetric, OfProceeds, OfSum, Share
from ui.editor.fields.context import FieldContext
from ui.editor.fields.field import Field, UnreadField, WordsEdit, column, line, part
from ui.editor.fields.money import CurrencyEdit, FigureEdit, SumEdit
from ui.editor.fields.picker import PickEdit
from ui.editor.fields.plain import Box

BASES: list[tuple[str, object]] = [
    ("% of what comes in by", "proceeds"),
    ("% of the metric", "metric"),
    ("% of the sum", "sum"),
]
_BASE_OF: dict[type, str] = {OfProceeds: "proceeds", OfMetric: "metric", OfSum: "sum"}


class ShareField(Field):
    """A percentage, what it is of, in what currency, and its floor and cap. Without a percentage there is none."""

    def __init__(self, kit: FieldContext, name: str) -> None:
        super().__init__(kit.theme, name)
        self.percent = FigureEdit(72)
        self.percent.setPlaceholderText("75")
        self.of = Box(BASES)
        self.obligation = PickEdit(kit.theme, kit.records("obligation"), "the obligation that brings it in")
        self.measured = PickEdit(kit.theme, kit.records("metric"), "a metric")
        self.currency = CurrencyEdit()
        currencies = kit.currencies()
        self.sum = SumEdit(currencies, self.currency)
        self.floor = SumEdit(currencies, only=self._in, width=124)
        self.cap = SumEdit(currencies, only=self._in, width=124)
        self.words = WordsEdit(kit.theme)
        self._name_parts(name)
        self._wire()
        whole = column(self)
        whole.addLayout(line(self.percent, self.of, self.sum, self.currency, 1, theme=kit.theme))
        whole.addLayout(line(self.obligation, self.measured, theme=kit.theme))
        self._bounds = QWidget()
        column(self._bounds).addLayout(line("at least", self.floor, "at most", self.cap, 1, theme=kit.theme))
        whole.addWidget(self._bounds)
        whole.addWidget(self.words)
        self._show_what_fits()

    def _name_parts(self, name: str) -> None:
        for widget, own, words in (
            (self.percent, "percent", "per cent"),
            (self.of, "of", "of what"),
            (self.obligation, "obligation", "obligation that brings it in"),
            (self.measured, "metric", "metric"),
            (self.sum, "sum", "sum"),
            (self.currency, "currency", "currency"),
            (self.floor, "floor", "at least"),
            (self.cap, "cap", "at most"),
            (self.words, "words", "words of the source"),
        ):
            part(widget, f"{name}.{own}", words)

    def _wire(self) -> None:
        self.of.currentIndexChanged.connect(lambda _: self._changed())
        for pick in (self.obligation, self.measured):
            pick.picked.connect(lambda _: self._changed())
        for edit in self._edits():
            edit.textEdited.connect(lambda _: self._changed())

    def _edits(self) -> list[Any]:
        lines = (
            self.percent,
            self.obligation,
            self.measured,
            self.sum,
            self.currency,
            self.floor,
            self.cap,
            self.words,
        )
        return list(lines)

    def value(self) -> Share | None:
        percent = self.percent.figure()
        if percent is None:
            return None
        base, currency = self._base(), self._in()
        return Share(
            percent=percent,
            base=base,
            currency=currency,
            floor=self.floor.figure(),
            cap=self.cap.figure(),
            words=self.words.text().strip(),
        )

    def _base(self) -> OfProceeds | OfMetric | OfSum:
        match self.of.currentData():
            case "proceeds":
                return OfProceeds(obligation=self._chosen(self.obligation, "Choose the obligation that brings it in."))
            case "metric":
                return OfMetric(metric=self._chosen(self.measured, "Choose the metric that it is a percentage of."))
            case _:
                read = self.sum.sum()
                if read is None:
                    raise UnreadField("Write the sum that it is a percentage of.", self.sum)
                return OfSum(value=read.figure)

    def _chosen(self, pick: PickEdit, asked: str) -> str:
        found = pick.record_id()
        if not found:
            raise UnreadField(asked, pick)
        return found

    def _in(self) -> str:
        """The currency: as written, else that of the sum."""
        written = self.currency.code()
        read = None if written or self.of.currentData() != "sum" else self.sum.sum()
        return read.currency if read else written

    def show_value(self, value: Any) -> None:
        base = value.base if value else None
        self.percent.show_figure(value.percent if value else None)
        self.of.choose(_BASE_OF.get(type(base), "proceeds"))
        self.obligation.show_id(base.obligation if isinstance(base, OfProceeds) else "")
        self.measured.show_id(base.metric if isinstance(base, OfMetric) else "")
        self.currency.setText(value.currency if value else "")
        self.sum.show_figure(base.value if isinstance(base, OfSum) else None)
        self.floor.show_figure(value.floor if value else None)
        self.cap.show_figure(value.cap if value else None)
        self.words.show_words(value.words if value else "")
        self._show_what_fits()

    def inputs(self) -> list[QWidget]:
        return [
            self.percent, self.of, self.sum, self.currency, self.obligation, self.measured, self.floor, self.cap,
            self.words,
        ]  # fmt: skip

    def mark(self, invalid: QWidget | None) -> None:
        lacking = self.currency if self.percent.text().strip() and not self.currency.text().strip() else self.percent
        super().mark(lacking if invalid is self else invalid)

    def _changed(self) -> None:
        self._show_what_fits()
        self.changed.emit()

    def _show_what_fits(self) -> None:
        some, of = bool(self.percent.text().strip()), self.of.currentData()
        self.sum.setVisible(some and of == "sum")
        self.currency.setVisible(some)
        self.obligation.setVisible(of == "proceeds" and some)
        self.measured.setVisible(of == "metric" and some)
        self._bounds.setVisible(some)
        self.words.setVisible(some)
