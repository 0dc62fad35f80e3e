"""Functions over periods: the last quarters then ending, annualised, cumulative since a day, positive parts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from model.assess import assess
from model.assess.measured import measure
from model.days.fiscal import FiscalYear
from model.days.operation import Add
from model.ledger.entry import entry_problems
from model.record.base import Record
from model.record.day import Day
from model.record.deadline import Every, While
from model.record.event import Event
from model.record.figure import Figure
from model.record.obligation import Obligation
from tests import builders
from tests.builders import docket_of
from tests.model.assess.dockets import BANK
from tests.model.assess.small import gauge, metric

ENDS = tuple(date(year, month, day) for year in (2023, 2024) for month, day in ((3, 31), (6, 30), (9, 30), (12, 31)))
QUARTERLY = Every(rule="FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", start=date(2024, 3, 31))
FISCAL = Event(
    id="quarter", title="Quarter end", fiscal=FiscalYear(month=12, period="quarter"), happened=Day(on=date(2024, 3, 31))
)
LTM = "sum([ebitda], 4)"


def quarters(*values: int | None, of: str = "ebitda", ends: tuple[date, ...] = ENDS) -> tuple[Figure, ...]:
    """The figures of the quarters, from that to March 2023 on; None where one lacks."""
    pairs = zip(ends, values, strict=False)
    return tuple(builders.figure(of, end, str(value)) for end, value in pairs if value is not None)


def ltm(formula: str = LTM, deadline: Any = QUARTERLY, **fields: Any) -> Obligation:
    return gauge(formula, "10", unit="money", deadline=deadline, **fields)


def values(test: Obligation, figures: tuple[Figure, ...], *others: Record, by: date = ENDS[-1]) -> dict[date, Fraction]:
    docket = docket_of((BANK, metric("ebitda"), test, *others, *figures))
    return {one.of: one.value for one in measure(docket, test, by).readings}


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (LTM, {4: 1 + 2 + 3 + 4 + 5 - 1, 5: 2 + 3 + 4 + 5 + 6 - 2}),
        ("sum([ebitda], 1)", {4: 5, 5: 6}),
        ("annualised([ebitda], 3)", {4: Fraction((3 + 4 + 5) * 4, 3), 5: 20}),
        ("annualised([ebitda], 2)", {4: 18, 5: 22}),
        ("cumulative([ebitda], 2023-12-31)", {4: 9, 5: 15}),
        ("cumulative([ebitda], 2024-01-01)", {4: 5, 5: 11}),
        ("cumulative([ebitda], 2024-06-30)", {4: 0, 5: 6}),
        ("50 % × cumulative(positive([ebitda] − USD 5), 2024-01-01) + USD 1", {4: 1, 5: Fraction(3, 2)}),
    ],
)
def test_what_a_function_comes_to_with_quarters_before_the_first_test_date(
    formula: str, expected: dict[int, Fraction]
) -> None:
    found = values(ltm(formula), quarters(1, 2, 3, 4, 5, 6))
    assert found == {ENDS[place]: value for place, value in expected.items()}


def test_a_positive_part_is_one_of_each_period_inside_and_of_the_sum_outside() -> None:
    figures = quarters(None, None, None, None, 8, -6, 3)
    inside = values(ltm("cumulative(positive([ebitda]), 2024-01-01)"), figures)
    outside = values(ltm("positive(cumulative([ebitda], 2024-01-01))"), figures)
    assert list(inside.values()) == [8, 8, 11]
    assert list(outside.values()) == [8, 2, 5]


@pytest.mark.parametrize("lacks", range(2, 5))
def test_a_missing_period_gives_no_reading_and_is_named(lacks: int) -> None:
    given = [1, 2, 3, 4, 5, 6]
    figures = quarters(*(None if place == lacks else value for place, value in enumerate(given)))
    docket = docket_of((BANK, metric("ebitda"), ltm(), *figures))
    position = assess(docket, ENDS[5])["x"]
    assert position.standing == "untested"
    reason = next(one for one in position.reasons if one.code == "not measured: missing")
    assert (reason.ids, reason.text) == (("ebitda",), ENDS[lacks].isoformat())


def test_periods_before_the_first_test_date_lie_where_the_fiscal_year_puts_them() -> None:
    found = values(ltm(deadline=Every(event="quarter")), quarters(1, 2, 3, 4, 5), FISCAL)
    assert found == {ENDS[4]: 14}


def test_figures_of_the_period_serve_a_test_date_that_comes_later() -> None:
    later = Every(rule=QUARTERLY.rule, start=QUARTERLY.start, steps=(Add(n=45, unit="day"),))
    assert values(ltm(deadline=later), quarters(1, 2, 3, 4, 5, 6)) == {ENDS[4]: 14, ENDS[5]: 18}


def test_a_rhythm_that_cannot_be_followed_back_gives_no_periods() -> None:
    uneven = Every(rule="FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=-1", start=date(2024, 3, 31))
    docket = docket_of((BANK, metric("ebitda"), ltm(deadline=uneven), *quarters(1, 2, 3, 4, 5)))
    assert [one.code for one in assess(docket, ENDS[4])["x"].reasons][:2] == ["no reading", "not measured: periods"]


def test_figures_of_shorter_periods_are_not_taken_for_those_of_the_test() -> None:
    """Tested each year, four periods would be four years, and quarterly figures lie in between."""
    yearly = Every(rule="FREQ=YEARLY", start=date(2023, 12, 31))
    docket = docket_of((BANK, metric("ebitda"), ltm("sum([ebitda], 2)", yearly), *quarters(1, 2, 3, 4, 5, 6, 7, 8)))
    reasons = assess(docket, ENDS[7])["x"].reasons
    assert "not measured: periods" in [one.code for one in reasons]


def test_a_continuing_test_has_no_periods_and_is_refused_with_the_question() -> None:
    records = (BANK, metric("ebitda"), metric("m"))
    refused = entry_problems(docket_of(records), ltm(deadline=While(), id="leverage"))
    assert [problem.message for problem in refused] == [
        "Which periods does “sum” add up? Choose test dates: each period ends on one of them."
    ]
    standing = docket_of((BANK, metric("ebitda", lasts=True)))
    assert "stands until its next figure" in entry_problems(standing, ltm(id="leverage"))[0].message
