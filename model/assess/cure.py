"""Cure: the last day on which a miss can still be put right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from model.assess.due import FindCalendar, lines_after
from model.errors import DayError
from model.record.obligation import Cure


class CureEnd(NamedTuple):
    """The last day of a cure, None where ``trouble`` says why there is none; ``recorded``: what it runs from is."""

    last: date | None
    recorded: bool = True
    trouble: str = ""


def cure_end(
    cure: Cure,
    missed_on: date,
    happened: Callable[[str, date], date | None],
    calendar: FindCalendar,
    names: tuple[str, ...],
) -> CureEnd:
    """The end of the cure of what was due, or began to fail, on ``missed_on``, by the calendars of those ``names``.

    A notice or knowledge that is not recorded, or came before, counts from the miss. ``happened`` tells the day of an
    event; of one that happens again, the first on or after a day.
    """
    zero, recorded = _day_zero(cure, missed_on, happened)
    try:
        lines = lines_after(cure.period, zero, calendar(names))
    except DayError as error:
        return CureEnd(None, recorded, str(error))
    return CureEnd(max(missed_on, lines[-1].day), recorded)


def _day_zero(cure: Cure, missed_on: date, happened: Callable[[str, date], date | None]) -> tuple[date, bool]:
    """Day zero of the cure, and whether what it runs from is recorded."""
    if cure.runs_from == "miss":
        return missed_on, True
    day = happened(cure.event, missed_on) if cure.event else None
    return (missed_on, False) if day is None or day < missed_on else (day, True)
