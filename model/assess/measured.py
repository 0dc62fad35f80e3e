"""What the figures of its metrics say of a test: each day that is tested, whether it was met, and what was put in.

A test with test dates is read on those alone, by the figures of the day that is tested (its test date, else the day
that names the period). A continuing test is read on every day that its figures are of. A figure is that of its own
day; only one of a metric that lasts stands until the next. So no reading ever mixes two balance sheets.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from model.assess.due import Occasion, horizon, lines_after, occasions_of
from model.assess.formula import NoAnswer, Why, based, evaluate, over_periods, said_in
from model.assess.periods import PeriodEnds, period_ends_of
from model.docket import Docket
from model.record.amount import EquityCure, Threshold
from model.record.deadline import Every
from model.record.figure import Figure
from model.record.formula import (
    Formula,
    FormulaError,
    Number,
    Over,
    functions_over_periods,
    stored_formula,
    uses,
    write_formula,
)
from model.record.instrument import calendars_of
from model.record.metric import Metric
from model.record.obligation import Obligation
from model.record.units import check_units


class Measured(NamedTuple):
    """One reading: by the figures ``of`` a day, counting from ``day`` on; ``value`` is in the threshold's unit.

    ``test`` is the day from which the tested day counts by itself; ``day`` is later where money was put in to cure it.
    ``figures`` are those put in, the sums of an equity cure among them where it is ``cured``. ``over`` is what each
    function over periods came to, as it is written.
    """

    day: date
    test: date
    of: date
    met: bool
    value: Fraction
    figures: tuple[str, ...]
    cured: bool = False
    over: tuple[tuple[str, Fraction], ...] = ()


class Unmeasured(NamedTuple):
    """A day that is tested and of which nothing can be told, and why: of which metrics a figure lacks, or is unfit.

    ``period`` is the end of the period of which it lacks, where that is another one than the tested.
    """

    day: date
    of: date
    why: Why
    metrics: tuple[str, ...]
    period: date | None = None


class Tested(NamedTuple):
    """Everything that figures say of a test, day by day.

    It stands by ``standing``: one reading a day, without cures of an earlier test once a later one was due.
    """

    readings: tuple[Measured, ...] = ()
    gaps: tuple[Unmeasured, ...] = ()
    standing: tuple[Measured, ...] = ()


UNTESTED = Tested()


class Gauge:
    """A test with its formula and the figures known by a day; with ``expected`` also those that are projections."""

    def __init__(self, docket: Docket, test: Obligation, threshold: Threshold, day: date, *, expected: bool) -> None:
        self.docket, self.test, self.threshold, self.day, self.expected = docket, test, threshold, day, expected
        self.metrics: dict[str, Metric] = {
            one: docket.metrics[one] for one in threshold.metrics if one in docket.metrics
        }
        self.over = threshold.metrics
        self.figures = {one: self._known(one) for one in self.over}
        self._days = {one: sorted(self.figures[one]) for one, metric in self.metrics.items() if metric.lasts}
        self.cures = self._cures(threshold.equity_cure)
        self.over_periods = functions_over_periods(formula_of(threshold))
        self.ends = PeriodEnds((), date.max)
        if self.over_periods:
            self.ends = period_ends_of(docket, test, test_dates(docket, test, day) or ())

    def _known(self, metric: str) -> dict[date, Figure]:
        """The figures of a metric up to the day, the last recorded of each day; a projection gives way."""
        found: dict[date, Figure] = {}
        for figure in self.docket.figures_of.get(metric, ()):
            if figure.cure or figure.as_of > self.day or (figure.expected and not self.expected):
                continue
            known = found.get(figure.as_of)
            if known is None or known.expected or not figure.expected:
                found[figure.as_of] = figure
        return found

    def _cures(self, cure: EquityCure | None) -> list[Figure]:
        if cure is None:
            return []
        figures = self.docket.figures_of.get(cure.metric, ())
        return [
            one for one in figures if one.cure and one.counts_from <= self.day and (self.expected or not one.expected)
        ]

    def dates(self) -> list[date]:
        """The days that figures are of, but for those of metrics that last, where there are others."""
        changing = [one for one, metric in self.metrics.items() if not metric.lasts] or list(self.metrics)
        return sorted({day for one in changing for day in self.figures[one]})

    def at(self, metric: str, of: date) -> Figure | None:
        """The figure of a metric for a day: that of the day, or the latest of one that lasts."""
        figures, held = self.figures[metric], self.metrics.get(metric)
        if held is None:
            return None
        if not held.lasts:
            return figures.get(of)
        days = self._days[metric]
        place = bisect_right(days, of)
        return figures[days[place - 1]] if place else None

    def lacking(self, of: date) -> tuple[str, ...]:
        """The metrics that have no figure for a day."""
        return tuple(one for one in self.over if self.at(one, of) is None)

    def value(self, formula: Formula, of: date, added: Sequence[Figure] = ()) -> Fraction:
        """The formula by the figures of a day, in the threshold's unit. Raises :class:`NoAnswer`."""
        return said_in(evaluate(formula, self.values(of, added)), self.threshold.unit)

    def values(self, of: date, added: Sequence[Figure] = ()) -> dict[str, Fraction]:
        """What is put in for each metric that has a figure for a day, the sums of a cure added."""
        found: dict[str, Fraction] = {}
        for one, metric in self.metrics.items():
            figure = self.at(one, of)
            if figure is not None:
                cured = sum((cure.number for cure in added if cure.metric == one), figure.number)
                found[one] = based(cured, metric.unit)
        for over in self.over_periods:
            try:
                found[write_formula(over)] = over_periods(over, self._values_over(over, of, found))
            except NoAnswer:
                continue
        return found

    def _values_over(self, over: Over, of: date, tested: Mapping[str, Fraction]) -> list[Mapping[str, Fraction]]:
        """The values of each period that a function takes in; of the ``tested`` one, those with a cure."""
        found: list[Mapping[str, Fraction]] = []
        for end in self.periods_of(over, of):
            day = self._day_of(over, end, of)
            if day is None:
                raise NoAnswer("missing", uses(over))
            found.append(tested if day == of else self._values_on(uses(over), day))
        return found

    def _values_on(self, metrics: Sequence[str], day: date) -> dict[str, Fraction]:
        figures = {one: self.at(one, day) for one in metrics}
        return {one: based(figure.number, self.metrics[one].unit) for one, figure in figures.items() if figure}

    def periods_of(self, over: Over, of: date) -> tuple[Occasion, ...]:
        """The periods that a function takes in, up to the one tested by the figures ``of`` a day.

        Raises :class:`NoAnswer` where they cannot be told, or a metric has figures of shorter periods in between.
        """
        named = [one.period for one in self.ends.occasions if of in (one.period, one.due)]
        ends = [one for one in self.ends.occasions if named and one.period <= max(named)]
        if over.since is None:
            chosen = ends[-over.periods :]
            if len(chosen) < over.periods:
                raise NoAnswer("periods", uses(over))
        else:
            if over.since < self.ends.back:
                raise NoAnswer("periods", uses(over))
            chosen = [one for one in ends if one.period >= over.since]
        if chosen and (finer := self._finer(over, chosen, of)):
            raise NoAnswer("periods", finer)
        return tuple(chosen)

    def _finer(self, over: Over, chosen: Sequence[Occasion], of: date) -> tuple[str, ...]:
        """The metrics that have figures between the ends of the periods: theirs are other periods than the test's."""
        ends = {day for one in chosen for day in (one.period, one.due)}
        return tuple(
            metric
            for metric in uses(over)
            if any(chosen[0].period < day < of and day not in ends for day in self.figures[metric])
        )

    def _day_of(self, over: Over, end: Occasion, of: date) -> date | None:
        """The day whose figures are those of a period; None where they are not all there."""
        days = (of,) if of in (end.period, end.due) else (end.due, end.period)
        return next((day for day in days if all(self.at(one, day) for one in uses(over))), None)

    def lacking_over(self, of: date) -> tuple[date | None, Why, tuple[str, ...]] | None:
        """What keeps a function over periods from a value: the first period that lacks, why, and of which metrics."""
        for over in self.over_periods:
            try:
                periods = self.periods_of(over, of)
            except NoAnswer as error:
                return None, error.why, error.metrics
            for end in periods:
                if self._day_of(over, end, of) is None:
                    lacking = (one for one in uses(over) if not (self.at(one, end.due) or self.at(one, end.period)))
                    return end.period, "missing", tuple(lacking) or uses(over)
        return None

    def figures_over(self, of: date) -> tuple[str, ...]:
        """The ids of the figures of earlier periods that functions over periods take in."""
        found: dict[str, None] = {}
        for over in self.over_periods:
            for end in self.periods_of(over, of):
                day = self._day_of(over, end, of)
                figures = [self.at(one, day) for one in uses(over)] if day is not None and day != of else []
                found |= {figure.id: None for figure in figures if figure}
        return tuple(found)

    def figures_at(self, of: date) -> tuple[str, ...]:
        """The ids of the figures that are put in for a day."""
        return tuple(figure.id for one in self.over if (figure := self.at(one, of)))


def formula_of(threshold: Threshold) -> Formula:
    """The formula of a test; one that cannot be read is a plain nothing, and is said where it is worked out."""
    try:
        return stored_formula(threshold.formula)
    except FormulaError:
        return Number("0")


def measure(docket: Docket, test: Obligation, day: date, *, expected: bool = False) -> Tested:
    """What figures say of a test up to a day; with ``expected`` also those that are projections.

    Raises :class:`model.errors.DayError` where its test dates or the last day of an equity cure cannot be worked out.
    """
    threshold = test.threshold
    if threshold is None or not threshold.formula:
        return UNTESTED
    gauge = Gauge(docket, test, threshold, day, expected=expected)
    occasions = test_dates(docket, test, day)
    due = _due(gauge, day, occasions)
    try:
        formula = stored_formula(threshold.formula)
        check_units(formula, threshold, gauge.metrics)
    except FormulaError:
        return Tested((), tuple(Unmeasured(counts, of, "unit", threshold.metrics) for counts, of in due[-1:]))
    readings: list[Measured] = []
    gaps: list[Unmeasured] = []
    allowed = _allowed(gauge, [of for _, of in due])
    for counts, of in due:
        found = list(_read(gauge, formula, counts, of, allowed.get(of, [])))
        readings += [one for one in found if isinstance(one, Measured)]
        gaps += [one for one in found if isinstance(one, Unmeasured)]
    later = [one.test for one in readings] if occasions is None else [counts for counts, _ in due]
    return Tested(tuple(readings), tuple(gaps), _standing(readings, later))


def test_dates(docket: Docket, test: Obligation, day: date) -> tuple[Occasion, ...] | None:
    """Its test dates up to some years after a day; None where it has none.

    Raises :class:`model.errors.DayError` where they cannot be worked out.
    """
    return occasions_of(docket, test, horizon(day)) if isinstance(test.deadline, Every) else None


def _due(gauge: Gauge, day: date, occasions: Iterable[Occasion] | None) -> list[tuple[date, date]]:
    """Each day from which a reading counts, and the day whose figures it is by."""
    if occasions is None:
        return [(of, of) for of in gauge.dates()]
    known = {day for figures in gauge.figures.values() for day in figures}
    found = []
    for occasion in occasions:
        if occasion.due <= day:
            days = [of for of in (occasion.due, occasion.period) if of <= occasion.due]
            whole = [of for of in days if not gauge.lacking(of)]
            some = [of for of in days if of in known]
            found.append((occasion.due, (whole or some or [occasion.due])[0]))
    return found


def _read(
    gauge: Gauge, formula: Formula, counts: date, of: date, cures: Sequence[Figure]
) -> Iterator[Measured | Unmeasured]:
    """The reading of one tested day, and another from each day on which money was put in to cure it."""
    lacking = gauge.lacking(of)
    if lacking:
        yield Unmeasured(counts, of, "missing", lacking)
        return
    if wanting := gauge.lacking_over(of):
        period, why, metrics = wanting
        yield Unmeasured(counts, of, why, metrics, period)
        return
    days = sorted({counts, *(max(counts, cure.counts_from) for cure in cures)})
    for day in days:
        added = [cure for cure in cures if max(counts, cure.counts_from) <= day]
        try:
            value = gauge.value(formula, of, added)
        except NoAnswer as error:
            yield Unmeasured(day, of, error.why, error.metrics)
            continue
        met = gauge.threshold.met_by(value, of)
        ids = (*gauge.figures_at(of), *gauge.figures_over(of), *(cure.id for cure in added))
        values = gauge.values(of, added) if gauge.over_periods else {}
        over = tuple((name, values[name]) for one in gauge.over_periods if (name := write_formula(one)) in values)
        yield Measured(day, counts, of, met, value, ids, bool(added), over)


def _allowed(gauge: Gauge, dates: Sequence[date]) -> dict[date, list[Figure]]:
    """The sums put in for each tested day that its clause allows: in time, and not too often."""
    cure = gauge.threshold.equity_cure
    if cure is None or not gauge.cures:
        return {}
    found: dict[date, list[Figure]] = {}
    for place, of in enumerate(dates):
        made = [one for one in gauge.cures if one.as_of == of and one.counts_from <= last_of_cure(gauge, of)]
        recent = dates[max(0, place - cure.in_tests + 1) : place]
        often = cure.most and sum(one in found for one in recent) >= cure.most
        exhausted = cure.most_in_all and len(found) >= cure.most_in_all
        if made and not often and not exhausted:
            found[of] = made
    return found


def last_of_cure(gauge: Gauge, of: date) -> date:
    """The last day on which money may be put in for a tested day. Raises :class:`model.errors.DayError`."""
    cure = gauge.threshold.equity_cure
    if cure is None or not cure.within:
        return date.max
    instrument = gauge.docket.instruments.get(gauge.test.instrument or "")
    return lines_after(cure.within, of, gauge.docket.calendar(calendars_of(instrument)))[-1].day


def _standing(readings: Sequence[Measured], tests: Sequence[date]) -> tuple[Measured, ...]:
    """The readings by which the test stands: a cure of one test says nothing once another was due."""
    found: dict[date, Measured] = {}
    for one in readings:
        if not one.cured or not any(one.test < test <= one.day for test in tests):
            found[one.day] = one
    return tuple(found[day] for day in sorted(found))
