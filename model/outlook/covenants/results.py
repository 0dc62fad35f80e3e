"""What a financial test came to, in words: its trace, what is required, headroom, what would cure it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from model.assess.formula import say, say_room, trace
from model.days.wording import say_count, say_day
from model.docket import Docket
from model.outlook.covenants.financial import CureRight, Result, put_in
from model.outlook.covenants.remedy import Remedy
from model.phrases import NBSP, listed, record_name
from model.record.formula import stored_formula, write_formula
from model.record.metric import Metric
from model.record.obligation import Obligation
from model.record.units import RATIO, Unit, check_units, unit_of_metric


def formula_text(docket: Docket, test: Obligation) -> str:
    """The formula by the names of its metrics: ``current assets ÷ current liabilities``; empty where it has none."""
    if test.threshold is None or not test.threshold.formula:
        return ""
    names = {one: metric.short for one, metric in docket.metrics.items()}
    return write_formula(stored_formula(test.threshold.formula), names)


def trace_text(docket: Docket, test: Obligation, result: Result) -> str:
    """The formula with the numbers put in, and what it comes to: ``$19,250,000 ÷ $17,500,000 = 1.10``.

    A ratio that is held against a per cent is said both ways; what is missing stands as “?”.
    """
    if test.threshold is None or not test.threshold.formula or result.by == "hand":
        return ""
    units = {one: unit_of_metric(metric) for one, metric in docket.metrics.items()}
    formula = stored_formula(test.threshold.formula)
    said = trace(formula, put_in(docket, result), units)
    value = value_text(result)
    if not value or said == value:
        return said
    if result.unit.kind == "percent" and _is_ratio(docket, test) and result.value is not None:
        return f"{said} = {say(result.value / 100, RATIO)} = {value}"
    return f"{said} = {value}"


def _is_ratio(docket: Docket, test: Obligation) -> bool:
    if test.threshold is None:
        return False
    metrics = {one: docket.metrics[one] for one in test.threshold.metrics if one in docket.metrics}
    return check_units(stored_formula(test.threshold.formula), test.threshold, metrics).kind != "percent"


def value_text(result: Result) -> str:
    """What the test came to, told apart from what is required: ``1.40``, ``$16,100,000``; empty if unknown."""
    return "" if result.value is None else say(result.value, result.unit, result.required)


def required_text(test: Obligation, required: Decimal) -> str:
    """What is required: ``at least $17,500,000``."""
    if test.threshold is None:
        return ""
    return f"{test.threshold.comparator} {say(required, Unit(test.threshold.unit, test.threshold.currency))}"


def headroom_text(test: Obligation, result: Result) -> tuple[str, str]:
    """Headroom in units and in per cent of the limit: ``("$1,400,000 short", "8 % of the limit")``."""
    if test.threshold is None or result.value is None:
        return "", ""
    said = say_room(test.threshold, result.value - Fraction(result.required))
    percent = result.room_percent
    if percent is None:
        return said, ""
    whole = say(Fraction(round(abs(percent))), Unit("percent"))
    if abs(percent) < 10:
        whole = say(abs(percent), Unit("percent"), Decimal(0))
    return said, f"{whole} of the limit"


def remedy_text(docket: Docket, remedy: Remedy) -> str:
    """What would cure it: ``$1,400,000 more tangible shareholders’ equity restores it``."""
    metric = docket.metrics[remedy.metric]
    how = "more" if remedy.change > 0 else "less"
    amount = say(abs(remedy.change), unit_of_metric(metric), Decimal(0))
    if metric.unit == "money":
        return f"{amount} {how} {metric.short} restores it"
    return f"{metric.short} of {say(remedy.value, unit_of_metric(metric))}, {amount} {how}, restores it"


def why_text(docket: Docket, result: Result) -> str:
    """Why nothing can be told of a tested day; empty where it can."""
    names = listed([record_name(docket, one) for one in result.lacking])
    return {
        None: "",
        "missing": f"no figure of {names} as of {say_day(result.period or result.of)}",
        "periods": f"which periods the figures of {names} are of cannot be told by its test dates",
        "zero": f"the divisor, by {names}, is zero",
        "negative": f"the divisor, by {names}, is negative: record whether it was met",
        "unit": "the units of the formula do not go together",
    }[result.why]


def cure_text(docket: Docket, right: CureRight) -> str:
    """Whether an equity cure is open, and how often it was used: one sentence without its full stop."""
    name = record_name(docket, right.metric)
    if right.open:
        until = f" until {say_day(right.last_day)}" if right.last_day else ""
        used = f", used {say_count(right.used_in_all, 'time')} before" if right.used_in_all else ""
        return f"May be cured{until} by a sum added to {name}{used}"
    return {
        "": "",
        "met": "Met, so there is nothing to cure",
        "cured": f"Cured by a sum added to {name}",
        "too late": f"Could be cured until {say_day(right.last_day)}" if right.last_day else "No longer to be cured",
        "too often": f"Cannot be cured: {say_count(right.used, 'cure')} in the test dates running up to it",
        "used up": f"Cannot be cured: all {say_count(right.used_in_all, 'cure')} are used",
    }[right.why_not]


def metric_unit_text(metric: Metric) -> str:
    """The unit in which figures of a metric are entered: ``USD``, ``%``, ``ratio``; empty for a plain number."""
    return {"money": metric.currency, "percent": f"{NBSP}%".strip(), "ratio": "ratio", "number": ""}[metric.unit]
