"""Which reminders a docket has, for each kind of record and each standing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from model.assess import assess
from model.days.operation import Add
from model.ledger.sample import sample_records
from model.record.base import Record
from model.record.caption import Caption
from model.record.conditions import Link
from model.record.day import Day
from model.record.deadline import Every, Open, While
from model.record.fact import Approved, Cancelled, Reading, Submitted
from model.record.obligation import Approval, Cure, Obligation, Reminder
from model.record.party import Party
from model.record.person import Person
from model.record.relief import Relief
from model.remind.plan import Planned, plan
from tests.builders import dated, fact, obligation, sample_docket
from tests.model.remind.books import caption, checked

DUE = date(2025, 3, 12)
"""A Wednesday."""
BANK = Party(id="bank", name="Bank")


def planned(day: date, *records: Record) -> dict[str, Planned]:
    docket = checked(*records)
    found = plan(docket, assess(docket, day), machine=UTC)
    assert len({one.id for one in found}) == len(found)
    return {one.id: one for one in found}


def said(day: date, *records: Record) -> list[str]:
    """Each reminder as "due -14 2025-02-26", by day."""
    found = sorted(planned(day, *records).values(), key=lambda one: (one.day, one.before))
    return [f"{one.before} -{one.lead} {one.day}" for one in found]


@pytest.mark.parametrize(
    ("severity", "leads"),
    [
        ("normal", [14, 3, 0]),
        ("low", [14, 3, 0]),
        ("high", [30, 14, 7, 3, 1, 0]),
        ("critical", [60, 30, 14, 7, 3, 2, 1, 0]),
    ],
)
def test_without_reminders_of_its_own_a_record_has_those_of_its_severity(severity: Any, leads: list[int]) -> None:
    fee = obligation(deadline=dated(DUE), severity=severity)
    found = planned(date(2025, 1, 1), fee)
    assert sorted((one.lead for one in found.values()), reverse=True) == leads
    assert {one.day for one in found.values()} == {DUE - timedelta(days=lead) for lead in leads}


def test_a_record_with_reminders_of_its_own_has_only_these() -> None:
    own = (Reminder(lead=2, unit="working day"), Reminder(lead=5))
    fee = obligation(deadline=dated(DUE), reminders=own)
    assert said(date(2025, 1, 1), fee) == ["due -5 2025-03-07", "due -2 2025-03-10"]


def test_a_reminder_is_named_by_what_it_reminds_of_and_nothing_else() -> None:
    owner = Person(id="kim", name="Kim", zone="Asia/Tokyo")
    before = planned(date(2025, 1, 1), obligation(deadline=dated(DUE)))
    after = planned(
        date(2025, 3, 1), owner, obligation(deadline=dated(DUE), owner="kim", title="Other", severity="low")
    )
    assert before.keys() == after.keys()
    moved = planned(date(2025, 1, 1), obligation(deadline=dated(DUE + timedelta(days=1))))
    assert not before.keys() & moved.keys()


def test_the_owner_is_reminded_at_their_time_in_their_zone() -> None:
    kim = Person(id="kim", name="Kim", zone="Asia/Tokyo", remind_at="07:30")
    lee = Person(id="lee", name="Lee")
    policy = caption(at="10:15", zone="America/New_York")
    fees = [obligation("aa", owner="kim"), obligation("bb", owner="lee"), obligation("cc")]
    records = [replace(fee, deadline=dated(DUE), reminders=(Reminder(lead=0),)) for fee in fees]
    docket = checked(policy, kim, lee, *records)
    found = {one.about: one.at for one in plan(docket, assess(docket, date(2025, 1, 1)), machine=UTC)}
    assert found["aa"] == datetime(2025, 3, 11, 22, 30, tzinfo=UTC)
    assert found["bb"] == found["cc"] == datetime(2025, 3, 12, 14, 15, tzinfo=UTC)


def test_the_day_to_begin_rings_by_itself_where_it_lies_before_the_due_day() -> None:
    fee = obligation(deadline=dated(DUE), lead_time=3)
    assert "act by -0 2025-03-10" in said(date(2025, 1, 1), fee)
    assert not any("act by" in one for one in said(date(2025, 1, 1), obligation(deadline=dated(DUE))))


def test_what_has_no_day_rings_on_the_day_it_is_looked_at_again() -> None:
    fee = obligation(deadline=Open(), review_by=DUE)
    assert said(date(2025, 1, 1), fee) == ["review -0 2025-03-12"]
    assert said(date(2025, 4, 1), fee) == ["review -0 2025-03-12"], "with no age limit"
    assert said(date(2025, 4, 1), fee, fact("fee", date(2025, 3, 1))) == []


def test_a_miss_keeps_all_earlier_reminders_and_adds_its_own_until_somebody_acts() -> None:
    fee = obligation(deadline=dated(DUE))
    late = date(2025, 6, 1)
    every = ["due -14 2025-02-26", "due -3 2025-03-09", "due -0 2025-03-12", "missed -0 2025-03-13"]
    assert said(late, fee) == every
    assert said(DUE, fee) == every[:3]
    assert said(late, fee, fact("fee", date(2025, 5, 1))) == []
    assert said(late, fee, fact("fee", date(2025, 3, 1), Cancelled(), id="fact-x")) == []


def test_while_it_can_be_cured_the_last_day_of_cure_rings_and_the_miss_comes_after_it() -> None:
    fee = obligation(deadline=dated(DUE), cure=Cure(period=(Add(n=10, unit="day"),)))
    assert [one for one in said(date(2025, 3, 14), fee) if "due" not in one] == [
        "cure -3 2025-03-19",
        "cure -0 2025-03-22",
    ]
    assert said(date(2025, 3, 30), fee)[-1] == "missed -0 2025-03-23"


def test_an_unused_right_is_told_once_it_has_lapsed_and_no_more_counted_down() -> None:
    option = obligation(deadline=dated(DUE), binding="right")
    assert said(date(2025, 4, 1), option) == ["missed -0 2025-03-13"]


def test_a_plan_rings_at_its_forecast_and_is_never_missed() -> None:
    start_up = obligation(deadline=dated(DUE), binding="plan", kind="milestone")
    assert said(date(2025, 4, 1), start_up) == ["due -14 2025-02-26", "due -3 2025-03-09", "due -0 2025-03-12"]


@pytest.mark.parametrize(("deadline_for", "rings"), [("submission", False), ("approval", True)])
def test_what_is_handed_in_rings_only_where_the_day_is_that_of_the_approval(deadline_for: Any, rings: bool) -> None:
    fee = obligation(deadline=dated(DUE), approval=Approval(by="bank", deadline_for=deadline_for))
    handed_in = fact("fee", date(2025, 3, 1), Submitted(), id="fact-x")
    assert bool(said(date(2025, 3, 5), BANK, fee, handed_in)) is rings
    approved = fact("fee", date(2025, 3, 4), Approved(), id="fact-y")
    assert said(date(2025, 3, 5), BANK, fee, handed_in, approved) == []


def test_a_consequence_rings_nothing_by_itself() -> None:
    fee = obligation(deadline=dated(DUE))
    foreclosure = Obligation(
        id="foreclosure", ref="B-1", title="Foreclosure", kind="consequence", causes=(Link(to="fee"),)
    )
    docket = checked(fee, foreclosure)
    found = plan(docket, assess(docket, date(2025, 4, 1)), machine=UTC)
    assert {one.about for one in found} == {"fee"}


def monthly(**fields: Any) -> Obligation:
    rule = Every(rule="FREQ=MONTHLY;BYMONTHDAY=12", start=date(2025, 1, 12))
    usual: dict[str, Any] = {"deadline": rule, "reminders": (Reminder(lead=3),)}
    return obligation("fee", **(usual | fields))


def test_each_open_occurrence_of_a_series_rings_and_none_is_lost_behind_another() -> None:
    paid = fact("fee", date(2025, 2, 1), occurrence=date(2025, 2, 12))
    found = said(date(2025, 3, 1), monthly(), paid)
    assert found == ["due -3 2025-01-09", "missed -0 2025-01-13", "due -3 2025-03-09"]


def test_a_lead_that_is_longer_than_the_series_is_wide_rings_in_time() -> None:
    fee = monthly(reminders=(Reminder(lead=60),))
    for day in (date(2025, 1, 1) + timedelta(days=number) for number in range(200)):
        due = day + timedelta(days=60)
        if due.day == 12:
            assert any(one.base == due and one.day == day for one in planned(day, fee).values()), due


def test_an_occurrence_that_was_performed_long_before_rings_no_more() -> None:
    fee = monthly(reminders=(Reminder(lead=60),))
    early = fact("fee", date(2025, 1, 20), occurrence=date(2025, 3, 12))
    bases = {one.base for one in planned(date(2025, 1, 25), fee, early).values() if one.before == "due"}
    assert date(2025, 3, 12) not in bases
    assert date(2025, 2, 12) in bases


def test_the_day_to_begin_on_the_next_occurrence_rings_though_an_earlier_one_is_open_still() -> None:
    fee = monthly(lead_time=3, reminders=(Reminder(lead=0, before="act by"),))
    for day in (date(2025, 2, 20), date(2025, 3, 1), date(2025, 3, 10)):
        begins = {(one.period, one.day) for one in planned(day, fee).values() if one.before == "act by"}
        assert (date(2025, 3, 12), date(2025, 3, 10)) in begins, "January is missed, March is still to be begun on"
    later = planned(date(2025, 2, 20), monthly(lead_time=60, reminders=(Reminder(lead=0, before="act by"),)))
    assert {one.period for one in later.values() if one.before == "act by"} >= {date(2025, 4, 12), date(2025, 5, 12)}


def test_a_series_that_has_ended_rings_no_occurrence_after_its_end() -> None:
    rule = Every(rule="FREQ=MONTHLY;BYMONTHDAY=12", start=date(2025, 1, 12), until=date(2025, 2, 12))
    found = planned(date(2025, 1, 1), monthly(deadline=rule, reminders=(Reminder(lead=90),)))
    assert {one.base for one in found.values()} == {date(2025, 1, 12), date(2025, 2, 12)}


def test_a_test_rings_before_its_date_and_until_it_is_read() -> None:
    ratio = obligation(
        kind="test",
        deadline=Every(rule="FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", start=date(2025, 3, 31)),
        reminders=(Reminder(lead=5),),
    )
    assert "due -5 2025-03-26" in said(date(2025, 1, 1), ratio)
    assert said(date(2025, 4, 10), ratio)[0] == "due -5 2025-03-26", "not read yet"
    read = fact("fee", date(2025, 3, 31), Reading(met=True), id="fact-x")
    assert said(date(2025, 4, 10), ratio, read)[0] == "due -5 2025-06-25"


def test_a_covenant_that_fails_rings_from_the_day_it_fails_and_anew_when_it_fails_again() -> None:
    keep = obligation(kind="covenant", deadline=While(since=date(2025, 1, 1)))
    failed = fact("fee", DUE, Reading(met=False), id="fact-x")
    assert said(date(2025, 4, 1), keep, failed) == ["missed -0 2025-03-12"]
    met = fact("fee", date(2025, 3, 20), Reading(met=True), id="fact-y")
    assert said(date(2025, 4, 1), keep, failed, met) == []
    again = fact("fee", date(2025, 3, 25), Reading(met=False), id="fact-z")
    assert said(date(2025, 4, 1), keep, failed, met, again) == ["missed -0 2025-03-25"]


def waiver(**fields: Any) -> Relief:
    usual: dict[str, Any] = {
        "ref": "W-1",
        "title": "Waiver",
        "covers": ("fee",),
        "granted_on": Day(on=date(2025, 3, 10)),
        "until": date(2025, 5, 31),
        "until_reading": "inclusive",
    }
    return Relief(id="waiver", **(usual | fields))


def test_what_a_live_relief_covers_is_quiet_and_rings_anew_once_the_relief_is_over() -> None:
    fee = obligation(deadline=dated(DUE))
    during = planned(date(2025, 4, 1), fee, waiver())
    assert {(one.about, one.before) for one in during.values()} == {("waiver", "due"), ("fee", "act by")}
    assert during["fee//act by 0 day/2025-05-31"].day == date(2025, 5, 31), "the last day to put it right"
    after = said(date(2025, 6, 2), fee, waiver())
    assert "missed -0 2025-06-01" in after
    assert "missed -0 2025-03-13" not in after


def test_the_last_day_of_a_relief_rings_and_its_lapse_does() -> None:
    fee, first = obligation(deadline=dated(DUE)), obligation("first", deadline=dated(date(2025, 4, 1)))
    live = planned(date(2025, 3, 20), fee, first, waiver(conditions=("first",)))
    assert {one.base for one in live.values() if one.about == "waiver"} == {date(2025, 5, 31)}
    docket = checked(fee, first, waiver(conditions=("first",)))
    broken = plan(docket, assess(docket, date(2025, 4, 3)), machine=UTC)
    assert [(one.before, one.base) for one in broken if one.about == "waiver"] == [("missed", date(2025, 4, 2))]


def test_a_relief_that_has_ended_and_left_nothing_standing_rings_no_more() -> None:
    docket = checked(obligation(deadline=dated(DUE)), waiver(), fact("fee", date(2025, 3, 11)))
    assert plan(docket, assess(docket, date(2025, 6, 2)), machine=UTC) == ()


def test_one_that_is_only_asked_for_rings_nothing() -> None:
    docket = checked(obligation(deadline=dated(date(2025, 9, 1))), waiver(granted_on=None))
    found = plan(docket, assess(docket, date(2025, 3, 1)), machine=UTC)
    assert {one.about for one in found} == {"fee"}


def test_the_sample_reminds_nobody() -> None:
    sample = sample_docket()
    assert plan(sample, assess(sample, date(1996, 12, 5)), machine=UTC) == ()
    plain = (replace(one, clock=None) if isinstance(one, Caption) else one for one in sample_records())
    running = checked(*plain)
    assert plan(running, assess(running, date(1996, 12, 5)), machine=UTC) != ()
