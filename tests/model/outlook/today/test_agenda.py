"""The agenda of a day: what goes into which band, owed by us and owed to us apart, and what is said of it."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.assess import Standing, assess
from model.assess.standing import AWAITED, CLOSED, IN_TROUBLE
from model.docket import Docket
from model.outlook.today.agenda import BANDS, Agenda, agenda_of, conditions_at_risk, whose
from model.record.base import Record
from model.record.conditions import Need
from model.record.deadline import Start
from model.record.fact import Performed, Submitted, Verified
from tests.builders import PAID, docket_of, sample_docket
from tests.exploration import examples
from tests.model.assess.dockets import BANK, random_docket
from tests.model.assess.numbered import SPAN, on
from tests.model.assess.small import (
    EVENT,
    FOR_APPROVAL,
    FOR_SUBMISSION,
    agreement,
    covenant,
    cure,
    duty,
    event,
    fact,
    follows,
    met,
    plan,
    right,
    waiver,
)


def on_the_day(docket: Docket, day: date) -> Agenda:
    return agenda_of(docket, assess(docket, day))


def told(docket: Docket, agenda: Agenda) -> dict[str, dict[str, str]]:
    """Each band that is not empty: its sides with their refs."""
    return {
        band.key: {group.whose: " ".join(map(docket.short_ref, group.ids)) for group in band.groups}
        for band in agenda.bands
        if band.groups and band.key != "unverified"
    }


def bands_of(record_id: str, *records: Record, day: int = 0) -> set[str]:
    agenda = on_the_day(docket_of((BANK, *records)), on(day))
    return {str(band.key) for band in agenda.bands if record_id in band.ids} - {"unverified"}


# ------------------------------------------------------------------------------------------ the sample


def test_on_20_november_nothing_hurts_and_the_plan_and_the_offering_are_near() -> None:
    docket = sample_docket()
    assert told(docket, on_the_day(docket, date(1996, 11, 20))) == {
        "soon": {"ours": "17 8"},
        "waiting": {"ours": "9 10", "plan": "20"},
        "risk": {"relief": "5 6", "ours": "15 19 1 2 3 4"},
        "rights": {"theirs": "22"},
        "undated": {"ours": "12 13 14 16", "plan": "23"},
    }


def test_on_3_december_the_plan_is_missed_and_what_has_no_date_is_past_its_review_day() -> None:
    docket = sample_docket()
    found = told(docket, on_the_day(docket, date(1996, 12, 3)))
    assert found["trouble"] == {"consequence": "18", "ours": "17"}
    assert found["review"] == {"ours": "12 13 14 15 16 19", "theirs": "22", "plan": "23"}
    assert "undated" not in found


def test_on_1_january_the_reliefs_have_lapsed_and_what_they_covered_hurts() -> None:
    docket = sample_docket()
    found = told(docket, on_the_day(docket, date(1997, 1, 1)))
    assert found["trouble"] == {"consequence": "21 18", "ours": "8 17 1 2 3 4"}
    assert found["risk"] == {"relief": "5 6", "ours": "15 19"}
    assert "soon" not in found


def test_before_the_amendments_nothing_of_them_is_asked_for() -> None:
    docket = sample_docket()
    found = told(docket, on_the_day(docket, date(1996, 10, 15)))
    assert found == {
        "trouble": {"consequence": "18", "ours": "1"},
        "risk": {"ours": "2 3 4"},
        "rights": {"theirs": "22"},
    }


def test_everything_unverified_is_listed_an_open_question_first() -> None:
    docket = sample_docket()
    band = on_the_day(docket, date(1996, 11, 20))["unverified"]
    assert len(band.ids) == 23
    assert docket.short_ref(band.of("ours")[0]) == "7"
    assert docket.short_ref(band.of("ours")[1]) == "17"
    assert [len(band.of(side)) for side in ("ours", "theirs", "relief", "plan", "consequence")] == [16, 1, 2, 2, 2]


# ------------------------------------------------------------------------------------------ one record


@pytest.mark.parametrize(
    ("day", "bands"),
    [(0, {"soon"}), (5, {"soon"}), (10, {"soon"}), (11, {"trouble"})],
)
def test_a_duty_is_near_up_to_its_day_and_then_hurts(day: int, bands: set[str]) -> None:
    assert bands_of("x", duty(due=10), day=day) == bands


@pytest.mark.parametrize(("due", "near"), [(14, True), (15, False)])
def test_the_fourteenth_day_is_near_and_the_fifteenth_is_not(due: int, near: bool) -> None:
    assert ("soon" in bands_of("x", duty(due=due))) is near


def test_work_that_has_to_start_is_near_though_the_deadline_is_not() -> None:
    assert bands_of("x", duty(due=40, lead_time=25)) == {"soon"}
    assert bands_of("x", duty(due=40, lead_time=2)) == set()


def test_what_is_done_stands_in_no_band_but_that_of_the_unverified() -> None:
    assert bands_of("x", duty(due=10), fact(3, PAID), day=5) == set()
    docket = docket_of((BANK, duty(due=10), fact(3, PAID), fact(4, Verified())))
    assert "x" not in on_the_day(docket, on(5))["unverified"].ids


def test_a_duty_in_cure_hurts_and_comes_before_what_is_missed() -> None:
    records = (BANK, duty("a", 3), duty("b", 3, cure=cure(20)))
    assert on_the_day(docket_of(records), on(5))["trouble"].of("ours") == ("b", "a")


def test_the_newest_miss_comes_first() -> None:
    records = (BANK, duty("a", 1), duty("b", 4), duty("c", 2))
    assert on_the_day(docket_of(records), on(9))["trouble"].of("ours") == ("b", "c", "a")


def test_what_is_owed_to_us_is_a_group_of_its_own() -> None:
    records = (BANK, duty("a", 5), duty("b", 4, obligor="bank"), duty("c", 6))
    band = on_the_day(docket_of(records), on(0))["soon"]
    assert [(group.whose, group.ids) for group in band.groups] == [("ours", ("a", "c")), ("theirs", ("b",))]


@pytest.mark.parametrize(
    ("records", "bands"),
    [
        ((event(None), duty(due=30, starts=Start(of=(EVENT,)))), {"waiting"}),
        ((event(1), duty(due=30, starts=Start(of=(EVENT,)))), set()),
        ((duty("a", None), duty(due=30, needs=(Need(one_of=("a",)),))), {"waiting"}),
        ((duty("a", None), duty(due=10, needs=(Need(one_of=("a",)),))), {"soon"}),
        ((duty("a", None), plan(due=None, needs=(Need(one_of=("a",)),))), {"waiting"}),
        ((duty(due=30, approval=FOR_SUBMISSION), fact(1, Submitted())), {"waiting"}),
        ((duty(due=10, approval=FOR_APPROVAL), fact(1, Submitted())), {"soon"}),
        ((duty(due=10, approval=FOR_SUBMISSION), fact(1, Submitted())), {"waiting"}),
        ((agreement(begins=20), duty(due=30, instrument="i")), set()),
        ((waiver(40), duty(due=30)), set()),
    ],
)
def test_what_waits_for_something_to_happen(records: tuple[Record, ...], bands: set[str]) -> None:
    assert bands_of("x", *records, day=2) == bands


def test_a_relief_that_is_only_asked_for_waits() -> None:
    asked = waiver(0, 50)
    record = type(asked)(**{name: getattr(asked, name) for name in asked.__struct_fields__} | {"granted_on": None})
    assert bands_of("w", duty(due=30), record) == {"waiting"}


@pytest.mark.parametrize(
    ("due", "review", "bands"),
    [(None, 10, {"undated"}), (None, 4, {"undated"}), (None, 3, {"review"}), (30, 3, set())],
)
def test_what_has_no_day_is_said_and_past_its_review_day_has_its_own_place(
    due: int | None, review: int, bands: set[str]
) -> None:
    record = duty(due=due)
    fields = {name: getattr(record, name) for name in record.__struct_fields__}
    assert bands_of("x", type(record)(**fields | {"review_by": on(review)}), day=4) == bands


@pytest.mark.parametrize(
    ("fields", "bands"),
    [
        ({"due": 30}, {"rights"}),
        ({"due": 10}, {"rights", "soon"}),
        ({"due": None}, {"rights"}),
        ({"due": 1}, {"trouble"}),
        ({"due": 30, "obligor": "bank"}, {"rights"}),
        ({"due": 30, "obligee": "bank"}, set()),
    ],
)
def test_rights_of_ours_have_their_own_place_until_they_are_used_or_lapse(
    fields: dict[str, object], bands: set[str]
) -> None:
    assert bands_of("x", right(**fields), day=2) == bands  # type: ignore[arg-type] # the columns of the table
    assert bands_of("x", right(**fields), fact(1, PAID), day=2) == set()  # type: ignore[arg-type]


# -------------------------------------------------------------------------------------- reliefs, tests


@pytest.mark.parametrize(("last", "bands"), [(60, {"risk"}), (61, set()), (None, set())])
def test_a_relief_that_ends_within_sixty_days_is_a_warning(last: int | None, bands: set[str]) -> None:
    assert bands_of("w", duty(due=-5), waiver(0, last)) == bands


@pytest.mark.parametrize(
    ("condition", "facts", "risky"),
    [
        (duty("c", 50), (), False),
        (duty("c", 50, lead_time=40), (), True),
        (duty("c", 0), (), True),
        (duty("c", 0), (fact(0, Performed(in_full=True), "c"),), False),
        (covenant("c"), (), True),
        (covenant("c"), (fact(0, met(yes=True), "c"),), False),
        (duty("c", 50, needs=(Need(one_of=("d",)),)), (), True),
    ],
)
def test_so_is_one_with_a_condition_that_may_fail(condition: Record, facts: tuple[Record, ...], risky: bool) -> None:
    records = (BANK, duty(due=-5), duty("d", None), condition, *facts, waiver(-1, 200, conditions=("c",)))
    docket = docket_of(records)
    assessment = assess(docket, on(0))
    assert bool(conditions_at_risk(docket, assessment, docket.reliefs["w"])) is risky
    assert ("w" in agenda_of(docket, assessment)["risk"].ids) is risky


def test_what_a_relief_at_risk_suspends_stands_beside_it_and_what_a_sound_one_suspends_does_not() -> None:
    assert bands_of("x", duty(due=-5), waiver(0, 30)) == {"risk"}
    assert bands_of("x", duty(due=-5), waiver(0, 300)) == set()


def test_a_relief_that_is_over_is_told_as_long_as_something_it_covered_hurts() -> None:
    records = (duty(due=-5), waiver(0, 10))
    assert bands_of("w", *records, day=11) == {"risk"}
    assert bands_of("w", *records, fact(12, PAID), day=13) == set()


@pytest.mark.parametrize(
    ("facts", "bands"),
    [((), {"risk"}), ((fact(0, met(yes=True)),), set()), ((fact(0, met(yes=False)),), {"trouble"})],
)
def test_a_covenant_without_a_reading_is_at_risk_and_a_failing_one_hurts(
    facts: tuple[Record, ...], bands: set[str]
) -> None:
    assert bands_of("x", covenant(), *facts) == bands


def test_a_consequence_is_told_only_when_it_is_exposed() -> None:
    records = (duty(due=3), follows("x"))
    assert bands_of("q", *records, day=3) == set()
    assert bands_of("q", *records, day=4) == {"trouble"}


# -------------------------------------------------------------------------------------- whatever comes


@settings(max_examples=examples(60))
@given(chance=st.randoms(use_true_random=False), number=st.integers(-3, SPAN))
def test_in_any_docket_what_hurts_is_told_and_no_side_is_mixed(chance: Random, number: int) -> None:
    docket, day = random_docket(chance), on(number)
    assessment = assess(docket, day)
    agenda = agenda_of(docket, assessment)
    for band in agenda.bands:
        assert len(set(band.ids)) == len(band.ids)
        for group in band.groups:
            assert {whose(docket, docket.node(one)) for one in group.ids} == {group.whose}
    hurting = {one.id for one in docket.obligations.values() if assessment[one.id].standing in IN_TROUBLE}
    assert set(agenda["trouble"].ids) == hurting


@settings(max_examples=examples(60))
@given(chance=st.randoms(use_true_random=False), number=st.integers(-3, SPAN))
def test_in_any_docket_nothing_open_without_a_day_is_dropped(chance: Random, number: int) -> None:
    docket, day = random_docket(chance), on(number)
    assessment = assess(docket, day)
    agenda = agenda_of(docket, assessment)
    shown = {one for key in BANDS if key != "unverified" for one in agenda[key].ids}
    for node in docket.obligations.values():
        position = assessment[node.id]
        undated = not (position.due or position.perform_by or position.forecast) and not node.continuing
        if undated and position.standing in AWAITED:
            assert node.id in shown


@settings(max_examples=examples(40))
@given(chance=st.randoms(use_true_random=False), number=st.integers(-3, SPAN))
def test_in_any_docket_what_is_done_asks_for_nothing(chance: Random, number: int) -> None:
    docket, day = random_docket(chance), on(number)
    assessment = assess(docket, day)
    agenda = agenda_of(docket, assessment)
    for key in BANDS:
        if key in ("unverified", "risk"):
            continue
        for one in agenda[key].ids:
            occurrences = assessment[one].occurrences
            assert assessment[one].standing not in CLOSED or occurrences
    near = (on(number) + timedelta(days=14)).toordinal()
    for one in agenda["soon"].ids:
        position = assessment[one]
        ahead = [occurrence.due for occurrence in position.occurrences]
        days = [day for day in (position.due, position.perform_by, position.act_by, *ahead) if day]
        assert any(each.toordinal() <= near for each in days)
        assert position.standing is not Standing.DORMANT
