"""The decision lists: how a weighed obligation or relief stands on a day. The first line that matches wins.

Each list is data, in the order of the domain's own lists, so that it can be read against them line by line.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from model.assess.spells import holds
from model.assess.standing import Standing
from model.assess.weighed import Weighed, WeighedRelief
from model.record.obligation import CONTINUING


class DutyLine(NamedTuple):
    """One line of a list for obligations: its name, when it matches, and the standing it gives."""

    name: str
    matches: Callable[[Weighed, date], bool]
    standing: Standing


class ReliefLine(NamedTuple):
    """One line of the list for reliefs."""

    name: str
    matches: Callable[[WeighedRelief, date], bool]
    standing: Standing


def _past_due(w: Weighed, day: date) -> bool:
    return w.due is not None and day > w.due


def _past_cure(w: Weighed, day: date) -> bool:
    return w.last is not None and day > w.last


def _performed(w: Weighed, day: date) -> bool:
    return w.done is not None and day >= w.done


_NOT_IN_FORCE = DutyLine("not in force", lambda w, day: day < w.begins, Standing.DORMANT)
_IN_TIME = DutyLine("performed in time", lambda w, day: _performed(w, day) and w.in_time, Standing.SATISFIED)
_LATE = DutyLine("performed late", _performed, Standing.SATISFIED_LATE)
_RELEASED = DutyLine("released", lambda w, day: bool(w.released) and holds(w.released, day), Standing.RELEASED)
_ASLEEP = DutyLine("not started", lambda w, day: day < w.wakes, Standing.DORMANT)
_PART = DutyLine(
    "performed in part", lambda w, day: w.own.part is not None and day >= w.own.part, Standing.PARTLY_PERFORMED
)
_BLOCKED = DutyLine("blocked", lambda w, _day: bool(w.blocked_by), Standing.BLOCKED)
_OPEN = DutyLine("open", lambda _w, _day: True, Standing.OPEN)

DUTY_LINES: tuple[DutyLine, ...] = (
    _NOT_IN_FORCE,
    _IN_TIME,
    _LATE,
    _RELEASED,
    _ASLEEP,
    DutyLine("submitted", lambda w, day: bool(w.submitted) and holds(w.submitted, day), Standing.SUBMITTED),
    DutyLine("suspended", lambda w, day: _past_due(w, day) and holds(w.relieved, day), Standing.SUSPENDED),
    DutyLine("lapsed", lambda w, day: w.right and _past_cure(w, day), Standing.LAPSED),
    DutyLine("missed", _past_cure, Standing.MISSED),
    DutyLine("in cure", _past_due, Standing.IN_CURE),
    DutyLine("due", lambda w, day: w.due is not None and day == w.due, Standing.DUE),
    _PART,
    _BLOCKED,
    _OPEN,
)
"""Duties and rights."""

PLAN_LINES: tuple[DutyLine, ...] = (_NOT_IN_FORCE, _IN_TIME, _RELEASED, _ASLEEP, _PART, _BLOCKED, _OPEN)
"""Plans, which are never missed."""

COVENANT_LINES: tuple[DutyLine, ...] = (
    _NOT_IN_FORCE,
    _ASLEEP,
    _RELEASED,
    DutyLine("over", lambda w, day: day > w.over and not w.ends_failing, Standing.RELEASED),
    DutyLine("untested", lambda w, day: not holds(w.tested, day), Standing.UNTESTED),
    DutyLine("met", lambda w, day: holds(w.met, day), Standing.IN_COMPLIANCE),
    DutyLine("suspended", lambda w, day: holds(w.relieved, day), Standing.SUSPENDED),
    DutyLine("in cure", lambda w, day: holds(w.in_cure, day), Standing.IN_CURE),
    DutyLine("failing", lambda _w, _day: True, Standing.FAILING),
)
"""Covenants and tests."""

CONSEQUENCE_LINES: tuple[DutyLine, ...] = (
    _NOT_IN_FORCE,
    _RELEASED,
    DutyLine("exposed", lambda w, _day: bool(w.causes), Standing.EXPOSED),
    DutyLine("instrument ended", lambda w, day: day > w.over and not w.still_follows, Standing.RELEASED),
    DutyLine("nothing missed", lambda _w, _day: True, Standing.DORMANT),
)
"""Consequences; ``causes`` are those that expose it on the day."""

RELIEF_LINES: tuple[ReliefLine, ...] = (
    ReliefLine("not begun", lambda w, day: day < w.start, Standing.PENDING),
    ReliefLine("lapsed", lambda w, day: day >= w.lapse, Standing.LAPSED),
    ReliefLine("ended", lambda w, day: day > w.last, Standing.ENDED),
    ReliefLine("live", lambda _w, _day: True, Standing.LIVE),
)
"""Reliefs."""


def lines_for(w: Weighed) -> tuple[DutyLine, ...]:
    """The list that an obligation is decided by."""
    kind = w.node.kind
    if kind == "consequence":
        return CONSEQUENCE_LINES
    if kind in CONTINUING:
        return COVENANT_LINES
    return PLAN_LINES if w.node.binding == "plan" else DUTY_LINES


def decide(w: Weighed, day: date) -> Standing:
    """How an obligation stands at the end of ``day``."""
    for _, matches, standing in lines_for(w):
        if matches(w, day):
            return standing
    raise AssertionError("the last line of a list always matches")


def decide_relief(w: WeighedRelief, day: date) -> Standing:
    """How a relief stands at the end of ``day``."""
    for line in RELIEF_LINES:
        if line.matches(w, day):
            return line.standing
    raise AssertionError("the last line of a list always matches")
