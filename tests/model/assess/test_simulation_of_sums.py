"""The judge judged: parts that add up, and amounts that are a percentage of something, worked by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from model.record.amount import Amount
from model.record.base import Record
from model.record.deadline import Every, ObligationAnchor
from model.record.fact import Fact, Performed
from model.record.obligation import Obligation
from model.record.share import OfMetric, OfProceeds, OfSum, Share
from tests.builders import PAID, docket_of
from tests.model.assess.dockets import BANK, on
from tests.model.assess.simulation import simulate
from tests.model.assess.small import (
    BY_BOTH,
    Case,
    Says,
    after,
    again,
    counted,
    course_of,
    duty,
    fact,
    figure,
    follows,
    links,
    metric,
    right,
    unsound,
)

# --- In total -------------------------------------------------------------------------------------------------

RAISE = duty(amount=Amount(value="100", currency="USD", bound="at least", in_total=True))


def paid(day: int, amount: str, about: str = "x", currency: str = "USD", **fields: Any) -> Fact:
    return fact(day, Performed(amount=amount, currency=currency), about, **fields)


IN_TOTAL: dict[str, Case] = {
    "parts that add up": ((RAISE, paid(3, "60"), paid(6, "40")), "open 0, partly performed 3, satisfied 6"),
    "a cent short": (
        (RAISE, paid(3, "60"), paid(6, "39.99")),
        "open 0, partly performed 3, due 10, missed 11",
    ),
    "reached late": (
        (RAISE, paid(3, "60"), paid(12, "40")),
        "open 0, partly performed 3, due 10, missed 11, satisfied late 12",
    ),
    "in another currency": (
        (RAISE, paid(3, "60"), paid(6, "40", currency="EUR")),
        "open 0, partly performed 3, due 10, missed 11",
    ),
    "in full, without a sum": ((RAISE, fact(3, PAID)), "open 0, satisfied 3"),
    "in full, with a sum that is short": (
        (RAISE, fact(3, Performed(amount="60", currency="USD", in_full=True))),
        "open 0, partly performed 3, due 10, missed 11",
    ),
    "not in total": (
        (duty(amount=Amount(value="100", currency="USD", bound="at least")), paid(3, "60"), paid(6, "60")),
        "open 0, partly performed 3, due 10, missed 11",
    ),
    "a right, the parts by c": (
        (right(amount=RAISE.amount), paid(3, "60"), paid(10, "40")),
        "open 0, partly performed 3, satisfied 10",
    ),
    "a right, a part past c": (
        (right(amount=RAISE.amount), paid(3, "60"), paid(11, "40")),
        "open 0, partly performed 3, due 10, lapsed 11",
    ),
}


@BY_BOTH
@pytest.mark.parametrize("name", IN_TOTAL)
def test_parts_may_reach_a_least_amount_together(name: str, says: Says) -> None:
    assert course_of(says, IN_TOTAL[name]) == IN_TOTAL[name][1]


@BY_BOTH
def test_the_day_that_parts_reach_it_is_the_day_of_performance(says: Says) -> None:
    y = duty("y", deadline=after(ObligationAnchor(obligation="x"), 4))
    case: Case = ((RAISE, paid(3, "60"), paid(6, "40"), paid(7, "10"), y), "")
    assert course_of(says, case, "y") == "dormant 0, open 6, due 10, missed 11"


# --- Percentages ----------------------------------------------------------------------------------------------

ISSUE = duty("y", due=30)
PERCENT = OfProceeds(obligation="y")


def owing(percent: str, base: OfProceeds | OfMetric | OfSum, **fields: Any) -> Obligation:
    """An obligation x to pay a percentage of something."""
    names = ("floor", "cap")
    share = Share(
        percent=percent, base=base, currency="USD", **{one: fields.pop(one) for one in names if one in fields}
    )
    return duty(kind="payment", share=share, **fields)


COMMITMENT = metric("m")
FEE = owing("0.25", OfMetric(metric="m"))

SHARES: dict[str, Case] = {
    "of a stated sum": ((owing("75", OfSum(value="200")), paid(4, "150")), "open 0, satisfied 4"),
    "of a stated sum, a cent short": (
        (owing("75", OfSum(value="200")), paid(4, "149.99")),
        "open 0, partly performed 4, due 10, missed 11",
    ),
    "of what came in": (
        (ISSUE, paid(2, "100", "y"), owing("75", PERCENT), paid(4, "75")),
        "open 0, satisfied 4",
    ),
    "more comes in before it is due": (
        (ISSUE, paid(2, "100", "y"), paid(6, "100", "y"), owing("75", PERCENT), paid(4, "75")),
        "open 0, satisfied 4, partly performed 6, due 10, missed 11",
    ),
    "and the rest is paid": (
        (ISSUE, paid(2, "100", "y"), paid(6, "100", "y"), owing("75", PERCENT), paid(4, "75"), paid(8, "75")),
        "open 0, satisfied 4, partly performed 6, satisfied 8",
    ),
    "more comes in on the due day": (
        (ISSUE, paid(2, "100", "y"), paid(10, "100", "y"), owing("75", PERCENT), paid(4, "75")),
        "open 0, satisfied 4, due 10, missed 11",
    ),
    "more comes in after the due day": (
        (ISSUE, paid(2, "100", "y"), paid(11, "100", "y"), owing("75", PERCENT), paid(4, "75")),
        "open 0, satisfied 4",
    ),
    "without a due day the base is never fixed": (
        (ISSUE, paid(2, "100", "y"), paid(12, "100", "y"), owing("75", PERCENT, due=None), paid(4, "75")),
        "open 0, satisfied 4, partly performed 12",
    ),
    "nothing came in": ((ISSUE, owing("75", PERCENT)), "open 0, released 10"),
    "nothing came in by the due day": (
        (ISSUE, paid(11, "100", "y"), owing("75", PERCENT)),
        "open 0, released 10",
    ),
    "nothing came in, but there is a floor": (
        (ISSUE, owing("75", PERCENT, floor="5")),
        "open 0, due 10, missed 11",
    ),
    "nothing came in, and no due day": ((ISSUE, owing("75", PERCENT, due=None)), "open 0"),
    "what came in has no sum": (
        (ISSUE, fact(2, PAID, "y"), owing("75", PERCENT), paid(4, "1000")),
        "open 0, partly performed 4, due 10, missed 11",
    ),
    "what came in has no sum, and it is paid in full": (
        (ISSUE, fact(2, PAID, "y"), owing("75", PERCENT), fact(4, PAID)),
        "open 0, satisfied 4",
    ),
    "what came in is of another currency": (
        (ISSUE, paid(2, "100", "y", "EUR"), owing("75", PERCENT), paid(4, "1000")),
        "open 0, partly performed 4, due 10, missed 11",
    ),
    "at most its cap": (
        (ISSUE, paid(2, "100", "y"), owing("75", PERCENT, cap="50"), paid(4, "50")),
        "open 0, satisfied 4",
    ),
    "at least its floor": (
        (ISSUE, paid(2, "100", "y"), owing("75", PERCENT, floor="90"), paid(4, "80")),
        "open 0, partly performed 4, due 10, missed 11",
    ),
    "half up to the cent": ((owing("50", OfSum(value="0.29")), paid(4, "0.15")), "open 0, satisfied 4"),
    "not down to the cent": (
        (owing("50", OfSum(value="0.29")), paid(4, "0.14")),
        "open 0, partly performed 4, due 10, missed 11",
    ),
    "in full": ((owing("75", OfSum(value="200")), fact(4, PAID)), "open 0, satisfied 4"),
    "of a metric": (
        (COMMITMENT, figure("m", 2, "4000"), FEE, paid(4, "10")),
        "open 0, satisfied 4",
    ),
    "of the last figure by the due day": (
        (COMMITMENT, figure("m", 2, "4000"), figure("m", 9, "8000"), FEE, paid(4, "10")),
        "open 0, satisfied 4, partly performed 9, due 10, missed 11",
    ),
    "a figure after the due day": (
        (COMMITMENT, figure("m", 2, "4000"), figure("m", 11, "8000"), FEE, paid(4, "10")),
        "open 0, satisfied 4",
    ),
    "of two figures of a day the last recorded": (
        (COMMITMENT, figure("m", 2, "8000", minute=1), figure("m", 2, "4000", minute=2), FEE, paid(4, "10")),
        "open 0, satisfied 4",
    ),
    "a projection is no figure": (
        (COMMITMENT, figure("m", 2, "4000", expected=True), FEE, paid(4, "10")),
        "open 0, partly performed 4, due 10, missed 11",
    ),
    "no figure yet": ((COMMITMENT, FEE), "open 0, due 10, missed 11"),
    "a figure of nought": ((COMMITMENT, figure("m", 2, "0"), FEE), "open 0, released 10"),
    "a figure of less than nought": ((COMMITMENT, figure("m", 2, "-5"), FEE), "open 0, released 10"),
    "a right to nought": (
        (ISSUE, right(share=Share(percent="75", base=PERCENT, currency="USD"))),
        "open 0, released 10",
    ),
    "paid from what it is a percentage of": (
        (ISSUE, paid(6, "100", "y"), owing("75", PERCENT, due=None, paid_from=links("y")), paid(8, "75")),
        "dormant 0, open 6, satisfied 8",
    ),
}


@BY_BOTH
@pytest.mark.parametrize("name", SHARES)
def test_a_percentage_follows_its_base_up_to_the_due_day(name: str, says: Says) -> None:
    assert course_of(says, SHARES[name]) == SHARES[name][1]


SWEEP = Every(rule="FREQ=DAILY;INTERVAL=10", start=on(5))

SWEEPS: dict[str, Case] = {
    "what came in since the due day before": (
        (
            ISSUE,
            paid(3, "100", "y"),
            paid(8, "200", "y"),
            owing("50", PERCENT, deadline=SWEEP),
            paid(5, "50", occurrence=5),
            paid(14, "100", occurrence=15),
        ),
        "open 0",
    ),
    "what came in on the due day before belongs to it": (
        (
            ISSUE,
            paid(5, "100", "y"),
            owing("50", PERCENT, deadline=SWEEP),
            paid(5, "50", occurrence=5),
        ),
        "open 0",
    ),
    "nothing since": (
        (
            ISSUE,
            paid(3, "100", "y"),
            owing("50", PERCENT, deadline=SWEEP),
            paid(5, "50", occurrence=5),
            paid(17, "100", "y"),
        ),
        "open 0",
    ),
    "short of what came in since": (
        (
            ISSUE,
            paid(3, "100", "y"),
            paid(8, "200", "y"),
            owing("50", PERCENT, deadline=SWEEP),
            paid(5, "50", occurrence=5),
            paid(14, "99", occurrence=15),
        ),
        "open 0, partly performed 14, due 15, missed 16",
    ),
    "of each happening": (
        (
            again(4, 12),
            duty("y", deadline=Every(event="e", steps=counted(0))),
            paid(4, "100", "y", occurrence=4),
            paid(12, "40", "y", occurrence=12),
            owing("50", PERCENT, deadline=Every(event="e", steps=counted(3))),
            paid(6, "50", occurrence=4),
            paid(14, "20", occurrence=12),
        ),
        "dormant 0, open 4, satisfied 6, open 12, satisfied 14",
    ),
}


@BY_BOTH
@pytest.mark.parametrize("name", SWEEPS)
def test_an_occurrence_has_its_percentage_of_what_came_in_since_the_one_before(name: str, says: Says) -> None:
    assert course_of(says, SWEEPS[name], days=24) == SWEEPS[name][1]


@BY_BOTH
def test_a_percentage_that_is_nought_when_due_is_no_default(says: Says) -> None:
    assert course_of(says, ((ISSUE, owing("75", PERCENT), follows("x")), ""), "q") == "dormant 0"
    short: Case = (
        (ISSUE, paid(2, "100", "y"), owing("75", PERCENT), paid(4, "75"), paid(6, "100", "y"), follows("x")),
        "",
    )
    assert course_of(says, short, "q") == "dormant 0, exposed 11"


@pytest.mark.parametrize(
    ("records", "day", "owed"),
    [
        ((ISSUE, owing("75", PERCENT)), 5, "0"),
        ((ISSUE, paid(2, "100", "y"), owing("75", PERCENT)), 5, "75"),
        ((ISSUE, paid(2, "100", "y"), paid(12, "100", "y"), owing("75", PERCENT)), 20, "75"),
        ((ISSUE, paid(2, "100", "y"), paid(12, "100", "y"), owing("75", PERCENT, due=None)), 20, "150"),
        ((owing("33.3", OfSum(value="10.05")),), 5, "3.35"),
        ((COMMITMENT, FEE), 5, None),
        ((ISSUE, paid(2, "100", "y"), owing("75", PERCENT, floor="80")), 5, "80"),
        ((ISSUE, paid(2, "100", "y"), owing("75", PERCENT, cap="70")), 5, "70"),
    ],
)
def test_what_a_percentage_comes_to(records: tuple[Record, ...], day: int, owed: str | None) -> None:
    found = simulate(docket_of((BANK, *records)), on(day))["x"].owed
    assert found == (None if owed is None else Decimal(owed))


@pytest.mark.parametrize("table", [IN_TOTAL, SHARES, SWEEPS])
def test_every_case_passes_the_door(table: dict[str, Case]) -> None:
    assert not [problem for case in table.values() for problem in unsound(case)]
