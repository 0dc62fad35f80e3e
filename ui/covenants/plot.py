"""What the chart of one test shows, as plain data: days, readings, what is required, reliefs. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from model.assess.formula import say
from model.assess.standing import Assessment
from model.days.wording import say_day
from model.docket import Docket
from model.outlook.covenants.financial import (
    Limit,
    RelievedDays,
    Result,
    limits,
    next_test,
    projection,
    relieved,
    results,
)
from model.outlook.covenants.results import headroom_text, required_text, value_text, why_text
from model.phrases import refs_text
from model.record.money import SIGNS
from model.record.obligation import Obligation
from model.record.units import Unit

BEFORE = timedelta(days=120)
"""How much of the past is shown at least."""
PAST = timedelta(days=800)
"""How much of the past is shown at most, unless all is asked for."""
AHEAD = timedelta(days=75)
MARGIN = timedelta(days=16)
Period = Literal["recent", "year", "three years", "all"]
PERIODS: dict[Period, str] = {"recent": "recent", "year": "one year", "three years": "three years", "all": "all"}
"""How much of the past a chart shows; ``recent`` is as far as readings go, at most some two years."""
YEARS: dict[str, int] = {"year": 1, "three years": 3}
HORIZON = timedelta(days=400)


class Dot(NamedTuple):
    """One reading on the chart: its mark, its short label, and all that is said of it. ``y`` is None without value."""

    day: date
    y: Fraction | None
    mark: str
    label: str
    words: str
    result: Result


class ReliefStretch(NamedTuple):
    """Days that reliefs cover."""

    first: date
    last: date
    words: str
    ends: bool


class Plot(NamedTuple):
    """A chart of one test on a day."""

    title: str
    first: date
    last: date
    day: date
    limits: tuple[Limit, ...]
    limit_words: tuple[str, ...]
    floor: bool
    dots: tuple[Dot, ...]
    ahead: tuple[Dot, ...]
    reliefs: tuple[ReliefStretch, ...]
    again: date | None = None

    @property
    def stops(self) -> tuple[Dot, ...]:
        """The readings that the keyboard walks, those that are expected last."""
        return (*self.dots, *self.ahead)

    @property
    def words(self) -> str:
        """The chart in a sentence, for a screen reader."""
        required = "; ".join(self.limit_words)
        count = len(self.dots)
        said = [f"Chart of {self.title} from {say_day(self.first)} to {say_day(self.last)}", f"required: {required}"]
        said.append(f"{count} reading{'' if count == 1 else 's'}")
        said += [one.words for one in self.dots[-1:]]
        said += [f"{one.words} from {say_day(one.first)} to {say_day(one.last)}" for one in self.reliefs]
        return ". ".join(said) + "."


def plot_of(docket: Docket, assessment: Assessment, test: Obligation, period: Period = "recent") -> Plot | None:
    """The chart of a test; None of what has no threshold. ``period`` says how much of the past it shows."""
    threshold = test.threshold
    if threshold is None:
        return None
    day = assessment.day
    known = results(docket, test, day)
    likely = [one for one in projection(docket, test, day, day + HORIZON) if one.value is not None]
    covered = relieved(docket, assessment, test)
    first = _first(known, day, period)
    last = _last(docket, test, assessment, likely, covered)
    steps = limits(test, first, last)
    return Plot(
        title=test.short,
        first=first,
        last=last,
        day=day,
        limits=steps,
        limit_words=tuple(required_text(test, step.value) for step in steps),
        floor=threshold.comparator in ("at least", "more than"),
        dots=tuple(_dot(docket, test, one) for one in known if _day(one) >= first),
        ahead=tuple(_dot(docket, test, one) for one in likely),
        reliefs=tuple(_stretch(docket, one, first, last) for one in covered if (one.last or last) >= first),
        again=assessment[test.id].back_on,
    )


def _day(result: Result) -> date:
    """Where a result stands on the chart: on the day its figures are of, a cure on the day it was made."""
    return result.day if result.cured else result.of


def _first(known: Sequence[Result], day: date, period: Period) -> date:
    if period in YEARS:
        return day - timedelta(days=365 * YEARS[period])
    begun = [_day(one) for one in known if period == "all" or _day(one) >= day - PAST]
    return min([day - BEFORE, *(one - MARGIN for one in begun)])


def _last(
    docket: Docket, test: Obligation, assessment: Assessment, likely: Sequence[Result], covered: Sequence[RelievedDays]
) -> date:
    day = assessment.day
    coming = [_day(one) for one in likely]
    coming += [one.last for one in covered if one.last and one.last <= day + HORIZON]
    following = next_test(docket, test, day)
    coming += [following] if following and following <= day + HORIZON else []
    return max([day + AHEAD, *(one + 2 * MARGIN for one in coming)])


def _stretch(docket: Docket, one: RelievedDays, first: date, last: date) -> ReliefStretch:
    end = min(one.last or last, last)
    return ReliefStretch(
        max(one.first, first), end, f"relieved by {refs_text(docket, one.reliefs, short=True)}", end < last
    )


def _dot(docket: Docket, test: Obligation, result: Result) -> Dot:
    mark = {True: "in_compliance", False: "failing", None: "untested"}[result.met]
    label = brief(result.value, result.unit, result.required) if result.value is not None else _without_value(result)
    return Dot(_day(result), result.value, mark, label, dot_words(docket, test, result), result)


def _without_value(result: Result) -> str:
    return {True: "met", False: "not met", None: "not known"}[result.met]


def dot_words(docket: Docket, test: Obligation, result: Result) -> str:
    """All that is to be said of a reading."""
    kind = "Expected" if result.expected else "Read" if result.by == "hand" else "By the figures"
    value = value_text(result) or _without_value(result)
    room, share = headroom_text(test, result)
    parts = [f"{kind} of {say_day(result.of)}: {value}", required_text(test, result.required)]
    parts += [f"{room}, {share}" if share else room] if room else []
    if result.cured:
        parts.append(f"cured on {say_day(result.day)}")
    if result.why:
        parts.append(why_text(docket, result))
    return ", ".join(parts)


def brief(value: Fraction, unit: Unit, against: Decimal | None = None) -> str:
    """A value short enough for a chart, and never on the other side of what it is held against: ``$18.4M``."""
    if unit.kind != "money" or abs(value) < 1_000_000:
        return say(value, unit, against)
    sign = SIGNS.get(unit.currency, f"{unit.currency} ")
    scale, letter = next((n, s) for n, s in ((10**9, "B"), (10**6, "M")) if abs(value) >= n)
    limit = None if against is None else Fraction(against)
    for decimals in (1, 2, 3):
        shown = round(value / scale, decimals)
        if limit is None or _side(shown * scale, limit) == _side(value, limit):
            figures = f"{float(abs(shown)):,.{decimals}f}"
            return f"{'-' if value < 0 else ''}{sign}{figures}{letter}"
    return say(value, unit, against)


def _side(value: Fraction, limit: Fraction) -> int:
    return (value > limit) - (value < limit)
