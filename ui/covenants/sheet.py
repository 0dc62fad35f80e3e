"""The table of a period's figures as plain data: metrics down, days across, what is typed in each cell. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from msgspec import Struct

from model.docket import Change, Docket
from model.ledger.commands import PutMany
from model.ledger.period import Cell as Read
from model.ledger.period import record_figures, standing_figure
from model.outlook.covenants.financial import metrics_in_use, next_test
from model.record.figure import Figure
from model.record.metric import Metric
from ui.covenants.pasting import Unreadable, read_figure

Cell = tuple[int, int]
MOST_DAYS = 2
"""How many days with figures are shown to begin with, the last ones."""


class TypedCell(Struct, frozen=True):
    """What was typed for a metric and a day."""

    metric: str
    day: date
    text: str


class FiguresSheet:
    """Rows of metrics and columns of days. What is typed stays as it was typed until it can be read.

    A day after ``today`` holds what is expected. A cell that shows a figure of the docket corrects it.
    """

    def __init__(self, docket: Docket, metrics: Iterable[Metric], days: Iterable[date], today: date) -> None:
        self.docket, self.today = docket, today
        self.metrics = tuple(metrics)
        self.days = tuple(sorted(set(days)))
        self.typed: dict[Cell, str] = {}

    def with_days(self, days: Iterable[date]) -> FiguresSheet:
        """The same sheet over other days; what was typed for a day goes with it."""
        made = FiguresSheet(self.docket, self.metrics, days, self.today)
        for (row, column), text in self.typed.items():
            if self.days[column] in made.days:
                made.typed[row, made.days.index(self.days[column])] = text
        return made

    def is_expected(self, column: int) -> bool:
        """Whether a day is still to come, so that its figures are projections."""
        return self.days[column] > self.today

    def standing(self, cell: Cell) -> Figure | None:
        """The figure that the docket holds for a cell."""
        row, column = cell
        return standing_figure(self.docket, self.metrics[row].id, self.days[column], expected=self.is_expected(column))

    def text(self, cell: Cell) -> str:
        """What a cell shows: what was typed, set out where it can be read; else the figure that stands."""
        if cell not in self.typed:
            held = self.standing(cell)
            return f"{held.number:,f}" if held else ""
        found = self.read(cell)
        return f"{Decimal(found):,f}" if isinstance(found, str) and found else self.typed[cell]

    def read(self, cell: Cell) -> str | Unreadable:
        """The figure that is typed in a cell."""
        found = read_figure(self.typed[cell], self.metrics[cell[0]])
        if found == "" and self.standing(cell) is not None:
            return Unreadable("A figure that is recorded is not cleared here. Write the right one, or leave it.")
        return found

    def type(self, cells: Mapping[Cell, str]) -> None:
        """Type into cells. What says the same as what stands is no change."""
        for cell, text in cells.items():
            self.typed[cell] = text
            held, found = self.standing(cell), self.read(cell)
            if (held is not None and found == held.value) or (held is None and not text.strip()):
                del self.typed[cell]

    def cells_typed(self) -> list[TypedCell]:
        """What is typed, by metric and day, readable or not."""
        return [TypedCell(self.metrics[row].id, self.days[column], text) for (row, column), text in self.typed.items()]

    def with_typed(self, cells: Iterable[TypedCell]) -> FiguresSheet:
        """The same sheet with these cells typed over it, over their days too. Metrics that it lacks are passed over."""
        rows = {one.id: row for row, one in enumerate(self.metrics)}
        there = [cell for cell in cells if cell.metric in rows]
        made = self.with_days([*self.days, *(cell.day for cell in there)])
        made.type({(rows[cell.metric], made.days.index(cell.day)): cell.text for cell in there})
        return made

    def problems(self) -> dict[Cell, str]:
        """The cells that cannot be read, and what to do about each, in reading order."""
        read = ((cell, self.read(cell)) for cell in sorted(self.typed))
        return {cell: found.message for cell, found in read if isinstance(found, Unreadable)}

    def cells(self, *, expected: bool) -> tuple[Read, ...]:
        """What was typed and can be read, of days that have come or of those to come."""
        found = []
        for row, column in sorted(self.typed):
            value = self.read((row, column))
            if self.is_expected(column) == expected and isinstance(value, str) and value:
                found.append(Read(self.metrics[row].id, self.days[column], value))
        return tuple(found)

    def command(self, who: str, at: datetime) -> PutMany | None:
        """The one change that enters everything that was typed; None where nothing was."""
        parts = [
            record_figures(self.docket, self.cells(expected=expected), who=who, at=at, expected=expected)
            for expected in (False, True)
        ]
        made = [one for one in parts if one is not None]
        if not made:
            return None
        records = tuple(record for one in made for record in one.records)
        label = made[0].label
        if len(made) > 1:
            second = made[1].label
            label = f"{label}; {second[0].lower()}{second[1:]}"
        return PutMany(records, label)

    def figures(self, who: str, at: datetime) -> tuple[Figure, ...]:
        """The records that the change enters."""
        command = self.command(who, at)
        records = command.records if command else ()
        return tuple(one for one in records if isinstance(one, Figure))


def sheet_for(docket: Docket, day: date, today: date, test: str = "") -> FiguresSheet:
    """The metrics of all tests, or of one; the last days with figures, the next test date, and today where none is."""
    metrics = metrics_in_use(docket)
    if test in docket.obligations:
        threshold = docket.obligations[test].threshold
        own = threshold.metrics if threshold else ()
        metrics = tuple(docket.metrics[one] for one in own if one in docket.metrics)
    known = {figure.as_of for one in metrics for figure in docket.figures_of.get(one.id, ()) if not figure.cure}
    past = sorted(one for one in known if one <= day)[-MOST_DAYS:]
    ahead = sorted(one for one in known if one > day)[:1]
    return FiguresSheet(docket, metrics, [*past, *(next_days(docket, day, test) or [day]), *ahead], today)


def next_days(docket: Docket, day: date, test: str = "") -> list[date]:
    """The next test date, the first among those of all tests or that of one."""
    tests = [docket.obligations[test]] if test in docket.obligations else list(docket.obligations.values())
    with_formula = (one for one in tests if one.threshold and one.threshold.formula)
    return sorted(found for one in with_formula if (found := next_test(docket, one, day)))[:1]


def would_be(docket: Docket, figures: Iterable[Figure]) -> Docket:
    """The docket with figures entered."""
    return docket.changed(Change("figure", one.id, docket.get("figure", one.id), one) for one in figures)
