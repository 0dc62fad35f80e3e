"""Figures as spreadsheets hand them over: blocks of cells, and money with signs, thousands and parentheses. No Qt."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO
from typing import NamedTuple

from model.days.iso import read_day
from model.errors import DayError, InvalidRecord
from model.record.metric import Metric
from model.record.money import SIGNS
from model.record.typed_figure import read_value

_CODE = re.compile(r"^[A-Z]{3}(?=[\s\d(-])|(?<=[\s\d)])[A-Z]{3}$")
_DASHES = frozenset({"-", "–", "—", "−"})


class Unreadable(NamedTuple):
    """Why a cell cannot be read, and what to write instead."""

    message: str


class PlacedBlock(NamedTuple):
    """What a pasted block puts where, by row and column; ``beyond`` cells had no place in the table."""

    cells: Mapping[tuple[int, int], str]
    beyond: int


def read_figure(text: str, metric: Metric) -> str | Unreadable:
    """The figure in a cell as decimal text, empty where the cell is.

    >>> revenue = Metric(id="revenue", name="Revenue", currency="USD")
    >>> read_figure("$ (1,250,000.50)", revenue), read_figure("175 %", Metric(id="x", name="X", unit="percent"))
    ('-1250000.5', '175')
    """
    typed = text.strip()
    if typed in _DASHES:
        return Unreadable("A dash alone can be zero or nothing. Write 0, or clear the cell.")
    if metric.unit != "money" and (_CODE.search(typed) or any(sign in typed for sign in SIGNS.values())):
        return Unreadable(f"{metric.short} is no money. Write the figure alone.")
    bare = f"-{typed[:-1].strip()}" if len(typed) > 1 and typed[-1] in _DASHES else typed
    try:
        return read_value(metric, bare) if bare else ""
    except InvalidRecord as error:
        return Unreadable(str(error))


def read_block(text: str) -> list[list[str]]:
    """The cells of a copied block, row by row: tabs between them, quotation marks around those that hold line ends."""
    rows = list(csv.reader(StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline=""), delimiter="\t"))
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def place_block(
    block: Sequence[Sequence[str]], metrics: Sequence[Metric], days: Sequence[date], row: int, column: int, today: date
) -> PlacedBlock:
    """Where the cells of a block go: by the names and days that it carries, else from a cell on, row by row."""
    names = {_folded(name): n for n, one in enumerate(metrics) for name in (one.name, one.short_name) if name}
    labelled = any(cells and _folded(cells[0]) in names for cells in block)
    heads = [_day(cell, today) for cell in block[0]] if block else []
    dated = any(day in days for day in heads if day)
    found: dict[tuple[int, int], str] = {}
    beyond = 0
    for down, cells in enumerate(block[1:] if dated else block):
        own = names.get(_folded(cells[0])) if labelled and cells else row + down
        for across, cell in list(enumerate(cells))[1 if labelled else 0 :]:
            to = _column(heads[across] if across < len(heads) else None, days) if dated else None
            to = to if dated else column + across - (1 if labelled else 0)
            if own is not None and to is not None and own < len(metrics) and to < len(days):
                found[own, to] = cell.strip()
            else:
                beyond += bool(cell.strip())
    return PlacedBlock(found, beyond)


def _column(day: date | None, days: Sequence[date]) -> int | None:
    return days.index(day) if day in days else None


def _day(text: str, today: date) -> date | None:
    """A head that is a day; figures alone are none."""
    if not re.search(r"[^\d.,()$\s-]|\d-\d", text):
        return None
    try:
        return read_day(text.strip(), today)
    except DayError:
        return None


def _folded(name: str) -> str:
    return " ".join(name.replace("’", "'").split()).casefold()
