"""Figures pasted from a spreadsheet: a table of names and days, a column of values, or a block, cell by cell.

What cannot be read is told with its cell and nothing is guessed: the rest is read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from model.days.iso import read_day
from model.docket import Docket
from model.errors import DayError, InvalidRecord
from model.record.base import decimal_text
from model.record.metric import Metric
from model.record.money import read_sum

MOST_CELLS: Final = 5_000
_EMPTY: Final = frozenset({"", "-", "–", "—", "−", "n/a", "n.a.", "#n/a"})
_NEGATIVE = re.compile(r"\((?P<inner>[^()]*)\)")


class Cell(NamedTuple):
    """One value that was read: of which metric, as of which day, in normal form."""

    metric: str
    day: date
    value: str


class Unread(NamedTuple):
    """A cell that could not be read: its row and column from 0, what stands there, and why."""

    row: int
    column: int
    text: str
    message: str


class Pasted(NamedTuple):
    """What was read of a paste, and what could not be."""

    cells: tuple[Cell, ...]
    unread: tuple[Unread, ...]


def read_pasted(docket: Docket, text: str, rows: Sequence[str], days: Sequence[date]) -> Pasted:
    """Read a paste into the table whose ``rows`` are metrics and whose columns are ``days``, from where it is pasted.

    A first row of days, and a first column of names, say themselves where the values go; without them the values go
    to the rows and columns as they stand. Empty cells and dashes are passed over.
    """
    grid = [line.split("\t") for line in text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")]
    if sum(map(len, grid)) > MOST_CELLS:
        return Pasted((), (Unread(0, 0, "", f"More than {MOST_CELLS:,} cells were pasted. Paste a part."),))
    reading = _Reading(docket, grid, rows, days)
    return Pasted(tuple(reading.cells()), tuple(reading.unread))


class _Reading:
    def __init__(self, docket: Docket, grid: list[list[str]], rows: Sequence[str], days: Sequence[date]) -> None:
        self.docket, self.grid, self.rows, self.days = docket, grid, rows, days
        self.names: Mapping[str, str] = docket.metric_names
        self.unread: list[Unread] = []

    def cells(self) -> Iterator[Cell]:
        """Every value that can be read; what cannot be goes to ``unread``."""
        named = any(_letters(row[0]) and not _is_day(row[0]) for row in self.grid if row)
        headed = any(_is_day(text) for text in self.grid[0][1 if named else 0 :])
        below = self.grid[1:] if headed else self.grid
        first = 1 if named else 0
        for number, row in enumerate(below):
            metric = self._metric(row, number, number + headed, named=named)
            for column, text in enumerate(row[first:]):
                place = (number + headed, column + first)
                if metric is None or text.strip().casefold() in _EMPTY:
                    continue
                day = self._day(column, first, place, text, headed=headed)
                value = self._value(metric, place, text) if day else None
                if day and value is not None:
                    yield Cell(metric.id, day, value)

    def _metric(self, row: list[str], number: int, place: int, *, named: bool) -> Metric | None:
        if not any(text.strip() for text in row):
            return None
        if not named:
            found = self.rows[number] if number < len(self.rows) else ""
            if found not in self.docket.metrics:
                self._refuse((place, 0), row[0], "There is no row of the table for it. Paste higher up.")
            return self.docket.metrics.get(found)
        metric = self.names.get(_folded(row[0]))
        if metric is None:
            self._refuse((place, 0), row[0], f"“{row[0].strip()}” is no metric of this docket. Enter it first.")
        return self.docket.metrics.get(metric or "")

    def _day(self, column: int, first: int, place: tuple[int, int], text: str, *, headed: bool) -> date | None:
        if not headed:
            if column < len(self.days):
                return self.days[column]
            self._refuse(place, text, "There is no column of the table for it. Paste further left.")
            return None
        head = self.grid[0][column + first] if column + first < len(self.grid[0]) else ""
        try:
            return read_day(head)
        except DayError as error:
            self._refuse((0, column + first), head, str(error))
            return None

    def _value(self, metric: Metric, place: tuple[int, int], text: str) -> str | None:
        try:
            return read_value(metric, text)
        except InvalidRecord as error:
            self._refuse(place, text, str(error))
            return None

    def _refuse(self, place: tuple[int, int], text: str, message: str) -> None:
        found = Unread(*place, text.strip(), message)
        if found not in self.unread:
            self.unread.append(found)


def read_value(metric: Metric, typed: str) -> str:
    """A figure of a metric as people type or paste it, in normal form: ``$1,200``, ``(3.5)``, ``175 %``.

    Raises :class:`model.errors.InvalidRecord` for what is no number, or is in another unit than the metric.
    """
    text = typed.strip().replace("−", "-").replace("–", "-")
    inner = _NEGATIVE.fullmatch(text)
    text = f"-{inner['inner'].strip()}" if inner else text
    if text.endswith("%"):
        if metric.unit != "percent":
            raise InvalidRecord(f"“{typed.strip()}” is a per cent, and {metric.name} is not. Write it in its own unit.")
        text = text[:-1]
    sign = "-" if text.startswith("-") else ""
    text = text.removeprefix("-").strip()
    value = _money(metric, text) if metric.unit == "money" else decimal_text(text)
    return value if not sign or value == "0" else f"-{value}"


def _money(metric: Metric, text: str) -> str:
    read = read_sum(text, metric.currency, (metric.currency,))
    if read.currency != metric.currency:
        raise InvalidRecord(f"{metric.short} is in {metric.currency}, not in {read.currency}. Convert it first.")
    return read.figure


def _letters(text: str) -> bool:
    return sum(character.isalpha() for character in text) > 3


def _is_day(text: str) -> bool:
    try:
        read_day(text)
    except DayError:
        return False
    return True


def _folded(name: str) -> str:
    return " ".join(name.replace("’", "'").split()).casefold()
