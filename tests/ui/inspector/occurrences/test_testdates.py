"""The test dates of a test that is worked out from figures say what the assessment says of each."""

from __future__ import annotations

from typing import Any

import pytest

from model.assess import assess
from model.assess.standing import Standing
from model.record.amount import EquityCure
from model.record.base import Record
from model.record.deadline import Every
from model.record.fact import Reading
from model.record.obligation import Obligation
from tests.builders import docket_of
from tests.model.assess.numbered import on
from tests.model.assess.small import counted, fact, figure, gauge, metric
from ui.inspector.occurrences.occurrences import OccurrenceRow, Occurrences, occurrences_of
from ui.inspector.reading import RecordInView

METRICS = (metric("profit"), metric("interest"))
CURE = EquityCure(metric="profit", within=counted(5))
WEEKLY = Every(rule="FREQ=WEEKLY", start=on(7))


def cover(**fields: Any) -> Obligation:
    """Profit of at least twice the interest, tested weekly from day 7 on."""
    return gauge("[profit] ÷ [interest]", "2", deadline=WEEKLY, **fields)


def weeks(*profits: str) -> list[Record]:
    """Figures of each test date, one week after the other; interest is always 4."""
    own = [figure("profit", 7 * number, profit) for number, profit in enumerate(profits, start=1) if profit]
    return [*own, *(figure("interest", 7 * number, "4") for number, _ in enumerate(profits, start=1))]


def shown(day: int, *records: Record, test: Obligation | None = None) -> Occurrences:
    docket = docket_of((*METRICS, test or cover(), *records))
    found = occurrences_of(RecordInView(docket, assess(docket, on(day)), docket.obligations["x"]))
    assert found is not None
    return found


def row(found: Occurrences, period: int) -> OccurrenceRow:
    (one,) = [each for each in (*found.past, *found.coming, *found.settled) if each.period == on(period)]
    return one


def test_each_says_whether_it_was_met_with_its_value_and_headroom() -> None:
    found = shown(30, *weeks("8", "6", "10", "7"))
    assert [(each.period, each.word, each.key, each.notes) for each in found.past] == [
        (on(28), "not met", "failing", ("1.75, 0.25 short",))
    ]
    assert [(each.period, each.word, each.notes) for each in found.settled] == [
        (on(21), "met", ("2.50, 0.50 to spare",)),
        (on(14), "not met", ("1.50, 0.50 short",)),
        (on(7), "met", ("2.00, nothing to spare",)),
    ]


def test_one_of_which_a_figure_lacks_is_untested_and_says_which() -> None:
    (untested,) = shown(15, *weeks("8", "")).past
    assert (untested.word, untested.key) == ("untested", "untested")
    assert untested.notes == ("no figure of profit as of Mon 17 Jun 1996",)
    assert untested.distance == "1 day ago"


def test_the_figures_of_the_day_that_names_it_serve_where_the_test_date_is_later() -> None:
    later = gauge("[profit] ÷ [interest]", "2", deadline=Every(rule="FREQ=WEEKLY", start=on(7), steps=counted(3)))
    found = shown(20, *weeks("8", "6"), test=later)
    assert [(each.due, each.word) for each in found.past] == [(on(17), "not met")]
    assert [(each.due, each.word) for each in found.settled] == [(on(10), "met")]


def test_one_that_was_cured_by_money_put_in_is_met_and_says_when() -> None:
    put_in = figure("profit", 7, "1", made=10)
    found = shown(20, *weeks("7", "8"), put_in, test=cover(equity_cure=CURE))
    assert (row(found, 7).word, row(found, 7).notes) == ("met", ("2.00, nothing to spare", "cured Thu 13 Jun 1996"))
    assert row(found, 14).notes == ("2.00, nothing to spare",)
    before = shown(9, *weeks("7"), put_in, test=cover(equity_cure=CURE))
    assert row(before, 7).word == "not met"


def test_a_reading_by_hand_goes_before_the_figures_of_its_day_and_gives_way_to_later_ones() -> None:
    same_day = shown(15, *weeks("8", "8"), fact(14, Reading(met=False)))
    assert (row(same_day, 14).word, row(same_day, 14).notes) == ("not met", ("read Mon 17 Jun 1996",))
    early = shown(15, *weeks("8", "8"), fact(12, Reading(met=False), occurrence=14))
    assert row(early, 14).word == "met"


@pytest.mark.parametrize(
    ("profits", "standing", "word"),
    [
        (("8", "9"), Standing.IN_COMPLIANCE, "met"),
        (("8", "7"), Standing.FAILING, "not met"),
        (("7", ""), Standing.UNTESTED, "untested"),
    ],
)
def test_the_last_one_that_has_come_stands_as_the_test_does(
    profits: tuple[str, ...], standing: Standing, word: str
) -> None:
    records = weeks(*profits)
    docket = docket_of((*METRICS, cover(), *records))
    assert assess(docket, on(16))["x"].standing is standing
    assert row(shown(16, *records), 14).word == word
