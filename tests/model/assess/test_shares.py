"""Percentages of what came in, of a figure, of a sum; instalments of a sum: day by day, with what is said of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from model.assess import Position, assess
from model.assess.amounts import amount_owed
from model.assess.engine import assess_whole
from model.assess.reassess import reassess
from model.docket import Docket
from model.outlook.forward import look_on
from model.record.amount import Amount
from model.record.base import Record
from model.record.deadline import Changed, EventAnchor, Every, SeriesBound
from model.record.fact import Fact, Performed
from model.record.obligation import Obligation
from model.record.share import OfMetric, OfProceeds, OfSum, Share
from model.report.due import due_objects
from model.report.rows import full_row
from model.wording.standings import reasons_of
from tests.builders import docket_of
from tests.builders import fact as a_fact
from tests.model.assess.dockets import BANK
from tests.model.assess.numbered import on
from tests.model.assess.small import assessed, course, duty, event, fact, figure, metric, part, turns


def shared(percent: str = "75", base: Any = OfProceeds(obligation="y"), **fields: Any) -> Share:  # noqa: B008 # frozen
    return Share(percent=percent, base=base, currency="USD", **fields)


def position(day: int, *records: Record) -> Position:
    return assess(docket_of((BANK, *records)), on(day))["x"]


def owed(day: int, *records: Record) -> str | None:
    docket = docket_of((BANK, *records))
    amount = amount_owed(docket.obligations["x"], assess(docket, on(day))["x"])
    return amount.value if amount else None


def said(day: int, *records: Record) -> list[str]:
    docket = docket_of((BANK, *records))
    return list(reasons_of(docket, assess(docket, on(day))["x"]))


# --- A percentage ------------------------------------------------------------------------------------------

SOURCE = duty("y", None)
OF_PROCEEDS = (duty(share=shared()), SOURCE, fact(2, part(100), "y"), fact(8, part(20), "y"), fact(11, part(40), "y"))


def test_the_base_is_as_on_the_day_and_fixed_at_the_end_of_the_due_day() -> None:
    assert [owed(day, *OF_PROCEEDS) for day in (1, 2, 8, 10, 11, 20)] == ["0", "75", "90", "90", "90", "90"]


def test_what_was_reached_by_one_base_is_in_part_by_a_greater_one() -> None:
    records = (*OF_PROCEEDS, fact(3, part(75)))
    assert turns(course(assessed, records, "x", 11)) == "open 0, satisfied 3, partly performed 8, due 10, missed 11"
    assert turns(course(assessed, (*records, fact(9, part(15))), "x", 12)).endswith("partly performed 8, satisfied 9")


def test_nothing_that_came_in_by_the_due_day_releases_it_on_that_day() -> None:
    late = (duty(share=shared()), SOURCE, fact(11, part(40), "y"))
    assert turns(course(assessed, late, "x", 12)) == "open 0, released 10"
    docket = docket_of((BANK, *late))
    assert said(12, *late)[0] == (
        f"75\N{NO-BREAK SPACE}% of what {docket.ref('y')} brings in came to nothing by Thu 13 Jun 1996,"
        " so nothing is owed"
    )
    floored = (duty(share=shared(floor="10")), SOURCE)
    assert turns(course(assessed, floored, "x", 12)) == "open 0, due 10, missed 11"


def test_it_is_rounded_half_up_to_the_cent_then_held_to_floor_and_cap() -> None:
    def of(percent: str, base: str, **fields: Any) -> str | None:
        return owed(5, duty(share=shared(percent, OfSum(value=base), **fields)))

    assert of("0.25", "1000002") == "2500.01"  # 2,500.005
    assert of("0.25", "1000001.9") == "2500"  # 2,500.00475
    assert of("50", "100", floor="60") == "60"
    assert of("50", "100", cap="40") == "40"


def test_a_base_that_cannot_be_told_is_reached_in_full_alone() -> None:
    unknown = (duty(share=shared()), SOURCE, fact(2, Performed(in_full=True), "y"))
    assert owed(5, *unknown) is None
    assert turns(course(assessed, (*unknown, fact(3, part(99))), "x", 11)).endswith("due 10, missed 11")
    assert turns(course(assessed, (*unknown, fact(3, Performed(in_full=True))), "x", 4)).endswith("satisfied 3")
    euros = (duty(share=shared()), SOURCE, fact(2, Performed(amount="5", currency="EUR"), "y"))
    assert owed(5, *euros) is None
    assert any("cannot be told by Sat 8 Jun 1996" in one for one in said(5, *euros))


def test_a_metric_gives_its_last_figure_on_or_before_the_day() -> None:
    of_metric = duty(share=shared("10", OfMetric(metric="m")))
    records = (of_metric, metric("m"), figure("m", 2, "100"), figure("m", 9, "300"), figure("m", 11, "900"))
    assert [owed(day, *records) for day in (1, 2, 9, 12)] == [None, "10", "30", "30"]
    corrected = (*records, figure("m", 9, "500", minute=5))
    assert owed(12, *corrected) == "50"


def test_the_reasons_show_the_numbers() -> None:
    docket = docket_of((BANK, *OF_PROCEEDS))
    of = f"75\N{NO-BREAK SPACE}% of $100 (what {docket.ref('y')} brings in, by Sat 8 Jun 1996) is $75"
    assert f"So far {of}" in said(5, *OF_PROCEEDS)
    assert any(one.startswith("75") and "is $90" in one for one in said(11, *OF_PROCEEDS))
    capped = (duty(share=shared(cap="50")), *OF_PROCEEDS[1:])
    assert f"So far {of}, held to $50" in said(5, *capped)


def test_without_a_due_day_the_base_is_never_fixed() -> None:
    records = (duty("x", None, share=shared()), *OF_PROCEEDS[1:])
    assert [owed(day, *records) for day in (2, 8, 30)] == ["75", "90", "120"]


def test_each_occurrence_of_a_series_has_what_came_in_since_the_due_day_before() -> None:
    each = duty(deadline=Every(rule="FREQ=WEEKLY", start=on(7)), share=shared("50"))
    paid = (fact(2, part(10), "y"), fact(7, part(20), "y"), fact(8, part(40), "y"), fact(20, part(60), "y"))
    found = position(22, each, SOURCE, *paid)
    assert [(one.due, one.owed and one.owed.value, str(one.standing)) for one in found.occurrences] == [
        (on(7), "15", "missed"),
        (on(14), "20", "missed"),
        (on(21), "30", "missed"),
        (on(28), "0", "open"),
    ]
    assert found.sums is not None
    assert (found.sums.owed, found.sums.paid, found.sums.outstanding) == (Decimal(65), Decimal(0), Decimal(65))


# --- Instalments -------------------------------------------------------------------------------------------

WHOLE = Amount(value="100", currency="USD", in_all=True)
WEEKLY = Every(rule="FREQ=WEEKLY;COUNT=3", start=on(7))


def paid(day: int, period: int, amount: str, **fields: Any) -> Fact:
    what = Performed(amount=amount, currency="USD", **fields)
    return a_fact("x", on(day), what, id=f"paid-{day}-{period}", occurrence=on(period))


def instalments(deadline: Every = WEEKLY, **fields: Any) -> Obligation:
    return duty(deadline=deadline, amount=WHOLE, **fields)


def test_the_parts_are_equal_down_to_the_cent_and_the_last_takes_the_rest() -> None:
    found = position(30, instalments())
    assert [one.owed and one.owed.value for one in found.occurrences] == ["33.33", "33.33", "33.34"]


def test_paid_and_outstanding_are_told_of_each_and_of_all_and_excess_is_not_carried_over() -> None:
    records = (instalments(), paid(7, 7, "40"), paid(14, 14, "30"))
    found = position(15, *records)
    assert [(str(one.standing), one.performed, one.outstanding) for one in found.occurrences] == [
        ("satisfied", Decimal(40), Decimal(0)),
        ("missed", Decimal(30), Decimal("3.33")),
        ("open", Decimal(0), Decimal("33.34")),
    ]
    assert found.sums is not None
    assert (found.sums.owed, found.sums.paid) == (Decimal(100), Decimal(70))
    assert found.sums.outstanding == Decimal("36.67")
    assert "Of Mon 10 Jun 1996, $6.67 more was performed than is owed ($33.33); it is not carried over" in said(
        15, *records
    )
    assert any(one == "Instalment 2 of 3 of $100 in all" for one in said(15, *records))


def test_what_is_struck_out_is_no_part_and_what_is_cancelled_is_one() -> None:
    struck = Every(rule="FREQ=WEEKLY;COUNT=3", start=on(7), changed=(Changed(occurrence=on(14), reason="agreed"),))
    assert [one.owed and one.owed.value for one in position(30, instalments(struck)).occurrences] == ["50", "50"]


def test_while_their_number_is_not_known_only_in_full_reaches_one() -> None:
    until = Every(rule="FREQ=WEEKLY", start=on(7), ends=SeriesBound(anchor=EventAnchor(event="e")))
    records = (event(16), instalments(until), paid(7, 7, "50"))
    assert [str(one.standing) for one in position(9, *records).occurrences][:1] == ["missed"]
    assert any(one.startswith("In how many instalments") for one in said(9, *records))
    assert [str(one.standing) for one in position(16, *records).occurrences] == ["satisfied", "missed"]
    in_full = (event(None), instalments(until), paid(7, 7, "50", in_full=True))
    assert str(position(9, *in_full).occurrences[0].standing) == "satisfied"


# --- In parts and ahead ------------------------------------------------------------------------------------

ALL: tuple[tuple[Record, ...], ...] = (
    (*OF_PROCEEDS, fact(3, part(75)), fact(9, part(15))),
    (duty(share=shared()), SOURCE, fact(11, part(40), "y")),
    (
        duty(share=shared("10", OfMetric(metric="m"))),
        metric("m"),
        figure("m", 2, "100"),
        fact(3, part(10)),
        figure("m", 9, "300"),
    ),
    (instalments(), paid(7, 7, "40"), paid(14, 14, "30"), paid(15, 14, "3.33")),
)


def test_the_forward_look_is_that_of_each_day() -> None:
    for records in ALL:
        docket = docket_of((BANK, *records))
        ahead = look_on(assess_whole(docket, on(0)), on(30))
        seen = {(day, turn.id): str(turn.after) for day, turned in ahead for turn in turned}
        before = assess(docket, on(0))
        for number in range(1, 31):
            now = assess(docket, on(number))
            for id, found in now.positions.items():
                if found.standing is not before[id].standing:
                    assert seen.pop((on(number), id)) == str(found.standing)
            before = now
        assert not seen


def test_what_is_assessed_again_is_what_all_of_it_gives() -> None:
    for records in ALL:
        whole = docket_of((BANK, *records))
        for left_out in records:
            kept = [one for one in records if one is not left_out]
            if not {"x", "y"} & {left_out.id} and left_out.id != "m":
                fewer: Docket = docket_of((BANK, *kept))
                for before, after in ((whole, fewer), (fewer, whole)):
                    assert reassess(assess_whole(before, on(12)), after).assessment == assess(after, on(12))


# --- Shown -------------------------------------------------------------------------------------------------


def listed(day: int, *records: Record) -> dict[str, Any]:
    docket = docket_of((BANK, *records))
    return next(one for one in due_objects(docket, assess(docket, on(day))) if one["ref"] == docket.ref("x"))


def test_the_list_of_what_is_due_tells_the_percentage_and_what_it_came_from() -> None:
    found = listed(5, *OF_PROCEEDS, fact(3, part(70)))
    assert found["amount"] == {"value": "75", "currency": "USD", "bound": "exactly"}
    assert {key: found["owed"][key] for key in ("value", "base", "percent", "as_of", "fixed")} == {
        "value": "75",
        "base": "100",
        "percent": "75",
        "as_of": on(5).isoformat(),
        "fixed": False,
    }
    assert any(one.startswith("Performed in part, $70 of $75") for one in found["reasons"])


def test_the_list_tells_what_each_instalment_and_all_of_them_come_to() -> None:
    found = listed(15, instalments(), paid(7, 7, "40"), paid(14, 14, "30"))
    assert found["amount"] == {"value": "100", "currency": "USD", "bound": "exactly"}
    assert [(one["amount"]["value"], one["outstanding"]["value"]) for one in found["occurrences"]] == [
        ("33.33", "0"),
        ("33.33", "3.33"),
        ("33.34", "33.34"),
    ]
    in_all = ("in_all", "performed_in_all", "outstanding_in_all")
    assert [found["owed"][key] for key in in_all] == ["100", "70", "36.67"]
    assert found["owed"]["instalment"] == [2, 3]


def test_reports_and_rows_show_what_is_owed() -> None:
    docket = docket_of((BANK, *OF_PROCEEDS))
    assert full_row(docket, assess(docket, on(5)), docket.obligations["x"]).amount == "$75"
    unknown = docket_of((BANK, duty(share=shared(cap="50")), SOURCE, fact(2, Performed(in_full=True), "y")))
    row = full_row(unknown, assess(unknown, on(5)), unknown.obligations["x"])
    assert row.amount == "75\N{NO-BREAK SPACE}% of what Y brings in, at most $50"
    parts = docket_of((BANK, instalments(), paid(7, 7, "40")))
    row = full_row(parts, assess(parts, on(15)), parts.obligations["x"])
    assert (row.amount, row.performed) == ("$100 in all", "$40 performed, $66.67 outstanding")
