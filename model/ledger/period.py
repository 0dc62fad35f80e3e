"""Recording the figures of a period, for all tests at once: one change, one entry in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from msgspec.structs import replace

from model.days.wording import say_count, say_day
from model.docket import Docket
from model.ledger.commands import PutMany
from model.ledger.labels import changed, entered
from model.record.base import new_id
from model.record.figure import Figure


class Cell(NamedTuple):
    """One value that was read: of which metric, as of which day, in normal form."""

    metric: str
    day: date
    value: str


def record_figures(
    docket: Docket,
    cells: Sequence[Cell],
    *,
    who: str,
    at: datetime,
    expected: bool = False,
    evidence: tuple[str, ...] = (),
) -> PutMany | None:
    """The command that records figures, each as of its day; None where all of them stand already.

    A figure that is there for the metric and day is corrected: the journal keeps what it was.
    """
    made = [_figure(docket, cell, who, at, expected=expected, evidence=evidence) for cell in cells]
    fresh = tuple(figure for figure in made if docket.figures.get(figure.id) != figure)
    return PutMany(fresh, _label(docket, fresh)) if fresh else None


def standing_figure(docket: Docket, metric: str, day: date, *, expected: bool) -> Figure | None:
    """The figure that is recorded of a metric for a day, or expected; the last where there are several."""
    figures = (one for one in docket.figures_of.get(metric, ()) if one.as_of == day and not one.cure)
    return next((one for one in reversed([*figures]) if one.expected == expected), None)


def _figure(docket: Docket, cell: Cell, who: str, at: datetime, *, expected: bool, evidence: tuple[str, ...]) -> Figure:
    known = standing_figure(docket, cell.metric, cell.day, expected=expected)
    if known is not None:
        kept = replace(known, evidence=evidence or known.evidence)
        same = kept.value == cell.value and kept == known
        return known if same else replace(kept, value=cell.value, recorded_by=who, recorded_at=at)
    return Figure(
        id=new_id("figure"),
        metric=cell.metric,
        as_of=cell.day,
        value=cell.value,
        recorded_by=who,
        recorded_at=at,
        expected=expected,
        evidence=evidence,
    )


def _label(docket: Docket, figures: Sequence[Figure]) -> str:
    if len(figures) == 1:
        known = docket.figures.get(figures[0].id)
        return changed(docket, known, figures[0]) if known else entered(docket, figures[0])
    days = sorted({figure.as_of for figure in figures})
    sort = "expected figure" if figures[0].expected else "figure"
    when = f"as of {say_day(days[0])}" if len(days) == 1 else f"from {say_day(days[0])} to {say_day(days[-1])}"
    return f"Record {say_count(len(figures), sort)} {when}"
