"""Rules of entry of financial tests: names that formulas can tell apart, units that go together, figures that count."""

from __future__ import annotations

from collections.abc import Iterator

from model.days.wording import say_day
from model.docket import Docket
from model.ledger.proposal import ProposedDocket
from model.record.base import Problem
from model.record.deadline import Every
from model.record.figure import Figure
from model.record.formula import FormulaError, Over, functions_over_periods, stored_formula
from model.record.metric import Metric
from model.record.obligation import Obligation
from model.record.units import check_units


def formula_problems(proposal: ProposedDocket, obligation: Obligation) -> Iterator[Problem]:
    """A test's formula comes out in the unit of its threshold; a fund is money."""
    fund = proposal.metric(obligation.fund) if obligation.fund else None
    if fund is not None and fund.unit != "money":
        yield Problem("fund", f"{fund.name} is no money, so nothing can be allocated from it. Choose another.")
    if found := _misfit(proposal, obligation):
        yield Problem("threshold", found)
    elif over := _without_periods(obligation):
        yield Problem(
            "threshold",
            f"Which periods does “{over.how}” add up? Choose test dates: each period ends on one of them.",
        )


def _without_periods(obligation: Obligation) -> Over | None:
    """The function over periods of a test that has no test dates, by which its periods would end."""
    threshold = obligation.threshold
    if threshold is None or not threshold.formula or isinstance(obligation.deadline, Every):
        return None
    return next(iter(functions_over_periods(stored_formula(threshold.formula))), None)


def metric_problems(proposal: ProposedDocket, metric: Metric) -> Iterator[Problem]:
    """Names are told apart whatever the case; a change of the unit leaves each formula that uses it sound."""
    for other in proposal.metrics():
        if other.id != metric.id and (shared := _names(metric) & _names(other)):
            yield Problem("name", f"“{min(shared)}” is already the name of another metric. Choose another.")
            break
    if proposal.docket.get("metric", metric.id) is None:
        return
    for user_id in proposal.docket.measured_by.get(metric.id, ()):
        user = proposal.obligation(user_id)
        if user is None or proposal.changes("obligation", user_id):
            continue
        if found := _misfit(proposal, user):
            yield Problem("unit", f"{user.ref} is worked out from it. {found}")
        elif user.fund == metric.id and metric.unit != "money":
            yield Problem("unit", f"{user.ref} is allocated from it, so it must be money. Clear that fund first.")
        elif user.share and metric.unit != "money":
            yield Problem(
                "unit", f"{user.ref} is a percentage of it, so it must be money. Clear that percentage first."
            )


def figure_notes(docket: Docket, figure: Figure) -> Iterator[str]:
    """A figure that counts for nothing, or stands in the place of another of its day."""
    metric = docket.metrics.get(figure.metric)
    if metric is None:
        return
    if figure.cure and not any(
        test.threshold and test.threshold.equity_cure and test.threshold.equity_cure.metric == figure.metric
        for test in docket.obligations.values()
    ):
        yield f"No test allows an equity cure by {metric.name}. The figure was recorded, but counts for nothing."
    alike = [
        other
        for other in docket.figures_of.get(figure.metric, ())
        if other.as_of == figure.as_of and other.id != figure.id and (other.expected, other.cure) == (False, False)
    ]
    if alike and not figure.cure and not figure.expected:
        said = f"{metric.name} has {len(alike) + 1} figures as of {say_day(figure.as_of)}"
        yield f"{said}. The last recorded counts, and the others are kept."
    elif alike and figure.expected and not figure.cure:
        yield f"{metric.name} is known as of {say_day(figure.as_of)}, so what was expected counts for nothing."


def _misfit(proposal: ProposedDocket, obligation: Obligation) -> str:
    """Why the formula does not come out as it should; empty where it does, has none, or names what is not there."""
    threshold = obligation.threshold
    if threshold is None or not threshold.formula:
        return ""
    metrics = {one: found for one in threshold.metrics if (found := proposal.metric(one)) is not None}
    if len(metrics) < len(threshold.metrics):
        return ""
    try:
        check_units(stored_formula(threshold.formula), threshold, metrics)
        cured = metrics.get(threshold.equity_cure.metric) if threshold.equity_cure else None
    except FormulaError as error:
        return str(error)
    return f"An equity cure puts money in, and {cured.name} is no money." if cured and cured.unit != "money" else ""


def _names(metric: Metric) -> set[str]:
    found = (metric.name, metric.short_name)
    return {" ".join(name.replace("’", "'").split()).casefold() for name in found if name}
