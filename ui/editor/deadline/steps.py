"""Inputs of periods: how a deadline is counted, step by step."""

from __future__ import annotations

from typing import Any, Literal

from PySide6.QtWidgets import QCheckBox, QWidget

from model.days.operation import (
    Add,
    BusinessDays,
    ClearDays,
    Convention,
    CountDays,
    Cutoff,
    ExtendIfInaccessible,
    Hours,
    LastDayOfMonth,
    LeapYearDays,
    MonthEnd,
    NextMonthDay,
    NthBusinessDayOfMonth,
    NthWeekday,
    RegFdPromptly,
    Roll,
    Step,
    check_steps,
)
from model.days.saying import say_step, say_steps
from model.days.wording import MONTHS, WEEKDAYS
from model.errors import DayError
from ui.editor.deadline.ranges import RangesEdit
from ui.editor.fields.field import Field, UnreadField, column, hint, line, part
from ui.editor.fields.plain import Box, Spin
from ui.editor.fields.rows import PartsField
from ui.editor.fields.zone import TimeEdit, ZoneEdit
from ui.frame.theme import Theme

OPS: list[tuple[str, object]] = [
    ("days", "day"),
    ("weeks", "week"),
    ("months", "month"),
    ("years", "year"),
    ("business days", "business"),
    ("clear days", "clear"),
    ("clear business days", "clear business"),
    ("move if closed", "roll"),
    ("last day of the month", "last of month"),
    ("n-th business day of the month", "nth of month"),
    ("n-th such weekday", "weekday"),
    ("next such day of the year", "month day"),
    ("days, some not counted", "counted"),
    ("days without 29 February", "leap"),
    ("hours", "hours"),
    ("cut-off of the day", "cutoff"),
    ("off an inaccessible day", "reached"),
    ("promptly under Regulation FD", "reg fd"),
]
SIDES: list[tuple[str, object]] = [("after", 1), ("before", -1)]
MONTH_ENDS: dict[MonthEnd, str] = {
    "clip": "same number, else the last day",
    "sticky": "a last day of the month stays one",
    "sticky_business": "a last business day stays one",
    "day_before": "the day before that number, or the last day",
}
ROLLS: dict[Convention, str] = {
    "none": "not moved",
    "following": "to the next business day",
    "preceding": "to the business day before",
    "modified_following": "to the next, within the month",
    "modified_preceding": "to the one before, within the month",
    "nearest_fpml": "to the one before; the next from a Sunday or Monday",
    "nearest_quantlib": "to the nearest, the later in a tie",
}
COUNTS: list[tuple[str, object]] = [
    ("the first day not counted", "exclude_trigger"),
    ("the first day counted", "include_trigger"),
]
HOUR_ROLLS: list[tuple[str, object]] = [
    ("not moved if closed", "none"),
    ("same time on the next business day", "following_same_time"),
    ("same time on the business day before", "preceding_same_time"),
]
NUMBER = 88
_SIDED = frozenset(
    {"day", "week", "month", "year", "business", "clear", "clear business", "last of month", "weekday", "counted",
     "leap", "hours"}
)  # fmt: skip
_COUNTED = _SIDED | {"nth of month", "month day"}
_RANGES = {"nth of month": (-23, 23), "weekday": (1, 60), "month day": (1, 31)}
_FIXED: dict[str, Step] = {"reached": ExtendIfInaccessible(), "reg fd": RegFdPromptly()}
"""Steps that have nothing to choose."""


class StepField(Field):
    """One step, with only the inputs that its sort has."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._kept: Step = Roll()
        self.number = Spin(0, 100_000)
        self.number.setMaximumWidth(NUMBER)
        self.op = Box(OPS)
        self.side = Box(SIDES)
        self.month = Box([(month, place) for place, month in enumerate(MONTHS, 1)])
        self.weekday = Box([(weekday, weekday) for weekday in WEEKDAYS])
        self.time, self.zone = TimeEdit(), ZoneEdit(theme)
        self.month_end = Box([(words, key) for key, words in MONTH_ENDS.items()])
        self.count = Box(COUNTS)
        self.roll = Box([(words, key) for key, words in ROLLS.items()])
        self.hour_roll = Box(HOUR_ROLLS)
        self.skips = QCheckBox("closed days are not counted")
        self.ranges = RangesEdit()
        self._name_parts(name)
        self._wire()
        whole = column(self, 4)
        whole.addLayout(line(self.number, self.op, self.weekday, self.side, 1, theme=theme))
        whole.addLayout(line(self.month, self.time, self.zone, self.roll, self.month_end, self.count, 1, theme=theme))
        whole.addLayout(line(self.hour_roll, 1, theme=theme))
        whole.addWidget(self.skips)
        whole.addWidget(self.ranges)
        self.show_value(Add(n=30, unit="day"))

    def _name_parts(self, name: str) -> None:
        for widget, own, words in (
            (self.number, "number", "how many"),
            (self.op, "op", "of what"),
            (self.month, "month", "month"),
            (self.weekday, "weekday", "weekday"),
            (self.side, "side", "after or before"),
            (self.time, "time", "time of day"),
            (self.zone, "zone", "time zone"),
            (self.month_end, "month_end", "month end"),
            (self.count, "count", "first day"),
            (self.roll, "roll", "moves where"),
            (self.hour_roll, "hour_roll", "moves where"),
            (self.skips, "skips", "closed days"),
            (self.ranges, "ranges", "days not counted"),
        ):
            part(widget, f"{name}.{own}", words)

    def _wire(self) -> None:
        self.number.valueChanged.connect(lambda _: self.changed.emit())
        for box in (
            self.op, self.month, self.weekday, self.side, self.month_end, self.count, self.roll, self.hour_roll,
        ):  # fmt: skip
            box.currentIndexChanged.connect(self._chosen)
        for edit in (self.time, self.zone, self.ranges):
            edit.textEdited.connect(lambda _: self.changed.emit())
        self.zone.picked.connect(lambda _: self.changed.emit())
        self.skips.clicked.connect(lambda _: self.changed.emit())

    def value(self) -> Step:
        op, n, side = self.op.currentData(), self.number.value(), self.side.currentData()
        match op:
            case "roll":
                return Roll(convention=self.roll.currentData())
            case "business":
                return BusinessDays(n=n * side, count=self.count.currentData())
            case "clear" | "clear business":
                direction: Literal["before", "after"] = "after" if side > 0 else "before"
                return ClearDays(n=n, direction=direction, skip_non_business=op == "clear business")
            case "last of month":
                return LastDayOfMonth(months=n * side)
            case "nth of month":
                return NthBusinessDayOfMonth(n=n)
            case "kept":
                return self._kept
            case "day" | "week" | "month" | "year":
                end: MonthEnd = self.month_end.currentData() if op in ("month", "year") else "clip"
                return Add(n=n * side, unit=op, month_end=end)
            case _:
                return self._rarer(op, n, n * side)

    def _rarer(self, op: str, n: int, signed: int) -> Step:
        match op:
            case "month day":
                return NextMonthDay(month=self.month.currentData(), day=n)
            case "weekday":
                return NthWeekday(n=signed, weekday=self.weekday.currentData(), count=self.count.currentData())
            case "counted":
                ranges = self.ranges.ranges()
                return CountDays(n=signed, skip_non_business=self.skips.isChecked(), exclude_ranges=ranges)
            case "leap":
                return LeapYearDays(n=signed)
            case "hours":
                return Hours(n=signed, tz=self._zone(), roll=self.hour_roll.currentData())
            case "cutoff":
                return Cutoff(time=self._time(), tz=self._zone())
            case _:
                return _FIXED[op]

    def _time(self) -> str:
        time = self.time.text().strip()
        if not time:
            raise UnreadField("Write the time of the cut-off, such as 17:30.", self.time)
        return time

    def _zone(self) -> str:
        zone = self.zone.record_id()
        if not zone:
            raise UnreadField("Choose by the clock of which place, such as America/New_York.", self.zone)
        return zone

    def show_value(self, value: Any) -> None:
        op = _op_of(value)
        self._keep(value, op)
        self.op.choose(op)
        self._fit_number(op)
        self.side.choose(_side_of(value))
        self.number.show_number(_number_of(value))
        self.month.choose(getattr(value, "month", 1))
        self.weekday.choose(getattr(value, "weekday", WEEKDAYS[0]))
        self.time.setText(getattr(value, "time", ""))
        self.zone.show_id(getattr(value, "tz", ""))
        self.month_end.choose(getattr(value, "month_end", "clip"))
        self.count.choose(getattr(value, "count", "exclude_trigger"))
        self.roll.choose(getattr(value, "convention", "following"))
        self.hour_roll.choose(value.roll if isinstance(value, Hours) else "none")
        self.skips.setChecked(isinstance(value, CountDays) and value.skip_non_business)
        self.ranges.show_ranges(value.exclude_ranges if isinstance(value, CountDays) else ())
        self._show_what_fits()

    def _keep(self, value: Step, op: str) -> None:
        """A step that these inputs cannot make is shown in its words and kept as it is."""
        self._kept = value
        place = self.op.findData("kept")
        if op == "kept" and place < 0:
            self.op.addItem(say_step(value), "kept")
        elif op == "kept":
            self.op.setItemText(place, say_step(value))

    def inputs(self) -> list[QWidget]:
        return [
            self.number, self.op, self.weekday, self.side, self.month, self.time, self.zone, self.roll, self.month_end,
            self.count, self.hour_roll, self.skips, self.ranges,
        ]  # fmt: skip

    def _chosen(self) -> None:
        self._fit_number(self.op.currentData())
        self._show_what_fits()
        self.changed.emit()

    def _fit_number(self, op: str) -> None:
        held = self.number.blockSignals(True)
        self.number.setRange(*_RANGES.get(op, (0, 100_000)))
        self.number.blockSignals(held)

    def _show_what_fits(self) -> None:
        op = self.op.currentData()
        self.number.setVisible(op in _COUNTED)
        self.side.setVisible(op in _SIDED)
        self.month.setVisible(op == "month day")
        self.weekday.setVisible(op == "weekday")
        self.time.setVisible(op == "cutoff")
        self.zone.setVisible(op in ("cutoff", "hours"))
        self.month_end.setVisible(op in ("month", "year"))
        self.count.setVisible(op in ("business", "weekday"))
        self.roll.setVisible(op == "roll")
        self.hour_roll.setVisible(op == "hours")
        self.skips.setVisible(op == "counted")
        self.ranges.setVisible(op == "counted")


def _op_of(step: Step) -> str:
    match step:
        case Add(unit=unit):
            return unit
        case ClearDays(skip_non_business=skips):
            return "clear business" if skips else "clear"
        case Roll(use_forward_only=True):
            return "kept"
        case _:
            return _OPS.get(type(step), "kept")


_OPS: dict[type, str] = {
    BusinessDays: "business",
    Roll: "roll",
    LastDayOfMonth: "last of month",
    NthBusinessDayOfMonth: "nth of month",
    NthWeekday: "weekday",
    NextMonthDay: "month day",
    CountDays: "counted",
    LeapYearDays: "leap",
    Hours: "hours",
    Cutoff: "cutoff",
    ExtendIfInaccessible: "reached",
    RegFdPromptly: "reg fd",
}


def _number_of(step: Step) -> int:
    match step:
        case LastDayOfMonth(months=months):
            return abs(months)
        case NthBusinessDayOfMonth(n=n):
            return n
        case NextMonthDay(day=day):
            return day
        case Add() | BusinessDays() | ClearDays() | CountDays() | LeapYearDays() | Hours() | NthWeekday():
            return abs(step.n)
        case _:
            return 0


def _side_of(step: Step) -> int:
    match step:
        case ClearDays(direction=direction):
            return 1 if direction == "after" else -1
        case LastDayOfMonth(months=months):
            return 1 if months >= 0 else -1
        case Add(n=n) | BusinessDays(n=n) | CountDays(n=n) | LeapYearDays(n=n) | Hours(n=n) | NthWeekday(n=n):
            return 1 if n >= 0 else -1
        case _:
            return 1


class StepsField(PartsField):
    """The steps in their order, and what they say together."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, lambda own: StepField(theme, own), "step")
        self._said = hint(theme, "")
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._said)
        self.changed.connect(self._say)

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        self._say()

    def value(self) -> tuple[Step, ...]:
        steps = super().value()
        if not steps:
            return ()
        try:
            check_steps(steps)
        except DayError as error:
            raise UnreadField(str(error), self.rows()[0].field.inputs()[0]) from error
        return tuple(steps)

    def _say(self) -> None:
        """The steps in words, so that what was chosen can be read as a clause."""
        try:
            steps = self.value()
        except UnreadField:
            steps = ()
        self._said.setText(say_steps(steps, "…") if steps else "")
        self._said.setVisible(bool(steps))
