"""What a reminder says, of each kind of record."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from model.assess import assess
from model.docket import Docket
from model.record.day import Day
from model.record.deadline import Every, Open, While
from model.record.fact import Reading
from model.record.person import Person
from model.record.relief import Relief
from model.remind.plan import plan
from model.remind.review import Ring, review
from model.remind.states import Watch
from model.remind.wording import body, line, notification, title
from tests.builders import dated, fact, obligation
from tests.model.remind.books import caption, checked

TODAY = date(2025, 3, 12)
NOON = datetime(2025, 3, 12, 12, tzinfo=UTC)
PEOPLE = (Person(id="kim", name="Kim", stand_in="hale"), Person(id="hale", name="Hale"))


def rings(docket: Docket, watch: Watch | None = None) -> tuple[Ring, ...]:
    planned = plan(docket, assess(docket, TODAY), machine=UTC)
    return review(planned, {}, watch or Watch(), NOON, docket).due


def titles(*records: Any) -> list[str]:
    docket = checked(*records)
    return [title(docket, ring) for ring in rings(docket)]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"deadline": dated(TODAY)}, "FEE due Wed 12 Mar 2025"),
        ({"deadline": dated(date(2025, 3, 11))}, "FEE missed, was due Tue 11 Mar 2025"),
        ({"deadline": dated(date(2025, 3, 11)), "binding": "right"}, "FEE lapsed, was due Tue 11 Mar 2025"),
        ({"deadline": dated(TODAY), "binding": "plan"}, "FEE forecast Wed 12 Mar 2025"),
        ({"deadline": Open(), "review_by": TODAY}, "FEE to be looked at again on Wed 12 Mar 2025"),
        (
            {"kind": "test", "deadline": Every(rule="FREQ=YEARLY", start=TODAY)},
            "FEE test date Wed 12 Mar 2025",
        ),
    ],
)
def test_a_title_says_what_the_day_is_to_the_record(fields: dict[str, Any], said: str) -> None:
    assert titles(obligation(**fields)) == [said]


def test_the_day_to_begin_is_said_beside_the_day_it_is_due() -> None:
    fee = obligation(deadline=dated(date(2025, 3, 14)), lead_time=3)
    assert titles(fee) == ["FEE to be begun by Wed 12 Mar 2025", "FEE due Fri 14 Mar 2025"]


def test_a_covenant_fails_and_a_relief_ends_or_lapses() -> None:
    keep = obligation(kind="covenant", deadline=While(since=date(2025, 1, 1)))
    failed = fact("fee", date(2025, 3, 10), what=Reading(met=False))
    assert titles(keep, failed) == ["FEE failing since Mon 10 Mar 2025"]
    first = obligation("first", deadline=dated(date(2025, 3, 10)))
    waiver = Relief(
        id="waiver",
        ref="W-1",
        title="Waiver",
        covers=("fee",),
        granted_on=Day(on=date(2025, 1, 10)),
        until=TODAY,
        until_reading="inclusive",
    )
    fee = obligation(deadline=dated(date(2025, 9, 1)))
    assert titles(fee, waiver) == ["W-1 last day Wed 12 Mar 2025"]
    from msgspec.structs import replace

    broken = replace(waiver, conditions=("first",))
    assert "W-1 lapsed since Tue 11 Mar 2025" in titles(fee, first, broken)


def test_a_body_says_what_it_is_how_far_off_and_to_whom_it_was_handed_on() -> None:
    docket = checked(caption(), *PEOPLE, obligation(deadline=dated(date(2025, 3, 15)), owner="kim"))
    (ring,) = rings(docket)
    assert body(docket, ring, TODAY) == "Pay the fee, in 3 days"
    (late,) = rings(docket, Watch(last_checked=NOON - timedelta(days=20)))
    assert body(docket, late, TODAY) == "Pay the fee, in 3 days. Handed on to Hale"
    assert line(docket, late, TODAY) == "FEE due Sat 15 Mar 2025: Pay the fee, in 3 days. Handed on to Hale"


def test_one_notification_tells_of_several_and_names_the_most_urgent() -> None:
    records = [obligation(f"fee-{number}", deadline=dated(TODAY + timedelta(days=number))) for number in range(-1, 4)]
    docket = checked(*records)
    found = rings(docket)
    assert len(found) == 5
    assert notification(docket, found, TODAY) == (
        "Duly: Five reminders on Wed 12 Mar 2025",
        "FEE--1 missed, was due Tue 11 Mar 2025; FEE-0 due Wed 12 Mar 2025; FEE-1 due Thu 13 Mar 2025; and 2 more",
    )
    assert notification(docket, found[1:2], TODAY) == ("FEE-0 due Wed 12 Mar 2025", "Pay the fee-0, today")
