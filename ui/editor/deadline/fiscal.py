"""Inputs of a fiscal year or its quarters, and the days on which an event that recurs falls next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final, Protocol

from PySide6.QtWidgets import QWidget

from model.days.fiscal import FiscalYear, check_fiscal, say_fiscal
from model.days.wording import MONTHS, WEEKDAYS, say_day
from model.errors import DayError
from model.record.base import Problem, Record
from model.record.event import Event
from ui.editor.fields.field import Field, UnreadField, column, hint, line, part
from ui.editor.fields.plain import Box, Spin
from ui.editor.fields.row import FormRow
from ui.frame.theme import Theme

PERIODS: Final[list[tuple[str, object]]] = [
    ("no fiscal periods", ""),
    ("each fiscal year", "year"),
    ("each fiscal quarter", "quarter"),
]
ENDS: Final[list[tuple[str, object]]] = [
    ("with a month, or on a day of it", "month end"),
    ("on the last weekday of a month", "last weekday"),
    ("on the weekday nearest to a month’s end", "nearest weekday"),
]
_COMING: Final = 4
_AHEAD: Final = timedelta(days=5 * 366)
"""How far ahead the next days of an event are looked for."""


class FiscalField(Field):
    """When the year ends, by months or by weeks, and whether its years or its quarters are meant."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.period, self.ends = Box(PERIODS), Box(ENDS)
        self.weekday = Box([(weekday, weekday) for weekday in WEEKDAYS])
        self.month = Box([(month, number) for number, month in enumerate(MONTHS, 1)])
        self.day = Spin(0, 31)
        self.day.setSpecialValueText("last day")
        self.said = hint(theme, "")
        for widget, own, words in (
            (self.period, "period", "years or quarters"),
            (self.ends, "ends", "how the year ends"),
            (self.weekday, "weekday", "weekday"),
            (self.month, "month", "month"),
            (self.day, "day", "day of the month"),
        ):
            part(widget, f"{name}.{own}", words)
        for box in (self.period, self.ends, self.weekday, self.month):
            box.currentIndexChanged.connect(self._changed)
        self.day.valueChanged.connect(self._changed)
        self._lay_out()
        self.show_value(None)

    def _lay_out(self) -> None:
        whole = column(self, 4)
        whole.addLayout(line(self.period, 1, theme=self.theme))
        self._year = QWidget()
        inside = column(self._year, 4)
        inside.addLayout(line("the year ends", self.ends, 1, theme=self.theme))
        inside.addLayout(line(self.weekday, self.month, self.day, 1, theme=self.theme))
        inside.addWidget(self.said)
        whole.addWidget(self._year)

    def value(self) -> FiscalYear | None:
        period, ends = self.period.currentData(), self.ends.currentData()
        if not period:
            return None
        by_month = ends == "month end"
        fiscal = FiscalYear(
            month=self.month.currentData(),
            ends=ends,
            day=self.day.value() if by_month else 0,
            weekday=None if by_month else self.weekday.currentData(),
            period=period,
        )
        try:
            check_fiscal(fiscal)
        except DayError as error:
            raise UnreadField(str(error), self.day) from error
        return fiscal

    def show_value(self, value: Any) -> None:
        self.period.choose(value.period if value else "")
        self.ends.choose(value.ends if value else "month end")
        self.weekday.choose((value.weekday if value else None) or "Friday")
        self.month.choose(value.month if value else 12)
        self.day.show_number(value.day if value else 0)
        self._show_what_fits()

    def inputs(self) -> list[QWidget]:
        return [self.period, self.ends, self.weekday, self.month, self.day]

    def _changed(self) -> None:
        self._show_what_fits()
        self.changed.emit()

    def _show_what_fits(self) -> None:
        by_month = self.ends.currentData() == "month end"
        self._year.setVisible(bool(self.period.currentData()))
        self.weekday.setVisible(not by_month)
        self.day.setVisible(by_month)
        try:
            fiscal = self.value()
        except UnreadField:
            fiscal = None
        words = say_fiscal(fiscal) if fiscal else ""
        self.said.setText(f"{words[:1].upper()}{words[1:]}.")
        self.said.setVisible(bool(words))


class FiscalRows(Protocol):
    """The form of an event, as far as its days are told in it."""

    @property
    def rows(self) -> Mapping[str, FormRow]: ...

    def record(self) -> tuple[Record, tuple[Problem, ...]]: ...


def show_coming(form: FiscalRows, today: date) -> None:
    """Say on which days an event falls next, beside what it recurs by."""
    record, unread = form.record()
    event = record if isinstance(record, Event) and not unread else None
    words = coming_words(event, today) if event else ""
    fiscal = event is not None and event.fiscal is not None
    form.rows["fiscal"].show_note(words if fiscal else "")
    form.rows["recurs"].show_note("" if fiscal else words)


def coming_words(event: Event, today: date) -> str:
    """The next days of an event that recurs: "Next on Tue 31 Dec 1996 and Wed 31 Dec 1997"; empty where there is none.

    >>> from model.record.day import Day
    >>> year_end = Event(id="ye", title="Year end", fiscal=FiscalYear(month=12), expected=Day(on=date(1996, 12, 31)))
    >>> coming_words(year_end, date(1996, 11, 20))
    'Next on Tue 31 Dec 1996, Wed 31 Dec 1997, Thu 31 Dec 1998 and Fri 31 Dec 1999.'
    """
    first = event.first
    if first is None or not event.recurring:
        return ""
    try:
        days = event.days(max(today, first) + _AHEAD)
    except DayError:
        return ""
    coming = [say_day(day) for day in days if day >= today][:_COMING]
    if not coming:
        return f"Last on {say_day(days[-1])}: it does not fall on a day any more." if days else ""
    *before, last = coming
    return f"Next on {', '.join(before)} and {last}." if before else f"Next on {last}."
