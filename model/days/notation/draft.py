"""A step as far as it is read.

>>> StepDraft(0, "business day").side
'after'
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from model.days.notation.asking import Build
from model.days.notation.units import Side
from model.days.operation import MonthEnd, Roll, Step


class StepDraft(Struct):
    """A step as far as it is read: later words may still change how it counts."""

    at: int
    unit: str = ""
    count: Build[int] | None = None
    side: Side = "after"
    month_end: MonthEnd = "clip"
    first_counted: bool = False
    not_counted: list[tuple[str, str]] | None = None
    closed_not_counted: bool = False
    leap: bool = False
    hours_roll: Literal["none", "following_same_time", "preceding_same_time"] = "none"
    zone: str = ""
    ready: tuple[Step, ...] = ()
    rolls: list[tuple[Roll, str]] = []
    forward_only: bool = False
    fixed: Build[date] | None = None
    calendars: tuple[str, ...] = ()
    effect: str | None = None
    sided: bool = True
