"""Financial tests as they are shown: results, traces, headroom, what would cure, projections, cures, reliefs.

The figures of the USMX metrics below are INVENTED, so that something comes out: the filing gives no value at all, only
that the tests were not met. Nothing of them is in the sample.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.assess import assess
from model.assess.engine import assess_whole
from model.docket import Change, Docket
from model.ledger.entry import entry_problems
from model.outlook.covenants.financial import (
    CureRight,
    Limit,
    Result,
    cure_right,
    definition_on,
    limits,
    metrics_in_use,
    next_test,
    projection,
    relieved,
    result_on,
    results,
)
from model.outlook.covenants.remedy import Remedy, remedies
from model.outlook.covenants.results import (
    cure_text,
    formula_text,
    headroom_text,
    remedy_text,
    required_text,
    trace_text,
    value_text,
    why_text,
)
from model.outlook.forward import look_on
from model.record.amount import EquityCure, Stepped
from model.record.base import Record
from model.record.deadline import Every
from model.record.door import kind_of
from model.record.fact import Reading
from model.record.metric import Definition, Metric
from model.record.obligation import Obligation
from tests.builders import docket_of, sample_docket
from tests.model.assess.dockets import METRICS, dockets_on_a_day
from tests.model.assess.numbered import on
from tests.model.assess.small import counted, fact, figure, gauge, metric
from tests.model.assess.test_against_simulation import linked

# --- The worked example, with invented figures ------------------------------------------------------------

TODAY = date(1996, 11, 20)
MEASURED: dict[str, tuple[str, str]] = {
    "current-assets": ("Current assets", "current assets"),
    "current-liabilities": ("Current liabilities", "current liabilities"),
    "equity": ("Consolidated tangible shareholders’ equity", "tangible shareholders’ equity"),
    "liabilities": ("Total consolidated liabilities", "total liabilities"),
}
TESTS = {
    "usmx-02": "[current-assets] ÷ [current-liabilities]",
    "usmx-03": "[equity]",
    "usmx-04": "[liabilities] ÷ [equity]",
}
INVENTED: dict[date, tuple[str, str, str, str]] = {
    date(1996, 7, 31): ("11500000", "5000000", "18400000", "27600000"),
    date(1996, 8, 31): ("10500000", "5000000", "17900000", "29500000"),
    date(1996, 9, 30): ("8500000", "5000000", "16800000", "30000000"),
    date(1996, 10, 31): ("7000000", "5000000", "16100000", "30900000"),
}
"""In the order of the metrics: made up, every one."""
EXPECTED: dict[date, tuple[str, str, str, str]] = {date(1996, 12, 31): ("11000000", "5000000", "18000000", "30900000")}


def with_records(docket: Docket, *records: Record) -> Docket:
    return docket.changed(
        Change(kind_of(record), record.id, docket.get(kind_of(record), record.id), record) for record in records
    )


def invented(*, expected: bool) -> Iterator[Record]:
    for day, values in (EXPECTED if expected else INVENTED).items():
        for name, value in zip(MEASURED, values, strict=True):
            made = figure(name, 0, value, expected=expected, id=f"{name}-{day}")
            yield replace(made, as_of=day)


@pytest.fixture(scope="module")
def usmx() -> Docket:
    """The sample, its three tests worked out from invented figures."""
    docket = sample_docket()
    words = docket.obligations["usmx-03"].sources[0]
    metrics = [Metric(id=name, name=long, short_name=short, currency="USD") for name, (long, short) in MEASURED.items()]
    metrics[2] = replace(metrics[2], definitions=(Definition(source=words, instrument="credit-agreements"),))
    docket = with_records(docket, *metrics, *invented(expected=False), *invented(expected=True))
    for test, formula in TESTS.items():
        threshold = docket.obligations[test].threshold
        assert threshold is not None
        record = replace(docket.obligations[test], threshold=replace(threshold, formula=formula))
        assert entry_problems(docket, record) == ()
        docket = with_records(docket, record)
    return docket


def of_october(docket: Docket, test: str) -> Result:
    found = result_on(docket, docket.obligations[test], date(1996, 11, 19))
    assert found is not None
    return found


COMES_TO = [
    (
        "usmx-02",
        "current assets ÷ current liabilities",
        "$7,000,000 ÷ $5,000,000 = 1.40",
        "at least 2.00",
        ("0.60 short", "30\u00a0% of the limit"),
        ["$3,000,000 more current assets restores it", "$1,500,000 less current liabilities restores it"],
    ),
    (
        "usmx-03",
        "tangible shareholders’ equity",
        "$16,100,000",
        "at least $17,500,000",
        ("$1,400,000 short", "8\u00a0% of the limit"),
        ["$1,400,000 more tangible shareholders’ equity restores it"],
    ),
    (
        "usmx-04",
        "total liabilities ÷ tangible shareholders’ equity",
        "$30,900,000 ÷ $16,100,000 = 1.92 = 191.93\u00a0%",
        "at most 175\u00a0%",
        ("16.93\u00a0% over", "9.67\u00a0% of the limit"),
        [
            "$2,725,000 less total liabilities restores it",
            "$1,557,142.86 more tangible shareholders’ equity restores it",
        ],
    ),
]


@pytest.mark.parametrize(("test", "formula", "trace", "required", "headroom", "cures"), COMES_TO)
def test_headroom_and_cure_amounts_of_the_invented_figures(
    usmx: Docket, test: str, formula: str, trace: str, required: str, headroom: tuple[str, str], cures: list[str]
) -> None:
    node = usmx.obligations[test]
    result = of_october(usmx, test)
    assert (result.of, result.met, result.by) == (date(1996, 10, 31), False, "figures")
    assert formula_text(usmx, node) == formula
    assert trace_text(usmx, node, result) == trace
    assert required_text(node, result.required) == required
    assert headroom_text(node, result) == headroom
    assert [remedy_text(usmx, one) for one in remedies(usmx, node, result)] == cures
    assert why_text(usmx, result) == ""


def test_what_cures_is_enough_and_a_cent_less_is_not(usmx: Docket) -> None:
    node = usmx.obligations["usmx-04"]
    liabilities, equity = remedies(usmx, node, of_october(usmx, "usmx-04"))
    assert liabilities == Remedy("liabilities", Decimal(28_175_000), Decimal(-2_725_000), exact=True)
    assert equity == Remedy("equity", Decimal("17657142.86"), Decimal("1557142.86"), exact=True)
    for value, met in ((equity.value, True), (equity.value - Decimal("0.01"), False)):
        ratio = Fraction(30_900_000) / Fraction(value)
        assert (ratio <= Fraction(175, 100)) is met


def test_the_results_of_each_month_are_there_for_the_chart(usmx: Docket) -> None:
    found = results(usmx, usmx.obligations["usmx-02"], TODAY)
    assert [(one.day, value_text(one), one.met, one.by) for one in found] == [
        (date(1996, 7, 31), "2.30", True, "figures"),
        (date(1996, 8, 31), "2.10", True, "figures"),
        (date(1996, 9, 30), "1.70", False, "figures"),
        (date(1996, 10, 31), "1.40", False, "figures"),
        (TODAY, "", False, "hand"),
    ]
    by_hand = result_on(usmx, usmx.obligations["usmx-02"], TODAY)
    assert by_hand == found[-1]
    assert remedies(usmx, usmx.obligations["usmx-02"], found[-1]) == ()
    assert headroom_text(usmx.obligations["usmx-02"], found[-1]) == ("", "")


def test_what_is_expected_is_projected_and_counts_for_nothing(usmx: Docket) -> None:
    ahead = {test: projection(usmx, usmx.obligations[test], TODAY, date(1997, 3, 31)) for test in TESTS}
    assert {test: [(one.day, one.met, one.expected) for one in found] for test, found in ahead.items()} == {
        test: [(date(1996, 12, 31), True, True)] for test in TESTS
    }
    assert trace_text(usmx, usmx.obligations["usmx-03"], ahead["usmx-03"][0]) == "$18,000,000"
    assert assess(usmx, date(1997, 1, 1))["usmx-03"].standing == "failing"


def test_standing_follows_from_the_figures(usmx: Docket) -> None:
    said = [
        (day, str(assess(usmx, day)["usmx-03"].standing))
        for day in (date(1996, 7, 30), date(1996, 8, 15), date(1996, 9, 30), TODAY, date(1997, 1, 1))
    ]
    assert [standing for _, standing in said] == ["dormant", "in compliance", "failing", "suspended", "failing"]
    assert assess(usmx, date(1996, 10, 15))["usmx-18"].standing == "exposed"
    assert assess(usmx, date(1997, 1, 1))["usmx-03"].since == date(1997, 1, 1)


def test_the_forward_look_stays_that_of_the_worked_example(usmx: Docket) -> None:
    plain = sample_docket()
    ours, theirs = (look_on(assess_whole(one, TODAY), date(1997, 11, 20)) for one in (usmx, plain))
    assert ours == theirs


def test_the_days_that_the_waiver_and_the_standstill_cover(usmx: Docket) -> None:
    node = usmx.obligations["usmx-03"]
    for day in (TODAY, date(1997, 1, 1)):
        (only,) = relieved(usmx, assess(usmx, day), node)
        assert (only.first, only.last) == (date(1996, 11, 15), date(1996, 12, 31))
        assert sorted(only.reliefs) == ["usmx-05", "usmx-06"]
    assert relieved(usmx, assess(usmx, date(1996, 11, 1)), node) == ()


def test_the_rows_of_a_period_are_the_metrics_of_all_tests_once(usmx: Docket) -> None:
    assert [one.id for one in metrics_in_use(usmx)] == [
        "current-assets",
        "current-liabilities",
        "equity",
        "liabilities",
    ]


# --- Definitions and thresholds over time -----------------------------------------------------------------


def test_a_definition_counts_from_its_day_else_from_its_instrument(usmx: Docket) -> None:
    first, last = Definition(text="as first agreed"), Definition(text="as amended", instrument="first-amendment-usmx")
    equity = replace(usmx.metrics["equity"], definitions=(last, first))
    docket = with_records(usmx, equity)
    days = (date(1996, 11, 14), date(1996, 11, 15))
    assert [definition_on(docket, equity, day) for day in days] == [first, last]
    assert definition_on(usmx, usmx.metrics["equity"], date(1996, 7, 30)) is None


def test_the_line_of_the_threshold_steps() -> None:
    test = gauge("[a1]", "2", steps=(Stepped(since=on(20), value="3"), Stepped(since=on(10), value="2.5")))
    assert limits(test, on(5), on(25)) == (
        Limit(on(5), on(9), Decimal(2)),
        Limit(on(10), on(19), Decimal("2.5")),
        Limit(on(20), on(25), Decimal(3)),
    )
    assert limits(test, on(20), on(22)) == (Limit(on(20), on(22), Decimal(3)),)
    assert limits(test, on(6), on(5)) == ()


# --- Test dates and equity cures --------------------------------------------------------------------------

WEEKLY = Every(rule="FREQ=WEEKLY", start=on(7))
PROFIT, INTEREST = metric("profit"), metric("interest")
CURE = EquityCure(metric="profit", within=counted(5), most=1, in_tests=2, most_in_all=2)


def cover(**fields: Any) -> Obligation:
    return gauge("[profit] ÷ [interest]", "2", deadline=WEEKLY, **fields)


def weeks(*profits: str, interest: str = "4") -> list[Record]:
    """Figures of each test date, one week after the other; an empty one is not recorded."""
    found: list[Record] = []
    for number, profit in enumerate(profits, start=1):
        found.append(figure("interest", 7 * number, interest))
        found += [figure("profit", 7 * number, profit)] if profit else []
    return found


def standings(docket: Docket, first: int, last: int) -> str:
    said = [str(assess(docket, on(day))["x"].standing) for day in range(first, last + 1)]
    return " ".join({"in compliance": "+", "failing": "-", "untested": "?", "dormant": "."}[one] for one in said)


def test_figures_between_test_dates_say_nothing() -> None:
    docket = docket_of(
        (PROFIT, INTEREST, cover(), *weeks("8", "9"), figure("profit", 10, "0"), figure("interest", 10, "4"))
    )
    assert standings(docket, 6, 15) == ". + + + + + + + + +"
    assert next_test(docket, docket.obligations["x"], on(7)) == on(14)
    assert next_test(docket, gauge("[profit]", "2"), on(7)) is None


def test_a_test_date_without_all_its_figures_is_untested_and_says_which_lack() -> None:
    docket = docket_of((PROFIT, INTEREST, cover(), *weeks("8", "", "7")))
    assert standings(docket, 13, 21) == "+ ? ? ? ? ? ? ? -"
    gap = results(docket, docket.obligations["x"], on(20))[-1]
    assert (gap.met, gap.why, gap.lacking) == (None, "missing", ("profit",))
    assert why_text(docket, gap) == "no figure of profit as of Mon 17 Jun 1996"
    assert trace_text(docket, docket.obligations["x"], gap) == "? ÷ $4"


def test_the_figures_of_the_period_serve_where_the_test_date_is_later() -> None:
    """A certificate due 3 days after each period end is worked out from the figures of the period end."""
    docket = docket_of(
        (
            PROFIT,
            INTEREST,
            replace(cover(), deadline=replace(WEEKLY, steps=counted(3))),
            *weeks("8", "6"),
        )
    )
    assert standings(docket, 9, 18) == "? + + + + + + + - -"
    found = result_on(docket, docket.obligations["x"], on(18))
    assert found is not None
    assert (found.day, found.of) == (on(17), on(14))


def test_a_metric_that_lasts_stands_until_its_next_figure() -> None:
    docket = docket_of(
        (
            PROFIT,
            replace(INTEREST, lasts=True),
            cover(),
            figure("interest", 2, "4"),
            figure("profit", 7, "8"),
            figure("profit", 14, "9"),
        )
    )
    assert standings(docket, 7, 15) == "+ + + + + + + + +"


def test_the_last_recorded_of_a_day_counts_and_what_is_expected_gives_way() -> None:
    revised = figure("profit", 7, "9", minute=5)
    guess = figure("profit", 7, "0", minute=9, expected=True, id="guess")
    docket = docket_of((PROFIT, INTEREST, cover(), *weeks("1"), revised, guess))
    found = result_on(docket, docket.obligations["x"], on(7))
    assert found is not None
    assert found.inputs[0].figure == revised
    ahead = projection(docket, docket.obligations["x"], on(6), on(20))
    assert [(one.day, one.met, one.expected) for one in ahead] == [(on(7), True, False), (on(14), None, False)]


CURES = [
    # profits of each week, sums put in (week, day made, sum), standings from day 7
    (("7", "8"), [(1, 10, "1")], "- - - + + + + +"),
    (("7", "8"), [(1, 7, "1")], "+ + + + + + + +"),
    (("7", "8"), [(1, 13, "1")], "- - - - - - - +"),  # too late: within 5 days
    (("7", "8"), [(1, 9, "0.5"), (1, 11, "0.5")], "- - - - + + + +"),
    (("7", "8"), [(1, 9, "0.5")], "- - - - - - - +"),
    (
        ("7", "7", "7", "7"),
        [(week, 7 * week, "1") for week in (1, 2, 3, 4)],
        "+ + + + + + + - - - - - - - + + + + + + + -",
    ),
    (
        ("7",) * 5,
        [(week, 7 * week, "1") for week in (1, 3, 5)],
        "+ + + + + + + - - - - - - - + + + + + + + - - - - - - - -",
    ),
]


@pytest.mark.parametrize(("profits", "sums", "said"), CURES)
def test_an_equity_cure_counts_from_the_day_it_is_made_in_time_and_not_too_often(
    profits: tuple[str, ...], sums: list[tuple[int, int, str]], said: str
) -> None:
    made = [figure("profit", 7 * week, value, made=day) for week, day, value in sums]
    docket = docket_of((PROFIT, INTEREST, cover(equity_cure=CURE), *weeks(*profits), *made))
    assert standings(docket, 7, 6 + len(said.split())) == said


def test_a_cure_is_nothing_to_a_test_that_allows_none() -> None:
    made = figure("profit", 7, "1", made=8)
    docket = docket_of((PROFIT, INTEREST, cover(), *weeks("7"), made))
    assert standings(docket, 7, 9) == "- - -"


def right(profits: tuple[str, ...], sums: list[tuple[int, int, str]], day: int, week: int) -> tuple[CureRight, str]:
    made = [figure("profit", 7 * number, value, made=on_day) for number, on_day, value in sums]
    docket = docket_of((PROFIT, INTEREST, cover(equity_cure=CURE), *weeks(*profits), *made))
    test = docket.obligations["x"]
    result = [one for one in results(docket, test, on(day)) if one.of == on(7 * week)][-1]
    found = cure_right(docket, test, result, on(day))
    assert found is not None
    return found, cure_text(docket, found)


RIGHTS = [
    (("7",), [], 8, 1, "May be cured until Sat 15 Jun 1996 by a sum added to profit"),
    (("7",), [], 13, 1, "Could be cured until Sat 15 Jun 1996"),
    (("8",), [], 8, 1, "Met, so there is nothing to cure"),
    (("7",), [(1, 8, "1")], 9, 1, "Cured by a sum added to profit"),
    (("7", "7"), [(1, 8, "1")], 15, 2, "Cannot be cured: 1 cure in the test dates running up to it"),
    (
        ("7", "8", "7"),
        [(1, 8, "1")],
        22,
        3,
        "May be cured until Sat 29 Jun 1996 by a sum added to profit, used 1 time before",
    ),
    (("7", "8", "7", "8", "7"), [(1, 8, "1"), (3, 22, "1")], 36, 5, "Cannot be cured: all 2 cures are used"),
]


@pytest.mark.parametrize(("profits", "sums", "day", "week", "said"), RIGHTS)
def test_the_right_to_cure_says_until_when_and_why_not(
    profits: tuple[str, ...], sums: list[tuple[int, int, str]], day: int, week: int, said: str
) -> None:
    found, words = right(profits, sums, day, week)
    assert words == said
    assert found.open is said.startswith("May")


def test_a_reading_by_hand_goes_before_the_figures_of_its_day() -> None:
    docket = docket_of((PROFIT, INTEREST, cover(), *weeks("8"), fact(7, Reading(met=False))))
    assert standings(docket, 7, 8) == "- -"
    found = result_on(docket, docket.obligations["x"], on(8))
    assert found is not None
    assert found.by == "hand"


def test_of_two_readings_by_hand_of_one_day_the_last_recorded_counts() -> None:
    """Found by `make explore`: the covenant's result said met while the docket said failing."""
    twice = (fact(7, Reading(value="2")), fact(7, Reading(value="1.5"), minute=1))
    docket = docket_of((PROFIT, INTEREST, cover(), *twice))
    assert standings(docket, 7, 8) == "- -"
    found = result_on(docket, docket.obligations["x"], on(8))
    assert found is not None
    assert found.met is False


# --- What a figure may not do -----------------------------------------------------------------------------


@given(made=dockets_on_a_day(), later=st.integers(1, 40), value=st.integers(-9, 9), cure=st.booleans())
def test_a_figure_of_a_later_day_says_nothing_yet(
    made: tuple[Docket, date], later: int, value: int, cure: bool
) -> None:
    docket, day = made
    number = (day - on(0)).days + later
    fresh = figure("profit", number, str(abs(value) + 1 if cure else value), id="fresh", made=number if cure else None)
    assert assess(with_records(docket, fresh), day) == assess(docket, day)


@given(made=dockets_on_a_day(), number=st.integers(-3, 70), value=st.integers(-9, 9))
def test_what_is_expected_never_moves_a_standing(made: tuple[Docket, date], number: int, value: int) -> None:
    docket, day = made
    fresh = figure("profit", number, str(value), id="fresh", expected=True)
    assert assess(with_records(docket, fresh), day) == assess(docket, day)


@given(made=dockets_on_a_day(), earlier=st.integers(0, 30), value=st.integers(-9, 9), name=st.sampled_from(METRICS))
def test_a_figure_changes_nothing_that_is_not_linked_to_what_it_measures(
    made: tuple[Docket, date], earlier: int, value: int, name: Metric
) -> None:
    docket, day = made
    fresh = figure(name.id, (day - on(0)).days - earlier, str(value), id="fresh")
    before, after = assess(docket, day).positions, assess(with_records(docket, fresh), day).positions
    reached = {one for test in docket.measured_by.get(name.id, ()) for one in linked(docket, test)}
    apart = before.keys() - reached
    assert {one: after[one] for one in apart} == {one: before[one] for one in apart}


@given(made=dockets_on_a_day())
def test_results_and_standing_agree(made: tuple[Docket, date]) -> None:
    """A test that stands as met or not was told so by its last result, and what is untested has none that counts."""
    docket, day = made
    for test in docket.obligations.values():
        if test.threshold is None:
            continue
        standing, found = assess(docket, day)[test.id].standing, result_on(docket, test, day)
        if standing in ("in compliance", "failing", "in cure"):
            assert found is not None
            assert found.met is (standing == "in compliance")
