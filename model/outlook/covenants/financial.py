"""A financial test as it is shown: its results over time, what was put in, headroom, projection, reliefs.

Whether it is met is what the assessment knows (:mod:`model.assess.measured`); nothing here decides a standing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from model.assess.formula import Why
from model.assess.measured import UNTESTED, Gauge, Tested, last_of_cure, measure, test_dates
from model.assess.own import is_met
from model.assess.spells import ALWAYS, NEVER, preceding
from model.assess.standing import Assessment, Standing
from model.docket import Docket
from model.errors import DayError
from model.record.amount import Threshold
from model.record.fact import Reading
from model.record.figure import Figure
from model.record.metric import Definition, Metric
from model.record.obligation import Obligation
from model.record.relief import Relief
from model.record.units import Unit

FLOORS = ("at least", "more than")
"""The comparators that a greater value meets."""


class Input(Struct, frozen=True):
    """What was put in for one metric: its figure and the sums of a cure added to it."""

    metric: str
    figure: Figure | None
    added: tuple[Figure, ...] = ()

    @property
    def value(self) -> Decimal | None:
        """The figure with what was added; None where there is no figure."""
        return None if self.figure is None else sum((one.number for one in self.added), self.figure.number)


class Result(Struct, frozen=True):
    """What a test came to: by the figures ``of`` a day, or by a reading recorded by hand; it counts from ``day``.

    ``value`` and ``required`` are in the threshold's unit (175 for 175 %). ``met`` is None where nothing can be told,
    and ``why`` and ``lacking`` say why: of which metrics a figure is missing or unfit. ``expected``: a projection.
    ``over``: what each function over periods came to, as it is written; ``period``: the end of an earlier one of which
    a figure is missing.
    """

    test: str
    day: date
    of: date
    met: bool | None
    required: Decimal
    unit: Unit
    floor: bool
    value: Fraction | None = None
    inputs: tuple[Input, ...] = ()
    over: tuple[tuple[str, Fraction], ...] = ()
    by: Literal["figures", "hand"] = "figures"
    fact: str = ""
    cured: bool = False
    expected: bool = False
    why: Why | None = None
    lacking: tuple[str, ...] = ()
    period: date | None = None

    @property
    def room(self) -> Fraction | None:
        """Headroom in the threshold's unit, negative where it falls short; None where no value is known."""
        if self.value is None:
            return None
        above = self.value - Fraction(self.required)
        return above if self.floor else -above

    @property
    def room_percent(self) -> Fraction | None:
        """Headroom in per cent of what is required; None where that is zero."""
        if self.room is None or self.required == 0:
            return None
        return self.room / abs(Fraction(self.required)) * 100


# --- Results over time ------------------------------------------------------------------------------------


def results(docket: Docket, test: Obligation, day: date) -> tuple[Result, ...]:
    """Every result up to a day, oldest first: of each day that was tested, each cure, and each reading by hand.

    For the chart. A tested day of which nothing can be told is among them, with ``met`` None.
    """
    found = [*_by_figures(docket, test, day, _tested(docket, test, day), expected=False), *_by_hand(docket, test, day)]
    return tuple(sorted(found, key=lambda one: (one.day, one.of, one.by == "hand", one.cured)))


def result_on(docket: Docket, test: Obligation, day: date) -> Result | None:
    """The result by which a test stands on a day; None where nothing was ever told of it.

    A later test date that asks for a new reading makes it untested all the same: its standing says so.
    """
    tested = _tested(docket, test, day)
    standing = Tested(tested.standing)
    told = [*_by_figures(docket, test, day, standing, expected=False), *_by_hand(docket, test, day)]
    known = [one for one in told if one.met is not None]
    # Of two of one day the last recorded counts, as it does for the standing; `max` would take the first.
    return max(reversed(known), key=lambda one: (one.day, one.by == "hand"), default=None)


def projection(docket: Docket, test: Obligation, day: date, through: date) -> tuple[Result, ...]:
    """What is expected on each day that is tested after ``day``, by the figures expected and known; never a fact."""
    tested = _tested(docket, test, through, expected=True)
    ahead = Tested(
        tuple(one for one in tested.readings if one.day > day), tuple(one for one in tested.gaps if one.day > day)
    )
    found = _by_figures(docket, test, through, ahead, expected=True)
    return tuple(sorted(found, key=lambda one: (one.day, one.of, one.cured)))


def next_test(docket: Docket, test: Obligation, day: date) -> date | None:
    """The next test date after a day; None where it has none, or they cannot be worked out."""
    try:
        dates = [one.due for one in test_dates(docket, test, day) or () if one.due > day]
    except DayError:
        return None
    return min(dates, default=None)


def _tested(docket: Docket, test: Obligation, day: date, *, expected: bool = False) -> Tested:
    try:
        return measure(docket, test, day, expected=expected)
    except DayError:
        return UNTESTED


def _by_figures(docket: Docket, test: Obligation, day: date, tested: Tested, *, expected: bool) -> Iterator[Result]:
    threshold = test.threshold
    if threshold is None or not threshold.formula:
        return
    gauge = Gauge(docket, test, threshold, day, expected=expected)
    for one in tested.readings:
        inputs = _inputs(docket, threshold.metrics, one.figures)
        likely = expected and any(docket.figures[figure].expected for figure in one.figures)
        plain = _result(test, threshold, one.day, one.of)
        yield replace(
            plain, met=one.met, value=one.value, inputs=inputs, over=one.over, cured=one.cured, expected=likely
        )
    for gap in tested.gaps:
        inputs = _inputs(docket, threshold.metrics, gauge.figures_at(gap.of))
        untold = _result(test, threshold, gap.day, gap.of)
        yield replace(untold, inputs=inputs, why=gap.why, lacking=gap.metrics, period=gap.period)


def _result(test: Obligation, threshold: Threshold, day: date, of: date) -> Result:
    """A result of which nothing is told yet."""
    unit = Unit(threshold.unit, threshold.currency)
    return Result(test.id, day, of, None, threshold.value_on(of), unit, threshold.comparator in FLOORS)


def _inputs(docket: Docket, metrics: Sequence[str], ids: Sequence[str]) -> tuple[Input, ...]:
    figures = [docket.figures[one] for one in ids]
    found = []
    for metric in metrics:
        own = next((one for one in figures if one.metric == metric and not one.cure), None)
        found.append(Input(metric, own, tuple(one for one in figures if one.metric == metric and one.cure)))
    return tuple(found)


def _by_hand(docket: Docket, test: Obligation, day: date) -> Iterator[Result]:
    threshold = test.threshold
    for fact in docket.facts_about.get(test.id, ()):
        reading = fact.what
        if not isinstance(reading, Reading) or fact.day.on > day or threshold is None:
            continue
        value = None if reading.value is None else Fraction(reading.value)
        plain = _result(test, threshold, fact.day.on, fact.day.on)
        yield replace(plain, met=is_met(test, fact), value=value, by="hand", fact=fact.id)


def put_in(docket: Docket, result: Result) -> dict[str, Fraction]:
    """The values that were put in, by metric, as a formula works with them (a per cent as a fraction of one)."""
    found: dict[str, Fraction] = dict(result.over)
    for one in result.inputs:
        metric = docket.metrics.get(one.metric)
        if metric is not None and one.value is not None:
            found[one.metric] = Fraction(one.value) / (100 if metric.unit == "percent" else 1)
    return found


# --- The threshold, the definitions, the reliefs ----------------------------------------------------------


class Limit(NamedTuple):
    """What a test is held against over a stretch of days, first and last included."""

    first: date
    last: date
    value: Decimal


def limits(test: Obligation, first: date, last: date) -> tuple[Limit, ...]:
    """The threshold from ``first`` to ``last``, step by step: the line of the chart."""
    threshold = test.threshold
    if threshold is None or last < first:
        return ()
    begins = [first, *sorted(step.since for step in threshold.steps if first < step.since <= last)]
    ends = [*(preceding(day) for day in begins[1:]), last]
    return tuple(Limit(a, b, threshold.value_on(a)) for a, b in zip(begins, ends, strict=True))


def definition_on(docket: Docket, metric: Metric, day: date) -> Definition | None:
    """The version of a metric's definition in force on a day: the last to have begun; None before the first."""
    begun = [(_begins(docket, one), place) for place, one in enumerate(metric.definitions)]
    known = [one for one in begun if one[0] <= day]
    return metric.definitions[max(known)[1]] if known else None


def _begins(docket: Docket, definition: Definition) -> date:
    instrument = docket.instruments.get(definition.instrument or "")
    return definition.since or (instrument.begins if instrument else None) or ALWAYS


class RelievedDays(NamedTuple):
    """A stretch of days on which live reliefs cover a test; ``last`` is None where none of them has an end."""

    first: date
    last: date | None
    reliefs: tuple[str, ...]


def relieved(docket: Docket, assessment: Assessment, test: Obligation) -> tuple[RelievedDays, ...]:
    """The days on which some relief covers a test, as known on the day of the assessment; where two do, both are named.

    A relief that lapsed covered until the day before; one that is live covers to its end if nothing breaks it.
    """
    spells = [(*_covered(docket, assessment, relief), relief.id) for relief in _covering(docket, test)]
    known = sorted((first, last, relief) for first, last, relief in spells if first <= last)
    edges = sorted({day for first, last, _ in known for day in (first, _after(last))})
    found: list[RelievedDays] = []
    for first, beyond in pairwise(edges):
        over = tuple(relief for a, b, relief in known if a <= first <= b)
        if over:
            found.append(RelievedDays(first, None if beyond == NEVER else preceding(beyond), over))
    return tuple(found)


def _after(day: date) -> date:
    return day if day == NEVER else date.fromordinal(day.toordinal() + 1)


def _covering(docket: Docket, test: Obligation) -> Iterator[Relief]:
    ends = docket.links_to.get(test.id, ())
    yield from (docket.reliefs[end.id] for end in ends if end.link == "covers")


def _covered(docket: Docket, assessment: Assessment, relief: Relief) -> tuple[date, date]:
    """The first and the last day that a relief covers; the last before the first where it covers none."""
    position = assessment[relief.id]
    instrument = docket.instruments.get(relief.instrument or "")
    first = max(relief.effective_from or NEVER, (instrument.begins if instrument else None) or ALWAYS)
    if position.standing is Standing.PENDING or first == NEVER:
        return NEVER, ALWAYS
    last = min(position.due or NEVER, relief.new_due or NEVER)
    lapsed = position.since if position.standing is Standing.LAPSED else None
    return first, min(last, preceding(lapsed) if lapsed else NEVER)


# --- Equity cure ------------------------------------------------------------------------------------------


class CureRight(Struct, frozen=True):
    """The right to cure one failed result by putting money in: until when, and how often it was used and may be.

    ``used`` counts cures in the ``in_tests`` test dates running up to this one, ``used_in_all`` all of them. ``open``
    says whether it can still be used on the day that was asked about.
    """

    metric: str
    last_day: date | None
    used: int
    used_in_all: int
    open: bool
    why_not: Literal["", "met", "cured", "too late", "too often", "used up"] = ""


def cure_right(docket: Docket, test: Obligation, result: Result, day: date) -> CureRight | None:
    """Whether a result may still be cured on ``day`` by an equity cure; None where the test allows none."""
    threshold = test.threshold
    cure = threshold.equity_cure if threshold else None
    if threshold is None or cure is None or result.by == "hand":
        return None
    tested = _tested(docket, test, day)
    cured = {one.test for one in tested.readings if one.cured}
    earlier = sorted({one.test for one in tested.readings} | {one.day for one in tested.gaps})
    earlier = [one for one in earlier if one < result.day]
    recent = (
        [one for one in earlier[max(0, len(earlier) - cure.in_tests + 1) :] if one in cured] if cure.in_tests else []
    )
    last = _last_day(Gauge(docket, test, threshold, day, expected=False), result.of)
    why = _why_not(result, day, last, often=bool(cure.most and len(recent) >= cure.most))
    if not why and cure.most_in_all and len(cured) >= cure.most_in_all:
        why = "used up"
    return CureRight(cure.metric, last, len(recent), len(cured), not why, why)


WhyNot = Literal["", "met", "cured", "too late", "too often", "used up"]


def _why_not(result: Result, day: date, last: date | None, *, often: bool) -> WhyNot:
    if result.met:
        return "cured" if result.cured else "met"
    if last is not None and day > last:
        return "too late"
    return "too often" if often else ""


def _last_day(gauge: Gauge, of: date) -> date | None:
    try:
        last = last_of_cure(gauge, of)
    except DayError:
        return None
    return None if last == NEVER else last


# --- A period's figures -----------------------------------------------------------------------------------


def metrics_in_use(docket: Docket) -> tuple[Metric, ...]:
    """The metrics that tests are worked out from, in the order of the tests: the rows of the table of one period."""
    over = [one for test in docket.obligations.values() if test.threshold for one in test.threshold.metrics]
    return tuple(docket.metrics[one] for one in dict.fromkeys(over) if one in docket.metrics)
