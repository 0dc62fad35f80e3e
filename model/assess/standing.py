"""The words for how things stand, and the values that an assessment is made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from msgspec import Struct

from model.record.links import Node
from model.record.relief import Relief


class Standing(StrEnum):
    """How an obligation or a relief stands on a day. The value is the word that is shown."""

    DORMANT = "dormant"
    SATISFIED = "satisfied"
    SATISFIED_LATE = "satisfied late"
    RELEASED = "released"
    SUBMITTED = "submitted"
    SUSPENDED = "suspended"
    MISSED = "missed"
    IN_CURE = "in cure"
    DUE = "due"
    PARTLY_PERFORMED = "partly performed"
    BLOCKED = "blocked"
    OPEN = "open"
    UNTESTED = "untested"
    IN_COMPLIANCE = "in compliance"
    FAILING = "failing"
    EXPOSED = "exposed"
    PENDING = "pending"
    LIVE = "live"
    ENDED = "ended"
    LAPSED = "lapsed"


def mark_of(node: Node, standing: Standing) -> str:
    """The key of the shape that shows a standing: a relief's and a right's have shapes of their own.

    The keys are those of the theme's ``[shape]`` table.
    """
    key = standing.value.replace(" ", "_")
    if isinstance(node, Relief):
        return f"relief_{key}"
    return "right_lapsed" if standing is Standing.LAPSED else key


class Reason(Struct, frozen=True, gc=False):
    """Why, as data: ``code`` is a key of :mod:`model.wording.standings`, ``about`` the record or fact behind it.

    ``day``, ``ids`` and ``text`` are whatever the sentence of that code speaks of.
    """

    code: str
    about: str = ""
    day: date | None = None
    ids: tuple[str, ...] = ()
    text: str = ""


class DateLine(Struct, frozen=True, gc=False):
    """One line of "why this date": the day it gives (or None), its words, and whether they quote the source."""

    day: date | None
    words: str
    role: Literal["due", "step", "target", "act by", "override", "note", "cure", "back"] = "step"
    quoted: bool = False


class Exposure(Struct, frozen=True, gc=False):
    """One consequence that follows if the obligation is missed, and through what.

    ``path`` holds ids from the obligation to the consequence: reliefs that lapse, obligations that stand again,
    consequences that bring others.
    """

    consequence: str
    path: tuple[str, ...]


class Occurrence(Struct, frozen=True, gc=False):
    """One occurrence of a series, with its own standing: the day it is due, and the day that names it."""

    due: date
    standing: Standing
    period: date
    reasons: tuple[Reason, ...] = ()


class Position(Struct, frozen=True, gc=False):
    """Where one obligation or relief stands on the day of the assessment.

    ``due`` is the legal due day (for a relief, the last day it covers); ``last_day`` the last day of cure, or the
    due day; ``expected`` the day on which it would fall due if what it counts from comes as expected, by which
    nothing is due; ``perform_by`` the day a condition without a day of its own must be performed by, and
    ``for_reliefs`` the reliefs that ask for it; ``since`` the day on which the present standing began; ``back_on``
    the day on which what is suspended stands again if nothing further is granted.
    """

    id: str
    standing: Standing
    reasons: tuple[Reason, ...]
    due: date | None = None
    last_day: date | None = None
    forecast: date | None = None
    expected: date | None = None
    perform_by: date | None = None
    for_reliefs: tuple[str, ...] = ()
    act_by: date | None = None
    since: date | None = None
    back_on: date | None = None
    done_on: date | None = None
    performed: Decimal | None = None
    currency: str = ""
    exposes: tuple[Exposure, ...] = ()
    lapses: tuple[str, ...] = ()
    brings_back: tuple[str, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    verified: int = 0

    def days_left(self, day: date) -> int | None:
        """Days from ``day`` to the due day, negative once it is past; None where there is none."""
        return (self.due - day).days if self.due else None


class Assessment(Struct, frozen=True):
    """How everything stands on ``day``."""

    day: date
    positions: Mapping[str, Position]

    def __getitem__(self, record_id: str) -> Position:
        return self.positions[record_id]
