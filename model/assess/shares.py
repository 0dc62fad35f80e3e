"""Amounts that are worked out in a pass: percentages of what came in, of a figure or of a sum; instalments of a sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from model.assess.bounds import as_known, happens_again
from model.assess.due import Occasion, horizon, occasions_of
from model.assess.known import Pass
from model.assess.owed import AmountOwed, instalment, share_of_base
from model.assess.own import own_facts
from model.assess.series import is_about
from model.assess.trail import KnownSeries
from model.days.iso import LAST_DAY
from model.days.recurrence import falls_every_day
from model.errors import DayError
from model.record.amount import Amount
from model.record.deadline import Every, is_counted
from model.record.fact import Fact, Performed
from model.record.obligation import Obligation
from model.record.share import OfMetric, OfProceeds, Share


def share_owed(run: Pass, share: Share, due: date | None, after: date | None = None) -> AmountOwed:
    """A percentage as of the day of the pass, by a base that is fixed at the end of the due day.

    ``after``: only what came in later than that counts, as in a series since the due day before.
    """
    on = run.day if due is None else min(run.day, due)
    return share_of_base(share, _base(run, share, on, after), on, fixed=due is not None and due <= run.day, after=after)


def _base(run: Pass, share: Share, on: date, after: date | None) -> Decimal | None:
    """What the percentage is of, as it stood on a day; None where it cannot be told."""
    base = share.base
    if isinstance(base, OfProceeds):
        return _brought_in(run, run.docket.obligations[base.obligation], share.currency, on, after)
    if isinstance(base, OfMetric):
        return _last_figure(run, base.metric, share.currency, on)
    return Decimal(base.value)


def _brought_in(run: Pass, source: Obligation, currency: str, on: date, after: date | None) -> Decimal | None:
    """The sums performed of an obligation by a day; None where one of them is not told in the currency."""
    total = Decimal(0)
    for fact in _performed_by(run, source, on):
        if after is not None and fact.day.on <= after:
            continue
        what = fact.what
        if not isinstance(what, Performed) or what.amount is None or what.currency != currency:
            return None
        total += Decimal(what.amount)
    return total


def _performed_by(run: Pass, source: Obligation, on: date) -> Iterator[Fact]:
    """The performances of an obligation, or of all occurrences of a series, that stood at the end of a day."""
    facts = tuple(fact for fact in run.facts(source.id) if fact.day.on <= on)
    if not facts:
        return
    if not isinstance(source.deadline, Every) or source.binding == "plan":
        yield from own_facts(source, facts, run.day, run.weighed[source.id].trail.floor).performed
        return
    for one in run.occasions(source, horizon(run.day)):
        about = tuple(fact for fact in facts if fact.occurrence is not None and is_about(fact, one))
        if about:
            yield from own_facts(source, about, run.day, one.opens).performed


def _last_figure(run: Pass, metric_id: str, currency: str, on: date) -> Decimal | None:
    """The last figure of a metric dated on or before a day; none that is in another currency."""
    metric = run.docket.metrics.get(metric_id)
    if metric is None or metric.currency != currency:
        return None
    figures = run.docket.figures_of.get(metric_id, ())
    return next((one.number for one in reversed(figures) if one.as_of <= on and not (one.expected or one.cure)), None)


# ------------------------------------------------------------------------------------------- of a series


def amounts_of(
    run: Pass, node: Obligation, known: KnownSeries | None, occasions: Iterable[Occasion]
) -> Iterator[tuple[Occasion, AmountOwed | None]]:
    """Each occurrence with the amount that is worked out for it; None where its record says it."""
    if node.share is not None:
        after: date | None = None
        for one in occasions:
            yield one, share_owed(run, node.share, one.due, after)
            after = one.due
    elif node.amount is not None and node.amount.in_all:
        yield from _instalments(run, node, node.amount, known, occasions)
    else:
        yield from ((one, None) for one in occasions)


def _instalments(
    run: Pass, node: Obligation, amount: Amount, known: KnownSeries | None, occasions: Iterable[Occasion]
) -> Iterator[tuple[Occasion, AmountOwed]]:
    places = _places(run, node, known)
    for one in occasions:
        place = places.get((one.period, one.number))
        yield one, instalment(amount, place, len(places)) if place else AmountOwed(None, amount.currency)


def _places(run: Pass, node: Obligation, known: KnownSeries | None) -> dict[tuple[date, int], int]:
    """The place of each occurrence among all that are owed, by the days that name them; none while they are open."""
    series = as_known(node, known).deadline
    if not isinstance(series, Every) or not is_counted(series):
        return {}
    if known is not None and happens_again(run.docket, series) and (known.ends is None or known.ends > run.day):
        return {}
    try:
        if falls_every_day(series.rule):
            found = sorted(
                (one.period, one.number) for one in occasions_of(run.docket, as_known(node, known), LAST_DAY)
            )
        else:
            found = list(_owed_names(series, run.docket.periods(series, LAST_DAY)))
    except DayError:
        return {}
    return {name: place for place, name in enumerate(found, 1)}


def _owed_names(series: Every, periods: Iterable[date]) -> Iterator[tuple[date, int]]:
    """Each occurrence that is not struck out: the day that names it, and which of that day it is."""
    struck_out = {change.occurrence for change in series.changed if change.due is None}
    count: Counter[date] = Counter()
    for period in periods:
        count[period] += 1
        if period not in struck_out:
            yield period, count[period]
